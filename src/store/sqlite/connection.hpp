// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;

namespace coop::store::sqlite {

/// \brief Bytes of a BLOB; borrowed.
struct Blob {
    std::string_view bytes;
};

/// \brief What a statement can be given; monostate is NULL.
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

/// \brief A named parameter of a statement: `{":date", 20250314}`.
struct Parameter {
    char const* name;
    Value value;
};
using Parameters = std::vector<Parameter>;

/// \brief `number`, or NULL where there is none.
Value number_or_null(std::optional<std::int64_t> number);

/// \brief The rows of a running statement. Keeps the connection alive; gives the statement back.
class Rows {
public:
    struct Statement;

    Rows(Rows&&) noexcept;
    Rows& operator=(Rows&&) noexcept;
    ~Rows();

    /// Steps to the next row. \return false when there is none left.
    bool next();

    // Columns of the current row, from 0. NULL reads as 0 or empty.
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::string_view bytes(int column) const; ///< until the next step
    std::optional<std::int64_t> optional_integer(int column) const;

    /// The value of this column is none that we write. \throws Error{database} "store.damaged".
    [[noreturn]] void fail(int column) const;

private:
    friend class Connection;
    explicit Rows(std::unique_ptr<Statement> statement);
    std::unique_ptr<Statement> statement_;
};

/// \brief Who refuses what must not be written: the triggers of the schema, row by row, or whoever
/// writes, by a proof over all the rows before the commit. `either`: constraints refuse it.
enum class Guards { row_by_row, set_wise, either };

/// \brief An open database file: statements are prepared once and used again.
///
/// Every failure of SQLite leaves as an Error of coop: "store.locked", "store.full", "store.io",
/// "store.read-only", "store.replaced" (another file took the name), "store.damaged",
/// "store.not-ours", "store.unreadable" (database),
/// "store.constraint", "money.overflow" (refused).
class Connection {
public:
    /// \param path as messages show it.
    Connection(std::string const& path, int wait_ms);

    /// One of no file.
    static Connection in_memory();

    /// Runs one statement to its end. \return the number of rows it changed.
    std::int64_t execute(std::string_view sql, Parameters parameters = {});

    /// Runs several statements without parameters: a migration.
    void script(std::string const& sql);

    /// \throws Error{database} "store.unconfirmed": the transaction is done, its journal gone, and
    ///         the disk has not confirmed that.
    void commit();

    Rows query(std::string_view sql, Parameters parameters = {});

    /// The first column of the first row, if there is a row and it is not NULL.
    std::optional<std::int64_t> number(std::string_view sql, Parameters parameters = {});

    /// Lets the triggers of the schema fire from here on, or rest. Statements of query(), execute()
    /// and script() that write wake them.
    void guard(Guards guards);

    /// The pages as they are, in a new file: runs nothing of the schema.
    void copy_pages(std::string const& file);

    /// Nobody may write the file, or the file system says so.
    bool read_only() const;

    std::string const& path() const;

    // For what walks many rows (Cursor) or writes them (Prepared).
    sqlite3* raw() const;
    [[noreturn]] void fail(int result) const; ///< words a result of SQLite that is not OK

    /// \throws Error{database} "store.damaged".
    [[noreturn]] void fail_damaged(std::string const& what) const;

    struct Handle; ///< shared with the running statements

private:
    explicit Connection(std::shared_ptr<Handle> handle);

    std::shared_ptr<Handle> handle_;
};

} // namespace coop::store::sqlite
