// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/input.hpp>

#include <algorithm>
#include <utility>

namespace coop::core {

Input input_of(std::string name, std::string_view bytes)
{
    auto const read_at = [bytes](std::uint64_t offset, std::span<char> into) -> std::size_t {
        if (offset >= bytes.size()) {
            return 0;
        }
        auto const part = bytes.substr(static_cast<std::size_t>(offset), into.size());
        std::copy(part.begin(), part.end(), into.begin());
        return part.size();
    };
    return {std::move(name), bytes.size(), read_at};
}

std::string read_all(Input const& input)
{
    constexpr std::size_t block = std::size_t{1} << 20U;
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(input.size));
    for (std::size_t got = block; got == block;) {
        auto const before = bytes.size();
        bytes.resize(before + block);
        got = input.read_at(before, std::span{bytes}.subspan(before));
        bytes.resize(before + got);
    }
    return bytes;
}

} // namespace coop::core
