// SPDX-License-Identifier: GPL-3.0-or-later
#include "turn.hpp"

#include <coop/ledger/account_role.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>

namespace coop::exchange {

namespace {

/// Beyond, entries of the last day are judged no more: nothing may grow with the faults of a file.
constexpr std::size_t closing_max = 10'000;

void add(std::map<std::string, core::Money>& sums, ledger::Draft const& entry)
{
    for (auto const& line : entry.lines) {
        sums[line.account] += line.debit - line.credit;
    }
}

} // namespace

void FecTurn::set_year(core::Period year, bool first_told)
{
    days_ = {first_told ? year.first : year.last, year.last};
    first_told_ = first_told;
    last_told_ = true;
}

ledger::Year FecTurn::year() const
{
    ledger::Year year;
    year.period = *days_;
    return year;
}

void FecTurn::line(FecRow const& row, JudgedLine const& line)
{
    if (!begun_) {
        begun_ = true;
        run_.label = row[FecField::label];
        run_.date = line.date.value_or(core::Date{});
        bool const earliest = line.date && (!days_ || *line.date <= days_->first);
        bool const latest = line.date && (!days_ || *line.date >= days_->last);
        may_open_ = earliest;
        may_end_ = latest;
    }
    auto const account = row[FecField::account];
    may_open_ = may_open_ && ledger::may_open(account);
    may_end_ =
        may_end_ && (ledger::is_charge_or_produit(account) || ledger::is_year_result(account));
    if (may_open_ || may_end_) {
        auto const found = nets_.find(account);
        auto& net = found == nets_.end() ? nets_[std::string{account}] : found->second;
        net += line.debit - line.credit;
    }
}

/// Days of the year that only entries tell.
void FecTurn::reach(core::Date day)
{
    if (!days_) {
        days_ = core::Period{day, day};
    }
    if (!first_told_ && day < days_->first) {
        opening_.clear();
        days_->first = day;
    }
    if (!last_told_ && days_->last < day) {
        may_close_.clear();
        days_->last = day;
    }
}

void FecTurn::close(std::size_t journal, bool called_opening, std::string const& number,
                    std::int64_t line)
{
    bool const dated = begun_ && run_.date != core::Date{};
    if (dated) {
        reach(run_.date);
    }
    if (dated && (may_open_ || may_end_)) {
        for (auto const& [account, net] : nets_) {
            auto& made = run_.lines.emplace_back();
            made.account = account;
            (net.is_negative() ? made.credit : made.debit) = net.is_negative() ? -net : net;
        }
        if (may_open_ && ledger::opens(run_, year())) {
            auto& day = opening_[journal];
            day.together.add(run_);
            add(day.all, run_);
            if (called_opening || is_called_opening(run_)) {
                add(day.called, run_);
            }
        } else if (may_end_ && ledger::may_close(run_, year()) && may_close_.size() < closing_max) {
            may_close_.push_back({journal, number, line, run_});
        }
    }
    begun_ = false;
    run_ = {};
    nets_.clear();
}

std::map<std::string, core::Money> FecTurn::opening(KnownOpening const& known) const
{
    Sums sums;
    for (auto const& [journal, day] : opening_) {
        for (auto const& [account, net] : day.together.carry(known) ? day.all : day.called) {
            sums[account] += net;
        }
    }
    return sums;
}

std::vector<FecTurn::Closing> FecTurn::closing(std::vector<ledger::Balance> const& balances) const
{
    if (may_close_.empty()) {
        return {};
    }
    Sums left;
    for (auto const& balance : balances) {
        left[balance.account] += balance.net();
    }
    for (auto const& one : may_close_) {
        for (auto const& line : one.entry.lines) {
            left[line.account] -= line.debit - line.credit;
        }
    }
    std::vector<Closing> closing;
    for (auto const& one : may_close_) {
        std::vector<ledger::Balance> others;
        for (auto const& [account, net] : left) {
            others.push_back({account, {}, {}, net, {}});
        }
        if (ledger::standing_of(one.entry, year(), others).role == ledger::Role::closing) {
            closing.push_back(one);
        } else {
            add(left, one.entry);
        }
    }
    return closing;
}

} // namespace coop::exchange
