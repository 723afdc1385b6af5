// SPDX-License-Identifier: GPL-3.0-or-later
#include "some_books.hpp"

#include <coop/app/export.hpp>
#include <coop/core/hash.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace coop;
using namespace coop::app;

namespace {

using Fields = std::vector<std::string>;

/// The records of a FEC, its header left out, read without our reader.
std::vector<Fields> records_of(std::string const& bytes, char separator)
{
    std::vector<Fields> records{{""}};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes.compare(i, 2, "\r\n") == 0) {
            records.push_back({""});
            ++i;
        } else if (bytes[i] == separator) {
            records.back().emplace_back();
        } else {
            records.back().back() += bytes[i];
        }
    }
    CHECK(records.back() == Fields{""}); // the last record is ended too
    records.pop_back();
    records.erase(records.begin());
    for (auto const& record : records) {
        CHECK(record.size() == 18);
    }
    return records;
}

std::int64_t cents_of(std::string amount)
{
    REQUIRE(amount.size() >= 4);
    REQUIRE(amount[amount.size() - 3] == ',');
    amount.erase(amount.size() - 3, 1);
    return std::stoll(amount);
}

struct Fec {
    std::string bytes;
    std::vector<Fields> records;
    exchange::FecTotals totals;
    std::vector<core::Diagnostic> notes;
};

Fec fec_of(SomeBooks& books, std::string const& year, exchange::FecStyle const& style = {})
{
    Fec fec;
    books.read([&](Context const& context) {
        auto const plan = plan_fec(context, year, style);
        fec.totals = write_fec(context, plan, [&](std::string_view part) { fec.bytes += part; });
        fec.notes = fec_notes(plan, fec.totals);
        return fec_receipt(context, plan, fec.totals, {"f.txt", "d.txt", "hash"});
    });
    fec.records = records_of(fec.bytes, style.separator);
    return fec;
}

/// `AN/1 512 Alice 12,00 0,00` for each record.
std::vector<std::string> short_lines(Fec const& fec)
{
    std::vector<std::string> lines;
    for (auto const& field : fec.records) {
        lines.push_back(field[0] + "/" + field[2] + " " + field[4] + " " + field[7] + " " +
                        field[11] + " " + field[12]);
    }
    return lines;
}

using Ids = std::vector<std::string>;

Ids ids_of(std::vector<core::Diagnostic> const& notes)
{
    Ids ids;
    for (auto const& note : notes) {
        ids.push_back(note.id);
    }
    return ids;
}

ledger::Draft with_party(ledger::Draft draft, std::string const& party)
{
    draft.party = party;
    return draft;
}

/// The computed à-nouveaux of a year: `512 Alice 12.00` in cents, credit below zero.
std::vector<std::string> opening_of(SomeBooks& books, std::string const& label,
                                    store::Which which = store::Which::posted)
{
    std::vector<std::string> lines;
    books.read([&](Context const& context) {
        auto const years = context.session.years();
        auto const& year = ledger::find_year(years, label);
        if (auto const draft = computed_opening(context, year, which)) {
            CHECK(draft->journal == "AN");
            CHECK(draft->date == year.period.first);
            for (auto const& line : draft->lines) {
                lines.push_back(line.account + " " + line.party + " " +
                                std::to_string((line.debit - line.credit).in_cents()));
            }
        }
        return core::Document{};
    });
    return lines;
}

} // namespace

TEST_CASE("computed à-nouveaux carry classes 1 to 5 and the result, third party by third party")
{
    SomeBooks books;
    // Dues of 20 on the bank; an invoice of 30 to Alice; a credit note of 30 owed to Bob.
    books.add(dues(), true);
    books.add(with_party(entry(core::date(2016, 4, 1), "Facture",
                               {debit("411", 3000), credit("706", 3000)}),
                         "Alice"),
              true);
    books.add(with_party(
                  entry(core::date(2016, 5, 1), "Avoir", {debit("706", 3000), credit("411", 3000)}),
                  "Bob"),
              true);
    CHECK(opening_of(books, "2016") == std::vector<std::string>{});
    // 411 stands at zero, and yet two third parties do not.
    CHECK(opening_of(books, "2017") ==
          std::vector<std::string>{"120  -2000", "411 Alice 3000", "411 Bob -3000", "512  2000"});
    CHECK(opening_of(books, "2018") == opening_of(books, "2017"));
}

TEST_CASE("a party beside a bank does not split its à-nouveaux")
{
    SomeBooks books;
    auto draft = dues();
    draft.lines[0].party = "Alice";
    books.add(draft, true);
    CHECK(opening_of(books, "2017") == std::vector<std::string>{"120  -2000", "512  2000"});
}

TEST_CASE("what an account of third parties owes to nobody named has its own line")
{
    SomeBooks books;
    books.add(entry(core::date(2016, 4, 1), "Facture", {debit("6064", 500), credit("401", 500)}),
              true);
    books.add(with_party(entry(core::date(2016, 4, 2), "Facture",
                               {debit("6064", 700), credit("401", 700)}),
                         "Alice"),
              true);
    CHECK(opening_of(books, "2017") ==
          std::vector<std::string>{"129  1200", "401 Alice -700", "401  -500"});
}

TEST_CASE("drafts count in computed à-nouveaux where they are asked for only")
{
    SomeBooks books;
    books.add(dues());
    CHECK(opening_of(books, "2017") == std::vector<std::string>{});
    CHECK(opening_of(books, "2017", store::Which::all) ==
          std::vector<std::string>{"120  -2000", "512  2000"});
}

TEST_CASE("a year that has booked its à-nouveaux has no computed ones")
{
    SomeBooks books;
    books.add(dues(), true);
    auto opening =
        entry(core::date(2017, 1, 1), "À-nouveaux", {debit("512", 2000), credit("120", 2000)});
    opening.journal = "AN";
    exchange::ReadDraft imported{opening, {}, {}};
    imported.standing = ledger::Standing{ledger::Role::opening, ledger::RoleWhy::equal, {}, {}};
    books.write([&](Context const& context) {
        return add_entries(context, std::span{&imported, 1}, true);
    });
    CHECK(opening_of(books, "2017").empty());
    CHECK(opening_of(books, "2018") == std::vector<std::string>{"120  -2000", "512  2000"});
}

TEST_CASE("accounts have the labels of the year that is exported")
{
    // 102 is « Fonds associatifs sans droit de reprise » of CRC 99-01 (annexe, ch. IV) until 2019,
    // « Fonds propres sans droit de reprise » of ANC 2018-06 (art. 320-2) from 2020.
    SomeBooks books{{"2018", "2019", "2020"}};
    books.write(
        [](Context const& context) { return add_account(context, "75611", "Cotisations jeunes"); });
    for (int year : {2018, 2020}) {
        books.add(entry(core::date(year, 3, 2), "x", {debit("102", 2000), credit("75611", 2000)}),
                  true);
    }
    auto const labels = [&](std::string const& year) {
        std::vector<std::string> all;
        books.read([&](Context const& context) {
            for (auto const& account : export_head(context, year, store::Which::posted).accounts) {
                all.push_back(account.code + " " + account.label);
            }
            return core::Document{};
        });
        return all;
    };
    CHECK(labels("2018") == std::vector<std::string>{"102 Fonds associatifs sans droit de reprise",
                                                     "75611 Cotisations jeunes"});
    auto const of_2020 = labels("2020"); // with 120, of the computed à-nouveaux
    REQUIRE(of_2020.size() == 3);
    CHECK(of_2020.front() == "102 Fonds propres sans droit de reprise");
    CHECK(labels("").front() == of_2020.front()); // all years: the last label
}

TEST_CASE("a FEC has à-nouveaux first, then entries in the order of their validation")
{
    SomeBooks books;
    books.add(dues(), true);
    books.add(dues(core::date(2017, 6, 1)));
    books.add(dues(core::date(2017, 5, 1)), true);
    books.post_until(core::date(2017, 12, 31));
    auto const fec = fec_of(books, "2017");
    CHECK(short_lines(fec) ==
          std::vector<std::string>{"AN/1 120  0,00 20,00", "AN/1 512  20,00 0,00",
                                   "BQ/1 512  20,00 0,00", "BQ/1 756  0,00 20,00",
                                   "BQ/2 512  20,00 0,00", "BQ/2 756  0,00 20,00"});
    CHECK(fec.records[2][3] == "20170501"); // validated before that of 1 June is
    CHECK(fec.records[4][3] == "20170601");
    CHECK(fec.records[0][15] == "20170101");
    CHECK(fec.records[2][15] == "20180601");
    CHECK(fec.totals.entries == 3);
    CHECK(fec.totals.lines == 6);
    CHECK(ids_of(fec.notes) == Ids{"export.previous-open"});
    CHECK(fec_of(books, "2016").notes.empty());
}

TEST_CASE("booked à-nouveaux come first, though they were validated last")
{
    SomeBooks books;
    books.add(dues(core::date(2017, 6, 1)), true);
    auto opening =
        entry(core::date(2017, 1, 1), "À-nouveaux", {debit("512", 500), credit("120", 500)});
    opening.journal = "AN";
    books.add(opening, true);
    CHECK(short_lines(fec_of(books, "2017")).front() == "AN/1 512  5,00 0,00");
}

TEST_CASE("drafts are refused by name, ten of them at most, unless the file is provisional")
{
    SomeBooks books;
    books.add(dues(), true);
    for (int i = 0; i < 12; ++i) {
        books.add(dues());
    }
    auto const error =
        books.refused([](Context const& context) { return plan_fec(context, "2016", {}); });
    CHECK(error.id() == "export.drafts");
    CHECK(error.kind() == core::ErrorKind::refused);
    CHECK(error.findings().size() == 10);
    CHECK(ids_of({error.findings().front()}) == Ids{"export.draft"});

    auto const fec = fec_of(books, "2016", {.provisional = true});
    CHECK(fec.totals.entries == 13);
    CHECK(fec.totals.drafts == 12);
    CHECK(ids_of(fec.notes) == Ids{"export.provisional"});
    CHECK(fec.records.back()[2] == "BROUILLON-12");
    CHECK(fec.records.back()[15] == "20180601");
}

TEST_CASE("à-nouveaux at the draft come first in a provisional file too")
{
    SomeBooks books;
    books.add(dues(core::date(2017, 6, 1)), true);
    auto opening =
        entry(core::date(2017, 1, 1), "À-nouveaux", {debit("512", 500), credit("120", 500)});
    opening.journal = "AN";
    books.add(opening);
    auto const fec = fec_of(books, "2017", {.provisional = true});
    CHECK(short_lines(fec).front() == "AN/BROUILLON-1 512  5,00 0,00");
    CHECK(fec.totals.entries == 2);
}

TEST_CASE("whoever receives a FEC is told what is not as it should be")
{
    SomeBooks books;
    books.add(dues(), true);
    books.add(dues()); // a draft of the year before
    CHECK(ids_of(fec_of(books, "2017").notes) ==
          Ids{"export.previous-open", "export.earlier-drafts"});
    books.today = core::date(2016, 12, 31);
    CHECK(ids_of(fec_of(books, "2017", {.provisional = true}).notes) == Ids{"export.provisional"});
    CHECK(ids_of(fec_of(books, "2017", {.provisional = true}).notes) == Ids{"export.provisional"});
}

TEST_CASE("a closing entry is left out, its number with it; a slip is written")
{
    SomeBooks books;
    auto const slip = entry(core::date(2016, 3, 1), "Erreur", {debit("756", 5), credit("120", 5)});
    books.add(dues(), true);
    books.add(slip, true);
    CHECK(fec_of(books, "2016").notes.empty());
    CHECK(fec_of(books, "2016").totals.entries == 2);

    exchange::ReadDraft closing{
        entry(core::date(2016, 12, 31), "Solde", {debit("756", 1995), credit("120", 1995)}),
        {},
        {}};
    closing.standing = ledger::Standing{ledger::Role::closing, ledger::RoleWhy::closes, {}, {}};
    books.write([&](Context const& context) {
        return add_entries(context, std::span{&closing, 1}, true);
    });
    auto const fec = fec_of(books, "2016");
    CHECK(ids_of(fec.notes) == Ids{"export.closing-entries"});
    CHECK(fec.totals.entries == 2);
    auto const planned = [&] {
        FecPlan plan;
        books.read([&](Context const& context) {
            plan = plan_fec(context, "2016", {});
            CHECK(left_out_of_fec(context, core::date(2016, 6, 1)).size() == 1);
            return core::Document{};
        });
        return plan;
    };
    CHECK(planned().closing == std::vector<std::string>{"OD/2016/2"});
    CHECK(planned().gaps.empty());

    auto after = dues();
    after.journal = "OD";
    books.add(after, true);
    auto const gap = fec_of(books, "2016");
    CHECK(ids_of(gap.notes) == Ids{"export.closing-entries", "export.closing-gap"});
    CHECK(gap.records.back()[2] == "3");
    CHECK(planned().gaps == std::vector<std::string>{"OD/2016/2"});
}

TEST_CASE("a year without anything to write is refused, and one of à-nouveaux alone is not")
{
    SomeBooks books;
    auto const plan = [](std::string const& year) {
        return [year](Context const& context) { return plan_fec(context, year, {}); };
    };
    CHECK(books.refuses(plan("2016")) == "export.no-entries");
    CHECK(books.refuses(plan("1999")) == "year.unknown");
    books.add(dues(), true);
    CHECK(fec_of(books, "2017").totals.entries == 1);
}

TEST_CASE("the legal name is the SIREN and the last day; a provisional file says that it is")
{
    SomeBooks books{{"2016-09-01..2017-08-31"}};
    books.add(dues(core::date(2016, 10, 1)), true);
    auto const name = [](bool provisional) {
        return [provisional](Context const& context) {
            auto const plan = plan_fec(context, "2016-2017", {.provisional = provisional});
            return core::Document{.title = fec_file_name(plan)};
        };
    };
    CHECK(books.refuses(name(false)) == "export.no-siren");
    auto const set = books.write(
        [](Context const& context) { return set_book(context, {.siren = "732829320"}); });
    CHECK(text(set.facts.at("siren")) == "732829320");
    CHECK(text(set.facts.at("association")) == "La Coop des Communs");
    CHECK(books.read(name(false)).title == "732829320FEC20170831.txt");
    CHECK(books.read(name(true)).title == "732829320FEC20170831-provisoire.txt");
}

TEST_CASE("what a book says of itself changes where asked, and only to what is possible")
{
    SomeBooks books;
    auto const set = [&](BookChange const& change) {
        return books.write([&](Context const& context) { return set_book(context, change); });
    };
    set({.siren = "732829320"});
    auto const after = set({.name = "Les Amis du Jardin", .rna = "W751234567"});
    CHECK(text(after.facts.at("siren")) == "732829320");
    CHECK(text(after.facts.at("association")) == "Les Amis du Jardin");
    CHECK(text(after.facts.at("rna")) == "W751234567");
    CHECK(set({.siren = ""}).facts.count("siren") == 0);
    // Luhn: 732829320 is right (the example of the Insee), one digit more is not.
    CHECK(books.refuses([](Context const& context) {
        return set_book(context, {.siren = "732829321"});
    }) == "book.siren");
    CHECK(books.refuses([](Context const& context) { return set_book(context, {.name = " "}); }) ==
          "book.name");
}

namespace {

/// Numbers that are the same at each run.
struct Chance {
    std::uint64_t state;

    std::size_t below(std::size_t bound)
    {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>((state >> 33U) % bound);
    }

    std::string const& one_of(std::vector<std::string> const& words)
    {
        return words[below(words.size())];
    }
};

std::vector<std::string> const hellish = {
    "Loyer",           "a|b|c",         "\"guillemets\"", "«\u202f1\u202f000\u202f»",
    "🌱 panier bio",    " autour ",      "\u0085nel",      "\u2028ligne",
    "=SOMME(A1)",      "'; DROP TABLE", "\u200bvide",     "l’été \\n",
    "e\u0301te\u0301", "日本",          "\u00a0"};

/// An entry of two to five lines that balances.
ledger::Draft random_entry(Chance& chance)
{
    static std::vector<std::string> const legal = {"512",  "530", "401", "411", "6063",
                                                   "6132", "706", "756", "74",  "51"};
    bool const inkind = chance.below(6) == 0;
    auto draft = entry(core::date(2016, 1 + static_cast<unsigned>(chance.below(12)),
                                  1 + static_cast<unsigned>(chance.below(28))),
                       chance.one_of(hellish), {});
    draft.party = chance.below(2) == 0 ? "" : chance.one_of({"Alice", "Àlice", "Bob|Cie", "日本"});
    draft.piece = chance.below(3) == 0 ? "" : chance.one_of(hellish);
    draft.journal = chance.one_of({"", "OD", "AC", "VE"});
    std::int64_t sum = 0;
    for (auto left = 1 + chance.below(4); left > 0; --left) {
        auto const amount = 1 + static_cast<std::int64_t>(chance.below(100'000'000));
        sum += amount;
        draft.lines.push_back(
            debit(inkind ? "864" : chance.one_of(legal), amount, inkind ? "jardin" : ""));
    }
    draft.lines.push_back(
        credit(inkind ? "87" : chance.one_of(legal), sum, inkind ? "jardin" : ""));
    draft.lines.front().label = chance.below(2) == 0 ? "" : chance.one_of(hellish);
    return draft;
}

/// What the law and our own rules want of every record and of the whole.
void check_structure(Fec const& fec)
{
    std::map<std::string, std::int64_t> last; // number by journal
    std::map<std::string, std::int64_t> sums; // by journal and number
    std::map<std::string, std::string> party_codes;
    for (auto const& field : fec.records) {
        for (auto const i : {0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15}) {
            CHECK(!field[static_cast<std::size_t>(i)].empty());
        }
        auto const number = std::stoll(field[2]);
        CHECK((number == last[field[0]] || number == last[field[0]] + 1));
        last[field[0]] = number;
        sums[field[0] + field[2]] += cents_of(field[11]) - cents_of(field[12]);
        CHECK((field[11] == "0,00") != (field[12] == "0,00"));
        CHECK(field[6].empty() == field[7].empty());
        if (!field[6].empty()) {
            CHECK(party_codes.emplace(field[6], field[7]).first->second == field[7]);
        }
    }
    for (auto const& [number, sum] : sums) {
        INFO(number);
        CHECK(sum == 0);
    }
}

} // namespace

TEST_CASE("every account of random books has the same sums in the file as in its entries")
{
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        INFO("seed " << seed);
        Chance chance{seed};
        SomeBooks books{{"2016"}};
        books.add_some_project("jardin");
        std::map<std::string, std::pair<std::int64_t, std::int64_t>> expected;
        auto const count = [&](ledger::Draft const& draft, bool reversed) {
            for (auto const& line : draft.lines) {
                auto code = line.account;
                code.resize(std::max<std::size_t>(3, code.size()), '0');
                expected[code].first += (reversed ? line.credit : line.debit).in_cents();
                expected[code].second += (reversed ? line.debit : line.credit).in_cents();
            }
        };
        for (int i = 0; i < 40; ++i) {
            auto const draft = random_entry(chance);
            auto const added = books.add(draft, true);
            count(draft, false);
            if (chance.below(5) == 0) {
                auto const id = number(added.tables.at("entries").at(0, "entry"));
                books.write([&](Context const& context) {
                    return reverse_entry(context, id, "erreur", core::date(2016, 12, 31));
                });
                count(draft, true);
            }
        }
        books.post_until(core::date(2016, 12, 31));
        for (char const separator : {'\t', '|'}) {
            for (auto const charset : {exchange::Charset::utf8, exchange::Charset::latin9}) {
                auto const fec =
                    fec_of(books, "2016", {.separator = separator, .charset = charset});
                check_structure(fec);
                std::map<std::string, std::pair<std::int64_t, std::int64_t>> sums;
                for (auto const& field : fec.records) {
                    sums[field[4]].first += cents_of(field[11]);
                    sums[field[4]].second += cents_of(field[12]);
                }
                CHECK(sums == expected);
            }
        }
    }
}
