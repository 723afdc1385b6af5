// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats.hpp"

#include <algorithm>
#include <array>

namespace coop::render {

constinit Format const usual_format{
    .name = "text", .extension = ".txt", .for_reading = true, .write = write_text};
constinit Format const csv_format{.name = "csv", .extension = ".csv", .write = write_csv};
constinit Format const json_format{
    .name = "json", .extension = ".json", .holds_notes = true, .write = write_json};
constinit Format const ndjson_format{
    .name = "ndjson", .extension = ".ndjson", .other_extension = ".jsonl", .write = write_ndjson};

namespace {

constexpr Format tsv{.name = "tsv", .extension = ".tsv", .write = write_tsv};
constexpr Format markdown{
    .name = "md", .extension = ".md", .for_reading = true, .write = write_markdown};

constexpr std::array all{&usual_format, &csv_format, &tsv, &json_format, &ndjson_format, &markdown};

std::string lower(std::string_view text)
{
    std::string result{text};
    for (char& c : result) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

} // namespace

std::span<Format const* const> formats()
{
    return all;
}

Format const* find_format(std::string_view name)
{
    auto const found = std::ranges::find(all, name, &Format::name);
    return found == all.end() ? nullptr : *found;
}

Format const* format_of_file(std::string_view path)
{
    auto const name = path.substr(path.rfind('/') + 1);
    auto const dot = name.rfind('.');
    if (dot == std::string_view::npos) {
        return nullptr;
    }
    auto const extension = lower(name.substr(dot));
    auto const found = std::ranges::find_if(all, [&](Format const* format) {
        return extension == format->extension || extension == format->other_extension;
    });
    return found == all.end() ? nullptr : *found;
}

} // namespace coop::render
