// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/made.hpp"

#include <coop/app/account.hpp>
#include <coop/app/books.hpp>
#include <coop/app/budget.hpp>
#include <coop/app/inkind.hpp>
#include <coop/app/ledger.hpp>
#include <coop/app/party.hpp>
#include <coop/app/report.hpp>
#include <coop/app/year.hpp>
#include <coop/store/sqlite.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coop::app {

/// A document whose rows were pulled while the session lived. Every label has its sentence.
struct Answer {
    struct Rows {
        std::vector<std::string> columns;
        std::vector<core::Row> rows;

        std::size_t size() const { return rows.size(); }

        core::Cell at(std::size_t row, std::string const& column) const
        {
            for (std::size_t i = 0; i < columns.size(); ++i) {
                if (columns[i] == column) {
                    return rows.at(row).cells.at(i);
                }
            }
            FAIL("no column " << column);
            return {};
        }
    };

    std::string id;
    std::string title;
    std::map<std::string, core::Cell> facts;
    std::map<std::string, Rows> tables;
    std::vector<core::Diagnostic> notes;

    bool notes_have(std::string const& note) const
    {
        for (auto const& one : notes) {
            if (one.id == note) {
                return true;
            }
        }
        return false;
    }
};

inline void demand_worded(std::string const& text)
{
    INFO(text);
    CHECK(text.find("⟦") == std::string::npos);
    CHECK(text.find('{') == std::string::npos);
}

inline void pull(Answer& answer, core::Table& table)
{
    demand_worded(table.title);
    auto& rows = answer.tables[table.id];
    for (auto const& column : table.columns) {
        demand_worded(column.label);
        rows.columns.push_back(column.key);
    }
    while (auto row = table.rows()) {
        bool const heading = row->role == core::RowRole::heading;
        CHECK((heading || row->cells.size() == table.columns.size()));
        for (auto const& cell : row->cells) {
            if (auto const* text = std::get_if<std::string>(&cell)) {
                demand_worded(*text);
            }
        }
        rows.rows.push_back(std::move(*row));
    }
}

inline Answer pull(core::Document document)
{
    Answer answer{document.id, document.title, {}, {}, document.notes};
    demand_worded(document.title);
    for (auto& block : document.blocks) {
        if (auto* table = std::get_if<core::Table>(&block)) {
            pull(answer, *table);
        } else if (auto const* facts = std::get_if<core::Facts>(&block)) {
            for (auto const& fact : facts->items) {
                demand_worded(fact.label);
                answer.facts[fact.key] = fact.value;
            }
        }
    }
    for (auto const& note : document.notes) {
        demand_worded(i18n::text(i18n::Language::fr, note.id, note.args));
    }
    return answer;
}

/// Books in a temporary file; each call is one transaction, as each command is.
class SomeBooks {
public:
    explicit SomeBooks(std::vector<std::string> const& years = {"2016", "2017", "2018"},
                       ledger::ChartFamily family = ledger::ChartFamily::associations)
        : folder_(make_folder())
    {
        store::EngineOptions options;
        options.salt = [] { return store::Salt{}; };
        options.today = "2018-06-01";
        options.wait_ms = 0;
        ledger::Book book;
        book.name = "La Coop des Communs";
        book.family = family;
        store_ = test::made((folder_ / "livre.coop").string(), book, options);
        for (auto const& year : years) {
            write([&](Context const& context) {
                return context.session.years().empty()
                           ? found(context, ledger::parse_year(year), "")
                           : add_year(context, ledger::parse_year(year), "");
            });
        }
    }

    SomeBooks(SomeBooks const&) = delete;
    SomeBooks& operator=(SomeBooks const&) = delete;

    ~SomeBooks()
    {
        store_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    core::Date today = core::date(2018, 6, 1);

    /// `action(Context const&)` gives a Document; what it wrote is kept.
    template <class Action>
    Answer write(Action action)
    {
        auto const session = store_->write();
        Context const context{*session, {.today = today}};
        auto answer = pull(action(context));
        session->commit();
        return answer;
    }

    template <class Action>
    Answer read(Action action)
    {
        auto const session = store_->read();
        Context const context{*session, {.today = today}};
        return pull(action(context));
    }

    /// The id of the error that `action` throws, or ""; nothing is kept.
    template <class Action>
    std::string refuses(Action action)
    {
        auto const id = refused(action).id();
        return id == "nothing was refused" ? "" : id;
    }

    /// The error that `action` throws, which has its sentence and its hint in French.
    template <class Action>
    core::Error refused(Action action)
    {
        auto const session = store_->write();
        Context const context{*session, {.today = today}};
        auto const error = core::refused([&] { action(context); });
        if (error.id() == "nothing was refused") {
            return error;
        }
        demand_worded(i18n::text(i18n::Language::fr, error.id(), error.diagnostic().args));
        auto const hint =
            i18n::find_text(i18n::Language::fr, error.id() + ".hint", error.diagnostic().args);
        demand_worded(hint.value_or(""));
        return error;
    }

    // Shorter words for what most tests do.

    Answer add(ledger::Draft const& draft, bool post = false)
    {
        return write([&](Context const& context) {
            return add_entries(context, std::vector{exchange::ReadDraft{draft, {}, {}}}, post);
        });
    }

    std::string refuses_to_add(ledger::Draft const& draft)
    {
        return refuses([&](Context const& context) {
            return add_entries(context, std::vector{exchange::ReadDraft{draft, {}, {}}}, false);
        });
    }

    Answer post_until(core::Date day)
    {
        return write([&](Context const& context) { return post_entries(context, {}, day); });
    }

    void add_some_project(std::string const& code)
    {
        write([&](Context const& context) { return add_project(context, {code, ""}); });
    }

    Answer show(ledger::EntryId id)
    {
        return read([&](Context const& context) { return show_entry(context, id); });
    }

private:
    static std::filesystem::path make_folder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "coop-app-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        return pattern;
    }

    std::filesystem::path folder_;
    std::unique_ptr<store::Store> store_;
};

inline ledger::Line debit(std::string account, std::int64_t cents, std::string project = {})
{
    return {std::move(account), core::cents(cents), {}, std::move(project), {}, {}};
}

inline ledger::Line credit(std::string account, std::int64_t cents, std::string project = {})
{
    return {std::move(account), {}, core::cents(cents), std::move(project), {}, {}};
}

inline ledger::Draft entry(core::Date day, std::string label, std::vector<ledger::Line> lines)
{
    ledger::Draft draft;
    draft.date = day;
    draft.label = std::move(label);
    draft.lines = std::move(lines);
    return draft;
}

/// 20 € of dues received on the bank.
inline ledger::Draft dues(core::Date day = core::date(2016, 3, 2))
{
    return entry(day, "Cotisation 2016", {debit("512", 2000), credit("756", 2000)});
}

inline std::vector<ledger::Record> all_entries(SomeBooks& books)
{
    std::vector<ledger::Record> all;
    books.read([&](Context const& context) {
        auto const stream = context.session.entries({});
        while (auto record = stream()) {
            all.push_back(std::move(*record));
        }
        return core::Document{};
    });
    return all;
}

template <class T>
T value(core::Cell const& cell)
{
    auto const* found = std::get_if<T>(&cell);
    REQUIRE(found != nullptr);
    return *found;
}

inline core::Money money(core::Cell const& cell)
{
    return value<core::Money>(cell);
}
inline std::int64_t number(core::Cell const& cell)
{
    return value<std::int64_t>(cell);
}
inline std::string text(core::Cell const& cell)
{
    return value<std::string>(cell);
}
inline bool blank(core::Cell const& cell)
{
    return std::holds_alternative<std::monostate>(cell);
}

} // namespace coop::app
