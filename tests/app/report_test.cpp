// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

#include "src/app/books_cache.hpp"

#include <algorithm>
#include <map>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;
using core::Money;
using report::ColumnKind;
using report::LineOrder;

namespace {

/// What the last report was given.
report::Facts given;
report::Request asked;
std::vector<ledger::EntryLine> lines;

core::Document keep(report::Facts const& facts, report::Request const& request)
{
    given = facts;
    asked = request;
    lines.clear();
    while (facts.lines) {
        auto line = facts.lines();
        if (!line) {
            break;
        }
        lines.push_back(std::move(*line));
    }
    return {};
}

report::Needs everything()
{
    report::Needs needs;
    needs.balances = needs.openings = needs.chart = needs.by_project = needs.by_party = true;
    needs.contributions = true;
    return needs;
}

Answer build(SomeBooks& books, report::Request const& request,
             report::Needs const& needs = everything())
{
    report::Report const spy{"spy", "", needs, {}, keep};
    return books.read([&](Context const& context) { return build_report(context, spy, request); });
}

std::string refuses(SomeBooks& books, report::Request const& request)
{
    report::Report const spy{"spy", "", everything(), {}, keep};
    return books.refuses([&](Context const& context) { build_report(context, spy, request); });
}

report::Request for_year(std::string year)
{
    report::Request request;
    request.year = std::move(year);
    return request;
}

ledger::Balance balance(std::string const& year, std::string const& account)
{
    auto const& balances = given.years.at(year).balances;
    auto const found = std::ranges::find(balances, account, &ledger::Balance::account);
    return found == balances.end() ? ledger::Balance{} : *found;
}

Money opening(std::string const& year, std::string const& account)
{
    auto const found = balance(year, account);
    return found.opening_debit - found.opening_credit;
}

Money net(std::string const& year, std::string const& account)
{
    return balance(year, account).net();
}

/// Three years. 2016: 100,00 of dues received, a bill of 30,00 unpaid; result +70,00.
/// 2017: the bill is paid, stamps for 90,00, grants of 10,00; result −80,00.
/// 2018: dues of 5,00; result +5,00.
void fill_three_years(SomeBooks& books)
{
    books.add(entry(date(2016, 3, 1), "Cotisations", {debit("512", 10000), credit("756", 10000)}));
    auto bill = entry(date(2016, 6, 1), "Honoraires", {debit("6226", 3000), credit("401", 3000)});
    bill.party = "Durand";
    books.add(bill);
    auto paid = entry(date(2017, 1, 5), "Règlement", {debit("401", 3000), credit("512", 3000)});
    paid.party = "Durand";
    books.add(paid);
    books.add(entry(date(2017, 2, 1), "Timbres", {debit("626", 9000), credit("512", 9000)}));
    books.add(entry(date(2017, 3, 1), "Subvention", {debit("512", 1000), credit("74", 1000)}));
    books.add(entry(date(2018, 1, 1), "Cotisations", {debit("512", 500), credit("756", 500)}));
}

/// The published lines of La Coop des Communs (table voted on 26 March 2018).
void fill_la_coop(SomeBooks& books)
{
    books.add_some_project("cerisy");
    books.add_some_project("plateformes");
    auto const charge = [&](int year, std::string const& account, std::int64_t amount,
                            std::string const& project = {}) {
        books.add(entry(date(year, 6, 30), "Charges",
                        {debit(account, amount, project), credit("512", amount)}));
    };
    auto const produit = [&](int year, std::string const& account, std::int64_t amount) {
        books.add(
            entry(date(year, 6, 30), "Produits", {debit("512", amount), credit(account, amount)}));
    };
    charge(2016, "6185", 344728);
    charge(2016, "6185", 516830, "cerisy");
    produit(2016, "74", 620000);
    produit(2016, "706", 180000);
    produit(2016, "756", 95000);
    charge(2017, "6185", 237422);
    charge(2017, "6251", 264840);
    charge(2017, "6185", 407512, "plateformes");
    produit(2017, "74", 1000000);
    produit(2017, "706", 80000);
    produit(2017, "756", 96500);
}

/// An entry of that role, however it came.
void save_as(SomeBooks& books, ledger::Draft const& draft, ledger::Role role)
{
    books.write([&](Context const& context) {
        BooksCache cache{context.session};
        auto const why =
            role == ledger::Role::opening ? ledger::RoleWhy::typed : ledger::RoleWhy::closes;
        context.session.save(ledger::check(draft, cache.rules(draft.date)), {role, why, {}, {}});
        return core::Document{};
    });
}

std::ptrdiff_t count_of(Answer const& answer, std::string_view id)
{
    return std::ranges::count(answer.notes, id, &core::Diagnostic::id);
}

Money sum(std::string const& year, char account_class)
{
    Money total;
    for (auto const& one : given.years.at(year).balances) {
        total += one.account.starts_with(account_class) ? one.net() : Money{};
    }
    return total;
}

} // namespace

TEST_CASE("balances of classes 1 to 5 are carried over the years, results go to 120 and 129")
{
    SomeBooks books;
    fill_three_years(books);
    report::Request request = for_year("2018");
    request.columns = {ColumnKind::n_minus_2, ColumnKind::n_minus_1, ColumnKind::n};
    build(books, request);
    CHECK(opening("2016", "512") == cents(0));
    CHECK(net("2016", "512") == cents(10000));
    CHECK(net("2016", "401") == cents(-3000));
    CHECK(ledger::result_of(given.years.at("2016").balances) == cents(7000));
    CHECK(opening("2017", "512") == cents(10000));
    CHECK(opening("2017", "401") == cents(-3000));
    CHECK(opening("2017", "120") == cents(-7000));
    CHECK(net("2017", "401") == cents(0));
    CHECK(net("2017", "512") == cents(-1000)); // 100 − 30 − 90 + 10
    CHECK(ledger::result_of(given.years.at("2017").balances) == cents(-8000));
    CHECK(opening("2018", "512") == cents(-1000));
    CHECK(opening("2018", "120") == cents(-7000));
    CHECK(opening("2018", "129") == cents(8000));
    CHECK(opening("2018", "756") == cents(0));
    CHECK(net("2018", "512") == cents(-500));
    CHECK(given.years.at("2018").unallocated == cents(-1000)); // 70 − 80
}

/// The opening of 2017 as fill_three_years() leaves it, `result` on an account of its own.
ledger::Draft opening_of_2017(std::string const& result = "120")
{
    auto an = entry(date(2017, 1, 1), "À-nouveaux",
                    {debit("512", 10000), credit("401", 3000), credit(result, 7000)});
    an.journal = "AN";
    an.lines[1].party = "Durand";
    return an;
}

TEST_CASE("an opening that is booked is compared with the computed one, which is shown")
{
    SomeBooks books;
    fill_three_years(books);
    save_as(books, opening_of_2017("110"), ledger::Role::opening);
    auto const answer = build(books, for_year("2017"));
    CHECK(opening("2017", "512") == cents(10000));
    CHECK(opening("2017", "110") == cents(0));
    CHECK(opening("2017", "120") == cents(-7000));
    CHECK(given.years.at("2017").unallocated == cents(7000));
    REQUIRE(count_of(answer, "report.opening-differs") == 2);
    auto const& gap =
        *std::ranges::find(answer.notes, "report.opening-differs", &core::Diagnostic::id);
    CHECK(gap.severity == core::Severity::error);
    CHECK(gap.where.source == "110");
    // What 2018 opens with comes from there; without an opening, nothing is said.
    CHECK(count_of(build(books, for_year("2018")), "report.opening-differs") == 2);
    CHECK(opening("2018", "120") == cents(-7000));
    CHECK(opening("2018", "129") == cents(8000));
    auto needs = everything();
    needs.openings = false;
    CHECK(count_of(build(books, for_year("2017"), needs), "report.opening-differs") == 0);
    auto of_bank = for_year("2017");
    of_bank.account = "512";
    CHECK(count_of(build(books, of_bank), "report.opening-differs") == 0);
}

TEST_CASE("an opening that is booked as computed counts once")
{
    SomeBooks books;
    fill_three_years(books);
    save_as(books, opening_of_2017(), ledger::Role::opening);
    auto const answer = build(books, for_year("2017"));
    CHECK(opening("2017", "512") == cents(10000));
    CHECK(net("2017", "512") == cents(-1000));
    CHECK(count_of(answer, "report.opening-differs") == 0);
    CHECK(count_of(answer, "report.opening-differs-party") == 0);
}

TEST_CASE("an opening that forgets whom an amount is owed to is told by third party")
{
    SomeBooks books;
    fill_three_years(books);
    auto an = opening_of_2017();
    an.lines[1].party.clear();
    save_as(books, an, ledger::Role::opening);
    auto const answer = build(books, for_year("2017"));
    CHECK(count_of(answer, "report.opening-differs") == 0);
    CHECK(count_of(answer, "report.opening-differs-party") == 1);
}

TEST_CASE("what a third party owes is carried over the years")
{
    SomeBooks books;
    fill_three_years(books);
    auto const parties = [&](std::string const& year) {
        build(books, for_year(year));
        return given.years.at(year).by_party;
    };
    REQUIRE(parties("2016").size() == 1);
    CHECK(parties("2016")[0].net() == cents(-3000));
    REQUIRE(parties("2017").size() == 1);
    CHECK(parties("2017")[0].opening_credit == cents(3000));
    CHECK(parties("2017")[0].net().is_zero());
    CHECK(parties("2018").empty());
}

TEST_CASE("third parties sum to their accounts, in a year and in a part of it")
{
    SomeBooks books;
    fill_three_years(books);
    books.add(entry(date(2017, 1, 20), "Honoraires", {debit("6226", 500), credit("401", 500)}));
    for (auto const& period : {core::Period{date(2017, 1, 1), date(2017, 12, 31)},
                               core::Period{date(2017, 1, 3), date(2017, 1, 20)},
                               core::Period{date(2017, 2, 1), date(2017, 3, 31)}}) {
        auto request = for_year("2017");
        request.period = period;
        build(books, request);
        ledger::Balance sum;
        for (auto const& party : given.years.at("2017").by_party) {
            sum.opening_credit += party.opening_credit - party.opening_debit;
            sum.debit += party.debit;
            sum.credit += party.credit;
        }
        auto const account = balance("2017", "401");
        CHECK(sum.opening_credit == account.opening_credit - account.opening_debit);
        CHECK(sum.debit == account.debit);
        CHECK(sum.credit == account.credit);
    }
}

TEST_CASE("an opening is provisional while the year before has drafts or is not locked")
{
    SomeBooks books;
    books.add(dues(date(2016, 3, 1)), true);
    books.add(dues(date(2016, 4, 1)));
    books.add(dues(date(2017, 4, 1)), true);
    auto needs = everything();
    needs.years_before = 2;
    auto both = for_year("2017");
    both.columns = {ColumnKind::n_minus_1, ColumnKind::n};
    CHECK(count_of(build(books, for_year("2017")), "report.provisional") == 1);
    CHECK(count_of(build(books, both, needs), "report.provisional") == 1);
    auto without = everything();
    without.openings = false;
    CHECK(count_of(build(books, for_year("2017"), without), "report.provisional") == 0);
    auto posted = for_year("2017");
    posted.posted_only = true;
    auto const answer = build(books, posted);
    CHECK(count_of(answer, "report.provisional") == 0);
    CHECK(count_of(answer, "report.provisional-opening") == 1);
    books.post_until(date(2016, 12, 31));
    CHECK(count_of(build(books, for_year("2017")), "report.provisional-opening") == 1);
    // 2018 rests on 2017, and that on 2016.
    CHECK(count_of(build(books, for_year("2018")), "report.provisional-opening") == 1);
    CHECK(count_of(build(books, for_year("2016")), "report.provisional-opening") == 0);
    books.write([](Context const& context) { return lock_year(context, "2016"); });
    CHECK(count_of(build(books, for_year("2017")), "report.provisional-opening") == 0);
    CHECK(count_of(build(books, for_year("2018")), "report.provisional-opening") == 1);
}

TEST_CASE("closing entries count in no balance, and are said")
{
    SomeBooks books;
    fill_three_years(books);
    save_as(books,
            entry(date(2016, 12, 31), "Solde des comptes de gestion",
                  {debit("756", 10000), credit("6226", 3000), credit("120", 7000)}),
            ledger::Role::closing);
    auto const answer = build(books, for_year("2016"));
    auto const& year = given.years.at("2016");
    CHECK(ledger::result_of(year.balances) == cents(7000));
    CHECK(year.unallocated == cents(0));
    CHECK(year.closing_count == 1);
    CHECK(year.closing_entries.size() == 3);
    CHECK(count_of(answer, "report.closing-entries") == 1);
    build(books, for_year("2017"));
    CHECK(opening("2017", "120") == cents(-7000));
    auto autumn = for_year("2016");
    autumn.period = core::Period{date(2016, 9, 1), date(2016, 11, 30)};
    CHECK(count_of(build(books, autumn), "report.closing-entries") == 0);
    report::Needs needs;
    needs.lines = LineOrder::account;
    build(books, for_year("2016"), needs);
    CHECK(given.lines_are_marked);
    CHECK(std::ranges::count(lines, ledger::Role::closing, &ledger::EntryLine::role) == 3);
    build(books, for_year("2018"), needs);
    CHECK_FALSE(given.lines_are_marked);
}

TEST_CASE("the books of La Coop des Communs give the figures of its assembly")
{
    // 3 447,28 + 5 168,30 = 8 615,58; 2 374,22 + 2 648,40 + 4 075,12 = 9 097,74.
    SomeBooks books;
    fill_la_coop(books);
    report::Request request = for_year("2017");
    request.columns = {ColumnKind::n_minus_1, ColumnKind::n};
    build(books, request);
    CHECK(given.n == "2017");
    CHECK(given.n_minus_1 == "2016");
    CHECK(sum("2016", '6') == cents(861558));
    CHECK(sum("2016", '7') == cents(-895000));
    CHECK(ledger::result_of(given.years.at("2016").balances) == cents(33442));
    CHECK(sum("2017", '6') == cents(909774));
    CHECK(sum("2017", '7') == cents(-1176500));
    CHECK(ledger::result_of(given.years.at("2017").balances) == cents(266726));
    // The result of 2016 is still to be allocated in 2017, and the bank holds both.
    CHECK(opening("2017", "120") == cents(-33442));
    CHECK(given.years.at("2017").unallocated == cents(33442));
    CHECK(net("2017", "512") == cents(300168));
    auto const& by_project = given.years.at("2016").by_project;
    auto const cerisy = std::ranges::find(by_project, "cerisy", &ledger::ProjectBalance::project);
    REQUIRE(cerisy != by_project.end());
    CHECK(cerisy->debit == cents(516830));
}

TEST_CASE("a result that the assembly allocated is no longer waiting")
{
    SomeBooks books;
    fill_la_coop(books);
    books.add(entry(date(2017, 4, 1), "Affectation", {debit("120", 33442), credit("110", 33442)}));
    build(books, for_year("2017"));
    CHECK(given.years.at("2017").unallocated == cents(0));
    CHECK(net("2017", "110") == cents(-33442));
}

TEST_CASE("drafts count, and are announced, unless only posted entries are asked")
{
    SomeBooks books;
    books.add(dues(date(2016, 3, 1)), true);
    books.add(dues(date(2016, 3, 2)));
    auto const all = build(books, for_year("2016"));
    CHECK(net("2016", "512") == cents(4000));
    CHECK(given.years.at("2016").draft_count == 1);
    CHECK(all.notes_have("report.provisional"));
    auto request = for_year("2016");
    request.posted_only = true;
    auto const posted = build(books, request);
    CHECK(net("2016", "512") == cents(2000));
    CHECK_FALSE(posted.notes_have("report.provisional"));
}

TEST_CASE("without a year, a report is about the last one with entries")
{
    SomeBooks books;
    auto const empty = build(books, {});
    CHECK(given.n == "2016");
    CHECK(empty.notes_have("report.no-entries"));
    books.add(dues(date(2017, 3, 1)));
    CHECK_FALSE(build(books, {}).notes_have("report.no-entries"));
    CHECK(given.n == "2017");
    CHECK(asked.year == "2017");
    CHECK(refuses(books, for_year("2031")) == "year.unknown");
}

TEST_CASE("years before come by the need of the report, or by the columns that are asked")
{
    SomeBooks books;
    auto needs = everything();
    needs.years_before = 2;
    build(books, for_year("2018"), needs);
    CHECK(given.n_minus_1 == "2017");
    CHECK(given.n_minus_2.empty());
    CHECK_FALSE(given.years.contains("2016"));
    auto request = for_year("2018");
    request.columns = {ColumnKind::n};
    build(books, request, needs);
    CHECK(given.n_minus_1.empty());
    request.columns = {ColumnKind::n_minus_2};
    build(books, request, needs);
    CHECK(given.n_minus_2 == "2016");
    CHECK(given.n_plus_1.empty());
    build(books, for_year("2016"), needs);
    CHECK(given.n_minus_1.empty());
    CHECK(given.n_plus_1 == "2017");
}

TEST_CASE("a period restricts what moved; what moved before it is its opening")
{
    SomeBooks books;
    fill_three_years(books);
    auto request = for_year("2017");
    request.period = core::Period{date(2017, 2, 1), date(2017, 2, 28)};
    build(books, request);
    CHECK(opening("2017", "512") == cents(7000)); // 100 carried, 30 paid in January
    CHECK(balance("2017", "512").credit == cents(9000));
    CHECK(balance("2017", "512").debit == cents(0));
    CHECK(net("2017", "512") == cents(-2000));
}

TEST_CASE("a period names its year, and must lie in the year that is named")
{
    SomeBooks books;
    books.add(dues(date(2016, 3, 1)));
    report::Request request;
    request.period = core::Period{date(2017, 1, 1), date(2017, 3, 31)};
    build(books, request);
    CHECK(given.n == "2017");
    request.year = "2016";
    CHECK(refuses(books, request) == "report.period-outside");
    struct Case {
        core::Period period;
        std::string refusal;
    };
    for (auto const& [period, refusal] : {
             Case{{date(2016, 1, 1), date(2016, 12, 31)}, ""},
             Case{{date(2016, 12, 31), date(2016, 12, 31)}, ""},
             Case{{date(2015, 12, 31), date(2016, 1, 1)}, "report.period-outside"},
             Case{{date(2016, 12, 31), date(2017, 1, 1)}, "report.period-outside"},
         }) {
        request.period = period;
        CHECK(refuses(books, request) == refusal);
    }
    // Without a year that is named, the first day names it and the last must lie in it.
    request.year.clear();
    request.period = core::Period{date(2016, 11, 1), date(2017, 2, 28)};
    CHECK(refuses(books, request) == "report.period-outside");
}

TEST_CASE("the budget is the version asked, else the one adopted last, else the last")
{
    SomeBooks books;
    auto const put = [&](std::string const& version, std::int64_t amount) {
        books.write([&](Context const& context) {
            ledger::BudgetLine line;
            line.account = "62";
            line.amount = cents(amount);
            return import_budget(context, "2018", version, std::vector{line});
        });
    };
    auto const amount = [&](std::string const& version) {
        auto request = for_year("2018");
        request.budget_version = version;
        build(books, request);
        return given.years.at("2018").budget->lines.at(0).amount;
    };
    build(books, for_year("2018"));
    CHECK_FALSE(given.years.at("2018").budget.has_value());
    put("a", 1);
    put("b", 2);
    CHECK(amount("") == cents(2));
    books.write([](Context const& context) {
        return adopt_budget(context, "2018", "a", date(2018, 3, 26), "AG");
    });
    CHECK(amount("") == cents(1));
    CHECK(amount("b") == cents(2));
    auto request = for_year("2018");
    request.budget_version = "c";
    CHECK(refuses(books, request) == "budget.unknown");
    build(books, for_year("2017"));
    CHECK(given.years.at("2018").budget.has_value()); // for the column budget+1
}

TEST_CASE("a table for an assembly is given its years and the year of its budget")
{
    SomeBooks books;
    fill_la_coop(books);
    auto needs = everything();
    needs.layout = true;
    report::Request request;
    request.years = {"2016", "2017"};
    request.budget_year = "2018";
    build(books, request, needs);
    CHECK(given.years.size() == 3);
    CHECK(ledger::result_of(given.years.at("2016").balances) == cents(33442));
    CHECK(given.years.at("2018").balances.empty());
    request.years = {"2016", "2031"};
    CHECK(refuses(books, request) == "year.unknown");
}

TEST_CASE("a journal is given its lines in the order of entries")
{
    SomeBooks books;
    fill_three_years(books);
    report::Needs needs;
    needs.lines = LineOrder::journal;
    build(books, for_year("2017"), needs);
    REQUIRE(lines.size() == 6);
    CHECK(lines[0].line.account == "401");
    CHECK(lines[1].line.account == "512");
    CHECK(lines[1].label == "Règlement");
    CHECK(lines[5].date == date(2017, 3, 1));
    auto request = for_year("2016");
    request.journal = "OD";
    build(books, request, needs);
    CHECK(lines.size() == 2);
    request.journal = "ZZ";
    CHECK(refuses(books, request) == "journal.unknown");
}

TEST_CASE("a grand-livre is given its lines by account, without those that are its openings")
{
    SomeBooks books;
    books.add_some_project("cerisy");
    fill_three_years(books);
    auto an = entry(date(2017, 1, 1), "À-nouveaux", {debit("512", 10000), credit("110", 10000)});
    an.journal = "AN";
    save_as(books, an, ledger::Role::opening);
    books.add(entry(date(2017, 5, 1), "Salle", {debit("6185", 1, "cerisy"), credit("512", 1)}));
    report::Needs needs;
    needs.lines = LineOrder::account;
    auto request = for_year("2017");
    request.account = "512";
    build(books, request, needs);
    CHECK(lines.size() == 4);
    request.account.clear();
    build(books, request, needs);
    CHECK(lines.size() == 8);
    CHECK(lines.front().line.account == "401");
    request.project = "cerisy";
    build(books, request, needs);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].line.account == "6185");
    request.project.clear();
    request.period = core::Period{date(2017, 1, 6), date(2017, 2, 1)};
    build(books, request, needs);
    CHECK(lines.size() == 2);
    request.project = "nulle-part";
    CHECK(refuses(books, request) == "project.unknown");
}

TEST_CASE("the head of the chain is given where it is needed")
{
    SomeBooks books;
    report::Needs needs;
    needs.head = true;
    books.add(dues());
    build(books, {}, needs);
    CHECK(given.chain_head.empty()); // No entry is posted yet: there is nothing to prove.
    books.add(dues(), true);
    needs.head = false;
    build(books, {}, needs);
    CHECK(given.chain_head.empty());
    needs.head = true;
    build(books, {}, needs);
    CHECK(given.chain_head.size() == 64);
}

TEST_CASE("the passif shows the result of the year, and apart from it what waits for an allocation")
{
    SomeBooks books;
    fill_la_coop(books);
    auto const bilan = books.read([](Context const& context) {
        return build_report(context, *report::find_report("bilan"), for_year("2017"));
    });
    std::map<std::string, Money> of_year;
    for (auto const& [id, table] : bilan.tables) {
        for (auto const& row : table.rows) {
            if (row.key.starts_with("passif.") && row.role != core::RowRole::heading) {
                of_year[row.key] = money(row.cells.at(1));
            }
        }
    }
    CHECK(of_year["passif.resultats-anterieurs"] == cents(33442));
    CHECK(of_year["passif.resultat"] == cents(266726));
    CHECK(of_year["passif.total"] == cents(300168));
}

TEST_CASE("a published table is compared with the years that the books hold")
{
    SomeBooks books;
    fill_la_coop(books);
    ledger::PublishedTable published;
    published.source = "publie.csv";
    published.columns = {{"2016", false}, {"2018", true}, {"2031", false}};
    auto const checked =
        books.read([&](Context const& context) { return check_published(context, published, {}); });
    CHECK(text(checked.facts.at("table")) == "publie.csv");
    CHECK(number(checked.facts.at("findings")) == static_cast<std::int64_t>(checked.notes.size()));
    auto const& columns = checked.tables.at("published.columns");
    REQUIRE(columns.size() == 3);
    CHECK(columns.rows[1].key == "2018-budget");
    CHECK(text(columns.at(0, "compared")) == "books");
    CHECK(text(columns.at(2, "compared")) == "itself");
}
