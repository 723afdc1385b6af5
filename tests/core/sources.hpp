// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// The sources of the program as text, for tests that keep them as the docs say.

namespace coop::test {

/// \brief The text with comments and the insides of literals replaced by blanks; lines stay in
/// place.
inline std::string without_comments(std::string_view text)
{
    std::string code{text};
    auto const blank = [&](std::size_t first, std::size_t last) {
        for (auto i = first; i < std::min(last, code.size()); ++i) {
            code[i] = code[i] == '\n' ? '\n' : ' ';
        }
    };
    for (std::size_t i = 0; i < text.size();) {
        auto const rest = text.substr(i);
        auto end = i + 1;
        if (rest.starts_with("//")) {
            end = std::min(text.find('\n', i), text.size());
            blank(i, end);
        } else if (rest.starts_with("/*")) {
            end = std::min(text.find("*/", i + 2), text.size() - 2) + 2;
            blank(i, end);
        } else if (rest.starts_with("R\"")) {
            auto const open = std::min(text.find('(', i), text.size());
            auto const close = ")" + std::string{text.substr(i + 2, open - i - 2)} + "\"";
            end = std::min(text.find(close, open), text.size() - close.size()) + close.size();
            blank(i + 2, end - 1);
        } else if (rest.starts_with("'\"'") || rest.starts_with("'\\\"'")) {
            end = text.find('"', i) + 2;
        } else if (rest.size() > 2 && rest.front() == '\'' && rest[2] == '\'') {
            blank(i + 1, i + 2);
            end = i + 3;
        } else if (rest.front() == '"') {
            while (end < text.size() && text[end] != '"' && text[end] != '\n') {
                end += text[end] == '\\' ? 2 : 1;
            }
            blank(i + 1, end);
            ++end;
        }
        i = end;
    }
    return code;
}

/// \brief A file of include/ or src/.
struct Source {
    std::string path; ///< from the root of the sources
    std::string text;
};

/// \brief All of them, by path.
inline std::vector<Source> sources()
{
    std::filesystem::path const root = COOP_SOURCE_DIR;
    std::vector<Source> all;
    for (auto const* folder : {"include", "src"}) {
        for (auto const& entry : std::filesystem::recursive_directory_iterator{root / folder}) {
            auto const extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") {
                continue;
            }
            std::ifstream file{entry.path(), std::ios::binary};
            all.push_back({entry.path().lexically_relative(root).generic_string(),
                           {std::istreambuf_iterator<char>{file}, {}}});
        }
    }
    std::sort(all.begin(), all.end(),
              [](Source const& a, Source const& b) { return a.path < b.path; });
    return all;
}

} // namespace coop::test
