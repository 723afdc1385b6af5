// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace coop::test {

/// \brief A file opened as anybody may open it: the `sqlite3` program, without foreign keys.
class Raw {
public:
    explicit Raw(std::string const& path)
    {
        if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) {
            throw std::runtime_error{sqlite3_errmsg(database_)};
        }
        attempt("PRAGMA synchronous = OFF"); // What a test writes need not survive the machine.
    }
    ~Raw() { sqlite3_close(database_); }
    Raw(Raw const&) = delete;
    Raw& operator=(Raw const&) = delete;

    /// The message of SQLite, or empty if all went well.
    std::string attempt(std::string const& sql)
    {
        char* message = nullptr;
        sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &message);
        std::string text = message == nullptr ? "" : message;
        sqlite3_free(message);
        return text;
    }

    void run(std::string const& sql)
    {
        if (auto const message = attempt(sql); !message.empty()) {
            throw std::runtime_error{message + ": " + sql};
        }
    }

    /// With the triggers taken away, and put back after.
    void run_unguarded(std::string const& sql)
    {
        run("BEGIN");
        auto const triggers =
            column("SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");
        for (auto const& name :
             column("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")) {
            run("DROP TRIGGER " + name);
        }
        run(sql);
        for (auto const& trigger : triggers) {
            run(trigger);
        }
        run("COMMIT");
    }

    /// The salts of entries with all that they proved, as the right to be forgotten wants it.
    void erase_texts(std::string const& entries)
    {
        run_unguarded("DELETE FROM salt WHERE entry_id IN (" + entries +
                      "); UPDATE entry SET label = '', piece = '', party_id = NULL, ref = NULL "
                      "WHERE id IN (" +
                      entries +
                      "); UPDATE line SET label = NULL, party_id = NULL WHERE entry_id IN (" +
                      entries + ")");
    }

    /// Every row, its columns separated by `|`.
    std::vector<std::string> column(std::string const& sql)
    {
        std::vector<std::string> all;
        auto const gather = [](void* rows, int columns, char** values, char**) {
            std::string row;
            for (int i = 0; i < columns; ++i) {
                row += (i == 0 ? "" : "|") + std::string{values[i] == nullptr ? "" : values[i]};
            }
            static_cast<std::vector<std::string>*>(rows)->push_back(row);
            return 0;
        };
        char* message = nullptr;
        if (sqlite3_exec(database_, sql.c_str(), gather, &all, &message) != SQLITE_OK) {
            throw std::runtime_error{std::string{message} + ": " + sql};
        }
        return all;
    }

private:
    sqlite3* database_ = nullptr;
};

/// \brief While it lives, SQLite calls `instead` where it would sleep, as it does to wait for a
/// lock.
class Sleepless : sqlite3_vfs {
public:
    explicit Sleepless(std::function<void()> instead)
        : sqlite3_vfs(*sqlite3_vfs_find(nullptr)), instead_(std::move(instead))
    {
        zName = "sleepless";
        xSleep = [](sqlite3_vfs* self, int microseconds) {
            static_cast<Sleepless*>(self)->instead_();
            return microseconds;
        };
        sqlite3_vfs_register(this, 1);
    }
    ~Sleepless() { sqlite3_vfs_unregister(this); }
    Sleepless(Sleepless const&) = delete;
    Sleepless& operator=(Sleepless const&) = delete;

private:
    std::function<void()> instead_;
};

} // namespace coop::test
