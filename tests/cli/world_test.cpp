// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/cli/world.hpp>
#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace coop;

namespace {

/// A folder of its own, current while it lives.
class Folder {
public:
    Folder() : before_(std::filesystem::current_path())
    {
        std::string name = (std::filesystem::temp_directory_path() / "coop-world.XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
        std::filesystem::current_path(path_);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder()
    {
        std::filesystem::current_path(before_);
        std::filesystem::remove_all(path_);
    }

    static void put(std::string const& name) { std::ofstream{name} << "x"; }

    static std::size_t size()
    {
        std::size_t files = 0;
        for ([[maybe_unused]] auto const& file : std::filesystem::directory_iterator{"."}) {
            ++files;
        }
        return files;
    }

private:
    std::filesystem::path before_;
    std::filesystem::path path_;
};

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

TEST_CASE("the books are looked for here, then in the nearest parent that has some")
{
    Folder folder;
    auto const world = cli::process_world();
    auto const is_book = [](std::string const&) { return true; };
    std::filesystem::create_directories("a/b");
    Folder::put("x.coop");
    Folder::put(".hidden.coop");
    Folder::put(".coop");
    Folder::put("notes.txt");
    CHECK(world.books_here(is_book) == std::vector<std::string>{"x.coop"});
    std::filesystem::current_path("a/b");
    CHECK(world.books_here(is_book) == std::vector<std::string>{"../../x.coop"});
    Folder::put("../z.coop");
    Folder::put("../y.coop");
    CHECK(world.books_here(is_book) == std::vector<std::string>{"../y.coop", "../z.coop"});
    std::filesystem::current_path("../..");
}

TEST_CASE("beside books of ours, files that are none are not taken for books")
{
    Folder folder;
    auto const world = cli::process_world();
    auto const is_book = [](std::string const& path) { return path != "other.coop"; };
    Folder::put("other.coop");
    CHECK(world.books_here(is_book) == std::vector<std::string>{"other.coop"});
    Folder::put("ours.coop");
    CHECK(world.books_here(is_book) == std::vector<std::string>{"ours.coop"});
    Folder::put("b.coop");
    CHECK(world.books_here(is_book) == std::vector<std::string>{"b.coop", "ours.coop"});
}

TEST_CASE("a file is replaced whole or not at all")
{
    Folder folder;
    auto const world = cli::process_world();
    world.write_file("a.csv", core::Sharing::owner, [](auto const& sink) { sink("un"); });
    CHECK(world.read_file("a.csv") == "un");
    auto const interrupted = [&] {
        world.write_file("a.csv", core::Sharing::owner, [](auto const& sink) {
            sink(std::string(200'000, 'x'));
            throw core::Error{core::ErrorKind::refused, "stop"};
        });
    };
    CHECK(id_of(interrupted) == "stop");
    CHECK(world.read_file("a.csv") == "un");
    CHECK(Folder::size() == 1);
    world.write_file("a.csv", core::Sharing::owner, [](auto const& sink) { sink("deux"); });
    CHECK(world.read_file("a.csv") == "deux");
    CHECK(Folder::size() == 1);
}

TEST_CASE("what cannot be read or written says why")
{
    Folder folder;
    auto const world = cli::process_world();
    auto const write = [&](std::string const& path) {
        return id_of([&] {
            world.write_file(path, core::Sharing::owner, [](auto const& sink) { sink("x"); });
        });
    };
    std::filesystem::create_directory("folder");
    CHECK(id_of([&] { world.read_file("none"); }) == "file.missing");
    CHECK(id_of([&] { world.read_file("folder"); }) == "file.folder");
    CHECK(write("none/a.csv") == "output.missing");
    CHECK(write("folder") == "output.folder");
    if (std::filesystem::exists("/dev/full")) {
        CHECK(write("/dev/full") == "output.full");
    }
    CHECK(Folder::size() == 1);
}

TEST_CASE("two salts differ, and today is a day")
{
    auto const world = cli::process_world();
    CHECK(world.salt() != world.salt());
    CHECK(world.today.ok());
}
