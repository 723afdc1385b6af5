// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/date.hpp>

#include <coop/core/text.hpp>

#include "typed.hpp"

#include <cstddef>
#include <optional>

namespace coop::core {

namespace {

constexpr int year_min = 1900;
constexpr int year_max = 2199;

/// `0` in `shape` stands for a digit, any other character for itself.
bool shaped(std::string_view text, std::string_view shape)
{
    if (text.size() != shape.size()) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const digit = '0' <= text[i] && text[i] <= '9';
        if (shape[i] == '0' ? !digit : text[i] != shape[i]) {
            return false;
        }
    }
    return true;
}

int number_at(std::string_view text, std::size_t first, std::size_t length)
{
    int number = 0;
    for (char c : text.substr(first, length)) {
        number = number * 10 + (c - '0');
    }
    return number;
}

bool known_year(int year)
{
    return year_min <= year && year <= year_max;
}

/// The day that `text` has the shape of, existing or not; nothing where it has no such shape.
std::optional<Date> read_day(std::string_view text)
{
    std::size_t year_at = 0;
    std::size_t month_at = 5;
    std::size_t day_at = 8;
    if (shaped(text, "00/00/0000")) {
        year_at = 6;
        month_at = 3;
        day_at = 0;
    } else if (!shaped(text, "0000-00-00")) {
        return std::nullopt;
    }
    int const year = number_at(text, year_at, 4);
    if (!known_year(year)) {
        return std::nullopt;
    }
    return date(year, static_cast<unsigned>(number_at(text, month_at, 2)),
                static_cast<unsigned>(number_at(text, day_at, 2)));
}

Period months(int year, int first, int last)
{
    auto const begin = date(year, static_cast<unsigned>(first), 1);
    auto const end = date(year, static_cast<unsigned>(last), 1);
    return {begin, Date{end.year() / end.month() / std::chrono::last}};
}

/// One end of a period: a year, a quarter, a month or a day. Its days may not exist.
std::optional<Period> read_span(std::string_view text)
{
    if (auto const day = read_day(text)) {
        return Period{*day, *day};
    }
    if (text.size() < 4 || !shaped(text.substr(0, 4), "0000") ||
        !known_year(number_at(text, 0, 4))) {
        return std::nullopt;
    }
    int const year = number_at(text, 0, 4);
    if (text.size() == 4) {
        return months(year, 1, 12);
    }
    if (shaped(text, "0000-00")) {
        int const month = number_at(text, 5, 2);
        return months(year, month, month);
    }
    bool const quarter = shaped(text, "0000T0") || shaped(text, "0000t0");
    int const number = quarter ? number_at(text, 5, 1) : 0;
    if (number < 1 || number > 4) {
        return std::nullopt;
    }
    return months(year, 3 * number - 2, 3 * number);
}

/// The last `count` digits of a number that is not negative.
void write_digits(std::string& text, std::size_t first, std::size_t count, int number)
{
    for (auto i = first + count; i > first; --i) {
        text[i - 1] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

int month_number(Date day)
{
    return static_cast<int>(static_cast<unsigned>(day.month()));
}

int day_number(Date day)
{
    return static_cast<int>(static_cast<unsigned>(day.day()));
}

Period parse_span(std::string_view text, std::string_view whole)
{
    auto const span = read_span(trim(text));
    if (!span) {
        refuse("period.malformed", whole);
    }
    if (!span->first.ok() || !span->last.ok()) {
        refuse("date.impossible", whole);
    }
    return *span;
}

} // namespace

Date parse_date(std::string_view text)
{
    auto const day = read_day(trim(text));
    if (!day) {
        refuse("date.malformed", text);
    }
    if (!day->ok()) {
        refuse("date.impossible", text);
    }
    return *day;
}

// Each line of a journal has one: written by hand, a tenth of what a format string costs.
std::string format_iso(Date day)
{
    std::string text = "0000-00-00";
    write_digits(text, 0, 4, static_cast<int>(day.year()));
    write_digits(text, 5, 2, month_number(day));
    write_digits(text, 8, 2, day_number(day));
    return text;
}

std::string format_french(Date day)
{
    std::string text = "00/00/0000";
    write_digits(text, 0, 2, day_number(day));
    write_digits(text, 3, 2, month_number(day));
    write_digits(text, 6, 4, static_cast<int>(day.year()));
    return text;
}

std::int32_t to_number(Date day)
{
    return static_cast<int>(day.year()) * 10000 +
           static_cast<std::int32_t>(static_cast<unsigned>(day.month()) * 100 +
                                     static_cast<unsigned>(day.day()));
}

Date from_number(std::int32_t number)
{
    return date(number / 10000, static_cast<unsigned>(number / 100 % 100),
                static_cast<unsigned>(number % 100));
}

Date next_day(Date day)
{
    return Date{std::chrono::sys_days{day} + std::chrono::days{1}};
}

std::int64_t length_days(Period period)
{
    return (std::chrono::sys_days{period.last} - std::chrono::sys_days{period.first}).count() + 1;
}

Period parse_period(std::string_view text)
{
    auto const dots = text.find("..");
    auto const first = parse_span(text.substr(0, dots), text);
    if (dots == text.npos) {
        return first;
    }
    auto const last = parse_span(text.substr(dots + 2), text);
    if (last.last < first.first) {
        refuse("period.reversed", text);
    }
    return {first.first, last.last};
}

} // namespace coop::core
