// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/render/render.hpp>

#include "written.hpp"

#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("a format is found by its name and by the extension of a file")
{
    struct Case {
        std::string path, name;
    };
    for (auto const& c : {
             Case{"ag.txt", "text"},
             {"ag-2018.csv", "csv"},
             {"folder.d/AG.CSV", "csv"},
             {"a.b.tsv", "tsv"},
             {"ag.json", "json"},
             {"ag.ndjson", "ndjson"},
             {"ag.jsonl", "ndjson"},
             {"ag.md", "md"},
         }) {
        INFO(c.path);
        REQUIRE(render::format_of_file(c.path) != nullptr);
        CHECK(render::format_of_file(c.path)->name == c.name);
        CHECK(render::find_format(c.name) == render::format_of_file(c.path));
    }
}

TEST_CASE("no format is guessed for a file without a known extension")
{
    for (auto const* path : {"", "ag", "ag.", "ag.doc", "folder.csv/ag", "csv"}) {
        INFO(path);
        CHECK(render::format_of_file(path) == nullptr);
    }
    CHECK(render::find_format("") == nullptr);
    CHECK(render::find_format("CSV") == nullptr);
}

TEST_CASE("a format says what commands ask of it")
{
    CHECK(render::usual_format.for_reading);
    CHECK(render::find_format("md")->for_reading);
    for (auto const* format : {&render::csv_format, render::find_format("tsv"),
                               &render::json_format, &render::ndjson_format}) {
        INFO(format->name);
        CHECK_FALSE(format->for_reading);
    }
    for (auto const* format : render::formats()) {
        INFO(format->name);
        CHECK(format->holds_notes == (format == &render::json_format));
        CHECK(render::find_format(format->name) == format);
    }
}

TEST_CASE("every format writes an empty document and a table without rows")
{
    for (auto const* format : render::formats()) {
        INFO(format->name);
        CHECK_FALSE(format->binary);
        CHECK_NOTHROW(written(format->name, {}));
        CHECK_NOTHROW(written(format->name, document_of({}, {})));
        CHECK_NOTHROW(written(format->name, {"", "", "", {core::Table{}}, {}}));
        CHECK_FALSE(written(format->name, document_of({{"label", "Libellé"}}, {})).empty() !=
                    (format->name == "ndjson"));
    }
}

TEST_CASE("every format writes the first rows before it has seen the last")
{
    for (auto const* format : render::formats()) {
        INFO(format->name);
        std::int64_t pulled = 0;
        std::int64_t pulled_at_row = 0;
        core::Table table{"t", "", {{"n", "N"}}, [&]() -> std::optional<core::Row> {
                              return ++pulled > 10'000
                                         ? std::nullopt
                                         : std::optional{item({std::int64_t{77'000}})};
                          }};
        core::Document document{"", "", "", {std::move(table)}, {}};
        format->write(document,
                      [&](std::string_view bytes) {
                          if (pulled_at_row == 0 && bytes.find("77000") != bytes.npos) {
                              pulled_at_row = pulled;
                          }
                      },
                      {});
        CHECK(pulled == 10'001); // the end is asked for once
        CHECK(pulled_at_row > 0);
        CHECK(pulled_at_row <= 2001);
    }
}

TEST_CASE("a column for machines is in CSV, TSV and JSON, and no reader of text sees it")
{
    struct Case {
        std::string_view format;
        bool seen;
    };
    for (auto const& [format, seen] : {Case{"text", false},
                                       {"md", false},
                                       {"csv", true},
                                       {"tsv", true},
                                       {"json", true},
                                       {"ndjson", true}}) {
        INFO(format);
        auto const bytes = written(
            format,
            document_of({{"side", "", true}, {"row", "Ligne"}, {"n", "2017"}},
                        {item({std::string{"hidden"}, std::string{"Dons"}}),
                         item({std::string{"hidden"}, std::string{"Dues"}, core::cents(5)})}));
        CHECK((bytes.find("hidden") != bytes.npos) == seen);
        CHECK(bytes.find("Dons") != bytes.npos);
        CHECK(bytes.find("05") != bytes.npos);
    }
}

TEST_CASE("keys are put in words for readers, and stay keys for machines")
{
    auto const document = [] {
        core::Column state{.key = "state", .label = "État", .words = "app.year."};
        // A key without a sentence is shown as it is, and so is what has no words at all.
        auto result = document_of({state, {"free", "Texte"}},
                                  {item({"closed", "closed"}), item({"autre", core::Cell{}})});
        result.blocks.emplace_back(core::Facts{{{"now", "Maintenant", "open", "app.year."}}});
        return result;
    };
    auto const text = written("text", document());
    CHECK(text.find("ouvert") != std::string::npos);
    CHECK(text.find("clos   closed") != std::string::npos);
    CHECK(text.find("autre") != std::string::npos);
    auto const markdown = written("md", document());
    CHECK(markdown.find("ouvert") != std::string::npos);
    CHECK(markdown.find("| clos | closed |") != std::string::npos);
    for (auto const* const format : {"csv", "tsv", "json", "ndjson"}) {
        CAPTURE(format);
        CHECK(written(format, document()).find("clos\"") == std::string::npos);
        CHECK(written(format, document()).find("closed") != std::string::npos);
    }
    CHECK(written("json", document()).find("\"open\"") != std::string::npos);
}
