// SPDX-License-Identifier: GPL-3.0-or-later
#include "order.hpp"

#include "numbers.hpp"

#include <algorithm>

namespace coop::exchange {

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
    auto const number = split_number(mark.number);
    auto const [last, first_use] = last_.try_emplace({mark.year, mark.journal});
    bool const rises = number && (first_use || (last->second.prefix == number->prefix &&
                                                last->second.number < number->number));
    if (!rises || (mark.opening && moved_)) {
        regular_ = false;
        return;
    }
    last->second = {std::string{number->prefix}, number->number};
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
