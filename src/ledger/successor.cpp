// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/successor.hpp>

#include <coop/core/fields.hpp>
#include <coop/core/resources.hpp>

#include <algorithm>
#include <array>

namespace coop::ledger {

namespace {

std::vector<Successor> read_step(Regulation const& regulation)
{
    std::vector<Successor> step;
    auto const path = "regulations/" + regulation.id + "/successors.csv";
    if (!core::has_resource(path)) {
        return step;
    }
    core::ShippedRecords<4> records{core::resource(path)};
    std::array<std::string_view, 4> record;
    while (records.next(record)) {
        auto const& [account, successor, basis, use] = record;
        if (use != "saisie") {
            step.push_back({std::string{account}, std::string{successor}, std::string{basis}});
        }
    }
    std::ranges::sort(step, {}, &Successor::account);
    return step;
}

Successor const* longest(std::vector<Successor> const& step, std::string_view account)
{
    for (; !account.empty(); account.remove_suffix(1)) {
        auto const found = std::ranges::lower_bound(step, account, {}, &Successor::account);
        if (found != step.end() && found->account == account) {
            return &*found;
        }
    }
    return nullptr;
}

} // namespace

Succession::Succession(Regulation const& from, Regulation const& to)
{
    for (auto const& regulation : regulations()) {
        if (came_after(regulation, from) &&
            (regulation.id == to.id || came_after(to, regulation))) {
            steps_.push_back(read_step(regulation));
        }
    }
}

Successor Succession::of(std::string_view account) const
{
    Successor result{std::string{account}, std::string{account}, {}};
    for (auto const& step : steps_) {
        if (auto const* next = longest(step, result.successor)) {
            // What was not certain once stays so.
            result.basis = result.is_certain() ? next->basis : result.basis;
            result.successor = next->successor;
        }
    }
    return result;
}

bool came_after(Regulation const& later, Regulation const& earlier)
{
    return later.family == earlier.family && later.opened.first > earlier.opened.first;
}

} // namespace coop::ledger
