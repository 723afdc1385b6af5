// SPDX-License-Identifier: GPL-3.0-or-later
//
// Books of which every rule holds, and for each rule what breaks it: that one, and where.
#include <coop/care/check.hpp>
#include <coop/core/hash.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <tuple>

using namespace coop;
using namespace coop::care;
using core::cents;
using core::Money;

namespace {

Head head(std::string id)
{
    Head result;
    result.id = std::move(id);
    result.version = 1;
    return result;
}

ItemYear year_of(Money due, Money done)
{
    ItemYear year;
    year.planned = due;
    year.done.in_books[0] = done;
    return year;
}

/// Two capitals over two years: 1 000 owed to the soil from before, 1 000 due a year (600, then
/// 1 250 done), 500 due to people (500, then 200 done), and 70 of help that is no debt.
Inputs two_years()
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

void seal(CheckedYear& year)
{
    year.entries_sha256 = core::to_hex(entries_digest(year.entries));
    year.inputs_sha256 = core::to_hex(core::sha256(year.inputs));
}

/// The livre CARE as a close posts it.
void post_years(CheckFacts& facts)
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
void let_speak(Registry& registry, std::string const& kind, std::string const& id,
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

void add_spokespersons(Registry& registry)
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

std::string no_hash()
{
    return core::to_hex(core::Digest{});
}

Registry registry_of_two()
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

CheckFacts sound()
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

std::string rule_of(core::Diagnostic const& finding)
{
    return std::get<std::string>(finding.args.front().value);
}

/// `I6 care-check.tag-beyond 7:1`, or of an empty list nothing.
/// \brief States are periods of their own here.
std::set<std::string> texts(CheckFacts facts, bool strict = false)
{
    facts.registry.state_periods = facts.registry.states;
    std::set<std::string> result;
    for (auto const& finding : check_care(facts, strict)) {
        auto const severity = finding.severity == core::Severity::error ? "" : "? ";
        result.insert(severity + rule_of(finding) + " " + finding.id.substr(11) + " " +
                      finding.where.source);
    }
    return result;
}

bool has(std::set<std::string> const& all, std::string const& text)
{
    UNSCOPED_INFO(all.size() << " findings, the first: " << (all.empty() ? "" : *all.begin()));
    return all.contains(text);
}

PostedEntry& entry_with(CheckedYear& year, std::string const& rule)
{
    return *std::ranges::find(year.entries, rule, &PostedEntry::rule);
}

using Texts = std::set<std::string>;

} // namespace

TEST_CASE("sound books have no finding, in any presentation")
{
    CHECK(invariants().size() == 30);
    auto facts = sound();
    CHECK(texts(facts, true) == Texts{});
    for (auto const presentation : {Presentation::capital, Presentation::cloture}) {
        facts.registry.policy.presentation = presentation;
        post_years(facts);
        for (auto& year : facts.years) {
            year.policy.presentation = presentation;
        }
        CHECK(texts(facts, true) == Texts{});
    }
    CHECK(texts(CheckFacts{}, true) == Texts{});
}

TEST_CASE("I1: an entry that does not balance, or has an empty line")
{
    auto facts = sound();
    auto& entry = entry_with(facts.years[0], "E2");
    auto const place = "care-entry/" + std::to_string(entry.id);
    entry.lines[0].debit += cents(1);
    CHECK(has(texts(facts), "I1 unbalanced " + place));
    entry.lines[0].debit -= cents(1);
    entry.lines.push_back({"C6.N.sol", {}, {}});
    CHECK(has(texts(facts), "I1 empty-line " + place));
}

TEST_CASE("I3: an account of no book, and an exercise that opens otherwise than the last closed")
{
    auto facts = sound();
    facts.years[0].entries[0].lines[0].account = "512";
    CHECK(has(texts(facts), "I3 account close/2024"));
    facts = sound();
    std::erase_if(facts.years[1].entries,
                  [](PostedEntry const& entry) { return entry.rule == "AN"; });
    CHECK(has(texts(facts), "I3 opening close/2025"));
}

TEST_CASE("I4: presentations that do not agree")
{
    auto facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        if (policy.presentation == Presentation::capital) {
            outcome.exercises[1].result += cents(1);
        }
        return outcome;
    };
    CHECK(texts(facts) == Texts{"I4 presentation close/2025"});
}

TEST_CASE("I5: a result that the entries do not make, a legal result that moved")
{
    auto facts = sound();
    facts.years[0].legal_now += cents(5);
    CHECK(texts(facts) == Texts{"I5 legal-moved close/2024"});
    facts = sound();
    facts.years[0].result += cents(5);
    CHECK(has(texts(facts), "I5 result close/2024"));
    // Work that was not done, on both sides: the year is at one with itself, not with the next.
    facts = sound();
    auto& opening = entry_with(facts.years[0], "E0");
    opening.lines[0].debit += cents(100);
    opening.lines[1].credit += cents(100);
    CHECK(has(texts(facts), "I5 conservation close/2025"));
}

TEST_CASE("I6: more than a line, and a line that is not there")
{
    auto facts = sound();
    auto second = facts.registry.tags.front();
    second.head = head("7-1-formation");
    second.share = core::Decimal{1, 6};
    facts.registry.tags.push_back(second);
    CHECK(texts(facts) == Texts{"I6 tag-beyond 7:1"});
    second.share.reset();
    second.amount = cents(1);
    facts.registry.tags.back() = second;
    CHECK(texts(facts) == Texts{"I6 tag-beyond 7:1"});
    facts.registry.tags.back().withdrawn = true;
    CHECK(texts(facts) == Texts{});
    facts.lines.front().posted = false;
    CHECK(texts(facts) == Texts{"I6 tag-nowhere tag/7-1-compost"});
}

TEST_CASE("I7: an account of CARE among the legal ones")
{
    auto facts = sound();
    facts.intruders = {"C1"};
    CHECK(texts(facts) == Texts{"I7 intruder account/C1"});
}

TEST_CASE("I8: a position that the livre CARE does not hold, an opening that touches the result")
{
    auto facts = sound();
    std::erase_if(facts.years[1].entries,
                  [](PostedEntry const& entry) { return entry.rule == "E3"; });
    CHECK(has(texts(facts), "I8 position 2025/N.sol/compost"));
    facts = sound();
    std::erase_if(facts.years[0].entries,
                  [](PostedEntry const& entry) { return entry.rule == "E4"; });
    CHECK(has(texts(facts), "I8 arrears 2024/N.sol/compost"));
    facts = sound();
    facts.years[1].arrears += cents(1);
    CHECK(texts(facts) == Texts{"I8 kept close/2025"});
    facts = sound();
    auto& opening = entry_with(facts.years[0], "E0");
    opening.lines[0].account = "C6.N.sol";
    CHECK(has(texts(facts), "I8 opening-effect care-entry/" + std::to_string(opening.id)));
    facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        outcome.exercises[0].positions[1].surplus += cents(1);
        return outcome;
    };
    CHECK(has(texts(facts), "I8 identity 2024/N.sol/compost"));
}

TEST_CASE("I9: what is done for one capital pays for another")
{
    auto facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        auto& positions = outcome.exercises[1].positions;
        positions[1].closing -= positions[0].done;
        return outcome;
    };
    CHECK(has(texts(facts), "I9 offset 2025/N.sol/compost"));
}

TEST_CASE("I10 and I11: more owed is more result, and doubles that are none")
{
    auto facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        for (auto const& exercise : inputs.exercises) {
            outcome.exercises[0].result += exercise.items[2].planned + exercise.items[2].planned;
        }
        return outcome;
    };
    CHECK(has(texts(facts), "I10 direction N.sol/compost"));
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        outcome.exercises[0].result += cents(1);
        return outcome;
    };
    CHECK(has(texts(facts), "I11 scale close/2024"));
}

TEST_CASE("I12: help that is no debt stands among the debts")
{
    auto facts = sound();
    auto& memo = entry_with(facts.years[0], "suivi");
    memo.lines = {{"C1.H.equipe", cents(7'000), {}}, {"C7.H.equipe", {}, cents(7'000)}};
    CHECK(has(texts(facts), "I12 not-owed care-entry/" + std::to_string(memo.id)));
}

TEST_CASE("I13 and I14: ages that are not the debt, an obligation that is counted twice")
{
    auto facts = sound();
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        outcome.exercises[0].positions[1].layers.front().amount += cents(1);
        return outcome;
    };
    CHECK(texts(facts) == Texts{"I13 ages 2024/N.sol/compost"});
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        std::ranges::reverse(outcome.exercises[0].positions[1].layers);
        return outcome;
    };
    CHECK(texts(facts) == Texts{"I13 ages 2024/N.sol/compost"});
    facts.engine = [](Inputs const& inputs, Policy const& policy, bool weak) {
        auto outcome = compute(inputs, policy, weak);
        outcome.exercises[1].positions[1].in_legal_book = {};
        return outcome;
    };
    CHECK(has(texts(facts), "I14 overlap 2025/N.sol/compost"));
}

TEST_CASE("I15: an entry or a close that changed since it was sealed")
{
    auto facts = sound();
    facts.years[1].entries[0].label = "autre chose";
    CHECK(texts(facts) == Texts{"I15 entries-seal close/2025"});
    facts = sound();
    facts.years[1].inputs += "0";
    CHECK(texts(facts) == Texts{"I15 inputs-seal close/2025"});
    facts = sound();
    facts.years[1].body_sha256 = facts.years[1].body_now = "aa";
    CHECK(texts(facts).empty());
    facts.years[1].body_now = "bb";
    CHECK(texts(facts) == Texts{"I15 body-seal close/2025"});
    facts = sound();
    facts.years[0].entries[1].close.reset();
    CHECK(has(texts(facts), "I15 no-close care-entry/2"));
    facts = sound();
    facts.unsealed = {"2026"};
    CHECK(texts(facts) == Texts{"I15 unsealed close/2026"});
    facts = sound();
    for (int i = 0; i < 2; ++i) {
        facts.years[0].entries.push_back(
            {reversal_of(facts.years[0].entries[1], core::date(2024, 12, 31), ""), 100 + i, 1});
    }
    CHECK(has(texts(facts), "I15 reversed-twice care-entry/101"));
}

TEST_CASE("I16: instalments that are not the budget")
{
    auto facts = sound();
    auto& budget = facts.registry.budgets.front();
    budget.schedule = Schedule::listed;
    budget.instalments = {cents(50'000), cents(49'999)};
    CHECK(texts(facts) == Texts{"I16 schedule budget/compost-2025"});
    facts = sound();
    facts.inputs.exercises[0].items[0].budget = cents(1);
    CHECK(has(texts(facts), "I16 schedule H.equipe/formation"));
}

TEST_CASE("I18: another method than the closes")
{
    auto facts = sound();
    facts.registry.policy.inherited = Inherited::include;
    CHECK(texts(facts) == Texts{"I18 policy close/2024", "I18 policy close/2025"});
}

TEST_CASE("I19: a capital as an asset, and euros for what is not valued")
{
    auto facts = sound();
    facts.registry.capitals[1].valuation = Valuation::none;
    auto const found = texts(facts);
    CHECK(has(found, "I19 not-valued budget/compost-2025"));
    CHECK(has(found, "I19 not-valued tag/7-1-compost"));
    CHECK(has(found,
              "I19 not-valued care-entry/" + std::to_string(entry_with(facts.years[0], "E0").id)));
    facts = sound();
    for (auto& entry : facts.years[0].entries) {
        for (auto& line : entry.lines) {
            if (line.account == "C1.N.sol") {
                std::swap(line.debit, line.credit);
            }
            if (line.account == "C28.N.sol") {
                line.credit += line.credit;
            }
        }
    }
    CHECK(has(texts(facts), "I19 use-below-zero close/2024"));
    facts = sound();
    entry_with(facts.years[0], "E3").lines[0].debit += cents(1'000'000);
    CHECK(has(texts(facts), "I19 capital-as-asset close/2024"));
}

TEST_CASE("I20: euros without source, good state or cost; all of it an error when strict")
{
    auto facts = sound();
    facts.registry.budgets.front().source.clear();
    CHECK(texts(facts) == Texts{"? I20 no-source budget/compost-2025"});
    CHECK(texts(facts, true) == Texts{"I20 no-source budget/compost-2025"});
    facts = sound();
    auto& budget = facts.registry.budgets.front();
    budget.amount.reset();
    budget.quantity = core::Decimal{15, 0};
    CHECK(texts(facts) == Texts{"? I20 no-amount budget/compost-2025"});
    facts = sound();
    facts.years[1].incomplete = {"N.sol"};
    CHECK(texts(facts, true) == Texts{"I20 incomplete close/2025"});
    facts = sound();
    facts.registry.states[1].indicator = "autre";
    CHECK(has(texts(facts), "? I20 no-good-state budget/compost-2025"));
    facts = sound();
    facts.registry.budgets.front().action = "absente";
    CHECK(has(texts(facts), "I20 no-action budget/compost-2025"));
}

TEST_CASE("I21: thresholds that are over, undeclared, missing, or due for review")
{
    auto facts = sound();
    auto& state = facts.registry.states[1];
    state.review_by = core::date(2026, 1, 1);
    CHECK(texts(facts, true) == Texts{"? I21 review state/mo-seuil"});
    state.valid_to = core::date(2025, 12, 31);
    CHECK(texts(facts) == Texts{"? I21 expired state/mo-seuil"});
    CHECK(texts(facts, true) == Texts{"I21 expired state/mo-seuil"});
    state.valid_to.reset();
    state.mode = Mode::non_declaree;
    CHECK(texts(facts) == Texts{"? I21 undeclared state/mo-seuil"});
    facts.registry.states.pop_back();
    CHECK(has(texts(facts), "? I21 no-state indicator/mo"));
    facts = sound();
    facts.years[0].undeclared = true;
    CHECK(texts(facts) == Texts{"? I21 closed-undeclared close/2024"});
}

TEST_CASE("I22: a value in another unit")
{
    auto facts = sound();
    facts.registry.states[0].unit = "heure";
    Cost cost;
    cost.head = head("compost-kg");
    cost.action = "compost";
    cost.unit = "kg";
    facts.registry.costs = {cost};
    Degradation loss;
    loss.head = head("perte");
    loss.use = "jardin";
    loss.indicator = "mo";
    loss.unit = "t";
    facts.registry.degradations = {loss};
    CHECK(texts(facts) == Texts{"I22 unit cost/compost-kg", "I22 unit degradation/perte",
                                "I22 unit state/jours-seuil"});
}

TEST_CASE("I23 and I24: work without evidence, remissions and who signed them")
{
    auto facts = sound();
    Realisation work;
    work.head = head("chantier");
    work.action = "compost";
    facts.registry.realisations = {work};
    CHECK(texts(facts) == Texts{"? I23 no-evidence realisation/chantier"});
    CHECK(texts(facts, true) == Texts{"I23 no-evidence realisation/chantier"});
    facts.registry.realisations.clear();
    auto const lines = facts.lines;
    for (auto const* const account : {"68151", "6865", "6875", "6894", "68173", "6876"}) {
        facts.lines.front().account = account;
        CHECK(has(texts(facts), "I23 set-aside " + std::to_string(facts.lines.front().entry) + ":" +
                                    std::to_string(facts.lines.front().line)));
    }
    facts.lines.front().account = "6811";
    CHECK(texts(facts) == Texts{});
    facts.lines = lines;

    Remission remission;
    remission.head = head("remise");
    remission.action = "compost";
    facts.registry.remissions = {remission};
    CHECK(texts(facts) == Texts{"I23 remission-unsigned remission/remise"});
    let_speak(facts.registry, "remission", "remise", no_hash(), SpokespersonType::management);
    CHECK(texts(facts) == Texts{"? I24 debtor-alone remission/remise"});
    let_speak(facts.registry, "remission", "remise", no_hash());
    CHECK(texts(facts) == Texts{});
    facts.registry.opinions.back().verdict = Verdict::refuse;
    CHECK(texts(facts) == Texts{"I23 remission-contested remission/remise"});

    facts = sound();
    std::erase_if(facts.registry.opinions,
                  [](Opinion const& opinion) { return opinion.object.id == "mo-seuil"; });
    let_speak(facts.registry, "state", "mo-seuil", no_hash(), SpokespersonType::management);
    CHECK(texts(facts, true) == Texts{"? I24 debtor-alone state/mo-seuil"});
}

TEST_CASE("I25: a share that nobody declared")
{
    auto facts = sound();
    facts.registry.uses.front().share = core::Decimal{30, 0};
    CHECK(texts(facts) == Texts{"I25 share-source use/jardin"});
}

TEST_CASE("I26: a broken chain, a false signature, an opinion on what has changed")
{
    auto facts = sound();
    facts.trail = {{core::Severity::error,
                    "verify.care-chain",
                    {{"kind", std::string{"state"}}, {"id", std::string{"mo-seuil"}}},
                    {}}};
    CHECK(texts(facts) == Texts{"I26 trail state/mo-seuil"});
    facts = sound();
    facts.registry.opinions.back().signature = std::string(128, '0');
    CHECK(has(texts(facts), "I26 forged opinion/state-mo-seuil-avis"));
    facts = sound();
    facts.registry.states[1].head.hash[0] = 1;
    auto const found = texts(facts);
    CHECK(has(found, "? I26 void opinion/state-mo-seuil-avis"));
    CHECK(has(found, "? I24 debtor-alone state/mo-seuil"));
}

TEST_CASE("I27 and I28: a group that is too small, a figure without explanation")
{
    auto facts = sound();
    facts.registry.capitals[0].people = 4;
    CHECK(texts(facts) == Texts{"? I27 small-group capital/H.equipe"});
    facts = sound();
    facts.unexplained = {"2025/N.sol/due"};
    CHECK(texts(facts) == Texts{"I28 unexplained 2025/N.sol/due"});
}

TEST_CASE("I30: to close again would say something else")
{
    auto facts = sound();
    facts.years[1].changed = 3;
    CHECK(texts(facts) == Texts{"? I30 changed-since close/2025"});
    facts = sound();
    std::swap(facts.years[0].entries[0], facts.years[0].entries[1]);
    seal(facts.years[0]);
    CHECK(texts(facts) == Texts{"I30 close-again close/2024"});
    facts = sound();
    facts.refusal = "care.item-changed";
    CHECK(texts(facts) == Texts{"I30 refused close"});
    facts = sound();
    facts.inputs.exercises[0].items[0].planned = cents(-1);
    CHECK(has(texts(facts), "I30 refused "));
}
