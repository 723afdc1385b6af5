// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/party.hpp>

#include <coop/core/name.hpp>
#include <coop/ledger/facts.hpp>
#include <coop/ledger/year.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace coop::ledger {

namespace {

using ByNumber = std::map<std::int64_t, Party const*>;

ByNumber by_number(std::span<Party const> parties)
{
    ByNumber all;
    for (auto const& party : parties) {
        all.emplace(party.number, &party);
    }
    return all;
}

// Where the joining ends. A book that another hand has changed may join in a ring: it ends
// anywhere.
Party const& end_of(Party const& party, ByNumber const& all)
{
    auto const* at = &party;
    for (std::size_t steps = 0; at->into && steps < all.size(); ++steps) {
        auto const next = all.find(*at->into);
        if (next == all.end()) {
            break;
        }
        at = next->second;
    }
    return *at;
}

} // namespace

PartyNames::PartyNames(std::span<Party const> parties)
{
    auto const all = by_number(parties);
    for (auto const& party : parties) {
        auto const& root = end_of(party, all);
        all_.emplace(party.name, Read{root.name, root.shown.empty() ? root.name : root.shown});
        auto const of_root = core::name_key(root.name);
        for (auto const& name : {party.name, party.shown}) {
            auto const [place, is_new] = keys_.try_emplace(core::name_key(name), of_root);
            if (!is_new && place->second != of_root) {
                place->second.clear();
            }
        }
    }
}

std::string PartyNames::key(std::string_view name) const
{
    if (auto const found = all_.find(name); found != all_.end()) {
        return core::name_key(found->second.root);
    }
    auto key = core::name_key(name);
    auto const found = keys_.find(key);
    return found == keys_.end() || found->second.empty() ? key : found->second;
}

std::string_view PartyNames::root(std::string_view name) const
{
    auto const found = all_.find(name);
    return found == all_.end() ? name : std::string_view{found->second.root};
}

std::string_view PartyNames::shown(std::string_view name) const
{
    auto const found = all_.find(name);
    return found == all_.end() ? name : std::string_view{found->second.shown};
}

std::vector<std::string> PartyNames::family(std::string_view name) const
{
    auto const of = root(name);
    std::vector<std::string> names;
    for (auto const& [sealed, read] : all_) {
        if (read.root == of) {
            names.push_back(sealed);
        }
    }
    if (names.empty()) {
        names.emplace_back(name);
    }
    return names;
}

std::vector<Party> parties_until(std::vector<Party> parties, std::span<record::Filed const> records,
                                 std::int64_t sequence)
{
    std::map<std::int64_t, Party> last;
    for (auto const& filed : records) {
        if (filed.sequence <= sequence) {
            auto party = read_party(filed.record);
            last.insert_or_assign(party.number, std::move(party));
        }
    }
    for (auto& party : parties) {
        auto const found = last.find(party.number);
        party.shown = found == last.end() ? std::string{} : found->second.shown;
        party.into = found == last.end() ? std::nullopt : found->second.into;
    }
    return parties;
}

std::optional<std::int64_t> frozen_since(Year const& year, std::span<record::Filed const> records)
{
    std::optional<std::int64_t> since;
    for (auto const& filed : records) {
        if (filed.record.kind == "year" && filed.record.id == year.label &&
            read_year(filed.record).state == YearState::closed) {
            return filed.sequence;
        }
        if (filed.record.kind == "lock") {
            auto const through = read_lock(filed.record).through;
            bool const covers = through && !(*through < year.period.last);
            since = covers ? since.value_or(filed.sequence) : std::optional<std::int64_t>{};
        }
    }
    return since;
}

std::vector<PartyBalance> joined(std::vector<PartyBalance> all, PartyNames const& names,
                                 Naming naming)
{
    if (names.empty()) {
        return all;
    }
    for (auto& balance : all) {
        balance.party = std::string{naming == Naming::shown ? names.shown(balance.party)
                                                            : names.root(balance.party)};
    }
    std::ranges::stable_sort(all, [](PartyBalance const& a, PartyBalance const& b) {
        return std::tie(a.account, a.party) < std::tie(b.account, b.party);
    });
    std::vector<PartyBalance> result;
    for (auto& one : all) {
        if (result.empty() || result.back().account != one.account ||
            result.back().party != one.party) {
            result.push_back(std::move(one));
            continue;
        }
        auto& sum = result.back();
        auto const opening =
            sum.opening_debit - sum.opening_credit + one.opening_debit - one.opening_credit;
        sum.opening_debit = opening.is_negative() ? core::Money{} : opening;
        sum.opening_credit = opening.is_negative() ? -opening : core::Money{};
        sum.debit += one.debit;
        sum.credit += one.credit;
    }
    return result;
}

} // namespace coop::ledger
