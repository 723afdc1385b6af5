// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources.hpp"

#include "budget_steps.hpp"
#include "step.hpp"
#include "work_steps.hpp"

#include <coop/care/reading.hpp>
#include <coop/care/rules.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace coop::app {

namespace {

using core::Money;
using report::CareRule;
using report::CareSource;
using report::CareSourceKind;
using report::CareStep;

CareStep kept_as(std::string key, std::string label, core::Cell value)
{
    CareStep step;
    step.key = std::move(key);
    step.label = std::move(label);
    step.value = std::move(value);
    return step;
}

class Steps {
public:
    Steps(CareBooks const& books, std::span<care::Exercise const> exercises,
          care::Closing const& closing, report::CareFacts const& facts, i18n::Language language)
        : read_{books.registry, facts.policy.rounding, language},
          registry_(books.registry),
          books_(books),
          exercises_(exercises),
          closing_(closing),
          facts_(facts)
    {
    }

    std::map<std::string, std::vector<CareStep>> take()
    {
        add_budgets();
        for (auto const& degradation : registry_.degradations) {
            add_degradation(degradation);
        }
        add_tags();
        for (auto const& work : closing_.work) {
            add_work(work);
        }
        add_quantities();
        add_settled();
        add_asked();
        for (auto const& one : registry_.openings) {
            add(exercises_.front().period.first, one.action, "stated-opening",
                ending("opening", {{"date", one.date}}, one.amount,
                       record_source("opening", one.head, one.source)));
        }
        add_overlaps();
        add_revisions();
        for (auto const& indicator : registry_.indicators) {
            add_indicator(indicator);
        }
        return std::move(steps_);
    }

private:
    std::string id_of(std::string const& action) const
    {
        return care::capital_of(registry_, "action", action) + "/" + action;
    }

    void put(std::size_t t, std::string const& action, std::string_view measure, CareStep step)
    {
        steps_[exercises_[t].label + "/" + id_of(action) + "/" + std::string{measure}].push_back(
            std::move(step));
    }

    std::optional<std::size_t> exercise_of(core::Date day) const
    {
        for (std::size_t t = 0; t < exercises_.size(); ++t) {
            if (exercises_[t].period.contains(day)) {
                return t;
            }
        }
        return std::nullopt;
    }

    void add(core::Date day, std::string const& action, std::string_view measure, CareStep step)
    {
        if (auto const t = exercise_of(day)) {
            put(*t, action, measure, std::move(step));
        }
    }

    /// Whether its close counted by the rules of before: as declared.
    bool is_declared(std::size_t t) const
    {
        auto const& closed = exercises_[t].closed;
        return closed && closed->rules == care::Rules::declared;
    }

    void add_budgets()
    {
        for (auto const& budget : registry_.budgets) {
            auto const found =
                std::ranges::find(closing_.budgets, &budget, &care::BudgetDue::budget);
            auto const before = declared_due(read_, budget, exercises_);
            for (std::size_t t = 0; t < exercises_.size(); ++t) {
                if (is_declared(t) && before) {
                    add_due(*before, t);
                } else if (!is_declared(t) && found != closing_.budgets.end()) {
                    add_due(*found, t);
                } else if (!care::cost_of(registry_, budget, read_.rounding).amount &&
                           budget.period.first <= exercises_[t].period.last &&
                           exercises_[t].period.first <= budget.period.last) {
                    put(t, budget.action, "planned", unpriced_step(read_, budget));
                }
            }
        }
    }

    void add_due(care::BudgetDue const& due, std::size_t t)
    {
        auto const& budget = *due.budget;
        DueRead about{exercises_[due.first].label + "/" + id_of(budget.action) + "/", {}};
        for (auto const& other : closing_.budgets) {
            if (&other != &due && other.budget->action == budget.action &&
                other.budget->indicator == budget.indicator &&
                other.budget->period.first <= budget.period.first) {
                about.running.push_back(other.budget);
            }
        }
        if (auto step = due_step(read_, about, due, t)) {
            put(t, budget.action, "planned", std::move(*step));
        }
        if (t == due.first) {
            put(t, budget.action, "stated-budget", recognised_step(read_, about, due));
        }
    }

    /// Where no budget but those by measure says what is due, what is measured does.
    bool follows_measures(std::string const& action) const
    {
        return std::ranges::none_of(registry_.budgets, [&](care::Budget const& budget) {
            return budget.action == action && budget.schedule != care::Schedule::measured;
        });
    }

    void add_degradation(care::Degradation const& degradation)
    {
        if (degradation.action.empty()) {
            return;
        }
        auto const step = degradation_step(read_, degradation);
        if (!step) {
            return;
        }
        add(degradation.period.last, degradation.action, "measured", *step);
        if (follows_measures(degradation.action)) {
            add(degradation.period.last, degradation.action, "planned", *step);
        }
    }

    static CareSource line_source(care::LegalLine const& line)
    {
        CareSource source{.kind = CareSourceKind::legal_entry};
        source.ref = std::to_string(line.entry) + ":" + std::to_string(line.line);
        source.label = line.account;
        return source;
    }

    static CareStep tag_step(care::TaggedAmount const& tagged)
    {
        auto const& line = *tagged.line;
        auto const& tag = *tagged.tag;
        auto step = ending("tag", {{"line", line_source(line).ref}, {"account", line.account}},
                           tagged.amount, record_source("tag", tag.head));
        if (tag.share) {
            step.formula = "tag-share";
            step.rule = CareRule::product;
            step.parts = {
                ending("line", {{"account", line.account}}, line.amount, line_source(line)),
                ending("share-of-line", {}, measure_cell(*tag.share, "%"),
                       record_source("tag", tag.head))};
            step.sources.clear();
        } else {
            step.formula = tag.amount ? "tag-amount" : "";
            step.sources.insert(step.sources.begin(), line_source(line));
        }
        return step;
    }

    void add_tags()
    {
        auto const rounding = facts_.policy.rounding;
        for (auto const& tagged : care::tagged_amounts(registry_, books_.lines, rounding)) {
            auto const& line = *tagged.line;
            auto step = tag_step(tagged);
            if (tagged.outlay) { // its depreciation counts, not its purchase
                step.label = "tag-outlay";
                step.sign = 0;
                add(line.date, tagged.tag->action, "done-in-books", std::move(step));
                continue;
            }
            add_tagged(line.date, tagged, step);
            auto amount = tagged.amount;
            for (auto const day : line.reversals) {
                amount = -amount;
                step = ending("tag-reversed", {{"date", day}, {"line", line_source(line).ref}},
                              amount, line_source(line));
                step.key += "/" + core::format_iso(day);
                add_tagged(day, tagged, step);
            }
        }
    }

    void add_tagged(core::Date day, care::TaggedAmount const& tagged, CareStep const& step)
    {
        add(day, tagged.tag->action, "done-in-books", step);
        if (auto const t = exercise_of(day)) {
            bool const dotation = ledger::is_dotation(tagged.line->account);
            auto const& label = exercises_[*t].label;
            steps_[label + "/preservation"].push_back(step);
            steps_[label + (dotation ? "/dotations" : "/charges")].push_back(step);
            steps_[label + (dotation ? "/dotations" : "/charges")].back().sign = -1;
        }
    }

    /// What is due and done of an action in its own unit: physical, whatever counts in euros.
    void add_quantities()
    {
        for (auto const& due : closing_.budgets) {
            auto const costed = care::cost_of(registry_, *due.budget, read_.rounding);
            auto const* const action = care::find(registry_.actions, due.budget->action);
            for (auto const& share : due.shares) {
                if (costed.units && action != nullptr) {
                    auto step = ending("budget", {{"budget", due.budget->head.id}},
                                       measure_cell(*costed.units, action->unit),
                                       record_source("budget", due.budget->head));
                    step.sign = 0;
                    put(share.exercise, due.budget->action, "work-done", std::move(step));
                }
            }
        }
        for (auto const& one : registry_.realisations) {
            auto const* const action = care::find(registry_.actions, one.action);
            if (auto const t = exercise_of(one.date); t && one.quantity && action != nullptr) {
                put(*t, one.action, "work-done",
                    ending("realisation", {{"date", one.date}},
                           measure_cell(*one.quantity, action->unit),
                           with_paper(record_source("realisation", one.head), one.evidence,
                                      one.sha256)));
            }
        }
    }

    void add_work(care::CountedWork const& work)
    {
        auto const& one = *work.realisation;
        auto const t = exercise_of(one.date);
        if (!t) {
            return;
        }
        if (!is_declared(*t)) {
            put(*t, one.action, "done-outside", work_step(work));
            return;
        }
        auto step = declared_work_step(read_, one);
        if (!step) {
            return;
        }
        bool const ours = one.funding == care::Funding::own || one.funding == care::Funding::grant;
        bool const in_books = ours && one.basis == care::Basis::charge;
        put(*t, one.action, in_books ? "done-in-books" : "done-outside", *step);
        if (in_books) {
            steps_[exercises_[*t].label + "/preservation"].push_back(*step);
            step->sign = -1;
            steps_[exercises_[*t].label + "/charges"].push_back(std::move(*step));
        }
    }

    /// Remissions and revisions, and who signed them.
    void add_settled()
    {
        for (auto const& [t, kind, id] : closing_.settled) {
            if (auto const* const one = care::find(registry_.remissions, id);
                kind == "remission" && one != nullptr) {
                add_signed(t, "signed-remission", kind, *one);
            }
            if (auto const* const one = care::find(registry_.revisions, id);
                kind == "revision" && one != nullptr) {
                add_signed(t, "recorded-revision", kind, *one);
            }
        }
    }

    /// What waits for those concerned, or is contested: a memo of the last exercise.
    void add_asked()
    {
        auto const& label = exercises_.back().label;
        for (auto const& asked : closing_.asked) {
            auto const* const head = care::find_head(registry_, asked.kind, asked.id);
            if (head == nullptr) {
                continue;
            }
            auto step =
                ending(asked.kind == "revision" ? "recorded-revision" : asked.kind,
                       {{"date", asked.date}}, asked.amount, record_source(asked.kind, *head));
            std::ranges::move(opinions_on(read_, asked.kind, asked.id),
                              std::back_inserter(step.sources));
            steps_[label + "/asked"].push_back(step);
            put(exercises_.size() - 1, asked.action, "asked", std::move(step));
        }
    }

    template <class Signed>
    void add_signed(std::size_t t, char const* measure, std::string const& kind, Signed const& one)
    {
        auto step = ending(kind == "revision" ? "recorded-revision" : kind, {{"date", one.date}},
                           one.amount, record_source(kind, one.head, one.source));
        std::ranges::move(opinions_on(read_, kind, one.head.id), std::back_inserter(step.sources));
        put(t, one.action, measure, std::move(step));
    }

    /// What stands at each close, whenever it was said.
    void add_overlaps()
    {
        for (std::size_t t = 0; t < exercises_.size(); ++t) {
            for (auto const* one : care::last_overlaps(registry_, exercises_[t].period.last)) {
                put(t, one->action, "overlap",
                    ending("overlap", {{"account", one->account}, {"date", one->date}}, one->amount,
                           record_source("overlap", one->head, one->source)));
            }
        }
    }

    /// What current costs change of the work that is left, by the cost of both days.
    void add_revisions()
    {
        for (std::size_t t = 0; t < exercises_.size(); ++t) {
            auto const period = exercises_[t].period;
            for (std::size_t i = 0; i < facts_.inputs.items.size(); ++i) {
                auto const& action = facts_.inputs.items[i].action;
                auto const amount = facts_.inputs.exercises[t].items[i].revision;
                auto const* const now = care::cost_on(registry_, action, period.last);
                if (amount.is_zero() || now == nullptr) {
                    continue;
                }
                auto step = kept_as("revision", "revision", amount);
                step.formula = "revision";
                auto const* const before = care::cost_on(registry_, action, period.first);
                for (auto const* cost : {before, now}) {
                    if (cost != nullptr && (cost == now || before != now)) {
                        step.sources.push_back(record_source("cost", cost->head, cost->source));
                    }
                }
                put(t, action, "stated-revision", std::move(step));
            }
        }
    }

    /// Measurements of the exercise as they make its value, and the good state beside it.
    void add_indicator(care::Indicator const& indicator)
    {
        for (auto const& exercise : exercises_) {
            auto& steps = steps_[exercise.label + "/" + indicator.head.id + "/measured"];
            add_reading(indicator, exercise.period, steps);
            if (auto const* const state =
                    care::state_on(registry_, indicator.head.id, exercise.period.last)) {
                add_state(*state, indicator, steps);
            }
        }
    }

    /// Each measurement that the year is read from; of those that it does not add up, the one that
    /// it is.
    void add_reading(care::Indicator const& indicator, core::Period period,
                     std::vector<CareStep>& steps) const
    {
        auto const reading = care::reading_of(indicator, registry_.measurements, period);
        bool const adds = indicator.aggregate == care::Aggregate::sum;
        bool found = false;
        for (auto const* const one : reading.used) {
            auto step = measurement_step(read_, *one, indicator.unit);
            bool const is_value =
                one->level.empty() ? reading.value == one->value : reading.level == one->level;
            step.sign = adds || (is_value && !found) ? 1 : 0;
            found = found || is_value;
            steps.push_back(std::move(step));
        }
    }

    void add_state(care::State const& state, care::Indicator const& indicator,
                   std::vector<CareStep>& steps) const
    {
        auto step = ending("threshold", {{"state", state.head.id}}, {}, state_source(read_, state));
        step.sign = 0;
        if (auto const& bound = state.lower ? state.lower : state.upper) {
            step.value = measure_cell(*bound, indicator.unit);
        }
        std::ranges::move(opinions_on(read_, "state", state.head.id),
                          std::back_inserter(step.sources));
        steps.push_back(std::move(step));
    }

    StepFacts read_;
    care::Registry const& registry_;
    CareBooks const& books_;
    std::span<care::Exercise const> exercises_;
    care::Closing const& closing_;
    report::CareFacts const& facts_;
    std::map<std::string, std::vector<CareStep>> steps_;
};

/// The balance of an account in the legal book, as much as a figure has of it.
CareStep account_step(std::string const& account, Money amount,
                      std::map<std::string, std::string> const& names,
                      std::string const& chain_head)
{
    CareSource source{.kind = CareSourceKind::account};
    source.ref = account;
    source.hash = chain_head;
    source.amount = amount;
    auto const name = names.find(account);
    source.label = name == names.end() ? std::string{} : name->second;
    auto step = ending("account", {{"account", account}}, amount, std::move(source));
    step.key = "account:" + account;
    return step;
}

} // namespace

std::map<std::string, std::vector<CareStep>>
care_steps_of(CareBooks const& books, std::span<care::Exercise const> exercises,
              care::Closing const& closing, report::CareFacts const& facts, i18n::Language language)
{
    return Steps{books, exercises, closing, facts, language}.take();
}

void add_account_steps(report::CareFacts& facts, std::size_t exercise,
                       LegalAccounts const& accounts,
                       std::map<std::string, std::string> const& names,
                       std::string const& chain_head)
{
    auto const start = facts.outcome.exercises[exercise].label + "/";
    auto const add = [&](std::string const& measure, std::string const& account, Money amount) {
        if (!amount.is_zero()) {
            facts.steps[start + measure].push_back(
                account_step(account, amount, names, chain_head));
        }
    };
    for (auto const& [account, net] : accounts.results) {
        if (ledger::is_produit(account)) {
            add("produits", account, -net);
        } else {
            add(ledger::is_dotation(account) ? "dotations" : "charges", account, net);
        }
    }
    for (auto const& [line, on] : accounts.lines) {
        for (auto const& [account, amount] : on) {
            add("legal/" + line, account, amount);
        }
    }
}

} // namespace coop::app
