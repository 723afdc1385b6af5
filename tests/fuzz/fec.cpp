// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"
#include "written.hpp"

#include <coop/core/text.hpp>
#include <coop/exchange/fec/check.hpp>
#include <coop/exchange/fec/entries.hpp>
#include <coop/exchange/fec/reader.hpp>

#include <algorithm>
#include <vector>

namespace coop::fuzz {

namespace {

using exchange::FecField;
using exchange::FecLine;
using exchange::FecReader;
using exchange::FecRow;

/// Enough to come back to; the others are only passed by.
constexpr std::size_t places_max = 4;

struct Place {
    std::uint64_t offset;
    std::int64_t line;
    std::string record;
};

std::string digits(core::Date day)
{
    return std::to_string(core::to_number(day));
}

std::string digits(std::optional<core::Date> const& day)
{
    return day ? digits(*day) : "";
}

/// As the law writes it.
std::string fec_of(FecLine const& line)
{
    std::string text;
    for (std::size_t i = 0; i < exchange::fec_field_count; ++i) {
        text += (i == 0 ? "" : "\t") + std::string{name_of(static_cast<FecField>(i))};
    }
    auto const amount = [](core::Money value) {
        return i18n::write_decimal({value.in_cents(), 2}, "", ",");
    };
    return text + fmt::format("\r\nBQ\tBanque\t1\t{}\t512000\tBanque\t\t\tP\t{}\tDon\t{}\t{}\t\t{}"
                              "\t{}\t\t\r\n",
                              digits(line.date), digits(line.piece_date), amount(line.debit),
                              amount(line.credit), digits(line.letters_date),
                              digits(line.valid_date));
}

bool same(FecLine const& a, FecLine const& b)
{
    return a.date == b.date && a.piece_date == b.piece_date && a.letters_date == b.letters_date &&
           a.valid_date == b.valid_date && a.debit == b.debit && a.credit == b.credit;
}

void hold_line(FecLine const& line)
{
    hold(line.date.ok(), "the day exists");
    hold(!line.debit.is_negative() && !line.credit.is_negative(), "no amount is negative");
    auto const text = fec_of(line);
    auto const input = core::input_of("again.txt", text);
    FecReader reader{input};
    FecRow row;
    FecLine again;
    std::vector<core::Diagnostic> findings;
    hold(reader.next(row) && read_line(reader.form(), row, input.name, again, findings) &&
             findings.empty() && same(again, line),
         "a line is read back");
}

void hold_row(FecRow const& row, std::string_view bytes)
{
    hold_text(row.record);
    hold(row.offset < bytes.size(), "a record is in the file");
    for (auto const field : row.fields) {
        hold(row.record.data() <= field.data() &&
                 field.data() + field.size() <= row.record.data() + row.record.size(),
             "a field is a part of its record");
    }
    hold(std::ranges::all_of(row.known,
                             [&](std::string_view field) {
                                 return field.empty() ||
                                        std::ranges::find(row.fields, field) != row.fields.end();
                             }),
         "a known field is one of the record");
}

void hold_values(FecReader const& reader, FecRow const& row, std::string_view bytes)
{
    FecLine line;
    std::vector<core::Diagnostic> findings;
    bool const understood = read_line(reader.form(), row, "f.txt", line, findings);
    for (auto const& finding : findings) {
        hold_finding(finding, bytes);
    }
    bool const error = std::ranges::any_of(findings, [](core::Diagnostic const& finding) {
        return finding.severity == core::Severity::error;
    });
    hold(understood != error, "what is not understood is an error, and nothing else is");
    if (understood) {
        hold_line(line);
    }
}

void walk(std::string_view bytes)
{
    auto const input = core::input_of("f.txt", bytes);
    FecReader reader{input};
    std::vector<Place> places;
    FecRow row;
    for (std::int64_t line = 1; reader.next(row); line = row.line) {
        hold(row.line > line, "records follow each other");
        hold_row(row, bytes);
        hold_values(reader, row, bytes);
        if (places.size() < places_max) {
            places.push_back({row.offset, row.line, std::string{row.record}});
        }
    }
    for (auto const& place : places) {
        reader.seek(place.offset, place.line);
        hold(reader.next(row) && row.record == place.record && row.line == place.line,
             "a record is found again");
    }
}

/// Those of the seeds, and what a changed digit makes of them.
std::vector<core::Period> civil_years()
{
    std::vector<core::Period> years;
    for (int year = 2015; year <= 2026; ++year) {
        years.push_back({core::date(year, 1, 1), core::date(year, 12, 31)});
    }
    return years;
}

void hold_entry(exchange::FecEntry const& entry, std::vector<core::Period> const& years)
{
    core::Money sum;
    for (auto const& line : entry.draft.lines) {
        sum += line.debit - line.credit;
        hold_text(line.account + line.project + line.party + line.label);
    }
    hold(sum.is_zero(), "an entry balances");
    hold(years.at(entry.year).contains(entry.draft.date), "an entry is dated in its year");
    hold(entry.accounts.size() == entry.draft.lines.size(), "each line has its account");
    hold_text(entry.number + entry.draft.label + entry.draft.piece + entry.draft.party);
}

/// Σ of the entries is that of the file, to the cent.
void walk_entries(std::string_view bytes)
{
    auto const input = core::input_of("f.txt", bytes);
    auto const years = civil_years();
    exchange::FecEntries entries{input, years};
    auto const& survey = entries.survey([](std::uint64_t) {});
    if (survey.outside > 0) {
        return;
    }
    core::Money debit;
    std::size_t year = 0;
    entries.walk([](std::uint64_t) {},
                 [&](exchange::FecEntry& entry) {
                     hold_entry(entry, years);
                     hold(year <= entry.year, "years follow each other");
                     year = entry.year;
                     for (auto const& line : entry.draft.lines) {
                         debit += line.debit;
                     }
                 });
    hold(debit == survey.debit && debit == survey.credit, "nothing of the file is lost");
}

} // namespace

void fec_check(std::string_view bytes)
{
    auto const input = core::input_of("732829320FEC20251231.txt", bytes);
    auto const check =
        accepted(bytes, core::ErrorKind::unreadable, [&] { return exchange::check_fec(input); });
    if (!check) {
        return;
    }
    bool error = false;
    for (auto const& finding : check->findings) {
        hold_finding(finding, bytes);
        error = error || finding.severity == core::Severity::error;
    }
    hold(check->counts.size() == exchange::fec_rules().size(), "each rule is counted");
    hold(check->suits_good_books() == !error, "good books have no error");
    hold(check->suits_administration() || !check->suits_good_books(),
         "good books suit the administration");
}

void fec_entries(std::string_view bytes)
{
    try {
        walk_entries(bytes);
    } catch (core::Error const& error) {
        hold_refusal(error,
                     error.id() == "import.refused" ? core::ErrorKind::refused
                                                    : core::ErrorKind::unreadable,
                     bytes);
    }
}

void fec(std::string_view bytes)
{
    accepted(bytes, core::ErrorKind::unreadable, [&] {
        walk(bytes);
        return true;
    });
}

} // namespace coop::fuzz
