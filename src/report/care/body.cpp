// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the statements of an exercise print, as fields that no wording changes: their digest is in
// its close. A field that is added here changes every digest, so it begins another format.
#include "figures.hpp"

#include <coop/care/record.hpp>
#include <coop/core/hash.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace coop::report {

namespace {

/// Fields in their order, each as its length and its bytes.
class Body {
public:
    Body& add(std::string_view text)
    {
        core::append_field(bytes_, text);
        return *this;
    }

    Body& add(core::Money amount) { return add(care::to_text(amount)); }

    Body& add(std::optional<core::Decimal> const& value)
    {
        return add(value ? care::to_text(*value) : std::string{});
    }

    Body& add(std::size_t count) { return add(std::to_string(count)); }

    Body& add(std::set<std::string> const& words)
    {
        add(words.size());
        for (auto const& word : words) {
            add(word);
        }
        return *this;
    }

    Body& add(std::set<CareFlag> const& flags)
    {
        add(flags.size());
        for (auto const flag : flags) {
            add(name_of(flag));
        }
        return *this;
    }

    core::Digest digest() const { return core::sha256(bytes_); }

private:
    std::string bytes_;
};

constexpr core::Money CareSums::*const sums[] = {&CareSums::opening,
                                                 &CareSums::budget,
                                                 &CareSums::consumption,
                                                 &CareSums::revision,
                                                 &CareSums::remission,
                                                 &CareSums::done,
                                                 &CareSums::repaid_in_books,
                                                 &CareSums::repaid_outside,
                                                 &CareSums::repaid,
                                                 &CareSums::surplus,
                                                 &CareSums::closing,
                                                 &CareSums::arrears,
                                                 &CareSums::advance,
                                                 &CareSums::in_legal_book,
                                                 &CareSums::preserved,
                                                 &CareSums::unmet,
                                                 &CareSums::covered,
                                                 &CareSums::arrears_repaid,
                                                 &CareSums::ahead,
                                                 &CareSums::recognised,
                                                 &CareSums::effect,
                                                 &CareSums::not_shown,
                                                 &CareSums::c1,
                                                 &CareSums::c2,
                                                 &CareSums::c28,
                                                 &CareSums::c4};

/// Of the whole, beside the sums: whatever is computed on.
constexpr std::string_view wholes[] = {"rate",     "before",
                                       "gap",      "gap-before",
                                       "solvency", "distributable-strict",
                                       "uses",     "distributable-after-result",
                                       "capitals", "tagged-rest"};

std::set<std::string> subjects_of(CareFacts const& facts)
{
    std::set<std::string> subjects{{}};
    for (auto const& group : facts.outcome.groups) {
        subjects.insert({group.capital.substr(0, 1), group.capital, care::id_of(group)});
    }
    return subjects;
}

void add_cell(Body& body, core::Cell const& cell)
{
    if (auto const* const amount = std::get_if<core::Money>(&cell)) {
        body.add(*amount);
    } else if (auto const* const quantity = std::get_if<core::Quantity>(&cell)) {
        body.add(std::optional{quantity->value}).add(quantity->unit);
    } else {
        body.add(std::string_view{});
    }
}

void add_side(Body& body, std::vector<LegalLine> const& side)
{
    body.add(side.size());
    for (auto const& line : side) {
        body.add(line.key).add(line.amount).add(line.deduction);
    }
}

void add_items(Body& body, CareFacts const& facts, std::size_t t)
{
    for (std::size_t i = 0; i < facts.inputs.items.size(); ++i) {
        auto const& item = facts.inputs.items[i];
        auto const& year = facts.inputs.exercises[t].items[i];
        body.add(care::id_of(item)).add(care::name_of(item.kind)).add(care::name_of(item.origin));
        body.add(year.planned).add(year.revision).add(year.remission).add(year.overlap);
        for (auto const& amount : {year.budget, year.measured}) {
            body.add(amount ? care::to_text(*amount) : std::string{});
        }
        for (std::size_t f = 0; f < care::funding_count; ++f) {
            body.add(year.done.in_books[f]).add(year.done.outside[f]);
        }
        for (auto const& [word, amount] : memo_kinds) {
            body.add(facts.outcome.exercises[t].memos[i].*amount);
        }
    }
}

/// An exercise that has its column: the last one, and the one before.
void add_exercise(Body& body, CareFacts const& facts, std::set<std::string> const& subjects,
                  std::size_t t)
{
    if (auto const& legal = facts.exercises[t].legal) {
        body.add(legal->produits).add(legal->charges).add(legal->dotations);
        body.add(legal->preservation);
        add_side(body, legal->actif);
        add_side(body, legal->passif);
    }
    body.add(facts.exercises[t].incomplete);
    for (auto const& subject : subjects) {
        auto const of_subject = sums_of(facts, t, subject);
        body.add(subject);
        for (auto const member : sums) {
            body.add(of_subject.*member);
        }
    }
    for (auto const measure : wholes) {
        auto const derived = derive(facts, {t, {}, std::string{measure}});
        add_cell(body.add(measure), derived ? derived->value : core::Cell{});
    }
    add_items(body, facts, t);
}

void add_entries(Body& body, std::vector<care::Draft> const& entries)
{
    body.add(entries.size());
    for (auto const& entry : entries) {
        body.add(care::name_of(entry.journal)).add(entry.rule).add(entry.capital);
        body.add(entry.action).add(entry.lines.size());
        for (auto const& line : entry.lines) {
            body.add(line.account).add(line.debit).add(line.credit);
        }
    }
}

void add_indicator(Body& body, CareIndicator const& indicator)
{
    body.add(indicator.id).add(indicator.capital).add(indicator.name).add(indicator.unit);
    body.add(care::direction_words.of(indicator.direction));
    for (auto const& year : indicator.years) {
        body.add(year.opening).add(year.degradation).add(year.preservation).add(year.closing);
        body.add(year.uncertainty).add(year.lower).add(year.upper);
        body.add(year.level).add(year.grade).add(year.good_level).add(year.source);
        body.add(year.flags);
    }
}

/// Work in its own unit, and what those concerned are asked to remit.
void add_work(Body& body, CareFacts const& facts)
{
    body.add(facts.work.size());
    for (auto const& work : facts.work) {
        body.add(work.item).add(work.unit);
        for (auto const& year : work.years) {
            body.add(year.opening).add(year.due).add(year.done).add(year.missing);
        }
        for (auto const amount : work.missing_cost) {
            body.add(amount);
        }
    }
    body.add(facts.asked.size());
    for (auto const& asked : facts.asked) {
        body.add(asked.kind).add(asked.id).add(asked.item).add(core::format_iso(asked.date));
        body.add(asked.amount).add(care::name_of(asked.standing));
    }
}

} // namespace

core::Digest body_digest(CareFacts const& facts)
{
    Body body;
    body.add("coop-care-body-1").add(facts.title).add(care::canonical(facts.policy));
    auto const& exercises = facts.outcome.exercises;
    body.add(exercises.size());
    for (auto const& exercise : exercises) {
        body.add(exercise.label).add(exercise.legal_result).add(exercise.result);
        body.add(exercise.arrears);
    }
    auto const subjects = subjects_of(facts);
    for (auto t = exercises.size() - std::min<std::size_t>(exercises.size(), 2);
         t < exercises.size(); ++t) {
        add_exercise(body, facts, subjects, t);
    }
    if (!facts.book.entries.empty()) {
        add_entries(body, facts.book.entries.back());
    }
    for (auto const& capital : facts.capitals) {
        body.add(capital.id).add(capital.name).add(std::size_t{capital.valued}).add(capital.flags);
    }
    for (auto const& [id, name] : facts.actions) {
        body.add(id).add(name);
    }
    body.add(facts.shadow_priced);
    for (auto const& indicator : facts.indicators) {
        add_indicator(body, indicator);
    }
    for (auto const& voice : facts.voices) {
        body.add(voice.object).add(voice.speaker).add(voice.type).add(voice.verdict);
        body.add(voice.proof).add(std::size_t{voice.voided});
    }
    add_work(body, facts);
    return body.digest();
}

} // namespace coop::report
