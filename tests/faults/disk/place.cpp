// SPDX-License-Identifier: GPL-3.0-or-later
#include "place.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace coop::faults {

namespace fs = std::filesystem;

namespace {

std::string new_folder()
{
    constexpr auto memory = "/dev/shm";
    auto const parent = ::access(memory, W_OK) == 0 ? fs::path{memory} : fs::temp_directory_path();
    auto pattern = (fs::canonical(parent) / "coop-faults-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error{"no folder to work in: " + pattern};
    }
    return pattern;
}

} // namespace

Shelf shelf_of(Contents const& contents)
{
    Shelf shelf;
    for (auto const& [name, bytes] : contents) {
        shelf.emplace(name, std::make_shared<std::string const>(bytes));
    }
    return shelf;
}

Place::Place() : path_(new_folder())
{
    fs::current_path(path_);
    ::setenv("TMPDIR", path_.c_str(), 1);
    ::setenv("SQLITE_TMPDIR", path_.c_str(), 1);
}

Place::~Place()
{
    std::error_code ignored;
    fs::current_path("/", ignored);
    fs::remove_all(path_, ignored);
}

void Place::empty() const
{
    for (auto const& file : fs::directory_iterator{path_}) {
        fs::remove_all(file.path());
    }
}

void Place::write(std::string const& name, std::string const& bytes) const
{
    std::ofstream file{path_ + "/" + name, std::ios::binary};
    file << bytes;
    if (!file.flush()) {
        throw std::runtime_error{"no room in " + path_};
    }
}

void Place::put(Shelf const& files) const
{
    empty();
    for (auto const& [name, bytes] : files) {
        write(name, *bytes);
    }
}

void Place::put(Contents const& files) const
{
    empty();
    for (auto const& [name, bytes] : files) {
        write(name, bytes);
    }
}

Contents Place::contents() const
{
    Contents contents;
    for (auto const& entry : fs::directory_iterator{path_}) {
        std::ifstream file{entry.path(), std::ios::binary};
        contents.emplace(entry.path().filename().string(),
                         std::string{std::istreambuf_iterator<char>{file}, {}});
    }
    return contents;
}

} // namespace coop::faults
