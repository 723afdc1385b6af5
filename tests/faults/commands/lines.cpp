// SPDX-License-Identifier: GPL-3.0-or-later
#include "lines.hpp"

#include "src/cli/commands.hpp"
#include <coop/care/record.hpp>

#include <algorithm>

namespace coop::faults {

namespace {

/// What a kind asks besides its required fields, or more exactly than their types say.
std::string also(std::string const& kind)
{
    static std::map<std::string, std::string> const more{
        {"state", "--lower 3 --source labo"},
        {"budget", "--amount 100"},
        {"realisation", "--amount 10"},
        {"measurement", "--value 12"},
        {"spokesperson", "--by secrétariat --name Marie"},
    };
    auto const found = more.find(kind);
    return found == more.end() ? "" : " " + found->second;
}

std::string value_for(care::Kind const& kind, care::Field const& field, int number)
{
    using care::FieldType;
    switch (field.type) {
    case FieldType::ref:
    case FieldType::refs:
        return object_id(field.values.front(), 1);
    case FieldType::choice:
        return std::string{field.values.front()};
    case FieldType::date:
        return field.key == "to" || field.key == "end" ? "2024-12-31"
                                                       : "2024-02-0" + std::to_string(number);
    case FieldType::integer:
        return "1";
    case FieldType::money:
    case FieldType::moneys:
    case FieldType::balance:
    case FieldType::price:
    case FieldType::decimal:
        return "12";
    default:
        break;
    }
    if (field.key == "account") {
        return "194";
    }
    return field.key == "unit" ? "t"
                               : "'" + std::string{kind.name} + " " + std::to_string(number) + "'";
}

std::string option_of(care::Field const& field)
{
    auto name = "--" + std::string{field.key};
    std::ranges::replace(name, '_', '-');
    return name;
}

bool is_register(std::string_view kind)
{
    return std::ranges::any_of(cli::commands(), [&](cli::Command const& command) {
        return command.path == "care " + std::string{kind} + " add";
    });
}

std::string revision_of(care::Kind const& kind)
{
    for (auto const* key :
         {"source", "why", "method", "name", "driver", "place", "amount", "quantity", "grade"}) {
        if (kind.find(key) != nullptr) {
            return std::string{"--"} + key +
                   (std::string_view{key} == "amount" || std::string_view{key} == "quantity" ? " 13"
                    : std::string_view{key} == "grade" ? " estime"
                                                       : " autrement");
        }
    }
    return "--unit kg";
}

bool has_line(std::vector<Line> const& lines, std::string const& command)
{
    return std::ranges::any_of(lines, [&](Line const& line) { return line.command == command; });
}

/// A line for what only reads: a list, a report, an export; an object of a register.
Line reading(std::string const& command)
{
    bool const is_of_care = command.starts_with("care ") || command.starts_with("report care-");
    if (is_of_care && (command.ends_with(" show") || command.ends_with(" history"))) {
        auto const kind = command.substr(5, command.find(' ', 5) - 5);
        return {command, "care", object_id(kind, 1)};
    }
    return {command, is_of_care ? "care" : "books", ""};
}

std::vector<Line> all_lines()
{
    std::vector<Line> result;
    for (auto const& line : typed_lines()) {
        result.push_back({line.command, line.book, line.rest});
    }
    for (auto const& kind : care::kinds()) {
        if (is_register(kind.name)) {
            auto const noun = "care " + std::string{kind.name};
            auto const words = adding(std::string{kind.name}, 3);
            result.push_back({noun + " add", "care", words.substr(noun.size() + 5)});
            result.push_back(
                {noun + " revise", "care", object_id(kind.name, 1) + " " + revision_of(kind)});
        }
    }
    for (auto const& command : cli::commands()) {
        if (command.writes == cli::Writes::nothing && !has_line(result, command.path)) {
            result.push_back(reading(command.path));
        }
    }
    return result;
}

} // namespace

std::string object_id(std::string_view kind, int number)
{
    auto const id = std::string{kind} + "-" + std::to_string(number);
    return kind == "capital" ? "N." + id : id;
}

std::string adding(std::string const& kind, int number)
{
    auto const& described = care::kind_of(kind);
    auto line = "care " + kind + " add " + object_id(kind, number);
    for (auto const& field : described.fields) {
        if (field.required) {
            line += " " + option_of(field) + " " + value_for(described, field, number);
        }
    }
    return line + also(kind);
}

std::vector<Line> const& lines()
{
    static auto const all = all_lines();
    return all;
}

std::vector<std::string> commands_without_line()
{
    std::vector<std::string> missing;
    for (auto const& command : cli::commands()) {
        if (!has_line(lines(), command.path)) {
            missing.push_back(command.path);
        }
    }
    return missing;
}

cli::Writes writes_of(Line const& line)
{
    auto const& all = cli::commands();
    return std::ranges::find(all, line.command, &cli::Command::path)->writes;
}

} // namespace coop::faults
