// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/resources.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace coop::core;

namespace {

std::filesystem::path const schemas = COOP_SOURCE_DIR "/schemas";

std::string bytes_of(std::filesystem::path const& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

TEST_CASE("every file of schemas is in the program, byte for byte")
{
    std::size_t files = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{schemas}) {
        if (!entry.is_regular_file()) {
            continue;
        }
        auto const path = entry.path().lexically_relative(schemas).string();
        INFO(path);
        REQUIRE(has_resource(path));
        CHECK(resource(path) == bytes_of(entry.path()));
        ++files;
    }
    CHECK(resources_under("").size() == files);
}

TEST_CASE("resources are listed by the beginning of their path, sorted")
{
    auto const messages = resources_under("messages/");
    CHECK(std::is_sorted(messages.begin(), messages.end()));
    CHECK(std::count(messages.begin(), messages.end(), "messages/fr.po") == 1);
    CHECK(resources_under("messages/fr").size() == 1);
    CHECK(resources_under("nothing/").empty());
    CHECK(resources_under("zzz").empty());
    auto const all = resources_under("");
    CHECK(std::is_sorted(all.begin(), all.end()));
}

TEST_CASE("a resource is found by its whole path only")
{
    CHECK(has_resource("messages/fr.po"));
    CHECK_FALSE(has_resource("messages/fr"));
    CHECK_FALSE(has_resource("messages/"));
    CHECK_FALSE(has_resource(""));
    CHECK_FALSE(has_resource("zzz"));
}
