// SPDX-License-Identifier: GPL-3.0-or-later
//
// plans BOOK: runs commands of every day as the program does, notes the statements that SQLite was
// given, and refuses any whose plan walks all lines, entries or balances, or sorts in a B-tree.
#include <coop/cli/run.hpp>
#include <coop/store/sqlite.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::set<std::string> statements; // of the command that runs

int note(unsigned, void*, void* statement, void*)
{
    statements.insert(sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
    return 0;
}

int on_open(sqlite3* database, char const**, void const*)
{
    return sqlite3_trace_v2(database, SQLITE_TRACE_STMT, note, nullptr);
}

bool mentions(std::string_view text, std::initializer_list<std::string_view> words)
{
    for (auto const word : words) {
        if (text.find(word) != text.npos) {
            return true;
        }
    }
    return false;
}

/// Whether a step of a plan grows with the books. What is small in any books may be sorted.
bool is_costly(std::string_view sql, std::string_view step)
{
    return mentions(step,
                    {"SCAN line", "SCAN entry", "SCAN e ", "SCAN balance", "SCAN party_balance"}) ||
           step == "SCAN e" ||
           (mentions(step, {"TEMP B-TREE"}) && mentions(sql, {" line", " entry", " balance"}));
}

std::vector<std::string> costly_steps(sqlite3* database, std::string const& sql)
{
    std::vector<std::string> steps;
    sqlite3_stmt* plan = nullptr;
    if (sqlite3_prepare_v2(database, ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &plan, nullptr) !=
        SQLITE_OK) {
        return {sqlite3_errmsg(database)};
    }
    while (sqlite3_step(plan) == SQLITE_ROW) {
        std::string const step = reinterpret_cast<char const*>(sqlite3_column_text(plan, 3));
        if (is_costly(sql, step)) {
            steps.push_back(step);
        }
    }
    sqlite3_finalize(plan);
    return steps;
}

bool has_plan(std::string_view sql)
{
    return mentions(sql.substr(0, 6), {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"});
}

/// 1 where a statement of the command has a plan that it should not have.
int refuse_costly(sqlite3* database, std::string const& command)
{
    int status = 0;
    for (auto const& sql : statements) {
        for (auto const& step :
             has_plan(sql) ? costly_steps(database, sql) : std::vector<std::string>{}) {
            std::fprintf(stderr, "%s: %s\n    %s\n", command.c_str(), step.c_str(), sql.c_str());
            status = 1;
        }
    }
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: cost_plans BOOK\n", stderr);
        return 2;
    }
    std::vector<std::vector<std::string>> const commands{
        {"journal", "list"},
        {"report", "resultat", "--year", "2025", "--columns", "n-1,n"},
        {"report", "bilan", "--year", "2025"},
        {"report", "balance", "--year", "2025"},
        {"report", "balance-auxiliaire", "--year", "2025"},
        {"report", "grand-livre", "--account", "512110", "--year", "2025"},
        {"ledger", "list", "--year", "2025", "--limit", "50"},
        {"ledger", "show", "1"},
        {"ledger", "add", "--date", "2025-12-15", "--charge", "606400=12,34", "--paid-from",
         "512110", "--label", "Fournitures", "--post", "--dry-run"},
    };
    sqlite3* database = nullptr;
    if (sqlite3_open(argv[1], &database) != SQLITE_OK) {
        return 2;
    }
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(on_open));
    int status = 0;
    for (auto command : commands) {
        statements.clear();
        auto world = coop::cli::process_world();
        auto const name = command[0] + " " + command[1];
        command.insert(command.begin(), {"-f", argv[1]});
        if (coop::cli::run(command, world, coop::store::sqlite::engine()) != 0) {
            std::fprintf(stderr, "%s: failed\n", name.c_str());
            status = 1;
        }
        status = std::max(status, refuse_costly(database, name));
    }
    sqlite3_close(database);
    return status;
}
