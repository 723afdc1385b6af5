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

auto locking(core::Date through)
{
    return [=](Context const& context) { return lock_through(context, through); };
}

auto unlocking(std::string const& year)
{
    return
        [=](Context const& context) { return unlock_year(context, year, "une facture oubliée"); };
}

auto adding(std::string const& year, std::string const& regulation = {},
            std::string const& name = {})
{
    return [=](Context const& context) {
        return add_year(context, ledger::parse_year(year), regulation, name);
    };
}

auto removing(std::string const& year)
{
    return [=](Context const& context) { return remove_year(context, year); };
}

auto changing(std::string const& year, YearChange const& change)
{
    return [=](Context const& context) { return set_year(context, year, change); };
}

/// The ids of what refuses a close, with the account or the year each names.
std::string obstacles(SomeBooks& books, std::string const& year)
{
    auto const error = books.refused(closing(year));
    CHECK(error.id() == "year.not-closable");
    std::string all;
    for (auto const& one : error.findings()) {
        CHECK(one.severity == core::Severity::error);
        demand_worded(i18n::text(i18n::Language::fr, one.id, one.args));
        all += one.id + ":" + one.where.source + " ";
    }
    return all;
}

/// An opening as it was booked before the books knew the year before.
void book_opening(SomeBooks& books, core::Date day, std::int64_t cents)
{
    auto opening = entry(day, "Reprise", {debit("512", cents), credit("110", cents)});
    opening.journal = "AN";
    books.write([&](Context const& context) {
        auto const years = context.session.years();
        auto const& year = ledger::year_of(years, day);
        auto const journals = context.session.journals();
        ledger::Chart const chart{
            ledger::shipped_accounts(ledger::find_regulation(year.regulation)), {}};
        context.session.append(ledger::check(opening, {year, chart, journals, {}}), context.today,
                               {ledger::Role::opening, ledger::RoleWhy::typed, {}, {}});
        return status(context);
    });
}

Answer checked(SomeBooks& books, std::string const& year = {})
{
    return books.read([&](Context const& context) { return check(context, {"", year}); });
}

core::Money opening_of(SomeBooks& books, std::string const& year, std::string const& account)
{
    core::Money net;
    books.read([&](Context const& context) {
        for (auto const& balance : context.session.balances(year, store::Which::posted)) {
            if (balance.account == account) {
                net = balance.opening_debit - balance.opening_credit;
            }
        }
        return status(context);
    });
    return net;
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

TEST_CASE("a lock is a day: what is dated on it is refused, the day after is not")
{
    SomeBooks books;
    auto const locked = books.write(locking(date(2017, 6, 30)));
    CHECK(value<core::Date>(locked.facts.at("locked_through")) == date(2017, 6, 30));
    CHECK(books.refuses_to_add(dues(date(2016, 3, 2))) == "year.locked");
    CHECK(books.refuses_to_add(dues(date(2017, 6, 30))) == "year.locked");
    CHECK(books.refuses_to_add(dues(date(2017, 7, 1))).empty());
    auto const years = books.read([](Context const& context) { return list_years(context); });
    CHECK(value<core::Date>(years.facts.at("locked_through")) == date(2017, 6, 30));
    CHECK(text(years.tables.at("years").at(0, "state")) == "locked");
    CHECK(text(years.tables.at("years").at(1, "state")) == "open");
}

TEST_CASE("a lock goes forward only, within the years, and over no draft")
{
    SomeBooks books;
    books.write(locking(date(2016, 6, 30)));
    CHECK(books.write(locking(date(2016, 6, 30))).notes_have("year.lock-already"));
    CHECK(books.refuses(locking(date(2016, 6, 29))) == "year.lock-back");
    CHECK(books.refuses(locking(date(2019, 1, 1))) == "year.none-for-date");
    books.add(dues(date(2016, 12, 31)));
    CHECK(books.refuses(locking(date(2016, 12, 30))).empty());
    for (auto const& error :
         {books.refused(locking(date(2016, 12, 31))), books.refused(locking("2017"))}) {
        CHECK(error.id() == "year.lock-drafts");
        CHECK(std::get<std::int64_t>(error.diagnostic().args.at(0).value) == 1);
    }
}

TEST_CASE("a year is unlocked back to the day before it, the last one first")
{
    SomeBooks books;
    books.write(locking(date(2018, 3, 31)));
    CHECK(core::text_argument(books.refused(unlocking("2016")), "later") == "2018");
    CHECK(books.refuses(unlocking("2017")) == "year.later-locked");
    CHECK(text(books.write(unlocking("2018")).facts.at("state")) == "open");
    CHECK(books.refuses_to_add(dues(date(2018, 1, 1))).empty());
    CHECK(books.refuses_to_add(dues(date(2017, 12, 31))) == "year.locked");
    books.write(unlocking("2017"));
    books.write(unlocking("2016"));
    CHECK(books.refuses_to_add(dues(date(2016, 1, 1))).empty());
}

TEST_CASE("a year is closed for good, in the order of years and without drafts")
{
    SomeBooks books;
    books.add(dues());
    CHECK(obstacles(books, "2016") == "check.drafts-since:2016 ");
    CHECK(obstacles(books, "2017") == "check.earlier-open:2017 ");
    books.post_until(date(2016, 12, 31));
    CHECK(text(books.write(closing("2016")).facts.at("state")) == "closed");
    CHECK(books.refuses(closing("2016")) == "year.already-closed");
    CHECK(books.refuses(locking("2016")) == "year.already-closed");
    CHECK(books.refuses(unlocking("2016")) == "year.already-closed");
    CHECK(books.refuses(closing("2017")).empty());
}

TEST_CASE("a close names at once all that must be mended, and tells the rest")
{
    SomeBooks books;
    books.add(dues(), true);
    books.add(entry(date(2016, 4, 1), "À identifier", {debit("471", 800), credit("512", 800)}),
              true);
    books.add(entry(date(2016, 4, 2), "Virement", {debit("58", 100), credit("512", 100)}), true);
    books.add(entry(date(2016, 4, 3), "Timbres", {debit("626", 500), credit("530", 500)}), true);
    CHECK(obstacles(books, "2016") == "check.suspense:2016, 471 check.suspense:2016, 58 "
                                      "check.cash-credit:2016, 530 ");
    CHECK(checked(books, "2016").notes_have("check.suspense"));
    books.add(entry(date(2016, 5, 1), "Rangé",
                    {debit("512", 900), credit("471", 800), credit("58", 100)}),
              true);
    books.add(entry(date(2016, 5, 2), "Retrait", {debit("530", 500), credit("512", 500)}), true);
    auto const closed = books.write(closing("2016"));
    CHECK(closed.notes_have("check.cash-was-credit"));
    CHECK(closed.notes_have("check.no-piece"));
}

TEST_CASE("a close writes the opening of the next year, equal to what was computed")
{
    SomeBooks books;
    books.add(dues(), true);
    auto sold = entry(date(2016, 4, 1), "Vente", {debit("411", 700), credit("706", 700)});
    sold.party = "Mairie";
    books.add(sold, true);
    books.write(locking("2017")); // The opening passes the lock.
    auto const closed = books.write(closing("2016"));
    CHECK(text(closed.facts.at("number")) == "AN/2017/1");
    CHECK(opening_of(books, "2017", "512") == cents(2000));
    CHECK(opening_of(books, "2017", "411") == cents(700));
    CHECK(opening_of(books, "2017", "120") == cents(-2700));
    auto const shown =
        books.show(std::get<std::int64_t>(closed.facts.at("opening_entry"))).tables.at("lines");
    CHECK(text(shown.at(1, "account")) == "411");
    CHECK(text(shown.at(1, "party")) == "Mairie");
    CHECK_FALSE(checked(books, "2017").notes_have("check.opening-differs"));
    CHECK(books.refuses_to_add(dues(date(2017, 1, 1))) == "year.locked");
    // Nothing stands in 2017 but its opening; 2018 has one of its own.
    CHECK(text(books.write(closing("2017")).facts.at("number")) == "AN/2018/1");
    CHECK(opening_of(books, "2018", "512") == cents(2000));
}

TEST_CASE("a year added after the close of the one before begins with its opening")
{
    SomeBooks books{{"2016"}};
    books.add(dues(), true);
    CHECK(books.write(closing("2016")).facts.count("opening_entry") == 0);
    CHECK(text(books.write(adding("2017")).facts.at("number")) == "AN/2017/1");
    CHECK(opening_of(books, "2017", "512") == cents(2000));
    CHECK(books.refuses(removing("2017")) == "year.not-empty");
}

TEST_CASE("an opening stands on accounts that ended with the regulation before")
{
    SomeBooks books{{"2024", "2025"}};
    books.today = date(2025, 6, 1);
    books.add(entry(date(2024, 3, 1), "Provision", {debit("6815", 500), credit("158", 500)}), true);
    books.write(closing("2024"));
    CHECK(opening_of(books, "2025", "158") == cents(-500));
    CHECK(books.refuses_to_add(entry(date(2025, 3, 1), "Reprise",
                                     {debit("158", 500), credit("7815", 500)})) == "account.ended");
}

TEST_CASE("an opening that is not the closing of the year before refuses both closes")
{
    SomeBooks books;
    book_opening(books, date(2017, 1, 1), 500);
    books.add(dues(), true);
    auto const found = checked(books);
    REQUIRE(found.notes_have("check.opening-differs"));
    CHECK(obstacles(books, "2016") ==
          "check.opening-differs:2017, 110 check.opening-differs:2017, 120 "
          "check.opening-differs:2017, 512 ");
    for (auto const& one : found.notes) {
        if (one.where.source == "2017, 512") {
            CHECK(core::text_argument(core::Error{core::ErrorKind::refused, one.id, one.args},
                                      "command") ==
                  "coop ledger reverse 1 --reason \"À-nouveau calculé\"");
        }
    }
}

TEST_CASE("an equal opening that is booked already is the opening, once")
{
    SomeBooks books;
    book_opening(books, date(2017, 1, 1), 2000);
    books.add(entry(date(2016, 3, 2), "Apport", {debit("512", 2000), credit("110", 2000)}), true);
    CHECK(books.write(closing("2016")).facts.count("opening_entry") == 0);
    CHECK(opening_of(books, "2017", "512") == cents(2000));
}

TEST_CASE("two years may begin in one calendar year")
{
    SomeBooks books{{"2023-01-01..2023-06-30"}};
    CHECK(text(books.write(adding("2023-07-01..2023-12-31")).facts.at("year")) == "2023-2");
    CHECK(books.refuses(adding("2023-07-01..2023-12-31")) == "year.exists");
    auto const named = books.write(adding("2024", {}, "an-24"));
    CHECK(text(named.facts.at("year")) == "an-24");
    CHECK(books.refuses(adding("2025", {}, "an-24")) == "year.exists");
    CHECK(books.refuses(adding("2025", {}, "l'an 25")) == "year.label");
    CHECK(books.refuses_to_add(dues(date(2023, 9, 1))).empty());
}

TEST_CASE("an unusual length or regulation is said")
{
    SomeBooks books{{"2023"}};
    auto const added = books.write(adding("2024-01-01..2025-06-30", "anc-2023-03"));
    CHECK(added.notes_have("year.length"));
    CHECK(added.notes_have("year.regulation"));
    auto const usual = books.write(adding("2025-07-01..2026-06-30"));
    CHECK(usual.notes.empty());
}

TEST_CASE("only an empty year is removed, from the beginning or the end")
{
    SomeBooks books;
    books.add(dues());
    CHECK(books.refuses(removing("2016")) == "year.not-empty");
    CHECK(books.refuses(removing("2017")) == "year.between");
    books.write(removing("2018"));
    books.post_until(date(2016, 12, 31));
    books.write(locking(date(2017, 1, 1)));
    CHECK(books.refuses(removing("2017")) == "year.locked");
    books.write(unlocking("2017"));
    books.write(removing("2017"));
}

TEST_CASE("an empty year takes other days, another name or another regulation")
{
    SomeBooks books;
    YearChange longer;
    longer.period = core::Period{date(2018, 1, 1), date(2019, 6, 30)};
    longer.name = "2018-2019";
    auto const changed = books.write(changing("2018", longer));
    CHECK(text(changed.facts.at("year")) == "2018-2019");
    CHECK(changed.notes_have("year.length"));
    YearChange gap;
    gap.period = core::Period{date(2017, 1, 1), date(2017, 11, 30)};
    CHECK(books.refuses(changing("2017", gap)) == "year.gap");
    YearChange rules;
    rules.regulation = "anc-2018-06";
    CHECK(books.write(changing("2017", rules)).notes_have("year.regulation"));
    books.add(dues());
    CHECK(books.refuses(changing("2016", rules)) == "year.not-empty");
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
