// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/published.hpp>

#include <coop/core/error.hpp>
#include <coop/i18n/message.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using core::cents;
using ledger::PublishedRow;
using Side = PublishedRow::Side;
using Kind = PublishedRow::Kind;
using Amounts = std::vector<std::optional<core::Money>>;

namespace {

core::Error refused(std::string const& text)
{
    try {
        exchange::read_published(text, "publie.csv");
    } catch (core::Error const& error) {
        return error;
    }
    return {core::ErrorKind::usage, "nothing was refused"};
}

} // namespace

TEST_CASE("a published table is read whatever its separator and its way to write amounts")
{
    for (std::string const text : {
             "side,row,kind,2017,2018-budget\ncharges,Frais,line,3447.28,\n"
             "charges,Résultat,printed-result,,-1.5\nproduits,Total,printed-total,8950,0.01\n",
             "\xef\xbb\xbfside;row;kind;2017;2018-budget\r\ncharges;Frais;line;3447,28;\r\n"
             "charges;Charges;heading;;\r\n"
             "charges;Résultat;printed-result;;-1,50\r\nproduits;Total;printed-total;8 950,00 "
             "€;0,01\r\n",
             "kind\t2017\trow\tside\t2018-budget\nline\t3\u202f447,28\tFrais\tcharges\t\n"
             "printed-result\t\tRésultat\tcharges\t-1,5\nprinted-total\t8950\tTotal\tproduits\t0,"
             "01\n",
         }) {
        INFO(text);
        auto const table = exchange::read_published(text, "publie.csv");
        CHECK(table.source == "publie.csv");
        REQUIRE(table.columns.size() == 2);
        CHECK(table.columns[0].year == "2017");
        CHECK_FALSE(table.columns[0].budget);
        CHECK(table.columns[1].year == "2018");
        CHECK(table.columns[1].budget);
        REQUIRE(table.rows.size() == 3);
        CHECK(table.rows[0].side == Side::charges);
        CHECK(table.rows[0].kind == Kind::line);
        CHECK(table.rows[0].label == "Frais");
        CHECK(table.rows[0].line == 2);
        CHECK(table.rows[0].amounts == Amounts{cents(344728), std::nullopt});
        CHECK(table.rows[1].kind == Kind::printed_result);
        CHECK(table.rows[1].amounts == Amounts{std::nullopt, cents(-150)});
        CHECK(table.rows[2].side == Side::produits);
        CHECK(table.rows[2].kind == Kind::printed_total);
        CHECK(table.rows[2].amounts == Amounts{cents(895000), cents(1)});
    }
}

TEST_CASE("contributions in kind may say which side they are")
{
    auto const table = exchange::read_published("side,row,kind,2017\ninkind,a,line,1\n"
                                                "inkind-use,b,line,1\ninkind-source,c,line,1\n",
                                                "publie.csv");
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].side == Side::inkind);
    CHECK(table.rows[1].side == Side::inkind_use);
    CHECK(table.rows[2].side == Side::inkind_source);
}

TEST_CASE("the apostrophe that keeps a spreadsheet from running a label is taken off")
{
    auto const table = exchange::read_published(
        "side,row,kind,2017\ncharges,'=SOMME(A1),line,1\ncharges,'t Hof,line,1\n", "publie.csv");
    CHECK(table.rows.at(0).label == "=SOMME(A1)");
    CHECK(table.rows.at(1).label == "'t Hof");
}

TEST_CASE("a published table without its columns is refused")
{
    for (auto const* text : {"", "side,row,2017\n", "side,row,kind\n", "side,row,kind,2017,2017\n",
                             "side,row,kind,2017,\n"}) {
        INFO(text);
        auto const error = refused(text);
        CHECK(error.id() == "published.columns");
        CHECK(error.kind() == core::ErrorKind::unreadable);
    }
}

TEST_CASE("every bad cell of a published table is reported, with line and column")
{
    auto const error = refused("side,row,kind,2016,2017\n"
                               "charge,a,line,1,2\n"
                               "charges,b,lines,1,2\n"
                               "charges,c,line,1.234,deux\n"
                               "charges,d,line,1\n"
                               "charges,e,line,1,2\n");
    CHECK(error.id() == "published.rows");
    CHECK(error.kind() == core::ErrorKind::unreadable);
    struct Expected {
        std::string id;
        int line, column;
    };
    std::vector<Expected> const expected{{"published.side", 2, 1},
                                         {"published.kind", 3, 11},
                                         {"money.ambiguous", 4, 16},
                                         {"money.malformed", 4, 22},
                                         {"published.fields", 5, 1}};
    REQUIRE(error.findings().size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        auto const& finding = error.findings()[i];
        CHECK(finding.id == expected[i].id);
        CHECK(finding.where.source == "publie.csv");
        CHECK(finding.where.line == expected[i].line);
        CHECK(finding.where.column == expected[i].column);
        CHECK_FALSE(finding.where.excerpt.empty());
        CHECK(i18n::find_text(i18n::Language::fr, finding.id).has_value());
    }
}

TEST_CASE("a quote that never closes is said of the file")
{
    auto const error = refused("side,row,kind,2017\ncharges,\"a,line,1\n");
    CHECK(error.id() == "csv.quote");
    CHECK(error.kind() == core::ErrorKind::unreadable);
    CHECK(error.diagnostic().where.source == "publie.csv");
}
