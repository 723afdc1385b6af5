// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;

namespace {

ledger::Draft referenced(std::string ref, std::int64_t amount = 2000)
{
    auto draft =
        entry(date(2016, 3, 2), "Cotisation", {debit("512", amount), credit("756", amount)});
    draft.ref = std::move(ref);
    return draft;
}

exchange::ReadDraft from_file(ledger::Draft draft, int line)
{
    exchange::ReadDraft read;
    read.where = {"entrees.csv", line, 1, "…"};
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        read.lines.push_back({"entrees.csv", line + static_cast<int>(i), 7, "…"});
    }
    read.draft = std::move(draft);
    return read;
}

} // namespace

TEST_CASE("an entry is recorded as a draft, and its receipt shows its lines")
{
    SomeBooks books;
    auto const receipt = books.add(dues());
    CHECK(receipt.id == "ledger.add");
    auto const& entries = receipt.tables.at("entries");
    REQUIRE(entries.size() == 1);
    CHECK(number(entries.at(0, "entry")) == 1);
    CHECK(blank(entries.at(0, "number")));
    CHECK(text(entries.at(0, "journal")) == "BQ");
    CHECK(money(entries.at(0, "amount")) == cents(2000));
    CHECK(text(entries.at(0, "status")) == "saved");
    CHECK(entries.rows[0].key == "saved");
    auto const& lines = receipt.tables.at("lines");
    REQUIRE(lines.size() == 3);
    CHECK(text(lines.at(0, "account")) == "512");
    CHECK(money(lines.at(0, "debit")) == cents(2000));
    CHECK(blank(lines.at(0, "credit")));
    CHECK(money(lines.at(2, "credit")) == cents(2000));
}

TEST_CASE("a posted entry has its number at once")
{
    SomeBooks books;
    auto const receipt = books.add(dues(), true);
    CHECK(text(receipt.tables.at("entries").at(0, "number")) == "BQ/2016/1");
    CHECK(receipt.tables.at("entries").rows[0].key == "posted");
}

TEST_CASE("the journal follows all accounts, unless one is given")
{
    struct Case {
        std::string given, debited, credited, expected;
    };
    SomeBooks books;
    for (auto const& [given, debited, credited, expected] : {Case{"", "512", "706", "BQ"},
                                                             {"", "530", "706", "CA"},
                                                             {"", "411", "706", "OD"},
                                                             {"", "606", "512", "BQ"},
                                                             {"", "512", "530", "BQ"},
                                                             {"", "530", "512", "BQ"},
                                                             {"VE", "512", "706", "VE"}}) {
        INFO(given << " " << debited << " " << credited);
        auto draft =
            entry(date(2016, 5, 1), "Opération", {debit(debited, 100), credit(credited, 100)});
        draft.journal = given;
        CHECK(text(books.add(draft).tables.at("entries").at(0, "journal")) == expected);
    }
}

TEST_CASE("a new party is created once, and the receipt says so")
{
    SomeBooks books;
    auto draft = dues();
    draft.party = "A. Martin";
    CHECK(books.add(draft).notes_have("party.created"));
    CHECK(books.add(draft).notes.empty());
    auto const parties = books.read([](Context const& context) { return list_parties(context); });
    CHECK(parties.tables.at("parties").size() == 1);
}

TEST_CASE("the party of an entry goes to its lines on accounts of third parties")
{
    SomeBooks books;
    auto draft = entry(date(2016, 6, 12), "Honoraires", {debit("6226", 300), credit("401", 300)});
    draft.party = "Cabinet Durand";
    auto const lines = books.add(draft).tables.at("lines");
    CHECK(blank(lines.at(0, "party")));
    CHECK(text(lines.at(1, "party")) == "Cabinet Durand");
}

TEST_CASE("what breaks a rule of the books is refused under the name of the rule")
{
    SomeBooks books;
    auto unbalanced = dues();
    unbalanced.lines[1].credit = cents(1999);
    CHECK(books.refuses_to_add(unbalanced) == "ledger.unbalanced");
    CHECK(books.refuses_to_add(dues(date(2015, 12, 31))) == "year.none-for-date");
    CHECK(books.refuses_to_add(dues(date(2019, 1, 1))) == "year.none-for-date");
    auto unknown = dues();
    unknown.lines[1].account = "7569";
    CHECK(books.refuses_to_add(unknown) == "account.unknown");
    auto journal = dues();
    journal.journal = "ZZ";
    CHECK(books.refuses_to_add(journal) == "journal.unknown");
}

TEST_CASE("the first and the last day of a year take entries")
{
    SomeBooks books;
    CHECK_NOTHROW(books.add(dues(date(2016, 1, 1))));
    CHECK_NOTHROW(books.add(dues(date(2018, 12, 31))));
}

TEST_CASE("a project must exist, and the nearest is named")
{
    SomeBooks books;
    books.add_some_project("cerisy");
    auto draft = entry(date(2016, 9, 2), "Location de salle",
                       {debit("6185", 125000, "cerizy"), credit("512", 125000)});
    auto const error = books.refused([&](Context const& context) {
        add_entries(context, std::vector{exchange::ReadDraft{draft, {}, {}}}, false);
    });
    CHECK(error.id() == "project.unknown");
    CHECK(core::text_argument(error, "nearest") == "cerisy");
    draft.lines[0].project = "cerisy";
    CHECK_NOTHROW(books.add(draft));
}

TEST_CASE(
    "the same reference with the same content was recorded before; with another it is refused")
{
    SomeBooks books;
    books.add(referenced("K-1"));
    auto const again = books.add(referenced("K-1"));
    CHECK(again.tables.at("entries").rows[0].key == "existing");
    CHECK(text(again.tables.at("entries").at(0, "status")) == "existing");
    CHECK(number(again.tables.at("entries").at(0, "entry")) == 1);
    CHECK(books.refuses_to_add(referenced("K-1", 2001)) == "ledger.ref-taken");
    CHECK_NOTHROW(books.add(referenced("K-2")));
}

TEST_CASE("what the program completes does not make the content another")
{
    SomeBooks books;
    auto draft = entry(date(2016, 6, 12), "Honoraires", {debit("6226", 300), credit("401", 300)});
    draft.party = "Cabinet Durand";
    draft.ref = "F-32";
    books.add(draft);
    draft.journal = "OD";
    draft.lines[1].party = "Cabinet Durand";
    CHECK(books.add(draft).tables.at("entries").rows[0].key == "existing");
}

TEST_CASE("a journal that nobody named does not make the content another, one that was does")
{
    SomeBooks books;
    auto first = referenced("K-1");
    first.journal = "OD"; // As an older program chose it, or someone who edited the draft.
    books.add(first, true);
    auto const again = books.add(referenced("K-1"));
    CHECK(again.tables.at("entries").rows[0].key == "existing");
    CHECK(text(again.tables.at("entries").at(0, "journal")) == "OD");
    auto named = referenced("K-1");
    named.journal = "BQ";
    CHECK(books.refuses_to_add(named) == "ledger.ref-taken");
    CHECK(books.refuses_to_add(referenced("K-1", 2001)) == "ledger.ref-taken");
}

TEST_CASE("a repeated import changes nothing even after its year was closed")
{
    SomeBooks books;
    books.add(referenced("K-1"), true);
    books.write([](Context const& context) { return close_year(context, "2016"); });
    CHECK(books.add(referenced("K-1")).tables.at("entries").rows[0].key == "existing");
    CHECK(books.refuses_to_add(dues()) == "year.closed");
}

TEST_CASE("a reference given twice in one file counts once")
{
    SomeBooks books;
    auto const receipt = books.write([](Context const& context) {
        return add_entries(
            context, std::vector{from_file(referenced("K-1"), 2), from_file(referenced("K-1"), 3)},
            true);
    });
    auto const& entries = receipt.tables.at("entries");
    REQUIRE(entries.size() == 2);
    CHECK(text(entries.at(0, "number")) == "BQ/2016/1");
    CHECK(text(entries.at(1, "number")) == "BQ/2016/1");
    CHECK(entries.rows[1].key == "existing");
}

TEST_CASE("a file that breaks rules is refused whole, each bad line in its place")
{
    SomeBooks books;
    auto unknown = dues();
    unknown.lines[1].account = "7569";
    auto unbalanced = dues();
    unbalanced.lines[1].credit = cents(1);
    std::vector const drafts{from_file(dues(), 2), from_file(unknown, 4), from_file(unbalanced, 6)};
    auto const error =
        books.refused([&](Context const& context) { add_entries(context, drafts, false); });
    CHECK(error.id() == "import.refused");
    CHECK(error.kind() == core::ErrorKind::refused);
    REQUIRE(error.findings().size() == 2);
    CHECK(error.findings()[0].id == "account.unknown");
    CHECK(error.findings()[0].where.line == 5); // the second line of the entry of line 4
    CHECK(error.findings()[0].where.column == 7);
    CHECK(error.findings()[1].id == "ledger.unbalanced");
    CHECK(error.findings()[1].where.line == 6);
    auto const left = books.read([](Context const& context) { return list_entries(context, {}); });
    CHECK(left.tables.at("entries").size() == 0);
}

TEST_CASE("a file is posted in the order of dates, whatever that of its lines")
{
    SomeBooks books;
    auto const receipt = books.write([](Context const& context) {
        return add_entries(
            context,
            std::vector{from_file(dues(date(2016, 5, 1)), 2), from_file(dues(date(2016, 4, 1)), 3)},
            true);
    });
    CHECK(text(receipt.tables.at("entries").at(0, "number")) == "BQ/2016/2");
    CHECK(text(receipt.tables.at("entries").at(1, "number")) == "BQ/2016/1");
}

TEST_CASE("a draft can be changed and keeps its id")
{
    SomeBooks books;
    books.add_some_project("cerisy");
    books.add(entry(date(2016, 9, 2), "Sale", {debit("6185", 100), credit("512", 100)}));
    auto const changed = books.write([](Context const& context) {
        Edit edit;
        edit.label = "Salle";
        edit.piece = "F-1";
        edit.project = "cerisy";
        edit.date = date(2017, 1, 2);
        return edit_entry(context, 1, edit);
    });
    CHECK(number(changed.facts.at("entry")) == 1);
    CHECK(text(changed.facts.at("label")) == "Salle");
    CHECK(text(changed.facts.at("year")) == "2017");
    auto const& lines = changed.tables.at("lines");
    CHECK(text(lines.at(0, "project")) == "cerisy");
    CHECK(blank(lines.at(1, "project")));
}

TEST_CASE("an edit must leave an entry that obeys the rules")
{
    SomeBooks books;
    books.add(referenced("K-1"));
    books.add(referenced("K-2"));
    auto const edited = [&](Edit const& edit) {
        return books.refuses([&](Context const& context) { edit_entry(context, 1, edit); });
    };
    Edit lines;
    lines.lines = std::vector{debit("512", 1), credit("756", 2)};
    CHECK(edited(lines) == "ledger.unbalanced");
    Edit ref;
    ref.ref = "K-2";
    CHECK(edited(ref) == "ledger.ref-taken");
    Edit cleared;
    cleared.ref = "";
    CHECK(edited(cleared).empty());
}

TEST_CASE("the party of a draft changes where it was")
{
    SomeBooks books;
    auto draft = entry(date(2016, 6, 12), "Honoraires", {debit("6226", 300), credit("401", 300)});
    draft.party = "Durand";
    books.add(draft);
    auto const changed = books.write([](Context const& context) {
        Edit edit;
        edit.party = "Cabinet Durand";
        return edit_entry(context, 1, edit);
    });
    CHECK(text(changed.tables.at("lines").at(1, "party")) == "Cabinet Durand");
    CHECK(changed.notes_have("party.created"));
}

TEST_CASE("a posted entry is neither changed nor deleted")
{
    SomeBooks books;
    books.add(dues(), true);
    CHECK(books.refuses([](Context const& context) { edit_entry(context, 1, {}); }) ==
          "ledger.posted");
    CHECK(books.refuses([](Context const& context) { delete_entry(context, 1); }) ==
          "ledger.posted");
}

TEST_CASE("a draft of a locked day is neither changed, deleted nor posted")
{
    SomeBooks books;
    books.add(dues());
    // As books of an older version may be.
    books.write([](Context const& context) {
        context.session.set_lock(date(2016, 6, 30), {});
        return status(context);
    });
    CHECK(books.refuses([](Context const& context) { edit_entry(context, 1, {}); }) ==
          "year.locked");
    CHECK(books.refuses([](Context const& context) { delete_entry(context, 1); }) == "year.locked");
    CHECK(books.refuses([](Context const& context) {
        post_entries(context, std::vector<ledger::EntryId>{1}, {});
    }) == "year.locked");
}

TEST_CASE("a deleted draft is gone, and an unknown entry is named as such")
{
    SomeBooks books;
    books.add(dues());
    books.write([](Context const& context) { return delete_entry(context, 1); });
    CHECK(books.refuses([](Context const& context) { show_entry(context, 1); }) ==
          "ledger.unknown-entry");
    CHECK(books.refuses([](Context const& context) { edit_entry(context, 99, {}); }) ==
          "ledger.unknown-entry");
}

TEST_CASE("posting until a day takes the drafts up to it, of every year, by date")
{
    SomeBooks books;
    books.add(dues(date(2017, 1, 15)));
    books.add(dues(date(2016, 12, 31)));
    books.add(dues(date(2017, 1, 16)));
    auto const posted = books.post_until(date(2017, 1, 15));
    auto const& entries = posted.tables.at("entries");
    REQUIRE(entries.size() == 2);
    CHECK(text(entries.at(0, "number")) == "BQ/2016/1");
    CHECK(text(entries.at(1, "number")) == "BQ/2017/1");
    CHECK(books.post_until(date(2017, 1, 15)).notes_have("ledger.nothing-to-post"));
}

TEST_CASE("posting named drafts orders them by date and refuses what is posted")
{
    SomeBooks books;
    books.add(dues(date(2016, 5, 1)));
    books.add(dues(date(2016, 4, 1)));
    auto const posted = books.write([](Context const& context) {
        return post_entries(context, std::vector<ledger::EntryId>{1, 2, 1}, {});
    });
    auto const& entries = posted.tables.at("entries");
    REQUIRE(entries.size() == 2);
    CHECK(number(entries.at(0, "entry")) == 2);
    CHECK(text(entries.at(0, "number")) == "BQ/2016/1");
    CHECK(books.refuses([](Context const& context) {
        post_entries(context, std::vector<ledger::EntryId>{1}, {});
    }) == "ledger.already-posted");
}

TEST_CASE("beyond a thousand entries the answer counts them by journal")
{
    SomeBooks books;
    auto const add = [&](std::size_t count) {
        return books.write([&](Context const& context) {
            std::vector<exchange::ReadDraft> drafts(count, {dues(), {}, {}});
            drafts.back().draft.journal = "OD";
            return add_entries(context, drafts, false);
        });
    };
    CHECK(add(1000).tables.at("entries").size() == 1000);
    auto const added = add(1001);
    auto const& journals = added.tables.at("journals");
    REQUIRE(journals.size() == 2);
    CHECK(text(journals.at(0, "journal")) == "BQ");
    CHECK(text(journals.at(0, "status")) == "saved");
    CHECK(number(journals.at(0, "count")) == 1000);
    CHECK(number(journals.at(1, "count")) == 1);
    auto const posted = books.post_until(date(2017, 12, 31));
    auto const& numbered = posted.tables.at("journals");
    CHECK(number(numbered.at(0, "count")) == 1999);
    CHECK(text(numbered.at(1, "status")) == "posted");
    CHECK(number(numbered.at(1, "count")) == 2);
    CHECK(books.post_until(date(2017, 12, 31)).notes_have("ledger.nothing-to-post"));
}

TEST_CASE("a reversal is a draft that exchanges debit and credit, linked both ways")
{
    SomeBooks books;
    books.add(dues(), true);
    auto const reversal = books.write([](Context const& context) {
        return reverse_entry(context, 1, "Saisie deux fois", std::nullopt);
    });
    CHECK(number(reversal.facts.at("reverses")) == 1);
    CHECK(text(reversal.facts.at("reason")) == "Saisie deux fois");
    CHECK(text(reversal.facts.at("state")) == "draft");
    CHECK(value<core::Date>(reversal.facts.at("date")) == books.today);
    CHECK(money(reversal.tables.at("lines").at(0, "credit")) == cents(2000));
    CHECK(number(books.show(1).facts.at("reversed_by")) == 2);
    CHECK(books.refuses([](Context const& context) {
        reverse_entry(context, 1, "", std::nullopt);
    }) == "ledger.already-reversed");
}

TEST_CASE("a reversal is not earlier than what it reverses")
{
    SomeBooks books;
    books.add(dues(date(2016, 3, 2)), true);
    auto const on = [](core::Date day) {
        return [=](Context const& context) { return reverse_entry(context, 1, "Erreur", day); };
    };
    CHECK(books.refuses(on(date(2016, 3, 1))) == "ledger.reversal-before");
    CHECK(books.refuses(on(date(2016, 3, 2))).empty());
}

TEST_CASE("a rehearsal does not say that anything was kept")
{
    SomeBooks books;
    std::vector const drafts{exchange::ReadDraft{dues(), {}, {}}};
    auto const document = [&](bool rehearsal) {
        core::Document result;
        books.write([&](Context context) {
            context.rehearsal = rehearsal;
            result = add_entries(context, drafts, false);
            return result;
        });
        return result;
    };
    CHECK(document(false).title == "Écritures enregistrées");
    auto const rehearsed = document(true);
    CHECK(rehearsed.title == "Essai : écritures qui seraient enregistrées");
    auto const& columns = std::get<core::Table>(rehearsed.blocks.at(0)).columns;
    CHECK(columns.back().key == "status");
    CHECK(i18n::text(i18n::Language::fr, columns.back().words + "saved") == "serait enregistrée");
}

TEST_CASE("a deleted reversal leaves its entry free to be reversed")
{
    SomeBooks books;
    books.add(dues(), true);
    auto const reverse = [](Context const& context) {
        return reverse_entry(context, 1, "", std::nullopt);
    };
    books.write(reverse);
    books.write([](Context const& context) { return delete_entry(context, 2); });
    CHECK_FALSE(books.show(1).facts.contains("reversed_by"));
    CHECK_NOTHROW(books.write(reverse));
}

TEST_CASE("a draft is not reversed but changed")
{
    SomeBooks books;
    books.add(dues());
    CHECK(books.refuses([](Context const& context) {
        reverse_entry(context, 1, "", std::nullopt);
    }) == "ledger.not-posted");
}

TEST_CASE("where today is in no open year, a reversal takes the first open day from the entry on")
{
    SomeBooks books;
    books.today = date(2026, 1, 5);
    auto const day_of = [&](ledger::EntryId id) {
        return value<core::Date>(books
                                     .write([&](Context const& context) {
                                         return reverse_entry(context, id, "", std::nullopt);
                                     })
                                     .facts.at("date"));
    };
    books.add(dues(date(2016, 3, 2)), true);
    CHECK(day_of(1) == date(2016, 3, 2));
    books.add(dues(date(2016, 3, 3)), true);
    books.post_until(date(2018, 12, 31));
    books.write([](Context const& context) { return lock_year(context, "2016"); });
    CHECK(day_of(3) == date(2017, 1, 1));
    books.write([](Context const& context) { return unlock_year(context, "2016", "oubli"); });
    books.add(dues(date(2016, 12, 31)), true);
    books.post_until(date(2018, 12, 31));
    books.write([](Context const& context) { return lock_through(context, date(2018, 12, 31)); });
    CHECK(books.refuses([](Context const& context) {
        reverse_entry(context, 5, "", std::nullopt);
    }) == "year.none-open");
}

TEST_CASE("a list keeps what the query asks, and refuses what does not exist")
{
    SomeBooks books;
    books.add_some_project("cerisy");
    books.add(dues());
    books.add(entry(date(2017, 9, 2), "Salle", {debit("6185", 100, "cerisy"), credit("530", 100)}));
    auto const count = [&](auto change) {
        store::EntryQuery query;
        change(query);
        return books.read([&](Context const& context) { return list_entries(context, query); })
            .tables.at("entries")
            .size();
    };
    CHECK(count([](auto&) {}) == 2);
    CHECK(count([](auto& query) { query.year = "2016"; }) == 1);
    CHECK(count([](auto& query) { query.project = "cerisy"; }) == 1);
    CHECK(count([](auto& query) { query.journal = "CA"; }) == 1);
    CHECK(count([](auto& query) { query.account = "75"; }) == 1);
    CHECK(count([](auto& query) { query.which = store::Which::posted; }) == 0);
    CHECK(count([](auto& query) { query.limit = 1; }) == 1);
    auto const refused = [&](auto change) {
        store::EntryQuery query;
        change(query);
        return books.refuses([&](Context const& context) { list_entries(context, query); });
    };
    CHECK(refused([](auto& query) { query.year = "2031"; }) == "year.unknown");
    CHECK(refused([](auto& query) { query.project = "x"; }) == "project.unknown");
    CHECK(refused([](auto& query) { query.journal = "XX"; }) == "journal.unknown");
}

TEST_CASE("an attachment is kept with its digest, once, and given back")
{
    SomeBooks books;
    books.add(dues(), true);
    auto const attach_bytes = [](std::string const& bytes) {
        return [=](Context const& context) { return attach(context, 1, "recu.pdf", bytes); };
    };
    auto const first = books.write(attach_bytes("abc"));
    auto const& all = first.tables.at("attachments");
    REQUIRE(all.size() == 1);
    CHECK(number(all.at(0, "bytes")) == 3);
    // FIPS 180-4, example of "abc".
    CHECK(text(all.at(0, "sha256")) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(books.write(attach_bytes("abc")).notes_have("attachment.existing"));
    CHECK(books.refuses(attach_bytes("abd")) == "attachment.exists");
    std::string bytes;
    books.read([&](Context const& context) {
        bytes = attachment(context, 1, "recu.pdf");
        return core::Document{};
    });
    CHECK(bytes == "abc");
    CHECK(books.refuses([](Context const& context) { attachment(context, 1, "autre.pdf"); }) ==
          "attachment.unknown");
}

TEST_CASE("an attachment has at most 50 MiB")
{
    SomeBooks books;
    books.add(dues());
    constexpr std::size_t most = 50 * 1024 * 1024;
    CHECK(books.refuses([&](Context const& context) {
        attach(context, 1, "film.mp4", std::string(most + 1, 'x'));
    }) == "attachment.too-large");
    CHECK(books
              .refuses([&](Context const& context) {
                  attach(context, 1, "film.mp4", std::string(most, 'x'));
              })
              .empty());
}

TEST_CASE("the chart for prompts is that of the open year of today, else of the last year")
{
    SomeBooks books{{"2019", "2020"}};
    auto const label_of = [&](core::Date today) {
        books.today = today;
        std::string label;
        books.read([&](Context const& context) {
            auto const chart = current_chart(context);
            auto const* account = chart.find("870");
            label = account == nullptr ? "" : account->label;
            return core::Document{};
        });
        return label;
    };
    // 870 was Bénévolat before 2020 (CRC 99-01) and is Dons en nature since (ANC 2018-06).
    CHECK(label_of(date(2019, 6, 1)).find("névolat") != std::string::npos);
    CHECK(label_of(date(2026, 6, 1)).find("ons en nature") != std::string::npos);
}
