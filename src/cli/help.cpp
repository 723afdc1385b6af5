// SPDX-License-Identifier: GPL-3.0-or-later
#include "help.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>

namespace coop::cli {

namespace {

constexpr std::array<std::string_view, 5> topics{"exit-codes", "environment", "formats", "dates",
                                                 "amounts"};

std::string words(i18n::Language language, std::string_view id, core::Arguments const& args = {})
{
    return i18n::text(language, id, args);
}

std::string dashed(std::string text)
{
    std::ranges::replace(text, ' ', '-');
    return text;
}

/// `  left      right` with the right parts aligned; a long left part has its own line.
std::string two_columns(std::vector<std::pair<std::string, std::string>> const& lines)
{
    constexpr int left_max = 34;
    int width = 0;
    for (auto const& [left, right] : lines) {
        if (auto const w = core::display_width(left); w <= left_max) {
            width = std::max(width, w);
        }
    }
    std::string result;
    for (auto const& [left, right] : lines) {
        auto const w = core::display_width(left);
        auto const gap = w > width ? "\n" + std::string(static_cast<std::size_t>(width) + 4, ' ')
                                   : std::string(static_cast<std::size_t>(width - w) + 2, ' ');
        result += "  " + left + (right.empty() ? "" : gap + right) + "\n";
    }
    return result;
}

std::string left_of(OptionSpec const& option, i18n::Language language)
{
    auto const result = core::join(option.names, ", ");
    return option.value.empty() ? result : result + " " + words(language, "value." + option.value);
}

std::string right_of(OptionSpec const& option, i18n::Language language)
{
    auto result = words(language, option.summary_id);
    auto const choices = core::join(option.choices, " | ", [&](std::string const& choice) {
        auto const said =
            option.words.empty() ? std::nullopt : i18n::find_text(language, option.words + choice);
        return said.value_or(choice);
    });
    if (!choices.empty()) {
        result += " (" + choices + ")";
    }
    if (option.required) {
        result += " " + words(language, "help.required");
    }
    if (option.repeated) {
        result += " " + words(language, "help.repeated");
    }
    return result;
}

std::string usage_of(Command const& command, Arguments const& arguments, i18n::Language language)
{
    auto result = "coop " + command.path;
    for (auto const& word : arguments.positionals()) {
        auto name = words(language, "value." + word.value);
        if (word.repeated) {
            name += "…";
        }
        result += word.required ? " " + name : " [" + name + "]";
    }
    return result + " " + words(language, "help.options-word");
}

std::string options_of(Arguments const& arguments, i18n::Language language)
{
    std::vector<std::pair<std::string, std::string>> lines;
    for (auto const& option : arguments.options()) {
        lines.emplace_back(left_of(option, language), right_of(option, language));
    }
    return two_columns(lines);
}

/// What a list of commands says of one: itself, or the group of those it is like.
struct Line {
    std::string path;
    std::string summary_id;
};

Line line_of(Command const& command, std::string_view group)
{
    std::string const& path = command.path;
    if (group.empty() && path.starts_with("care ")) {
        return {"care", "group.care"};
    }
    if (!command.page.empty() && group == "care") {
        auto const kind = path.substr(0, path.rfind(' '));
        return {kind, "group." + dashed(kind)};
    }
    return {path, command.summary_id};
}

} // namespace

std::string help_of_group(std::string_view path, i18n::Language language)
{
    auto const title = path.empty() ? words(language, "help.title")
                                    : words(language, "group." + dashed(std::string{path}));
    std::vector<std::pair<std::string, std::string>> lines;
    auto const prefix = path.empty() ? std::string{} : std::string{path} + " ";
    auto const seen = [&lines](std::string const& name) {
        return std::ranges::any_of(lines, [&](auto const& line) { return line.first == name; });
    };
    for (auto const& command : commands()) {
        if (command.path.starts_with(prefix) || command.path == path) {
            if (auto const line = line_of(command, path); !seen(line.path)) {
                lines.emplace_back(line.path, words(language, line.summary_id));
            }
        }
    }
    if (path == "care") {
        for (auto const& report : report::reports()) {
            if (report.needs.care) {
                lines.emplace_back("care " + std::string{report.name.substr(prefix.size())},
                                   words(language, report.summary_id));
            }
        }
    }
    auto result = title + "\n\n" + words(language, "help.usage") + " coop " + prefix +
                  words(language, "help.command-word") + " " +
                  words(language, "help.options-word") + "\n\n" + words(language, "help.commands") +
                  "\n" + two_columns(lines);
    if (path.empty()) {
        Globals unused;
        Arguments globals;
        declare_globals(globals, unused);
        result += "\n" + words(language, "help.global-options") + "\n" +
                  options_of(globals, language) + "\n" + words(language, "help.examples") + "\n" +
                  words(language, "example.first-steps") + "\n";
    }
    return result + "\n" + words(language, "help.more") + "\n";
}

std::string help_of_command(Command const& command, i18n::Language language)
{
    Arguments arguments;
    command.declare(arguments);
    auto result = words(language, command.summary_id) + "\n\n" + words(language, "help.usage") +
                  " " + usage_of(command, arguments, language) + "\n";
    std::vector<std::pair<std::string, std::string>> given;
    for (auto const& word : arguments.positionals()) {
        given.emplace_back(words(language, "value." + word.value),
                           words(language, word.summary_id));
    }
    if (!given.empty()) {
        result += "\n" + two_columns(given);
    }
    if (!arguments.options().empty()) {
        result += "\n" + words(language, "help.options") + "\n" + options_of(arguments, language);
    }
    if (auto const examples = i18n::find_text(language, "example." + dashed(command.path))) {
        result += "\n" + words(language, "help.examples") + "\n" + *examples + "\n";
    }
    return result + "\n" + words(language, "help.global") + "\n";
}

std::string help_of_topic(std::string const& topic, i18n::Language language)
{
    if (std::ranges::find(topics, topic) != topics.end()) {
        return words(language, "topic." + topic) + "\n";
    }
    std::vector<std::string> const known{topics.begin(), topics.end()};
    auto const list = core::join(known, ", ");
    throw core::Error{core::ErrorKind::usage,
                      "help.unknown",
                      {{"topic", topic}, {"known", list}},
                      {.source = topic}};
}

namespace {

/// `help exit-codes` and `help ledger add` alike.
void run_help(std::vector<std::string> const& asked, Context& context)
{
    Globals unused;
    Arguments globals;
    declare_globals(globals, unused);
    auto const is_topic = asked.size() == 1 && std::ranges::find(topics, asked[0]) != topics.end();
    if (is_topic) {
        answer_bytes(context, help_of_topic(asked[0], context.language));
        return;
    }
    if (asked.size() == 1 &&
        commands().end() == std::ranges::find_if(commands(), [&](auto const& c) {
            return c.path == asked[0] || c.path.starts_with(asked[0] + " ");
        })) {
        help_of_topic(asked[0], context.language);
    }
    auto const found = find_command(asked, globals);
    answer_bytes(context, found.command != nullptr
                              ? help_of_command(*found.command, context.language)
                              : help_of_group(found.path, context.language));
}

} // namespace

Action declare_help(Arguments& arguments)
{
    auto const asked = std::make_shared<std::vector<std::string>>();
    auto& words_asked = arguments.positional(
        "topic", "word.topic", [asked](std::string const& word) { asked->push_back(word); });
    words_asked.required = false;
    words_asked.repeated = true;
    return [asked](Context& context) { run_help(*asked, context); };
}

} // namespace coop::cli
