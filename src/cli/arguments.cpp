// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hidden.hpp>
#include <coop/core/text.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <charconv>
#include <map>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

/// Never below 0.
std::int64_t parse_integer(std::string const& given)
{
    std::int64_t value = 0;
    auto const end = given.data() + given.size();
    auto const [stop, failure] = std::from_chars(given.data(), end, value);
    if (failure != std::errc{} || stop != end || value < 0) {
        throw Error{ErrorKind::usage, "usage.integer", {{"value", given}}};
    }
    return value;
}

} // namespace

namespace {

std::vector<std::string> names_of(std::string_view names)
{
    std::vector<std::string> result;
    for (auto const part : core::split(names, ',')) {
        result.emplace_back(part);
    }
    return result;
}

/// A file has the name that somebody gave it, which is not a text of the books.
bool names_file(std::string_view kind)
{
    return kind == "file" || kind == "books";
}

/// The value of an option, or its error seen from the command line.
void take_at(std::string const& place, std::string_view kind,
             std::function<void(std::string const&)> const& take, std::string const& value)
{
    try {
        if (!names_file(kind)) {
            core::check_typed(value);
        }
        take(value);
    } catch (Error const& error) {
        auto where = error.diagnostic().where;
        constexpr std::size_t shown = 80; // of a word that is the value itself
        where.source = core::cut(place, shown);
        throw error.as(ErrorKind::usage).at(where);
    }
}

void take_choice(OptionSpec const& spec, std::string const& value)
{
    auto const chosen = spec.choice_of ? spec.choice_of(value) : value;
    if (!spec.choices.empty() && std::ranges::find(spec.choices, chosen) == spec.choices.end()) {
        throw Error{ErrorKind::usage,
                    "usage.choice",
                    {{"value", value}, {"choices", core::join(spec.choices, ", ")}},
                    {.source = spec.name()}};
    }
    take_at(spec.name(), spec.value, spec.take, chosen);
}

/// What CLI11 needs to know of an option; its values come back in `values`.
CLI::Option* declare(CLI::App& app, OptionSpec const& spec, std::vector<std::string>& values)
{
    auto names = core::join(spec.names, ", ");
    std::erase(names, ' ');
    if (spec.value.empty()) {
        return app.add_flag(names);
    }
    return app.add_option(names, values)->allow_extra_args(false);
}

} // namespace

OptionSpec& Arguments::option(std::string_view names, std::string value, std::string summary_id,
                              std::function<void(std::string const&)> take)
{
    options_.push_back({.names = names_of(names),
                        .value = std::move(value),
                        .summary_id = std::move(summary_id),
                        .take = std::move(take)});
    return options_.back();
}

void Arguments::flag(std::string_view names, std::string summary_id, bool& into)
{
    option(names, "", std::move(summary_id), [&into](std::string const&) { into = true; });
}

void Arguments::text(std::string_view names, std::string value, std::string summary_id,
                     std::string& into)
{
    option(names, std::move(value), std::move(summary_id),
           [&into](std::string const& given) { into = given; });
}

void Arguments::text(std::string_view names, std::string value, std::string summary_id,
                     std::optional<std::string>& into)
{
    option(names, std::move(value), std::move(summary_id),
           [&into](std::string const& given) { into = given; });
}

void Arguments::choice(std::string_view names, std::string value, std::string summary_id,
                       std::vector<std::string> choices, std::string& into)
{
    text(names, std::move(value), std::move(summary_id), into);
    options_.back().choices = std::move(choices);
}

void Arguments::date(std::string_view names, std::string summary_id,
                     std::optional<core::Date>& into)
{
    option(names, "date", std::move(summary_id),
           [&into](std::string const& given) { into = core::parse_date(given); });
}

void Arguments::period(std::string_view names, std::string summary_id,
                       std::optional<core::Period>& into)
{
    option(names, "period", std::move(summary_id),
           [&into](std::string const& given) { into = core::parse_period(given); });
}

void Arguments::money(std::string_view names, std::string summary_id,
                      std::optional<core::Money>& into)
{
    option(names, "amount", std::move(summary_id),
           [&into](std::string const& given) { into = core::parse_money(given); });
}

void Arguments::decimal(std::string_view names, std::string value, std::string summary_id,
                        int places, std::optional<core::Decimal>& into)
{
    option(names, std::move(value), std::move(summary_id),
           [&into, places](std::string const& given) {
               into = core::widen(core::parse_decimal(given, places), places);
           });
}

void Arguments::minutes(std::string_view names, std::string summary_id,
                        std::optional<std::int64_t>& into)
{
    option(names, "hours", std::move(summary_id),
           [&into](std::string const& given) { into = core::parse_minutes(given); });
}

void Arguments::integer(std::string_view names, std::string value, std::string summary_id,
                        std::int64_t& into)
{
    option(names, std::move(value), std::move(summary_id),
           [&into](std::string const& given) { into = parse_integer(given); });
}

void Arguments::integer(std::string_view names, std::string value, std::string summary_id,
                        std::optional<std::int64_t>& into)
{
    option(names, std::move(value), std::move(summary_id),
           [&into](std::string const& given) { into = parse_integer(given); });
}

void Arguments::require_last()
{
    options_.back().required = true;
}

void Arguments::repeat_last()
{
    options_.back().repeated = true;
}

void Arguments::mark_global()
{
    for (auto& option : options_) {
        option.global = true;
    }
}

PositionalSpec& Arguments::positional(std::string value, std::string summary_id,
                                      std::function<void(std::string const&)> take)
{
    COOP_ASSERT(positionals_.empty() || !positionals_.back().repeated);
    positionals_.push_back(
        {.value = std::move(value), .summary_id = std::move(summary_id), .take = std::move(take)});
    return positionals_.back();
}

void Arguments::positional(std::string value, std::string summary_id, std::string& into)
{
    positional(std::move(value), std::move(summary_id),
               [&into](std::string const& given) { into = given; });
}

void Arguments::optional_positional(std::string value, std::string summary_id, std::string& into)
{
    positional(std::move(value), std::move(summary_id), into);
    positionals_.back().required = false;
}

OptionSpec const* Arguments::find(std::string_view name) const
{
    for (auto const& option : options_) {
        if (std::ranges::find(option.names, name) != option.names.end()) {
            return &option;
        }
    }
    return nullptr;
}

void Arguments::refuse_unknown(std::string const& word) const
{
    auto const name = word.substr(0, word.find('='));
    // Dashes, which all of them have, would make short words near: --yes to --year.
    auto const bare = [](std::string const& option) {
        return option.substr(std::min(option.find_first_not_of('-'), option.size()));
    };
    std::vector<std::string> known;
    for (auto const& option : options_) {
        known.push_back(bare(option.name()));
    }
    auto near = core::nearest(bare(name), known);
    if (auto const found = std::ranges::find(known, near); !near.empty() && found != known.end()) {
        near = options_[static_cast<std::size_t>(found - known.begin())].name();
    }
    throw Error{ErrorKind::usage,
                near.empty() ? "usage.unknown-option" : "usage.unknown-option-near",
                {{"option", name}, {"nearest", near}},
                {.source = name}};
}

/// `--name=value` becomes two words: CLI11 2.1.2 takes `--label=` for an option without a value and
/// eats the word that follows.
std::vector<std::string> Arguments::normalized(std::span<std::string const> words) const
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const& word = words[i];
        if (word == "--") {
            result.insert(result.end(), words.begin() + static_cast<std::ptrdiff_t>(i),
                          words.end());
            break;
        }
        auto const equals = word.starts_with("--") ? word.find('=') : std::string::npos;
        auto const* const option = find(word.substr(0, equals));
        if (option == nullptr) {
            result.push_back(word);
            continue;
        }
        result.push_back(word.substr(0, equals));
        if (option->value.empty()) {
            if (equals != std::string::npos) {
                throw Error{ErrorKind::usage,
                            "usage.flag-value",
                            {{"option", option->name()}},
                            {.source = option->name()}};
            }
            continue;
        }
        if (equals != std::string::npos) {
            result.push_back(word.substr(equals + 1));
            continue;
        }
        if (i + 1 == words.size() || find(words[i + 1]) != nullptr) {
            throw Error{ErrorKind::usage,
                        "usage.missing-value",
                        {{"option", option->name()}},
                        {.source = option->name()}};
        }
        result.push_back(words[++i]);
    }
    return result;
}

void Arguments::take_positionals(std::vector<std::string> const& given) const
{
    std::size_t next = 0;
    for (auto const& word : given) {
        if (next == positionals_.size()) {
            throw Error{ErrorKind::usage, "usage.extra-word", {{"word", word}}, {.source = word}};
        }
        auto const& spec = positionals_[next];
        take_at(word, spec.value, spec.take, word);
        if (!spec.repeated) {
            ++next;
        }
    }
    for (auto i = given.size(); i < positionals_.size(); ++i) {
        if (positionals_[i].required) {
            throw Error{ErrorKind::usage, "usage.missing-word", {{"word", positionals_[i].value}}};
        }
    }
}

void Arguments::parse(std::span<std::string const> words) const
{
    auto args = normalized(words);
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::vector<std::vector<std::string>> values(options_.size());
    std::map<CLI::Option const*, std::size_t> declared;
    for (std::size_t i = 0; i < options_.size(); ++i) {
        declared[declare(app, options_[i], values[i])] = i;
    }
    std::vector<std::string> plain;
    app.add_option("words", plain);

    std::ranges::reverse(args); // CLI11 takes them from the back
    try {
        app.parse(args);
    } catch (CLI::ParseError const&) {
        throw Error{ErrorKind::usage, "usage.malformed"};
    }
    for (auto const& word : app.remaining()) {
        refuse_unknown(word);
    }

    // In the order of the command line: the lines of an entry keep the order they were typed in.
    std::vector<std::size_t> seen(options_.size(), 0);
    for (auto const* const parsed : app.parse_order()) {
        auto const found = declared.find(parsed);
        if (found == declared.end()) {
            continue;
        }
        auto const& option = options_[found->second];
        auto const turn = seen[found->second]++;
        if (option.value.empty()) {
            option.take("");
            continue;
        }
        if (turn > 0 && !option.repeated) {
            throw Error{ErrorKind::usage,
                        "usage.twice",
                        {{"option", option.name()}},
                        {.source = option.name()}};
        }
        take_choice(option, values[found->second].at(turn));
    }
    for (std::size_t i = 0; i < options_.size(); ++i) {
        if (options_[i].required && seen[i] == 0) {
            throw Error{ErrorKind::usage,
                        "usage.missing-option",
                        {{"option", options_[i].name()}},
                        {.source = options_[i].name()}};
        }
    }
    take_positionals(plain);
}

std::int64_t parse_entry_id(std::string const& text)
{
    std::int64_t id = 0;
    auto const end = text.data() + text.size();
    auto const [stop, failure] = std::from_chars(text.data(), end, id);
    if (failure != std::errc{} || stop != end || id <= 0) {
        throw Error{ErrorKind::usage, "usage.entry-id", {{"value", text}}};
    }
    return id;
}

} // namespace coop::cli
