// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <coop/core/text.hpp>

#include "written.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using core::cents;
using core::RowRole;
using nlohmann::json;

namespace {

core::Document statement()
{
    core::Document document;
    document.id = "resultat";
    document.title = "Compte de résultat";
    document.subtitle = "2017";
    document.blocks.emplace_back(core::Facts{{{"year", "Exercice", std::string{"2017"}}}});
    document.blocks.emplace_back(
        core::Table{"lines",
                    "Lignes",
                    {{"label", "Libellé"}, {"n", "2017"}, {"share", "%"}},
                    core::rows({
                        {"h", RowRole::heading, 0, {std::string{"CHARGES"}}, {}},
                        {"a",
                         RowRole::item,
                         1,
                         {std::string{"Dons"}, cents(-123456), core::Ratio{1, 8}},
                         {{"754"}, {"r"}}},
                    })});
    return document;
}

} // namespace

TEST_CASE("a document in JSON has one line per row and its blocks by kind")
{
    CHECK(written("json", statement()) == R"({
  "id": "resultat",
  "title": "Compte de résultat",
  "subtitle": "2017",
  "facts": {
    "year": "2017"
  },
  "tables": [
    {
      "id": "lines",
      "title": "Lignes",
      "columns": [
        {"key": "label", "label": "Libellé"},
        {"key": "n", "label": "2017"},
        {"key": "share", "label": "%"}
      ],
      "rows": [
        {"key": "h", "role": "heading", "depth": 0, "cells": {"label": "CHARGES", "n": null, "share": null}},
        {"key": "a", "role": "item", "depth": 1, "cells": {"label": "Dons", "n": {"cents": -123456, "amount": "-1234.56"}, "share": {"num": 1, "den": 8, "percent": "12.5"}}, "trace": {"accounts": ["754"], "rows": ["r"]}}
      ]
    }
  ],
  "notes": []
}
)");
}

TEST_CASE("each kind of cell has its form in JSON")
{
    struct Case {
        core::Cell cell;
        json expected;
    };
    for (auto const& c : {
             Case{{}, nullptr},
             {std::string{}, ""},
             {std::int64_t{-7}, -7},
             {cents(5), {{"cents", 5}, {"amount", "0.05"}}},
             {core::Quantity{{650, 2}, "h"}, {{"value", "6.50"}, {"unit", "h"}}},
             {core::date(2017, 3, 4), "2017-03-04"},
             {core::Ratio{-1, 3}, {{"num", -1}, {"den", 3}, {"percent", "-33.3"}}},
             {core::Ratio{1, 0}, {{"num", 1}, {"den", 0}, {"percent", nullptr}}},
         }) {
        INFO(c.expected.dump());
        core::Document document;
        document.blocks.emplace_back(core::Facts{{{"value", "", c.cell}}});
        CHECK(json::parse(written("json", std::move(document)))["facts"]["value"] == c.expected);
    }
}

TEST_CASE("any text comes back from JSON as it was, and no control character goes out")
{
    for (std::string const text : {"=cmd()", "a\"b\\c/d", "a\nb\tc\rd\x1b\x01\x7f",
                                   "🚲 Cafe\u0301 \u202f\u00a0", "\u009b31m\u0080\u00a1"}) {
        INFO(text);
        auto const bytes = written("json", document_of({{"k", "K"}}, {item({text})}));
        CHECK(json::parse(bytes)["tables"][0]["rows"][0]["cells"]["k"] == text);
        CHECK(bytes.find_first_of("\x1b\x01\x7f\t\r") == std::string::npos);
        CHECK(bytes.find("\u009b") == std::string::npos);
    }
    auto const long_text = repeated("é", 10'000);
    CHECK(json::parse(written(
              "json", document_of({{"k", "K"}},
                                  {item({long_text})})))["tables"][0]["rows"][0]["cells"]["k"] ==
          long_text);
}

TEST_CASE("what is not UTF-8 is replaced, so that the whole stays readable")
{
    auto const bytes =
        written("json", document_of({{"k", "K"}}, {item({std::string{"\xe9t\xe9"}})}));
    CHECK(json::parse(bytes)["tables"][0]["rows"][0]["cells"]["k"] == "\ufffdt\ufffd");
}

TEST_CASE("paragraphs and notes are in JSON, a note with its values")
{
    core::Document document;
    document.blocks.emplace_back(core::Paragraph{"Une phrase."});
    document.notes.push_back(
        {core::Severity::info, "money.overflow", {{"limit", cents(123456)}}, {"f.csv", 3, 0, ""}});
    auto const parsed = json::parse(written("json", std::move(document)));
    CHECK(parsed["paragraphs"] == json{"Une phrase."});
    auto const& note = parsed["notes"][0];
    CHECK(note["severity"] == "info");
    CHECK(note["id"] == "money.overflow");
    CHECK(note["args"]["limit"]["cents"] == 123456);
    CHECK(note["where"] ==
          json{{"source", "f.csv"}, {"line", 3}, {"column", nullptr}, {"excerpt", nullptr}});
    CHECK(note["message"].get<std::string>().find("1\u202f234,56") != std::string::npos);
}

TEST_CASE("NDJSON is a line per row, its cells beside its table, key and role")
{
    CHECK(
        written("ndjson", statement()) ==
        R"({"table": "lines", "key": "h", "role": "heading", "label": "CHARGES", "n": null, "share": null})"
        "\n"
        R"({"table": "lines", "key": "a", "role": "item", "label": "Dons", "n": {"cents": -123456, "amount": "-1234.56"}, "share": {"num": 1, "den": 8, "percent": "12.5"}})"
        "\n");
}

TEST_CASE("NDJSON never says a name twice, and without a table it is one line of facts")
{
    CHECK(written("ndjson", document_of({{"key", ""}, {"role", ""}},
                                        {item({std::string{"k\n"}, std::int64_t{2}})})) ==
          "{\"table\": \"table\", \"key\": \"k\\n\", \"role\": 2}\n");
    core::Document document;
    document.blocks.emplace_back(core::Facts{{{"entry", "", std::int64_t{12}}}});
    document.blocks.emplace_back(core::Facts{{{"number", "", std::string{"BQ/2016/12"}}}});
    CHECK(written("ndjson", std::move(document)) ==
          "{\"entry\": 12, \"number\": \"BQ/2016/12\"}\n");
}

TEST_CASE("NDJSON tells the facts before several tables or findings, as CSV does")
{
    auto const with_facts = [](std::string const& id) {
        core::Document document;
        document.blocks.emplace_back(core::Facts{{{"head", "", std::string{"c0ffee"}}}});
        document.blocks.emplace_back(core::Table{id, "", {{"n", ""}}, core::rows({})});
        return written("ndjson", std::move(document));
    };
    CHECK(with_facts("findings") == "{\"head\": \"c0ffee\"}\n");
    CHECK(with_facts("ag").empty());
}

TEST_CASE("the right half of a row of two sides says its role in JSON")
{
    core::Row row{"a|b", core::RowRole::subtotal, 0, {std::string{"A"}, std::string{"B"}}, {}};
    row.right = core::RightHalf{1, core::RowRole::item, 2};
    auto const text = written("json", document_of({{"l", ""}, {"r", ""}}, {row}));
    CHECK(text.find(R"("role": "subtotal", "depth": 0, "right": {"role": "item", "depth": 2})") !=
          text.npos);
}
