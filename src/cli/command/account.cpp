// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/account.hpp>

#include "cli/commands.hpp"

#include <memory>

namespace coop::cli {

namespace {

struct Options {
    std::string code;
    std::string label;
    std::string year;
    bool used = false;
};

std::shared_ptr<Options> coded(Arguments& arguments, bool labelled)
{
    auto options = std::make_shared<Options>();
    arguments.positional("account", "word.account", options->code);
    if (labelled) {
        arguments.text("--label", "text", "option.account-label", options->label);
        arguments.require_last();
    }
    return options;
}

} // namespace

Action declare_account_list(Arguments& arguments)
{
    auto const options = std::make_shared<Options>();
    arguments.optional_positional("search", "word.account-search", options->code);
    arguments.text("--search", "search", "option.search", options->code);
    arguments.text("--year", "year", "option.chart-year", options->year);
    arguments.flag("--used", "option.used", options->used);
    return [options](Context& context) {
        read(context, [&](app::Context const& lent) {
            return app::list_accounts(lent, options->year, options->code, options->used);
        });
    };
}

Action declare_account_show(Arguments& arguments)
{
    auto const options = coded(arguments, false);
    return [options](Context& context) {
        read(context,
             [&](app::Context const& lent) { return app::show_account(lent, options->code); });
    };
}

Action declare_account_add(Arguments& arguments)
{
    auto const options = coded(arguments, true);
    return [options](Context& context) {
        write(context, [&](app::Context const& lent) {
            return app::add_account(lent, options->code, options->label);
        });
    };
}

Action declare_account_rename(Arguments& arguments)
{
    auto const options = coded(arguments, true);
    return [options](Context& context) {
        write(context, [&](app::Context const& lent) {
            return app::rename_account(lent, options->code, options->label);
        });
    };
}

Action declare_account_close(Arguments& arguments)
{
    auto const options = coded(arguments, false);
    return [options](Context& context) {
        write(context,
              [&](app::Context const& lent) { return app::close_account(lent, options->code); });
    };
}

Action declare_account_reopen(Arguments& arguments)
{
    auto const options = coded(arguments, false);
    return [options](Context& context) {
        write(context,
              [&](app::Context const& lent) { return app::reopen_account(lent, options->code); });
    };
}

Action declare_journal_list(Arguments&)
{
    return [](Context& context) { read(context, app::list_journals); };
}

Action declare_journal_add(Arguments& arguments)
{
    auto const journal = std::make_shared<ledger::Journal>();
    arguments.positional("journal", "word.journal", journal->code);
    arguments.text("--label", "text", "option.journal-label", journal->label);
    arguments.require_last();
    return [journal](Context& context) {
        write(context, [&](app::Context const& lent) { return app::add_journal(lent, *journal); });
    };
}

} // namespace coop::cli
