// SPDX-License-Identifier: GPL-3.0-or-later
#include "sums.hpp"

#include <coop/core/assert.hpp>

#include <algorithm>
#include <utility>

namespace coop::report {

using care::Position;
using core::Money;

namespace {

/// What presentation C books of a position: it knows no advance.
Money effect_at_close(Position const& position)
{
    auto const before = std::max(Money{}, position.opening) - position.in_legal_book_before;
    return position.arrears() - position.in_legal_book - before;
}

void add(CareSums& sums, Position const& position, bool at_close)
{
    sums.opening += position.opening;
    sums.budget += position.budget + position.complement;
    sums.consumption += position.consumption;
    sums.revision += position.revision;
    sums.remission += position.remission;
    sums.done += position.done;
    sums.repaid_in_books += position.repaid_in_books;
    sums.repaid_outside += position.repaid_outside;
    sums.repaid += position.repaid();
    sums.surplus += position.surplus;
    sums.closing += position.closing;
    sums.arrears += position.arrears();
    sums.advance += position.advance();
    sums.in_legal_book += position.in_legal_book;
    sums.in_legal_book_before += position.in_legal_book_before;

    sums.preserved += std::min(position.repaid(), position.consumption);
    auto const lacking = std::max(Money{}, position.consumption - position.repaid());
    auto const beyond = std::max(Money{}, position.repaid() - position.consumption);
    auto const covered = std::min(lacking, std::max(Money{}, -position.opening));
    auto const owed = std::max(Money{}, position.opening + position.revision - position.remission);
    sums.covered += covered;
    sums.unmet += lacking - covered;
    sums.arrears_repaid += std::min(beyond, owed);
    sums.ahead += beyond - std::min(beyond, owed);
    sums.recognised += position.in_legal_book - position.in_legal_book_before;
    auto const effect = at_close ? effect_at_close(position) : position.effect();
    sums.effect += effect;
    sums.not_shown += effect - position.effect();
}

void add_group(CareSums& sums, CareFacts const& facts, std::size_t exercise, std::size_t g)
{
    bool const at_close = facts.policy.presentation == care::Presentation::cloture;
    add(sums, facts.outcome.exercises[exercise].positions[g], at_close);
    auto const& accounts = facts.book.accounts[exercise][g];
    sums.c1 += accounts.c1;
    sums.c2 += accounts.c2;
    sums.c28 += accounts.c28;
    sums.c4 += accounts.c4;
    sums.use += accounts.c2 - accounts.c28;
    sums.owed += accounts.c1 + accounts.c4;
    for (auto const i : facts.outcome.groups[g].items) {
        auto const done = funding_of(facts, facts.inputs.exercises[exercise].items[i]);
        for (std::size_t f = 0; f < done.size(); ++f) {
            sums.funding[f] += done[f];
        }
    }
}

bool lacks_amount_for(care::Item const& item, std::string_view capital)
{
    return !item.valued && item.capital == capital && item.kind == care::ActionKind::preservation &&
           item.origin == care::Origin::contractee;
}

bool has_positions_of(CareFacts const& facts, std::string_view subject)
{
    return std::ranges::any_of(facts.outcome.groups,
                               [&](care::Group const& group) { return belongs(group, subject); });
}

/// The letter of a capital's family; that of the whole where capitals pay for one another.
std::string family_letter(std::string_view capital)
{
    return std::string{capital.substr(0, 1)};
}

} // namespace

CareFacts care_facts(std::string title, care::Inputs inputs, care::Policy const& policy,
                     bool weak_allowed)
{
    CareFacts facts;
    facts.title = std::move(title);
    facts.policy = policy;
    facts.inputs = std::move(inputs);
    facts.outcome = care::compute(facts.inputs, policy, weak_allowed);
    facts.book = care::post(facts.inputs, facts.outcome, policy);
    facts.exercises.resize(facts.inputs.exercises.size());
    return facts;
}

bool belongs(care::Group const& group, std::string_view subject)
{
    return subject.empty() || care::id_of(group) == subject || group.capital == subject ||
           (subject.size() == 1 && group.capital.front() == subject.front());
}

std::array<Money, care::funding_count> funding_of(CareFacts const& facts,
                                                  care::ItemYear const& year)
{
    std::array<Money, care::funding_count> result{};
    for (std::size_t i = 0; i < result.size(); ++i) {
        bool const third = i == static_cast<std::size_t>(care::Funding::third);
        if (!third || facts.policy.third_party_repays) {
            result[i] = year.done.in_books[i] + year.done.outside[i];
        }
    }
    return result;
}

CareSums sums_of(CareFacts const& facts, std::size_t exercise, std::string_view subject)
{
    CareSums sums;
    std::size_t positions = 0;
    for (std::size_t g = 0; g < facts.outcome.groups.size(); ++g) {
        auto const& group = facts.outcome.groups[g];
        if (!belongs(group, subject)) {
            continue;
        }
        if (group.capital == facts.mask.folded) {
            positions += 2; // of several capitals at least
            add(sums, (*facts.mask.sums)[exercise]);
        } else {
            ++positions;
            add_group(sums, facts, exercise, g);
        }
    }
    if (positions == 1) {
        sums.preserved = sums.repaid;
    }
    return sums;
}

std::vector<CarePosition> positions_of(CareFacts const& facts, std::size_t exercise)
{
    std::vector<CarePosition> result;
    for (auto const& group : facts.outcome.groups) {
        auto const sums = sums_of(facts, exercise, care::id_of(group));
        result.push_back({group.capital, group.action, sums.opening, sums.consumption, sums.repaid,
                          sums.surplus, sums.closing});
    }
    return result;
}

void add(CareSums& sums, CareSums const& more)
{
    auto all = amounts_of(sums);
    auto const others = amounts_of(more);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all.at(i) += others.at(i);
    }
    sums = std::bit_cast<CareSums>(all);
}

CareSums sums_of_all(CareFacts const& facts, std::size_t exercise,
                     std::set<std::string> const& capitals)
{
    CareSums sums;
    for (std::size_t g = 0; g < facts.outcome.groups.size(); ++g) {
        if (capitals.contains(facts.outcome.groups[g].capital)) {
            add_group(sums, facts, exercise, g);
        }
    }
    return sums;
}

bool is_masked(CareFacts const& facts, std::string_view subject)
{
    return facts.mask.hides() && (subject.empty() || subject == "H");
}

std::string_view result_measure(CareFacts const& facts)
{
    return facts.mask.hides() ? "result-published" : "result";
}

Money before_preservation(CareFacts const& facts, std::size_t exercise)
{
    auto const& legal = facts.exercises[exercise].legal;
    auto const repaid = sums_of(facts, exercise, {}).repaid_in_books;
    return facts.inputs.exercises[exercise].legal_result + repaid +
           (legal ? legal->dotations : Money{});
}

Money gap_at(CareFacts const& facts, std::size_t exercise)
{
    auto const sums = sums_of(facts, exercise, {});
    return -(sums.c1 + sums.c4 - (sums.c2 - sums.c28));
}

std::vector<std::string> families_of(CareFacts const& facts)
{
    std::vector<std::string> families{"N", "H"};
    auto const put = [&](std::string_view capital) {
        if (auto letter = family_letter(capital); !std::ranges::count(families, letter)) {
            families.push_back(std::move(letter));
        }
    };
    for (auto const& group : facts.outcome.groups) {
        put(group.capital);
    }
    for (auto const& capital : facts.capitals) {
        if (!capital.valued) {
            put(capital.id);
        }
    }
    return families;
}

std::vector<CareCapital> capitals_of(CareFacts const& facts, std::string_view family)
{
    std::vector<CareCapital> result;
    for (auto const& capital : facts.capitals) {
        if (capital.id.starts_with(family)) {
            result.push_back(capital);
        }
    }
    auto const put = [&](std::string const& id, bool valued) {
        if (id.size() > 1 && id.starts_with(family) &&
            std::ranges::find(result, id, &CareCapital::id) == result.end()) {
            result.push_back({id, id, valued, {}});
        }
    };
    for (auto const& group : facts.outcome.groups) {
        put(group.capital, true);
    }
    for (auto const& item : facts.inputs.items) {
        put(item.capital, item.valued);
    }
    return result;
}

bool lacks_amount(CareFacts const& facts, std::size_t exercise, std::string_view subject)
{
    // A position has its cost, or would not be one.
    auto const capital_of_subject = subject.substr(0, subject.find('/'));
    for (auto const& family : families_of(facts)) {
        for (auto const& capital : capitals_of(facts, family)) {
            bool const part = subject.empty() || subject == "*" || subject == family ||
                              capital_of_subject == capital.id;
            bool const lacks = !capital.valued ||
                               facts.exercises[exercise].incomplete.contains(capital.id) ||
                               std::ranges::any_of(facts.inputs.items, [&](care::Item const& item) {
                                   return lacks_amount_for(item, capital.id);
                               });
            if (part && lacks) {
                return true;
            }
        }
    }
    return false;
}

bool is_part(std::string_view item, std::string_view subject)
{
    return subject.empty() || subject == "*" || item == subject ||
           (subject.size() == 1 && item.starts_with(subject)) ||
           item.starts_with(std::string{subject} + "/");
}

bool lacks_work(CareFacts const& facts, std::size_t exercise, std::string_view subject)
{
    return std::ranges::any_of(facts.work, [&](CareWork const& work) {
        bool const position =
            std::ranges::any_of(facts.outcome.groups, [&](care::Group const& group) {
                return care::id_of(group) == work.item;
            });
        auto const whole = position ? work.item : work.item.substr(0, work.item.find('/'));
        return is_part(work.item, subject) && has_positions_of(facts, whole) &&
               work.missing_cost[exercise] > sums_of(facts, exercise, whole).arrears;
    });
}

bool is_incomplete(CareFacts const& facts, std::size_t exercise, std::string_view subject)
{
    return lacks_amount(facts, exercise, subject) || lacks_work(facts, exercise, subject);
}

Money asked_of(CareFacts const& facts, std::string_view subject)
{
    Money sum;
    for (auto const& asked : facts.asked) {
        sum += is_part(asked.item, subject) ? asked.amount : Money{};
    }
    return sum;
}

std::optional<core::Decimal> quotient(Money amount, core::Decimal divisor, int places)
{
    if (divisor.units <= 0) {
        return std::nullopt;
    }
    std::int64_t factor = 1;
    for (int i = 2; i < places + divisor.places; ++i) {
        factor *= 10;
    }
    return core::Decimal{
        core::scale(amount, factor, divisor.units, core::Rounding::half_up).in_cents(), places};
}

} // namespace coop::report
