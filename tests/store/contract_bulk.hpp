// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many entries at once: the same books as one by one, and the same refusals, at the latest from the
// commit.
#pragma once

#include "books.hpp"

#include <coop/store/store.hpp>

#include <catch2/catch.hpp>

#include <functional>
#include <memory>

namespace coop::test {

inline core::Date validation_day()
{
    return core::date(2017, 12, 31);
}

// Entries of two years and three journals, with and without projects, parties, references.
inline std::vector<ledger::Entry> some_entries()
{
    std::vector<ledger::Entry> all;
    for (unsigned month = 1; month <= 12; ++month) {
        auto bill = payment(core::date(2016, month, 3), "6251", "401", 100 * month, "AC");
        bill.label = "Train pour « l’été »";
        bill.ref = "fec-" + std::to_string(month);
        bill.lines[0].project = month % 2 == 0 ? "lille" : "cerisy";
        bill.lines[1].party = "Imprimerie Bleue";
        bill.lines[1].label = "aller";
        all.push_back(checked(bill));
        auto dues = payment(core::date(2017, 13 - month, 28), "512", "756", 7, "BQ");
        dues.party = "A. Martin";
        all.push_back(checked(dues));
        all.push_back(checked(payment(core::date(2017, month, 1), "606", "530", month, "CA")));
    }
    all.push_back(checked(payment(core::date(2017, 1, 1), "512", "120", 33442, "AN")));
    return all;
}

inline void check_bulk(std::function<std::unique_ptr<store::Store>()> const& make)
{
    auto books = make();
    auto session = books->write();
    auto const today = validation_day();
    auto const entry = checked(payment(core::date(2017, 6, 12), "6251", "512", 8450));

    SECTION("an entry is recorded and posted at once, in bulk or not")
    {
        bool const bulk = GENERATE(false, true);
        session->save(entry);
        if (bulk) {
            session->begin_bulk();
        }
        auto const first = session->append(entry, core::date(2017, 6, 30));
        auto const second = session->append(entry, today);
        CHECK(first.id == 2);
        CHECK(first.number == 1);
        CHECK(second.id == 3);
        CHECK(second.number == 2);
        session->commit();
        auto const record = books->read()->find(first.id);
        REQUIRE(record);
        CHECK(record->number == 1);
        CHECK(record->posted_on == core::date(2017, 6, 30));
        CHECK(record->entry.lines == entry.lines());
        CHECK(books->read()->head().entries == 2);
        CHECK(books->read()->verify().empty());
    }
    SECTION("whatever else is done in between keeps its rules")
    {
        session->begin_bulk();
        session->begin_bulk(); // Once more changes nothing.
        auto const draft = session->save(entry);
        auto const appended = session->append(entry, today);
        session->replace(draft, checked(payment(core::date(2016, 5, 1), "606", "530", 9900, "CA")));
        CHECK(error_of([&] { session->replace(appended.id, entry); }) == "ledger.posted");
        CHECK(error_of([&] { session->erase(appended.id); }) == "ledger.posted");
        CHECK(session->append(entry, today).number == 2);
        CHECK(session->post(draft, today).number == 1);
        CHECK(error_of([&] { session->post(draft, today); }) == "ledger.already-posted");
        CHECK(session->append(entry, today).number == 3);
        session->add_party({"Une autre", "", ""});
        CHECK(error_of([&] { session->add_party({"Une autre", "", ""}); }) == "store.constraint");
        auto const gone = session->save(entry);
        session->erase(gone);
        CHECK(session->append(entry, today).id == gone + 1);
        auto const reversal = session->save(checked(
            ledger::reversal_of(*session->find(appended.id), core::date(2017, 6, 30), "doublon")));
        session->link_reversal(reversal, appended.id, "doublon");
        CHECK(session->post(reversal, today).number == 5);
        CHECK(session->verify().empty());
        session->commit();
        CHECK(books->read()->head().entries == 6);
        CHECK(books->read()->verify().empty());
    }
    SECTION("sums and entries are read in the middle as they will be at the end")
    {
        session->begin_bulk();
        session->append(entry, today);
        CHECK(session->balances("2017", store::Which::posted).size() == 2);
        session->append(entry, today);
        auto const sums = session->balances("2017", store::Which::posted);
        REQUIRE(sums.size() == 2);
        CHECK(sums[0].credit == core::cents(2 * 8450));
        CHECK(session->find(2)->number == 2);
        CHECK(session->counts({}).posted == 2);
    }
    SECTION("what the books do not know is refused, and the rest goes on")
    {
        session->begin_bulk();
        auto draft = payment(core::date(2017, 6, 12), "6251", "512", 8450);
        draft.lines[0].project = "paris";
        CHECK(error_of([&] { session->append(checked(draft), today); }) == "project.unknown");
        draft.lines[0].project = "";
        draft.party = "Personne";
        CHECK(error_of([&] { session->append(checked(draft), today); }) == "party.unknown");
        draft.party = "";
        draft.ref = "once";
        session->append(checked(draft), today);
        CHECK(error_of([&] { session->append(checked(draft), today); }) == "store.constraint");
        CHECK(session->append(entry, today).number == 2);
        session->commit();
        CHECK(books->read()->head().entries == 2);
        CHECK(books->read()->verify().empty());
    }
    SECTION("a year that is not open takes no entry")
    {
        session->set_lock(core::date(2017, 12, 31), {});
        session->begin_bulk();
        CHECK(error_of([&] {
                  session->append(entry, today);
                  session->commit();
              }) == "store.constraint");
        CHECK(error_of([&] { session->commit(); }) == "store.constraint");
        session.reset();
        CHECK(books->read()->counts({}).posted == 0);
    }
    SECTION("neither does it take a draft")
    {
        session->set_lock(core::date(2017, 12, 31), {});
        session->begin_bulk();
        CHECK(error_of([&] {
                  session->save(entry);
                  session->commit();
              }) == "store.constraint");
    }
    SECTION("a year may be closed over what was just written into it, and takes no more")
    {
        session->begin_bulk();
        session->append(entry, today);
        session->close_year("2017");
        CHECK(error_of([&] { session->set_lock({}, "x"); }) == "store.constraint");
        session->commit();
        CHECK(books->read()->verify().empty());
        session = books->write();
        session->begin_bulk();
        CHECK(error_of([&] {
                  session->append(entry, today);
                  session->commit();
              }) == "store.constraint");
    }
    SECTION("what is not committed leaves no trace")
    {
        session->begin_bulk();
        session->append(entry, today);
        session.reset();
        CHECK(books->read()->counts({}).posted == 0);
        CHECK(books->read()->head().entries == 0);
        CHECK(books->write()->save(entry) == 1);
    }
    SECTION("a sum that leaves 64 bits is refused, not wrapped")
    {
        session->begin_bulk();
        auto const huge = checked(payment(core::date(2016, 3, 1), "606", "512", INT64_MAX - 1));
        CHECK(error_of([&] {
                  session->append(huge, today);
                  session->append(huge, today);
                  session->commit();
              }) == "money.overflow");
    }
}

} // namespace coop::test
