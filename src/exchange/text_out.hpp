// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/input.hpp>
#include <coop/core/money.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace coop::exchange {

/// \brief A set of bytes, to find in a text those that it must not hold as they are.
class ByteSet {
public:
    constexpr explicit ByteSet(std::string_view bytes)
    {
        for (char const c : bytes) {
            add(static_cast<unsigned char>(c));
        }
    }
    /// All below 0x20 too.
    constexpr ByteSet with_controls() const
    {
        auto all = *this;
        for (unsigned char c = 0; c < 0x20; ++c) {
            all.add(c);
        }
        return all;
    }

    /// The place of the first, or the size of the text.
    std::size_t find(std::string_view text, std::size_t from = 0) const
    {
        while (from < text.size() && !has_[static_cast<unsigned char>(text[from])]) {
            ++from;
        }
        return from;
    }

private:
    constexpr void add(unsigned char c) { has_[c] = true; }

    std::array<bool, 256> has_{};
};

/// \brief Gathers what an exporter writes and hands it to the sink 64 KiB at a time.
///
/// A book has millions of fields: none of them is a string of its own on the way. Who writes calls
/// breathe() between two entries.
class TextOut {
public:
    explicit TextOut(core::Sink sink);

    void text(std::string_view text) { buffer_ += text; }
    void put(char c) { buffer_ += c; }

    /// The bytes of `special`, which are in the text or not, each after a `mark`.
    void escaped(std::string_view text, ByteSet const& special, char mark)
    {
        std::size_t start = 0;
        for (auto at = special.find(text); at < text.size(); at = special.find(text, at + 1)) {
            buffer_.append(text, start, at - start);
            buffer_ += mark;
            start = at;
        }
        buffer_.append(text, start, text.npos);
    }

    void number(std::int64_t number);
    void two_digits(unsigned number);
    void iso(core::Date day);    ///< `2025-03-14`
    void french(core::Date day); ///< `14/03/2025`
    /// `-1234.50`: two decimals after `mark`, no groups.
    void amount(core::Money amount, char mark = '.');

    /// Where the next byte goes, until the next breath.
    std::size_t place() const { return buffer_.size(); }
    /// Once more what stands from one place to another.
    void again(std::size_t from, std::size_t to) { buffer_.append(buffer_, from, to - from); }

    void breathe()
    {
        if (buffer_.size() >= full) {
            flush();
        }
    }
    void flush();

private:
    static constexpr std::size_t full = 64 * 1024;

    core::Sink sink_;
    std::string buffer_;
};

} // namespace coop::exchange
