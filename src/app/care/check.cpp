// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the rules of care/check.hpp look at, read from the books.
#include <coop/app/care/check.hpp>

#include "app/answer.hpp"
#include "app/care/closed/unproven.hpp"
#include "app/care/explained/figures.hpp"
#include "books.hpp"
#include "facts.hpp"

#include <coop/care/check.hpp>
#include <coop/care/voice.hpp>
#include <coop/core/error.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

namespace coop::app {

namespace {

/// A disk that fails is no finding; whatever else is refused is one, among others.
bool is_of_the_disk(core::Error const& error)
{
    constexpr std::array<std::string_view, 4> ids{"store.io", "store.full", "store.locked",
                                                  "store.unreadable"};
    return std::ranges::find(ids, error.id()) != ids.end();
}

using core::Document;
using core::Money;

care::CheckedYear year_of(care::Record const& close)
{
    auto const text = [&](std::string_view key) {
        return std::string{care::value_of(close.fields, key)};
    };
    care::CheckedYear year;
    year.label = text("year");
    year.policy = care::policy_of(text("policy"));
    year.legal_result = core::parse_money(text("legal_result"));
    year.result = core::parse_money(text("result"));
    year.arrears = core::parse_money(text("arrears"));
    year.inputs = care::to_text(care::recorded_year_of(text("inputs")));
    year.inputs_sha256 = text("inputs_sha256");
    year.entries_sha256 = text("entries_sha256");
    year.undeclared = text("undeclared") == care::yes_words.of(true);
    year.body_sha256 = text("body_sha256");
    return year;
}

std::map<std::string, care::CheckedYear> closes_of(ContextOf<store::CareBooks> const& context)
{
    std::map<std::string, care::CheckedYear> closes;
    auto const next = context.session.care_records({"close"});
    while (auto const filed = next()) {
        auto year = year_of(filed->record);
        closes.insert_or_assign(year.label, std::move(year));
    }
    return closes;
}

std::vector<care::PostedEntry> entries_of(ContextOf<store::CareBooks> const& context,
                                          std::string const& year)
{
    std::vector<care::PostedEntry> entries;
    auto const next = context.session.care_entries(year);
    while (auto entry = next()) {
        entries.push_back(std::move(*entry));
    }
    return entries;
}

/// A tagged line as a rule sees it; care::LegalLine is of posted entries and charges only.
std::vector<care::CheckedLine> lines_of(ContextOf<store::Entries> const& context,
                                        care::Registry const& registry)
{
    std::map<std::pair<std::int64_t, std::int64_t>, care::CheckedLine> lines;
    for (auto const& tag : registry.tags) {
        if (tag.withdrawn || lines.contains({tag.entry, tag.line})) {
            continue;
        }
        auto const record = context.session.find(tag.entry);
        if (!record || tag.line < 1 ||
            static_cast<std::size_t>(tag.line) > record->entry.lines.size()) {
            continue;
        }
        auto const& line = record->entry.lines[static_cast<std::size_t>(tag.line - 1)];
        lines.emplace(std::pair{tag.entry, tag.line},
                      care::CheckedLine{tag.entry, tag.line, record->posted(), line.account,
                                        line.debit - line.credit});
    }
    std::vector<care::CheckedLine> all;
    for (auto& [key, line] : lines) {
        all.push_back(std::move(line));
    }
    return all;
}

/// Closed exercises, and what the engine read of them.
void add_years(Context const& context, CareBooks const& books, care::CheckFacts& facts)
{
    auto closes = closes_of(context);
    auto const first = books.first();
    if (closes.empty() || !first) {
        return;
    }
    auto last = *first;
    while (last + 1 < books.years.size() && closes.contains(books.years[last + 1].label)) {
        ++last;
    }
    auto const exercises = exercises_of(context, books, last, std::nullopt);
    auto const& policy = closes.at(exercises.back().label).policy;
    auto const closing =
        care::inputs_of(books.registry, exercises, books.lines, policy, books.rates);
    facts.inputs = closing.inputs;
    for (std::size_t t = 0; t < exercises.size(); ++t) {
        auto year = closes.at(exercises[t].label);
        year.period = exercises[t].period;
        year.legal_now = exercises[t].legal_result;
        year.entries = entries_of(context, year.label);
        auto const& incomplete = closing.years[t].incomplete;
        year.incomplete.assign(incomplete.begin(), incomplete.end());
        auto const changes = care::changes_between(closing.years[t], closing.now[t]);
        year.changed = static_cast<std::int64_t>(changes.size());
        facts.years.push_back(std::move(year));
    }
}

void add_statements(Context const& context, care::CheckFacts& facts)
{
    for (auto& year : facts.years) {
        auto const statements = care_facts_of(context, year.label);
        year.body_now = core::to_hex(report::body_digest(*statements));
        auto explained = explained_figures(context, year.label);
        facts.explained += explained.count;
        std::ranges::move(explained.without, std::back_inserter(facts.unexplained));
    }
}

care::CheckFacts facts_of(Context const& context, CareBooks const& books)
{
    care::CheckFacts facts;
    facts.today = context.today;
    facts.lines = lines_of(context, books.registry);
    for (auto const& account : context.session.accounts()) {
        if (account.code.starts_with('C')) {
            facts.intruders.push_back(account.code);
        }
    }
    for (auto const& year : books.years) {
        if (books.close_of(year.label) == nullptr && !entries_of(context, year.label).empty()) {
            facts.unsealed.push_back(year.label);
        }
    }
    facts.trail = care::check_trail(context.session.care_records({}));
    try {
        add_years(context, books, facts);
        add_statements(context, facts);
    } catch (core::Error const& error) {
        if (is_of_the_disk(error)) {
            throw;
        }
        facts.refusal = error.id();
    }
    facts.registry = books.registry;
    return facts;
}

/// Books that were never closed under the rules of today may come from before them.
void add_unproven_work(Context const& context, CareBooks const& books, Document& document)
{
    bool const is_settled = std::ranges::any_of(books.closes, [](auto const& close) {
        return close.second.inputs.rules != care::Rules::declared;
    });
    if (is_settled) {
        return;
    }
    for (auto& note : notes_on_unproven_work(context, books)) {
        note.severity = core::Severity::info;
        document.notes.push_back(std::move(note));
    }
}

core::Table rules_table(Lent const& context, std::vector<core::Diagnostic> const& findings)
{
    std::vector<core::Row> rows;
    for (auto const& invariant : care::invariants()) {
        auto const id = std::string{invariant.id};
        auto const count = std::ranges::count_if(findings, [&](core::Diagnostic const& finding) {
            return std::get<std::string>(finding.args.front().value) == id;
        });
        rows.push_back(item(id, {id, say(context, "care-invariant." + id),
                                 std::string{care::name_of(invariant.held)},
                                 static_cast<std::int64_t>(count)}));
    }
    auto rules =
        table(context, "care.check", {"care_invariant", "summary", "care_held", "findings"},
              core::rows(std::move(rows)));
    put_in_words(rules, "care_held", "care-held.");
    return rules;
}

} // namespace

Document check_care_books(Context const& context, bool strict)
{
    auto const books = care_books_of(context);
    auto const facts = facts_of(context, books);
    auto findings = care::check_care(facts, strict);
    auto document = answer(context, "care.check");
    auto const count = [&](core::Severity severity) {
        return static_cast<std::int64_t>(
            std::ranges::count(findings, severity, &core::Diagnostic::severity));
    };
    document.blocks.emplace_back(
        FactList{context}
            .add("care_closed", static_cast<std::int64_t>(facts.years.size()))
            .add("care_explained", facts.explained)
            .add("errors", count(core::Severity::error))
            .add("warnings", count(core::Severity::warning))
            .take());
    document.blocks.emplace_back(rules_table(context, findings));
    document.notes = std::move(findings);
    add_unproven_work(context, books, document);
    return document;
}

} // namespace coop::app
