// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/input.hpp>
#include <coop/exchange/entries.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::exchange {

/// \brief Whether a file is of a format, by its first line or its first bytes.
enum class Recognition : std::uint8_t {
    no,     ///< or in doubt
    likely, ///< by columns that other formats may have too
    sure,
};

/// \brief A format in which entries come. Each is defined in the file that reads it.
struct Importer {
    std::string_view name;    ///< `import <name>`; "command.import-<name>", "file.is-<name>"
    std::string_view file_id; ///< message: which file the command is given
    Recognition (*recognises)(std::string_view beginning);
    /// Null where entries cannot be told without the books: their command is one of its own.
    std::vector<ReadDraft> (*read)(std::string_view text, std::string_view source,
                                   std::vector<core::Diagnostic>* findings) = nullptr;
    /// Of a program whose projects and journals are not ours: a project may be called by its label,
    /// a journal that these books lack is none.
    bool foreign = false;
    /// Of a program that gives an entry several parties, with commas: the note that counts the
    /// entries left without one. Empty: a comma belongs to a name.
    std::string_view several_parties_id{};
};

extern Importer const csv_importer;
extern Importer const fec_importer;
extern Importer const ndjson_importer;
extern Importer const paheko_importer;

/// \brief The list, in the order of the help.
std::span<Importer const* const> importers();

/// \brief The importer that is surest of a file; null wherever there is a doubt.
Importer const* importer_of(std::string_view beginning);

/// \brief Refuses a file that is surely another importer's, or a workbook that nobody reads, and
/// names the command that reads it.
/// \throws Error{unreadable} "file.is-" and the name of the other; "file.is-spreadsheet".
void expect_file_of(Importer const& wanted, std::string_view beginning, std::string const& source);
void expect_file_of(Importer const& wanted, core::Input const& input);

} // namespace coop::exchange
