// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "books.hpp"
#include "made.hpp"

#include <coop/core/hash.hpp>
#include <coop/store/sqlite.hpp>

#include <string>

namespace coop::test {

/// \brief A book with a bit of everything.
///
/// 2016 is closed over the posted entry 1. In 2017, entries 2 and 3 are posted (3 reverses 2), 4 is
/// a posted contribution with an attachment, 5 a draft. The budget of 2017 is adopted.
inline std::unique_ptr<store::Store> write_sample(std::string const& path, int wait_ms = 50)
{
    auto books = test::made(path, coop_des_communs(), options(wait_ms));
    auto session = books->write();
    auto const save = [&](ledger::Draft draft) { return session->save(checked(std::move(draft))); };
    session->add_year(civil_year(2016));
    session->add_year(civil_year(2017));
    session->add_project({"lille", "Rencontres de Lille"});
    session->add_party({"A. Martin", "membre", ""});

    auto first = payment(core::date(2016, 3, 2), "512", "756", 2000);
    first.party = "A. Martin";
    first.ref = "fec-1";
    session->post(save(first), core::date(2016, 12, 31));
    session->close_year("2016");

    auto train = payment(core::date(2017, 6, 12), "6251", "512", 8450);
    train.lines[0].project = "lille";
    auto const wrong = save(train);
    session->post(wrong, core::date(2017, 6, 30));
    auto const back = save(ledger::reversal_of(*session->find(wrong), core::date(2017, 7, 1), "x"));
    session->link_reversal(back, wrong, "x");
    session->post(back, core::date(2017, 7, 2));

    auto const gift = save(payment(core::date(2017, 5, 4), "864", "870", 6344, "OD"));
    ledger::Contribution work;
    work.entry = gift;
    work.period = {core::date(2017, 5, 4), core::date(2017, 5, 4)};
    work.value = core::cents(6344);
    session->add_contribution(work);
    session->attach(gift, {"a.txt", core::to_hex(core::sha256("abc")), 3, core::date(2017, 5, 5)},
                    "abc");
    session->post(gift, core::date(2017, 6, 30));

    save(payment(core::date(2017, 8, 1), "606", "512", 1200));

    session->put_rate({"smic", core::date(2017, 1, 1), {976, 2}, {1, 0}, ""});
    session->put_budget({"2017",
                         "initial",
                         core::date(2017, 3, 26),
                         "AG",
                         {{"625", "lille", "", "Voyages", core::cents(10000)}}});
    session->commit();
    return books;
}

} // namespace coop::test
