// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/party.hpp>

#include "cli/commands.hpp"

#include <memory>

namespace coop::cli {

Action declare_party_list(Arguments&)
{
    return [](Context& context) { read(context, app::list_parties); };
}

Action declare_party_add(Arguments& arguments)
{
    auto const party = std::make_shared<ledger::Party>();
    arguments.positional("name", "word.party", party->name);
    arguments.text("--kind", "text", "option.party-kind", party->kind);
    arguments.text("--note", "text", "option.party-note", party->note);
    return [party](Context& context) {
        write(context, [&](app::Context const& lent) { return app::add_party(lent, *party); });
    };
}

Action declare_party_show(Arguments& arguments)
{
    auto const name = std::make_shared<std::string>();
    arguments.positional("name", "word.party", *name);
    return [name](Context& context) {
        read(context, [&](app::Context const& lent) { return app::show_party(lent, *name); });
    };
}

} // namespace coop::cli
