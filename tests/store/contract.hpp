// SPDX-License-Identifier: GPL-3.0-or-later
//
// What any storage engine must do, in the words of store.hpp. A second engine passes this before it
// has tests of its own.
#pragma once

#include "contract_records.hpp"
#include "contract_walks.hpp"
#include "furnished.hpp"

#include <coop/core/hash.hpp>
#include <coop/store/chain.hpp>

#include <catch2/catch.hpp>

namespace coop::test {

inline void check_the_book(MakeStore const& make)
{
    SECTION("a new book says who it is and has the journals of every book")
    {
        auto books = make({"Ferme", "732829320", "W751234567", ledger::ChartFamily::general});
        auto session = books->read();
        auto const book = session->book();
        CHECK(book.name == "Ferme");
        CHECK(book.siren == "732829320");
        CHECK(book.rna == "W751234567");
        CHECK(book.family == ledger::ChartFamily::general);
        auto const journals = session->journals();
        auto const standard = ledger::standard_journals();
        REQUIRE(journals.size() == standard.size());
        for (std::size_t i = 0; i < standard.size(); ++i) {
            CHECK(journals[i].code == standard[i].code);
            CHECK(journals[i].label == standard[i].label);
        }
        CHECK(session->head().entries == 0);
        CHECK(session->head().hash == core::Digest{});
        CHECK(session->verify().empty());
    }
    SECTION("what a book says of itself is changed, its family of charts is not")
    {
        auto books = make({"Ferme", "732829320", "W751234567", ledger::ChartFamily::general});
        {
            auto session = books->write();
            session->set_book({"Verger", "", "W751234568", ledger::ChartFamily::associations});
            session->commit();
        }
        auto const book = books->read()->book();
        CHECK(book.name == "Verger");
        CHECK(book.siren == "");
        CHECK(book.rna == "W751234568");
        CHECK(book.family == ledger::ChartFamily::general);
    }
    SECTION("what is not committed leaves no trace")
    {
        auto books = make(coop_des_communs());
        books->write()->add_project({"cerisy", ""});
        CHECK(books->read()->projects().empty());
    }
    SECTION("the books' own journals come after the standard ones, by code")
    {
        auto books = make(coop_des_communs());
        auto session = books->write();
        session->add_journal({"ZZ", "Dernier"});
        session->add_journal({"B2", "Deuxième banque"});
        auto const journals = session->journals();
        REQUIRE(journals.size() == 8);
        CHECK(journals[6].code == "B2");
        CHECK(journals[7].code == "ZZ");
        CHECK(error_of([&] { session->add_journal({"BQ", "encore"}); }) == "store.constraint");
    }
    SECTION("years come by date, do not overlap, and a closed one stays closed")
    {
        auto books = furnished(make);
        auto session = books->write();
        auto const years = session->years();
        REQUIRE(years.size() == 2);
        CHECK(years[0].label == "2016");
        CHECK(years[1].period == civil_year(2017).period);
        CHECK(years[1].regulation == "crc-99-01");
        CHECK(error_of([&] { session->add_year(civil_year(2016)); }) == "store.constraint");
        auto overlapping = civil_year(2018);
        overlapping.period.first = core::date(2017, 12, 31);
        CHECK(error_of([&] { session->add_year(overlapping); }) == "store.constraint");

        session->set_lock(core::date(2017, 3, 31), {});
        CHECK(session->years()[0].state == ledger::YearState::locked);
        CHECK(session->years()[1].state == ledger::YearState::open);
        CHECK(session->locked_through() == core::date(2017, 3, 31));
        session->set_lock({}, "x");
        CHECK(session->years()[0].state == ledger::YearState::open);
        CHECK_FALSE(session->locked_through());
        session->close_year("2016");
        CHECK(session->years()[0].state == ledger::YearState::closed);
        CHECK(session->locked_through() == core::date(2016, 12, 31));
        CHECK(error_of([&] { session->set_lock(core::date(2016, 12, 30), "x"); }) ==
              "store.constraint");
        CHECK(error_of([&] { session->close_year("1999"); }) == "year.unknown");
        CHECK(error_of([&] { session->remove_year("2016"); }) == "store.constraint");
    }
    SECTION("a year without entries takes other days, or goes")
    {
        auto books = furnished(make);
        auto session = books->write();
        auto changed = civil_year(2017);
        changed.label = "2017-2018";
        changed.period.last = core::date(2018, 6, 30);
        session->replace_year("2017", changed);
        CHECK(session->years()[1].period == changed.period);
        changed.period.first = core::date(2016, 12, 31);
        CHECK(error_of([&] { session->replace_year("2017-2018", changed); }) == "store.constraint");
        session->save(checked(payment(core::date(2016, 3, 1), "606", "512", 100)));
        CHECK(error_of([&] { session->remove_year("2016"); }) == "store.constraint");
        session->remove_year("2017-2018");
        CHECK(session->years().size() == 1);
        session->commit();
        CHECK(books->read()->verify().empty());
    }
    SECTION("a year does not close over drafts")
    {
        auto books = furnished(make);
        auto session = books->write();
        auto const id = session->save(checked(payment(core::date(2016, 3, 1), "606", "512", 100)));
        CHECK(error_of([&] { session->close_year("2016"); }) == "store.constraint");
        session->post(id, core::date(2016, 3, 2));
        session->close_year("2016");
        session->commit();
        CHECK(books->read()->verify().empty());
    }
    SECTION("accounts: what the books say of them, not what they merely use")
    {
        auto books = furnished(make);
        auto session = books->write();
        session->save(checked(payment(core::date(2016, 3, 1), "606", "512", 100)));
        CHECK(session->accounts().empty());
        session->put_account({"62511", "Trains", ledger::AccountKind::expense, ledger::Side::debit,
                              "", true, false});
        session->put_account({"606", "Achats de la ferme", ledger::AccountKind::expense,
                              ledger::Side::debit, "", false, false});
        session->put_account(
            {"62511", "Trains", ledger::AccountKind::expense, ledger::Side::debit, "", true, true});
        auto const accounts = session->accounts();
        REQUIRE(accounts.size() == 2);
        CHECK(accounts[0].code == "606");
        CHECK(accounts[0].label == "Achats de la ferme");
        CHECK_FALSE(accounts[0].own);
        CHECK(accounts[1].kind == ledger::AccountKind::expense);
        CHECK(accounts[1].own);
        CHECK(accounts[1].closed);
    }
    SECTION("projects come by code, parties by name")
    {
        auto books = furnished(make);
        auto session = books->write();
        CHECK(session->projects()[0].code == "cerisy");
        CHECK(session->projects()[1].label == "Rencontres de Lille");
        CHECK(session->parties()[0].name == "A. Martin");
        CHECK(session->find_party("A. Martin")->note == "depuis 2016");
        CHECK_FALSE(session->find_party("a. martin"));
        session->replace_party({"A. Martin", "donateur", ""});
        CHECK(session->find_party("A. Martin")->kind == "donateur");
        CHECK(session->find_party("A. Martin")->note.empty());
        CHECK(error_of([&] { session->replace_party({"Personne", "", ""}); }) == "party.unknown");
        CHECK(error_of([&] { session->add_project({"lille", ""}); }) == "store.constraint");
        CHECK(error_of([&] { session->add_party({"A. Martin", "", ""}); }) == "store.constraint");
    }
}

inline void check_entries(MakeStore const& make)
{
    auto books = furnished(make);
    auto session = books->write();
    auto const today = core::date(2017, 7, 1);

    SECTION("an entry comes back as it was saved")
    {
        auto draft = payment(core::date(2017, 6, 12), "6251", "512", 8450);
        draft.label = "Train Lille 🚄";
        draft.piece = "F-12";
        draft.party = "A. Martin";
        draft.ref = "import-1";
        draft.lines[0].project = "lille";
        draft.lines[0].label = "aller";
        auto const id = session->save(checked(draft));
        session->commit();
        auto const record = books->read()->find(id);
        REQUIRE(record);
        CHECK(record->entry == draft);
        CHECK(record->id == id);
        CHECK(record->year == "2017");
        CHECK_FALSE(record->posted());
        CHECK_FALSE(record->posted_on);
        CHECK(record->attachments == 0);
        CHECK(books->read()->find_by_ref("import-1")->id == id);
        CHECK_FALSE(books->read()->find_by_ref("import-2"));
        CHECK_FALSE(books->read()->find(id + 1));
    }
    SECTION("a ref names one entry; no ref may be shared by many")
    {
        auto draft = payment(core::date(2017, 6, 12), "6251", "512", 8450);
        session->save(checked(draft));
        session->save(checked(draft));
        draft.ref = "once";
        session->save(checked(draft));
        CHECK(error_of([&] { session->save(checked(draft)); }) == "store.constraint");
    }
    SECTION("names that the books do not know are refused")
    {
        auto draft = payment(core::date(2017, 6, 12), "6251", "512", 8450);
        draft.lines[0].project = "paris";
        CHECK(error_of([&] { session->save(checked(draft)); }) == "project.unknown");
        draft.lines[0].project = "";
        draft.party = "Personne";
        CHECK(error_of([&] { session->save(checked(draft)); }) == "party.unknown");
    }
    SECTION("an id is never given twice, even after a draft was erased")
    {
        auto const entry = checked(payment(core::date(2017, 6, 12), "6251", "512", 8450));
        auto const first = session->save(entry);
        session->erase(first);
        CHECK_FALSE(session->find(first));
        CHECK(session->save(entry) == first + 1);
    }
    SECTION("a draft may be replaced, its year and journal too")
    {
        auto const id =
            session->save(checked(payment(core::date(2017, 6, 12), "6251", "512", 8450)));
        auto const other = payment(core::date(2016, 5, 1), "606", "530", 9900, "CA");
        session->replace(id, checked(other));
        CHECK(session->find(id)->entry == other);
        CHECK(session->find(id)->year == "2016");
        CHECK(session->balances("2017", store::Which::all).empty());
        CHECK(codes(session->balances("2016", store::Which::all)) ==
              std::vector<std::string>{"530", "606"});
    }
    SECTION("posting numbers by journal and year, without gap, whatever the order of the dates")
    {
        auto const post = [&](core::Date day, std::string const& journal) {
            return session
                ->post(session->save(checked(payment(day, "606", "512", 1, journal))), today)
                .number;
        };
        CHECK(post(core::date(2017, 6, 12), "BQ") == 1);
        CHECK(post(core::date(2017, 1, 1), "BQ") == 2);
        CHECK(post(core::date(2017, 1, 1), "OD") == 1);
        CHECK(post(core::date(2016, 1, 1), "BQ") == 1);
        CHECK(post(core::date(2017, 12, 31), "BQ") == 3);
    }
    SECTION("days of validation follow each other in a year, à-nouveaux apart, even if the clock "
            "goes back")
    {
        auto const posted = [&](int year, std::string const& journal, core::Date day) {
            auto const entry = payment(core::date(year, 1, 1), "401", "512", 1, journal);
            return session->post(session->save(checked(entry)), day).on;
        };
        auto const early = core::date(2017, 11, 1);
        auto const late = core::date(2017, 12, 15);
        CHECK(posted(2017, "BQ", late) == late);
        CHECK(posted(2017, "OD", early) == late);
        CHECK(posted(2017, "AN", early) == early);
        CHECK(posted(2016, "BQ", early) == early);
        CHECK(posted(2016, "AN", late) == late);
        session->commit();
        session = books->write(); // nothing is remembered but what was written
        CHECK(posted(2017, "CA", early) == late);
        CHECK(posted(2016, "OD", early) == early);
        auto const first = checked(payment(core::date(2016, 5, 1), "606", "512", 1));
        CHECK(session->find(session->append(first, late).id)->posted_on == late);
        CHECK(session->find(session->append(first, early).id)->posted_on == late);
        session->commit();
        CHECK(books->read()->verify().empty());
    }
    SECTION("a posted entry knows its number and day, and never changes")
    {
        auto const entry = checked(payment(core::date(2017, 6, 12), "6251", "512", 8450));
        auto const id = session->save(entry);
        session->post(id, today);
        CHECK(session->find(id)->number == 1);
        CHECK(session->find(id)->posted_on == today);
        CHECK(error_of([&] { session->post(id, today); }) == "ledger.already-posted");
        CHECK(error_of([&] { session->replace(id, entry); }) == "ledger.posted");
        CHECK(error_of([&] { session->erase(id); }) == "ledger.posted");
    }
    SECTION("an entry that is not there is said so")
    {
        auto const entry = checked(payment(core::date(2017, 6, 12), "6251", "512", 8450));
        CHECK(error_of([&] { session->post(7, today); }) == "ledger.unknown-entry");
        CHECK(error_of([&] { session->replace(7, entry); }) == "ledger.unknown-entry");
        CHECK(error_of([&] { session->erase(7); }) == "ledger.unknown-entry");
        CHECK(error_of([&] { session->link_reversal(7, 8, ""); }) == "ledger.unknown-entry");
    }
    SECTION("a year that is not open takes no entry, and its drafts do not move")
    {
        auto const entry = checked(payment(core::date(2016, 6, 12), "6251", "512", 8450));
        auto const id = session->save(entry);
        session->set_lock(core::date(2016, 12, 31), {});
        CHECK(error_of([&] { session->save(entry); }) == "store.constraint");
        CHECK(error_of([&] { session->post(id, today); }) == "store.constraint");
        CHECK(error_of([&] { session->replace(id, entry); }) == "store.constraint");
        CHECK(error_of([&] { session->erase(id); }) == "store.constraint");
    }
    SECTION("a reversal is linked both ways, once, before it is posted")
    {
        auto const draft = payment(core::date(2017, 6, 12), "6251", "512", 8450);
        auto const wrong = session->save(checked(draft));
        session->post(wrong, today);
        auto const opposite =
            checked(ledger::reversal_of(*session->find(wrong), core::date(2017, 6, 30), "doublon"));
        auto const reversal = session->save(opposite);
        session->link_reversal(reversal, wrong, "doublon");
        session->post(reversal, today);
        CHECK(session->find(wrong)->reversed_by == reversal);
        CHECK(session->find(reversal)->reverses == wrong);
        CHECK(session->find(reversal)->reason == "doublon");
        CHECK(session->find(wrong)->reason == "doublon");

        auto const again = session->save(opposite);
        CHECK(error_of([&] { session->link_reversal(again, wrong, ""); }) == "store.constraint");
        session->post(again, today);
        CHECK(error_of([&] { session->link_reversal(again, reversal, ""); }) == "ledger.posted");
        CHECK(session->verify().empty());
    }
    SECTION("attachments hang on an entry by name; their bytes are kept once")
    {
        auto const entry = checked(payment(core::date(2017, 6, 12), "6251", "512", 8450));
        auto const id = session->save(entry);
        auto const other = session->save(entry);
        std::string const bytes{"%PDF\0\xff", 6};
        ledger::Attachment const bill{"facture.pdf", core::to_hex(core::sha256(bytes)), 6, today};
        session->attach(id, bill, bytes);
        session->attach(id, bill, bytes);
        session->attach(other, bill, bytes);
        auto const empty = core::to_hex(core::sha256(""));
        session->attach(id, {"a.txt", empty, 0, today}, "");
        CHECK(error_of([&] {
                  session->attach(id, {"a.txt", bill.sha256, 6, today}, bytes);
              }) == "attachment.exists");
        auto const all = session->attachments(id);
        REQUIRE(all.size() == 2);
        CHECK(all[0].name == "a.txt");
        CHECK(all[1].sha256 == bill.sha256);
        CHECK(all[1].size == 6);
        CHECK(all[1].added_on == today);
        CHECK(session->find(id)->attachments == 2);
        CHECK(session->attachment_content(bill.sha256) == bytes);
        CHECK(session->attachment_content(empty) == "");

        session->erase(id);
        CHECK(session->attachment_content(bill.sha256) == bytes);
        CHECK_FALSE(session->attachment_content(empty));
        session->post(other, today);
        session->attach(other, {"suite.txt", empty, 0, today}, "");
        session->commit();
        CHECK(books->read()->verify().empty());
    }
    SECTION("posted entries make a chain, each link over the one before")
    {
        auto const entry = checked(payment(core::date(2017, 6, 12), "6251", "512", 8450));
        for (auto const id : {session->save(entry), session->save(entry)}) {
            auto const before = session->head();
            session->post(id, today);
            auto const after = session->head();
            CHECK(after.entries == before.entries + 1);
            store::Salt salt{}; // counting_salts()
            salt[0] = static_cast<std::uint8_t>(after.entries);
            auto const record = *session->find(id);
            CHECK(after.hash == store::chain(before.hash, store::canonical(record, after.entries,
                                                                           store::texts_digest(
                                                                               record.entry, salt),
                                                                           ledger::seal_format)));
        }
    }
}

inline void check_queries(MakeStore const& make)
{
    auto books = furnished(make);
    auto session = books->write();
    auto const save = [&](ledger::Draft draft) { return session->save(checked(std::move(draft))); };

    auto dues = payment(core::date(2017, 3, 2), "512", "756", 2000);
    dues.label = "Cotisation de l’Été";
    dues.party = "A. Martin";
    auto train = payment(core::date(2017, 3, 1), "6251", "512", 8450);
    train.lines[0].project = "lille";
    train.piece = "";
    auto bill = payment(core::date(2016, 12, 31), "606", "401", 12000, "AC");
    bill.lines[1].party = "Imprimerie Bleue";
    bill.lines[0].label = "affiches";
    bill.piece = "Facture 12 Été";
    auto const a = save(dues);
    auto const b = save(train);
    auto const c = save(bill);
    auto const d = save(payment(core::date(2017, 3, 2), "530", "512", 500));
    session->post(d, core::date(2017, 3, 3));

    auto const ids = [&](store::EntryQuery const& query) {
        std::vector<ledger::EntryId> all;
        for (auto const& record : pulled(session->entries(query))) {
            all.push_back(record.id);
        }
        return all;
    };
    using Ids = std::vector<ledger::EntryId>;

    SECTION("entries come by date, then id")
    {
        CHECK(ids({}) == Ids{c, b, a, d});
    }
    SECTION("each part of a query restricts")
    {
        struct Case {
            char const* name;
            store::EntryQuery query;
            Ids found;
        };
        auto const with = [](auto change) {
            store::EntryQuery query;
            change(query);
            return query;
        };
        std::vector<Case> const cases{
            {"year", with([](auto& q) { q.year = "2016"; }), {c}},
            {"no such year", with([](auto& q) { q.year = "1999"; }), {}},
            {"period, both ends in",
             with([](auto& q) {
                 q.period = core::Period{core::date(2016, 12, 31), core::date(2017, 3, 1)};
             }),
             {c, b}},
            {"journal", with([](auto& q) { q.journal = "AC"; }), {c}},
            {"project", with([](auto& q) { q.project = "lille"; }), {b}},
            {"account", with([](auto& q) { q.account = "512"; }), {b, a, d}},
            {"a prefix", with([](auto& q) { q.account = "6"; }), {c, b}},
            {"an account that no entry has", with([](auto& q) { q.account = "9"; }), {}},
            {"an account in a year",
             with([](auto& q) {
                 q.account = "512";
                 q.year = "2017";
             }),
             {b, a, d}},
            {"an account in a period",
             with([](auto& q) {
                 q.account = "6";
                 q.period = core::Period{core::date(2017, 1, 1), core::date(2017, 12, 31)};
             }),
             {b}},
            {"a project in a year without it",
             with([](auto& q) {
                 q.project = "lille";
                 q.year = "2016";
             }),
             {}},
            {"posted entries of an account",
             with([](auto& q) {
                 q.account = "512";
                 q.which = store::Which::posted;
             }),
             {d}},
            {"party of the entry", with([](auto& q) { q.parties = {"A. Martin"}; }), {a}},
            {"party of a line", with([](auto& q) { q.parties = {"Imprimerie Bleue"}; }), {c}},
            {"text, accents and case apart", with([](auto& q) { q.text = "l’ETE"; }), {a}},
            {"text of a line", with([](auto& q) { q.text = "Affiche"; }), {c}},
            {"text of the party", with([](auto& q) { q.text = "martin"; }), {a}},
            {"text of the party of a line", with([](auto& q) { q.text = "BLEUE"; }), {c}},
            {"text of the piece", with([](auto& q) { q.text = "facture"; }), {c}},
            {"each word somewhere", with([](auto& q) { q.text = "bleue affiches 12"; }), {c}},
            {"a word nowhere", with([](auto& q) { q.text = "bleue cotisation"; }), {}},
            {"blanks ask nothing", with([](auto& q) { q.text = "  "; }), {c, b, a, d}},
            {"a piece, accents and case apart",
             with([](auto& q) { q.piece = " facture 12 ete "; }),
             {c}},
            {"a part of a piece", with([](auto& q) { q.piece = "facture"; }), {}},
            {"an amount", with([](auto& q) { q.amount = core::cents(12000); }), {c}},
            {"an amount of another year",
             with([](auto& q) {
                 q.amount = core::cents(12000);
                 q.year = "2017";
             }),
             {}},
            {"an amount of an account",
             with([](auto& q) {
                 q.amount = core::cents(8450);
                 q.account = "6251";
             }),
             {b}},
            {"no such amount", with([](auto& q) { q.amount = core::cents(12001); }), {}},
            {"without piece", with([](auto& q) { q.without_piece = true; }), {b}},
            {"drafts", with([](auto& q) { q.which = store::Which::drafts; }), {c, b, a}},
            {"posted", with([](auto& q) { q.which = store::Which::posted; }), {d}},
            {"limit", with([](auto& q) { q.limit = 2; }), {c, b}},
            {"all at once",
             with([](auto& q) {
                 q.year = "2017";
                 q.journal = "BQ";
                 q.account = "62";
                 q.project = "lille";
                 q.which = store::Which::drafts;
             }),
             {b}},
        };
        for (auto const& one : cases) {
            INFO(one.name);
            CHECK(ids(one.query) == one.found);
        }
    }
    SECTION("a limit counts what the text lets through")
    {
        store::EntryQuery query;
        query.text = "cotisation";
        query.limit = 1;
        CHECK(ids(query) == Ids{a});
    }
    SECTION("the amount of an entry of several lines, and of each of them")
    {
        auto pay = payment(core::date(2017, 4, 1), "606", "512", 30000);
        pay.lines[0].debit = core::cents(10000);
        pay.lines.push_back({"6251", core::cents(20000), {}, {}, {}, {}});
        auto const e = save(pay);
        for (auto const amount : {10000, 20000, 30000}) {
            store::EntryQuery query;
            query.amount = core::cents(amount);
            CHECK(ids(query) == Ids{e});
        }
    }
    SECTION("drafts up to a day, and their days")
    {
        auto const until = [&](core::Date day) { return session->drafts_until(day); };
        CHECK(until(core::date(2016, 12, 30)).count == 0);
        CHECK(until(core::date(2017, 3, 1)).count == 2);
        CHECK(until(core::date(2017, 3, 1)).first == core::date(2016, 12, 31));
        CHECK(until(core::date(2017, 3, 1)).last == core::date(2017, 3, 1));
        CHECK(until(core::date(2199, 12, 31)).count == 3);
    }
    SECTION("counts say drafts and posted entries, of a year or of all")
    {
        CHECK(session->counts("").drafts == 3);
        CHECK(session->counts("").posted == 1);
        CHECK(session->counts("2016").drafts == 1);
        CHECK(session->counts("2016").posted == 0);
        CHECK(session->counts("2017").drafts == 2);
        CHECK(session->counts("2017").posted == 1);
        CHECK(session->counts("1999").drafts + session->counts("1999").posted == 0);
    }
    SECTION("an entry without a piece names none and has none attached")
    {
        CHECK(session->count_without_piece("") == 1);
        CHECK(session->count_without_piece("2016") == 0);
        CHECK(session->count_without_piece("2017") == 1);
        session->attach(b, {"billet", core::to_hex(core::sha256("x")), 1, core::date(2017, 3, 1)},
                        "x");
        CHECK(session->count_without_piece("") == 0);
        store::EntryQuery bare;
        bare.without_piece = true;
        CHECK(ids(bare).empty());
    }
    SECTION("entries alike share their day, the reference of their document and their amount")
    {
        core::Period const march{core::date(2017, 3, 1), core::date(2017, 3, 31)};
        auto of = [&](core::Date day, std::string piece, std::int64_t amount) {
            auto draft = payment(day, "606", "512", amount);
            draft.piece = std::move(piece);
            return save(draft);
        };
        auto const day = core::date(2017, 3, 9);
        CHECK(session->alike(march).empty());
        auto const first = of(day, "F-1", 100);
        of(day, "F-1", 101);
        of(day, "F-2", 100);
        of(core::date(2017, 3, 10), "F-1", 100);
        of(day, "", 100);
        of(day, "", 100);
        CHECK(session->alike(march).empty());
        auto const second = of(day, "F-1", 100);
        CHECK(session->alike(march) == Ids{first, second});
        CHECK(session->alike({day, day}) == Ids{first, second});
        CHECK(session->alike({march.first, core::date(2017, 3, 8)}).empty());
    }
    SECTION("two streams may be pulled in turn")
    {
        auto one = session->entries({});
        auto other = session->entries({});
        CHECK(one()->id == c);
        CHECK(other()->id == c);
        CHECK(one()->id == b);
        CHECK(session->find(a)->id == a);
        CHECK(other()->id == b);
    }
    SECTION("an exhausted stream stays so")
    {
        auto next = session->entries({});
        while (next()) {
        }
        CHECK_FALSE(next());
    }
}

inline void check_balances(MakeStore const& make)
{
    auto books = furnished(make);
    auto session = books->write();
    auto const save = [&](ledger::Draft const& draft) {
        return session->save(checked(draft), ledger::standing_of(draft, civil_year(2017), {}));
    };
    using store::Which;

    auto opening = payment(core::date(2017, 1, 1), "512", "120", 33442, "AN");
    auto dues = payment(core::date(2017, 1, 31), "512", "756", 2000);
    auto train = payment(core::date(2017, 3, 15), "6251", "512", 8450);
    train.lines[0].project = "lille";
    auto hall = payment(core::date(2017, 3, 16), "606", "401", 12000, "AC");
    hall.lines[0].project = "cerisy";
    hall.lines[1].party = "Imprimerie Bleue";
    save(opening);
    session->post(save(dues), core::date(2017, 2, 1));
    save(train);
    auto const bill = save(hall);

    SECTION("balances come by account; openings are those of journal AN")
    {
        auto const all = session->balances("2017", Which::all);
        CHECK(codes(all) == std::vector<std::string>{"120", "401", "512", "606", "6251", "756"});
        auto const bank = balance_of(all, "512");
        CHECK(bank.opening_debit == core::cents(33442));
        CHECK(bank.opening_credit.is_zero());
        CHECK(bank.debit == core::cents(2000));
        CHECK(bank.credit == core::cents(8450));
        CHECK(bank.net() == core::cents(33442 + 2000 - 8450));
        CHECK(session->balances("2016", Which::all).empty());
        CHECK(error_of([&] { session->balances("1999", Which::all); }) == "year.unknown");
    }
    SECTION("drafts and posted entries make up all")
    {
        CHECK(codes(session->balances("2017", Which::posted)) ==
              std::vector<std::string>{"512", "756"});
        CHECK(balance_of(session->balances("2017", Which::drafts), "512").credit ==
              core::cents(8450));
        CHECK(balance_of(session->balances("2017", Which::drafts), "512").debit.is_zero());
    }
    SECTION("part of a year: openings whole, movements restricted, whole months or not")
    {
        struct Case {
            core::Period within;
            std::int64_t debit, credit; // of 512
        };
        for (auto const& one :
             std::vector<Case>{{{core::date(2017, 1, 1), core::date(2017, 1, 31)}, 2000, 0},
                               {{core::date(2017, 1, 1), core::date(2017, 1, 30)}, 0, 0},
                               {{core::date(2017, 2, 1), core::date(2017, 3, 31)}, 0, 8450},
                               {{core::date(2017, 3, 15), core::date(2017, 3, 15)}, 0, 8450},
                               {{core::date(2017, 3, 16), core::date(2017, 12, 31)}, 0, 0},
                               {{core::date(2016, 6, 15), core::date(2018, 1, 15)}, 2000, 8450},
                               {{core::date(2018, 1, 1), core::date(2018, 1, 31)}, 0, 0}}) {
            INFO(core::format_iso(one.within.first) << ".." << core::format_iso(one.within.last));
            auto const bank = balance_of(session->balances("2017", Which::all, one.within), "512");
            CHECK(bank.account == "512");
            CHECK(bank.opening_debit == core::cents(33442));
            CHECK(bank.debit == core::cents(one.debit));
            CHECK(bank.credit == core::cents(one.credit));
        }
        core::Period const days{core::date(2017, 1, 2), core::date(2017, 3, 15)};
        CHECK(codes(session->balances("2017", Which::all, days)) ==
              std::vector<std::string>{"120", "512", "6251", "756"});
        CHECK(codes(session->balances("2017", Which::posted, days)) ==
              std::vector<std::string>{"512", "756"});
        CHECK(balance_of(session->balances("2017", Which::drafts, days), "512").debit.is_zero());
    }
    SECTION("the balances of some accounts are theirs among all")
    {
        core::Period const days{core::date(2017, 1, 2), core::date(2017, 3, 15)};
        for (auto const& within : std::vector<std::optional<core::Period>>{{}, days}) {
            for (auto const which : {Which::all, Which::posted, Which::drafts}) {
                for (std::string const account : {"5", "512", "6", "1", "3", "5121"}) {
                    INFO(account);
                    auto expected = session->balances("2017", which, within);
                    std::erase_if(expected, [&](ledger::Balance const& balance) {
                        return !balance.account.starts_with(account);
                    });
                    auto const same = [](ledger::Balance const& a, ledger::Balance const& b) {
                        return a.account == b.account && a.opening_debit == b.opening_debit &&
                               a.opening_credit == b.opening_credit && a.debit == b.debit &&
                               a.credit == b.credit;
                    };
                    CHECK(std::ranges::equal(session->balances("2017", which, within, account),
                                             expected, same));
                }
            }
        }
    }
    SECTION("a year has an opening when journal AN holds an entry")
    {
        CHECK(session->has_opening("2017", Which::all));
        CHECK(session->has_opening("2017", Which::drafts));
        CHECK_FALSE(session->has_opening("2017", Which::posted));
        CHECK_FALSE(session->has_opening("2016", Which::all));
    }
    SECTION("project balances come by project, then account")
    {
        auto const all = session->project_balances("2017", Which::all);
        REQUIRE(all.size() == 2);
        CHECK(all[0].project == "cerisy");
        CHECK(all[0].account == "606");
        CHECK(all[0].debit == core::cents(12000));
        CHECK(all[1].project == "lille");
        CHECK(all[1].credit.is_zero());
        CHECK(session->project_balances("2017", Which::posted).empty());
        session->post(bill, core::date(2017, 4, 1));
        CHECK(session->project_balances("2017", Which::posted).size() == 1);
        CHECK(session->project_balances("2017", Which::drafts).size() == 1);
        CHECK(session->project_balances("2016", Which::all).empty());
    }
    SECTION("party balances: accounts of class 4 by third party; the parties add up to the account")
    {
        auto const owed = session->party_balances("2017", Which::all);
        REQUIRE(owed.size() == 1);
        CHECK(owed[0].account == "401");
        CHECK(owed[0].party == "Imprimerie Bleue");
        CHECK(owed[0].net() == core::cents(-12000));
        CHECK(session->party_balances("2017", Which::posted).empty());
        core::Period const before{core::date(2017, 1, 1), core::date(2017, 3, 15)};
        CHECK(session->party_balances("2017", Which::all, before).empty());
        core::Period const month{core::date(2017, 3, 1), core::date(2017, 3, 31)};
        CHECK(session->party_balances("2017", Which::all, month).size() == 1);
        save(payment(core::date(2017, 4, 3), "401", "512", 500));
        auto const both = session->party_balances("2017", Which::all);
        REQUIRE(both.size() == 2);
        CHECK(both[0].party.empty());
        CHECK(both[0].net() == core::cents(500));
        CHECK(error_of([&] { session->party_balances("1999", Which::all); }) == "year.unknown");
        auto paid = payment(core::date(2017, 4, 2), "401", "512", 12000);
        paid.lines[0].party = "Imprimerie Bleue";
        save(paid);
        CHECK(session->party_balances("2017", Which::all)[1].net().is_zero());
        session->commit();
        CHECK(books->read()->verify().empty());
    }
    SECTION("openings and closing entries stand apart from the life of the year")
    {
        auto const opened =
            session->save(checked(payment(core::date(2017, 1, 1), "512", "401", 700)),
                          {ledger::Role::opening, ledger::RoleWhy::typed, {}, {}});
        CHECK(session->has_opening("2017", Which::all));
        CHECK_FALSE(session->has_opening("2017", Which::posted));
        auto const closing = session->append(
            checked(payment(core::date(2017, 12, 31), "120", "606", 12000)), core::date(2018, 1, 2),
            {ledger::Role::closing, ledger::RoleWhy::closes, {}, {}});
        CHECK(session->find(closing.id)->role == ledger::Role::closing);
        CHECK(session->count_of_role("2017", ledger::Role::opening, Which::all) == 2);
        CHECK(session->count_of_role("2017", ledger::Role::opening, Which::posted) == 0);
        CHECK(session->count_of_role("2017", ledger::Role::closing, Which::posted) == 1);
        CHECK(session->count_of_role("2016", ledger::Role::closing, Which::all) == 0);
        auto const moved = session->closing_entries("2017", Which::all);
        REQUIRE(moved.size() == 2);
        CHECK(moved[1].account == "606");
        CHECK(moved[1].credit == core::cents(12000));
        for (auto const& balance : session->balances("2017", Which::all)) {
            CHECK((balance.account != "120" || balance.debit.is_zero()));
            CHECK((balance.account != "401" && balance.account != "120") ==
                  balance.opening_credit.is_zero());
        }
        session->set_standing(opened, {});
        CHECK(session->find(opened)->role == ledger::Role::ordinary);
        CHECK(balance_of(session->balances("2017", Which::all), "401").opening_credit.is_zero());
        CHECK(error_of([&] { session->set_standing(closing.id, {}); }) == "ledger.posted");
        session->commit();
        CHECK(books->read()->verify().empty());
    }
    SECTION("the lines of accounts come by account, date and entry, with what their entry says")
    {
        auto const all = pulled(session->account_lines("6", civil_year(2017).period, Which::all));
        REQUIRE(all.size() == 2);
        CHECK(all[0].line.account == "606");
        CHECK(all[0].entry == bill);
        CHECK(all[0].journal == "AC");
        CHECK(all[0].label == hall.label);
        CHECK(all[0].line.label.empty());
        CHECK(all[0].line.project == "cerisy");
        CHECK(all[0].piece == "P-1");
        CHECK(all[1].line.debit == core::cents(8450));
        CHECK_FALSE(all[1].number);
        auto const bank =
            pulled(session->account_lines("512", civil_year(2017).period, Which::all));
        REQUIRE(bank.size() == 3);
        CHECK(bank[0].date == core::date(2017, 1, 1));
        CHECK(bank[1].number == 1);
        CHECK(bank[2].date == core::date(2017, 3, 15));
        CHECK(
            pulled(session->account_lines("512", civil_year(2017).period, Which::posted)).size() ==
            1);
        CHECK(pulled(session->account_lines("", civil_year(2016).period, Which::all)).empty());
        CHECK(pulled(session->account_lines("", civil_year(2017).period, Which::drafts)).size() ==
              6);
    }
    SECTION("an erased draft leaves the balances as they were")
    {
        session->erase(bill);
        CHECK(codes(session->balances("2017", Which::all)) ==
              std::vector<std::string>{"120", "512", "6251", "756"});
        session->commit();
        CHECK(books->read()->verify().empty());
    }
    SECTION("a sum that leaves 64 bits is refused, not wrapped")
    {
        auto const huge = INT64_MAX - 1;
        save(payment(core::date(2016, 3, 1), "606", "512", huge));
        CHECK(error_of([&] {
                  save(payment(core::date(2016, 3, 1), "606", "512", huge));
                  session->commit();
              }) == "money.overflow");
    }
}

inline void check_inkind_and_budgets(MakeStore const& make)
{
    auto books = furnished(make);
    auto session = books->write();

    SECTION("a rate is added or replaced by name and day, and comes by date")
    {
        // SMIC horaire brut of 2017 and 2016: 9.76 and 9.67 euro.
        ledger::InkindRate const smic2017{
            "smic", core::date(2017, 1, 1), {976, 2}, {1, 0}, "décret"};
        session->put_rate(smic2017);
        session->put_rate({"smic", core::date(2016, 1, 1), {967, 2}, {13500, 4}, ""});
        session->put_rate({"expert", core::date(2016, 1, 1), {40, 0}, {1, 0}, ""});
        session->put_rate({"smic", core::date(2017, 1, 1), {97600, 4}, {10, 1}, "JO"});
        auto const smic = session->rates("smic");
        REQUIRE(smic.size() == 2);
        CHECK(smic[0].coefficient == core::Decimal{135, 2});
        CHECK(smic[1].hourly == core::Decimal{976, 2});
        CHECK(smic[1].source == "JO");
        CHECK(session->rates().size() == 3);
        CHECK(session->rates()[0].name == "expert");
        CHECK(session->rates("autre").empty());
    }
    SECTION("contributions come back as recorded, until posting freezes them")
    {
        auto draft = payment(core::date(2017, 5, 4), "864", "870", 6344, "OD");
        draft.lines[0].project = "cerisy";
        draft.lines[1].project = "cerisy";
        auto const id = session->save(checked(draft));
        ledger::Contribution work;
        work.entry = id;
        work.kind = ledger::InkindKind::benevolat;
        work.period = {core::date(2017, 5, 4), core::date(2017, 5, 5)};
        work.minutes = 390; // 6,5 h at 9,76 € = 63,44 €
        work.rate = "smic";
        work.hourly = {976, 2};
        work.coefficient = {1, 0};
        work.value = core::cents(6344);
        work.party = "A. Martin";
        work.project = "cerisy";
        work.label = "accueil";
        session->add_contribution(work);
        auto stated = work;
        stated.kind = ledger::InkindKind::mise_a_disposition;
        stated.minutes.reset();
        stated.rate = "";
        stated.method = "tarif de la salle";
        stated.party = "";
        session->add_contribution(stated);
        auto const all = session->contributions("2017", store::Which::all);
        REQUIRE(all.size() == 2);
        CHECK(all[0].entry == id);
        CHECK(all[0].kind == work.kind);
        CHECK(all[0].period == work.period);
        CHECK(all[0].minutes == 390);
        CHECK(all[0].rate == "smic");
        CHECK(all[0].hourly == work.hourly);
        CHECK(all[0].coefficient == work.coefficient);
        CHECK(all[0].value == work.value);
        CHECK(all[0].party == "A. Martin");
        CHECK(all[0].project == "cerisy");
        CHECK(all[0].label == "accueil");
        CHECK_FALSE(all[1].minutes);
        CHECK(all[1].kind == stated.kind);
        CHECK(all[1].method == stated.method);
        CHECK(session->contributions("2017", store::Which::posted).empty());
        CHECK(session->contributions("2016", store::Which::all).empty());

        session->post(id, core::date(2017, 6, 1));
        CHECK(session->contributions("2017", store::Which::posted).size() == 2);
        CHECK(error_of([&] { session->add_contribution(work); }) == "ledger.posted");
        CHECK(session->verify().empty());
    }
    SECTION("the contribution of a draft goes with it")
    {
        auto const id =
            session->save(checked(payment(core::date(2017, 5, 4), "864", "870", 1, "OD")));
        ledger::Contribution work;
        work.entry = id;
        work.period = {core::date(2017, 5, 4), core::date(2017, 5, 4)};
        work.value = core::cents(1);
        session->add_contribution(work);
        session->erase(id);
        CHECK(session->contributions("2017", store::Which::all).empty());
    }
    SECTION("a budget may be replaced until it is adopted, then never")
    {
        ledger::Budget budget{"2017", "initial", {}, "", {}};
        budget.lines = {{"74", "cerisy", "", "Subventions", core::cents(1000000)},
                        {"", "", "salaires", "Salaires", core::cents(-5)},
                        {"625", "", "", "", core::cents(0)}};
        session->put_budget(budget);
        budget.lines.pop_back();
        session->put_budget(budget);
        session->put_budget({"2017", "a", {}, "", {}});
        auto const all = session->budgets("2017");
        REQUIRE(all.size() == 2);
        CHECK(all[0].version == "a");
        REQUIRE(all[1].lines.size() == 2);
        CHECK(all[1].lines[0].account == "74");
        CHECK(all[1].lines[0].project == "cerisy");
        CHECK(all[1].lines[0].amount == core::cents(1000000));
        CHECK(all[1].lines[1].line == "salaires");
        CHECK(all[1].lines[1].label == "Salaires");
        CHECK_FALSE(all[1].adopted_on);
        CHECK(session->budgets("2016").empty());

        budget.adopted_on = core::date(2017, 3, 26);
        budget.adopted_by = "AG";
        session->put_budget(budget);
        CHECK(session->budgets("2017")[1].adopted_on == core::date(2017, 3, 26));
        CHECK(session->budgets("2017")[1].adopted_by == "AG");
        CHECK(session->budgets("2017")[1].lines.size() == 2);
        CHECK(error_of([&] { session->put_budget(budget); }) == "budget.adopted");
    }
}

/// \brief The whole contract; call it from a test case of its own.
inline void check_contract(MakeStore const& make)
{
    SECTION("the book")
    {
        check_the_book(make);
    }
    SECTION("entries")
    {
        check_entries(make);
    }
    SECTION("queries")
    {
        check_queries(make);
    }
    SECTION("walks")
    {
        check_walks(make);
    }
    SECTION("restoring")
    {
        check_restoring(make);
    }
    SECTION("facts")
    {
        check_facts(make);
    }
    SECTION("balances")
    {
        check_balances(make);
    }
    SECTION("contributions and budgets")
    {
        check_inkind_and_budgets(make);
    }
}

} // namespace coop::test
