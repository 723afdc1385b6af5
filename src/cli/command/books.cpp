// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"

#include <coop/app/books.hpp>
#include <coop/app/report.hpp>
#include <coop/core/error.hpp>
#include <coop/exchange/importer.hpp>
#include <coop/exchange/layout.hpp>
#include <coop/exchange/published.hpp>

#include <memory>

namespace coop::cli {

namespace {

struct PublishedOptions {
    std::string layout;
    std::string table;
};

void run_published(PublishedOptions const& options, Context& context)
{
    auto const layout = exchange::read_layout(context.world.read_file(options.layout, bounds::text),
                                              options.layout);
    auto const text = context.world.read_file(options.table, bounds::text);
    exchange::expect_file_of(exchange::csv_importer, text, options.table);
    auto const table = exchange::read_published(text, options.table);
    read(
        context,
        [&](app::Context const& lent) {
            auto document = app::check_published(lent, table, layout);
            note_charset(document, text);
            return document;
        },
        Notes::findings);
}

} // namespace

Action declare_status(Arguments&)
{
    return [](Context& context) { read(context, app::status); };
}

Action declare_check(Arguments& arguments)
{
    auto const options = std::make_shared<app::CheckRequest>();
    arguments.optional_positional("check", "word.check", options->name);
    arguments.text("--year", "year", "option.check-year", options->year);
    arguments.flag("--all", "option.check-all", options->all);
    return [options](Context& context) {
        read(
            context, [&](app::Context const& lent) { return app::check(lent, *options); },
            Notes::findings);
    };
}

Action declare_check_published(Arguments& arguments)
{
    auto const options = std::make_shared<PublishedOptions>();
    arguments.text("--layout", "file", "option.layout", options->layout);
    arguments.require_last();
    arguments.text("--table", "file", "option.table", options->table);
    arguments.require_last();
    return [options](Context& context) { run_published(*options, context); };
}

Action declare_verify(Arguments& arguments)
{
    auto const noted = std::make_shared<std::string>();
    arguments.text("--head", "hash", "option.head", *noted);
    return [noted](Context& context) {
        if (auto found = schema_findings(context); !found.empty()) {
            answer(context, app::verify_schema(lent_of(context), std::move(found)),
                   Notes::findings);
            return;
        }
        read(
            context, [&](app::Context const& lent) { return app::verify(lent, *noted); },
            Notes::findings);
    };
}

} // namespace coop::cli
