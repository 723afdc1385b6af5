// SPDX-License-Identifier: GPL-3.0-or-later
//
// probe WORK FILE…: one work of coop, bare.
#include "probe.hpp"

#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace coop::bench {

void fail(sqlite3* database, char const* what)
{
    std::fprintf(stderr, "probe: %s: %s\n", what, sqlite3_errmsg(database));
    std::exit(1);
}

sqlite3* open_book(char const* path)
{
    sqlite3* database = nullptr;
    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
        SQLITE_OK) {
        fail(database, path);
    }
    run_sql(database, "PRAGMA foreign_keys = ON; PRAGMA synchronous = EXTRA");
    return database;
}

void run_sql(sqlite3* database, char const* sql)
{
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(database, sql);
    }
}

Query::Query(sqlite3* database, char const* sql) : database_(database)
{
    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) !=
        SQLITE_OK) {
        fail(database, sql);
    }
}

Query::~Query()
{
    sqlite3_finalize(statement_);
}

void Query::check(int code)
{
    if (code != SQLITE_OK) {
        fail(database_, sqlite3_sql(statement_));
    }
}

Query& Query::with(std::int64_t value)
{
    check(sqlite3_bind_int64(statement_, ++bound_, value));
    return *this;
}

Query& Query::with(std::string_view text)
{
    check(sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()),
                            SQLITE_STATIC));
    return *this;
}

Query& Query::with_blob(std::string_view bytes)
{
    check(sqlite3_bind_blob(statement_, ++bound_, bytes.data(), static_cast<int>(bytes.size()),
                            SQLITE_STATIC));
    return *this;
}

Query& Query::with_null()
{
    check(sqlite3_bind_null(statement_, ++bound_));
    return *this;
}

bool Query::row()
{
    auto const code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        fail(database_, sqlite3_sql(statement_));
    }
    sqlite3_reset(statement_);
    bound_ = 0;
    return false;
}

void Query::done()
{
    while (row()) {
    }
}

std::int64_t Query::integer(int column) const
{
    return sqlite3_column_int64(statement_, column);
}

std::string_view Query::text(int column) const
{
    auto const* const bytes =
        reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
    return {bytes == nullptr ? "" : bytes,
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Out& Out::operator<<(std::string_view text)
{
    text_ += text;
    if (text_.size() >= 64 * 1024) {
        flush();
    }
    return *this;
}

Out& Out::operator<<(std::int64_t number)
{
    char text[24];
    auto const end = std::to_chars(text, text + sizeof text, number).ptr;
    return *this << std::string_view{text, static_cast<std::size_t>(end - text)};
}

Out& Out::amount(std::int64_t cents, char mark)
{
    if (cents < 0) {
        text_ += '-';
    }
    auto const positive = cents < 0 ? -cents : cents;
    *this << positive / 100;
    text_ += mark;
    return digits(positive % 100, 2);
}

Out& Out::digits(std::int64_t number, int count)
{
    auto const size = static_cast<std::size_t>(count);
    text_.append(size, '0');
    for (auto place = text_.size(); place > text_.size() - size; number /= 10) {
        text_[--place] = static_cast<char>('0' + number % 10);
    }
    return *this;
}

void Out::flush()
{
    for (std::string_view rest = text_; !rest.empty();) {
        auto const written = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (written < 0) {
            std::exit(6);
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    text_.clear();
}

} // namespace coop::bench

int main(int argc, char** argv)
{
    using namespace coop::bench;
    struct Work {
        std::string_view name;
        std::size_t words;
        void (*run)(Words const& words);
        char const* usage;
    };
    constexpr Work works[] = {
        {"start", 1, start, "BOOK"},
        {"resultat", 2, resultat, "BOOK YEAR"},
        {"balance", 1, balance, "BOOK"},
        {"account", 3, account, "BOOK CODE YEAR"},
        {"page", 3, page, "BOOK YEAR ENTRIES"},
        {"write-fec", 2, write_fec, "BOOK YEAR"},
        {"write-csv", 1, write_csv, "BOOK"},
        {"add", 2, add, "BOOK draft|posted"},
        {"fifty", 1, fifty, "BOOK"},
        {"import", 4, import_fec, "NEW-BOOK SCHEMA.sql FEC bare|guarded"},
    };
    std::string_view const name = argc > 1 ? argv[1] : "";
    Words const words(argv + (argc > 2 ? 2 : argc), argv + argc);
    for (auto const& work : works) {
        if (work.name == name && work.words == words.size()) {
            work.run(words);
            return 0;
        }
    }
    for (auto const& work : works) {
        std::fprintf(stderr, "probe %s %s\n", work.name.data(), work.usage);
    }
    return 2;
}
