// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/assert.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::core {

/// \brief An enumerator (or a bool) and the word that stands for it in files, books and commands.
template <class Enum>
struct Word {
    Enum value;
    std::string_view word;
};

/// \brief The words of an enumeration, each beside its enumerator: there is one such table for each
/// enumeration, and whatever reads or writes a word asks it.
///
/// No position means anything, neither here nor in the enumeration nor in the data; the order of
/// the rows is only that in which people are told what there is.
template <class Enum, std::size_t size>
class Words {
public:
    /// A word or an enumerator that stands twice does not compile.
    consteval explicit Words(Word<Enum> const (&rows)[size])
    {
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                COOP_ASSERT(rows[i].value != rows[j].value && rows[i].word != rows[j].word);
            }
            rows_[i] = rows[i];
        }
    }

    constexpr std::string_view of(Enum value) const
    {
        auto const row = std::ranges::find(rows_, value, &Word<Enum>::value);
        COOP_ASSERT(row != rows_.end());
        return row->word;
    }

    constexpr std::optional<Enum> value(std::string_view word) const
    {
        auto const row = std::ranges::find(rows_, word, &Word<Enum>::word);
        return row == rows_.end() ? std::nullopt : std::optional{row->value};
    }

    constexpr auto begin() const { return rows_.begin(); }
    constexpr auto end() const { return rows_.end(); }

    std::vector<std::string> all() const
    {
        std::vector<std::string> words;
        for (auto const& row : rows_) {
            words.emplace_back(row.word);
        }
        return words;
    }

    /// `own, grant, third`: for a message.
    std::string known() const { return join(rows_, ", ", &Word<Enum>::word); }

private:
    std::array<Word<Enum>, size> rows_{};
};

/// \brief `words<Side>({{Side::debit, "debit"}, {Side::credit, "credit"}})`.
template <class Enum, std::size_t size>
consteval Words<Enum, size> words(Word<Enum> const (&rows)[size])
{
    return Words<Enum, size>{rows};
}

} // namespace coop::core
