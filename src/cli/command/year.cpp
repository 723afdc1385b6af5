// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/year.hpp>

#include "cli/commands.hpp"
#include "cli/terminal/confirm.hpp"

#include <functional>
#include <memory>

namespace coop::cli {

namespace {

struct AddOptions {
    ledger::Year year;
    std::string regulation;
};

using OnYear = std::function<core::Document(app::Context const&, std::string const&)>;

/// A verb on one year; `question` is asked first where nothing takes the answer back.
Action declare_on_year(Arguments& arguments, OnYear const& use, std::string_view question = {})
{
    auto const label = std::make_shared<std::string>();
    arguments.positional("year", "word.year", *label);
    return [label, use, question](Context& context) {
        if (!question.empty()) {
            confirm(context, question, {{"year", *label}});
        }
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
    return [options](Context& context) {
        write(context, [&](app::Context const& lent) {
            return app::add_year(lent, options->year, options->regulation);
        });
    };
}

Action declare_year_lock(Arguments& arguments)
{
    return declare_on_year(arguments, app::lock_year);
}

Action declare_year_unlock(Arguments& arguments)
{
    return declare_on_year(arguments, app::unlock_year);
}

Action declare_year_close(Arguments& arguments)
{
    return declare_on_year(arguments, app::close_year, "prompt.close-year");
}

} // namespace coop::cli
