// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/error.hpp>
#include <coop/exchange/exchange.hpp>

#include <memory>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

struct Options {
    std::string file;
    bool post = false;
};

void import(Options const& options, Context& context)
{
    auto const source = options.file == "-" ? std::string{"stdin"} : options.file;
    auto const drafts = exchange::read_entries_csv(context.world.read_file(options.file), source);
    write(context,
          [&](app::Context const& lent) { return app::add_entries(lent, drafts, options.post); });
}

/// A rehearsal answers with what it found; it has nothing to refuse.
void run(Options const& options, Context& context)
{
    try {
        import(options, context);
    } catch (Error const& error) {
        auto const in_file =
            error.kind() == ErrorKind::unreadable || error.kind() == ErrorKind::refused;
        if (!context.globals.dry_run || !in_file || error.findings().empty())
            throw;
        core::Document document{.id = "import",
                                .title = i18n::text(context.language, "import.rehearsal"),
                                .notes = error.findings()};
        answer(context, std::move(document), Notes::findings);
    }
}

} // namespace

Action declare_import_csv(Arguments& arguments)
{
    auto const options = std::make_shared<Options>();
    arguments.positional("file", "word.import-file", options->file);
    arguments.flag("--post", "option.post", options->post);
    return [options](Context& context) { run(*options, context); };
}

} // namespace coop::cli
