// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.hpp"

#include "store/sqlite/files/file.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/files.hpp>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

namespace coop::store::sqlite {

struct Connection::Handle {
    Handle(std::string const& shown_path, std::string const& file, int wait_ms)
        : path(shown_path), database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, wait_ms)
    {
    }

    // Prepared statements of this text that nobody runs now.
    std::vector<SQLite::Statement>& at_rest(std::string_view sql)
    {
        auto const found = rest.find(sql);
        return found != rest.end() ? found->second : rest[std::string{sql}];
    }

    std::string path;
    SQLite::Database database;
    Guards guards = Guards::row_by_row;
    std::map<std::string, std::vector<SQLite::Statement>, std::less<>> rest;
};

namespace {

using core::Error;
using core::ErrorKind;

Error overflow()
{
    return {ErrorKind::refused,
            "money.overflow",
            {{"limit", core::cents(std::numeric_limits<std::int64_t>::max())}}};
}

Error damaged(std::string const& path, std::string const& what)
{
    return {ErrorKind::database, "store.damaged", {{"path", path}, {"message", what}}};
}

// A result of SQLite by its own name, for whoever helps: its sentences are English. A trigger of
// ours says in its own words what it refuses.
std::string code_of(SQLite::Exception const& exception)
{
    constexpr std::pair<int, char const*> names[]{
        {SQLITE_IOERR, "SQLITE_IOERR"},
        {SQLITE_IOERR_READ, "SQLITE_IOERR_READ"},
        {SQLITE_IOERR_SHORT_READ, "SQLITE_IOERR_SHORT_READ"},
        {SQLITE_IOERR_WRITE, "SQLITE_IOERR_WRITE"},
        {SQLITE_IOERR_FSYNC, "SQLITE_IOERR_FSYNC"},
        {SQLITE_IOERR_DIR_FSYNC, "SQLITE_IOERR_DIR_FSYNC"},
        {SQLITE_IOERR_TRUNCATE, "SQLITE_IOERR_TRUNCATE"},
        {SQLITE_IOERR_FSTAT, "SQLITE_IOERR_FSTAT"},
        {SQLITE_IOERR_DELETE, "SQLITE_IOERR_DELETE"},
        {SQLITE_IOERR_LOCK, "SQLITE_IOERR_LOCK"},
        {SQLITE_CORRUPT, "SQLITE_CORRUPT"},
        {SQLITE_NOTADB, "SQLITE_NOTADB"},
        {SQLITE_CANTOPEN, "SQLITE_CANTOPEN"},
        {SQLITE_PERM, "SQLITE_PERM"},
        {SQLITE_AUTH, "SQLITE_AUTH"},
        {SQLITE_TOOBIG, "SQLITE_TOOBIG"},
        {SQLITE_MISMATCH, "SQLITE_MISMATCH"},
        {SQLITE_CONSTRAINT_CHECK, "SQLITE_CONSTRAINT_CHECK"},
        {SQLITE_CONSTRAINT_FOREIGNKEY, "SQLITE_CONSTRAINT_FOREIGNKEY"},
        {SQLITE_CONSTRAINT_NOTNULL, "SQLITE_CONSTRAINT_NOTNULL"},
        {SQLITE_CONSTRAINT_PRIMARYKEY, "SQLITE_CONSTRAINT_PRIMARYKEY"},
        {SQLITE_CONSTRAINT_UNIQUE, "SQLITE_CONSTRAINT_UNIQUE"},
    };
    auto const code = exception.getExtendedErrorCode();
    if (code == SQLITE_CONSTRAINT_TRIGGER) {
        return exception.what();
    }
    auto const* const found =
        std::ranges::find(names, code, [](auto const& name) { return name.first; });
    return found != std::end(names) ? found->second : "SQLite " + std::to_string(code);
}

[[noreturn]] void refuse(SQLite::Exception const& exception, std::string const& path)
{
    auto const database = [&](char const* id) {
        return Error{ErrorKind::database, id, {{"path", path}, {"message", code_of(exception)}}};
    };
    switch (exception.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Error{ErrorKind::database, "store.locked", {{"path", path}, {"by", openers(path)}}};
    case SQLITE_FULL:
        throw database("store.full");
    case SQLITE_READONLY:
        throw database(exception.getExtendedErrorCode() == SQLITE_READONLY_DBMOVED
                           ? "store.replaced"
                           : "store.read-only");
    case SQLITE_CORRUPT:
    case SQLITE_INTERRUPT: // Bounded
        throw database("store.damaged");
    case SQLITE_NOTADB:
        throw database("store.damaged"); // check_file() saw our first bytes.
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        throw database("store.unreadable");
    case SQLITE_CONSTRAINT:
        // A kept balance that leaves 64 bits becomes a REAL, which STRICT refuses.
        if (exception.getExtendedErrorCode() == SQLITE_CONSTRAINT_DATATYPE) {
            throw overflow();
        }
        [[fallthrough]];
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
        throw Error{ErrorKind::refused, "store.constraint", {{"message", code_of(exception)}}};
    case SQLITE_ERROR:
        // A sum that leaves 64 bits has no code of its own.
        if (std::string_view{exception.what()} == "integer overflow") {
            throw overflow();
        }
        // A copy whose size the disk does not tell is taken for one that holds something.
        if (std::string_view{exception.what()} == "output file already exists") {
            throw database("store.io");
        }
        // Our statements are right against our schema: what is missing was taken away.
        throw database("store.damaged");
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
        COOP_ASSERT(false && "a statement is used against its contract");
    default:
        throw database("store.io");
    }
}

// Runs `work` and words what SQLite refuses.
template <class Work>
auto guarded(std::string const& path, Work&& work)
{
    try {
        return work();
    } catch (SQLite::Exception const& exception) {
        refuse(exception, path);
    }
}

// What a file could do to us that no statement of ours needs.
void restrain(sqlite3* database)
{
    for (auto const& [option, value] : {std::pair{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
                                        {SQLITE_DBCONFIG_DEFENSIVE, 1},
                                        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                        {SQLITE_DBCONFIG_DQS_DDL, 0},
                                        {SQLITE_DBCONFIG_DQS_DML, 0}}) {
        sqlite3_db_config(database, option, value, static_cast<int*>(nullptr));
    }
    constexpr int longest_statement = 100'000; // twice our longest migration, in bytes
    constexpr int deepest_trigger = 10;
    sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, longest_statement);
    sqlite3_limit(database, SQLITE_LIMIT_TRIGGER_DEPTH, deepest_trigger);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 1); // VACUUM INTO
}

// While it lives, statements end after so many steps.
class Bounded {
public:
    explicit Bounded(sqlite3* database) : database_(database)
    {
        constexpr int steps = 20'000; // twenty times what our schema takes
        sqlite3_progress_handler(
            database_, steps, [](void*) { return 1; }, nullptr);
    }
    ~Bounded() { sqlite3_progress_handler(database_, 0, nullptr, nullptr); }
    Bounded(Bounded const&) = delete;
    Bounded& operator=(Bounded const&) = delete;

private:
    sqlite3* database_;
};

struct Bind {
    SQLite::Statement& statement;
    int index;

    void operator()(std::monostate) const { statement.bind(index); }
    void operator()(std::int64_t value) const { statement.bind(index, value); }
    void operator()(std::string const& value) const { statement.bindNoCopy(index, value); }
    void operator()(Blob value) const
    {
        // An empty blob must not become NULL.
        statement.bindNoCopy(index, value.bytes.empty() ? "" : value.bytes.data(),
                             static_cast<int>(value.bytes.size()));
    }
};

} // namespace

struct Rows::Statement {
    Statement(std::shared_ptr<Connection::Handle> shared, std::string_view sql, Parameters given)
        : handle(std::move(shared)),
          parameters(std::move(given)),
          rest(handle->at_rest(sql)),
          statement(take(sql))
    {
        guarded(handle->path, [&] {
            for (auto const& parameter : parameters) {
                std::visit(Bind{statement, statement.getIndex(parameter.name)}, parameter.value);
            }
        });
    }

    ~Statement()
    {
        statement.tryReset();
        rest.push_back(std::move(statement));
    }

    SQLite::Statement take(std::string_view sql)
    {
        if (rest.empty()) {
            return guarded(handle->path, [&] {
                return SQLite::Statement{handle->database, std::string{sql}};
            });
        }
        auto prepared = std::move(rest.back());
        rest.pop_back();
        return prepared;
    }

    std::shared_ptr<Connection::Handle> handle;
    Parameters parameters; // bound without a copy: they live as long as the run
    std::vector<SQLite::Statement>& rest;
    SQLite::Statement statement;
};

Rows::Rows(std::unique_ptr<Statement> statement) : statement_(std::move(statement)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

bool Rows::next()
{
    auto& statement = statement_->statement;
    return guarded(statement_->handle->path,
                   [&] { return !statement.isDone() && statement.executeStep(); });
}

bool Rows::is_null(int column) const
{
    return statement_->statement.getColumn(column).isNull();
}

std::int64_t Rows::integer(int column) const
{
    return statement_->statement.getColumn(column).getInt64();
}

std::string Rows::text(int column) const
{
    return std::string{bytes(column)};
}

std::string_view Rows::bytes(int column) const
{
    auto const value = statement_->statement.getColumn(column);
    auto const* const data = static_cast<char const*>(value.getBlob());
    return data ? std::string_view{data, static_cast<std::size_t>(value.getBytes())}
                : std::string_view{};
}

void Rows::fail(int column) const
{
    throw damaged(statement_->handle->path, statement_->statement.getColumnName(column));
}

std::optional<std::int64_t> Rows::optional_integer(int column) const
{
    if (is_null(column)) {
        return std::nullopt;
    }
    return integer(column);
}

Value number_or_null(std::optional<std::int64_t> number)
{
    return number ? Value{*number} : Value{};
}

Connection::Connection(std::string const& path, int wait_ms)
    : Connection(
          guarded(path, [&] { return std::make_shared<Handle>(path, absolute(path), wait_ms); }))
{
}

Connection::Connection(std::shared_ptr<Handle> handle) : handle_(std::move(handle))
{
    restrain(raw());
    // The first of these reads the schema, which may have no end. A commit is on the disk, its
    // journal gone, before the command says so. Cells that leave their page are damage.
    Bounded const bounded{raw()};
    script("PRAGMA synchronous = EXTRA; PRAGMA cell_size_check = ON;");
}

Connection Connection::in_memory()
{
    std::string const name{":memory:"};
    return Connection{std::make_shared<Handle>(name, name, 0)};
}

std::int64_t Connection::execute(std::string_view sql, Parameters parameters)
{
    auto rows = query(sql, std::move(parameters));
    while (rows.next()) {
    }
    return sqlite3_changes64(handle_->database.getHandle());
}

void Connection::script(std::string const& sql)
{
    guard(Guards::row_by_row);
    guarded(handle_->path, [&] { handle_->database.exec(sql); });
}

void Connection::commit()
{
    try {
        handle_->database.exec("COMMIT");
    } catch (SQLite::Exception const& exception) {
        // The two things that SQLite does after it has deleted the journal. A lock that it could
        // not give back goes with the process.
        if (exception.getExtendedErrorCode() == SQLITE_IOERR_UNLOCK) {
            return;
        }
        if (exception.getExtendedErrorCode() != SQLITE_IOERR_DIR_FSYNC) {
            refuse(exception, handle_->path);
        }
        auto const why = sqlite3_system_errno(raw());
        if (!core::is_unknown_to_folders(why)) {
            std::string const reason = why == 0 ? "SQLITE_IOERR_DIR_FSYNC" : std::strerror(why);
            throw Error{ErrorKind::database,
                        "store.unconfirmed",
                        {{"path", handle_->path}, {"message", reason}}};
        }
    }
}

Rows Connection::query(std::string_view sql, Parameters parameters)
{
    if (!sql.starts_with("SELECT") && !sql.starts_with("PRAGMA")) {
        guard(Guards::row_by_row);
    }
    return Rows{std::make_unique<Rows::Statement>(handle_, sql, std::move(parameters))};
}

std::optional<std::int64_t> Connection::number(std::string_view sql, Parameters parameters)
{
    auto rows = query(sql, std::move(parameters));
    return rows.next() ? rows.optional_integer(0) : std::nullopt;
}

void Connection::guard(Guards guards)
{
    if (guards == Guards::either || guards == handle_->guards) {
        return;
    }
    // Of this connection alone: the file keeps its triggers whatever happens to this process.
    // Statements are compiled with or without them, so that a change costs each one anew.
    guarded(handle_->path, [&] {
        auto const result =
            sqlite3_db_config(raw(), SQLITE_DBCONFIG_ENABLE_TRIGGER,
                              int{guards == Guards::row_by_row}, static_cast<int*>(nullptr));
        if (result != SQLITE_OK) {
            throw SQLite::Exception{raw(), result};
        }
    });
    handle_->guards = guards;
}

void Connection::copy_pages(std::string const& file)
{
    guarded(handle_->path, [&] {
        SQLite::Database copy{file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
        if (SQLite::Backup{copy, handle_->database}.executeStep() != SQLITE_DONE) {
            throw SQLite::Exception{raw(), SQLITE_BUSY};
        }
    });
}

bool Connection::read_only() const
{
    // The administrator may write a file that its mode forbids to all: the mode is what was meant.
    return sqlite3_db_readonly(handle_->database.getHandle(), "main") == 1 ||
           nobody_may_write(handle_->path);
}

std::string const& Connection::path() const
{
    return handle_->path;
}

sqlite3* Connection::raw() const
{
    return handle_->database.getHandle();
}

void Connection::fail_damaged(std::string const& what) const
{
    throw damaged(path(), what);
}

void Connection::fail(int result) const
{
    refuse(SQLite::Exception{raw(), result}, path());
}

} // namespace coop::store::sqlite
