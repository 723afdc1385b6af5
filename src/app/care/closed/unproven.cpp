// SPDX-License-Identifier: GPL-3.0-or-later
#include "unproven.hpp"

#include "app/answer.hpp"

#include <coop/care/rules.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace coop::app {

namespace {

using core::Money;

constexpr std::size_t candidates_max = 5;

struct Candidate {
    ledger::EntryId entry = 0;
    std::int64_t line = 0; ///< from 1
    core::Date date{};
    std::string account;
    Money amount;
};

core::Period month_of(core::Date day)
{
    auto const month = day.year() / day.month();
    return {core::Date{month / 1}, core::Date{month / std::chrono::last}};
}

class Unproven {
public:
    Unproven(Context const& context, CareBooks const& books) : context_(context), books_(books)
    {
        auto const& registry = books.registry;
        for (auto const& tag : registry.tags) {
            if (!tag.withdrawn) {
                tagged_.emplace(tag.entry, tag.line);
            }
        }
        for (auto const& one :
             care::tagged_amounts(registry, books.lines, registry.policy.rounding)) {
            if (auto const* const year = year_on(one.line->date)) {
                lines_of_[{one.tag->action, year->label}].push_back(one.amount);
            }
        }
    }

    std::vector<core::Diagnostic> take()
    {
        for (auto const& one : books_.registry.realisations) {
            bool const ours =
                one.funding == care::Funding::own || one.funding == care::Funding::grant;
            auto const* const year = year_on(one.date);
            bool const is_open = year != nullptr && books_.close_of(year->label) == nullptr;
            if (ours && is_open && one.basis == care::Basis::charge) {
                add(one, *year);
            }
        }
        return std::move(notes_);
    }

private:
    ledger::Year const* year_on(core::Date day) const
    {
        auto const found = std::ranges::find_if(
            books_.years, [&](ledger::Year const& year) { return year.period.contains(day); });
        return found == books_.years.end() ? nullptr : &*found;
    }

    /// What it was worth while a declaration was enough.
    std::optional<Money> worth(care::Realisation const& one) const
    {
        auto const* const cost = care::cost_on(books_.registry, one.action, one.date);
        if (one.amount || !one.quantity || cost == nullptr) {
            return one.amount;
        }
        std::int64_t den = 1;
        for (int i = 0; i < one.quantity->places; ++i) {
            den *= 10;
        }
        return core::scale(cost->amount, one.quantity->units, den, books_.registry.policy.rounding);
    }

    void add(care::Realisation const& one, ledger::Year const& year)
    {
        auto const amount = worth(one);
        auto& lines = lines_of_[{one.action, year.label}];
        auto const line = amount ? std::ranges::find(lines, *amount) : lines.end();
        if (line != lines.end()) {
            lines.erase(line);
            return;
        }
        if (std::ranges::any_of(one.entry, [&](care::LineRef const& joined) {
                return tagged_.contains({joined.entry, joined.line});
            })) {
            return;
        }
        notes_.push_back(warning("care.work-unproven", {{"year", year.label},
                                                        {"realisation", one.head.id},
                                                        {"action", one.action},
                                                        {"amount", amount.value_or(Money{})},
                                                        {"date", one.date}}));
        for (auto const& candidate : candidates_of(one, year, amount)) {
            notes_.push_back(info("care.work-candidate", {{"realisation", one.head.id},
                                                          {"entry", candidate.entry},
                                                          {"line", candidate.line},
                                                          {"date", candidate.date},
                                                          {"account", candidate.account},
                                                          {"amount", candidate.amount},
                                                          {"action", one.action}}));
        }
    }

    std::vector<Candidate> candidates_of(care::Realisation const& one, ledger::Year const& year,
                                         std::optional<Money> amount) const
    {
        std::vector<Candidate> found;
        if (amount) {
            found = charges({.year = year.label, .amount = amount}, amount);
        }
        if (found.empty()) {
            found = charges({.year = year.label, .period = month_of(one.date)}, {});
        }
        return found;
    }

    /// Charges that stand and that no tag points at, of that amount where one is asked.
    std::vector<Candidate> charges(store::EntryQuery query, std::optional<Money> amount) const
    {
        query.which = store::Which::posted;
        std::vector<Candidate> found;
        auto const next = context_.session.entries(query);
        while (auto const record = next()) {
            if (record->reverses || record->reversed_by) {
                continue;
            }
            std::int64_t number = 0;
            for (auto const& line : record->entry.lines) {
                ++number;
                auto const net = line.debit - line.credit;
                bool const fits = amount ? net == *amount : net > Money{};
                if (ledger::is_charge(line.account) && fits &&
                    !tagged_.contains({record->id, number})) {
                    found.push_back({record->id, number, record->entry.date, line.account, net});
                }
                if (found.size() == candidates_max) {
                    return found;
                }
            }
        }
        return found;
    }

    Context const& context_;
    CareBooks const& books_;
    std::set<std::pair<std::int64_t, std::int64_t>> tagged_; ///< entry and line
    std::map<std::pair<std::string, std::string>, std::vector<Money>>
        lines_of_; ///< by action and year: tagged, and not the line of a realisation yet
    std::vector<core::Diagnostic> notes_;
};

} // namespace

std::vector<core::Diagnostic> notes_on_unproven_work(Context const& context, CareBooks const& books)
{
    return Unproven{context, books}.take();
}

} // namespace coop::app
