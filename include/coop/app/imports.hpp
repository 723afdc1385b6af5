// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/input.hpp>
#include <coop/core/table.hpp>
#include <coop/ledger/facts.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Each file that brought entries is a record of the books, by which its drafts can be taken back.

namespace coop::app {

struct ImportedFile {
    std::string format; ///< Importer::name
    std::string name;   ///< without its folder; empty: none
    std::string sha256; ///< of its bytes
};

/// \param path as it was typed: `-` has no name.
ImportedFile imported_file(std::string_view format, std::string const& path,
                           std::string_view bytes);
ImportedFile imported_file(std::string_view format, std::string const& path,
                           core::Input const& input);

/// \brief Sees which entries an import adds: those whose ids follow.
class ImportWatch {
public:
    /// Before the import, in its transaction.
    explicit ImportWatch(store::Session& session);

    /// After it: records the import where it added anything, and says in its answer how the drafts
    /// are taken back.
    void record(Lent const& context, ImportedFile const& file, core::Document& document) const;

private:
    store::Session& session_;
    ledger::EntryId last_id_;
    std::int64_t drafts_;
};

/// \brief Number, day, format, file, entries, and how many of them are drafts still.
core::Document list_imports(Context const& context);

/// \brief What undo_import() would take back.
struct ImportToUndo {
    ledger::Import import;
    core::Date day{};
    std::vector<ledger::EntryId> drafts;
    std::int64_t posted = 0; ///< entries that stay
};

/// \param number none: the last one that was not undone.
/// \throws Error{refused} "import.unknown", "import.none-to-undo", "import.undone",
///         "import.no-draft" (args: import, count of what is posted).
ImportToUndo import_to_undo(Context const& context, std::optional<std::int64_t> number);

/// \brief Deletes the drafts of an import, as they are by now; what is posted stays.
/// \throws the same, and what delete_entry() does.
core::Document undo_import(Context const& context, std::int64_t number);

} // namespace coop::app
