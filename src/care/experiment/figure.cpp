// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/experiment.hpp>

#include <coop/core/assert.hpp>

#include <algorithm>

namespace coop::care {

using core::Money;

namespace {

Money figure_of(Position const& position, Figure figure)
{
    switch (figure) {
    case Figure::due:
        return position.consumption;
    case Figure::done:
        return position.done;
    case Figure::repaid:
        return position.repaid();
    case Figure::unmet:
        return position.unmet();
    case Figure::arrears_repaid:
        return position.arrears_repaid();
    case Figure::surplus:
        return position.surplus;
    case Figure::debt:
        return position.arrears();
    case Figure::result_care:
    case Figure::legal_result:
    case Figure::distributable:
    case Figure::assets_care:
    case Figure::liabilities_care:
        break;
    }
    COOP_ASSERT(false && "a figure of capitals");
    return {};
}

bool is_chosen(Group const& group, std::string_view selector)
{
    return selector.empty() || group.capital == selector || id_of(group) == selector ||
           (selector.size() == 1 && group.capital.starts_with(selector));
}

} // namespace

bool is_of_bilan(Figure figure)
{
    return figure == Figure::assets_care || figure == Figure::liabilities_care;
}

bool is_of_capitals(Figure figure)
{
    switch (figure) {
    case Figure::due:
    case Figure::done:
    case Figure::repaid:
    case Figure::unmet:
    case Figure::arrears_repaid:
    case Figure::surplus:
    case Figure::debt:
        return true;
    case Figure::result_care:
    case Figure::legal_result:
    case Figure::distributable:
    case Figure::assets_care:
    case Figure::liabilities_care:
        break;
    }
    return false;
}

std::optional<Money> figure_of(Outcome const& outcome, std::size_t exercise, Policy const& policy,
                               Figure figure, std::string_view selector)
{
    auto const& year = outcome.exercises[exercise];
    if (figure == Figure::result_care) {
        return year.result;
    }
    if (figure == Figure::legal_result) {
        return year.legal_result;
    }
    if (figure == Figure::distributable) {
        return distributable(year, policy);
    }
    std::optional<Money> sum;
    for (std::size_t g = 0; g < outcome.groups.size(); ++g) {
        if (is_chosen(outcome.groups[g], selector)) {
            sum = sum.value_or(Money{}) + figure_of(year.positions[g], figure);
        }
    }
    return sum;
}

std::optional<Money> bilan_total(Experiment const& experiment, Trial const& trial,
                                 std::size_t exercise, Figure figure)
{
    auto const& legal = experiment.exercises[exercise].legal;
    if (legal.assets.empty() || legal.liabilities.empty()) {
        return std::nullopt;
    }
    bool const assets = figure == Figure::assets_care;
    Money total;
    for (auto const& line : assets ? legal.assets : legal.liabilities) {
        total += line.amount;
    }
    auto const book = post(trial.inputs, trial.outcome, trial.policy);
    for (auto const& position : book.accounts[exercise]) {
        total += assets ? position.c2 - position.c28 : position.c1 + position.c4;
    }
    if (assets) {
        return total;
    }
    // What earlier exercises owe already is no result of this one: C11.
    auto const& year = trial.outcome.exercises[exercise];
    bool const at_close = trial.policy.presentation == Presentation::cloture;
    for (auto const& position : year.positions) {
        auto const before = at_close ? std::max(Money{}, position.opening) : position.opening;
        total -= before - position.in_legal_book_before;
    }
    return total + year.result;
}

Money line_of(Book const& book, std::size_t exercise, Journal journal, std::string_view account,
              bool debit)
{
    Money sum;
    for (auto const& entry : book.entries[exercise]) {
        for (auto const& line : entry.lines) {
            if (entry.journal == journal && line.account == account) {
                sum += debit ? line.debit : line.credit;
            }
        }
    }
    return sum;
}

} // namespace coop::care
