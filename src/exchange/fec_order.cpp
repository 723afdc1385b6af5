// SPDX-License-Identifier: GPL-3.0-or-later
#include "fec_order.hpp"

#include <coop/exchange/fec_entries.hpp>

#include <algorithm>

namespace coop::exchange {

namespace {

/// `AC16-` of `AC16-000012`.
std::string_view prefix_of(std::string_view number)
{
    auto const last = number.find_last_not_of("0123456789");
    return last == number.npos ? std::string_view{} : number.substr(0, last + 1);
}

} // namespace

void FecOrder::line(FecMark const& mark, std::optional<core::Date> valid, core::Money amount)
{
    if (!regular_) {
        return;
    }
    bool const same = open_ && mark.number == number_ && mark.date == date_ &&
                      mark.journal == journal_ && mark.year == year_;
    if (!same) {
        end_entry();
        begin_entry(mark);
    }
    balance_ += amount;
    if (valid && (!valid_ || *valid_ < *valid)) {
        valid_ = valid;
    }
}

void FecOrder::end()
{
    end_entry();
}

void FecOrder::begin_entry(FecMark const& mark)
{
    if (open_ && mark.year < year_) {
        regular_ = false;
    }
    if (!open_ || mark.year != year_) {
        moved_ = false;
        reached_.reset();
    }
    auto const number = fec_number_of(mark.number);
    auto const [last, first_use] = last_.try_emplace({mark.year, mark.journal});
    auto const prefix = prefix_of(mark.number);
    bool const rises =
        number && (first_use || (last->second.prefix == prefix && last->second.number < *number));
    if (!rises || (mark.opening && moved_)) {
        regular_ = false;
        return;
    }
    last->second = {std::string{prefix}, *number};
    open_ = true;
    year_ = mark.year;
    journal_ = mark.journal;
    opening_ = mark.opening;
    date_ = mark.date;
    number_ = mark.number;
    valid_.reset();
    balance_ = {};
}

void FecOrder::end_entry()
{
    if (!open_ || !regular_) {
        return;
    }
    if (!balance_.is_zero()) {
        regular_ = false;
    }
    if (opening_) {
        return;
    }
    moved_ = true;
    if (!valid_) {
        return;
    }
    if (reached_ && *valid_ < *reached_) {
        regular_ = false;
    }
    reached_ = valid_;
}

} // namespace coop::exchange
