// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/experiment.hpp>

#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace coop;
using core::cents;
using core::Money;

namespace {

std::string const head = "schema = \"coop-care-experiment/1\"\nid = \"x\"\nexercise = \"2025\"\n"
                         "legal_result = \"1000.00\"\n";
std::string const several = "schema = \"coop-care-experiment/1\"\nid = \"x\"\n";
std::string const soil = "[[capital]]\nid = \"N.sol\"\ndue = \"400.00\"\n";

care::Experiment read(std::string const& text)
{
    return exchange::read_experiment(text, "x.toml");
}

core::Error refused(std::string const& text)
{
    try {
        read(text);
    } catch (core::Error const& error) {
        return error;
    }
    return {core::ErrorKind::usage, "nothing was refused"};
}

Money due_of(std::string const& capital, std::size_t exercise = 0)
{
    return care::inputs_of(read(head + capital)).exercises[exercise].items[0].planned;
}

} // namespace

TEST_CASE("a due is an amount, a quantity at a cost, a gap to a threshold")
{
    CHECK(due_of("[[capital]]\nid = \"N.sol\"\ndue = \"1 234,50\"") == cents(123'450));
    // C-2: 20 FTE at 25 356.
    CHECK(due_of("[[capital]]\nid = \"H.s\"\nquantity = \"20 ETP\"\ncost = \"25356.00 €/ETP\"") ==
          cents(50'712'000));
    CHECK(due_of("[[capital]]\nid = \"H.s\"\nunit = \"h\"\nquantity = \"1.5\"\ncost = \"0.33\"") ==
          cents(50)); // 0,495, half up
    // C-4 without its horizon: 0,6 / 0,1 × 180 × 2.
    CHECK(
        due_of("[[capital]]\nid = \"N.sol\"\ngap = { threshold = \"3.0 %\", measured = \"2,4 %\","
               " direction = \"min\", step = \"0.1 %\", extent = \"2 ha\", cost = \"180.00\" }") ==
        cents(216'000));
    // C-5: 42 t against 30 t at 150; 33 t; 28 t, which is good.
    for (auto const& [measured, due] :
         {std::pair{"42 t", cents(180'000)}, {"33 t", cents(45'000)}, {"28 t", Money{}}}) {
        CHECK(due_of(std::string{"[[capital]]\nid = \"N.a\"\ngap = { threshold = \"30 t\", "
                                 "measured = \""} +
                     measured + "\", direction = \"max\", cost = \"150.00 EUR/t\" }") == due);
    }
}

TEST_CASE("what is done is split by who paid, in the legal book and outside")
{
    auto const terms =
        read(head + soil +
             "done = { own = \"10.00\", grant = \"20.00\" }\ndone_outside = \"5.00\"\n")
            .exercises[0]
            .terms[0];
    CHECK(terms.done.in_books == std::array{cents(1'000), cents(2'000), Money{}, Money{}});
    CHECK(terms.done.outside == std::array{Money{}, Money{}, cents(500), Money{}});
    CHECK(read(head + soil + "done = \"7.00\"\n").exercises[0].terms[0].done.in_books[0] ==
          cents(700));
}

TEST_CASE("exercises say what differs; budgets and revisions hold once")
{
    auto const experiment =
        read(several + "[[capital]]\nid = \"N.sol\"\ndue = \"400.00\"\n"
                       "revision = \"-10.00\"\n"
                       "[[exercise]]\nid = \"1\"\nlegal_result = \"1.00\"\n"
                       "[[exercise]]\nlabel = \"2\"\nlegal_result = \"2.00\"\n"
                       "done = { \"N.sol\" = \"3.00\" }\n"
                       "[[exercise.capital]]\nid = \"N.sol\"\ndue = \"5.00\"\n");
    REQUIRE(experiment.exercises.size() == 2);
    CHECK(experiment.exercises[0].terms[0].due == cents(40'000));
    CHECK(experiment.exercises[0].terms[0].revision == cents(-1'000));
    CHECK(experiment.exercises[1].label == "2");
    CHECK(experiment.exercises[1].terms[0].due == cents(500));
    CHECK(experiment.exercises[1].terms[0].done.in_books[0] == cents(300));
    CHECK(experiment.exercises[1].terms[0].revision == Money{});
}

TEST_CASE("exercises alone declare the capitals they name")
{
    auto const experiment =
        read(several + "[[exercise]]\nid = \"1\"\nlegal_result = \"1.00\"\n"
                       "due = { \"N.sol/compost\" = \"3.00\" }\n"
                       "[[exercise.capital]]\nid = \"H.equipe\"\ndue = \"5.00\"\n"
                       "[[exercise]]\nid = \"2\"\nlegal_result = \"1.00\"\n"
                       "done = { \"N.sol/compost\" = \"1.00\" }\n");
    REQUIRE(experiment.items.size() == 2);
    CHECK(care::id_of(experiment.items[1].item) == "N.sol/compost");
    CHECK(experiment.exercises[1].terms[0].due == std::nullopt);
}

TEST_CASE("a capital without an amount is non chiffré, and stays so")
{
    auto const experiment = read(head + soil +
                                 "[[capital]]\nid = \"H.b\"\n"
                                 "[[capital]]\nid = \"H.c\"\nvaluation = \"none\"\n");
    CHECK(experiment.items[0].item.valued);
    CHECK_FALSE(experiment.items[1].item.valued);
    CHECK_FALSE(experiment.items[2].item.valued);
    CHECK(
        refused(head + "[[capital]]\nid = \"H.c\"\nvaluation = \"none\"\ndue = \"1.00\"\n").id() ==
        "care.unvalued");
    CHECK(refused(head + "[[capital]]\nid = \"H.c\"\ndone = \"1.00\"\n").id() == "care.unvalued");
}

TEST_CASE("the legal result is computed from its parts, or must be what they make")
{
    std::string const legal = "[legal]\nproducts = \"180000.00\"\ncharges = \"150000.00\"\n"
                              "depreciation = \"8000.00\"\n";
    std::string const done = "[[capital]]\nid = \"N.m\"\ndue = \"6000.00\"\ndone = \"3500.00\"\n"
                             "[[capital]]\nid = \"H.e\"\ndue = \"12000.00\"\ndone = \"9500.00\"\n";
    std::string const open = several + "exercise = \"2025\"\n";
    CHECK(read(open + done + legal).exercises[0].legal_result == cents(900'000)); // C-11
    CHECK(refused(head + done + legal).id() == "care.legal-result");
    CHECK(refused(open + soil).id() == "care.experiment-missing");
}

TEST_CASE("scenarios take keys in quotes or without, and targets alone or in a list")
{
    auto const experiment =
        read(head + soil +
             "[[scenario]]\nid = \"a\"\nset = { N.sol.due = \"1.00\" }\n"
             "[[scenario]]\nid = \"b\"\nadd = { legal_result = \"-3.00\", \"2025:N.sol.due\" = "
             "\"2.00\" }\n"
             "[[scenario]]\nid = \"c\"\nscale = [{ target = \"due:*\", by = \"2\" }, "
             "{ target = \"done:N.*\", by = \"-5%\" }]\n"
             "[[scenario]]\nid = \"d\"\npolicy = { netting = \"capital\" }\n");
    REQUIRE(experiment.scenarios.size() == 4);
    auto const due = [&](std::size_t scenario) {
        return care::try_out(experiment, &experiment.scenarios[scenario])
            .inputs.exercises[0]
            .items[0]
            .planned;
    };
    CHECK(due(0) == cents(100));
    CHECK(due(1) == cents(40'200));
    CHECK(due(2) == cents(80'000));
    CHECK(experiment.scenarios[1].changes[0].field == care::InputField::legal_result);
    CHECK(experiment.scenarios[3].policy.netting == care::Netting::capital);
}

TEST_CASE("whatever an experiment says that is not understood is refused where it stands")
{
    struct Case {
        std::string text, id;
        int line, column;
    };
    for (auto const& [text, id, line, column] : {
             Case{"titre = 1\n" + head + soil, "care.unknown-key", 1, 1},
             {head + "[[capital]]\nid = \"N.sol\"\ndue = 4.5\n", "care.float", 7, 7},
             {head + "[[capital]]\nid = \"N.sol\"\ndue = \"4,555\"\n", "money.ambiguous", 7, 7},
             {head + "[[capital]]\nid = \"N.sol\"\nbudget = { amount = \"9.00\", years = 0 }\n",
              "care.value", 7, 37},
             {head + "[[capital]]\nid = \"N.sol\"\nbudget = { amount = \"9.00\", years = \"x\" }\n",
              "care.value", 7, 37},
             {head + soil + "[expect]\nresult = \"1.00\"\n", "care.unknown-key", 9, 1},
             {head + soil + "[sweep]\ndraws = 10\n", "care.experiment-missing", 8, 1},
             {head + soil + "[sweep]\ndraws = 10\nseed = 1\n", "care.experiment-missing", 9, 9},
             {head + soil + "[sweep]\ndraws = 1.5\nseed = 1\n", "care.float", 9, 9},
             {head + soil + "[policy]\nallow = \"yes\"\n", "care.policy-key", 9, 1},
             {head + soil + "[[scenario]]\nid = \"é\"\nset = { \"N.sol.dû\" = \"1.00\" }\n",
              "care.change", 10, 9},
             {head + soil +
                  "[[scenario]]\nid = \"base\"\nscale = { target = \"due:*\", by = \"2\" }\n",
              "care.twice", 9, 6},
             {"schema = 1\n", "care.type", 1, 10},
             {"", "care.experiment-missing", 1, 1},
         }) {
        INFO(text);
        auto const error = refused(text);
        CHECK(error.id() == id);
        CHECK(error.kind() == core::ErrorKind::unreadable);
        CHECK(error.diagnostic().where.line == line);
        CHECK(error.diagnostic().where.column == column);
    }
}

TEST_CASE("a change that would change nothing is refused, whatever makes it so")
{
    std::string const years = "[[exercise]]\nid = \"1\"\nlegal_result = \"0.00\"\n"
                              "[[exercise]]\nid = \"2\"\nlegal_result = \"0.00\"\n";
    std::string const budget = several +
                               "[[capital]]\nid = \"N.sol\"\nopening = \"1.00\"\n"
                               "budget = { amount = \"400.00\", years = 2 }\n" +
                               years;
    auto const scenario = [](std::string const& what) {
        return "[[scenario]]\nid = \"a\"\n" + what + "\n";
    };
    for (auto const* what :
         {"exercise = \"2\"\nscale = { target = \"due:*\", by = \"2\" }",
          "set = { \"2:N.sol.due\" = \"9.00\" }", "add = { \"2:N.sol.opening\" = \"9.00\" }"}) {
        INFO(what);
        auto const error = refused(budget + scenario(what));
        CHECK(error.id() == "care.change-exercise");
        CHECK(error.kind() == core::ErrorKind::unreadable);
    }
    CHECK(read(budget + scenario("set = { \"1:N.sol.due\" = \"9.00\" }")).scenarios.size() == 1);
    std::string const measured = "set = { \"N.sol.measured\" = \"9.00\" }";
    std::string const revision = "set = { \"N.sol.revision\" = \"9.00\" }";
    for (auto const& what : {measured, revision}) {
        INFO(what);
        auto const error = refused(head + soil + scenario(what));
        CHECK(error.id() == "care.change-void");
        CHECK(error.kind() == core::ErrorKind::unreadable);
    }
    CHECK(read(head + soil + scenario(measured + "\npolicy = { consumption = \"max\" }"))
              .scenarios.size() == 1);
    CHECK(read(head + soil + scenario(revision + "\npolicy = { cost_basis = \"current\" }"))
              .scenarios.size() == 1);
}

TEST_CASE("an opening below nothing is refused wherever it is given")
{
    CHECK(refused(head + soil + "opening = \"-1.00\"\n").id() == "care.negative");
    CHECK(
        refused(head + soil + "[[scenario]]\nid = \"a\"\nset = { \"N.sol.opening\" = \"-1.00\" }\n")
            .id() == "care.negative");
}

TEST_CASE("an exercise is called by id, exercise or year, and by one of them")
{
    std::string const rest = "\nlegal_result = \"0.00\"\n";
    auto const experiment = read(several + soil + "[[exercise]]\nexercise = \"2024\"" + rest +
                                 "[[exercise]]\nyear = \"2025\"" + rest);
    CHECK(experiment.exercises[0].label == "2024");
    CHECK(experiment.exercises[1].label == "2025");
    CHECK(refused(several + soil + "[[exercise]]\nid = \"1\"\nyear = \"2\"" + rest).id() ==
          "care.conflict");
}

TEST_CASE("every example is read")
{
    int read = 0;
    for (auto const& entry : std::filesystem::directory_iterator{
             std::filesystem::path{COOP_SOURCE_DIR} / "examples" / "care"}) {
        if (entry.path().extension() == ".toml") {
            std::ifstream file{entry.path(), std::ios::binary};
            std::string const text{std::istreambuf_iterator<char>{file}, {}};
            CHECK_NOTHROW(exchange::read_experiment(text, entry.path().filename().string()));
            ++read;
        }
    }
    CHECK(read >= 9);
}
