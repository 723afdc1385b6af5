// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/entry.hpp>

#include <coop/core/assert.hpp>
#include <coop/ledger/entry.hpp>

#include <algorithm>
#include <utility>

// Three presentations of the same positions (care.md §3.5). A repays the liability; B rebuilds the
// use and leaves the liability standing; C books the change of the debt at the close only.

namespace coop::care {

using core::Money;

namespace {

/// Writes the entries of one position over one exercise, and keeps its balances.
class Poster {
public:
    Poster(std::vector<Draft>& entries, Group const& group, Accounts& accounts)
        : entries_(entries), group_(group), accounts_(accounts)
    {
    }

    void add(Journal journal, Rule rule, std::vector<Line> lines)
    {
        std::erase_if(
            lines, [](Line const& line) { return line.debit.is_zero() && line.credit.is_zero(); });
        if (!lines.empty()) {
            entries_.push_back({.journal = journal,
                                .rule = std::string{name_of(rule)},
                                .capital = group_.capital,
                                .action = group_.action,
                                .lines = std::move(lines)});
        }
    }

    /// `debited` and `credited` hold the same amount; a negative one turns both around.
    void move(Journal journal, Rule rule, std::string_view debited, std::string_view credited,
              Money amount)
    {
        if (amount.is_negative()) {
            std::swap(debited, credited);
            amount = -amount;
        }
        add(journal, rule, {debit(debited, amount), credit(credited, amount)});
    }

    /// Takes `amount` from the debts: C4 first, then `last` (C1, or C2 of presentation B).
    void repay(Journal journal, Rule rule, std::string_view last, std::string_view credited,
               Money amount)
    {
        auto const due = std::min(amount, accounts_.c4);
        accounts_.c4 -= due;
        (last == "C2" ? accounts_.c2 += amount - due : accounts_.c1 -= amount - due);
        add(journal, rule, {debit("C4", due), debit(last, amount - due), credit(credited, amount)});
    }

    /// Adds `amount` to what is owed: to the debts where some are due, else to what is not due yet.
    void owe(Journal journal, Rule rule, std::string_view debited, Money amount)
    {
        bool const due = !accounts_.c4.is_zero();
        (due ? accounts_.c4 : accounts_.c1) += amount;
        add(journal, rule, {debit(debited, amount), credit(due ? "C4" : "C1", amount)});
    }

    Line debit(std::string_view account, Money amount) const
    {
        return amount.is_negative() ? Line{code(account), {}, -amount}
                                    : Line{code(account), amount, {}};
    }
    Line credit(std::string_view account, Money amount) const { return debit(account, -amount); }

private:
    std::string code(std::string_view account) const
    {
        return account == "C11" ? std::string{account}
                                : std::string{account} + "." + group_.capital;
    }

    std::vector<Draft>& entries_;
    Group const& group_;
    Accounts& accounts_;
};

/// À-nouveaux: what stands, against the cumulated écart de préservation.
void open(Poster& poster, Accounts const& accounts, Rule rule)
{
    auto const gap = accounts.c1 + accounts.c4 - (accounts.c2 - accounts.c28);
    poster.add(Journal::CN, rule,
               {poster.debit("C2", accounts.c2), poster.debit("C11", gap),
                poster.credit("C28", accounts.c28), poster.credit("C1", accounts.c1),
                poster.credit("C4", accounts.c4)});
}

void change_estimates(Poster& poster, Position const& position)
{
    if (position.revision.is_negative()) {
        poster.repay(Journal::CR, Rule::revision, "C1", "C68", -position.revision);
    } else {
        poster.owe(Journal::CR, Rule::revision, "C68", position.revision);
    }
    poster.repay(Journal::CR, Rule::remission, "C1", "C68", position.remission);
}

/// Nothing of a capital that has ceased is used any more: of its accounts, what is owed stays.
void end_use(Poster& poster, Accounts& accounts, Position const& position)
{
    if (!position.ceased) {
        return;
    }
    auto const owed = position.arrears() - position.in_legal_book;
    poster.add(Journal::CE, Rule::written_off,
               {poster.debit("C28", accounts.c28), poster.debit("C1", accounts.c1),
                poster.debit("C4", accounts.c4 - owed), poster.credit("C2", accounts.c2)});
    accounts = {.c4 = owed};
}

/// What provisions and fonds dédiés hold already is no second debt; nothing was done by that.
void recognise(Poster& poster, Position const& position)
{
    auto const change = position.in_legal_book - position.in_legal_book_before;
    if (change.is_negative()) {
        poster.owe(Journal::CP, Rule::recognised, "C7", -change);
    } else {
        poster.repay(Journal::CP, Rule::recognised, "C1", "C7", change);
    }
}

void post_as_debt(Poster& poster, Accounts& accounts, Position const& position)
{
    if (!accounts.c28.is_zero() && accounts.c28 == accounts.c2) {
        poster.move(Journal::CE, Rule::written_off, "C28", "C2", accounts.c2);
        accounts.c2 = accounts.c28 = {};
    }
    for (auto const amount : {position.budget, position.complement}) {
        accounts.c2 += amount;
        accounts.c1 += amount;
        poster.move(Journal::CE, Rule::use, "C2", "C1", amount);
    }
    accounts.c28 += position.consumption;
    poster.move(Journal::CC, Rule::consumption, "C6", "C28", position.consumption);
    change_estimates(poster, position);
    poster.repay(Journal::CP, Rule::done, "C1", "C7", position.repaid_in_books);
    poster.repay(Journal::CP, Rule::done_outside, "C1", "C75", position.repaid_outside);
    recognise(poster, position);
    auto const due = position.arrears() - position.in_legal_book - accounts.c4;
    accounts.c4 += due;
    accounts.c1 -= due;
    poster.move(Journal::CD, Rule::due, "C1", "C4", due);
    accounts.c1 -= position.written_off;
    accounts.c2 -= position.written_off;
    poster.move(Journal::CE, Rule::written_off, "C1", "C2", position.written_off);
    end_use(poster, accounts, position);
}

void post_as_capital(Poster& poster, Accounts& accounts, Position const& position)
{
    auto const standing = accounts.c1;
    if (position.budget > standing) {
        auto const rise = position.budget - standing;
        accounts.c2 += rise;
        accounts.c1 += rise;
        poster.move(Journal::CE, Rule::use, "C2", "C1", rise);
    }
    auto const used = std::min(position.consumption, std::max(Money{}, accounts.c2 - accounts.c28));
    accounts.c28 += used;
    accounts.c4 += position.consumption - used;
    poster.add(Journal::CC, Rule::consumption,
               {poster.debit("C6", position.consumption), poster.credit("C28", used),
                poster.credit("C4", position.consumption - used)});
    change_estimates(poster, position);
    poster.repay(Journal::CP, Rule::done, "C2", "C7", position.repaid_in_books);
    poster.repay(Journal::CP, Rule::done_outside, "C2", "C75", position.repaid_outside);
    recognise(poster, position);
    end_use(poster, accounts, position);
}

void post_at_close(Poster& poster, Accounts& accounts, Position const& position)
{
    auto const change = position.arrears() - position.in_legal_book - accounts.c4;
    accounts.c4 += change;
    poster.move(Journal::CD, Rule::due, "C69", "C4", change);
}

void post_position(Poster& poster, Accounts& accounts, Position const& position,
                   Policy const& policy)
{
    switch (policy.presentation) {
    case Presentation::dette:
        return post_as_debt(poster, accounts, position);
    case Presentation::capital:
        return post_as_capital(poster, accounts, position);
    case Presentation::cloture:
        return post_at_close(poster, accounts, position);
    }
}

/// Beside the books of debts: C9 against its counterpart, in no result and in no bilan.
void post_memo(std::vector<Draft>& entries, std::string const& capital, std::string const& action,
               Money amount)
{
    auto const size = amount.is_negative() ? -amount : amount;
    std::vector<Line> lines{{"C9." + capital, size, {}}, {"C9", {}, size}};
    if (amount.is_negative()) { // Taken back: more than the year brought.
        lines = {{"C9", size, {}}, {"C9." + capital, {}, size}};
    }
    if (!amount.is_zero()) {
        entries.push_back({.journal = Journal::CM,
                           .rule = std::string{name_of(Rule::memo)},
                           .capital = capital,
                           .action = action,
                           .lines = std::move(lines)});
    }
}

} // namespace

Entry check_entry(Draft draft)
{
    std::vector<ledger::Line> lines;
    for (auto const& line : draft.lines) {
        lines.push_back({.account = line.account, .debit = line.debit, .credit = line.credit});
    }
    ledger::check_lines(lines);
    return Entry{std::move(draft)};
}

Book post(Inputs const& inputs, Outcome const& outcome, Policy const& policy)
{
    Book book;
    std::vector<Accounts> standing(outcome.groups.size());
    for (std::size_t t = 0; t < outcome.exercises.size(); ++t) {
        auto const& exercise = outcome.exercises[t];
        auto& entries = book.entries.emplace_back();
        for (std::size_t g = 0; g < standing.size(); ++g) {
            auto const& position = exercise.positions[g];
            Poster poster{entries, outcome.groups[g], standing[g]};
            if (t == 0) {
                standing[g].c4 = position.opening;
            }
            open(poster, standing[g], t == 0 ? Rule::adoption : Rule::opening);
            post_position(poster, standing[g], position, policy);
            post_memo(entries, outcome.groups[g].capital, outcome.groups[g].action,
                      position.surplus);
        }
        for (std::size_t i = 0; i < inputs.items.size(); ++i) {
            auto const& item = inputs.items[i];
            post_memo(entries, item.capital, item.action, total(exercise.memos[i]));
        }
        book.accounts.push_back(standing);
    }
    return book;
}

} // namespace coop::care
