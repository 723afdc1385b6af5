// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"
#include "wording.hpp"

#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

// What happened is cut into the smallest pieces that a budget can speak of: an account and a
// project, or none. Each piece goes to exactly one line: the one with the longest account that
// begins the piece's, and of those the one that names its project. A piece that no line takes is
// listed as not budgeted; so the realised column always sums to what the books hold.

namespace coop::report {

namespace {

using core::Money;
using core::Row;
using core::RowRole;

enum class Section { charges, produits, inkind_use, inkind_source, others, rows };

struct SectionName {
    Section section;
    std::string_view key;
};

/// In print order. `rows`: lines on a row of a layout, which only that layout can compare.
constexpr std::array<SectionName, 6> sections{{
    {Section::charges, "charges"},
    {Section::produits, "produits"},
    {Section::inkind_use, "inkind-use"},
    {Section::inkind_source, "inkind-source"},
    {Section::others, "others"},
    {Section::rows, "rows"},
}};

Section section_of(std::string_view account)
{
    if (ledger::is_charge(account)) {
        return Section::charges;
    }
    if (ledger::is_produit(account)) {
        return Section::produits;
    }
    if (ledger::is_inkind_use(account)) {
        return Section::inkind_use;
    }
    return ledger::is_inkind_source(account) ? Section::inkind_source : Section::others;
}

/// Charges and uses grow in debit, produits and sources in credit; both are budgeted as positive.
Money natural(std::string_view account, Money debit_less_credit)
{
    auto const section = section_of(account);
    bool const by_credit = section == Section::produits || section == Section::inkind_source;
    return by_credit ? -debit_less_credit : debit_less_credit;
}

/// What happened on an account for a project; an empty one for none.
struct Piece {
    std::string account;
    std::string project;
    Money amount; ///< natural sign
};

/// A line of the budget, or what no line takes.
struct Compared {
    Section section;
    std::string account;
    std::string project;
    std::string label;
    std::string key;
    bool budgeted = true;
    Money budget;
    Money actual;
};

std::vector<Piece> pieces_of(YearFacts const& year, std::string const& project)
{
    std::map<std::pair<std::string, std::string>, Money> nets;
    for (auto const& balance : year.balances) {
        if (project.empty()) {
            nets[{balance.account, {}}] += balance.debit - balance.credit;
        }
    }
    for (auto const& balance : year.by_project) {
        if (balance.project.empty() || (!project.empty() && balance.project != project)) {
            continue;
        }
        auto const net = balance.debit - balance.credit;
        nets[{balance.account, balance.project}] += net;
        if (project.empty()) {
            nets[{balance.account, {}}] -= net;
        }
    }
    std::vector<Piece> pieces;
    for (auto const& [place, net] : nets) {
        if (!net.is_zero()) {
            pieces.push_back({place.first, place.second, natural(place.first, net)});
        }
    }
    return pieces;
}

class BudgetTable {
public:
    BudgetTable(YearFacts const& year, Request const& request)
        : year_(year), language_(request.language)
    {
        if (year.budget) {
            for (auto const& line : year.budget->lines) {
                if (request.project.empty() || line.project == request.project) {
                    add_line(line);
                }
            }
        }
        for (auto const& piece : pieces_of(year, request.project)) {
            place(piece);
        }
    }

    std::vector<Row> rows() const
    {
        std::vector<Row> rows;
        for (auto const& [section, key] : sections) {
            add_section(rows, section, std::string{key});
            if (section == Section::produits) {
                auto const result = minus(total_of(Section::produits), total_of(Section::charges));
                auto row = sum_row("result", RowRole::total, word("report.budget.result"), result,
                                   is_whole(section));
                row.cells.back() = {}; // A share of a difference says nothing.
                rows.push_back(std::move(row));
            }
        }
        return rows;
    }

    bool has_rows_of_layout() const
    {
        return std::any_of(lines_.begin(), lines_.end(),
                           [](Compared const& line) { return line.section == Section::rows; });
    }

private:
    struct Totals {
        Money actual, budget;
    };

    static Totals minus(Totals const& a, Totals const& b)
    {
        return {a.actual - b.actual, a.budget - b.budget};
    }

    std::string word(std::string const& id) const { return i18n::text(language_, id); }

    /// Two lines on the same place cannot share what happened there: they are one, summed.
    void add_line(ledger::BudgetLine const& line)
    {
        auto const same = std::find_if(lines_.begin(), lines_.end(), [&](Compared const& known) {
            return known.account == line.account && known.project == line.project &&
                   known.key == line.line;
        });
        if (same != lines_.end()) {
            same->budget += line.amount;
            if (!line.label.empty() && same->label != line.label) {
                same->label += (same->label.empty() ? "" : ", ") + line.label;
            }
            return;
        }
        lines_.push_back({line.account.empty() ? Section::rows : section_of(line.account),
                          line.account,
                          line.project,
                          line.label,
                          line.line,
                          true,
                          line.amount,
                          {}});
    }

    void place(Piece const& piece)
    {
        Compared* best = nullptr;
        for (auto& line : lines_) {
            if (takes(line, piece) && (best == nullptr || is_closer(line, *best))) {
                best = &line;
            }
        }
        if (best != nullptr) {
            best->actual += piece.amount;
        } else if (section_of(piece.account) != Section::others) {
            unbudgeted_.push_back({section_of(piece.account),
                                   piece.account,
                                   piece.project,
                                   {},
                                   {},
                                   false,
                                   {},
                                   piece.amount});
        }
    }

    static bool takes(Compared const& line, Piece const& piece)
    {
        return !line.account.empty() && piece.account.starts_with(line.account) &&
               (line.project.empty() || line.project == piece.project);
    }

    static bool is_closer(Compared const& line, Compared const& best)
    {
        return std::pair{line.account.size(), !line.project.empty()} >
               std::pair{best.account.size(), !best.project.empty()};
    }

    Totals total_of(Section section) const
    {
        Totals total;
        for (auto const* list : {&lines_, &unbudgeted_}) {
            for (auto const& line : *list) {
                if (line.section == section) {
                    total.actual += line.actual;
                    total.budget += line.budget;
                }
            }
        }
        return total;
    }

    void add_section(std::vector<Row>& rows, Section section, std::string const& key) const
    {
        auto const before = rows.size();
        bool const of_result = section == Section::charges || section == Section::produits;
        rows.push_back(make_row(key, RowRole::heading, 0,
                                {{}, {}, word("report.budget." + key), {}, {}, {}, {}}));
        add_rows(rows, lines_, section, 1);
        auto const budgeted = rows.size();
        add_rows(rows, unbudgeted_, section, 2);
        if (rows.size() > budgeted) {
            rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(budgeted),
                        make_row(key + ".unbudgeted", RowRole::heading, 1,
                                 {{}, {}, word("report.budget.unbudgeted"), {}, {}, {}, {}}));
        }
        if (rows.size() == before + 1 && !of_result) {
            rows.pop_back();
        } else if (section != Section::others && section != Section::rows) {
            rows.push_back(sum_row(key + ".total", RowRole::subtotal,
                                   word("report.budget.total-" + key), total_of(section),
                                   is_whole(section)));
        }
    }

    void add_rows(std::vector<Row>& rows, std::vector<Compared> const& from, Section section,
                  int depth) const
    {
        for (auto const& line : from) {
            if (line.section == section) {
                rows.push_back(row_of(line, depth));
            }
        }
    }

    Row row_of(Compared const& line, int depth) const
    {
        auto label = line.label.empty() ? account_label(year_.chart, line.account) : line.label;
        auto const place = line.account.empty() ? line.key : line.account;
        auto const key = line.project.empty() ? place : place + "/" + line.project;
        std::vector<core::Cell> cells{words(place), words(line.project), words(std::move(label))};
        if (line.section == Section::rows) {
            cells.insert(cells.end(), {{}, line.budget, {}, {}});
        } else {
            add_amounts(cells, line.actual, line.budget, line.budgeted);
        }
        auto row = make_row(key, RowRole::item, depth, std::move(cells));
        if (!line.account.empty()) {
            row.trace.accounts = {line.account};
        }
        return row;
    }

    /// Whether the lines of a section are all that is budgeted for it. A line on a row of a layout
    /// is a charge or a produit, which only that layout knows: a sum without it would mislead.
    bool is_whole(Section section) const
    {
        bool const of_result = section == Section::charges || section == Section::produits;
        return year_.budget && !(of_result && has_rows_of_layout());
    }

    static Row sum_row(std::string key, RowRole role, std::string label, Totals const& sums,
                       bool whole)
    {
        std::vector<core::Cell> cells{{}, {}, std::move(label)};
        if (whole) {
            add_amounts(cells, sums.actual, sums.budget, true);
        } else {
            cells.insert(cells.end(), {sums.actual, {}, {}, {}});
        }
        return make_row(std::move(key), role, 0, std::move(cells));
    }

    /// Realised, budget, variance (realised less budget), realised in % of the budget.
    static void add_amounts(std::vector<core::Cell>& cells, Money actual, Money budget,
                            bool budgeted)
    {
        cells.push_back(actual);
        cells.push_back(budgeted ? core::Cell{budget} : core::Cell{});
        cells.push_back(actual - budget);
        cells.push_back(core::Ratio{actual.in_cents(), budget.in_cents()});
    }

    YearFacts const& year_;
    i18n::Language language_;
    std::vector<Compared> lines_;
    std::vector<Compared> unbudgeted_;
};

core::Facts version_facts(ledger::Budget const& budget, i18n::Language language)
{
    core::Facts facts;
    facts.items.push_back(
        {"version", i18n::text(language, "report.budget.version"), budget.version});
    if (budget.adopted_on) {
        facts.items.push_back(
            {"adopted_on", i18n::text(language, "report.budget.adopted-on"), *budget.adopted_on});
        facts.items.push_back({"adopted_by", i18n::text(language, "report.budget.adopted-by"),
                               words(budget.adopted_by)});
    }
    return facts;
}

void note(core::Document& document, core::Severity severity, char const* id, YearFacts const& year)
{
    document.notes.push_back({severity, id, {{"year", year.year.label}}, {}});
}

} // namespace

core::Document build_budget(Facts const& facts, Request const& request)
{
    auto const& year = year_of(facts);
    auto document = document_for("budget", facts, request);
    if (year.budget) {
        document.blocks.emplace_back(version_facts(*year.budget, request.language));
        if (!year.budget->adopted_on) {
            note(document, core::Severity::info, "report.budget.not-adopted", year);
        }
    } else {
        note(document, core::Severity::warning, "report.budget.none", year);
    }
    BudgetTable const table{year, request};
    if (table.has_rows_of_layout()) {
        note(document, core::Severity::info, "report.budget.by-row", year);
    }
    document.blocks.emplace_back(core::Table{
        "budget",
        {},
        columns_for(request,
                    {"account", "project", "label", "actual", "budget", "variance", "percent"},
                    {{"year", year.year.label}}),
        core::rows(table.rows())});
    return document;
}

} // namespace coop::report
