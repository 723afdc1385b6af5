// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace coop::test {

/// \brief A folder of its own for a test, gone with it.
class Folder {
public:
    Folder()
    {
        auto name = (std::filesystem::temp_directory_path() / "coop-store-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;

    std::string file(std::string const& name) const { return (path_ / name).string(); }

    /// The names in the folder, sorted.
    std::vector<std::string> names() const
    {
        std::vector<std::string> all;
        for (auto const& entry : std::filesystem::directory_iterator{path_}) {
            all.push_back(entry.path().filename().string());
        }
        std::sort(all.begin(), all.end());
        return all;
    }

private:
    std::filesystem::path path_;
};

inline std::string bytes_of(std::string const& path)
{
    std::ifstream file{path, std::ios::binary};
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

inline void write_bytes(std::string const& path, std::string const& bytes)
{
    std::ofstream{path, std::ios::binary} << bytes;
}

} // namespace coop::test
