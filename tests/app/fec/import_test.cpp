// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

#include <coop/app/export.hpp>
#include <coop/app/fec/import.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;

namespace {

constexpr auto header = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\t"
                        "CompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\t"
                        "EcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n";

struct Record {
    std::string journal = "BQ";
    std::string number = "1";
    std::string day = "20160305";
    std::string account;
    std::int64_t cents = 0; ///< below zero: a credit
    std::string valid = "20160331";
    std::string code = "";
    std::string party = "";
    std::string piece = "F-1";
    std::string label = "Libellé";
};

std::string euro(std::int64_t cents)
{
    auto const rest = std::to_string(100 + cents % 100);
    return std::to_string(cents / 100) + "," + rest.substr(1);
}

std::string line_of(Record const& one)
{
    return one.journal + "\tJournal " + one.journal + "\t" + one.number + "\t" + one.day + "\t" +
           one.account + "\tCompte " + one.account + "\t" + one.code + "\t" + one.party + "\t" +
           one.piece + "\t" + one.day + "\t" + one.label + "\t" + euro(std::max(one.cents, 0L)) +
           "\t" + euro(std::max(-one.cents, 0L)) + "\t\t\t" + one.valid + "\t\t\n";
}

std::string file_of(std::vector<Record> const& records)
{
    std::string text = header;
    for (auto const& one : records) {
        text += line_of(one);
    }
    return text;
}

/// Dues and a bill, on accounts of the chart.
std::vector<Record> two_entries()
{
    return {{.account = "512", .cents = 2000},
            {.account = "756", .cents = -2000},
            {.journal = "AC", .day = "20160310", .account = "6063", .cents = 8450},
            {.journal = "AC",
             .day = "20160310",
             .account = "401",
             .cents = -8450,
             .code = "F1",
             .party = "Jardiland"}};
}

auto importing(std::string const& text, FecRequest request = {})
{
    return [text, request](Context const& context) {
        auto const input = core::input_of("essai.txt", text);
        return import_fec(context, input, request);
    };
}

std::int64_t fact(Answer const& answer, std::string const& key)
{
    return number(answer.facts.at(key));
}

std::vector<ledger::Record> all_entries(SomeBooks& books)
{
    std::vector<ledger::Record> all;
    books.read([&](Context const& context) {
        auto const stream = context.session.entries({});
        while (auto record = stream()) {
            all.push_back(std::move(*record));
        }
        return core::Document{};
    });
    return all;
}

std::vector<std::string> finding_ids(core::Error const& error)
{
    std::vector<std::string> ids;
    for (auto const& one : error.findings()) {
        ids.push_back(std::to_string(one.where.line) + ": " + one.id);
    }
    return ids;
}

using Words = std::vector<std::string>;

/// Posted entries as another program would write them: the walk that an export makes.
std::string written(SomeBooks& books, std::string const& year)
{
    std::string text = header;
    books.read([&](Context const& context) {
        context.session.scan(
            {year, store::Which::posted, store::Order::posting},
            [&](ledger::EntryView const& entry) {
                for (auto const& line : entry.lines) {
                    auto const label = line.label.empty() ? entry.label : line.label;
                    text += line_of(
                        {.journal = std::string{entry.journal},
                         .number = std::to_string(entry.number),
                         .day = std::to_string(core::to_number(entry.date)),
                         .account = std::string{line.account},
                         .cents = (line.debit - line.credit).in_cents(),
                         .valid = std::to_string(core::to_number(entry.posted_on)),
                         .code = line.party.empty() ? "" : "T" + std::string{line.party},
                         .party = std::string{line.party},
                         .piece = entry.piece.empty() ? "SANS-PIECE" : std::string{entry.piece},
                         .label = label.empty() ? "Sans libellé" : std::string{label}});
                }
            });
        return core::Document{};
    });
    return text;
}

} // namespace

TEST_CASE("validated entries of a FEC come in posted, on their day of validation")
{
    SomeBooks books;
    auto const answer = books.write(importing(file_of(two_entries())));
    CHECK(answer.id == "import.fec");
    CHECK(fact(answer, "new") == 2);
    CHECK(fact(answer, "drafts") == 0);
    CHECK(fact(answer, "existing") == 0);
    CHECK(fact(answer, "lines") == 4);
    CHECK(money(answer.facts.at("debit")) == cents(10450));
    CHECK(money(answer.facts.at("credit")) == cents(10450));
    CHECK(fact(answer, "accounts_added") == 0);
    auto const& years = answer.tables.at("import.years");
    REQUIRE(years.size() == 1);
    CHECK(text(years.at(0, "year")) == "2016");
    auto const all = all_entries(books);
    REQUIRE(all.size() == 2);
    CHECK(ledger::number_of(all[0]) == "BQ/2016/1");
    CHECK(all[0].posted_on == date(2016, 3, 31));
    CHECK(all[0].entry.label == "Libellé");
    CHECK(all[0].entry.piece == "F-1");
    CHECK(all[0].entry.ref.empty());
    CHECK(all[1].entry.lines[1].party == "Jardiland");
    CHECK(all[1].entry.lines[1].credit == cents(8450));
}

TEST_CASE("a FEC imported twice adds nothing")
{
    SomeBooks books;
    auto const text = file_of(two_entries());
    books.write(importing(text));
    auto const again = books.write(importing(text));
    CHECK(fact(again, "new") == 0);
    CHECK(fact(again, "existing") == 2);
    CHECK(fact(again, "parties_added") == 0);
    CHECK(all_entries(books).size() == 2);
}

TEST_CASE("a file that grew brings its new entries only")
{
    SomeBooks books;
    auto records = two_entries();
    books.write(importing(file_of(records)));
    records.push_back({.number = "2", .account = "512", .cents = 500, .valid = "20160430"});
    records.push_back({.number = "2", .account = "756", .cents = -500, .valid = "20160430"});
    auto const again = books.write(importing(file_of(records)));
    CHECK(fact(again, "new") == 1);
    CHECK(fact(again, "existing") == 2);
    CHECK(ledger::number_of(all_entries(books)[1]) == "BQ/2016/2");
}

TEST_CASE("a file that grew and uses its numbers again brings its new entries only")
{
    auto const dues = [](std::string number, std::string day, std::int64_t amount) {
        return std::vector<Record>{
            {.number = number, .day = day, .account = "512", .cents = amount, .valid = day},
            {.number = number, .day = day, .account = "756", .cents = -amount, .valid = day}};
    };
    auto const imports = [&](std::vector<std::vector<Record>> const& entries) {
        std::string text = header;
        for (auto const& entry : entries) {
            for (auto const& one : entry) {
                text += line_of(one);
            }
        }
        return importing(text);
    };
    auto const january = dues("1", "20160105", 1000);
    auto const later = dues("2", "20160112", 2000);

    SomeBooks each_month; // numbers begin again
    each_month.write(imports({january, later}));
    auto const grown =
        imports({january, later, dues("1", "20160205", 3000), dues("2", "20160212", 4000)});
    auto const second = each_month.write(grown);
    CHECK(fact(second, "new") == 2);
    CHECK(fact(second, "existing") == 2);
    auto const all = all_entries(each_month);
    REQUIRE(all.size() == 4);
    CHECK(all[2].entry.ref == "fec:2016/BQ/1#2");
    CHECK(fact(each_month.write(grown), "existing") == 4);

    SomeBooks constant; // the number says nothing
    constant.write(imports({dues("7", "20160105", 1000)}));
    auto const third =
        constant.write(imports({dues("7", "20160105", 1000), dues("7", "20160205", 2000)}));
    CHECK(fact(third, "new") == 1);
    CHECK(fact(third, "existing") == 1);
    CHECK(all_entries(constant).size() == 2);
}

TEST_CASE("a file that grew may have another third party of the same name")
{
    SomeBooks books;
    auto records = two_entries();
    books.write(importing(file_of(records)));
    records.push_back({.journal = "AC", .number = "2", .account = "6063", .cents = 500});
    records.push_back({.journal = "AC",
                       .number = "2",
                       .account = "401",
                       .cents = -500,
                       .code = "F2",
                       .party = "Jardiland"});
    auto const again = books.write(importing(file_of(records)));
    CHECK(fact(again, "new") == 1);
    CHECK(fact(again, "existing") == 2);
    CHECK(text(again.tables.at("import.parties").at(0, "party")) == "Jardiland (F2)");
}

TEST_CASE("an entry that changed since it was imported is refused at its line")
{
    SomeBooks books;
    auto records = two_entries();
    books.write(importing(file_of(records)));
    records[2].cents = 8451;
    records[3].cents = -8451;
    auto const error = books.refused(importing(file_of(records)));
    CHECK(error.id() == "import.refused");
    CHECK(finding_ids(error) == Words{"4: import.fec-differs"});
}

TEST_CASE("numbers that ours cannot repeat become references")
{
    SomeBooks books;
    // One sequence for all journals, as many programs number.
    auto records = two_entries();
    records[2].number = records[3].number = "2";
    auto const text = file_of(records);
    books.write(importing(text));
    auto const all = all_entries(books);
    CHECK(all[0].entry.ref.empty());
    CHECK(ledger::number_of(all[1]) == "AC/2016/1");
    CHECK(all[1].entry.ref == "fec:2016/AC/2");
    CHECK(fact(books.write(importing(text)), "existing") == 2);
}

TEST_CASE("numbers that begin again behind another prefix are other numbers")
{
    auto const month = [](std::string prefix, std::string day) {
        std::vector<Record> records;
        for (auto const* number : {"1", "2"}) {
            for (std::int64_t const sign : {1, -1}) {
                records.push_back({.number = prefix + number,
                                   .day = day,
                                   .account = sign > 0 ? "512" : "756",
                                   .cents = sign * 1000,
                                   .valid = day});
            }
        }
        return file_of(records);
    };
    SomeBooks books;
    books.write(importing(month("JAN-", "20160131")));
    CHECK(fact(books.write(importing(month("FEV-", "20160228"))), "new") == 2);
    auto const all = all_entries(books);
    REQUIRE(all.size() == 4);
    CHECK(all[0].entry.ref == "fec:2016/BQ/JAN-1");
    CHECK(all[2].entry.ref == "fec:2016/BQ/FEV-1");
    CHECK(fact(books.write(importing(month("JAN-", "20160131"))), "existing") == 2);
}

TEST_CASE("accounts unknown to the chart are added under their parent with the label of the file")
{
    SomeBooks books;
    auto records = two_entries();
    records[0].account = "512000";
    auto const answer = books.write(importing(file_of(records)));
    CHECK(fact(answer, "accounts_added") == 1);
    CHECK(text(answer.tables.at("import.accounts").at(0, "account")) == "512000");
    CHECK(text(answer.tables.at("import.accounts").at(0, "account_label")) == "Compte 512000");
}

TEST_CASE("every account that no chart can hold is reported, and nothing comes in")
{
    SomeBooks books;
    auto records = two_entries();
    records[0].account = "512-1";
    records[1].account = "x56";
    auto const error = books.refused(importing(file_of(records)));
    CHECK(error.id() == "import.refused");
    CHECK(finding_ids(error) == Words{"2: account.malformed", "3: account.malformed"});
    CHECK(all_entries(books).empty());
}

TEST_CASE("an account of no class of the chart waits under 471, once")
{
    SomeBooks books;
    auto records = two_entries();
    records[0].account = "999999";
    auto const file = file_of(records);
    auto const answer = books.write(importing(file));
    CHECK(text(answer.tables.at("import.accounts").at(0, "account")) == "471999999");
    CHECK(all_entries(books).front().entry.lines.front().account == "471999999");
    auto const again = books.write(importing(file));
    CHECK(fact(again, "existing") == 2);
    CHECK(fact(again, "accounts_added") == 0);
}

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

TEST_CASE("what nobody validated stays a draft, and so does everything on demand")
{
    SomeBooks books;
    auto records = two_entries();
    records[2].valid = records[3].valid = "";
    auto const answer = books.write(importing(file_of(records)));
    CHECK(fact(answer, "new") == 1);
    CHECK(fact(answer, "drafts") == 1);
    CHECK(answer.notes_have("import.fec-drafts"));
    CHECK(fact(books.write(importing(file_of(records))), "existing") == 2);

    SomeBooks others;
    CHECK(fact(others.write(importing(file_of(two_entries()), {.drafts = true})), "drafts") == 2);
    CHECK(fact(others.write(importing(file_of(two_entries()), {.drafts = true})), "existing") == 2);
    auto changed = two_entries();
    changed[0].cents = 2100;
    changed[1].cents = -2100;
    CHECK(finding_ids(others.refused(importing(file_of(changed), {.drafts = true}))) ==
          Words{"2: import.fec-differs"});
}

TEST_CASE("a draft of an import that the file says validated by now is posted, on that day")
{
    SomeBooks books;
    auto records = two_entries();
    records[2].valid = records[3].valid = "";
    books.write(importing(file_of(records)));
    auto const draft = all_entries(books).at(1);
    CHECK_FALSE(draft.posted_on);
    CHECK_FALSE(books.write(importing(file_of(records))).notes_have("import.fec-validated"));
    records[2].valid = records[3].valid = "20160430";
    auto const answer = books.write(importing(file_of(records)));
    CHECK(fact(answer, "new") == 0);
    CHECK(fact(answer, "existing") == 2);
    CHECK(answer.notes_have("import.fec-validated"));
    auto const posted = all_entries(books).at(1);
    CHECK(posted.id == draft.id);
    CHECK(ledger::number_of(posted) == "AC/2016/1");
    CHECK(posted.posted_on == date(2016, 4, 30));
    CHECK_FALSE(books.write(importing(file_of(records))).notes_have("import.fec-validated"));
}

TEST_CASE("an entry validated before the last one of the year is posted on that day")
{
    SomeBooks books;
    books.write(importing(file_of(two_entries())));
    auto records = two_entries();
    for (auto& one : records) {
        one.journal = "OD";
        one.valid = "20160310";
    }
    records.resize(2);
    auto const answer = books.write(importing(file_of(records)));
    CHECK(answer.notes_have("import.fec-later"));
    CHECK(all_entries(books).at(1).posted_on == date(2016, 3, 31));
}

TEST_CASE("years are refused that the books lack, have closed, or were not announced")
{
    SomeBooks books;
    auto records = two_entries();
    records[2].day = records[3].day = "20170310";
    CHECK(books.refuses(importing(file_of(records))) == "import.fec-years");
    CHECK(fact(books.write(importing(file_of(records), {.years = true})), "new") == 2);
    records[2].day = records[3].day = "20190310";
    CHECK(books.refuses(importing(file_of(records))) == "import.fec-no-year");
    books.write([](Context const& context) { return lock_year(context, "2016"); });
    CHECK(books.refuses(importing(file_of(two_entries()))) == "year.locked");
    CHECK(books.refuses(importing(header)) == "import.fec-nothing");
}

TEST_CASE("a rule of the books that an entry breaks is told at its line")
{
    SomeBooks books;
    auto records = two_entries();
    records[3].account = "875";
    auto const error = books.refused(importing(file_of(records)));
    CHECK(finding_ids(error) == Words{"4: ledger.class-8-mixed"});
}

TEST_CASE("what our books do not hold is counted")
{
    SomeBooks books;
    std::string text = header;
    text += "BQ\tBanque\t1\t20160305\t512\tBanque\t\t\tP\t20160305\tA\t3,00\t0,00\tAA\t20160305\t"
            "20160305\t4,00\tUSD\n";
    text +=
        "BQ\tBanque\t1\t20160305\t606\tAchat\t\t\tP\t20160305\tA\t0,00\t0,00\t\t\t20160305\t\t\n";
    text += "BQ\tBanque\t1\t20160305\t756\tVente\t\t\tP\t20160305\t" + std::string(1200, 'x') +
            "\t0,00\t3,00\t\t\t20160305\t\t\n";
    auto const answer = books.write(importing(text));
    CHECK(answer.notes_have("import.fec-lettering"));
    CHECK(answer.notes_have("import.fec-currency"));
    CHECK(answer.notes_have("import.fec-nil"));
    CHECK(answer.notes_have("import.fec-cut"));
    CHECK(all_entries(books)[0].entry.lines[1].label.size() == 1000);
}

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
