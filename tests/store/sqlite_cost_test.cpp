// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a command costs must not depend on what the book already holds. Counted in steps of the
// virtual machine of SQLite, triggers included, and read in its plans: neither flaps as a clock
// does.
#include "files.hpp"
#include "made.hpp"
#include "raw.hpp"
#include "sample.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace coop;

namespace {

// What every connection of this process ran since the last clear().
std::set<std::string> statements;
std::int64_t steps = 0;

void clear()
{
    statements.clear();
    steps = 0;
}

int watch(unsigned event, void*, void* statement, void*)
{
    auto* const prepared = static_cast<sqlite3_stmt*>(statement);
    if (event == SQLITE_TRACE_PROFILE) {
        steps += sqlite3_stmt_status(prepared, SQLITE_STMTSTATUS_VM_STEP, 1);
        statements.insert(sqlite3_sql(prepared));
    }
    return 0;
}

int on_open(sqlite3* database, char const**, void const*)
{
    return sqlite3_trace_v2(database, SQLITE_TRACE_PROFILE, watch, nullptr);
}

struct Watch {
    Watch() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(on_open)); }
    ~Watch() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(on_open)); }
};

// A book of `size` entries in each month of 2017, on the same accounts, projects and parties; none
// has a supporting document, so that no index of such entries is short.
std::unique_ptr<store::Store> book_of(std::string const& path, int size)
{
    auto books = test::made(path, test::coop_des_communs(), test::options());
    auto session = books->write();
    session->add_year(test::civil_year(2017));
    session->add_project({"lille", ""});
    session->add_party({"A. Martin", "", ""});
    for (int i = 0; i < size; ++i) {
        for (unsigned month = 1; month <= 12; ++month) {
            auto draft = test::payment(core::date(2017, month, 1), "6251", "401", 100, "AC");
            draft.ref = std::to_string(i) + "-" + std::to_string(month);
            draft.piece = "";
            draft.lines[0].project = "lille";
            draft.lines[1].party = "A. Martin";
            session->post(session->save(test::checked(draft)), core::date(2017, 12, 31));
        }
    }
    session->commit();
    return books;
}

using Work = std::function<void(store::Session&)>;

// The steps of one session that does `work`.
std::int64_t cost(store::Store& books, Work const& work)
{
    clear();
    auto session = books.write();
    work(*session);
    session->commit();
    session.reset();
    return steps;
}

// One entry on an account and a project that no other has, found again by each.
void find_the_rare(store::Session& session)
{
    auto draft = test::payment(core::date(2017, 6, 1), "606", "512", 100, "BQ");
    session.add_project({"rare", ""});
    draft.lines[0].project = "rare";
    auto const id = session.save(test::checked(draft));
    store::EntryQuery by_account;
    by_account.account = "60";
    store::EntryQuery by_project;
    by_project.project = "rare";
    for (auto const& query : {by_account, by_project}) {
        auto const found = test::pulled(session.entries(query));
        REQUIRE(found.size() == 1);
        CHECK(found[0].id == id);
    }
    session.erase(id);
}

void add_and_post(store::Session& session)
{
    auto draft = test::payment(core::date(2017, 6, 1), "6251", "401", 100, "AC");
    draft.ref = "encore";
    draft.lines[0].project = "lille";
    draft.lines[1].party = "A. Martin";
    session.find_by_ref(draft.ref);
    session.post(session.save(test::checked(draft)), core::date(2017, 12, 31));
}

std::vector<std::string> plan_of(test::Raw& raw, std::string const& sql)
{
    return sql.rfind("SELECT", 0) == 0 || sql.rfind("UPDATE", 0) == 0 ||
                   sql.rfind("INSERT", 0) == 0 || sql.rfind("DELETE", 0) == 0
               ? raw.column("EXPLAIN QUERY PLAN " + sql)
               : std::vector<std::string>{};
}

} // namespace

TEST_CASE("what a command costs does not depend on the size of the book")
{
    Watch const watching;
    test::Folder folder;
    auto small = book_of(folder.file("petit.coop"), 2);
    auto large = book_of(folder.file("grand.coop"), 200);
    struct Case {
        char const* name;
        Work work;
    };
    for (auto const& one : std::vector<Case>{
             {"an entry, posted", add_and_post},
             {"a draft replaced and erased",
              [](store::Session& session) {
                  auto const entry = test::checked(
                      test::payment(core::date(2017, 6, 1), "6251", "401", 100, "AC"));
                  auto const id = session.save(entry);
                  session.replace(id, entry);
                  session.erase(id);
              }},
             {"entries of a rare account or project", find_the_rare},
             {"balances of the year",
              [](store::Session& session) { session.balances("2017", store::Which::all); }},
             {"balances of whole months",
              [](store::Session& session) {
                  session.balances("2017", store::Which::posted,
                                   core::Period{core::date(2017, 2, 1), core::date(2017, 3, 31)});
              }},
             {"entries counted", [](store::Session& session) { session.counts("2017"); }},
             {"the head of the chain", [](store::Session& session) { session.head(); }},
         }) {
        INFO(one.name);
        auto const on_small = cost(*small, one.work);
        auto const on_large = cost(*large, one.work);
        CHECK(on_small > 0);
        // A cell of the balances made rather than changed, and the like: a constant.
        CHECK(on_large <= on_small + 100);
    }
}

TEST_CASE("no statement of every day scans the lines or sorts them")
{
    Watch const watching;
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto books = book_of(path, 2);
    clear();
    {
        auto session = books->write();
        auto const year = test::civil_year(2017).period;
        core::Period const part{core::date(2017, 2, 3), core::date(2017, 5, 6)};
        add_and_post(*session);
        for (auto const which : {store::Which::all, store::Which::posted, store::Which::drafts}) {
            session->balances("2017", which);
            session->balances("2017", which, part);
            session->project_balances("2017", which);
            test::pulled(session->account_lines("4", year, which));
            store::EntryQuery query;
            query.year = "2017";
            query.which = which;
            test::pulled(session->entries(query));
        }
        session->commit();
    }
    REQUIRE(statements.size() > 20);
    test::Raw raw{path};
    for (auto const& sql : statements) {
        INFO(sql);
        for (auto const& step : plan_of(raw, sql)) {
            INFO(step);
            CHECK(step.find("SCAN line") == std::string::npos);
            CHECK(step.find("SCAN balance") == std::string::npos);
            CHECK(step.find("SCAN entry") == std::string::npos);
            CHECK(step.find("SCAN e ") == std::string::npos);
            CHECK(step.find("TEMP B-TREE") == std::string::npos);
        }
    }
}

TEST_CASE("a walk over the whole book sorts nothing, and finds its lines where they lie")
{
    Watch const watching;
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto books = book_of(path, 2);
    clear();
    {
        auto session = books->read();
        for (auto const* year : {"", "2017"}) {
            for (auto const which :
                 {store::Which::all, store::Which::posted, store::Which::drafts}) {
                for (auto const order : {store::Order::date, store::Order::posting}) {
                    session->scan({year, which, order}, [](auto const&) {});
                }
            }
        }
        session->scan_sealed([](auto const&) {});
    }
    test::Raw raw{path};
    int plans = 0;
    for (auto const& sql : statements) {
        INFO(sql);
        for (auto const& step : plan_of(raw, sql)) {
            INFO(step);
            CHECK((sql.find(" entry ") == std::string::npos ||
                   step.find("TEMP B-TREE") == std::string::npos));
            CHECK(step.find("SCAN line") == std::string::npos);
            CHECK((step.find("SCAN e") == std::string::npos ||
                   step.find("USING INDEX") != std::string::npos));
            ++plans;
        }
    }
    CHECK(plans > 10);
}

TEST_CASE("sums by project and party come from the index of the lines that have one")
{
    Watch const watching;
    test::Folder folder;
    auto const path = folder.file("livre.coop");
    auto books = book_of(path, 2);
    auto const plan = [&](Work const& work) {
        clear();
        auto const session = books->read();
        work(*session);
        test::Raw raw{path};
        std::string text;
        for (auto const& sql : statements) {
            for (auto const& step : plan_of(raw, sql)) {
                text += step + "\n";
            }
        }
        return text;
    };
    CHECK_THAT(plan([](auto& session) { session.project_balances("2017", store::Which::all); }),
               Catch::Contains("line USING COVERING INDEX line_by_project"));
    CHECK_THAT(plan([](auto& session) { session.party_balances("2017", store::Which::all); }),
               Catch::Contains("party_balance USING PRIMARY KEY (year_id=? AND month=?)"));
    CHECK_THAT(plan([](auto& session) {
                   session.balances("2017", store::Which::all,
                                    core::Period{core::date(2017, 1, 2), core::date(2017, 1, 3)});
               }),
               Catch::Contains("line USING COVERING INDEX line_by_account"));
    CHECK_THAT(plan([](auto& session) { session.counts(""); }),
               Catch::Contains("INDEX entry_drafts") &&
                   Catch::Contains("INDEX sqlite_autoindex_entry_2"));
    CHECK_THAT(plan([](auto& session) {
                   session.count_of_role("2017", ledger::Role::closing, store::Which::all);
               }),
               Catch::Contains("INDEX entry_by_role"));
    CHECK_THAT(plan([](auto& session) { session.count_without_piece("2017"); }),
               Catch::Contains("INDEX entry_without_piece"));
}
