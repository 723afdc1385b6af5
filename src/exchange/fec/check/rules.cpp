// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings.hpp"

#include <algorithm>
#include <limits>

// Origins: the text of LPF art. A47 A-1 as the tax office's notice quotes it; what Test Compta
// Demat 1.00.10b answers to files made for the purpose, and what its published source does with the
// rest. A rule that this program does not enforce
// is a warning although the text has it, unless figures or the sequence of entries are at stake.

namespace coop::exchange {

namespace {

using core::Severity;
using enum FecOrigin;

using enum FecFault;

struct Ruled {
    FecFault fault;
    FecRule rule;
};

/// In the order in which they are told.
constexpr auto table = std::to_array<Ruled>({
    {file_name, {"F1", law, Severity::warning, "fec.file-name"}},
    {siren, {"F2", practice, Severity::warning, "fec.siren"}},
    {encodings, {"F3", law, Severity::error, "fec.encodings"}},
    {bom, {"F4", law, Severity::warning, "fec.bom"}},
    {line_ends, {"F5", law, Severity::warning, "fec.line-ends"}},
    {columns_missing, {"F6", law, Severity::error, "fec.columns-missing"}},
    {columns_accents, {"F7", administration, Severity::error, "fec.columns-accents"}},
    {columns_order, {"F8", law, Severity::warning, "fec.columns-order"}},
    {columns_case, {"F9", law, Severity::warning, "fec.columns-case"}},
    {columns_extra, {"F10", law, Severity::warning, "fec.columns-extra"}},
    {trailing_separator, {"F11", law, Severity::warning, "fec.trailing-separator"}},
    {separator_other, {"F12", law, Severity::error, "fec.separator-other"}},
    {fields, {"F13", administration, Severity::error, "fec.field-count"}},
    {empty_line, {"F14", administration, Severity::error, "fec.empty-line"}},
    {no_lines, {"F15", administration, Severity::error, "fec.no-lines"}},
    {line_ends_mixed, {"F16", administration, Severity::error, "fec.line-ends-mixed"}},
    {file_name_unread, {"F17", administration, Severity::error, "fec.file-name-unread"}},
    {missing, {"L1", administration, Severity::error, "fec.missing"}},
    {account_digits, {"L2", law, Severity::error, "fec.account-digits"}},
    {account_unknown, {"L3", practice, Severity::warning, "fec.account-unknown"}},
    {date, {"L4", administration, Severity::error, "fec.date-malformed"}},
    {date_impossible, {"L5", law, Severity::error, "fec.date-impossible"}},
    {date_form, {"L6", law, Severity::warning, "fec.date-form"}},
    {date_year, {"L7", administration, Severity::warning, "fec.date-year"}},
    {date_outside, {"L8", law, Severity::error, "fec.date-outside"}},
    {valid_before, {"L9", practice, Severity::warning, "fec.valid-before"}},
    {piece_after, {"L10", practice, Severity::warning, "fec.piece-after"}},
    {amount, {"L11", administration, Severity::error, "fec.amount-malformed"}},
    {amount_point, {"L12", administration, Severity::error, "fec.amount-point"}},
    {amount_space, {"L13", administration, Severity::error, "fec.amount-space"}},
    {amount_form, {"L14", practice, Severity::warning, "fec.amount-form"}},
    {direction, {"L15", law, Severity::error, "fec.direction-unknown"}},
    {both_sides, {"L16", practice, Severity::error, "fec.both-sides"}},
    {no_amount, {"L17", practice, Severity::warning, "fec.no-amount"}},
    {letters, {"L18", practice, Severity::warning, "fec.letters"}},
    {currency_pair, {"L19", practice, Severity::warning, "fec.currency-pair"}},
    {currency_code, {"L20", practice, Severity::warning, "fec.currency-code"}},
    {party_pair, {"L21", practice, Severity::warning, "fec.party-pair"}},
    {amount_unread, {"L22", practice, Severity::error, "fec.amount-unread"}},
    {date_unread, {"L23", practice, Severity::error, "fec.date-unread"}},
    {entry_unbalanced, {"E1", practice, Severity::error, "fec.entry-unbalanced"}},
    {entry_one_line, {"E2", practice, Severity::error, "fec.entry-one-line"}},
    {entry_journals, {"E3", practice, Severity::error, "fec.entry-journals"}},
    {entry_dates, {"E4", practice, Severity::error, "fec.entry-dates"}},
    {entry_split, {"E5", practice, Severity::error, "fec.entry-split"}},
    {number_reused, {"E6", law, Severity::error, "fec.number-reused"}},
    {number_gap, {"E7", law, Severity::error, "fec.number-gap"}},
    {number_start, {"E8", practice, Severity::warning, "fec.number-start"}},
    {number_form, {"E9", practice, Severity::warning, "fec.number-form"}},
    {order, {"E10", law, Severity::error, "fec.order"}},
    {unbalanced, {"G1", practice, Severity::error, "fec.unbalanced"}},
    {opening_late, {"G2", law, Severity::error, "fec.opening-late"}},
    {opening_differs, {"G3", practice, Severity::error, "fec.opening-differs"}},
    {closing_entry, {"G4", law, Severity::error, "fec.closing-entry"}},
    {inkind_unequal, {"G5", practice, Severity::error, "fec.inkind-unequal"}},
});

constexpr auto rules = [] {
    std::array<FecRule, table.size()> all{};
    std::ranges::transform(table, all.begin(), &Ruled::rule);
    return all;
}();

constexpr std::size_t index_of(FecFault fault)
{
    return static_cast<std::size_t>(fault);
}

/// Where the rule of each fault stands in the table.
constexpr auto places = [] {
    std::array<std::size_t, fec_fault_count> all{};
    all.fill(table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        all[index_of(table[i].fault)] = i;
    }
    return all;
}();
static_assert(table.size() == fec_fault_count &&
                  std::ranges::find(places, table.size()) == places.end(),
              "each fault has one rule");

bool no_error(FecCheck const& check, auto const& of)
{
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (check.counts[i] > 0 && rules[i].severity == Severity::error && of(rules[i])) {
            return false;
        }
    }
    return true;
}

} // namespace

std::span<FecRule const> fec_rules()
{
    return rules;
}

bool FecCheck::suits_administration() const
{
    return no_error(*this, [](FecRule const& rule) { return rule.origin != practice; });
}

bool FecCheck::suits_good_books() const
{
    return no_error(*this, [](FecRule const&) { return true; });
}

void FecFindings::keep(FecFault fault, std::int64_t line, int column, core::Arguments args)
{
    auto const& rule = rules[places[index_of(fault)]];
    auto const shown =
        static_cast<int>(std::min<std::int64_t>(line, std::numeric_limits<int>::max()));
    args.push_back({"rule", std::string{rule.key}});
    kept_[index_of(fault)].push_back(
        {rule.severity, std::string{rule.id}, std::move(args), {source_, shown, column, {}}});
}

void FecFindings::deliver(FecCheck& check)
{
    check.counts.clear();
    for (auto const& [fault, rule] : table) {
        auto const count = counts_[index_of(fault)];
        auto& kept = kept_[index_of(fault)];
        check.counts.push_back(count);
        std::ranges::stable_sort(kept, {},
                                 [](core::Diagnostic const& found) { return found.where.line; });
        std::ranges::move(kept, std::back_inserter(check.findings));
        if (count > kept_max) {
            check.findings.push_back(
                {Severity::info,
                 "fec.more",
                 {{"rule", std::string{rule.key}}, {"count", count - kept_max}},
                 {source_, 0, 0, {}}});
        }
    }
}

} // namespace coop::exchange
