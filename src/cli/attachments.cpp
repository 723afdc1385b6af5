// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachments.hpp"

#include "arguments.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/assert.hpp>

namespace coop::cli {

std::string file_name(std::string const& path)
{
    return path.substr(path.find_last_of('/') + 1);
}

void attach_to_first(app::Context const& lent, core::Document& receipt,
                     std::span<NamedContent const> files)
{
    for (auto& block : receipt.blocks) {
        auto* const table = std::get_if<core::Table>(&block);
        if (table == nullptr)
            continue;
        std::vector<core::Row> rows;
        while (auto row = table->rows())
            rows.push_back(std::move(*row));
        COOP_ASSERT(!rows.empty());
        auto const entry = parse_entry_id(rows.front().key);
        table->rows = core::rows(std::move(rows));
        for (auto const& file : files)
            app::attach(lent, entry, file.name, file.content);
        return;
    }
}

} // namespace coop::cli
