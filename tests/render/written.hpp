// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/render/render.hpp>

#include <string>

/// \brief What the format `name` makes of `document`.
inline std::string written(std::string_view name, coop::core::Document document,
                           coop::render::Style const& style = {})
{
    std::string bytes;
    coop::render::find_format(name)->write(
        document, [&bytes](std::string_view part) { bytes += part; }, style);
    return bytes;
}

/// \brief A document of one table.
inline coop::core::Document document_of(std::vector<coop::core::Column> columns,
                                        std::vector<coop::core::Row> rows)
{
    return {"doc",
            "",
            "",
            {coop::core::Table{"table", "", std::move(columns), coop::core::rows(std::move(rows))}},
            {}};
}

/// \brief An item without key or depth.
inline coop::core::Row item(std::vector<coop::core::Cell> cells)
{
    return {"", coop::core::RowRole::item, 0, std::move(cells), {}};
}

inline std::string repeated(std::string_view text, int times)
{
    std::string result;
    for (int i = 0; i < times; ++i) {
        result += text;
    }
    return result;
}
