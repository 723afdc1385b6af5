// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/attachments.hpp"
#include "cli/commands.hpp"
#include "cli/entry_flags.hpp"
#include "cli/terminal/confirm.hpp"
#include "cli/terminal/prompt.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/error.hpp>

#include <memory>
#include <set>
#include <string>

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

/// Says what is most often a slip. \return the ids: who was asked is not told again.
std::set<std::string> say_slips(Context& context, exchange::ReadDraft const& draft)
{
    std::vector<core::Diagnostic> slips;
    look(context, [&](app::Context const& lent) { slips = app::slips_of(lent, draft); });
    std::set<std::string> said;
    for (auto const& slip : slips) {
        context.world.err(render::describe(slip, context.language));
        said.insert(slip.id);
    }
    return said;
}

/// What is recorded, and what its person was asked about.
struct Asked {
    std::vector<exchange::ReadDraft> drafts;
    std::set<std::string> said;
};

bool is_asked(Context const& context)
{
    return may_ask(context) && !context.globals.yes && !is_rehearsal(context);
}

Asked drafts_of(Options const& options, Context& context)
{
    auto flags = options.entry;
    if (!flags.complete() && may_ask(context)) {
        ask_entry(context.world, context.language, surroundings(context), flags);
        auto draft = draft_of(flags, context.today);
        show_draft(context, draft.draft);
        auto said = is_asked(context) ? say_slips(context, draft) : std::set<std::string>{};
        confirm(context, "prompt.record", {}, Usual::yes);
        return {{std::move(draft)}, std::move(said)};
    }
    if (flags.any()) {
        auto draft = draft_of(flags, context.today);
        auto said = is_asked(context) ? say_slips(context, draft) : std::set<std::string>{};
        if (!said.empty()) {
            confirm(context, "prompt.record-anyway");
        }
        return {{std::move(draft)}, std::move(said)};
    }
    if (context.world.in_is_terminal) {
        throw core::Error{core::ErrorKind::usage, "entry.nothing"};
    }
    Asked read{exchange::read_entries_ndjson(context.world.in_all(), "stdin"), {}};
    if (read.drafts.empty()) {
        throw core::Error{core::ErrorKind::usage, "entry.nothing"};
    }
    return read;
}

void run(Options const& options, Context& context)
{
    auto const [drafts, said] = drafts_of(options, context);
    std::vector<NamedContent> files;
    for (auto const& path : options.attachments) {
        files.push_back({file_name(path), context.world.read_file(path, bounds::attachment)});
    }
    write(context, [&, &drafts = drafts, &said = said](app::Context const& lent) {
        auto document = app::add_entries(lent, drafts, options.post);
        std::erase_if(document.notes,
                      [&](core::Diagnostic const& note) { return said.contains(note.id); });
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
