// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/store/sqlite.hpp>

#include "connection.hpp"
#include "foreign.hpp"
#include "schema.hpp"
#include "store/sqlite/files/file.hpp"
#include "store/sqlite/files/keeping.hpp"
#include "store/sqlite/files/making.hpp"
#include "store/sqlite/session/session.hpp"

#include <coop/core/error.hpp>

#include <sqlite3.h>

#include <utility>

namespace coop::store::sqlite {

namespace {

class SqliteStore final : public Store {
public:
    // `first` was opened to look at the file; the first session takes it over.
    SqliteStore(std::string path, EngineOptions options, Connection first)
        : path_(std::move(path)), options_(std::move(options)), first_(std::move(first))
    {
    }

    std::unique_ptr<Session> read() override { return session(SqliteSession::Door::read); }
    std::unique_ptr<Session> write() override { return session(SqliteSession::Door::write); }

private:
    std::unique_ptr<Session> session(SqliteSession::Door door)
    {
        auto connection = std::exchange(first_, std::nullopt);
        if (!connection) {
            connection.emplace(path_, options_.wait_ms);
            check_current(*connection);
        }
        return std::make_unique<SqliteSession>(std::move(*connection), door, options_);
    }

    std::string path_;
    EngineOptions options_;
    std::optional<Connection> first_;
};

Connection open_file(core::Files& files, std::string const& path, EngineOptions const& options)
{
    check_file(files, path);
    return Connection{path, options.wait_ms};
}

std::unique_ptr<Store> open(core::Files& files, std::string const& path,
                            EngineOptions const& options)
{
    auto connection = open_file(files, path, options);
    check_current(connection);
    return std::make_unique<SqliteStore>(path, options, std::move(connection));
}

std::vector<core::Diagnostic> schema_findings(core::Files& files, std::string const& path,
                                              EngineOptions const& options)
{
    auto connection = open_file(files, path, options);
    return in_findings(foreign_parts(connection, version_of(connection)));
}

// Before SQLite starts; it refuses later, which is as good. One thread uses it and nobody asks it
// how much memory it holds: without both, no lock is taken for each allocation and each page.
void quicken()
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

} // namespace

Engine engine(core::Files& files)
{
    quicken();
    auto const with_files = [&files](auto* act) {
        return [&files, act](auto&&... given) { return act(files, given...); };
    };
    return {with_files(recognises), book_beside,         with_files(open),
            with_files(create),     with_files(upgrade), with_files(copy_of_upgrade),
            with_files(backup),     with_files(restore), with_files(schema_findings)};
}

} // namespace coop::store::sqlite
