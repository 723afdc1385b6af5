// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/report/statement.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/fields.hpp>
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>

namespace coop::report {

namespace {

core::RowRole role_of(std::string_view text)
{
    if (text == "heading") {
        return core::RowRole::heading;
    }
    if (text == "subtotal") {
        return core::RowRole::subtotal;
    }
    if (text == "total") {
        return core::RowRole::total;
    }
    COOP_ASSERT(text == "item");
    return core::RowRole::item;
}

std::vector<std::string_view> words_of(std::string_view text)
{
    return text.empty() ? std::vector<std::string_view>{} : core::split(text, ' ');
}

Selector selector_of(std::string_view text)
{
    Selector selector;
    if (text.starts_with('=')) {
        selector.informative = true;
        text.remove_prefix(1);
    }
    if (text.ends_with('-')) {
        selector.negative = true;
        text.remove_suffix(1);
    }
    if (auto const colon = text.find(':'); colon != std::string_view::npos) {
        selector.when = text.substr(colon) == ":D" ? Selector::When::debit_balance
                                                   : Selector::When::credit_balance;
        text = text.substr(0, colon);
    }
    selector.prefix = text;
    return selector;
}

std::vector<Selector> selectors_of(std::string_view text)
{
    std::vector<Selector> selectors;
    for (auto word : words_of(text)) {
        selectors.push_back(selector_of(word));
    }
    return selectors;
}

std::vector<std::pair<std::string, int>> sum_of(std::string_view text)
{
    std::vector<std::pair<std::string, int>> sum;
    for (auto word : words_of(text)) {
        bool const minus = word.starts_with('-');
        sum.emplace_back(word.substr(minus ? 1 : 0), minus ? -1 : 1);
    }
    return sum;
}

StatementLine line_from(std::array<std::string_view, 10> const& record)
{
    auto const& [key, side, role, depth, label, gross, deduction, sum, flags, basis] = record;
    COOP_ASSERT(depth.size() == 1);
    return {std::string{key},        std::string{side},  role_of(role),
            depth.front() - '0',     std::string{label}, selectors_of(gross),
            selectors_of(deduction), sum_of(sum),        flags == "if-not-zero",
            flags == "hidden",       std::string{basis}};
}

/// A selector and the line it feeds.
struct Candidate {
    std::string_view prefix;
    Selector::When when;
    StatementLine const* line;
    bool deduction;
};

bool holds(Selector::When when, bool debit_balance)
{
    return when == Selector::When::always ||
           (when == Selector::When::debit_balance) == debit_balance;
}

/// Finds the line of an account: the longest prefix wins among those whose condition holds.
class Placement {
public:
    Placement(Statement const& statement, bool informative)
    {
        for (auto const& line : statement.lines) {
            add(line, line.gross, false, informative);
            add(line, line.deduction, true, informative);
        }
        std::ranges::stable_sort(candidates_, {}, &Candidate::prefix);
    }

    Candidate const* best(std::string_view account, bool debit_balance) const
    {
        for (; !account.empty(); account.remove_suffix(1)) {
            for (auto const& candidate :
                 std::ranges::equal_range(candidates_, account, {}, &Candidate::prefix)) {
                if (holds(candidate.when, debit_balance)) {
                    return &candidate;
                }
            }
        }
        return nullptr;
    }

private:
    void add(StatementLine const& line, std::vector<Selector> const& selectors, bool deduction,
             bool informative)
    {
        for (auto const& selector : selectors) {
            if (selector.informative == informative) {
                candidates_.push_back({selector.prefix, selector.when, &line, deduction});
            }
        }
    }

    std::vector<Candidate> candidates_;
};

void add_balance(Filled& filled, Candidate const& candidate, Placed const& balance)
{
    auto& amount = filled.lines[candidate.line->key];
    if (candidate.deduction) {
        amount.deduction -= balance.net;
    } else if (grows_by_debit(*candidate.line)) {
        amount.gross += balance.net;
    } else {
        amount.gross -= balance.net;
    }
    if (std::ranges::find(amount.accounts, balance.account) == amount.accounts.end()) {
        amount.accounts.push_back(balance.account);
    }
}

void add_total(Filled& filled, StatementLine const& line)
{
    LineAmount total;
    for (auto const& [key, sign] : line.sum) {
        auto const part = filled.lines.find(key);
        COOP_ASSERT(part != filled.lines.end());
        auto const& [gross, deduction, accounts] = part->second;
        total.gross += sign < 0 ? -gross : gross;
        total.deduction += sign < 0 ? -deduction : deduction;
    }
    filled.lines[line.key] = std::move(total);
}

} // namespace

Statement statement_of(ledger::Regulation const& regulation, std::string_view name)
{
    Statement statement{std::string{name}, {}};
    auto const path = "regulations/" + regulation.id + "/" + statement.id + ".csv";
    core::ShippedRecords<10> records{core::resource(path)};
    std::array<std::string_view, 10> record;
    while (records.next(record)) {
        statement.lines.push_back(line_from(record));
    }
    return statement;
}

bool grows_by_debit(StatementLine const& line)
{
    return line.side == "actif" || line.side == "charges" || line.side == "inkind-use";
}

Filled fill(Statement const& statement, std::span<Placed const> balances)
{
    Placement const placement{statement, false};
    Placement const remarks{statement, true};
    Filled filled;
    for (auto const& line : statement.lines) {
        if (line.role == core::RowRole::item) {
            filled.lines[line.key];
        }
    }
    for (auto const& balance : balances) {
        if (balance.net.is_zero()) {
            continue;
        }
        bool const debit = !balance.net.is_negative();
        auto const& code = balance.placed_as.empty() ? balance.account : balance.placed_as;
        if (auto const* candidate = placement.best(code, debit)) {
            add_balance(filled, *candidate, balance);
        } else {
            filled.unplaced.push_back(balance);
        }
        if (auto const* candidate = remarks.best(code, debit)) {
            add_balance(filled, *candidate, balance);
        }
    }
    for (auto const& line : statement.lines) {
        if (!line.sum.empty()) {
            add_total(filled, line);
        }
    }
    return filled;
}

std::string_view line_of(Statement const& statement, std::string_view account, bool debit_balance)
{
    std::string_view key;
    std::size_t longest = 0;
    for (auto const& line : statement.lines) {
        for (auto const* selectors : {&line.gross, &line.deduction}) {
            for (auto const& [prefix, when, negative, informative] : *selectors) {
                if (prefix.size() > longest && !informative && account.starts_with(prefix) &&
                    holds(when, debit_balance)) {
                    longest = prefix.size();
                    key = line.key;
                }
            }
        }
    }
    return key;
}

} // namespace coop::report
