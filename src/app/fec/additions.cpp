// SPDX-License-Identifier: GPL-3.0-or-later
#include "additions.hpp"

#include "app/answer.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/fec/reader.hpp>
#include <coop/ledger/regulation.hpp>
#include <coop/ledger/waiting.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

namespace {

std::vector<ledger::Account> with(std::vector<ledger::Account> own,
                                  std::map<std::size_t, ledger::Account> const& planned)
{
    for (auto const& [place, account] : planned) {
        own.push_back(account);
    }
    return own;
}

/// Whether the books keep another label than this one.
bool is_other(std::string_view label, std::string_view kept)
{
    return !label.empty() && core::fold(label) != core::fold(kept);
}

std::vector<ledger::Account> sorted(std::vector<ledger::Account> accounts)
{
    std::ranges::sort(accounts, {}, &ledger::Account::code);
    return accounts;
}

} // namespace

FecAdditions::FecAdditions(Context const& context, exchange::FecSurvey const& survey,
                           std::vector<ledger::Year> const& touched, std::string const& source)
    : context_(context), survey_(survey), source_(source)
{
    auto const own = context.session.accounts();
    for (auto const& year : touched) {
        if (std::ranges::find(touched_, year.regulation) == touched_.end()) {
            touched_.push_back(year.regulation);
        }
    }
    for (auto const& year : context.session.years()) {
        if (!charts_.contains(year.regulation)) {
            auto const& regulation = ledger::find_regulation(year.regulation);
            charts_.emplace(year.regulation,
                            ledger::Chart{ledger::shipped_accounts(regulation), own});
        }
    }
    for (auto const& account : survey.accounts) {
        plan_account(account);
    }
    if (!planned_.empty()) {
        for (auto& [id, chart] : charts_) {
            auto const& regulation = ledger::find_regulation(id);
            chart = ledger::Chart{ledger::shipped_accounts(regulation), with(own, planned_)};
        }
    }
    all_journals_ = context.session.journals();
    for (auto const& journal : survey.journals) {
        auto const& code = journal.is.code;
        bool const known =
            std::ranges::find(all_journals_, code, &ledger::Journal::code) != all_journals_.end();
        known_journal_.push_back(known);
        if (known) {
            auto const is = std::ranges::find(all_journals_, code, &ledger::Journal::code)->label;
            journal_labels_ += is_other(journal.is.label, is) ? 1 : 0;
        } else {
            all_journals_.push_back({code, journal.is.label.empty() ? code : journal.is.label});
        }
    }
    for (auto const& party : context.session.parties()) {
        known_parties_.insert(party.name);
        if (party.code.empty()) {
            without_code_.insert(party.name);
        }
    }
    for (auto const& party : survey.parties) {
        if (!party.is.code.empty()) {
            codes_.emplace(party.name, party.is.code);
        }
    }
}

bool FecAdditions::has_parent(std::string_view code) const
{
    return std::ranges::all_of(
        charts_, [&](auto const& chart) { return chart.second.nearest(code) != nullptr; });
}

void FecAdditions::plan_account(exchange::FecAccount const& account)
{
    auto code = account.is.code;
    auto label = account.is.label;
    auto const place = static_cast<std::size_t>(&account - survey_.accounts.data());
    auto const refuse = [&](char const* id, core::Arguments args) {
        faults_.push_back({core::Severity::error,
                           id,
                           std::move(args),
                           {source_, exchange::line_number(account.is.line), 0, {}}});
    };
    if (!ledger::is_account_code(code)) {
        refuse("account.malformed", {{"account", code}});
        return;
    }
    // An account of these books stands in the chart of each of their years.
    if (!has_parent(code)) {
        auto const waiting = std::string{ledger::waiting_account} + code;
        if (!ledger::is_account_code(waiting) || !has_parent(waiting)) {
            refuse("account.untyped", {{"account", code}});
            return;
        }
        label = label.empty() ? code : label + " (" + code + ")";
        code = waiting;
        waiting_.emplace(place, code);
    }
    for (auto const& id : touched_) {
        auto const& chart = charts_.at(id);
        auto const* known = chart.find(code);
        if (known == nullptr) {
            auto const* parent = chart.nearest(code);
            planned_.emplace(
                place, ledger::new_account(chart, code, label.empty() ? parent->label : label));
            return;
        }
        if (known->closed) {
            refuse("account.closed", {{"account", code}, {"label", known->label}});
            return;
        }
        if (is_other(label, known->label)) {
            ++account_labels_;
            return;
        }
    }
}

ledger::Rules FecAdditions::rules(ledger::Year const& year) const
{
    return {year, charts_.at(year.regulation), all_journals_};
}

void FecAdditions::put(exchange::FecEntry const& entry, ledger::Entry const& checked)
{
    bool const at_home = checked.journal() == survey_.journals[entry.journal].is.code;
    if (!known_journal_[entry.journal] && at_home) {
        known_journal_[entry.journal] = true;
        auto const added =
            std::ranges::find(all_journals_, checked.journal(), &ledger::Journal::code);
        context_.session.add_journal(*added);
        journals_.push_back(*added);
    }
    if (!planned_.empty()) {
        for (std::size_t i = 0; i < entry.accounts.size(); ++i) {
            // An opening takes over the account of the books where the file only fills it up.
            auto const account = entry.accounts[i];
            if (checked.lines()[i].account == survey_.accounts[account].is.code) {
                put_account(account);
            }
        }
    }
    std::string const* last = nullptr;
    for (auto const& line : checked.lines()) {
        if (!line.party.empty() && (last == nullptr || *last != line.party)) {
            put_party(line.party);
            last = &line.party;
        }
    }
}

void FecAdditions::put_account(std::size_t account)
{
    auto const found = planned_.find(account);
    if (found != planned_.end()) {
        context_.session.put_account(found->second);
        accounts_.push_back(std::move(found->second));
        planned_.erase(found);
    }
}

void FecAdditions::put_party(std::string const& name)
{
    auto const code = codes_.find(name);
    bool const is_coded = code != codes_.end();
    if (known_parties_.insert(name).second) {
        ledger::Party party{name, {}, {}, is_coded ? code->second : std::string{}};
        context_.session.add_party(party);
        parties_.push_back(name);
    } else if (is_coded && without_code_.erase(name) > 0) {
        context_.session.give_code(name, code->second);
    }
}

void FecAdditions::tell(core::Document& document) const
{
    std::vector<core::Row> accounts;
    for (auto const& account : sorted(accounts_)) {
        accounts.push_back(item(account.code, {account.code, account.label}));
    }
    std::vector<core::Row> journals;
    for (auto const& journal : journals_) {
        journals.push_back(item(journal.code, {journal.code, journal.label}));
    }
    std::vector<core::Row> parties;
    for (auto const& party : parties_) {
        parties.push_back(item(party, {party}));
    }
    if (!accounts.empty()) {
        document.blocks.emplace_back(table(context_, "import.accounts",
                                           {"account", "account_label"},
                                           core::rows(std::move(accounts))));
    }
    if (!journals.empty()) {
        document.blocks.emplace_back(table(context_, "import.journals", {"journal", "label"},
                                           core::rows(std::move(journals))));
    }
    if (!parties.empty()) {
        document.blocks.emplace_back(
            table(context_, "import.parties", {"party"}, core::rows(std::move(parties))));
    }
    tell_labels(document);
}

void FecAdditions::tell_labels(core::Document& document) const
{
    for (auto const& [place, code] : waiting_) {
        document.notes.push_back(
            warning("import.fec-account-waiting",
                    {{"account", survey_.accounts[place].original}, {"waiting", code}}));
    }
    for (auto const& [id, count] : {std::pair{"import.fec-account-labels", account_labels_},
                                    {"import.fec-journal-labels", journal_labels_}}) {
        if (count > 0) {
            document.notes.push_back(info(id, {{"count", count}}));
        }
    }
}

} // namespace coop::app
