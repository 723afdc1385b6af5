// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/entries.hpp>

#include "findings.hpp"

#include <catch2/catch.hpp>

using namespace coop;
using namespace coop::exchange;
using core::cents;
using core::date;
using ledger::Line;

namespace {

std::vector<ReadDraft> read(std::string const& text)
{
    return read_entries_ndjson(text, "stdin");
}

std::string findings(std::string const& text)
{
    return findings_of([&] { read(text); });
}

Line debit(std::string account, std::int64_t amount, std::string project = {})
{
    return {std::move(account), cents(amount), {}, std::move(project), {}, {}};
}

Line credit(std::string account, std::int64_t amount, std::string project = {})
{
    return {std::move(account), {}, cents(amount), std::move(project), {}, {}};
}

} // namespace

TEST_CASE("an object says what was spent and earned, or its lines")
{
    auto const drafts = read(
        R"({"date":"2025-03-14","label":"Terreau","charge":{"6064":"84,50","6251":"5"},"paid_from":"512","project":"jardin"})"
        "\r\n\n"
        R"({"date":"2025-03-20","label":"Cotisation","party":"A. Martin","ref":"m-1","produit":{"756":"20"},"received_on":"530"})"
        "\n"
        R"({"date":"2025-12-31","journal":"OD","piece":"F-1","lines":[{"account":"411","debit":"12.50","party":"B"},{"account":"706","credit_cents":1250,"project":"jardin","label":"Vente"}]})");
    REQUIRE(drafts.size() == 3);
    CHECK(drafts[0].draft.journal.empty()); // None is named.
    CHECK(drafts[0].draft.lines == std::vector{debit("6064", 8450, "jardin"),
                                               debit("6251", 500, "jardin"), credit("512", 8950)});
    CHECK(drafts[1].draft.party == "A. Martin");
    CHECK(drafts[1].draft.ref == "m-1");
    CHECK(drafts[1].draft.lines == std::vector{debit("530", 2000), credit("756", 2000)});
    auto const& sale = drafts[2].draft;
    CHECK(sale.date == date(2025, 12, 31));
    CHECK(sale.piece == "F-1");
    REQUIRE(sale.lines.size() == 2);
    CHECK(sale.lines[0].party == "B");
    CHECK(sale.lines[0].debit == cents(1250));
    CHECK(sale.lines[1].credit == cents(1250));
    CHECK(sale.lines[1].label == "Vente");
    CHECK(drafts[2].where.line == 4);
    CHECK(drafts[2].lines.size() == 2);
    CHECK(drafts[2].lines[1].column == 107);
}

TEST_CASE("nothing on standard input is no entry")
{
    CHECK(read("").empty());
    CHECK(read("\n  \n").empty());
}

TEST_CASE("an object that is not an entry is cited with its line and column")
{
    std::string const lines =
        R"("lines":[{"account":"512","debit":"1"},{"account":"756","credit":"1"}])";
    struct Case {
        std::string text, found;
    };
    for (auto const& c : {
             Case{"{\"date\":\"2025-01-02\"," + lines + "}", ""},
             {"{\"date\":", "json.syntax@1:9"},
             {"[1]", "json.entry@1:1"},
             {"{\"date\":\"2025-01-02\",\"x\":1e999," + lines + "}", "json.syntax@1:1"},
             {"{" + lines + "}", "import.missing@1:1"},
             {"{\"date\":\"2025-02-30\"," + lines + "}", "date.impossible@1:2"},
             {"{\"date\":20250102," + lines + "}", "json.text@1:2"},
             {"{\"date\":\"2025-01-02\",\"lable\":\"x\"," + lines + "}", "json.key-misspelt@1:22"},
             {"{\"date\":\"2025-01-02\",\"humeur\":\"x\"," + lines + "}", "json.key-unknown@1:22"},
             {"{\"date\":\"2025-01-02\",\"date\":\"2025-01-03\"," + lines + "}",
              "json.key-twice@1:22"},
             {"{\"date\":\"2025-01-02\"}", "json.form@1:1"},
             {"{\"date\":\"2025-01-02\",\"charge\":{\"6\":\"1\"},\"paid_from\":\"512\"," + lines +
                  "}",
              "json.form@1:1"},
             {"{\"date\":\"2025-01-02\",\"paid_from\":\"512\"," + lines + "}", "json.form@1:22"},
             {"{\"date\":\"2025-01-02\",\"lines\":{}}", "json.array@1:22"},
             {"{\"date\":\"2025-01-02\",\"lines\":[1]}", "json.line@1:22"},
             {"{\"date\":\"2025-01-02\",\"lines\":[{\"debit\":\"1\"}]}", "import.missing@1:1"},
             {"{\"date\":\"2025-01-02\",\"charge\":{\"6\":\"1\"}}", "import.missing@1:1"},
             {"{\"date\":\"2025-01-02\",\"charge\":{},\"paid_from\":\"512\"}",
              "json.amounts@1:22 json.money-account@1:34"},
             {"{\"date\":\"2025-01-02\",\"charge\":{\"6\":\"1\"},\"paid_from\":\"5\",\"received_"
              "on\":\"5\"}",
              "json.money-account@1:57"},
             {"{\"date\":\"caf\xe9\"}", "text.utf8@1:13"},
         }) {
        INFO(c.text);
        CHECK(findings(c.text) == c.found);
    }
    CHECK(findings("{}\n\n[]\n") == "import.missing@1:1 json.form@1:1 json.entry@3:1");
}

TEST_CASE("an entry of many lines is read once, not once for each line")
{
    constexpr int lines = 5'000;
    std::string text = R"({"date":"2025-01-02","lines":[)";
    for (int i = 0; i < lines; ++i) {
        text += R"({"account":"512","debit":"1"},)";
    }
    auto const drafts =
        read_entries_ndjson(text + R"({"account":"756","credit":"30000"}]})", "e.ndjson");
    REQUIRE(drafts.size() == 1);
    CHECK(drafts[0].lines.size() == lines + 1);
    CHECK(drafts[0].lines.back().column == 32 + 30 * lines);
    CHECK(drafts[0].lines.back().excerpt.empty());
}

TEST_CASE("an amount is a text or whole cents, never a number in euros")
{
    struct Case {
        std::string amount, found;
    };
    for (auto const& c : {
             Case{R"("debit":"12,50")", ""},
             {R"("debit":"1 234.50")", ""},
             {R"("debit_cents":1250)", ""},
             {R"("debit_cents":9223372036854775807)", ""},
             {R"("debit":12.5)", "json.amount@1:48"},
             {R"("debit":12)", "json.amount@1:48"},
             {R"("debit":null)", "json.amount@1:48"},
             {R"("debit":"1.234")", "money.ambiguous@1:48"},
             {R"("debit":"1,234.50")", "money.ambiguous@1:48"},
             {R"("debit_cents":12.0)", "json.cents@1:48"},
             {R"("debit_cents":"12")", "json.cents@1:48"},
             {R"("debit_cents":-9223372036854775807)", ""},
             {R"("debit_cents":-9223372036854775808)", "json.cents@1:48"},
             {R"("debit_cents":9223372036854775808)", "json.cents@1:48"},
             {R"("debit":"1","debit_cents":100)", "json.amount-twice@1:60"},
         }) {
        INFO(c.amount);
        CHECK(findings(R"({"date":"2025-01-02","lines":[{"account":"512",)" + c.amount +
                       R"(},{"account":"756","credit":"1"}]})") == c.found);
    }
    CHECK(findings(R"({"date":"2025-01-02","charge":{"6185":1250},"paid_from":"512"})") ==
          "json.amount@1:32");
    CHECK(findings(R"({"date":"2025-01-02","charge":{"6185":"1","6185":"2"},"paid_from":"512"})") ==
          "json.key-twice@1:43");
}
