// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/attachments.hpp"
#include "cli/commands.hpp"
#include "cli/entry_flags.hpp"
#include "cli/terminal/confirm.hpp"
#include "cli/values.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/error.hpp>

#include <memory>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

/// Wide enough for every date that parse_date() reads.
constexpr core::Period all_days{core::date(1900, 1, 1), core::date(2199, 12, 31)};

void declare_id(Arguments& arguments, ledger::EntryId& into)
{
    arguments.positional("entry", "word.entry",
                         [&into](std::string const& word) { into = parse_entry_id(word); });
}

struct ListOptions {
    store::EntryQuery query;
    std::optional<core::Period> period;
    std::optional<core::Date> from, to;
    bool drafts = false;
    bool posted = false;
};

void run_list(ListOptions const& options, Context& context)
{
    if (options.drafts && options.posted) {
        throw Error{ErrorKind::usage, "ledger.drafts-and-posted", {}, {.source = "--drafts"}};
    }
    auto query = options.query;
    query.period = period_of(options.period, options.from, options.to, all_days);
    if (options.drafts) {
        query.which = store::Which::drafts;
    }
    if (options.posted) {
        query.which = store::Which::posted;
    }
    read(context, [&](app::Context const& lent) { return app::list_entries(lent, query); });
}

struct ShowOptions {
    ledger::EntryId id = 0;
    std::string attachment;
};

void run_show(ShowOptions const& options, Context& context)
{
    if (options.attachment.empty()) {
        demand_format(context);
        read(context, [&](app::Context const& lent) { return app::show_entry(lent, options.id); });
        return;
    }
    look(context, [&](app::Context const& lent) {
        answer_bytes(context, app::attachment(lent, options.id, options.attachment));
    });
}

struct EditOptions {
    ledger::EntryId id = 0;
    EntryFlags entry;
};

app::Edit edit_of(EntryFlags const& flags)
{
    app::Edit edit{.date = flags.date,
                   .piece_date = flags.piece_date,
                   .journal = flags.journal,
                   .label = flags.label,
                   .piece = flags.piece,
                   .party = flags.party,
                   .ref = flags.ref,
                   .project = flags.project};
    auto built = lines_of(flags);
    if (!built.lines.empty()) {
        edit.lines = std::move(built.lines);
        edit.remarks = std::move(built.remarks);
    } else if (!flags.shares.empty()) {
        throw Error{ErrorKind::usage, "entry.split-without-lines", {}, {.source = "--split"}};
    }
    return edit;
}

void run_edit(EditOptions const& options, Context& context)
{
    if (!options.entry.any()) {
        throw Error{ErrorKind::usage, "entry.nothing-to-edit"};
    }
    auto const edit = edit_of(options.entry);
    write(context,
          [&](app::Context const& lent) { return app::edit_entry(lent, options.id, edit); });
}

struct PostOptions {
    std::vector<ledger::EntryId> ids;
    std::optional<core::Date> to;
    bool all = false;
};

void run_post(PostOptions const& options, Context& context)
{
    auto const ways = (options.ids.empty() ? 0 : 1) + (options.to ? 1 : 0) + (options.all ? 1 : 0);
    if (ways != 1) {
        throw Error{ErrorKind::usage, "ledger.post-what"};
    }
    auto const to = options.all ? std::optional{all_days.last} : options.to;
    if (would_ask(context)) {
        store::Drafts drafts;
        look(context, [&](app::Context const& lent) {
            drafts = app::drafts_to_post(lent, options.ids, to);
        });
        if (drafts.count > 0) {
            confirm(context, "prompt.post",
                    {{"count", drafts.count}, {"first", drafts.first}, {"last", drafts.last}});
        }
    }
    write(context,
          [&](app::Context const& lent) { return app::post_entries(lent, options.ids, to); });
}

struct ReverseOptions {
    ledger::EntryId id = 0;
    std::string reason;
    std::optional<core::Date> date;
};

struct AttachOptions {
    ledger::EntryId id = 0;
    std::vector<std::string> paths;
};

void run_attach(AttachOptions const& options, Context& context)
{
    std::vector<NamedContent> files;
    for (auto const& path : options.paths) {
        files.push_back({file_name(path), context.world.read_file(path, bounds::attachment)});
    }
    write(context, [&](app::Context const& lent) {
        core::Document last;
        for (auto const& file : files) {
            last = app::attach(lent, options.id, file.name, file.content);
        }
        return last;
    });
}

} // namespace

Action declare_ledger_list(Arguments& arguments)
{
    auto const options = std::make_shared<ListOptions>();
    auto& query = options->query;
    arguments.text("--year", "year", "option.year", query.year);
    arguments.period("-p,--period", "option.period", options->period);
    arguments.date("--from", "option.from", options->from);
    arguments.date("--to", "option.to", options->to);
    arguments.text("--journal", "journal", "option.journal", query.journal);
    arguments.text("--account", "account", "option.account-prefix", query.account);
    arguments.text("--project", "project", "option.project", query.project);
    arguments.option("--party", "party", "option.party",
                     [&query](std::string const& name) { query.parties = {name}; });
    arguments.text("--piece", "text", "option.piece-filter", query.piece);
    arguments.money("--amount", "option.amount-filter", query.amount);
    arguments.text("--text", "text", "option.text", query.text);
    arguments.flag("--without-piece", "option.without-piece", query.without_piece);
    arguments.flag("--drafts", "option.drafts", options->drafts);
    arguments.flag("--posted", "option.posted", options->posted);
    arguments.integer("--limit", "count", "option.limit", query.limit);
    return [options](Context& context) { run_list(*options, context); };
}

Action declare_ledger_show(Arguments& arguments)
{
    auto const options = std::make_shared<ShowOptions>();
    declare_id(arguments, options->id);
    arguments.text("--attachment", "name", "option.attachment", options->attachment);
    arguments.may_answer_bytes();
    return [options](Context& context) { run_show(*options, context); };
}

Action declare_ledger_edit(Arguments& arguments)
{
    auto const options = std::make_shared<EditOptions>();
    declare_id(arguments, options->id);
    declare_entry(arguments, options->entry, EntryUse::edit);
    return [options](Context& context) { run_edit(*options, context); };
}

Action declare_ledger_delete(Arguments& arguments)
{
    auto const id = std::make_shared<ledger::EntryId>();
    declare_id(arguments, *id);
    return [id](Context& context) {
        confirm(context, "prompt.delete", {{"entry", *id}});
        write(context, [&](app::Context const& lent) { return app::delete_entry(lent, *id); });
    };
}

Action declare_ledger_post(Arguments& arguments)
{
    auto const options = std::make_shared<PostOptions>();
    auto& ids = arguments.positional("entry", "word.entries", [options](std::string const& word) {
        options->ids.push_back(parse_entry_id(word));
    });
    ids.required = false;
    ids.repeated = true;
    arguments.date("--to", "option.post-to", options->to);
    arguments.flag("--all", "option.post-all", options->all);
    return [options](Context& context) { run_post(*options, context); };
}

Action declare_ledger_reverse(Arguments& arguments)
{
    auto const options = std::make_shared<ReverseOptions>();
    declare_id(arguments, options->id);
    arguments.text("--reason", "text", "option.reason", options->reason);
    arguments.require_last();
    arguments.date("--date", "option.reverse-date", options->date);
    return [options](Context& context) {
        write(context, [&](app::Context const& lent) {
            return app::reverse_entry(lent, options->id, options->reason, options->date);
        });
    };
}

Action declare_ledger_attach(Arguments& arguments)
{
    auto const options = std::make_shared<AttachOptions>();
    declare_id(arguments, options->id);
    arguments
        .positional("file", "word.attachment",
                    [options](std::string const& path) { options->paths.push_back(path); })
        .repeated = true;
    return [options](Context& context) { run_attach(*options, context); };
}

} // namespace coop::cli
