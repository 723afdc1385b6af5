// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/money.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coop::exchange {

/// \brief What of a line tells entries apart.
struct FecMark {
    std::size_t year = 0;
    std::size_t journal = 0;
    bool opening = false;
    core::Date date{};
    std::string_view number;
};

/// \brief Watches whether entries can be taken as they come: keeps one number for each journal and
/// year, whatever the size of the file.
class FecOrder {
public:
    void line(FecMark const& mark, std::optional<core::Date> valid, core::Money amount);
    void end();

    bool regular() const { return regular_; }

private:
    struct Rank {
        std::string prefix;
        std::int64_t number = 0;
    };

    void begin_entry(FecMark const& mark);
    void end_entry();

    bool regular_ = true;
    bool open_ = false;
    std::size_t year_ = 0;
    std::size_t journal_ = 0;
    bool opening_ = false;
    core::Date date_{};
    std::string number_;
    std::optional<core::Date> valid_;
    core::Money balance_;
    bool moved_ = false;                ///< the year had an entry that is no à-nouveaux
    std::optional<core::Date> reached_; ///< validated so far, in the year
    std::map<std::pair<std::size_t, std::size_t>, Rank> last_; ///< by year and journal
};

} // namespace coop::exchange
