// SPDX-License-Identifier: GPL-3.0-or-later
#include "care/registers.hpp"

#include <coop/care/reading.hpp>
#include <coop/care/rules.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::care;
using coop::test::error_of;
using coop::test::Registers;

namespace {

core::Period const school{core::date(2024, 9, 1), core::date(2025, 8, 31)};

core::Decimal number(std::string_view text)
{
    return core::parse_decimal(text, 6);
}

/// One value each month of the school year from September on, those left out excepted.
struct Months {
    std::vector<std::string> values;
    std::string aggregate = "sum";
    std::string frequency = "mois";

    Reading reading() const
    {
        Registers registers;
        registers.add("indicator", "h",
                      {{"capital", "H.eq"},
                       {"name", "heures"},
                       {"unit", "h"},
                       {"direction", "max"},
                       {"frequency", frequency},
                       {"aggregate", aggregate}});
        int month = 9;
        int year = 2024;
        for (auto const& value : values) {
            if (!value.empty()) {
                registers.add("measurement", "h-" + std::to_string(year * 100 + month),
                              {{"indicator", "h"},
                               {"date", std::to_string(year) + "-" + (month < 10 ? "0" : "") +
                                            std::to_string(month) + "-28"},
                               {"value", value},
                               {"uncertainty", "0,5"},
                               {"grade", "mesure"}});
            }
            year += month == 12 ? 1 : 0;
            month = month == 12 ? 1 : month + 1;
        }
        registry = registers.registry();
        return reading_of(*find(registry.indicators, "h"), registry.measurements, school);
    }

    mutable Registry registry{}; ///< what the reading points into
};

std::vector<std::string> const nines(12, "9");

std::vector<std::string> eleven()
{
    auto values = nines;
    values[6].clear();
    return values;
}

} // namespace

TEST_CASE("twelve months of nine hours are 108, or 9, by what the indicator says")
{
    for (auto const& [aggregate, expected] :
         {std::pair{"sum", "108"}, std::pair{"mean", "9"}, std::pair{"max", "9"},
          std::pair{"min", "9"}, std::pair{"last", "9"}}) {
        CAPTURE(aggregate);
        Months const months{nines, aggregate};
        auto const reading = months.reading();
        CHECK(reading.value == number(expected));
        CHECK(!reading.is_partial());
        CHECK(reading.at_least == reading.at_most);
        CHECK(reading.used.size() == (std::string_view{aggregate} == "last" ? 1 : 12));
    }
}

TEST_CASE("a month that lacks leaves a bound, or none")
{
    Months months{eleven()};
    auto const sum = months.reading();
    CHECK(sum.value == number("99"));
    CHECK(sum.counted == 11);
    CHECK(sum.expected == 12);
    CHECK(sum.at_least == number("99"));
    CHECK(!sum.at_most);
    CHECK(!sum.uncertainty);

    months.aggregate = "mean"; // 99 / 12 at least, since no hour is below nil
    CHECK(months.reading().value == number("9"));
    CHECK(months.reading().at_least == number("8,25"));
    CHECK(!months.reading().at_most);

    months.values[2] = "12";
    months.values[3] = "4";
    months.aggregate = "max";
    CHECK(months.reading().at_least == number("12"));
    CHECK(!months.reading().at_most);
    months.aggregate = "min";
    CHECK(months.reading().at_most == number("4"));
    CHECK(!months.reading().at_least);

    months.aggregate = "last"; // is what it is
    CHECK(!months.reading().is_partial());
    CHECK(months.reading().uncertainty == number("0,5"));

    months.aggregate = "sum";
    months.values[3] = "-4";
    CHECK(months.reading().value == number("89")); // 9 × 9 + 12 - 4
    CHECK(!months.reading().at_least);
    CHECK(!months.reading().at_most);
}

TEST_CASE("two measurements of a month are both added, and are one month of twelve")
{
    Months const months{eleven()};
    months.reading();
    auto all = months.registry.measurements;
    auto twin = all.front();
    twin.head.id += "-bis";
    all.push_back(twin);
    auto const reading = reading_of(months.registry.indicators.front(), all, school);
    CHECK(reading.value == number("108"));
    CHECK(reading.counted == 11);
    CHECK(reading.at_least == number("108"));
}

TEST_CASE("a mean is rounded half up to six places")
{
    Months const thirds{{"1", "1", "2"}, "mean", ""};
    CHECK(thirds.reading().value == number("1,333333"));
    Months const halves{{"0,000001", "0", ""}, "mean", ""};
    CHECK(halves.reading().value == number("0,000001"));
    CHECK(!thirds.reading().is_partial()); // nothing is expected
}

TEST_CASE("a frequency expects what its word says of the exercise")
{
    for (auto const& [word, expected] :
         {std::pair{"mois", 12}, std::pair{"Mensuelle", 12}, std::pair{"chaque mois", 12},
          std::pair{"monthly", 12}, std::pair{"trimestre", 4}, std::pair{"quarterly", 4},
          std::pair{"par semaine", 52}, std::pair{"every week", 52}, std::pair{"jour", 365},
          std::pair{"tous les ans", 1}, std::pair{"Année", 1}, std::pair{"annuelle", 1},
          std::pair{"semestriel", 2}, std::pair{"de temps en temps", 0}, std::pair{"", 0}}) {
        CAPTURE(word);
        CHECK(expected_of(word, school) == expected);
    }
    CHECK(expected_of("mois", {core::date(2024, 7, 1), core::date(2025, 12, 31)}) == 18);
    CHECK(expected_of("mois", {core::date(2024, 9, 15), core::date(2025, 9, 14)}) == 12);
}

TEST_CASE("words have an order, and what is said in them follows it")
{
    Registers registers;
    registers.add("capital", "H.eq", {{"name", "équipe"}});
    auto const indicator = [&](std::string aggregate, std::string levels = "rompu < tendu<apaisé") {
        return check_record({"indicator",
                             "lien",
                             1,
                             {},
                             "",
                             {{"capital", "H.eq"},
                              {"name", "lien"},
                              {"unit", "niveau"},
                              {"direction", "qualitative"},
                              {"aggregate", std::move(aggregate)},
                              {"levels", std::move(levels)}},
                             {}});
    };
    CHECK(value_of(indicator("max").fields, "levels") == "rompu<tendu<apaisé");
    CHECK(value_of(indicator("last").fields, "aggregate").empty());
    CHECK(error_of([&] { indicator("max", "tendu"); }) == "care.levels-form");
    CHECK(error_of([&] { indicator("max", "tendu<Tendu"); }) == "care.levels-form");
    auto const checked = [&](Record const& record) {
        return error_of([&] { check_references(registers.registry(), record); });
    };
    CHECK(checked(indicator("sum")) == "care.aggregate-words");
    CHECK(checked(indicator("mean")) == "care.aggregate-words");
    CHECK(checked(indicator("min", "")) == "care.levels-missing");
    CHECK(checked(indicator("min")).empty());

    registers.add(indicator("max"));
    auto const measured = [&](std::string id, std::string date, std::string value) {
        return check_record(in_words(registers.registry(), {"measurement",
                                                            std::move(id),
                                                            1,
                                                            {},
                                                            "",
                                                            {{"indicator", "lien"},
                                                             {"date", std::move(date)},
                                                             {"value", std::move(value)},
                                                             {"grade", "declare"}},
                                                            {}}));
    };
    CHECK(checked(measured("a", "2025-01-10", "furieux")) == "care.level-unknown");
    for (auto const& [id, date, value] :
         {std::tuple{"a", "2025-01-10", "Apaise"}, std::tuple{"b", "2025-02-10", "rompu"},
          std::tuple{"c", "2025-03-10", "tendu"}}) {
        CHECK(checked(measured(id, date, value)).empty());
        registers.add(measured(id, date, value));
    }
    for (auto const& [aggregate, level] :
         {std::pair{"max", "apaisé"}, std::pair{"min", "rompu"}, std::pair{"last", "tendu"}}) {
        CAPTURE(aggregate);
        registers.add(indicator(aggregate));
        auto const registry = registers.registry();
        auto const reading = reading_of(registry.indicators.front(), registry.measurements, school);
        CHECK(reading.level == level);
        CHECK(!reading.value);
    }
    // A word that was measured stays in the list.
    CHECK(checked(indicator("last", "tendu<apaisé")) == "care.indicator-used");
    CHECK(checked(indicator("last", "perdu<rompu<tendu<apaisé")).empty());
}

TEST_CASE("the last measurement is how a year was always read, and is never written")
{
    auto const said = [](Fields more) {
        Fields fields{{"capital", "N.sol"}, {"name", "mo"}, {"unit", "%"}, {"direction", "min"}};
        fields.insert(fields.end(), more.begin(), more.end());
        return content_hash(check_record({"indicator", "mo", 1, {}, "", fields, {}}));
    };
    CHECK(said({{"aggregate", "last"}}) == said({}));
    CHECK(said({{"aggregate", "la dernière mesure"}}) == said({}));
    CHECK(said({{"aggregate", "sum"}}) != said({}));
}
