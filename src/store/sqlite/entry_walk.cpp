// SPDX-License-Identifier: GPL-3.0-or-later
#include "entry_walk.hpp"

#include "store/sqlite/session/session.hpp"
#include "values.hpp"

namespace coop::store::sqlite {

namespace {

enum Column {
    id,
    year,
    journal,
    number,
    date,
    posted_on,
    label,
    piece,
    party,
    ref,
    sequence,
    reversed,
    reason,
    role,
    piece_date
};

static_assert(piece_date + 1 == entry_column_count && sequence == sequence_column);

std::string_view name_or_none(Names const& names, std::optional<std::int64_t> id)
{
    return id ? names.at(*id) : std::string_view{};
}

} // namespace

EntryWalk::EntryWalk(Connection& connection) : names_(connection), rows_(connection) {}

ledger::EntryView EntryWalk::view(Cursor const& row)
{
    ledger::EntryView view;
    view.id = row.integer(id);
    view.year = names_.years.at(row.integer(year));
    view.journal = names_.journals.at(row.integer(journal));
    view.date = day_of(row, date);
    if (!row.is_null(number)) {
        view.number = row.integer(number);
        view.sequence = row.integer(sequence);
        view.posted_on = day_of(row, posted_on);
    }
    view.label = row.bytes(label);
    view.piece = row.bytes(piece);
    view.party = name_or_none(names_.parties, row.optional_integer(party));
    view.ref = row.bytes(ref);
    view.role = role_of(row.integer(role));
    if (!row.is_null(piece_date)) {
        view.piece_date = day_of(row, piece_date);
    }
    if (!row.is_null(reversed)) {
        view.reverses = row.integer(reversed);
        view.reason = row.bytes(reason);
    }
    lines_.clear();
    for (auto const& line : rows_.of(view.id)) {
        lines_.push_back({names_.accounts.at(line.account), core::cents(line.debit),
                          core::cents(line.credit), name_or_none(names_.projects, line.project),
                          name_or_none(names_.parties, line.party), line.label});
    }
    view.lines = lines_;
    return view;
}

} // namespace coop::store::sqlite
