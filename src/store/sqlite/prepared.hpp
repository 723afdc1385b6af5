// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

struct sqlite3_stmt;

namespace coop::store::sqlite {

/// \brief A statement that is run again and again: prepared at its first run, its values given in
/// the order in which its text names them, and borrowed for the run.
///
/// It keeps the connection alive. Failures leave as from Connection.
class Prepared {
public:
    Prepared(Connection connection, std::string_view sql, Guards guards = Guards::row_by_row)
        : connection_(std::move(connection)), sql_(sql), guards_(guards)
    {
    }
    Prepared(Prepared&&) noexcept = default;
    Prepared& operator=(Prepared&&) noexcept = default;

    /// Runs it to its end. \return the number of rows it changed.
    template <class... Values>
    std::int64_t run(Values const&... values)
    {
        number(values...);
        return changes();
    }

    /// The first column of the first row, if there is a row and it is not NULL.
    template <class... Values>
    std::optional<std::int64_t> number(Values const&... values)
    {
        prepare();
        int place = 0;
        (bind(++place, values), ...);
        return finish();
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    void prepare();
    std::optional<std::int64_t> finish();
    std::int64_t changes() const;

    void bind(int place, std::int64_t value);
    void bind(int place, std::string_view text);
    void bind(int place, Blob blob);
    template <class T>
    void bind(int place, std::optional<T> const& value)
    {
        value ? bind(place, *value) : bind_null(place);
    }
    void bind_null(int place);
    void check(int result) const;

    Connection connection_;
    std::string_view sql_; // a literal
    Guards guards_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

} // namespace coop::store::sqlite
