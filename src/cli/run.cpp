// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/cli/run.hpp>

#include "commands.hpp"
#include "help.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/render/render.hpp>

#include <algorithm>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

constexpr int exit_bug = 70;
constexpr std::size_t findings_shown = 100; ///< to people; programs get them all

/// What decides how an error is worded, even an error of the command line itself.
struct Glance {
    bool json = false;
    std::string book; ///< of `-f`
    i18n::Language language = i18n::Language::fr;
};

/// Whether a word, or it and the next, asks for answers in JSON.
bool asks_json(std::string_view word, std::string_view next)
{
    auto const& name = render::json_format.name;
    for (std::string_view const attached : {"--format=", "-O"}) {
        if (word.starts_with(attached) && word.substr(attached.size()) == name) {
            return true;
        }
    }
    return word == "--json" || ((word == "-O" || word == "--format") && next == name);
}

Glance glance_at(std::span<std::string const> words, World const& world)
{
    Glance result;
    std::string language;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const& word = words[i];
        auto const next = i + 1 < words.size() ? words[i + 1] : "";
        result.json = result.json || asks_json(word, next);
        if (word == "-f" || word == "--file") {
            result.book = next;
        }
        if (word.starts_with("--file=")) {
            result.book = word.substr(7);
        }
        if (word == "--lang") {
            language = next;
        }
        if (word.starts_with("--lang=")) {
            language = word.substr(7);
        }
    }
    result.language = language_of(world, language);
    return result;
}

void check_utf8(std::span<std::string const> words)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (core::invalid_utf8_at(words[i]) != std::string::npos) {
            throw Error{
                ErrorKind::usage, "usage.utf8", {{"position", static_cast<std::int64_t>(i + 1)}}};
        }
    }
}

/// The word that is missing has a name in the reader's language.
core::Diagnostic worded(core::Diagnostic found, i18n::Language language)
{
    if (found.id == "usage.missing-word") {
        for (auto& argument : found.args) {
            if (auto* const word = std::get_if<std::string>(&argument.value)) {
                *word = i18n::text(language, "value." + *word);
            }
        }
    }
    // So has a cause of the system (core::cause()).
    for (auto& argument : found.args) {
        auto* const text = std::get_if<std::string>(&argument.value);
        if (text != nullptr && text->starts_with("cause.")) {
            *text = i18n::text(language, *text);
        }
    }
    return found;
}

/// What a path is in a text of JSON.
std::string json_text(std::string const& path)
{
    std::string text;
    for (char const c : path) {
        text += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
    return text;
}

/// The book that a command must name to be about what the error is about: one that `-f` named, or
/// that the command found elsewhere.
std::string book_of(Error const& error, Glance const& glance)
{
    for (auto const& argument : error.diagnostic().args) {
        auto const* const path = std::get_if<std::string>(&argument.value);
        if (argument.name == "path" && path != nullptr && error.kind() == ErrorKind::database) {
            return *path;
        }
    }
    return glance.book;
}

void tell(Error const& error, World& world, Glance const& glance)
{
    auto const book = book_of(error, glance);
    auto const cause = worded(error.diagnostic(), glance.language);
    if (glance.json) {
        world.err(naming_book(render::describe_json(cause, error.findings(), glance.language),
                              json_text(book)));
        return;
    }
    world.err(naming_book(render::describe(cause, glance.language), book));
    auto const& findings = error.findings();
    for (std::size_t i = 0; i < std::min(findings.size(), findings_shown); ++i) {
        world.err(naming_book(
            render::describe(worded(findings[i], glance.language), glance.language), book));
    }
    if (findings.size() > findings_shown) {
        world.err(
            i18n::text(glance.language, "findings.others",
                       {{"count", static_cast<std::int64_t>(findings.size() - findings_shown)}}) +
            "\n");
    }
}

} // namespace

int dispatch(std::span<std::string const> words, World& world, store::Engine const& engine,
             Shared const* shared)
{
    Globals globals;
    Arguments arguments;
    declare_globals(arguments, globals);
    auto const found = find_command(words, arguments);
    Action act;
    if (found.command != nullptr) {
        act = found.command->declare(arguments);
    }

    auto const wants_help = [&found] {
        for (auto const& word : found.rest) {
            if (word == "--") {
                break;
            }
            if (word == "-h" || word == "--help") {
                return true;
            }
        }
        return false;
    }();
    if (wants_help || found.path.empty()) {
        auto const language = glance_at(words, world).language;
        world.out(found.command != nullptr ? help_of_command(*found.command, language)
                                           : help_of_group(found.path, language));
        return 0;
    }
    if (found.command == nullptr) {
        auto const known = core::join(names_under(found.path), ", ");
        throw Error{ErrorKind::usage,
                    "usage.no-command",
                    {{"command", "coop " + found.path}, {"known", known}}};
    }
    arguments.parse(found.rest);
    if (shared != nullptr && (!globals.file.empty() || globals.dry_run)) {
        std::string const option = globals.dry_run ? "--dry-run" : "--file";
        throw Error{ErrorKind::usage, "run.option-inside", {{"option", option}}};
    }
    UsedBook book{world, engine, shared != nullptr ? shared->book : globals.file};
    auto doors = guarded(world, engine, book);
    doors.err = [&world, file = globals.file](std::string_view bytes) {
        world.err(naming_book(std::string{bytes}, file));
    };
    auto context = make_context(doors, engine, std::move(globals));
    context.command = found.command->path;
    context.book = &book;
    if (!context.globals.output.empty()) {
        check_output(context, context.globals.output, "--output");
    }
    if (!arguments.answers_bytes()) {
        demand_format(context);
    }
    context.shared = shared;
    if (shared != nullptr) {
        context.globals.yes = context.globals.yes || shared->yes;
    }
    act(context);
    return context.exit_code;
}

int run(std::span<std::string const> args, World& world, store::Engine const& engine)
{
    auto const glance = glance_at(args, world);
    try {
        check_utf8(args);
        std::vector<std::string> words{args.begin(), args.end()};
        if (words.size() == 1 && words[0] == "--version") {
            words[0] = "version";
        }
        auto const code = dispatch(words, world, engine);
        world.flush();
        return code;
    } catch (Error const& error) {
        if (error.id() == "output.closed") {
            return 0;
        }
        tell(error, world, glance);
        return static_cast<int>(error.kind());
    } catch (std::exception const& bug) {
        // Not an Error, so not foreseen: no memory left, or our own mistake.
        world.err(i18n::text(glance.language, "bug", {{"what", std::string{bug.what()}}}) + "\n");
        return exit_bug;
    }
}

} // namespace coop::cli
