// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/simple_entry.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::ledger;
using core::cents;
using Kind = SaidLine::Kind;

namespace {

Line debit(std::string account, std::int64_t amount, std::string project = {})
{
    return {.account = std::move(account), .debit = cents(amount), .project = std::move(project)};
}

Line credit(std::string account, std::int64_t amount, std::string project = {})
{
    return {.account = std::move(account), .credit = cents(amount), .project = std::move(project)};
}

/// Its place is its account.
SaidLine said(Kind kind, std::string account, std::int64_t amount = 0)
{
    return {kind, account, cents(amount), {}, {.source = account}};
}

core::Error refusal_of(SimpleEntry const& entry)
{
    return core::refused([&] { lines_of(entry); });
}

} // namespace

TEST_CASE("a cash account takes what the other words leave, where it was said")
{
    struct Case {
        std::vector<SaidLine> said;
        std::vector<Line> lines;
    };
    for (auto const& c : {
             Case{{said(Kind::charge, "6185", 125000), said(Kind::paid_from, "512")},
                  {debit("6185", 125000), credit("512", 125000)}},
             {{said(Kind::received_on, "530"), said(Kind::produit, "756", 2000)},
              {debit("530", 2000), credit("756", 2000)}},
             // A sale of 100,00 of which the platform keeps 2,00: 98,00 arrive.
             {{said(Kind::produit, "706", 10000), said(Kind::charge, "627", 200),
               said(Kind::received_on, "512")},
              {credit("706", 10000), debit("627", 200), debit("512", 9800)}},
             // Charges from the one, produits to the other.
             {{said(Kind::charge, "627", 200), said(Kind::paid_from, "530"),
               said(Kind::received_on, "512"), said(Kind::produit, "706", 10000)},
              {debit("627", 200), credit("530", 200), debit("512", 10000), credit("706", 10000)}},
             {{said(Kind::debit, "401", 30000), said(Kind::paid_from, "512")},
              {debit("401", 30000), credit("512", 30000)}},
             {{said(Kind::debit, "6132", 60000), said(Kind::credit, "512", 60000)},
              {debit("6132", 60000), credit("512", 60000)}},
             // A charge taken back: alone on its side, it may turn round.
             {{said(Kind::charge, "6185", -500), said(Kind::paid_from, "512")},
              {debit("6185", -500), credit("512", -500)}},
             {{}, {}},
         }) {
        auto const built = lines_of({.said = c.said});
        CHECK(built.lines == c.lines);
        REQUIRE(built.places.size() == c.lines.size());
        for (std::size_t i = 0; i < c.lines.size(); ++i) {
            CHECK(built.places[i].source == c.lines[i].account);
        }
    }
}

TEST_CASE("a single cash account does not turn round, nor is it forgotten")
{
    struct Case {
        std::vector<SaidLine> said;
        std::string id, place;
    };
    for (auto const& c : {
             Case{{said(Kind::produit, "706", 10001), said(Kind::charge, "627", 10000),
                   said(Kind::paid_from, "512")},
                  "entry.paid-from-exceeded",
                  "512"},
             {{said(Kind::produit, "706", 10000), said(Kind::charge, "627", 10001),
               said(Kind::received_on, "512")},
              "entry.received-on-exceeded",
              "512"},
             {{said(Kind::charge, "6185", 100), said(Kind::debit, "512", 100)},
              "entry.nothing-credited",
              "6185"},
             {{said(Kind::produit, "756", 100)}, "entry.nothing-debited", "756"},
         }) {
        auto const error = refusal_of({.said = c.said});
        CHECK(error.id() == c.id);
        CHECK(error.diagnostic().where.source == c.place);
    }
    // Nothing left is no turn: check() speaks of the line of zero.
    CHECK_NOTHROW(
        lines_of({.said = {said(Kind::produit, "706", 100), said(Kind::charge, "627", 100),
                           said(Kind::paid_from, "512")}}));
}

TEST_CASE("the project of an entry marks classes 6, 7, 86 and 87 only")
{
    SimpleEntry entry{.project = "cerisy"};
    for (auto const* const account : {"6185", "756", "860", "875", "512", "401", "218", "890"}) {
        entry.said.push_back(said(entry.said.empty() ? Kind::debit : Kind::credit, account, 100));
    }
    auto const built = lines_of(entry);
    REQUIRE(built.lines.size() == 8);
    for (auto const& line : built.lines) {
        CAPTURE(line.account);
        auto const marked = line.account == "6185" || line.account == "756" ||
                            line.account == "860" || line.account == "875";
        CHECK(line.project == (marked ? "cerisy" : ""));
    }
}

TEST_CASE("a project said with a line stands on it, whatever its account")
{
    auto asset = said(Kind::charge, "218", 100);
    asset.project = "cerisy";
    auto const built = lines_of({.said = {asset, said(Kind::paid_from, "512")}});
    CHECK(built.lines == std::vector<Line>{debit("218", 100, "cerisy"), credit("512", 100)});
}

TEST_CASE("a split shares a line without losing a cent")
{
    auto const built = lines_of({.said = {said(Kind::charge, "6132", 10000), //
                                          said(Kind::paid_from, "512")},
                                 .shares = {{"a", 1}, {"b", 1}, {"c", 1}}});
    // 100,00 in three: 33,34 + 33,33 + 33,33.
    CHECK(built.lines == std::vector<Line>{debit("6132", 3334, "a"), debit("6132", 3333, "b"),
                                           debit("6132", 3333, "c"), credit("512", 10000)});
    CHECK(built.places.at(2).source == "6132");
}

TEST_CASE("a project that no line can carry, or said twice, is refused")
{
    std::vector const payment{said(Kind::debit, "401", 100), said(Kind::paid_from, "512")};
    auto const idle = refusal_of(
        {.said = payment, .project = "cerisy", .project_place = {.source = "--project"}});
    CHECK(idle.id() == "entry.project-nowhere");
    CHECK(idle.diagnostic().where.source == "--project");
    CHECK(refusal_of({.said = payment, .shares = {{"a", 1}}}).id() == "entry.project-nowhere");
    CHECK(refusal_of({.said = payment, .project = "", .shares = {{"a", 1}}}).id() ==
          "entry.project-and-split");
    CHECK_NOTHROW(lines_of({.said = payment, .project = ""}));
    CHECK_NOTHROW(lines_of({.project = "cerisy"}));
}

TEST_CASE("what was said weighs what its debits exceed its credits by")
{
    CHECK(balance_of(std::vector{said(Kind::charge, "6", 300), said(Kind::debit, "4", 50),
                                 said(Kind::produit, "7", 100), said(Kind::credit, "5", 30),
                                 said(Kind::paid_from, "512")}) == cents(220));
    CHECK(balance_of({}).is_zero());
}
