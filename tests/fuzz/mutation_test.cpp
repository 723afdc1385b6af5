// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <glob.h>
#include <iterator>
#include <map>
#include <random>
#include <sstream>
#include <vector>

// What the fuzz targets do without end, for a moment and the same each time: files that are read,
// with a few bytes changed.

using namespace coop;
using namespace std::literals;

namespace {

constexpr int rounds = 400;

std::map<std::string, void (*)(std::string_view)> const checks = {
    {"money", fuzz::money},
    {"decimal", fuzz::decimal},
    {"minutes", fuzz::minutes},
    {"date", fuzz::date},
    {"period", fuzz::period},
    {"delimited", fuzz::delimited},
    {"entries_csv", fuzz::entries_csv},
    {"entries_ndjson", fuzz::entries_ndjson},
    {"entries_paheko", fuzz::entries_paheko},
    {"budget_csv", fuzz::budget_csv},
    {"published", fuzz::published},
    {"layout", fuzz::layout},
    {"experiment", fuzz::experiment},
    {"command", fuzz::command},
    {"fec", fuzz::fec},
    {"fec_check", fuzz::fec_check},
    {"fec_entries", fuzz::fec_entries},
    {"dump", fuzz::dump},
};

struct Target {
    std::string name;
    std::size_t length = 0;
    std::vector<std::string> seeds;
};

std::string read(std::string const& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> files(std::string const& pattern)
{
    glob_t found{};
    std::vector<std::string> paths;
    if (glob(pattern.c_str(), 0, nullptr, &found) == 0) {
        paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    }
    globfree(&found);
    return paths;
}

void add_seeds(std::string specification, std::vector<std::string>& seeds)
{
    bool const lines = specification.starts_with('@');
    auto const pattern = std::string{COOP_SOURCE_DIR} + "/" + specification.substr(lines ? 1 : 0);
    for (auto const& path : files(pattern)) {
        if (!lines) {
            seeds.push_back(read(path));
            continue;
        }
        std::ifstream file{path};
        for (std::string line; std::getline(file, line);) {
            seeds.push_back(line);
        }
    }
}

std::vector<Target> targets()
{
    std::vector<Target> all;
    std::ifstream list{std::string{COOP_SOURCE_DIR} + "/tests/fuzz/targets"};
    for (std::string line; std::getline(list, line);) {
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        std::istringstream words{line};
        std::string dictionary;
        auto& target = all.emplace_back();
        words >> target.name >> target.length >> dictionary;
        for (std::string specification; words >> specification;) {
            add_seeds(specification, target.seeds);
        }
    }
    return all;
}

/// The same changes on every machine: the standard says what this generator gives.
class Mutator {
public:
    std::string operator()(std::vector<std::string> const& seeds, std::size_t length)
    {
        auto text = seeds[below(seeds.size())];
        for (auto changes = below(4); changes > 0; --changes) {
            change(text, seeds[below(seeds.size())]);
        }
        return text.substr(0, length);
    }

private:
    std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }

    void change(std::string& text, std::string const& other)
    {
        static constexpr auto bytes = "\0\t\n\r \"'#+,-./0123456789:;<=>@[\\]{|}\xc3\xff"sv;
        auto const at = below(text.size() + 1);
        auto const size = below(text.size() - at + 1);
        switch (below(6)) {
        case 0:
            text.erase(at, size);
            break;
        case 1:
            text.insert(at, 1, bytes[below(bytes.size())]);
            break;
        case 2:
            text.insert(at, text.substr(at, size));
            break;
        case 3:
            text.replace(at, size, other.substr(0, below(other.size() + 1)));
            break;
        case 4:
            text.resize(at);
            break;
        default:
            text.replace(at, at < text.size() ? 1 : 0, 1, static_cast<char>(below(256)));
        }
    }

    std::mt19937 random_{20250101};
};

} // namespace

TEST_CASE("every parser refuses what it does not understand, and reads back what it does")
{
    auto const all = targets();
    CHECK(all.size() == checks.size());
    for (auto const& target : all) {
        REQUIRE(checks.contains(target.name));
        REQUIRE_FALSE(target.seeds.empty());
        Mutator mutated;
        for (int round = 0; round < rounds; ++round) {
            auto const bytes = mutated(target.seeds, target.length);
            INFO(target.name << ", round " << round << ":\n" << bytes);
            CHECK_NOTHROW(checks.at(target.name)(bytes));
        }
    }
}
