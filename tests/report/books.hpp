// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/report/report.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace coop::report {

/// \brief Facts of the year 2025 of an association, without any amount.
inline Facts empty_books()
{
    using ledger::AccountKind;
    using ledger::Side;
    auto const account = [](std::string code, std::string label, AccountKind kind, Side normal) {
        return ledger::Account{std::move(code), std::move(label), kind, normal, "", false, false};
    };
    Facts facts;
    facts.book.name = "Le Jardin";
    facts.n = "2025";
    auto& year = facts.years["2025"];
    year.year = {"2025",
                 {core::date(2025, 1, 1), core::date(2025, 12, 31)},
                 "anc-2023-03",
                 ledger::YearState::open};
    year.regulation = ledger::find_regulation("anc-2023-03");
    year.chart =
        ledger::Chart{{account("110", "Report à nouveau", AccountKind::equity, Side::credit),
                       account("512", "Banques", AccountKind::asset, Side::debit),
                       account("606", "Achats", AccountKind::expense, Side::debit),
                       account("625", "Déplacements", AccountKind::expense, Side::debit),
                       account("740", "Subventions", AccountKind::income, Side::credit),
                       account("756", "Cotisations", AccountKind::income, Side::credit),
                       account("861", "Biens prêtés", AccountKind::inkind_use, Side::debit),
                       account("864", "Bénévoles", AccountKind::inkind_use, Side::debit),
                       account("871", "Prestations", AccountKind::inkind_source, Side::credit),
                       account("875", "Bénévolat", AccountKind::inkind_source, Side::credit)},
                      {}};
    return facts;
}

inline YearFacts& year_2025(Facts& facts)
{
    return facts.years.at("2025");
}

inline void put(Facts& facts, std::string account, std::int64_t opening, std::int64_t debit,
                std::int64_t credit)
{
    year_2025(facts).balances.push_back({std::move(account), core::cents(opening > 0 ? opening : 0),
                                         core::cents(opening < 0 ? -opening : 0),
                                         core::cents(debit), core::cents(credit)});
}

/// \brief A stream of `lines`.
inline std::function<std::optional<ledger::EntryLine>()>
stream_of(std::vector<ledger::EntryLine> lines)
{
    return [lines = std::move(lines),
            next = std::size_t{0}]() mutable -> std::optional<ledger::EntryLine> {
        if (next == lines.size()) {
            return std::nullopt;
        }
        return lines[next++];
    };
}

/// \brief `amount` in cents: debit above zero, credit below. Numbered where `number` is not 0.
inline ledger::EntryLine line(std::int64_t entry, std::int64_t number, core::Date day,
                              std::string account, std::int64_t amount)
{
    ledger::EntryLine result;
    result.entry = entry;
    result.journal = "BQ";
    if (number != 0) {
        result.number = number;
    }
    result.date = day;
    result.label = "Achat";
    result.line.account = std::move(account);
    (amount > 0 ? result.line.debit : result.line.credit) =
        core::cents(amount > 0 ? amount : -amount);
    return result;
}

} // namespace coop::report
