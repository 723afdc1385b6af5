// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk.hpp"

#include <coop/core/files.hpp>

#include <string>
#include <unordered_map>
#include <utility>

namespace coop::faults {

/// \brief The file functions of the program over a disk that fails; standard output is kept.
class FaultyFiles final : public core::Files {
public:
    explicit FaultyFiles(Disk& disk) : disk_(disk) {}

    /// What was written on standard output since it was asked for last.
    std::string take_said() { return std::exchange(said_, {}); }

    int open(std::string const& path, core::Access access,
             core::Permissions const& permissions) override;
    std::ptrdiff_t read(int file, std::span<char> into) override;
    std::ptrdiff_t read_at(int file, std::uint64_t offset, std::span<char> into) override;
    std::ptrdiff_t write(int file, std::string_view bytes) override;
    int sync(int file) override;
    int close(int file) override;
    int rename(std::string const& from, std::string const& to) override;
    int rename_new(std::string const& from, std::string const& to) override;
    int remove(std::string const& path) override;

private:
    struct Handle {
        NodePtr node; ///< none: without a name, or nothing that the disk knows
        bool is_folder = false;
        std::uint64_t end = 0; ///< where the next write goes
    };

    /// Asks the disk. \return 0, or errno for what it does instead.
    int refused(Act act, Fault& fault);
    std::ptrdiff_t put(int file, std::string_view bytes);
    void note(int file, std::string_view bytes);
    int named(std::string const& from, std::string const& to, bool over);

    Disk& disk_;
    std::unordered_map<int, Handle> handles_;
    std::string said_;
};

} // namespace coop::faults
