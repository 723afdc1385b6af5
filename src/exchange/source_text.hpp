// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/diagnostic.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coop::exchange {

/// \brief A text to import and its name: says where something stands, with the line as excerpt.
///
/// Lines are found once, so that a place in the last of a million lines costs what one in the first
/// does. `text` must outlive it.
class SourceText {
public:
    SourceText(std::string_view text, std::string_view source);

    /// Unit: lines from 1, byte columns from 1; 0 when unknown.
    core::Where at(int line, int column) const;

    int lines() const { return static_cast<int>(starts_.size()); }

    /// Without its line end. Range: 1 … lines().
    std::string_view line(int number) const;

private:
    std::string_view text_;
    std::string source_;
    std::vector<std::size_t> starts_;
};

/// \brief The first line that is not blank, without a BOM or its end.
std::string_view first_line(std::string_view text);

} // namespace coop::exchange
