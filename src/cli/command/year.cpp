// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/year.hpp>

#include "cli/commands.hpp"
#include "cli/terminal/confirm.hpp"

#include <coop/core/error.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace coop::cli {

namespace {

struct AddOptions {
    ledger::Year year;
    std::string regulation;
    std::string name;
};

struct SetOptions {
    std::string year;
    app::YearChange change;
};

struct LockOptions {
    std::string year;
    std::optional<core::Date> to;
};

struct UnlockOptions {
    std::string year;
    std::string reason;
};

using OnYear = std::function<core::Document(app::Context const&, std::string const&)>;

/// A verb on one year that nothing takes back: `question` is asked first.
Action declare_on_year(Arguments& arguments, OnYear const& use, std::string_view question)
{
    auto const label = std::make_shared<std::string>();
    arguments.positional("year", "word.year", *label);
    return [label, use, question](Context& context) {
        confirm(context, question, {{"year", *label}});
        write(context, [&](app::Context const& lent) { return use(lent, *label); });
    };
}

} // namespace

Action declare_year_list(Arguments&)
{
    return [](Context& context) { read(context, app::list_years); };
}

Action declare_year_add(Arguments& arguments)
{
    auto const options = std::make_shared<AddOptions>();
    arguments.positional("new-year", "word.new-year", [options](std::string const& word) {
        options->year = ledger::parse_year(word);
    });
    arguments.text("--regulation", "regulation", "option.regulation", options->regulation);
    arguments.text("--name", "name", "option.year-name", options->name);
    return [options](Context& context) {
        write(context, [&](app::Context const& lent) {
            return app::add_year(lent, options->year, options->regulation, options->name);
        });
    };
}

Action declare_year_set(Arguments& arguments)
{
    auto const options = std::make_shared<SetOptions>();
    arguments.positional("year", "word.year", options->year);
    arguments.period("--period", "option.year-period", options->change.period);
    arguments.text("--name", "name", "option.year-name", options->change.name);
    arguments.text("--regulation", "regulation", "option.regulation", options->change.regulation);
    return [options](Context& context) {
        auto const& change = options->change;
        if (!change.period && !change.name && !change.regulation) {
            throw core::Error{core::ErrorKind::usage, "year.nothing-to-set"};
        }
        write(context, [&](app::Context const& lent) {
            return app::set_year(lent, options->year, options->change);
        });
    };
}

Action declare_year_remove(Arguments& arguments)
{
    return declare_on_year(arguments, app::remove_year, "prompt.remove-year");
}

Action declare_year_lock(Arguments& arguments)
{
    auto const options = std::make_shared<LockOptions>();
    arguments.optional_positional("year", "word.year", options->year);
    arguments.date("--to", "option.lock-to", options->to);
    return [options](Context& context) {
        if (options->year.empty() != options->to.has_value()) {
            throw core::Error{core::ErrorKind::usage, "year.lock-what"};
        }
        write(context, [&](app::Context const& lent) {
            return options->to ? app::lock_through(lent, *options->to)
                               : app::lock_year(lent, options->year);
        });
    };
}

Action declare_year_unlock(Arguments& arguments)
{
    auto const options = std::make_shared<UnlockOptions>();
    arguments.positional("year", "word.year", options->year);
    arguments.text("--reason", "text", "option.unlock-reason", options->reason);
    arguments.require_last();
    return [options](Context& context) {
        write(context, [&](app::Context const& lent) {
            return app::unlock_year(lent, options->year, options->reason);
        });
    };
}

Action declare_year_close(Arguments& arguments)
{
    return declare_on_year(arguments, app::close_year, "prompt.close-year");
}

} // namespace coop::cli
