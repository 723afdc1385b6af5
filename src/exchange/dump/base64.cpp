// SPDX-License-Identifier: GPL-3.0-or-later
#include "base64.hpp"

#include <array>
#include <cstdint>

namespace coop::exchange {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::uint8_t no_value = 0xff;

constexpr std::array<std::uint8_t, 256> values = [] {
    std::array<std::uint8_t, 256> all{};
    all.fill(no_value);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        all[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return all;
}();

std::uint32_t byte_at(std::string_view bytes, std::size_t i)
{
    return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0;
}

} // namespace

void append_base64(std::string& out, std::string_view bytes)
{
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const group =
            byte_at(bytes, i) << 16U | byte_at(bytes, i + 1) << 8U | byte_at(bytes, i + 2);
        out += alphabet[group >> 18U];
        out += alphabet[group >> 12U & 63U];
        out += i + 1 < bytes.size() ? alphabet[group >> 6U & 63U] : '=';
        out += i + 2 < bytes.size() ? alphabet[group & 63U] : '=';
    }
}

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        // Only the last group is padded.
        std::size_t digits = 4;
        while (i + 4 == text.size() && digits > 2 && text[i + digits - 1] == '=') {
            --digits;
        }
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            auto const value = k < digits ? values[static_cast<std::uint8_t>(text[i + k])] : 0;
            if (value == no_value) {
                return std::nullopt;
            }
            group = group << 6U | static_cast<std::uint32_t>(value);
        }
        for (std::size_t k = 0; k + 1 < digits; ++k) {
            bytes += static_cast<char>(group >> (16U - 8U * k) & 0xffU);
        }
        // Bits that no byte takes: another text for the same bytes.
        if ((group & ((1U << (8U * (4U - digits))) - 1U)) != 0) {
            return std::nullopt;
        }
    }
    return bytes;
}

} // namespace coop::exchange
