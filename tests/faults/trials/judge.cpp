// SPDX-License-Identifier: GPL-3.0-or-later
#include "judge.hpp"

#include <sqlite3.h>

#include <memory>

namespace coop::faults {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Database opened(std::string const& path, int flags)
{
    sqlite3* database = nullptr;
    sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
    return Database{database};
}

Statement prepared(Database const& database, std::string const& sql)
{
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &statement, nullptr);
    return Statement{statement};
}

std::string text_of(sqlite3_stmt* statement, int column)
{
    auto const* const bytes = static_cast<char const*>(sqlite3_column_blob(statement, column));
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    return std::to_string(sqlite3_column_type(statement, column)) +
           (bytes == nullptr ? std::string{} : std::string{bytes, size});
}

/// Every row of every table, and what the tables are.
std::string digest_of_tables(std::string const& path)
{
    auto const database = opened(path, SQLITE_OPEN_READONLY);
    core::Sha256 hash;
    auto const add = [&](std::string const& sql) {
        auto const statement = prepared(database, sql);
        int result = SQLITE_ERROR;
        while (statement && (result = sqlite3_step(statement.get())) == SQLITE_ROW) {
            std::string row;
            for (int i = 0; i < sqlite3_column_count(statement.get()); ++i) {
                core::append_field(row, text_of(statement.get(), i));
            }
            hash.update(row);
        }
        return result == SQLITE_DONE;
    };
    std::vector<std::string> tables;
    auto const list = prepared(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                         "rootpage > 0 ORDER BY name");
    while (list && sqlite3_step(list.get()) == SQLITE_ROW) {
        tables.push_back(text_of(list.get(), 0).substr(1));
    }
    bool whole = add("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name") &&
                 add("SELECT * FROM pragma_user_version");
    for (auto const& table : tables) {
        whole = whole && add("SELECT * FROM \"" + table + "\"");
    }
    return whole ? core::to_hex(hash.finish()) : std::string{};
}

bool is_database(std::string const& bytes)
{
    return bytes.starts_with("SQLite format 3");
}

} // namespace

std::string Judge::settle()
{
    constexpr std::string_view mark = "-journal";
    for (auto const& [name, bytes] : machine_.place().contents()) {
        if (!name.ends_with(mark) || name.starts_with(".coop-")) {
            continue;
        }
        auto const book = name.substr(0, name.size() - mark.size());
        auto const database = opened(book, SQLITE_OPEN_READWRITE);
        auto const statement = prepared(database, "SELECT count(*) FROM sqlite_schema");
        if (!statement || sqlite3_step(statement.get()) != SQLITE_ROW) {
            return book + " does not open: " + sqlite3_errmsg(database.get());
        }
    }
    return {};
}

Judge::Seen const& Judge::look(std::string const& bytes)
{
    auto const [place, is_new] = seen_.try_emplace(core::sha256(bytes));
    auto& seen = place->second;
    if (!is_new) {
        return seen;
    }
    auto const all = machine_.place().contents();
    machine_.place().put(Contents{{"book.coop", bytes}});
    auto const verified = machine_.run({"verify", "-f", "book.coop"});
    if (verified.code != 0) {
        seen.wrong = "verify: " + verified.out + verified.err;
    }
    seen.tables = digest_of_tables("book.coop");
    machine_.place().put(all);
    return seen;
}

std::string const& Judge::tables(std::string const& book)
{
    return look(book).tables;
}

bool Judge::is_between(std::string const& bytes)
{
    auto const all = machine_.place().contents();
    machine_.place().put(Contents{{"book.coop", bytes}});
    bool const ended = machine_.run({"upgrade"}).code == 0;
    auto const now = machine_.place().contents();
    machine_.place().put(all);
    return ended && look(now.at("book.coop")).wrong.empty();
}

State Judge::state(Clean const& clean, Contents const& now, std::string const& name,
                   std::string& why)
{
    auto const found = now.find(name);
    auto const was = clean.before.find(name);
    auto const will = clean.after.find(name);
    auto const* const bytes = found == now.end() ? nullptr : &found->second;
    auto const* const before = was == clean.before.end() ? nullptr : was->second.get();
    auto const* const after = will == clean.after.end() ? nullptr : &will->second;
    auto const same = [&](std::string const* other, bool by_table) {
        if (bytes == nullptr || other == nullptr) {
            return bytes == other;
        }
        if (!by_table) {
            return *bytes == *other;
        }
        return !look(*bytes).tables.empty() && look(*bytes).tables == look(*other).tables;
    };
    bool old = same(before, false);
    bool done = same(after, false);
    if (!old && !done && bytes != nullptr && is_database(*bytes)) {
        why = look(*bytes).wrong;
        old = why.empty() && same(before, true);
        done = why.empty() && same(after, true);
    }
    if (!old && !done) {
        why = name + (bytes == nullptr ? " is gone" : " is neither old nor new") +
              (why.empty() ? "" : "; ") + why;
        return State::neither;
    }
    return old && done ? State::both : old ? State::before : State::after;
}

} // namespace coop::faults
