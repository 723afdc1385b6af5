// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/entries.hpp>
#include <coop/exchange/exporter.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <vector>

// What the three programs make of these texts is told by tests/neighbours/; here is what they rely
// on, and that what we write ourselves comes back as it was.

using namespace coop;
using namespace coop::exchange;
using core::cents;
using core::date;
using ledger::AccountKind;
using ledger::Draft;
using ledger::Line;

namespace {

ExportHead head_of_2017()
{
    ExportHead head;
    head.book.name = "Les Amis";
    head.years = {{"2017", {date(2017, 1, 1), date(2017, 12, 31)}, "crc-99-01", {}}};
    head.accounts = {
        {"401", "Fournisseurs", AccountKind::liability, ledger::Side::credit, {}},
        {"411", "Usagers", AccountKind::asset, ledger::Side::debit, {}},
        {"512", "Banques", AccountKind::asset, ledger::Side::debit, {}},
        {"606", "Achats; de:\u00a0 terre (x)", AccountKind::expense, ledger::Side::debit, {}},
        {"758", "Divers", AccountKind::income, ledger::Side::credit, {}},
        {"860", "Bénévolat", AccountKind::inkind_use, ledger::Side::debit, {}},
        {"870", "Bénévolat", AccountKind::inkind_source, ledger::Side::credit, {}},
    };
    return head;
}

/// A draft as the store shows it.
struct Shown {
    explicit Shown(Draft shown) : draft(std::move(shown))
    {
        for (auto const& line : draft.lines) {
            lines.push_back(
                {line.account, line.debit, line.credit, line.project, line.party, line.label});
        }
        view.id = 7;
        view.year = "2017";
        view.journal = draft.journal;
        view.date = draft.date;
        view.label = draft.label;
        view.piece = draft.piece;
        view.party = draft.party;
        view.ref = draft.ref;
        view.lines = lines;
    }
    Shown(Shown const&) = delete;

    Draft draft;
    std::vector<ledger::LineView> lines;
    ledger::EntryView view;
};

Exporter const& exporter(std::string_view name)
{
    return *std::ranges::find(exporters(), name, &Exporter::name);
}

std::string exported(std::string_view name, ExportHead const& head, std::vector<Draft> const& all)
{
    std::string text;
    auto const writer = exporter(name).begin(head, [&](std::string_view bytes) { text += bytes; });
    std::int64_t id = 0;
    for (auto const& draft : all) {
        Shown shown{draft};
        shown.view.id = ++id;
        shown.view.role = draft.journal == "AN" ? ledger::Role::opening : ledger::Role::ordinary;
        writer.entry(shown.view);
    }
    writer.end();
    return text;
}

/// The last transaction.
std::string transactions(std::string const& text)
{
    return text.substr(text.rfind("\n\n2017") + 2);
}

Draft soil()
{
    return {date(2017, 3, 14),
            "BQ",
            "Terreau",
            "F-12",
            "Jardinerie",
            "t-1",
            {{"606", cents(123450), {}, "jardin", {}, {}}, {"512", {}, cents(123450), {}, {}, {}}}};
}

std::string const awkward[] = {
    "plain",      "=1+1",     "'=1+1",   "''-x",  "'quoted'", "-5",     "@ {\"a\": \"\\\"}",
    "a,b;c\"d\"", "é 漢字 🎉", "'",       "''",    "+",        "\"",     "\\",
    "x\u00a0y",   "a\u2028b", "x  y  z", "'''@'", "a'b",      "\u202fz"};

/// Drafts of every shape the rules allow, from a seed.
std::vector<Draft> some_drafts(unsigned seed)
{
    std::minstd_rand random{seed};
    auto const text = [&]() -> std::string {
        auto const i = random() % (2 * std::size(awkward));
        // Blanks around a text are the one thing that CSV does not keep.
        return i < std::size(awkward) && awkward[i] != "\u202fz" ? awkward[i] : std::string{};
    };
    std::vector<Draft> all;
    for (int n = 0; n < 40; ++n) {
        Draft draft{date(2017, static_cast<unsigned>(1 + random() % 12),
                         static_cast<unsigned>(1 + random() % 28)),
                    random() % 2 == 0 ? "OD" : "BQ",
                    text(),
                    text(),
                    text(),
                    random() % 3 == 0 ? "ref " + std::to_string(n) : std::string{},
                    {}};
        auto const lines = 2 + random() % 3;
        for (unsigned i = 0; i < lines; ++i) {
            auto const amount = cents(1 + static_cast<std::int64_t>(random()) % 100000000000);
            Line line{i % 2 == 0 ? "606" : "401", {}, {}, {}, {}, text()};
            (random() % 2 == 0 ? line.debit : line.credit) = amount;
            line.party = i % 2 == 0 ? std::string{} : text();
            line.project = i % 2 == 0 && random() % 2 == 0 ? "jardin" : "";
            draft.lines.push_back(line);
        }
        all.push_back(std::move(draft));
    }
    return all;
}

std::vector<Draft> drafts_of(std::vector<ReadDraft> const& all)
{
    std::vector<Draft> drafts;
    for (auto const& read : all) {
        drafts.push_back(read.draft);
    }
    return drafts;
}

} // namespace

TEST_CASE("what export csv and export ndjson write comes back as it was")
{
    for (unsigned seed = 1; seed <= 30; ++seed) {
        INFO(seed);
        auto const all = some_drafts(seed);
        auto head = head_of_2017();
        CHECK(drafts_of(read_entries_csv(exported("csv", head, all), "a")) == all);
        CHECK(drafts_of(read_entries_ndjson(exported("ndjson", head, all), "a")) == all);
        head.french = true;
        CHECK(drafts_of(read_entries_csv(exported("csv", head, all), "a")) == all);
    }
}

TEST_CASE("a row of CSV says the entry and its line, a posted one its number")
{
    Shown shown{soil()};
    shown.view.number = 12;
    shown.view.posted_on = date(2017, 4, 1);
    shown.view.reverses = 3;
    shown.view.reason = "erreur";
    std::string text;
    auto const head = head_of_2017();
    auto const writer = exporter("csv").begin(head, [&](std::string_view bytes) { text += bytes; });
    writer.entry(shown.view);
    writer.end();
    CHECK(
        text ==
        "entry,year,number,posted_on,date,journal,piece,piece_date,label,party,ref,reverses,reason,"
        "role,"
        "account,account_label,debit,credit,project,line_party,line_label\r\n"
        "7,2017,BQ/2017/12,2017-04-01,2017-03-14,BQ,F-12,,Terreau,Jardinerie,t-1,3,erreur,ordinary,"
        "606,Achats; de:\u00a0 terre (x),1234.50,,jardin,,\r\n"
        "7,2017,BQ/2017/12,2017-04-01,2017-03-14,BQ,F-12,,Terreau,Jardinerie,t-1,3,erreur,ordinary,"
        "512,Banques,,1234.50,,,\r\n");
    CHECK(drafts_of(read_entries_csv(text, "a")) == std::vector{soil()});
}

TEST_CASE("hledger is told types, and none for class 8")
{
    auto const text = exported("hledger", head_of_2017(), {soil()});
    CHECK(text == "; Les Amis\n"
                  "decimal-mark .\n"
                  "commodity 1000.00 EUR\n"
                  "account Actif  ; type: A\n"
                  "account Passif  ; type: L\n"
                  "account Fonds propres  ; type: E\n"
                  "account Produits  ; type: R\n"
                  "account Charges  ; type: X\n"
                  "account Passif:401 Fournisseurs\n"
                  "account Actif:411 Usagers\n"
                  "account Actif:512 Banques\n"
                  "account Charges:606 Achats, de- terre (x)\n"
                  "account Produits:758 Divers\n"
                  "account Contributions volontaires:Emplois:860 Bénévolat\n"
                  "account Contributions volontaires:Ressources:870 Bénévolat\n"
                  "\n"
                  "2017-03-14 ! (F-12) Jardinerie | Terreau\n"
                  "    ; ecriture: 1\n"
                  "    ; journal: BQ\n"
                  "    ; reference: t-1\n"
                  "    Charges:606 Achats, de- terre (x)  1234.50 EUR\n"
                  "        ; projet: jardin\n"
                  "    Actif:512 Banques  -1234.50 EUR\n");
}

TEST_CASE("a text means nothing to the program that reads it")
{
    auto draft = soil();
    draft.piece = "";
    draft.party = "";
    draft.label = "(a) | b ; c\u00a0 \u202fd";
    draft.lines[1].label = "[2017-01-01], x";
    auto const head = head_of_2017();
    CHECK(transactions(exported("hledger", head, {draft})) ==
          "2017-03-14 ! () (a) / b , c d\n"
          "    ; ecriture: 1\n"
          "    ; journal: BQ\n"
          "    ; reference: t-1\n"
          "    Charges:606 Achats, de- terre (x)  1234.50 EUR\n"
          "        ; projet: jardin\n"
          "    Actif:512 Banques  -1234.50 EUR\n"
          "        ; libelle: (2017-01-01); x\n");
    draft.piece = "F(1);2";
    CHECK(transactions(exported("ledger", head, {draft}))
              .starts_with("2017-03-14 ! (F[1],2) (a) | b , c d\n"));
    draft.label = "\"a\" \\";
    CHECK(transactions(exported("beancount", head, {draft})) ==
          "2017-03-14 ! \"\\\"a\\\" \\\\\"\n"
          "  ecriture: \"1\"\n"
          "  journal: \"BQ\"\n"
          "  piece: \"F(1);2\"\n"
          "  reference: \"t-1\"\n"
          "  Charges:606-Achats-de-terre-x  1234.50 EUR\n"
          "    projet: \"jardin\"\n"
          "  Actif:512-Banques  -1234.50 EUR\n"
          "    libelle: \"[2017-01-01], x\"\n");
}

TEST_CASE("ledger takes no line over 4 096 bytes")
{
    auto draft = soil();
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += "漢";
    }
    draft.label = draft.piece = draft.party = draft.lines[0].label = text;
    auto const written = exported("ledger", head_of_2017(), {draft});
    std::size_t longest = 0;
    for (std::size_t start = 0; start < written.size();) {
        auto const end = written.find('\n', start);
        longest = std::max(longest, end - start);
        start = end + 1;
    }
    CHECK(longest < 4096);
    CHECK(written.find("漢…") != written.npos); // cut between two characters
}

TEST_CASE("a running book takes the turn of a year for its journal AN")
{
    // 2016 ends with 100 € in the bank, its result; the journal AN of 2017 opens with them on 110.
    auto head = head_of_2017();
    head.accounts.push_back({"110", "Report", AccountKind::equity, ledger::Side::credit, {}});
    head.turns = {
        {"2017", date(2017, 1, 1), {{"110", {}, cents(10000), {}, {}, {}}}, cents(10000)}};
    Draft const before{
        date(2016, 5, 1),
        "BQ",
        "Don",
        {},
        {},
        {},
        {{"512", cents(10000), {}, {}, {}, {}}, {"758", {}, cents(10000), {}, {}, {}}}};
    Draft const opening{
        date(2017, 1, 1),
        "AN",
        "Ouverture",
        {},
        {},
        {},
        {{"512", cents(10000), {}, {}, {}, {}}, {"110", {}, cents(10000), {}, {}, {}}}};
    auto const text = exported("hledger", head, {before, opening, soil()});
    CHECK(text.find("Ouverture") == text.npos);
    auto const turn = text.find("2017-01-01 * À-nouveaux 2017\n"
                                "    Fonds propres:110 Report  -100.00 EUR\n"
                                "    Clôture des exercices:Résultats reportés  100.00 EUR\n");
    CHECK(text.find("Don") < turn);
    CHECK(turn < text.find("Terreau"));

    // A year that no entry follows still turns.
    CHECK(exported("hledger", head, {before}).find("À-nouveaux 2017") != text.npos);
    // Alone, the year keeps its journal AN.
    head.turns.clear();
    CHECK(exported("hledger", head, {opening}).find("Ouverture") != text.npos);
}

TEST_CASE("Paheko gets its complete layout, the opening of the year first")
{
    auto head = head_of_2017();
    head.openings = {{"2017",
                      {date(2017, 1, 1),
                       "AN",
                       "À-nouveaux",
                       {},
                       {},
                       {},
                       {{"512", cents(5), {}, {}, {}, {}}, {"401", {}, cents(5), {}, {}, {}}}}}};
    auto const text = exported("paheko", head, {soil()});
    CHECK(text ==
          "\"Numéro d'écriture\",\"Type\",\"Statut\",\"Libellé\",\"Date\",\"Remarques\","
          "\"Numéro pièce comptable\",\"Numéro compte\",\"Libellé compte\",\"Débit\",\"Crédit\","
          "\"Référence ligne\",\"Libellé ligne\",\"Rapprochement\",\"Projet analytique\","
          "\"Membres associés\"\r\n"
          "\"AN-2017\",\"Avancé\",\"\",\"Balance d'ouverture\",\"01/01/2017\",\"\",\"\",\"512\","
          "\"Banques\",\"0,05\",\"0,00\",\"\",\"\",\"\",\"\",\"\"\r\n"
          "\"AN-2017\",\"Avancé\",\"\",\"Balance d'ouverture\",\"01/01/2017\",\"\",\"\",\"401\","
          "\"Fournisseurs\",\"0,00\",\"0,05\",\"\",\"\",\"\",\"\",\"\"\r\n"
          "\"1\",\"Avancé\",\"\",\"Terreau\",\"14/03/2017\",\"BQ\",\"F-12\",\"606\","
          "\"Achats; de:\u00a0 terre (x)\",\"1234,50\",\"0,00\",\"\",\"\",\"\",\"jardin\","
          "\"Jardinerie\"\r\n"
          "\"1\",\"Avancé\",\"\",\"Terreau\",\"14/03/2017\",\"BQ\",\"F-12\",\"512\",\"Banques\","
          "\"0,00\",\"1234,50\",\"\",\"\",\"\",\"\",\"Jardinerie\"\r\n");

    auto const back = drafts_of(read_entries_paheko(text, "a"));
    REQUIRE(back.size() == 2);
    CHECK(back[0].journal == "AN");
    CHECK(back[0].ref == "paheko-AN-2017");
    auto wanted = soil();
    wanted.ref = "paheko-1";
    CHECK(back[1] == wanted);
}

TEST_CASE("there and back through Paheko, an entry keeps its journal and each letter of its texts")
{
    auto entry = soil();
    entry.journal = "AN";
    entry.label = "'=Reprise";
    entry.party = "Martin, A.";
    auto const back =
        drafts_of(read_entries_paheko(exported("paheko", head_of_2017(), {entry}), "a"));
    entry.ref = "paheko-1";
    REQUIRE(back.size() == 1);
    CHECK(back[0] == entry);
}
