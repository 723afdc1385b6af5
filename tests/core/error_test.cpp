// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>
#include <coop/core/resources.hpp>

#include <catch2/catch.hpp>

using namespace coop::core;

TEST_CASE("the kind of an error is its exit code")
{
    CHECK(static_cast<int>(ErrorKind::usage) == 2);
    CHECK(static_cast<int>(ErrorKind::refused) == 3);
    CHECK(static_cast<int>(ErrorKind::unreadable) == 4);
    CHECK(static_cast<int>(ErrorKind::database) == 5);
    CHECK(static_cast<int>(ErrorKind::output) == 6);
}

TEST_CASE("an error carries its identity, values, place and findings")
{
    Error const error{ErrorKind::refused,
                      "ledger.unbalanced",
                      {{"debit", cents(100)}},
                      {"entries.csv", 3, 7, "a;b"},
                      {{Severity::warning, "x", {}, {}}}};
    CHECK(error.kind() == ErrorKind::refused);
    CHECK(error.id() == "ledger.unbalanced");
    CHECK(std::string{error.what()} == "ledger.unbalanced");
    CHECK(std::get<Money>(error.diagnostic().args.front().value) == cents(100));
    CHECK(error.diagnostic().severity == Severity::error);
    CHECK(error.diagnostic().where.line == 3);
    CHECK(error.findings().size() == 1);
}

TEST_CASE("an error seen from elsewhere changes its kind or its place only")
{
    Error const error{ErrorKind::usage, "money.malformed", {{"text", std::string{"x"}}}};
    auto const moved = error.as(ErrorKind::unreadable).at({"entries.csv", 2, 5, "1;x"});
    CHECK(moved.kind() == ErrorKind::unreadable);
    CHECK(moved.id() == "money.malformed");
    CHECK(moved.diagnostic().args.size() == 1);
    CHECK(moved.diagnostic().where.source == "entries.csv");
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(error.diagnostic().where.source.empty());
}

TEST_CASE("every error of core has a sentence in each language")
{
    for (std::string_view file : {"messages/fr.po", "messages/en.po"}) {
        for (std::string id :
             {"money.ambiguous", "money.decimals", "money.malformed", "money.too-large",
              "money.overflow", "decimal.malformed", "decimal.places", "decimal.too-large",
              "hours.malformed", "date.malformed", "date.impossible", "period.malformed",
              "period.reversed", "csv.quote", "text.utf8"}) {
            INFO(file << ' ' << id);
            CHECK(resource(file).find("\nmsgid \"" + id + "\"\nmsgstr \"") != std::string::npos);
        }
    }
}
