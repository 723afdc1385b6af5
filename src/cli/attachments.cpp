// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachments.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/assert.hpp>

namespace coop::cli {

std::string file_name(std::string const& path)
{
    return path.substr(path.find_last_of('/') + 1);
}

namespace {

/// The entry of a row of the receipt of add_entries(), whose column `entry` holds it.
ledger::EntryId entry_of(core::Table const& table, core::Row const& row)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].key == "entry") {
            return std::get<std::int64_t>(row.cells.at(i));
        }
    }
    core::assertion_failed("a receipt has a column `entry`", __FILE__, __LINE__);
}

} // namespace

void attach_to_first(app::Context const& lent, core::Document& receipt,
                     std::span<NamedContent const> files)
{
    for (auto& block : receipt.blocks) {
        auto* const table = std::get_if<core::Table>(&block);
        if (table == nullptr) {
            continue;
        }
        std::vector<core::Row> rows;
        while (auto row = table->rows()) {
            rows.push_back(std::move(*row));
        }
        COOP_ASSERT(!rows.empty());
        // The same reference again: it was recorded with its files the first time.
        if (rows.front().key != "existing") {
            for (auto const& file : files) {
                app::attach(lent, entry_of(*table, rows.front()), file.name, file.content);
            }
        }
        table->rows = core::rows(std::move(rows));
        return;
    }
}

} // namespace coop::cli
