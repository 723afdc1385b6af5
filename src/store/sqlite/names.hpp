// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::store::sqlite {

/// \brief The names of one table by id, read once: what a walk over a million lines asks for each.
class Names {
public:
    /// \param sql selects id and name, in the order of the ids.
    Names(Connection& connection, std::string_view sql);

    /// Nothing for an id that is not there. The text lives as long as this.
    std::optional<std::string_view> find(std::int64_t id) const;

    /// \throws Error{database} "store.damaged" for an id that is not there.
    std::string_view at(std::int64_t id) const;

private:
    struct Named {
        std::int64_t id;
        std::string name;
    };
    std::vector<Named> all_;
    std::string path_;
};

/// \brief The names that entries and lines refer to.
struct BookNames {
    explicit BookNames(Connection& connection);

    Names years;
    Names journals;
    Names accounts;
    Names projects;
    Names parties;
};

} // namespace coop::store::sqlite
