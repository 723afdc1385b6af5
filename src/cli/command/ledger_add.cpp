// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/attachments.hpp"
#include "cli/commands.hpp"
#include "cli/entry_flags.hpp"
#include "cli/terminal/confirm.hpp"
#include "cli/terminal/prompt.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/error.hpp>

#include <memory>

namespace coop::cli {

namespace {

struct Options {
    EntryFlags entry;
    std::vector<std::string> attachments;
    bool post = false;
};

EntrySurroundings surroundings(Context& context)
{
    EntrySurroundings books;
    look(context, [&](app::Context const& lent) {
        books = {app::current_chart(lent), lent.session.years(), lent.session.projects(),
                 lent.today, lent.session.locked_through()};
    });
    return books;
}

/// The entry as the person is about to record it, on stderr.
void show_draft(Context const& context, ledger::Draft const& draft)
{
    say(context, "prompt.summary",
        {{"date", draft.date}, {"journal", ledger::journal_of(draft)}, {"label", draft.label}});
    for (auto const& line : draft.lines) {
        say(context, line.debit.is_zero() ? "prompt.summary-credit" : "prompt.summary-debit",
            {{"account", line.account},
             {"amount", line.debit.is_zero() ? line.credit : line.debit}});
    }
}

std::vector<exchange::ReadDraft> drafts_of(Options const& options, Context& context)
{
    auto flags = options.entry;
    if (!flags.complete() && may_ask(context)) {
        ask_entry(context.world, context.language, surroundings(context), flags);
        auto draft = draft_of(flags, context.today);
        show_draft(context, draft.draft);
        confirm(context, "prompt.record", {}, Usual::yes);
        return {std::move(draft)};
    }
    if (flags.any()) {
        return {draft_of(flags, context.today)};
    }
    if (context.world.in_is_terminal) {
        throw core::Error{core::ErrorKind::usage, "entry.nothing"};
    }
    auto drafts = exchange::read_entries_ndjson(context.world.in_all(), "stdin");
    if (drafts.empty()) {
        throw core::Error{core::ErrorKind::usage, "entry.nothing"};
    }
    return drafts;
}

void run(Options const& options, Context& context)
{
    auto const drafts = drafts_of(options, context);
    std::vector<NamedContent> files;
    for (auto const& path : options.attachments) {
        files.push_back({file_name(path), context.world.read_file(path)});
    }
    write(context, [&](app::Context const& lent) {
        auto document = app::add_entries(lent, drafts, options.post);
        if (!files.empty()) {
            attach_to_first(lent, document, files);
        }
        return document;
    });
}

} // namespace

Action declare_ledger_add(Arguments& arguments)
{
    auto const options = std::make_shared<Options>();
    declare_entry(arguments, options->entry, EntryUse::add);
    arguments.option("--attach", "file", "option.attach",
                     [options](std::string const& path) { options->attachments.push_back(path); });
    arguments.repeat_last();
    arguments.flag("--post", "option.post", options->post);
    return [options](Context& context) { run(*options, context); };
}

} // namespace coop::cli
