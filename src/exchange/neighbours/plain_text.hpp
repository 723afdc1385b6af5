// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/exchange/exporter.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What hledger, ledger and beancount have in common: text, one transaction after the other,
// accounts by their names, and balances that run on from year to year.

namespace coop::exchange {

/// \brief On one line: control characters and every kind of blank become single spaces, none around
/// (two spaces end an account name). Characters of `from` become those of `to`, one for one.
std::string one_line(std::string_view text, std::string_view from = {}, std::string_view to = {});

/// \brief At most `bytes` bytes, `…` where something was cut; never within a character.
std::string cut_to_bytes(std::string text, std::size_t bytes);

/// \brief The first `characters` characters, with `…` where something was cut.
std::string cut_to_characters(std::string text, std::size_t characters);

/// \brief The accounts of a head by code, each under the name a program knows it by.
class AccountNames {
public:
    /// \param name gives the name of an account; names of two accounts differ.
    AccountNames(std::vector<ledger::Account> const& accounts,
                 std::string (*name)(ledger::Account const&));

    std::string_view of(std::string_view code) const;

private:
    std::map<std::string, std::string, std::less<>> names_;
};

/// \brief What is told between the entries of a book: how it opens, and the turn of each year.
struct Interludes {
    std::function<void(ledger::Draft const&)> opening;
    std::function<void(YearTurn const&)> turn;
};

/// \brief The order of a file whose balances run on: openings, then entries by date, before those
/// of a year its turn; without the journal AN of a year that has one.
EntryWriter running_writer(ExportHead const& head, Interludes interludes, EntryWriter writer);

} // namespace coop::exchange
