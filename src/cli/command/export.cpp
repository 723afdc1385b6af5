// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/export.hpp>

#include "cli/commands.hpp"
#include "cli/own_format.hpp"

#include <memory>

namespace coop::cli {

namespace {

struct Options {
    std::string year;
    bool posted = false;
};

void run(Options const& options, exchange::Exporter const& exporter, Context& context)
{
    refuse_other_format(context, exporter.name, exporter.extension);
    app::ExportRequest request;
    request.year = options.year;
    request.which = options.posted ? store::Which::posted : store::Which::all;
    // A file for other programs does not depend on whose spreadsheet COOP_CSV suits.
    request.french = context.globals.csv == "fr";
    look(context, [&](app::Context const& lent) {
        std::vector<core::Diagnostic> notes;
        answer_stream(context, [&](core::Sink const& sink) {
            notes = app::export_books(lent, exporter, request, sink);
        });
        for (auto const& each : notes) {
            context.world.err(render::describe(each, context.language));
        }
    });
}

} // namespace

Action declare_export(Arguments& arguments, exchange::Exporter const& exporter)
{
    auto const options = std::make_shared<Options>();
    arguments.text("--year", "year", "option.export-year", options->year);
    arguments.flag("--posted", "option.report-posted", options->posted);
    arguments.may_answer_bytes();
    return [options, &exporter](Context& context) { run(*options, exporter, context); };
}

} // namespace coop::cli
