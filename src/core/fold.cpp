// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/text.hpp>

#include "unicode.hpp"
#include "utf8.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

// Words are compared as people type them: without capitals, without accents, and with whatever
// space or apostrophe the keyboard gave.

namespace coop::core {

namespace {

/// Letters that Unicode does not take apart, in lower case.
constexpr std::pair<char32_t, std::string_view> plain_letters[] = {
    {U'æ', "ae"}, {U'ð', "d"}, {U'ø', "o"}, {U'þ', "th"}, {U'đ', "d"}, {U'ħ', "h"}, {U'ı', "i"},
    {U'ĸ', "k"},  {U'ł', "l"}, {U'ŋ', "n"}, {U'œ', "oe"}, {U'ŧ', "t"}, {U'’', "'"},
};

void append_folded(std::string& plain, char32_t value)
{
    for (auto const part : decomposed(value)) {
        if (0x300 <= part && part <= 0x36f) {
            continue; // the accent of a letter
        }
        auto const found =
            std::ranges::find(plain_letters, part, &std::pair<char32_t, std::string_view>::first);
        if (found != std::end(plain_letters)) {
            plain += found->second;
        } else {
            append_utf8(plain, part == 0x202f ? U' ' : part);
        }
    }
}

/// Insertions, deletions, replacements and exchanges of neighbours that lead from `a` to `b`.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
            current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = std::min(current[j], before_last[j - 2] + 1);
            }
        }
        before_last.swap(last);
        last.swap(current);
    }
    return last.back();
}

} // namespace

std::string fold(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        auto const point = decode(text, i);
        if (point.value < 0x80 && point.valid) {
            auto const c = static_cast<char>(point.value);
            plain += 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (point.valid) {
            append_folded(plain, point.value);
        } else {
            plain += text.substr(i, point.length);
        }
        i += point.length;
    }
    return plain;
}

std::string nearest(std::string_view word, std::span<std::string const> candidates)
{
    auto const typed = fold(word);
    auto best_distance = typed.size() / 3 + 1;
    std::string best;
    for (auto const& candidate : candidates) {
        auto const d = distance(typed, fold(candidate));
        if (d < best_distance) {
            best_distance = d;
            best = candidate;
        }
    }
    return best;
}

} // namespace coop::core
