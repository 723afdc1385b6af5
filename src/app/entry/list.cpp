// SPDX-License-Identifier: GPL-3.0-or-later
//
// `ledger list`: which entries, and from which account to which, before they are final.
#include "app/answer.hpp"
#include "app/books_cache.hpp"
#include "app/party/names.hpp"
#include "app/recorder.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coop::app {

namespace {

using core::Document;
using ledger::Record;

/// The accounts on each side of an entry, each once, in the order of its lines.
struct Sides {
    std::vector<std::string> debited;
    std::vector<std::string> credited;
};

Sides sides_of(ledger::Draft const& entry)
{
    Sides sides;
    for (auto const& line : entry.lines) {
        auto& side = line.debit.is_zero() ? sides.credited : sides.debited;
        if (std::ranges::find(side, line.account) == side.end()) {
            side.push_back(line.account);
        }
    }
    return sides;
}

/// `641, 645 +3`: a row is one line.
std::string in_short(std::vector<std::string> const& accounts)
{
    constexpr std::size_t named_max = 2;
    auto const named = std::min(accounts.size(), named_max);
    auto text = core::join(std::span{accounts}.first(named), ", ");
    if (accounts.size() > named) {
        text += " +" + std::to_string(accounts.size() - named);
    }
    return text;
}

core::Row list_row(Record const& record)
{
    auto const& entry = record.entry;
    auto const [debited, credited] = sides_of(entry);
    return item(std::to_string(record.id),
                {record.id, cell(ledger::number_of(record)), entry.date, entry.journal,
                 cell(entry.piece), cell(entry.label), cell(entry.party),
                 in_short(credited) + " → " + in_short(debited), core::join(debited, " "),
                 core::join(credited, " "), amount_of(entry)});
}

core::Table list_table(Lent const& context, store::Stream<Record> records)
{
    auto entries = table(context, "entries",
                         {"entry", "number", "date", "journal", "piece", "label", "party", "moves",
                          "debited", "credited", "amount"},
                         [records = std::move(records)]() -> std::optional<core::Row> {
                             auto const record = records();
                             return record ? std::optional{list_row(*record)} : std::nullopt;
                         });
    for (auto& column : entries.columns) {
        column.reader_only = column.key == "moves";
        column.machine_only = column.key == "debited" || column.key == "credited";
    }
    return entries;
}

/// `records`, the first of which was pulled already.
store::Stream<Record> after(std::optional<Record> first, store::Stream<Record> records)
{
    return [first = std::move(first), records = std::move(records),
            begun = false]() mutable -> std::optional<Record> {
        if (!std::exchange(begun, true)) {
            return std::move(first);
        }
        return records();
    };
}

} // namespace

Document list_entries(Context const& context, store::EntryQuery query)
{
    BooksCache books{context.session};
    PartyFinder finder{context.session};
    PartyReader parties{context.session};
    if (!query.year.empty()) {
        books.year(query.year);
    }
    if (!query.parties.empty()) {
        query.parties = parties.of(query.year).family(finder.demand(query.parties.front()));
    }
    if (!query.project.empty()) {
        books.project(query.project);
    }
    if (!query.journal.empty()) {
        books.journal(query.journal);
    }
    if (!query.account.empty()) {
        books.demand_account(query.account, query.year);
    }
    auto document = answer(context, "ledger.list");
    document.notes = finder.notes();
    store::Stream<Record> records = [stream = context.session.entries(query),
                                     parties]() mutable -> std::optional<Record> {
        auto record = stream();
        if (record) {
            record->entry.party = parties.shown(record->year, record->entry.party);
        }
        return record;
    };
    auto first = records();
    if (!first) {
        document.notes.push_back(info("ledger.none-found"));
    }
    document.blocks.emplace_back(list_table(context, after(std::move(first), std::move(records))));
    return document;
}

} // namespace coop::app
