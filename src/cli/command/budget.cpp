// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/budget.hpp>

#include "cli/commands.hpp"
#include "cli/values.hpp"

#include <coop/core/error.hpp>
#include <coop/exchange/budget.hpp>
#include <coop/exchange/importer.hpp>

#include <memory>

namespace coop::cli {

namespace {

/// The version that is written where none is named.
constexpr auto first_version = "initial";

struct SetOptions {
    std::string year;
    std::string version = first_version;
    std::string project;
    std::string label;
    std::vector<NamedAmount> accounts;
    std::vector<NamedAmount> lines;
};

std::vector<ledger::BudgetLine> lines_of(SetOptions const& options)
{
    std::vector<ledger::BudgetLine> result;
    for (auto const& [account, amount] : options.accounts) {
        result.push_back({account, options.project, "", options.label, amount});
    }
    for (auto const& [line, amount] : options.lines) {
        result.push_back({"", "", line, options.label, amount});
    }
    if (result.empty()) {
        throw core::Error{core::ErrorKind::usage, "budget.nothing"};
    }
    return result;
}

struct ImportOptions {
    std::string year;
    std::string file;
    std::string version = first_version;
};

struct AdoptOptions {
    std::string year;
    std::string version;
    std::optional<core::Date> date;
    std::string by = "AG";
};

} // namespace

Action declare_budget_set(Arguments& arguments)
{
    auto const options = std::make_shared<SetOptions>();
    arguments.positional("year", "word.year", options->year);
    auto& accounts = arguments.positional("account-amount", "word.budget-line",
                                          [options](std::string const& word) {
                                              options->accounts.push_back(parse_named_amount(word));
                                          });
    accounts.required = false;
    accounts.repeated = true;
    arguments.option("--line", "line-amount", "option.budget-line",
                     [options](std::string const& given) {
                         options->lines.push_back(parse_named_amount(given));
                     });
    arguments.repeat_last();
    arguments.text("--project", "project", "option.budget-project", options->project);
    arguments.text("--label", "text", "option.budget-label", options->label);
    arguments.text("--version", "name", "option.budget-version", options->version);
    return [options](Context& context) {
        auto const lines = lines_of(*options);
        write(context, [&](app::Context const& lent) {
            return app::set_budget(lent, options->year, options->version, lines);
        });
    };
}

Action declare_budget_import(Arguments& arguments)
{
    auto const options = std::make_shared<ImportOptions>();
    arguments.positional("year", "word.year", options->year);
    arguments.positional("file", "word.budget-file", options->file);
    arguments.text("--version", "name", "option.budget-version", options->version);
    return [options](Context& context) {
        auto const text = context.world.read_file(options->file, bounds::text);
        exchange::expect_file_of(exchange::csv_importer, text, options->file);
        auto const lines = exchange::read_budget_csv(text, options->file);
        write(context, [&](app::Context const& lent) {
            auto document = app::import_budget(lent, options->year, options->version, lines);
            note_charset(document, text);
            return document;
        });
    };
}

Action declare_budget_list(Arguments& arguments)
{
    auto const year = std::make_shared<std::string>();
    arguments.optional_positional("year", "word.year", *year);
    arguments.text("--year", "year", "option.year", *year);
    return [year](Context& context) {
        read(context, [&](app::Context const& lent) { return app::list_budgets(lent, *year); });
    };
}

Action declare_budget_adopt(Arguments& arguments)
{
    auto const options = std::make_shared<AdoptOptions>();
    arguments.positional("year", "word.year", options->year);
    arguments.date("--date", "option.adopted-on", options->date);
    arguments.require_last();
    arguments.text("--by", "text", "option.adopted-by", options->by);
    arguments.text("--version", "name", "option.adopt-version", options->version);
    return [options](Context& context) {
        write(context, [&](app::Context const& lent) {
            return app::adopt_budget(lent, options->year, options->version, *options->date,
                                     options->by);
        });
    };
}

} // namespace coop::cli
