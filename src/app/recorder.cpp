// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.hpp"

#include "answer.hpp"
#include "app/import/known.hpp"
#include "openings.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace coop::app {

namespace {

using core::Error;
using core::ErrorKind;
using ledger::Draft;
using ledger::Record;

Recorded existing(Record record, Draft const& draft, ledger::PartyNames const& names)
{
    if (record.entry.journal != draft.journal ||
        content_of(record.entry, names) != content_of(draft, names)) {
        throw Error{
            ErrorKind::refused, "ledger.ref-taken", {{"ref", draft.ref}, {"entry", record.id}}};
    }
    return {std::move(record), true};
}

core::Cell number_cell(Record const& record)
{
    return cell(ledger::number_of(record));
}

} // namespace

Draft Recorder::completed(Draft draft)
{
    draft.journal = ledger::journal_of(draft);
    draft.piece_date = ledger::own_piece_date(draft);
    auto const resolve = [&](std::string& name) {
        if (!name.empty() && core::invalid_utf8_at(name) == std::string::npos) {
            name = finder_.resolve(name);
        }
    };
    resolve(draft.party);
    for (auto& line : draft.lines) {
        resolve(line.party);
        if (line.party.empty() && ledger::is_third_party(line.account)) {
            line.party = draft.party;
        }
    }
    return draft;
}

ledger::Entry Recorder::checked(Draft const& draft)
{
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        if (draft.lines[i].project.empty()) {
            continue;
        }
        try {
            books_.project(draft.lines[i].project);
        } catch (Error const& error) {
            auto args = error.diagnostic().args;
            args.push_back({"line", static_cast<std::int64_t>(i) + 1});
            throw Error{error.kind(), error.id(), std::move(args)};
        }
    }
    return ledger::check(draft, books_.rules(draft.date));
}

// An opening is typed where nothing before it is in the books; it may come in several entries.
void Recorder::demand_opening(Draft const& draft, ledger::Year const& year)
{
    Openings openings{context_.session, books_.years(), store::Which::all};
    if (openings.has_before(books_.index_of(year))) {
        auto const& before = books_.years()[books_.index_of(year) - 1];
        throw Error{ErrorKind::refused,
                    "ledger.opening-computed",
                    {{"year", year.label}, {"before", before.label}, {"date", draft.date}}};
    }
}

void Recorder::note_again(Draft const& draft, ledger::Year const& year)
{
    store::EntryQuery query;
    query.year = year.label;
    query.journal = draft.journal;
    auto const stream = context_.session.entries(query);
    while (auto const record = stream()) {
        if (record->entry.lines == draft.lines && !record->reversed_by && !record->reverses) {
            notes_.push_back(
                warning("ledger.opening-again", {{"year", year.label}, {"entry", record->id}}));
            return;
        }
    }
}

ledger::Standing Recorder::standing_of(Draft const& draft, Record const* replaced)
{
    if (replaced != nullptr && replaced->reverses) {
        auto const role = find_entry(context_.session, *replaced->reverses).role;
        return role == ledger::Role::ordinary
                   ? ledger::Standing{}
                   : ledger::Standing{role, ledger::RoleWhy::reversal, {}, {}};
    }
    auto const& year = ledger::year_of(books_.years(), draft.date);
    if (!ledger::may_close(draft, year)) {
        return ledger::standing_of(draft, year, {});
    }
    auto others = context_.session.balances(year.label, store::Which::all);
    // What an earlier closing entry brought to nil is not there to be brought again.
    auto const closed = context_.session.closing_entries(year.label, store::Which::all);
    others.insert(others.end(), closed.begin(), closed.end());
    if (replaced != nullptr && replaced->year == year.label &&
        replaced->role != ledger::Role::opening) {
        for (auto const& line : replaced->entry.lines) {
            others.push_back({line.account, {}, {}, line.credit, line.debit});
        }
    }
    return ledger::standing_of(draft, year, others);
}

void Recorder::settle_roles()
{
    for (auto const id : may_close_) {
        auto const record = find_entry(context_.session, id);
        if (!record.posted()) {
            context_.session.set_standing(id, standing_of(record.entry, &record));
        }
    }
    for (auto const id : may_close_) {
        if (find_entry(context_.session, id).role == ledger::Role::ordinary) {
            notes_.push_back(warning("ledger.result-moved", {{"entry", id}}));
        }
    }
    may_close_.clear();
}

Recorded Recorder::record(Draft draft, std::optional<ledger::Standing> const& standing)
{
    bool const names_journal = !draft.journal.empty();
    draft = completed(std::move(draft));
    if (!draft.ref.empty()) {
        // Before any rule: an import repeated after the year was closed has nothing left to do.
        if (auto known = context_.session.find_by_ref(draft.ref)) {
            // What nobody named does not make the content another: the rule that chose the journal
            // may have changed since, or someone chose another one.
            if (!names_journal) {
                draft.journal = known->entry.journal;
            }
            return existing(std::move(*known), draft, finder_.names());
        }
    }
    auto const entry = checked(draft);
    ledger::check_opening(draft, books_.year(entry.year()));
    auto const found = standing ? *standing : standing_of(draft, nullptr);
    if (!standing && found.role == ledger::Role::opening) {
        demand_opening(draft, books_.year(entry.year()));
        note_again(draft, books_.year(entry.year()));
    }
    create_parties(draft);
    Record record;
    record.id = context_.session.save(entry, found);
    record.year = entry.year();
    record.role = found.role;
    if (!standing && ledger::moves_result(draft)) {
        may_close_.push_back(record.id);
    }
    record.entry = std::move(draft);
    return {std::move(record), false};
}

void Recorder::create_parties(Draft const& draft)
{
    create_party(draft.party);
    for (auto const& line : draft.lines) {
        create_party(line.party);
    }
}

void Recorder::create_party(std::string const& name)
{
    if (name.empty() || !parties_.insert(name).second) {
        return;
    }
    if (!context_.session.find_party(name)) {
        auto const close = nearest_left_-- > 0 ? finder_.nearest(name) : std::string{};
        context_.session.add_party({name, {}, {}});
        notes_.push_back(close.empty() ? info("party.created", {{"party", name}})
                                       : info("party.created-near", near_names(name, close)));
    }
}

std::vector<core::Diagnostic> Recorder::notes() const
{
    auto all = finder_.notes();
    all.insert(all.end(), notes_.begin(), notes_.end());
    return all;
}

void Recorder::post(std::vector<Recorded>& all)
{
    std::vector<Record*> drafts;
    for (auto& recorded : all) {
        if (!recorded.record.posted()) {
            drafts.push_back(&recorded.record);
        }
    }
    // The same entry may stand twice among them, given twice under one reference.
    std::ranges::sort(drafts, {}, [](Record const* record) {
        return std::tuple{record->entry.date, record->id};
    });
    Record const* last = nullptr;
    for (auto* record : drafts) {
        if (last != nullptr && last->id == record->id) {
            record->number = last->number;
            record->posted_on = last->posted_on;
        } else {
            post(*record);
        }
        last = record;
    }
}

void Recorder::post(Record& record)
{
    // The rules may have changed since it was recorded: a locked year, a closed account.
    ledger::check(record.entry, books_.rules(record.entry.date));
    if (record.reverses || ledger::moves_result(record.entry) ||
        record.entry.journal == ledger::opening_journal) {
        auto const standing = standing_of(record.entry, &record);
        context_.session.set_standing(record.id, standing);
        record.role = standing.role;
    }
    auto const posted = context_.session.post(record.id, context_.today);
    record.number = posted.number;
    record.posted_on = posted.on;
}

Record find_entry(store::Entries& session, ledger::EntryId id)
{
    auto record = session.find(id);
    if (!record) {
        throw Error{ErrorKind::refused, "ledger.unknown-entry", {{"entry", id}}};
    }
    return std::move(*record);
}

void demand_draft(Record const& record)
{
    if (record.posted()) {
        throw Error{ErrorKind::refused,
                    "ledger.posted",
                    {{"entry", record.id}, {"number", ledger::number_of(record)}}};
    }
}

std::string status_of(Recorded const& recorded)
{
    return recorded.existing ? "existing" : recorded.record.posted() ? "posted" : "saved";
}

core::Money amount_of(Draft const& draft)
{
    core::Money sum;
    for (auto const& line : draft.lines) {
        sum += line.debit;
    }
    return sum;
}

core::Table recorded_table(Lent const& context, std::vector<Recorded> const& all)
{
    std::vector<core::Row> rows;
    for (auto const& recorded : all) {
        auto const& record = recorded.record;
        auto const& entry = record.entry;
        auto const status = status_of(recorded);
        rows.push_back(item(status, {record.id, number_cell(record), entry.date, entry.journal,
                                     cell(entry.label), amount_of(entry), status}));
    }
    auto entries = table(context, "entries",
                         {"entry", "number", "date", "journal", "label", "amount", "status"},
                         core::rows(std::move(rows)));
    put_in_words(entries, "status", context.rehearsal ? "app.rehearsed." : "app.status.");
    return entries;
}

core::Table lines_table(Lent const& context, ledger::Chart const& chart, Draft const& draft)
{
    std::vector<core::Row> rows;
    core::Money debit;
    core::Money credit;
    for (auto const& line : draft.lines) {
        auto const* account = chart.find(line.account);
        rows.push_back(
            item(line.account, {line.account, cell(account == nullptr ? "" : account->label),
                                line.debit.is_zero() ? core::Cell{} : line.debit,
                                line.credit.is_zero() ? core::Cell{} : line.credit,
                                cell(line.project), cell(line.party), cell(line.label)}));
        debit += line.debit;
        credit += line.credit;
    }
    rows.push_back(total("total", {{}, say(context, "app.total"), debit, credit, {}, {}, {}}));
    auto lines =
        table(context, "lines",
              {"account", "account_label", "debit", "credit", "project", "party", "line_label"},
              core::rows(std::move(rows)));
    lines.columns[1].derivable = true;
    return lines;
}

core::Table entries_found(ContextOf<store::Entries> const& context, store::EntryQuery const& query)
{
    auto rows = [stream = context.session.entries(query)]() -> std::optional<core::Row> {
        auto const record = stream();
        if (!record) {
            return std::nullopt;
        }
        auto const& entry = record->entry;
        return item(std::to_string(record->id),
                    {record->id, cell(ledger::number_of(*record)), entry.date, entry.journal,
                     cell(entry.label), amount_of(entry)});
    };
    return table(context, "entries", {"entry", "number", "date", "journal", "label", "amount"},
                 std::move(rows));
}

core::Facts entry_facts(Lent const& context, Record const& record)
{
    auto const& entry = record.entry;
    FactList facts{context};
    facts.add("entry", record.id)
        .add("number", number_cell(record))
        .add("state", record.posted() ? "posted" : "draft", "app.entry.")
        .add("date", entry.date)
        .add("year", record.year)
        .add("journal", entry.journal)
        .add("label", cell(entry.label))
        .add("piece", cell(entry.piece))
        .add("piece_date", entry.piece_date ? core::Cell{*entry.piece_date} : core::Cell{})
        .add("party", cell(entry.party))
        .add("ref", cell(entry.ref));
    if (record.role != ledger::Role::ordinary) {
        facts.add("role", std::string{ledger::role_words.of(record.role)}, "app.role.");
    }
    if (record.posted_on) {
        facts.add("posted_on", *record.posted_on);
    }
    if (record.reverses) {
        facts.add("reverses", *record.reverses).add("reason", cell(record.reason));
    }
    if (record.reversed_by) {
        facts.add("reversed_by", *record.reversed_by);
    }
    return facts.take();
}

} // namespace coop::app
