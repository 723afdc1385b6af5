// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/position.hpp>

#include <coop/core/error.hpp>

#include <algorithm>

namespace coop::care {

using core::Error;
using core::ErrorKind;

namespace {

template <class Value, std::size_t size>
Value parse(core::Words<Value, size> const& words, std::string_view key, std::string_view text)
{
    if (auto const value = words.value(text)) {
        return *value;
    }
    throw Error{ErrorKind::usage,
                "care.word",
                {{"key", std::string{key}}, {"word", std::string{text}}, {"known", words.known()}}};
}

bool is_id_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || core::is_digit(letter) || letter == '-' ||
           letter == '_' || letter == '.';
}

} // namespace

Family family_of(std::string_view capital)
{
    bool const shaped = capital.size() > 2 && capital[1] == '.' &&
                        std::ranges::all_of(capital.substr(2), is_id_letter);
    switch (shaped ? capital.front() : '?') {
    case 'N':
        return Family::natural;
    case 'H':
        return Family::human;
    case 'F':
        return Family::financial;
    default:
        throw Error{ErrorKind::usage, "care.capital-id", {{"capital", std::string{capital}}}};
    }
}

ActionKind parse_action_kind(std::string_view text)
{
    return parse(action_kind_words, "kind", text);
}

Origin parse_origin(std::string_view text)
{
    return parse(origin_words, "origin", text);
}

Funding parse_funding(std::string_view text)
{
    return parse(funding_words, "funding", text);
}

std::string id_of(Item const& item)
{
    return item.action.empty() ? item.capital : item.capital + "/" + item.action;
}

std::string id_of(Group const& group)
{
    return group.action.empty() ? group.capital : group.capital + "/" + group.action;
}

} // namespace coop::care
