// SPDX-License-Identifier: GPL-3.0-or-later
#include "fec_numbers.hpp"

#include <algorithm>

namespace coop::exchange {

namespace {

constexpr std::int64_t block_size = 512;
constexpr std::int64_t word_size = 64;
/// Lines beyond are forgotten: findings are kept for far fewer.
constexpr std::size_t jumps_max = 4096;
constexpr std::size_t digits_max = 18;

bool is_digit(char c)
{
    return '0' <= c && c <= '9';
}

} // namespace

bool NumberSet::add(std::int64_t number, std::int64_t line)
{
    auto& word =
        blocks_[number / block_size][static_cast<std::size_t>(number % block_size / word_size)];
    auto const bit = std::uint64_t{1} << static_cast<unsigned>(number % word_size);
    bool const fresh = (word & bit) == 0;
    word |= bit;
    if (number != last_ + 1 && jumps_.size() < jumps_max) {
        jumps_.emplace_back(number, line);
    }
    last_ = number;
    return fresh;
}

std::int64_t NumberSet::line_of(std::int64_t number) const
{
    auto const found =
        std::ranges::find(jumps_, number, &std::pair<std::int64_t, std::int64_t>::first);
    return found == jumps_.end() ? 0 : found->second;
}

std::vector<NumberSet::Gap> NumberSet::gaps() const
{
    std::vector<std::int64_t> keys;
    for (auto const& [key, block] : blocks_) {
        keys.push_back(key);
    }
    std::ranges::sort(keys);
    std::vector<Gap> gaps;
    std::int64_t last = -1;
    for (auto const key : keys) {
        auto const& block = blocks_.at(key);
        for (std::int64_t i = 0; i < block_size; ++i) {
            auto const word = block[static_cast<std::size_t>(i / word_size)];
            if ((word >> static_cast<unsigned>(i % word_size) & 1U) == 0) {
                continue;
            }
            auto const number = key * block_size + i;
            if (last >= 0 && number != last + 1) {
                gaps.push_back({last, number, line_of(number)});
            }
            last = number;
        }
    }
    return gaps;
}

NumberSet::Gap NumberSet::start() const
{
    std::optional<std::int64_t> first;
    for (auto const& [key, block] : blocks_) {
        for (std::int64_t i = 0; i < block_size; ++i) {
            auto const word = block[static_cast<std::size_t>(i / word_size)];
            auto const number = key * block_size + i;
            if ((word >> static_cast<unsigned>(i % word_size) & 1U) != 0 &&
                (!first || number < *first)) {
                first = number;
            }
        }
    }
    return {0, first.value_or(0), line_of(first.value_or(0))};
}

std::optional<SplitNumber> split_number(std::string_view text)
{
    auto const digits = std::find_if_not(text.rbegin(), text.rend(), is_digit) - text.rbegin();
    auto const count = static_cast<std::size_t>(digits);
    if (count == 0 || count > digits_max) {
        return std::nullopt;
    }
    SplitNumber split{text.substr(0, text.size() - count), 0};
    for (char const c : text.substr(text.size() - count)) {
        split.number = split.number * 10 + (c - '0');
    }
    return split;
}

bool Sequences::add(SplitNumber const& number, std::int64_t line)
{
    auto found = sets_.find(number.prefix);
    if (found == sets_.end()) {
        found = sets_.emplace(std::string{number.prefix}, NumberSet{}).first;
    }
    return found->second.add(number.number, line);
}

std::int64_t Sequences::count_faults() const
{
    std::int64_t count = 0;
    for (auto const& [prefix, set] : sets_) {
        count += static_cast<std::int64_t>(set.gaps().size()) + (set.start().after == 1 ? 0 : 1);
    }
    return count;
}

} // namespace coop::exchange
