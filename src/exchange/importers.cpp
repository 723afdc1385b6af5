// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/importer.hpp>

#include <coop/core/error.hpp>

#include <algorithm>
#include <array>

namespace coop::exchange {

namespace {

constexpr std::array all{
    &csv_importer,
    &fec_importer,
    &ndjson_importer,
    &paheko_importer,
};

constexpr std::size_t beginning_max = 4096;

/// Workbooks of today are archives; those of before 2007 are compound files.
bool is_workbook(std::string_view beginning)
{
    constexpr std::array<std::string_view, 2> marks = {"PK\x03\x04", "\xd0\xcf\x11\xe0"};
    return std::ranges::any_of(marks, [&](auto mark) { return beginning.starts_with(mark); });
}

} // namespace

std::span<Importer const* const> importers()
{
    return all;
}

Importer const* importer_of(std::string_view beginning)
{
    auto surest = Recognition::no;
    Importer const* found = nullptr;
    for (auto const* importer : all) {
        if (auto const recognition = importer->recognises(beginning); recognition > surest) {
            surest = recognition;
            found = importer;
        }
    }
    return found;
}

void expect_file_of(Importer const& wanted, std::string_view beginning, std::string const& source)
{
    beginning = beginning.substr(0, beginning_max);
    auto const* const found = importer_of(beginning);
    if (found == &wanted || (found == nullptr && !is_workbook(beginning))) {
        return;
    }
    throw core::Error{core::ErrorKind::unreadable,
                      "file.is-" + std::string{found == nullptr ? "spreadsheet" : found->name},
                      {{"file", source == "stdin" ? "-" : source}},
                      {source, 0, 0, {}}};
}

void expect_file_of(Importer const& wanted, core::Input const& input)
{
    std::array<char, beginning_max> buffer{};
    auto const got = input.read_at(0, buffer);
    expect_file_of(wanted, {buffer.data(), got}, input.name);
}

} // namespace coop::exchange
