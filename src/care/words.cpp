// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/position.hpp>

#include <coop/core/error.hpp>

#include <algorithm>
#include <array>
#include <cctype>

namespace coop::care {

using core::Error;
using core::ErrorKind;

namespace {

// Order of words = order of the enumerators.
constexpr std::array<std::string_view, 4> kinds{"preservation", "restoration", "avoidance",
                                                "monitoring"};
constexpr std::array<std::string_view, 2> origins{"contractee", "heritee"};
constexpr std::array<std::string_view, funding_count> fundings{"own", "grant", "third",
                                                               "volunteer"};

template <class Value, std::size_t size>
Value parse(std::array<std::string_view, size> const& words, std::string_view key,
            std::string_view text)
{
    auto const found = std::ranges::find(words, text);
    if (found == words.end()) {
        std::string known;
        for (auto const word : words) {
            known += (known.empty() ? "" : ", ") + std::string{word};
        }
        throw Error{ErrorKind::usage,
                    "care.word",
                    {{"key", std::string{key}}, {"word", std::string{text}}, {"known", known}}};
    }
    return static_cast<Value>(found - words.begin());
}

bool is_id_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' ||
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

std::string_view name_of(ActionKind kind)
{
    return kinds[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Origin origin)
{
    return origins[static_cast<std::size_t>(origin)];
}

std::string_view name_of(Funding funding)
{
    return fundings[static_cast<std::size_t>(funding)];
}

ActionKind parse_action_kind(std::string_view text)
{
    return parse<ActionKind>(kinds, "kind", text);
}

Origin parse_origin(std::string_view text)
{
    return parse<Origin>(origins, "origin", text);
}

Funding parse_funding(std::string_view text)
{
    return parse<Funding>(fundings, "funding", text);
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
