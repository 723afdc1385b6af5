// SPDX-License-Identifier: GPL-3.0-or-later
#include "record.hpp"

#include "additions.hpp"
#include "app/answer.hpp"
#include "app/books_cache.hpp"
#include "known.hpp"
#include "proof.hpp"

#include <coop/app/export.hpp>
#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/fec/reader.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using exchange::FecEntry;
using exchange::FecSurvey;
using ledger::Year;
using store::Which;

constexpr std::size_t findings_max = 100;

std::string list_of(std::vector<Year> const& years)
{
    std::vector<std::string> labels;
    for (auto const& year : years) {
        labels.push_back(year.label);
    }
    return core::join(labels, ", ");
}

/// Without nil ones, as two programs may write them.
exchange::FecOpening bare(exchange::FecOpening const& opening)
{
    exchange::FecOpening result;
    for (auto const& [key, net] : opening) {
        result[{bare_account(key.first), bare_text(key.second)}] += net;
    }
    std::erase_if(result, [](auto const& one) { return one.second.is_zero(); });
    return result;
}

exchange::FecOpening opening_of(ledger::Draft const& draft)
{
    exchange::FecOpening opening;
    for (auto const& line : draft.lines) {
        opening[{line.account, line.party}] += line.debit - line.credit;
    }
    return opening;
}

/// What an import did in a year.
struct YearTally {
    std::int64_t added = 0;
    std::int64_t drafts = 0;
    std::int64_t existing = 0;
    std::optional<bool> opening_computed; ///< by the books, as the file has it; once asked
    std::optional<core::Date> validated;  ///< so far
    std::map<std::string, std::int64_t, std::less<>> last; ///< number, by journal
};

class FecImport {
public:
    /// \param years by FecEntry::year; those that the file does not touch may be anything.
    FecImport(Context const& context, core::Input const& input, FecRequest const& request,
              exchange::FecEntries& entries, FecSurvey const& survey,
              std::vector<Year> const& years)
        : context_(context),
          input_(input),
          request_(request),
          entries_(entries),
          survey_(survey),
          years_(years),
          tallies_(years.size()),
          proof_(survey, years, input.name)
    {
        for (std::size_t i = 0; i < years.size(); ++i) {
            if (survey.lines_of_year[i] > 0) {
                touched_.push_back(years[i]);
            }
        }
    }

    void run()
    {
        demand_years();
        additions_.emplace(context_, survey_, touched_, input_.name);
        for (auto const& fault : additions_->faults()) {
            add_fault(fault);
        }
        throw_faults();
        look_at_books();
        context_.session.begin_bulk();
        entries_.walk(
            [this](std::uint64_t bytes) {
                if (context_.progress) {
                    context_.progress(input_.size + bytes, 2 * input_.size);
                }
            },
            [this](FecEntry& entry) { take(entry); });
        throw_faults();
        proof_.conclude(context_.session);
    }

    void tell(Document& document) const
    {
        YearTally all;
        for (auto const& tally : tallies_) {
            all.added += tally.added;
            all.drafts += tally.drafts;
            all.existing += tally.existing;
        }
        auto const count = [](auto const& added) {
            return static_cast<std::int64_t>(added.size());
        };
        document.blocks.emplace_back(FactList{context_}
                                         .add("file", input_.name)
                                         .add("years", list_of(touched_))
                                         .add("new", all.added)
                                         .add("drafts", all.drafts)
                                         .add("existing", all.existing)
                                         .add("lines", survey_.lines)
                                         .add("debit", survey_.debit)
                                         .add("credit", survey_.credit)
                                         .add("accounts_added", count(additions_->accounts()))
                                         .add("journals_added", count(additions_->journals()))
                                         .add("parties_added", count(additions_->parties()))
                                         .take());
        document.blocks.emplace_back(years_table());
        additions_->tell(document);
        add_notes(document);
    }

private:
    void demand_years()
    {
        if (survey_.lines == 0) {
            throw Error{ErrorKind::unreadable, "import.fec-nothing", {}, {input_.name, 0, 0, {}}};
        }
        core::Where const where{input_.name, exchange::line_number(survey_.outside_line), 0, {}};
        if (survey_.outside > 0) {
            throw Error{ErrorKind::refused,
                        "import.fec-no-year",
                        {{"count", survey_.outside},
                         {"first", survey_.outside_first},
                         {"last", survey_.outside_last},
                         {"known", list_of(context_.session.years())}},
                        where};
        }
        if (touched_.size() > 1 && !request_.years) {
            throw Error{ErrorKind::refused,
                        "import.fec-years",
                        {{"years", list_of(touched_)}},
                        {input_.name, 0, 0, {}}};
        }
        for (auto const& year : touched_) {
            if (year.state != ledger::YearState::open) {
                bool const closed = year.state == ledger::YearState::closed;
                throw Error{ErrorKind::refused,
                            closed ? "year.closed" : "year.locked",
                            {{"year", year.label},
                             {"date", year.period.last},
                             {"through", year.period.last}},
                            {input_.name, 0, 0, {}}};
            }
        }
    }

    void look_at_books()
    {
        for (std::size_t i = 0; i < years_.size(); ++i) {
            if (survey_.lines_of_year[i] > 0 && has_entries(context_.session, years_[i].label)) {
                known_.read(context_.session, years_[i]);
                proof_.look_at(context_.session, i);
            }
        }
        known_.ready();
        for (std::size_t i = 0; i < years_.size(); ++i) {
            tallies_[i].validated = known_.last_posted(years_[i].label);
        }
    }

    /// What the books compute themselves has nothing to add. Asked where the walk reaches it: what
    /// came in before it changes what they compute.
    bool is_computed(FecEntry const& entry)
    {
        auto& computed = tallies_[entry.year].opening_computed;
        if (!computed) {
            computed = !changed_ && computes_opening(entry.year);
        }
        return *computed;
    }

    bool computes_opening(std::size_t year) const
    {
        auto const of_file = bare(survey_.openings[year]);
        return std::ranges::any_of(std::array{Which::posted, Which::all}, [&](Which which) {
            auto const computed = computed_opening(context_, years_[year], which);
            return computed && bare(opening_of(*computed)) == of_file;
        });
    }

    void take(FecEntry& entry)
    {
        auto& tally = tallies_[entry.year];
        proof_.saw(entry);
        pieces_cut_ += entry.pieces_cut ? 1 : 0;
        try {
            if (entry.opening && is_computed(entry)) {
                ++tally.existing;
            } else if (auto const* known = find_known(entry)) {
                ++tally.existing;
                meet(*known, entry, tally);
            } else {
                record(entry, tally);
            }
        } catch (Error const& error) {
            if (error.kind() != ErrorKind::refused && error.kind() != ErrorKind::usage) {
                throw;
            }
            add_fault({core::Severity::error,
                       error.id(),
                       error.diagnostic().args,
                       {input_.name, exchange::line_number(entry.line), 0, {}}});
        }
    }

    /// The first use of a number is the number itself: a file that grew may use it again.
    std::string ref_of(FecEntry const& entry) const
    {
        auto ref = "fec:" + years_[entry.year].label + "/" +
                   survey_.journals[entry.journal].is.code + "/" + entry.number;
        return entry.use <= 1 ? ref : ref + "#" + std::to_string(entry.use);
    }

    /// By its number, else by the reference that an import gave it.
    /// \throws Error{refused} "import.fec-differs".
    KnownEntries::Known const* find_known(FecEntry const& entry) const
    {
        if (!known_.any()) {
            return nullptr;
        }
        auto const content = KnownEntries::content_of(entry.draft);
        auto const* numbered = entry.plain_number && entry.use <= 1
                                   ? known_.by_number(years_[entry.year].label, entry.draft.journal,
                                                      *entry.plain_number)
                                   : nullptr;
        if (numbered != nullptr && numbered->content == content) {
            return numbered;
        }
        auto const* referenced = known_.by_ref(ref_of(entry));
        if (referenced != nullptr && referenced->content == content) {
            return referenced;
        }
        auto const* other = referenced != nullptr                        ? referenced
                            : numbered != nullptr && !numbered->imported ? numbered
                                                                         : nullptr;
        if (other != nullptr) {
            throw Error{
                ErrorKind::refused,
                "import.fec-differs",
                {{"journal", entry.draft.journal}, {"number", entry.number}, {"entry", other->id}}};
        }
        return nullptr;
    }

    bool posts(FecEntry const& entry) const { return entry.valid && !request_.drafts; }

    /// A draft that the file says validated by now is posted.
    void meet(KnownEntries::Known const& known, FecEntry const& entry, YearTally& tally)
    {
        if (known.posted || !posts(entry) || fault_count_ > 0) {
            return;
        }
        changed_ = true;
        last_number(entry, tally) =
            context_.session.post(known.id, day_of_posting(entry, tally)).number;
        ++validated_;
    }

    void record(FecEntry& entry, YearTally& tally)
    {
        changed_ = true;
        auto& last = last_number(entry, tally);
        bool const numbered = posts(entry) && entry.use <= 1 && entry.plain_number == last + 1;
        if (!numbered) {
            entry.draft.ref = ref_of(entry);
        }
        auto const checked =
            ledger::check(std::move(entry.draft), additions_->rules(years_[entry.year]));
        if (fault_count_ > 0) {
            return; // Nothing will be kept: what follows is only looked at.
        }
        additions_->put(entry, checked);
        proof_.added(entry, checked);
        if (!posts(entry)) {
            context_.session.save(checked);
            ++tally.drafts;
            return;
        }
        auto const appended = context_.session.append(checked, day_of_posting(entry, tally));
        COOP_ASSERT(appended.number == last + 1);
        last = appended.number;
        ++tally.added;
    }

    std::int64_t& last_number(FecEntry const& entry, YearTally& tally) const
    {
        auto found = tally.last.find(entry.draft.journal);
        if (found == tally.last.end()) {
            auto const last = known_.last_number(years_[entry.year].label, entry.draft.journal);
            found = tally.last.emplace(entry.draft.journal, last).first;
        }
        return found->second;
    }

    /// À-nouveaux apart, days of validation follow each other in a year.
    core::Date day_of_posting(FecEntry const& entry, YearTally& tally)
    {
        if (entry.opening) {
            return *entry.valid;
        }
        if (tally.validated && *entry.valid < *tally.validated) {
            ++later_;
        } else {
            tally.validated = entry.valid;
        }
        return *tally.validated;
    }

    void add_fault(core::Diagnostic finding)
    {
        ++fault_count_;
        if (faults_.size() < findings_max) {
            faults_.push_back(std::move(finding));
        }
    }

    void throw_faults()
    {
        if (fault_count_ > 0) {
            throw Error{ErrorKind::refused,
                        "import.refused",
                        {{"count", fault_count_}},
                        {input_.name, 0, 0, {}},
                        std::move(faults_)};
        }
    }

    core::Table years_table() const
    {
        std::vector<core::Row> rows;
        for (std::size_t i = 0; i < years_.size(); ++i) {
            if (survey_.lines_of_year[i] > 0) {
                auto const& tally = tallies_[i];
                auto const& sums = proof_.of_year(i);
                rows.push_back(item(years_[i].label,
                                    {years_[i].label, tally.added, tally.drafts, tally.existing,
                                     survey_.lines_of_year[i], sums.debit, sums.credit}));
            }
        }
        return table(context_, "import.years",
                     {"year", "new", "drafts", "existing", "lines", "debit", "credit"},
                     core::rows(std::move(rows)));
    }

    void add_notes(Document& document) const
    {
        auto const add = [&](char const* id, std::int64_t count) {
            if (count > 0) {
                document.notes.push_back(info(id, {{"count", count}}));
            }
        };
        document.notes.insert(document.notes.end(), survey_.warnings.begin(),
                              survey_.warnings.end());
        for (std::size_t i = 0; i < years_.size(); ++i) {
            if (tallies_[i].opening_computed.value_or(false)) {
                document.notes.push_back(info("import.fec-opening", {{"year", years_[i].label}}));
            }
        }
        std::int64_t drafts = 0;
        for (auto const& tally : tallies_) {
            drafts += tally.drafts;
        }
        add("import.fec-drafts", request_.drafts ? 0 : drafts);
        add("import.fec-validated", validated_);
        add("import.fec-later", later_);
        add("import.fec-lettering", survey_.lettered);
        add("import.fec-currency", survey_.currency);
        add("import.fec-nil", survey_.nil);
        add("import.fec-cut", survey_.cut + pieces_cut_);
    }

    Context const& context_;
    core::Input const& input_;
    FecRequest request_;
    exchange::FecEntries& entries_;
    FecSurvey const& survey_;
    std::vector<Year> const& years_;
    std::vector<Year> touched_;
    std::vector<YearTally> tallies_; ///< by year
    FecProof proof_;
    std::optional<FecAdditions> additions_;
    KnownEntries known_;
    bool changed_ = false;        ///< something was recorded
    std::int64_t pieces_cut_ = 0; ///< entries
    std::int64_t validated_ = 0;  ///< drafts of the books
    std::int64_t later_ = 0;      ///< posted later than their date of validation
    std::vector<core::Diagnostic> faults_;
    std::int64_t fault_count_ = 0;
};

} // namespace

void record_fec(Context const& context, core::Input const& input, FecRequest const& request,
                exchange::FecEntries& entries, FecSurvey const& survey,
                std::vector<Year> const& years, Document& receipt)
{
    FecImport work{context, input, request, entries, survey, years};
    work.run();
    work.tell(receipt);
}

} // namespace coop::app
