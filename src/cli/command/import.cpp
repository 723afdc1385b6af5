// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/rehearsal.hpp"

#include <coop/app/import.hpp>
#include <coop/app/imports.hpp>
#include <coop/core/assert.hpp>

#include <memory>

namespace coop::cli {

namespace {

struct Options {
    std::string file;
    app::Importing how;
};

void run(exchange::Importer const& importer, Options const& options, Context& context)
{
    auto const source = options.file == "-" ? std::string{"stdin"} : options.file;
    auto const text = context.world.read_file(options.file, bounds::entries);
    exchange::expect_file_of(importer, text, source);
    auto how = options.how;
    auto const drafts = importer.read(text, source, &how.findings);
    write(context, [&](app::Context const& lent) {
        app::ImportWatch const watch{lent.session};
        auto document = app::import_entries(lent, importer, drafts, how);
        note_charset(document, text);
        watch.record(lent, app::imported_file(importer.name, options.file, text), document);
        return document;
    });
}

} // namespace

Action declare_import(Arguments& arguments, exchange::Importer const& importer)
{
    COOP_ASSERT(importer.read != nullptr);
    auto const options = std::make_shared<Options>();
    arguments.positional("file", std::string{importer.file_id}, options->file);
    arguments.flag("--post", "option.post", options->how.post);
    if (!importer.foreign) {
        arguments.flag("--again", "option.import-again", options->how.again);
    }
    return [options, &importer](Context& context) {
        import_or_rehearse(context, [&] { run(importer, *options, context); });
    };
}

} // namespace coop::cli
