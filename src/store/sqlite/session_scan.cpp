// SPDX-License-Identifier: GPL-3.0-or-later
//
// Walking a whole book.
#include "session.hpp"

#include <algorithm>
#include <tuple>

namespace coop::store::sqlite {

namespace {

ledger::LineView view_of(ledger::Line const& line)
{
    return {line.account, line.debit, line.credit, line.project, line.party, line.label};
}

} // namespace

void SqliteSession::scan(Scan const& scan,
                         std::function<void(ledger::EntryView const&)> const& visit)
{
    EntryQuery query;
    query.year = scan.year;
    query.which = scan.which;
    auto const stream = entries(query);
    std::vector<ledger::Record> all;
    while (auto record = stream()) {
        all.push_back(std::move(*record));
    }
    auto const sequence = [&](ledger::EntryId id) {
        return connection_.number("SELECT sequence FROM seal WHERE entry_id = :id", {{":id", id}})
            .value_or(0);
    };
    auto const year_first = [&](ledger::Record const& record) {
        return connection_
            .number("SELECT first_day FROM year WHERE label = :label", {{":label", record.year}})
            .value();
    };
    if (scan.order == Order::posting) {
        std::stable_sort(all.begin(), all.end(), [&](auto const& a, auto const& b) {
            auto const key = [&](ledger::Record const& one) {
                return std::tuple{year_first(one), !one.posted(), one.entry.journal != "AN",
                                  sequence(one.id)};
            };
            return key(a) < key(b);
        });
    }
    std::vector<ledger::LineView> lines;
    for (auto const& record : all) {
        lines.clear();
        for (auto const& line : record.entry.lines) {
            lines.push_back(view_of(line));
        }
        auto const& entry = record.entry;
        visit({record.id, record.year, entry.journal, record.number.value_or(0),
               sequence(record.id), entry.date, record.posted_on.value_or(core::Date{}),
               entry.label, entry.piece, entry.party, entry.ref, record.reverses, record.reason,
               lines});
    }
}

} // namespace coop::store::sqlite
