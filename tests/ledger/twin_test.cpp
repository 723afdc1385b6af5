// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/twin.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::ledger;
using core::cents;
using core::date;

namespace {

/// An invoice of 300,00, as it is typed.
Record invoice(EntryId id)
{
    Record record;
    record.id = id;
    record.year = "2024";
    record.entry.date = date(2024, 4, 5);
    record.entry.label = "Honoraires";
    record.entry.piece = "F-12";
    record.entry.party = "Cabinet Brindille";
    record.entry.lines = {{"6226", cents(30000), {}, {}, {}, {}},
                          {"401", {}, cents(30000), {}, "Cabinet Brindille", {}}};
    return record;
}

bool is_told(Record const& second)
{
    return twins_among(std::vector{invoice(1), second}).size() == 1;
}

} // namespace

TEST_CASE("the same day, document, third party and amount: entered twice")
{
    auto const twins = twins_among(std::vector{invoice(1), invoice(2), invoice(3)});
    REQUIRE(twins.size() == 2);
    CHECK(twins[0].first == 1);
    CHECK(twins[0].again == 2);
    CHECK(twins[1].first == 1);
    CHECK(twins[1].again == 3);
    CHECK(twins[0].amount == cents(30000));
    CHECK(twins[0].party == "Cabinet Brindille");
}

TEST_CASE("on another charge, under another label, or with the name on the line alone: twice, too")
{
    auto other = invoice(2);
    other.entry.label = "Honoraires d’avril";
    other.entry.lines[0].account = "6228";
    CHECK(is_told(other));
    other.entry.party.clear();
    CHECK(is_told(other));
}

TEST_CASE("another day, reference, amount or third party: another document")
{
    auto other = invoice(2);
    other.entry.date = date(2024, 4, 6);
    CHECK_FALSE(is_told(other));
    other = invoice(2);
    other.entry.piece = "F-13";
    CHECK_FALSE(is_told(other));
    other = invoice(2);
    other.entry.lines[0].debit = other.entry.lines[1].credit = cents(30001);
    CHECK_FALSE(is_told(other));
    other = invoice(2);
    other.entry.party = other.entry.lines[1].party = "Mairie";
    CHECK_FALSE(is_told(other));
}

TEST_CASE("an invoice and its payment are two documents of one reference")
{
    auto payment = invoice(2);
    payment.entry.lines = {{"401", cents(30000), {}, {}, "Cabinet Brindille", {}},
                           {"512", {}, cents(30000), {}, {}, {}}};
    CHECK_FALSE(is_told(payment));
}

TEST_CASE("what was reversed, or reverses, opens or closes a year is no twin")
{
    auto other = invoice(2);
    other.reversed_by = 3;
    CHECK_FALSE(is_told(other));
    other = invoice(2);
    other.reverses = 1;
    CHECK_FALSE(is_told(other));
    other = invoice(2);
    other.role = Role::opening;
    CHECK_FALSE(is_told(other));
    other = invoice(2);
    other.entry.piece.clear();
    auto first = invoice(1);
    first.entry.piece.clear();
    CHECK(twins_among(std::vector{first, other}).empty());
}

TEST_CASE("where nobody is named the label decides, and fees of one slip are several")
{
    auto const nobody = [](EntryId id, std::string label) {
        auto record = invoice(id);
        record.entry.party.clear();
        record.entry.label = std::move(label);
        record.entry.lines = {{"6226", cents(30000), {}, {}, {}, {}},
                              {"512", {}, cents(30000), {}, {}, {}}};
        return record;
    };
    CHECK(twins_among(std::vector{nobody(1, "Ramettes"), nobody(2, "Ramettes")}).size() == 1);
    CHECK(twins_among(std::vector{nobody(1, "Salaire Anne"), nobody(2, "Salaire Marc")}).empty());
    auto fee = nobody(1, "Cotisation");
    fee.entry.lines = {{"756", {}, cents(2000), {}, {}, {}}, {"512", cents(2000), {}, {}, {}, {}}};
    auto other = fee;
    other.id = 2;
    CHECK(twins_among(std::vector{fee, other}).empty());
}
