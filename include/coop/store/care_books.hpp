// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/record.hpp>
#include <coop/store/types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coop::store {

/// \brief The registers of CARE and its livre. Nothing here reads or writes a table of the legal
/// books, but for the days of its years.
class CareBooks {
public:
    virtual ~CareBooks() = default;

    /// A record that check_record() gave, in the next place of the registers' chain and as the next
    /// version of its object; its own version is not read.
    virtual care::Filed care_append(care::Record const& record) = 0;
    /// In the order of the chain; of some kinds, or of all where none is named.
    virtual Stream<care::Filed> care_records(std::vector<std::string> const& kinds) = 0;
    /// Every version of one object, oldest first.
    virtual std::vector<care::Filed> care_history(std::string const& kind,
                                                  std::string const& id) = 0;
    virtual std::int64_t care_version(std::string const& kind, std::string const& id) = 0; ///< or 0
    /// Erases author, personal fields and salt of every version. \return how many had any.
    virtual std::int64_t care_erase(std::string const& kind, std::string const& id) = 0;
    /// As somebody kept it; care_append() follows it. Its hash is taken as it is.
    virtual void care_restore(care::Filed const& filed) = 0;
    virtual ChainHead care_head() = 0;

    /// Gives it the next id; `close` is the sequence of the record that it was made by.
    /// \throws Error{refused} "store.constraint" for what the schema refuses: an account of the
    /// legal books, a day outside the exercise, a second reversal.
    virtual std::int64_t care_post(care::Entry const& entry, std::optional<std::int64_t> close) = 0;
    /// By id; of a year, or of all where it is empty.
    virtual Stream<care::PostedEntry> care_entries(std::string const& year) = 0;
    virtual std::optional<care::PostedEntry> care_entry(std::int64_t id) = 0;
    virtual std::int64_t care_last_entry() = 0; ///< or 0
};

} // namespace coop::store
