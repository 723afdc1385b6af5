// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/delimited.hpp>

#include "written.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

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
    CHECK(written("tsv", document_of({{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}},
                                     {item({std::string{"=cmd()"}, std::string{" \t+1"},
                                            std::string{"\"a\" b"}, cents(-500)})})) ==
          "a\tb\tc\td\n'=cmd()\t'  +1\t\"\"\"a\"\" b\"\t-5.00\n");
}

TEST_CASE("whatever a cell holds, its row comes back from CSV and TSV, and no cell is a formula")
{
    std::mt19937 dice{20250314};
    std::vector<std::string> const parts{"=",  "+",  "-",      "@",      "＝", "＋",     "－", "＠",
                                         "'",  "\"", "\t",     "\n",     "\r", "\v",     " ",  "\u00a0",
                                         "|",  ";",  ",",      "`",      "<b>", "\u3000", "é",  "a",
                                         "\\", "&",  "\u202e", "\u2028", "1",  "[x](y)"};
    struct Format {
        std::string name;
        char separator;
        coop::render::CsvDialect dialect;
    };
    for (int turn = 0; turn < 4000; ++turn) {
        std::vector<std::string> cells(3);
        for (auto& cell : cells) {
            for (auto left = dice() % 6; left > 0; --left) {
                cell += parts[dice() % parts.size()];
            }
        }
        cells.back() += "."; // a row of blanks alone would be no row
        std::vector<core::Cell> const given(cells.begin(), cells.end());
        for (auto const& format : {Format{"csv", ';', coop::render::CsvDialect::fr},
                                   {"csv", ',', coop::render::CsvDialect::intl},
                                   {"tsv", '\t', coop::render::CsvDialect::fr}}) {
            auto const bytes = written(
                format.name,
                document_of({{"a", ""}, {"b", ""}, {"c", ""}}, {item(given), item({})}),
                {.csv = format.dialect});
            INFO(format.name << ": " << bytes);
            core::DelimitedReader reader{bytes, format.separator};
            core::Record record;
            REQUIRE(reader.next(record));
            REQUIRE(reader.next(record));
            REQUIRE(record.fields.size() == cells.size());
            for (std::size_t i = 0; i < cells.size(); ++i) {
                auto expected = cells[i];
                if (format.name == "tsv") {
                    std::ranges::replace_if(
                        expected, [](char c) { return '\t' <= c && c <= '\r'; }, ' ');
                }
                CHECK(core::without_apostrophe(record.fields[i]) == expected);
                CHECK((record.fields[i].starts_with('\'') ||
                       !core::needs_apostrophe(record.fields[i])));
            }
            REQUIRE(reader.next(record));
            CHECK(record.fields == std::vector<std::string>(3));
        }
    }
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
             {"  =x", "\"'  =x\"", "\"'  =x\""},
             {"＝x", "\"'＝x\"", "\"'＝x\""},
             {"'=x", "\"''=x\"", "\"''=x\""},
             {"l'=x", "l'=x", "l'=x"},
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
