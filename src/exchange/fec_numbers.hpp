// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coop::exchange {

/// \brief The numbers of a sequence, an eighth of a byte each where they follow each other.
class NumberSet {
public:
    struct Gap {
        std::int64_t before = 0;
        std::int64_t after = 0;
        std::int64_t line = 0; ///< of `after`; 0: forgotten
    };

    /// \return false where it is there already. Precondition: number >= 0.
    bool add(std::int64_t number, std::int64_t line);

    std::vector<Gap> gaps() const; ///< in order
    Gap start() const;             ///< `after` is the smallest number

private:
    using Block = std::array<std::uint64_t, 8>;

    std::int64_t line_of(std::int64_t number) const;

    std::unordered_map<std::int64_t, Block> blocks_;
    /// Lines of the numbers that did not follow the one before: those after a gap are among them.
    std::vector<std::pair<std::int64_t, std::int64_t>> jumps_;
    std::int64_t last_ = -1;
};

/// \brief `AC-` and 12 of `AC-0012`.
struct SplitNumber {
    std::string_view prefix;
    std::int64_t number = 0;
};

/// \brief Nothing where a number ends with no digit, or with more than eighteen.
std::optional<SplitNumber> split_number(std::string_view text);

/// \brief The sequences of numbers of a journal, or of a file, one for each prefix.
class Sequences {
public:
    /// \return false where the number is there already.
    bool add(SplitNumber const& number, std::int64_t line);

    std::map<std::string, NumberSet, std::less<>> const& all() const { return sets_; }
    /// Gaps, and sequences that do not begin at 1.
    std::int64_t count_faults() const;

private:
    std::map<std::string, NumberSet, std::less<>> sets_;
};

} // namespace coop::exchange
