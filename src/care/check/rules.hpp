// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/check.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the rules of check_*.cpp share.

namespace coop::care {

/// \brief Collects what one rule after the other finds.
class Findings {
public:
    explicit Findings(bool strict) : strict_(strict) {}

    void begin(std::string_view rule) { rule_ = rule; }

    /// \param id sentence `care-check.<id>`; \param place `tag/12-1-compost`.
    void broken(std::string_view id, std::string place, core::Arguments args = {})
    {
        add(core::Severity::error, id, std::move(place), std::move(args));
    }

    /// What honest books may be like while people are not through: an error for --strict.
    void missing(std::string_view id, std::string place, core::Arguments args = {})
    {
        add(strict_ ? core::Severity::error : core::Severity::warning, id, std::move(place),
            std::move(args));
    }

    /// What is to be said and is nobody's mistake.
    void marked(std::string_view id, std::string place, core::Arguments args = {})
    {
        add(core::Severity::warning, id, std::move(place), std::move(args));
    }

    std::vector<core::Diagnostic> take() { return std::move(all_); }

private:
    void add(core::Severity severity, std::string_view id, std::string place, core::Arguments args)
    {
        args.insert(args.begin(), {"rule", rule_});
        all_.push_back(
            {severity, "care-check." + std::string{id}, std::move(args), {.source = place}});
    }

    std::string rule_;
    bool strict_;
    std::vector<core::Diagnostic> all_;
};

/// \brief `C28` of `C28.N.sol`.
std::string_view class_of(std::string_view account);

/// Whether it is of C6 or C7, which make the CARE result.
bool counts_in_result(std::string_view account);

/// \brief Entries that are neither reversed nor a reversal.
std::vector<PostedEntry const*> standing(CheckedYear const& year);

/// \brief Debit less credit by account, of all entries of a year; reversals take back.
std::map<std::string, core::Money> balances_of(CheckedYear const& year);

/// \brief C1 + C4 - (C2 - C28) of balances: what is owed, by the livre CARE.
core::Money owed(std::map<std::string, core::Money> const& balances);

/// \brief What the result loses: charges less counter-charges.
core::Money effect_of(CheckedYear const& year);

bool opens(PostedEntry const& entry); ///< AN or E0

/// \brief Whether the engine can be asked: closes of one policy, inputs of the same exercises.
bool is_computable(CheckFacts const& facts);
Outcome computed(CheckFacts const& facts);

void check_entries(CheckFacts const&, Findings&);       // I1
void check_bilan(CheckFacts const&, Findings&);         // I3
void check_presentations(CheckFacts const&, Findings&); // I4
void check_result(CheckFacts const&, Findings&);        // I5
void check_tags(CheckFacts const&, Findings&);          // I6
void check_intruders(CheckFacts const&, Findings&);     // I7
void check_positions(CheckFacts const&, Findings&);     // I8
void check_offsetting(CheckFacts const&, Findings&);    // I9
void check_direction(CheckFacts const&, Findings&);     // I10
void check_scale(CheckFacts const&, Findings&);         // I11
void check_memo(CheckFacts const&, Findings&);          // I12
void check_ages(CheckFacts const&, Findings&);          // I13
void check_overlaps(CheckFacts const&, Findings&);      // I14
void check_seals(CheckFacts const&, Findings&);         // I15
void check_schedules(CheckFacts const&, Findings&);     // I16
void check_policy(CheckFacts const&, Findings&);        // I18
void check_valuation(CheckFacts const&, Findings&);     // I19
void check_sources(CheckFacts const&, Findings&);       // I20
void check_states(CheckFacts const&, Findings&);        // I21
void check_units(CheckFacts const&, Findings&);         // I22
void check_decreases(CheckFacts const&, Findings&);     // I23
void check_debtor_alone(CheckFacts const&, Findings&);  // I24
void check_shares(CheckFacts const&, Findings&);        // I25
void check_voices(CheckFacts const&, Findings&);        // I26
void check_groups(CheckFacts const&, Findings&);        // I27
void check_explained(CheckFacts const&, Findings&);     // I28
void check_again(CheckFacts const&, Findings&);         // I30

} // namespace coop::care
