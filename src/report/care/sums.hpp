// SPDX-License-Identifier: GPL-3.0-or-later
//
// Positions added up for print. Each sum is of what positions say one by one, so that what one has
// too much never lowers what another lacks.
#pragma once

#include <coop/report/care/facts.hpp>

#include <array>
#include <bit>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coop::report {

/// The positions of a subject over one exercise: `` (all), a family `N`, a capital, a position.
struct CareSums {
    core::Money opening;
    core::Money budget;
    core::Money consumption;
    core::Money revision;
    core::Money remission;
    core::Money done;
    core::Money repaid_in_books;
    core::Money repaid_outside;
    core::Money repaid;
    core::Money surplus;
    core::Money closing;
    core::Money arrears;
    core::Money advance;
    core::Money in_legal_book;
    core::Money in_legal_book_before;

    core::Money preserved;      ///< repaid; of several positions, at most the due of each
    core::Money unmet;          ///< consumed, neither done nor paid ahead before
    core::Money covered;        ///< consumed, paid ahead before
    core::Money arrears_repaid; ///< done beyond what was consumed, of earlier debts
    core::Money ahead;          ///< done beyond, of what is not due yet
    core::Money recognised;     ///< more in the legal book than a year before
    core::Money effect;         ///< what the result loses, in the policy's presentation
    core::Money not_shown;      ///< of effect, advances that presentation C leaves out

    core::Money c1, c2, c28, c4;                          ///< accounts at the close, natural signs
    core::Money use;                                      ///< c2 - c28
    core::Money owed;                                     ///< c1 + c4
    std::array<core::Money, care::funding_count> funding; ///< of done
};

CareSums sums_of(CareFacts const& facts, std::size_t exercise, std::string_view subject);

/// Its amounts, in the order of its members: they are all there is in it.
using CareAmounts = std::array<core::Money, sizeof(CareSums) / sizeof(core::Money)>;
inline CareAmounts amounts_of(CareSums const& sums)
{
    return std::bit_cast<CareAmounts>(sums);
}
void add(CareSums& sums, CareSums const& more);

/// The positions of several capitals, none of which pays for another.
CareSums sums_of_all(CareFacts const& facts, std::size_t exercise,
                     std::set<std::string> const& capitals);

/// Whether a family has figures that are not published, or all capitals do (empty).
bool is_masked(CareFacts const& facts, std::string_view subject);

/// `result`, or what it is called where it cannot count every capital.
std::string_view result_measure(CareFacts const& facts);

/// Whether the position is the subject or a part of it.
bool belongs(care::Group const& group, std::string_view subject);

/// Item-level amounts done that may repay, by who paid; third parties only where they may.
std::array<core::Money, care::funding_count> funding_of(CareFacts const& facts,
                                                        care::ItemYear const& year);

/// What is kept beside the debts, each amount with its word.
inline constexpr std::array<std::pair<std::string_view, core::Money care::Memo::*>, 5> memo_kinds{{
    {"restoration", &care::Memo::restoration},
    {"inherited", &care::Memo::inherited},
    {"avoidance", &care::Memo::avoidance},
    {"monitoring", &care::Memo::monitoring},
    {"third-party", &care::Memo::third_party},
}};

/// Result before the preservation of the capitals: the legal result without its dotations (where
/// they are known) and without what repaid debts.
core::Money before_preservation(CareFacts const& facts, std::size_t exercise);

/// Écart de préservation: what CARE owes beyond the legal bilan, cumulated at the close.
core::Money gap_at(CareFacts const& facts, std::size_t exercise);

/// What of the subject those concerned are asked to remit, or to estimate lower; of the last
/// exercise.
core::Money asked_of(CareFacts const& facts, std::string_view subject);

/// Whether an item (`N.sol/compost`) is the subject or a part of it.
bool is_part(std::string_view item, std::string_view subject);

/// Whether a section of the legal passif is financial capital, by the policy.
bool is_financial_capital(LegalSection section, care::FinancialScope scope);

/// Families that have something to print, natural and human first and always.
std::vector<std::string> families_of(CareFacts const& facts);

/// Capitals of a family, known ones first. With `family` of one letter.
std::vector<CareCapital> capitals_of(CareFacts const& facts, std::string_view family);

/// Whether something that belongs to the subject has no amount.
bool lacks_amount(CareFacts const& facts, std::size_t exercise, std::string_view subject);

/// Whether more of the work of the subject is due and not done than its debt would pay.
bool lacks_work(CareFacts const& facts, std::size_t exercise, std::string_view subject);

/// Either: what is printed of its debt is a least.
bool is_incomplete(CareFacts const& facts, std::size_t exercise, std::string_view subject);

/// amount ÷ divisor, to `places`, half up; nothing where the divisor is not above 0.
std::optional<core::Decimal> quotient(core::Money amount, core::Decimal divisor, int places);

} // namespace coop::report
