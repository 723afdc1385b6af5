// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/party/import.hpp>

#include <coop/core/name.hpp>

#include <algorithm>

using namespace coop;
using namespace coop::app;
using core::date;

namespace {

using Words = std::vector<std::string>;

std::vector<FecLine> all_of(std::vector<std::vector<FecLine>> const& entries)
{
    std::vector<FecLine> lines;
    for (auto const& one : entries) {
        lines.insert(lines.end(), one.begin(), one.end());
    }
    return lines;
}

/// `F1 Durand` of each third party of the books.
Words coded(SomeBooks& books)
{
    Words all;
    for (auto const& party : all_parties(books)) {
        all.push_back(party.code + " " + party.name);
    }
    std::ranges::sort(all);
    return all;
}

/// `F1 Durand 100` of each line that has a third party in the FEC of a year.
Words written(SomeBooks& books, std::string const& year)
{
    Words all;
    auto const bytes = written_fec(books, year);
    std::vector<std::string> fields(1);
    for (auto const c : bytes) {
        if (c == '\t' || c == '\n') {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    for (std::size_t i = 18; i + 18 <= fields.size(); i += 18) {
        if (!fields[i + 6].empty()) {
            all.push_back(fields[i + 6] + " " + fields[i + 7] + " " + fields[i + 12]);
        }
    }
    std::ranges::sort(all);
    return all;
}

} // namespace

TEST_CASE("two codes are two third parties, however alike their names, in one file or in two")
{
    std::string const other = GENERATE("DURAND", "Durand", "durand.", "Dura\u0301nd");
    INFO(other);
    auto const first = fec_bill("1", "20160601", 100, "F1", "Durand");
    auto const second = fec_bill("2", "20160602", 200, "F2", other);
    SomeBooks one;
    one.write(importing_fec(fec_of(all_of({first, second}))));
    SomeBooks two;
    two.write(importing_fec(fec_of(first)));
    two.write(importing_fec(fec_of(second)));
    auto const called = other == "Durand" ? "Durand (F2)" : core::tidy_name(other);
    for (auto* const books : {&one, &two}) {
        CHECK(coded(*books) == Words{"F1 Durand", "F2 " + called});
        CHECK(written(*books, "2016") == Words{"F1 Durand 1,00", "F2 " + called + " 2,00"});
        // The file again, and one that grew, make no third one.
        books->write(importing_fec(fec_of(all_of({first, second}))));
        CHECK(all_entries(*books).size() == 2);
        books->write(importing_fec(
            fec_of(all_of({first, second, fec_bill("3", "20160603", 400, "F2", other)}))));
        CHECK(all_parties(*books).size() == 2);
        CHECK(all_entries(*books)[2].entry.lines[1].party == called);
    }
}

TEST_CASE("one code with two spellings is one third party, in one file or in two")
{
    auto const first = fec_bill("1", "20160601", 100, "F1", "Durand, S.A.R.L.");
    auto const second = fec_bill("2", "20160602", 200, "F1", "DURAND SARL");
    SomeBooks one;
    one.write(importing_fec(fec_of(all_of({first, second}))));
    SomeBooks two;
    two.write(importing_fec(fec_of(first)));
    two.write(importing_fec(fec_of(second)));
    for (auto* const books : {&one, &two}) {
        CHECK(coded(*books) == Words{"F1 Durand, S.A.R.L."});
        CHECK(written(*books, "2016") ==
              Words{"F1 Durand, S.A.R.L. 1,00", "F1 Durand, S.A.R.L. 2,00"});
    }
}

TEST_CASE("a line without a code is of the one third party that is spelled so")
{
    SomeBooks books;
    auto const first = fec_bill("1", "20160601", 100, "F1", "Durand");
    auto const second = fec_bill("2", "20160602", 200, "", "DURAND");
    SECTION("in one file")
    {
        books.write(importing_fec(fec_of(all_of({first, second}))));
    }
    SECTION("in one file, before the code")
    {
        books.write(
            importing_fec(fec_of(all_of({fec_bill("1", "20160601", 100, "", "DURAND"),
                                         fec_bill("2", "20160602", 200, "F1", "Durand")}))));
    }
    SECTION("in two files")
    {
        books.write(importing_fec(fec_of(first)));
        books.write(importing_fec(fec_of(second)));
    }
    CHECK(all_parties(books).size() == 1);
}

TEST_CASE("a third party of the books without a code takes that of a file, which keeps it")
{
    std::string const name = GENERATE("Durand", "DURAND");
    INFO(name);
    SomeBooks books;
    books.add(bill(date(2016, 5, 1), "Durand", 50), true);
    auto first = fec_bill("2", "20160601", 100, "F1", name);
    books.write(importing_fec(fec_of(first)));
    CHECK(coded(books) == Words{"F1 Durand"});
    // Another code is another third party from then on.
    books.write(importing_fec(fec_of(fec_bill("3", "20160602", 200, "F2", name))));
    CHECK(all_parties(books).size() == 2);
    CHECK(written(books, "2016").size() == 3);
}

TEST_CASE("third parties that were joined keep their codes in the file, whose lines stay theirs")
{
    SomeBooks books;
    auto const file = fec_of(all_of({fec_bill("1", "20160601", 100, "F1", "Durand"),
                                     fec_bill("2", "20160602", 200, "F2", "Dupond")}));
    books.write(importing_fec(file));
    books.write([](Context const& context) { return merge_parties(context, "Durand", "Dupond"); });
    auto const before = written(books, "2016");
    CHECK(before == Words{"F1 Durand 1,00", "F2 Dupond 2,00"});
    books.write([](Context const& context) { return close_year(context, "2016"); });
    CHECK(written(books, "2016") == before);
    books.write([](Context const& context) { return part_parties(context, "Durand"); });
    books.write([](Context const& context) {
        return edit_party(context, "Dupond", {.kind = {}, .note = {}, .code = "F1"});
    });
    CHECK(written(books, "2016") == before);
}
