// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/party.hpp>

#include "cli/commands.hpp"
#include "cli/terminal/confirm.hpp"

#include <coop/core/error.hpp>

#include <memory>

namespace coop::cli {

namespace {

using OnTwo = core::Document (*)(app::ContextOf<store::Parties> const&, std::string const&,
                                 std::string const&);

// A command on a party and another name, after a question.
Action declare_pair(Arguments& arguments, char const* second, char const* help, OnTwo run,
                    char const* question)
{
    struct Options {
        std::string name, other;
    };
    auto const options = std::make_shared<Options>();
    arguments.positional("name", "word.party", options->name);
    arguments.positional(second, help, options->other);
    return [options, run, question](Context& context) {
        confirm(context, question, {{"party", options->name}, {"other", options->other}});
        write(context,
              [&](app::Context const& lent) { return run(lent, options->name, options->other); });
    };
}

} // namespace

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

Action declare_party_edit(Arguments& arguments)
{
    struct Options {
        std::string name;
        app::PartyEdit edit;
    };
    auto const options = std::make_shared<Options>();
    arguments.positional("name", "word.party", options->name);
    arguments.text("--kind", "text", "option.party-kind", options->edit.kind);
    arguments.text("--note", "text", "option.party-note", options->edit.note);
    arguments.text("--code", "code", "option.party-code", options->edit.code);
    return [options](Context& context) {
        auto const& edit = options->edit;
        if (!edit.kind && !edit.note && !edit.code) {
            throw core::Error{core::ErrorKind::usage, "party.nothing-to-edit"};
        }
        write(context,
              [&](app::Context const& lent) { return app::edit_party(lent, options->name, edit); });
    };
}

Action declare_party_rename(Arguments& arguments)
{
    return declare_pair(arguments, "new-name", "word.new-name", app::rename_party,
                        "prompt.party-rename");
}

Action declare_party_merge(Arguments& arguments)
{
    return declare_pair(arguments, "into", "word.into-party", app::merge_parties,
                        "prompt.party-merge");
}

Action declare_party_unmerge(Arguments& arguments)
{
    auto const name = std::make_shared<std::string>();
    arguments.positional("name", "word.party", *name);
    return [name](Context& context) {
        write(context, [&](app::Context const& lent) { return app::part_parties(lent, *name); });
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
