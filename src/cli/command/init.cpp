// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/terminal/confirm.hpp"
#include "cli/terminal/prompt.hpp"
#include "cli/values.hpp"

#include <coop/app/books.hpp>
#include <coop/app/fec/import.hpp>
#include <coop/app/imports.hpp>
#include <coop/core/error.hpp>
#include <coop/exchange/fec/entries.hpp>
#include <coop/exchange/importer.hpp>
#include <coop/ledger/book.hpp>
#include <coop/ledger/year.hpp>

#include <memory>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

struct Options {
    std::string file;
    ledger::Book book;
    std::string chart{ledger::chart_family_words.of(ledger::ChartFamily::associations)};
    std::string regulation;
    std::optional<ledger::Year> year;
    std::string fec; ///< file; empty: none
    app::FecRequest request;
};

std::string asked_name(Context& context)
{
    if (!may_ask(context)) {
        throw Error{
            ErrorKind::usage, "usage.missing-option", {{"option", "--name"}}, {.source = "--name"}};
    }
    std::string name;
    Question const question{
        .text = [&] { return i18n::text(context.language, "prompt.book-name"); },
        .accept = [&](std::string const& answer) -> std::optional<std::string> {
            ledger::check_book({.name = answer});
            name = answer;
            return {};
        }};
    ask(context.world, context.language, {&question, 1});
    return name;
}

std::string path_of(Options const& options, Context const& context)
{
    if (!options.file.empty()) {
        return options.file;
    }
    if (!context.globals.file.empty()) {
        return context.globals.file;
    }
    if (auto const path = context.world.environment("COOP_FILE"); path && !path->empty()) {
        return *path;
    }
    return slug(options.book.name) + ".coop";
}

ledger::Year civil_year(core::Date today)
{
    return ledger::parse_year(std::to_string(static_cast<int>(today.year())));
}

core::Document found(app::Context const& lent, Options const& options, Context const& context)
{
    if (!options.fec.empty()) {
        auto const input = context.world.open_file(options.fec);
        exchange::expect_file_of(exchange::fec_importer, input);
        app::ImportWatch const watch{lent.session};
        auto document =
            app::found_from_fec(lent, input, options.year, options.regulation, options.request);
        watch.record(lent, app::imported_file(exchange::fec_importer.name, options.fec, input),
                     document);
        return document;
    }
    return app::found(lent, options.year.value_or(civil_year(context.today)), options.regulation);
}

/// The number in the name of a FEC, where it is one.
std::string siren_of(std::string const& fec)
{
    auto const name = exchange::parse_fec_name(fec);
    if (!name) {
        return {};
    }
    try {
        ledger::check_book({.name = fec, .siren = name->siren});
    } catch (Error const&) {
        return {};
    }
    return name->siren;
}

void run(Options options, Context& context)
{
    if (context.shared != nullptr) {
        throw Error{ErrorKind::usage, "run.not-inside", {{"command", "init"}}};
    }
    if (options.book.name.empty()) {
        options.book.name = asked_name(context);
    }
    options.book.family = *ledger::chart_family_words.value(options.chart);
    auto const of_name = siren_of(options.fec);
    if (options.book.siren.empty()) {
        options.book.siren = of_name;
    }
    ledger::check_book(options.book);
    auto const path = path_of(options, context);
    check_made(context, path);
    core::Document document;
    auto const fill = [&](store::Session& session) {
        document = found(lend(context, session), options, context);
        if (!of_name.empty() && of_name != options.book.siren) {
            document.notes.push_back({core::Severity::warning,
                                      "init.other-siren",
                                      {{"siren", options.book.siren}, {"of_file", of_name}},
                                      {options.fec, 0, 0, {}}});
        }
        if (!context.globals.dry_run) {
            document.notes.push_back(note("init.created", {{"file", path}}));
        }
    };
    conclude(
        context, document,
        [&] {
            context.engine.create(
                path, {.book = options.book, .fill = fill, .rehearsal = context.globals.dry_run},
                engine_options(context));
        },
        path);
}

} // namespace

Action declare_init(Arguments& arguments)
{
    auto const options = std::make_shared<Options>();
    arguments.optional_positional("file", "word.books", options->file);
    arguments.text("--name", "name", "option.book-name", options->book.name);
    arguments.text("--siren", "number", "option.siren", options->book.siren);
    arguments.text("--rna", "number", "option.rna", options->book.rna);
    arguments.choice("--chart", "chart", "option.chart", ledger::chart_family_words.all(),
                     options->chart);
    arguments.text("--regulation", "regulation", "option.regulation", options->regulation);
    arguments.option(
        "--year", "new-year", "option.first-year",
        [options](std::string const& given) { options->year = ledger::parse_year(given); });
    arguments.text("--from-fec", "file", "option.from-fec", options->fec);
    arguments.flag("--one-date", "option.one-date", options->request.one_date);
    return [options](Context& context) { run(*options, context); };
}

} // namespace coop::cli
