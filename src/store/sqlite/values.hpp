// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a row holds, typed. The schema refuses any other value while SQLite writes it; a fault of
// the disk or another program asks nobody. So nothing read from a file is a promise: each of these
// gives what it says or throws Error{database} "store.damaged", which names the column.
#pragma once

#include "store/sqlite/session/session.hpp"

#include <coop/core/date.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/words.hpp>

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

namespace coop::store::sqlite {

// `Row`: Rows or Cursor.

template <class Row>
core::Date day_of(Row const& row, int column)
{
    constexpr std::int64_t last = 9999'12'31;
    auto const number = row.integer(column);
    auto const day = 0 < number && number <= last ? day_of(number) : core::Date{};
    if (!day.ok()) {
        row.fail(column);
    }
    return day;
}

/// \brief 32 bytes of a digest, or 16 of a salt.
template <class Bytes, class Row>
Bytes bytes_of(Row const& row, int column)
{
    auto const bytes = row.bytes(column);
    Bytes value{};
    if (bytes.size() != value.size()) {
        row.fail(column);
    }
    std::memcpy(value.data(), bytes.data(), value.size());
    return value;
}

template <class Row>
core::Digest digest_of(Row const& row, int column)
{
    return bytes_of<core::Digest>(row, column);
}

template <class Row, class Enum, std::size_t size>
Enum word_of(Row const& row, int column, core::Words<Enum, size> const& words)
{
    auto const value = words.value(row.bytes(column));
    if (!value) {
        row.fail(column);
    }
    return *value;
}

/// \brief What `parse` makes of a text, which it refuses by an Error.
template <class Row, class Parse>
auto parsed(Row const& row, int column, Parse const& parse)
{
    try {
        return parse(row.bytes(column));
    } catch (core::Error const&) {
        row.fail(column);
    }
}

/// \brief The number after the last of a count that the file keeps.
///
/// \throws Error{database} "store.damaged": no count comes so far.
inline std::int64_t next_after(std::int64_t last, Connection const& connection)
{
    if (last == std::numeric_limits<std::int64_t>::max()) {
        throw core::Error{core::ErrorKind::database,
                          "store.damaged",
                          {{"path", connection.path()}, {"message", std::to_string(last)}}};
    }
    return last + 1;
}

} // namespace coop::store::sqlite
