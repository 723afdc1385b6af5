// SPDX-License-Identifier: GPL-3.0-or-later
#include "remarks.hpp"

#include "app/answer.hpp"

#include <coop/ledger/remark.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace coop::app {

namespace {

constexpr std::int64_t told_max = 3; // of a kind

core::Diagnostic twin_remark(ledger::Twin const& twin)
{
    return warning("entry.same-document", {{"other", twin.first},
                                           {"piece", twin.piece},
                                           {"amount", twin.amount},
                                           {"date", twin.date}});
}

} // namespace

std::vector<ledger::Twin> twins_in(store::Entries& session, core::Period days)
{
    std::vector<ledger::Record> records;
    for (auto const id : session.alike(days)) {
        records.push_back(find_entry(session, id));
    }
    return ledger::twins_among(records);
}

std::vector<core::Diagnostic> remarks_on(BooksCache& books, exchange::ReadDraft const& read,
                                         ledger::Draft const& recorded)
{
    auto const& chart = books.chart(ledger::year_of(books.years(), recorded.date));
    auto remarks = read.remarks;
    for (auto& remark : ledger::remarks_on(recorded, chart)) {
        remark.where = read.where;
        remarks.push_back(std::move(remark));
    }
    return remarks;
}

std::vector<core::Diagnostic> twin_remarks(store::Entries& session, std::span<Recorded const> all)
{
    std::optional<core::Period> days;
    std::set<ledger::EntryId> recorded;
    for (auto const& one : all) {
        auto const day = one.record.entry.date;
        if (!one.existing && !one.record.entry.piece.empty()) {
            days = days ? core::Period{std::min(days->first, day), std::max(days->last, day)}
                        : core::Period{day, day};
            recorded.insert(one.record.id);
        }
    }
    std::vector<core::Diagnostic> remarks;
    if (days) {
        for (auto const& twin : twins_in(session, *days)) {
            if (recorded.contains(twin.again)) {
                remarks.push_back(twin_remark(twin));
            } else if (recorded.contains(twin.first)) {
                // Edited into what a later one says.
                auto turned = twin;
                std::swap(turned.first, turned.again);
                remarks.push_back(twin_remark(turned));
            }
        }
    }
    return remarks;
}

std::vector<core::Diagnostic> twin_remarks(store::Entries& session, ledger::Draft const& draft)
{
    if (draft.piece.empty()) {
        return {};
    }
    store::EntryQuery query;
    query.period = core::Period{draft.date, draft.date};
    std::vector<ledger::Record> records;
    auto const stream = session.entries(query);
    while (auto record = stream()) {
        if (record->entry.piece == draft.piece) {
            records.push_back(std::move(*record));
        }
    }
    constexpr ledger::EntryId not_recorded = 0;
    ledger::Record mine;
    mine.id = not_recorded;
    mine.entry = draft;
    records.push_back(std::move(mine));
    for (auto const& twin : ledger::twins_among(records)) {
        if (twin.again == not_recorded) {
            return {twin_remark(twin)};
        }
    }
    return {};
}

std::vector<core::Diagnostic> shortened(std::vector<core::Diagnostic> remarks)
{
    std::map<std::string, std::int64_t> counts;
    std::vector<core::Diagnostic> few;
    for (auto& remark : remarks) {
        if (++counts[remark.id] <= told_max) {
            few.push_back(std::move(remark));
        }
    }
    for (auto const& [id, count] : counts) {
        if (count > told_max) {
            few.push_back(warning("entry.remarks-more", {{"count", count - told_max}}));
        }
    }
    return few;
}

} // namespace coop::app
