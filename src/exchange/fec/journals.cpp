// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the journals of a FEC are, by the names that programs give them.
#include <coop/exchange/fec/reader.hpp>

#include <coop/core/text.hpp>

#include <algorithm>
#include <array>

namespace coop::exchange {

namespace {

/// Letters and digits of a folded text, each word between two spaces: ` a nouveau `.
std::string words_of(std::string_view text)
{
    std::string words{' '};
    for (char const c : core::fold(text)) {
        bool const of_word = ('0' <= c && c <= '9') || ('a' <= c && c <= 'z');
        if (of_word) {
            words += c;
        } else if (words.back() != ' ') {
            words += ' ';
        }
    }
    if (words.back() != ' ') {
        words += ' ';
    }
    return words;
}

bool says(std::string_view words, std::string_view some)
{
    return words.find(some) != words.npos;
}

} // namespace

bool is_opening_journal(std::string_view code, std::string_view label)
{
    constexpr std::array<std::string_view, 11> codes = {
        " an ",        " a n ", " ano ",   " anouv ", " a nouveau ", " a nouveaux ",
        " anouveaux ", " ran ", " r a n ", " ouv ",   " ouverture "};
    // « Ouverture de saison » is a party.
    constexpr std::array<std::string_view, 7> phrases = {" a nouveau ",
                                                         " a nouveaux ",
                                                         " ecriture d ouverture ",
                                                         " ecritures d ouverture ",
                                                         " bilan d ouverture ",
                                                         " journal d ouverture ",
                                                         " balance d ouverture "};
    auto const name = words_of(label);
    return std::ranges::find(codes, words_of(code)) != codes.end() || name == " ouverture " ||
           std::ranges::any_of(phrases, [&](auto phrase) { return says(name, phrase); });
}

} // namespace coop::exchange
