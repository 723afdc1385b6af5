// SPDX-License-Identifier: GPL-3.0-or-later
#include "record.hpp"

#include "additions.hpp"
#include "app/answer.hpp"
#include "app/books_cache.hpp"
#include "app/import/hidden.hpp"
#include "app/import/roles.hpp"
#include "app/party/names.hpp"
#include "known.hpp"
#include "proof.hpp"

#include <coop/app/export.hpp>
#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/fec/reader.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
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

/// What an import did in a year.
struct YearTally {
    std::int64_t added = 0;
    std::int64_t drafts = 0;
    std::int64_t existing = 0;
    bool opening_there = false; ///< the books compute or have what opens the year in the file
    std::optional<core::Date> validated;                   ///< so far
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
          proof_(survey, years, input.name),
          known_(survey.marks_drafts, names_today(context.session))
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
        for (auto const& [account, code] : additions_->waiting()) {
            entries_.call(account, code);
        }
        look_at_books();
        look_at_file();
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
        roles_.emplace(context_);
        for (std::size_t i = 0; i < years_.size(); ++i) {
            tallies_[i].validated = known_.last_posted(years_[i].label);
        }
    }

    /// What entries of the first and of the last day are, others tell: those of their journal, and
    /// the sums of the year.
    void look_at_file()
    {
        bool needed = false;
        for (std::size_t i = 0; i < years_.size(); ++i) {
            needed = needed || survey_.may_close[i] ||
                     (survey_.opens_elsewhere[i] && has_year_before(years_[i])) ||
                     (survey_.lines_of_year[i] > 0 && roles_->has_opening(years_[i]));
        }
        if (needed) {
            entries_.walk({}, [this](FecEntry& entry) {
                roles_->look(entry.draft, origin_of(entry), is_known(entry));
            });
        }
    }

    bool has_year_before(Year const& year) const
    {
        return context_.session.years().front().period.first < year.period.first;
    }

    FileOrigin origin_of(FecEntry const& entry) const
    {
        return {survey_.journals[entry.journal].is.code, entry.opening, entry.number};
    }

    bool is_known(FecEntry const& entry) const
    {
        auto const content = known_.content_of(entry.draft);
        auto const has = [&](KnownEntries::Known const* one) {
            return one != nullptr && one->content == content;
        };
        if (entry.marked_draft) {
            return has(known_.like(content, KnownEntries::Like::any));
        }
        return known_.any() && (has(numbered(entry)) || has(known_.by_ref(ref_of(entry))));
    }

    /// Whether it is what these books compute and write themselves.
    bool is_computed(FecEntry const& entry)
    {
        auto& computed = computed_[entry.year];
        if (!computed) {
            computed.emplace();
            for (auto const which : {Which::posted, Which::all}) {
                if (auto opening = computed_opening(context_, years_[entry.year], which)) {
                    computed->push_back(known_.content_of(*opening));
                }
            }
        }
        return std::ranges::find(*computed, known_.content_of(entry.draft)) != computed->end();
    }

    void take(FecEntry& entry)
    {
        auto& tally = tallies_[entry.year];
        proof_.saw(entry);
        hidden_.look(entry.draft, exchange::line_number(entry.line));
        for (auto const& line : entry.draft.lines) {
            hidden_.look(line, exchange::line_number(entry.line));
        }
        pieces_cut_ += entry.pieces_cut ? 1 : 0;
        piece_dates_ += entry.piece_dates ? 1 : 0;
        one_date_ += entry.dates ? 1 : 0;
        bool const not_kept = request_.drafts && entry.valid;
        valid_dates_ += entry.valid_dates || not_kept ? 1 : 0;
        try {
            if (auto const* known = find_known(entry)) {
                ++tally.existing;
                known_.met(*known);
                meet(*known, entry, tally);
            } else if ((entry.opening && is_computed(entry)) ||
                       roles_->is_booked(entry.draft, origin_of(entry))) {
                ++tally.existing;
                tally.opening_there = true;
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

    /// Of that number in the journal of the file, or in AN for one that is called so.
    KnownEntries::Known const* numbered(FecEntry const& entry) const
    {
        return entry.plain_number && entry.use <= 1
                   ? known_.by_number(years_[entry.year].label,
                                      entry.opening ? ledger::opening_journal
                                                    : std::string_view{entry.draft.journal},
                                      *entry.plain_number)
                   : nullptr;
    }

    /// By its number, else by the reference that an import gave it.
    /// \throws Error{refused} "import.fec-differs".
    KnownEntries::Known const* find_known(FecEntry const& entry) const
    {
        if (!known_.any()) {
            return nullptr;
        }
        auto const content = known_.content_of(entry.draft);
        if (entry.marked_draft) {
            return known_.like(content, KnownEntries::Like::any);
        }
        auto const* by_number = numbered(entry);
        if (by_number != nullptr && by_number->content == content) {
            return by_number;
        }
        auto const* referenced = known_.by_ref(ref_of(entry));
        if (referenced != nullptr && referenced->content == content) {
            return referenced;
        }
        auto const* other = referenced != nullptr                          ? referenced
                            : by_number != nullptr && !by_number->imported ? by_number
                                                                           : nullptr;
        if (other != nullptr) {
            throw differs(entry, *other);
        }
        return posts(entry) ? known_.like(content, KnownEntries::Like::marked_draft) : nullptr;
    }

    /// The rank of a draft of ours changes from file to file: its reference is its content.
    /// \throws Error{refused} "import.fec-differs" where that draft was changed since.
    std::string ref_of_marked(FecEntry const& entry)
    {
        auto const content = KnownEntries::text_of(known_.content_of(entry.draft));
        auto const base = "fec:" + years_[entry.year].label + "/" +
                          survey_.journals[entry.journal].is.code + "/" +
                          std::string{exchange::fec_draft_number} + content;
        auto& rank = ranks_[base];
        for (;;) {
            auto const ref = ++rank == 1 ? base : base + "#" + std::to_string(rank);
            auto const* known = known_.by_ref(ref);
            if (known == nullptr) {
                return ref;
            }
            if (!known_.is_met(*known)) {
                throw differs(entry, *known);
            }
        }
    }

    static Error differs(FecEntry const& entry, KnownEntries::Known const& known)
    {
        return {ErrorKind::refused,
                "import.fec-differs",
                {{"journal", entry.draft.journal}, {"number", entry.number}, {"entry", known.id}}};
    }

    bool posts(FecEntry const& entry) const { return entry.valid && !request_.drafts; }

    /// A draft that the file says validated by now is posted.
    void meet(KnownEntries::Known const& known, FecEntry const& entry, YearTally& tally)
    {
        if (known.posted || !posts(entry) || fault_count_ > 0) {
            return;
        }
        auto const record = context_.session.find(known.id);
        COOP_ASSERT(record);
        auto const& journal = record->entry.journal;
        last_number(entry.year, journal, tally) =
            context_.session
                .post(known.id, day_of_posting(entry, record->role == ledger::Role::opening, tally))
                .number;
        ++validated_;
    }

    void record(FecEntry& entry, YearTally& tally)
    {
        auto const origin = origin_of(entry);
        auto const role = roles_->decide(entry.draft, origin);
        bool const opens = role.standing.role == ledger::Role::opening;
        // Of another journal, the number of the file is kept as a reference.
        bool const at_home = entry.draft.journal == origin.journal || (opens && entry.opening);
        auto& last = last_number(entry.year, entry.draft.journal, tally);
        bool const numbered =
            posts(entry) && at_home && entry.use <= 1 && entry.plain_number == last + 1;
        if (!numbered) {
            entry.draft.ref = entry.marked_draft ? ref_of_marked(entry) : ref_of(entry);
        }
        auto const checked =
            ledger::check(std::move(entry.draft), additions_->rules(years_[entry.year]));
        if (fault_count_ > 0) {
            return; // Nothing will be kept: what follows is only looked at.
        }
        additions_->put(entry, checked);
        proof_.added(entry, checked);
        ledger::EntryId id = 0;
        if (!posts(entry)) {
            id = context_.session.save(checked, role.standing);
            ++tally.drafts;
        } else {
            auto const appended = context_.session.append(
                checked, day_of_posting(entry, opens, tally), role.standing);
            COOP_ASSERT(appended.number == last + 1);
            last = appended.number;
            id = appended.id;
            ++tally.added;
        }
        roles_->recorded(role, id);
    }

    std::int64_t& last_number(std::size_t year, std::string const& journal, YearTally& tally) const
    {
        auto found = tally.last.find(journal);
        if (found == tally.last.end()) {
            auto const last = known_.last_number(years_[year].label, journal);
            found = tally.last.emplace(journal, last).first;
        }
        return found->second;
    }

    /// À-nouveaux apart, days of validation follow each other in a year.
    core::Date day_of_posting(FecEntry const& entry, bool opens, YearTally& tally)
    {
        if (opens) {
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
            if (tallies_[i].opening_there) {
                document.notes.push_back(info("import.fec-opening", {{"year", years_[i].label}}));
            }
        }
        roles_->tell(document);
        std::int64_t drafts = 0;
        for (auto const& tally : tallies_) {
            drafts += tally.drafts;
        }
        add("import.fec-drafts", request_.drafts ? 0 : drafts);
        add("import.fec-validated", validated_);
        add("import.fec-later", later_);
        add("import.fec-one-date", one_date_);
        add("import.fec-valid-dates", valid_dates_);
        add("import.fec-lettering", survey_.lettered);
        add("import.fec-lettering-dates", survey_.letter_dates);
        add("import.fec-currency", survey_.currency);
        add("import.fec-currency-amounts", survey_.currency_amounts);
        add("import.fec-party-codes", shared_codes());
        if (!survey_.extra.empty()) {
            document.notes.push_back(
                info("import.fec-extra",
                     {{"fields", core::join(survey_.extra, ", ", core::printable)}}));
        }
        add("import.fec-nil", survey_.nil);
        add("import.fec-cut", survey_.cut + pieces_cut_);
        add("import.fec-piece-dates", piece_dates_);
        auto hidden = hidden_;
        for (auto const& journal : survey_.journals) {
            hidden.look(journal.is.label, exchange::line_number(journal.is.line));
        }
        for (auto const& account : survey_.accounts) {
            hidden.look(account.is.label, exchange::line_number(account.is.line));
        }
        hidden.tell(document);
    }

    /// Third parties whose code is that of another one in the file: a FEC of ours has one of each.
    std::int64_t shared_codes() const
    {
        std::map<std::string, std::set<std::string>> names;
        std::int64_t count = 0;
        for (auto const& party : survey_.parties) {
            auto& of_code = names[party.is.code];
            bool const is_new = of_code.insert(party.name).second;
            count += !party.is.code.empty() && is_new && of_code.size() > 1 ? 1 : 0;
        }
        return count;
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
    std::optional<FileRoles> roles_;
    std::map<std::size_t, std::optional<std::vector<KnownEntries::Content>>> computed_; ///< by year
    std::map<std::string, int> ranks_; ///< of drafts of ours, by reference
    std::int64_t piece_dates_ = 0;     ///< entries
    std::int64_t pieces_cut_ = 0;      ///< entries
    std::int64_t one_date_ = 0;        ///< entries of several
    std::int64_t valid_dates_ = 0;     ///< entries, some of whose days of validation are lost
    std::int64_t validated_ = 0;       ///< drafts of the books
    std::int64_t later_ = 0;           ///< posted later than their date of validation
    std::vector<core::Diagnostic> faults_;
    HiddenTexts hidden_;
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
