// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats.hpp"

#include <algorithm>
#include <array>

namespace coop::render {

namespace {

constexpr std::array all{
    Format{"text", ".txt", false, write_text},        Format{"csv", ".csv", false, write_csv},
    Format{"tsv", ".tsv", false, write_tsv},          Format{"json", ".json", false, write_json},
    Format{"ndjson", ".ndjson", false, write_ndjson}, Format{"md", ".md", false, write_markdown},
};

std::string lower(std::string_view text)
{
    std::string result{text};
    for (char& c : result) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

} // namespace

std::span<Format const> formats()
{
    return all;
}

Format const* find_format(std::string_view name)
{
    auto const found = std::ranges::find(all, name, &Format::name);
    return found == all.end() ? nullptr : &*found;
}

Format const* format_of_file(std::string_view path)
{
    auto const name = path.substr(path.rfind('/') + 1);
    auto const dot = name.rfind('.');
    if (dot == std::string_view::npos) {
        return nullptr;
    }
    auto const extension = lower(name.substr(dot));
    // The other usual name of NDJSON.
    auto const& known = extension == ".jsonl" ? ".ndjson" : extension;
    auto const found = std::ranges::find(all, known, &Format::extension);
    return found == all.end() ? nullptr : &*found;
}

} // namespace coop::render
