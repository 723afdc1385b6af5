// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

struct sqlite3_stmt;

namespace coop::store::sqlite {

/// \brief A statement of a walk over many rows: parameters by place, columns without a copy.
///
/// Where Rows makes one query comfortable, this makes a million rows cheap. It keeps the connection
/// alive. Failures leave as from Connection.
class Cursor {
public:
    Cursor(Connection const& connection, std::string_view sql);
    Cursor(Cursor&&) noexcept = default;
    Cursor& operator=(Cursor&&) noexcept = default;

    /// Begins anew with other parameters, numbered from 1.
    template <class... Integers>
    void start(Integers... parameters)
    {
        reset();
        int place = 0;
        (bind(++place, parameters), ...);
    }

    /// Steps to the next row. \return false when there is none left.
    bool next();

    // Columns of the current row, from 0. NULL reads as 0 or empty.
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::optional<std::int64_t> optional_integer(int column) const;
    std::string_view bytes(int column) const; ///< until the next step

    /// The value of this column is none that we write. \throws Error{database} "store.damaged".
    [[noreturn]] void fail(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    void reset();
    void bind(int place, std::int64_t value);

    Connection connection_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    bool done_ = false;
};

} // namespace coop::store::sqlite
