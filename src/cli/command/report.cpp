// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/report/report.hpp>

#include "cli/care/registers.hpp"
#include "cli/commands.hpp"
#include "cli/values.hpp"

#include <coop/app/report.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/layout.hpp>
#include <coop/ledger/year.hpp>

#include <algorithm>
#include <memory>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

struct Options {
    report::Request request;
    std::optional<core::Period> period;
    std::optional<core::Date> from, to;
    std::string layout;
};

std::vector<std::string> list_of(std::string const& given)
{
    std::vector<std::string> result;
    for (auto const part : core::split(given, ',')) {
        if (auto const word = core::trim(part); !word.empty()) {
            result.emplace_back(word);
        }
    }
    return result;
}

/// The years that `--period`, `--from` or `--to` fall in bound what they leave open.
void resolve_period(Options const& options, app::Context const& lent, report::Request& request)
{
    if (!options.period && !options.from && !options.to) {
        return;
    }
    auto const years = lent.session.years();
    auto const some_day =
        options.period ? options.period->first : (options.from ? *options.from : *options.to);
    auto const& year = request.year.empty() ? ledger::year_of(years, some_day)
                                            : ledger::find_year(years, request.year);
    request.year = year.label;
    request.period = period_of(options.period, options.from, options.to, year.period);
}

bool is_error(core::Diagnostic const& note)
{
    return note.severity == core::Severity::error;
}

void run(Options const& options, report::Report const& report, Context& context)
{
    auto request = options.request;
    request.language = context.language;
    if (request.by_project && !(request.project.empty() && request.columns.empty())) {
        throw Error{ErrorKind::usage, "report.by-project", {}, {.source = "--by-project"}};
    }
    if (!options.layout.empty()) {
        request.layout = exchange::read_layout(
            context.world.read_file(options.layout, bounds::text), options.layout);
    }
    read(context, [&](app::Context const& lent) {
        resolve_period(options, lent, request);
        auto document = app::build_report(lent, report, request);
        // Printed, but a script must not take it for right.
        if (std::ranges::any_of(document.notes, is_error)) {
            context.exit_code = 1;
        }
        return document;
    });
}

void declare_layout(Arguments& arguments, Options& options)
{
    arguments.text("--layout", "file", "option.layout", options.layout);
    arguments.require_last();
    arguments.option("--years", "years", "option.years", [&options](std::string const& given) {
        auto years = list_of(given);
        for (auto year = years.begin(); year != years.end(); ++year) {
            if (std::find(years.begin(), year, *year) != year) {
                throw Error{ErrorKind::usage, "report.year-twice", {{"year", *year}}};
            }
        }
        options.request.years = std::move(years);
    });
    arguments.text("--budget", "year", "option.ag-budget", options.request.budget_year);
}

void declare_period(Arguments& arguments, Options& options)
{
    arguments.period("-p,--period", "option.period", options.period);
    arguments.date("--from", "option.from", options.from);
    arguments.date("--to", "option.to", options.to);
}

/// The sentence of an option: that of this report where the same option means something else in it.
std::string sentence_of(report::Report const& report, std::string const& option)
{
    auto own = "option." + std::string{report.name} + "-" + option;
    return i18n::find_text(i18n::Language::fr, own) ? own : "option." + option;
}

void declare_etp(Arguments& arguments, Options& options)
{
    arguments.option("--etp", "hours", "option.etp", [&options](std::string const& given) {
        if (given != "1607" && given != "1820") {
            throw Error{
                ErrorKind::usage, "usage.choice", {{"value", given}, {"choices", "1607, 1820"}}};
        }
        options.request.etp_hours = given == "1607" ? 1607 : 1820;
    });
}

/// `12000`, or `12000 kg`: a number and what it counts.
core::Quantity units_of(std::string const& given)
{
    auto const text = core::trim(given);
    auto const end = std::min(text.find_first_not_of("0123456789.,"), text.size());
    core::Quantity const units{core::parse_decimal(text.substr(0, end), 6),
                               std::string{core::trim(text.substr(end))}};
    if (units.value.units <= 0) {
        throw Error{ErrorKind::usage, "decimal.malformed", {{"text", given}}};
    }
    return units;
}

} // namespace

Action declare_report(Arguments& arguments, report::Report const& report)
{
    auto const options = std::make_shared<Options>();
    auto& request = options->request;
    auto const& accepts = report.accepts;
    if (report.needs.layout) {
        declare_layout(arguments, *options);
    } else {
        arguments.text("--year", "year", "option.year", request.year);
    }
    if (accepts.period) {
        declare_period(arguments, *options);
    }
    if (accepts.columns) {
        arguments.option("--columns", "columns", sentence_of(report, "columns"),
                         [options](std::string const& given) {
                             options->request.columns = report::parse_columns(given);
                         });
    }
    if (accepts.two_sided) {
        arguments.flag("--two-sided", sentence_of(report, "two-sided"), request.two_sided);
    }
    if (accepts.abridged) {
        arguments.flag("--abridged", "option.abridged", request.abridged);
    }
    if (accepts.account) {
        arguments.text("--account", "account", "option.account-prefix", request.account);
    }
    if (accepts.journal) {
        arguments.text("--journal", "journal", "option.journal", request.journal);
    }
    if (accepts.project) {
        arguments.text("--project", "project", "option.project", request.project);
    }
    if (accepts.by_project) {
        arguments.flag("--by-project", "option.by-project", request.by_project);
    }
    if (accepts.etp) {
        declare_etp(arguments, *options);
    }
    if (accepts.version) {
        arguments.text("--version", "name", "option.budget-version", request.budget_version);
    }
    if (accepts.units) {
        arguments.option("--units", "units", "option.units", [options](std::string const& given) {
            options->request.units_sold = units_of(given);
        });
    }
    if (report.needs.care) {
        declare_close_version(arguments, request.close_version);
    }
    arguments.flag("--posted", "option.report-posted", request.posted_only);
    return [options, &report](Context& context) { run(*options, report, context); };
}

} // namespace coop::cli
