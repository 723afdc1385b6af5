// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace coop::cli {

/// \brief How much is read of an input of some kind: the rest is refused while it comes.
struct Bound {
    std::uint64_t mebibytes = 0;

    constexpr std::uint64_t bytes() const { return mebibytes * 1024 * 1024; }
};

namespace bounds {

inline constexpr Bound line{1};         ///< an answer to a question
inline constexpr Bound key{1};          ///< of a signature
inline constexpr Bound text{16};        ///< what people write: layout, budget, experiment, commands
inline constexpr Bound attachment{128}; ///< a document: one that is too large is told its size
inline constexpr Bound entries{512};    ///< in memory as a whole: CSV, NDJSON without a dump
inline constexpr Bound pipe{4096};      ///< FEC, dump: what is kept of a pipe to be walked twice

} // namespace bounds

} // namespace coop::cli
