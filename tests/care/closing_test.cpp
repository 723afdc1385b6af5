// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/closing.hpp>

#include <coop/care/entry.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

// Figures: domain notes on CARE, §4 (C-1, C-4, C-5, C-6, C-9), or by hand beside the case.

using namespace coop;
using namespace coop::care;
using core::cents;
using core::date;
using core::Money;

namespace {

core::Period civil(int year)
{
    return {date(year, 1, 1), date(year, 12, 31)};
}

std::vector<Exercise> exercises(int first, int last)
{
    std::vector<Exercise> all;
    for (int year = first; year <= last; ++year) {
        all.push_back({std::to_string(year), civil(year), {}, {}});
    }
    return all;
}

Head head(std::string id)
{
    Head result;
    result.id = std::move(id);
    return result;
}

/// One capital, one action of preservation: `compost` for `N.sol`.
Registry garden()
{
    Registry registry;
    Capital sol;
    sol.head = head("N.sol");
    registry.capitals = {sol};
    Action compost;
    compost.head = head("compost");
    compost.capital = "N.sol";
    registry.actions = {compost};
    return registry;
}

Budget budget(std::string id, core::Period period, std::optional<Money> amount)
{
    Budget result;
    result.head = head(std::move(id));
    result.action = "compost";
    result.period = period;
    result.amount = amount;
    return result;
}

Cost cost(core::Date from, Money amount)
{
    Cost result;
    result.head = head(core::format_iso(from));
    result.action = "compost";
    result.amount = core::millionths(amount.in_cents() * 10'000);
    result.valid_from = from;
    return result;
}

Tag tag(std::string id, std::int64_t entry, std::optional<core::Decimal> share = {})
{
    Tag result;
    result.head = head(std::move(id));
    result.action = "compost";
    result.entry = entry;
    result.line = 1;
    result.share = share;
    return result;
}

LegalLine line(std::int64_t entry, core::Date day, Money amount, std::string account = "606")
{
    return {entry, 1, day, std::move(account), amount, {}};
}

ItemYear const& only(Closing const& closing, std::size_t t)
{
    REQUIRE(closing.inputs.items.size() == 1);
    return closing.inputs.exercises.at(t).items.at(0);
}

Closing read(Registry const& registry, std::vector<Exercise> const& years,
             std::vector<LegalLine> const& lines = {}, Policy const& policy = {})
{
    return inputs_of(registry, years, lines, policy);
}

} // namespace

TEST_CASE("an annual budget falls due in its year")
{
    auto registry = garden();
    registry.budgets = {budget("a", civil(2025), cents(60'000)),
                        budget("b", civil(2025), cents(40'000))};
    auto const closing = read(registry, exercises(2025, 2026));
    CHECK(only(closing, 0).budget == cents(100'000));
    CHECK(only(closing, 0).planned == cents(100'000));
    CHECK_FALSE(only(closing, 1).budget.has_value());
    CHECK(only(closing, 1).planned == cents(0));
}

TEST_CASE("C-9: a budget over three years is recognised whole, and falls due to the cent")
{
    auto registry = garden();
    registry.budgets = {budget("a", {date(2025, 1, 1), date(2027, 12, 31)}, cents(1'000'000))};
    // Only two of the three exercises are in the books.
    auto const closing = read(registry, exercises(2025, 2026));
    CHECK(only(closing, 0).budget == cents(1'000'000));
    CHECK(only(closing, 1).budget == cents(0));
    CHECK(only(closing, 0).planned == cents(333'333));
    CHECK(only(closing, 1).planned == cents(333'333));
    CHECK(only(read(registry, exercises(2025, 2027)), 2).planned == cents(333'334));
}

TEST_CASE("a budget that begins within an exercise is shared by months, else by days")
{
    // 1 200 from October to next September: 3/12 and 9/12.
    auto const by_month = instalments_over(cents(120'000), {date(2025, 10, 1), date(2026, 9, 30)},
                                           exercises(2025, 2026));
    REQUIRE(by_month.size() == 2);
    CHECK(by_month[0].amount == cents(30'000));
    CHECK(by_month[1].amount == cents(90'000));
    // 10 days, of which 4 in December: 4/10 of 100,01 is 40,004, and the rest is 60,01.
    auto const by_day = instalments_over(cents(10'001), {date(2025, 12, 28), date(2026, 1, 6)},
                                         exercises(2025, 2025));
    REQUIRE(by_day.size() == 2);
    CHECK(by_day[0].amount == cents(4'000));
    CHECK(by_day[1].amount == cents(6'001));
}

TEST_CASE("listed instalments are those of the exercises, one each")
{
    auto registry = garden();
    auto listed = budget("a", {date(2025, 1, 1), date(2026, 12, 31)}, cents(100'000));
    listed.schedule = Schedule::listed;
    listed.instalments = {cents(70'000), cents(30'000)};
    registry.budgets = {listed};
    auto const closing = read(registry, exercises(2025, 2026));
    CHECK(only(closing, 0).planned == cents(70'000));
    CHECK(only(closing, 1).planned == cents(30'000));
    registry.budgets[0].instalments = {cents(100'000)};
    CHECK(core::refused([&] { read(registry, exercises(2025, 2026)); }).id() ==
          "care.instalments-count");
}

TEST_CASE("what an earlier exercise should have borne is no budget of the first one")
{
    auto registry = garden();
    registry.budgets = {budget("a", {date(2023, 1, 1), date(2026, 12, 31)}, cents(40'000))};
    auto const closing = read(registry, exercises(2025, 2026));
    CHECK(only(closing, 0).budget == cents(20'000));
    CHECK(only(closing, 0).planned == cents(10'000));
}

TEST_CASE("C-4: a gap of 0,6 point over 2 ha at 180 a 0,1 point is 2 160 over four years")
{
    auto registry = garden();
    registry.costs = {cost(date(2025, 1, 1), cents(18'000))};
    Indicator matter;
    matter.head = head("mo");
    matter.capital = "N.sol";
    registry.indicators = {matter};
    State state;
    state.head = head("mo-3");
    state.indicator = "mo";
    state.lower = core::Decimal{3, 0};
    state.mode = Mode::arretee;
    registry.states = {state};
    registry.state_periods = registry.states;
    Measurement measured;
    measured.head = head("m1");
    measured.indicator = "mo";
    measured.date = date(2024, 11, 3);
    measured.value = core::Decimal{24, 1};
    registry.measurements = {measured};
    auto gap = budget("a", {date(2025, 1, 1), date(2028, 12, 31)}, {});
    gap.indicator = "mo";
    gap.step = core::Decimal{1, 1};
    gap.extent = core::Decimal{2, 0};
    registry.budgets = {gap};
    auto const closing = read(registry, exercises(2025, 2028));
    CHECK(only(closing, 0).budget == cents(216'000));
    for (std::size_t t = 0; t < 4; ++t) {
        CHECK(only(closing, t).planned == cents(54'000));
    }
    SECTION("a good state that nobody declared is named")
    {
        CHECK(undeclared_states(registry, closing.years[0], civil(2025)).empty());
        registry.state_periods[0].mode = Mode::non_declaree;
        REQUIRE(undeclared_states(registry, closing.years[0], civil(2025)).size() == 1);
        CHECK(undeclared_states(registry, RecordedYear{}, civil(2025)).empty());
    }
    SECTION("without a unit cost, it is non chiffré and not 0")
    {
        registry.costs.clear();
        auto const without = read(registry, exercises(2025, 2025));
        CHECK(without.inputs.items.empty());
        CHECK(without.years[0].incomplete == std::set<std::string>{"N.sol"});
    }
}

TEST_CASE("C-5: 12 t beyond what is allotted, at 150, are 1 800 due; 3 t are 450")
{
    auto registry = garden();
    registry.costs = {cost(date(2024, 1, 1), cents(15'000)), cost(date(2026, 1, 1), cents(1))};
    Degradation tons;
    tons.head = head("d");
    tons.action = "compost";
    tons.period = civil(2025);
    tons.quantity = core::Decimal{12, 0};
    registry.degradations = {tons};
    auto const closing = read(registry, exercises(2025, 2026));
    CHECK(only(closing, 0).measured == cents(180'000));
    CHECK(only(closing, 0).planned == cents(180'000));
    CHECK_FALSE(only(closing, 1).measured.has_value());
    registry.degradations[0].quantity = core::Decimal{3, 0};
    CHECK(only(read(registry, exercises(2025, 2025)), 0).measured == cents(45'000));
    // Beside a budget, the schedule says what is due and the measure stands beside it.
    registry.budgets = {budget("a", civil(2025), cents(100'000))};
    auto const beside = read(registry, exercises(2025, 2025));
    CHECK(only(beside, 0).planned == cents(100'000));
    CHECK(only(beside, 0).measured == cents(45'000));
}

TEST_CASE("C-6: 40 units outstanding at 10 are 400; at 11, 40 more at the current cost only")
{
    auto registry = garden();
    registry.costs = {cost(date(2025, 1, 1), cents(1'000)), cost(date(2026, 6, 1), cents(1'100))};
    auto units = budget("a", civil(2025), {});
    units.quantity = core::Decimal{40, 0};
    registry.budgets = {units};
    auto const years = exercises(2025, 2026);
    Policy current;
    current.cost_basis = CostBasis::current;
    for (auto const& policy : {Policy{}, current}) {
        auto const closing = read(registry, years, {}, policy);
        CHECK(only(closing, 0).revision == cents(0));
        CHECK(only(closing, 1).revision == cents(4'000));
        auto const outcome = compute(closing.inputs, policy);
        bool const revised = policy == current;
        CHECK(outcome.exercises[1].positions[0].closing == cents(revised ? 44'000 : 40'000));
    }
    SECTION("what was done since is no longer outstanding")
    {
        // 15 units of 40: 25 × 1.
        registry.tags = {tag("t", 7)};
        auto const closing =
            read(registry, years, {line(7, date(2026, 3, 1), cents(15'000))}, current);
        CHECK(only(closing, 1).revision == cents(2'500));
    }
    SECTION("a cost that rises in the year of the budget")
    {
        registry.costs[1].valid_from = date(2025, 12, 31);
        CHECK(only(read(registry, years, {}, current), 0).revision == cents(4'000));
        CHECK(only(read(registry, years, {}, current), 1).revision == cents(0));
    }
}

TEST_CASE("shares of a line, rounded together, never count more than the line")
{
    auto registry = garden();
    auto const half = core::Decimal{50, 0};
    registry.tags = {tag("a", 7, half), tag("b", 7, half)};
    std::vector<LegalLine> const lines{line(7, date(2025, 3, 1), cents(10'001))};
    auto const amounts = tagged_amounts(registry, lines, core::Rounding::half_up);
    REQUIRE(amounts.size() == 2);
    CHECK(amounts[0].amount == cents(5'001));
    CHECK(amounts[1].amount == cents(5'000));
    registry.tags[0].withdrawn = true;
    CHECK(tagged_amounts(registry, lines, core::Rounding::half_up).size() == 1);
}

TEST_CASE("a credit on a charge takes away, a reversal follows, equipment counts nothing")
{
    auto registry = garden();
    registry.budgets = {budget("a", civil(2025), cents(100'000))};
    registry.tags = {tag("a", 7), tag("b", 8), tag("c", 9)};
    std::vector<LegalLine> lines{line(7, date(2025, 3, 1), cents(60'000)),
                                 line(8, date(2025, 4, 1), cents(-10'000)),
                                 line(9, date(2025, 5, 1), cents(90'000), "2154")};
    auto const closing = read(registry, exercises(2025, 2025), lines);
    CHECK(only(closing, 0).done.in_books[0] == cents(50'000));
    CHECK(closing.years[0].tagged == cents(50'000));
    REQUIRE(closing.notes.size() == 1);
    CHECK(closing.notes[0].id == "care.tag-outlay");
    lines[0].reversals = {date(2025, 6, 1)};
    lines[1].amount = cents(0);
    CHECK(only(read(registry, exercises(2025, 2025), lines), 0).done.in_books[0] == cents(0));
    lines[0].reversals = {date(2026, 1, 15)};
    auto const later = read(registry, exercises(2025, 2026), lines);
    CHECK(only(later, 1).done.in_books[0] == cents(-60'000));
    auto const outcome = compute(later.inputs, {});
    CHECK(outcome.exercises[0].positions[0].closing == cents(40'000));
    CHECK(outcome.exercises[1].positions[0].closing == cents(100'000)); // The debt is open again.
    CHECK(outcome.exercises[1].positions[0].repaid_in_books == cents(-60'000));
    lines[0].reversals = {date(2026, 1, 15), date(2026, 1, 16)};
    CHECK(only(read(registry, exercises(2025, 2026), lines), 0).done.in_books[0] == cents(60'000));
}

TEST_CASE("depreciation of equipment is tagged as the charge that it is")
{
    auto registry = garden();
    registry.tags = {tag("a", 7)};
    auto const closing = read(registry, exercises(2025, 2025),
                              {line(7, date(2025, 12, 31), cents(30'000), "68112")});
    CHECK(closing.years[0].tagged_dotations == cents(30'000));
    CHECK(only(closing, 0).done.in_books[0] == cents(30'000));
}

TEST_CASE("realisations: ours are physical, what others give counts with its paper")
{
    auto registry = garden();
    registry.costs = {cost(date(2025, 1, 1), cents(1'250))};
    auto const add = [&](Basis basis, Funding funding, std::optional<Money> amount) {
        Realisation done;
        done.head = head(std::to_string(registry.realisations.size()));
        done.action = "compost";
        done.date = date(2025, 6, 1);
        done.amount = amount;
        done.quantity = core::Decimal{3, 0};
        done.basis = basis;
        done.funding = funding;
        done.sha256 = std::string(64, 'a');
        registry.realisations.push_back(done);
    };
    add(Basis::charge, Funding::own, cents(100));
    add(Basis::in_kind, Funding::volunteer, {}); // 3 × 12,50.
    add(Basis::charge, Funding::third, cents(400));
    add(Basis::outlay, Funding::own, cents(90'000));
    auto const closing = read(registry, exercises(2025, 2025));
    auto const& done = only(closing, 0).done;
    CHECK(done.in_books[static_cast<std::size_t>(Funding::own)] == cents(0));
    CHECK(done.outside[static_cast<std::size_t>(Funding::volunteer)] == cents(3'750));
    CHECK(done.outside[static_cast<std::size_t>(Funding::third)] == cents(400));
    REQUIRE(closing.notes.size() == 1);
    CHECK(closing.notes[0].id == "care.realisation-outlay");
    registry.realisations[1].sha256.clear();
    auto const without = read(registry, exercises(2025, 2025));
    CHECK(only(without, 0).done.outside[static_cast<std::size_t>(Funding::volunteer)] == cents(0));
    REQUIRE(without.notes.size() == 2);
    CHECK(without.notes[0].id == "care.work-no-paper");
}

TEST_CASE("openings, remissions and what stands in the legal book at each close")
{
    auto registry = garden();
    Opening opening;
    opening.head = head("o");
    opening.action = "compost";
    opening.date = date(2024, 12, 31);
    opening.amount = cents(40'000);
    registry.openings = {opening};
    Remission remission;
    remission.head = head("r");
    remission.action = "compost";
    remission.date = date(2026, 5, 1);
    remission.amount = cents(5'000);
    registry.remissions = {remission};
    Overlap provision;
    provision.head = head("p1");
    provision.action = "compost";
    provision.account = "1518";
    provision.date = date(2025, 12, 31);
    provision.amount = cents(10'000);
    auto later = provision;
    later.head = head("p2");
    later.date = date(2027, 12, 31);
    later.amount = cents(2'000);
    registry.overlaps = {provision, later};
    auto const closing = read(registry, exercises(2025, 2027));
    CHECK(closing.inputs.opening == std::vector{cents(40'000)});
    CHECK(only(closing, 1).remission == cents(0)); // Nobody concerned has signed it.
    REQUIRE(closing.asked.size() == 1);
    CHECK(closing.asked[0].amount == cents(5'000));
    CHECK(closing.asked[0].standing == Standing::debtor_alone);
    CHECK(only(closing, 0).overlap == cents(10'000));
    CHECK(only(closing, 1).overlap == cents(10'000)); // Nobody said otherwise.
    CHECK(only(closing, 2).overlap == cents(2'000));
    registry.openings[0].date = date(2026, 1, 1);
    CHECK(core::refused([&] { read(registry, exercises(2025, 2027)); }).id() ==
          "care.opening-late");
}

// Hand: 244 of 730 days of 200,00 are 66,849…: 66,84 due, 133,16 written off without result.
TEST_CASE("nothing falls due for a capital that has ceased, and nothing owed is forgotten")
{
    auto registry = garden();
    registry.budgets = {budget("a", {date(2025, 1, 1), date(2026, 12, 31)}, cents(20'000))};
    registry.capitals[0].ceased = true;
    registry.capitals[0].head.day = date(2025, 9, 1);
    auto const closing = read(registry, exercises(2025, 2026));
    CHECK(only(closing, 0).planned == cents(6'684));
    CHECK(only(closing, 1).planned == cents(0));
    auto const outcome = compute(closing.inputs, {});
    CHECK(outcome.exercises[0].positions[0].written_off == cents(13'316));
    CHECK(outcome.exercises[1].positions[0].arrears() == cents(6'684));
    CHECK(post(closing.inputs, outcome, {}).accounts[0][0] == Accounts{.c4 = cents(6'684)});
}

TEST_CASE("a capital that is not to be valued has no amount in any group")
{
    auto registry = garden();
    registry.capitals[0].valuation = Valuation::none;
    registry.budgets = {budget("a", civil(2025), cents(100'000))};
    auto const closing = read(registry, exercises(2025, 2025));
    CHECK_FALSE(closing.inputs.items[0].valued);
    CHECK(compute(closing.inputs, {}).groups.empty());
}

TEST_CASE("what a close keeps is read back, compared, and stands whatever is recorded later")
{
    auto registry = garden();
    registry.budgets = {budget("a", civil(2025), cents(100'000))};
    registry.tags = {tag("a", 7)};
    std::vector<LegalLine> const lines{line(7, date(2025, 3, 1), cents(60'000))};
    auto years = exercises(2025, 2026);
    years[0].legal_result = cents(120'000);
    auto const kept = read(registry, years, lines).years[0];
    auto const text = to_text(kept);
    CHECK(text == "legal_result=1200.00\ntagged=600.00\nitem=N.sol/compost\nkind=preservation\n"
                  "origin=contractee\nbudget=1000.00\nplanned=1000.00\nin_books.own=600.00\n");
    auto again = recorded_year_of(text);
    again.rules = Rules::proven;
    CHECK(to_text(again) == text);
    CHECK(changes_between(kept, again).empty());

    registry.budgets[0].amount = cents(110'000);
    years[0].closed = again;
    auto const closing = read(registry, years, lines);
    CHECK(only(closing, 0).planned == cents(100'000));
    auto const changes = changes_between(again, closing.now[0]);
    REQUIRE(changes.size() == 2);
    CHECK(changes[1].subject == "N.sol/compost");
    CHECK(changes[1].key == "planned");
    CHECK(changes[1].before == "1000.00");
    CHECK(changes[1].after == "1100.00");

    registry.budgets[0].period = civil(2026);
    registry.actions[0].kind = ActionKind::avoidance;
    CHECK(core::refused([&] { read(registry, years, lines); }).id() == "care.item-changed");
}

TEST_CASE("C-1 from registers and lines: 800, 950, 650")
{
    auto registry = garden();
    registry.budgets = {budget("a", civil(2025), cents(100'000)),
                        budget("b", civil(2026), cents(100'000)),
                        budget("c", civil(2027), cents(100'000))};
    registry.tags = {tag("a", 1), tag("b", 2), tag("c", 3)};
    auto years = exercises(2025, 2027);
    years[0].legal_result = cents(120'000);
    years[1].legal_result = cents(70'000);
    years[2].legal_result = cents(50'000);
    auto const closing =
        read(registry, years,
             {line(1, date(2025, 3, 1), cents(60'000)), line(2, date(2026, 3, 1), cents(125'000)),
              line(3, date(2027, 3, 1), cents(130'000))});
    auto const outcome = compute(closing.inputs, {});
    CHECK(outcome.exercises[0].result == cents(80'000));
    CHECK(outcome.exercises[1].result == cents(95'000));
    CHECK(outcome.exercises[2].result == cents(65'000));
}
