// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/file_kind.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace coop::exchange {

namespace {

constexpr std::size_t beginning_max = 4096;

/// The fields of a first line, folded, without quotes; whatever separates them.
std::vector<std::string> fields_of(std::string_view line)
{
    std::vector<std::string> fields(1);
    for (char const c : core::fold(line)) {
        if (c == ';' || c == ',' || c == '\t' || c == '|') {
            fields.emplace_back();
        } else if (c != '"') {
            fields.back() += c;
        }
    }
    for (auto& field : fields) {
        field = std::string{core::trim(field)};
    }
    return fields;
}

std::string_view without_bom(std::string_view text)
{
    constexpr std::string_view bom = "\xef\xbb\xbf";
    return text.starts_with(bom) ? text.substr(bom.size()) : text;
}

FileKind kind_of_table(std::string_view header)
{
    auto const fields = fields_of(header);
    auto const has = [&](std::string_view field) {
        return std::ranges::find(fields, field) != fields.end();
    };
    if (has("ecrituredate") && has("comptenum")) {
        return FileKind::fec;
    }
    if (has("numero d'ecriture")) {
        return FileKind::paheko;
    }
    constexpr std::array<std::string_view, 4> ours = {"compte", "account", "charge", "produit"};
    return has("date") && std::ranges::any_of(ours, has) ? FileKind::csv : FileKind::unknown;
}

char const* refusal_of(FileKind kind)
{
    switch (kind) {
    case FileKind::fec:
        return "file.is-fec";
    case FileKind::csv:
        return "file.is-csv";
    case FileKind::paheko:
        return "file.is-paheko";
    case FileKind::ndjson:
        return "file.is-ndjson";
    case FileKind::spreadsheet:
        return "file.is-spreadsheet";
    case FileKind::unknown:
        break;
    }
    return nullptr;
}

} // namespace

FileKind kind_of(std::string_view beginning)
{
    // Workbooks of today are archives; those of before 2007 are compound files.
    constexpr std::array<std::string_view, 2> binary = {"PK\x03\x04", "\xd0\xcf\x11\xe0"};
    if (std::ranges::any_of(binary, [&](auto mark) { return beginning.starts_with(mark); })) {
        return FileKind::spreadsheet;
    }
    auto const text = core::trim(without_bom(beginning));
    if (text.starts_with('{')) {
        return FileKind::ndjson;
    }
    return kind_of_table(text.substr(0, text.find_first_of("\r\n")));
}

void expect_kind(FileKind wanted, std::string_view beginning, std::string const& source)
{
    auto const kind = kind_of(beginning.substr(0, beginning_max));
    auto const* const id = refusal_of(kind);
    if (kind != wanted && id != nullptr) {
        throw core::Error{core::ErrorKind::unreadable,
                          id,
                          {{"file", source == "stdin" ? "-" : source}},
                          {source, 0, 0, {}}};
    }
}

void expect_kind(FileKind wanted, core::Input const& input)
{
    std::array<char, beginning_max> buffer{};
    auto const got = input.read_at(0, buffer);
    expect_kind(wanted, {buffer.data(), got}, input.name);
}

} // namespace coop::exchange
