// SPDX-License-Identifier: GPL-3.0-or-later
#include "entry.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <iterator>

namespace coop::exchange {

namespace {

/// Beyond, an unbalanced number is told at once: nothing may grow with the faults of a file.
constexpr std::size_t unbalanced_max = 10'000;
constexpr std::size_t shared_max = 10'000;
/// Beyond, what stands before the digits of a number makes no sequences.
constexpr std::size_t prefixes_max = 10'000;
/// Beyond, in the file, a number that is of no sequence is taken for a new one.
constexpr std::size_t others_max = 100'000;

} // namespace

core::Argument FecEntryRules::journal_of(std::size_t journal) const
{
    return {"journal", core::printable(journals_[journal].code)};
}

void FecEntryRules::add(FecRow const& row, JudgedLine const& line, std::size_t journal)
{
    if (!continues(row, line, journal)) {
        close();
        open(row, line, journal);
    }
    extend(row, line);
}

void FecEntryRules::doubt()
{
    run_.amounts = false;
    doubt_ = true;
}

bool FecEntryRules::continues(FecRow const& row, JudgedLine const& line, std::size_t journal) const
{
    if (run_.lines == 0 || run_.journal != journal || run_.number != row[FecField::number]) {
        return false;
    }
    bool const other_date = line.date && run_.date && *line.date != *run_.date;
    return !(other_date && run_.lines > 1 && run_.debit == run_.credit && run_.amounts);
}

void FecEntryRules::open(FecRow const& row, JudgedLine const& line, std::size_t journal)
{
    run_ = {};
    run_.journal = journal;
    run_.number = row[FecField::number];
    run_.line = row.line;
    run_.date = line.date;
    run_.amounts = !doubt_;
    doubt_ = false;
    ++entries_;
    judge_order(row, line);
}

/// Openings come first, whenever they were validated; then the order is that of validation.
void FecEntryRules::judge_order(FecRow const& row, JudgedLine const& line)
{
    if (line.opening) {
        if (others_begun_) {
            findings_.find(FecFault::opening_late, row, row[FecField::journal_code],
                           [&] { return core::Arguments{journal_of(run_.journal)}; });
        }
        return;
    }
    others_begun_ = true;
    if (line.valid && validated_ && *line.valid < *validated_) {
        findings_.find(FecFault::order, row, row[FecField::valid_date], [&] {
            return core::Arguments{{"valid", *line.valid}, {"before", *validated_}};
        });
    }
    validated_ = line.valid ? line.valid : validated_;
}

void FecEntryRules::extend(FecRow const& row, JudgedLine const& line)
{
    ++run_.lines;
    run_.debit += line.debit;
    run_.credit += line.credit;
    run_.amounts = run_.amounts && line.amounts;
    if (line.date && run_.date && *line.date != *run_.date && !run_.dates_told) {
        run_.dates_told = true;
        findings_.find(FecFault::entry_dates, row, row[FecField::date], [&] {
            return core::Arguments{{"number", core::printable(run_.number)},
                                   journal_of(run_.journal),
                                   {"first", *run_.date},
                                   {"other", *line.date}};
        });
    }
    turn_.line(row, line);
}

void FecEntryRules::close()
{
    if (run_.lines == 0) {
        return;
    }
    turn_.close(run_.journal, journals_[run_.journal].opening, run_.number, run_.line);
    close_number(run_.debit == run_.credit || !run_.amounts);
}

/// Whether the number is new, and what an unbalanced run of it means once the file is read.
void FecEntryRules::close_number(bool balanced)
{
    std::pair const key{run_.number, run_.journal};
    auto const pending = unbalanced_.find(key);
    bool const open = pending != unbalanced_.end();
    bool const fresh = run_.number.empty() || add_number();
    if (!fresh) {
        findings_.find(open && !balanced ? FecFault::entry_split : FecFault::number_reused,
                       run_.line, 0, [&] {
                           return core::Arguments{{"number", core::printable(run_.number)},
                                                  journal_of(run_.journal)};
                       });
    }
    if (balanced) {
        if (run_.lines == 1 && run_.amounts) {
            findings_.find(FecFault::entry_one_line, run_.line, 0, [&] {
                return core::Arguments{{"number", core::printable(run_.number)},
                                       journal_of(run_.journal)};
            });
        }
        return;
    }
    auto& sum = open ? pending->second : unbalanced_[key];
    sum.line = sum.line == 0 ? run_.line : sum.line;
    sum.lines += run_.lines;
    sum.debit += run_.debit;
    sum.credit += run_.credit;
    if (unbalanced_.size() > unbalanced_max) {
        find_unbalanced();
    }
}

/// \return false where the journal has this number already.
bool FecEntryRules::add_number()
{
    auto const split = split_number(run_.number);
    auto& numbers = journals_[run_.journal].numbers;
    if (!split || numbers.size() > prefixes_max || numbers_.size() > prefixes_max) {
        return add_other_number();
    }
    bool const fresh = numbers.add(run_.number, *split, run_.line);
    bool const fresh_in_file = numbers_.add(run_.number, *split, run_.line);
    if (fresh && !fresh_in_file && shared_.size() < shared_max) {
        shared_.push_back({run_.journal, run_.number, run_.line});
    }
    return fresh;
}

/// A number that makes no sequence may serve twice all the same.
bool FecEntryRules::add_other_number()
{
    auto& others = journals_[run_.journal].others;
    if (others.contains(run_.number)) {
        return false;
    }
    findings_.find(FecFault::number_form, run_.line, 0, [&] {
        return core::Arguments{{"number", core::printable(run_.number)}};
    });
    if (others_kept_ < others_max) {
        others.insert(run_.number);
        ++others_kept_;
    }
    return true;
}

void FecEntryRules::finish(std::vector<FecNumber> const& left_out)
{
    close();
    run_ = {};
    find_unbalanced();
    add_left_out(left_out);
    find_numbers();
}

void FecEntryRules::judge_closing(FecAccounts const& accounts)
{
    for (auto const& one : turn_.closing(accounts.balances())) {
        findings_.find(FecFault::closing_entry, one.line, 0, [&] {
            return core::Arguments{{"number", core::printable(one.number)},
                                   journal_of(one.journal)};
        });
    }
}

/// Journals that the file lacks altogether have no gap.
void FecEntryRules::add_left_out(std::vector<FecNumber> const& left_out)
{
    for (auto const& one : left_out) {
        auto const journal = std::ranges::find(journals_, one.journal, &FecJournalNumbers::code);
        if (journal != journals_.end()) {
            auto const text = std::to_string(one.number);
            journal->numbers.add(text, {{}, one.number}, 0);
            numbers_.add(text, {{}, one.number}, 0);
        }
    }
}

/// By line, though numbers are walked by their text: the first ones are kept.
void FecEntryRules::find_unbalanced()
{
    std::vector<std::pair<UnbalancedKey, Unbalanced>> found;
    for (auto i = unbalanced_.begin(); i != unbalanced_.end();) {
        auto const& number = i->first.first;
        Unbalanced all;
        auto const begin = i;
        std::size_t journals = 0;
        for (; i != unbalanced_.end() && i->first.first == number; ++i, ++journals) {
            all.debit += i->second.debit;
            all.credit += i->second.credit;
            all.line = std::max(all.line, i->second.line);
        }
        bool const together = journals > 1 && all.debit == all.credit && !number.empty();
        if (together) {
            in_two_journals_.insert(number);
            all.lines = 0; // of none of the journals
            found.emplace_back(begin->first, all);
        } else {
            std::copy_if(begin, i, std::back_inserter(found),
                         [](auto const& sum) { return sum.second.debit != sum.second.credit; });
        }
    }
    unbalanced_.clear();
    std::ranges::stable_sort(found, {}, [](auto const& sum) { return sum.second.line; });
    for (auto const& [key, sum] : found) {
        find_unbalanced(key, sum);
    }
}

void FecEntryRules::find_unbalanced(UnbalancedKey const& key, Unbalanced const& sum)
{
    if (sum.lines == 0) {
        findings_.find(FecFault::entry_journals, sum.line, 0, [&] {
            return core::Arguments{{"number", core::printable(key.first)}};
        });
        return;
    }
    auto const args = [&] {
        return core::Arguments{{"number", core::printable(key.first)},
                               journal_of(key.second),
                               {"debit", sum.debit},
                               {"credit", sum.credit}};
    };
    findings_.find(FecFault::entry_unbalanced, sum.line, 0, args);
    if (sum.lines == 1) {
        findings_.find(FecFault::entry_one_line, sum.line, 0, args);
    }
}

/// One sequence for all journals or one for each: whichever leaves less to explain.
void FecEntryRules::find_numbers()
{
    std::int64_t apart = 0;
    std::vector<Sequences::Faults> by_journal;
    for (auto const& journal : journals_) {
        apart += count(by_journal.emplace_back(journal.numbers.faults()));
    }
    std::erase_if(shared_,
                  [&](Shared const& shared) { return in_two_journals_.contains(shared.number); });
    auto const of_file = numbers_.faults();
    auto const together = count(of_file) + static_cast<std::int64_t>(shared_.size());
    if (together >= apart) {
        for (std::size_t i = 0; i < journals_.size(); ++i) {
            find_gaps(by_journal[i], core::printable(journals_[i].code));
        }
        return;
    }
    for (auto const& shared : shared_) {
        findings_.find(FecFault::number_reused, shared.line, 0, [&] {
            return core::Arguments{{"number", core::printable(shared.number)},
                                   journal_of(shared.journal)};
        });
    }
    auto const codes = core::join(
        journals_, ", ", [](auto const& journal) { return core::printable(journal.code); });
    find_gaps(of_file, codes);
}

void FecEntryRules::find_gaps(Sequences::Faults const& faults, std::string const& journals)
{
    for (auto const& [prefix, sequence] : faults) {
        auto const shown = [text = core::printable(prefix)](std::int64_t number) {
            return text + std::to_string(number);
        };
        for (auto const& gap : sequence.first) {
            findings_.find(FecFault::number_gap, gap.line, 0, [&] {
                return core::Arguments{{"journals", journals},
                                       {"before", shown(gap.before)},
                                       {"after", shown(gap.after)},
                                       {"missing", gap.after - gap.before - 1}};
            });
        }
        findings_.count(FecFault::number_gap,
                        sequence.gaps - static_cast<std::int64_t>(sequence.first.size()));
        if (sequence.start.after != 1) {
            findings_.find(FecFault::number_start, sequence.start.line, 0, [&] {
                return core::Arguments{{"journals", journals},
                                       {"number", shown(sequence.start.after)}};
            });
        }
    }
}

} // namespace coop::exchange
