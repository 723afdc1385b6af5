// SPDX-License-Identifier: GPL-3.0-or-later
#include "numbers.hpp"

#include "value.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace coop::exchange {

namespace {

constexpr std::int64_t block_size = 512;
constexpr std::int64_t word_size = 64;
/// Gaps told with their place: findings are kept for no more.
constexpr std::size_t gaps_kept = 20;
/// Lines of greater numbers are forgotten: those missing before the smallest may still come.
constexpr std::size_t starts_max = 65536;
constexpr std::size_t digits_max = 18;

} // namespace

bool NumberSet::has(std::int64_t number) const
{
    auto const found = blocks_.find(number / block_size);
    if (number < 0 || found == blocks_.end()) {
        return false;
    }
    auto const word = found->second[static_cast<std::size_t>(number % block_size / word_size)];
    return (word >> static_cast<unsigned>(number % word_size) & 1U) != 0;
}

bool NumberSet::add(std::int64_t number, std::int64_t line)
{
    auto& word =
        blocks_[number / block_size][static_cast<std::size_t>(number % block_size / word_size)];
    auto const bit = std::uint64_t{1} << static_cast<unsigned>(number % word_size);
    bool const fresh = (word & bit) == 0;
    word |= bit;
    if (fresh) {
        starts_.erase(number + 1);
        if (last_ < 0 || number != last_ + 1) {
            keep_start(number, line);
        }
    }
    last_ = number;
    return fresh;
}

void NumberSet::keep_start(std::int64_t number, std::int64_t line)
{
    if (has(number - 1)) {
        return;
    }
    if (starts_.size() == starts_max) {
        auto const greatest = std::prev(starts_.end());
        if (greatest->first < number) {
            return;
        }
        starts_.erase(greatest);
    }
    starts_.emplace(number, line);
}

void NumberSet::join(NumberSet const& other)
{
    for (auto const& [key, block] : other.blocks_) {
        auto& joined = blocks_[key];
        for (std::size_t i = 0; i < block.size(); ++i) {
            joined[i] |= block[i];
        }
    }
    auto const own = std::exchange(starts_, {});
    for (auto const* const starts : {&own, &other.starts_}) {
        for (auto const& [number, line] : *starts) {
            keep_start(number, line);
        }
    }
}

NumberSet::Gap NumberSet::gap(std::int64_t before, std::int64_t after) const
{
    auto const found = starts_.find(after);
    return {before, after, found == starts_.end() ? 0 : found->second};
}

NumberSet::Faults NumberSet::faults() const
{
    std::vector<std::int64_t> keys;
    for (auto const& [key, block] : blocks_) {
        keys.push_back(key);
    }
    std::ranges::sort(keys);
    Faults faults;
    std::int64_t last = -1;
    for (auto const key : keys) {
        auto const& block = blocks_.at(key);
        for (std::int64_t i = 0; i < block_size; ++i) {
            auto const word = block[static_cast<std::size_t>(i / word_size)];
            if ((word >> static_cast<unsigned>(i % word_size) & 1U) == 0) {
                continue;
            }
            auto const number = key * block_size + i;
            if (last < 0) {
                faults.start = gap(0, number);
            } else if (number != last + 1 && ++faults.gaps <= std::int64_t{gaps_kept}) {
                faults.first.push_back(gap(last, number));
            }
            last = number;
        }
    }
    return faults;
}

std::optional<SplitNumber> split_number(std::string_view text)
{
    auto const digits =
        std::find_if_not(text.rbegin(), text.rend(), core::is_digit) - text.rbegin();
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

bool Sequences::add(std::string_view text, SplitNumber const& split, std::int64_t line)
{
    auto const digits = std::to_string(split.number).size();
    auto const prefix = text.substr(0, text.size() - digits);
    auto found = sets_.find(prefix);
    if (found == sets_.end()) {
        found = sets_.emplace(std::string{prefix}, NumberSet{}).first;
    }
    return found->second.add(split.number, line);
}

Sequences::Faults Sequences::faults() const
{
    std::map<std::string, std::vector<NumberSet const*>, std::less<>> sequences;
    for (auto const& [prefix, set] : sets_) {
        sequences[prefix.substr(0, prefix.find_last_not_of('0') + 1)].push_back(&set);
    }
    Faults faults;
    for (auto const& [prefix, sets] : sequences) {
        if (sets.size() == 1) {
            faults.emplace(prefix, sets.front()->faults());
            continue;
        }
        NumberSet whole;
        for (auto const* const set : sets) {
            whole.join(*set);
        }
        faults.emplace(prefix, whole.faults());
    }
    return faults;
}

std::int64_t count(Sequences::Faults const& faults)
{
    std::int64_t count = 0;
    for (auto const& [prefix, sequence] : faults) {
        count += sequence.gaps + (sequence.start.after == 1 ? 0 : 1);
    }
    return count;
}

} // namespace coop::exchange
