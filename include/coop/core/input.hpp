// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace coop::core {

/// \brief Where bytes go: standard output, a file, a string of a test.
using Sink = std::function<void(std::string_view)>;

/// \brief A file open for reading at any place, so that one of any size never sits in memory and
/// may be walked twice.
struct Input {
    std::string name;       ///< for findings: the path, or `stdin`
    std::uint64_t size = 0; ///< bytes; 0 where only its end tells, as for a pipe

    /// Fills `into` from `offset`. \return the number of bytes; fewer than asked only at the end.
    /// \throws Error{unreadable} "file.failed".
    std::function<std::size_t(std::uint64_t offset, std::span<char> into)> read_at;
};

/// \brief All of its bytes.
std::string read_all(Input const& input);

/// \brief Bytes in memory as an input; `bytes` must outlive it.
Input input_of(std::string name, std::string_view bytes);

} // namespace coop::core
