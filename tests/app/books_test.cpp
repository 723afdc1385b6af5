// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

#include <algorithm>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;

namespace {

Answer status_of(SomeBooks& books)
{
    return books.read([](Context const& context) { return status(context); });
}

std::string next_of(SomeBooks& books)
{
    return text(status_of(books).facts.at("next"));
}

/// More goes out of the till than was ever put into it.
ledger::Draft overdrawn_till()
{
    return entry(date(2016, 5, 1), "Timbres", {debit("626", 500), credit("530", 500)});
}

} // namespace

TEST_CASE("the first year of a book follows the regulation of its opening day")
{
    struct Case {
        std::string year, regulation;
    };
    for (auto const& [year, regulation] : {Case{"2019", "crc-99-01"},
                                           {"2020", "anc-2018-06"},
                                           {"2024", "anc-2018-06"},
                                           {"2025", "anc-2023-03"}}) {
        INFO(year);
        SomeBooks books{{year}};
        auto const years = books.read([](Context const& context) { return list_years(context); });
        CHECK(text(years.tables.at("years").at(0, "regulation")) == regulation);
    }
}

TEST_CASE("a regulation may be chosen, if it is of the family of the book")
{
    SomeBooks books{{}};
    auto const found_with = [](std::string const& regulation) {
        return [=](Context const& context) {
            return found(context, ledger::parse_year("2024"), regulation);
        };
    };
    CHECK(books.refuses(found_with("crc-1901")) == "regulation.unknown");
    CHECK(books.refuses(found_with("pcg-2025")) == "regulation.other-family");
    auto const founded = books.write(found_with("anc-2023-03"));
    CHECK(founded.id == "init");
    CHECK(text(founded.facts.at("year")) == "2024");
    CHECK(text(founded.facts.at("association")) == "La Coop des Communs");
}

TEST_CASE("status of empty books asks for the first entry")
{
    SomeBooks books;
    CHECK(next_of(books).find("coop ledger add") != std::string::npos);
    CHECK(status_of(books).tables.at("status.years").size() == 3);
}

TEST_CASE("status names the thing to do next, worst first, year by year")
{
    SomeBooks books;
    books.add(dues());
    CHECK(next_of(books).find("coop ledger post --to 2016-12-31") != std::string::npos);
    books.add(overdrawn_till());
    CHECK(next_of(books).find("coop check") != std::string::npos);
    books.add(entry(date(2016, 4, 1), "Retrait", {debit("530", 500), credit("512", 500)}));
    books.post_until(date(2016, 12, 31));
    CHECK(next_of(books).find("coop check --year 2017") != std::string::npos);
    books.write([](Context const& context) { return close_year(context, "2016"); });
    CHECK(next_of(books).find("affectation") != std::string::npos);
    books.add(entry(date(2017, 6, 30), "Affectation", {debit("120", 1500), credit("110", 1500)}),
              true);
    CHECK(next_of(books).find("coop year lock 2017") != std::string::npos);
    books.write([](Context const& context) { return lock_year(context, "2017"); });
    CHECK(next_of(books).find("à jour") != std::string::npos);
    books.add(dues(date(2018, 7, 1)));
    CHECK(next_of(books).find("coop ledger post --to 2018-06-01") != std::string::npos);
}

TEST_CASE("status gives the cash, carried from earlier years, and the result so far")
{
    SomeBooks books;
    books.add(dues(date(2016, 3, 2)));
    books.add(entry(date(2018, 2, 1), "Timbres", {debit("626", 500), credit("512", 500)}));
    auto const status = status_of(books);
    CHECK(text(status.facts.at("year")) == "2018");
    CHECK(money(status.facts.at("result")) == cents(-500));
    auto const& cash = status.tables.at("status.cash");
    REQUIRE(cash.size() == 1);
    CHECK(text(cash.at(0, "account")) == "512");
    CHECK(money(cash.at(0, "balance")) == cents(1500)); // 20,00 − 5,00
}

TEST_CASE("outside every year, status is about the last year with entries")
{
    SomeBooks books;
    books.today = date(2026, 1, 5);
    books.add(dues(date(2017, 3, 2)));
    CHECK(text(status_of(books).facts.at("year")) == "2017");
}

TEST_CASE("a legal threshold is in sight from half way on (153 000 €, C. com. L612-4)")
{
    struct Case {
        std::int64_t grants;
        std::size_t shown;
    };
    for (auto [grants, shown] :
         {Case{76'500'00, 0}, {76'500'01, 1}, {153'000'00, 1}, {200'000'00, 1}}) {
        INFO(grants);
        SomeBooks books;
        books.add(
            entry(date(2018, 2, 1), "Subvention", {debit("512", grants), credit("74", grants)}));
        auto tables = status_of(books).tables;
        auto const& thresholds = tables["status.thresholds"];
        REQUIRE(thresholds.size() == shown);
        if (shown == 1) {
            CHECK(money(thresholds.at(0, "reached")) == cents(grants));
            CHECK(money(thresholds.at(0, "limit")) == cents(153'000'00));
        }
    }
}

TEST_CASE("check runs every check on each year that is not closed; findings are its notes")
{
    SomeBooks books;
    books.add(overdrawn_till());
    auto const all = books.read([](Context const& context) { return check(context, {"", ""}); });
    CHECK(all.notes_have("check.cash-credit"));
    CHECK(all.tables.at("checks").size() == ledger::checks().size());
    CHECK(all.tables.at("checks").columns ==
          std::vector<std::string>{"check", "summary", "2016", "2017", "2018"});
    auto const one = books.read([](Context const& context) {
        return check(context, {"caisse", "2016"});
    });
    REQUIRE(one.notes.size() == 1);
    CHECK(one.notes[0].where.source == "2016, 530");
    auto const& rows = one.tables.at("checks");
    REQUIRE(rows.size() == 1);
    CHECK(number(rows.at(0, "2016")) == 1);
}

TEST_CASE("an overdrawn till of one year stands in the next, by carrying")
{
    SomeBooks books;
    books.add(overdrawn_till());
    auto const later = books.read([](Context const& context) {
        return check(context, {"caisse", "2018"});
    });
    CHECK(later.notes_have("check.cash-credit"));
}

TEST_CASE("a closed year is checked only when it is named")
{
    SomeBooks books;
    books.add(dues(), true);
    books.write([](Context const& context) { return close_year(context, "2016"); });
    auto const checked = [&](std::string const& year) {
        return books.read([&](Context const& context) {
                        return check(context, {"caisse", year});
                    })
            .tables.at("checks")
            .columns;
    };
    CHECK(checked("") == std::vector<std::string>{"check", "summary", "2017", "2018"});
    CHECK(checked("2016") == std::vector<std::string>{"check", "summary", "2016"});
}

TEST_CASE("an invented check names the nearest")
{
    SomeBooks books;
    auto const error = books.refused([](Context const& context) { check(context, {"caise", ""}); });
    CHECK(error.id() == "check.unknown");
    CHECK(error.kind() == core::ErrorKind::usage);
    CHECK(core::text_argument(error, "nearest") == "caisse");
}

TEST_CASE("verify finds nothing in sound books and tells the head of the chain")
{
    SomeBooks books;
    auto const head = [&] {
        return books.read([](Context const& context) { return verify(context, {}); });
    };
    auto const before = head();
    CHECK(before.notes.empty());
    CHECK(number(before.facts.at("chained")) == 0);
    books.add(dues(), true);
    auto const after = head();
    CHECK(after.notes.empty());
    CHECK(number(after.facts.at("chained")) == 1);
    CHECK(text(after.facts.at("head")).size() == 64);
    CHECK(text(after.facts.at("head")) != text(before.facts.at("head")));
}
