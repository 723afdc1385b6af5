// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/input.hpp>
#include <coop/core/table.hpp>
#include <coop/i18n/message.hpp>

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace coop::render {

/// \brief Where bytes go. Throws Error{output} itself when they cannot.
using core::Sink;

enum class CsvDialect {
    fr,  ///< BOM, `;`, decimal comma: what a French spreadsheet opens
    intl ///< RFC 4180: `,` and a decimal point, no BOM
};

/// \brief What the reader's side decides. `width` 0: neither wrapped nor cut.
struct Style {
    i18n::Language language = i18n::Language::fr;
    CsvDialect csv = CsvDialect::fr;
    int width = 0;
    bool color = false;
};

/// \brief A way to write a document, and what a command has to know of it without knowing its name.
struct Format {
    std::string_view name;
    std::string_view extension;
    std::string_view other_extension{}; ///< a second one that files of the format have, or empty
    bool binary = false;
    /// By people: a finding is a sentence with what to do, not a row of a table.
    bool for_reading = false;
    /// Has a place for the notes of a document, which are then not told beside it.
    bool holds_notes = false;
    /// Pulls the rows of the tables.
    void (*write)(core::Document& document, Sink const& sink, Style const& style);
};

// Those that the program itself chooses.
extern Format const usual_format; ///< where nobody asks for another
extern Format const csv_format;
extern Format const json_format;
extern Format const ndjson_format;

/// \brief The list of formats.
std::span<Format const* const> formats();

/// \brief By name, or null.
Format const* find_format(std::string_view name);

/// \brief By the extension of a file name (`ag-2018.csv`), any case, or null.
Format const* format_of_file(std::string_view path);

/// \brief `error`, `warning`, `info`: the word that machines read, in every language.
std::string_view severity_name(core::Severity severity);

/// \brief What printable() leaves of `text`, isolated where it must be: for words within a line.
std::string shown_apart(std::string_view text);

/// \brief A sentence for a terminal: like i18n::text, with values that neither command it nor move
/// what stands around them.
std::string sentence(i18n::Language language, std::string_view id, core::Arguments const& args);

/// \brief One finding as lines for a terminal: sentence, place, excerpt with a caret, hint.
std::string describe(core::Diagnostic const& diagnostic, i18n::Language language);

/// \brief `{"error":{"id","message","hint","where","findings"}}` and a line end.
std::string describe_json(core::Diagnostic const& diagnostic,
                          std::span<core::Diagnostic const> findings, i18n::Language language);

} // namespace coop::render
