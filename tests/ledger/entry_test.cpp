// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/entry.hpp>

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <limits>

using namespace coop;
using namespace coop::ledger;
using core::cents;
using core::date;

namespace {

Account account(std::string code, AccountKind kind, Side normal)
{
    return {std::move(code), "compte", kind, normal, "test", false, false};
}

Chart chart()
{
    auto closed = account("5129", AccountKind::asset, Side::debit);
    closed.own = closed.closed = true;
    return Chart{{account("120", AccountKind::equity, Side::credit),
                  account("411", AccountKind::asset, Side::debit),
                  account("512", AccountKind::asset, Side::debit),
                  account("6185", AccountKind::expense, Side::debit),
                  account("756", AccountKind::income, Side::credit),
                  account("801", AccountKind::special, Side::debit),
                  account("809", AccountKind::special, Side::debit),
                  account("864", AccountKind::inkind_use, Side::debit),
                  account("875", AccountKind::inkind_source, Side::credit)},
                 {closed}};
}

Line debit(std::string code, std::int64_t amount, std::string project = {})
{
    return {std::move(code), cents(amount), {}, std::move(project), {}, {}};
}

Line credit(std::string code, std::int64_t amount, std::string project = {})
{
    return {std::move(code), {}, cents(amount), std::move(project), {}, {}};
}

Draft dues()
{
    return {date(2025, 3, 14),
            "BQ",
            "Cotisation",
            "F-1",
            "",
            "",
            {debit("512", 2000), credit("756", 2000)}};
}

Year year_2025(YearState state = YearState::open)
{
    return {"2025", {date(2025, 1, 1), date(2025, 12, 31)}, "anc-2023-03", state};
}

/// The id of the rule that refuses `draft`, or "".
std::string refusal_of(Draft const& draft, YearState state = YearState::open)
{
    auto const year = year_2025(state);
    auto const accounts = chart();
    auto const locked = state == YearState::open ? std::nullopt : std::optional{year.period.last};
    return core::refusal([&] { check(draft, {year, accounts, standard_journals(), locked}); });
}

Draft with_lines(std::vector<Line> lines)
{
    auto draft = dues();
    draft.lines = std::move(lines);
    return draft;
}

std::string repeated(std::string_view text, int times)
{
    std::string result;
    for (int i = 0; i < times; ++i) {
        result += text;
    }
    return result;
}

} // namespace

TEST_CASE("a draft that obeys every rule becomes an entry of its year, unchanged")
{
    auto const year = year_2025();
    auto const accounts = chart();
    auto const entry = check(dues(), {year, accounts, standard_journals()});
    CHECK(entry.year() == "2025");
    CHECK(entry.date() == date(2025, 3, 14));
    CHECK(entry.journal() == "BQ");
    CHECK(entry.label() == "Cotisation");
    CHECK(entry.piece() == "F-1");
    CHECK(entry.lines() == dues().lines);
}

TEST_CASE("an entry without journal goes where its accounts say")
{
    auto draft = dues();
    draft.journal.clear();
    auto const year = year_2025();
    auto const accounts = chart();
    CHECK(check(draft, {year, accounts, standard_journals()}).journal() == "BQ");
}

TEST_CASE("lines obey double entry or are refused by the rule they break")
{
    constexpr auto huge = std::numeric_limits<std::int64_t>::max();
    Line both = debit("512", 100);
    both.credit = cents(100);
    struct Case {
        std::vector<Line> lines;
        std::string id;
    };
    for (auto const& c : {
             Case{{debit("512", 1), credit("756", 1)}, ""},
             {{debit("512", huge), credit("756", huge)}, ""},
             {{}, "ledger.too-few-lines"},
             {{debit("512", 100)}, "ledger.too-few-lines"},
             {{debit("512", 0), credit("756", 0)}, "ledger.zero-line"},
             {{debit("512", 100), credit("756", 100), debit("6185", 0)}, "ledger.zero-line"},
             {{debit("512", -1), credit("756", -1)}, "ledger.negative"},
             {{both, both}, "ledger.two-sides"},
             {{debit("512", 100), credit("756", 99)}, "ledger.unbalanced"},
             {{debit("512", 100), debit("756", 100)}, "ledger.unbalanced"},
             {{debit("512", huge), debit("512", 1), credit("756", huge)}, "money.overflow"},
         }) {
        INFO(c.lines.size() << " lines, " << c.id);
        CHECK(refusal_of(with_lines(c.lines)) == c.id);
        CHECK(core::refusal([&] { check_lines(c.lines); }) == c.id);
    }
}

TEST_CASE("an unbalanced entry is refused with both totals and what is missing")
{
    auto const error = core::refused([] {
        check_lines(std::vector<Line>{debit("512", 10000), credit("756", 9950)});
    });
    REQUIRE(error.diagnostic().args.size() == 3);
    CHECK(std::get<core::Money>(error.diagnostic().args[0].value) == cents(10000));
    CHECK(std::get<core::Money>(error.diagnostic().args[1].value) == cents(9950));
    CHECK(std::get<core::Money>(error.diagnostic().args[2].value) == cents(50));
}

TEST_CASE("an account is of the chart, open, and below something the chart knows")
{
    struct Case {
        std::string code, id;
    };
    for (auto const& c : {Case{"512", ""},
                          {"5121", "account.unknown"},
                          {"5129", "account.closed"},
                          {"999", "account.untyped"},
                          {"", "account.unknown"},
                          {"caisse", "account.not-a-number"}}) {
        INFO(c.code);
        CHECK(refusal_of(with_lines({debit(c.code, 100), credit("756", 100)})) == c.id);
    }
    auto const year = year_2025();
    auto const accounts = chart();
    auto const error = core::refused([&] {
        check(with_lines({debit("512", 100), credit("7561", 100)}),
              {year, accounts, standard_journals()});
    });
    CHECK(std::get<std::int64_t>(error.diagnostic().args.back().value) == 2);
}

TEST_CASE("class 8 stays among its own")
{
    struct Case {
        std::vector<Line> lines;
        std::string id;
    };
    for (auto const& c : {
             Case{{debit("864", 100), credit("875", 100)}, ""},
             {{debit("801", 100), credit("809", 100)}, ""},
             {{debit("864", 100), credit("512", 100)}, "ledger.class-8-mixed"},
             {{debit("6185", 100), credit("875", 100)}, "ledger.class-8-mixed"},
             {{debit("801", 100), credit("512", 100)}, "ledger.class-8-mixed"},
             {{debit("864", 100), credit("809", 100)}, "ledger.class-8-mixed"},
         }) {
        INFO(c.lines[0].account << " " << c.lines[1].account);
        CHECK(refusal_of(with_lines(c.lines)) == c.id);
    }
}

TEST_CASE("what a project is given in kind it uses in kind")
{
    CHECK(refusal_of(with_lines({debit("864", 100, "jardin"), credit("875", 100, "jardin")})) ==
          "");
    CHECK(refusal_of(with_lines({debit("864", 60, "jardin"), debit("864", 40),
                                 credit("875", 60, "jardin"), credit("875", 40)})) == "");
    CHECK(refusal_of(with_lines({debit("864", 100, "jardin"), credit("875", 100)})) ==
          "ledger.inkind-project");
    CHECK(refusal_of(with_lines({debit("864", 60, "jardin"), debit("864", 40, "atelier"),
                                 credit("875", 59, "jardin"), credit("875", 41, "atelier")})) ==
          "ledger.inkind-project");
}

TEST_CASE("a project marks charges, produits and contributions in kind")
{
    CHECK(refusal_of(with_lines({debit("6185", 100, "jardin"), credit("512", 100)})) == "");
    CHECK(refusal_of(with_lines({debit("6185", 100), credit("512", 100, "jardin")})) ==
          "ledger.project-account");
    CHECK(refusal_of(with_lines({debit("801", 100, "jardin"), credit("809", 100)})) ==
          "ledger.project-account");
}

TEST_CASE("the day lies in an open year, its first and last day included")
{
    struct Case {
        core::Date day;
        YearState state;
        std::string id;
    };
    for (auto const& c : {
             Case{date(2025, 1, 1), YearState::open, ""},
             {date(2025, 12, 31), YearState::open, ""},
             {date(2024, 12, 31), YearState::open, "ledger.outside-year"},
             {date(2026, 1, 1), YearState::open, "ledger.outside-year"},
             {date(2025, 2, 30), YearState::open, "ledger.outside-year"},
             {core::Date{}, YearState::open, "ledger.outside-year"},
             {date(2025, 6, 1), YearState::locked, "year.locked"},
             {date(2025, 6, 1), YearState::closed, "year.closed"},
         }) {
        INFO(core::format_iso(c.day));
        auto draft = dues();
        draft.date = c.day;
        CHECK(refusal_of(draft, c.state) == c.id);
    }
}

TEST_CASE("a journal that the books lack is refused")
{
    auto draft = dues();
    draft.journal = "XX";
    CHECK(refusal_of(draft) == "journal.unknown");
}

TEST_CASE("a text is one line of at most a thousand characters in UTF-8")
{
    struct Case {
        std::string text, id;
    };
    for (auto const& c : {
             Case{"", ""},
             {"=cmd()", ""},
             {"🎉 fête", ""},
             {repeated("é", 1000), ""},
             {repeated("é", 1001), "ledger.label-too-long"},
             {"deux\nlignes", "ledger.label-control"},
             {"une\ttabulation", "ledger.label-control"},
             {std::string("nul\0", 4), "ledger.label-control"},
             {"\x7f", "ledger.label-control"},
             {"caf\xe9", "text.utf8"},
         }) {
        INFO(c.text);
        for (auto Draft::*field : {&Draft::label, &Draft::piece, &Draft::party, &Draft::ref}) {
            auto draft = dues();
            draft.*field = c.text;
            CHECK(refusal_of(draft) == c.id);
        }
        for (auto Line::*field : {&Line::label, &Line::party}) {
            auto draft = dues();
            draft.lines[1].*field = c.text;
            CHECK(refusal_of(draft) == c.id);
        }
    }
}

TEST_CASE("the control character of a text is shown with its place among the characters")
{
    auto draft = dues();
    draft.label = "été\tbleu";
    auto const year = year_2025();
    auto const accounts = chart();
    auto const error = core::refused([&] { check(draft, {year, accounts, standard_journals()}); });
    CHECK(core::text_argument(error, "field") == "label");
    CHECK(core::text_argument(error, "character") == "\\t");
    CHECK(std::get<std::int64_t>(error.diagnostic().args[2].value) == 4);
}

TEST_CASE("of several broken rules the texts speak first, then lines, accounts and the year")
{
    auto draft = with_lines({debit("999", -1)});
    draft.label = "a\tb";
    draft.date = date(1999, 1, 1);
    CHECK(refusal_of(draft) == "ledger.label-control");
    draft.label = "ab";
    CHECK(refusal_of(draft) == "ledger.negative");
    draft.lines = {debit("5121", 1), credit("512", 2)};
    CHECK(refusal_of(draft) == "account.unknown");
    draft.lines = {debit("864", 1), credit("512", 2)};
    CHECK(refusal_of(draft) == "ledger.class-8-mixed");
    draft.lines = {debit("756", 1), credit("512", 2)};
    CHECK(refusal_of(draft) == "ledger.unbalanced");
    draft.lines = {debit("756", 1), credit("512", 1)};
    CHECK(refusal_of(draft) == "ledger.outside-year");
}

TEST_CASE("all accounts of an entry choose the journal that nobody named")
{
    struct Case {
        std::vector<std::string> accounts;
        std::string journal;
    };
    for (auto const& c : {Case{{"606", "512"}, "BQ"},
                          {{"51201", "756"}, "BQ"},
                          {{"756", "530"}, "CA"},
                          {{"53", "606"}, "CA"},
                          // Cash taken to the bank, and back.
                          {{"53", "512"}, "BQ"},
                          {{"512", "530"}, "BQ"},
                          {{"606", "401", "53", "512"}, "BQ"},
                          {{"517", "756"}, "OD"},
                          {{"606", "467"}, "OD"},
                          {{"864", "875"}, "OD"},
                          {{}, "OD"}}) {
        Draft draft;
        for (auto const& account : c.accounts) {
            draft.lines.push_back(debit(account, 100));
        }
        CHECK(journal_of(draft) == c.journal);
        draft.journal = "VE";
        CHECK(journal_of(draft) == "VE");
    }
}

TEST_CASE("a line split over projects loses no cent")
{
    // 0,05 in the parts 60 % and 40 %: 0,03 and 0,02.
    std::vector<std::pair<std::string, std::int64_t>> const shares{{"jardin", 60}, {"atelier", 40}};
    auto const parts = split_over_projects(debit("6185", 5), shares);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0] == debit("6185", 3, "jardin"));
    CHECK(parts[1] == debit("6185", 2, "atelier"));
    CHECK(split_over_projects(credit("756", 100), shares)[1] == credit("756", 40, "atelier"));

    // A single cent goes to one project; the other has no line.
    auto const cent = split_over_projects(debit("6185", 1), shares);
    REQUIRE(cent.size() == 1);
    CHECK(cent[0] == debit("6185", 1, "jardin"));
}

TEST_CASE("a reversal is the opposite entry and names what it reverses")
{
    Record record;
    record.id = 12;
    record.year = "2025";
    record.number = 7;
    record.entry = dues();
    record.entry.ref = "banque-1";
    CHECK(number_of(record) == "BQ/2025/7");

    auto const reversal = reversal_of(record, date(2025, 4, 1), "saisie en double");
    CHECK(reversal.date == date(2025, 4, 1));
    CHECK(reversal.journal == "BQ");
    CHECK(reversal.label == "Contre-passation de BQ/2025/7 : saisie en double");
    CHECK(reversal.ref.empty());
    CHECK(reversal.lines == std::vector<Line>{credit("512", 2000), debit("756", 2000)});
    CHECK(refusal_of(reversal) == "");

    record.number.reset();
    CHECK(number_of(record) == "");
}

TEST_CASE("a new book has six journals")
{
    std::string codes;
    for (auto const& journal : standard_journals()) {
        codes += journal.code + " ";
    }
    CHECK(codes == "AC VE BQ CA OD AN ");
}
