// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/close_rules.hpp>

#include <coop/core/diagnostic.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace coop::care {

using core::Error;
using core::ErrorKind;
using core::Money;

namespace {

[[noreturn]] void refuse(std::string id, core::Arguments args,
                         std::vector<core::Diagnostic> findings = {})
{
    throw Error{ErrorKind::refused, std::move(id), std::move(args), {}, std::move(findings)};
}

/// What an overlap may name: provisions, fonds dédiés, third parties.
bool holds_what_is_owed(std::string const& account)
{
    return ledger::is_provision(account) || ledger::is_dedicated_fund(account) ||
           ledger::is_class_of_third_parties(account);
}

std::vector<core::Diagnostic> findings_of(std::vector<Change> const& changes)
{
    std::vector<core::Diagnostic> findings;
    for (auto const& change : changes) {
        findings.push_back({core::Severity::error,
                            "care.changed-value",
                            {{"subject", change.subject.empty() ? "–" : change.subject},
                             {"key", change.key},
                             {"before", change.before.empty() ? "–" : change.before},
                             {"after", change.after.empty() ? "–" : change.after}},
                            {}});
    }
    return findings;
}

} // namespace

KeptClose kept_close_of(Filed const& filed)
{
    auto const& record = filed.record;
    auto const text = [&](std::string_view key) { return value_of(record.fields, key); };
    KeptClose kept;
    kept.year = text("year");
    kept.version = record.version;
    kept.policy = policy_of(text("policy"));
    kept.inputs = recorded_year_of(text("inputs"));
    kept.inputs.rules = rules_words.value(text("rules")).value_or(Rules::declared);
    kept.weak = text("weak") == yes_words.of(true);
    kept.undeclared = text("undeclared") == yes_words.of(true);
    kept.day = record.day;
    kept.reason = text("reason");
    if (auto const books = text("books"); !books.empty()) {
        std::int64_t sequence = 0;
        std::from_chars(books.data(), books.data() + books.size(), sequence);
        kept.books = sequence;
    }
    kept.legal_head = text("legal_head");
    kept.body_sha256 = text("body_sha256");
    kept.sequence = filed.sequence;
    return kept;
}

void check_policy(std::span<ExerciseToClose const> exercises, Policy const& policy,
                  CloseRequest const& request)
{
    for (auto const& exercise : exercises) {
        auto const* const kept = exercise.kept;
        if (kept == nullptr || kept->policy == policy || request.restate) {
            continue;
        }
        for (auto const& option : policy_options()) {
            auto const before = word_of(kept->policy, option);
            auto const after = word_of(policy, option);
            if (before != after) {
                refuse("care.policy-changed", {{"year", kept->year},
                                               {"option", std::string{option.key}},
                                               {"before", std::string{before}},
                                               {"after", std::string{after}}});
            }
        }
    }
}

void check_prepaid(Registry const& registry)
{
    if (registry.policy.surplus != Surplus::prepaid) {
        return;
    }
    auto const hash =
        registry.policy_head ? core::to_hex(registry.policy_head->hash) : std::string{};
    bool const approved = std::ranges::any_of(registry.opinions, [&](Opinion const& opinion) {
        auto const* const speaker = find(registry.spokespersons, opinion.spokesperson);
        return opinion.object.kind == "policy" && opinion.object.hash == hash &&
               opinion.verdict == Verdict::approuve && speaker != nullptr &&
               speaker->type != SpokespersonType::management;
    });
    if (!approved) {
        refuse("care.prepaid-unsigned", {});
    }
}

void check_declared(Registry const& registry, std::span<State const* const> undeclared,
                    CloseRequest const& request)
{
    if (undeclared.empty() || request.undeclared_allowed) {
        return;
    }
    std::vector<core::Diagnostic> findings;
    for (auto const* state : undeclared) {
        findings.push_back({core::Severity::error,
                            "care.undeclared-state",
                            {{"state", state->head.id},
                             {"indicator", state->indicator},
                             {"capital", capital_of(registry, "state", state->head.id)}},
                            {}});
    }
    refuse("care.undeclared",
           {{"year", request.year}, {"count", static_cast<std::int64_t>(undeclared.size())}},
           std::move(findings));
}

std::map<std::string, Money> overlaps_by_account(Registry const& registry, core::Date day)
{
    std::map<std::string, Money> named;
    for (auto const* overlap : last_overlaps(registry, day)) {
        named[overlap->account] += overlap->amount;
    }
    return named;
}

void check_overlaps(std::map<std::string, Money> const& named,
                    std::span<ledger::Balance const> balances, std::string const& year)
{
    for (auto const& [account, amount] : named) {
        if (!holds_what_is_owed(account)) {
            refuse("care.overlap-account", {{"account", account}});
        }
        Money standing;
        for (auto const& balance : balances) {
            if (balance.account.starts_with(account)) {
                standing -= balance.net();
            }
        }
        if (amount > standing) {
            refuse(
                "care.overlap-balance",
                {{"account", account}, {"amount", amount}, {"balance", standing}, {"year", year}});
        }
    }
}

bool says_the_same(PostedEntry const& posted, Draft const& made)
{
    return posted.journal == made.journal && posted.rule == made.rule &&
           posted.capital == made.capital && posted.action == made.action &&
           posted.lines == made.lines;
}

bool says_the_same(std::span<PostedEntry const> posted, std::span<Draft const> made)
{
    return std::ranges::equal(posted, made, [](PostedEntry const& one, Draft const& other) {
        return says_the_same(one, other);
    });
}

std::vector<Writing> plan_close(std::span<ExerciseToClose const> exercises, std::size_t at,
                                Policy const& policy)
{
    std::vector<Writing> all;
    for (std::size_t t = 0; t < exercises.size(); ++t) {
        auto const& [year, kept, standing, made, inputs] = exercises[t];
        if (kept == nullptr) {
            if (!standing.empty()) {
                throw Error{ErrorKind::database, "care.close-differs", {{"year", year}}};
            }
            if (t == at) { // An earlier one may be open where nothing is written.
                all.push_back({t, false, true});
            }
            continue;
        }
        bool const same = says_the_same(standing, made);
        bool const read_the_same = t != at || changes_between(kept->inputs, *inputs).empty();
        if (!same || !read_the_same || kept->policy != policy) {
            all.push_back({t, true, !same});
        }
    }
    return all;
}

void check_plan(std::span<Writing const> writings, ExerciseToClose const& closed,
                CloseRequest const& request)
{
    if (request.provisional || std::ranges::none_of(writings, &Writing::again)) {
        return;
    }
    if (!request.correct && !request.restate) {
        auto findings = closed.kept == nullptr
                            ? std::vector<core::Diagnostic>{}
                            : findings_of(changes_between(closed.kept->inputs, *closed.inputs));
        auto const count = static_cast<std::int64_t>(findings.size());
        refuse("care.close-changed", {{"year", request.year}, {"count", count}},
               std::move(findings));
    }
    if (request.reason.empty()) {
        throw Error{ErrorKind::usage, "care.reason", {}, {.source = "--reason"}};
    }
}

} // namespace coop::care
