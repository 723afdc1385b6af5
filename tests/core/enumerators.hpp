// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/words.hpp>

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace coop::test {

/// \brief Whether a value of an enumeration has a name: compilers write others as a cast.
template <auto value>
constexpr bool is_enumerator()
{
    std::string_view const text = __PRETTY_FUNCTION__;
    return text.substr(text.rfind("value = ") + 8).front() != '(';
}

/// \brief The enumerators, as the compiler knows them; none is beyond 63.
template <class Enum>
std::vector<Enum> enumerators()
{
    if constexpr (std::is_same_v<Enum, bool>) {
        return {false, true};
    } else {
        std::vector<Enum> all;
        [&]<int... number>(std::integer_sequence<int, number...>)
        {
            ((is_enumerator<static_cast<Enum>(number)>() ? all.push_back(static_cast<Enum>(number))
                                                         : void()),
             ...);
        }
        (std::make_integer_sequence<int, 64>{});
        return all;
    }
}

/// \brief Each enumerator has one word, which reads back; that no word stands twice, the compiler
/// has seen.
template <class Enum, std::size_t size>
void check_table(core::Words<Enum, size> const& words)
{
    auto const all = enumerators<Enum>();
    REQUIRE(all.size() == size);
    for (auto const value : all) {
        auto const word = words.of(value);
        CAPTURE(word);
        CHECK(words.value(word) == value);
    }
}

template <class Words>
std::set<std::string> set_of(Words const& words)
{
    return {words.begin(), words.end()};
}

} // namespace coop::test
