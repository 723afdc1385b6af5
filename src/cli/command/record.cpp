// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/record.hpp>

#include "cli/commands.hpp"
#include "cli/terminal/confirm.hpp"

#include <memory>

namespace coop::cli {

namespace {

struct Named {
    std::string kind;
    std::string id;
};

std::shared_ptr<Named> declare_named(Arguments& arguments)
{
    auto named = std::make_shared<Named>();
    arguments.positional("record-kind", "word.record-kind", named->kind);
    arguments.positional("care-id", "word.record-id", named->id);
    return named;
}

} // namespace

Action declare_record_list(Arguments& arguments)
{
    auto const kind = std::make_shared<std::string>();
    arguments.optional_positional("record-kind", "word.record-kind", *kind);
    return [kind](Context& context) {
        read(context, [&](app::Context const& lent) { return app::list_records(lent, *kind); });
    };
}

Action declare_record_show(Arguments& arguments)
{
    auto const named = declare_named(arguments);
    return [named](Context& context) {
        read(context, [&](app::Context const& lent) {
            return app::show_record(lent, named->kind, named->id);
        });
    };
}

Action declare_record_erase(Arguments& arguments)
{
    auto const named = declare_named(arguments);
    return [named](Context& context) {
        confirm(context, "prompt.record-erase", {{"kind", named->kind}, {"id", named->id}});
        write(context, [&](app::Context const& lent) {
            return app::erase_record(lent, named->kind, named->id);
        });
    };
}

} // namespace coop::cli
