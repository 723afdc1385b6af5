// SPDX-License-Identifier: GPL-3.0-or-later
#include "year_end.hpp"

#include <coop/core/shell.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

// Who stands on the accounts of suppliers and customers: on the side that is theirs, under a name,
// and settled where the account is.

namespace coop::ledger {

namespace {

using core::Diagnostic;
using core::Money;
using core::Severity;
using Findings = std::vector<Diagnostic>;

enum class Debtor { supplier, customer, other };

Debtor debtor_of(std::string_view account)
{
    return is_owed_to_suppliers(account)   ? Debtor::supplier
           : is_owed_by_customers(account) ? Debtor::customer
                                           : Debtor::other;
}

bool is_on_wrong_side(std::string_view account, Money net)
{
    auto const debtor = debtor_of(account);
    return (debtor == Debtor::supplier && net > Money{}) ||
           (debtor == Debtor::customer && net.is_negative());
}

Diagnostic party_finding(CheckFacts const& facts, std::string const& account,
                         std::string const& party, Money net)
{
    bool const supplier = debtor_of(account) == Debtor::supplier;
    core::Arguments args{{"account", account},
                         {"label", label_of(facts.chart, account)},
                         {"amount", supplier ? net : -net},
                         {"year", facts.year.label}};
    auto const* id = supplier ? "check.supplier-debit" : "check.customer-credit";
    if (!party.empty()) {
        args.push_back({"party", party});
        args.push_back({"typed", core::shell_word(party)});
        id = supplier ? "check.supplier-debit-party" : "check.customer-credit-party";
    }
    return finding(Severity::warning, id, std::move(args), account);
}

using Open = std::vector<PartyBalance const*>;

/// What stands open on each account of suppliers and customers, by third party.
std::map<std::string, Open> open_parties(CheckFacts const& facts)
{
    std::map<std::string, Open> open;
    for (auto const& balance : facts.by_party) {
        if (is_supplier_or_customer(balance.account) && !balance.net().is_zero()) {
            open[balance.account].push_back(&balance);
        }
    }
    return open;
}

Money sum_of(Open const& open)
{
    Money sum;
    for (auto const* balance : open) {
        sum += balance->net();
    }
    return sum;
}

/// In a JSON text; a name holds no control character.
std::string escaped(std::string_view name)
{
    std::string result;
    for (char const c : name) {
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        result += c;
    }
    return result;
}

/// One line of an entry as NDJSON reads it, which takes back what is open.
std::string line_against(PartyBalance const& balance, Money net)
{
    bool const credited = net > Money{};
    auto const party = balance.party.empty()
                           ? std::string{}
                           : fmt::format(",\"party\":\"{}\"", escaped(balance.party));
    return fmt::format("{{\"account\":\"{}\",\"{}\":\"{}\"{}}}", balance.account,
                       credited ? "credit" : "debit", typed(credited ? net : -net), party);
}

constexpr std::size_t settled_max = 10; // third parties that one command settles

/// The command that settles what is open against each other; nothing where no day is open, or too
/// many third parties for one to read.
std::string settling(CheckFacts const& facts, Open const& open)
{
    if (!facts.entry_day || open.size() > settled_max) {
        return {};
    }
    auto const lines = core::join(open, ",", [](PartyBalance const* balance) {
        return line_against(*balance, balance->net());
    });
    auto const entry =
        fmt::format("{{\"date\":\"{}\",\"journal\":\"OD\",\"label\":\"Tiers\",\"lines\":[{}]}}",
                    core::format_iso(*facts.entry_day), lines);
    return "echo " + core::shell_word(entry) + " | coop ledger add";
}

Diagnostic settled_finding(CheckFacts const& facts, std::string const& account, Open const& open)
{
    auto const named =
        Open{open.begin(),
             open.begin() + static_cast<std::ptrdiff_t>(std::min(open.size(), settled_max))};
    auto const names = core::join(named, ", ", [](PartyBalance const* balance) {
        return fmt::format("{} ({})", balance->party.empty() ? "–" : balance->party,
                           typed(balance->net()));
    });
    return finding(Severity::warning, "check.settled-open",
                   {{"account", account},
                    {"label", label_of(facts.chart, account)},
                    {"parties", named.size() < open.size() ? names + "…" : names},
                    {"year", facts.year.label},
                    {"command", settling(facts, open)}},
                   account);
}

/// Lines without a name leave something open. Where one third party is open by the contrary, it is
/// hers.
Diagnostic nameless_finding(CheckFacts const& facts, Open const& open, PartyBalance const& nobody)
{
    core::Arguments args{{"account", nobody.account},
                         {"label", label_of(facts.chart, nobody.account)},
                         {"amount", nobody.net()},
                         {"year", facts.year.label}};
    auto const contrary = std::ranges::find_if(open, [&](PartyBalance const* balance) {
        return !balance->party.empty() && balance->net() == -nobody.net();
    });
    if (contrary != open.end()) {
        args.push_back({"party", (*contrary)->party});
        args.push_back({"command", settling(facts, {*contrary, &nobody})});
        return finding(Severity::warning, "check.nameless-party", std::move(args), nobody.account);
    }
    auto const known = std::ranges::find(facts.nameless, nobody.account, &Nameless::account);
    if (known == facts.nameless.end() || known->entries.empty()) {
        return finding(Severity::warning, "check.nameless", std::move(args), nobody.account);
    }
    args.push_back({"entries", fmt::format("{}", fmt::join(known->entries, ", "))});
    args.push_back({"entry", known->entries.front()});
    args.push_back({"command", reversal(facts, known->entries.front(), "Sans tiers")});
    return finding(Severity::warning,
                   known->is_draft ? "check.nameless-draft" : "check.nameless-entry",
                   std::move(args), nobody.account);
}

} // namespace

Findings check_look_alikes(CheckFacts const& facts)
{
    Findings findings;
    for (auto const& [into, others] : facts.look_alikes) {
        for (auto const& other : others) {
            findings.push_back(finding(Severity::warning, "check.party-alike",
                                       {{"party", other},
                                        {"into", into},
                                        {"typed_party", core::shell_word(other)},
                                        {"typed_into", core::shell_word(into)}},
                                       other));
        }
    }
    return findings;
}

Findings check_parties(CheckFacts const& facts)
{
    Findings findings;
    std::set<std::string> told;
    for (auto const& [account, open] : open_parties(facts)) {
        if (open.size() > 1 && sum_of(open).is_zero()) {
            told.insert(account);
            findings.push_back(settled_finding(facts, account, open));
        }
    }
    std::set<std::string> named;
    for (auto const& balance : facts.by_party) {
        if (!balance.party.empty() && !told.contains(balance.account) &&
            is_on_wrong_side(balance.account, balance.net())) {
            named.insert(balance.account);
            findings.push_back(party_finding(facts, balance.account, balance.party, balance.net()));
        }
    }
    for (auto const& balance : facts.balances) {
        if (!named.contains(balance.account) && is_on_wrong_side(balance.account, balance.net())) {
            findings.push_back(party_finding(facts, balance.account, {}, balance.net()));
        }
    }
    for (auto const& [account, open] : open_parties(facts)) {
        auto const nobody = std::ranges::find_if(
            open, [](PartyBalance const* balance) { return balance->party.empty(); });
        if (nobody != open.end() && !told.contains(account)) {
            findings.push_back(nameless_finding(facts, open, **nobody));
        }
    }
    return findings;
}

} // namespace coop::ledger
