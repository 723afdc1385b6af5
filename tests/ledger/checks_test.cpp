// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/checks.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace coop;
using namespace coop::ledger;
using core::cents;
using core::date;

namespace {

CheckFacts healthy()
{
    CheckFacts facts;
    facts.year = {"2025", {date(2025, 1, 1), date(2025, 12, 31)}, "anc-2023-03", YearState::open};
    facts.regulation = find_regulation("anc-2023-03");
    facts.chart =
        Chart{{{"512", "Banques", AccountKind::asset, Side::debit, "", false, false}}, {}};
    facts.balances = {{"512", cents(100), {}, cents(500), {}},
                      {"102", {}, cents(100), {}, {}},
                      {"740", {}, {}, {}, cents(500)}};
    return facts;
}

void move(CheckFacts& facts, std::string account, std::int64_t debit, std::int64_t credit)
{
    facts.balances.push_back({std::move(account), {}, {}, cents(debit), cents(credit)});
}

std::vector<core::Diagnostic> run(std::string_view name, CheckFacts const& facts)
{
    auto const all = checks();
    auto const found = std::find_if(all.begin(), all.end(),
                                    [&](Check const& check) { return check.name == name; });
    REQUIRE(found != all.end());
    return found->run(facts);
}

std::string ids(std::vector<core::Diagnostic> const& findings)
{
    std::string text;
    for (auto const& finding : findings) {
        text += finding.id + ":" + finding.where.source + " ";
    }
    return text;
}

core::Cell argument(core::Diagnostic const& finding, std::string_view name)
{
    for (auto const& [key, value] : finding.args) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

Contribution contribution(InkindKind kind, std::int64_t value)
{
    Contribution result;
    result.entry = 12;
    result.kind = kind;
    result.value = cents(value);
    return result;
}

} // namespace

TEST_CASE("healthy books have no finding")
{
    std::string names;
    for (auto const& check : checks()) {
        INFO(check.name);
        CHECK(check.run(healthy()).empty());
        names += std::string{check.name} + " ";
    }
    CHECK(names == "equilibre ouverture exercices-precedents comptes-d-attente caisse lignes "
                   "contributions valorisation brouillard doublons regularisations ressemblances "
                   "tiers "
                   "subventions amortissements sens affectation pieces libelles ");
}

TEST_CASE("what reads every entry is asked for, and nothing else is")
{
    for (auto const& check : checks()) {
        INFO(check.name);
        CHECK((check.cost == Cost::entries) == (check.name == "libelles"));
    }
}

TEST_CASE("equilibre finds a debit that is not the credit")
{
    auto facts = healthy();
    move(facts, "606", 1, 0);
    auto const findings = run("equilibre", facts);
    REQUIRE(ids(findings) == "check.unbalanced:2025 ");
    CHECK(std::get<core::Money>(argument(findings[0], "difference")) == cents(1));
}

TEST_CASE("comptes-d-attente finds what must be nil before printing")
{
    auto facts = healthy();
    move(facts, "471", 100, 0);
    move(facts, "4721", 0, 1);
    move(facts, "474", 100, 0);
    move(facts, "580", 50, 50);
    move(facts, "581", 0, 50);
    move(facts, "672", 1, 0);
    CHECK(ids(run("comptes-d-attente", facts)) ==
          "check.suspense:471 check.suspense:4721 check.suspense:581 check.suspense:672 ");
}

TEST_CASE("caisse finds a till below zero")
{
    auto facts = healthy();
    move(facts, "530", 100, 100);
    CHECK(run("caisse", facts).empty());
    move(facts, "531", 100, 101);
    auto const findings = run("caisse", facts);
    REQUIRE(ids(findings) == "check.cash-credit:531 ");
    CHECK(std::get<core::Money>(argument(findings[0], "amount")) == cents(1));
}

TEST_CASE("contributions finds 86 that is not 87, in the year or in a project")
{
    auto facts = healthy();
    move(facts, "864", 100, 0);
    move(facts, "875", 0, 100);
    facts.by_project = {{"jardin", "864", cents(60), {}}, {"jardin", "875", {}, cents(60)}};
    CHECK(run("contributions", facts).empty());
    facts.by_project[1].credit = cents(59);
    CHECK(ids(run("contributions", facts)) == "check.inkind-project:jardin ");
    facts.balances.back().credit = cents(101);
    CHECK(ids(run("contributions", facts)) ==
          "check.inkind-unequal:2025 check.inkind-project:jardin ");
}

TEST_CASE("valorisation finds a contribution that states neither hours nor method")
{
    auto facts = healthy();
    move(facts, "864", 6344, 0);
    move(facts, "875", 0, 6344);
    facts.contributions = {contribution(InkindKind::benevolat, 6344)};
    CHECK(ids(run("valorisation", facts)) == "check.inkind-method:12 ");
    facts.contributions[0].minutes = 390;
    CHECK(run("valorisation", facts).empty());
    facts.contributions[0].minutes.reset();
    facts.contributions[0].method = "devis du loueur";
    CHECK(run("valorisation", facts).empty());
}

TEST_CASE("valorisation finds a sum posted by hand on 86, of which nobody knows the hours")
{
    auto facts = healthy();
    move(facts, "864", 6345, 0);
    move(facts, "875", 0, 6345);
    facts.contributions = {contribution(InkindKind::benevolat, 6344)};
    facts.contributions[0].minutes = 390;
    auto const findings = run("valorisation", facts);
    REQUIRE(ids(findings) == "check.inkind-unexplained:864 ");
    CHECK(std::get<core::Money>(argument(findings[0], "amount")) == cents(1));

    // The contribution was reversed: its value is no longer on 864.
    facts.balances[3].debit = facts.balances[4].credit = {};
    CHECK(run("valorisation", facts).empty());
}

TEST_CASE("caisse tells the first day on which a till was below zero")
{
    auto facts = healthy();
    facts.balances.push_back({"530", cents(100), {}, cents(500), cents(300)});
    CashLows lows{facts.balances};
    auto const line = [](std::string account, core::Date day, std::int64_t debit,
                         std::int64_t credit) {
        EntryLine result;
        result.date = day;
        result.line.account = std::move(account);
        result.line.debit = cents(debit);
        result.line.credit = cents(credit);
        return result;
    };
    auto opening = line("530", date(2025, 1, 1), 100, 0);
    opening.role = Role::opening;
    lows.add(opening);
    lows.add(line("530", date(2025, 2, 1), 0, 150)); // Mended on the same day.
    lows.add(line("530", date(2025, 2, 1), 50, 0));
    lows.add(line("530", date(2025, 3, 1), 0, 150));
    lows.add(line("530", date(2025, 4, 1), 450, 0));
    facts.cash_lows = lows.take();
    auto const findings = run("caisse", facts);
    REQUIRE(ids(findings) == "check.cash-was-credit:530 ");
    CHECK(findings[0].severity == core::Severity::warning);
    CHECK(std::get<core::Date>(argument(findings[0], "date")) == date(2025, 3, 1));
    CHECK(std::get<core::Money>(argument(findings[0], "amount")) == cents(150));
}

TEST_CASE("ouverture names each account whose opening is not the closing before, and the way out")
{
    auto facts = healthy();
    facts.entry_day = date(2025, 12, 31);
    facts.previous = "2024";
    facts.gaps = {{"512", "", cents(2000), cents(500)}, {"411", "Mairie", cents(1), cents(2)}};
    auto findings = run("ouverture", facts);
    CHECK(ids(findings) == "check.opening-differs:512 check.opening-differs-party:411 ");
    CHECK(std::get<std::string>(argument(findings[0], "command")).empty());

    facts.openings.resize(1);
    facts.openings[0].id = 7;
    CHECK(std::get<std::string>(argument(run("ouverture", facts)[0], "command")) ==
          "coop ledger delete 7");
    facts.openings[0].number = 1;
    findings = run("ouverture", facts);
    CHECK(findings[0].severity == core::Severity::error);
    CHECK(std::get<std::string>(argument(findings[0], "command")) ==
          "coop ledger reverse 7 --reason \"À-nouveau calculé\"");

    facts.year.state = YearState::closed;
    findings = run("ouverture", facts);
    CHECK(ids(findings) == "check.opening-of-closed:512 check.opening-of-closed-party:411 ");
    CHECK(findings[0].severity == core::Severity::info);
    CHECK(std::get<core::Money>(argument(findings[0], "difference")) == cents(-1500));
}

TEST_CASE("ouverture finds an opening balance that was not cleared")
{
    auto facts = healthy();
    facts.balances.push_back({"890", cents(300), {}, {}, {}});
    CHECK(ids(run("ouverture", facts)) == "check.opening-uncleared:890 ");
    facts.balances.back().credit = cents(300);
    CHECK(run("ouverture", facts).empty());
}

TEST_CASE("exercices-precedents finds an earlier year open once the year has ended")
{
    auto facts = healthy();
    facts.earlier_open = "2024";
    CHECK(run("exercices-precedents", facts).empty());
    facts.ended = true;
    CHECK(ids(run("exercices-precedents", facts)) == "check.earlier-open:2025 ");
}

TEST_CASE("lignes names the accounts that no statement shows")
{
    auto facts = healthy();
    facts.unplaced = {{"6999", cents(100)}};
    CHECK(ids(run("lignes", facts)) == "check.unplaced:6999 ");
}

TEST_CASE("regularisations finds a cut-off of the year before that was not taken back")
{
    struct Case {
        Balance balance;
        std::int64_t left;
    };
    for (auto const& [balance, left] : {
             Case{{"486", cents(897), {}, {}, {}}, 897},
             {{"486", cents(897), {}, {}, cents(897)}, 0},
             {{"486", cents(897), {}, cents(900), cents(897)}, 0}, // The next one stands there.
             {{"4081", {}, cents(840), cents(800), {}}, 40},
             {{"44812", {}, cents(5), {}, {}}, 5},
             {{"4481", {}, cents(5), {}, {}}, 0},
             {{"487", {}, {}, {}, cents(250)}, 0},
         }) {
        INFO(balance.account);
        auto facts = healthy();
        facts.balances.push_back(balance);
        auto const findings = run("regularisations", facts);
        REQUIRE(findings.size() == (left == 0 ? 0 : 1));
        if (left > 0) {
            CHECK(std::get<core::Money>(argument(findings[0], "amount")) == cents(left));
        }
    }
}

TEST_CASE(
    "tiers finds suppliers in debit and customers in credit, by third party where there is one")
{
    auto facts = healthy();
    move(facts, "401", 300, 300);
    move(facts, "409", 100, 0);
    move(facts, "411", 0, 50);
    move(facts, "419", 0, 100);
    facts.by_party = {{"401", "Brindille", {}, {}, {}, cents(300)},
                      {"401", "BRINDILLE", {}, {}, cents(300), {}},
                      {"409", "Durand", {}, {}, cents(100), {}}};
    CHECK(ids(run("tiers", facts)) == "check.settled-open:401 check.customer-credit:411 ");
    facts.balances[3].debit = facts.by_party[1].debit = cents(301);
    CHECK(ids(run("tiers", facts)) == "check.supplier-debit-party:401 check.customer-credit:411 ");
}

TEST_CASE("amortissements finds what is written off beyond its value, as far as it is detailed")
{
    struct Case {
        std::vector<std::pair<std::string, std::int64_t>> nets;
        std::string ids;
    };
    for (auto const& [nets, expected] : {
             Case{{{"2182", 100}, {"28182", -100}}, ""},
             {{{"2182", 100}, {"28182", -101}}, "check.depreciation:2182 "},
             {{{"218", 100}, {"28182", -100}}, ""},
             {{{"2183", 100}, {"28182", -101}}, "check.depreciation:218 "},
             {{{"205", 100}, {"2805", -100}}, ""},
             {{{"2182", 100}, {"2183", 50}, {"281", -151}}, "check.depreciation:21 "},
             {{{"28182", -1}}, "check.depreciation:21 "},
         }) {
        auto facts = healthy();
        for (auto const& [account, net] : nets) {
            move(facts, account, std::max<std::int64_t>(net, 0), std::max<std::int64_t>(-net, 0));
        }
        CHECK(ids(run("amortissements", facts)) == expected);
    }
}

TEST_CASE("brouillard counts the drafts and names the oldest")
{
    auto facts = healthy();
    facts.draft_count = 2;
    CHECK(ids(run("brouillard", facts)) == "check.drafts:2025 ");
    facts.drafts.resize(2);
    facts.drafts[0].id = 3;
    facts.drafts[0].entry.date = date(2025, 5, 2);
    facts.drafts[1].id = 4;
    facts.drafts[1].entry.date = date(2025, 5, 1);
    auto const findings = run("brouillard", facts);
    REQUIRE(ids(findings) == "check.drafts-since:2025 ");
    CHECK(std::get<std::int64_t>(argument(findings[0], "entry")) == 4);
}

TEST_CASE("affectation says the entry that allocates the result of earlier years")
{
    auto facts = healthy();
    facts.entry_day = date(2025, 3, 26);
    auto const command = [&] {
        auto const findings = run("affectation", facts);
        REQUIRE(findings.size() == 1);
        return std::get<std::string>(argument(findings[0], "command"));
    };
    facts.balances.push_back({"120", {}, cents(33442), {}, {}});
    CHECK(ids(run("affectation", facts)) == "check.unallocated-surplus:120 ");
    CHECK(command() == "coop ledger add --date 2025-03-26 --journal OD --debit 120=334,42 "
                       "--credit 110=334,42 --label \"Affectation du résultat\"");

    // An excédent makes up for a déficit that was carried forward; what is left goes to 110.
    facts.balances.push_back({"119", cents(30000), {}, {}, {}});
    CHECK(command() ==
          "coop ledger add --date 2025-03-26 --journal OD --debit 120=334,42 "
          "--credit 119=300,00 --credit 110=34,42 --label \"Affectation du résultat\"");
    facts.balances.back() = {"119", cents(33443), {}, {}, {}};
    CHECK(command() == "coop ledger add --date 2025-03-26 --journal OD --debit 120=334,42 "
                       "--credit 119=334,42 --label \"Affectation du résultat\"");

    // A déficit takes 110 first, and the rest is carried on 119: 784,50 of W5.
    facts.balances[3] = {"129", cents(78450), {}, {}, {}};
    facts.balances.back() = {"110", {}, cents(50000), {}, {}};
    CHECK(ids(run("affectation", facts)) == "check.unallocated-deficit:129 ");
    CHECK(command() ==
          "coop ledger add --date 2025-03-26 --journal OD --debit 110=500,00 "
          "--debit 119=284,50 --credit 129=784,50 --label \"Affectation du résultat\"");

    // What one result took is not there for the next: 119 of 300,00 is made up once.
    facts.balances[3] = {"1201", {}, cents(20000), {}, {}};
    facts.balances.back() = {"1202", {}, cents(20000), {}, {}};
    facts.balances.push_back({"119", cents(30000), {}, {}, {}});
    auto const two = run("affectation", facts);
    REQUIRE(two.size() == 2);
    CHECK(std::get<std::string>(argument(two[1], "command")) ==
          "coop ledger add --date 2025-03-26 --journal OD --debit 1202=200,00 --credit 119=100,00 "
          "--credit 110=100,00 --label \"Affectation du résultat\"");

    facts.entry_day.reset();
    CHECK(std::get<std::string>(argument(run("affectation", facts)[0], "command")).empty());

    facts = healthy();
    facts.balances.push_back({"120", {}, cents(33442), cents(33442), {}});
    CHECK(run("affectation", facts).empty());
}

TEST_CASE("sens finds a produit in debit and a charge in credit, but for what is so by nature")
{
    auto facts = healthy();
    for (auto const* account : {"603", "6097", "619", "629", "649", "699"}) {
        move(facts, account, 0, 1);
    }
    for (auto const* account : {"709", "7097", "71", "7133"}) {
        move(facts, account, 1, 0);
    }
    move(facts, "756", 1, 1);
    CHECK(run("sens", facts).empty());
    move(facts, "7541", 101, 100);
    move(facts, "6226", 100, 101);
    CHECK(ids(run("sens", facts)) == "check.produit-debit:7541 check.charge-credit:6226 ");
}

TEST_CASE("sens lets the reversal of a cut-off run until the year has ended")
{
    auto facts = healthy();
    // To invoice 500,00 and to pay 840,00 at the close before, both taken back on the first day.
    facts.balances.push_back({"418", cents(50000), {}, {}, cents(50000)});
    move(facts, "706", 50000, 0);
    facts.balances.push_back({"408", {}, cents(84000), cents(84000), {}});
    move(facts, "6226", 0, 84000);
    CHECK(run("sens", facts).empty());
    facts.balances[4].debit = cents(50001);
    facts.balances[6].credit = cents(84001);
    CHECK(ids(run("sens", facts)) == "check.produit-debit:706 check.charge-credit:6226 ");
    facts.balances[4].debit = cents(50000);
    facts.balances[6].credit = cents(84000);
    facts.ended = true;
    CHECK(ids(run("sens", facts)) == "check.produit-debit:706 check.charge-credit:6226 ");
}

TEST_CASE("amortissements finds what wears out and was not depreciated in a year that has ended")
{
    auto facts = healthy();
    facts.chart =
        Chart{{{"218", "Autres", AccountKind::asset, Side::debit, "", false, false}},
              {{"2188", "Œuvres d’art", AccountKind::asset, Side::debit, "", true, false}}};
    facts.balances.push_back({"2183", cents(50000), {}, {}, {}});
    move(facts, "205", 30000, 0);
    for (auto const* account : {"2111", "2161", "207", "2081", "2187", "2188", "261", "231"}) {
        move(facts, account, 100, 0);
    }
    CHECK(run("amortissements", facts).empty());
    facts.ended = true;
    CHECK(ids(run("amortissements", facts)) ==
          "check.not-depreciated:2183 check.not-depreciated:205 ");

    // The charge of the year, on a detail of 28 or on what 218 has as a whole.
    move(facts, "2805", 0, 10000);
    move(facts, "2818", 0, 1);
    CHECK(run("amortissements", facts).empty());

    // Depreciated before, and not this year: something is left, or nothing.
    facts.balances.back() = {"28183", {}, cents(49999), {}, {}};
    CHECK(ids(run("amortissements", facts)) == "check.not-depreciated:2183 ");
    facts.balances.back() = {"28183", {}, cents(50000), {}, {}};
    CHECK(run("amortissements", facts).empty());
}

TEST_CASE("regularisations finds the stock of the opening once the year has ended")
{
    auto facts = healthy();
    facts.balances.push_back({"37", cents(500), {}, {}, {}});
    facts.balances.push_back({"397", {}, cents(100), {}, {}});
    CHECK(run("regularisations", facts).empty());
    facts.ended = true;
    CHECK(ids(run("regularisations", facts)) == "check.stock:37 ");
    facts.balances[3] = {"37", cents(500), {}, cents(700), cents(500)};
    CHECK(run("regularisations", facts).empty());
}

TEST_CASE("tiers finds third parties open on an account that is settled, and settles them")
{
    auto facts = healthy();
    facts.entry_day = date(2025, 12, 31);
    move(facts, "401", 30000, 30000);
    facts.by_party = {{"401", "Durand", {}, {}, {}, cents(30000)},
                      {"401", "L’Atelier \"Vélo\"", {}, {}, cents(30000), {}}};
    auto findings = run("tiers", facts);
    REQUIRE(ids(findings) == "check.settled-open:401 ");
    CHECK(std::get<std::string>(argument(findings[0], "parties")) ==
          "Durand (-300,00), L’Atelier \"Vélo\" (300,00)");
    CHECK(
        std::get<std::string>(argument(findings[0], "command")) ==
        R"(echo '{"date":"2025-12-31","journal":"OD","label":"Tiers","lines":[)"
        R"({"account":"401","debit":"300,00","party":"Durand"},)"
        R"({"account":"401","credit":"300,00","party":"L’Atelier \"Vélo\""}]}' | coop ledger add)");
    facts.entry_day.reset();
    CHECK(std::get<std::string>(argument(run("tiers", facts)[0], "command")).empty());

    // Not settled: the one on the wrong side is told.
    facts.balances.back().credit = cents(30001);
    facts.by_party[0].credit = cents(30001);
    CHECK(ids(run("tiers", facts)) == "check.supplier-debit-party:401 ");
}

TEST_CASE("tiers finds what stands on suppliers and customers under no name")
{
    auto facts = healthy();
    facts.entry_day = date(2025, 12, 31);
    move(facts, "401", 0, 100);
    facts.by_party = {{"401", "", {}, {}, {}, cents(100)}};
    CHECK(ids(run("tiers", facts)) == "check.nameless:401 ");
    facts.nameless = {{"401", {4, 7}, true}};
    CHECK(ids(run("tiers", facts)) == "check.nameless-draft:401 ");
    facts.nameless[0].is_draft = false;
    CHECK(ids(run("tiers", facts)) == "check.nameless-entry:401 ");

    // Paid under no name what is owed to one: it is hers.
    facts.balances.back() = {"401", {}, cents(500), cents(300), {}};
    facts.by_party = {{"401", "", {}, {}, cents(300), {}},
                      {"401", "Durand", {}, {}, {}, cents(300)},
                      {"401", "Mairie", {}, cents(200), {}, {}}};
    auto const findings = run("tiers", facts);
    REQUIRE(ids(findings) == "check.nameless-party:401 ");
    CHECK(std::get<std::string>(argument(findings[0], "party")) == "Durand");

    // Settled, or of an account that is nobody's: nothing to name.
    facts.balances.back() = {"421", {}, {}, {}, cents(300)};
    facts.by_party = {{"401", "", {}, {}, cents(300), cents(300)},
                      {"421", "", {}, {}, {}, cents(300)}};
    CHECK(run("tiers", facts).empty());
}

TEST_CASE("subventions: the oldest grants are paid first, and what is older than a year is told")
{
    auto const line = [](std::string account, core::Date day, std::int64_t debit,
                         std::int64_t credit, std::string party = {}) {
        EntryLine result;
        result.date = day;
        result.line.account = std::move(account);
        result.line.debit = cents(debit);
        result.line.credit = cents(credit);
        result.line.party = std::move(party);
        return result;
    };
    Receivables grants{date(2024, 1, 1)};
    auto opening = line("441", date(2024, 1, 1), 100, 0);
    opening.role = Role::opening;
    grants.add(opening);
    opening.date = date(2025, 1, 1); // What stands already.
    grants.add(opening);
    grants.add(line("441", date(2024, 2, 29), 1000, 0));
    grants.add(line("441", date(2024, 6, 1), 0, 300));
    grants.add(line("4417", date(2024, 3, 1), 0, 50, "Mairie")); // An advance.
    grants.add(line("4417", date(2024, 4, 1), 80, 0, "Mairie"));
    grants.add(line("4419", date(2024, 1, 1), 0, 500));
    auto facts = healthy();
    facts.overdue = grants.take(date(2025, 3, 1));
    CHECK(facts.overdue.empty()); // A year is not more than a year.
    facts.overdue = grants.take(date(2025, 3, 2));
    REQUIRE(facts.overdue.size() == 1);
    CHECK(facts.overdue[0].since == date(2024, 2, 29));
    CHECK(facts.overdue[0].amount == cents(800)); // 100 + 1000 - 300
    facts.overdue = grants.take(date(2025, 4, 2));
    auto const findings = run("subventions", facts);
    REQUIRE(ids(findings) == "check.grant-overdue:441 check.grant-overdue-party:4417 ");
    CHECK(std::get<core::Money>(argument(findings[1], "amount")) == cents(30));
}

TEST_CASE("doublons says how to take away a document that was entered twice")
{
    auto facts = healthy();
    facts.twins = {{3, 5, false, date(2025, 4, 5), "F-12", "Durand", cents(30000)},
                   {3, 6, true, date(2025, 4, 5), "F-12", "Durand", cents(30000)}};
    CHECK(ids(run("doublons", facts)) == "check.same-document:5 check.same-document-posted:6 ");
}

TEST_CASE("libelles says how many entries lack a label, and names the first")
{
    auto facts = healthy();
    facts.without_label = 2;
    facts.without_label_first = {4, 7};
    auto const findings = run("libelles", facts);
    REQUIRE(ids(findings) == "check.no-label:2025 ");
    CHECK(std::get<std::string>(argument(findings[0], "entries")) == "4, 7");
}

TEST_CASE("pieces says how many entries lack a supporting document, and names the first")
{
    auto facts = healthy();
    facts.without_piece = 3;
    facts.without_piece_first = {4, 7, 12};
    auto findings = run("pieces", facts);
    REQUIRE(ids(findings) == "check.no-piece:2025 ");
    CHECK(findings[0].severity == core::Severity::info);
    CHECK(std::get<std::string>(argument(findings[0], "entries")) == "4, 7, 12");
    facts.without_piece = 4;
    findings = run("pieces", facts);
    CHECK(std::get<std::string>(argument(findings[0], "entries")) == "4, 7, 12…");
}
