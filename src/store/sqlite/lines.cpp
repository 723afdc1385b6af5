// SPDX-License-Identifier: GPL-3.0-or-later
#include "lines.hpp"

namespace coop::store::sqlite {

LineWalk::LineWalk(Connection const& connection)
    : rows_(connection, "SELECT entry_id, line, account_id, project_id, party_id, date, year_id, "
                        "debit, credit, label FROM line WHERE entry_id >= ?1 "
                        "ORDER BY entry_id, line")
{
}

std::span<LineRow const> LineWalk::of(ledger::EntryId entry)
{
    if (at_ != entry) {
        rows_.start(entry);
        step();
    }
    lines_.clear();
    labels_.clear();
    for (; at_ == entry; step()) {
        take();
    }
    give_labels();
    return lines_;
}

void LineWalk::step()
{
    at_ = rows_.next() ? std::optional{rows_.integer(0)} : std::nullopt;
}

void LineWalk::take()
{
    auto const label = rows_.bytes(9);
    labels_.append(label);
    lines_.push_back({rows_.integer(1), rows_.integer(2), rows_.optional_integer(3),
                      rows_.optional_integer(4), rows_.integer(5), rows_.integer(6),
                      rows_.integer(7), rows_.integer(8), label});
}

// What the cursor lends is gone at its next step. The labels moved to a text of our own, which
// stays where it is only now.
void LineWalk::give_labels()
{
    std::size_t start = 0;
    for (auto& line : lines_) {
        line.label = std::string_view{labels_}.substr(start, line.label.size());
        start += line.label.size();
    }
}

} // namespace coop::store::sqlite
