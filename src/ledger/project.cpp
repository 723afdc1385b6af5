// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/project.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <cstddef>

namespace coop::ledger {

namespace {

constexpr std::size_t code_length_max = 40;

bool is_letter_or_digit(char c)
{
    return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9');
}

} // namespace

void check_project_code(std::string_view code)
{
    bool const well_formed = !code.empty() && code.size() <= code_length_max &&
                             is_letter_or_digit(code.front()) &&
                             std::all_of(code.begin(), code.end(), [](char c) {
                                 return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.';
                             });
    if (!well_formed) {
        throw core::Error{
            core::ErrorKind::usage, "project.malformed", {{"project", core::printable(code)}}};
    }
}

} // namespace coop::ledger
