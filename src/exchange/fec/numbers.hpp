// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
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

    /// What a sequence that begins at 1 and lacks nothing has not.
    struct Faults {
        Gap start{}; ///< `after` is the smallest number
        std::int64_t gaps = 0;
        std::vector<Gap> first{}; ///< gaps in order, twenty at most
    };

    /// \return false where it is there already. Precondition: number >= 0.
    bool add(std::int64_t number, std::int64_t line);
    void join(NumberSet const& other);

    Faults faults() const;

private:
    using Block = std::array<std::uint64_t, 8>;

    bool has(std::int64_t number) const;
    void keep_start(std::int64_t number, std::int64_t line);
    Gap gap(std::int64_t before, std::int64_t after) const;

    std::unordered_map<std::int64_t, Block> blocks_;
    /// Lines of the numbers whose predecessor is not there: the smallest ones.
    std::map<std::int64_t, std::int64_t> starts_;
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
///
/// `01` and `1` are two numbers of one place in their sequence.
class Sequences {
public:
    /// \param split that of `text`. \return false where `text` is there already.
    bool add(std::string_view text, SplitNumber const& split, std::int64_t line);

    std::size_t size() const { return sets_.size(); }

    using Faults = std::map<std::string, NumberSet::Faults, std::less<>>;
    Faults faults() const; ///< by prefix

private:
    /// By prefix and the zeros that follow it.
    std::map<std::string, NumberSet, std::less<>> sets_;
};

/// \brief Gaps, and sequences that do not begin at 1.
std::int64_t count(Sequences::Faults const& faults);

} // namespace coop::exchange
