// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/exchange/fec/reader.hpp>

#include <optional>
#include <string_view>

// The values of a FEC as they are written: what the reader understands and `check fec` judges.

namespace coop::exchange {

/// \brief How the law writes the name of a field, `Montant` and `Sens` where the file has them.
std::string_view lawful_name(FecForm const& form, FecField field);

/// \brief The numbers of a date, existing or not.
struct FecDateText {
    enum class Shape { none, compact, year_first, day_first };
    Shape shape = Shape::none;
    int year = 0;
    int month = 0;
    int day = 0;
};

FecDateText read_fec_date_text(std::string_view text);

/// \brief AAAAMMJJ, or year, month and day or the reverse between `-`, `/` or `.`; nothing for
/// another shape or a day that does not exist.
std::optional<core::Date> read_fec_date(std::string_view text);

/// \brief An amount, and how it departs from `1234,50`.
struct FecAmount {
    enum class Reading { amount, blank, malformed, too_large };
    struct Style {
        int decimals = 0;
        bool point = false;
        bool spaces = false; ///< inside: groups, or before a sign
        bool plus = false;
        bool sign_last = false;
        bool padded = false; ///< zeros before other digits
    };

    Reading reading = Reading::malformed;
    core::Money value{};
    Style style{};
};

FecAmount read_fec_amount(std::string_view text);

enum class FecDirection { debit, credit, malformed };

/// \brief `D`, `C`, `+1`, `-1`.
FecDirection read_fec_direction(std::string_view text);

} // namespace coop::exchange
