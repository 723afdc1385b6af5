// SPDX-License-Identifier: GPL-3.0-or-later
//
// The livre CARE is written once. What a close read is kept in its record: the exercise is computed
// from that ever after, and what the registers say later is a correction that has to be asked for.
#include <coop/app/care/close.hpp>

#include "app/answer.hpp"
#include "app/openings.hpp"
#include "facts.hpp"
#include "groups.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

namespace {

using care::CloseRequest;
using care::Policy;
using core::Document;
using core::Error;
using core::ErrorKind;
using core::Money;

/// Everything that one command computes; nothing is computed twice.
struct Work {
    Context const& context;
    CloseRequest const& request;
    CareBooks books;
    std::size_t first = 0;  ///< index of the first exercise among legal years
    std::size_t target = 0; ///< of the exercise that is closed
    std::vector<care::Exercise> exercises;
    care::Closing closing;
    care::Outcome outcome;
    care::Book book;
    std::vector<care::State const*> undeclared; ///< of the exercise that is closed
    std::vector<care::ExerciseToClose> written; ///< by exercise

    std::size_t at() const { return target - first; } ///< index in `exercises`
    care::KeptClose const* close_of(std::size_t t) const { return written[t].kept; }
    Policy const& policy() const { return books.registry.policy; }
};

[[noreturn]] void refuse(std::string id, core::Arguments args)
{
    throw Error{ErrorKind::refused, std::move(id), std::move(args)};
}

void find_target(Work& work)
{
    auto const& years = work.books.years;
    auto const& year = ledger::find_year(years, work.request.year);
    auto const first = work.books.first();
    if (!first) {
        refuse("care.nothing", {{"year", year.label}});
    }
    work.first = *first;
    work.target = static_cast<std::size_t>(
        std::ranges::find(years, year.label, &ledger::Year::label) - years.begin());
    if (work.target < work.first) {
        refuse("care.before-first", {{"year", year.label}, {"first", years[work.first].label}});
    }
    for (auto i = work.first; i < work.target; ++i) {
        if (work.books.close_of(years[i].label) == nullptr && !work.request.provisional) {
            refuse("care.earlier-open", {{"year", year.label}, {"earlier", years[i].label}});
        }
    }
    if (year.state == ledger::YearState::open && !work.request.provisional) {
        refuse("care.year-open", {{"year", year.label}});
    }
}

/// The last exercise to look at: later ones open with what this one leaves.
std::size_t last_of(Work const& work)
{
    auto last = work.target;
    for (auto i = work.target; i < work.books.years.size(); ++i) {
        if (work.books.close_of(work.books.years[i].label) != nullptr) {
            last = i;
        }
    }
    return last;
}

/// What is read of the registers as they are now: the exercise that is closed, unless it was closed
/// by the rules of before and nobody asks for a correction.
std::optional<std::size_t> read_again(Work const& work)
{
    auto const* const kept = work.books.close_of(work.books.years[work.target].label);
    bool const of_before = kept != nullptr && kept->inputs.rules == care::Rules::declared;
    bool const asked = work.request.correct || work.request.restate;
    return of_before && !asked ? std::nullopt : std::optional{work.target};
}

void compute(Work& work)
{
    work.exercises = exercises_of(work.context, work.books, last_of(work), read_again(work));
    work.closing = care::inputs_of(work.books.registry, work.exercises, work.books.lines,
                                   work.policy(), work.books.rates);
    work.outcome = care::compute(work.closing.inputs, work.policy(), work.request.weak_allowed);
    work.book = care::post(work.closing.inputs, work.outcome, work.policy());
    work.undeclared = care::undeclared_states(work.books.registry, work.closing.years[work.at()],
                                              work.exercises[work.at()].period);
    for (std::size_t t = 0; t < work.exercises.size(); ++t) {
        auto const& label = work.exercises[t].label;
        work.written.push_back({label, work.books.close_of(label),
                                standing_entries(work.context, label), work.book.entries[t],
                                &work.closing.years[t]});
    }
}

/// What overlaps name stands in the accounts, which cost something to read: only if any is named.
void check_overlaps(Work const& work)
{
    auto const& exercise = work.exercises[work.at()];
    auto const named = care::overlaps_by_account(work.books.registry, exercise.period.last);
    if (!named.empty()) {
        Openings openings{work.context.session, work.books.years, store::Which::posted};
        care::check_overlaps(named, openings.balances(work.target), exercise.label);
    }
}

void check(Work const& work)
{
    care::check_policy(work.written, work.policy(), work.request);
    care::check_prepaid(work.books.registry);
    if (!work.closing.refused.empty() && !work.request.provisional) {
        auto const& first = work.closing.refused.front();
        throw Error{ErrorKind::refused, first.id, first.args, {}, {}};
    }
    care::check_declared(work.books.registry, work.undeclared, work.request);
    check_overlaps(work);
}

std::string entry_label(care::Draft const& entry)
{
    auto const position = entry.action.empty() ? entry.capital : entry.capital + "/" + entry.action;
    // In the language of the books, whoever closes them: the label is sealed.
    return i18n::text(i18n::Language::fr, "care-rule." + entry.rule, {{"position", position}});
}

bool opens(care::Draft const& entry)
{
    return entry.rule == care::name_of(care::Rule::opening) ||
           entry.rule == care::name_of(care::Rule::adoption);
}

/// Reversals of what stood, then the entries anew.
std::vector<care::Entry> entries_of(Work const& work, care::Writing const& writing)
{
    std::vector<care::Entry> all;
    if (!writing.entries) {
        return all;
    }
    auto const& exercise = work.exercises[writing.exercise];
    for (auto const& entry : work.written[writing.exercise].standing) {
        auto const label = i18n::text(i18n::Language::fr, "care-rule.reversal",
                                      {{"id", entry.id}, {"reason", work.request.reason}});
        all.push_back(care::check_entry(care::reversal_of(entry, exercise.period.last, label)));
    }
    for (auto draft : work.book.entries[writing.exercise]) {
        draft.year = exercise.label;
        draft.date = opens(draft) ? exercise.period.first : exercise.period.last;
        draft.label = entry_label(draft);
        all.push_back(care::check_entry(std::move(draft)));
    }
    return all;
}

/// With the ids that they will be given.
std::vector<care::PostedEntry> posted_as(Work const& work, std::vector<care::Entry> const& entries)
{
    std::vector<care::PostedEntry> all;
    auto id = work.context.session.care_last_entry();
    for (auto const& entry : entries) {
        all.push_back({entry.draft(), ++id, {}});
    }
    return all;
}

core::Digest year_digest(Work const& work, care::Writing const& writing,
                         std::vector<care::PostedEntry> const& more)
{
    std::vector<care::PostedEntry> all;
    auto const next = work.context.session.care_entries(work.exercises[writing.exercise].label);
    while (auto entry = next()) {
        all.push_back(std::move(*entry));
    }
    all.insert(all.end(), more.begin(), more.end());
    return care::entries_digest(all);
}

/// A line per position: opening, due, done, closing; and what each account is left with.
std::string positions_text(Work const& work, std::size_t t)
{
    std::string text;
    for (std::size_t g = 0; g < work.outcome.groups.size(); ++g) {
        auto const& position = work.outcome.exercises[t].positions[g];
        auto const& accounts = work.book.accounts[t][g];
        auto const add = [&](char const* key, Money amount) {
            text += std::string{" "} + key + "=" + care::to_text(amount);
        };
        text += care::id_of(work.outcome.groups[g]);
        add("opening", position.opening);
        add("due", position.consumption);
        add("repaid", position.repaid());
        add("surplus", position.surplus);
        add("closing", position.closing);
        add("c1", accounts.c1);
        add("c2", accounts.c2);
        add("c28", accounts.c28);
        add("c4", accounts.c4);
        text += "\n";
    }
    return text;
}

care::Record close_record(Work const& work, care::Writing const& writing,
                          core::Digest const& entries_digest)
{
    auto const t = writing.exercise;
    auto const inputs = care::to_text(work.closing.years[t]);
    auto const& outcome = work.outcome.exercises[t];
    auto const head = work.context.session.head();
    bool const undeclared =
        t == work.at() ? !work.undeclared.empty() : work.close_of(t)->undeclared;
    care::Record record;
    record.kind = "close";
    record.id = work.exercises[t].label;
    record.day = work.context.today;
    auto const books = work.context.session.record_head().entries;
    std::string const yes{care::yes_words.of(true)};
    record.fields = {{"year", work.exercises[t].label},
                     {"policy", care::canonical(work.policy())},
                     {"inputs", inputs},
                     {"inputs_sha256", core::to_hex(core::sha256(inputs))},
                     {"entries_sha256", core::to_hex(entries_digest)},
                     {"legal_result", care::to_text(outcome.legal_result)},
                     {"result", care::to_text(outcome.result)},
                     {"arrears", care::to_text(outcome.arrears)},
                     {"positions", positions_text(work, t)},
                     {"legal_head", head.entries > 0 ? core::to_hex(head.hash) : std::string{}},
                     {"undeclared", undeclared ? yes : ""},
                     {"weak", care::is_weak(work.policy()) ? yes : ""},
                     {"reason", work.close_of(t) != nullptr ? work.request.reason : ""},
                     {"rules", std::string{care::rules_words.of(work.closing.years[t].rules)}},
                     {"books", std::to_string(books)}};
    return care::check_record(std::move(record));
}

/// What the statements of the exercise will print, computed as they will be: from this close.
void seal_body(Work& work, care::Record& record)
{
    auto kept = care::kept_close_of(
        {.record = record, .sequence = work.context.session.care_head().entries + 1});
    auto const year = kept.year;
    work.books.closes.insert_or_assign(year, std::move(kept));
    auto const facts = facts_to_seal(work.context, work.books, year);
    record.fields.emplace_back("body_sha256", core::to_hex(report::body_digest(facts)));
    record = care::check_record(std::move(record));
}

/// Whether a correction is asked of what is only printed: a name, a term, a line of the bilan.
bool prints_otherwise(Work& work)
{
    auto const* const kept = work.close_of(work.at());
    if (!work.request.correct || kept == nullptr || kept->body_sha256.empty()) {
        return false;
    }
    auto const before = *kept;
    care::Writing const writing{work.at(), true, false};
    auto record = close_record(work, writing, year_digest(work, writing, {}));
    seal_body(work, record);
    work.books.closes.insert_or_assign(before.year, before);
    return care::value_of(record.fields, "body_sha256") != before.body_sha256;
}

/// \return the entries that were posted.
std::vector<care::PostedEntry> write(Work& work, care::Writing const& writing)
{
    auto& session = work.context.session;
    auto const entries = entries_of(work, writing);
    auto posted = posted_as(work, entries);
    auto record = close_record(work, writing, year_digest(work, writing, posted));
    record.day = work.context.today;
    seal_body(work, record);
    auto const filed = session.care_append(record);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        posted[i].close = filed.sequence;
        auto const id = session.care_post(entries[i], filed.sequence);
        COOP_ASSERT(id == posted[i].id);
    }
    return posted;
}

/// What the answer may tell: the exercise and those before it, without what tells of few people.
report::CareFacts published(Work const& work)
{
    report::CareFacts facts;
    auto const count = work.at() + 1;
    facts.policy = work.policy();
    facts.inputs = work.closing.inputs;
    facts.inputs.exercises.resize(count);
    facts.outcome = work.outcome;
    facts.outcome.exercises.resize(count);
    facts.book = work.book;
    facts.book.entries.resize(count);
    facts.book.accounts.resize(count);
    add_groups(facts, known_people(work.context), work.books, work.exercises);
    return report::published(std::move(facts), work.context.language);
}

core::Table positions_table(Work const& work, report::CareFacts const& facts)
{
    std::vector<core::Row> rows;
    for (auto const& each : report::positions_of(facts, work.at())) {
        rows.push_back(item(each.action.empty() ? each.capital : each.capital + "/" + each.action,
                            {each.capital, cell(each.action), each.opening, each.due, each.repaid,
                             each.surplus, each.closing}));
    }
    return table(work.context, "care.positions",
                 {"care_capital", "care_action", "care_opening", "care_due", "care_repaid",
                  "care_surplus", "care_closing"},
                 core::rows(std::move(rows)));
}

/// Whether a note tells of a capital that is masked: by its name, by that of an action, or by an
/// amount that may be anybody's.
bool is_masked(Work const& work, report::CareMask const& mask, core::Diagnostic const& note)
{
    if (mask.capitals.empty()) {
        return false;
    }
    bool has_amount = false;
    bool named = false;
    for (auto const& [key, value] : note.args) {
        has_amount = has_amount || std::holds_alternative<Money>(value);
        auto const* const id = std::get_if<std::string>(&value);
        if (id != nullptr && (key == "capital" || key == "action")) {
            named = true;
            if (mask.capitals.contains(
                    key == "capital" ? *id : care::capital_of(work.books.registry, key, *id))) {
                return true;
            }
        }
    }
    return has_amount && !named;
}

void note_outcome(Work const& work, report::CareMask const& mask, Document& document)
{
    auto const t = work.at();
    for (auto const& note : work.closing.notes) {
        if (!is_masked(work, mask, note)) {
            document.notes.push_back(note);
        }
    }
    for (auto const& capital : work.closing.years[t].incomplete) {
        if (!mask.capitals.contains(capital)) {
            document.notes.push_back(warning("care.incomplete", {{"capital", capital}}));
        }
    }
    for (auto const* state : work.undeclared) {
        document.notes.push_back(warning("care.undeclared-allowed", {{"state", state->head.id}}));
    }
    if (care::is_weak(work.policy())) {
        document.notes.push_back(warning("care.weak-allowed", {}));
    }
    for (auto const& line : work.books.lines) {
        if (line.date < work.exercises.front().period.first) {
            document.notes.push_back(warning("care.tag-before", {{"entry", line.entry}}));
        }
    }
    for (std::size_t e = 0; e < work.exercises.size(); ++e) {
        bool const kept = e != t && work.exercises[e].closed;
        if (kept &&
            !care::changes_between(*work.exercises[e].closed, work.closing.now[e]).empty()) {
            document.notes.push_back(
                info("care.changed-since", {{"year", work.exercises[e].label}}));
        }
    }
}

std::string state_of(Work const& work, std::vector<care::Writing> const& writings)
{
    if (work.request.provisional) {
        return "provisional";
    }
    if (writings.empty()) {
        return "unchanged";
    }
    return work.close_of(work.at()) != nullptr ? "corrected" : "closed";
}

} // namespace

Document close_care(Context const& context, CloseRequest const& request)
{
    Work work{context, request, care_books_of(context), 0, 0, {}, {}, {}, {}, {}, {}};
    find_target(work);
    compute(work);
    check(work);
    auto writings = care::plan_close(work.written, work.at(), work.policy());
    if (writings.empty() && prints_otherwise(work)) {
        writings.push_back({work.at(), true, false});
    }
    care::check_plan(writings, work.written[work.at()], request);
    std::vector<care::PostedEntry> posted;
    for (auto const& writing : writings) {
        auto entries =
            request.provisional ? posted_as(work, entries_of(work, writing)) : write(work, writing);
        posted.insert(posted.end(), entries.begin(), entries.end());
    }
    auto const facts = published(work);
    auto const& outcome = facts.outcome.exercises[work.at()];
    auto const of_all = [&](Money amount) {
        return facts.mask.hides() ? core::Cell{say(context, "report.care.not-published")}
                                  : core::Cell{amount};
    };
    auto document = answer(context, "care.close", {{"year", request.year}});
    document.blocks.emplace_back(
        FactList{context}
            .add("year", request.year)
            .add("state", state_of(work, writings), "care-close.")
            .add("care_legal_result", outcome.legal_result)
            .add("care_result", of_all(outcome.result))
            .add("care_result_published",
                 facts.mask.hides() ? core::Cell{outcome.result} : core::Cell{})
            .add("care_arrears", of_all(outcome.arrears))
            .add("care_posted", static_cast<std::int64_t>(request.provisional ? 0 : posted.size()))
            .take());
    document.blocks.emplace_back(positions_table(work, facts));
    auto const masked = std::erase_if(posted, [&](care::PostedEntry const& entry) {
        return facts.mask.capitals.contains(entry.capital);
    });
    if (!posted.empty()) {
        document.blocks.emplace_back(entries_table(context, posted));
    }
    if (masked > 0) {
        document.notes.push_back(
            warning("care.entries-masked", {{"count", static_cast<std::int64_t>(masked)}}));
    }
    note_outcome(work, facts.mask, document);
    return document;
}

} // namespace coop::app
