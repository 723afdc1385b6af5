// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/record.hpp>
#include <coop/core/date.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/hash.hpp>
#include <coop/ledger/balances.hpp>
#include <coop/ledger/book.hpp>
#include <coop/ledger/budget.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/ledger/party.hpp>
#include <coop/ledger/project.hpp>
#include <coop/ledger/whole_entry.hpp>
#include <coop/ledger/year.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::store {

/// \brief Values pulled one by one; empty when exhausted. Valid while its session lives.
template <class T>
using Stream = std::function<std::optional<T>()>;

/// \brief Which entries count.
enum class Which { all, posted, drafts };

/// \brief Which entries are wanted; empty parts do not restrict.
struct EntryQuery {
    std::string year;
    std::optional<core::Period> period;
    std::string journal;
    std::string project;
    std::string account; ///< a prefix
    std::string party;
    std::string text;           ///< in the label, accents and case apart
    bool without_piece = false; ///< neither a reference of a supporting document nor an attachment
    Which which = Which::all;
    std::int64_t limit = 0; ///< 0: all
};

/// \brief The order of a walk over entries. `posting`: à-nouveaux (journal AN) of each year first,
/// then the order of validation, year after year; drafts of a year after its posted entries.
enum class Order { date, posting };

/// \brief Which entries a walk passes. An empty year: all years.
struct Scan {
    std::string year;
    Which which = Which::all;
    Order order = Order::date;
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

/// \brief Where a chain of posted entries stands.
struct ChainHead {
    std::int64_t entries = 0;
    core::Digest hash{};
};

struct Counts {
    std::int64_t drafts = 0;
    std::int64_t posted = 0;
};

/// \brief One transaction, in the words of the ledger; without commit() it leaves no trace.
///
/// What is written has been checked (ledger::check) by the caller; the engine checks again whatever
/// its schema can hold and throws Error{refused} "store.constraint" where they disagree.
/// Names (account codes, projects, journals) must exist; parties are created by name with
/// add_party(). Every list has a complete order.
class Session {
public:
    virtual ~Session() = default;

    /// \throws Error{database} "store.full", "store.read-only", "store.io".
    virtual void commit() = 0;

    // The book.
    virtual ledger::Book book() = 0;
    virtual void set_book(ledger::Book const& book) = 0; ///< but for its family of charts
    virtual std::vector<ledger::Year> years() = 0;       ///< by first day
    virtual void add_year(ledger::Year const& year) = 0;
    virtual void set_state(std::string const& year, ledger::YearState state) = 0;

    virtual std::vector<ledger::Journal> journals() = 0; ///< standard ones first, then by code
    virtual void add_journal(ledger::Journal const& journal) = 0;

    /// The books' own accounts, renamed or closed ones of the chart included; by code.
    virtual std::vector<ledger::Account> accounts() = 0;
    virtual void put_account(ledger::Account const& account) = 0; ///< adds or replaces

    virtual std::vector<ledger::Project> projects() = 0; ///< by code
    virtual void add_project(ledger::Project const& project) = 0;

    virtual std::vector<ledger::Party> parties() = 0; ///< by name
    virtual std::optional<ledger::Party> find_party(std::string const& name) = 0;
    virtual void add_party(ledger::Party const& party) = 0;
    /// Kind and note of a party that exists.
    virtual void replace_party(ledger::Party const& party) = 0;

    // Entries.
    virtual ledger::EntryId save(ledger::Entry const& entry) = 0;             ///< as a draft
    virtual void replace(ledger::EntryId id, ledger::Entry const& entry) = 0; ///< a draft
    virtual void erase(ledger::EntryId id) = 0; ///< a draft, with what hangs on it

    /// Gives the draft its number (next of its journal and year), its place in the hash chain, and
    /// makes it unchangeable. À-nouveaux (journal AN) apart, the days of validation of a year
    /// follow each other, as LPF art. A47 A-1 wants its entries: where the clock went back, the day
    /// is that of the last one. \throws Error{refused} "ledger.already-posted".
    virtual Posted post(ledger::EntryId id, core::Date today) = 0;

    /// Records an entry and posts it at once; `posted_on` is what another program said, or today.
    /// Days follow each other as those of post().
    virtual Appended append(ledger::Entry const& entry, core::Date posted_on) = 0;

    /// Before many entries: from here to the commit, what the guards of the schema refuse row by
    /// row is proved over all that was written, before anybody else sees it. Nothing is weaker
    /// after the commit than without it. \throws from commit() what the guards would have thrown.
    virtual void begin_bulk() = 0;

    /// Before the reversal is posted: the link is in its seal. `reversed` is posted, linked once.
    /// \throws Error{refused} "ledger.posted", "ledger.unknown-entry".
    virtual void link_reversal(ledger::EntryId reversal, ledger::EntryId reversed,
                               std::string const& reason) = 0;

    virtual std::optional<ledger::Record> find(ledger::EntryId id) = 0;
    virtual std::optional<ledger::Record> find_by_ref(std::string const& ref) = 0;
    virtual Stream<ledger::Record> entries(EntryQuery const& query) = 0; ///< by date, then id

    /// Of a year; empty: of all. Costs what there are of drafts and journals, not of entries.
    virtual Counts counts(std::string const& year) = 0;
    /// Entries of a year, as EntryQuery::without_piece wants them.
    virtual std::int64_t count_without_piece(std::string const& year) = 0;

    /// Walks entries with their lines, each visited once, in bounded memory.
    virtual void scan(Scan const& scan,
                      std::function<void(ledger::EntryView const&)> const& visit) = 0;

    /// To a draft or a posted entry; the same name and content again does nothing.
    /// \throws Error{refused} "attachment.exists" (that name, other content).
    virtual void attach(ledger::EntryId id, ledger::Attachment const& attachment,
                        std::string_view content) = 0;
    virtual std::vector<ledger::Attachment> attachments(ledger::EntryId id) = 0;
    virtual std::optional<std::string> attachment_content(std::string const& sha256) = 0;

    // Balances: cost of accounts, not of entries.

    /// By account code. Openings are those of journal AN in that year, not computed ones.
    /// \param within restricts movements to part of the year (whole months are the fast case).
    /// \param account only those whose code starts so: their cost, not that of all.
    virtual std::vector<ledger::Balance> balances(std::string const& year, Which which,
                                                  std::optional<core::Period> within = {},
                                                  std::string const& account = {}) = 0;
    /// Whether journal AN of that year holds an entry.
    virtual bool has_opening(std::string const& year, Which which) = 0;
    /// By project, then account.
    virtual std::vector<ledger::ProjectBalance> project_balances(std::string const& year,
                                                                 Which which) = 0;
    /// By account, then party; lines that name a party, dated within `period`; zero nets left out.
    virtual std::vector<ledger::PartyBalance> party_balances(core::Period period, Which which) = 0;

    /// Lines of the accounts that start with `account`, by account, date, entry.
    virtual Stream<ledger::EntryLine> account_lines(std::string const& account, core::Period period,
                                                    Which which) = 0;

    // Contributions in kind.
    /// By date; the books' own.
    virtual std::vector<ledger::InkindRate> rates(std::string const& name) = 0;
    virtual std::vector<ledger::InkindRate> rates() = 0;       ///< by name, date
    virtual void put_rate(ledger::InkindRate const& rate) = 0; ///< adds or replaces name and date
    /// To a draft. \throws Error{refused} "ledger.posted".
    virtual void add_contribution(ledger::Contribution const& contribution) = 0;
    virtual std::vector<ledger::Contribution> contributions(std::string const& year,
                                                            Which which) = 0; ///< by date, entry

    // Budgets.
    /// By version, lines in order.
    virtual std::vector<ledger::Budget> budgets(std::string const& year) = 0;
    /// Adds or replaces a version that is not adopted.
    /// \throws Error{refused} "budget.adopted".
    virtual void put_budget(ledger::Budget const& budget) = 0;

    // The whole book, out and in again.
    /// The last id that was given; the entry may be erased since.
    virtual ledger::EntryId last_id() = 0;
    /// Walks posted entries in the order of the chain, then drafts by id, in bounded memory.
    virtual void scan_sealed(std::function<void(ledger::SealedView const&)> const& visit) = 0;
    virtual std::vector<ledger::Contribution> contributions_of(ledger::EntryId id) = 0;
    virtual std::vector<std::string> contents() = 0; ///< of attachments: each SHA-256 once, sorted

    virtual void put_journal(ledger::Journal const& journal) = 0; ///< adds, or labels anew
    /// An entry under its own id; a posted one with the number and the place in the chain that come
    /// next. Its hash is taken as it is: verify() proves it. What attachments name is given to
    /// restore_content() before the commit.
    virtual void restore(ledger::WholeEntry const& entry) = 0;
    virtual void restore_content(std::string const& sha256, std::string_view bytes) = 0;
    virtual void restore_last_id(ledger::EntryId id) = 0;

    // The registers of CARE and its livre. Nothing here writes a table of the legal books.

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

    // Is the file intact.
    virtual ChainHead head() = 0;
    /// Structure, constraints, chain, numbers without gap, balances against lines, 86 = 87.
    /// Findings name the first entry or account that differs.
    virtual std::vector<core::Diagnostic> verify() = 0;
};

class Store {
public:
    virtual ~Store() = default;
    virtual std::unique_ptr<Session> read() = 0;

    /// Waits for another writer, then throws Error{database} "store.locked" (args: path, by).
    virtual std::unique_ptr<Session> write() = 0;
};

/// \brief The 16 salt bytes of an entry: unguessable, lent by the process.
using Salt = std::array<std::uint8_t, 16>;

/// \brief What an engine needs of the process.
struct EngineOptions {
    std::function<Salt()> salt;
    std::string today;  ///< ISO, for the record of migrations
    int wait_ms = 5000; ///< for a lock
};

/// \brief A book made of what somebody kept of another one.
struct Restoring {
    ledger::Book book;
    std::function<void(Session&)> fill; ///< the caller commits nothing
    bool replace = false;               ///< over the book that is there, which is empty
    bool rehearsal = false;             ///< nothing is kept
};

/// \brief What a file is to an engine, by its first bytes alone: it may be damaged further on.
enum class Recognised {
    other,
    unreadable, ///< not there, or not to be looked into
    database,   ///< written by what the engine stands on, for another program or no longer ours
    book        ///< a book of any version
};

/// \brief A storage engine, as values: main chooses it, cli uses it.
struct Engine {
    /// Never throws, never waits.
    std::function<Recognised(std::string const& path)> recognises;

    /// The book, there or not, beside which the engine would write a file of this name while it
    /// works; empty: no name of the engine's own.
    std::function<std::string(std::string const& path)> book_beside;

    /// \throws Error{database} "store.missing", "store.unreadable", "store.not-ours",
    ///         "store.damaged", "store.older" (says `coop upgrade`), "store.newer", "store.locked",
    ///         "store.read-only" (on write).
    std::function<std::unique_ptr<Store>(std::string const& path, EngineOptions const&)> open;

    /// Makes a new book with its journals; never over an existing file.
    /// \throws Error{refused} "store.exists"; Error{database} "store.not-created".
    std::function<std::unique_ptr<Store>(std::string const& path, ledger::Book const&,
                                         EngineOptions const&)>
        create;

    /// Makes a new book with its journals beside `path`, fills it, and only then gives it its name.
    /// \throws Error{refused} "store.exists"; Error{database} "store.not-created".
    std::function<void(std::string const& path, Restoring const&, EngineOptions const&)> restore;

    /// Migrates an older file after a copy beside it; returns the path of the copy, empty if the
    /// file was current.
    std::function<std::string(std::string const& path, EngineOptions const&)> upgrade;

    /// A consistent copy of the book. \throws Error{refused} "store.exists".
    std::function<void(std::string const& path, std::string const& copy, EngineOptions const&)>
        backup;
};

} // namespace coop::store
