// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/twin.hpp>

#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace coop::ledger {

namespace {

std::set<std::string> parties_of(Draft const& draft)
{
    std::set<std::string> parties;
    for (auto const& line : draft.lines) {
        parties.insert(line.party);
    }
    parties.insert(draft.party);
    parties.erase(std::string{});
    return parties;
}

core::Money amount_of(Draft const& draft)
{
    core::Money sum;
    for (auto const& line : draft.lines) {
        sum += line.debit;
    }
    return sum;
}

bool has_produit(Draft const& draft)
{
    return std::ranges::any_of(draft.lines, is_produit, &Line::account);
}

bool share_a_line(Draft const& a, Draft const& b)
{
    return std::ranges::any_of(a.lines, [&](Line const& one) {
        return std::ranges::any_of(b.lines, [&](Line const& other) {
            return one.account == other.account && one.debit == other.debit &&
                   one.credit == other.credit;
        });
    });
}

bool may_be_twin(Record const& record)
{
    return !record.entry.piece.empty() && record.role == Role::ordinary && !record.reverses &&
           !record.reversed_by;
}

} // namespace

bool is_same_document(Draft const& a, Draft const& b)
{
    if (a.date != b.date || a.piece != b.piece || amount_of(a) != amount_of(b) ||
        !share_a_line(a, b)) {
        return false;
    }
    auto const parties = parties_of(a);
    if (parties != parties_of(b)) {
        return false;
    }
    return !parties.empty() || (a.label == b.label && !has_produit(a) && !has_produit(b));
}

std::vector<Twin> twins_among(std::span<Record const> records)
{
    // Only what agrees in this much is compared entry by entry.
    std::map<std::tuple<core::Date, std::string, core::Money>, std::vector<Record const*>> alike;
    std::vector<Twin> twins;
    for (auto const& record : records) {
        if (!may_be_twin(record)) {
            continue;
        }
        auto const& entry = record.entry;
        auto& before = alike[{entry.date, entry.piece, amount_of(entry)}];
        auto const first = std::ranges::find_if(
            before, [&](Record const* other) { return is_same_document(other->entry, entry); });
        if (first == before.end()) {
            before.push_back(&record);
            continue;
        }
        auto const parties = parties_of(entry);
        twins.push_back({(*first)->id, record.id, record.posted(), entry.date, entry.piece,
                         parties.empty() ? std::string{} : *parties.begin(), amount_of(entry)});
    }
    return twins;
}

} // namespace coop::ledger
