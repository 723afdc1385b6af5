// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/input.hpp>
#include <coop/core/money.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The FEC (fichier des écritures comptables): LPF art. A47 A-1 VII, and what exists in the wild.

namespace coop::exchange {

/// \brief The fields of A47 A-1 VII in their order. `Montant` and `Sens` stand at debit and credit.
enum class FecField : std::uint8_t {
    journal_code,
    journal_label,
    number,
    date,
    account,
    account_label,
    party_code,
    party_label,
    piece,
    piece_date,
    label,
    debit,
    credit,
    letters,
    letters_date,
    valid_date,
    currency_amount,
    currency,
};
constexpr std::size_t fec_field_count = 18;

/// \brief `JournalCode`, `JournalLib`, … as the text of law writes them.
std::string_view name_of(FecField field);

enum class Charset { utf8, latin9 }; ///< latin9: ISO 8859-15

/// \brief How a file is written.
struct FecForm {
    char separator = '\t';
    Charset charset = Charset::utf8;
    bool bom = false;
    std::string line_end = "\r\n";             ///< "\r\n", "\n", "\r" or "\r\r\n"; of the header
    bool direction = false;                    ///< Montant and Sens instead of Debit and Credit
    std::array<int, fec_field_count> column{}; ///< place of each field, from 0; -1: not there
    std::size_t columns = 0;                   ///< of the header, trailing separators left out
    std::size_t trailing_separators = 0;       ///< of the header
    std::size_t record_separators = 0;         ///< that end each of the first records
    std::int64_t header_line = 1;              ///< empty ones may stand before
    std::vector<std::string> names;            ///< of the columns, without blanks around, in UTF-8
    std::vector<std::string> raw_names;        ///< the same as they stand, blanks included
    std::vector<std::string> extra;            ///< names of other fields
};

/// \brief A record as it stands, its texts in UTF-8 and without blanks around; borrowed until the
/// next one.
struct FecRow {
    std::int64_t line = 0;     ///< of the file, from 1 (the header)
    std::uint64_t offset = 0;  ///< of its first byte in the file
    std::string_view record;   ///< all of it, in UTF-8, without its line end
    std::string_view line_end; ///< none: of the last one
    bool accents = false;      ///< holds characters beyond ASCII, written in UTF-8
    bool latin9 = false;       ///< holds bytes that are no UTF-8: read as utf8_from_latin9() does
    std::vector<std::string_view> fields;
    std::array<std::string_view, fec_field_count> known; ///< by FecField; empty where not there

    std::string_view operator[](FecField field) const
    {
        return known[static_cast<std::size_t>(field)];
    }

    /// A field as it stands, with the blanks around it; `field` must be one of the views.
    std::string_view raw(std::string_view field, char separator) const;

    /// The byte of the file, from 1 in its line, where one of the views begins; 0: of none.
    int column_of(std::string_view field) const;
};

/// \brief A line as core::Where has it; the last one that fits, of a file beyond.
int line_number(std::int64_t line);

/// \brief Where a field of a record stands; `field` must be one of its views.
core::Where where_of(FecRow const& row, std::string_view field, std::string const& source);

/// \brief Walks the records of a file; one that is no FEC is refused when it is opened.
///
/// Bounded memory whatever the size. A record ends with LF, CR, CRLF or \r\r\n, whatever the
/// others do. Empty records are skipped and counted: nothing, blanks, or nothing between the
/// separators. Whether a record is UTF-8 is decided for each: form().charset tells what the
/// beginning of the file is.
class FecReader {
public:
    /// Fields are found by name in any order, case and accents apart; a reader needs EcritureDate,
    /// CompteNum and the amounts, others may be missing. `input` must outlive the reader.
    ///
    /// \throws Error{unreadable} "fec.empty", "fec.binary" (NUL bytes, UTF-16), "fec.xml",
    ///         "fec.separator" (`;` or `,`), "fec.header" (missing fields, named),
    ///         "fec.line-too-long".
    explicit FecReader(core::Input const& input);
    /// The same file again, its records in any order below its header: nothing is guessed from
    /// them.
    FecReader(core::Input const& input, FecForm form);
    ~FecReader();

    FecForm const& form() const;

    /// \throws Error{unreadable} "fec.line-too-long", "fec.binary".
    bool next(FecRow& row);

    /// Continues at a record whose `offset` and `line` are known.
    void seek(std::uint64_t offset, std::int64_t line);

    std::int64_t empty_records() const; ///< seen so far

private:
    void count_separators();

    struct State;
    std::unique_ptr<State> state_;
};

/// \brief A record understood: amounts on one side each, never negative (a negative debit is a
/// credit), both zero where the record says nothing. Texts as in the row.
struct FecLine {
    core::Date date{};
    std::optional<core::Date> piece_date;
    std::optional<core::Date> letters_date;
    std::optional<core::Date> valid_date;
    core::Money debit;
    core::Money credit;
};

/// \brief Reads the values of a record; every value that cannot be read is a finding with its place
/// ("fec.fields", "fec.date", "fec.amount", "fec.direction", "money.overflow").
///
/// Tolerant: dates AAAAMMJJ, AAAA-MM-JJ or JJ/MM/AAAA, also with `-`, `/` or `.`, of the years
/// 1900 … 2199; decimal comma or point, nothing before or after it, sign first or last, zero
/// padding, decimals beyond the second that are zero, groups of three between spaces (U+00A0 and
/// U+202F too), nothing for zero. `20.000` could mean two things and is refused. Empty fields after
/// the last are ignored where the header or the first records have as many; a record that lacks
/// fields is read where all of those may be empty. A date of document, of letters or of validation
/// that cannot be read is a warning.
///
/// \return false where the fields do not fit the header, or date, debit or credit cannot be read.
bool read_line(FecForm const& form, FecRow const& row, std::string const& source, FecLine& line,
               std::vector<core::Diagnostic>& findings);

// What our export writes where the books are silent, and our import takes for silence.
constexpr std::string_view fec_no_piece = "SANS-PIECE";
constexpr std::string_view fec_no_label = "Sans libellé";
/// EcritureNum of a draft, before its rank in the journal: of ours, ValidDate says nothing.
constexpr std::string_view fec_draft_number = "BROUILLON-";

/// \brief `<SIREN>FEC<AAAAMMJJ>.txt`, by the last day of the year.
std::string fec_name(std::string_view siren, core::Date last);

} // namespace coop::exchange
