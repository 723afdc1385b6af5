// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a disk does to a program: the operations it is asked for, the one that it fails, and what is
// on it when the power comes back. SQLite (vfs.hpp) and the program's own files (files.hpp) share
// one, so that the n-th operation is the n-th of both.
#pragma once

#include "random.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::faults {

/// \brief What a disk is asked for.
enum class Act {
    open,
    create,
    read,
    write,
    truncate,
    sync,
    sync_folder,
    close,
    rename,
    remove,
    lock,
    unlock,
    ask, ///< whether a file is there, how long it is
};

/// \brief What may happen to it.
enum class Fault {
    none,
    error,       ///< it fails and did nothing
    full,        ///< there is no room: the first half of a write is on the disk
    torn,        ///< a write fails after a few of its sectors
    lost,        ///< a sync fails, and some of the writes before it are gone for ever
    busy,        ///< another process holds the lock
    interrupted, ///< a signal breaks the call off, or it does half of what was asked: not a failure
    cut,         ///< the power goes: this fails and so does everything after it
};

inline constexpr int fault_count = 8;
char const* name_of(Fault fault);
char const* name_of(Act act);

/// \brief One operation of a command.
struct Step {
    Act act;
    bool ours; ///< of the program's own files, not of SQLite
};

/// \brief Whether a disk can do that to an operation.
bool can(Fault fault, Step step);

/// \brief The one fault of a run.
struct Plan {
    Fault fault = Fault::none;
    std::size_t at = 0; ///< the operation, from 0; the next that can, where it cannot
    bool stays = false; ///< every operation after it that can suffers the same
    std::uint64_t seed = 0;
};

/// \brief What is on a disk: files by path.
using Contents = std::map<std::string, std::string>;

/// \brief A file: what is on the disk for certain, and what was done to it since.
struct Node {
    struct Change {
        bool truncates; ///< to `offset`
        std::uint64_t offset;
        std::string bytes;
    };
    std::shared_ptr<std::string const> durable;
    std::vector<Change> pending;
};
using NodePtr = std::shared_ptr<Node>;

class Disk {
public:
    /// Begins to count, to note and to fail; what `durable` says is on the disk.
    void start(std::map<std::string, std::shared_ptr<std::string const>> const& durable, Plan plan);

    /// A disk that nothing happens to, and that notes nothing.
    void stop() { active_ = false; }
    bool active() const { return active_; }

    /// To be asked before each operation: what happens to it.
    Fault before(Act act, bool ours);
    std::vector<Step> const& steps() const { return steps_; }
    bool struck() const { return struck_; }
    /// Whether the power goes with the operation that was asked for last.
    bool is_cutting() const
    {
        return active_ && plan_.fault == Fault::cut && steps_.size() == plan_.at + 1;
    }
    /// A part of `whole` that is done before it fails: any number by sector for a torn write.
    std::size_t part(Fault fault, std::size_t whole);
    bool toss() { return random_.chance(50); }

    // To be told after each: what is on its way to the disk.
    NodePtr find(std::string const& path) const;
    NodePtr created(std::string const& path);
    void wrote(NodePtr const& node, std::uint64_t offset, std::string_view bytes);
    void truncated(NodePtr const& node, std::uint64_t size);
    void synced(NodePtr const& node);
    void synced_folder();
    void renamed(std::string const& from, std::string const& to);
    void removed(std::string const& path);
    /// A sync that fails, as Linux has it: what did not reach the disk is forgotten, and the next
    /// sync knows nothing of it. \return what the file is then.
    std::string lose(NodePtr const& node);

    /// What stands there after a power cut now, one of the many things that may.
    ///
    /// What was synced is there. Of what was not, writes, sectors of 512 bytes and new ends of
    /// files are there or not, each for itself, and a file that grew may hold anything where it
    /// grew. Names that were made, changed or taken away since the folder was synced are so up to
    /// a moment: a journaling file system keeps the order of names.
    Contents after_cut(std::uint64_t seed) const;

private:
    struct Naming {
        std::string from; ///< empty: a new file
        std::string to;   ///< empty: removed
        NodePtr node;
    };

    bool active_ = false;
    Plan plan_;
    bool struck_ = false;
    Random random_{0};
    std::vector<Step> steps_;
    std::map<std::string, NodePtr> names_;   ///< as the program sees them
    std::map<std::string, NodePtr> durable_; ///< as the folder was synced
    std::vector<Naming> pending_;
};

} // namespace coop::faults
