// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the files of a folder say, after whatever happened to them.
#pragma once

#include "commands/lines.hpp"

#include <coop/core/hash.hpp>

#include <optional>
#include <set>

namespace coop::faults {

/// \brief How a file stands to what it was before a command and what the command makes of it.
enum class State { before, after, both, neither };

/// \brief Whether something is one, where nothing changes also both.
inline bool is_before(State state)
{
    return state == State::before || state == State::both;
}
inline bool is_after(State state)
{
    return state == State::after || state == State::both;
}

/// \brief A line as it goes when nothing fails.
struct Clean {
    Shelf before;
    Contents after;
    Said said;
    std::vector<Step> steps;
};

/// \brief Opens books, verifies and compares them; remembers the bytes it has seen.
class Judge {
public:
    explicit Judge(Machine& machine) : machine_(machine) {}

    /// Rolls back what a command that was broken off left in the folder, as whatever opens the
    /// book next. \return what went wrong, or nothing.
    std::string settle();

    /// How the file of that name stands; a book that is neither byte for byte is compared table by
    /// table, and has to verify. \param why what is wrong where it is neither.
    State state(Clean const& clean, Contents const& now, std::string const& name, std::string& why);

    /// Whether a book is whole at a version between that of before and ours: an upgrade ends it.
    bool is_between(std::string const& bytes);

    /// What all tables of a book hold, as a digest; empty where it cannot be read.
    std::string const& tables(std::string const& book);

    /// Books opened and verified that no one had seen.
    std::size_t verified() const { return seen_.size(); }

private:
    struct Seen {
        std::string tables; ///< digest; empty: not to be read
        std::string wrong;
    };
    Seen const& look(std::string const& bytes);

    Machine& machine_;
    std::map<core::Digest, Seen> seen_;
};

} // namespace coop::faults
