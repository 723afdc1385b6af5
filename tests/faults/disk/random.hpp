// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace coop::faults {

/// \brief Numbers that a seed decides, the same on every machine (splitmix64).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next()
    {
        auto value = state_ += 0x9e3779b97f4a7c15U;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
        return value ^ (value >> 31);
    }

    /// Less than `bound`, which is not 0.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    bool chance(unsigned in_hundred) { return below(100) < in_hundred; }

private:
    std::uint64_t state_;
};

} // namespace coop::faults
