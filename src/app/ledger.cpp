// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/ledger.hpp>

#include "answer.hpp"
#include "app/entry/attachments.hpp"
#include "app/entry/remarks.hpp"
#include "receipt.hpp"
#include "recorder.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using exchange::ReadDraft;
using ledger::EntryId;
using ledger::Record;

constexpr std::size_t bulk_min = 100;      // entries for which the store is told that many come
constexpr std::int64_t drafts_held = 1000; // at once, when many are posted

bool from_file(ReadDraft const& draft)
{
    return draft.where.line > 0;
}

/// The place of the line of entry that the error names, else of the whole entry.
core::Where place_of(Error const& error, ReadDraft const& draft)
{
    auto const& args = error.diagnostic().args;
    auto const line = std::ranges::find(args, "line", &core::Argument::name);
    if (line != args.end()) {
        if (auto const* number = std::get_if<std::int64_t>(&line->value);
            number != nullptr && *number > 0 &&
            static_cast<std::size_t>(*number) <= draft.lines.size()) {
            return draft.lines[static_cast<std::size_t>(*number) - 1];
        }
    }
    return draft.where;
}

/// Whoever repairs a file wants to know of each line that no rule lets in; else what the whole
/// entry is refused for.
std::vector<core::Diagnostic> faults_of(Recorder& recorder, ReadDraft const& read,
                                        Error const& error)
{
    std::vector<core::Diagnostic> faults;
    for (std::size_t i = 0; i < std::min(read.draft.lines.size(), read.lines.size()); ++i) {
        auto alone = read.draft; // In balance against itself.
        alone.lines.assign(2, read.draft.lines[i]);
        std::swap(alone.lines[1].debit, alone.lines[1].credit);
        try {
            recorder.checked(alone);
        } catch (Error const& found) {
            auto args = found.diagnostic().args;
            auto const line = std::ranges::find(args, "line", &core::Argument::name);
            if (line != args.end()) {
                line->value = static_cast<std::int64_t>(i) + 1;
                faults.push_back(
                    {core::Severity::error, found.id(), std::move(args), read.lines[i]});
            }
        }
    }
    if (faults.empty()) {
        faults.push_back(
            {core::Severity::error, error.id(), error.diagnostic().args, place_of(error, read)});
    }
    return faults;
}

/// Records what obeys and collects what does not: whoever repairs a file wants to know all of it.
/// Nothing is kept when something was refused, because the caller does not commit.
std::vector<Recorded> record_all(store::Entries& session, Recorder& recorder,
                                 std::span<ReadDraft const> drafts)
{
    std::vector<Recorded> all;
    std::vector<core::Diagnostic> findings;
    for (auto const& draft : drafts) {
        try {
            all.push_back(draft.known ? Recorded{find_entry(session, *draft.known), true}
                                      : recorder.record(draft.draft, draft.standing));
        } catch (Error const& error) {
            bool const rule =
                error.kind() == ErrorKind::refused || error.kind() == ErrorKind::usage;
            if (!rule || !from_file(draft)) {
                throw;
            }
            std::ranges::move(faults_of(recorder, draft, error), std::back_inserter(findings));
        }
    }
    if (!findings.empty()) {
        auto const count = static_cast<std::int64_t>(findings.size());
        throw Error{
            ErrorKind::refused, "import.refused", {{"count", count}}, {}, std::move(findings)};
    }
    return all;
}

/// The entries, and the lines of the only one.
Document receipt_document(Context const& context, BooksCache& books, std::string const& id,
                          Receipt const& receipt)
{
    auto document = answer(context, id);
    document.blocks.emplace_back(receipt.table(context));
    if (auto const* record = receipt.only()) {
        document.blocks.emplace_back(
            lines_table(context, books.chart(books.year(record->year)),
                        PartyReader{context.session}.shown(record->year, record->entry)));
    }
    return document;
}

/// The entry as it stands, with its lines and what hangs on it.
Document entry_document(Context const& context, BooksCache& books, std::string const& id,
                        Record record)
{
    record.entry = PartyReader{context.session}.shown(record.year, std::move(record.entry));
    auto document = answer(context, id, {{"entry", record.id}});
    document.blocks.emplace_back(entry_facts(context, record));
    document.blocks.emplace_back(
        lines_table(context, books.chart(books.year(record.year)), record.entry));
    auto const attachments = context.session.attachments(record.id);
    if (!attachments.empty()) {
        document.blocks.emplace_back(attachments_table(context, attachments));
    }
    return document;
}

/// A draft, on a day that nothing locks.
void demand_changeable(BooksCache& books, Record const& record)
{
    demand_draft(record);
    if (auto const through = books.locked_through(); through && record.entry.date <= *through) {
        throw Error{ErrorKind::refused,
                    "year.locked",
                    {{"year", record.year}, {"date", record.entry.date}, {"through", *through}}};
    }
}

bool is_inkind(Record const& record)
{
    return std::ranges::any_of(record.entry.lines, [](ledger::Line const& line) {
        return ledger::is_inkind(line.account);
    });
}

bool has_contribution(store::Entries& session, Record const& record)
{
    auto const all = session.contributions(record.year, store::Which::drafts);
    return std::ranges::find(all, record.id, &ledger::Contribution::entry) != all.end();
}

/// Hours and value stand beside the entry: changing one without the other would make them disagree.
void demand_no_contribution(store::Entries& session, Record const& record, Edit const& edit)
{
    bool const touches = edit.date || edit.lines || edit.project || edit.party;
    if (touches && is_inkind(record) && has_contribution(session, record)) {
        throw Error{ErrorKind::refused, "ledger.edit-inkind", {{"entry", record.id}}};
    }
}

void replace_party(ledger::Draft& draft, std::string const& party)
{
    for (auto& line : draft.lines) {
        if (!draft.party.empty() && line.party == draft.party) {
            line.party = party;
        }
    }
    draft.party = party;
}

ledger::Draft edited(ledger::Draft draft, Edit const& edit)
{
    draft.date = edit.date.value_or(draft.date);
    draft.journal = edit.journal.value_or(draft.journal);
    draft.label = edit.label.value_or(draft.label);
    draft.piece = edit.piece.value_or(draft.piece);
    draft.piece_date = edit.piece_date ? edit.piece_date : draft.piece_date;
    draft.ref = edit.ref.value_or(draft.ref);
    draft.lines = edit.lines.value_or(draft.lines);
    if (edit.party) {
        replace_party(draft, *edit.party);
    }
    if (edit.project) {
        for (auto& line : draft.lines) {
            if (ledger::takes_project(line.account)) {
                line.project = *edit.project;
            }
        }
    }
    return draft;
}

void demand_free_ref(store::Entries& session, std::string const& ref, EntryId id)
{
    if (ref.empty()) {
        return;
    }
    auto const other = session.find_by_ref(ref);
    if (other && other->id != id) {
        throw Error{ErrorKind::refused, "ledger.ref-taken", {{"ref", ref}, {"entry", other->id}}};
    }
}

/// The first ones.
std::vector<Recorded> drafts_until(store::Entries& session, core::Date last)
{
    store::EntryQuery query;
    query.limit = drafts_held;
    query.period = core::Period{core::date(1900, 1, 1), last};
    query.which = store::Which::drafts;
    std::vector<Recorded> drafts;
    auto const stream = session.entries(query);
    while (auto record = stream()) {
        drafts.push_back({std::move(*record), false});
    }
    return drafts;
}

std::vector<Recorded> drafts_named(store::Entries& session, std::span<EntryId const> ids)
{
    std::vector<Recorded> drafts;
    for (auto id : std::set<EntryId>{ids.begin(), ids.end()}) {
        auto record = find_entry(session, id);
        if (record.posted()) {
            throw Error{ErrorKind::refused,
                        "ledger.already-posted",
                        {{"entry", id}, {"number", ledger::number_of(record)}}};
        }
        drafts.push_back({std::move(record), false});
    }
    std::ranges::sort(drafts, {}, [](Recorded const& one) {
        return std::pair{one.record.entry.date, one.record.id};
    });
    return drafts;
}

/// Today where today can be written; else the first day that can, not before the entry.
core::Date reversal_day(BooksCache& books, core::Date entry_day, core::Date today)
{
    auto const locked = books.locked_through();
    auto const first = locked ? std::max(entry_day, core::next_day(*locked)) : entry_day;
    for (auto const day : {std::max(entry_day, today), first}) {
        for (auto const& year : books.years()) {
            if (ledger::is_open_on(year, day, locked)) {
                return day;
            }
        }
    }
    throw Error{ErrorKind::refused, "year.none-open", {{"date", entry_day}}};
}

void demand_reversible(Record const& record)
{
    if (!record.posted()) {
        throw Error{ErrorKind::refused, "ledger.not-posted", {{"entry", record.id}}};
    }
    if (record.reversed_by) {
        throw Error{ErrorKind::refused,
                    "ledger.already-reversed",
                    {{"entry", record.id}, {"by", *record.reversed_by}}};
    }
}

/// The attachment of that name, or null.
/// What is most often a slip in what was recorded just now; `all` is in the order of the drafts.
std::vector<core::Diagnostic> slips_in(store::Entries& session, BooksCache& books,
                                       std::span<ReadDraft const> drafts,
                                       std::span<Recorded const> all)
{
    std::vector<core::Diagnostic> slips;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].existing) {
            std::ranges::move(remarks_on(books, drafts[i], all[i].record.entry),
                              std::back_inserter(slips));
        }
    }
    std::ranges::move(twin_remarks(session, all), std::back_inserter(slips));
    return shortened(std::move(slips));
}

} // namespace

std::vector<core::Diagnostic> slips_of(Context const& context, ReadDraft const& read)
{
    BooksCache books{context.session};
    auto const draft = Recorder{context, books}.completed(read.draft);
    if (!draft.ref.empty() && context.session.find_by_ref(draft.ref)) {
        return {};
    }
    auto slips = remarks_on(books, read, draft);
    std::ranges::move(twin_remarks(context.session, draft), std::back_inserter(slips));
    std::ranges::move(near_parties(context.session, draft), std::back_inserter(slips));
    return slips;
}

Document add_entries(Context const& context, std::span<ReadDraft const> drafts, bool post,
                     WhenRecorded const& told)
{
    BooksCache books{context.session};
    Recorder recorder{context, books};
    if (drafts.size() >= bulk_min) {
        context.session.begin_bulk();
    }
    auto all = record_all(context.session, recorder, drafts);
    recorder.settle_roles();
    for (std::size_t i = 0; told && i < all.size(); ++i) {
        told(i, all[i].record.id, all[i].existing);
    }
    auto slips = slips_in(context.session, books, drafts, all);
    if (post) {
        recorder.post(all);
    }
    Receipt receipt;
    receipt.add(std::move(all));
    auto document = receipt_document(context, books, "ledger.add", receipt);
    document.notes = recorder.notes();
    std::ranges::move(slips, std::back_inserter(document.notes));
    return document;
}

Document edit_entry(Context const& context, EntryId id, Edit const& edit)
{
    BooksCache books{context.session};
    Recorder recorder{context, books};
    auto const record = find_entry(context.session, id);
    demand_changeable(books, record);
    demand_no_contribution(context.session, record, edit);
    auto const draft = recorder.completed(edited(record.entry, edit));
    demand_free_ref(context.session, draft.ref, id);
    auto const entry = recorder.checked(draft);
    ledger::check_opening(draft, books.year(entry.year()));
    auto const standing = recorder.standing_of(draft, &record);
    bool const opens_anew = standing.role == ledger::Role::opening && !record.reverses &&
                            (record.role != standing.role || draft.lines != record.entry.lines);
    if (opens_anew) {
        recorder.demand_opening(draft, books.year(entry.year()));
    }
    recorder.create_parties(draft);
    context.session.replace(id, entry, standing);
    auto document = entry_document(context, books, "ledger.edit", find_entry(context.session, id));
    document.notes = recorder.notes();
    if (standing.role == ledger::Role::ordinary && !record.reverses &&
        ledger::moves_result(draft)) {
        document.notes.push_back(warning("ledger.result-moved", {{"entry", id}}));
    }
    ReadDraft const read{.draft = draft, .where = {}, .lines = {}, .remarks = edit.remarks};
    Recorded const changed{find_entry(context.session, id), false};
    for (auto& slip : slips_in(context.session, books, {&read, 1}, {&changed, 1})) {
        document.notes.push_back(std::move(slip));
    }
    return document;
}

Document delete_entry(Context const& context, EntryId id)
{
    BooksCache books{context.session};
    auto const record = find_entry(context.session, id);
    demand_changeable(books, record);
    context.session.erase(id);
    auto document = answer(context, "ledger.delete", {{"entry", id}});
    document.blocks.emplace_back(entry_facts(context, record));
    return document;
}

Document show_entry(Context const& context, EntryId id)
{
    BooksCache books{context.session};
    return entry_document(context, books, "ledger.show", find_entry(context.session, id));
}

store::Drafts drafts_to_post(ContextOf<store::Entries> const& context, std::span<EntryId const> ids,
                             std::optional<core::Date> to)
{
    if (to) {
        return context.session.drafts_until(*to);
    }
    auto const drafts = drafts_named(context.session, ids);
    COOP_ASSERT(!drafts.empty());
    return {static_cast<std::int64_t>(drafts.size()), drafts.front().record.entry.date,
            drafts.back().record.entry.date};
}

Document post_entries(Context const& context, std::span<EntryId const> ids,
                      std::optional<core::Date> to)
{
    BooksCache books{context.session};
    Recorder recorder{context, books};
    auto const told = context.rehearsal ? drafts_to_post(context, ids, to) : store::Drafts{};
    Receipt receipt;
    auto const post = [&](std::vector<Recorded> drafts) {
        recorder.post(drafts);
        receipt.add(std::move(drafts));
    };
    if (to) {
        // What was posted is no draft any more: the first ones are always the next.
        for (auto next = drafts_until(context.session, *to); !next.empty();
             next = drafts_until(context.session, *to)) {
            post(std::move(next));
        }
    } else {
        post(drafts_named(context.session, ids));
    }
    auto document = receipt_document(context, books, "ledger.post", receipt);
    if (receipt.empty()) {
        document.notes.push_back(info("ledger.nothing-to-post"));
    } else if (context.rehearsal) {
        document.notes.push_back(info(
            "ledger.to-post", {{"count", told.count}, {"first", told.first}, {"last", told.last}}));
    }
    return document;
}

Document reverse_entry(Context const& context, EntryId id, std::string const& reason,
                       std::optional<core::Date> date)
{
    BooksCache books{context.session};
    Recorder recorder{context, books};
    auto const reversed = find_entry(context.session, id);
    demand_reversible(reversed);
    bool const is_opening = reversed.role == ledger::Role::opening;
    auto const first = books.year(reversed.year).period.first;
    bool const takes_first = is_opening && !books.is_locked(first);
    auto const day = date          ? *date
                     : takes_first ? first
                                   : reversal_day(books, reversed.entry.date, context.today);
    if (day < reversed.entry.date) {
        throw Error{ErrorKind::refused,
                    "ledger.reversal-before",
                    {{"entry", id}, {"date", reversed.entry.date}, {"day", day}}};
    }
    auto draft = ledger::reversal_of(reversed, day, reason);
    if (draft.journal == ledger::opening_journal && !(is_opening && day == first)) {
        draft.journal = ledger::other_journal; // Openings alone stand in theirs, on the first day.
    }
    auto const entry = recorder.checked(draft);
    auto const standing = reversed.role == ledger::Role::ordinary
                              ? ledger::Standing{}
                              : ledger::Standing{reversed.role, ledger::RoleWhy::reversal, {}, {}};
    auto const reversal = context.session.save(entry, standing);
    context.session.link_reversal(reversal, id, reason);
    return entry_document(context, books, "ledger.reverse", find_entry(context.session, reversal));
}

ledger::Chart current_chart(ContextOf<store::Books> const& context)
{
    BooksCache books{context.session};
    return books.chart(books.current(context.today));
}

} // namespace coop::app
