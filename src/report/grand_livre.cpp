// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"
#include "wording.hpp"

#include <deque>
#include <map>
#include <memory>
#include <utility>

// Two sorted sequences are merged: the openings by account, which are few, and the lines by account
// and date, which come as a stream. Only the rows of one account's edge are held at a time.

namespace coop::report {

namespace {

using core::Cell;
using core::Money;
using core::Row;
using core::RowRole;
using ledger::EntryLine;

class GrandLivreRows {
public:
    GrandLivreRows(Facts const& facts, Request const& request)
        : lines_(facts.lines), chart_(year_of(facts).chart), language_(request.language)
    {
        for (auto const& balance : year_of(facts).balances) {
            auto const opening = balance.opening_debit - balance.opening_credit;
            if (balance.account.starts_with(request.account) && !opening.is_zero()) {
                openings_.emplace(balance.account, opening);
            }
        }
    }

    std::optional<Row> next()
    {
        while (ready_.empty() && !ended_) {
            advance();
        }
        if (ready_.empty()) {
            return std::nullopt;
        }
        auto row = std::move(ready_.front());
        ready_.pop_front();
        return row;
    }

private:
    struct Open {
        std::string code;
        Money balance;
        Money debit;
        Money credit;
    };

    void advance()
    {
        auto line = lines_();
        if (!line) {
            close();
            while (!openings_.empty()) {
                open(openings_.begin()->first);
                close();
            }
            ready_.push_back(total());
            ended_ = true;
            return;
        }
        auto const& account = line->line.account;
        if (!open_ || open_->code != account) {
            close();
            while (!openings_.empty() && openings_.begin()->first < account) {
                open(openings_.begin()->first);
                close();
            }
            open(account);
        }
        add(std::move(*line));
    }

    void open(std::string code)
    {
        open_ = Open{std::move(code), {}, {}, {}};
        auto const opening = openings_.find(open_->code);
        if (opening != openings_.end()) {
            open_->balance = opening->second;
            openings_.erase(opening);
        }
        auto label = i18n::text(language_, "report.grand-livre.opening",
                                {{"label", account_label(chart_, open_->code)}});
        ready_.push_back(row(open_->code, RowRole::heading, std::move(label), {}, {}));
    }

    void add(EntryLine&& line)
    {
        // A closing entry is shown and counts for nothing: neither in the balance nor in the sums.
        if (line.role != ledger::Role::closing) {
            open_->debit += line.line.debit;
            open_->credit += line.line.credit;
            open_->balance += line.line.debit - line.line.credit;
        }
        // Filled in place: there are as many of these as lines.
        auto& item = ready_.emplace_back();
        item.key = std::to_string(line.entry);
        item.depth = 1;
        item.trace.accounts.push_back(line.line.account);
        auto& cells = item.cells;
        cells.reserve(13);
        cells.emplace_back(std::move(line.line.account));
        cells.emplace_back(line.date);
        cells.emplace_back(std::move(line.journal));
        cells.push_back(line.number ? Cell{*line.number} : Cell{});
        cells.emplace_back(line.entry);
        cells.push_back(words(std::move(line.piece)));
        cells.push_back(words(std::move(line.label)));
        cells.push_back(words(std::move(line.line.project)));
        cells.push_back(words(std::move(line.party)));
        cells.push_back(side(line.line.debit));
        cells.push_back(side(line.line.credit));
        cells.emplace_back(open_->balance);
        cells.push_back(role_cell(line.role));
    }

    void close()
    {
        if (!open_) {
            return;
        }
        auto label = i18n::text(language_, "report.grand-livre.total", {{"account", open_->code}});
        ready_.push_back(row(open_->code + ".total", RowRole::subtotal, std::move(label),
                             open_->debit, open_->credit));
        debit_ += open_->debit;
        credit_ += open_->credit;
        balance_ += open_->balance;
        open_.reset();
    }

    /// A row about the open account as a whole.
    Row row(std::string key, RowRole role, std::string label, Cell debit, Cell credit) const
    {
        auto row = make_row(std::move(key), role, 0,
                            {open_->code,
                             {},
                             {},
                             {},
                             {},
                             {},
                             std::move(label),
                             {},
                             {},
                             std::move(debit),
                             std::move(credit),
                             open_->balance,
                             {}});
        row.trace.accounts = {open_->code};
        return row;
    }

    Row total() const
    {
        return make_row("total", RowRole::total, 0,
                        {{},
                         {},
                         {},
                         {},
                         {},
                         {},
                         i18n::text(language_, "report.total"),
                         {},
                         {},
                         debit_,
                         credit_,
                         balance_,
                         {}});
    }

    std::function<std::optional<EntryLine>()> lines_;
    ledger::Chart chart_;
    i18n::Language language_;
    std::map<std::string, Money> openings_; ///< of the accounts still to come
    std::optional<Open> open_;
    Money debit_;
    Money credit_;
    Money balance_;
    std::deque<Row> ready_;
    bool ended_ = false;
};

} // namespace

core::Document build_grand_livre(Facts const& facts, Request const& request)
{
    auto const rows = std::make_shared<GrandLivreRows>(facts, request);
    auto document = document_for("grand-livre", facts, request);
    auto columns =
        columns_for(request, {"account", "date", "journal", "number", "entry", "piece", "label",
                              "project", "party", "debit", "credit", "balance"});
    columns.push_back(role_column(request, facts.lines_are_marked));
    document.blocks.emplace_back(
        core::Table{"grand-livre", {}, std::move(columns), [rows] { return rows->next(); }});
    return document;
}

} // namespace coop::report
