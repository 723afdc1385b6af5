// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepared.hpp"

#include <sqlite3.h>

namespace coop::store::sqlite {

void Prepared::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

void Prepared::check(int result) const
{
    if (result != SQLITE_OK) {
        connection_.fail(result);
    }
}

void Prepared::prepare()
{
    connection_.guard(guards_);
    if (statement_) {
        return;
    }
    sqlite3_stmt* prepared = nullptr;
    auto const result =
        sqlite3_prepare_v3(connection_.raw(), sql_.data(), static_cast<int>(sql_.size()),
                           SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement_.reset(prepared);
    check(result);
}

std::optional<std::int64_t> Prepared::finish()
{
    auto* const statement = statement_.get();
    std::optional<std::int64_t> first;
    auto result = sqlite3_step(statement);
    if (result == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        first = sqlite3_column_int64(statement, 0);
    }
    while (result == SQLITE_ROW) {
        result = sqlite3_step(statement);
    }
    if (result != SQLITE_DONE) {
        // Words it while the connection knows why, and gives the statement back.
        struct Reset {
            sqlite3_stmt* statement;
            ~Reset() { sqlite3_reset(statement); }
        } const reset{statement};
        connection_.fail(result);
    }
    sqlite3_reset(statement);
    return first;
}

std::int64_t Prepared::changes() const
{
    return sqlite3_changes64(connection_.raw());
}

void Prepared::bind(int place, std::int64_t value)
{
    check(sqlite3_bind_int64(statement_.get(), place, value));
}

void Prepared::bind(int place, std::string_view text)
{
    // An empty text must not become NULL.
    check(sqlite3_bind_text(statement_.get(), place, text.empty() ? "" : text.data(),
                            static_cast<int>(text.size()), SQLITE_STATIC));
}

void Prepared::bind(int place, Blob blob)
{
    check(sqlite3_bind_blob(statement_.get(), place, blob.bytes.empty() ? "" : blob.bytes.data(),
                            static_cast<int>(blob.bytes.size()), SQLITE_STATIC));
}

void Prepared::bind_null(int place)
{
    check(sqlite3_bind_null(statement_.get(), place));
}

} // namespace coop::store::sqlite
