// SPDX-License-Identifier: GPL-3.0-or-later
#include "lent.hpp"

#include "src/cli/commands.hpp"

#include <coop/core/error.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using Words = std::vector<std::string>;

namespace {

/// The error of a command line that no book is needed for, as JSON.
nlohmann::json error_of(Words words)
{
    Lent lent;
    words.insert(words.begin(), "--json");
    auto const code = lent.run(words, no_engine());
    INFO(lent.err);
    auto error = nlohmann::json::parse(lent.err).at("error");
    error["code"] = code;
    return error;
}

} // namespace

TEST_CASE("a mistake of the command line exits with 2 and names what is wrong")
{
    struct Case {
        Words words;
        std::string id;
    };
    for (auto const& c : {
             Case{{"legder", "add"}, "usage.unknown-command-near"},
             {{"xyzzy"}, "usage.unknown-command"},
             {{"ledger", "lsit"}, "usage.unknown-command-near"},
             {{"ledger"}, "usage.no-command"},
             {{"inkind", "rate"}, "usage.no-command"},
             {{"ledger", "--year", "2016", "list"}, "usage.option-first"},
             {{"ledger", "list", "--yaer", "2016"}, "usage.unknown-option-near"},
             {{"ledger", "list", "--zzzzzzzz"}, "usage.unknown-option"},
             {{"check", "fec", "x.txt", "--year", "2025"}, "usage.unknown-option"}, // not --yes
             {{"ledger", "list", "-z"}, "usage.unknown-option"},
             {{"ledger", "list", "--year"}, "usage.missing-value"},
             {{"ledger", "list", "--year", "--drafts"}, "usage.missing-value"},
             {{"ledger", "list", "--drafts=1"}, "usage.flag-value"},
             {{"ledger", "list", "--year", "1", "--year", "2"}, "usage.twice"},
             {{"ledger", "list", "extra"}, "usage.extra-word"},
             {{"ledger", "list", "--limit", "-1"}, "usage.integer"},
             {{"ledger", "list", "-p", "2016", "--to", "2016-12-31"}, "period.twice"},
             {{"ledger", "list", "--from", "2016-02-01", "--to", "2016-01-31"}, "period.reversed"},
             {{"ledger", "list", "--drafts", "--posted"}, "ledger.drafts-and-posted"},
             {{"ledger", "show"}, "usage.missing-word"},
             {{"ledger", "show", "douze"}, "usage.entry-id"},
             {{"ledger", "show", "0"}, "usage.entry-id"},
             {{"ledger", "reverse", "12"}, "usage.missing-option"},
             {{"ledger", "post"}, "ledger.post-what"},
             {{"ledger", "post", "1", "--all"}, "ledger.post-what"},
             {{"ledger", "edit", "12"}, "entry.nothing-to-edit"},
             {{"ledger", "edit", "12", "--split", "a=1"}, "entry.split-without-lines"},
             {{"ledger", "add"}, "entry.nothing"},
             {{"ledger", "add", "--date", "2016-02-30"}, "date.impossible"},
             {{"ledger", "add", "--charge", "6185"}, "usage.account-amount"},
             {{"ledger", "add", "--charge", "=5"}, "usage.account-amount"},
             {{"ledger", "add", "--charge", "6185=1.234"}, "money.ambiguous"},
             {{"ledger", "add", "--charge", "6185=1,234.50"}, "money.ambiguous"},
             {{"ledger", "add", "--charge", "6185=1,2345"}, "money.decimals"},
             {{"ledger", "add", "--charge", "6185=99999999999999999999"}, "money.too-large"},
             {{"ledger", "add", "--split", "a=60%,b=30%"}, "split.sum"},
             {{"ledger", "add", "--split", "a=60%,b=40"}, "split.malformed"},
             {{"ledger", "add", "--split", "a"}, "split.malformed"},
             {{"ledger", "add", "--charge", "6132=1", "--project", "a", "--split", "a=1"},
              "entry.project-and-split"},
             {{"ledger", "add", "--charge", "6=1", "--produit", "7=2", "--paid-from", "512"},
              "entry.paid-from-exceeded"},
             {{"ledger", "add", "--charge", "6=2", "--produit", "7=1", "--received-on", "512"},
              "entry.received-on-exceeded"},
             {{"inkind", "add", "--hours", "5h"}, "inkind.when"},
             {{"inkind", "add", "--from", "2016-01-01"}, "inkind.when"},
             {{"inkind", "add", "--date", "2016-01-01", "--hours", "5h61"}, "hours.malformed"},
             {{"inkind", "rate", "set", "smic", "--hourly", "9,76"}, "usage.missing-option"},
             {{"inkind", "rate", "set", "smic", "--from", "2017-01-01", "--hourly", "9,76543"},
              "decimal.places"},
             {{"budget", "set", "2018"}, "budget.nothing"},
             {{"init", "--no-input"}, "usage.missing-option"},
             {{"init", "--name", "x", "--chart", "suisse"}, "usage.choice"},
             {{"report", "ag"}, "usage.missing-option"},
             {{"help", "astrology"}, "help.unknown"},
             {{"ledger", "list", "--lang", "de"}, "usage.choice"},
             {{"ledger", "list", "--today", "demain"}, "date.malformed"},
         }) {
        CAPTURE(c.words);
        auto const error = error_of(c.words);
        CHECK(error.at("id") == c.id);
        CHECK(error.at("code") == 2);
        CHECK(error.at("message").get<std::string>().find("⟦") == std::string::npos);
    }
}

TEST_CASE("an error of an option's value names the option")
{
    for (auto const& words : {Words{"ledger", "add", "--date", "2016-02-30"},
                              {"--date=2016-02-30", "ledger", "add"},
                              {"ledger", "add", "--date=30/02/2016"}}) {
        CAPTURE(words);
        auto const error = error_of(words);
        if (words[0] == "ledger") {
            CHECK(error.at("where").at("source") == "--date");
        } else {
            CHECK(error.at("id") == "usage.option-first");
        }
    }
}

TEST_CASE("a mistyped word suggests the nearest one")
{
    Lent lent;
    CHECK(lent.run({"ledger", "lsit"}, no_engine()) == 2);
    CHECK(lent.err.find("coop ledger list") != std::string::npos);
    CHECK(lent.run({"ledger", "list", "--yaer", "2016"}, no_engine()) == 2);
    CHECK(lent.err.find("--year") != std::string::npos);
    CHECK(lent.out.empty());
}

TEST_CASE("an argument that is not UTF-8 is refused before anything is done with it")
{
    Lent lent;
    CHECK(lent.run({"ledger", "add", "--label", "caf\xe9"}, no_engine()) == 2);
    CHECK(lent.err.find("UTF-8") != std::string::npos);
}

TEST_CASE("help is data: on stdout, with code 0, in French, with every option and an example")
{
    Lent lent;
    for (auto const& words : {Words{}, {"-h"}, {"--help"}, {"help"}}) {
        CAPTURE(words);
        CHECK(lent.run(words, no_engine()) == 0);
        CHECK(lent.err.empty());
        CHECK(lent.out.find("ledger add") != std::string::npos);
        CHECK(lent.out.find("--dry-run") != std::string::npos);
        CHECK(lent.out.find("⟦") == std::string::npos);
    }
    CHECK(lent.run({"ledger", "-h"}, no_engine()) == 0);
    CHECK(lent.out.find("ledger reverse") != std::string::npos);
    CHECK(lent.out.find("budget") == std::string::npos);

    for (auto const& words :
         {Words{"ledger", "add", "--help"}, {"-h", "ecriture", "add"}, {"help", "ledger", "add"}}) {
        CAPTURE(words);
        CHECK(lent.run(words, no_engine()) == 0);
        CHECK(lent.out.find("--charge COMPTE=MONTANT") != std::string::npos);
        CHECK(lent.out.find("Exemples :") != std::string::npos);
        CHECK(lent.out.find("⟦") == std::string::npos);
    }
}

TEST_CASE("the help of an option says what it means for this command")
{
    Lent lent;
    auto const help = [&](std::vector<std::string> words) {
        words.push_back("-h");
        lent.run(words, no_engine());
        return lent.out;
    };
    auto const says = [](std::string const& text, std::string const& part) {
        return text.find(part) != std::string::npos;
    };
    CHECK(says(help({"ledger", "add"}), "aujourd’hui sinon"));
    CHECK_FALSE(says(help({"ledger", "edit"}), "aujourd’hui sinon"));
    CHECK(says(help({"ledger", "edit"}), "la date reste"));
    CHECK(says(help({"report", "resultat"}), "variance"));
    CHECK_FALSE(says(help({"report", "bilan"}), "budget"));
    CHECK(says(help({"report", "bilan"}), "actif et passif"));
}

TEST_CASE("every command and every topic has its help, in both languages")
{
    Lent lent;
    REQUIRE(lent.run({"--help"}, no_engine()) == 0);
    Words paths;
    auto const text = lent.out;
    auto const first = text.find("Commandes :\n") + std::string{"Commandes :\n"}.size();
    for (auto at = first; text[at] == ' ';) {
        auto const line = text.substr(at, text.find('\n', at) - at);
        paths.push_back(line.substr(2, line.find("  ", 2) - 2));
        at += line.size() + 1;
    }
    CHECK(paths.size() > 50);
    for (auto path : paths) {
        CAPTURE(path);
        Words words{"help"};
        for (std::size_t space = 0; (space = path.find(' ')) != std::string::npos;) {
            words.push_back(path.substr(0, space));
            path.erase(0, space + 1);
        }
        words.push_back(path);
        for (std::string const language : {"fr", "en"}) {
            words.insert(words.begin(), {"--lang", language});
            CHECK(lent.run(words, no_engine()) == 0);
            CHECK(lent.out.find("⟦") == std::string::npos);
            words.erase(words.begin(), words.begin() + 2);
        }
    }
    for (auto const* const topic : {"exit-codes", "environment", "formats", "dates", "amounts"}) {
        CAPTURE(topic);
        CHECK(lent.run({"help", topic}, no_engine()) == 0);
        CHECK_FALSE(lent.out.empty());
    }
}

TEST_CASE("the books are those of -f, then COOP_FILE, then the only ones here")
{
    struct Case {
        Words words;
        std::string environment;
        Words here;
        std::string id;
        std::string path;
        int code;
    };
    for (auto const& c : {
             Case{{"-f", "a.coop", "status"}, "b.coop", {"c.coop"}, "store.missing", "a.coop", 5},
             {{"status", "--file=a.coop"}, "b.coop", {"c.coop"}, "store.missing", "a.coop", 5},
             {{"status"}, "b.coop", {"c.coop"}, "store.missing", "b.coop", 5},
             {{"status"}, "", {"c.coop"}, "store.missing", "c.coop", 5},
             {{"status"}, "", {}, "books.none", "", 5},
             {{"status"}, "", {"c.coop", "d.coop"}, "books.several", "d.coop", 2},
             {{"init", "--name", "É & co"}, "", {}, "store.missing", "e-co.coop", 5},
             {{"init", "x.coop", "-f", "a.coop", "--name", "É"},
              "b.coop",
              {},
              "store.missing",
              "x.coop",
              5},
             {{"init", "-f", "a.coop", "--name", "É"}, "b.coop", {}, "store.missing", "a.coop", 5},
         }) {
        CAPTURE(c.words, c.environment, c.here);
        Lent lent;
        lent.environment["COOP_FILE"] = c.environment;
        lent.books = c.here;
        auto words = c.words;
        words.push_back("--json");
        CHECK(lent.run(words, no_engine()) == c.code);
        auto const error = nlohmann::json::parse(lent.err).at("error");
        CHECK(error.at("id") == c.id);
        if (c.id == "store.missing") {
            CHECK(error.at("where").at("source") == c.path);
        }
    }
}

TEST_CASE("an unknown format or extension is a mistake of the command line")
{
    Lent lent;
    CHECK(lent.run({"version", "-O", "xml"}, no_engine()) == 2);
    CHECK(lent.err.find("ndjson") != std::string::npos);
    CHECK(lent.run({"version", "-o", "notes.xyz"}, no_engine()) == 2);
    CHECK(lent.files.empty());
    CHECK(lent.run({"version", "-o", "version.json"}, no_engine()) == 0);
    CHECK(nlohmann::json::accept(lent.files["version.json"]));
    CHECK(lent.out.empty());
}

TEST_CASE("a wrong environment variable is named")
{
    struct Case {
        std::string name, value;
    };
    for (auto const& c : {Case{"COOP_TODAY", "hier"}, {"COOP_CSV", "us"}, {"COOP_LANG", "de"}}) {
        Lent lent;
        lent.environment[c.name] = c.value;
        CHECK(lent.run({"version", "--json"}, no_engine()) == 2);
        CHECK(nlohmann::json::parse(lent.err)["error"]["where"]["source"] == c.name);
    }
}

TEST_CASE("what nobody foresaw is a bug of ours: 70, and a request to report it")
{
    Lent lent;
    auto world = lent.world();
    world.flush = [] { throw std::bad_alloc{}; };
    Words const words{"version"};
    CHECK(coop::cli::run(words, world, no_engine()) == 70);
    CHECK(lent.err.find("std::bad_alloc") != std::string::npos);
}

TEST_CASE("a reader who leaves early is no failure; a full disk is")
{
    struct Case {
        std::string id;
        int code;
    };
    for (auto const& c : {Case{"output.closed", 0}, {"output.failed", 6}}) {
        Lent lent;
        auto world = lent.world();
        world.flush = [&c] {
            throw coop::core::Error{coop::core::ErrorKind::output,
                                    c.id,
                                    {{"file", std::string{"stdout"}},
                                     {"reason", std::string{"No space left on device"}}}};
        };
        Words const words{"version"};
        CHECK(coop::cli::run(words, world, no_engine()) == c.code);
        CHECK(lent.err.empty() == (c.code == 0));
    }
}

TEST_CASE("no option and no word of a command takes a text with what nobody sees in it")
{
    // A mark of direction, a blank without width, a joiner between letters that have none.
    std::vector<std::string> const hidden{"a\u202eb", "\u200b", "a\u200db", "\u2068ab\u2069"};
    auto const refused = [](coop::cli::Arguments const& arguments, Words const& words) {
        try {
            arguments.parse(words);
        } catch (coop::core::Error const& error) {
            return error.id();
        }
        return std::string{};
    };
    auto const names_file = [](std::string const& kind) {
        return kind == "file" || kind == "books";
    };
    int texts = 0;
    for (auto const& command : coop::cli::commands()) {
        coop::cli::Arguments arguments;
        auto const act = command.declare(arguments);
        for (auto const& option : arguments.options()) {
            if (option.value.empty() || names_file(option.value)) {
                continue;
            }
            for (auto const& text : hidden) {
                INFO(command.path << " " << option.name());
                auto const id = refused(arguments, {option.name(), text});
                CHECK(id == (option.choices.empty() ? "text.hidden" : "usage.choice"));
            }
            ++texts;
        }
        Words before;
        for (auto const& positional : arguments.positionals()) {
            // What comes before it would have to be right; the first is enough to know the way.
            if (!before.empty() || names_file(positional.value)) {
                break;
            }
            before.push_back(hidden.front());
            auto const required =
                std::ranges::any_of(arguments.options(), &coop::cli::OptionSpec::required);
            INFO(command.path << " " << positional.value);
            CHECK(refused(arguments, before) ==
                  (required ? "usage.missing-option" : "text.hidden"));
            ++texts;
        }
    }
    CHECK(texts > 150);
}
