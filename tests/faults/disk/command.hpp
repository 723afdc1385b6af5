// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files.hpp"
#include "place.hpp"

#include <coop/store/store.hpp>

#include <string>
#include <vector>

namespace coop::faults {

/// \brief What a command answered.
struct Said {
    int code = 0;
    std::string id; ///< of its error
    std::string out;
    std::string err;
};

using Words = std::vector<std::string>;

/// \brief The words of a line, parted at spaces; `'…'` is one.
Words words_of(std::string const& line);

/// \brief The program, over a disk that may fail, in a folder.
class Machine {
public:
    Machine();

    /// A command line as a process would run it, on a day, with salts that follow from the book
    /// and nothing else.
    Said run(Words const& words);

    /// The same by a line, which has to work. \throws std::runtime_error.
    Said must(std::string const& line);

    /// From here on `today` is that day.
    void on(std::string day) { today_ = std::move(day); }

    Place const& place() const { return place_; }
    Disk& disk() { return disk_; }

    /// What stands in the folder after a power cut now.
    void power_back(std::uint64_t seed);

    void remove_file(std::string const& name) const;

    /// Begins a run with a fault from what `shelf` holds.
    void start(Shelf const& shelf, Plan plan);

private:
    Disk disk_;
    Place place_;
    FaultyFiles files_;
    store::Engine engine_;
    std::string today_;
};

} // namespace coop::faults
