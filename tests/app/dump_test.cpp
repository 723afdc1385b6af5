// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/made.hpp"

#include <coop/app/dump.hpp>

#include <coop/core/text.hpp>
#include <coop/ledger/kinds.hpp>

#include <core/refusal.hpp>
#include <exchange/proved.hpp>
#include <store/contract_walks.hpp>
#include <store/files.hpp>
#include <store/raw.hpp>
#include <store/sample.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace coop;

namespace {

std::string dumped(store::Store& books)
{
    auto const session = books.read();
    std::string text;
    app::dump({*session, {}}, [&](std::string_view bytes) { text += bytes; });
    return text;
}

/// Throws what restoring throws; the answer otherwise.
core::Document restored(std::string const& text, std::string const& path, bool rehearsal = false)
{
    exchange::DumpReader reader{core::input_of("livre.ndjson", text)};
    core::Document document;
    store::sqlite::engine().create(path,
                                   {.book = reader.book(),
                                    .fill =
                                        [&](store::Session& session) {
                                            document = app::restore({session, {}}, reader);
                                        },
                                    .records_given = true,
                                    .rehearsal = rehearsal},
                                   test::options());
    return document;
}

std::unique_ptr<store::Store> opened(std::string const& path)
{
    return store::sqlite::engine().open(path, test::options());
}

/// A book with something of everything, as random as its seed.
std::unique_ptr<store::Store> rich_book(std::string const& path, unsigned seed)
{
    auto book = test::random_book(
        [&](ledger::Book const& said) { return test::made(path, said, test::options()); }, seed,
        40);
    std::mt19937 dice{seed};
    auto session = book.books->write();
    std::vector<ledger::Record> all = test::pulled(session->entries({}));
    for (auto const& record : all) {
        if (dice() % 5 == 0) {
            // Two contents for all: most are kept once and named often.
            std::string const bytes = dice() % 2 == 0 ? std::string{"%PDF\0\xff", 6} : "";
            session->attach(record.id,
                            {"pièce \"" + std::to_string(dice() % 3) + "\".pdf",
                             core::to_hex(core::sha256(bytes)),
                             static_cast<std::int64_t>(bytes.size()), core::date(2018, 1, 2)},
                            bytes);
        }
        if (!record.posted() && dice() % 2 == 0) {
            ledger::Contribution work;
            work.entry = record.id;
            work.kind = dice() % 2 == 0 ? ledger::InkindKind::don : ledger::InkindKind::benevolat;
            work.period = {record.entry.date, record.entry.date};
            if (dice() % 2 == 0) {
                work.minutes = 390;
                work.rate = "smic";
                work.hourly = {9761, 3};
                work.coefficient = {13500, 4};
            }
            work.value = core::cents(6344);
            work.party = dice() % 2 == 0 ? "A. Martin" : "";
            work.project = dice() % 2 == 0 ? "lille" : "";
            session->add_contribution(work);
            session->add_contribution(work);
        }
        if (!record.posted() && dice() % 3 == 0) {
            session->post(record.id, core::date(2018, 1, 3));
        } else if (!record.posted() && !record.reverses && dice() % 4 == 0) {
            session->erase(record.id);
        }
    }
    session->put_account({"62511", "Trains \"rapides\"", ledger::AccountKind::expense,
                          ledger::Side::debit, "", true, true});
    session->put_account({"606", "Achats de la ferme", ledger::AccountKind::expense,
                          ledger::Side::debit, "", false, false});
    session->put_rate({"expert", core::date(2016, 1, 1), {40, 0}, {1, 0}, "AG"});
    session->put_budget({"2017",
                         "initial",
                         core::date(2017, 3, 26),
                         "AG",
                         {{"74", "cerisy", "", "Subventions", core::cents(1000000), {}},
                          {"", "", "salaires", "", core::cents(-5), {}}}});
    session->put_budget({"2016", "projet", {}, "", {}});
    // 2016 is closed, unless drafts are left there.
    bool const has_drafts = session->counts("2016").drafts > 0;
    has_drafts ? session->set_lock(core::date(2016, 12, 31), {}) : session->close_year("2016");
    // Every other attachment has lost its name.
    for (auto const& filed : test::pulled(session->records({"attachment"}))) {
        if (filed.sequence % 2 == 0) {
            session->erase_record("attachment", filed.record.id);
        }
    }
    session->commit();
    test::Raw{path}.erase_texts("SELECT entry_id FROM seal WHERE entry_id % 7 = 0");
    return std::move(book.books);
}

std::string replaced(std::string text, std::string const& from, std::string const& to)
{
    auto const at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("a book comes back from its dump as it was, to the byte of the next dump")
{
    test::Folder folder;
    auto const seed = GENERATE(range(1U, 9U));
    INFO(seed);
    auto const books = rich_book(folder.file("un.coop"), seed);
    auto const text = dumped(*books);
    CHECK(dumped(*books) == text);

    auto const path = folder.file("deux.coop");
    auto const answer = restored(text, path);
    CHECK(answer.id == "restore");
    auto const back = opened(path);
    CHECK(dumped(*back) == text);
    auto const before = books->read();
    auto const after = back->read();
    CHECK(after->verify().empty());
    CHECK(after->head().hash == before->head().hash);
    CHECK(after->last_id() == before->last_id());
    auto const one = test::pulled(before->entries({}));
    auto const other = test::pulled(after->entries({}));
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].id == other[i].id);
        CHECK(one[i].entry == other[i].entry);
        CHECK(one[i].number == other[i].number);
        CHECK(one[i].reversed_by == other[i].reversed_by);
        CHECK(one[i].attachments == other[i].attachments);
    }
    // Life goes on: the next entry gets the next id, the next number, the next place.
    auto session = back->write();
    auto const id =
        session->save(test::checked(test::payment(core::date(2017, 6, 1), "606", "512", 100)));
    CHECK(id == before->last_id() + 1);
    session->post(id, core::date(2018, 1, 15));
    CHECK(session->verify().empty());
}

TEST_CASE("a dump of before records gives a book that begins with what was found")
{
    test::Folder folder;
    auto const books = rich_book(folder.file("un.coop"), 3);
    std::string older;
    auto const text = dumped(*books);
    for (auto const line : core::split(text, '\n')) {
        if (!line.empty() && !line.starts_with("{\"record\":\"fact\"")) {
            older += std::string{line} + "\n";
        }
    }
    older = replaced(older, "\"version\":3", "\"version\":1");
    auto const path = folder.file("deux.coop");
    restored(test::proved(older), path);
    auto const session = opened(path)->read();
    std::string kinds;
    for (auto const& filed : test::pulled(session->records({}))) {
        CHECK(record::value_of(filed.record.fields, "origin") == "found");
        CHECK(filed.entries == session->head().entries);
        CHECK(record::check_record(ledger::kinds(), filed.record) == filed.record);
        kinds += filed.record.kind + " ";
    }
    CHECK(kinds.starts_with("book year year lock account account attachment "));
    CHECK(session->verify().empty());
}

TEST_CASE("what was changed in a dump is refused at its line, and no book is made")
{
    test::Folder folder;
    auto const text = dumped(*test::write_sample(folder.file("un.coop")));
    auto const cut_at = [&](std::string const& what) { return text.substr(0, text.find(what)); };
    auto const line_of = [&](std::string const& what) {
        return 1 + static_cast<int>(std::ranges::count(cut_at(what), '\n'));
    };
    auto const without_line = [&](std::string const& what) {
        auto const begin = text.rfind('\n', text.find(what)) + 1;
        return text.substr(0, begin) + text.substr(text.find('\n', begin) + 1);
    };
    auto const salt = text.find(",\"salt\":", text.find("\"id\":1,"));
    auto const unsalted = text.substr(0, salt) + text.substr(text.find('}', salt));
    struct Case {
        std::string text;
        std::string id;
        int line;
    };
    for (auto const& one : std::vector<Case>{
             // Each thing that the chain proves.
             {replaced(replaced(text, "\"20.00\"", "\"21.00\""), "\"20.00\"", "\"21.00\""),
              "dump.altered", line_of("\"id\":1,")},
             {replaced(text, "\"date\":\"2017-06-12\"", "\"date\":\"2017-06-13\""), "dump.altered",
              line_of("\"id\":2,")},
             {replaced(text, "de 756 à 512", "de 756 à 530"), "dump.altered", line_of("\"id\":1,")},
             {unsalted, "dump.altered", line_of("\"id\":1,")},
             {replaced(unsalted, "\"ref\":\"fec-1\"", "\"ref\":\"fec-2\""), "dump.altered",
              line_of("\"id\":1,")},
             {replaced(text, "\"seal\":{\"sequence\":2", "\"seal\":{\"sequence\":3"),
              "dump.altered", line_of("\"id\":2,")},
             {replaced(text, "\"reverses\":2", "\"reverses\":1"), "dump.altered",
              line_of("\"id\":3,")},
             {without_line("\"id\":2,"), "dump.altered", line_of("\"id\":3,") - 1},
             {replaced(text, "\"seal\":{\"sequence\":1,\"format\":2,\"hash\":\"",
                       "\"seal\":{\"sequence\":1,\"format\":2,\"hash\":\"0"),
              "dump.field", line_of("\"id\":1,")},
             // Ids after which there are none: 2^53 is the last.
             {replaced(text, "\"id\":5", "\"id\":9007199254740993"), "dump.field",
              line_of("\"id\":5,")},
             {replaced(text, "\"last_id\":5", "\"last_id\":9223372036854775807"), "dump.field",
              line_of("\"record\":\"end\"")},
             // What the rules refuse.
             {replaced(text, "\"12.00\"", "\"13.00\""), "ledger.unbalanced", line_of("\"id\":5,")},
             {replaced(text, "\"id\":5", "\"id\":4"), "dump.refused", line_of("\"id\":5,")},
             {replaced(text, "\"date\":\"2017-08-01\"", "\"date\":\"2018-08-01\""), "dump.refused",
              line_of("\"id\":5,")},
             {without_line("\"record\":\"project\""), "project.unknown",
              line_of("\"record\":\"budget\"") - 1},
             {replaced(text, "{\"record\":\"party\"",
                       "{\"record\":\"party\",\"name\":\"A. Martin\"}\n{\"record\":\"party\""),
              "dump.refused", line_of("\"record\":\"party\"") + 1},
             // What is missing.
             {without_line("\"id\":5,"), "dump.cut", line_of("\"record\":\"end\"") - 1},
             {without_line("\"id\":4,"), "dump.cut", line_of("\"record\":\"end\"") - 1},
             {without_line("\"record\":\"content\""), "dump.cut",
              line_of("\"record\":\"end\"") - 1},
             {cut_at("{\"record\":\"end\""), "dump.cut", line_of("\"record\":\"end\"") - 1},
             {replaced(text, "\"last_id\":5", "\"last_id\":4"), "dump.cut",
              line_of("\"record\":\"end\"")},
             // What no line says by itself: 86 without 87.
             {replaced(text, "\"account\":\"606\",\"debit\"", "\"account\":\"864\",\"debit\""),
              "dump.inconsistent", 0},
         }) {
        INFO(one.id << " " << one.line);
        auto const error =
            core::refused([&] { restored(test::proved(one.text), folder.file("deux.coop")); });
        CHECK(error.id() == one.id);
        CHECK(error.kind() == core::ErrorKind::unreadable);
        CHECK(error.diagnostic().where.line == one.line);
        CHECK(folder.names() == std::vector<std::string>{"un.coop"});
    }
}

TEST_CASE("what the chain does not reach cannot be changed in a dump either")
{
    test::Folder folder;
    auto const text = dumped(*test::write_sample(folder.file("un.coop")));
    auto const end = 1 + static_cast<int>(std::ranges::count(
                             text.substr(0, text.find("{\"record\":\"end\"")), '\n'));
    auto const without = [&](std::string const& from, std::string const& to) {
        auto const begin = text.find(from);
        REQUIRE(begin != text.npos);
        return text.substr(0, begin) + text.substr(text.find(to, begin));
    };
    for (auto const& changed : {
             replaced(text, "\"value\":\"63.44\"", "\"value\":\"63.45\""), // a contribution
             without(",\"contributions\"", ",\"attachments\""),
             replaced(text, "\"amount\":\"", "\"amount\":\"1"), // a budget
             replaced(text, "\"account\":\"606\",\"debit\"", "\"account\":\"607\",\"debit\""),
             replaced(text, "a.txt", "b.txt"),
             replaced(text, "\"kind\":\"membre\"", "\"kind\":\"membra\""),
             replaced(text, "\"hourly\":\"9.76\"", "\"hourly\":\"9.77\""),
         }) {
        auto const error = core::refused([&] { restored(changed, folder.file("deux.coop")); });
        CHECK(error.id() == "dump.altered-file");
        CHECK(error.kind() == core::ErrorKind::unreadable);
        CHECK(error.diagnostic().where.line == end);
        CHECK(folder.names() == std::vector<std::string>{"un.coop"});
    }
}

TEST_CASE("what no rule of the books allows is refused at its line of a dump")
{
    // Each of these was taken, verified, and gave books that no command could read.
    test::Folder folder;
    auto const text = dumped(*test::write_sample(folder.file("un.coop")));
    auto const line_of = [&](std::string const& what) {
        return 1 + static_cast<int>(std::ranges::count(text.substr(0, text.find(what)), '\n'));
    };
    struct Case {
        std::string from, to, id;
        int line;
    };
    auto const year = line_of("\"record\":\"year\"");
    auto const draft = line_of("\"id\":5,");
    std::string const own = "{\"record\":\"account\",\"code\":\"";
    std::string const of_book = "\",\"label\":\"x\",\"kind\":\"asset\",\"normal\":\"debit\","
                                "\"of\":\"book\",\"own\":true,\"closed\":false}\n";
    std::string const project = "{\"record\":\"project\"";
    for (auto const& one : std::vector<Case>{
             {"crc-99-01", "anc-2029-03", "regulation.unknown", year},
             {"crc-99-01", "pcg-2025", "regulation.other-family", year},
             {"\"last\":\"2016-12-31\"", "\"last\":\"2026-12-31\"", "year.too-long", year},
             {"\"account\":\"606\",\"debit\":\"12.00\"",
              "\"account\":\"5 é;:\",\"debit\":\"12.00\"", "account.malformed", draft},
             {"\"account\":\"606\",\"debit\":\"12.00\"",
              "\"account\":\"01201\",\"debit\":\"12.00\"", "account.untyped", draft},
             {project, own + "5 é" + of_book + project, "account.malformed", line_of(project)},
             {project, own + "0120" + of_book + project, "account.untyped", line_of(project)},
         }) {
        INFO(one.to);
        auto const changed = test::proved(replaced(text, one.from, one.to));
        auto const error = core::refused([&] { restored(changed, folder.file("deux.coop")); });
        CHECK(error.id() == one.id);
        CHECK(error.kind() == core::ErrorKind::unreadable);
        CHECK(error.diagnostic().where.line == one.line);
        CHECK(folder.names() == std::vector<std::string>{"un.coop"});
    }
}

TEST_CASE("only books in which nothing was ever recorded may be replaced")
{
    test::Folder folder;
    int number = 0;
    auto const unused_after = [&](std::function<void(store::Session&)> const& work) {
        auto const books = test::made(folder.file(std::to_string(++number) + ".coop"),
                                      test::coop_des_communs(), test::options());
        auto const session = books->write();
        session->add_year(test::civil_year(2017));
        work(*session);
        return app::is_unused(*session);
    };
    CHECK(unused_after([](auto&) {}));
    CHECK_FALSE(unused_after([](auto& session) { session.add_party({"A", "", ""}); }));
    CHECK_FALSE(unused_after([](auto& session) { session.add_project({"a", ""}); }));
    CHECK_FALSE(unused_after([](auto& session) { session.add_journal({"B2", "Banque 2"}); }));
    CHECK_FALSE(unused_after([](auto& session) {
        session.put_rate({"a", core::date(2017, 1, 1), {1, 0}, {1, 0}, ""});
    }));
    CHECK_FALSE(unused_after([](auto& session) {
        session.put_budget({"2017", "initial", {}, "", {}});
    }));
    CHECK_FALSE(
        unused_after([](auto& session) { session.set_lock(core::date(2017, 12, 31), {}); }));
    CHECK_FALSE(unused_after([](auto& session) {
        // Erased: its id was given all the same.
        session.erase(
            session.save(test::checked(test::payment(core::date(2017, 6, 1), "606", "512", 100))));
    }));
}

TEST_CASE("books are not replaced by those of another SIREN")
{
    test::Folder folder;
    auto const path = folder.file("un.coop");
    auto const books = test::made(path, test::coop_des_communs(), test::options());
    auto const session = books->write();
    auto book = session->book();
    book.siren = "123456782";
    session->set_book(book);
    CHECK(app::name_to_replace(*session, book, path) == book.name);
    auto const refused_by = [&](std::string const& siren) {
        auto by = book;
        by.siren = siren;
        return core::refusal([&] { app::name_to_replace(*session, by, path); });
    };
    CHECK(refused_by("552100554") == "dump.other-siren");
    CHECK(refused_by("") == "dump.other-siren");
    book.siren = "";
    session->set_book(book);
    CHECK(app::name_to_replace(*session, {"Autre", "552100554"}, path) == book.name);
}

TEST_CASE("a rehearsal reads everything and leaves nothing")
{
    test::Folder folder;
    auto const text = dumped(*test::write_sample(folder.file("un.coop")));
    CHECK(restored(text, folder.file("deux.coop"), true).id == "restore");
    CHECK(folder.names() == std::vector<std::string>{"un.coop"});
}

TEST_CASE("books whose chain lacks a posted entry are not written as if they were whole")
{
    test::Folder folder;
    auto const path = folder.file("un.coop");
    test::write_sample(path);
    test::Raw{path}.run_unguarded("DELETE FROM seal WHERE sequence = 4");
    CHECK(core::refusal([&] { dumped(*opened(path)); }) == "dump.unsealed");
}
