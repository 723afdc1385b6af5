// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;

namespace {

auto adding(std::string const& code, std::string const& label)
{
    return [=](Context const& context) { return add_account(context, code, label); };
}

Answer::Rows accounts(SomeBooks& books, std::string const& search, bool used = false)
{
    return books
        .read([&](Context const& context) { return list_accounts(context, "2016", search, used); })
        .tables.at("accounts");
}

} // namespace

TEST_CASE("accounts are found by code or by words of their label")
{
    SomeBooks books;
    CHECK(accounts(books, "").size() > 300);
    CHECK(text(accounts(books, "512").at(0, "account")) == "512");
    CHECK(accounts(books, "cotisations").size() > 0);
    CHECK(accounts(books, "zzzz").size() == 0);
}

TEST_CASE("used accounts are those that stand or moved, with their balance")
{
    SomeBooks books;
    books.add(dues());
    auto const used = accounts(books, "", true);
    REQUIRE(used.size() == 2);
    CHECK(text(used.at(0, "account")) == "512");
    CHECK(money(used.at(0, "balance")) == cents(2000));
    CHECK(text(used.at(1, "kind")) == "income");
}

TEST_CASE("a sub-account is typed by its parent and then takes entries")
{
    SomeBooks books;
    auto draft = dues();
    draft.lines[0].account = "512001";
    CHECK(books.refuses_to_add(draft) == "account.unknown");
    auto const added = books.write(adding("512001", "Crédit coopératif"));
    CHECK(text(added.facts.at("kind")) == "asset");
    CHECK_NOTHROW(books.add(draft));
    auto const shown =
        books.read([](Context const& context) { return show_account(context, "512001"); });
    auto const& years = shown.tables.at("account.years");
    REQUIRE(years.size() == 3); // it moved in 2016 and is carried into 2017 and 2018
    CHECK(money(years.at(0, "opening")) == cents(0));
    CHECK(money(years.at(0, "debit")) == cents(2000));
    CHECK(money(years.at(1, "opening")) == cents(2000));
    CHECK(money(years.at(2, "balance")) == cents(2000));
}

TEST_CASE("an account that exists, has no parent or no name is not added")
{
    SomeBooks books;
    CHECK(books.refuses(adding("512", "Banque")) == "account.exists");
    CHECK(books.refuses(adding("99", "Rien")) == "account.untyped");
    CHECK(books.refuses(adding("5120x", "Rien")) == "account.malformed");
    CHECK(books.refuses(adding("512001", "  ")) == "name.empty");
    CHECK(books.refuses(adding("512001", "deux\nlignes")) == "name.control");
}

TEST_CASE("an account keeps its code under another name")
{
    SomeBooks books;
    books.write([](Context const& context) { return rename_account(context, "512", "Ma banque"); });
    CHECK(text(accounts(books, "512").at(0, "account_label")) == "Ma banque");
    CHECK(books.refuses([](Context const& context) { rename_account(context, "7569", "x"); }) ==
          "account.unknown");
}

namespace {

auto closing(std::string const& code)
{
    return [=](Context const& context) { return close_account(context, code); };
}

auto reopening(std::string const& code)
{
    return [=](Context const& context) { return reopen_account(context, code); };
}

} // namespace

TEST_CASE("a closed account takes no entry until it is reopened")
{
    SomeBooks books;
    CHECK(books.write(closing("512")).notes.empty());
    CHECK(text(accounts(books, "512").at(0, "state")) == "closed");
    CHECK(books.write(closing("512")).notes_have("account.closed-already"));
    CHECK(books.refuses_to_add(dues()) == "account.closed");
    CHECK(books.write(reopening("512")).notes.empty());
    CHECK(blank(accounts(books, "512").at(0, "state")));
    CHECK(books.write(reopening("512")).notes_have("account.open-already"));
    CHECK(books.refuses_to_add(dues()).empty());
    CHECK(books.refuses(reopening("7569")) == "account.unknown");
}

TEST_CASE("an account that drafts use, or that still holds something, stays open")
{
    SomeBooks books;
    books.add(dues());
    CHECK(books.refuses(closing("512")) == "account.in-use");
    CHECK(books.refuses(closing("756")) == "account.in-use");
    // What is on 512 is not on the account above it.
    CHECK(books.refuses(closing("51")).empty());
    books.post_until(date(2016, 12, 31));
    // 20,00 € of 2016 still stand on the bank in 2018.
    auto const error = books.refused(closing("512"));
    CHECK(error.id() == "account.not-settled");
    CHECK(std::get<core::Money>(error.diagnostic().args.at(2).value) == cents(2000));
    // Dues begin 2018 at zero: there is nothing to settle.
    CHECK(books.refuses(closing("756")).empty());
    books.add(entry(date(2018, 1, 2), "Vers la caisse", {debit("530", 2000), credit("512", 2000)}),
              true);
    CHECK(books.refuses(closing("512")).empty());
}

TEST_CASE("a journal of one's own has a code of capitals and takes entries")
{
    SomeBooks books;
    auto const add = [](std::string const& code, std::string const& label) {
        return [=](Context const& context) { return add_journal(context, {code, label}); };
    };
    CHECK(books.refuses(add("BQ", "Banque")) == "journal.exists");
    for (auto const* code : {"", "bq2", "BQ-2", "2BQ", "ABCDEFG", "É"}) {
        INFO(code);
        CHECK(books.refuses(add(code, "Banque")) == "journal.malformed");
    }
    CHECK(books.refuses(add("BQ2", "")) == "name.empty");
    books.write(add("BQ2", "Livret"));
    auto draft = dues();
    draft.journal = "BQ2";
    CHECK_NOTHROW(books.add(draft));
    auto const journals = books.read([](Context const& context) { return list_journals(context); });
    CHECK(journals.tables.at("journals").size() == 7);
}
