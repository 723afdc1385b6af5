// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/commands.hpp"
#include "src/cli/outputs.hpp"

#include <coop/cli/run.hpp>
#include <coop/core/error.hpp>
#include <coop/store/sqlite.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

using namespace coop;

namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

store::Engine const engine = store::sqlite::engine();

std::string bytes_of(std::string const& path)
{
    std::ifstream file{path, std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// A folder, current while it lives, with a book: `livre.coop`.
class Folder {
public:
    Folder() : before_(fs::current_path())
    {
        std::string name = (fs::temp_directory_path() / "coop-outputs.XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
        fs::current_path(path_);
        found("livre.coop");
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder()
    {
        fs::current_path(before_);
        fs::remove_all(path_);
    }

    static void found(std::string const& path)
    {
        engine.create(path, {.book = {.name = "Les Amis du Jardin"}},
                      {.salt = [] { return store::Salt{}; }, .today = "2018-04-01"});
    }

private:
    fs::path before_;
    fs::path path_;
};

/// The process but for its streams and its environment.
cli::World world(std::string& err)
{
    auto lent = cli::process_world();
    lent.out = [](std::string_view) {};
    lent.flush = [] {};
    lent.err = [&err](std::string_view bytes) { err += bytes; };
    lent.in_line = [] { return std::optional<std::string>{}; };
    lent.in_all = [] { return std::string{}; };
    lent.in_is_terminal = false;
    lent.environment = [](std::string const&) { return std::optional<std::string>{}; };
    return lent;
}

/// The exit code and the id of the error.
std::string refusal(Words words)
{
    std::string err;
    auto lent = world(err);
    words.push_back("--json");
    auto const code = cli::run(words, lent, engine);
    auto const id = code > 1 ? nlohmann::json::parse(err).at("error").value("id", "") : "";
    return std::to_string(code) + " " + id;
}

/// Some word that `take` understands.
std::string understood(std::function<void(std::string const&)> const& take)
{
    constexpr auto words =
        std::to_array<char const*>({"1", "2018", "2018-01-01", "6064=1", "1h", "jardin", "jardin=1",
                                    "0%..10%/5", "netting=capital"});
    for (auto const* const word : words) {
        try {
            take(word);
            return word;
        } catch (core::Error const&) {
            continue;
        }
    }
    FAIL("no word for an option that must be given: add one to the list");
    return "";
}

/// The command with the words that it must be given.
Words shortest(cli::Command const& command)
{
    cli::Arguments arguments;
    auto const action = command.declare(arguments);
    Words words;
    for (std::size_t start = 0; start < command.path.size();) {
        auto const end = std::min(command.path.find(' ', start), command.path.size());
        words.push_back(command.path.substr(start, end - start));
        start = end + 1;
    }
    for (auto const& word : arguments.positionals()) {
        if (word.required) {
            words.push_back(understood(word.take));
        }
    }
    for (auto const& option : arguments.options()) {
        INFO(command.path << " " << option.name());
        if (option.required) {
            words.push_back(option.name());
            words.push_back(option.choices.empty() ? understood(option.take)
                                                   : option.choices.front());
        }
    }
    return words;
}

std::string id_of(std::function<void()> const& act)
{
    try {
        act();
    } catch (core::Error const& error) {
        return error.id();
    }
    return "";
}

} // namespace

TEST_CASE("no command answers into a book, its own or another")
{
    Folder folder;
    Folder::found("ailleurs");
    auto const own = bytes_of("livre.coop");
    auto const other = bytes_of("ailleurs");
    for (auto const& command : cli::commands()) {
        auto words = shortest(command);
        INFO(command.path);
        words.insert(words.end(), {"-o", "livre.coop"});
        CHECK(refusal(words) == "3 output.book-in-use");
        words.insert(words.end(), {"-O", "text"});
        CHECK(refusal(words) == "3 output.book-in-use");
        words[words.size() - 3] = "ailleurs";
        CHECK(refusal(words) == "3 output.book");
        REQUIRE(bytes_of("livre.coop") == own);
        REQUIRE(bytes_of("ailleurs") == other);
    }
}

TEST_CASE("the doors let no file replace a book, whoever forgot to ask before")
{
    Folder folder;
    std::string err;
    auto const plain = world(err);
    cli::UsedBook used{plain, engine, ""};
    auto const doors = cli::guarded(plain, engine, used);
    auto const written = [&](std::string const& path) {
        return id_of([&] {
            doors.write_file(path, core::Sharing::owner, [](auto const& sink) { sink("x"); });
        });
    };
    auto const kept = [&](std::string const& path) {
        return id_of([&] { doors.write_private_file(path, "x"); });
    };
    auto const before = bytes_of("livre.coop");
    fs::create_symlink("livre.coop", "lien");
    fs::create_hard_link("livre.coop", "double");
    fs::create_directory("sous");
    Folder::found("sous/autre");
    for (auto const* const path :
         {"livre.coop", "./livre.coop", "sous/../livre.coop", "lien", "double", "sous/../lien"}) {
        INFO(path);
        CHECK(written(path) == "output.book-in-use");
        CHECK(kept(path) == "output.book-in-use");
    }
    CHECK(written("sous/autre") == "output.book");
    CHECK(kept("sous/autre") == "output.book");
    for (auto const* const path : {"livre.coop-journal", "./livre.coop-wal", "sous/autre-shm",
                                   "lien-journal", "livre.coop-JOURNAL"}) {
        INFO(path);
        CHECK(written(path) == "output.journal");
        CHECK(kept(path) == "output.journal");
        CHECK_FALSE(fs::exists(path));
    }
    CHECK(bytes_of("livre.coop") == before);
    CHECK(fs::is_symlink("lien"));

    CHECK(written("grand-journal").empty());
    CHECK(written("grand-journal").empty());
    CHECK(kept("cle").empty());
    CHECK(written("sous/livre.coop").empty());
}

TEST_CASE("the file that is given as the book is one, whatever is in it")
{
    Folder folder;
    std::string err;
    auto const plain = world(err);
    std::ofstream{"vide.coop"};
    cli::UsedBook used{plain, engine, "vide.coop"};
    auto const doors = cli::guarded(plain, engine, used);
    auto const written = [&](std::string const& path) {
        return id_of([&] {
            doors.write_file(path, core::Sharing::owner, [](auto const& sink) { sink("x"); });
        });
    };
    CHECK(written("./vide.coop") == "output.book-in-use");
    CHECK(written("vide.coop-journal") == "output.journal");
    CHECK(fs::is_empty("vide.coop"));
}

TEST_CASE("a command that makes a file does not answer into it")
{
    Folder folder;
    for (auto const& words : {Words{"init", "neuf", "--name", "Le Verger"},
                              {"backup", "neuf"},
                              {"care", "key", "new", "neuf"}}) {
        INFO(words.front());
        auto asked = words;
        asked.insert(asked.end(), {"-O", "text", "-o", "./neuf"});
        CHECK(refusal(asked) == "3 output.made");
        CHECK_FALSE(fs::exists("neuf"));
    }
}

TEST_CASE("two paths are one place where they lead to one file, there or to come")
{
    Folder folder;
    auto const same = cli::process_world().same_place;
    fs::create_directory("sous");
    fs::create_symlink("livre.coop", "lien");
    CHECK(same("livre.coop", "lien"));
    CHECK(same("livre.coop", fs::absolute("livre.coop").string()));
    CHECK(same("nouveau", "sous/../nouveau"));
    CHECK(same("./nouveau", "nouveau"));
    CHECK_FALSE(same("nouveau", "sous/nouveau"));
    CHECK_FALSE(same("nouveau", "ancien"));
    CHECK_FALSE(same("nouveau", "livre.coop"));
    CHECK_FALSE(same("absent/nouveau", "absent/nouveau"));
}
