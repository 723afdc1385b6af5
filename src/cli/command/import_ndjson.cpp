// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/rehearsal.hpp"

#include <coop/app/dump.hpp>
#include <coop/app/import.hpp>
#include <coop/app/imports.hpp>
#include <coop/core/error.hpp>
#include <coop/exchange/importer.hpp>

#include <memory>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

struct Options {
    std::string file;
    app::Importing how;
};

std::string all_of(core::Input const& input)
{
    std::string text(static_cast<std::size_t>(input.size), '\0');
    text.resize(input.read_at(0, text));
    return text;
}

void import_entries(Options const& options, core::Input const& input, Context& context)
{
    import_or_rehearse(context, [&] {
        auto const text = all_of(input);
        auto how = options.how;
        auto const drafts = exchange::ndjson_importer.read(text, input.name, &how.findings);
        if (drafts.empty() && how.findings.empty()) {
            throw Error{ErrorKind::unreadable, "import.nothing", {}, {.source = input.name}};
        }
        write(context, [&](app::Context const& lent) {
            app::ImportWatch const watch{lent.session};
            auto document = app::import_entries(lent, exchange::ndjson_importer, drafts, how);
            watch.record(lent,
                         app::imported_file(exchange::ndjson_importer.name, options.file, input),
                         document);
            return document;
        });
    });
}

/// Fills a book that nobody sees before it is whole.
core::Document filled(std::string const& path, exchange::DumpReader& reader, bool replace,
                      Context& context)
{
    core::Document document;
    context.engine.restore(path,
                           {.book = reader.book(),
                            .fill =
                                [&](store::Session& session) {
                                    document = app::restore(lend(context, session), reader);
                                },
                            .replace = replace,
                            .rehearsal = context.globals.dry_run},
                           engine_options(context));
    return document;
}

/// In place of a book in which nothing was ever recorded, and which nobody may write meanwhile.
core::Document replaced(std::string const& path, exchange::DumpReader& reader, Context& context)
{
    auto const books = context.engine.open(path, engine_options(context));
    auto const locked = books->write();
    auto const name = app::name_to_replace(*locked, reader.book(), path);
    auto document = filled(path, reader, true, context);
    if (!context.globals.dry_run) {
        document.notes.push_back(note("dump.replaced", {{"file", path}, {"name", name}}));
    }
    return document;
}

void restore(Options const& options, core::Input const& input, Context& context)
{
    if (context.shared != nullptr) {
        throw Error{ErrorKind::usage, "run.not-inside", {{"command", "import ndjson"}}};
    }
    if (options.how.post) {
        throw Error{ErrorKind::usage, "dump.post", {}, {.source = "--post"}};
    }
    auto const path = books_path(context);
    bool const is_there = context.world.exists(path);
    check_made(context, path);
    exchange::DumpReader reader{input};
    auto document =
        is_there ? replaced(path, reader, context) : filled(path, reader, false, context);
    if (context.globals.dry_run) {
        document.notes.push_back(note("dry-run.nothing-written"));
    } else if (!is_there) {
        document.notes.push_back(note("init.created", {{"file", path}}));
    }
    answer(context, std::move(document));
}

void run(Options const& options, Context& context)
{
    auto const input = context.world.open_file(options.file);
    exchange::expect_file_of(exchange::ndjson_importer, input);
    if (exchange::is_dump(input)) {
        restore(options, input, context);
    } else {
        import_entries(options, input, context);
    }
}

} // namespace

Action declare_import_ndjson(Arguments& arguments)
{
    auto const options = std::make_shared<Options>();
    arguments.positional("file", std::string{exchange::ndjson_importer.file_id}, options->file);
    arguments.flag("--post", "option.post", options->how.post);
    arguments.flag("--again", "option.import-again", options->how.again);
    return [options](Context& context) { run(*options, context); };
}

} // namespace coop::cli
