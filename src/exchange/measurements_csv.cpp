// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/measurements.hpp>

#include "csv_table.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <array>

namespace coop::exchange {

namespace {

// The names are those of the fields of the kind, but `id`.
enum Column : std::size_t {
    indicator,
    date,
    value,
    grade,
    unit,
    uncertainty,
    evidence,
    sha256,
    id
};

constexpr std::array<CsvColumn, 9> columns{{
    {"indicator", "indicateur"},
    {"date", "date"},
    {"value", "valeur"},
    {"grade", "qualite"},
    {"unit", "unite"},
    {"uncertainty", "incertitude"},
    {"evidence", "preuve"},
    {"sha256", "sha256"},
    {"id", "identifiant"},
}};

constexpr std::size_t findings_max = 100;

care::Record record_of(CsvTable const& table)
{
    care::Record record;
    record.kind = "measurement";
    record.id = table.cell(id);
    for (std::size_t column = indicator; column < id; ++column) {
        if (auto text = table.cell(column); !text.empty()) {
            record.fields.emplace_back(std::string{columns.at(column).name}, std::move(text));
        }
    }
    return record;
}

// The column that an error of a record is about: the first where it is about none.
std::size_t column_of(core::Error const& error)
{
    auto const& key = error.diagnostic().where.source;
    auto const found = std::ranges::find(columns, std::string_view{key}, &CsvColumn::name);
    return found == columns.end() ? std::size_t{indicator}
                                  : static_cast<std::size_t>(found - columns.begin());
}

} // namespace

void read_measurements_csv(std::string_view text, std::string_view source,
                           std::function<void(care::Record const&)> const& visit)
{
    CsvTable table{text, source, columns};
    for (auto const column : {indicator, date, value, grade}) {
        table.demand_column(column);
    }
    table.refuse_findings();
    while (table.finding_count() < findings_max && table.next()) {
        bool whole = true;
        for (auto const column : {indicator, date, value, grade}) {
            whole = table.demand(column) && whole;
        }
        if (!whole) {
            continue;
        }
        try {
            visit(record_of(table));
        } catch (core::Error const& error) {
            if (error.kind() == core::ErrorKind::database) {
                throw;
            }
            table.find(column_of(error), error.id(), error.diagnostic().args);
        }
    }
    table.refuse_findings();
}

} // namespace coop::exchange
