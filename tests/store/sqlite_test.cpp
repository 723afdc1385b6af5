// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract.hpp"
#include "files.hpp"
#include "made.hpp"
#include "raw.hpp"

#include <coop/store/sqlite.hpp>

#include <random>

using namespace coop;

TEST_CASE("SQLite does what any engine must")
{
    test::Folder folder;
    auto const engine = store::sqlite::engine();
    test::check_contract([&](ledger::Book const& book) {
        return test::made(folder.file("livre.coop"), book, test::options());
    });
    // After each command the file alone is the whole book.
    CHECK(folder.names() == std::vector<std::string>{"livre.coop"});
}

namespace {

// The same numbers on every machine: what std::uniform_int_distribution does not promise.
class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    unsigned below(unsigned limit) { return static_cast<unsigned>(engine_() % limit); }

private:
    std::mt19937 engine_;
};

ledger::Entry random_entry(Dice& dice)
{
    std::string const accounts[]{"512", "530", "606", "6251", "740", "756"};
    std::string const journals[]{"BQ", "OD", "AC"};
    auto const day =
        core::date(2016 + static_cast<int>(dice.below(2)), 1 + dice.below(12), 1 + dice.below(28));
    auto draft = test::payment(day, accounts[dice.below(6)], accounts[dice.below(6)],
                               1 + dice.below(100'000), journals[dice.below(3)]);
    draft.lines.push_back({"411", core::cents(7), {}, "", dice.below(2) ? "A. Martin" : "", ""});
    draft.lines.push_back({"756", {}, core::cents(7), dice.below(2) ? "lille" : "", "", ""});
    return test::checked(std::move(draft));
}

// The store takes what it is told.
ledger::Standing random_standing(Dice& dice)
{
    ledger::Role const roles[]{ledger::Role::ordinary, ledger::Role::opening,
                               ledger::Role::closing};
    return {roles[dice.below(3)], ledger::RoleWhy::typed, {}, {}};
}

// One thing that somebody may do to a book; what the rules refuse changes nothing.
void do_something(store::Session& session, Dice& dice, ledger::EntryId& last)
{
    auto const any = static_cast<ledger::EntryId>(1 + dice.below(static_cast<unsigned>(last) + 1));
    auto const what = dice.below(9);
    test::error_of([&] {
        if (what < 3) {
            last = session.save(random_entry(dice), random_standing(dice));
        } else if (what == 3) {
            session.set_standing(any, random_standing(dice));
        } else if (what == 4) {
            session.replace(any, random_entry(dice), random_standing(dice));
        } else if (what == 5) {
            session.erase(any);
        } else if (what < 8) {
            session.post(any, core::date(2017, 12, 31));
        } else {
            last =
                session.append(random_entry(dice), core::date(2017, 12, 31), random_standing(dice))
                    .id;
        }
    });
}

} // namespace

TEST_CASE("the balances are the sums of the lines, whatever was done")
{
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto const books = test::furnished(
        [&](ledger::Book const& book) { return test::made(path, book, test::options()); });
    Dice dice{20180326};
    ledger::EntryId last = 0;
    for (int round = 0; round < 25; ++round) {
        auto session = books->write();
        auto const before = last;
        if (dice.below(2) == 0) {
            session->begin_bulk();
        }
        for (int i = 0; i < 20; ++i) {
            do_something(*session, dice, last);
            if (dice.below(5) == 0) {
                session->balances("2017", store::Which::all);
            }
        }
        if (dice.below(4) == 0) {
            last = before; // Left without a commit.
            continue;
        }
        session->commit();
        session.reset();
        test::Raw raw{path};
        for (std::string const month : {"line.date / 100", "0"}) {
            std::string const lines =
                month + ", number IS NOT NULL, role, SUM(debit), SUM(credit) FROM line JOIN "
                        "entry ON entry.id = entry_id JOIN account ON account.id = account_id ";
            std::string const kept = month == "0" ? "WHERE month = 0 " : "WHERE month <> 0 ";
            CHECK(raw.column("SELECT year_id, account_id, month, posted, role, debit, credit "
                             "FROM balance " +
                             kept + "ORDER BY 1, 2, 3, 4, 5") ==
                  raw.column("SELECT line.year_id, account_id, " + lines +
                             "GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"));
            CHECK(raw.column("SELECT year_id, account_id, party_id, month, posted, role, debit, "
                             "credit FROM party_balance " +
                             kept + "ORDER BY 1, 2, 3, 4, 5, 6") ==
                  raw.column("SELECT line.year_id, account_id, COALESCE(line.party_id, 0), " +
                             lines +
                             "WHERE code LIKE '4%' GROUP BY 1, 2, 3, 4, 5, 6 "
                             "ORDER BY 1, 2, 3, 4, 5, 6"));
        }
    }
    auto const session = books->read();
    CHECK(session->counts("").posted > 20);
    CHECK(session->counts("").drafts > 20);
    CHECK(session->verify().empty());
}
