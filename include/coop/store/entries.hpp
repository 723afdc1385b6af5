// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/money.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/store/types.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::store {

/// \brief Which entries are wanted; empty parts do not restrict.
struct EntryQuery {
    std::string year;
    std::optional<core::Period> period;
    std::string journal;
    std::string project;
    std::string account;              ///< a prefix
    std::vector<std::string> parties; ///< sealed names: any of them
    std::string text;  ///< words, each in a label, the piece or a party; accents and case apart
    std::string piece; ///< the whole reference, accents and case apart
    std::optional<core::Money> amount; ///< of the entry or of one of its lines
    bool without_piece = false; ///< neither a reference of a supporting document nor an attachment
    Which which = Which::all;
    std::int64_t limit = 0; ///< 0: all
};

/// \brief The order of a walk over entries. `posting`: openings of each year first,
/// then the order of validation, year after year; drafts of a year after its posted entries.
enum class Order { date, posting };

/// \brief Which entries a walk passes. An empty year: all years.
struct Scan {
    std::string year;
    Which which = Which::all;
    Order order = Order::date;
};

/// \brief How many drafts there are, and their days where there are any.
struct Drafts {
    std::int64_t count = 0;
    core::Date first{};
    core::Date last{};
};

/// \brief What append() gave to an entry.
struct Appended {
    ledger::EntryId id = 0;
    std::int64_t number = 0;
};

/// \brief What post() gave to an entry.
struct Posted {
    std::int64_t number = 0;
    core::Date on{};
};

struct Counts {
    std::int64_t drafts = 0;
    std::int64_t posted = 0;
};

/// \brief Entries with what hangs on them: lines, attachments, contributions in kind.
///
/// What names are (account codes, projects, journals) must exist; parties are created by name with
/// Books::add_party().
class Entries {
public:
    virtual ~Entries() = default;

    virtual ledger::EntryId save(ledger::Entry const& entry,
                                 ledger::Standing const& standing = {}) = 0; ///< as a draft
    virtual void replace(ledger::EntryId id, ledger::Entry const& entry,
                         ledger::Standing const& standing = {}) = 0; ///< a draft
    virtual void erase(ledger::EntryId id) = 0; ///< a draft, with what hangs on it

    /// Gives the draft its number (next of its journal and year), its place in the hash chain, and
    /// makes it unchangeable. The journal of openings apart, the days of validation of a year
    /// follow each other, as LPF art. A47 A-1 wants its entries: where the clock went back, the day
    /// is that of the last one. \throws Error{refused} "ledger.already-posted".
    /// Its role stays the one it was given last.
    virtual Posted post(ledger::EntryId id, core::Date today) = 0;

    /// Another role for a draft. \throws Error{refused} "ledger.posted".
    virtual void set_standing(ledger::EntryId id, ledger::Standing const& standing) = 0;

    /// Records an entry and posts it at once; `posted_on` is what another program said, or today.
    /// Days follow each other as those of post().
    virtual Appended append(ledger::Entry const& entry, core::Date posted_on,
                            ledger::Standing const& standing = {}) = 0;

    /// Before the reversal is posted: the link is in its seal. `reversed` is posted, linked once.
    /// \throws Error{refused} "ledger.posted", "ledger.unknown-entry".
    virtual void link_reversal(ledger::EntryId reversal, ledger::EntryId reversed,
                               std::string const& reason) = 0;

    virtual std::optional<ledger::Record> find(ledger::EntryId id) = 0;
    virtual std::optional<ledger::Record> find_by_ref(std::string const& ref) = 0;
    virtual Stream<ledger::Record> entries(EntryQuery const& query) = 0; ///< by date, then id

    /// Of a year; empty: of all. Costs what there are of drafts and journals, not of entries.
    virtual Counts counts(std::string const& year) = 0;
    /// Those of every year up to a day: costs what there are of drafts.
    virtual Drafts drafts_until(core::Date last) = 0;
    /// Entries of a year, as EntryQuery::without_piece wants them.
    virtual std::int64_t count_without_piece(std::string const& year) = 0;
    /// Entries of a year that have that role, not ordinary: costs those that have one.
    virtual std::int64_t count_of_role(std::string const& year, ledger::Role role, Which which) = 0;

    /// Entries of these days that share their day, the reference of their document and the sum of
    /// their debits with another one, by day, reference, amount and id; from an index of
    /// references.
    virtual std::vector<ledger::EntryId> alike(core::Period days) = 0;

    /// Walks entries with their lines, each visited once, in bounded memory.
    virtual void scan(Scan const& scan,
                      std::function<void(ledger::EntryView const&)> const& visit) = 0;

    /// To a draft or a posted entry; the same name and content again does nothing.
    /// \throws Error{refused} "attachment.exists" (that name, other content).
    virtual void attach(ledger::EntryId id, ledger::Attachment const& attachment,
                        std::string_view content) = 0;
    virtual std::vector<ledger::Attachment> attachments(ledger::EntryId id) = 0;
    virtual std::optional<std::string> attachment_content(std::string const& sha256) = 0;

    /// To a draft. \throws Error{refused} "ledger.posted".
    virtual void add_contribution(ledger::Contribution const& contribution) = 0;
    virtual std::vector<ledger::Contribution> contributions(std::string const& year,
                                                            Which which) = 0; ///< by date, entry
    virtual std::vector<ledger::Contribution> contributions_of(ledger::EntryId id) = 0;
};

} // namespace coop::store
