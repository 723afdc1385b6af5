// SPDX-License-Identifier: GPL-3.0-or-later
//
// Books of which every rule holds, to break one.
#pragma once

#include <coop/care/check.hpp>
#include <coop/core/hash.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <tuple>

namespace coop::test {

using namespace coop::care;
using core::cents;
using core::Money;

inline Head head(std::string id)
{
    Head result;
    result.id = std::move(id);
    result.version = 1;
    return result;
}

inline ItemYear year_of(Money due, Money done)
{
    ItemYear year;
    year.planned = due;
    year.done.in_books[0] = done;
    return year;
}

/// Two capitals over two years: 1 000 owed to the soil from before, 1 000 due a year (600, then
/// 1 250 done), 500 due to people (500, then 200 done), and 70 of help that is no debt.
inline Inputs two_years()
{
    Inputs inputs;
    inputs.items = {{.capital = "H.equipe", .action = "formation"},
                    {.capital = "H.equipe",
                     .action = "soutien",
                     .kind = ActionKind::restoration,
                     .origin = Origin::heritee},
                    {.capital = "N.sol", .action = "compost"}};
    inputs.opening = {{}, {}, cents(100'000)};
    inputs.exercises = {{"2024",
                         cents(120'000),
                         {year_of(cents(50'000), cents(50'000)), year_of({}, cents(7'000)),
                          year_of(cents(100'000), cents(60'000))}},
                        {"2025",
                         cents(70'000),
                         {year_of(cents(50'000), cents(20'000)), year_of({}, {}),
                          year_of(cents(100'000), cents(125'000))}}};
    inputs.exercises[1].items[2].overlap = cents(5'000);
    return inputs;
}

inline void seal(CheckedYear& year)
{
    year.entries_sha256 = core::to_hex(entries_digest(year.entries));
    year.inputs_sha256 = core::to_hex(core::sha256(year.inputs));
}

/// The livre CARE as a close posts it.
inline void post_years(CheckFacts& facts)
{
    auto const& policy = facts.registry.policy;
    auto const outcome = compute(facts.inputs, policy);
    auto const book = post(facts.inputs, outcome, policy);
    facts.years.clear();
    std::int64_t id = 0;
    for (std::size_t t = 0; t < outcome.exercises.size(); ++t) {
        auto const& exercise = outcome.exercises[t];
        CheckedYear year;
        year.label = exercise.label;
        year.legal_now = year.legal_result = exercise.legal_result;
        year.result = exercise.result;
        year.arrears = exercise.arrears;
        year.inputs = "year=" + exercise.label;
        for (auto const& entry : book.entries[t]) {
            PostedEntry posted{entry, ++id, 1};
            posted.year = exercise.label;
            year.entries.push_back(std::move(posted));
        }
        seal(year);
        facts.years.push_back(std::move(year));
    }
}

/// A voice of those concerned that counts: mandated by a deliberation with minutes, on paper.
inline void let_speak(Registry& registry, std::string const& kind, std::string const& id,
                      std::string const& hash, SpokespersonType type = SpokespersonType::concerned)
{
    Opinion opinion;
    opinion.head = head(kind + "-" + id + "-avis");
    opinion.head.sequence = 90;
    opinion.head.day = core::date(2025, 6, 1);
    opinion.spokesperson = type == SpokespersonType::concerned ? "voix" : "direction";
    opinion.object = {kind, id, hash};
    opinion.sha256 = std::string(64, 'a');
    registry.opinions.push_back(opinion);
}

inline void add_spokespersons(Registry& registry)
{
    Spokesperson voice;
    voice.head = head("voix");
    voice.head.sequence = 1;
    voice.capitals = {"H.equipe", "N.sol"};
    voice.mandate_by = "assemblée";
    voice.mandate_mode = "vote";
    auto debtor = voice;
    debtor.head = head("direction");
    debtor.head.sequence = 2;
    debtor.type = SpokespersonType::management;
    registry.spokespersons = {debtor, voice};
    registry.spokesperson_versions = {voice, debtor};
    Deliberation mandates;
    mandates.head = head("mandats");
    mandates.head.sequence = 3;
    mandates.date = core::date(2024, 1, 1);
    mandates.objects = {{"spokesperson", "voix", core::to_hex(voice.head.hash)}};
    mandates.minutes = std::string(64, 'b');
    registry.deliberations = {mandates};
}

inline std::string no_hash()
{
    return core::to_hex(core::Digest{});
}

inline Registry registry_of_two()
{
    Registry registry;
    Capital team;
    team.head = head("H.equipe");
    team.people = 12;
    Capital soil;
    soil.head = head("N.sol");
    registry.capitals = {team, soil};
    for (auto const& [id, capital, unit] :
         {std::tuple{"jours", "H.equipe", "jour"}, std::tuple{"mo", "N.sol", "%"}}) {
        Indicator indicator;
        indicator.head = head(id);
        indicator.capital = capital;
        indicator.unit = unit;
        registry.indicators.push_back(indicator);
        State state;
        state.head = head(std::string{id} + "-seuil");
        state.indicator = id;
        state.unit = unit;
        state.lower = core::Decimal{3, 0};
        state.mode = Mode::arretee;
        state.valid_from = core::date(2024, 1, 1);
        registry.states.push_back(state);
        let_speak(registry, "state", state.head.id, no_hash());
    }
    for (auto const& [id, capital, unit] :
         {std::tuple{"compost", "N.sol", "t"}, std::tuple{"formation", "H.equipe", "jour"}}) {
        Action action;
        action.head = head(id);
        action.capital = capital;
        action.unit = unit;
        registry.actions.push_back(action);
        Budget budget;
        budget.head = head(std::string{id} + "-2025");
        budget.action = id;
        budget.period = {core::date(2025, 1, 1), core::date(2025, 12, 31)};
        budget.amount = cents(100'000);
        budget.source = "devis";
        registry.budgets.push_back(budget);
    }
    Use use;
    use.head = head("jardin");
    use.capital = "N.sol";
    registry.uses = {use};
    add_spokespersons(registry);
    return registry;
}

inline CheckFacts sound()
{
    CheckFacts facts;
    facts.registry = registry_of_two();
    facts.today = core::date(2026, 1, 20);
    facts.inputs = two_years();
    post_years(facts);
    facts.lines = {{7, 1, true, "606", cents(60'000)}};
    Tag tag;
    tag.head = head("7-1-compost");
    tag.action = "compost";
    tag.entry = 7;
    tag.line = 1;
    facts.registry.tags = {tag};
    return facts;
}

inline std::string rule_of(core::Diagnostic const& finding)
{
    return std::get<std::string>(finding.args.front().value);
}

/// \brief What is found, with every state as a period of its own.
inline std::vector<core::Diagnostic> found(CheckFacts facts, bool strict = false)
{
    facts.registry.state_periods = facts.registry.states;
    return check_care(facts, strict);
}

/// `I6 care-check.tag-beyond 7:1`, or of an empty list nothing.
inline std::set<std::string> texts(CheckFacts const& facts, bool strict = false)
{
    std::set<std::string> result;
    for (auto const& finding : found(facts, strict)) {
        auto const severity = finding.severity == core::Severity::error ? "" : "? ";
        result.insert(severity + rule_of(finding) + " " + finding.id.substr(11) + " " +
                      finding.where.source);
    }
    return result;
}

inline bool has(std::set<std::string> const& all, std::string const& text)
{
    UNSCOPED_INFO(all.size() << " findings, the first: " << (all.empty() ? "" : *all.begin()));
    return all.contains(text);
}

inline PostedEntry& entry_with(CheckedYear& year, std::string const& rule)
{
    return *std::ranges::find(year.entries, rule, &PostedEntry::rule);
}

using Texts = std::set<std::string>;

} // namespace coop::test
