// SPDX-License-Identifier: GPL-3.0-or-later
#include "typed.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace coop::core {

namespace {

bool take(std::string_view& text, std::string_view prefix)
{
    if (!text.starts_with(prefix)) {
        return false;
    }
    text.remove_prefix(prefix.size());
    return true;
}

bool take_group_mark(std::string_view& text)
{
    constexpr std::array<std::string_view, 5> marks = {" ", "\u00a0", "\u202f", "'", "\u2019"};
    return std::any_of(marks.begin(), marks.end(), [&](auto mark) { return take(text, mark); });
}

bool well_grouped(std::vector<std::string> const& groups)
{
    if (groups.size() == 1) {
        return !groups.front().empty();
    }
    return !groups.front().empty() && groups.front().size() <= 3 &&
           std::all_of(groups.begin() + 1, groups.end(),
                       [](std::string const& group) { return group.size() == 3; });
}

std::string take_digits(std::string_view& text)
{
    auto const end = std::find_if_not(text.begin(), text.end(), is_digit);
    std::string digits{text.begin(), end};
    text.remove_prefix(digits.size());
    return digits;
}

} // namespace

std::optional<TypedNumber> take_apart(std::string_view text)
{
    text = trim(text);
    TypedNumber number;
    number.negative = take(text, "-") || take(text, "\u2212");

    std::vector<std::string> groups{take_digits(text)};
    while (take_group_mark(text)) {
        groups.push_back(take_digits(text));
    }
    if (!well_grouped(groups)) {
        return std::nullopt;
    }
    number.grouped = groups.size() > 1;
    for (auto const& group : groups) {
        number.whole += group;
    }

    while (take(text, ",") || take(text, ".")) {
        number.parts.push_back(take_digits(text));
        if (number.parts.back().empty()) {
            return std::nullopt;
        }
    }
    return text.empty() ? std::optional{number} : std::nullopt;
}

std::optional<std::int64_t> to_integer(std::string_view digits)
{
    std::int64_t value = 0;
    auto const result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return result.ec == std::errc{} ? std::optional{value} : std::nullopt;
}

void refuse(std::string_view id, std::string_view text)
{
    throw Error{ErrorKind::usage, std::string{id}, {{"text", printable(text)}}};
}

} // namespace coop::core
