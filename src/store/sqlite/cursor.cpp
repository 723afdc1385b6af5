// SPDX-License-Identifier: GPL-3.0-or-later
#include "cursor.hpp"

#include <sqlite3.h>

namespace coop::store::sqlite {

void Cursor::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Cursor::Cursor(Connection const& connection, std::string_view sql) : connection_(connection)
{
    sqlite3_stmt* prepared = nullptr;
    auto const result = sqlite3_prepare_v2(connection_.raw(), sql.data(),
                                           static_cast<int>(sql.size()), &prepared, nullptr);
    statement_.reset(prepared);
    if (result != SQLITE_OK) {
        connection_.fail(result);
    }
}

void Cursor::reset()
{
    sqlite3_reset(statement_.get());
    done_ = false;
}

void Cursor::bind(int place, std::int64_t value)
{
    if (auto const result = sqlite3_bind_int64(statement_.get(), place, value);
        result != SQLITE_OK) {
        connection_.fail(result);
    }
}

bool Cursor::next()
{
    if (done_) {
        return false;
    }
    auto const result = sqlite3_step(statement_.get());
    if (result == SQLITE_ROW) {
        return true;
    }
    done_ = true;
    if (result != SQLITE_DONE) {
        connection_.fail(result);
    }
    return false;
}

bool Cursor::is_null(int column) const
{
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Cursor::integer(int column) const
{
    return sqlite3_column_int64(statement_.get(), column);
}

std::optional<std::int64_t> Cursor::optional_integer(int column) const
{
    return is_null(column) ? std::nullopt : std::optional{integer(column)};
}

std::string_view Cursor::bytes(int column) const
{
    auto const* const data =
        static_cast<char const*>(sqlite3_column_blob(statement_.get(), column));
    if (data == nullptr) {
        return {};
    }
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Cursor::fail(int column) const
{
    auto const* const name = sqlite3_column_name(statement_.get(), column);
    connection_.fail_damaged(name == nullptr ? "" : name);
}

} // namespace coop::store::sqlite
