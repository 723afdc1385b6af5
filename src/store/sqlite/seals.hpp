// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cursor.hpp"
#include "store/sqlite/session/session.hpp"

#include <coop/core/hash.hpp>

#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

namespace coop::store::sqlite {

/// \brief A table that lies by entry, walked beside the entries.
class Beside {
public:
    // `orphan` is told of each row of an entry that is not there.
    Beside(Connection const& connection, char const* sql, std::function<void(Cursor const&)> orphan)
        : rows_(connection, sql), orphan_(std::move(orphan))
    {
        rows_.start();
        step();
    }

    // Goes on to `entry`. \return whether there is a row of it, which is then row().
    bool reach(std::int64_t entry)
    {
        while (at_ && *at_ < entry) {
            orphan_(rows_);
            step();
        }
        return at_ == entry;
    }

    void leave(std::int64_t entry)
    {
        if (reach(entry)) {
            step();
        }
    }

    void finish()
    {
        for (; at_; step()) {
            orphan_(rows_);
        }
    }

    Cursor const& row() const { return rows_; }
    std::int64_t rows() const { return count_; } ///< so far

private:
    void step()
    {
        at_ = rows_.next() ? std::optional{rows_.integer(0)} : std::nullopt;
        count_ += at_ ? 1 : 0;
    }

    Cursor rows_;
    std::function<void(Cursor const&)> orphan_;
    std::optional<std::int64_t> at_; // the entry of row(); nothing after the last
    std::int64_t count_ = 0;
};

inline core::Digest digest_or_zero(std::string_view bytes)
{
    core::Digest digest{};
    if (bytes.size() == digest.size()) {
        std::memcpy(digest.data(), bytes.data(), digest.size());
    }
    return digest;
}

/// \brief A place of the chain and what the one before it holds.
struct Seal {
    core::Digest previous;
    core::Digest hash;
    core::Digest texts;
    std::int64_t entry;
    int format;
};

/// \brief The seals by their place in the chain; cheap as long as they are asked for in their
/// order.
class Seals {
public:
    explicit Seals(Connection const& connection)
        : rows_(connection, "SELECT sequence, hash, texts_digest, entry_id, format FROM seal "
                            "WHERE sequence >= ?1 ORDER BY sequence")
    {
    }

    // Nothing where this place, or the one before it, is empty.
    std::optional<Seal> at(std::int64_t sequence)
    {
        if (last_ != sequence - 1 && !go_before(sequence)) {
            return std::nullopt;
        }
        last_.reset();
        if (!rows_.next() || rows_.integer(0) != sequence) {
            return std::nullopt;
        }
        Seal const seal{hash_, digest_or_zero(rows_.bytes(1)), digest_or_zero(rows_.bytes(2)),
                        rows_.integer(3), static_cast<int>(rows_.integer(4))};
        last_ = sequence;
        hash_ = seal.hash;
        return seal;
    }

private:
    bool go_before(std::int64_t sequence)
    {
        hash_ = {};
        last_.reset();
        if (sequence == 1) {
            rows_.start(sequence);
            return true;
        }
        rows_.start(sequence - 1);
        if (!rows_.next() || rows_.integer(0) != sequence - 1) {
            return false;
        }
        hash_ = digest_or_zero(rows_.bytes(1));
        return true;
    }

    Cursor rows_;
    std::optional<std::int64_t> last_; // the place that was read last, with its hash
    core::Digest hash_{};
};

} // namespace coop::store::sqlite
