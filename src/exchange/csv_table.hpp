// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source_text.hpp"

#include <coop/core/date.hpp>
#include <coop/core/delimited.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/money.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::exchange {

/// \brief A file is read no further once as many rows of it are faulty: it is another kind of file.
inline constexpr std::size_t faulty_rows_max = 10'000;

/// \brief A column that a reader understands: its name, and another one (or the same).
struct CsvColumn {
    std::string_view name;
    std::string_view alias;
    bool skipped = false; ///< read by nobody, and not proposed to who types a header
};

/// \brief Whether a cell loses the apostrophe that keeps a spreadsheet from running it: only where
/// whoever writes such a file puts one.
enum class Apostrophes { taken_off, kept };

/// \brief A CSV read by the names of its columns, row by row, collecting what is wrong with it.
///
/// A column is named by its place in `known`. Names are compared folded (accents and case apart).
/// Cells come trimmed.
class CsvTable {
public:
    /// Reads the header. \throws Error{unreadable} "import.rows" where it names a column that
    /// `known` lacks, or one twice.
    CsvTable(std::string_view text, std::string_view source, std::span<CsvColumn const> known,
             Apostrophes apostrophes = Apostrophes::taken_off);
    CsvTable(CsvTable const&) = delete;
    CsvTable& operator=(CsvTable const&) = delete;

    bool has(std::size_t column) const { return places_[column].has_value(); }

    /// The next row that is not blank; one that cannot be read becomes a finding.
    bool next();

    /// Empty where the table has no such column.
    std::string cell(std::size_t column) const;

    /// Nothing where the cell is empty or, with a finding, where it cannot be read.
    std::optional<core::Money> amount(std::size_t column);
    std::optional<core::Date> date(std::size_t column);

    core::Where where(std::size_t column) const;

    void find(std::size_t column, std::string id, core::Arguments args = {});
    /// The cell has to be filled. \return whether it is.
    bool demand(std::size_t column);
    /// The header has to name the column.
    void demand_column(std::size_t column);

    std::size_t finding_count() const { return findings_.size(); }

    /// \throws Error{unreadable} "import.rows" where anything was found.
    void refuse_findings();

    /// The same, unless somebody takes them.
    void give_findings(std::vector<core::Diagnostic>* into);

private:
    void read_header();
    void place_column(std::size_t field, std::string const& name);
    bool read_record();
    bool is_row();

    core::DelimitedText text_;
    SourceText source_;
    core::DelimitedReader reader_;
    std::span<CsvColumn const> known_;
    Apostrophes apostrophes_;
    std::vector<std::optional<std::size_t>> places_; ///< shape: as `known_`
    std::vector<bool> nameless_;                     ///< shape: one per field of the header
    core::Record record_;
    std::vector<core::Diagnostic> findings_;
};

/// \brief Whether the first line has a field of this name, folded: before anybody knows of which
/// format the file is, so whatever separates fields.
bool header_has(std::string_view beginning, std::string_view name);

} // namespace coop::exchange
