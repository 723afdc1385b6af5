// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/inkind.hpp>

#include "cli/commands.hpp"
#include "cli/values.hpp"

#include <coop/core/error.hpp>

#include <memory>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

constexpr int rate_places = 4;

struct AddOptions {
    app::InkindRequest request;
    std::optional<core::Date> date, from, to;
};

core::Period when_of(AddOptions const& options)
{
    if (options.date && !options.from && !options.to) {
        return {*options.date, *options.date};
    }
    if (options.date || !options.from || !options.to) {
        throw Error{ErrorKind::usage, "inkind.when", {}, {.source = "--date"}};
    }
    return *period_of({}, options.from, options.to, {});
}

struct RateOptions {
    std::string name;
    std::optional<core::Date> from;
    std::optional<core::Decimal> hourly;
    std::optional<core::Decimal> coefficient = core::Decimal{10'000, rate_places};
    std::string source;
};

} // namespace

Action declare_inkind_add(Arguments& arguments)
{
    auto const options = std::make_shared<AddOptions>();
    auto& request = options->request;
    arguments.date("--date", "option.inkind-date", options->date);
    arguments.date("--from", "option.from", options->from);
    arguments.date("--to", "option.to", options->to);
    arguments.option("--kind", "kind", "option.inkind-kind", [options](std::string const& given) {
        options->request.kind = ledger::parse_inkind_kind(given);
    });
    arguments.minutes("--hours", "option.hours", request.minutes);
    arguments.text("--rate", "rate", "option.rate", request.rate);
    arguments.decimal("--coefficient", "decimal", "option.coefficient", rate_places,
                      request.coefficient);
    arguments.money("--value", "option.value", request.value);
    arguments.text("--method", "text", "option.method", request.method);
    arguments.text("--party", "party", "option.entry-party", request.party);
    arguments.text("--project", "project", "option.entry-project", request.project);
    arguments.text("--label", "text", "option.label", request.label);
    arguments.text("--piece", "text", "option.piece", request.piece);
    arguments.text("--ref", "key", "option.entry-ref", request.ref);
    arguments.flag("--post", "option.post", request.post);
    return [options](Context& context) {
        options->request.period = when_of(*options);
        write(context,
              [&](app::Context const& lent) { return app::add_inkind(lent, options->request); });
    };
}

Action declare_inkind_list(Arguments& arguments)
{
    auto const year = std::make_shared<std::string>();
    arguments.text("--year", "year", "option.year", *year);
    return [year](Context& context) {
        read(context, [&](app::Context const& lent) { return app::list_inkind(lent, *year); });
    };
}

Action declare_inkind_rate_list(Arguments&)
{
    return [](Context& context) { read(context, app::list_rates); };
}

Action declare_inkind_rate_set(Arguments& arguments)
{
    auto const options = std::make_shared<RateOptions>();
    arguments.positional("rate", "word.rate", options->name);
    arguments.date("--from", "option.rate-from", options->from);
    arguments.require_last();
    arguments.decimal("--hourly", "decimal", "option.hourly", rate_places, options->hourly);
    arguments.require_last();
    arguments.decimal("--coefficient", "decimal", "option.rate-coefficient", rate_places,
                      options->coefficient);
    arguments.text("--source", "text", "option.rate-source", options->source);
    return [options](Context& context) {
        ledger::InkindRate const rate{options->name, *options->from, *options->hourly,
                                      *options->coefficient, options->source};
        write(context, [&](app::Context const& lent) { return app::set_rate(lent, rate); });
    };
}

} // namespace coop::cli
