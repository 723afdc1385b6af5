// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/ledger/account.hpp>
#include <coop/ledger/book.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/fec_words.hpp>
#include <coop/ledger/kinds.hpp>
#include <coop/ledger/party.hpp>
#include <coop/ledger/year.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What stands in the tables of a book, as the records that seal it, and back. Whoever writes a
// table writes the record of it; whoever proves a book compares them by these same functions. Day
// and version are given where a record is filed.

namespace coop::ledger {

/// \brief Whether a fact was recorded when it happened, or found in a book that had no records yet.
enum class Origin { recorded, found };

record::Record book_fact(Book const& book, Origin origin = Origin::recorded);
Book read_book(record::Record const& record);

/// A locked year is open here: how far a book is locked is a fact of its own.
record::Record year_fact(Year const& year, Origin origin = Origin::recorded);
/// The last version of a year that the book no longer has.
record::Record removed_year_fact(Year const& year);
Year read_year(record::Record const& record);

/// \brief How far a book is locked; nothing: not at all.
struct Lock {
    std::optional<core::Date> through;
    std::string reason;

    friend bool operator==(Lock const&, Lock const&) = default;
};
record::Record lock_fact(Lock const& lock, Origin origin = Origin::recorded);
Lock read_lock(record::Record const& record);

/// \brief The close of a year, with the opening of the next one that it wrote.
struct Close {
    std::string year;
    std::optional<EntryId> opening;
    std::string reason;

    friend bool operator==(Close const&, Close const&) = default;
};
record::Record close_fact(Close const& close, Origin origin = Origin::recorded);
Close read_close(record::Record const& record);

/// Of the books: their own, renamed or closed.
record::Record account_fact(Account const& account, Origin origin = Origin::recorded);
Account read_account(record::Record const& record);

/// \brief A third party that was renamed, completed or joined with another one: all that is known
/// of it. One that was only named in an entry has no record.
record::Record party_fact(Party const& party, Origin origin = Origin::recorded);
/// Its name, shown name, note and code are personal, and empty once erased.
Party read_party(record::Record const& record);

/// What the FEC of a closed year says beside its entries.
record::Record fec_words_fact(FecWords const& words, Origin origin = Origin::recorded);
FecWords read_fec_words(record::Record const& record, bool erased);

/// \brief An attachment as a fact: the `number`th that its entry got.
struct AttachmentFact {
    EntryId entry = 0;
    std::int64_t number = 0;
    Attachment attachment; ///< its name is personal, and empty once it is erased
};
record::Record attachment_fact(AttachmentFact const& fact, Origin origin = Origin::recorded);
/// The last version of an attachment that went with its draft: it has no name any more.
record::Record removed_attachment_fact(AttachmentFact fact);
AttachmentFact read_attachment(record::Record const& record);

/// \brief The ids of the attachments of an entry begin with this.
std::string attachment_ids_of(EntryId entry);

/// \brief The name that an attachment has once its own is erased: what begins the digest that
/// stays.
std::string erased_name(core::Digest const& personal);

/// \brief Whether the object is gone: the last version of a year or an attachment may say so.
bool is_removed(record::Record const& record);

/// \brief What an entry is, as a fact. An entry without one is ordinary; one that was more, and is
/// no longer, says so in its last version.
struct RoleFact {
    EntryId entry = 0;
    Standing standing;

    friend bool operator==(RoleFact const&, RoleFact const&) = default;
};
record::Record role_fact(RoleFact const& fact, Origin origin = Origin::recorded);
RoleFact read_role(record::Record const& record);

/// \brief A file that brought entries: those from `first` to `last`, of which some may be gone.
struct Import {
    std::int64_t number = 0; ///< 1, 2, … in a book
    std::string format;
    std::string name; ///< of the file: personal; empty where there was none, or it is erased
    std::string sha256;
    EntryId first = 0;
    EntryId last = 0;
    bool undone = false; ///< what was a draft of it was taken back

    friend bool operator==(Import const&, Import const&) = default;
};
record::Record import_fact(Import const& import, Origin origin = Origin::recorded);
Import read_import(record::Record const& record);

/// \brief What stands in the tables of a book that has no records yet.
struct Found {
    Book book;
    std::vector<Year> years;
    std::optional<core::Date> locked_through;
    std::vector<Account> accounts; ///< of the books
    std::vector<AttachmentFact> attachments;
    std::vector<RoleFact> roles; ///< of openings and closing entries
};

/// \brief A fact of each, marked as found: book, years, lock if there is one, accounts,
/// attachments, roles.
std::vector<record::Record> found_facts(Found const& found);

} // namespace coop::ledger
