// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/rehearsal.hpp"

#include <coop/app/import.hpp>
#include <coop/core/assert.hpp>

#include <memory>

namespace coop::cli {

namespace {

struct Options {
    std::string file;
    bool post = false;
};

void run(exchange::Importer const& importer, Options const& options, Context& context)
{
    auto const source = options.file == "-" ? std::string{"stdin"} : options.file;
    auto const text = context.world.read_file(options.file);
    exchange::expect_file_of(importer, text, source);
    auto const drafts = importer.read(text, source);
    write(context, [&](app::Context const& lent) {
        auto document = app::import_entries(lent, importer, drafts, options.post);
        note_charset(document, text);
        return document;
    });
}

} // namespace

Action declare_import(Arguments& arguments, exchange::Importer const& importer)
{
    COOP_ASSERT(importer.read != nullptr);
    auto const options = std::make_shared<Options>();
    arguments.positional("file", std::string{importer.file_id}, options->file);
    arguments.flag("--post", "option.post", options->post);
    return [options, &importer](Context& context) {
        import_or_rehearse(context, [&] { run(importer, *options, context); });
    };
}

} // namespace coop::cli
