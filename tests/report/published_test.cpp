// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/report/published.hpp>

#include "la_coop.hpp"
#include "src/report/builders.hpp"

#include <coop/i18n/message.hpp>
#include <coop/render/render.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace coop;
using namespace coop::report;
using core::cents;
using core::Money;
using ledger::PublishedRow;
using ledger::PublishedTable;
using Side = PublishedRow::Side;
using Kind = PublishedRow::Kind;

namespace {

core::Cell argument(core::Diagnostic const& diagnostic, std::string_view name)
{
    for (auto const& [key, value] : diagnostic.args) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

std::string word(core::Diagnostic const& diagnostic, std::string_view name)
{
    auto const value = argument(diagnostic, name);
    auto const* text = std::get_if<std::string>(&value);
    return text ? *text : "";
}

std::vector<std::string> sentences(std::vector<core::Diagnostic> const& findings)
{
    std::vector<std::string> result;
    for (auto const& finding : findings) {
        result.push_back(i18n::text(i18n::Language::fr, finding.id, finding.args));
    }
    return result;
}

/// La Coop's table as it should have been printed.
PublishedTable corrected()
{
    auto table = la_coop::published();
    for (auto& row : table.rows) {
        if (row.side == Side::charges && row.kind == Kind::printed_total) {
            row.amounts[0] = cents(895000);
        }
        if (row.kind == Kind::printed_result) {
            row.amounts[1] = cents(266726);
        }
    }
    auto source = table.rows.back();
    table.rows.back().side = Side::inkind_use;
    source.side = Side::inkind_source;
    source.label += " (ressources)";
    table.rows.push_back(source);
    return table;
}

/// A table whose arithmetic is right, with a layout and books that agree with it.
struct Known {
    PublishedTable table;
    ledger::Layout layout;
    Facts facts;
};

Known random_table(unsigned seed)
{
    std::mt19937 random{seed};
    auto const amount = [&] { return cents(static_cast<std::int64_t>(random() % 900000 + 10)); };
    Known known;
    known.table.columns = {{"2020", false}, {"2021", false}, {"2022", true}};
    std::vector<YearFacts> years(3);
    std::vector<Money> sums[2] = {std::vector<Money>(3), std::vector<Money>(3)};
    for (int side = 0; side < 2; ++side) {
        for (int i = 0; i < 4 - side; ++i) {
            auto const account = std::to_string(side == 0 ? 61 + i : 74 + i);
            PublishedRow row{
                side == 0 ? Side::charges : Side::produits, Kind::line, "Ligne " + account, {}, 0};
            for (std::size_t c = 0; c < 3; ++c) {
                bool const printed = random() % 4 > 0;
                auto const value = amount();
                row.amounts.push_back(printed ? std::optional{value} : std::nullopt);
                if (printed) {
                    sums[side][c] += value;
                    years[c].balances.push_back({account,
                                                 {},
                                                 {},
                                                 side == 0 ? value : Money{},
                                                 side == 0 ? Money{} : value});
                    if (!years[c].budget) {
                        years[c].budget.emplace();
                    }
                    years[c].budget->lines.push_back({account, "", "", "", value});
                }
            }
            known.table.rows.push_back(row);
            auto& rows = side == 0 ? known.layout.charges : known.layout.produits;
            rows.push_back(
                {"key-" + account, "LIGNE " + account, {{account}, {}, {}, {}}, false, 0});
        }
    }
    PublishedRow excedent{Side::charges, Kind::printed_result, "Excédent", {}, 0};
    PublishedRow deficit{Side::produits, Kind::printed_result, "Déficit", {}, 0};
    PublishedRow total{Side::charges, Kind::printed_total, "Total des charges", {}, 0};
    for (std::size_t c = 0; c < 3; ++c) {
        auto const result = sums[1][c] - sums[0][c];
        excedent.amounts.push_back(result > Money{} ? std::optional{result} : std::nullopt);
        deficit.amounts.push_back(result < Money{} ? std::optional{-result} : std::nullopt);
        total.amounts.push_back(std::max(sums[0][c], sums[1][c]));
    }
    auto& rows = known.table.rows;
    rows.insert(rows.begin() + 4, total);
    rows.insert(rows.begin() + 4, excedent);
    rows.push_back(deficit);
    total.side = Side::produits;
    total.label = "Total des produits";
    rows.push_back(total);
    for (std::size_t c = 0; c < 3; ++c) {
        auto const& column = known.table.columns[c];
        years[c].year.label = column.year;
        known.facts.years[column.year] = years[c];
    }
    return known;
}

struct Mutation {
    std::size_t row, column;
    std::optional<Money> amount;
};

std::vector<Mutation> mutations_of(PublishedTable const& table)
{
    std::vector<Mutation> result;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            auto const amount = table.rows[r].amounts[c];
            if (!amount) {
                result.push_back({r, c, cents(1)});
                result.push_back({r, c, cents(-100000)});
                continue;
            }
            result.push_back({r, c, *amount + cents(1)});
            result.push_back({r, c, *amount - cents(1)});
            result.push_back({r, c, -*amount});
            result.push_back({r, c, std::nullopt});
        }
    }
    return result;
}

bool is_in_kind(PublishedRow const& row)
{
    return row.side != Side::charges && row.side != Side::produits;
}

/// Every wrong cell must be named by row and column where the books are known, by column otherwise.
void check_mutations(Known const& known, bool with_books)
{
    auto const facts = with_books ? known.facts : Facts{};
    REQUIRE(sentences(compare_published(known.table, known.layout, facts)).empty());
    for (auto const& [r, c, amount] : mutations_of(known.table)) {
        auto table = known.table;
        table.rows[r].amounts[c] = amount;
        auto const& [year, budget] = table.columns[c];
        auto const column = year + (budget ? "-budget" : "");
        auto const findings = compare_published(table, known.layout, facts);
        INFO(table.rows[r].label << " " << column);
        bool named = false;
        for (auto const& finding : findings) {
            CHECK(word(finding, "column") == column);
            named = named || !with_books || word(finding, "row") == table.rows[r].label ||
                    core::Cell{word(finding, "row")} ==
                        core::Cell{"LIGNE" + table.rows[r].label.substr(5)};
        }
        CHECK_FALSE(findings.empty());
        CHECK((named || is_in_kind(table.rows[r])));
    }
}

} // namespace

TEST_CASE("La Coop's table contradicts itself five times, with these figures")
{
    // The figures of the table published for the assembly of 26 March 2018.
    auto const findings =
        compare_published(la_coop::published(), la_coop::layout(), la_coop::facts());
    struct Expected {
        std::string id, column;
        std::int64_t printed, expected, difference;
        std::string signed_difference;
        int line;
    };
    std::vector<Expected> const all{
        {"published.total", "2016", 1157920, 895000, 262920, "+2\u202f629,20\u00a0€", 9},
        {"published.sides", "2016", 1157920, 895000, 262920, "+2\u202f629,20\u00a0€", 9},
        {"published.result", "2017", 266720, 266726, -6, "-0,06\u00a0€", 8},
        {"published.total", "2017", 1176500, 1176494, 6, "+0,06\u00a0€", 9},
    };
    REQUIRE(findings.size() == all.size() + 1);
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO(i);
        CHECK(findings[i].id == all[i].id);
        CHECK(findings[i].where.line == all[i].line);
        CHECK(word(findings[i], "column") == all[i].column);
        CHECK(argument(findings[i], "printed") == core::Cell{cents(all[i].printed)});
        CHECK(argument(findings[i], "expected") == core::Cell{cents(all[i].expected)});
        CHECK(argument(findings[i], "difference") == core::Cell{cents(all[i].difference)});
        CHECK(word(findings[i], "signed") == all[i].signed_difference);
    }
    CHECK(findings.back().id == "published.inkind-one-side");
    CHECK(word(findings.back(), "column") == "2016, 2017");
}

TEST_CASE("La Coop's table contradicts itself five times even without books")
{
    CHECK(compare_published(la_coop::published(), la_coop::layout(), {}).size() == 5);
}

TEST_CASE("a finding is worded for a treasurer")
{
    auto const found =
        sentences(compare_published(la_coop::published(), la_coop::layout(), la_coop::facts()));
    CHECK(found.at(0) ==
          "2016 : « Total » des charges est imprimé 11\u202f579,20\u00a0€ ; ses lignes "
          "font 8\u202f950,00\u00a0€ (+2\u202f629,20\u00a0€).");
    CHECK(found.at(4) ==
          "2016, 2017 : « Contributions en nature valorisées » (35\u202f682,00\u00a0€ ; "
          "34\u202f009,76\u00a0€) n’est donné que d’un côté ; il y faut deux colonnes de totaux "
          "égaux, emplois et ressources.");
}

TEST_CASE("every wrong cell of La Coop's corrected table is found")
{
    for (bool const with_books : {true, false}) {
        check_mutations({corrected(), la_coop::layout(), la_coop::facts()}, with_books);
    }
}

TEST_CASE("every wrong cell of any other table is found")
{
    for (unsigned seed = 1; seed <= 20; ++seed) {
        INFO(seed);
        for (bool const with_books : {true, false}) {
            check_mutations(random_table(seed), with_books);
        }
    }
}

TEST_CASE("the table that coop prints, read back, has nothing wrong")
{
    Request request;
    request.years = {"2016", "2017"};
    request.budget_year = "2018";
    request.layout = la_coop::layout();
    for (auto const dialect : {render::CsvDialect::fr, render::CsvDialect::intl}) {
        auto document = build_ag(la_coop::facts(), request);
        std::string bytes;
        render::find_format("csv")->write(document, [&](std::string_view part) { bytes += part; },
                                          {i18n::Language::fr, dialect, 0, false});
        Known known{exchange::read_published(bytes, "ag.csv"), la_coop::layout(), la_coop::facts()};
        CHECK(known.table.rows.size() == 15);
        for (bool const with_books : {true, false}) {
            check_mutations(known, with_books);
        }
    }
}

TEST_CASE("a wrong line is told once, not again as a wrong total and result")
{
    auto table = corrected();
    table.rows[0].amounts[0] = cents(344729);
    auto const found = sentences(compare_published(table, la_coop::layout(), la_coop::facts()));
    CHECK(found ==
          std::vector<std::string>{
              "2016, charges : « Frais divers de gestion » est imprimé 3\u202f447,29\u00a0€ ; "
              "les livres donnent 3\u202f447,28\u00a0€ (+0,01\u00a0€)."});
}

TEST_CASE("a row that the layout or the table lacks is told")
{
    auto table = corrected();
    table.rows[0].label = "Frais de gestion";
    auto const findings = compare_published(table, la_coop::layout(), la_coop::facts());
    std::vector<std::string> found;
    for (auto const& finding : findings) {
        found.push_back(finding.id + " " + word(finding, "column") + " " + word(finding, "row"));
    }
    CHECK(found ==
          std::vector<std::string>{"published.row-missing 2016 Frais divers de gestion",
                                   "published.row-unknown 2016 Frais de gestion",
                                   "published.row-missing 2017 Frais divers de gestion",
                                   "published.row-unknown 2017 Frais de gestion",
                                   "published.row-missing 2018-budget Frais divers de gestion",
                                   "published.row-unknown 2018-budget Frais de gestion"});
}

TEST_CASE("labels match whatever case, accents and apostrophes, and a key matches too")
{
    for (auto const* label : {"FRAIS DIVERS DE GESTION", "frais-divers"}) {
        auto table = corrected();
        table.rows[0].label = label;
        CHECK(compare_published(table, la_coop::layout(), la_coop::facts()).empty());
    }
}

TEST_CASE("a total may stand above its result, and a side may have a subtotal")
{
    // 60 + 30 = 90 of charges, 100 of produits, result 10.
    PublishedTable table;
    table.columns = {{"2020", false}};
    auto const add = [&](Side side, Kind kind, std::string label, std::int64_t amount) {
        table.rows.push_back({side, kind, std::move(label), {cents(amount)}, 0});
    };
    add(Side::charges, Kind::line, "a", 60);
    add(Side::charges, Kind::line, "b", 30);
    add(Side::charges, Kind::printed_total, "Total des charges", 90);
    add(Side::charges, Kind::printed_result, "Excédent", 10);
    add(Side::produits, Kind::line, "c", 100);
    add(Side::produits, Kind::printed_total, "Total des produits", 100);
    CHECK(compare_published(table, {}, {}).empty());
    add(Side::charges, Kind::printed_total, "Total général", 100);
    CHECK(compare_published(table, {}, {}).empty());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        INFO(i);
        auto wrong = table;
        wrong.rows[i].amounts[0] = *wrong.rows[i].amounts[0] - cents(1);
        CHECK_FALSE(compare_published(wrong, {}, {}).empty());
    }
}

TEST_CASE("contributions in kind on two sides must be equal, and equal to the books")
{
    auto table = corrected();
    table.rows.back().amounts[1] = cents(1);
    auto const without = compare_published(table, la_coop::layout(), {});
    REQUIRE(without.size() == 1);
    CHECK(without.front().id == "published.inkind-sides");
    auto const with = compare_published(table, la_coop::layout(), la_coop::facts());
    REQUIRE(with.size() == 1);
    CHECK(with.front().id == "published.inkind");
    CHECK(argument(with.front(), "expected") == core::Cell{cents(3400976)});
}

TEST_CASE("what a layout forgets is told before the table is judged by it")
{
    auto layout = la_coop::layout();
    layout.produits.pop_back();
    auto const findings = compare_published(corrected(), layout, la_coop::facts());
    REQUIRE_FALSE(findings.empty());
    CHECK(findings.front().id == "layout.forgotten");
}

TEST_CASE("an excédent and a déficit in one column are found although everything closes")
{
    auto known = random_table(7);
    Money printed;
    for (auto& row : known.table.rows) {
        if (row.kind != Kind::line) {
            row.amounts[0] = row.amounts[0].value_or(Money{}) + cents(1000);
        }
        if (row.kind == Kind::printed_result && row.side == Side::charges) {
            printed = *row.amounts[0];
        }
    }
    REQUIRE(printed >= cents(1000));
    auto const findings = compare_published(known.table, known.layout, known.facts);
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().id == "published.result");
    CHECK(argument(findings.front(), "difference") == core::Cell{cents(1000)});
}
