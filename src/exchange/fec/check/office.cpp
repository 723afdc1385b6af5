// SPDX-License-Identifier: GPL-3.0-or-later
#include "office.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace coop::exchange::office {

namespace {

constexpr std::string_view no_break_space = "\u00a0";
constexpr std::string_view twice_converted = "\r\r\n";

/// No-break spaces count as spaces; those around a field are dropped.
std::string bare(std::string_view raw)
{
    std::string text{raw};
    for (auto at = text.find(no_break_space); at != text.npos; at = text.find(no_break_space, at)) {
        text.replace(at, no_break_space.size(), " ");
    }
    auto const begin = text.find_first_not_of(' ');
    auto const end = text.find_last_not_of(' ');
    return begin == text.npos ? std::string{} : text.substr(begin, end - begin + 1);
}

char lower(char c)
{
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::size_t skip(std::string_view& text, std::string_view characters)
{
    auto const count = std::min(text.find_first_not_of(characters), text.size());
    text.remove_prefix(count);
    return count;
}

/// Takes `count` digits away; -1 where they are not there.
int digits(std::string_view& text, std::size_t count)
{
    auto const part = text.substr(0, count);
    if (part.size() < count || !std::ranges::all_of(part, core::is_digit)) {
        return -1;
    }
    int number = 0;
    for (char const c : part) {
        number = number * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return number;
}

/// `T10:30:00` or nothing.
bool is_time_or_nothing(std::string_view text)
{
    if (text.empty()) {
        return true;
    }
    if (text.front() != 'T' && text.front() != ' ') {
        return false;
    }
    for (char const before : {text.front(), ':', ':'}) {
        if (!text.starts_with(before)) {
            return false;
        }
        text.remove_prefix(1);
        auto const count = skip(text, "0123456789");
        if (count < 1 || count > 2) {
            return false;
        }
    }
    return text.empty();
}

struct Day {
    bool read = false;
    int year = 0;
    int month = 0;
    int day = 0;
};

Day read_day(std::string_view text, bool year_first)
{
    Day read;
    read.year = year_first ? digits(text, 4) : 0;
    skip(text, "/-.");
    read.day = year_first ? 0 : digits(text, 2);
    skip(text, "/-.");
    read.month = digits(text, 2);
    skip(text, "/-.");
    (year_first ? read.day : read.year) = digits(text, year_first ? 2 : 4);
    read.read = read.year >= 0 && 0 <= read.month && read.month < 20 && 0 <= read.day &&
                read.day < 40 && is_time_or_nothing(text);
    return read;
}

} // namespace

bool takes_amount(std::string_view raw)
{
    auto const text = bare(raw);
    if (text.empty()) {
        return true;
    }
    std::string_view rest = text;
    if (text.find('.') != text.npos || std::ranges::count(text, '-') > 1 ||
        std::ranges::count(text, ',') + std::ranges::count(text, ' ') > 1) {
        return false;
    }
    skip(rest, "+-");
    if (skip(rest, "0123456789,") == 0) {
        return false;
    }
    if (rest.starts_with('e') || rest.starts_with('E')) {
        rest.remove_prefix(1);
        return skip(rest, "0123456789+-") > 0 && rest.empty();
    }
    skip(rest, " ");
    skip(rest, "+-");
    return rest.empty();
}

bool takes_date(std::string_view raw, bool demanded)
{
    auto const text = bare(raw);
    if (text.find_first_not_of("0-/.") == text.npos) {
        return !demanded;
    }
    std::array const ways{read_day(text, true), read_day(text, false)};
    for (auto const& way : ways) {
        if (way.read && 1900 <= way.year && way.year <= 2099) {
            return way.month <= 12 && way.day <= 31;
        }
    }
    return std::ranges::any_of(ways, &Day::read); // Another year is an alert.
}

bool takes_direction(std::string_view raw)
{
    auto const text = core::trim(raw);
    return raw == "D" || raw == "d" || raw == "C" || raw == "c" || text == "+1" || text == "-1";
}

bool takes_name(std::string_view raw, std::string_view wanted, bool first)
{
    std::string name;
    while (!raw.empty()) {
        bool const accented = raw.starts_with("é") || raw.starts_with("è");
        name += accented ? 'e' : raw.front();
        raw.remove_prefix(accented ? std::string_view{"é"}.size() : 1);
    }
    auto const end = name.find_last_not_of(' ');
    auto const begin = first ? 0 : std::min(name.find_first_not_of(' '), name.size());
    name = end == name.npos ? std::string{} : name.substr(begin, end + 1 - begin);
    return std::ranges::equal(name, wanted, {}, lower, lower);
}

bool takes_file_name(std::string_view name)
{
    constexpr std::string_view form = "FEC20991939"; // 9, 1, 3: a digit up to it
    for (std::size_t at = 1; at + form.size() <= name.size(); ++at) {
        bool const fits =
            std::ranges::equal(name.substr(at, form.size()), form, [](char c, char wanted) {
                bool const digit = wanted == '9' || wanted == '1' || wanted == '3';
                return digit ? '0' <= c && c <= wanted : lower(c) == lower(wanted);
            });
        if (fits) {
            return true;
        }
    }
    return false;
}

LineEnds::LineEnds(core::Input const& input, FecForm const& form, FecFindings& findings)
    : form_(form), findings_(findings), line_(form.header_line), end_(form.line_end)
{
    std::array<char, 4096> buffer{};
    auto const got = input.read_at(0, buffer);
    std::string_view const text{buffer.data(), got};
    for (std::string_view const end : {"\r\n", "\r", "\n"}) {
        if (text.find(end) != text.npos) {
            taken_ = end;
            return;
        }
    }
}

void LineEnds::add(std::int64_t line, std::string_view end)
{
    judge(false);
    header_ = false;
    line_ = line;
    end_ = end;
}

void LineEnds::finish(bool last)
{
    judge(last);
}

LineEnds::Effect LineEnds::effect(bool last) const
{
    if (end_ == taken_ || end_.empty()) {
        return Effect::none;
    }
    if (taken_.empty()) {
        return Effect::joined;
    }
    if (taken_ == "\r" && end_.starts_with('\r')) { // An empty line, or LF before the next one.
        return last || end_ == twice_converted ? Effect::joined : Effect::left_before;
    }
    if (end_ == twice_converted) {
        return Effect::left_after;
    }
    if (end_ == "\r\n") { // It cuts at LF and drops the CR.
        return Effect::none;
    }
    return last ? Effect::none : Effect::joined;
}

bool LineEnds::is_text(std::size_t column) const
{
    for (auto const field :
         {FecField::date, FecField::piece_date, FecField::debit, FecField::credit,
          FecField::letters_date, FecField::valid_date, FecField::currency_amount}) {
        if (form_.column[static_cast<std::size_t>(field)] == static_cast<int>(column)) {
            return false;
        }
    }
    return true;
}

/// In a name any character counts; in a text it does not, in a date or an amount it does.
bool LineEnds::is_refused(Effect effect) const
{
    auto const last = form_.columns - 1;
    bool const known =
        std::ranges::find(form_.column, static_cast<int>(last)) != form_.column.end();
    switch (effect) {
    case Effect::joined:
        return true;
    case Effect::left_after:
        return form_.trailing_separators == 0 && (header_ ? known : !is_text(last));
    case Effect::left_before:
        return !is_text(0);
    case Effect::none:
        break;
    }
    return false;
}

void LineEnds::judge(bool last)
{
    if (end_ == twice_converted && !twice_told_) {
        twice_told_ = true;
        findings_.find(FecFault::line_ends, line_);
    }
    if (is_refused(effect(last))) {
        auto const shown = [](std::string_view end) {
            std::string text;
            for (char const c : end) {
                text += (text.empty() ? "" : " ") + std::string{c == '\r' ? "CR" : "LF"};
            }
            return text;
        };
        findings_.find(FecFault::line_ends_mixed, line_, 0, [&] {
            return core::Arguments{{"end", shown(end_)}, {"taken", shown(taken_)}};
        });
    }
}

} // namespace coop::exchange::office
