// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;

namespace {

auto closing(std::string const& year)
{
    return [=](Context const& context) { return close_year(context, year); };
}

auto locking(std::string const& year)
{
    return [=](Context const& context) { return lock_year(context, year); };
}

auto unlocking(std::string const& year)
{
    return [=](Context const& context) { return unlock_year(context, year); };
}

auto adding(std::string const& year, std::string const& regulation = {})
{
    return [=](Context const& context) {
        return add_year(context, ledger::parse_year(year), regulation);
    };
}

} // namespace

TEST_CASE("years are listed with their state, their entries and their result")
{
    SomeBooks books;
    books.add(dues(), true);
    books.add(dues());
    auto const years =
        books.read([](Context const& context) { return list_years(context); }).tables.at("years");
    REQUIRE(years.size() == 3);
    CHECK(text(years.at(0, "year")) == "2016");
    CHECK(text(years.at(0, "state")) == "open");
    CHECK(number(years.at(0, "drafts")) == 1);
    CHECK(number(years.at(0, "posted")) == 1);
    CHECK(money(years.at(0, "result")) == cents(4000));
    CHECK(money(years.at(1, "result")) == cents(0));
}

TEST_CASE("a year must touch the others and be new")
{
    SomeBooks books;
    CHECK(books.refuses(adding("2017")) == "year.exists");
    CHECK(books.refuses(adding("2020")) == "year.gap");
    CHECK(books.refuses(adding("2019", "crc-1901")) == "regulation.unknown");
    CHECK(books.refuses(adding("2019")).empty());
    CHECK(text(books.write(adding("2019", "anc-2018-06")).facts.at("year")) == "2019");
}

TEST_CASE("a locked year takes no entry until it is unlocked")
{
    SomeBooks books;
    CHECK(text(books.write(locking("2016")).facts.at("state")) == "locked");
    CHECK(books.refuses_to_add(dues()) == "year.locked");
    CHECK(books.write(locking("2016")).notes_have("year.state-already"));
    books.write(unlocking("2016"));
    CHECK(books.refuses_to_add(dues()).empty());
    CHECK(books.write(unlocking("2016")).notes_have("year.state-already"));
    CHECK(books.refuses(locking("2031")) == "year.unknown");
}

TEST_CASE("a year is closed for good, in the order of years and without drafts")
{
    SomeBooks books;
    books.add(dues());
    CHECK(books.refuses(closing("2016")) == "year.has-drafts");
    CHECK(books.refuses(closing("2017")) == "year.earlier-open");
    books.post_until(date(2016, 12, 31));
    CHECK(text(books.write(closing("2016")).facts.at("state")) == "closed");
    CHECK(books.refuses(closing("2016")) == "year.already-closed");
    CHECK(books.refuses(locking("2016")) == "year.already-closed");
    CHECK(books.refuses(unlocking("2016")) == "year.already-closed");
    CHECK(books.refuses(closing("2017")).empty());
}

TEST_CASE("a year is not closed before its last day")
{
    SomeBooks books;
    books.write(closing("2016"));
    books.today = date(2017, 12, 30);
    CHECK(books.refuses(closing("2017")) == "year.not-ended");
    books.today = date(2017, 12, 31);
    CHECK(books.refuses(closing("2017")).empty());
}

TEST_CASE("a locked year can be closed")
{
    SomeBooks books;
    books.write(locking("2016"));
    CHECK_NOTHROW(books.write(closing("2016")));
}
