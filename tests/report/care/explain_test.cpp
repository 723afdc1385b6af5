// SPDX-License-Identifier: GPL-3.0-or-later
#include "cases.hpp"
#include "report/facts.hpp"
#include "report/plain_rows.hpp"

#include "src/report/care/figures.hpp"

#include <coop/core/error.hpp>
#include <coop/report/care/ends.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::report;
using namespace coop::test;

namespace {

Explanation const* find(Explanation const& node, std::string_view figure)
{
    if (node.figure == figure) {
        return &node;
    }
    for (auto const& part : node.parts) {
        if (auto const* found = find(part, figure)) {
            return found;
        }
    }
    return nullptr;
}

/// Every branch ends in a source, in the name of an earlier exercise (I28), in that nothing was
/// done, or in why parts do not add up to their whole.
void check_ends(Explanation const& node)
{
    INFO(node.figure << " " << plain(node.value));
    bool const nil = plain(node.value) == "0.00" || node.figure.ends_with("/difference");
    bool const said = nil && !node.formula.empty();
    CHECK((!node.parts.empty() || !node.sources.empty() || node.continued || said));
    CHECK(node.sourced);
    for (auto const& part : node.parts) {
        check_ends(part);
    }
}

} // namespace

TEST_CASE("the result is explained down to what was planned, done and declared")
{
    auto care = c11();
    care.declared_in = CareSource{.ref = "c11.toml", .hash = "ab12"};
    CareSource entry{.kind = CareSourceKind::legal_entry, .ref = "12/2"};
    entry.amount = core::cents(350'000);
    care.sources["2025/N.sol/done-in-books"] = {entry};
    auto const tree = explain(care, "2025/result");
    CHECK(plain(tree.value) == "4000.00");
    CHECK_FALSE(tree.formula.empty());
    check_ends(tree);
    auto const* done = find(tree, "2025/N.sol/done-in-books");
    REQUIRE(done != nullptr);
    CHECK(plain(done->value) == "3500.00");
    REQUIRE(done->sources.size() == 1);
    CHECK(done->sources[0].ref == "12/2");
    auto const* planned = find(tree, "2025/H.salaries/planned");
    REQUIRE(planned != nullptr);
    CHECK(planned->sources[0].ref == "c11.toml");
}

TEST_CASE("the sources of an account are its entries, and add up to it")
{
    auto care = c1();
    auto const tree = explain(care, "2024/N.sol/c4");
    core::Money sum;
    for (auto const& source : tree.sources) {
        if (source.kind == CareSourceKind::care_entry) {
            sum += source.amount.value();
        }
    }
    CHECK(plain(tree.value) == plain(core::Cell{sum}));
    CHECK(sum == core::cents(15'000));
}

TEST_CASE("the opening of a year is explained under the name of the year before")
{
    auto const tree = explain(c1(), "2024/N.sol/debt");
    auto const* before = find(tree, "2023/N.sol/closing");
    REQUIRE(before != nullptr);
    CHECK(before->continued);
    CHECK(plain(before->value) == "400.00");
}

TEST_CASE("every figure that has a name has an explanation that ends")
{
    for (auto care : {c11(), s1(), c1()}) {
        care.declared_in = CareSource{.ref = "case"};
        for (auto const& [id, figure] : figures_of(care)) {
            check_ends(explain(care, id));
        }
    }
}

TEST_CASE("the key of a row of a statement is a figure that can be explained")
{
    auto care = c11();
    care.exercises[0].units_sold = core::Quantity{{1000, 0}, "kg"};
    auto const known = figures_of(care);
    for (auto const& report : reports()) {
        if (!report.needs.care || report.name == "care-journal") {
            continue;
        }
        auto const document = report.build(care_report(care, "2025"), {});
        for (auto const& block : document.blocks) {
            auto const* table = std::get_if<core::Table>(&block);
            if (table == nullptr || table->machine_only || table->id == "ages") {
                continue;
            }
            while (auto const row = table->rows()) {
                INFO(report.name << " " << row->key);
                CHECK((row->key.empty() || known.contains(row->key)));
            }
        }
    }
}

TEST_CASE("figures that end in nothing are named")
{
    auto care = c1();
    std::set<std::string> const figures{"2025/result", "2025/N.sol/due", "2025/H/due", "2025/x"};
    CHECK(unexplained(care, "2025", figures) ==
          std::vector<std::string>{"2025/N.sol/due", "2025/result", "2025/x"});
    care.declared_in = CareSource{.ref = "case"};
    CHECK(unexplained(care, "2025", figures) == std::vector<std::string>{"2025/x"});
}

TEST_CASE("a memo of zero says that nothing was done")
{
    auto const care = c1();
    CHECK(unexplained(care, "2025", {"2025/memo-inherited", "2025/memo-third-party"}).empty());
    CHECK_FALSE(explain(care, "2025/memo-inherited").formula.empty());
}

TEST_CASE("a family that owes nothing has its line, and nothing behind it")
{
    auto const tree = explain(c1(), "2025/H/due");
    CHECK(plain(tree.value) == "0.00");
    CHECK(tree.parts.empty());
}

TEST_CASE("an unknown figure is refused with those near it")
{
    try {
        explain(c11(), "2025/N.sol/detb");
        FAIL("accepted");
    } catch (core::Error const& error) {
        CHECK(error.id() == "care.figure-unknown");
        CHECK(plain(error.diagnostic().args[1].value) == "2025/N.sol/debt");
    }
}

TEST_CASE("the explanation as a document is one row a node or a source")
{
    auto care = c11();
    CareSource record{.kind = CareSourceKind::record, .ref = "budget:compost"};
    record.version = 2;
    record.hash = "0123456789abcdef";
    care.sources["2025/N.sol/planned"] = {record};
    auto const table =
        read(explain_document(care, "2025/N.sol/due", i18n::Language::fr), "explanation");
    CHECK(plain(table.cell("record:budget:compost", "version")) == "2");
    CHECK(plain(table.cell("record:budget:compost", "source_hash")) == "0123456789abcdef");
    CHECK(plain(table.cell("2025/N.sol/due", "value")) == "6000.00");
    CHECK(table.find("policy:consumption") != nullptr);
}
