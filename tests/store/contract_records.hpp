// SPDX-License-Identifier: GPL-3.0-or-later
//
// What any storage engine does with the facts of a book: who writes one records it.
#pragma once

#include "furnished.hpp"

#include <coop/core/hash.hpp>
#include <coop/ledger/facts.hpp>

#include <catch2/catch.hpp>

namespace coop::test {

/// \brief Kind, id and version of each record, in the order of the chain.
inline std::vector<std::string> recorded(store::Session& session)
{
    std::vector<std::string> all;
    for (auto const& filed : pulled(session.records({}))) {
        all.push_back(filed.record.kind + " " + filed.record.id + " " +
                      std::to_string(filed.record.version));
    }
    return all;
}

inline ledger::Attachment file_of(std::string const& name, std::string const& bytes)
{
    return {name, core::to_hex(core::sha256(bytes)), static_cast<std::int64_t>(bytes.size()),
            core::date(2018, 1, 15)};
}

inline void check_facts(MakeStore const& make)
{
    using Names = std::vector<std::string>;
    auto books = make(coop_des_communs());
    auto session = books->write();

    SECTION("what is written into the books is recorded with it")
    {
        session->add_year(civil_year(2017));
        session->set_book({"Verger", "732829320", "", ledger::ChartFamily::general});
        ledger::Account const trains{
            "62511", "Trains", ledger::AccountKind::expense, ledger::Side::debit, "", true, false};
        session->put_account(trains);
        session->put_account(trains); // Which says nothing new.
        CHECK(recorded(*session) ==
              Names{"book book 1", "year 2017 1", "book book 2", "account 62511 1"});
        auto const book = session->record_history("book", "book");
        CHECK(ledger::read_book(book[0].record).name == "La Coop des Communs");
        CHECK(book[1].record == [&] {
            auto fact = ledger::book_fact(session->book());
            fact.version = 2;
            fact.day = core::date(2018, 1, 15);
            return fact;
        }());
        CHECK(pulled(session->records({"year", "account"})).size() == 2);
    }
    SECTION("records are chained, and each seals the entries before it")
    {
        session->add_year(civil_year(2017));
        auto const entry = session->append(
            checked(payment(core::date(2017, 9, 1), "606", "512", 100)), core::date(2018, 1, 15));
        session->attach(entry.id, file_of("reçu.txt", "abc"), "abc");
        session->commit();

        session = books->read();
        auto const all = pulled(session->records({}));
        REQUIRE(all.size() == 3);
        core::Digest previous{};
        std::int64_t sequence = 0;
        for (auto const& filed : all) {
            CHECK(filed.sequence == ++sequence);
            CHECK(filed.entries == (filed.record.kind == "attachment" ? 1 : 0));
            CHECK(filed.personal == record::personal_digest(filed.record, filed.salt.value()));
            auto const head = filed.entries == 1 ? session->head().hash : core::Digest{};
            previous = record::chain_link(ledger::fact_format, previous, filed.record,
                                          {sequence, filed.personal, filed.entries, head});
            CHECK(filed.hash == previous);
        }
        CHECK(session->record_head().hash == previous);
        CHECK(session->record_head().entries == 3);
    }
    SECTION("attachments of an entry have a number each, and go with their draft")
    {
        session->add_year(civil_year(2017));
        auto const id = session->save(checked(payment(core::date(2017, 9, 1), "606", "512", 100)));
        session->attach(id, file_of("b.txt", "b"), "b");
        session->attach(id, file_of("a.txt", "a"), "a");
        session->attach(id, file_of("a.txt", "a"), "a"); // Done already.
        CHECK(recorded(*session) ==
              Names{"book book 1", "year 2017 1", "attachment 1/1 1", "attachment 1/2 1"});
        session->erase(id);
        CHECK(recorded(*session).back() == "attachment 1/2 2");
        for (auto const& filed : pulled(session->records({"attachment"}))) {
            CHECK(ledger::is_removed(filed.record) == (filed.record.version == 2));
            CHECK(filed.record.personal.empty());
            CHECK_FALSE(filed.salt);
        }
    }
    SECTION("the name of an attachment is erased in its record and in the books")
    {
        session->add_year(civil_year(2017));
        auto const entry = session->append(
            checked(payment(core::date(2017, 9, 1), "606", "512", 100)), core::date(2018, 1, 15));
        session->attach(entry.id, file_of("certificat Dupont.txt", "abc"), "abc");
        session->attach(entry.id, file_of("b.txt", "abc"), "abc");
        auto const before = session->record_head();
        CHECK(session->erase_record("attachment", "1/1") == 1);
        CHECK(session->erase_record("attachment", "1/1") == 0);
        session->commit();

        session = books->read();
        auto const filed = session->record_history("attachment", "1/1").front();
        CHECK(filed.record.personal.empty());
        auto const left = session->attachments(entry.id);
        REQUIRE(left.size() == 2);
        auto const erased = ledger::erased_name(filed.personal);
        CHECK(erased.size() == 12);
        for (auto const& one : left) {
            CHECK((one.name == erased || one.name == "b.txt"));
            CHECK(session->attachment_content(one.sha256) == "abc");
        }
        CHECK(session->record_head().hash == before.hash);
    }
    SECTION("a record comes back as it was kept, and others follow it")
    {
        auto filed = pulled(session->records({})).front();
        filed.sequence = 2;
        filed.record.version = 2;
        filed.salt.reset();
        filed.entries = 7;
        filed.hash = core::sha256("kept");
        session->restore_record(filed);
        CHECK(session->record_head().hash == filed.hash);
        auto const back = session->record_history("book", "book").back();
        CHECK(back.record == filed.record);
        CHECK(back.entries == 7);
        CHECK_FALSE(back.salt);
        CHECK(back.personal == filed.personal);
        CHECK(session->append_record(ledger::lock_fact({core::date(2017, 6, 30), ""})).sequence ==
              3);
        filed.sequence = 5;
        CHECK(error_of([&] { session->restore_record(filed); }) == "store.constraint");
    }
    SECTION("what is found is recorded in a fixed order, as found")
    {
        session->add_year(civil_year(2017));
        auto const id = session->save(checked(payment(core::date(2017, 9, 1), "606", "512", 100)));
        session->attach(id, file_of("b.txt", "b"), "b");
        session->attach(id, file_of("a.txt", "a"), "a");
        session->put_account({"62511", "Trains", ledger::AccountKind::expense, ledger::Side::debit,
                              "", true, false});
        auto const before = session->record_head().entries;
        session->record_what_is_found();
        auto all = pulled(session->records({}));
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(before));
        Names seen;
        for (auto const& filed : all) {
            seen.push_back(filed.record.kind + " " + filed.record.id);
            CHECK(record::value_of(filed.record.fields, "origin") == "found");
            CHECK(record::check_record(ledger::kinds(), filed.record) == filed.record);
        }
        CHECK(seen ==
              Names{"book book", "year 2017", "account 62511", "attachment 1/1", "attachment 1/2"});
        CHECK(ledger::read_attachment(all[3].record).attachment.name == "a.txt");
        // What was found is said again by whoever writes it.
        session->add_year(civil_year(2018));
        session->set_book(session->book());
        CHECK(recorded(*session).back() == "year 2018 1");
    }
}

} // namespace coop::test
