// SPDX-License-Identifier: GPL-3.0-or-later
#include "receipt.hpp"

#include "answer.hpp"

#include <iterator>

namespace coop::app {

void Receipt::add(std::vector<Recorded> some)
{
    size_ += some.size();
    for (auto const& recorded : some) {
        ++counts_[{recorded.record.entry.journal, status_of(recorded)}];
    }
    if (size_ > entries_max) {
        entries_.clear();
        return;
    }
    entries_.insert(entries_.end(), std::move_iterator{some.begin()},
                    std::move_iterator{some.end()});
}

ledger::Record const* Receipt::only() const
{
    return entries_.size() == 1 ? &entries_.front().record : nullptr;
}

core::Table Receipt::table(Lent const& context) const
{
    return size_ > entries_max ? counted_table(context) : recorded_table(context, entries_);
}

core::Table Receipt::counted_table(Lent const& context) const
{
    std::vector<core::Row> rows;
    for (auto const& [key, count] : counts_) {
        auto const& [journal, status] = key;
        rows.push_back(item(journal + "." + status, {journal, status, count}));
    }
    auto counted = app::table(context, "journals", {"journal", "status", "count"},
                              core::rows(std::move(rows)));
    put_in_words(counted, "status", context.rehearsal ? "app.rehearsed." : "app.status.");
    return counted;
}

} // namespace coop::app
