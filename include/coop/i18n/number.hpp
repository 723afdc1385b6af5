// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/decimal.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace coop::i18n {

/// \brief `value` in digits, with `group` between thousands and `mark` before the decimals.
std::string write_decimal(core::Decimal value, std::string_view group, std::string_view mark);

/// \brief write_decimal(), at the end of `out`.
void append_decimal(std::string& out, core::Decimal value, std::string_view group,
                    std::string_view mark);

/// \brief A share as a percentage with one decimal, half away from zero; nothing when `den` is 0.
///
/// \throws Error{refused} "money.overflow" beyond 900 000 000 000 000 times the whole.
std::optional<core::Decimal> percent(core::Ratio share);

} // namespace coop::i18n
