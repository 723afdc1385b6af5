// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/layout.hpp>

#include <coop/core/error.hpp>
#include <coop/i18n/message.hpp>

#include <catch2/catch.hpp>

using namespace coop;

namespace {

std::string const whole = R"(title = "Comptes"
result = "Excédent"
deficit = "Déficit"
total = "Somme"
inkind = "En nature"

[[charges]]
key = "colloque"
label = "Colloque"
accounts = ["62", "6185"]
projects = ["cerisy", "*"]
except-accounts = ["625"]
except-projects = ["-"]

[[produits]]
key = "autres"
label = "Autres produits"
rest = true
)";

core::Error refused(std::string const& text)
{
    try {
        exchange::read_layout(text, "ag.toml");
    } catch (core::Error const& error) {
        return error;
    }
    return {core::ErrorKind::usage, "nothing was refused"};
}

} // namespace

TEST_CASE("a layout is read with its labels, rows and selectors")
{
    auto const layout = exchange::read_layout(whole, "ag.toml");
    CHECK(layout.source == "ag.toml");
    CHECK(layout.title == "Comptes");
    CHECK(layout.result_label == "Excédent");
    CHECK(layout.deficit_label == "Déficit");
    CHECK(layout.total_label == "Somme");
    CHECK(layout.inkind_label == "En nature");
    REQUIRE(layout.charges.size() == 1);
    auto const& row = layout.charges.front();
    CHECK(row.key == "colloque");
    CHECK(row.label == "Colloque");
    CHECK(row.line == 7);
    CHECK_FALSE(row.rest);
    using Words = std::vector<std::string>;
    CHECK(row.selector.accounts == Words{"62", "6185"});
    CHECK(row.selector.projects == Words{"cerisy", "*"});
    CHECK(row.selector.except_accounts == Words{"625"});
    CHECK(row.selector.except_projects == Words{"-"});
    REQUIRE(layout.produits.size() == 1);
    CHECK(layout.produits.front().rest);
}

TEST_CASE("whatever a layout says that is not understood is refused where it stands")
{
    std::string const good = "[[charges]]\nkey = \"a\"\nlabel = \"A\"\naccounts = [\"62\"]\n"
                             "[[produits]]\nkey = \"b\"\nlabel = \"B\"\naccounts = [\"7\"]\n";
    CHECK(refused(good).id() == "nothing was refused");
    struct Case {
        std::string text, id;
        int line, column;
    };
    for (auto const& [text, id, line, column] : {
             Case{"title = ", "toml.syntax", 1, 9},
             {"title = \"\xff\"", "text.utf8", 1, 10},
             {"[=]\n", "toml.syntax", 1, 2},
             {"titré = 1\n", "toml.syntax", 1, 5},
             {"[[chargesé]]\n", "toml.syntax", 1, 10},
             {"title = \"é\"\n[[produits]]\xe9\n", "text.utf8", 2, 13},
             {"", "layout.missing", 1, 1},
             {"titel = \"x\"\n" + good, "layout.unknown-key", 1, 1},
             {good + "account = [\"74\"]", "layout.unknown-key", 9, 1},
             {good + "projects = [\"é\"] # é\nrest = 1", "layout.type", 10, 8},
             {good + "projects = \"x\"", "layout.type", 9, 12},
             {good + "projects = [\"é\", 3]", "layout.type", 9, 19},
             {good + "except-accounts = [\"512\"]", "layout.account", 9, 20},
             {good + "except-accounts = [\"7é\"]", "layout.account", 9, 20},
             {"title = 3\n" + good, "layout.type", 1, 9},
             {"produits = 1\n[[charges]]\nkey = \"a\"\nlabel = \"A\"\nrest = true", "layout.type",
              1, 12},
             {"charges = []\n", "layout.type", 1, 11},
             {good + "[[produits]]\nkey = \"c\"\nrest = true", "layout.missing", 9, 1},
             {good + "[[produits]]\nlabel = \"C\"\nrest = true", "layout.missing", 9, 1},
             {good + "[[produits]]\nkey = \"c\"\nlabel = \"C\"", "layout.empty-row", 9, 1},
             {good + "[[produits]]\nkey = \"a\"\nlabel = \"C\"\nrest = true",
              "layout.duplicate-key", 10, 7},
         }) {
        INFO(text);
        auto const error = refused(text);
        CHECK(error.kind() == core::ErrorKind::unreadable);
        CHECK(error.id() == id);
        CHECK(error.diagnostic().where.source == "ag.toml");
        CHECK(error.diagnostic().where.line == line);
        CHECK(error.diagnostic().where.column == column);
        CHECK(i18n::find_text(i18n::Language::fr, id).has_value());
    }
}

TEST_CASE("a refusal shows the line of the layout")
{
    CHECK(refused("title = \"x\"\r\n  titre = \"y\"\r\n").diagnostic().where.excerpt ==
          "  titre = \"y\"");
    CHECK(refused("title = \"Caf\xe9s\"\n").diagnostic().where.excerpt == "title = \"Caf\ufffd");
}
