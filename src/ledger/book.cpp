// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/book.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <string_view>

namespace coop::ledger {

namespace {

bool all_digits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), core::is_digit);
}

/// Luhn's formula: every second digit from the right is doubled, digits of the products are added.
bool passes_luhn(std::string_view digits)
{
    int sum = 0;
    bool doubled = false;
    for (auto c = digits.rbegin(); c != digits.rend(); ++c, doubled = !doubled) {
        int const value = (*c - '0') * (doubled ? 2 : 1);
        sum += value / 10 + value % 10;
    }
    return sum % 10 == 0;
}

/// `W` and nine digits. Overseas the second one is a letter (W9R… is Réunion).
bool is_rna(std::string_view text)
{
    return text.size() == 10 && text[0] == 'W' && core::is_digit(text[1]) &&
           (core::is_digit(text[2]) || (text[1] == '9' && 'A' <= text[2] && text[2] <= 'Z')) &&
           all_digits(text.substr(3));
}

[[noreturn]] void refuse(char const* id, std::string const& text)
{
    throw core::Error{core::ErrorKind::usage, id, {{"text", core::printable(text)}}};
}

} // namespace

bool is_siren(std::string_view text)
{
    return text.size() == 9 && all_digits(text) && passes_luhn(text);
}

void check_book(Book const& book)
{
    if (core::trim(book.name).empty() || std::ranges::any_of(book.name, core::is_control)) {
        refuse("book.name", book.name);
    }
    if (!book.siren.empty() && !is_siren(book.siren)) {
        refuse("book.siren", book.siren);
    }
    if (!book.rna.empty() && !is_rna(book.rna)) {
        refuse("book.rna", book.rna);
    }
}

} // namespace coop::ledger
