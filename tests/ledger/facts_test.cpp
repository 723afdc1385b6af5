// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>
#include <coop/ledger/facts.hpp>

#include <catch2/catch.hpp>

#include <set>

using namespace coop;
using namespace coop::ledger;

namespace {

Year const year_2017{"2017", {core::date(2017, 1, 1), core::date(2017, 12, 31)}, "crc-99-01"};

AttachmentFact ticket()
{
    return {1,
            1,
            {"billet é.txt", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3,
             core::date(2017, 7, 3)}};
}

/// A fact of each kind, with whatever it can say.
std::vector<record::Record> facts(Origin origin = Origin::recorded)
{
    return {
        book_fact({"Ferme", "732829320", "W751234567", ChartFamily::general}, origin),
        year_fact(year_2017, origin),
        lock_fact({core::date(2017, 6, 30), "arrêté"}, origin),
        close_fact({"2017", 12, "assemblée"}, origin),
        account_fact({"51201", "Livret", AccountKind::asset, Side::debit, "", true, true}, origin),
        attachment_fact(ticket(), origin),
        party_fact({"DURAND", "membre", "rue du Puits", "F12", 3, "Durand", 4}, origin),
        fec_words_fact({"2017",
                        "A",
                        "732829320",
                        {{"BQ", "Banque"}},
                        {{"512", "Banques"}},
                        {{"DURAND", "Durand"}}},
                       origin),
        role_fact({7, {Role::opening, RoleWhy::equal, "00", "1"}}, origin),
        import_fact({1, "csv", "banque mars.csv",
                     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 7, 9},
                    origin)};
}

} // namespace

TEST_CASE("a fact is a record of its kind, in its canonical form")
{
    std::set<std::string> seen;
    for (auto const origin : {Origin::recorded, Origin::found}) {
        for (auto const& fact : facts(origin)) {
            INFO(fact.kind);
            CHECK(record::check_record(kinds(), fact) == fact);
            CHECK((record::value_of(fact.fields, "origin") == "found") ==
                  (origin == Origin::found));
            seen.insert(fact.kind);
        }
    }
    std::set<std::string> known;
    for (auto const& kind : kinds().all()) {
        known.emplace(kind.name);
        CHECK(kind.find("origin") != nullptr);
    }
    CHECK(seen == known);
}

TEST_CASE("the choices of a kind are the words of its enumeration")
{
    auto const choices = [](std::string_view kind, std::string_view key) {
        auto const& values = kinds().of(kind).find(key)->values;
        return std::set<std::string>{values.begin(), values.end()};
    };
    auto const words = [](auto const& table) {
        auto const all = table.all();
        return std::set<std::string>{all.begin(), all.end()};
    };
    CHECK(choices("book", "family") == words(chart_family_words));
    CHECK(choices("account", "kind") == words(account_kind_words));
    CHECK(choices("account", "side") == words(side_words));
    auto states = words(year_state_words);
    states.erase("locked");
    states.insert("removed");
    CHECK(choices("year", "state") == states);
}

TEST_CASE("a fact says all that its kind can say, but how it ends")
{
    for (auto const& fact : facts(Origin::found)) {
        for (auto const& field : kinds().of(fact.kind).fields) {
            INFO(fact.kind << " " << field.key);
            bool const said = !record::value_of(fact.fields, field.key).empty() ||
                              !record::value_of(fact.personal, field.key).empty();
            bool const ends = fact.kind == "attachment" || fact.kind == "import";
            CHECK(said != (ends && field.key == "state"));
        }
    }
}

TEST_CASE("what a fact says is read back")
{
    for (auto const& fact : facts()) {
        INFO(fact.kind);
        auto const again = fact.kind == "book"         ? book_fact(read_book(fact))
                           : fact.kind == "year"       ? year_fact(read_year(fact))
                           : fact.kind == "lock"       ? lock_fact(read_lock(fact))
                           : fact.kind == "close"      ? close_fact(read_close(fact))
                           : fact.kind == "account"    ? account_fact(read_account(fact))
                           : fact.kind == "attachment" ? attachment_fact(read_attachment(fact))
                           : fact.kind == "import"     ? import_fact(read_import(fact))
                           : fact.kind == "party"      ? party_fact(read_party(fact))
                           : fact.kind == "fec"        ? fec_words_fact(read_fec_words(fact, false))
                                                       : role_fact(read_role(fact));
        CHECK(again == fact);
    }
    CHECK(read_lock(lock_fact({})) == Lock{});
    CHECK(read_close(close_fact({"2017", {}, ""})) == Close{"2017", {}, ""});
}

TEST_CASE("a year is open or closed: that it is locked is another fact")
{
    auto year = year_2017;
    year.state = YearState::locked;
    CHECK(year_fact(year) == year_fact(year_2017));
    year.state = YearState::closed;
    CHECK(read_year(year_fact(year)).state == YearState::closed);
    CHECK_FALSE(is_removed(year_fact(year)));
    CHECK(is_removed(removed_year_fact(year)));
}

TEST_CASE("an attachment that went with its draft keeps its digest and loses its name")
{
    auto const gone = removed_attachment_fact(ticket());
    CHECK(gone.id == "1/1");
    CHECK(is_removed(gone));
    CHECK(gone.personal.empty());
    CHECK(read_attachment(gone).attachment.sha256 == ticket().attachment.sha256);
    CHECK(record::check_record(kinds(), gone) == gone);
}

TEST_CASE("an import that was taken back says so")
{
    Import const undone{.number = 3,
                        .format = "fec",
                        .name = {},
                        .sha256 = std::string(64, 'a'),
                        .first = 4,
                        .last = 4,
                        .undone = true};
    CHECK(record::check_record(kinds(), import_fact(undone)) == import_fact(undone));
    CHECK(read_import(import_fact(undone)) == undone);
    CHECK_FALSE(is_removed(import_fact(undone)));
}

TEST_CASE("a label that other programs wrote with blanks and tabs has one record")
{
    auto const fact =
        account_fact({"51201", " Livret\tA ", AccountKind::asset, Side::debit, "", true, false});
    CHECK(read_account(fact).label == "Livret A");
    CHECK(record::check_record(kinds(), fact) == fact);
}

TEST_CASE("an id of a fact stands on one line without a blank at its edges")
{
    auto fact = year_fact(year_2017);
    for (std::string const id : {"", " 2017", "2017 ", "20\n17", "20\xff"}) {
        INFO(id);
        fact.id = id;
        auto const refused = [&] { record::check_record(kinds(), fact); };
        CHECK_THROWS_AS(refused(), core::Error);
    }
    fact.id = "Saison d’été 2017";
    CHECK(record::check_record(kinds(), fact) == fact);
}

TEST_CASE("an attachment names the greatest entry that a book may have")
{
    auto fact = ticket();
    fact.entry = entry_id_max;
    auto const record = attachment_fact(fact);
    CHECK(record::check_record(kinds(), record) == record);
    CHECK(read_attachment(record).entry == entry_id_max);
}

TEST_CASE("the preimages of facts are frozen")
{
    // docs/reference/chain.md, computed with Python's hashlib.
    record::Salt salt{};
    for (std::size_t i = 0; i < salt.size(); ++i) {
        salt.at(i) = static_cast<std::uint8_t>(i);
    }
    auto year = year_fact(year_2017);
    year.version = 1;
    year.day = core::date(2017, 1, 5);
    CHECK(core::to_hex(record::content_hash(fact_format, year)) ==
          "b85cc35c95cd2d4b73a486e2e71a500eb7a93cd402200eb5d89cdc4ac41e64ef");
    auto const year_personal = record::personal_digest(year, salt);
    CHECK(core::to_hex(year_personal) ==
          "855d3b82555ea5b90c7f50936e97413aaf21d250473a02e769bca0ef283669a2");
    auto const first = record::chain_link(fact_format, {}, year, {1, year_personal, 0, {}});
    CHECK(core::to_hex(first) ==
          "2bcc704942839dc8bd73ce43728da962266f04f826802121a2f6438e5c8cea9e");

    salt.fill(0xff);
    auto attachment = attachment_fact(ticket());
    attachment.version = 1;
    attachment.day = core::date(2017, 7, 3);
    CHECK(core::to_hex(record::content_hash(fact_format, attachment)) ==
          "1316399681ec57b13f846f70bb5c54ed4af3759f34e341123a6e9313ab5f053f");
    auto const name = record::personal_digest(attachment, salt);
    CHECK(core::to_hex(name) == "856d792ce1eaa51ef758859a4b0d9309d09ac49a07d0d018c179521c82e7fa76");
    auto const entries =
        core::parse_digest("8c5b275a592592c6367d3c0ec43d1ecf8c28e5f2accf353de9a8c1e03ef57e35");
    CHECK(core::to_hex(
              record::chain_link(fact_format, first, attachment, {2, name, 2, entries.value()})) ==
          "ceface19497423b461f8aca57f22514dfe0344cc8e98d95ae1492d293ea6fc1c");
}
