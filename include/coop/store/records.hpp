// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/record/record.hpp>
#include <coop/store/types.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace coop::store {

/// \brief The facts of the legal books (ledger/facts.hpp), in a chain of their own beside that of
/// the entries. Whatever writes the table of a fact records it as well; here is what reads them,
/// and what records the facts of nobody's table.
class Records {
public:
    virtual ~Records() = default;

    /// A record of ledger::kinds(), in its canonical form, in the next place of the chain and as
    /// the next version of its object, dated today; its own version and day are not read. It seals
    /// the entries posted so far.
    virtual record::Filed append_record(record::Record const& record) = 0;
    /// In the order of the chain; of some kinds, or of all where none is named.
    virtual Stream<record::Filed> records(std::vector<std::string> const& kinds) = 0;
    /// Every version of one object, oldest first.
    virtual std::vector<record::Filed> record_history(std::string const& kind,
                                                      std::string const& id) = 0;
    /// Erases author, personal fields and salt of every version; the name of an attachment in the
    /// books as well, which then is ledger::erased_name(). \return how many versions had any.
    virtual std::int64_t erase_record(std::string const& kind, std::string const& id) = 0;
    /// As somebody kept it; append_record() follows it. Its hash is taken as it is.
    virtual void restore_record(record::Filed const& filed) = 0;
    /// For books that have facts and no record of them: one of each, marked as found, in the order
    /// of ledger::found_facts().
    virtual void record_what_is_found() = 0;
    virtual ChainHead record_head() = 0;
};

} // namespace coop::store
