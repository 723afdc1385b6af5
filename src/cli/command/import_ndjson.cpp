// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/rehearsal.hpp"

#include <coop/app/dump.hpp>
#include <coop/app/import.hpp>
#include <coop/app/imports.hpp>
#include <coop/core/error.hpp>
#include <coop/exchange/importer.hpp>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

struct Options {
    std::string file;
    app::Importing how;
};

/// Refused where there is more, before any of it sits in memory.
std::string all_of(core::Input const& input)
{
    char beyond = 0;
    if (input.read_at(bounds::entries.bytes(), {&beyond, 1}) > 0) {
        throw Error{ErrorKind::unreadable,
                    "file.too-large",
                    {{"file", input.name},
                     {"mebibytes", static_cast<std::int64_t>(bounds::entries.mebibytes)}}};
    }
    return core::read_all(input);
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

/// Makes the book of a dump; `document` says what is in it.
void make(std::string const& path, exchange::DumpReader& reader, bool replace,
          core::Document& document, Context const& context)
{
    context.engine.create(path,
                          {.book = reader.book(),
                           .fill =
                               [&](store::Session& session) {
                                   auto notes = std::move(document.notes);
                                   document = app::restore(lend(context, session), reader);
                                   std::ranges::move(notes, std::back_inserter(document.notes));
                               },
                           .records_given = true,
                           .replace = replace,
                           .rehearsal = context.globals.dry_run},
                          engine_options(context));
}

/// In place of a book in which nothing was ever recorded, and which nobody may write meanwhile.
void replace(std::string const& path, exchange::DumpReader& reader, core::Document& document,
             Context const& context)
{
    auto const books = context.engine.open(path, engine_options(context));
    auto const locked = books->write();
    auto const name = app::name_to_replace(*locked, reader.book(), path);
    if (!context.globals.dry_run) {
        document.notes.push_back(note("dump.replaced", {{"file", path}, {"name", name}}));
    }
    make(path, reader, true, document, context);
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
    check_made(context, path);
    exchange::DumpReader reader{input};
    core::Document document;
    conclude(
        context, document,
        [&] {
            if (context.world.exists(path)) {
                replace(path, reader, document, context);
                return;
            }
            if (!context.globals.dry_run) {
                document.notes.push_back(note("init.created", {{"file", path}}));
            }
            make(path, reader, false, document, context);
        },
        path);
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
