// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/builders.hpp"
#include "report/wording.hpp"
#include "view.hpp"

#include <fmt/format.h>

#include <utility>

namespace coop::report {

using core::Row;
using core::RowRole;

core::Document build_care_journal(Facts const& facts, Request const& request)
{
    CareView const view{facts, request};
    auto document = view.document("care-journal");
    core::Table table{
        "entries",
        {},
        view.columns({"entry", "journal", "rule", "action", "account", "debit", "credit"}),
        {}};
    table.columns[2].words = "report.care.rule.";
    std::vector<Row> rows;
    core::Money debit, credit;
    std::int64_t number = 0;
    for (auto const& entry : view.facts().book.entries[view.n()]) {
        ++number;
        auto const position =
            entry.action.empty() ? entry.capital : entry.capital + "/" + entry.action;
        for (std::size_t i = 0; i < entry.lines.size(); ++i) {
            auto const& line = entry.lines[i];
            rows.push_back(make_row(view.figure({}, fmt::format("entry-{}/{}", number, i + 1)),
                                    RowRole::item, 0,
                                    {number, std::string{care::name_of(entry.journal)}, entry.rule,
                                     position, line.account, side(line.debit), side(line.credit)}));
            debit += line.debit;
            credit += line.credit;
        }
    }
    rows.push_back(make_row(view.figure({}, "entries"), RowRole::total, 0,
                            {{}, view.word("total"), {}, {}, {}, debit, credit}));
    table.rows = core::rows(std::move(rows));
    document.blocks.emplace_back(std::move(table));
    view.close(document);
    return document;
}

} // namespace coop::report
