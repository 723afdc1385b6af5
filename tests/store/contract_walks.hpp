// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of the contract about whole books: walked from one end to the other, out and in again.
#pragma once

#include "furnished.hpp"

#include <coop/core/hash.hpp>
#include <coop/store/chain.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

namespace coop::test {

/// \brief A book as random as its seed, and the order in which its entries were posted.
struct RandomBook {
    std::unique_ptr<store::Store> books;
    std::map<ledger::EntryId, std::int64_t> sequences; // from 1
};

inline ledger::Draft random_draft(std::mt19937& dice)
{
    auto const below = [&](unsigned limit) { return static_cast<unsigned>(dice() % limit); };
    std::string const journals[]{"AC", "AN", "BQ", "OD", "ZZ"};
    auto const day = core::date(2016 + static_cast<int>(below(2)), 1 + below(12), 1 + below(28));
    auto const& journal = journals[below(5)];
    bool const opens = journal == ledger::opening_journal;
    auto draft = payment(opens ? core::date(static_cast<int>(day.year()), 1, 1) : day,
                         opens ? "512" : "606", "401", 1 + below(100'000), journal);
    draft.piece = below(2) == 0 ? "" : "F-" + std::to_string(below(9));
    draft.party = below(3) == 0 ? "A. Martin" : "";
    draft.ref = below(3) == 0 ? "r-" + std::to_string(dice()) : "";
    draft.lines[0].project = below(2) == 0 && !opens ? "lille" : "";
    draft.lines[0].label = below(3) == 0 ? "été" : "";
    draft.lines[1].party = below(2) == 0 ? "Imprimerie Bleue" : "";
    for (unsigned more = opens ? 0 : below(4); more > 0; --more) {
        draft.lines.push_back({"512", core::cents(5), {}, "", "", "aller"});
        draft.lines.push_back({"756", {}, core::cents(5), "cerisy", "", ""});
    }
    return draft;
}

inline RandomBook random_book(MakeStore const& make, unsigned seed, int size)
{
    std::mt19937 dice{seed};
    RandomBook book{furnished(make), {}};
    auto session = book.books->write();
    session->add_journal({"ZZ", "Dernier"});
    std::vector<ledger::EntryId> drafts;
    std::vector<ledger::Journal> const journals = session->journals();
    auto const chart = small_chart();
    auto const saved = [&](ledger::Draft draft) {
        auto const year = civil_year(static_cast<int>(draft.date.year()));
        return session->save(ledger::check(std::move(draft), {year, chart, journals}));
    };
    for (int i = 0; i < size; ++i) {
        drafts.push_back(saved(random_draft(dice)));
        if (dice() % 4 == 0) {
            continue;
        }
        auto const any = drafts.begin() + static_cast<long>(dice() % drafts.size());
        auto const id = *any;
        drafts.erase(any);
        session->post(id, core::date(2017, 12, 31));
        book.sequences.emplace(id, book.sequences.size() + 1);
        if (dice() % 10 == 0) {
            auto const day = core::date(2017, 12, 31);
            auto const back = saved(ledger::reversal_of(*session->find(id), day, "doublon"));
            session->link_reversal(back, id, "doublon");
            drafts.push_back(back);
        }
    }
    session->commit();
    return book;
}

/// \brief What a view says, kept.
struct Seen {
    ledger::Record record;
    std::int64_t sequence = 0;
};

inline Seen kept(ledger::EntryView const& view)
{
    Seen seen;
    auto& record = seen.record;
    seen.sequence = view.sequence;
    record.id = view.id;
    record.year = view.year;
    if (view.posted()) {
        record.number = view.number;
        record.posted_on = view.posted_on;
    }
    record.reverses = view.reverses;
    record.reason = view.reason;
    record.entry = {view.date,
                    std::string{view.journal},
                    std::string{view.label},
                    std::string{view.piece},
                    std::string{view.party},
                    std::string{view.ref},
                    {}};
    for (auto const& line : view.lines) {
        record.entry.lines.push_back({std::string{line.account}, line.debit, line.credit,
                                      std::string{line.project}, std::string{line.party},
                                      std::string{line.label}});
    }
    return seen;
}

inline std::vector<Seen> walked(store::Session& session, store::Scan const& scan)
{
    std::vector<Seen> all;
    session.scan(scan, [&](ledger::EntryView const& view) { all.push_back(kept(view)); });
    return all;
}

/// \brief The same by other means: every entry held, then sorted.
inline std::vector<ledger::Record> expected_walk(RandomBook const& book, store::Session& session,
                                                 store::Scan const& scan)
{
    store::EntryQuery query;
    query.year = scan.year;
    query.which = scan.which;
    auto all = pulled(session.entries(query));
    auto const key = [&](ledger::Record const& one) {
        auto const sequence = one.posted() ? book.sequences.at(one.id) : 0;
        return std::tuple{one.year, !one.posted(),
                          one.posted() && one.entry.journal != ledger::opening_journal, sequence};
    };
    if (scan.order == store::Order::posting) {
        std::stable_sort(all.begin(), all.end(),
                         [&](auto const& a, auto const& b) { return key(a) < key(b); });
    }
    return all;
}

inline void check_walk(RandomBook const& book, store::Session& session, store::Scan const& scan)
{
    auto const seen = walked(session, scan);
    auto const expected = expected_walk(book, session, scan);
    REQUIRE(seen.size() == expected.size());
    auto const counts = session.counts(scan.year);
    CHECK(static_cast<std::int64_t>(seen.size()) ==
          (scan.which == store::Which::posted ? 0 : counts.drafts) +
              (scan.which == store::Which::drafts ? 0 : counts.posted));
    for (std::size_t i = 0; i < seen.size(); ++i) {
        auto const& record = seen[i].record;
        REQUIRE(record.id == expected[i].id);
        CHECK(record.entry == expected[i].entry);
        CHECK(record.year == expected[i].year);
        CHECK(record.number == expected[i].number);
        CHECK(record.posted_on == expected[i].posted_on);
        CHECK(record.reverses == expected[i].reverses);
        CHECK(record.reason == (record.reverses ? "doublon" : ""));
        auto const place = book.sequences.find(record.id);
        CHECK(seen[i].sequence == (place == book.sequences.end() ? 0 : place->second));
    }
}

inline void check_walks(MakeStore const& make)
{
    SECTION("a walk shows what entries() gives, in the order that is asked")
    {
        auto const book = random_book(make, GENERATE(1U, 2U, 3U), 120);
        auto session = book.books->read();
        for (auto const* year : {"", "2016", "2017", "1999"}) {
            for (auto const which :
                 {store::Which::all, store::Which::posted, store::Which::drafts}) {
                for (auto const order : {store::Order::date, store::Order::posting}) {
                    check_walk(book, *session, {year, which, order});
                }
            }
        }
    }
    SECTION("whoever is shown an entry may ask the session more, even for another walk")
    {
        auto const book = random_book(make, 4, 20);
        auto session = book.books->read();
        std::size_t shown = 0;
        session->scan({}, [&](ledger::EntryView const& view) {
            auto const before = kept(view).record.entry;
            CHECK(session->find(view.id)->entry == before);
            auto const inner = walked(*session, {"", store::Which::all, store::Order::posting});
            ++shown;
            CHECK(inner.size() == pulled(session->entries({})).size());
            CHECK(kept(view).record.entry == before);
        });
        CHECK(shown == pulled(session->entries({})).size());
    }
    SECTION("a walk shows what the session has written so far")
    {
        auto books = furnished(make);
        auto session = books->write();
        auto const id =
            session->save(checked(payment(core::date(2017, 6, 12), "6251", "512", 8450)));
        CHECK(walked(*session, {}).size() == 1);
        session->post(id, core::date(2017, 7, 1));
        auto const seen = walked(*session, {"", store::Which::posted, store::Order::posting});
        REQUIRE(seen.size() == 1);
        CHECK(seen[0].sequence == 1);
    }
    SECTION("a walk of seals shows posted entries in the order of the chain, then drafts")
    {
        auto const book = random_book(make, 6, 60);
        auto session = book.books->read();
        std::int64_t sequence = 0;
        std::int64_t drafts = 0;
        core::Digest previous{};
        session->scan_sealed([&](ledger::SealedView const& sealed) {
            auto const record = kept(sealed.entry).record;
            CHECK(record.entry == session->find(record.id)->entry);
            if (!sealed.seal) {
                ++drafts;
                CHECK_FALSE(record.posted());
                return;
            }
            CHECK(drafts == 0);
            CHECK(sealed.seal->sequence == ++sequence);
            CHECK(book.sequences.at(record.id) == sequence);
            REQUIRE(sealed.seal->salt);
            CHECK(store::texts_digest(record.entry, *sealed.seal->salt) == sealed.seal->texts);
            previous = store::chain(previous, store::canonical(record, sequence, sealed.seal->texts,
                                                               sealed.seal->format));
            CHECK(previous == sealed.seal->hash);
        });
        CHECK(sequence == session->counts("").posted);
        CHECK(drafts == session->counts("").drafts);
        CHECK(previous == session->head().hash);
    }
    SECTION("an error in the middle of a walk leaves it")
    {
        auto const book = random_book(make, 5, 10);
        auto session = book.books->read();
        CHECK(error_of([&] {
                  session->scan({}, [](ledger::EntryView const&) {
                      throw core::Error{core::ErrorKind::output, "output.full"};
                  });
              }) == "output.full");
        CHECK_FALSE(walked(*session, {}).empty());
    }
}

/// \brief A posted payment as a dump holds it.
inline ledger::WholeEntry whole(ledger::EntryId id, std::int64_t number, std::int64_t sequence)
{
    ledger::WholeEntry entry;
    entry.record.id = id;
    entry.record.year = "2017";
    entry.record.number = number;
    entry.record.posted_on = core::date(2017, 7, 1);
    entry.record.entry = payment(core::date(2017, 6, 12), "6251", "512", 8450);
    entry.seal = ledger::Seal{sequence, core::sha256("hash"), core::sha256("texts"), store::Salt{}};
    return entry;
}

inline void check_restoring(MakeStore const& make)
{
    auto books = furnished(make);
    auto session = books->write();
    if (GENERATE(false, true)) {
        session->begin_bulk();
    }

    SECTION("an entry comes back under its id, with its number, its place and what hangs on it")
    {
        auto entry = whole(12, 1, 1);
        entry.attachments = {
            {"a.txt", core::to_hex(core::sha256("abc")), 3, core::date(2017, 7, 2)}};
        session->restore(entry);
        session->restore_content(entry.attachments[0].sha256, "abc");
        auto back = whole(7, 2, 2);
        back.record.reverses = 12;
        back.record.reason = "doublon";
        session->restore(back);
        ledger::WholeEntry draft;
        draft.record.id = 3;
        draft.record.year = "2017";
        draft.record.entry = payment(core::date(2017, 6, 13), "606", "512", 100);
        session->restore(draft);
        session->restore_last_id(20);
        session->commit();

        session = books->write();
        CHECK(session->find(12)->entry == entry.record.entry);
        CHECK(session->find(12)->number == 1);
        CHECK(session->find(12)->posted_on == entry.record.posted_on);
        CHECK(session->find(12)->reversed_by == 7);
        CHECK(session->find(7)->reason == "doublon");
        CHECK(session->attachment_content(entry.attachments[0].sha256) == "abc");
        CHECK_FALSE(session->find(3)->posted());
        CHECK(session->head().entries == 2);
        CHECK(session->last_id() == 20);
        CHECK(balance_of(session->balances("2017", store::Which::all), "512").credit ==
              core::cents(2 * 8450 + 100));
        CHECK(session->save(checked(payment(core::date(2017, 6, 1), "606", "512", 1))) == 21);
    }
    SECTION("what the rules refuse of any entry they refuse of one that comes back")
    {
        session->restore(whole(1, 1, 1));
        CHECK(error_of([&] { session->restore(whole(1, 2, 2)); }) == "store.constraint");
        CHECK(error_of([&] { session->restore(whole(2, 3, 2)); }) == "store.constraint");
        auto unknown = whole(4, 2, 2);
        unknown.record.entry.party = "Personne";
        CHECK(error_of([&] { session->restore(unknown); }) == "party.unknown");
        auto outside = whole(5, 2, 2);
        outside.record.entry.date = core::date(2018, 6, 12);
        CHECK(error_of([&] { session->restore(outside); }) == "store.constraint");
        ledger::WholeEntry draft;
        draft.record.id = 6;
        draft.record.year = "2017";
        draft.record.entry = payment(core::date(2017, 6, 13), "606", "512", 100);
        session->restore(draft);
        auto back = whole(7, 2, 2);
        back.record.reverses = 6;
        CHECK(error_of([&] { session->restore(back); }) == "store.constraint");
        back = whole(8, 2, 2);
        back.record.reverses = 99;
        CHECK(error_of([&] { session->restore(back); }) == "ledger.unknown-entry");
    }
    SECTION("an attachment whose content does not come is found at the commit")
    {
        auto entry = whole(1, 1, 1);
        entry.attachments = {
            {"a.txt", core::to_hex(core::sha256("abc")), 3, core::date(2017, 7, 2)}};
        session->restore(entry);
        CHECK(error_of([&] { session->commit(); }) == "store.constraint");
    }
    SECTION("a journal is added, or labelled anew")
    {
        session->put_journal({"BQ", "Crédit coopératif"});
        session->put_journal({"ZZ", "Dernier"});
        CHECK(session->journals()[2].label == "Crédit coopératif");
        CHECK(session->journals()[6].label == "Dernier");
    }
}

} // namespace coop::test
