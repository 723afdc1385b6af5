// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.hpp"

#include <coop/core/assert.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace coop::report {

using core::Money;

namespace {

/// A sum of positions: the same of its subject's parts, or for one position a formula.
struct SumMeasure {
    std::string_view name;
    Money CareSums::*member;
    std::vector<std::string_view> parts;  ///< other sums of the position, as figures() reads them
    std::vector<std::string_view> leaves; ///< what the exercise says of its items
    CareRule rule = CareRule::sum;
};

std::vector<SumMeasure> const& sum_measures()
{
    using enum CareRule;
    static std::vector<SumMeasure> const all{
        {"opening", &CareSums::opening, {}, {"stated-opening"}},
        {"budget", &CareSums::budget, {}, {"stated-budget", "planned", "measured"}},
        {"due", &CareSums::consumption, {}, {"planned", "measured"}},
        {"revision", &CareSums::revision, {}, {"stated-revision", "recorded-revision"}},
        {"remission", &CareSums::remission, {}, {"signed-remission"}},
        {"done", &CareSums::done, {}, {"done-in-books", "done-outside"}},
        {"repaid", &CareSums::repaid, {"done", "~opening", "~due", "~budget"}, {}},
        {"preserved", &CareSums::preserved, {"repaid", "~due"}, {}},
        {"repaid-in-books", &CareSums::repaid_in_books, {"~repaid"}, {"done-in-books"}},
        {"repaid-outside", &CareSums::repaid_outside, {"repaid", "-repaid-in-books"}, {}},
        {"surplus", &CareSums::surplus, {"done", "-repaid"}, {}},
        {"closing",
         &CareSums::closing,
         {"opening", "due", "revision", "-remission", "-repaid"},
         {}},
        {"debt", &CareSums::arrears, {"closing"}, {}, floor},
        {"advance", &CareSums::advance, {"-closing"}, {}, floor},
        {"in-legal-book", &CareSums::in_legal_book, {"debt"}, {"overlap"}, least},
        {"recognised", &CareSums::recognised, {"in-legal-book", "<-in-legal-book"}, {}},
        {"unmet", &CareSums::unmet, {"due", "-repaid", "-covered"}, {}, floor},
        {"covered", &CareSums::covered, {"due", "-repaid", "~opening"}, {}, floor},
        {"arrears-repaid",
         &CareSums::arrears_repaid,
         {"repaid", "-due", "~opening", "~revision", "~remission"},
         {},
         floor},
        {"ahead", &CareSums::ahead, {"repaid", "-due", "-arrears-repaid"}, {}, floor},
        {"effect", &CareSums::effect, {"closing", "-opening", "-recognised", "not-shown"}, {}},
        {"not-shown", &CareSums::not_shown, {"advance", "<-advance"}, {}},
        {"c1", &CareSums::c1, {}, {"entries:C1"}},
        {"c2", &CareSums::c2, {}, {"entries:C2"}},
        {"c28", &CareSums::c28, {}, {"entries:C28"}},
        {"c4", &CareSums::c4, {}, {"entries:C4"}},
        {"use", &CareSums::use, {"c2", "-c28"}, {}},
        {"owed", &CareSums::owed, {"c1", "c4"}, {}},
    };
    return all;
}

/// What an exercise says of one item: here a derivation ends.
struct ItemMeasure {
    std::string_view name;
    std::optional<Money> (*of)(CareFacts const&, std::size_t exercise, std::size_t item);
};

Money sum(std::array<Money, care::funding_count> const& amounts)
{
    Money total;
    for (auto const amount : amounts) {
        total += amount;
    }
    return total;
}

care::ItemYear const& year_of(CareFacts const& facts, std::size_t t, std::size_t i)
{
    return facts.inputs.exercises[t].items[i];
}

std::array<ItemMeasure, 10> const& item_measures()
{
    using Amount = std::optional<Money>;
    static std::array<ItemMeasure, 10> const all{{
        {"planned",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             return year_of(facts, t, i).planned;
         }},
        {"measured",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             return year_of(facts, t, i).measured;
         }},
        {"stated-budget",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             return year_of(facts, t, i).budget;
         }},
        {"done-in-books",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             return sum(year_of(facts, t, i).done.in_books);
         }},
        {"done-outside",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             return sum(year_of(facts, t, i).done.outside);
         }},
        {"stated-revision",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             return year_of(facts, t, i).revision;
         }},
        {"recorded-revision",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             return year_of(facts, t, i).estimate;
         }},
        {"signed-remission",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             return year_of(facts, t, i).remission;
         }},
        {"overlap",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             return year_of(facts, t, i).overlap;
         }},
        {"stated-opening",
         [](CareFacts const& facts, std::size_t t, std::size_t i) -> Amount {
             auto const& opening = facts.inputs.opening;
             return t > 0 ? Amount{} : opening.empty() ? Money{} : opening[i];
         }},
    }};
    return all;
}

} // namespace

std::vector<CareSource> sources_of(CareFacts const& facts, std::string const& id)
{
    if (auto const found = facts.sources.find(id); found != facts.sources.end()) {
        return found->second;
    }
    return facts.declared_in ? std::vector{*facts.declared_in} : std::vector<CareSource>{};
}

CareSource policy_source(CareFacts const& facts, std::string_view key)
{
    auto const options = care::policy_options();
    auto const found = std::ranges::find(options, key, &care::PolicyOption::key);
    COOP_ASSERT(found != options.end());
    CareSource source{.kind = CareSourceKind::policy, .ref = std::string{key}};
    source.label = std::string{care::word_of(facts.policy, *found)};
    return source;
}

namespace {

/// The option that a measure depends on, where one does.
std::string_view policy_behind(std::string_view measure)
{
    constexpr std::pair<std::string_view, std::string_view> behind[] = {
        {"due", "consumption"},         {"revision", "cost_basis"},
        {"done", "third_party_repays"}, {"repaid", "netting"},
        {"surplus", "surplus"},         {"effect", "presentation"},
        {"c1", "presentation"},         {"c2", "presentation"},
        {"c4", "presentation"},         {"distributable", "distribution"}};
    for (auto const& [name, key] : behind) {
        if (name == measure) {
            return key;
        }
    }
    return {};
}

} // namespace

Derived leaf(CareFacts const& facts, FigureId const& figure, core::Cell value)
{
    auto const id = id_of(facts, figure);
    Derived derived{std::move(value), {}, {}, {}};
    if (auto const found = facts.steps.find(id); found != facts.steps.end()) {
        derived.steps = found->second;
        derived.formula = derived.steps.size() > 1 ? "sum" : "";
    } else {
        derived.sources = sources_of(facts, id);
    }
    auto const* const amount = std::get_if<Money>(&derived.value);
    bool const nil = amount != nullptr && amount->is_zero();
    if (nil && derived.steps.empty() && derived.sources.empty()) {
        derived.formula = "nothing";
    }
    return derived;
}

namespace {

/// `-due`, `~due`, and `<-advance`: that of the exercise before, where there is one.
void add_part(std::vector<FigurePart>& parts, std::size_t exercise, std::string const& subject,
              std::string_view word)
{
    FigurePart part{{exercise, subject, {}}};
    for (; !word.empty() && !(word.front() >= 'a' && word.front() <= 'z'); word.remove_prefix(1)) {
        if (word.front() == '<') {
            if (exercise == 0) {
                return;
            }
            --part.figure.exercise;
        }
        part.sign = word.front() == '-' ? -1 : word.front() == '~' ? 0 : part.sign;
    }
    part.figure.measure = word;
    parts.push_back(std::move(part));
}

} // namespace

std::vector<FigurePart> figures(std::size_t exercise, std::string const& subject,
                                std::initializer_list<std::string_view> measures)
{
    std::vector<FigurePart> result;
    for (auto const measure : measures) {
        add_part(result, exercise, subject, measure);
    }
    return result;
}

namespace {

/// The subjects one level below; none below a position.
std::vector<std::string> below(CareFacts const& facts, std::string const& subject)
{
    std::vector<std::string> result;
    auto const put = [&](std::string id) {
        if (id != subject && !std::ranges::count(result, id)) {
            result.push_back(std::move(id));
        }
    };
    for (auto const& group : facts.outcome.groups) {
        if (belongs(group, subject)) {
            subject.empty()                                   ? put(group.capital.substr(0, 1))
            : subject.size() == 1 && subject != group.capital ? put(group.capital)
                                                              : put(care::id_of(group));
        }
    }
    return result;
}

/// The entries of the livre CARE behind the account of a position.
void add_entries(CareFacts const& facts, FigureId const& figure, std::string_view account,
                 Derived& derived)
{
    bool const credit = account == "C1" || account == "C4" || account == "C28";
    for (auto const& entry : facts.book.entries[figure.exercise]) {
        auto const id = entry.action.empty() ? entry.capital : entry.capital + "/" + entry.action;
        for (auto const& line : entry.lines) {
            if (id == figure.subject &&
                line.account == std::string{account} + "." + entry.capital) {
                auto const net = line.debit - line.credit;
                CareSource source{.kind = CareSourceKind::care_entry};
                source.ref = std::string{care::name_of(entry.journal)} + " " + entry.rule;
                source.label = line.account;
                source.amount = credit ? -net : net;
                derived.sources.push_back(std::move(source));
            }
        }
    }
}

/// The sign of what an exercise says of an item: the policy chooses between them.
int sign_of(CareFacts const& facts, care::ItemYear const& year, std::string_view measure,
            std::string_view leaf)
{
    using care::Consumption;
    auto const consumption = facts.policy.consumption;
    bool const is_measured =
        year.measured && (consumption == Consumption::measured ||
                          (consumption != Consumption::planned && *year.measured > year.planned));
    if (leaf == "stated-revision") {
        return facts.policy.cost_basis == care::CostBasis::current ? 1 : 0;
    }
    if (leaf == "stated-budget") {
        return 1;
    }
    bool const chosen = leaf == "measured" ? is_measured : leaf != "planned" || !is_measured;
    return chosen && !(measure == "budget" && year.budget) ? 1 : 0;
}

void add_leaves(CareFacts const& facts, FigureId const& figure, SumMeasure const& measure,
                care::Group const& group, Derived& derived)
{
    for (auto const leaf : measure.leaves) {
        if (leaf.starts_with("entries:")) {
            add_entries(facts, figure, leaf.substr(8), derived);
            continue;
        }
        for (auto const i : group.items) {
            FigureId id{figure.exercise, care::id_of(facts.inputs.items[i]), std::string{leaf}};
            if (derive(facts, id)) {
                auto const& year = year_of(facts, figure.exercise, i);
                derived.parts.push_back({std::move(id), sign_of(facts, year, measure.name, leaf)});
            }
        }
    }
}

std::optional<Derived> derive_sum(CareFacts const& facts, FigureId const& figure,
                                  SumMeasure const& measure)
{
    auto const& groups = facts.outcome.groups;
    auto const is_subject = [&](care::Group const& group) {
        return belongs(group, figure.subject);
    };
    Derived derived;
    if (!figure.subject.empty() && std::ranges::none_of(groups, is_subject)) {
        if (std::ranges::count(families_of(facts), figure.subject) == 0) {
            return std::nullopt;
        }
        derived.value = core::Money{}; // statements have a line for a family that owes nothing
        derived.formula = "sum";
        derived.sources = sources_of(facts, id_of(facts, figure));
        return derived;
    }
    derived.value = sums_of(facts, figure.exercise, figure.subject).*measure.member;
    if (!facts.mask.folded.empty() && figure.subject == facts.mask.folded) {
        derived.formula = "folded"; // what is below would tell the groups apart
        derived.sources = {{.kind = CareSourceKind::declaration, .ref = figure.subject}};
        return derived;
    }
    if (auto const key = policy_behind(measure.name); !key.empty()) {
        derived.sources.push_back(policy_source(facts, key));
    }
    auto const subjects = below(facts, figure.subject);
    // Of several positions, what one repaid beyond its due pays for no other.
    if (!subjects.empty() && measure.name != "preserved") {
        derived.formula = "sum";
        for (auto const& subject : subjects) {
            derived.parts.push_back({{figure.exercise, subject, figure.measure}});
        }
        return derived;
    }
    derived.formula = measure.name;
    derived.rule = measure.rule;
    if (measure.name == "opening" && figure.exercise > 0) {
        derived.parts = figures(figure.exercise, figure.subject, {"<closing"});
        return derived;
    }
    bool const at_close = facts.policy.presentation == care::Presentation::cloture;
    for (auto const part : measure.parts) {
        if (part != "not-shown" || at_close) {
            add_part(derived.parts, figure.exercise, figure.subject, part);
        }
    }
    if (measure.name == "not-shown" && !at_close) { // the other presentations show advances
        for (auto& part : derived.parts) {
            part.sign = 0;
        }
    }
    if (auto const group = std::ranges::find_if(groups, is_subject); group != groups.end()) {
        bool const ceased = std::ranges::any_of(
            group->items, [&](std::size_t i) { return year_of(facts, figure.exercise, i).ceased; });
        if (ceased && measure.name == "due") {
            derived.formula = "due-ceased";
        }
        add_leaves(facts, figure, measure, *group, derived);
    }
    return derived;
}

std::optional<Derived> derive_item(CareFacts const& facts, FigureId const& figure,
                                   ItemMeasure const& measure)
{
    for (std::size_t i = 0; i < facts.inputs.items.size(); ++i) {
        auto const& item = facts.inputs.items[i];
        // What is done for a capital without amounts is a memo of its own.
        bool const amounts = item.valued || figure.measure.starts_with("done-");
        bool const shown = amounts && item.capital != facts.mask.folded;
        if (shown && care::id_of(item) == figure.subject) {
            auto const amount = measure.of(facts, figure.exercise, i);
            return amount ? std::optional{leaf(facts, figure, *amount)} : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace

namespace {

/// What was done of an action in its own unit; what is due of it stands beside.
std::optional<Derived> derive_work(CareFacts const& facts, FigureId const& figure)
{
    auto const work = std::ranges::find(facts.work, figure.subject, &CareWork::item);
    if (work == facts.work.end()) {
        return std::nullopt;
    }
    auto const& done = work->years[figure.exercise].done;
    auto derived =
        leaf(facts, figure, done ? core::Cell{core::Quantity{*done, work->unit}} : core::Cell{});
    if (figure.exercise > 0 && derived.steps.empty() && derived.sources.empty()) {
        // What is left of it was due before.
        derived.parts.push_back({{figure.exercise - 1, figure.subject, figure.measure}, 0});
    }
    return derived;
}

} // namespace

std::string id_of(CareFacts const& facts, FigureId const& figure)
{
    auto const middle = figure.subject.empty() ? std::string{} : figure.subject + "/";
    return facts.outcome.exercises[figure.exercise].label + "/" + middle + figure.measure;
}

std::optional<Derived> derive(CareFacts const& facts, FigureId const& figure)
{
    for (auto const& measure : sum_measures()) {
        if (measure.name == figure.measure) {
            return derive_sum(facts, figure, measure);
        }
    }
    for (auto const& measure : item_measures()) {
        bool const indicator = has_indicator(facts, figure.subject);
        if (measure.name == figure.measure && !indicator) {
            return derive_item(facts, figure, measure);
        }
    }
    if (figure.measure == "work-done") {
        return derive_work(facts, figure);
    }
    return derive_whole(facts, figure);
}

std::map<std::string, FigureId> figures_of(CareFacts const& facts)
{
    std::set<std::string> subjects{{}};
    for (auto const& group : facts.outcome.groups) {
        subjects.insert({group.capital.substr(0, 1), group.capital, care::id_of(group)});
    }
    for (auto const& item : facts.inputs.items) {
        subjects.insert(care::id_of(item));
    }
    for (auto const& asked : facts.asked) {
        subjects.insert(asked.item);
    }
    for (auto& family : families_of(facts)) {
        subjects.insert(std::move(family));
    }
    std::vector<std::string> measures = whole_measures();
    for (auto const& measure : sum_measures()) {
        measures.emplace_back(measure.name);
    }
    for (auto const& measure : item_measures()) {
        measures.emplace_back(measure.name);
    }
    std::map<std::string, FigureId> result;
    auto const put = [&](FigureId figure) {
        if (derive(facts, figure)) {
            auto id = id_of(facts, figure);
            result.emplace(std::move(id), std::move(figure));
        }
    };
    for (std::size_t t = 0; t < facts.outcome.exercises.size(); ++t) {
        for (auto const& subject : subjects) {
            for (auto const& measure : measures) {
                put({t, subject, measure});
            }
        }
        for (auto const* const measure : {"uses", "capital", "others"}) {
            put({t, "F", measure});
        }
        for (auto& line : legal_lines_of(facts, t)) {
            put({t, "legal", line.key});
        }
        for (auto const& indicator : facts.indicators) {
            put({t, indicator.id, "measured"});
        }
        for (auto const& work : facts.work) {
            put({t, work.item, "work-done"});
        }
    }
    return result;
}

} // namespace coop::report
