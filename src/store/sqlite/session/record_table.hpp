// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.hpp"
#include "store/sqlite/prepared.hpp"

#include <coop/record/record.hpp>
#include <coop/store/types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::store::sqlite {

/// \brief What tells a table of records from another one.
struct RecordShape {
    std::string_view table;
    record::Kinds const& (*kinds)();
    record::Format format; ///< where it seals entries, the table has a column `entries`
};

/// \brief A table of records, each in its place of one chain: the facts of the legal books, or the
/// registers of CARE.
class RecordTable {
public:
    RecordTable(Connection const& connection, RecordShape const& shape);
    RecordTable(RecordTable const&) = delete;
    RecordTable& operator=(RecordTable const&) = delete;

    /// `entries`: the head of the chain of entries.
    record::Filed append(record::Record const& record, record::Salt const& salt,
                         ChainHead const& entries);
    void restore(record::Filed const& filed);
    Stream<record::Filed> records(std::vector<std::string> const& kinds);
    std::vector<record::Filed> history(std::string const& kind, std::string const& id);
    std::int64_t version(std::string_view kind, std::string_view id); ///< or 0
    std::int64_t erase(std::string const& kind, std::string const& id);
    ChainHead head();

private:
    Connection connection_;
    RecordShape shape_;
    std::string select_;
    std::string select_version_; // what is prepared borrows its text
    std::string insert_record_;
    // Nobody else writes before this session ends: what was read once is kept.
    std::optional<ChainHead> head_;
    Prepared version_;
    Prepared insert_;
};

} // namespace coop::store::sqlite
