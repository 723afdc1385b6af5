// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"
#include "written.hpp"

#include <coop/core/delimited.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <vector>

namespace coop::fuzz {

namespace {

using core::Record;

std::string written(std::vector<Record> const& records, char separator)
{
    std::string text;
    for (auto const& record : records) {
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            text += (i == 0 ? "" : std::string(1, separator)) + csv_cell(record.fields[i]);
        }
        text += "\r\n";
    }
    return text;
}

std::vector<Record> records_of(std::string_view text, char separator)
{
    std::vector<Record> records;
    core::DelimitedReader reader{text, separator};
    for (Record record; reader.next(record);) {
        records.push_back(record);
    }
    return records;
}

void hold_records(std::vector<Record> const& records, std::string_view bytes)
{
    auto const lines = std::count(bytes.begin(), bytes.end(), '\n') + 1;
    int line = 0;
    std::size_t size = 0;
    for (auto const& record : records) {
        hold(line < record.line && record.line <= lines, "records follow each other in the file");
        line = record.line;
        hold(!record.fields.empty(), "a record has a field");
        hold(record.fields.size() == record.columns.size(), "each field has a place");
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            hold_text(record.fields[i]);
            hold(record.columns[i] >= 1, "columns count from 1");
            size += record.fields[i].size();
        }
    }
    hold(size <= bytes.size(), "nothing is added");
}

void check(std::string_view bytes, char separator)
{
    auto const records =
        accepted(bytes, core::ErrorKind::unreadable, [&] { return records_of(bytes, separator); });
    if (!records) {
        return;
    }
    hold_records(*records, bytes);
    auto const again = records_of(written(*records, separator), separator);
    hold(std::equal(again.begin(), again.end(), records->begin(), records->end(),
                    [](Record const& a, Record const& b) { return a.fields == b.fields; }),
         "what is written with quotes is read back");
}

} // namespace

void delimited(std::string_view bytes)
{
    for (char const separator : {';', ',', '\t', core::guess_separator(bytes)}) {
        check(bytes, separator);
    }
}

} // namespace coop::fuzz
