// SPDX-License-Identifier: GPL-3.0-or-later
#include "names.hpp"

#include <coop/core/error.hpp>

#include <algorithm>

namespace coop::store::sqlite {

Names::Names(Connection& connection, std::string_view sql) : path_(connection.path())
{
    auto rows = connection.query(sql);
    while (rows.next()) {
        all_.push_back({rows.integer(0), rows.text(1)});
    }
}

std::optional<std::string_view> Names::find(std::int64_t id) const
{
    // Ids are 1, 2, 3 … in every book that nobody has touched.
    auto const place = static_cast<std::size_t>(id) - 1;
    if (place < all_.size() && all_[place].id == id) {
        return all_[place].name;
    }
    auto const found =
        std::lower_bound(all_.begin(), all_.end(), id,
                         [](Named const& one, std::int64_t sought) { return one.id < sought; });
    if (found == all_.end() || found->id != id) {
        return std::nullopt;
    }
    return found->name;
}

std::string_view Names::at(std::int64_t id) const
{
    auto const found = find(id);
    if (!found) {
        throw core::Error{
            core::ErrorKind::database, "store.damaged", {{"path", path_}, {"message", ""}}};
    }
    return *found;
}

BookNames::BookNames(Connection& connection)
    : years(connection, "SELECT id, label FROM year ORDER BY id"),
      journals(connection, "SELECT id, code FROM journal ORDER BY id"),
      accounts(connection, "SELECT id, code FROM account ORDER BY id"),
      projects(connection, "SELECT id, code FROM project ORDER BY id"),
      parties(connection, "SELECT id, name FROM party ORDER BY id")
{
}

} // namespace coop::store::sqlite
