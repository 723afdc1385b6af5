// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_out.hpp"

#include <charconv>
#include <utility>

namespace coop::exchange {

TextOut::TextOut(core::Sink sink) : sink_(std::move(sink))
{
    buffer_.reserve(full + full / 4);
}

void TextOut::number(std::int64_t number)
{
    char digits[20];
    auto const end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    text({digits, static_cast<std::size_t>(end - digits)});
}

void TextOut::two_digits(unsigned number)
{
    put(static_cast<char>('0' + number / 10 % 10));
    put(static_cast<char>('0' + number % 10));
}

void TextOut::iso(core::Date day)
{
    number(static_cast<int>(day.year()));
    put('-');
    two_digits(static_cast<unsigned>(day.month()));
    put('-');
    two_digits(static_cast<unsigned>(day.day()));
}

void TextOut::french(core::Date day)
{
    two_digits(static_cast<unsigned>(day.day()));
    put('/');
    two_digits(static_cast<unsigned>(day.month()));
    put('/');
    number(static_cast<int>(day.year()));
}

void TextOut::amount(core::Money amount, char mark)
{
    // Unsigned: the smallest amount has no opposite.
    auto cents = static_cast<std::uint64_t>(amount.in_cents());
    if (amount.is_negative()) {
        put('-');
        cents = 0 - cents;
    }
    number(static_cast<std::int64_t>(cents / 100));
    put(mark);
    two_digits(static_cast<unsigned>(cents % 100));
}

void TextOut::flush()
{
    if (!buffer_.empty()) {
        sink_(buffer_);
        buffer_.clear();
    }
}

} // namespace coop::exchange
