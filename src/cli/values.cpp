// SPDX-License-Identifier: GPL-3.0-or-later
#include "values.hpp"

#include <coop/core/decimal.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

NamedAmount parse_named_amount(std::string_view text)
{
    auto const equals = text.find('=');
    if (equals == 0 || equals == std::string_view::npos) {
        throw Error{ErrorKind::usage, "usage.account-amount", {{"value", std::string{text}}}};
    }
    return {std::string{core::trim(text.substr(0, equals))},
            core::parse_money(text.substr(equals + 1))};
}

namespace {

/// Weights have four decimals, so that thirds of a percentage can be written.
constexpr int weight_places = 4;
constexpr std::int64_t hundred_percent = 100 * 10'000;

/// Parts between commas, a part without `=` being the decimals of the one before.
std::vector<std::string> share_parts(std::string_view text)
{
    std::vector<std::string> parts;
    for (auto const part : core::split(text, ',')) {
        if (part.find('=') == std::string_view::npos && !parts.empty()) {
            parts.back() += "," + std::string{part};
        } else {
            parts.emplace_back(part);
        }
    }
    return parts;
}

} // namespace

std::vector<std::pair<std::string, std::int64_t>> parse_shares(std::string_view text)
{
    Error const malformed{ErrorKind::usage, "split.malformed", {{"value", std::string{text}}}};
    std::vector<std::pair<std::string, std::int64_t>> shares;
    std::size_t percentages = 0;
    std::int64_t sum = 0;
    for (auto const& part : share_parts(text)) {
        auto const equals = part.find('=');
        if (equals == 0 || equals == std::string::npos) {
            throw malformed;
        }
        auto weight = core::trim(std::string_view{part}.substr(equals + 1));
        if (weight.ends_with('%')) {
            weight = core::trim(weight.substr(0, weight.size() - 1));
            ++percentages;
        }
        auto const value = core::widen(core::parse_decimal(weight, weight_places), weight_places);
        if (value.units <= 0 || value.units > hundred_percent * 10'000) {
            throw malformed;
        }
        sum += value.units;
        shares.emplace_back(core::trim(std::string_view{part}.substr(0, equals)), value.units);
    }
    if (percentages != 0 && percentages != shares.size()) {
        throw malformed;
    }
    if (percentages != 0 && sum != hundred_percent) {
        throw Error{ErrorKind::usage, "split.sum", {{"sum", core::Ratio{sum, hundred_percent}}}};
    }
    return shares;
}

std::vector<std::string> parse_words(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    bool in_word = false;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        auto const c = line[i];
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote == '"' && i + 1 < line.size()) {
                word += line[++i];
            } else {
                word += c;
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
            in_word = true;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            if (in_word) {
                words.push_back(std::exchange(word, {}));
            }
            in_word = false;
        } else if (c == '#' && !in_word) {
            break;
        } else {
            word += c;
            in_word = true;
        }
    }
    if (quote != 0) {
        throw Error{ErrorKind::unreadable, "run.quote"};
    }
    if (in_word) {
        words.push_back(word);
    }
    return words;
}

std::string slug(std::string_view name)
{
    std::string result;
    for (auto const c : core::fold(name)) {
        auto const kept = (c >= 'a' && c <= 'z') || core::is_digit(c);
        if (kept) {
            result += c;
        } else if (!result.empty() && result.back() != '-') {
            result += '-';
        }
    }
    while (result.ends_with('-')) {
        result.pop_back();
    }
    return result.empty() ? "livre" : result;
}

std::optional<core::Period> period_of(std::optional<core::Period> period,
                                      std::optional<core::Date> from, std::optional<core::Date> to,
                                      core::Period open)
{
    if (!from && !to) {
        return period;
    }
    if (period) {
        throw Error{ErrorKind::usage, "period.twice", {}, {.source = "--period"}};
    }
    core::Period const result{from.value_or(open.first), to.value_or(open.last)};
    if (result.last < result.first) {
        throw Error{
            ErrorKind::usage,
            "period.reversed",
            {{"text", core::format_iso(result.first) + ".." + core::format_iso(result.last)}},
            {.source = "--from"}};
    }
    return result;
}

} // namespace coop::cli
