// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/party/import.hpp>

#include <coop/app/dump.hpp>
#include <coop/exchange/dump.hpp>
#include <coop/exchange/exporter.hpp>

#include <store/files.hpp>
#include <store/sample.hpp>

#include <algorithm>
#include <map>
#include <random>

using namespace coop;
using namespace coop::app;
using core::date;

namespace {

/// Day of the piece, by what an entry is called.
using PieceDates = std::map<std::string, std::optional<core::Date>>;

PieceDates of(std::vector<ledger::Record> const& records)
{
    PieceDates all;
    for (auto const& record : records) {
        all[record.entry.piece] = record.entry.piece_date;
    }
    return all;
}

/// Bills, some of which have a day of their own for their piece: years before, days after.
PieceDates fill(SomeBooks& books, unsigned seed)
{
    std::mt19937 dice{seed};
    PieceDates given;
    for (int i = 1; i <= 30; ++i) {
        auto draft = bill(date(2016, 1 + static_cast<int>(dice() % 12), 15), "Durand", 100 + i);
        draft.piece = "F-" + std::to_string(i);
        if (dice() % 3 != 0) {
            draft.piece_date =
                date(2013 + static_cast<int>(dice() % 5), 1 + static_cast<int>(dice() % 12),
                     1 + static_cast<int>(dice() % 28));
        }
        given[draft.piece] = draft.piece_date == draft.date ? std::nullopt : draft.piece_date;
        books.add(draft);
    }
    books.post_until(date(2016, 12, 31));
    CHECK(of(all_entries(books)) == given);
    return given;
}

std::string exported(SomeBooks& books, std::string_view format)
{
    auto const all = exchange::exporters();
    auto const exporter = std::ranges::find(all, format, &exchange::Exporter::name);
    REQUIRE(exporter != all.end());
    std::string bytes;
    books.read([&](Context const& context) {
        export_books(context, *exporter, {}, [&](std::string_view part) { bytes += part; });
        return core::Document{};
    });
    return bytes;
}

} // namespace

TEST_CASE("the day of a piece comes back from CSV, NDJSON and FEC as it went")
{
    auto const seed = GENERATE(range(1U, 5U));
    INFO(seed);
    SomeBooks books;
    auto const given = fill(books, seed);
    SECTION("CSV")
    {
        SomeBooks others;
        others.write(importing(exchange::csv_importer, exported(books, "csv"), true));
        CHECK(of(all_entries(others)) == given);
        CHECK(exported(others, "csv").size() == exported(books, "csv").size());
    }
    SECTION("NDJSON")
    {
        SomeBooks others;
        others.write(importing(exchange::ndjson_importer, exported(books, "ndjson"), true));
        CHECK(of(all_entries(others)) == given);
    }
    SECTION("FEC")
    {
        SomeBooks others;
        others.write(importing_fec(written_fec(books, "2016")));
        CHECK(of(all_entries(others)) == given);
        CHECK(written_fec(others, "2016") == written_fec(books, "2016"));
    }
    SECTION("dump")
    {
        std::string text;
        books.read([&](Context const& context) {
            dump(context, [&](std::string_view part) { text += part; });
            return core::Document{};
        });
        test::Folder folder;
        auto const path = folder.file("deux.coop");
        exchange::DumpReader reader{core::input_of("livre.ndjson", text)};
        store::sqlite::engine().create(path,
                                       {.book = reader.book(),
                                        .fill =
                                            [&](store::Session& session) {
                                                restore({session, {}}, reader);
                                            },
                                        .records_given = true},
                                       test::options());
        auto const restored = store::sqlite::engine().open(path, test::options());
        auto const session = restored->read();
        std::vector<ledger::Record> records;
        auto const next = session->entries({});
        while (auto record = next()) {
            records.push_back(std::move(*record));
        }
        CHECK(of(records) == given);
        CHECK(session->verify().empty());
    }
}
