// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_table.hpp"

#include <coop/core/charset.hpp>
#include <coop/core/delimited.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <chrono>
#include <ranges>
#include <string>
#include <utility>

namespace coop::exchange {

namespace {

using core::Severity;

/// `Payé par`, `paye-par` and `paye_par` name the same column.
std::string folded_name(std::string_view name)
{
    auto folded = core::fold(core::trim(name));
    std::replace_if(
        folded.begin(), folded.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
    return folded;
}

std::vector<std::string> names_of(std::span<CsvColumn const> known)
{
    std::vector<std::string> names;
    for (auto const& column : known) {
        if (column.skipped) {
            continue;
        }
        names.emplace_back(column.name);
        if (column.alias != column.name) {
            names.emplace_back(column.alias);
        }
    }
    return names;
}

std::string joined(std::span<CsvColumn const> known)
{
    auto const is_offered = [](CsvColumn const& column) { return !column.skipped; };
    return core::join(known | std::views::filter(is_offered), ", ", &CsvColumn::alias);
}

/// What a file cannot be read for is a finding of its own, as that of a row is.
core::DelimitedText opened(std::string_view bytes, std::string_view source)
{
    try {
        return core::DelimitedText{bytes};
    } catch (core::Error const& error) {
        auto found = error.diagnostic();
        found.where.source = source;
        throw core::Error{core::ErrorKind::unreadable,
                          "import.rows",
                          {{"count", std::int64_t{1}}},
                          {std::string{source}, 0, 0, {}},
                          {std::move(found)}};
    }
}

/// The day that a spreadsheet counts so many days after 30 December 1899, where a text is such a
/// number: 45730, or 45730,5 at noon.
std::optional<core::Date> day_of_spreadsheet(std::string_view text)
{
    auto const digits = text.substr(0, text.find_first_of(".,"));
    bool const is_number = text.find_first_not_of("0123456789.,") == text.npos;
    if (digits.size() != 5 || !is_number) {
        return std::nullopt;
    }
    auto const first = std::chrono::sys_days{core::date(1899, 12, 30)};
    return core::Date{first + std::chrono::days{std::stoi(std::string{digits})}};
}

} // namespace

CsvTable::CsvTable(std::string_view text, std::string_view source, std::span<CsvColumn const> known,
                   Apostrophes apostrophes)
    : text_(opened(text, source)),
      source_(text_.text(), source),
      reader_(text_.reader()),
      known_(known),
      apostrophes_(apostrophes),
      places_(known.size())
{
    read_header();
    refuse_findings();
}

void CsvTable::read_header()
{
    if (!read_record()) {
        if (findings_.empty()) {
            findings_.push_back({Severity::error, "import.empty", {}, source_.at(1, 1)});
        }
        return;
    }
    for (std::size_t i = 0; i < record_.fields.size(); ++i) {
        auto const name = folded_name(record_.fields[i]);
        nameless_.push_back(name.empty());
        if (!name.empty()) {
            place_column(i, name);
        }
    }
}

void CsvTable::place_column(std::size_t field, std::string const& name)
{
    auto const where = source_.at(record_.lines[field], record_.columns[field]);
    auto const printed = core::printable(core::trim(record_.fields[field]));
    auto const found = std::find_if(known_.begin(), known_.end(), [&](CsvColumn const& column) {
        return column.name == name || column.alias == name;
    });
    if (found == known_.end()) {
        auto const nearest = core::nearest(name, names_of(known_));
        findings_.push_back({Severity::error,
                             nearest.empty() ? "import.column-unknown" : "import.column-misspelt",
                             {{"column", printed}, {"nearest", nearest}, {"known", joined(known_)}},
                             where});
        return;
    }
    auto& place = places_[static_cast<std::size_t>(found - known_.begin())];
    if (place) {
        findings_.push_back({Severity::error, "import.column-twice", {{"column", printed}}, where});
    }
    place = field;
}

bool CsvTable::read_record()
{
    try {
        return reader_.next(record_);
    } catch (core::Error const& error) {
        // What follows a quote that never closes or a wrong encoding cannot be trusted: the end.
        auto const& found = error.diagnostic();
        auto where = source_.at(found.where.line, found.where.column);
        where.excerpt = found.where.excerpt;
        findings_.push_back({Severity::error, found.id, found.args, std::move(where)});
        return false;
    }
}

bool CsvTable::next()
{
    while (findings_.size() < faulty_rows_max && read_record()) {
        if (is_row()) {
            return true;
        }
    }
    return false;
}

bool CsvTable::is_row()
{
    auto const& fields = record_.fields;
    auto const blank = [](std::string const& field) { return core::trim(field).empty(); };
    if (std::all_of(fields.begin(), fields.end(), blank)) {
        return false; // `;;;`: what a spreadsheet writes for an empty row
    }
    if (!core::fit(record_, nameless_.size(), text_.separator())) {
        findings_.push_back({Severity::error,
                             "import.fields",
                             {{"fields", static_cast<std::int64_t>(fields.size())},
                              {"expected", static_cast<std::int64_t>(nameless_.size())}},
                             source_.at(record_.lines.back(), record_.columns.back())});
        return false;
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (nameless_[i] && !blank(fields[i])) {
            findings_.push_back({Severity::error,
                                 "import.column-nameless",
                                 {{"text", core::printable(fields[i])}},
                                 source_.at(record_.lines[i], record_.columns[i])});
            return false;
        }
    }
    return true;
}

std::string CsvTable::cell(std::size_t column) const
{
    if (!places_[column]) {
        return {};
    }
    auto const text = core::trim(record_.fields[*places_[column]]);
    return std::string{
        apostrophes_ == Apostrophes::kept ? text : core::trim(core::without_apostrophe(text))};
}

std::optional<core::Money> CsvTable::amount(std::size_t column)
{
    auto const text = cell(column);
    if (text.empty()) {
        return std::nullopt;
    }
    try {
        return core::parse_money(text);
    } catch (core::Error const& error) {
        find(column, error.id(), error.diagnostic().args);
        return std::nullopt;
    }
}

std::optional<core::Date> CsvTable::date(std::size_t column)
{
    auto const text = cell(column);
    if (text.empty()) {
        return std::nullopt;
    }
    try {
        return core::parse_date(text);
    } catch (core::Error const& error) {
        if (auto const day = day_of_spreadsheet(text)) {
            find(column, "date.of-spreadsheet", {{"text", text}, {"date", *day}});
            return std::nullopt;
        }
        find(column, error.id(), error.diagnostic().args);
        return std::nullopt;
    }
}

core::Where CsvTable::where(std::size_t column) const
{
    if (!places_[column]) {
        return source_.at(record_.line, 1);
    }
    return source_.at(record_.lines[*places_[column]], record_.columns[*places_[column]]);
}

void CsvTable::find(std::size_t column, std::string id, core::Arguments args)
{
    findings_.push_back({Severity::error, std::move(id), std::move(args), where(column)});
}

bool CsvTable::demand(std::size_t column)
{
    bool const filled = !cell(column).empty();
    if (!filled) {
        find(column, "import.missing", {{"name", std::string{known_[column].alias}}});
    }
    return filled;
}

void CsvTable::demand_column(std::size_t column)
{
    if (!has(column)) {
        findings_.push_back({Severity::error,
                             "import.column-missing",
                             {{"column", std::string{known_[column].alias}}},
                             source_.at(record_.line, 1)});
    }
}

void CsvTable::refuse_findings()
{
    if (!findings_.empty()) {
        throw core::Error{core::ErrorKind::unreadable,
                          "import.rows",
                          {{"count", static_cast<std::int64_t>(findings_.size())}},
                          {source_.at(0, 0).source, 0, 0, {}},
                          std::move(findings_)};
    }
}

void CsvTable::give_findings(std::vector<core::Diagnostic>* into)
{
    if (into == nullptr) {
        refuse_findings();
    } else {
        *into = std::exchange(findings_, {});
    }
}

bool header_has(std::string_view beginning, std::string_view name)
{
    auto head = first_line(beginning);
    if (core::named_separator(head) != 0) {
        head = first_line(beginning.substr(beginning.find(head) + head.size()));
    }
    auto const line = core::fold(core::utf8_from_latin9(head));
    std::string_view rest = line;
    while (true) {
        auto const end = rest.find_first_of(";,\t|");
        std::string field{rest.substr(0, end)};
        std::erase(field, '"');
        if (core::trim(field) == name) {
            return true;
        }
        if (end == rest.npos) {
            return false;
        }
        rest.remove_prefix(end + 1);
    }
}

} // namespace coop::exchange
