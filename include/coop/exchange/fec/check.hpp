// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/exchange/fec/reader.hpp>

#include <functional>
#include <span>

// What a FEC must be: for the law, for the program the tax office runs on it, for good books.

namespace coop::exchange {

/// \brief Who asks for a rule.
enum class FecOrigin {
    law,            ///< LPF art. A47 A-1
    administration, ///< Test Compta Demat, the tax office's own program, refuses or alerts
    practice,       ///< good books: neither of them asks, the figures do
};

/// \brief A rule. Its findings have the id; `fec-rule.` and the rest of the id is its summary.
struct FecRule {
    std::string_view key; ///< `E1`: F form, L lines, E entries, G whole file
    FecOrigin origin;
    core::Severity severity;
    std::string_view id;
};

/// \brief All of them; those that stop the reading of a file are errors of FecReader.
std::span<FecRule const> fec_rules();

/// \brief A number of a journal.
struct FecNumber {
    std::string journal;
    std::int64_t number = 0;
};

struct FecCheckOptions {
    std::optional<core::Period> year;      ///< otherwise told by the name and the à-nouveaux
    core::Input const* previous = nullptr; ///< the FEC of the year before
    /// Of closing entries that the books have in the year of a day, the last of the file: where
    /// they are left out, as the law wants, their numbers are no gap.
    std::function<std::vector<FecNumber>(core::Date)> left_out;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress; ///< unit: bytes
};

enum class FecEncoding { ascii, utf8, latin9, mixed };

/// \brief What a file holds and what is wrong with it. Sums are those of the lines understood.
struct FecCheck {
    FecForm form;
    FecEncoding encoding = FecEncoding::ascii;
    std::int64_t lines = 0; ///< of entries: neither the header nor empty ones
    std::int64_t entries = 0;
    std::int64_t journals = 0;
    std::int64_t accounts = 0;
    core::Money debit;
    core::Money credit;
    std::optional<core::Date> first;
    std::optional<core::Date> last;
    std::vector<std::int64_t> counts; ///< of findings; shape: fec_rules().size()

    /// By rule, then by line; at most twenty for a rule, then "fec.more".
    std::vector<core::Diagnostic> findings;

    bool suits_administration() const; ///< no error of the law or of Test Compta Demat
    bool suits_good_books() const;     ///< no error at all
};

/// \brief Walks the file once. Memory: by account, journal and number, not by entry where the
/// numbers of a journal follow each other.
///
/// \throws what FecReader throws; Error{unreadable} "money.overflow" where a sum cannot be counted.
FecCheck check_fec(core::Input const& input, FecCheckOptions const& options = {});

} // namespace coop::exchange
