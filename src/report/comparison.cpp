// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/successor.hpp>

#include <algorithm>
#include <iterator>
#include <set>

namespace coop::report {

namespace {

using Lines = std::vector<StatementLine const*>;

Lines::iterator position_of(Lines& lines, std::string_view key)
{
    return std::ranges::find_if(lines,
                                [key](StatementLine const* line) { return line->key == key; });
}

bool is_sum_of(StatementLine const& line, std::string const& key)
{
    return std::ranges::any_of(line.sum, [&](auto const& part) { return part.first == key; });
}

/// Whether an item of `lines` shows, as one amount, a sum of `statement` that `key` is part of.
bool is_summed_up(Lines& lines, Statement const& statement, std::string const& key)
{
    for (auto const& line : statement.lines) {
        if (!is_sum_of(line, key)) {
            continue;
        }
        auto const shown = position_of(lines, line.key);
        if (shown != lines.end() && (*shown)->role == core::RowRole::item) {
            return true;
        }
    }
    return false;
}

bool has_amount(LaidOut const& year, StatementLine const& line)
{
    auto const* amount = year.find(line.key);
    return amount != nullptr && !(amount->gross.is_zero() && amount->deduction.is_zero());
}

void insert_lines(Lines& lines, LaidOut const& other)
{
    auto after = lines.begin();
    for (auto const& line : other.statement.lines) {
        if (auto const same = position_of(lines, line.key); same != lines.end()) {
            after = std::next(same);
        } else if (line.role == core::RowRole::item && has_amount(other, line) &&
                   !is_summed_up(lines, other.statement, line.key)) {
            after = std::next(lines.insert(after, &line));
        }
    }
}

/// A heading is printed where a line is printed under it.
bool heads_something(std::span<StatementLine const* const> lines, std::size_t heading,
                     std::vector<bool> const& shown)
{
    for (auto i = heading + 1; i < lines.size() && lines[i]->depth > lines[heading]->depth; ++i) {
        if (shown[i]) {
            return true;
        }
    }
    return false;
}

/// Of a line that is nil everywhere: whether it says nothing. A sum says something when one of its
/// lines is printed above it; the totals of a statement always do, those of contributions in kind
/// only where there are some (ANC 2018-06, art. 211-4 and 410-2).
bool may_be_left_out(StatementLine const& line, std::set<std::string> const& printed)
{
    auto const is_printed = [&](auto const& part) { return printed.contains(part.first); };
    switch (line.role) {
    case core::RowRole::item:
        return true;
    case core::RowRole::total:
        return line.only_if_not_zero || line.side.starts_with("inkind");
    case core::RowRole::subtotal:
        return line.only_if_not_zero || std::ranges::none_of(line.sum, is_printed);
    case core::RowRole::heading:
        break;
    }
    return false;
}

void note_unplaced(std::vector<core::Diagnostic>& notes, LaidOut const& year)
{
    for (auto const& [account, net, placed_as] : year.filled.unplaced) {
        notes.push_back({core::Severity::warning,
                         "statement.unplaced",
                         {{"year", year.year}, {"account", account}, {"amount", net}},
                         {.source = account}});
    }
}

void note_regulations(std::vector<core::Diagnostic>& notes, std::span<LaidOut const* const> all)
{
    std::set<std::string> noted;
    auto const& own = *all.front();
    for (auto const* other : all) {
        if (other->regulation.id != own.regulation.id && noted.insert(other->year).second) {
            bool const restated = other->model.id == own.model.id;
            notes.push_back({core::Severity::info,
                             restated ? "statement.restated" : "statement.regulations",
                             {{"year", own.year},
                              {"regulation", own.regulation.label},
                              {"other_year", other->year},
                              {"other_regulation", other->regulation.label}},
                             {}});
        }
    }
}

/// Of several third parties of an account: once, their sum.
std::vector<Moved> by_account(std::vector<Moved> const& all)
{
    std::vector<Moved> sums;
    for (auto const& moved : all) {
        if (!sums.empty() && sums.back().account == moved.account &&
            sums.back().line == moved.line) {
            sums.back().amount += moved.amount;
        } else {
            sums.push_back(moved);
        }
    }
    return sums;
}

void note_moved(std::vector<core::Diagnostic>& notes, LaidOut const& year, bool certain,
                i18n::Language language)
{
    std::vector<std::string> lines;
    for (auto const& moved : by_account(year.moved)) {
        if (moved.certain == certain) {
            lines.push_back(i18n::text(language, "statement.moved.line",
                                       {{"account", moved.account},
                                        {"successor", moved.successor},
                                        {"line", moved.line},
                                        {"amount", moved.amount}}));
        }
    }
    if (!lines.empty()) {
        notes.push_back({certain ? core::Severity::info : core::Severity::warning,
                         certain ? "statement.moved" : "statement.to-confirm",
                         {{"year", year.year}, {"lines", core::join(lines, " ; ")}},
                         {}});
    }
}

void note_basis(std::vector<core::Diagnostic>& notes, std::span<StatementLine const* const> printed,
                std::string_view basis, std::string id)
{
    std::set<std::string> named;
    std::vector<std::string> labels;
    for (auto const* line : printed) {
        if (line->role == core::RowRole::item && line->basis.starts_with(basis) &&
            named.insert(line->label).second) {
            labels.push_back(line->label);
        }
    }
    if (!labels.empty()) {
        notes.push_back(
            {core::Severity::info, std::move(id), {{"lines", core::join(labels, ", ")}}, {}});
    }
}

core::Row joined(core::Row const* left, std::size_t left_size, core::Row const* right,
                 std::size_t right_size)
{
    core::Row row;
    auto take = [&row](core::Row const* from, std::size_t size) {
        auto const full = row.cells.size() + size;
        if (from != nullptr) {
            row.key += (row.key.empty() ? "" : "+") + from->key;
            std::ranges::copy(from->cells, std::back_inserter(row.cells));
            std::ranges::copy(from->trace.accounts, std::back_inserter(row.trace.accounts));
            std::ranges::copy(from->trace.rows, std::back_inserter(row.trace.rows));
        }
        row.cells.resize(full);
    };
    take(left, left_size);
    take(right, right_size);
    if (left != nullptr) {
        row.role = left->role;
        row.depth = left->depth;
    }
    row.right = core::RightHalf{left_size, core::RowRole::item, 0};
    if (right != nullptr) {
        row.right->role = right->role;
        row.right->depth = right->depth;
    }
    return row;
}

bool ends_with_sum(std::vector<core::Row> const& rows)
{
    return !rows.empty() && (rows.back().role == core::RowRole::subtotal ||
                             rows.back().role == core::RowRole::total);
}

} // namespace

LineAmount const* LaidOut::find(std::string_view key) const
{
    auto const found = filled.lines.find(std::string{key});
    return found == filled.lines.end() ? nullptr : &found->second;
}

LaidOut lay_out(YearFacts const& year, std::string_view statement, std::span<Placed const> balances)
{
    LaidOut laid{year.year.label,
                 year.regulation,
                 year.regulation,
                 statement_of(year.regulation, statement),
                 {}};
    laid.filled = fill(laid.statement, balances);
    return laid;
}

LaidOut lay_out_beside(YearFacts const& n, YearFacts const& year, std::string_view statement,
                       std::vector<Placed> balances)
{
    if (!ledger::came_after(n.regulation, year.regulation)) {
        return lay_out(year, statement, balances);
    }
    ledger::Succession const succession{year.regulation, n.regulation};
    auto const published = statement_of(year.regulation, statement);
    LaidOut laid{
        year.year.label, year.regulation, n.regulation, statement_of(n.regulation, statement), {}};
    for (auto& balance : balances) {
        auto const now = succession.of(balance.account);
        if (now.successor == balance.account || balance.net.is_zero()) {
            continue;
        }
        balance.placed_as = now.successor;
        bool const debit = !balance.net.is_negative();
        auto const key = line_of(laid.statement, now.successor, debit);
        auto const line = std::ranges::find(laid.statement.lines, key, &StatementLine::key);
        if (line != laid.statement.lines.end() &&
            key != line_of(published, balance.account, debit)) {
            laid.moved.push_back({balance.account, now.successor, line->label,
                                  grows_by_debit(*line) ? balance.net : -balance.net,
                                  now.is_certain()});
        }
    }
    laid.filled = fill(laid.statement, balances);
    return laid;
}

std::vector<StatementLine const*> compared_lines(std::span<LaidOut const* const> all)
{
    COOP_ASSERT(!all.empty());
    Lines lines;
    for (auto const& line : all.front()->statement.lines) {
        lines.push_back(&line);
    }
    for (auto const* other : all.subspan(1)) {
        if (other->model.id != all.front()->model.id) {
            insert_lines(lines, *other);
        }
    }
    return lines;
}

std::vector<StatementLine const*>
printed_lines(std::span<StatementLine const* const> lines,
              std::function<bool(StatementLine const&)> const& is_nil)
{
    std::vector<bool> shown(lines.size());
    std::set<std::string> keys;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const& line = *lines[i];
        shown[i] = line.role != core::RowRole::heading && !line.hidden &&
                   !(is_nil(line) && may_be_left_out(line, keys));
        if (shown[i]) {
            keys.insert(line.key);
        }
    }
    for (auto i = lines.size(); i-- > 0;) {
        if (lines[i]->role == core::RowRole::heading) {
            shown[i] = heads_something(lines, i, shown);
        }
    }
    Lines printed;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (shown[i]) {
            printed.push_back(lines[i]);
        }
    }
    return printed;
}

core::Trace trace_of(StatementLine const& line, std::span<LaidOut const* const> all)
{
    core::Trace trace;
    for (auto const& [key, sign] : line.sum) {
        trace.rows.push_back(key);
    }
    if (line.sum.empty()) {
        std::set<std::string> accounts;
        for (auto const* year : all) {
            if (auto const* amount = year->find(line.key)) {
                accounts.insert(amount->accounts.begin(), amount->accounts.end());
            }
        }
        trace.accounts.assign(accounts.begin(), accounts.end());
    }
    return trace;
}

std::vector<core::Diagnostic> notes_of(std::span<LaidOut const* const> all,
                                       std::span<StatementLine const* const> printed,
                                       i18n::Language language)
{
    std::vector<core::Diagnostic> notes;
    for (auto const* year : all) {
        note_unplaced(notes, *year);
    }
    note_regulations(notes, all);
    for (auto const* year : all) {
        note_moved(notes, *year, true, language);
        note_moved(notes, *year, false, language);
    }
    note_basis(notes, printed, "reconstitué", "statement.reconstructed");
    note_basis(notes, printed, "choix", "statement.chosen");
    return notes;
}

core::Document document_of(std::string_view name, Facts const& facts, YearFacts const& year,
                           Request const& request)
{
    auto const id = "report." + std::string{name};
    core::Document document;
    document.id = id;
    document.title =
        i18n::text(request.language, id + (request.abridged ? ".title-abridged" : ".title"));
    document.subtitle = i18n::text(request.language, "report.statement.subtitle",
                                   {{"book", facts.book.name},
                                    {"year", year.year.label},
                                    {"first", year.year.period.first},
                                    {"last", year.year.period.last},
                                    {"regulation", year.regulation.label}});
    return document;
}

std::vector<core::Row> side_by_side(std::vector<core::Row> left, std::size_t left_size,
                                    std::vector<core::Row> right, std::size_t right_size)
{
    std::vector<core::Row> rows;
    bool const sums = ends_with_sum(left) && ends_with_sum(right);
    auto const left_count = left.size() - (sums ? 1 : 0);
    auto const right_count = right.size() - (sums ? 1 : 0);
    for (std::size_t i = 0; i < std::max(left_count, right_count); ++i) {
        rows.push_back(joined(i < left_count ? &left[i] : nullptr, left_size,
                              i < right_count ? &right[i] : nullptr, right_size));
    }
    if (sums) {
        rows.push_back(joined(&left.back(), left_size, &right.back(), right_size));
    }
    return rows;
}

} // namespace coop::report
