// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk.hpp"

#include <memory>
#include <string>

namespace coop::faults {

/// \brief What is in a folder, shared: a book is copied a hundred thousand times.
using Shelf = std::map<std::string, std::shared_ptr<std::string const>>;

Shelf shelf_of(Contents const& contents);

/// \brief A fresh folder in memory, that the process works in; gone with it.
class Place {
public:
    Place();
    Place(Place const&) = delete;
    Place& operator=(Place const&) = delete;
    ~Place();

    /// Exactly these files are in the folder, by their names.
    void put(Shelf const& files) const;
    void put(Contents const& files) const;
    Contents contents() const;

    std::string const& path() const { return path_; }

private:
    void empty() const;
    void write(std::string const& name, std::string const& bytes) const;

    std::string path_;
};

} // namespace coop::faults
