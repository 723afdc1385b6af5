// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"
#include "wording.hpp"

#include <memory>
#include <utility>

namespace coop::report {

namespace {

using core::Cell;
using ledger::EntryLine;

core::Row row_of(EntryLine const& line, ledger::Chart const& chart)
{
    auto row =
        make_row(std::to_string(line.entry), core::RowRole::item, 0,
                 {line.date, line.journal, line.number ? Cell{*line.number} : Cell{}, line.entry,
                  words(line.piece), line.line.account, account_label(chart, line.line.account),
                  words(line.label), words(line.line.project), words(line.party),
                  side(line.line.debit), side(line.line.credit), role_cell(line.role)});
    row.trace.accounts = {line.line.account};
    return row;
}

/// The lines as they come, then their total; holds one line at a time.
class JournalRows {
public:
    JournalRows(std::function<std::optional<EntryLine>()> lines, ledger::Chart chart,
                std::string total_label)
        : lines_(std::move(lines)), chart_(std::move(chart)), total_label_(std::move(total_label))
    {
    }

    std::optional<core::Row> next()
    {
        if (ended_) {
            return std::nullopt;
        }
        if (auto const line = lines_()) {
            debit_ += line->line.debit;
            credit_ += line->line.credit;
            return row_of(*line, chart_);
        }
        ended_ = true;
        return make_row("total", core::RowRole::total, 0,
                        {{}, {}, {}, {}, {}, {}, {}, total_label_, {}, {}, debit_, credit_, {}});
    }

private:
    std::function<std::optional<EntryLine>()> lines_;
    ledger::Chart chart_;
    std::string total_label_;
    core::Money debit_;
    core::Money credit_;
    bool ended_ = false;
};

} // namespace

core::Document build_journal(Facts const& facts, Request const& request)
{
    // The rows outlive the facts: they own what they read.
    auto const rows = std::make_shared<JournalRows>(facts.lines, year_of(facts).chart,
                                                    i18n::text(request.language, "report.total"));
    auto document = document_for("journal", facts, request);
    auto columns =
        columns_for(request, {"date", "journal", "number", "entry", "piece", "account",
                              "account_label", "label", "project", "party", "debit", "credit"});
    columns[6].derivable = true; // the label of the account
    columns.push_back(role_column(request, facts.lines_are_marked));
    document.blocks.emplace_back(
        core::Table{"journal", {}, std::move(columns), [rows] { return rows->next(); }});
    return document;
}

} // namespace coop::report
