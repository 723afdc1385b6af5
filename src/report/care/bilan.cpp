// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/builders.hpp"
#include "report/comparison.hpp"
#include "report/wording.hpp"
#include "view.hpp"

#include <algorithm>
#include <map>
#include <utility>

// Uses on the left, capitals to be preserved on the right (care.md §3.7). The financial capital is
// the legal bilan as it is; a capital is never on the left, only what is made of it. The écart de
// préservation is what natural and human capitals are owed beyond their uses: with it both sides
// are equal whatever the presentation, if the legal bilan is.

namespace coop::report {

using care::Presentation;
using core::Cell;
using core::Money;
using core::Row;
using core::RowRole;

namespace {

struct Amounts {
    Money gross;
    Money deduction;
    Money net() const { return gross - deduction; }
    void add(Amounts const& other)
    {
        gross += other.gross;
        deduction += other.deduction;
    }
};

/// A line of one side, before it has the columns of its years.
struct SideLine {
    std::string key;
    RowRole role = RowRole::item;
    int depth = 0;
    std::string label;
    std::map<std::size_t, Amounts> years;
    Cell instead; ///< where there is no amount: non chiffré
    Bound bound = Bound::none;
};

class Side {
public:
    explicit Side(CareView const& view) : view_(view)
    {
        years_.push_back(view.n());
        if (view.before()) {
            years_.push_back(*view.before());
        }
        for (auto const t : years_) {
            subtotal_[t] = total_[t] = {};
        }
    }

    template <class Amount>
    void put(std::string key, int depth, std::string label, Amount const& amount)
    {
        SideLine line{std::move(key), RowRole::item, depth, std::move(label), {}, {}};
        for (auto const t : years_) {
            line.years[t] = amount(t);
            subtotal_[t].add(line.years[t]);
        }
        lines_.push_back(std::move(line));
    }

    template <class Amount>
    void put_if(std::string key, int depth, std::string label, Amount const& amount)
    {
        bool const any = std::ranges::any_of(years_, [&](std::size_t t) {
            Amounts const found = amount(t);
            return !found.gross.is_zero() || !found.deduction.is_zero();
        });
        if (any) {
            put(std::move(key), depth, std::move(label), amount);
        }
    }

    /// Lines of n, then those that only n-1 has.
    void put_legal(std::vector<LegalLine> CareLegal::*side,
                   std::function<bool(LegalLine const&)> const& wanted)
    {
        std::vector<std::pair<std::string, std::string>> keys;
        for (auto const t : years_) {
            for (auto const& line : lines_of(t, side)) {
                std::pair<std::string, std::string> const key{line.key, line.label};
                bool const known =
                    std::ranges::count(keys, line.key, &std::pair<std::string, std::string>::first);
                if (!known && wanted(line)) {
                    keys.push_back(key);
                }
            }
        }
        for (auto const& [key, label] : keys) {
            put_if("legal/" + key, 1, label, [&, wanted_key = key](std::size_t t) {
                auto const& lines = lines_of(t, side);
                auto const found = std::ranges::find(lines, wanted_key, &LegalLine::key);
                return found == lines.end() ? Amounts{} : Amounts{found->amount, found->deduction};
            });
        }
    }

    void put_non_chiffre(CareCapital const& capital)
    {
        lines_.push_back({capital.id + "/not-valued",
                          RowRole::item,
                          1,
                          view_.name_of(capital),
                          {},
                          view_.word("not-valued")});
    }

    /// A subtotal that few people would be known by.
    void unpublished(std::string key, std::string label)
    {
        lines_.push_back(
            {std::move(key), RowRole::subtotal, 0, std::move(label), {}, view_.not_published()});
    }

    /// `of which`: in no total.
    template <class Amount>
    void remark(std::string key, std::string label, Amount const& amount)
    {
        auto const sums = subtotal_;
        put_if(std::move(key), 2, std::move(label), amount);
        subtotal_ = sums;
    }

    void heading(std::string label)
    {
        lines_.push_back({{}, RowRole::heading, 0, std::move(label), {}, {}});
    }

    void subtotal(std::string key, std::string label, Bound bound)
    {
        lines_.push_back(
            {std::move(key), RowRole::subtotal, 0, std::move(label), subtotal_, {}, bound});
        for (auto& [t, amounts] : subtotal_) {
            total_[t].add(amounts);
            amounts = {};
        }
    }

    void total(std::string key, std::string label, Bound bound)
    {
        lines_.push_back({std::move(key), RowRole::total, 0, std::move(label), total_, {}, bound});
    }

    Money total_of(std::size_t t) const { return total_.at(t).net(); }

    /// \param detailed gross and amortissements beside the net of n.
    core::Table table(std::string id, std::string title, std::string prefix, bool detailed) const
    {
        core::Table table{std::move(id), std::move(title), {}, {}};
        table.columns.push_back(
            {prefix.empty() ? "label" : prefix,
             prefix.empty() ? view_.word("column.label") : view_.word("side." + prefix)});
        auto const before = prefix.empty() ? prefix : prefix + "_";
        if (detailed) {
            table.columns.push_back({before + "gross", view_.word("column.gross")});
            table.columns.push_back({before + "deduction", view_.word("column.deduction")});
        }
        for (auto const t : years_) {
            table.columns.push_back({before + (t == view_.n() ? "n" : "n-1"), view_.label_of(t)});
        }
        table.columns.push_back({before + "bound", {}, true, {}});
        table.rows = core::rows(rows(detailed));
        return table;
    }

    std::vector<Row> rows(bool detailed) const
    {
        std::vector<Row> rows;
        for (auto const& line : lines_) {
            std::vector<Cell> cells{view_.bounded(line.label, line.bound)};
            if (line.role != RowRole::heading) {
                add_cells(cells, line, detailed);
            }
            rows.push_back(make_row(line.key.empty() ? line.key : view_.figure({}, line.key),
                                    line.role, line.depth, std::move(cells)));
        }
        return rows;
    }

private:
    std::vector<LegalLine> const& lines_of(std::size_t t,
                                           std::vector<LegalLine> CareLegal::*side) const
    {
        static std::vector<LegalLine> const none;
        auto const& legal = view_.facts().exercises[t].legal;
        return legal ? (*legal).*side : none;
    }

    void add_cells(std::vector<Cell>& cells, SideLine const& line, bool detailed) const
    {
        for (auto const t : years_) {
            auto const found = line.years.find(t);
            bool const known = found != line.years.end();
            if (detailed && t == view_.n()) {
                cells.push_back(known ? Cell{found->second.gross} : Cell{});
                cells.push_back(known ? side(found->second.deduction) : Cell{});
            }
            cells.push_back(known ? Cell{found->second.net()} : line.instead);
        }
        cells.push_back(line.bound == Bound::none ? Cell{} : Cell{std::string{"ge"}});
    }

    CareView const& view_;
    std::vector<std::size_t> years_; ///< n, then n-1
    std::vector<SideLine> lines_;
    std::map<std::size_t, Amounts> subtotal_, total_;
};

Side uses(CareView const& view)
{
    auto const& facts = view.facts();
    Side side{view};
    side.heading(view.word("bilan.financial-uses"));
    side.put_legal(&CareLegal::actif, [](LegalLine const&) { return true; });
    side.subtotal("F/uses", view.word("bilan.total-financial-uses"), Bound::none);
    for (auto const& family : families_of(facts)) {
        side.heading(view.word("bilan.uses", {{"family", view.family_name(family)}}));
        auto const of = [&facts](std::string subject) {
            return [&facts, subject = std::move(subject)](std::size_t t) {
                auto const sums = sums_of(facts, t, subject);
                return Amounts{sums.c2, sums.c28};
            };
        };
        bool const whole =
            capitals_of(facts, family).empty() || family == "*" || has_positions(facts, family);
        if (whole) {
            side.put_if(family + "/use", 1, view.family_name(family), of(family));
        }
        for (auto const& capital : capitals_of(facts, family)) {
            if (!capital.valued) {
                side.put_non_chiffre(capital);
            } else if (has_positions(facts, capital.id)) {
                side.put(capital.id + "/use", 1, view.name_of(capital), of(capital.id));
            }
        }
        auto label = view.word("bilan.total-uses", {{"family", view.family_name(family)}});
        if (is_masked(facts, family)) {
            side.unpublished(family + "/use", std::move(label));
        } else {
            side.subtotal(family + "/use", std::move(label), view.bound(family, Bound::at_least));
        }
    }
    side.total("uses", view.total_label(view.word("bilan.total-all-uses")),
               view.bound({}, Bound::at_least));
    return side;
}

/// The legal passif, and the two écarts where own funds end.
void put_financial(Side& side, CareView const& view)
{
    auto const& facts = view.facts();
    auto const scope = facts.policy.financial_scope;
    side.heading(view.word("bilan.financial-capital"));
    side.put_legal(&CareLegal::passif,
                   [](LegalLine const& line) { return line.section == LegalSection::propres; });
    auto const of_year = [&facts](std::size_t t) {
        return facts.outcome.exercises[t].result - facts.inputs.exercises[t].legal_result;
    };
    side.put_if("gap-before", 1, view.word("bilan.gap-before"), [&](std::size_t t) {
        return Amounts{gap_at(facts, t) - of_year(t), {}};
    });
    side.put("gap", 1, view.word("bilan.gap"), [&](std::size_t t) {
        return Amounts{of_year(t), {}};
    });
    side.put_legal(&CareLegal::passif, [scope](LegalLine const& line) {
        return line.section != LegalSection::propres && is_financial_capital(line.section, scope);
    });
    side.subtotal("F/capital", view.word("bilan.total-financial-capital"),
                  view.bound({}, Bound::at_most));
    if (scope != care::FinancialScope::tous) {
        side.heading(view.word("bilan.other-debts"));
        side.put_legal(&CareLegal::passif, [scope](LegalLine const& line) {
            return !is_financial_capital(line.section, scope);
        });
        side.subtotal("F/others", view.word("bilan.total-other-debts"), Bound::none);
    }
}

/// What a capital is owed: not due yet (or maintained), due; and the arrears wherever the accounts
/// do not show them.
void put_capital(Side& side, CareView const& view, std::string const& subject,
                 std::string const& name)
{
    auto const& facts = view.facts();
    bool const maintained = facts.policy.presentation == Presentation::capital;
    auto const of = [&facts, &subject](Money CareSums::*member) {
        return [&facts, &subject, member](std::size_t t) {
            return Amounts{sums_of(facts, t, subject).*member, {}};
        };
    };
    core::Arguments const args{{"capital", name}};
    side.put_if(subject + "/c1", 1,
                view.word(maintained ? "bilan.maintained" : "bilan.not-due", args),
                of(&CareSums::c1));
    side.put_if(subject + "/c4", 1, view.word("bilan.due", args), of(&CareSums::c4));
    auto const hidden = [&](std::size_t t) {
        auto const sums = sums_of(facts, t, subject);
        return maintained || sums.c4 != sums.arrears;
    };
    if (hidden(view.n()) || (view.before() && hidden(*view.before()))) {
        side.remark(subject + "/debt", view.word("bilan.of-which-arrears", args),
                    of(&CareSums::arrears));
        side.remark(subject + "/in-legal-book", view.word("bilan.of-which-legal", args),
                    of(&CareSums::in_legal_book));
    }
}

Side capitals(CareView const& view)
{
    auto const& facts = view.facts();
    Side side{view};
    put_financial(side, view);
    for (auto const& family : families_of(facts)) {
        side.heading(view.family_name(family));
        if (family == "*" || has_positions(facts, family)) {
            put_capital(side, view, family, view.family_name(family));
        }
        for (auto const& capital : capitals_of(facts, family)) {
            if (!capital.valued) {
                side.put_non_chiffre(capital);
            } else if (has_positions(facts, capital.id)) {
                put_capital(side, view, capital.id, view.name_of(capital));
            }
        }
        auto label = view.word("bilan.total-family", {{"family", view.family_name(family)}});
        if (is_masked(facts, family)) {
            side.unpublished(family + "/owed", std::move(label));
        } else {
            side.subtotal(family + "/owed", std::move(label), view.bound(family, Bound::at_least));
        }
    }
    side.total("capitals", view.total_label(view.word("bilan.total-capitals")),
               view.bound({}, Bound::at_least));
    return side;
}

core::Table side_table(CareView const& view, Side const& left, Side const& right)
{
    auto table = left.table("bilan", {}, "uses", true);
    auto const other = right.table("bilan", {}, "capitals", false);
    auto const left_size = table.columns.size();
    table.columns.insert(table.columns.end(), other.columns.begin(), other.columns.end());
    table.rows = core::rows(
        side_by_side(left.rows(true), left_size, right.rows(false), other.columns.size()));
    table.title = view.word("table.bilan");
    return table;
}

void note_unbalanced(core::Document& document, CareView const& view, Side const& left,
                     Side const& right)
{
    auto const difference = left.total_of(view.n()) - right.total_of(view.n());
    if (!difference.is_zero()) {
        document.notes.push_back({core::Severity::error,
                                  "care.bilan-unbalanced",
                                  {{"exercise", view.label_of(view.n())},
                                   {"uses", left.total_of(view.n())},
                                   {"capitals", right.total_of(view.n())},
                                   {"difference", difference}},
                                  {}});
    }
}

} // namespace

core::Document build_care_bilan(Facts const& facts, Request const& request)
{
    CareView const view{facts, request};
    auto document = view.document("care-bilan");
    auto const left = uses(view);
    auto const right = capitals(view);
    if (!view.facts().exercises[view.n()].legal) {
        document.blocks.emplace_back(core::Paragraph{view.word("bilan.no-legal")});
    }
    if (request.two_sided) {
        document.blocks.emplace_back(side_table(view, left, right));
    } else {
        document.blocks.emplace_back(left.table("uses", view.word("side.uses"), {}, true));
        document.blocks.emplace_back(
            right.table("capitals", view.word("side.capitals"), {}, false));
    }
    view.close(document);
    note_unbalanced(document, view, left, right);
    return document;
}

} // namespace coop::report
