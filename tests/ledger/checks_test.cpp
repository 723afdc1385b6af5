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
    CHECK(names == "equilibre comptes-d-attente caisse contributions valorisation brouillard "
                   "affectation pieces ");
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
    facts.balances.push_back({"120", {}, cents(33442), {}, {}});
    auto findings = run("affectation", facts);
    REQUIRE(ids(findings) == "check.unallocated-surplus:120 ");
    CHECK(std::get<std::string>(argument(findings[0], "debit")) == "120");
    CHECK(std::get<std::string>(argument(findings[0], "credit")) == "110");
    CHECK(std::get<std::string>(argument(findings[0], "typed")) == "334,42");

    facts.balances.back() = {"129", cents(5), {}, {}, {}};
    findings = run("affectation", facts);
    REQUIRE(ids(findings) == "check.unallocated-deficit:129 ");
    CHECK(std::get<std::string>(argument(findings[0], "debit")) == "119");
    CHECK(std::get<std::string>(argument(findings[0], "credit")) == "129");
    CHECK(std::get<std::string>(argument(findings[0], "typed")) == "0,05");

    facts.balances.back() = {"120", {}, cents(33442), cents(33442), {}};
    CHECK(run("affectation", facts).empty());
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
