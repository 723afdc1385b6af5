// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/text.hpp>

#include "utf8.hpp"

#include <algorithm>
#include <numeric>

// Words are compared as people type them: without capitals, without accents, and with whatever
// space or apostrophe the keyboard gave.

namespace coop::core {

namespace {

/// U+00C0 … U+017F (Latin-1 letters and Latin Extended-A); "" where the sign stays as it is.
constexpr std::string_view plain_letters[] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",  // 00C0
    "d", "n", "o",  "o",  "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "ss", // 00D0
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",  // 00E0
    "d", "n", "o",  "o",  "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "y",  // 00F0
    "a", "a", "a",  "a",  "a", "a", "c",  "c", "c", "c", "c", "c", "c", "c", "d",  "d",  // 0100
    "d", "d", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e", "e", "g", "g", "g",  "g",  // 0110
    "g", "g", "g",  "g",  "h", "h", "h",  "h", "i", "i", "i", "i", "i", "i", "i",  "i",  // 0120
    "i", "i", "ij", "ij", "j", "j", "k",  "k", "k", "l", "l", "l", "l", "l", "l",  "l",  // 0130
    "l", "l", "l",  "n",  "n", "n", "n",  "n", "n", "n", "n", "n", "o", "o", "o",  "o",  // 0140
    "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r", "s", "s", "s", "s", "s",  "s",  // 0150
    "s", "s", "t",  "t",  "t", "t", "t",  "t", "u", "u", "u", "u", "u", "u", "u",  "u",  // 0160
    "u", "u", "u",  "u",  "w", "w", "y",  "y", "y", "z", "z", "z", "z", "z", "z",  "s",  // 0170
};
static_assert(std::size(plain_letters) == 0x180 - 0xc0);

std::string folded(CodePoint point, std::string_view bytes)
{
    auto const value = point.value;
    if (!point.valid) {
        return std::string{bytes};
    }
    if ('A' <= value && value <= 'Z') {
        return {static_cast<char>(value - 'A' + 'a')};
    }
    if (0xc0 <= value && value < 0x180 && !plain_letters[value - 0xc0].empty()) {
        return std::string{plain_letters[value - 0xc0]};
    }
    if (0x300 <= value && value <= 0x36f) { // an accent typed apart from its letter
        return {};
    }
    if (value == 0xa0 || value == 0x202f) {
        return " ";
    }
    return value == 0x2019 ? "'" : std::string{bytes};
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
        plain += folded(point, text.substr(i, point.length));
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
