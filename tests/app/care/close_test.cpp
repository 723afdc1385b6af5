// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

#include <coop/app/care/close.hpp>
#include <coop/care/record.hpp>
#include <coop/core/hash.hpp>

#include <map>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;

// Figures: domain notes on CARE, §4 (C-1, C-11), as printed there.

namespace {

/// Books that hold the registers of one capital; records are typed as a person would.
class CareSomeBooks : public SomeBooks {
public:
    using SomeBooks::SomeBooks;

    void record(std::string kind, std::string id, care::Fields fields)
    {
        write([&](Context const& context) {
            context.session.care_append(care::check_record(
                {std::move(kind), std::move(id), 0, core::date(2018, 6, 1), "", fields, {}}));
            return core::Document{};
        });
    }

    void capital(std::string const& id, std::string const& action)
    {
        record("capital", id, {{"name", id}, {"people", "12"}});
        record("action", action,
               {{"capital", id},
                {"name", action},
                {"kind", "preservation"},
                {"origin", "contractee"}});
    }

    void budget(std::string const& action, std::string const& year, std::string const& amount)
    {
        record("budget", action + "-" + year,
               {{"action", action},
                {"start", year + "-01-01"},
                {"end", year + "-12-31"},
                {"amount", amount}});
    }

    /// Posts an entry; its id.
    ledger::EntryId post(ledger::Draft const& draft)
    {
        return number(add(draft, true).tables.begin()->second.at(0, "entry"));
    }

    void lock(std::string const& year)
    {
        write([&](Context const& context) { return lock_year(context, year); });
    }

    /// What garden() locked, the last year first.
    void unlock_all()
    {
        for (auto const* year : {"2018", "2017", "2016"}) {
            write([&](Context const& context) { return unlock_year(context, year, "oubli"); });
        }
    }

    Answer tag(TagRequest const& request)
    {
        return write([&](Context const& context) { return tag_line(context, request); });
    }

    std::string refuses_tag(TagRequest const& request)
    {
        return refuses([&](Context const& context) { return tag_line(context, request); });
    }

    Answer close(care::CloseRequest const& request)
    {
        return write([&](Context const& context) { return close_care(context, request); });
    }

    std::string refuses_close(care::CloseRequest const& request)
    {
        return refuses([&](Context const& context) { return close_care(context, request); });
    }

    /// `CE C2.N.sol D 1000.00`, a line each, of the entries that stand.
    std::string journal(std::string const& year)
    {
        auto const answer =
            read([&](Context const& context) { return list_care_entries(context, year); });
        auto const& rows = answer.tables.at("care.entries");
        std::string text;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            bool const debited = !blank(rows.at(i, "debit"));
            text += app::text(rows.at(i, "journal")) + " " + app::text(rows.at(i, "account")) +
                    (debited ? " D " : " C ") +
                    care::to_text(money(rows.at(i, debited ? "debit" : "credit"))) + "\n";
        }
        return text;
    }
};

TagRequest tagging(ledger::EntryId entry, std::string action = "compost")
{
    TagRequest request;
    request.entry = entry;
    request.action = std::move(action);
    return request;
}

care::CloseRequest closing(std::string year)
{
    care::CloseRequest request;
    request.year = std::move(year);
    return request;
}

/// C-1: its three legal years, tagged, locked. 606 is the compost.
void garden(CareSomeBooks& books, std::string const& presentation = "dette")
{
    books.record("policy", "policy", {{"presentation", presentation}});
    books.capital("N.sol", "compost");
    struct Of {
        int year;
        std::int64_t produits, charges, compost;
    };
    books.post(entry(date(2016, 1, 2), "Apport", {debit("512", 500000), credit("1022", 500000)}));
    for (auto const& of : {Of{2016, 1000000, 820000, 60000}, Of{2017, 500000, 305000, 125000},
                           Of{2018, 500000, 320000, 130000}}) {
        auto const label = std::to_string(of.year);
        books.post(entry(date(of.year, 2, 1), "Cotisations",
                         {debit("512", of.produits), credit("756", of.produits)}));
        books.post(entry(date(of.year, 3, 1), "Charges",
                         {debit("613", of.charges), credit("512", of.charges)}));
        auto const compost = books.post(entry(
            date(of.year, 4, 1), "Compost", {debit("606", of.compost), credit("512", of.compost)}));
        books.tag(tagging(compost));
        books.budget("compost", label, "1000");
        books.lock(label);
    }
}

core::Money fact(Answer const& answer, std::string const& key)
{
    return money(answer.facts.at(key));
}

} // namespace

TEST_CASE("C-1 closed from books: 800, 950 and 650, the same in dette, capital and cloture")
{
    for (auto const* presentation : {"dette", "capital", "cloture"}) {
        INFO(presentation);
        CareSomeBooks books;
        garden(books, presentation);
        auto const first = books.close(closing("2016"));
        CHECK(fact(first, "care_legal_result") == cents(120000));
        CHECK(fact(first, "care_result") == cents(80000));
        CHECK(fact(first, "care_arrears") == cents(40000));
        CHECK(fact(books.close(closing("2017")), "care_result") == cents(95000));
        CHECK(fact(books.close(closing("2018")), "care_result") == cents(65000));
    }
}

TEST_CASE("C-1: the journals of the first year, as printed")
{
    std::string const use = "CE C2.N.sol D 1000.00\nCE C1.N.sol C 1000.00\n"
                            "CC C6.N.sol D 1000.00\nCC C28.N.sol C 1000.00\n";
    std::map<std::string, std::string> const printed{
        {"dette", use + "CP C1.N.sol D 600.00\nCP C7.N.sol C 600.00\n"
                        "CD C1.N.sol D 400.00\nCD C4.N.sol C 400.00\n"},
        {"capital", use + "CP C2.N.sol D 600.00\nCP C7.N.sol C 600.00\n"},
        {"cloture", "CD C69.N.sol D 400.00\nCD C4.N.sol C 400.00\n"},
    };
    for (auto const& [presentation, journal] : printed) {
        CareSomeBooks books;
        garden(books, presentation);
        books.close(closing("2016"));
        CHECK(books.journal("2016") == journal);
    }
}

TEST_CASE("a close is done once: again it says so, and writes nothing")
{
    CareSomeBooks books;
    garden(books);
    CHECK(text(books.close(closing("2016")).facts.at("state")) == "closed");
    auto const journal = books.journal("2016");
    auto const again = books.close(closing("2016"));
    CHECK(text(again.facts.at("state")) == "unchanged");
    CHECK(number(again.facts.at("care_posted")) == 0);
    CHECK(books.journal("2016") == journal);
}

TEST_CASE("a close goes in order, on a year that the legal book has locked")
{
    CareSomeBooks books;
    garden(books);
    CHECK(books.refuses_close(closing("2017")) == "care.earlier-open");
    books.unlock_all();
    CHECK(books.refuses_close(closing("2016")) == "care.year-open");
    auto shown = closing("2016");
    shown.provisional = true;
    auto const provisional = books.close(shown);
    CHECK(text(provisional.facts.at("state")) == "provisional");
    CHECK(fact(provisional, "care_result") == cents(80000));
    CHECK(books.journal("2016").empty());
}

TEST_CASE("data that changed after a close are a correction, asked for and by new entries")
{
    CareSomeBooks books;
    garden(books);
    books.close(closing("2016"));
    books.close(closing("2017"));
    books.budget("compost", "2016", "1100");
    auto const refused =
        books.refused([](Context const& context) { return close_care(context, closing("2016")); });
    CHECK(refused.id() == "care.close-changed");
    REQUIRE(refused.findings().size() == 2);
    CHECK(refused.findings()[1].id == "care.changed-value");

    auto correction = closing("2016");
    correction.correct = true;
    CHECK(books.refuses_close(correction) == "care.reason");
    correction.reason = "devis oublié";
    auto const corrected = books.close(correction);
    CHECK(text(corrected.facts.at("state")) == "corrected");
    // 1 200 - (1 100 - 600).
    CHECK(fact(corrected, "care_result") == cents(70000));
    // What stood is reversed, never erased, and 2017 opens with what 2016 leaves now: X = 500.
    CHECK(books.journal("2016").find("CE C1.N.sol D 1000.00\n") != std::string::npos);
    CHECK(books.journal("2017").find("CN C4.N.sol C 500.00\n") != std::string::npos);
    CHECK(text(books.close(closing("2016")).facts.at("state")) == "unchanged");
    CHECK(text(books.close(closing("2017")).facts.at("state")) == "unchanged");
}

TEST_CASE("closed years stand whatever the registers say later, and the answer says so")
{
    CareSomeBooks books;
    garden(books);
    books.close(closing("2016"));
    books.budget("compost", "2016", "1100");
    auto const next = books.close(closing("2017"));
    CHECK(fact(next, "care_result") == cents(95000));
    CHECK(next.notes_have("care.changed-since"));
}

TEST_CASE("a policy that changed after a close is refused, or restates what was closed")
{
    CareSomeBooks books;
    garden(books);
    books.close(closing("2016"));
    books.record("policy", "policy", {{"presentation", "capital"}});
    CHECK(books.refuses_close(closing("2016")) == "care.policy-changed");
    CHECK(books.refuses_close(closing("2017")) == "care.policy-changed");
    auto restated = closing("2017");
    restated.restate = true;
    restated.reason = "capital maintenu, décidé en AG";
    CHECK(fact(books.close(restated), "care_result") == cents(95000));
    CHECK(books.journal("2016").find("CP C2.N.sol D 600.00\n") != std::string::npos);
    CHECK(text(books.close(closing("2017")).facts.at("state")) == "unchanged");
}

TEST_CASE("the record of a close holds what the exercise was computed from")
{
    CareSomeBooks books;
    garden(books);
    books.close(closing("2016"));
    books.read([](Context const& context) {
        auto const history = context.session.care_history("close", "2016");
        REQUIRE(history.size() == 1);
        auto const& fields = history[0].record.fields;
        auto const inputs = care::value_of(fields, "inputs");
        CHECK(inputs == "legal_result=1200.00\ntagged=600.00\nitem=N.sol/compost\n"
                        "kind=preservation\norigin=contractee\nbudget=1000.00\n"
                        "planned=1000.00\nin_books.own=600.00");
        CHECK(care::value_of(fields, "result") == "800.00");
        std::vector<care::PostedEntry> entries;
        auto const next = context.session.care_entries("2016");
        while (auto entry = next()) {
            CHECK(entry->close == history[0].sequence);
            entries.push_back(*entry);
        }
        CHECK(care::value_of(fields, "entries_sha256") ==
              core::to_hex(care::entries_digest(entries)));
        return core::Document{};
    });
}

TEST_CASE("a tag needs a posted charge, and no line counts more than once")
{
    CareSomeBooks books;
    books.capital("N.sol", "compost");
    auto const draft = entry(date(2016, 4, 1), "Compost",
                             {debit("606", 10001), debit("613", 5000), credit("512", 15001)});
    auto const id = books.post(draft);
    CHECK(books.refuses_tag(tagging(999)) == "ledger.unknown-entry");
    CHECK(books.refuses_tag(tagging(id)) == "care.tag-which");
    auto request = tagging(id);
    request.line = 4;
    CHECK(books.refuses_tag(request) == "care.tag-line");
    request.line = 3;
    CHECK(books.refuses_tag(request) == "care.tag-account");
    request.line = 1;
    CHECK(books.refuses_tag(tagging(id, "compots")) == "care.unknown");
    request.share = core::Decimal{80, 0};
    auto const tagged = books.tag(request);
    // 80 % of 100,01 is 80,008.
    CHECK(fact(tagged, "care_counted") == cents(8001));
    CHECK(text(books.tag(request).facts.at("status")) == "unchanged");

    auto other = request;
    other.funding = care::Funding::grant;
    other.share = core::Decimal{21, 0};
    CHECK(books.refuses_tag(other) == "care.tag-beyond");
    other.share.reset();
    other.amount = cents(2001);
    CHECK(books.refuses_tag(other) == "care.tag-beyond");
    other.amount = cents(2000);
    books.tag(other);
    request.withdraw = true;
    CHECK(text(books.tag(request).facts.at("status")) == "withdrawn");
    CHECK(books.refuses_tag(request) == "care.tag-none");

    auto const brouillon = books.add(draft);
    CHECK(books.refuses_tag(tagging(number(brouillon.tables.begin()->second.at(0, "entry")))) ==
          "care.tag-draft");
}

TEST_CASE("a tag follows the reversal of its entry")
{
    CareSomeBooks books;
    garden(books);
    books.unlock_all();
    ledger::EntryId const compost = 4;
    books.write([&](Context const& context) {
        return reverse_entry(context, compost, "facture annulée", date(2016, 5, 1));
    });
    auto const drafts = books.read([](Context const& context) { return list_tags(context, "", false); });
    // The reversal is a draft: nothing is taken back yet.
    CHECK(money(drafts.tables.at("care.tags").at(0, "care_counted")) == cents(60000));
    books.post_until(date(2016, 12, 31));
    auto const tags = books.read([](Context const& context) { return list_tags(context, "", false); });
    CHECK(text(tags.tables.at("care.tags").at(0, "status")) == "reversed");
    CHECK(money(tags.tables.at("care.tags").at(0, "care_counted")) == cents(0));
    books.lock("2016");
    // Legal 1 800, nothing done of 1 000.
    CHECK(fact(books.close(closing("2016")), "care_result") == cents(80000));
}

TEST_CASE("C-11 closed from books: 4 000")
{
    CareSomeBooks books;
    books.capital("N.nature", "haies");
    books.capital("H.humains", "formation");
    books.budget("haies", "2016", "6000");
    books.budget("formation", "2016", "12000");
    books.post(
        entry(date(2016, 1, 1), "Produits", {debit("512", 18000000), credit("706", 18000000)}));
    books.post(
        entry(date(2016, 2, 1), "Charges", {debit("613", 15000000), credit("512", 15000000)}));
    auto const haies =
        books.post(entry(date(2016, 3, 1), "Haies", {debit("606", 350000), credit("512", 350000)}));
    auto const formation = books.post(
        entry(date(2016, 4, 1), "Formation", {debit("633", 950000), credit("512", 950000)}));
    books.post(
        entry(date(2016, 12, 31), "Dotation", {debit("68112", 800000), credit("2815", 800000)}));
    books.tag(tagging(haies, "haies"));
    books.tag(tagging(formation, "formation"));
    books.lock("2016");
    auto const answer = books.close(closing("2016"));
    CHECK(fact(answer, "care_legal_result") == cents(900000));
    CHECK(fact(answer, "care_result") == cents(400000));
    CHECK(fact(answer, "care_arrears") == cents(500000));
}

TEST_CASE("a good state that nobody declared blocks the close, unless it is said")
{
    CareSomeBooks books;
    garden(books);
    books.record(
        "indicator", "mo",
        {{"capital", "N.sol"}, {"name", "Matière organique"}, {"unit", "%"}, {"direction", "min"}});
    books.record("state", "mo-3", {{"indicator", "mo"}, {"lower", "3"}, {"mode", "non_declaree"}});
    CHECK(books.refuses_close(closing("2016")) == "care.undeclared");
    auto request = closing("2016");
    request.undeclared_allowed = true;
    CHECK(books.close(request).notes_have("care.undeclared-allowed"));
}

TEST_CASE("work done ahead beyond the budget needs a spokesperson's word on the policy")
{
    CareSomeBooks books;
    garden(books);
    books.record("policy", "policy", {{"surplus", "prepaid"}});
    CHECK(books.refuses_close(closing("2016")) == "care.prepaid-unsigned");
}

TEST_CASE("an overlap is no more than what its account bears")
{
    CareSomeBooks books;
    garden(books);
    auto const overlap = [&](std::string const& account, std::string const& amount) {
        books.record("overlap", "o",
                     {{"action", "compost"},
                      {"account", account},
                      {"date", "2016-12-31"},
                      {"amount", amount}});
        return books.refuses_close(closing("2016"));
    };
    CHECK(overlap("1518", "100") == "care.overlap-balance");
    CHECK(overlap("512", "100") == "care.overlap-account");
}

TEST_CASE("there is nothing to close where CARE knows nothing, or not yet")
{
    CareSomeBooks books;
    CHECK(books.refuses_close(closing("2016")) == "care.nothing");
    books.capital("N.sol", "compost");
    books.budget("compost", "2017", "1000");
    CHECK(books.refuses_close(closing("2016")) == "care.before-first");
}
