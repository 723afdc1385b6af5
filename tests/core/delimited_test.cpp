// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/delimited.hpp>

#include "refusal.hpp"

#include <catch2/catch.hpp>

using namespace coop::core;

namespace {

using Fields = std::vector<std::string>;

std::vector<Record> read_all(std::string_view text, char separator = ';')
{
    DelimitedReader reader{text, separator};
    std::vector<Record> records;
    for (Record record; reader.next(record);) {
        records.push_back(record);
    }
    return records;
}

} // namespace

TEST_CASE("records are read field by field")
{
    struct Case {
        std::string text;
        std::vector<Fields> records;
    };
    for (auto const& c : {
             Case{"", {}},
             {"\n\r\n\n", {}},
             {"a;b\nc;d\n", {{"a", "b"}, {"c", "d"}}},
             {"a;b\r\nc;d", {{"a", "b"}, {"c", "d"}}},
             {"\xef\xbb\xbf"
              "a;b\n",
              {{"a", "b"}}},
             {"a;;\n;\n", {{"a", "", ""}, {"", ""}}},
             {"a;", {{"a", ""}}},
             {"\n\na;b\n\nc;d\n\n", {{"a", "b"}, {"c", "d"}}},
             {"\"a;b\";c\n", {{"a;b", "c"}}},
             {"\"a\"\"b\";\"\"\n", {{"a\"b", ""}}},
             {"\"a\nb\";c\r\nd;e", {{"a\nb", "c"}, {"d", "e"}}},
             {"\"a\r\nb\"", {{"a\r\nb"}}},
             {"tube 5\" ; x\n", {{"tube 5\" ", " x"}}},
             {"\"\"", {{""}}},
             {" \n", {{" "}}},
             {"a\rb;c", {{"a\rb", "c"}}},
             {"é;€", {{"é", "€"}}},
         }) {
        INFO(c.text);
        std::vector<Fields> records;
        for (auto const& record : read_all(c.text)) {
            records.push_back(record.fields);
        }
        CHECK(records == c.records);
    }
}

TEST_CASE("the separator may be a comma or a tab")
{
    CHECK(read_all("a,b;c\n", ',').front().fields == Fields{"a", "b;c"});
    CHECK(read_all("a\t\"b\tc\"\n", '\t').front().fields == Fields{"a", "b\tc"});
}

TEST_CASE("a record says where it and its fields stood")
{
    auto const records = read_all("\xef\xbb\xbf"
                                  "a;bb\n\n\"x\ny\";z;\r\né;f\n");
    REQUIRE(records.size() == 3);
    CHECK(records[0].line == 1);
    CHECK(records[0].columns == std::vector<int>{1, 3});
    CHECK(records[1].line == 3);
    CHECK(records[1].lines == std::vector<int>{3, 4, 4});
    CHECK(records[1].columns == std::vector<int>{1, 4, 6});
    CHECK(records[2].line == 5);
    CHECK(records[2].columns == std::vector<int>{1, 4});
}

TEST_CASE("a record of very many fields is read once, not once for each field")
{
    constexpr std::size_t fields = 400'000;
    auto const records = read_all(std::string(fields - 1, ';'));
    REQUIRE(records.size() == 1);
    CHECK(records[0].fields.size() == fields);
    CHECK(records[0].columns.back() == static_cast<int>(fields));
}

TEST_CASE("a misplaced quote is refused at its place")
{
    struct Case {
        std::string text;
        int line, column;
        std::string excerpt;
    };
    for (auto const& c : {Case{"a;b\nc;\"d\ne", 2, 3, "c;\"d"},
                          {"\"a\"b;c\n", 1, 4, "\"a\"b;c"},
                          {"\"", 1, 1, "\""},
                          {"x\r\n\"a\" ;c\r\n", 2, 4, "\"a\" ;c"}}) {
        INFO(c.text);
        auto const error = refused([&] { read_all(c.text); });
        CHECK(error.kind() == ErrorKind::unreadable);
        CHECK(error.id() == "csv.quote");
        CHECK(error.diagnostic().where.line == c.line);
        CHECK(error.diagnostic().where.column == c.column);
        CHECK(error.diagnostic().where.excerpt == c.excerpt);
    }
}

TEST_CASE("a text in another encoding is refused at its first strange byte")
{
    auto const error = refused([] { read_all("date;libellé\n2016-01-01;Caf\xe9 noir\n"); });
    CHECK(error.kind() == ErrorKind::unreadable);
    CHECK(error.id() == "text.utf8");
    CHECK(text_argument(error, "byte") == "\\xe9");
    CHECK(error.diagnostic().where.line == 2);
    CHECK(error.diagnostic().where.column == 15);
    CHECK(error.diagnostic().where.excerpt == "2016-01-01;Caf\ufffd");
    // UTF-16, as "Unicode text" of a spreadsheet.
    CHECK(refusal([] {
              read_all("\xff\xfe"
                       "a");
          }) == "text.utf8");
}

TEST_CASE("the records before a bad one are still read")
{
    DelimitedReader reader{"a;b\n\"c", ';'};
    Record record;
    CHECK(reader.next(record));
    CHECK(refusal([&] { reader.next(record); }) == "csv.quote");
}

TEST_CASE("the separator is the mark that the header uses most")
{
    struct Case {
        std::string text;
        char separator;
    };
    for (auto const& c : {Case{"date;label;amount\n1,2,3,4,5", ';'},
                          {"date,label,amount\n", ','},
                          {"date\tlabel, short\tamount", '\t'},
                          {"date", ';'},
                          {"", ';'},
                          {"\"a,b,c\";d\n", ';'},
                          {"a,b;c\n", ';'},
                          {"\r\n\na,b\n;;;", ','},
                          {"\xef\xbb\xbf"
                           "a,b\n",
                           ','},
                          {"\"a\n,,\";b\n", ';'}}) {
        INFO(c.text);
        CHECK(guess_separator(c.text) == c.separator);
    }
}

TEST_CASE("a file says in which encoding it is, how its lines end and what separates")
{
    struct Case {
        std::string bytes;
        char separator;
        std::vector<Fields> records;
    };
    for (auto const& c : {
             Case{"a;b\nc;d\n", ';', {{"a", "b"}, {"c", "d"}}},
             {"a|b\nc;1|d\n", '|', {{"a", "b"}, {"c;1", "d"}}},
             {"sep=;\r\na,b;c\r\n", ';', {{"a,b", "c"}}},
             {"\xef\xbb\xbfSEP=,\na;b,c\n", ',', {{"a;b", "c"}}},
             {"\"sep=;\";;\na;b,c\n", ';', {{"a", "b,c"}}},
             {"sep=\t\na\tb;c\n", '\t', {{"a", "b;c"}}},
             {"sep=a\nb;c\n", ';', {{"sep=a"}, {"b", "c"}}},
             {"a;b\rc;d\r", ';', {{"a", "b"}, {"c", "d"}}},
             {"a;\xe9t\xe9 \x80\n", ';', {{"a", "été €"}}},
             {"\xe9t\xe9;été\n", ';', {{"été", "été"}}},
         }) {
        INFO(c.bytes);
        DelimitedText const text{c.bytes};
        CHECK(text.separator() == c.separator);
        std::vector<Fields> records;
        auto reader = text.reader();
        for (Record record; reader.next(record);) {
            records.push_back(record.fields);
        }
        CHECK(records == c.records);
    }
}

TEST_CASE("a file whose encoding nobody can tell is refused")
{
    using namespace std::string_literals;
    CHECK(refusal([] { DelimitedText{"\xff\xfe"s + "d\0a\0"s}; }) == "csv.utf16");
    CHECK(refusal([] { DelimitedText{"\xfe\xff"s + "\0d\0a"s}; }) == "csv.utf16");
    CHECK(refusal([] { DelimitedText{"d\0a\0t\0e\0"s}; }) == "csv.utf16");
    CHECK(refusal([] { DelimitedText{"\0d\0a\0t\0e"s}; }) == "csv.utf16");
    CHECK(refusal([] { DelimitedText{"a;Caf\x8e\rb;c\r"}; }) == "csv.macintosh");
    // No character of Windows-1252: read as it is, refused where it stands.
    DelimitedText const text{"a;\x90"
                             "cole\n"};
    Record record;
    auto reader = text.reader();
    CHECK(refusal([&] { reader.next(record); }) == "text.utf8");
}

TEST_CASE("a record is made as long as its header where no cell is lost")
{
    struct Case {
        std::string line;
        std::size_t count;
        char separator;
        bool fits;
    };
    for (auto const& c : {Case{"a;b", 2, ';', true},
                          {"a;b;; ;", 2, ';', true},
                          {"a;b;;x", 2, ';', false},
                          {"a", 3, ';', true},
                          {"a,b,,", 2, ',', true},
                          {"84,50,", 2, ',', false},
                          {"84,50", 3, ',', false},
                          {"84;50;", 2, ';', true},
                          {"84,501,", 2, ',', true}}) {
        INFO(c.line);
        auto record = read_all(c.line, c.separator).front();
        auto const before = record.fields;
        CHECK(fit(record, c.count, c.separator) == c.fits);
        CHECK(record.fields.size() == (c.fits ? c.count : before.size()));
        CHECK(record.columns.size() == record.fields.size());
        CHECK(record.lines.size() == record.fields.size());
    }
}
