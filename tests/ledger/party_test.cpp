// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/party.hpp>

#include <coop/ledger/facts.hpp>

#include <catch2/catch.hpp>

namespace coop::ledger {

namespace {

Party numbered(std::int64_t number, std::string name, std::string shown,
               std::optional<std::int64_t> into = {})
{
    Party party{std::move(name), "", "", ""};
    party.number = number;
    party.shown = std::move(shown);
    party.into = into;
    return party;
}

record::Filed filed(std::int64_t sequence, record::Record record)
{
    record::Filed one;
    one.sequence = sequence;
    one.record = std::move(record);
    return one;
}

PartyBalance balance(std::string account, std::string party, std::int64_t opening,
                     std::int64_t moved)
{
    PartyBalance one{std::move(account), std::move(party), {}, {}, {}, {}};
    (opening < 0 ? one.opening_credit : one.opening_debit) =
        core::cents(opening < 0 ? -opening : opening);
    (moved < 0 ? one.credit : one.debit) = core::cents(moved < 0 ? -moved : moved);
    return one;
}

} // namespace

TEST_CASE("a name is read as that of the last it was joined with, under the name that one shows")
{
    PartyNames const names{std::vector{numbered(1, "DURAND", "", 2), numbered(2, "Durand", "", 3),
                                       numbered(3, "Durant", "Atelier Durand"),
                                       numbered(4, "Petit", "Éléonore Petit")}};
    CHECK(names.root("DURAND") == "Durant");
    CHECK(names.shown("DURAND") == "Atelier Durand");
    CHECK(names.shown("Petit") == "Éléonore Petit");
    CHECK(names.root("Petit") == "Petit");
    CHECK(names.shown("Martin") == "Martin");
    CHECK(names.family("Durand") == std::vector<std::string>{"DURAND", "Durand", "Durant"});
    CHECK(names.family("Martin") == std::vector<std::string>{"Martin"});
}

TEST_CASE("a ring of joins, which only another hand can make, ends")
{
    PartyNames const names{std::vector{numbered(1, "A", "", 2), numbered(2, "B", "", 1)}};
    CHECK_FALSE(names.root("A").empty());
}

TEST_CASE("balances of those that are one add up, and open on one side")
{
    PartyNames const names{
        std::vector{numbered(1, "DURAND", "", 2), numbered(2, "Durand", "Atelier Durand")}};
    auto const sums = joined({balance("401", "", 0, 5), balance("401", "DURAND", 300, 0),
                              balance("401", "Durand", -250, 20), balance("411", "Durand", 0, 7)},
                             names, Naming::shown);
    REQUIRE(sums.size() == 3);
    CHECK(sums[0].party.empty());
    CHECK(sums[1].party == "Atelier Durand");
    CHECK(sums[1].opening_debit == core::cents(50));
    CHECK(sums[1].opening_credit.is_zero());
    CHECK(sums[1].net() == core::cents(70));
    CHECK(sums[2].account == "411");
    CHECK(joined({balance("401", "DURAND", 1, 0)}, names, Naming::sealed).front().party ==
          "Durand");
}

TEST_CASE("a year reads the names of the day it was frozen")
{
    Year year;
    year.label = "2024";
    year.period = {core::date(2024, 1, 1), core::date(2024, 12, 31)};
    year.regulation = "anc-2018-06";
    auto const lock = [](int last_year) { return lock_fact({core::date(last_year, 12, 31), {}}); };
    std::vector<record::Filed> records{filed(1, year_fact(year)), filed(2, lock(2023))};
    CHECK_FALSE(frozen_since(year, records));
    records.push_back(filed(3, lock(2024)));
    CHECK(frozen_since(year, records) == 3);
    records.push_back(filed(4, lock(2025)));
    CHECK(frozen_since(year, records) == 3);
    records.push_back(filed(5, lock(2023)));
    CHECK_FALSE(frozen_since(year, records));
    records.push_back(filed(6, lock(2024)));
    CHECK(frozen_since(year, records) == 6);
    year.state = YearState::closed;
    records.push_back(filed(7, year_fact(year)));
    CHECK(frozen_since(year, records) == 7);

    std::vector<record::Filed> const changes{
        filed(2, party_fact(numbered(1, "DURAND", "Durand"))),
        filed(5, party_fact(numbered(1, "DURAND", "Durand", 2))),
        filed(6, party_fact(numbered(2, "Petit", "")))};
    std::vector<Party> const today{numbered(1, "DURAND", "Durand", 2), numbered(2, "Petit", "")};
    CHECK(PartyNames{parties_until(today, changes, 1)}.shown("DURAND") == "DURAND");
    CHECK(PartyNames{parties_until(today, changes, 3)}.shown("DURAND") == "Durand");
    CHECK(PartyNames{parties_until(today, changes, 9)}.shown("DURAND") == "Petit");
}

TEST_CASE("a party as a fact reads back")
{
    auto party = numbered(12, "DURAND", "Durand", 3);
    party.kind = "fournisseur";
    party.note = "rue du Puits";
    auto const fact = party_fact(party);
    CHECK(record::check_record(kinds(), fact) == fact);
    CHECK(read_party(fact) == party);
}

} // namespace coop::ledger
