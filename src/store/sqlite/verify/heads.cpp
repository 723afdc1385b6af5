// SPDX-License-Identifier: GPL-3.0-or-later
//
// A head that was noted once is found again in the chains that have grown since. A record says how
// many entries stood before it, so that the two legal chains walk side by side; how far that of
// CARE was by then nobody wrote down, and each of its places is tried.
#include "store/sqlite/cursor.hpp"
#include "store/sqlite/session/session.hpp"
#include "store/sqlite/values.hpp"

#include <coop/store/chain.hpp>

#include <vector>

namespace coop::store::sqlite {

namespace {

std::vector<core::Digest> hashes(Connection& connection, char const* sql)
{
    std::vector<core::Digest> all{core::Digest{}};
    Cursor rows{connection, sql};
    rows.start();
    while (rows.next()) {
        all.push_back(digest_of(rows, 0));
    }
    return all;
}

// The place of a head in one chain; nothing: it is not there.
std::optional<std::int64_t> place_of(std::vector<core::Digest> const& chain,
                                     core::Digest const& head)
{
    for (std::size_t i = 1; i < chain.size(); ++i) {
        if (chain[i] == head) {
            return static_cast<std::int64_t>(i);
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<NotedHead> SqliteSession::find_head(core::Digest const& noted)
{
    auto const entries = hashes(connection_, "SELECT hash FROM seal ORDER BY sequence");
    auto const records = hashes(connection_, "SELECT hash FROM record ORDER BY sequence");
    auto const care = hashes(connection_, "SELECT hash FROM care_record ORDER BY sequence");
    if (auto const place = place_of(entries, noted)) {
        return NotedHead{*place, std::nullopt, std::nullopt};
    }
    std::vector<std::int64_t> sealed; // entries before each record
    {
        Cursor rows{connection_, "SELECT entries FROM record ORDER BY sequence"};
        rows.start();
        while (rows.next()) {
            sealed.push_back(rows.integer(0));
        }
    }
    // What is noted last is looked for first.
    for (auto j = records.size(); j-- > 0;) {
        auto const first = j == 0 ? 0 : sealed[j - 1];
        auto const last =
            j == sealed.size() ? static_cast<std::int64_t>(entries.size()) - 1 : sealed[j];
        for (auto i = last; i >= first; --i) {
            for (auto k = care.size(); k-- > 0;) {
                if (one_head(entries[static_cast<std::size_t>(i)], records[j], care[k]) == noted) {
                    return NotedHead{i, static_cast<std::int64_t>(j), static_cast<std::int64_t>(k)};
                }
            }
        }
    }
    return std::nullopt;
}

} // namespace coop::store::sqlite
