// SPDX-License-Identifier: GPL-3.0-or-later
#include "written.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using core::cents;
using core::RowRole;

TEST_CASE("a document in Markdown has a title, a list of facts, a table and its notes")
{
    core::Document document;
    document.title = "La Coop";
    document.subtitle = "Année 2017";
    document.blocks.emplace_back(
        core::Facts{{{"a", "Montant", cents(123456)}, {"b", "Date", core::date(2017, 3, 14)}}});
    document.blocks.emplace_back(
        core::Table{"t",
                    "Charges",
                    {{"label", "Nature"}, {"n", "2017"}},
                    core::rows({
                        {"h", RowRole::heading, 0, {std::string{"Exploitation"}}, {}},
                        {"a", RowRole::item, 2, {std::string{"Dons"}, cents(-123456)}, {}},
                        {"t", RowRole::total, 0, {std::string{"TOTAL"}, cents(0)}, {}},
                    })});
    document.blocks.emplace_back(core::Paragraph{"Une phrase.\nDeux."});
    document.notes.push_back({core::Severity::info, "render.euro", {}, {}});
    CHECK(written("md", std::move(document)) == "# La Coop\n"
                                                "\n"
                                                "Année 2017\n"
                                                "\n"
                                                "- **Montant**\u00a0: 1\u202f234,56\u00a0€\n"
                                                "- **Date**\u00a0: 14/03/2017\n"
                                                "\n"
                                                "## Charges\n"
                                                "\n"
                                                "*En euros*\n"
                                                "\n"
                                                "| Nature | 2017 |\n"
                                                "| --- | ---: |\n"
                                                "| **Exploitation** | |\n"
                                                "| \u2003\u2003Dons | -1\u202f234,56 |\n"
                                                "| **TOTAL** | **0,00** |\n"
                                                "\n"
                                                "Une phrase.\n"
                                                "Deux.\n"
                                                "\n"
                                                "- En euros\n");
}

TEST_CASE("no label becomes Markdown, HTML or a command to a terminal")
{
    struct Case {
        std::string label, cell;
    };
    for (auto const& c : {
             Case{"a|b", "a\\|b"},
             {"a\nb", "a<br>b"},
             {"a\\", "a\\\\"},
             {"*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"},
             {"<script>", "\\<script>"},
             {"[x](y)", "\\[x](y)"},
             {"~~x~~", "\\~\\~x\\~\\~"},
             {"&lt;img&#62;", "\\&lt;img\\&#62;"},
             {"R & D &", "R & D &"},
             {"\x1b[2J", "\\\\x1b\\[2J"},
             {"=cmd()", "=cmd()"},
             {"🚲 é", "🚲 é"},
         }) {
        INFO(c.label);
        CHECK(written("md", document_of({{"k", "K"}}, {item({c.label})})) ==
              "| K |\n| --- |\n| " + c.cell + " |\n");
    }
}

TEST_CASE("a label that reads from right to left, or hides a character, is isolated in Markdown")
{
    core::Document document = document_of(
        {{"a", "A"}, {"b", "B"}}, {item({std::string{"שלום"}, std::string{"12"}}),
                                   item({std::string{"x\u202ey\u2069z"}, std::string{"é"}})});
    document.title = "a\u200bb";
    CHECK(written("md", std::move(document)) == "# \u2068a\\\\u200bb\u2069\n\n"
                                                "| A | B |\n"
                                                "| --- | --- |\n"
                                                "| \u2068שלום\u2069 | 12 |\n"
                                                "| \u2068x\\\\u202ey\\\\u2069z\u2069 | é |\n");
}
