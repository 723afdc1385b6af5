// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>
#include <coop/record/record.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using record::Fields;
using record::Record;

namespace {

void check_plain(std::string_view kind, std::string_view id)
{
    if (!record::is_plain_id(id)) {
        throw core::Error{core::ErrorKind::usage,
                          "shed.id",
                          {{"kind", std::string{kind}}, {"id", std::string{id}}}};
    }
}

record::Kinds const& shed()
{
    static record::Kinds const kinds{"kind;key;type;need;values\n"
                                     "tool;label;text;required;\n"
                                     "tool;state;choice;;whole,broken\n"
                                     "tool;price;money;;\n"
                                     "tool;owner;personal;;\n"
                                     "loan;tool;ref;required;tool\n"
                                     "loan;day;date;;\n",
                                     check_plain,
                                     {.kind = "shed.kind",
                                      .field = "shed.field",
                                      .missing = "shed.missing",
                                      .choice = "shed.choice",
                                      .below_zero = "shed.below-zero",
                                      .control = "shed.control",
                                      .integer = "shed.integer",
                                      .share = "shed.share",
                                      .hexadecimal = "shed.hexadecimal",
                                      .object = "shed.object"}};
    return kinds;
}

Record tool(Fields fields)
{
    return {"tool", "spade-1", 1, core::date(2025, 3, 1), "", std::move(fields), {}};
}

std::string refusal(Record record)
{
    try {
        check_record(shed(), std::move(record));
    } catch (core::Error const& error) {
        return error.id();
    }
    return "";
}

} // namespace

TEST_CASE("a record comes out in the order of its kind, what is personal apart")
{
    auto const spade =
        check_record(shed(), tool({{"owner", "Ada"}, {"price", "1 234,5"}, {"label", " Bêche "}}));
    CHECK(spade.fields == Fields{{"label", "Bêche"}, {"price", "1234.50"}});
    CHECK(spade.personal == Fields{{"owner", "Ada"}});
    CHECK(check_record(shed(), spade) == spade);
}

TEST_CASE("a refusal is said in the words of its kinds")
{
    CHECK(refusal(tool({{"label", "Bêche"}})) == "");
    CHECK(refusal(tool({})) == "shed.missing");
    CHECK(refusal(tool({{"label", "Bêche"}, {"colour", "red"}})) == "shed.field");
    CHECK(refusal(tool({{"label", "Bêche"}, {"state", "lost"}})) == "shed.choice");
    CHECK(refusal(tool({{"label", "Bêche"}, {"price", "-1"}})) == "shed.below-zero");
    CHECK(refusal(tool({{"label", "B\a"}})) == "shed.control");
    CHECK(refusal({"loan", "l1", 0, {}, "", {{"tool", "a/b"}}, {}}) == "shed.id");
    CHECK(refusal({"barrow", "b1", 0, {}, "", {}, {}}) == "shed.kind");
}

TEST_CASE("fields survive being written as lines")
{
    Fields const fields{{"a", "one\ntwo \\ three=3"}, {"b", "é"}};
    CHECK(record::fields_of(record::to_lines(fields)) == fields);
}

TEST_CASE("a chain seals the entries where its format says so")
{
    record::Format const facts{"shed-object-1", "shed-chain-1", true};
    record::Format const alone{"shed-object-1", "shed-chain-1"};
    auto const spade = check_record(shed(), tool({{"label", "Bêche"}}));
    auto const link = [&](record::Format const& format, std::int64_t entries, core::Digest head) {
        return record::chain_link(format, {}, spade, {1, {}, entries, head});
    };
    CHECK(link(alone, 0, {}) == link(alone, 7, core::sha256("head")));
    CHECK(link(facts, 0, {}) != link(alone, 0, {}));
    CHECK(link(facts, 0, {}) != link(facts, 7, {}));
    CHECK(link(facts, 7, {}) != link(facts, 7, core::sha256("head")));
}
