// SPDX-License-Identifier: GPL-3.0-or-later
//
// A published table is compared twice: with the books, line by line, and with its own arithmetic.
// One wrong line would then be told three times (the line, its total, the result), so arithmetic is
// judged on the lines as printed and on the lines as the books correct them: a total that agrees
// with either is not at fault. A wrong result or total has no such excuse, and everything that it
// contradicts is told: that is how a reader sees which figure of the table to doubt.
#include <coop/report/published.hpp>

#include <coop/core/text.hpp>
#include <coop/i18n/message.hpp>
#include <coop/report/ag.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace coop::report {

namespace {

using core::Money;
using ledger::PublishedRow;
using Side = PublishedRow::Side;
using Kind = PublishedRow::Kind;
using Rows = std::vector<PublishedRow const*>;
using Amount = std::optional<Money>;

core::Cell cell_of(Amount const& amount)
{
    return amount ? core::Cell{*amount} : core::Cell{};
}

/// Labels are the same when their words are, whatever case, accents and apostrophes.
std::string words_of(std::string_view label)
{
    constexpr std::string_view curly = "\u2019";
    auto result = core::fold(core::trim(label));
    for (auto i = result.find(curly); i != result.npos; i = result.find(curly)) {
        result.replace(i, curly.size(), "'");
    }
    return result;
}

class Comparison {
public:
    Comparison(ledger::PublishedTable const& table, ledger::Layout const& layout,
               Facts const& facts, i18n::Language language)
        : table_(table), layout_(layout), language_(language)
    {
        std::vector<AgColumn> columns;
        for (auto const& [year, budget] : table.columns) {
            auto const facts_of_year = facts.years.find(year);
            bool const known = facts_of_year != facts.years.end() &&
                               (!budget || facts_of_year->second.budget.has_value());
            known_.push_back(known ? std::optional{columns.size()} : std::nullopt);
            if (known) {
                columns.push_back({year, budget});
            }
        }
        books_ = fill_ag(layout, facts, std::move(columns));
        findings_ = books_.problems;
    }

    std::vector<core::Diagnostic> run()
    {
        for (column_ = 0; column_ < table_.columns.size(); ++column_) {
            corrections_.clear();
            missing_.clear();
            compare_lines(Side::charges, layout_.charges);
            compare_lines(Side::produits, layout_.produits);
            compare_result();
            compare_totals(Side::charges);
            compare_totals(Side::produits);
            compare_sides();
            compare_inkind();
        }
        find_one_sided_inkind();
        return std::move(findings_);
    }

private:
    // What the table prints.

    Amount const& printed(PublishedRow const& row) const { return row.amounts[column_]; }

    Amount printed(Rows const& rows) const
    {
        Amount sum;
        for (auto const* row : rows) {
            if (auto const& amount = printed(*row)) {
                sum = sum.value_or(Money{}) + *amount;
            }
        }
        return sum;
    }

    template <typename Wanted>
    Rows rows_where(Side side, Wanted const& wanted) const
    {
        Rows rows;
        for (auto const& row : table_.rows) {
            if (row.side == side && wanted(row)) {
                rows.push_back(&row);
            }
        }
        return rows;
    }

    Rows rows_of(Side side, Kind kind) const
    {
        return rows_where(side, [&](PublishedRow const& row) { return row.kind == kind; });
    }

    /// What a total adds: the lines and results above it, or the whole side when it stands first.
    Rows parts_of(PublishedRow const& total) const
    {
        auto const part = [](PublishedRow const& row) { return row.kind != Kind::printed_total; };
        auto const above = rows_where(
            total.side, [&](PublishedRow const& row) { return part(row) && &row < &total; });
        return above.empty() ? rows_where(total.side, part) : above;
    }

    // What the books say.

    bool known() const { return known_[column_].has_value(); }

    Amount books_row(std::string const& key) const { return books_.rows.at(key)[*known_[column_]]; }

    Money corrected(Rows const& rows) const
    {
        Money sum;
        for (auto const* row : rows) {
            auto const correction = corrections_.find(row);
            sum += printed(*row).value_or(Money{});
            sum += correction == corrections_.end() ? Money{} : correction->second;
        }
        return sum;
    }

    Money missing(Side side) const
    {
        auto const found = missing_.find(side);
        return found == missing_.end() ? Money{} : found->second;
    }

    // Lines against the books.

    void compare_lines(Side side, std::vector<ledger::LayoutRow> const& layout_rows)
    {
        if (!known()) {
            return;
        }
        auto const lines = rows_of(side, Kind::line);
        std::set<PublishedRow const*> matched;
        for (auto const& layout_row : layout_rows) {
            Rows same;
            for (auto const* line : lines) {
                auto const words = words_of(line->label);
                if (words == words_of(layout_row.label) || words == words_of(layout_row.key)) {
                    same.push_back(line);
                    matched.insert(line);
                }
            }
            compare_line(side, layout_row, same);
        }
        for (auto const* line : lines) {
            if (!matched.contains(line) && printed(*line).value_or(Money{}) != Money{}) {
                find("published.row-unknown", *line, printed(*line), std::nullopt);
                corrections_[line] = -*printed(*line);
            }
        }
    }

    void compare_line(Side side, ledger::LayoutRow const& layout_row, Rows const& lines)
    {
        auto const expected = books_row(layout_row.key);
        auto const amount = printed(lines);
        auto const difference = amount.value_or(Money{}) - expected.value_or(Money{});
        if (difference.is_zero()) {
            return;
        }
        if (lines.empty()) {
            find("published.row-missing", layout_row.label, 0, amount, expected, side_name(side));
            missing_[side] += *expected;
            return;
        }
        corrections_[lines.front()] = -difference;
        find(!amount     ? "published.line-blank"
             : !expected ? "published.line-unexpected"
                         : "published.line",
             *lines.front(), amount, expected);
    }

    // The table against itself.

    void compare_result()
    {
        auto const excedents = rows_of(Side::charges, Kind::printed_result);
        auto const deficits = rows_of(Side::produits, Kind::printed_result);
        auto const charges = rows_of(Side::charges, Kind::line);
        auto const produits = rows_of(Side::produits, Kind::line);
        bool const two_sides = !charges.empty() && !produits.empty();
        if ((excedents.empty() && deficits.empty()) || (!two_sides && !known())) {
            return;
        }
        auto const expected =
            two_sides ? printed(produits).value_or(Money{}) - printed(charges).value_or(Money{})
                      : books_.result[*known_[column_]];
        auto const in_books = two_sides ? corrected(produits) + missing(Side::produits) -
                                              corrected(charges) - missing(Side::charges)
                                        : expected;
        auto const excedent = printed(excedents);
        auto const deficit = printed(deficits);
        auto const result = excedent.value_or(Money{}) - deficit.value_or(Money{});
        // An excédent and a déficit in one column may cancel out up to the totals.
        bool const both =
            !excedent.value_or(Money{}).is_zero() && !deficit.value_or(Money{}).is_zero();
        if (!both && (result == expected || result == in_books)) {
            return;
        }
        // The row at fault is the one that does not print its own part.
        bool const of_deficit =
            !deficits.empty() &&
            (excedents.empty() || excedent.value_or(Money{}) == std::max(expected, Money{}));
        auto const& row = of_deficit ? *deficits.front() : *excedents.front();
        auto const amount = of_deficit ? deficit : excedent;
        if (both) {
            find("published.result", row, amount,
                 std::max(of_deficit ? -expected : expected, Money{}));
            return;
        }
        find(amount ? "published.result" : "published.result-missing", row, amount,
             of_deficit ? excedent.value_or(Money{}) - expected
                        : expected + deficit.value_or(Money{}));
    }

    void compare_totals(Side side)
    {
        auto const totals = rows_of(side, Kind::printed_total);
        for (auto const* total : totals) {
            auto const parts = parts_of(*total);
            auto const sum = printed(parts);
            auto const amount = printed(*total);
            auto const in_books =
                corrected(parts) + (total == totals.back() ? missing(side) : Money{});
            if (parts.empty() || (!sum && !amount) || amount == sum.value_or(Money{}) ||
                amount == in_books) {
                continue;
            }
            find(amount ? "published.total" : "published.total-missing", *total, amount,
                 sum.value_or(Money{}));
        }
    }

    /// What a side comes to: its last total, and the result where it is printed below.
    Amount closing(Side side) const
    {
        auto const totals = rows_of(side, Kind::printed_total);
        if (totals.empty() || !printed(*totals.back())) {
            return std::nullopt;
        }
        auto sum = *printed(*totals.back());
        auto const parts = parts_of(*totals.back());
        for (auto const* result : rows_of(side, Kind::printed_result)) {
            if (std::ranges::find(parts, result) == parts.end()) {
                sum += printed(*result).value_or(Money{});
            }
        }
        return sum;
    }

    /// Only where the result is printed: without it the two totals differ by it.
    void compare_sides()
    {
        auto const charges = closing(Side::charges);
        auto const produits = closing(Side::produits);
        bool const has_result = !rows_of(Side::charges, Kind::printed_result).empty() ||
                                !rows_of(Side::produits, Kind::printed_result).empty();
        if (has_result && charges && produits && *charges != *produits) {
            find("published.sides", *rows_of(Side::charges, Kind::printed_total).back(), charges,
                 produits);
        }
    }

    // Contributions in kind.

    Rows totals_or_lines(Side side) const
    {
        auto const totals = rows_of(side, Kind::printed_total);
        return totals.empty() ? rows_of(side, Kind::line) : Rows{totals.back()};
    }

    void compare_inkind()
    {
        bool told = false;
        for (auto const side : {Side::inkind, Side::inkind_use, Side::inkind_source}) {
            compare_totals(side);
            auto const rows = totals_or_lines(side);
            if (!known() || rows.empty()) {
                continue;
            }
            auto const& of_books =
                side == Side::inkind_source ? books_.inkind_source : books_.inkind_use;
            auto const expected = of_books[*known_[column_]];
            if (printed(rows).value_or(Money{}) != expected.value_or(Money{})) {
                find(!printed(rows) ? "published.inkind-blank"
                     : !expected    ? "published.inkind-unexpected"
                                    : "published.inkind",
                     *rows.front(), printed(rows), expected);
                told = true;
            }
        }
        auto const use = totals_or_lines(Side::inkind_use);
        auto const source = totals_or_lines(Side::inkind_source);
        bool const unequal = printed(use).value_or(Money{}) != printed(source).value_or(Money{});
        if (!told && unequal && has_amount(Side::inkind_use) && has_amount(Side::inkind_source)) {
            find("published.inkind-sides", *use.front(), printed(use), printed(source));
        }
    }

    bool has_amount(Side side) const
    {
        return std::ranges::any_of(table_.rows, [&](PublishedRow const& row) {
            return row.side == side &&
                   std::ranges::any_of(row.amounts, [](Amount const& a) { return a.has_value(); });
        });
    }

    /// A fault of the table, not of a column: one finding, which lists the columns.
    void find_one_sided_inkind()
    {
        bool const use = has_amount(Side::inkind_use);
        bool const source = has_amount(Side::inkind_source);
        auto const side = has_amount(Side::inkind) ? Side::inkind
                          : use                    ? Side::inkind_use
                                                   : Side::inkind_source;
        if ((use && source && side != Side::inkind) || !has_amount(side)) {
            return;
        }
        auto const rows = totals_or_lines(side);
        std::string columns;
        std::string amounts;
        for (column_ = 0; column_ < table_.columns.size(); ++column_) {
            if (auto const amount = printed(rows)) {
                columns += (columns.empty() ? "" : ", ") + column_key();
                amounts += (amounts.empty() ? "" : " ; ") + i18n::format(language_, *amount);
            }
        }
        findings_.push_back(
            {core::Severity::warning,
             "published.inkind-one-side",
             {{"column", columns}, {"row", rows.front()->label}, {"printed", amounts}},
             {table_.source, rows.front()->line, 0, {}}});
    }

    // Findings.

    std::string column_key() const
    {
        auto const& [year, budget] = table_.columns[column_];
        return key_of(AgColumn{year, budget});
    }

    void find(std::string id, PublishedRow const& row, Amount const& amount, Amount const& expected)
    {
        find(std::move(id), row.label, row.line, amount, expected, side_name(row.side));
    }

    void find(std::string id, std::string const& label, int line, Amount const& amount,
              Amount const& expected, std::string const& side)
    {
        auto const difference = amount.value_or(Money{}) - expected.value_or(Money{});
        auto const worded = i18n::format(language_, difference);
        findings_.push_back({core::Severity::error,
                             std::move(id),
                             {{"column", column_key()},
                              {"row", label},
                              {"side", side},
                              {"printed", cell_of(amount)},
                              {"expected", cell_of(expected)},
                              {"difference", difference},
                              {"signed", (difference > Money{} ? "+" : "") + worded}},
                             {table_.source, line, 0, {}}});
    }

    std::string side_name(Side side) const
    {
        switch (side) {
        case Side::charges:
            return i18n::text(language_, "published.side-charges");
        case Side::produits:
            return i18n::text(language_, "published.side-produits");
        default:
            return i18n::text(language_, "published.side-inkind");
        }
    }

    ledger::PublishedTable const& table_;
    ledger::Layout const& layout_;
    i18n::Language language_;
    std::vector<std::optional<std::size_t>> known_; ///< per column: its place in books_
    AgTable books_;
    std::vector<core::Diagnostic> findings_;
    std::size_t column_ = 0;
    std::map<PublishedRow const*, Money> corrections_; ///< of this column: books less printed
    std::map<Side, Money> missing_;                    ///< of this column: rows the table lacks
};

} // namespace

std::vector<core::Diagnostic> compare_published(ledger::PublishedTable const& table,
                                                ledger::Layout const& layout, Facts const& facts,
                                                i18n::Language language)
{
    return Comparison{table, layout, facts, language}.run();
}

} // namespace coop::report
