// SPDX-License-Identifier: GPL-3.0-or-later
#include "outputs.hpp"

#include "commands.hpp"
#include "context.hpp"

#include <coop/core/error.hpp>
#include <coop/core/shell.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace coop::cli {

using core::Error;
using core::ErrorKind;
using store::Recognised;

namespace {

Error refusal(std::string const& id, std::string const& path)
{
    return {ErrorKind::refused, id, {{"file", path}}};
}

void refuse_journal(World const& world, store::Engine const& engine, UsedBook& used,
                    std::string const& path)
{
    auto const book = engine.book_beside(path);
    if (book.empty()) {
        return;
    }
    auto const known = used.known();
    bool const is_used = known && world.same_place(book, *known);
    // Nobody can tell what is there and cannot be read: it may be a book.
    if (is_used || (world.exists(book) && engine.recognises(book) != Recognised::other)) {
        throw Error{ErrorKind::refused, "output.journal", {{"file", path}, {"book", book}}};
    }
}

void refuse_book(World const& world, store::Engine const& engine, UsedBook& used,
                 std::string const& path)
{
    // First, and without a look into the file: a session may hold its locks.
    bool const is_there = world.exists(path);
    if (auto const known = used.known(); is_there && known && world.same_place(path, *known)) {
        throw refusal("output.book-in-use", path);
    }
    refuse_journal(world, engine, used, path);
    if (!is_there) {
        return;
    }
    switch (engine.recognises(path)) {
    case Recognised::book:
        throw refusal("output.book", path);
    case Recognised::database:
        throw refusal("output.database", path);
    case Recognised::unreadable:
        throw Error{ErrorKind::output, "output.denied", {{"file", path}}};
    case Recognised::other:
        break;
    }
}

/// Whether what comes next may be something to type.
bool ends_before_advice(std::string_view text)
{
    constexpr std::array<std::string_view, 10> ends{": ", "« ", "« ", "→ ", "(",
                                                    ". ", "; ", ", ", "“",  "‘"};
    return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

std::vector<std::string> books_here(World const& world, store::Engine const& engine)
{
    return world.books_here([&engine](std::string const& path) {
        auto const seen = engine.recognises(path);
        // What cannot be read passes, so that opening it says why.
        return seen == Recognised::book || seen == Recognised::unreadable;
    });
}

} // namespace

UsedBook::UsedBook(World const& world, store::Engine const& engine, std::string named)
    : world_(world), engine_(engine), named_(std::move(named))
{
    if (named_.empty()) {
        named_ = world.environment("COOP_FILE").value_or("");
    }
}

std::vector<std::string> const& UsedBook::found()
{
    if (!found_) {
        found_ = named_.empty() ? books_here(world_, engine_) : std::vector<std::string>{named_};
    }
    return *found_;
}

std::string const& UsedBook::path()
{
    auto const& here = found();
    if (here.empty()) {
        throw Error{ErrorKind::database, "books.none"};
    }
    if (here.size() == 1) {
        return here.front();
    }
    throw Error{ErrorKind::usage, "books.several", {{"files", core::join(here, ", ")}}};
}

std::optional<std::string> UsedBook::known()
{
    auto const& here = found();
    return here.size() == 1 ? std::optional{here.front()} : std::nullopt;
}

World guarded(World const& world, store::Engine const& engine, UsedBook& book)
{
    auto result = world;
    result.write_file = [&](std::string const& path, core::Sharing sharing,
                            Produce const& produce) {
        refuse_book(world, engine, book, path);
        world.write_file(path, sharing, produce);
    };
    result.write_private_file = [&](std::string const& path, std::string_view bytes) {
        refuse_book(world, engine, book, path);
        world.write_private_file(path, bytes);
    };
    return result;
}

void check_output(Context const& context, std::string const& path, std::string const& option)
{
    try {
        refuse_book(context.world, context.engine, *context.book, path);
    } catch (Error const& error) {
        throw error.at({.source = option});
    }
}

std::string naming_book(std::string text, std::string const& book)
{
    if (book.empty()) {
        return text;
    }
    constexpr std::string_view program = "coop ";
    auto const named = "-f " + core::shell_word(book) + " ";
    auto const nouns = names_under("");
    for (auto at = text.find(program); at != std::string::npos; at = text.find(program, at)) {
        auto const before = std::string_view{text}.substr(0, at);
        at += program.size();
        auto const word = text.substr(at, text.find_first_of(" .,;:)\n\"", at) - at);
        // After anything else, as in « écrit par coop dump », it tells what a program did; `init`
        // names a book of its own.
        bool const is_advice = word != "init" && (before.empty() || ends_before_advice(before));
        if (is_advice && std::ranges::find(nouns, word) != nouns.end()) {
            text.insert(at, named);
            at += named.size();
        }
    }
    return text;
}

void check_made(Context const& context, std::string const& path)
{
    auto const& output = context.globals.output;
    if (!output.empty() && context.world.same_place(path, output)) {
        throw refusal("output.made", path).at({.source = "--output"});
    }
    refuse_journal(context.world, context.engine, *context.book, path);
}

} // namespace coop::cli
