// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;
using ledger::BudgetLine;

namespace {

BudgetLine line(std::string account, std::int64_t amount, std::string project = {})
{
    BudgetLine result;
    result.account = std::move(account);
    result.project = std::move(project);
    result.amount = cents(amount);
    return result;
}

auto setting(std::vector<BudgetLine> const& lines, std::string const& version = {})
{
    return [=](Context const& context) { return set_budget(context, "2018", version, lines); };
}

auto importing(std::vector<BudgetLine> const& lines, std::string const& version = {})
{
    return [=](Context const& context) { return import_budget(context, "2018", version, lines); };
}

auto adopting(std::string const& version = {})
{
    return [=](Context const& context) {
        return adopt_budget(context, "2018", version, date(2018, 3, 26), "");
    };
}

Answer listed(SomeBooks& books)
{
    return books.read([](Context const& context) { return list_budgets(context, "2018"); });
}

} // namespace

TEST_CASE("lines are added to a version, and replaced where they say the same")
{
    SomeBooks books;
    books.add_some_project("jardin");
    books.write(setting({line("613", 500000), line("74", 2000000)}));
    books.write(setting({line("613", 90000, "jardin"), line("74", 1000000)}));
    auto const budgets = listed(books);
    auto const& versions = budgets.tables.at("budgets");
    REQUIRE(versions.size() == 1);
    CHECK(text(versions.at(0, "version")) == "initial");
    CHECK(money(versions.at(0, "charges")) == cents(590000));
    CHECK(money(versions.at(0, "produits")) == cents(1000000));
    CHECK(budgets.tables.at("budget.lines").size() == 3);
}

TEST_CASE("an import replaces the whole version")
{
    SomeBooks books;
    books.write(setting({line("613", 500000)}));
    books.write(importing({line("625", 300000)}));
    auto const lines = listed(books).tables.at("budget.lines");
    REQUIRE(lines.size() == 1);
    CHECK(text(lines.at(0, "account")) == "625");
}

TEST_CASE("a budget is about charges, produits and contributions, by account or by row")
{
    SomeBooks books;
    for (auto const* account : {"6", "62", "6251", "62519", "7", "74", "864", "870"}) {
        INFO(account);
        CHECK(books.refuses(setting({line(account, 1)})).empty());
    }
    CHECK(books.refuses(setting({line("512", 1)})) == "budget.account-class");
    CHECK(books.refuses(setting({line("80", 1)})) == "budget.account-class");
    CHECK(books.refuses(setting({line("99", 1)})) == "account.unknown");
    CHECK(books.refuses(setting({line("", 1)})) == "budget.no-account");
    CHECK(books.refuses(setting({line("62", 1, "nulle-part")})) == "project.unknown");
    BudgetLine row;
    row.line = "deplacements";
    row.amount = cents(300000);
    auto const versions = books.write(setting({row})).tables.at("budgets");
    CHECK(money(versions.at(0, "charges")) == cents(0)); // a row does not say which side it is
    CHECK(money(versions.at(0, "by_row")) == cents(300000));
}

TEST_CASE("a file that breaks rules is refused whole, with the place of each line")
{
    SomeBooks books;
    auto bad = line("512", 1);
    bad.where = {"budget.csv", 3, 1, "512;1"};
    auto good = line("62", 1);
    good.where = {"budget.csv", 2, 1, "62;1"};
    auto const error = books.refused(importing({good, bad}));
    CHECK(error.id() == "import.refused");
    REQUIRE(error.findings().size() == 1);
    CHECK(error.findings()[0].id == "budget.account-class");
    CHECK(error.findings()[0].where.line == 3);
    CHECK(listed(books).tables.at("budgets").size() == 0);
}

TEST_CASE("adoption freezes a version")
{
    SomeBooks books;
    CHECK(books.refuses(adopting()) == "budget.none");
    books.write(importing({line("62", 300000)}));
    auto const adopted = books.write(adopting()).tables.at("budgets");
    CHECK(value<core::Date>(adopted.at(0, "adopted_on")) == date(2018, 3, 26));
    CHECK(text(adopted.at(0, "adopted_by")) == "AG");
    CHECK(books.refuses(setting({line("62", 1)})) == "budget.adopted");
    CHECK(books.refuses(importing({line("62", 1)})) == "budget.adopted");
    CHECK(books.refuses(adopting()) == "budget.adopted");
    CHECK(books.refuses(adopting("initial")) == "budget.adopted");
    CHECK(books.refuses(setting({line("62", 1)}, "revise")).empty());
}

TEST_CASE("of several versions, the one to adopt is named")
{
    SomeBooks books;
    books.write(importing({line("62", 300000)}));
    books.write(importing({line("62", 400000)}, "revise"));
    CHECK(books.refuses(adopting()) == "budget.which");
    CHECK(books.refuses(adopting("autre")) == "budget.none");
    books.write(adopting("revise"));
    CHECK_NOTHROW(books.write(adopting())); // the only one left
    CHECK(books.refuses([](Context const& context) { list_budgets(context, "2031"); }) ==
          "year.unknown");
}
