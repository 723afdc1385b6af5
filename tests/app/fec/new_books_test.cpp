// SPDX-License-Identifier: GPL-3.0-or-later
// Books that a FEC makes, and the way out and in again.
#include "file.hpp"

#include <algorithm>
#include <map>
#include <random>

using namespace coop;
using namespace coop::app;
using namespace coop::app::fec_file;
using core::cents;
using core::date;

TEST_CASE("new books have the years of the file")
{
    auto const years_of = [](std::string const& name, std::vector<Record> const& records,
                             std::optional<ledger::Year> first = {}) {
        SomeBooks books{std::vector<std::string>{}};
        Words labels;
        books.write([&](Context const& context) {
            auto const text = file_of(records);
            auto const input = core::input_of(name, text);
            auto document = found_from_fec(context, input, first, "", {});
            for (auto const& year : context.session.years()) {
                labels.push_back(core::format_iso(year.period.first) + " " +
                                 core::format_iso(year.period.last) + " " + year.label);
            }
            return document;
        });
        return labels;
    };
    auto later = two_entries();
    later[2].day = later[3].day = "20170310";
    CHECK(years_of("essai.txt", two_entries()) == Words{"2016-01-01 2016-12-31 2016"});
    CHECK(years_of("essai.txt", later) ==
          Words{"2016-01-01 2016-12-31 2016", "2017-01-01 2017-12-31 2017"});
    CHECK(years_of("123456782FEC20160831.txt", two_entries()) ==
          Words{"2015-09-01 2016-08-31 2015-2016"});
    CHECK(years_of("essai.txt", two_entries(), ledger::parse_year("2015-07-01..2016-12-31")) ==
          Words{"2015-07-01 2016-12-31 2015-2016"});
    auto opened = two_entries();
    opened[0].journal = opened[1].journal = "ANO";
    opened[0].day = opened[1].day = "20160301";
    CHECK(years_of("essai.txt", opened) == Words{"2016-03-01 2017-02-28 2016-2017"});
}

TEST_CASE("new books have no year that the file does not touch")
{
    auto const refusal = [](std::vector<Record> const& records,
                            std::optional<ledger::Year> first = {}) {
        SomeBooks books{std::vector<std::string>{}};
        auto const error = books.refused([&](Context const& context) {
            auto const text = file_of(records);
            auto const input = core::input_of("essai.txt", text);
            return found_from_fec(context, input, first, "", {});
        });
        return error.id() + " " + std::to_string(error.diagnostic().where.line);
    };
    auto records = two_entries();
    records.push_back({.number = "2", .day = "20160311", .account = "512", .cents = 100});
    records.push_back({.number = "2", .day = "20160311", .account = "756", .cents = -100});
    records[2].day = records[3].day = "21950310"; // two lines of six
    CHECK(refusal(records) == "import.fec-gap 4");
    records[2].day = records[3].day = "20140310";
    CHECK(refusal(records) == "import.fec-gap 4");
    CHECK(refusal(two_entries(), ledger::parse_year("2019")) == "import.fec-other-years 0");
    CHECK(refusal(two_entries(), ledger::parse_year("2016")) == "nothing was refused 0");
}

namespace {

/// Entries as people make them: several journals, third parties, labels of lines.
void fill(SomeBooks& books, std::mt19937& random)
{
    auto const below = [&](int count) { return static_cast<int>(random() % count); };
    Words const journals{"AC", "VE", "BQ", "OD"};
    Words const accounts{"401", "411", "512", "6063", "706", "756", "467"};
    Words const labels{"Achat", "Don de l’été", "Œuvre « n° 3 »", "", "a|b", "\"droit\""};
    int const count = 1 + below(40);
    core::Date day = date(2016, 1, 2);
    for (int i = 0; i < count; ++i) {
        ledger::Draft draft;
        draft.date = day;
        draft.journal = journals[below(4)];
        draft.label = labels[below(6)];
        draft.piece = below(2) == 0 ? "" : "F-" + std::to_string(below(9));
        core::Money rest;
        int const lines = 1 + below(4);
        for (int j = 0; j < lines; ++j) {
            auto line = debit(accounts[below(7)], 1 + below(100000));
            if (line.account[0] == '4') {
                line.party = below(2) == 0 ? "" : "Tiers " + std::to_string(below(5));
            }
            line.label = below(3) == 0 ? "Détail " + std::to_string(j) : "";
            rest += line.debit;
            draft.lines.push_back(line);
        }
        draft.lines.push_back(credit("512", rest.in_cents()));
        books.add(draft, true);
        if (below(2) == 0) {
            day = core::next_day(day);
        }
    }
}

} // namespace

TEST_CASE("books that go out as FEC come back the same, and add nothing to themselves")
{
    std::mt19937 random{20160302};
    for (int round = 0; round < 10; ++round) {
        SomeBooks books;
        fill(books, random);
        auto const file = written(books, "2016");
        auto const again = books.write(importing(file));
        CHECK(fact(again, "new") == 0);
        SomeBooks others;
        others.write(importing(file));
        auto const before = all_entries(books);
        auto const after = all_entries(others);
        REQUIRE(after.size() == before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            auto wanted = before[i].entry;
            CHECK(ledger::number_of(after[i]) == ledger::number_of(before[i]));
            CHECK(after[i].posted_on == before[i].posted_on);
            CHECK(after[i].entry.ref.empty());
            CHECK(after[i].entry.lines.size() == wanted.lines.size());
            for (std::size_t j = 0; j < wanted.lines.size(); ++j) {
                auto const label = [j](ledger::Draft const& draft) {
                    auto const& own = draft.lines[j].label;
                    return own.empty() ? draft.label : own;
                };
                auto line = after[i].entry.lines[j];
                line.label = wanted.lines[j].label;
                CHECK(line == wanted.lines[j]);
                CHECK(label(after[i].entry) == label(wanted));
            }
            CHECK(after[i].entry.piece == wanted.piece);
            CHECK(after[i].entry.date == wanted.date);
        }
        CHECK(written(others, "2016") == file);
    }
}

TEST_CASE("the same lines in any order make the same sums")
{
    std::mt19937 random{7};
    for (int round = 0; round < 5; ++round) {
        SomeBooks books;
        fill(books, random);
        auto file = written(books, "2016");
        Words lines;
        std::size_t start = std::string{header}.size();
        for (auto end = file.find('\n', start); end != file.npos; end = file.find('\n', start)) {
            lines.push_back(file.substr(start, end + 1 - start));
            start = end + 1;
        }
        std::ranges::shuffle(lines, random);
        std::string shuffled = header;
        for (auto const& line : lines) {
            shuffled += line;
        }
        SomeBooks others;
        others.write(importing(shuffled));
        auto const sums = [](SomeBooks& of) {
            std::map<std::string, std::int64_t> nets;
            of.read([&](Context const& context) {
                for (auto const& one : context.session.balances("2016", store::Which::posted)) {
                    nets[one.account + " D"] = one.debit.in_cents();
                    nets[one.account + " C"] = one.credit.in_cents();
                }
                return core::Document{};
            });
            return nets;
        };
        CHECK(sums(others) == sums(books));
        CHECK(all_entries(others).size() == all_entries(books).size());
    }
}

TEST_CASE("whatever the bytes, a file comes in whole or not at all")
{
    std::mt19937 random{42};
    auto const text = file_of(two_entries());
    SomeBooks books;
    int taken = 0;
    for (int round = 0; round < 300; ++round) {
        auto bytes = text.substr(0, round % 3 == 0 ? random() % text.size() : text.size());
        for (auto changes = random() % 4; changes > 0 && !bytes.empty(); --changes) {
            auto const at = random() % bytes.size();
            bytes[at] = round % 2 == 0 ? static_cast<char>(random() % 256)
                                       : "\t\n\r|0123456789,-+ D"[random() % 18];
        }
        try {
            auto const before = all_entries(books).size();
            auto const error = books.refused(importing(bytes, {.years = true}));
            taken += error.id() == "nothing was refused" ? 1 : 0;
            CHECK(all_entries(books).size() == before);
        } catch (core::Error const&) {
            FAIL("an error that is not worded");
        }
    }
    CHECK(taken > 10);
}
