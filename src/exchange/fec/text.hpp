// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/exchange/fec/writer.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace coop::exchange {

/// \brief Makes texts of the books texts of a FEC: no control character, no line end of any kind,
/// no separator, no blank around, in the charset of the file.
class FecText {
public:
    explicit FecText(FecStyle const& style) : style_(style) {}

    /// Appends `text`, or `silence` where nothing is left of it.
    void append(std::string& into, std::string_view text, std::string_view silence = {});

    /// Appends what is clean already, in the charset of the file.
    void encode(std::string& into, std::string_view text);

    std::int64_t lost() const { return lost_; } ///< characters that the charset lacks

private:
    bool is_plain(std::string_view text) const;
    std::string_view cleaned(std::string_view text);

    FecStyle style_;
    std::string scratch_;
    std::int64_t lost_ = 0;
};

} // namespace coop::exchange
