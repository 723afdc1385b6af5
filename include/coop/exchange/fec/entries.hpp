// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/input.hpp>
#include <coop/core/money.hpp>
#include <coop/ledger/entry.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Records of a FEC → entries: docs/reference/formats.md says how they are grouped.

namespace coop::exchange {

/// \brief What the name `<SIREN>FEC<AAAAMMJJ>.txt` says; folders and case apart.
struct FecFileName {
    std::string siren;
    core::Date last; ///< closing date
};
std::optional<FecFileName> parse_fec_name(std::string_view path);

/// \brief The day of the à-nouveaux that a file begins with: the first day of its year.
/// \throws what FecReader throws.
std::optional<core::Date> fec_opening_day(core::Input const& input);

/// \brief A code of a file, as it was first met.
struct FecCode {
    std::string code;
    std::string label;
    std::int64_t line = 0;
};

struct FecJournal {
    FecCode is;
    bool opening = false; ///< its name says à-nouveaux
};

struct FecAccount {
    FecCode is;
    std::string original; ///< its code in the file, once it is called otherwise
    core::Money debit;
    core::Money credit;
};

/// \brief A third party is its code with its name: programs use one code for a supplier and for a
/// client.
struct FecParty {
    FecCode is;
    std::string name; ///< in our books: the label; with the code where an earlier one has it
};

/// \brief What the first walk over a file finds. Nothing in it grows with the entries.
struct FecSurvey {
    std::int64_t lines = 0;            ///< that say an amount
    std::int64_t nil = 0;              ///< that say none, left out
    std::int64_t lettered = 0;         ///< lines with EcritureLet
    std::int64_t letter_dates = 0;     ///< lines with DateLet
    std::int64_t currency = 0;         ///< lines with Idevise, the euro apart
    std::int64_t currency_amounts = 0; ///< lines with Montantdevise, zero and the euro apart
    std::vector<std::string> extra;    ///< fields that are none of the eighteen, and say something
    std::int64_t cut = 0;              ///< lines with a text over 1000 characters
    bool marks_drafts = false;         ///< some entries are drafts of ours
    core::Money debit;
    core::Money credit;
    std::vector<std::int64_t> lines_of_year;      ///< by year given
    std::vector<std::int64_t> first_line_of_year; ///< of the file, by year given; 0: none
    /// By year given: whether entries of its first day may open it under another name of journal.
    std::vector<bool> opens_elsewhere;
    std::vector<bool> may_close; ///< by year given: whether entries of its last day may close it

    std::int64_t outside = 0; ///< lines dated in none of the years given
    std::int64_t outside_line = 0;
    core::Date outside_first{};
    core::Date outside_last{};

    std::vector<FecJournal> journals;
    std::vector<FecAccount> accounts;
    std::vector<FecParty> parties;
    std::vector<core::Diagnostic> warnings; ///< the first ones

    /// Numbers rise in each journal, lines of an entry stand together, validation dates rise: the
    /// entries can be taken as they come.
    bool regular = true;
};

/// \brief An entry of a file; borrowed until the next one.
struct FecEntry {
    std::int64_t line = 0;   ///< of its first record
    std::uint64_t bytes = 0; ///< walked so far
    std::size_t year = 0;    ///< by year given
    std::size_t journal = 0; ///< by FecSurvey::journals
    bool opening = false; ///< of the first day, in a journal that is called that of the à-nouveaux
    std::string number;
    std::optional<std::int64_t> plain_number; ///< where `number` is digits alone, 18 at most
    bool valid_dates = false;                 ///< its lines bear several days of validation
    std::int64_t use = 0;            ///< of a number that several entries have, from 1; 0: its own
    std::optional<core::Date> valid; ///< none: not validated
    bool piece_dates = false;        ///< its lines name several; the first is kept
    bool pieces_cut = false;         ///< together they are over 1000 characters
    bool marked_draft = false;       ///< its number is that of a draft of ours
    bool dates = false;              ///< its lines bear several, of which it has the last
    ledger::Draft draft;             ///< complete but for `ref`
    std::vector<std::size_t> accounts; ///< of its lines, by FecSurvey::accounts
};

/// \brief Told now and then how many bytes were walked.
using FecProgress = std::function<void(std::uint64_t bytes)>;

/// \brief A FEC as entries, in two walks: survey() once, then walk().
///
/// An entry is what stands together under one journal, number and date. Where numbers are used
/// again or missing, a piece or a balance that returns to zero divides; scattered lines are
/// gathered. Files that are not FecSurvey::regular cost 60 bytes of memory a line.
class FecEntries {
public:
    /// \param years sorted, without overlap; both outlive this.
    /// \param join_dates a number whose dates balance together only is one entry.
    /// \throws what FecReader throws.
    FecEntries(core::Input const& input, std::vector<core::Period> const& years,
               bool join_dates = false);
    ~FecEntries();

    /// \throws Error{unreadable} "fec.header" (no JournalCode); "import.rows" with what read_line()
    ///         finds, "import.fec-journal" (no code, or over 20 characters): the first hundred.
    FecSurvey const& survey(FecProgress const& progress);

    /// The name under which the books know the `party`th of the survey.
    void call_party(std::size_t party, std::string name);
    /// From here on entries call an account of the survey so.
    void call(std::size_t account, std::string code);

    /// Entries in the order of recording: year by year, à-nouveaux first, then by date of
    /// validation, then as they stand; those not validated last.
    /// \throws Error{refused} "import.refused" with "import.fec-unbalanced", "import.fec-dates" (a
    ///         number whose dates do not balance one by one), before the first entry.
    void walk(FecProgress const& progress, std::function<void(FecEntry&)> const& visit);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace coop::exchange
