// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/delimited.hpp>

#include "written.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using core::cents;

namespace {

core::Document every_kind()
{
    return document_of(
        {{"label", "Libellé"},
         {"n", "N"},
         {"amount", "M"},
         {"hours", "H"},
         {"day", "J"},
         {"share", "%"}},
        {
            {"h", core::RowRole::heading, 0, {std::string{"Titre"}}, {}},
            {"a",
             core::RowRole::item,
             3,
             {std::string{"Été"}, std::int64_t{-12}, cents(-123456789),
              core::Quantity{{650, 2}, "h"}, core::date(2017, 3, 14), core::Ratio{1, 8}},
             {}},
            {"t",
             core::RowRole::total,
             0,
             {std::string{"Total"}, {}, cents(0), {}, {}, core::Ratio{1, 0}},
             {}},
        });
}

std::string international(core::Document document)
{
    return written("csv", std::move(document), {.csv = render::CsvDialect::intl});
}

} // namespace

TEST_CASE("a French spreadsheet gets a BOM, semicolons, decimal commas and its dates")
{
    CHECK(written("csv", every_kind()) == "\ufefflabel;n;amount;hours;day;share\r\n"
                                          "Titre;;;;;\r\n"
                                          "Été;-12;-1234567,89;6,50;14/03/2017;12,5\r\n"
                                          "Total;;0,00;;;\r\n");
}

TEST_CASE("international CSV is RFC 4180 with decimal points and ISO dates")
{
    CHECK(international(every_kind()) == "label,n,amount,hours,day,share\r\n"
                                         "Titre,,,,,\r\n"
                                         "Été,-12,-1234567.89,6.50,2017-03-14,12.5\r\n"
                                         "Total,,0.00,,,\r\n");
}

TEST_CASE("TSV is international, with no TAB or line end inside a cell")
{
    CHECK(written("tsv", every_kind()) == "label\tn\tamount\thours\tday\tshare\n"
                                          "Titre\t\t\t\t\t\n"
                                          "Été\t-12\t-1234567.89\t6.50\t2017-03-14\t12.5\n"
                                          "Total\t\t0.00\t\t\t\n");
    CHECK(written("tsv", document_of({{"a", ""}}, {item({std::string{"x\ty\r\nz\"=;"}})})) ==
          "a\nx y  z\"=;\n");
}

TEST_CASE("a cell of CSV is quoted where it must be, and disarmed where it would be a formula")
{
    struct Case {
        std::string cell, fr, intl;
    };
    for (auto const& c : {
             Case{"plain", "plain", "plain"},
             {"a;b", "\"a;b\"", "a;b"},
             {"a,b", "a,b", "\"a,b\""},
             {"say \"x\"", "\"say \"\"x\"\"\"", "\"say \"\"x\"\"\""},
             {"a\nb", "\"a\nb\"", "\"a\nb\""},
             {"=cmd()", "\"'=cmd()\"", "\"'=cmd()\""},
             {"=A1&\"x\"", "\"'=A1&\"\"x\"\"\"", "\"'=A1&\"\"x\"\"\""},
             {"+33 1", "\"'+33 1\"", "\"'+33 1\""},
             {"-5", "\"'-5\"", "\"'-5\""},
             {"@SUM", "\"'@SUM\"", "\"'@SUM\""},
             {"\tx", "\"'\tx\"", "\"'\tx\""},
             {"\rx", "\"'\rx\"", "\"'\rx\""},
             {"a=b", "a=b", "a=b"},
             {"", "", ""},
         }) {
        INFO(c.cell);
        auto const document = [&] {
            return document_of({{"k", "K"}, {"l", "L"}}, {item({c.cell, {}})});
        };
        CHECK(written("csv", document()) == "\ufeffk;l\r\n" + c.fr + ";\r\n");
        CHECK(international(document()) == "k,l\r\n" + c.intl + ",\r\n");
    }
}

TEST_CASE("our own reader of CSV finds the cells again")
{
    std::vector<std::string> const cells = {"a;b", "x\r\ny", "\"", repeated("é", 10'000), "🚲"};
    std::vector<core::Column> columns(cells.size(), core::Column{"c", ""});
    auto const bytes = written(
        "csv", document_of(columns, {item(std::vector<core::Cell>(cells.begin(), cells.end()))}));
    core::DelimitedReader reader{bytes, ';'};
    core::Record record;
    REQUIRE(reader.next(record));
    REQUIRE(reader.next(record));
    CHECK(record.fields == cells);
    CHECK_FALSE(reader.next(record));
}

TEST_CASE("a table alone stays one table; several, or findings, come with the facts")
{
    struct Case {
        std::vector<std::string> tables;
        std::string expected;
    };
    for (auto const& [tables, expected] : {
             Case{{"ag"}, "n\r\n1\r\n"},
             Case{{"by-kind", "by-project"},
                  "key,value\r\nk,0.01\r\n\r\nn\r\n1\r\n\r\nn\r\n2\r\n"},
             Case{{"findings"}, "key,value\r\nk,0.01\r\n\r\nn\r\n1\r\n"},
         }) {
        core::Document document;
        document.title = "Titre";
        document.blocks.emplace_back(core::Facts{{{"k", "K", cents(1)}}});
        std::int64_t n = 0;
        for (auto const& id : tables) {
            document.blocks.emplace_back(
                core::Table{id, "T", {{"n", "N"}}, core::rows({item({++n})})});
        }
        CHECK(international(std::move(document)) == expected);
    }
}

TEST_CASE("a document without a table is lines of key and value")
{
    core::Document document;
    document.blocks.emplace_back(core::Facts{
        {{"entry", "Écriture", std::int64_t{12}}, {"amount", "Montant", cents(123456)}}});
    document.blocks.emplace_back(core::Paragraph{"Une phrase; deux."});
    CHECK(written("csv", std::move(document)) == "\ufeffkey;value\r\n"
                                                 "entry;12\r\n"
                                                 "amount;1234,56\r\n"
                                                 "paragraph;\"Une phrase; deux.\"\r\n");
}
