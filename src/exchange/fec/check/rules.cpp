// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings.hpp"

#include <algorithm>
#include <limits>

// Origins: the text of LPF art. A47 A-1 as the tax office's notice quotes it; what Test Compta
// Demat 1.00.10b answers to files made for the purpose. A rule that this program does not enforce
// is a warning although the text has it, unless figures or the sequence of entries are at stake.

namespace coop::exchange {

namespace {

using core::Severity;
using enum FecOrigin;

constexpr std::array<FecRule, fec_fault_count> rules = {{
    {"F1", law, Severity::warning, "fec.file-name"},
    {"F2", practice, Severity::warning, "fec.siren"},
    {"F3", law, Severity::error, "fec.encodings"},
    {"F4", law, Severity::warning, "fec.bom"},
    {"F5", law, Severity::warning, "fec.line-ends"},
    {"F6", law, Severity::error, "fec.columns-missing"},
    {"F7", administration, Severity::error, "fec.columns-accents"},
    {"F8", law, Severity::warning, "fec.columns-order"},
    {"F9", law, Severity::warning, "fec.columns-case"},
    {"F10", law, Severity::warning, "fec.columns-extra"},
    {"F11", law, Severity::warning, "fec.trailing-separator"},
    {"F12", law, Severity::error, "fec.separator-other"},
    {"F13", administration, Severity::error, "fec.field-count"},
    {"F14", administration, Severity::error, "fec.empty-line"},
    {"F15", administration, Severity::error, "fec.no-lines"},
    {"L1", administration, Severity::error, "fec.missing"},
    {"L2", law, Severity::error, "fec.account-digits"},
    {"L3", practice, Severity::warning, "fec.account-unknown"},
    {"L4", administration, Severity::error, "fec.date-malformed"},
    {"L5", law, Severity::error, "fec.date-impossible"},
    {"L6", law, Severity::warning, "fec.date-form"},
    {"L7", administration, Severity::warning, "fec.date-year"},
    {"L8", law, Severity::error, "fec.date-outside"},
    {"L9", practice, Severity::warning, "fec.valid-before"},
    {"L10", practice, Severity::warning, "fec.piece-after"},
    {"L11", administration, Severity::error, "fec.amount-malformed"},
    {"L12", administration, Severity::error, "fec.amount-point"},
    {"L13", administration, Severity::error, "fec.amount-space"},
    {"L14", practice, Severity::warning, "fec.amount-form"},
    {"L15", law, Severity::error, "fec.direction-unknown"},
    {"L16", practice, Severity::error, "fec.both-sides"},
    {"L17", practice, Severity::warning, "fec.no-amount"},
    {"L18", practice, Severity::warning, "fec.letters"},
    {"L19", practice, Severity::warning, "fec.currency-pair"},
    {"L20", practice, Severity::warning, "fec.currency-code"},
    {"L21", practice, Severity::warning, "fec.party-pair"},
    {"E1", practice, Severity::error, "fec.entry-unbalanced"},
    {"E2", practice, Severity::error, "fec.entry-one-line"},
    {"E3", practice, Severity::error, "fec.entry-journals"},
    {"E4", practice, Severity::error, "fec.entry-dates"},
    {"E5", practice, Severity::error, "fec.entry-split"},
    {"E6", law, Severity::error, "fec.number-reused"},
    {"E7", law, Severity::error, "fec.number-gap"},
    {"E8", practice, Severity::warning, "fec.number-start"},
    {"E9", practice, Severity::warning, "fec.number-form"},
    {"E10", law, Severity::error, "fec.order"},
    {"G1", practice, Severity::error, "fec.unbalanced"},
    {"G2", law, Severity::error, "fec.opening-late"},
    {"G3", practice, Severity::error, "fec.opening-differs"},
    {"G4", law, Severity::error, "fec.closing-entry"},
    {"G5", practice, Severity::error, "fec.inkind-unequal"},
}};

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
    auto const& rule = rules[static_cast<std::size_t>(fault)];
    auto const shown =
        static_cast<int>(std::min<std::int64_t>(line, std::numeric_limits<int>::max()));
    args.push_back({"rule", std::string{rule.key}});
    kept_[static_cast<std::size_t>(fault)].push_back(
        {rule.severity, std::string{rule.id}, std::move(args), {source_, shown, column, {}}});
}

void FecFindings::deliver(FecCheck& check)
{
    check.counts.assign(counts_.begin(), counts_.end());
    for (std::size_t i = 0; i < rules.size(); ++i) {
        auto& kept = kept_[i];
        std::ranges::stable_sort(kept, {},
                                 [](core::Diagnostic const& found) { return found.where.line; });
        std::ranges::move(kept, std::back_inserter(check.findings));
        if (counts_[i] > kept_max) {
            check.findings.push_back(
                {Severity::info,
                 "fec.more",
                 {{"rule", std::string{rules[i].key}}, {"count", counts_[i] - kept_max}},
                 {source_, 0, 0, {}}});
        }
    }
}

} // namespace coop::exchange
