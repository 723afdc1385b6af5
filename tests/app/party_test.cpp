// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;

TEST_CASE("a party is known by its name, once")
{
    SomeBooks books;
    auto const add = [](std::string const& name) {
        return [=](Context const& context) { return add_party(context, {name, "membre", ""}); };
    };
    books.write(add("A. Martin"));
    CHECK(books.refuses(add("A. Martin")) == "party.exists");
    CHECK(books.refuses(add("")) == "name.empty");
    auto const parties = books.read([](Context const& context) { return list_parties(context); });
    CHECK(text(parties.tables.at("parties").at(0, "party_kind")) == "membre");
}

TEST_CASE("a party shows its entries and what it owes or is owed")
{
    SomeBooks books;
    auto bill =
        entry(date(2016, 6, 12), "Honoraires", {debit("6226", 30000), credit("401", 30000)});
    bill.party = "Cabinet Durand";
    books.add(bill);
    auto paid = entry(date(2017, 1, 3), "Acompte", {debit("401", 10000), credit("512", 10000)});
    paid.party = "Cabinet Durand";
    books.add(paid);
    auto const shown =
        books.read([](Context const& context) { return show_party(context, "Cabinet Durand"); });
    CHECK(shown.tables.at("entries").size() == 2);
    auto const& accounts = shown.tables.at("party.accounts");
    REQUIRE(accounts.size() == 1);
    CHECK(money(accounts.at(0, "balance")) == cents(-20000));
}

TEST_CASE("what a third party owes goes on from year to year, and is counted once")
{
    SomeBooks books;
    auto bill =
        entry(date(2016, 6, 12), "Honoraires", {debit("6226", 30000), credit("401", 30000)});
    bill.party = "Durand";
    books.add(bill, true);
    auto const owed = [&] {
        return money(
            books.read([](Context const& context) { return show_party(context, "Durand"); })
                .tables.at("party.accounts")
                .at(0, "balance"));
    };
    CHECK(owed() == cents(-30000));
    books.today = date(2017, 2, 1);
    books.write([](Context const& context) { return close_year(context, "2016"); });
    CHECK(owed() == cents(-30000));
}

TEST_CASE("a party without kind or note is completed, and nothing that is noted changes")
{
    SomeBooks books;
    auto draft = dues();
    draft.party = "A. Martin";
    books.add(draft);
    auto const adding = [](std::string const& kind, std::string const& note) {
        return [=](Context const& context) {
            return add_party(context, {"A. Martin", kind, note});
        };
    };
    CHECK(books.refuses(adding("", "")) == "party.exists");
    auto const completed = books.write(adding("membre", ""));
    CHECK(completed.notes_have("party.completed"));
    CHECK(text(completed.facts.at("party_kind")) == "membre");
    CHECK(books.refuses(adding("membre", "")) == "party.exists");
    CHECK(books.refuses(adding("financeur", "depuis 2016")) == "party.exists");
    auto const whole = books.write(adding("membre", "depuis 2016"));
    CHECK(text(whole.facts.at("party_kind")) == "membre");
    CHECK(text(whole.facts.at("note")) == "depuis 2016");
    CHECK(books.refuses(adding("", "depuis 2017")) == "party.exists");
}

TEST_CASE("an unknown party names the nearest")
{
    SomeBooks books;
    books.write([](Context const& context) { return add_party(context, {"A. Martin", "", ""}); });
    auto const error =
        books.refused([](Context const& context) { show_party(context, "A. Matin"); });
    CHECK(error.id() == "party.unknown");
    CHECK(core::text_argument(error, "nearest") == "A. Martin");
}

TEST_CASE("a project has a code, a label and its totals by year")
{
    SomeBooks books;
    books.write([](Context const& context) {
        return add_project(context, {"cerisy", "Colloque de Cerisy"});
    });
    CHECK(books.refuses([](Context const& context) {
        add_project(context, {"cerisy", ""});
    }) == "project.exists");
    CHECK(books.refuses([](Context const& context) {
        add_project(context, {"Cerisy!", ""});
    }) == "project.malformed");
    books.add(
        entry(date(2016, 9, 2), "Salle", {debit("6185", 125000, "cerisy"), credit("512", 125000)}));
    books.add(
        entry(date(2016, 9, 3), "Entrées", {debit("512", 50000), credit("706", 50000, "cerisy")}));
    auto const shown =
        books.read([](Context const& context) { return show_project(context, "cerisy"); });
    auto const& years = shown.tables.at("project.years");
    REQUIRE(years.size() == 1);
    CHECK(money(years.at(0, "charges")) == cents(125000));
    CHECK(money(years.at(0, "produits")) == cents(50000));
    CHECK(money(years.at(0, "result")) == cents(-75000));
    CHECK(shown.tables.at("entries").size() == 2);
    CHECK(books.refuses([](Context const& context) { show_project(context, "x"); }) ==
          "project.unknown");
}

TEST_CASE("a project without a label is called by its code")
{
    SomeBooks books;
    books.add_some_project("jardin");
    auto const projects = books.read([](Context const& context) { return list_projects(context); });
    CHECK(text(projects.tables.at("projects").at(0, "label")) == "jardin");
}
