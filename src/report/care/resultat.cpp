// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/builders.hpp"
#include "report/wording.hpp"
#include "view.hpp"

#include <utility>

// The cascade of care.md §3.7. It starts from what the legal book says, takes what repaid debts out
// of its charges, and bears instead what was consumed of each capital, once.

namespace coop::report {

using core::Cell;
using core::Money;
using core::RowRole;

namespace {

/// A line of one sum of positions, with its sign.
YearTable::Amount signed_sum(CareView const& view, std::string subject, Money CareSums::*member,
                             int sign)
{
    return [&view, subject = std::move(subject), member, sign](std::size_t t) -> Cell {
        auto const amount = sums_of(view.facts(), t, subject).*member;
        return sign < 0 ? -amount : amount;
    };
}

/// A line of the legal book; blank where only its result is known.
YearTable::Amount legal(CareView const& view, std::function<Money(CareLegal const&)> amount)
{
    return [&view, amount = std::move(amount)](std::size_t t) -> Cell {
        auto const& known = view.facts().exercises[t].legal;
        return known ? Cell{amount(*known)} : Cell{};
    };
}

bool any_legal(CareView const& view)
{
    auto const& exercises = view.facts().exercises;
    return exercises[view.n()].legal || (view.before() && exercises[*view.before()].legal);
}

YearTable::Amount non_chiffre(CareView const& view)
{
    return [&view](std::size_t) -> Cell { return view.word("not-valued"); };
}

/// What was done and what was not, of the year's due.
std::vector<Cell> done_and_unmet(CareView const& view, std::string_view subject)
{
    auto const sums = sums_of(view.facts(), view.n(), subject);
    return {sums.consumption - sums.unmet, sums.unmet};
}

YearTable::Amount not_published(CareView const& view)
{
    return [&view](std::size_t) { return view.not_published(); };
}

void add_family(YearTable& table, CareView const& view, std::string const& family)
{
    if (is_masked(view.facts(), family)) {
        table.row(family + "/due", RowRole::item, 0,
                  view.word("line.due", {{"family", view.family_name(family)}}),
                  not_published(view));
        return;
    }
    table.row(family + "/due", RowRole::item, 0,
              view.word("line.due", {{"family", view.family_name(family)}}),
              signed_sum(view, family, &CareSums::consumption, -1), done_and_unmet(view, family),
              view.bound(family, Bound::at_least));
    for (auto const& capital : capitals_of(view.facts(), family)) {
        if (!capital.valued) {
            table.row(capital.id + "/due", RowRole::item, 1, view.name_of(capital),
                      non_chiffre(view));
        } else if (has_positions(view.facts(), capital.id)) {
            table.row(capital.id + "/due", RowRole::item, 1, view.name_of(capital),
                      signed_sum(view, capital.id, &CareSums::consumption, -1),
                      done_and_unmet(view, capital.id), view.bound(capital.id, Bound::at_least));
        }
    }
}

/// What changes debts but is neither the year's due nor work: each on its own line.
void add_other_changes(YearTable& table, CareView const& view)
{
    table.row_if("revision", 0, view.word("line.revision"),
                 signed_sum(view, {}, &CareSums::revision, -1));
    table.row_if("remission", 0, view.word("line.remission"),
                 signed_sum(view, {}, &CareSums::remission, 1));
    table.row_if("recognised", 0, view.word("line.recognised"),
                 signed_sum(view, {}, &CareSums::recognised, 1));
    table.row_if("not-shown", 0, view.word("line.not-shown"),
                 signed_sum(view, {}, &CareSums::not_shown, -1));
}

/// A memo beside the result, never in it: what nobody concerned has signed.
void add_asked(YearTable& table, CareView const& view)
{
    table.row_if("asked", 1, view.word("line.asked"), [&view](std::size_t t) -> Cell {
        return t == view.n() ? Cell{asked_of(view.facts(), {})} : Cell{};
    });
}

void add_result(YearTable& table, CareView const& view)
{
    std::string const measure{result_measure(view.facts())};
    if (is_masked(view.facts(), {})) {
        table.row("result", RowRole::total, 0, view.word("line.result"), not_published(view));
    }
    table.row(
        measure, RowRole::total, 0, view.word("line." + measure),
        [&view](std::size_t t) -> Cell { return view.facts().outcome.exercises[t].result; }, {},
        view.bound({}, Bound::at_most));
    auto const remitted = [&view](std::size_t t) { return sums_of(view.facts(), t, {}).remission; };
    bool const any =
        !remitted(view.n()).is_zero() || (view.before() && !remitted(*view.before()).is_zero());
    if (any) {
        table.row(
            "before-remissions", RowRole::item, 1, view.word("line.before-remissions"),
            [&view, remitted](std::size_t t) -> Cell {
                return view.facts().outcome.exercises[t].result - remitted(t);
            },
            {}, view.bound({}, Bound::at_most));
    }
    add_asked(table, view);
}

core::Table cascade(CareView const& view)
{
    YearTable table{view, "cascade", {}, {"done", "unmet"}};
    if (any_legal(view)) {
        table.row("produits", RowRole::item, 0, view.word("line.produits"),
                  legal(view, [](CareLegal const& books) { return books.produits; }));
        table.row("charges", RowRole::item, 0, view.word("line.charges"),
                  legal(view, [](CareLegal const& books) { return -books.charges; }));
        table.row_if("tagged-rest", 0, view.word("line.tagged-rest"), [&view](std::size_t t) {
            auto const& books = view.facts().exercises[t].legal;
            return books ? Cell{sums_of(view.facts(), t, {}).repaid_in_books - books->preservation}
                         : Cell{};
        });
    }
    table.row("before", RowRole::subtotal, 0, view.word("line.before"),
              [&view](std::size_t t) -> Cell { return before_preservation(view.facts(), t); });
    if (any_legal(view)) {
        table.row("dotations", RowRole::item, 0, view.word("line.dotations"),
                  legal(view, [](CareLegal const& books) { return -books.dotations; }));
    }
    for (auto const& family : families_of(view.facts())) {
        add_family(table, view, family);
    }
    table.row_if("repaid-outside", 0, view.word("line.repaid-outside"),
                 signed_sum(view, {}, &CareSums::repaid_outside, 1));
    add_other_changes(table, view);
    add_result(table, view);
    return table.take();
}

core::Table passage(CareView const& view)
{
    YearTable table{view, "passage", view.word("table.passage")};
    table.row(
        "legal-result", RowRole::item, 0, view.word("line.legal-result"),
        [&view](std::size_t t) -> Cell { return view.facts().inputs.exercises[t].legal_result; });
    for (auto const& family : families_of(view.facts())) {
        auto label = view.word("line.unmet", {{"family", view.family_name(family)}});
        if (is_masked(view.facts(), family)) {
            table.row(family + "/unmet", RowRole::item, 0, std::move(label), not_published(view));
        } else {
            table.row(family + "/unmet", RowRole::item, 0, std::move(label),
                      signed_sum(view, family, &CareSums::unmet, -1), {},
                      view.bound(family, Bound::at_least));
        }
    }
    table.row_if("covered", 0, view.word("line.covered"),
                 signed_sum(view, {}, &CareSums::covered, -1));
    table.row_if("arrears-repaid", 0, view.word("line.arrears-repaid"),
                 signed_sum(view, {}, &CareSums::arrears_repaid, 1));
    table.row_if("ahead", 0, view.word("line.ahead"), signed_sum(view, {}, &CareSums::ahead, 1));
    add_other_changes(table, view);
    add_result(table, view);
    return table.take();
}

core::Table memo(CareView const& view)
{
    YearTable table{view, "memo", view.word("table.memo")};
    for (auto const& kind : memo_kinds) {
        auto const key = "memo-" + std::string{kind.first};
        table.row_if(key, 0, view.word("line." + key), [&view, &kind](std::size_t t) -> Cell {
            Money total;
            for (auto const& each : view.facts().outcome.exercises[t].memos) {
                total += each.*kind.second;
            }
            return total;
        });
    }
    table.row_if("surplus", 0, view.word("line.memo-surplus"),
                 signed_sum(view, {}, &CareSums::surplus, 1));
    for (auto const& family : families_of(view.facts())) {
        for (auto const& capital : capitals_of(view.facts(), family)) {
            if (!capital.valued) {
                table.row(capital.id + "/not-valued", RowRole::item, 0, view.name_of(capital),
                          non_chiffre(view));
            }
        }
    }
    return table.empty() ? core::Table{} : table.take();
}

/// Results and debts of every exercise, for charts.
core::Table series(CareView const& view)
{
    core::Table table{
        "series",
        {},
        view.columns({"exercise", "legal_result", "result", "due", "done", "unmet", "arrears"}),
        {},
        true};
    std::vector<core::Row> rows;
    for (auto t = view.since(); t <= view.n(); ++t) {
        auto const& exercise = view.facts().outcome.exercises[t];
        if (is_masked(view.facts(), {})) {
            rows.push_back(make_row(exercise.label + "/series", RowRole::item, 0,
                                    {exercise.label, exercise.legal_result}));
            continue;
        }
        auto const sums = sums_of(view.facts(), t, {});
        rows.push_back(make_row(exercise.label + "/series", RowRole::item, 0,
                                {exercise.label, exercise.legal_result, exercise.result,
                                 sums.consumption, sums.repaid, sums.unmet, sums.arrears}));
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

/// The parts of the legal result must give it, or a line of the cascade lies.
void note_mismatch(core::Document& document, CareView const& view)
{
    auto const& known = view.facts().exercises[view.n()].legal;
    auto const printed = view.facts().inputs.exercises[view.n()].legal_result;
    if (!known) {
        return;
    }
    auto const parts = known->produits - known->charges - known->dotations - known->preservation;
    if (parts != printed) {
        document.notes.push_back({core::Severity::error,
                                  "care.legal-mismatch",
                                  {{"exercise", view.label_of(view.n())},
                                   {"parts", parts},
                                   {"result", printed},
                                   {"difference", parts - printed}},
                                  {}});
    }
}

} // namespace

core::Document build_care_resultat(Facts const& facts, Request const& request)
{
    CareView const view{facts, request};
    auto document = view.document("care-resultat");
    document.blocks.emplace_back(cascade(view));
    document.blocks.emplace_back(passage(view));
    if (auto table = memo(view); !table.columns.empty()) {
        document.blocks.emplace_back(std::move(table));
    }
    document.blocks.emplace_back(series(view));
    view.close(document);
    note_mismatch(document, view);
    return document;
}

} // namespace coop::report
