// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/entry_flags.hpp"
#include "src/cli/values.hpp"

#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

using namespace coop;
using Kind = ledger::SaidLine::Kind;

TEST_CASE("shares are percentages that make 100, or parts")
{
    using Shares = std::vector<std::pair<std::string, std::int64_t>>;
    struct Case {
        std::string text;
        Shares shares;
    };
    for (auto const& c :
         {Case{"jardin=60%,atelier=40%", {{"jardin", 600'000}, {"atelier", 400'000}}},
          {"a=33,4%,b=66,6%", {{"a", 334'000}, {"b", 666'000}}},
          {"a=2,b=1", {{"a", 20'000}, {"b", 10'000}}},
          {"a=100 %", {{"a", 1'000'000}}}}) {
        CAPTURE(c.text);
        CHECK(cli::parse_shares(c.text) == c.shares);
    }
    for (auto const* const text : {"", "a=", "=5", "a=0", "a=-1", "a=60%,b=39,99%", "a=50%,b=50"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(cli::parse_shares(text), core::Error);
    }
}

TEST_CASE("a line of a command file is read as a shell would")
{
    using Words = std::vector<std::string>;
    CHECK(cli::parse_words("ledger add --label \"Location de salle\" # loyer") ==
          Words{"ledger", "add", "--label", "Location de salle"});
    CHECK(cli::parse_words("  a 'b \"c' \"d \\\" e\" \"\" ") == Words{"a", "b \"c", "d \" e", ""});
    CHECK(cli::parse_words("# rien") == Words{});
    CHECK(cli::parse_words("a#b") == Words{"a#b"});
    CHECK_THROWS_AS(cli::parse_words("a 'b"), core::Error);
}

TEST_CASE("a file is named after the association")
{
    CHECK(cli::slug("La Coop des Communs") == "la-coop-des-communs");
    CHECK(cli::slug("  L’Été à  Sète ! ") == "l-ete-a-sete");
    CHECK(cli::slug("日本") == "livre");
}

TEST_CASE("the cash account takes what the other lines leave")
{
    struct Typed {
        Kind kind;
        std::string account;
        std::int64_t cents;
    };
    struct Case {
        std::vector<Typed> typed;
        std::string paid_from, received_on;
        std::vector<ledger::Line> lines;
    };
    auto const debit = [](std::string account, std::int64_t amount) {
        return ledger::Line{.account = std::move(account), .debit = core::cents(amount)};
    };
    auto const credit = [](std::string account, std::int64_t amount) {
        return ledger::Line{.account = std::move(account), .credit = core::cents(amount)};
    };
    for (auto const& c : {
             Case{{{Kind::charge, "6185", 125000}},
                  "512",
                  "",
                  {debit("6185", 125000), credit("512", 125000)}},
             {{{Kind::produit, "756", 2000}}, "", "530", {credit("756", 2000), debit("530", 2000)}},
             // A sale of 100,00 of which the platform keeps 2,00: 98,00 arrive.
             {{{Kind::produit, "706", 10000}, {Kind::charge, "627", 200}},
              "",
              "512",
              {credit("706", 10000), debit("627", 200), debit("512", 9800)}},
             // Charges from the one, produits to the other.
             {{{Kind::produit, "706", 10000}, {Kind::charge, "627", 200}},
              "530",
              "512",
              {credit("706", 10000), debit("627", 200), credit("530", 200), debit("512", 10000)}},
             {{{Kind::debit, "401", 30000}},
              "512",
              "",
              {debit("401", 30000), credit("512", 30000)}},
             {{{Kind::debit, "6132", 60000}, {Kind::credit, "512", 60000}},
              "",
              "",
              {debit("6132", 60000), credit("512", 60000)}},
             {{{Kind::charge, "6185", -500}},
              "512",
              "",
              {debit("6185", -500), credit("512", -500)}},
         }) {
        cli::EntryFlags flags;
        for (auto const& typed : c.typed) {
            flags.lines.push_back(
                {.kind = typed.kind, .account = typed.account, .amount = core::cents(typed.cents)});
        }
        flags.paid_from = c.paid_from;
        flags.received_on = c.received_on;
        auto const draft = cli::draft_of(flags, core::date(2016, 9, 2));
        CHECK(draft.draft.lines == c.lines);
        CHECK(draft.lines.size() == c.lines.size());
        CHECK(draft.draft.journal.empty()); // All accounts choose it when it is recorded.
        CHECK(draft.draft.date == core::date(2016, 9, 2));
    }
}
