// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/fec/check.hpp>

#include "entry.hpp"
#include "file.hpp"
#include "office.hpp"

#include <coop/core/error.hpp>
#include <coop/exchange/opening.hpp>

#include <algorithm>
#include <limits>
#include <map>

namespace coop::exchange {

namespace {

/// Where every line has another journal, the column is not one of journals: the rest is taken for
/// the last one, and memory stays bounded.
constexpr std::size_t journals_max = 10'000;
constexpr std::int64_t progress_lines = 1024; ///< between two reports

class Walk {
public:
    Walk(core::Input const& input, FecCheckOptions const& options)
        : input_(input),
          options_(options),
          reader_(input),
          findings_(input.name),
          ends_(input, reader_.form(), findings_),
          lines_(reader_.form(), findings_),
          entries_(journals_, findings_)
    {
        result_.form = reader_.form();
        judge_file_name(input.name, findings_);
        judge_header(reader_.form(), findings_);
        find_empty_lines(result_.form.header_line);
        empty_found_ = 0; // the reader counts those after the header
    }

    FecCheck run()
    {
        FecRow row;
        try {
            while (reader_.next(row)) {
                add(row);
            }
            finish();
        } catch (core::Error const& error) {
            if (error.id() != "money.overflow" || !error.diagnostic().where.source.empty()) {
                throw;
            }
            // Of a sum: what one amount cannot be was found at its line.
            throw error.as(core::ErrorKind::unreadable)
                .at({input_.name,
                     static_cast<int>(
                         std::min<std::int64_t>(row.line, std::numeric_limits<int>::max())),
                     0,
                     {}});
        }
        return std::move(result_);
    }

private:
    void add(FecRow const& row)
    {
        find_empty_lines(row.line);
        ends_.add(row.line, row.line_end);
        judge_encoding(row);
        if (++result_.lines % progress_lines == 0 && options_.progress) {
            options_.progress(row.offset, input_.size);
        }
        auto const journal = journal_of(row);
        bool const opening = journals_[journal].opening;
        if (result_.lines == 1) {
            set_year(row, opening);
        }
        auto const line = lines_.judge(row, opening);
        if (!line.fits) {
            entries_.doubt();
            all_read_ = false;
            return;
        }
        all_read_ = all_read_ && line.amounts;
        entries_.add(row, line, journal);
        result_.debit += line.debit;
        result_.credit += line.credit;
        accounts_.add(row, line);
        add_date(row, line);
    }

    /// Records skipped by the reader before line `line`.
    void find_empty_lines(std::int64_t line)
    {
        for (auto empty = last_line_ + 1; empty < line; ++empty) {
            findings_.find(FecFault::empty_line, empty);
            ++empty_found_;
        }
        last_line_ = line;
    }

    void judge_encoding(FecRow const& row)
    {
        if (!row.accents && !row.latin9) {
            return;
        }
        auto const encoding = row.latin9 ? FecEncoding::latin9 : FecEncoding::utf8;
        if (result_.encoding == FecEncoding::ascii) {
            result_.encoding = encoding;
            first_encoding_ = encoding;
        } else if (encoding != first_encoding_) {
            result_.encoding = FecEncoding::mixed;
            findings_.find(FecFault::encodings, row.line);
        }
    }

    std::size_t journal_of(FecRow const& row)
    {
        auto const code = row[FecField::journal_code];
        if (last_journal_ < journals_.size() && journals_[last_journal_].code == code) {
            return last_journal_;
        }
        auto const found = journal_places_.find(code);
        if (found != journal_places_.end()) {
            last_journal_ = found->second;
        } else if (journals_.size() < journals_max) {
            last_journal_ = journals_.size();
            journal_places_.emplace(code, last_journal_);
            journals_.push_back(
                {std::string{code}, is_opening_journal(code, row[FecField::journal_label])});
        }
        return last_journal_;
    }

    void set_year(FecRow const& row, bool opening)
    {
        auto const year = options_.year ? options_.year : year_of(input_.name, row, opening);
        if (year) {
            lines_.set_year(*year);
            entries_.set_year(*year, options_.year || opening);
        }
        year_known_ = year.has_value();
    }

    void add_date(FecRow const& row, JudgedLine const& line)
    {
        if (!line.date) {
            return;
        }
        result_.first = std::min(result_.first.value_or(*line.date), *line.date);
        if (!result_.last || *result_.last < *line.date) {
            result_.last = line.date;
            last_date_line_ = row.line;
        }
    }

    void finish()
    {
        entries_.finish(options_.left_out && result_.last ? options_.left_out(*result_.last)
                                                          : std::vector<FecNumber>{});
        auto const empty_at_end = reader_.empty_records() - empty_found_;
        ends_.finish(empty_at_end == 0);
        find_empty_lines(last_line_ + 1 + empty_at_end);
        if (result_.lines == 0) {
            findings_.find(FecFault::no_lines, 0);
        }
        if (!year_known_ && result_.first) {
            judge_length(*result_.first, *result_.last, last_date_line_, findings_);
        }
        if (all_read_) {
            judge_sums();
        }
        entries_.judge_closing(accounts_);
        accounts_.judge_chart(findings_);
        if (options_.previous != nullptr) {
            accounts_.judge_openings(*options_.previous, entries_.turn(), findings_);
        }
        result_.entries = entries_.entries();
        result_.journals = static_cast<std::int64_t>(journals_.size());
        result_.accounts = accounts_.size();
        findings_.deliver(result_);
    }

    /// Of a file whose every line could be read: without some, sums say nothing.
    void judge_sums()
    {
        if (result_.debit != result_.credit) {
            findings_.find(FecFault::unbalanced, 0, 0, [&] {
                return core::Arguments{{"debit", result_.debit}, {"credit", result_.credit}};
            });
        }
        accounts_.judge_inkind(findings_);
    }

    core::Input const& input_;
    FecCheckOptions const& options_;
    FecReader reader_;
    FecFindings findings_;
    std::vector<FecJournalNumbers> journals_;
    std::map<std::string, std::size_t, std::less<>> journal_places_;
    office::LineEnds ends_;
    FecLineRules lines_;
    FecEntryRules entries_;
    FecAccounts accounts_;
    FecCheck result_;
    FecEncoding first_encoding_ = FecEncoding::ascii;
    std::size_t last_journal_ = 0;
    std::int64_t last_line_ = 0;
    std::int64_t empty_found_ = 0;
    std::int64_t last_date_line_ = 0;
    bool all_read_ = true;
    bool year_known_ = false;
};

} // namespace

FecCheck check_fec(core::Input const& input, FecCheckOptions const& options)
{
    return Walk{input, options}.run();
}

} // namespace coop::exchange
