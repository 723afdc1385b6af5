// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/exchange/fec/entries.hpp>
#include <coop/exchange/fec/reader.hpp>

#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coop::exchange {

constexpr auto no_index = std::numeric_limits<std::size_t>::max();
constexpr std::size_t fec_text_max = 1000; ///< characters, as ledger::check() allows

/// \brief A text as our books take it: one line, without blanks around, cut at fec_text_max.
/// `cut` is told where it was.
std::string clean_text(std::string_view text, bool& cut);

/// \brief Whether a text has more than `count` characters.
bool is_longer(std::string_view text, std::size_t count);

/// \brief The places of codes in a vector; the one met last is found at once.
class CodeIndex {
public:
    /// Its place; `size` for one that is new, which it will have.
    std::size_t find_or_add(std::string_view key, std::size_t size)
    {
        if (last_ != no_index && key == last_key_) {
            return last_;
        }
        auto found = places_.find(key);
        if (found == places_.end()) {
            found = places_.emplace(std::string{key}, size).first;
        }
        last_key_ = found->first;
        last_ = found->second;
        return last_;
    }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> places_;
    std::string_view last_key_;
    std::size_t last_ = no_index;
};

/// \brief Where a record belongs; indexes into the survey and the years.
struct FecPlace {
    std::size_t year = no_index; ///< none: outside
    std::size_t journal = 0;
    std::size_t account = 0;
    std::size_t party = no_index;
    bool opening = false;
};

/// \brief The codes of a file: gathers them in a survey, then finds them again.
class FecPlaces {
public:
    FecPlaces(std::vector<core::Period> const& years, FecSurvey& survey)
        : years_(years), survey_(survey)
    {
    }

    FecPlace place(FecRow const& row, FecLine const& line);

    /// Names of third parties, once all are known.
    void name_parties();
    void call_party(std::size_t party, std::string name);

private:
    std::size_t year_of(core::Date day);
    std::size_t party_of(FecRow const& row);

    std::vector<core::Period> const& years_;
    FecSurvey& survey_;
    std::size_t last_year_ = 0;
    CodeIndex journals_;
    CodeIndex accounts_;
    CodeIndex parties_;
    std::string key_;
};

} // namespace coop::exchange
