// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/import.hpp>

#include "app/answer.hpp"
#include "app/party/names.hpp"
#include "hidden.hpp"
#include "known.hpp"
#include "roles.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/chart.hpp>
#include <coop/ledger/regulation.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace coop::app {

namespace {

using exchange::ReadDraft;

/// Our code for what a program calls a project, or the same where nothing is called so.
std::string code_of(std::vector<ledger::Project> const& projects, std::string const& name)
{
    auto const folded = core::fold(name);
    auto const found = std::ranges::find_if(projects, [&](ledger::Project const& project) {
        return project.code == folded || core::fold(project.label) == folded;
    });
    return found == projects.end() ? name : found->code;
}

/// Drafts that are known for what they are.
class Judged {
public:
    /// `again`: what says the same as an entry of the books is another one.
    Judged(Context const& context, std::span<ReadDraft const> all, bool again)
        : context_(context),
          roles_(context),
          contents_(context.session, names_today(context.session),
                    again ? std::span<ReadDraft const>{} : all)
    {
        for (auto const& read : all) {
            met_.push_back(read.draft.ref.empty() ? contents_.meet(read.draft) : std::nullopt);
        }
        look(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            take(all[i], met_[i]);
        }
    }

    std::vector<ReadDraft> drafts;

    void recorded(std::size_t draft, ledger::EntryId id, bool existing)
    {
        if (!existing) {
            roles_.recorded(found_[draft], id);
        }
    }

    void tell(core::Document& document) const
    {
        for (auto const& year : there_) {
            document.notes.push_back(info("import.fec-opening", {{"year", year}}));
        }
        if (said_already_ > 0) {
            document.notes.push_back(info("import.known", {{"count", said_already_}}));
        }
        roles_.tell(document);
    }

private:
    /// The sums of a year are needed where an entry may close it; else its first day alone.
    void look(std::span<ReadDraft const> all)
    {
        bool const closes = std::ranges::any_of(
            all, [this](ReadDraft const& read) { return roles_.may_close(read.draft); });
        for (auto const& read : all) {
            if (closes || roles_.may_open(read.draft)) {
                auto const& met = met_[static_cast<std::size_t>(&read - all.data())];
                roles_.look(read.draft, origin_of(read.draft),
                            closes && (met || known(read.draft)));
            }
        }
    }

    void take(ReadDraft const& read, std::optional<ledger::EntryId> const& met)
    {
        auto judged = read;
        if (met) {
            keep_known(std::move(judged), *met);
            return;
        }
        auto& draft = judged.draft;
        auto const origin = origin_of(draft);
        bool const turns = roles_.may_open(draft) || origin.opening;
        auto const before = turns ? known(draft) : std::nullopt;
        if (turns && !before && roles_.is_booked(draft, origin)) {
            auto const year = ledger::year_of(context_.session.years(), draft.date).label;
            if (std::ranges::find(there_, year) == there_.end()) {
                there_.push_back(year);
            }
            return;
        }
        auto const role = roles_.decide(draft, origin);
        if (before) { // Its year may have been told otherwise when it came in.
            draft.journal = before->entry.journal;
        }
        if (auto const opening =
                turns && draft.ref.empty() ? contents_.meet(draft) : std::nullopt) {
            keep_known(std::move(judged), *opening);
            return;
        }
        judged.standing = role.standing;
        found_.push_back(role);
        drafts.push_back(std::move(judged));
    }

    void keep_known(ReadDraft read, ledger::EntryId id)
    {
        read.known = id;
        ++said_already_;
        found_.emplace_back();
        drafts.push_back(std::move(read));
    }

    std::optional<ledger::Record> known(ledger::Draft const& draft) const
    {
        return draft.ref.empty() ? std::nullopt : context_.session.find_by_ref(draft.ref);
    }

    static FileOrigin origin_of(ledger::Draft const& draft)
    {
        return {draft.journal, exchange::is_opening_journal(draft.journal, {}), {}};
    }

    Context const& context_;
    FileRoles roles_;
    KnownContents contents_;
    std::vector<std::optional<ledger::EntryId>> met_; ///< by draft of the file
    std::int64_t said_already_ = 0;
    std::vector<FileRole> found_;    ///< by draft
    std::vector<std::string> there_; ///< years whose opening the books have
};

/// Accounts that our charts lack and have a parent for, as the file calls them: a program that
/// exports its books has them in its chart.
class Accounts {
public:
    explicit Accounts(Context const& context) : context_(context)
    {
        auto const own = context.session.accounts();
        for (auto const& year : context.session.years()) {
            if (!charts_.contains(year.regulation)) {
                auto const& regulation = ledger::find_regulation(year.regulation);
                charts_.emplace(year.regulation,
                                ledger::Chart{ledger::shipped_accounts(regulation), own});
            }
        }
    }

    void add(std::vector<ReadDraft> const& drafts)
    {
        for (auto const& read : drafts) {
            for (std::size_t i = 0; i < read.draft.lines.size(); ++i) {
                auto const& labels = read.account_labels;
                add(read.draft.lines[i].account, i < labels.size() ? labels[i] : std::string{});
            }
        }
    }

    void tell(core::Document& document) const
    {
        std::vector<core::Row> rows;
        for (auto const& [code, label] : added_) {
            rows.push_back(item(code, {code, label}));
        }
        if (!rows.empty()) {
            document.blocks.emplace_back(table(context_, "import.accounts",
                                               {"account", "account_label"},
                                               core::rows(std::move(rows))));
        }
    }

private:
    /// It stands in the chart of each year of these books.
    void add(std::string const& code, std::string const& label)
    {
        if (!ledger::is_account_code(code) || charts_.empty() || added_.contains(code)) {
            return;
        }
        ledger::Account const* parent = nullptr;
        for (auto const& [id, chart] : charts_) {
            parent = chart.nearest(code);
            if (parent == nullptr || parent->code == code) {
                return; // There already, or refused with the entry.
            }
        }
        auto const& chart = charts_.rbegin()->second;
        auto const account =
            ledger::new_account(chart, code, core::trim(label).empty() ? parent->label : label);
        context_.session.put_account(account);
        added_.emplace(code, account.label);
    }

    Context const& context_;
    std::map<std::string, ledger::Chart> charts_; ///< by regulation
    std::map<std::string, std::string> added_;    ///< labels by code
};

/// Ours are called by our names. \return drafts left without one of several parties.
std::int64_t name(Context const& context, exchange::Importer const& importer,
                  std::vector<ReadDraft>& drafts)
{
    auto& session = context.session;
    auto const projects = session.projects();
    auto const journals = session.journals();
    bool const several = !importer.several_parties_id.empty();
    std::int64_t left_out = 0;
    for (auto& read : drafts) {
        auto& draft = read.draft;
        if (std::ranges::find(journals, draft.journal, &ledger::Journal::code) == journals.end()) {
            draft.journal.clear();
        }
        if (several && draft.party.find(',') != draft.party.npos &&
            !session.find_party(draft.party)) {
            draft.party.clear(); // Of several, nobody knows which one is the third party.
            ++left_out;
        }
        for (auto& line : read.draft.lines) {
            if (!line.project.empty()) {
                line.project = code_of(projects, line.project);
            }
        }
    }
    return left_out;
}

bool is_balanced(ledger::Draft const& draft)
{
    core::Money rest;
    for (auto const& line : draft.lines) {
        rest += line.debit - line.credit;
    }
    return rest.is_zero();
}

/// The entries that no faulty row belongs to: which one a row belongs to that nobody could read, is
/// told by what does not balance without it.
std::vector<ReadDraft> whole_ones(std::vector<ReadDraft> drafts,
                                  std::vector<core::Diagnostic> const& findings)
{
    std::set<int> faulty;
    for (auto const& finding : findings) {
        faulty.insert(finding.where.line);
    }
    auto const has_fault = [&](core::Where const& where) { return faulty.contains(where.line); };
    std::erase_if(drafts, [&](ReadDraft const& read) {
        return !is_balanced(read.draft) || has_fault(read.where) ||
               std::ranges::any_of(read.lines, has_fault);
    });
    return drafts;
}

/// Cites every row that cannot be read and every entry that cannot be recorded, in one go.
[[noreturn]] void refuse_rows(Context const& context, std::span<ReadDraft const> drafts,
                              std::vector<core::Diagnostic> findings)
{
    try {
        add_entries(context, whole_ones({drafts.begin(), drafts.end()}, findings), false);
    } catch (core::Error const& error) {
        if (error.id() != "import.refused") {
            throw;
        }
        findings.insert(findings.end(), error.findings().begin(), error.findings().end());
    }
    std::ranges::stable_sort(findings, {},
                             [](core::Diagnostic const& finding) { return finding.where.line; });
    auto source = findings.front().where.source;
    throw core::Error{core::ErrorKind::unreadable,
                      "import.rows",
                      {{"count", static_cast<std::int64_t>(findings.size())}},
                      {std::move(source), 0, 0, {}},
                      std::move(findings)};
}

HiddenTexts hidden_in(std::span<ReadDraft const> drafts)
{
    HiddenTexts hidden;
    for (auto const& read : drafts) {
        hidden.look(read.draft, read.where.line);
        for (std::size_t i = 0; i < read.draft.lines.size(); ++i) {
            bool const own = i < read.lines.size();
            hidden.look(read.draft.lines[i], own ? read.lines[i].line : read.where.line);
        }
    }
    return hidden;
}

} // namespace

core::Document import_entries(Context const& context, exchange::Importer const& importer,
                              std::span<ReadDraft const> drafts, Importing const& how)
{
    Judged judged{context, drafts, how.again};
    auto const left_out = importer.foreign ? name(context, importer, judged.drafts) : 0;
    if (!how.findings.empty()) {
        refuse_rows(context, judged.drafts, how.findings);
    }
    Accounts accounts{context};
    if (importer.foreign) {
        accounts.add(judged.drafts);
    }
    auto document = add_entries(context, judged.drafts, how.post,
                                [&](std::size_t draft, ledger::EntryId id, bool existing) {
                                    judged.recorded(draft, id, existing);
                                });
    accounts.tell(document);
    judged.tell(document);
    hidden_in(drafts).tell(document);
    if (left_out > 0) {
        document.notes.push_back(
            info(std::string{importer.several_parties_id}, {{"count", left_out}}));
    }
    return document;
}

} // namespace coop::app
