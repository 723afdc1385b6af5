// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"

#include <coop/i18n/message.hpp>
#include <coop/report/ag.hpp>

#include <algorithm>
#include <utility>

namespace coop::report {

namespace {

using core::Money;

/// The filled table as a Document, in one column of rows or as two sides.
class Writer {
public:
    Writer(ledger::Layout const& layout, AgTable const& table, Facts const& facts,
           i18n::Language language)
        : layout_(layout), table_(table), facts_(facts), language_(language)
    {
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            prepare_result(i);
        }
        charges_ = side_of(layout_.charges,
                           {"charges", i18n::text(language_, "ag.sum-charges"), "result",
                            word(layout_.result_label, "ag.result")},
                           excedent_, table_.charges);
        produits_ = side_of(layout_.produits,
                            {"produits", i18n::text(language_, "ag.sum-produits"), "deficit",
                             word(layout_.deficit_label, "ag.deficit")},
                            deficit_, table_.produits);
    }

    core::Table list() const
    {
        core::Table result{"ag", "", {{"side", "", true}, {"row", ""}, {"kind", "", true}}, {}};
        for (auto const& column : table_.columns) {
            result.columns.push_back({key_of(column), label_of(column)});
        }
        std::vector<core::Row> rows;
        write_side(rows, "charges", i18n::text(language_, "ag.charges"), charges_);
        write_side(rows, "produits", i18n::text(language_, "ag.produits"), produits_);
        if (prints_inkind()) {
            write_inkind(rows);
        }
        result.rows = core::rows(std::move(rows));
        return result;
    }

    core::Table two_sided() const
    {
        core::Table result{"ag", "", {}, {}};
        for (std::string const side : {"charges", "produits"}) {
            auto const id = side == "charges" ? "ag.charges" : "ag.produits";
            result.columns.push_back({side, i18n::text(language_, id)});
            for (auto const& column : table_.columns) {
                result.columns.push_back({side + "-" + key_of(column), label_of(column)});
            }
        }
        std::vector<core::Row> rows;
        auto const left = layout_.charges.size();
        auto const right = layout_.produits.size();
        for (std::size_t i = 0; i < std::max(left, right); ++i) {
            rows.push_back(beside(i < left ? &charges_[i] : nullptr,
                                  i < right ? &produits_[i] : nullptr));
        }
        // What closes a side is counted from its total upwards, so that the sums meet.
        auto const closing = std::max(charges_.size() - left, produits_.size() - right);
        for (auto i = closing; i > 0; --i) {
            rows.push_back(beside(from_total(charges_, left, i), from_total(produits_, right, i)));
        }
        if (prints_inkind()) {
            Line const use{inkind_use()};
            Line const source{inkind_source()};
            rows.push_back({"inkind", core::RowRole::heading, 0, {layout_.inkind_label}, {}});
            rows.push_back(beside(&use, &source));
        }
        result.rows = core::rows(std::move(rows));
        return result;
    }

private:
    using Amounts = std::vector<std::optional<Money>>;

    /// A line of one side; the last of a side is its total.
    struct Line {
        std::string key;
        std::string kind;
        std::string label;
        core::RowRole role = core::RowRole::item;
        Amounts amounts;
        core::Trace trace;
    };

    /// What one side is called.
    struct Words {
        std::string side;
        std::string sum;
        std::string closing_key;
        std::string closing;
    };

    static bool is_printed(std::optional<Money> const& amount) { return amount.has_value(); }

    /// An excédent closes the charges, a déficit the produits. A budget in balance has none to
    /// print; a year in balance says so.
    void prepare_result(std::size_t i)
    {
        auto const result = table_.result[i];
        bool const blank = table_.columns[i].budget || !has_amount(i);
        bool const zero_said = result.is_zero() && !blank;
        excedent_.push_back(result > Money{} || zero_said ? std::optional{result} : std::nullopt);
        deficit_.push_back(result.is_negative() ? std::optional{-result} : std::nullopt);
    }

    /// What no row takes is in the result of the books all the same.
    bool has_amount(std::size_t i) const
    {
        auto const has_one = [i](auto const& row) { return row.second[i].has_value(); };
        return !table_.result[i].is_zero() || std::ranges::any_of(table_.rows, has_one);
    }

    /// The rows of one side; the sum of the rows and the result that closes it, where some column
    /// has one; the total.
    std::vector<Line> side_of(std::vector<ledger::LayoutRow> const& rows, Words const& words,
                              Amounts const& closing, std::vector<Money> const& sums) const
    {
        std::vector<Line> lines;
        Line sum{words.side + ".sum", "printed-total", words.sum, core::RowRole::subtotal, {}, {}};
        Line total{words.side + ".total",
                   "printed-total",
                   word(layout_.total_label, "ag.total"),
                   core::RowRole::total,
                   {},
                   {}};
        for (auto const& row : rows) {
            lines.push_back(line_of(row));
            sum.trace.rows.push_back(row.key);
        }
        total.trace = sum.trace;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            bool const blank = !has_amount(i);
            sum.amounts.push_back(blank ? std::nullopt : std::optional{sums[i]});
            total.amounts.push_back(blank ? std::nullopt
                                          : std::optional{sums[i] + closing[i].value_or(Money{})});
        }
        if (std::ranges::any_of(closing, is_printed)) {
            lines.push_back(std::move(sum));
            lines.push_back({words.closing_key,
                             "printed-result",
                             words.closing,
                             core::RowRole::item,
                             closing,
                             {}});
            total.trace.rows.push_back(words.closing_key);
        }
        lines.push_back(std::move(total));
        return lines;
    }

    Line line_of(ledger::LayoutRow const& row) const
    {
        Line line{row.key, "line", row.label, core::RowRole::item, table_.rows.at(row.key), {}};
        if (auto const behind = table_.accounts.find(row.key); behind != table_.accounts.end()) {
            line.trace.accounts = behind->second;
        }
        return line;
    }

    bool prints_inkind() const
    {
        return !layout_.inkind_label.empty() &&
               (std::ranges::any_of(table_.inkind_use, is_printed) ||
                std::ranges::any_of(table_.inkind_source, is_printed));
    }

    Line inkind_use() const
    {
        return {"inkind.use",        "printed-total",   i18n::text(language_, "ag.inkind-use"),
                core::RowRole::item, table_.inkind_use, {}};
    }

    Line inkind_source() const
    {
        return {
            "inkind.source",     "printed-total",      i18n::text(language_, "ag.inkind-source"),
            core::RowRole::item, table_.inkind_source, {}};
    }

    void write_inkind(std::vector<core::Row>& rows) const
    {
        write_heading(rows, "inkind", layout_.inkind_label);
        write_line(rows, "inkind-use", inkind_use());
        write_line(rows, "inkind-source", inkind_source());
    }

    static void write_side(std::vector<core::Row>& rows, std::string const& side,
                           std::string const& title, std::vector<Line> const& lines)
    {
        write_heading(rows, side, title);
        for (auto const& line : lines) {
            write_line(rows, side, line);
        }
    }

    static void write_heading(std::vector<core::Row>& rows, std::string const& side,
                              std::string const& title)
    {
        rows.push_back({side, core::RowRole::heading, 0, {side, title, "heading"}, {}});
    }

    static void write_line(std::vector<core::Row>& rows, std::string const& side, Line const& line)
    {
        core::Row row{line.key,
                      line.role,
                      line.role == core::RowRole::total ? 0 : 1,
                      {side, line.label, line.kind},
                      line.trace};
        append(row.cells, line.amounts);
        rows.push_back(std::move(row));
    }

    static void append(std::vector<core::Cell>& cells, Amounts const& amounts)
    {
        for (auto const& amount : amounts) {
            cells.push_back(amount ? core::Cell{*amount} : core::Cell{});
        }
    }

    /// The `i`th line from the total upwards; null where that is one of the first `items`.
    static Line const* from_total(std::vector<Line> const& lines, std::size_t items, std::size_t i)
    {
        return i <= lines.size() - items ? &lines[lines.size() - i] : nullptr;
    }

    core::Row beside(Line const* left, Line const* right) const
    {
        core::Row row;
        for (auto const* line : {left, right}) {
            row.cells.push_back(line ? core::Cell{line->label} : core::Cell{});
            append(row.cells, line ? line->amounts : Amounts(table_.columns.size()));
            if (line) {
                row.key += (row.key.empty() ? "" : "|") + line->key;
            }
        }
        row.role = left ? left->role : core::RowRole::item;
        row.right = core::RightHalf{row.cells.size() / 2,
                                    right ? right->role : core::RowRole::item, 0};
        return row;
    }

    std::string label_of(AgColumn const& column) const
    {
        auto const year = facts_.years.find(column.year);
        bool const known = year != facts_.years.end();
        std::string id = "ag.column-actual";
        if (column.budget) {
            bool const adopted = known && year->second.budget && year->second.budget->adopted_on;
            id = adopted ? "ag.column-budget" : "ag.column-budget-draft";
        } else if (known && year->second.draft_count > 0) {
            id = "ag.column-provisional";
        } else if (known && year->second.year.state != ledger::YearState::open) {
            id = "ag.column-final";
        }
        return i18n::text(language_, id, {{"year", column.year}});
    }

    std::string word(std::string const& own, std::string_view id) const
    {
        return own.empty() ? i18n::text(language_, id) : own;
    }

    ledger::Layout const& layout_;
    AgTable const& table_;
    Facts const& facts_;
    i18n::Language language_;
    Amounts excedent_;
    Amounts deficit_;
    std::vector<Line> charges_;
    std::vector<Line> produits_;
};

} // namespace

core::Document build_ag(Facts const& facts, Request const& request)
{
    auto const layout = request.layout.value_or(ledger::Layout{});
    auto const table = fill_ag(layout, facts, request);
    Writer const writer{layout, table, facts, request.language};
    core::Document document;
    document.id = "ag";
    document.title = layout.title.empty() ? i18n::text(request.language, "ag.title") : layout.title;
    document.subtitle = facts.book.name;
    document.blocks.push_back(request.two_sided ? writer.two_sided() : writer.list());
    if (!facts.chain_head.empty()) {
        document.blocks.push_back(core::Facts{
            {{"chain_head", i18n::text(request.language, "ag.chain-head"), facts.chain_head}}});
    }
    document.notes = table.problems;
    return document;
}

} // namespace coop::report
