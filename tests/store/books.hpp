// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/error.hpp>
#include <coop/ledger/chart.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/role.hpp>
#include <coop/store/store.hpp>

#include <string>
#include <vector>

namespace coop::test {

/// \brief A small chart, with what the tests write on.
inline ledger::Chart small_chart()
{
    using ledger::AccountKind;
    using ledger::Side;
    return ledger::Chart{
        {{"120", "Excédent", AccountKind::equity, Side::credit, "", false, false},
         {"401", "Fournisseurs", AccountKind::liability, Side::credit, "", false, false},
         {"411", "Usagers", AccountKind::asset, Side::debit, "", false, false},
         {"512", "Banque", AccountKind::asset, Side::debit, "", false, false},
         {"530", "Caisse", AccountKind::asset, Side::debit, "", false, false},
         {"606", "Achats", AccountKind::expense, Side::debit, "", false, false},
         {"6251", "Voyages", AccountKind::expense, Side::debit, "", false, false},
         {"740", "Subventions", AccountKind::income, Side::credit, "", false, false},
         {"756", "Cotisations", AccountKind::income, Side::credit, "", false, false},
         {"864", "Personnel bénévole", AccountKind::inkind_use, Side::debit, "", false, false},
         {"870", "Bénévolat", AccountKind::inkind_source, Side::credit, "", false, false}},
        {}};
}

inline ledger::Year civil_year(int year)
{
    return {std::to_string(year),
            {core::date(year, 1, 1), core::date(year, 12, 31)},
            "crc-99-01",
            ledger::YearState::open};
}

/// \brief What the program does before it gives a draft to a store.
inline ledger::Entry checked(ledger::Draft draft)
{
    auto const chart = small_chart();
    auto const year = civil_year(static_cast<int>(draft.date.year()));
    return ledger::check(std::move(draft), {year, chart, ledger::standard_journals()});
}

/// \brief `from` gives `amount` cents to `to`, in two lines.
inline ledger::Draft payment(core::Date day, std::string const& to, std::string const& from,
                             std::int64_t amount, std::string const& journal = "BQ")
{
    ledger::Draft draft;
    draft.date = day;
    draft.journal = journal;
    draft.label = "de " + from + " à " + to;
    draft.piece = "P-1";
    draft.lines = {{to, core::cents(amount), {}, "", "", ""},
                   {from, {}, core::cents(amount), "", "", ""}};
    return draft;
}

/// \brief Not random at all: the salts 1, 2, 3 ….
inline std::function<store::Salt()> counting_salts()
{
    return [next = std::uint8_t{0}]() mutable {
        store::Salt salt{};
        salt[0] = ++next;
        return salt;
    };
}

inline store::EngineOptions options(int wait_ms = 50)
{
    return {counting_salts(), "2018-01-15", wait_ms};
}

inline ledger::Book coop_des_communs()
{
    return {"La Coop des Communs", "", "", ledger::ChartFamily::associations};
}

/// \brief The id of the error that `work` throws, or empty.
template <class Work>
std::string error_of(Work&& work)
{
    try {
        work();
    } catch (core::Error const& error) {
        return error.id();
    }
    return "";
}

template <class T>
std::vector<T> pulled(store::Stream<T> next)
{
    std::vector<T> all;
    while (auto one = next()) {
        all.push_back(std::move(*one));
    }
    return all;
}

} // namespace coop::test
