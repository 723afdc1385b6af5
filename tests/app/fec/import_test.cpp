// SPDX-License-Identifier: GPL-3.0-or-later
#include "file.hpp"

using namespace coop;
using namespace coop::app;
using namespace coop::app::fec_file;
using core::cents;
using core::date;

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
