// SPDX-License-Identifier: GPL-3.0-or-later
// What of a FEC opens or closes a year.
#include "file.hpp"

#include <coop/ledger/role.hpp>

#include <tuple>

using namespace coop;
using namespace coop::app;
using namespace coop::app::fec_file;
using core::cents;
using core::date;

TEST_CASE("journals are added, and à-nouveaux go to AN")
{
    SomeBooks books;
    auto const answer = books.write(
        importing(file_of({{.journal = "RAN", .day = "20160101", .account = "512", .cents = 100},
                           {.journal = "RAN", .day = "20160101", .account = "110", .cents = -100},
                           {.journal = "hello asso", .account = "512", .cents = 200},
                           {.journal = "hello asso", .account = "756", .cents = -200}})));
    CHECK(fact(answer, "journals_added") == 1);
    CHECK(text(answer.tables.at("import.journals").at(0, "journal")) == "hello asso");
    auto const all = all_entries(books);
    CHECK(all[0].entry.journal == "AN");
    CHECK(all[1].entry.journal == "hello asso");
}

TEST_CASE("à-nouveaux that the books compute and write themselves are there already")
{
    SomeBooks books;
    books.add(dues(), true);
    // 20 € in the bank, and the excédent of 2016 in 120.
    auto const own = [](std::string const& label) {
        auto records = std::vector<Record>{{.account = "120", .cents = -2000},
                                           {.account = "512", .cents = 2000}};
        for (auto& record : records) {
            record.journal = "AN";
            record.day = record.valid = "20170101";
            record.piece = "SANS-PIECE";
            record.label = label;
        }
        return file_of(records);
    };
    auto const answer = books.write(importing(own("À-nouveaux")));
    CHECK(fact(answer, "new") == 0);
    CHECK(fact(answer, "existing") == 1);
    CHECK(answer.notes_have("import.fec-opening"));
    CHECK(fact(books.write(importing(own("Ouverture"))), "new") == 1);
}

namespace {

/// One entry of two accounts on the first day of 2017.
std::vector<Record> first_day(std::string const& journal, std::string const& debited,
                              std::string const& credited, std::int64_t cents = 2000,
                              std::string const& label = "Libellé", std::string const& number = "1")
{
    Record record;
    record.journal = journal;
    record.number = number;
    record.day = record.valid = "20170101";
    record.account = debited;
    record.cents = cents;
    record.label = label;
    auto other = record;
    other.account = credited;
    other.cents = -cents;
    return {record, other};
}

/// Journal and role of each entry of 2017: `AN opening`.
Words kinds(SomeBooks& books)
{
    Words kinds;
    for (auto const& record : all_entries(books)) {
        if (record.year == "2017") {
            kinds.push_back(record.entry.journal + ' ' +
                            std::string{ledger::role_words.of(record.role)});
        }
    }
    return kinds;
}

Words ids_of(Answer const& answer)
{
    Words ids;
    for (auto const& note : answer.notes) {
        ids.push_back(note.id);
    }
    return ids;
}

} // namespace

TEST_CASE("an opening is known by what it is, whatever its journal is called")
{
    auto const [journal, account, label] =
        GENERATE(std::tuple{"AN", "120", "Libellé"}, std::tuple{"OUV", "120000", "Libellé"},
                 std::tuple{"00", "120", "Balance d'ouverture"}, std::tuple{"OD", "120000", "x"},
                 std::tuple{"REP", "120", "Report"});
    SomeBooks books;
    books.add(dues(), true);
    auto records = first_day(journal, "512000", account, 2000, label);
    for (auto const& one : first_day("BQ", "53", "512", 500, "Retrait")) {
        records.push_back(one); // Stays a movement.
    }
    auto const answer = books.write(importing(file_of(records)));
    CHECK(fact(answer, "new") == 2);
    CHECK(kinds(books) == Words{"AN opening", "BQ ordinary"});
    CHECK(answer.notes_have("import.opening-filed") == (std::string{journal} != "AN"));
    CHECK_FALSE(answer.notes_have("import.opening-gaps"));
    auto const again = books.write(importing(file_of(records)));
    CHECK(fact(again, "new") == 0);
    CHECK(fact(again, "existing") == 2);
}

TEST_CASE("an opening that differs is one all the same, and each account is named")
{
    SomeBooks books;
    books.add(dues(), true);
    auto const cent = books.write(importing(file_of(first_day("AN", "512", "120", 2001))));
    CHECK(kinds(books) == Words{"AN opening"});
    CHECK(ids_of(cent) == Words{"import.fec-account-labels", "import.fec-journal-labels",
                                "import.opening-differs", "import.opening-differs",
                                "import.opening-gaps"});

    SomeBooks others;
    others.add(dues(), true);
    auto const allocated = others.write(importing(file_of(first_day("OD", "512", "110"))));
    CHECK(kinds(others) == Words{"AN opening"});
    CHECK(ids_of(allocated) == Words{"import.fec-account-labels", "import.fec-journal-labels",
                                     "import.opening-filed", "import.opening-differs",
                                     "import.opening-differs", "import.opening-gaps"});
}

TEST_CASE("an opening that names other third parties says which")
{
    SomeBooks books;
    books.write(importing(file_of(two_entries())));
    auto opening = first_day("OD", "512", "401");
    opening[1].cents = -8450;
    opening[1].party = "Botanic";
    opening.push_back(opening[0]);
    opening.back().account = "129";
    opening.back().cents = 6450;
    auto const answer = books.write(importing(file_of(opening)));
    CHECK(kinds(books) == Words{"AN opening"});
    CHECK(ids_of(answer) == Words{"import.fec-account-labels", "import.fec-journal-labels",
                                  "import.opening-filed", "import.opening-party",
                                  "import.opening-party", "import.opening-gaps"});
}

TEST_CASE("an ordinary entry of the first day stays a movement, and so does what AN cannot hold")
{
    SomeBooks books;
    books.add(dues(), true);
    auto records = first_day("OD", "53", "512", 500);
    for (auto const& one : first_day("OD", "120", "110", 2000, "Report à nouveau", "2")) {
        records.push_back(one); // Allocates a result.
    }
    for (auto const& one : first_day("AN", "6063", "512", 300)) {
        records.push_back(one);
    }
    auto const answer = books.write(importing(file_of(records)));
    CHECK(kinds(books) == Words{"OD ordinary", "OD ordinary", "OD ordinary"});
    CHECK(answer.notes_have("import.opening-form"));
    CHECK(fact(books.write(importing(file_of(records))), "existing") == 3);
}

TEST_CASE("an opening that is booked already is not booked twice")
{
    SomeBooks books;
    books.add(dues(), true);
    books.write(importing(file_of(first_day("AN", "512", "120"))));
    auto const other = books.write(importing(file_of(first_day("OD", "512", "120"))));
    CHECK(fact(other, "new") == 0);
    CHECK(other.notes_have("import.fec-opening"));
    // In part, it completes what is there.
    SomeBooks parts;
    parts.add(dues(), true);
    parts.write(importing(file_of(first_day("AN", "512", "120", 1500))));
    auto both = first_day("AN", "512", "120", 1500);
    for (auto const& one : first_day("AN", "512", "120", 500, "Suite", "2")) {
        both.push_back(one);
    }
    auto const second = parts.write(importing(file_of(both)));
    CHECK(fact(second, "new") == 1);
    CHECK_FALSE(second.notes_have("import.opening-gaps"));
}

TEST_CASE("an entry that closes classes 6 and 7 is known by the sums of the file and the books")
{
    auto const last_day = [](std::string const& number, std::int64_t cents, std::string day) {
        auto records = first_day("OD", "756", "120", cents, "Solde", number);
        for (auto& record : records) {
            record.day = record.valid = day;
        }
        return records;
    };
    auto income = first_day("BQ", "512", "756");
    for (auto& record : income) {
        record.day = record.valid = "20170305";
    }
    auto const with = [&](std::vector<Record> more) {
        more.insert(more.begin(), income.begin(), income.end());
        return file_of(more);
    };
    SomeBooks books;
    auto const closed = books.write(importing(with(last_day("1", 2000, "20171231"))));
    CHECK(kinds(books) == Words{"BQ ordinary", "OD closing"});
    CHECK(closed.notes_have("import.closing-entries"));
    CHECK(fact(books.write(importing(with(last_day("1", 2000, "20171231")))), "existing") == 2);

    for (auto const& slip : {last_day("1", 500, "20171231"), last_day("1", 2000, "20171230")}) {
        SomeBooks others;
        auto const answer = others.write(importing(with(slip)));
        CHECK(kinds(others) == Words{"BQ ordinary", "OD ordinary"});
        CHECK(answer.notes_have("import.result-moved"));
    }

    // A slip before it, and a part that came in earlier.
    auto both = last_day("1", 500, "20171231");
    for (auto const& one : last_day("2", 1500, "20171231")) {
        both.push_back(one);
    }
    SomeBooks grown;
    grown.write(importing(file_of(income)));
    grown.write(importing(with(both)));
    CHECK(kinds(grown) == Words{"BQ ordinary", "OD ordinary", "OD closing"});
}

TEST_CASE("à-nouveaux are known in each year of a file")
{
    auto const two = [](std::string journal, std::string day, std::string debit,
                        std::string credit) {
        return std::vector<Record>{
            {.journal = journal, .day = day, .account = debit, .cents = 2000, .valid = day},
            {.journal = journal, .day = day, .account = credit, .cents = -2000, .valid = day}};
    };
    auto first = two("BQ", "20160305", "512", "756");
    auto second = two("OD", "20170101", "512", "120");
    for (auto const& one : two("BQ", "20170305", "512", "756")) {
        second.push_back(one);
    }
    SomeBooks books;
    books.write(importing(file_of(first)));
    CHECK(fact(books.write(importing(file_of(second))), "new") == 2);
    auto both = first;
    both.insert(both.end(), second.begin(), second.end());
    auto const again = books.write(importing(file_of(both), {.years = true}));
    CHECK(fact(again, "new") == 0);
    CHECK(fact(again, "existing") == 3);

    SomeBooks fresh;
    CHECK(fact(fresh.write(importing(file_of(both), {.years = true})), "new") == 3);
    CHECK(kinds(fresh) == Words{"AN opening", "BQ ordinary"});
}
