// SPDX-License-Identifier: GPL-3.0-or-later
#include "books.hpp"
#include "files.hpp"
#include "made.hpp"
#include "raw.hpp"

#include <coop/care/registry.hpp>
#include <coop/store/sqlite.hpp>

#include <catch2/catch.hpp>

using namespace coop;

namespace {

care::Record capital(std::string const& name)
{
    return care::check_record(
        {"capital", "N.sol", 0, core::date(2018, 1, 15), "", {{"name", name}}, {}});
}

care::Record speaker()
{
    return care::check_record({"spokesperson",
                               "p1",
                               0,
                               core::date(2018, 1, 15),
                               "Bo",
                               {{"name", "Ada"}, {"capitals", "N.sol"}, {"type", "concerned"}},
                               {}});
}

care::Entry due(std::string account = "C6.N.sol")
{
    return care::check_entry(
        {.journal = care::Journal::CC,
         .rule = "E2",
         .capital = "N.sol",
         .action = "compost",
         .lines = {{std::move(account), core::cents(100), {}}, {"C28.N.sol", {}, core::cents(100)}},
         .year = "2018",
         .date = core::date(2018, 12, 31),
         .label = "consommation"});
}

care::Entry reversal_of(care::PostedEntry const& entry)
{
    return care::check_entry(care::reversal_of(entry, core::date(2018, 12, 31), "annule"));
}

struct Book {
    test::Folder folder;
    std::unique_ptr<store::Store> store =
        test::made(folder.file("livre.coop"), test::coop_des_communs(), test::options());

    template <class Work>
    void write(Work work)
    {
        auto const session = store->write();
        work(*session);
        session->commit();
    }
};

} // namespace

TEST_CASE("the registers of CARE are read back in the order of their chain")
{
    Book book;
    book.write([](store::Session& session) {
        session.add_year(test::civil_year(2018));
        CHECK(session.care_append(capital("Sol")).record.version == 1);
        CHECK(session.care_append(speaker()).sequence == 2);
        CHECK(session.care_append(capital("Sol maraîcher")).record.version == 2);
    });
    auto const session = book.store->read();
    auto const all = test::pulled(session->care_records({}));
    REQUIRE(all.size() == 3);
    core::Digest previous{};
    for (auto const& filed : all) {
        CHECK(filed.personal == care::personal_digest(filed.record, *filed.salt));
        previous = care::chain_link(previous, filed.record, filed.sequence, filed.personal);
        CHECK(filed.hash == previous);
    }
    CHECK(session->care_head().hash == previous);
    CHECK(all[1].record.author == "Bo");
    CHECK(all[1].record.personal == care::Fields{{"name", "Ada"}});
    CHECK(test::pulled(session->care_records({"spokesperson"})).size() == 1);
    CHECK(session->care_history("capital", "N.sol").size() == 2);
    CHECK(care::registry_of(all).capitals.front().name == "Sol maraîcher");
}

TEST_CASE("personal fields are erased and the chain stays what it was")
{
    Book book;
    book.write([](store::Session& session) {
        session.care_append(capital("Sol"));
        session.care_append(speaker());
    });
    auto const before = book.store->read()->care_head();
    book.write([](store::Session& session) {
        CHECK(session.care_erase("spokesperson", "p1") == 1);
        CHECK(session.care_erase("spokesperson", "p1") == 0);
    });
    auto const session = book.store->read();
    auto const filed = session->care_history("spokesperson", "p1").front();
    auto const first = session->care_history("capital", "N.sol").front();
    CHECK(!filed.salt);
    CHECK(filed.record.author.empty());
    CHECK(filed.record.personal.empty());
    CHECK(care::chain_link(first.hash, filed.record, 2, filed.personal) == before.hash);
    CHECK(session->verify().empty());
}

TEST_CASE("an entry of the livre CARE balances on accounts that no legal book has")
{
    Book book;
    book.write([](store::Session& session) {
        session.add_year(test::civil_year(2018));
        CHECK(session.care_append(capital("Sol")).sequence == 1);
        CHECK(session.care_post(due(), 1) == 1);
        auto const entry = session.care_entry(1);
        REQUIRE(entry);
        CHECK(*entry == care::PostedEntry{due().draft(), 1, 1});
        CHECK(session.care_post(reversal_of(*entry), {}) == 2);
    });
    auto const refused = [&](care::Entry const& entry) {
        return test::error_of([&] { book.store->write()->care_post(entry, {}); });
    };
    CHECK(refused(due("6064")) == "store.constraint");
    CHECK(refused(reversal_of(*book.store->read()->care_entry(1))) == "store.constraint");
    CHECK(test::pulled(book.store->read()->care_entries("2018")).size() == 2);
    // Whole as they are, no close has made them.
    auto const findings = book.store->read()->verify();
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().id == "verify.care-close");
}

TEST_CASE("raw SQL cannot change what the registers of CARE say")
{
    Book book;
    book.write([](store::Session& session) {
        session.add_year(test::civil_year(2018));
        session.care_append(capital("Sol"));
        session.care_append(speaker());
        session.care_post(due(), {});
    });
    book.store.reset();
    test::Raw raw{book.folder.file("livre.coop")};
    for (auto const* const sql : {
             "UPDATE care_record SET fields = 'name=Autre' WHERE sequence = 1",
             "UPDATE care_record SET personal = 'name=Autre' WHERE sequence = 2",
             "UPDATE care_record SET hash = zeroblob(32), personal = NULL, salt = NULL",
             "DELETE FROM care_record WHERE sequence = 2",
             "INSERT OR REPLACE INTO care_record SELECT 1, kind, id, version, day, fields, "
             "personal, salt, digest, hash FROM care_record WHERE sequence = 1",
             "INSERT INTO care_record SELECT 3, kind, id, 3, day, fields, personal, salt, digest, "
             "hash FROM care_record WHERE sequence = 1",
             "UPDATE care_entry SET label = 'autre'",
             "DELETE FROM care_entry",
             "UPDATE care_line SET debit = 1 WHERE line = 1",
             "DELETE FROM care_line",
             "INSERT INTO care_line VALUES (1, 3, 'C1.N.sol', 1, 0)",
             "INSERT INTO care_line VALUES (2, 1, '512', 1, 0)",
         }) {
        INFO(sql);
        CHECK_FALSE(raw.attempt(sql).empty());
    }
    // What check_entry() refuses is refused to whoever writes SQL.
    CHECK(raw.attempt("BEGIN; INSERT INTO care_line VALUES (2, 1, 'C6.N.sol', 100, 0), "
                      "(2, 2, 'C28.N.sol', 0, 99); INSERT INTO care_entry SELECT 2, year_id, date, "
                      "journal, rule, label, capital, action, NULL, NULL FROM care_entry") ==
          "une écriture CARE a deux lignes au moins et son débit égale son crédit");
}
