// SPDX-License-Identifier: GPL-3.0-or-later
#include "view.hpp"

#include "report/wording.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <utility>

namespace coop::report {

using core::Cell;

namespace {

core::Fact option_fact(CareView const& view, care::PolicyOption const& option)
{
    auto const& policy = view.facts().policy;
    auto const key = std::string{option.key};
    return {"policy_" + key, view.word("policy." + key), std::string{care::word_of(policy, option)},
            "report.care.policy." + key + "."};
}

bool is_nil(Cell const& cell)
{
    auto const* amount = std::get_if<core::Money>(&cell);
    return amount == nullptr || amount->is_zero();
}

} // namespace

CareView::CareView(Facts const& facts, Request const& request)
    : facts_(*facts.care), language_(request.language)
{
    auto const& exercises = facts_.outcome.exercises;
    auto const found = std::ranges::find(exercises, facts.n, &care::ExerciseOutcome::label);
    if (found == exercises.end()) {
        auto const known = core::join(exercises, ", ", &care::ExerciseOutcome::label);
        throw core::Error{core::ErrorKind::refused,
                          "care.exercise-none",
                          {{"exercise", facts.n}, {"known", known}}};
    }
    n_ = static_cast<std::size_t>(found - exercises.begin());
    if (n_ > 0) {
        before_ = n_ - 1;
    }
}

std::string const& CareView::label_of(std::size_t exercise) const
{
    return facts_.outcome.exercises[exercise].label;
}

std::string CareView::word(std::string_view id, core::Arguments const& args) const
{
    return i18n::text(language_, "report.care." + std::string{id}, args);
}

std::string CareView::figure(std::string_view subject, std::string_view measure) const
{
    auto const middle = subject.empty() ? std::string{} : std::string{subject} + "/";
    return label_of(n_) + "/" + middle + std::string{measure};
}

std::string CareView::family_name(std::string_view family) const
{
    return word("family." + std::string{family == "*" ? "all" : family});
}

std::string CareView::marks(std::set<CareFlag> const& flags) const
{
    return core::join(flags, ", ", [&](auto const& flag) {
        return word("flag." + std::string{report::name_of(flag)});
    });
}

std::string CareView::name_of(CareCapital const& capital) const
{
    return capital.flags.empty() ? capital.name : capital.name + " [" + marks(capital.flags) + "]";
}

std::string CareView::name_of_item(std::string const& item) const
{
    auto const capital = item.substr(0, item.find('/'));
    auto const known = std::ranges::find(facts_.capitals, capital, &CareCapital::id);
    auto const action = facts_.actions.find(item);
    auto const first = known == facts_.capitals.end() ? capital : known->name;
    return action == facts_.actions.end() ? first : first + " – " + action->second;
}

Bound CareView::bound(std::string_view subject, Bound way) const
{
    bool const lacks =
        is_incomplete(facts_, n_, subject) || (before_ && is_incomplete(facts_, *before_, subject));
    return lacks ? way : Bound::none;
}

std::string CareView::bounded(std::string label, Bound bound) const
{
    return bound == Bound::none ? label : label + (bound == Bound::at_least ? " (≥)" : " (≤)");
}

std::string CareView::before_first() const
{
    return since() > 0 ? word("before", {{"exercise", label_of(since())}}) : word("before-first");
}

std::string CareView::total_label(std::string label) const
{
    return is_masked(facts_, {}) ? word("total-published", {{"label", label}}) : label;
}

std::vector<core::Column> CareView::columns(std::initializer_list<std::string_view> keys) const
{
    std::vector<core::Column> columns;
    for (auto const key : keys) {
        columns.push_back({std::string{key}, word("column." + std::string{key})});
    }
    return columns;
}

void CareView::add_years(std::vector<core::Column>& columns) const
{
    if (before_) {
        columns.push_back({"n-1", label_of(*before_)});
    }
    columns.push_back({"n", label_of(n_)});
}

core::Document CareView::document(std::string_view name) const
{
    core::Document document;
    document.id = "report." + std::string{name};
    document.title = i18n::text(language_, document.id + ".title");
    document.subtitle = word("subtitle", {{"title", facts_.title}, {"exercise", label_of(n_)}});
    add_warnings(document);
    return document;
}

void CareView::add_warnings(core::Document& document) const
{
    auto const say = [&](std::string_view id, core::Arguments const& args = {}) {
        document.blocks.emplace_back(core::Paragraph{word(id, args)});
    };
    if (care::is_weak(facts_.policy)) {
        say("warning.weak");
    } else if (facts_.policy.netting == care::Netting::capital) {
        say("warning.netting-capital");
    }
    if (!facts_.shadow_priced.empty()) {
        auto const items = core::join(facts_.shadow_priced, ", ");
        say("warning.shadow-price", {{"items", items}});
    }
    bool const before = before_ && lacks_amount(facts_, *before_, {});
    if (lacks_amount(facts_, n_, {}) || before) {
        say("warning.incomplete");
    }
    if (lacks_work(facts_, n_, {}) || (before_ && lacks_work(facts_, *before_, {}))) {
        say("warning.work-missing");
    }
    if (facts_.mask.hides()) {
        say("warning.hidden");
    } else if (!facts_.mask.folded.empty()) {
        say("warning.folded");
    }
}

void CareView::add_voices(core::Document& document) const
{
    if (facts_.voices.empty()) {
        return;
    }
    auto all = columns({"object", "speaker", "voice_type", "verdict", "proof", "voided"});
    all[2].words = "report.care.voice-type.";
    all[3].words = "report.care.verdict.";
    all[4].words = "report.care.proof.";
    all[5].words = "report.care.voided.";
    std::vector<core::Row> rows;
    for (auto const& voice : facts_.voices) {
        rows.push_back(make_row(voice.object + "/" + voice.speaker, core::RowRole::item, 0,
                                {voice.object, voice.speaker, voice.type, voice.verdict,
                                 voice.proof, std::string{voice.voided ? "yes" : "no"}}));
    }
    document.blocks.emplace_back(
        core::Table{"voices", word("voices"), std::move(all), core::rows(std::move(rows))});
}

void CareView::close(core::Document& document) const
{
    add_voices(document);
    document.blocks.emplace_back(core::Paragraph{word("principles")});
    core::Facts policy;
    for (auto const& option : care::policy_options()) {
        policy.items.push_back(option_fact(*this, option));
    }
    document.blocks.emplace_back(std::move(policy));
    document.blocks.emplace_back(core::Paragraph{word("notice")});
}

YearTable::YearTable(CareView const& view, std::string id, std::string title,
                     std::initializer_list<std::string_view> beside)
    : view_(view), beside_(beside.size())
{
    table_.id = std::move(id);
    table_.title = std::move(title);
    table_.columns = view.columns({"label"});
    view.add_years(table_.columns);
    for (auto& column : view.columns(beside)) {
        table_.columns.push_back(std::move(column));
    }
    table_.columns.push_back({"bound", {}, true, {}});
}

core::Row& YearTable::row(std::string_view key, core::RowRole role, int depth, std::string label,
                          Amount const& amount, std::vector<Cell> beside, Bound bound)
{
    std::vector<Cell> cells{view_.bounded(std::move(label), bound)};
    if (view_.before()) {
        cells.push_back(amount(*view_.before()));
    }
    cells.push_back(amount(view_.n()));
    beside.resize(beside_);
    std::ranges::move(beside, std::back_inserter(cells));
    cells.push_back(
        bound == Bound::none ? Cell{} : Cell{std::string{bound == Bound::at_least ? "ge" : "le"}});
    rows_.push_back(make_row(view_.figure({}, key), role, depth, std::move(cells)));
    return rows_.back();
}

void YearTable::row_if(std::string_view key, int depth, std::string label, Amount const& amount)
{
    if (!is_nil(amount(view_.n())) || (view_.before() && !is_nil(amount(*view_.before())))) {
        row(key, core::RowRole::item, depth, std::move(label), amount);
    }
}

core::Table YearTable::take()
{
    table_.rows = core::rows(std::move(rows_));
    return std::move(table_);
}

bool has_positions(CareFacts const& facts, std::string_view capital)
{
    return std::ranges::any_of(facts.outcome.groups,
                               [&](care::Group const& group) { return group.capital == capital; });
}

void add_by_family(CareView const& view, std::vector<core::Row>& rows,
                   std::function<void(std::string const& subject, std::string label,
                                      core::RowRole role, int depth)> const& add)
{
    for (auto const& family : families_of(view.facts())) {
        for (auto const& capital : capitals_of(view.facts(), family)) {
            if (!capital.valued) {
                rows.push_back(make_row(view.figure(capital.id, "not-valued"), core::RowRole::item,
                                        1, {view.name_of(capital), view.word("not-valued")}));
            } else if (has_positions(view.facts(), capital.id)) {
                add(capital.id, view.name_of(capital), core::RowRole::item, 1);
            }
        }
        add(family, view.family_name(family), core::RowRole::subtotal, 0);
    }
    add({}, view.word("total"), core::RowRole::total, 0);
}

} // namespace coop::report
