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
    CHECK(world.read_file("a.csv", cli::bounds::text) == "un");
    auto const interrupted = [&] {
        world.write_file("a.csv", core::Sharing::owner, [](auto const& sink) {
            sink(std::string(200'000, 'x'));
            throw core::Error{core::ErrorKind::refused, "stop"};
        });
    };
    CHECK(id_of(interrupted) == "stop");
    CHECK(world.read_file("a.csv", cli::bounds::text) == "un");
    CHECK(Folder::size() == 1);
    world.write_file("a.csv", core::Sharing::owner, [](auto const& sink) { sink("deux"); });
    CHECK(world.read_file("a.csv", cli::bounds::text) == "deux");
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
    CHECK(id_of([&] { world.read_file("none", cli::bounds::text); }) == "file.missing");
    CHECK(id_of([&] { world.read_file("folder", cli::bounds::text); }) == "file.folder");
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

TEST_CASE(
    "a file beyond its bound is refused, one without end too; a device is read as far as asked")
{
    Folder folder;
    auto const world = cli::process_world();
    auto const bytes = static_cast<std::size_t>(cli::bounds::key.bytes());
    world.write_file("key", core::Sharing::owner,
                     [&](auto const& sink) { sink(std::string(bytes, 'x')); });
    CHECK(world.read_file("key", cli::bounds::key).size() == bytes);
    world.write_file("key", core::Sharing::owner,
                     [&](auto const& sink) { sink(std::string(bytes + 1, 'x')); });
    CHECK(id_of([&] { world.read_file("key", cli::bounds::key); }) == "file.too-large");
    CHECK(id_of([&] { world.read_file("/dev/zero", cli::bounds::key); }) == "file.too-large");
    CHECK(world.read_file("/dev/null", cli::bounds::key).empty());

    auto const endless = world.open_file("/dev/zero");
    CHECK(endless.size == 0);
    // Within what is kept in memory, across its end, and back.
    constexpr std::uint64_t kept = std::uint64_t{8} * 1024 * 1024;
    for (auto const offset : {std::uint64_t{0}, kept - 5, kept + 7, std::uint64_t{3}}) {
        std::string into(10, 'x');
        CHECK(endless.read_at(offset, into) == into.size());
        CHECK(into == std::string(10, '\0'));
    }
}
