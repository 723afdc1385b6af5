// SPDX-License-Identifier: GPL-3.0-or-later
#include "lent.hpp"

#include <coop/store/sqlite.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using Words = std::vector<std::string>;

namespace {

/// Real books in a folder of their own; everything else of the world is in memory.
class Books {
public:
    Books()
    {
        std::string name = (std::filesystem::temp_directory_path() / "coop-cli.XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder_ = name;
    }
    Books(Books const&) = delete;
    Books& operator=(Books const&) = delete;
    ~Books() { std::filesystem::remove_all(folder_); }

    std::string path() const { return folder_ / "la-coop.coop"; }

    int run(Words words)
    {
        lent.out.clear();
        lent.err.clear();
        lent.environment["COOP_FILE"] = path();
        auto world = lent.world();
        return coop::cli::run(words, world, coop::store::sqlite::engine());
    }

    /// The answer of a command that must succeed.
    nlohmann::json answer(Words words)
    {
        words.push_back("--json");
        CAPTURE(words);
        auto const code = run(words);
        INFO(lent.err);
        REQUIRE(code == 0);
        return nlohmann::json::parse(lent.out);
    }

    std::string error_id(Words words)
    {
        words.push_back("--json");
        run(words);
        return nlohmann::json::parse(lent.err).at("error").at("id");
    }

    void begin() { REQUIRE(run({"init", "--name", "La Coop des Communs", "--year", "2016"}) == 0); }

    /// How many entries `ledger list` shows, as one NDJSON line each.
    std::size_t entries()
    {
        REQUIRE(run({"ledger", "list", "-O", "csv", "--csv", "intl"}) == 0);
        std::size_t lines = 0;
        for (auto const c : lent.out) {
            lines += c == '\n' ? 1 : 0;
        }
        return lines;
    }

    std::vector<std::string> files() const
    {
        std::vector<std::string> names;
        for (auto const& file : std::filesystem::directory_iterator{folder_}) {
            names.push_back(file.path().filename());
        }
        return names;
    }

    Lent lent;

private:
    std::filesystem::path folder_;
};

} // namespace

TEST_CASE("what a treasurer can do: the commands of the first year, as they are written")
{
    Books books;
    books.lent.files["budget-2018.csv"] = "account,label,amount\n625,Déplacements,3000\n"
                                          "74,Subventions,3000\n";
    for (auto const& words : {
             Words{"init", books.path(), "--name", "La Coop des Communs", "--year", "2016"},
             {"year", "add", "2017"},
             {"year", "add", "2018"},
             {"project", "add", "cerisy", "--label", "Colloque de Cerisy"},
             {"ledger", "add", "--date", "2016-09-02", "--charge", "6185=1250", "--paid-from",
              "512", "--project", "cerisy", "--label", "Location de salle", "--piece",
              "F-2016-031"},
             {"ledger", "add", "--date", "2016-03-02", "--produit", "756=20", "--received-on",
              "512", "--party", "A. Martin", "--label", "Cotisation 2016"},
             {"ledger", "list", "--year", "2016", "--project", "cerisy"},
             {"ecriture", "list", "-p", "2016T3"},
             {"ledger", "show", "1"},
             {"ledger", "edit", "1", "--label", "Salle"},
             {"ledger", "post", "--to", "2016-12-31"},
             {"ledger", "reverse", "1", "--reason", "Saisie deux fois"},
             {"inkind", "rate", "set", "smic", "--from", "2017-01-01", "--hourly", "9,76"},
             {"inkind", "rate", "set", "smic", "--from", "2017-01-01", "--hourly", "9,76"},
             {"inkind", "add", "--date", "2017-05-04", "--kind", "benevolat", "--hours", "6h30",
              "--rate", "smic", "--party", "A. Martin", "--project", "cerisy"},
             {"budget", "import", "2018", "budget-2018.csv"},
             {"budget", "adopt", "2018", "--date", "2018-03-26"},
             {"report", "resultat", "--year", "2017", "--columns", "n-1,n"},
             {"report", "bilan", "--year", "2017"},
             {"report", "balance", "--year", "2017"},
             {"report", "journal"},
             {"report", "grand-livre", "--account", "512"},
             {"report", "budget", "--year", "2018"},
             {"report", "contributions-volontaires", "--year", "2017", "--etp", "1607"},
             {"verify"},
             {"status"},
             {"account", "list", "--search", "voyage"},
             {"account", "add", "51201", "--label", "Crédit coopératif"},
             {"journal", "add", "HA", "--label", "HelloAsso"},
             {"party", "list"},
             {"project", "show", "cerisy"},
             {"year", "list"},
             {"budget", "list", "2018"},
             {"inkind", "rate", "list"},
         }) {
        CAPTURE(words);
        auto const code = books.run(words);
        INFO(books.lent.err);
        CHECK(code == 0);
        CHECK(books.lent.out.find("⟦") == std::string::npos);
        CHECK(books.lent.err.find("⟦") == std::string::npos);
        CHECK(books.files() == Words{"la-coop.coop"});
    }
}

TEST_CASE("init never writes over a file, and leaves nothing behind where it is refused")
{
    Books books;
    CHECK(books.run({"init", "--name", "x", "--regulation", "xyz"}) == 3);
    CHECK(books.files().empty());
    CHECK(books.run({"init", "--name", "x", "--siren", "123"}) == 2);
    CHECK(books.files().empty());
    CHECK(books.run({"init", "--name", "x", "--dry-run"}) == 0);
    CHECK(books.files().empty());
    books.begin();
    CHECK(books.run({"init", "--name", "x"}) == 3);
    CHECK(books.files() == Words{"la-coop.coop"});
    CHECK(books.answer({"status"}).dump().find("La Coop des Communs") != std::string::npos);
}

TEST_CASE("a book asks for its name on a terminal, until it is one")
{
    Books books;
    books.lent.terminal = true;
    books.lent.input = {"", "Les Amis"};
    CHECK(books.run({"init"}) == 0);
    CHECK(books.answer({"status"}).dump().find("Les Amis") != std::string::npos);
}

TEST_CASE("a rehearsal leaves no trace and says so")
{
    Books books;
    books.begin();
    auto const before = books.entries();
    CHECK(books.run({"--dry-run", "ledger", "add", "--charge", "6185=5", "--paid-from", "512"}) ==
          0);
    CHECK(books.lent.err.find("--dry-run") != std::string::npos);
    CHECK(books.entries() == before);
}

TEST_CASE("entries on standard input are recorded all or none")
{
    Books books;
    books.begin();
    auto const none = books.entries();
    std::string const good = R"({"date":"2016-03-02","charge":{"6185":"84,50"},"paid_from":"512"})";
    std::string const bad = R"({"date":"2016-03-02","charge":{"9999":"84,50"},"paid_from":"512"})";
    books.lent.input = {good, bad};
    CHECK(books.run({"ledger", "add"}) == 3);
    CHECK(books.entries() == none);
    books.lent.input = {good, good};
    CHECK(books.run({"ledger", "add"}) == 0);
    CHECK(books.entries() > none);
}

TEST_CASE("the rules of the books are refused with 3, naming the rule")
{
    Books books;
    books.begin();
    struct Case {
        Words words;
        std::string id;
    };
    for (auto const& c : {
             Case{{"--debit", "6185=5", "--credit", "512=4"}, "ledger.unbalanced"},
             {{"--charge", "6185=0", "--paid-from", "512"}, "ledger.zero-line"},
             {{"--charge", "6185=-5", "--paid-from", "512"}, "ledger.negative"},
             {{"--charge", "6185999=5", "--paid-from", "512"}, "account.unknown"},
             {{"--charge", "fournitures=5", "--paid-from", "512"}, "account.not-a-number"},
             {{"--charge", "6185=5", "--paid-from", "Banque"}, "account.not-a-number"},
             {{"--charge", "6185=5", "--paid-from", "512", "--project", "x"}, "project.unknown"},
             {{"--charge", "6185=5", "--paid-from", "512", "--date", "2031-01-01"},
              "year.none-for-date"},
             {{"--charge", "6185=5", "--paid-from", "512", "--journal", "ZZ"}, "journal.unknown"},
         }) {
        CAPTURE(c.words);
        Words words{"ledger", "add"};
        words.insert(words.end(), c.words.begin(), c.words.end());
        CHECK(books.error_id(words) == c.id);
        CHECK(books.run(words) == 3);
    }
}

TEST_CASE("a hint never offers an empty list")
{
    Books books;
    books.begin();
    struct Case {
        Words words;
        std::string hint;
    };
    for (auto const& c : {
             Case{{"project", "show", "x"}, "coop project add x"},
             {{"party", "show", "x"}, "aucun tiers"},
             {{"account", "show", "999"}, "coop account list --search MOT"},
             {{"account", "show", "banque"}, "coop account list --search \"banque\""},
             {{"check", "xyzzy"}, "→ Contrôles connus : equilibre"},
             {{"check", "caise"}, "Vouliez-vous dire caisse ? Contrôles connus : equilibre"},
         }) {
        CAPTURE(c.words);
        books.run(c.words);
        INFO(books.lent.err);
        CHECK(books.lent.err.find(c.hint) != std::string::npos);
        for (auto const* const empty : {": .", "–", " ."}) {
            CHECK(books.lent.err.find(empty) == std::string::npos);
        }
    }
    // Each list once.
    books.run({"check", "xyzzy"});
    CHECK(books.lent.err.find("equilibre") == books.lent.err.rfind("equilibre"));
}

TEST_CASE("words are for readers; machines get the same keys in every language")
{
    Books books;
    books.begin();
    Words const adding{"ledger", "add", "--charge", "6185=5", "--paid-from", "512", "--ref", "a"};
    auto const with = [](Words words, Words const& more) {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    auto const says = [&](Words const& words, std::string const& what) {
        REQUIRE(books.run(words) == 0);
        INFO(books.lent.out);
        return books.lent.out.find(what) != std::string::npos;
    };
    CHECK(says(with(adding, {"--dry-run"}), "serait enregistrée"));
    CHECK(says(adding, "enregistrée"));
    CHECK(says(adding, "déjà enregistrée"));
    for (auto const* const language : {"fr", "en"}) {
        for (auto const* const format : {"csv", "tsv", "json", "ndjson"}) {
            CAPTURE(language, format);
            Words const how{"-O", format, "--lang", language};
            CHECK(says(with(adding, how), "existing"));
            CHECK(says(with({"year", "list"}, how), "open"));
            CHECK(says(with({"account", "list", "512"}, how), "asset"));
        }
        CHECK(says({"status", "--json", "--lang", language}, "\"open\""));
        CHECK(says({"ledger", "show", "1", "--json", "--lang", language}, "\"draft\""));
    }
    CHECK(says({"year", "list"}, "ouvert"));
    CHECK(says({"year", "list", "-O", "md"}, "ouvert"));
    CHECK(says({"year", "list", "--lang", "en"}, "open"));
    CHECK(says({"account", "list", "512", "--lang", "en"}, "asset"));
    CHECK(says({"account", "list", "512"}, "actif"));
    CHECK(says({"ledger", "show", "1"}, "au brouillard"));
}

TEST_CASE("a copy that will be taken for a second book is said to be one")
{
    Books books;
    books.begin();
    auto const folder = books.path().substr(0, books.path().rfind('/'));
    CHECK(books.run({"backup", folder + "/copie.sauvegarde"}) == 0);
    CHECK(books.lent.err.empty());
    CHECK(books.run({"backup", folder + "/./copie.coop"}) == 0);
    CHECK(books.lent.err.find("-f " + books.path()) != std::string::npos);
}

TEST_CASE("entries without a supporting document are named and can be listed")
{
    Books books;
    books.begin();
    Words const adding{"ledger", "add", "--charge", "6185=5", "--paid-from", "512"};
    REQUIRE(books.run(adding) == 0);
    auto with_piece = adding;
    with_piece.insert(with_piece.end(), {"--piece", "F-1"});
    REQUIRE(books.run(with_piece) == 0);
    REQUIRE(books.run(adding) == 0);
    books.run({"check", "pieces"});
    CHECK(books.lent.out.find(": 2 (1, 3)") != std::string::npos);
    auto const listed = books.answer({"ledger", "list", "--without-piece"});
    CHECK(listed.at("tables").at(0).at("rows").size() == 2);
}

TEST_CASE("the same reference with the same content is done already")
{
    Books books;
    books.begin();
    Words const words{"ledger",      "add", "--charge", "6185=5",
                      "--paid-from", "512", "--ref",    "loyer-1"};
    CHECK(books.run(words) == 0);
    auto const once = books.entries();
    CHECK(books.run(words) == 0);
    CHECK(books.entries() == once);
    auto other = words;
    other[3] = "6185=6";
    CHECK(books.run(other) == 3);
}

TEST_CASE("questions on a terminal make the entry that flags would have made")
{
    Books books;
    books.begin();
    REQUIRE(books.run({"project", "add", "cerisy"}) == 0);
    books.lent.terminal = true;
    books.lent.input = {
        "30/02/2016", // impossible: asked again
        "2031-01-01", // in no year: asked again
        "02/09/2016", // date
        "Location",   // label
        "<",          // back to the label
        "Salle",      // label
        "x",          // neither: asked again
        "d",          // an expense
        "512",        // not an expense: asked again
        "zzzz",       // nothing like it: asked again
        "6185",       // account by its code
        "1.234",      // could mean two things: asked again
        "-5",         // below zero: asked again
        "1250",       // amount
        "",           // the usual 512
        "cerizy",     // no such project: asked again
        "cerisy",     // project
        "A. Martin",  // third party
        "F-1",        // supporting document
        "o",          // yes
    };
    REQUIRE(books.run({"ledger", "add"}) == 0);
    INFO(books.lent.err);
    CHECK(books.lent.input.empty());
    books.lent.terminal = false;
    auto const entry = books.answer({"ledger", "show", "1"}).dump();
    for (auto const* const part :
         {"2016-09-02", "Salle", "6185", "1250.00", "512", "cerisy", "A. Martin", "F-1", "BQ"}) {
        CAPTURE(part);
        CHECK(entry.find(part) != std::string::npos);
    }
}

TEST_CASE("what is confirmed on a terminal names the journal that it will have")
{
    Books books;
    books.begin();
    books.lent.terminal = true;
    // Cash taken to the bank: what was typed, then the bank, no third party, no piece, yes.
    books.lent.input = {"512", "", "", "o"};
    REQUIRE(books.run({"ledger", "add", "--date", "2016-09-02", "--label", "Dépôt", "--credit",
                       "530=50"}) == 0);
    INFO(books.lent.err);
    CHECK(books.lent.input.empty());
    CHECK(books.lent.err.find("BQ") != std::string::npos);
    books.lent.terminal = false;
    CHECK(books.answer({"ledger", "show", "1"}).dump().find("BQ") != std::string::npos);
}

TEST_CASE("a confirmation is asked again until the reply is a yes or a no")
{
    struct Case {
        std::vector<std::string> replies;
        int code;
    };
    Words const adding{"ledger", "add", "--charge", "6185=5"};
    for (auto const& c : {Case{{""}, 0},
                          {{"O"}, 0},
                          {{"oui"}, 0},
                          {{"yes"}, 0},
                          {{"ok", "peut-être", "o"}, 0},
                          {{"n"}, 2},
                          {{"NON"}, 2},
                          {{"ok", "no"}, 2},
                          {{}, 2}}) {
        CAPTURE(c.replies);
        Books books;
        books.begin();
        auto const before = books.entries();
        books.lent.terminal = true;
        // Date, label, cash account, third party, supporting document.
        books.lent.input = {"", "", "", "", ""};
        books.lent.input.insert(books.lent.input.end(), c.replies.begin(), c.replies.end());
        CHECK(books.run(adding) == c.code);
        INFO(books.lent.err);
        CHECK(books.lent.input.empty());
        CHECK(books.entries() == before + (c.code == 0 ? 1 : 0));
    }
}

TEST_CASE("on a terminal a year is closed only after a yes; a script has said what it wants")
{
    Books books;
    books.begin();
    books.lent.environment["COOP_TODAY"] = "2017-01-15";
    books.lent.terminal = true;
    books.lent.input = {""};
    CHECK(books.run({"year", "close", "2016"}) == 2);
    CHECK(books.run({"year", "close", "2016", "--dry-run"}) == 0);
    books.lent.terminal = false;
    books.lent.files["close"] = "year close 2016\n";
    CHECK(books.run({"run", "close", "--dry-run"}) == 0);
    CHECK(books.run({"year", "close", "2016"}) == 0);
    CHECK(books.run({"run", "close"}) == 3);
}

TEST_CASE("an account is chosen by words of its label and a number of the list")
{
    Books books;
    books.begin();
    books.lent.terminal = true;
    books.lent.input = {"", "", "r", "zzzz", "cotisations", "1", "20", "530", "", "", "o"};
    REQUIRE(books.run({"ledger", "add"}) == 0);
    INFO(books.lent.err);
    CHECK(books.lent.input.empty());
    books.lent.terminal = false;
    auto const entry = books.answer({"ledger", "show", "1"}).dump();
    CHECK(entry.find("756") != std::string::npos);
    CHECK(entry.find("\"CA\"") != std::string::npos);
}

TEST_CASE("questions that are not answered to the end record nothing")
{
    Books books;
    books.begin();
    auto const before = books.entries();
    books.lent.terminal = true;
    books.lent.input = {"", "Salle"};
    CHECK(books.run({"ledger", "add"}) == 2);
    books.lent.input = {"", "", "d", "6185", "5", "", "", "", "n"};
    CHECK(books.run({"ledger", "add"}) == 2);
    CHECK(books.run({"ledger", "add", "--no-input"}) == 2);
    CHECK(books.run({"ledger", "add", "--charge", "6185=5", "--no-input"}) == 3);
    books.lent.input.clear();
    CHECK(books.run({"ledger", "add", "--charge", "6185=5", "--paid-from", "512", "--label",
                     "Salle"}) == 0);
    CHECK(books.entries() == before + 1);
}

TEST_CASE("findings of a check are its data, and its exit code 1")
{
    Books books;
    books.begin();
    REQUIRE(books.run({"ledger", "add", "--charge", "471=5", "--paid-from", "512"}) == 0);
    CHECK(books.run({"check"}) == 1);
    CHECK(books.lent.out.find("471") != std::string::npos);
    CHECK(books.lent.err.empty());
    CHECK(books.run({"check", "-O", "csv"}) == 1);
    CHECK(books.lent.out.find("check.suspense") != std::string::npos);
    CHECK(books.lent.out.find("error") != std::string::npos);
    CHECK(books.run({"check", "xyz"}) == 2);
    CHECK(books.run({"verify"}) == 0);
    CHECK(books.run({"verify", "-O", "csv"}) == 0);
    CHECK(books.lent.out.find("severity") != std::string::npos);
    CHECK(books.lent.out.find("\nrecords;2") != std::string::npos);
}

TEST_CASE("a report with an error is printed, and exits with 1")
{
    Books books;
    books.begin();
    books.lent.files["ag.toml"] = "[[charges]]\nkey = \"a\"\nlabel = \"A\"\naccounts = [\"62\"]\n"
                                  "[[produits]]\nkey = \"b\"\nlabel = \"B\"\nrest = true\n";
    Words const ag{"report", "ag", "--layout", "ag.toml", "--years", "2016", "-O", "csv"};
    REQUIRE(books.run({"ledger", "add", "--date", "2016-05-01", "--charge", "62=5", "--paid-from",
                       "512"}) == 0);
    CHECK(books.run(ag) == 0);
    REQUIRE(books.run({"ledger", "add", "--date", "2016-05-01", "--charge", "606=4", "--paid-from",
                       "512"}) == 0);
    CHECK(books.run(ag) == 1);
    CHECK(books.lent.out.find("charges;A;line;5,00") != std::string::npos);
    CHECK(books.lent.err.find("606") != std::string::npos);
}

TEST_CASE("a period that leaves its year is refused rather than cut")
{
    Books books;
    books.begin();
    REQUIRE(books.run({"year", "add", "2017"}) == 0);
    Words const leaving{"report", "grand-livre", "-p", "2016-11..2017-02"};
    CHECK(books.run(leaving) == 3);
    CHECK(books.error_id(leaving) == "report.period-outside");
    CHECK(books.run({"report", "grand-livre", "-p", "2017-01..2017-02"}) == 0);
    CHECK(books.error_id({"report", "balance", "--year", "2016", "-p", "2017"}) ==
          "report.period-outside");
}

TEST_CASE("an import that is rehearsed lists its findings and exits with 1")
{
    Books books;
    books.begin();
    books.lent.files["bad.csv"] = "ecriture,date,label,account,debit,credit\n"
                                  "1,2016-02-30,x,6185,5,\n";
    CHECK(books.run({"import", "csv", "bad.csv"}) == 4);
    CHECK(books.run({"import", "csv", "bad.csv", "--dry-run", "-O", "csv"}) == 1);
    CHECK(books.lent.out.find("date.impossible") != std::string::npos);
    CHECK(books.lent.out.find("bad.csv:2") != std::string::npos);
    // To a reader it shows the place and the line, as the import itself does.
    books.lent.files["bad.csv"] = "ecriture,date,label,account,debit,credit\n"
                                  "1,2016-02-03,x,Loyer,5,\n1,2016-02-03,x,512,,5\n";
    CHECK(books.run({"import", "csv", "bad.csv"}) == 3);
    auto const told = books.lent.err.substr(books.lent.err.find("bad.csv:2"));
    CHECK(told.find("--search \"Loyer\"") != std::string::npos);
    CHECK(told.find("x,Loyer,5") != std::string::npos);
    CHECK(books.run({"import", "csv", "bad.csv", "--dry-run"}) == 1);
    CHECK(books.lent.out.find(told) != std::string::npos);
    CHECK(books.lent.out.starts_with("Essai de l’import"));
    CHECK(books.run({"import", "csv", "none.csv"}) == 4);
}

TEST_CASE("a file of commands is one transaction")
{
    Books books;
    books.begin();
    auto const before = books.entries();
    books.lent.files["good"] = "# deux écritures\n"
                               "project add jardin --label \"Le jardin\"\n\n"
                               "coop ledger add --charge 6185=5 --paid-from 512 --project jardin\n"
                               "ledger add --charge 6185=6 --paid-from 512\n";
    books.lent.files["bad"] = "ledger add --charge 6185=5 --paid-from 512\n"
                              "ledger add --charge 9999=5 --paid-from 512\n";
    CHECK(books.run({"run", "bad"}) == 3);
    CHECK(books.lent.err.find("bad:2") != std::string::npos);
    CHECK(books.lent.out.empty());
    CHECK(books.entries() == before);
    CHECK(books.run({"run", "good", "--dry-run"}) == 0);
    CHECK(books.entries() == before);
    CHECK(books.run({"run", "good"}) == 0);
    CHECK(books.entries() == before + 2);
    for (auto const* const line :
         {"init --name x", "run good", "backup", "status -f other.coop", "status --dry-run"}) {
        CAPTURE(line);
        books.lent.files["inside"] = line;
        CHECK(books.run({"run", "inside"}) == 2);
    }
}

TEST_CASE("an attachment comes back as it was given")
{
    Books books;
    books.begin();
    std::string const content{"%PDF\0\xff\n", 7};
    books.lent.files["pieces/facture.pdf"] = content;
    Words const words{"ledger", "add",   "--charge", "6185=5",   "--paid-from",
                      "512",    "--ref", "f-1",      "--attach", "pieces/facture.pdf"};
    REQUIRE(books.run(words) == 0);
    REQUIRE(books.run(words) == 0);
    REQUIRE(books.run({"ledger", "show", "1", "--attachment", "facture.pdf"}) == 0);
    CHECK(books.lent.out == content);
    REQUIRE(books.run({"ledger", "show", "1", "--attachment", "facture.pdf", "-o", "x.pdf"}) == 0);
    CHECK(books.lent.files["x.pdf"] == content);
}
