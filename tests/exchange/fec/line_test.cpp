// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/fec/reader.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::exchange;
using core::cents;
using core::date;

namespace {

/// A record read: what it says, and the findings as `severity id@column`.
struct Read {
    bool understood = false;
    FecLine line;
    std::string findings;
};

Read read(std::string const& header, std::string const& record)
{
    auto const text = header + "\n" + record + "\n";
    auto const input = core::input_of("x.txt", text);
    FecReader reader{input};
    FecRow row;
    REQUIRE(reader.next(row));
    std::vector<core::Diagnostic> findings;
    Read read;
    read.understood = read_line(reader.form(), row, "x.txt", read.line, findings);
    for (auto const& finding : findings) {
        CHECK(finding.where.line == 2);
        read.findings += (finding.severity == core::Severity::error ? "error " : "warning ") +
                         finding.id + "@" + std::to_string(finding.where.column) + " ";
    }
    return read;
}

Read read_amounts(std::string const& debit, std::string const& credit)
{
    return read("EcritureDate|CompteNum|Debit|Credit", "20250310|512|" + debit + "|" + credit);
}

Read read_directed(std::string const& amount, std::string const& direction)
{
    return read("EcritureDate|CompteNum|Montant|Sens", "20250310|512|" + amount + "|" + direction);
}

Read read_date(std::string const& text)
{
    return read("CompteNum|Debit|Credit|EcritureDate", "512|1,00||" + text);
}

} // namespace

TEST_CASE("an amount of a FEC is read in every way of writing it that leaves no doubt")
{
    for (auto const& [text, wanted] : {
             std::pair{"20,00", 2000},
             {"0,00", 0},
             {"", 0},
             {"20", 2000},
             {"20,5", 2050},
             {"20,000", 2000},
             {"20,5000", 2050},
             {"20,", 2000},
             {",50", 50},
             {",5", 50},
             {"20.", 2000},
             {".50", 50},
             {"20.50", 2050},
             {"20.5", 2050},
             {"+20,50", 2050},
             {"20,50+", 2050},
             {"0000000020,50", 2050},
             {"1 234,50", 123450},
             {"1\u00a0234,50", 123450},
             {"1\u202f234\u202f567,89", 123456789},
             {"1234 567", 0},
             {"00000000000000000000020,50", 2050},
         }) {
        INFO(text);
        auto const result = read_amounts(text, "");
        bool const malformed = std::string_view{text} == "1234 567";
        CHECK(result.understood == !malformed);
        CHECK(result.line.debit == cents(wanted));
        CHECK(result.line.credit == cents(0));
    }
}

TEST_CASE("a negative amount belongs to the other side")
{
    for (std::string const text : {"-20,50", "20,50-", "- 20,50", "20,50 -", "-0020,5"}) {
        INFO(text);
        auto const result = read_amounts(text, "");
        CHECK(result.understood);
        CHECK(result.line.debit == cents(0));
        CHECK(result.line.credit == cents(2050));
        CHECK(read_amounts("", text).line.debit == cents(2050));
    }
    auto const both = read_amounts("-10,00", "3,00");
    CHECK(both.line.debit == cents(0));
    CHECK(both.line.credit == cents(1300));
    auto const two = read_amounts("10,00", "3,00");
    CHECK(two.line.debit == cents(1000));
    CHECK(two.line.credit == cents(300));
}

TEST_CASE("what is no amount, or could be two, is a finding with its place")
{
    for (std::string const text :
         {"20.000", "1.234,50", "1,234.50", "12 34,50",    "1 2345,00", "20,005", ",",
          ".",      ",505",     ".505",     "-",           "+",         "-20-",   "1e5",
          "0x10",   "12€",      "deux",     "20,00 20,00", "1'000,00",  "٣",      "--20"}) {
        INFO(text);
        auto const result = read_amounts(text, "");
        CHECK_FALSE(result.understood);
        CHECK(result.findings == "error fec.amount@14 ");
    }
}

TEST_CASE("an amount at the end of what can be counted")
{
    // 2^63 - 1 cents.
    CHECK(read_amounts("92233720368547758,07", "").line.debit == cents(9223372036854775807));
    CHECK(read_amounts("-92233720368547758,07", "").line.credit == cents(9223372036854775807));
    for (auto const& [debit, credit] : {std::pair{"92233720368547758,08", ""},
                                        {"99999999999999999999999999", ""},
                                        {"-92233720368547758,07", "0,01"}}) {
        INFO(debit);
        auto const result = read_amounts(debit, credit);
        CHECK_FALSE(result.understood);
        CHECK(result.findings == "error money.overflow@14 ");
    }
}

TEST_CASE("Sens tells the side of Montant")
{
    CHECK(read_directed("20,50", "D").line.debit == cents(2050));
    CHECK(read_directed("20,50", "+1").line.debit == cents(2050));
    CHECK(read_directed("20,50", "C").line.credit == cents(2050));
    CHECK(read_directed("20,50", "-1").line.credit == cents(2050));
    CHECK(read_directed("-20,50", "D").line.credit == cents(2050));
    CHECK(read_directed("20,50-", "C").line.debit == cents(2050));
    CHECK(read_directed("", "").understood);
    CHECK(read_directed("0,00", "").understood);
    auto const wrong = read_directed("20,50", "X");
    CHECK_FALSE(wrong.understood);
    CHECK(wrong.findings == "error fec.direction@20 ");
    CHECK(read_directed("20,50", "").findings == "error fec.direction@20 ");
}

TEST_CASE("a date is read in the forms that leave no doubt")
{
    for (std::string const text : {"20250310", "2025-03-10", "10/03/2025", "2025/03/10",
                                   "2025.03.10", "10-03-2025", "10.03.2025"}) {
        CHECK(read_date(text).line.date == date(2025, 3, 10));
    }
    CHECK(read_date("20240229").understood);
    CHECK(read_date("19000101").understood);
    CHECK(read_date("21991231").understood);
    for (std::string const text : {"20250230", "20251301", "20250532", "20250000", "18991231",
                                   "22000101", "2025031", "10032025", "2025/03-10", "10-03.2025",
                                   "2025 310", "-2025310", "demain!!", "20250310Z"}) {
        INFO(text);
        auto const result = read_date(text);
        CHECK_FALSE(result.understood);
        CHECK(result.findings == "error fec.date@11 ");
    }
    CHECK(read_date("").findings == "error fec.date@11 ");
}

TEST_CASE("a date that bookkeeping can do without is a warning")
{
    std::string const header = "EcritureDate|CompteNum|Debit|Credit|PieceDate|DateLet|ValidDate";
    auto const good = read(header, "20250310|512|1,00||20250309|2025-04-01|31/03/2025");
    CHECK(good.findings.empty());
    CHECK(good.line.piece_date == date(2025, 3, 9));
    CHECK(good.line.letters_date == date(2025, 4, 1));
    CHECK(good.line.valid_date == date(2025, 3, 31));
    auto const none = read(header, "20250310|512|1,00||||");
    CHECK((none.understood && none.findings.empty() && !none.line.valid_date));
    auto const bad = read(header, "20250310|512|1,00||x|20250230|y");
    CHECK(bad.understood);
    CHECK(bad.findings == "warning fec.date@20 warning fec.date@22 warning fec.date@31 ");
}

TEST_CASE("a record that has not the fields of the header is read only where nothing can be wrong")
{
    std::string const header = "EcritureDate|CompteNum|Debit|Credit|EcritureLib|Idevise";
    CHECK(read(header, "20250310|512|1,00||Don|EUR").findings.empty());
    CHECK(read(header, "20250310|512|1,00||Don|EUR||").findings.empty());
    // A separator within a label moves what follows, and must not be taken for a trailing one.
    auto const file = header + "\n20250310|512|1,00||Don|EUR\n20250310|512|1,00||Do|n|\n";
    auto const input = core::input_of("x.txt", file);
    FecReader reader{input};
    FecRow row;
    FecLine line;
    std::vector<core::Diagnostic> findings;
    REQUIRE(reader.next(row));
    CHECK(read_line(reader.form(), row, "x.txt", line, findings));
    REQUIRE(reader.next(row));
    CHECK_FALSE(read_line(reader.form(), row, "x.txt", line, findings));
    auto const surplus = read(header, "20250310|512|1,00||Don|mars|EUR");
    CHECK_FALSE(surplus.understood);
    CHECK(surplus.findings == "error fec.fields@0 ");
    auto const cut = read(header, "20250310|512|1,00||Don");
    CHECK(cut.understood);
    CHECK(cut.findings == "warning fec.fields@0 ");
    for (std::string const text : {"20250310|512|1,00|", "20250310|512|1,0", "20250310", "x"}) {
        INFO(text);
        CHECK_FALSE(read(header, text).understood);
        CHECK(read(header, text).findings == "error fec.fields@0 ");
    }
}

TEST_CASE("every value of a record that cannot be read is found")
{
    auto const result =
        read("EcritureDate|CompteNum|Debit|Credit|ValidDate", "x|512|un|deux|jamais");
    CHECK_FALSE(result.understood);
    CHECK(result.findings ==
          "error fec.date@1 warning fec.date@15 error fec.amount@7 error fec.amount@10 ");
}
