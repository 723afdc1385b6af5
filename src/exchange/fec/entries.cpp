// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/fec/entries.hpp>

#include "draft.hpp"
#include "groups.hpp"
#include "order.hpp"
#include "places.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/exchange/fec/reader.hpp>
#include <coop/exchange/opening.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

namespace coop::exchange {

namespace {

using core::Diagnostic;
using core::Error;
using core::ErrorKind;

constexpr std::size_t findings_max = 100;
constexpr std::size_t warnings_max = 10;
constexpr std::int64_t lines_between_news = 8192;
constexpr std::size_t journal_code_max = 20;

std::uint32_t day_number(core::Date day)
{
    auto const since = std::chrono::sys_days{day} - std::chrono::sys_days{core::date(1900, 1, 1)};
    return static_cast<std::uint32_t>(since.count());
}

bool is_cut(FecRow const& row)
{
    constexpr std::array texts = {FecField::label,         FecField::piece,
                                  FecField::account_label, FecField::party_code,
                                  FecField::party_label,   FecField::journal_label};
    return std::ranges::any_of(texts,
                               [&](FecField field) { return is_longer(row[field], fec_text_max); });
}

bool says_nothing(FecLine const& line)
{
    return line.debit.is_zero() && line.credit.is_zero();
}

/// A file whose records come in another order: what is read of it goes from one place to another.
class Arranged {
public:
    Arranged(core::Input const& input, FecLines const& lines,
             std::vector<std::uint32_t> const& order)
        : input_(input), lines_(lines), order_(order)
    {
        part_ = {0, lines.offset.empty() ? to_end : *std::ranges::min_element(lines.offset)};
    }

    core::Input input()
    {
        return {input_.name, input_.size,
                [this](std::uint64_t offset, std::span<char> into) { return read(offset, into); }};
    }

private:
    struct Part {
        std::uint64_t at = 0;
        std::uint64_t end = 0;
    };

    /// Forward only: what is read here goes from one place to another.
    std::size_t read(std::uint64_t offset, std::span<char> into)
    {
        COOP_ASSERT(offset == given_);
        std::size_t filled = 0;
        while (filled < into.size()) {
            if (part_.at == part_.end) {
                if (!next_part()) {
                    break;
                }
                continue;
            }
            auto const wanted = std::min<std::uint64_t>(part_.end - part_.at, into.size() - filled);
            filled += take(into.subspan(filled, wanted));
        }
        given_ += filled;
        return filled;
    }

    std::size_t take(std::span<char> into)
    {
        auto const got = input_.read_at(part_.at, into);
        part_.at = got == 0 ? part_.end : part_.at + got;
        if (got == 0) { // The last record may lack its line end; a blank line hurts nobody.
            into.front() = '\n';
            return 1;
        }
        return got;
    }

    bool next_part()
    {
        if (next_ == order_.size()) {
            return false;
        }
        auto last = next_;
        while (last + 1 < order_.size() && order_[last + 1] == order_[last] + 1) {
            ++last;
        }
        auto const after = std::size_t{order_[last]} + 1;
        part_.at = lines_.offset[order_[next_]];
        part_.end = after < lines_.size() ? lines_.offset[after] : to_end;
        next_ = last + 1;
        return true;
    }

    static constexpr auto to_end = std::numeric_limits<std::uint64_t>::max();

    core::Input const& input_;
    FecLines const& lines_;
    std::vector<std::uint32_t> const& order_;
    Part part_;
    std::size_t next_ = 0;
    std::uint64_t given_ = 0; ///< bytes
};

std::vector<std::uint32_t> members_in_order(std::vector<std::uint32_t> members,
                                            std::vector<FecGroup> const& groups)
{
    std::vector<std::uint32_t> order;
    order.reserve(members.size());
    for (auto const& one : groups) {
        auto const from = members.begin() + one.begin;
        order.insert(order.end(), from, from + one.count);
    }
    return order;
}

} // namespace

struct FecEntries::State {
    State(core::Input const& lent, std::vector<core::Period> const& given, bool join)
        : input(lent), years(given), join_dates(join), places(given, survey)
    {
        survey.lines_of_year.resize(given.size());
        survey.first_line_of_year.resize(given.size());
        survey.opens_elsewhere.resize(given.size());
        survey.may_close.resize(given.size());
    }

    core::Input const& input;
    std::vector<core::Period> const& years;
    bool join_dates;
    FecForm form;
    FecSurvey survey;
    std::vector<std::size_t> extra_left; ///< columns that said nothing so far
    FecPlaces places;
    FecOrder watch;
    std::vector<Diagnostic> faults;
    std::int64_t fault_count = 0;

    /// Each record that can be read; `judge` takes what was found of it.
    template <class Judge, class Use>
    void each(FecReader& reader, FecProgress const& progress, Judge judge, Use use)
    {
        FecRow row;
        FecLine line;
        std::vector<Diagnostic> findings;
        std::int64_t count = 0;
        while (reader.next(row)) {
            if (++count % lines_between_news == 0 && progress) {
                progress(row.offset);
            }
            line = {};
            bool const read = read_line(form, row, input.name, line, findings);
            if (!findings.empty()) {
                judge(findings);
            }
            if (read) {
                use(row, line);
            }
        }
    }

    void look_through(FecProgress const& progress)
    {
        FecReader reader{input};
        form = reader.form();
        for (std::size_t i = 0; i < form.names.size(); ++i) {
            if (std::ranges::find(form.column, static_cast<int>(i)) == form.column.end()) {
                extra_left.push_back(i);
            }
        }
        if (form.column[static_cast<std::size_t>(FecField::journal_code)] < 0) {
            throw Error{ErrorKind::unreadable,
                        "fec.header",
                        {{"fields", std::string{name_of(FecField::journal_code)}}},
                        {input.name, 0, 0, {}}};
        }
        each(
            reader, progress, [this](std::vector<Diagnostic>& findings) { keep(findings); },
            [this](FecRow const& row, FecLine const& line) {
                if (says_nothing(line)) {
                    ++survey.nil;
                } else {
                    note(row, line);
                }
            });
    }

    /// Each record that says an amount, again: what there is to say of them was said.
    template <class Use>
    void walk(core::Input const& from, FecProgress const& progress, Use use)
    {
        FecReader reader{from, form};
        each(
            reader, progress, [this](std::vector<Diagnostic>& findings) { refuse(findings); },
            [&](FecRow const& row, FecLine const& line) {
                if (!says_nothing(line)) {
                    use(row, line);
                }
            });
    }

    /// Only a file that somebody writes to meanwhile has errors that the survey did not see.
    void refuse(std::vector<Diagnostic>& findings)
    {
        std::erase_if(findings, [](Diagnostic const& finding) {
            return finding.severity != core::Severity::error;
        });
        keep(findings);
        throw_faults(ErrorKind::unreadable, "import.rows");
    }

    void keep(std::vector<Diagnostic>& findings)
    {
        for (auto& finding : findings) {
            if (finding.severity == core::Severity::error) {
                add_fault(std::move(finding));
            } else if (survey.warnings.size() < warnings_max) {
                survey.warnings.push_back(std::move(finding));
            }
        }
        findings.clear();
    }

    void add_fault(Diagnostic finding)
    {
        ++fault_count;
        if (faults.size() < findings_max) {
            faults.push_back(std::move(finding));
        }
    }

    void throw_faults(ErrorKind kind, char const* id)
    {
        if (fault_count > 0) {
            throw Error{
                kind, id, {{"count", fault_count}}, {input.name, 0, 0, {}}, std::move(faults)};
        }
    }

    void note(FecRow const& row, FecLine const& line)
    {
        auto const place = places.place(row, line);
        auto const amount = line.debit - line.credit;
        ++survey.lines;
        survey.debit += line.debit;
        survey.credit += line.credit;
        survey.accounts[place.account].debit += line.debit;
        survey.accounts[place.account].credit += line.credit;
        survey.lettered += row[FecField::letters].empty() ? 0 : 1;
        survey.letter_dates += line.letters_date ? 1 : 0;
        auto const currency = row[FecField::currency];
        survey.currency += currency.empty() || currency == "EUR" ? 0 : 1;
        auto const amount_there = row[FecField::currency_amount].find_first_of("123456789");
        survey.currency_amounts +=
            amount_there == std::string_view::npos || currency == "EUR" ? 0 : 1;
        if (!extra_left.empty()) {
            note_extra(row);
        }
        survey.cut += is_cut(row) ? 1 : 0;
        survey.marks_drafts =
            survey.marks_drafts || row[FecField::number].starts_with(fec_draft_number);
        if (place.year == no_index) {
            note_outside(row, line);
            return;
        }
        if (survey.lines_of_year[place.year]++ == 0) {
            survey.first_line_of_year[place.year] = row.line;
        }
        auto const account = row[FecField::account];
        if (line.date == years[place.year].first && !place.opening && ledger::may_open(account)) {
            survey.opens_elsewhere[place.year] = true;
        }
        if (line.date == years[place.year].last && ledger::is_year_result(account)) {
            survey.may_close[place.year] = true;
        }
        watch.line({place.year, place.journal, place.opening, line.date, row[FecField::number]},
                   line.valid_date, amount);
    }

    void note_extra(FecRow const& row)
    {
        std::erase_if(extra_left, [&](std::size_t column) {
            bool const says = column < row.fields.size() && !row.fields[column].empty();
            if (says) {
                survey.extra.push_back(form.names[column]);
            }
            return says;
        });
    }

    void note_outside(FecRow const& row, FecLine const& line)
    {
        if (survey.outside++ == 0) {
            survey.outside_line = row.line;
            survey.outside_first = survey.outside_last = line.date;
        }
        survey.outside_first = std::min(survey.outside_first, line.date);
        survey.outside_last = std::max(survey.outside_last, line.date);
    }

    void check_journals()
    {
        for (auto const& journal : survey.journals) {
            auto const& code = journal.is.code;
            if (code.empty() || is_longer(code, journal_code_max)) {
                add_fault(
                    {core::Severity::error,
                     "import.fec-journal",
                     {{"journal", code}, {"max", static_cast<std::int64_t>(journal_code_max)}},
                     {input.name, line_number(journal.is.line), 0, {}}});
            }
        }
    }

    FecLines index(FecProgress const& progress)
    {
        FecLines lines;
        lines.reserve(static_cast<std::size_t>(survey.lines));
        std::string key;
        walk(input, progress, [&](FecRow const& row, FecLine const& line) {
            auto const place = places.place(row, line);
            auto const number = row[FecField::number];
            auto const hash = std::hash<std::string_view>{};
            key.assign(number);
            key += '\x1f';
            key += std::to_string(place.journal) + '/' + std::to_string(place.year);
            lines.number.push_back(hash(key));
            lines.amount.push_back((line.debit - line.credit).in_cents());
            lines.offset.push_back(row.offset);
            lines.line.push_back(static_cast<std::uint32_t>(row.line));
            lines.piece.push_back(static_cast<std::uint32_t>(hash(row[FecField::piece])));
            lines.when.push_back(
                FecLines::pack(place.year, place.opening, number.empty(), day_number(line.date)));
            bool const valid = line.valid_date && !number.starts_with(fec_draft_number);
            lines.valid.push_back(
                valid ? static_cast<std::uint32_t>(core::to_number(*line.valid_date)) : 0);
        });
        return lines;
    }

    void refuse_faults(FecLines const& lines, FecGroups const& groups)
    {
        for (auto const& fault : groups.faults) {
            auto const difference = fault.debit > fault.credit ? fault.debit - fault.credit
                                                               : fault.credit - fault.debit;
            add_fault(
                {core::Severity::error,
                 fault.dates ? "import.fec-dates" : "import.fec-unbalanced",
                 {{"debit", fault.debit}, {"credit", fault.credit}, {"difference", difference}},
                 {input.name, line_number(lines.line[fault.first]), 0, {}}});
        }
        throw_faults(ErrorKind::refused, "import.refused");
    }

    void walk_regular(FecProgress const& progress, std::function<void(FecEntry&)> const& visit)
    {
        DraftBuilder builder{survey};
        auto& entry = builder.entry;
        bool open = false;
        std::string number;
        walk(input, progress, [&](FecRow const& row, FecLine const& line) {
            auto const place = places.place(row, line);
            if (place.year == no_index) {
                return; // Somebody wrote to the file meanwhile; its sums will tell.
            }
            bool const same = open && number == row[FecField::number] &&
                              entry.draft.date == line.date && entry.journal == place.journal;
            if (!same) {
                if (open) {
                    visit(entry);
                }
                builder.begin(row, line, place);
                number = row[FecField::number];
                entry.line = row.line;
                open = true;
            }
            builder.add(row, line, place);
            entry.bytes = row.offset;
        });
        if (open) {
            visit(entry);
        }
    }

    void walk_grouped(FecProgress const& progress, std::function<void(FecEntry&)> const& visit)
    {
        auto const half = [&](std::uint64_t from) {
            return progress ? [&progress, from](std::uint64_t bytes) { progress(from + bytes / 2); }
                            : FecProgress{};
        };
        auto lines = index(half(0));
        auto groups = group(lines, join_dates);
        refuse_faults(lines, groups);
        lines.forget_groups();
        auto const order = members_in_order(std::move(groups.members), groups.groups);
        Arranged arranged{input, lines, order};
        auto const input_arranged = arranged.input();
        DraftBuilder builder{survey};
        auto& entry = builder.entry;
        auto next = groups.groups.begin();
        std::uint32_t left = 0;
        std::size_t taken = 0;
        walk(input_arranged, half(input.size / 2), [&](FecRow const& row, FecLine const& line) {
            auto const place = places.place(row, line);
            if (left == 0) {
                if (next == groups.groups.end() || place.year == no_index) {
                    return;
                }
                builder.begin(row, line, place);
                entry.use = next->use;
                entry.dates = next->dates;
                entry.opening = entry.opening && !next->dates;
                entry.line = lines.line[order[taken]];
                left = next->count;
                ++next;
            }
            ++taken;
            builder.add(row, line, place);
            entry.draft.date = std::max(entry.draft.date, line.date); // All the same but for these.
            entry.bytes = row.offset;
            if (--left == 0) {
                visit(entry);
            }
        });
    }
};

std::optional<core::Date> fec_opening_day(core::Input const& input)
{
    FecReader reader{input};
    FecRow row;
    FecLine line;
    std::vector<Diagnostic> ignored;
    while (reader.next(row)) {
        if (read_line(reader.form(), row, input.name, line, ignored)) {
            bool const opening =
                is_opening_journal(row[FecField::journal_code], row[FecField::journal_label]);
            return opening ? std::optional{line.date} : std::nullopt;
        }
    }
    return std::nullopt;
}

FecEntries::FecEntries(core::Input const& input, std::vector<core::Period> const& years,
                       bool join_dates)
    : state_(std::make_unique<State>(input, years, join_dates))
{
}

FecEntries::~FecEntries() = default;

FecSurvey const& FecEntries::survey(FecProgress const& progress)
{
    auto& state = *state_;
    state.look_through(progress);
    state.watch.end();
    state.survey.regular = state.watch.regular();
    state.check_journals();
    state.throw_faults(ErrorKind::unreadable, "import.rows");
    state.places.name_parties();
    return state.survey;
}

void FecEntries::call_party(std::size_t party, std::string name)
{
    state_->places.call_party(party, std::move(name));
}

void FecEntries::call(std::size_t account, std::string code)
{
    auto& called = state_->survey.accounts[account];
    called.original = std::exchange(called.is.code, std::move(code));
}

void FecEntries::walk(FecProgress const& progress, std::function<void(FecEntry&)> const& visit)
{
    auto& state = *state_;
    if (state.survey.regular) {
        state.walk_regular(progress, visit);
    } else {
        state.walk_grouped(progress, visit);
    }
}

} // namespace coop::exchange
