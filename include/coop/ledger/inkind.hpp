// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/money.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/regulation.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::ledger {

/// \brief What a contribution in kind is. Books keep this meaning; the regulation of the year gives
/// the account numbers, which changed in 2020 (870 Bénévolat became 875).
enum class InkindKind {
    benevolat,          ///< volunteer work
    mise_a_disposition, ///< goods or premises lent
    prestation,         ///< services given
    don,                ///< goods given (dons en nature, secours)
    non_ventile         ///< a published total whose kind is unknown
};

/// \brief `benevolat`, `mise-a-disposition`, `prestation`, `don`, `non-ventile`.
std::string_view name_of(InkindKind kind);

/// \brief Also takes the accented words, `secours` and `biens`.
///
/// \throws Error{usage} "inkind.kind".
InkindKind parse_inkind_kind(std::string_view text);

std::span<InkindKind const> inkind_kinds();

/// \brief The two accounts of a kind: use (86) and source (87).
struct InkindAccounts {
    std::string use;
    std::string source;
};

/// \throws Error{refused} "inkind.no-class-8" for a regulation without 86/87 (general chart).
InkindAccounts inkind_accounts(Regulation const& regulation, InkindKind kind);

/// \brief An hourly rate from a day on.
struct InkindRate {
    std::string name; ///< `smic`, or the books' own
    core::Date from{};
    core::Decimal hourly;      ///< euro, four places
    core::Decimal coefficient; ///< four places; 1 = brut; employer's charges or qualification
    std::string source;
};

/// \brief The SMIC horaire brut shipped with the program (schemas/rates/smic.csv), by date.
std::span<InkindRate const> shipped_rates();

/// \brief A part of the hours, valued at one rate.
struct ValuedPart {
    core::Period period;
    std::int64_t minutes = 0;
    InkindRate rate;
    core::Money value; ///< hours × hourly × coefficient, rounded half up to the cent
};

/// \brief Splits `minutes` over the rates of `period`, by their days, and values each part.
///
/// Whole minutes, largest remainder; the parts sum to `minutes`. `rates`: of one name, by date; one
/// of the same day given later wins.
/// \throws Error{refused} "inkind.no-rate" (no rate valid on the first day).
std::vector<ValuedPart> value_hours(std::int64_t minutes, core::Period period,
                                    std::span<InkindRate const> rates);

/// \brief A contribution recorded: its meaning and how it was valued; amounts are in the entry.
struct Contribution {
    EntryId entry = 0;
    InkindKind kind = InkindKind::benevolat;
    core::Period period{};
    std::optional<std::int64_t> minutes;
    std::string rate; ///< name of the rate; empty: stated value
    core::Decimal hourly;
    core::Decimal coefficient;
    core::Money value;
    std::string method; ///< how a stated value was found
    std::string party;
    std::string project;
    std::string label;
};

} // namespace coop::ledger
