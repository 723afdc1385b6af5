// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/regulation.hpp>
#include <coop/ledger/remark.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::ledger;
using core::cents;
using Kind = SaidLine::Kind;

namespace {

std::string remark(Kind kind, std::string account)
{
    std::vector<SaidLine> const said{{.kind = kind, .account = std::move(account), .place = {}}};
    auto const remarks = remarks_on(said);
    REQUIRE(remarks.size() <= 1);
    return remarks.empty() ? std::string{} : remarks.front().id;
}

Chart chart_of(std::string_view regulation)
{
    return {shipped_accounts(find_regulation(regulation)), {}};
}

} // namespace

TEST_CASE("a word of one side with an account of the other is remarked")
{
    CHECK(remark(Kind::charge, "756") == "entry.produit-as-charge");
    CHECK(remark(Kind::charge, "7") == "entry.produit-as-charge");
    CHECK(remark(Kind::charge, "875") == "entry.produit-as-charge");
    CHECK(remark(Kind::produit, "6064") == "entry.charge-as-produit");
    CHECK(remark(Kind::produit, "864") == "entry.charge-as-produit");
    for (auto const kind : {Kind::paid_from, Kind::received_on}) {
        CHECK(remark(kind, "606") == "entry.settled-by-result");
        CHECK(remark(kind, "756") == "entry.settled-by-result");
        CHECK(remark(kind, "864") == "entry.settled-by-result");
        CHECK(remark(kind, "512").empty());
        CHECK(remark(kind, "401").empty());
        CHECK(remark(kind, "164").empty());
    }
}

TEST_CASE("what may be on the other side is not remarked, nor what says its side")
{
    for (auto const* account : {"6064", "709", "713", "2183", "401", "486"}) {
        CHECK(remark(Kind::charge, account).empty());
    }
    for (auto const* account : {"756", "609", "6037", "649", "4117", "864"}) {
        CHECK(remark(Kind::produit, account).empty() == (std::string{account} != "864"));
    }
    CHECK(remark(Kind::debit, "756").empty());
    CHECK(remark(Kind::credit, "6064").empty());
}

TEST_CASE(
    "a class, and two digits that the chart details, are titles; till and stocks are accounts")
{
    for (auto const* id : {"crc-99-01", "anc-2018-06", "anc-2023-03", "pcg-2025"}) {
        INFO(id);
        auto const chart = chart_of(id);
        for (auto const* title : {"6", "7", "60", "74", "41"}) {
            CHECK(is_title(chart, title));
        }
        for (auto const* account : {"53", "37", "18", "58", "606", "512", "6064"}) {
            CHECK_FALSE(is_title(chart, account));
        }
    }
}

TEST_CASE("an entry without a label is remarked, unless each of its lines has one")
{
    auto const chart = chart_of("anc-2023-03");
    Draft draft;
    draft.lines = {{"6064", cents(1), {}, {}, {}, {}},
                   {"60", cents(1), {}, {}, {}, {}},
                   {"60", cents(1), {}, {}, {}, {}},
                   {"512", {}, cents(3), {}, {}, {}}};
    auto const ids = [&] {
        std::string all;
        for (auto const& one : remarks_on(draft, chart)) {
            all += one.id + " ";
        }
        return all;
    };
    CHECK(ids() == "entry.title-account entry.no-label ");
    for (auto& line : draft.lines) {
        line.label = "Ramettes";
    }
    CHECK(ids() == "entry.title-account ");
    draft.lines.back().label.clear();
    draft.label = "Ramettes";
    CHECK(ids() == "entry.title-account ");
}
