// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/name.hpp>

#include "unicode.hpp"
#include "utf8.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <functional>
#include <vector>

namespace coop::core {

namespace {

// A book keeps keys: whoever changes what name_key() gives counts this up, and the upgrade makes
// all of them anew.
constexpr std::string_view key_version = "1:";

bool is_blank(char32_t value)
{
    return is_space(value) || (value < 0x80 && is_control(static_cast<char>(value)));
}

// The parts of a text between what `parts` says of its characters; what is never seen is left out.
std::vector<std::string> words_of(std::string_view text, std::function<bool(char32_t)> const& parts)
{
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < text.size();) {
        auto const point = decode(text, i);
        if (point.valid && parts(point.value)) {
            if (!words.back().empty()) {
                words.emplace_back();
            }
        } else if (!point.valid || !is_unseen(point.value)) {
            words.back() += text.substr(i, point.length);
        }
        i += point.length;
    }
    if (words.back().empty()) {
        words.pop_back();
    }
    return words;
}

bool is_one_letter(std::string_view word)
{
    auto const point = decode(word, 0);
    return point.valid && point.length == word.size() && is_letter(point.value);
}

} // namespace

std::string tidy_name(std::string_view text)
{
    return composed(join(words_of(text, is_blank), " "));
}

std::string name_key(std::string_view text)
{
    auto const words = words_of(
        fold(text), [](char32_t value) { return is_blank(value) || is_punctuation(value); });
    std::string key{key_version};
    if (words.empty()) {
        return key + tidy_name(text);
    }
    bool after_letter = true;
    for (auto const& word : words) {
        bool const letter = is_one_letter(word);
        if (key.size() > key_version.size() && !(letter && after_letter)) {
            key += ' ';
        }
        key += word;
        after_letter = letter;
    }
    return key;
}

} // namespace coop::core
