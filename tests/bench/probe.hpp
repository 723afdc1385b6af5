// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the same work costs without coop: SQLite's own interface, no rule, no word, no column wider
// than it must be. These are the floors that docs/PERFORMANCE.md compares with.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coop::bench {

/// \brief Ends the program with SQLite's message.
[[noreturn]] void fail(sqlite3* database, char const* what);

/// \brief A file opened as coop opens it: foreign keys, rollback journal, synchronous EXTRA.
sqlite3* open_book(char const* path);

void run_sql(sqlite3* database, char const* sql);

/// \brief A prepared statement; columns and parameters from 0 and 1, as SQLite counts them.
class Query {
public:
    Query(sqlite3* database, char const* sql);
    ~Query();
    Query(Query const&) = delete;
    Query& operator=(Query const&) = delete;

    Query& with(std::int64_t value);          ///< the next parameter
    Query& with(std::string_view text);       ///< borrowed until done() or the last row
    Query& with_blob(std::string_view bytes); ///< the same
    Query& with_null();
    bool row();  ///< false: no row is left, and the statement is ready to be used again
    void done(); ///< runs a statement that returns nothing
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;

private:
    void check(int code);

    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
};

/// \brief Standard output, in parts of 64 KiB.
class Out {
public:
    ~Out() { flush(); }
    Out& operator<<(std::string_view text);
    Out& operator<<(std::int64_t number);
    Out& amount(std::int64_t cents, char mark);
    Out& digits(std::int64_t number, int count);
    void flush();

private:
    std::string text_;
};

// Reading: probe_read.cpp. \param words after the name of the work.
using Words = std::vector<char const*>;
void start(Words const& words);
void resultat(Words const& words);
void balance(Words const& words);
void account(Words const& words);
void page(Words const& words);
void write_fec(Words const& words);
void write_csv(Words const& words);

// Writing: probe_write.cpp.
void add(Words const& words);
void fifty(Words const& words);
void import_fec(Words const& words);

} // namespace coop::bench
