// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/values.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <memory>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

/// The world as one line of the file sees it: what it prints waits until all are done, and it has
/// no input, which is the file's.
World inside(World const& world, std::string& printed)
{
    auto result = world;
    result.out = [&printed](std::string_view bytes) { printed += bytes; };
    result.in_is_terminal = false;
    result.in_line = [] { return std::optional<std::string>{}; };
    result.in_all = [] { return std::string{}; };
    return result;
}

/// One command of the file, in the format of `run` unless it names its own.
int run_line(std::vector<std::string> words, Context const& context, World& world,
             Shared const& shared)
{
    if (words.front() == "coop") {
        words.erase(words.begin());
    }
    if (words.empty()) {
        return 0;
    }
    std::vector<std::string> all{"--today", core::format_iso(context.today)};
    auto const names_format = [](std::string const& word) {
        return word.starts_with("-O") || word.starts_with("--format") || word.starts_with("-o") ||
               word.starts_with("--output") || word == "--json";
    };
    if (std::ranges::none_of(words, names_format)) {
        all.insert(all.end(), {"-O", std::string{context.format->name}});
    }
    if (std::ranges::find(words, "--today") != words.end()) {
        all.erase(all.begin(), all.begin() + 2);
    }
    all.insert(all.end(), words.begin(), words.end());
    return dispatch(all, world, context.engine, &shared);
}

void run_all(std::string const& text, std::string const& source, Context& context,
             Shared const& shared, std::string& printed)
{
    auto world = inside(context.world, printed);
    int number = 0;
    for (auto const line : core::split(text, '\n')) {
        ++number;
        try {
            auto const words = parse_words(line);
            if (!words.empty()) {
                context.exit_code =
                    std::max(context.exit_code, run_line(words, context, world, shared));
            }
        } catch (Error const& error) {
            throw error.at({.source = source, .line = number, .excerpt = std::string{line}});
        }
    }
}

void run_file(std::string const& file, Context& context)
{
    if (context.shared != nullptr) {
        throw Error{ErrorKind::usage, "run.not-inside", {{"command", "run"}}};
    }
    auto const text = context.world.read_file(file, bounds::text);
    auto const source = file == "-" ? std::string{"stdin"} : file;
    auto const book = books_path(context);
    auto const store = context.engine.open(book, engine_options(context));
    auto const session = store->write();
    std::string printed;
    Shared const shared{*session, book, context.globals.dry_run, context.globals.yes};
    run_all(text, source, context, shared, printed);
    conclude(
        context,
        [&] {
            if (context.globals.dry_run) {
                say(context, "dry-run.nothing-written");
            } else {
                session->commit();
            }
        },
        [&] { answer_bytes(context, printed); });
}

} // namespace

Action declare_run(Arguments& arguments)
{
    auto const file = std::make_shared<std::string>();
    arguments.positional("file", "word.run-file", *file);
    return [file](Context& context) { run_file(*file, context); };
}

} // namespace coop::cli
