// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record_table.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/entry_statements.hpp"
#include "store/sqlite/prepared.hpp"

#include <coop/core/error.hpp>
#include <coop/ledger/facts.hpp>
#include <coop/ledger/fec_words.hpp>
#include <coop/ledger/kinds.hpp>
#include <coop/store/store.hpp>

#include <array>
#include <compare>
#include <map>
#include <string>
#include <unordered_map>

namespace coop::store::sqlite {

/// \brief The month of a cell that holds the sum of its whole year.
inline constexpr std::int64_t whole_year = 0;

/// \brief A cell of the balances: what is summed together.
struct BalanceKey {
    std::int64_t year;
    std::int64_t account;
    std::int64_t month; ///< yyyymm, or whole_year
    std::int64_t posted;
    std::int64_t role; ///< as entry.role

    friend auto operator<=>(BalanceKey const&, BalanceKey const&) = default;
};

/// \brief The same by third party, of accounts of class 4.
struct PartyKey {
    BalanceKey of;
    std::int64_t party; ///< 0: a line that names none

    friend auto operator<=>(PartyKey const&, PartyKey const&) = default;
};

struct BalanceHash {
    std::size_t operator()(BalanceKey const& key) const
    {
        // Cells of one account differ in the low bits, which the product spreads. It wraps: ids may
        // be forged.
        auto const flags = static_cast<std::uint64_t>(key.year) * 8U +
                           static_cast<std::uint64_t>(key.posted * 4 + key.role);
        auto mixed = static_cast<std::uint64_t>(key.account) * 1'000'003U;
        mixed = (mixed + static_cast<std::uint64_t>(key.month)) * 1'000'003U;
        return (mixed + flags) * 0x9e3779b97f4a7c15U;
    }
    std::size_t operator()(PartyKey const& key) const
    {
        return ((*this)(key.of) + static_cast<std::uint64_t>(key.party)) * 0x9e3779b97f4a7c15U;
    }
};

/// \brief What is added to a cell; may be negative.
struct BalanceChange {
    core::Money debit;
    core::Money credit;
};

/// \brief One transaction on a connection of its own.
class SqliteSession final : public Session {
public:
    /// `restore`: the records of what is written are given as somebody kept them, not made.
    /// `upgrade`: inside a transaction that somebody else began and ends.
    enum class Door { read, write, restore, upgrade };

    SqliteSession(Connection connection, Door door, EngineOptions const& options);
    ~SqliteSession() override;
    SqliteSession(SqliteSession const&) = delete;
    SqliteSession& operator=(SqliteSession const&) = delete;

    void commit() override;

    // The book: book.cpp.
    ledger::Book book() override;
    void set_book(ledger::Book const& book) override;
    std::vector<ledger::Year> years() override;
    void add_year(ledger::Year const& year) override;
    void replace_year(std::string const& label, ledger::Year const& year) override;
    void remove_year(std::string const& label) override;
    void close_year(std::string const& label) override;
    std::optional<core::Date> locked_through() override;
    void set_lock(std::optional<core::Date> through, std::string const& reason) override;
    void beneath_lock(core::Date day, std::function<void()> const& work) override;
    std::vector<ledger::Journal> journals() override;
    void add_journal(ledger::Journal const& journal) override;
    std::vector<ledger::Account> accounts() override;
    void put_account(ledger::Account const& account) override;
    std::vector<ledger::Project> projects() override;
    void add_project(ledger::Project const& project) override;
    std::vector<ledger::Party> parties() override;
    std::optional<ledger::Party> find_party(std::string const& name) override;
    std::vector<ledger::Party> parties_of_key(std::string const& key) override;
    void give_code(std::string const& name, std::string const& code) override;
    std::vector<std::vector<ledger::Party>> parties_alike() override;
    std::vector<ledger::Party> changed_parties() override;
    void record_fec_words() override;
    void add_party(ledger::Party const& party) override;
    ledger::Party replace_party(ledger::Party const& party) override;

    // Writing entries: entries.cpp.
    ledger::EntryId save(ledger::Entry const& entry, ledger::Standing const& standing) override;
    void replace(ledger::EntryId id, ledger::Entry const& entry,
                 ledger::Standing const& standing) override;
    void set_standing(ledger::EntryId id, ledger::Standing const& standing) override;
    void erase(ledger::EntryId id) override;
    Posted post(ledger::EntryId id, core::Date today) override;
    void link_reversal(ledger::EntryId reversal, ledger::EntryId reversed,
                       std::string const& reason) override;
    void attach(ledger::EntryId id, ledger::Attachment const& attachment,
                std::string_view content) override;
    std::vector<ledger::Attachment> attachments(ledger::EntryId id) override;
    std::optional<std::string> attachment_content(std::string const& sha256) override;
    ChainHead head() override;
    std::optional<NotedHead> find_head(core::Digest const& noted) override;

    // Reading entries: find.cpp.
    std::optional<ledger::Record> find(ledger::EntryId id) override;
    std::optional<ledger::Record> find_by_ref(std::string const& ref) override;
    Stream<ledger::Record> entries(EntryQuery const& query) override;
    Counts counts(std::string const& year) override;
    Drafts drafts_until(core::Date last) override;
    std::int64_t count_without_piece(std::string const& year) override;
    std::int64_t count_of_role(std::string const& year, ledger::Role role, Which which) override;
    std::vector<ledger::EntryId> alike(core::Period days) override;

    // Walking a book: scan.cpp.
    void scan(Scan const& scan,
              std::function<void(ledger::EntryView const&)> const& visit) override;

    // Many entries: bulk.cpp.
    Appended append(ledger::Entry const& entry, core::Date posted_on,
                    ledger::Standing const& standing) override;
    void begin_bulk() override;

    // Sums and lines: balances.cpp.
    std::vector<ledger::Balance> balances(std::string const& year, Which which,
                                          std::optional<core::Period> within,
                                          std::string const& account) override;
    bool has_balances(std::string const& year, Which which) override;
    bool has_opening(std::string const& year, Which which) override;
    std::vector<ledger::Balance> closing_entries(std::string const& year, Which which) override;
    std::vector<ledger::ProjectBalance> project_balances(std::string const& year,
                                                         Which which) override;
    std::vector<ledger::PartyBalance> party_balances(std::string const& year, Which which,
                                                     std::optional<core::Period> within) override;
    Stream<ledger::EntryLine> account_lines(std::string const& account, core::Period period,
                                            Which which) override;

    // Contributions and budgets: inkind.cpp.
    std::vector<ledger::InkindRate> rates(std::string const& name) override;
    std::vector<ledger::InkindRate> rates() override;
    void put_rate(ledger::InkindRate const& rate) override;
    void add_contribution(ledger::Contribution const& contribution) override;
    std::vector<ledger::Contribution> contributions(std::string const& year, Which which) override;
    std::vector<ledger::Budget> budgets(std::string const& year) override;
    void put_budget(ledger::Budget const& budget) override;

    // The whole book: dump.cpp.
    ledger::EntryId last_id() override;
    void scan_sealed(std::function<void(ledger::SealedView const&)> const& visit) override;
    std::vector<ledger::Contribution> contributions_of(ledger::EntryId id) override;
    std::vector<std::string> contents() override;
    void put_journal(ledger::Journal const& journal) override;
    void restore(ledger::WholeEntry const& entry) override;
    void judge_roles() override;
    void restore_content(std::string const& sha256, std::string_view bytes) override;
    void restore_last_id(ledger::EntryId id) override;

    // Facts: records.cpp.
    record::Filed append_record(record::Record const& record) override;
    Stream<record::Filed> records(std::vector<std::string> const& kinds) override;
    std::vector<record::Filed> record_history(std::string const& kind,
                                              std::string const& id) override;
    std::int64_t erase_record(std::string const& kind, std::string const& id) override;
    void restore_record(record::Filed const& filed) override;
    void record_what_is_found() override;
    ChainHead record_head() override;
    /// A fact that this session wrote into a table: recorded, unless its object says that already
    /// or records are given.
    void record_fact(record::Record const& fact);

    // CARE: care.cpp.
    care::Filed care_append(care::Record const& record) override;
    Stream<care::Filed> care_records(std::vector<std::string> const& kinds) override;
    std::vector<care::Filed> care_history(std::string const& kind, std::string const& id) override;
    std::int64_t care_version(std::string const& kind, std::string const& id) override;
    std::int64_t care_erase(std::string const& kind, std::string const& id) override;
    void care_restore(care::Filed const& filed) override;
    ChainHead care_head() override;
    std::int64_t care_post(care::Entry const& entry, std::optional<std::int64_t> close) override;
    Stream<care::PostedEntry> care_entries(std::string const& year) override;
    std::optional<care::PostedEntry> care_entry(std::int64_t id) override;
    std::int64_t care_last_entry() override;

    // verify.cpp.
    std::vector<core::Diagnostic> verify() override;

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    // The ids of one table by their name, as far as this session asked. Rows are never deleted.
    using Ids = std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>>;

    // Throws Error{refused} `error` where `sql` finds no `name`.
    std::int64_t id_of(Ids& ids, char const* sql, std::string_view name, char const* error);
    std::int64_t year_id(std::string_view label);
    std::int64_t journal_id(std::string_view code);
    std::int64_t project_id(std::string_view code);
    std::int64_t party_id(std::string_view name);
    std::int64_t account_id(std::string_view code); // made at the first use
    // The code or name of what has that id in a table; empty for none (0). Looked up once each.
    enum class Named { account, journal, project, party };
    static char const* name_query(Named table);
    std::string const& name_of(Named table, std::int64_t id);
    std::optional<std::int64_t> project_or_none(std::string_view code);
    std::optional<std::int64_t> party_or_none(std::string_view name);

    // Throws unless `id` is there and a draft; `posted` is the error for one that is not.
    void require_draft(ledger::EntryId id, char const* posted);
    void require_entry(ledger::EntryId id);
    ledger::Record draft_of(ledger::EntryId id, char const* posted);

    // Valid until the next one is asked for.
    ledger::EntryView passing(ledger::Entry const& entry);
    ledger::EntryView passing(ledger::Record const& record);

    // What an entry names, as the tables know it.
    struct EntryIds {
        struct Line {
            std::int64_t account;
            std::optional<std::int64_t> project;
            std::optional<std::int64_t> party;
        };
        std::int64_t year = 0;
        std::int64_t journal = 0;
        std::optional<std::int64_t> party;
        std::vector<Line> lines;
    };
    EntryIds const& ids_of(ledger::EntryView const& entry); // valid until the next one

    ledger::EntryId next_id();
    void write_counter();
    std::int64_t next_number(EntryIds const& ids);
    core::Date day_of_posting(EntryIds const& ids, std::string_view journal, core::Date today);

    EntryStatements& statements(); // of an entry that is new
    void write_entry(EntryStatements& statements, ledger::EntryView const& entry,
                     EntryIds const& ids);
    void write_lines(EntryStatements& statements, ledger::EntryView const& entry,
                     EntryIds const& ids);
    void seal(EntryStatements& statements, ledger::EntryView entry);

    // Adds the lines of an entry to the balances of drafts or posted entries, or takes them off.
    enum class Count { add, take };
    void count(ledger::EntryView const& entry, EntryIds const& ids, Count count);
    void uncount(ledger::Record const& draft);
    // Brings what is kept beside the lines up to them, balances and indexes: before they are read,
    // and before a commit.
    void write_balances();
    void write_balance(BalanceKey const& key, BalanceChange const& change);
    void write_party_balance(PartyKey const& key, BalanceChange const& change);

    // Proves what was written set-wise: before an entry is written in any other way, before a year
    // changes its state, before the commit.
    void settle();
    void put_off_indexes();
    void build_indexes();

    // The movements of part of a year, from the lines, beside its openings; by account.
    core::Period days_of(std::int64_t year);
    std::vector<ledger::Balance> add_movements(std::vector<ledger::Balance> openings,
                                               std::int64_t year, core::Period days, Which which,
                                               std::string const& account);

    void write_contribution(EntryStatements& statements, ledger::Contribution const& contribution);

    void restore_row_by_row(ledger::WholeEntry const& entry);
    void restore_set_wise(ledger::WholeEntry const& entry);
    void check_place(ledger::EntryView const& entry, EntryIds const& ids);
    core::Period const& open_days(std::int64_t year);
    void forget_open_days();
    void record_lock(std::string const& reason);
    void record_standing(ledger::EntryId entry, ledger::Standing const& standing);
    void record_new_standing(ledger::EntryId entry, ledger::Standing const& standing);
    void write_attachments(ledger::WholeEntry const& entry);
    void restore_seal(EntryStatements& statements, ledger::WholeEntry const& entry);

    care::PostedEntry read_care_entry(Rows const& row);

    // The records of attachments that were added and removed.
    std::vector<ledger::AttachmentFact> found_attachments();
    std::vector<ledger::RoleFact> found_roles();
    void record_attachment(ledger::EntryId entry, ledger::Attachment const& attachment);
    void record_removed_attachments(ledger::EntryId entry);
    // Rows that a record of an attachment is about lose their name.
    void erase_attachment_name(record::Filed const& filed);

    // The id of a version that is not adopted, without lines; made if it is new.
    std::int64_t open_budget(ledger::Budget const& budget);

    std::vector<ledger::Party> parties_where(std::string const& condition, Parameters parameters);
    ledger::FecWords fec_words_of(ledger::Year const& year);

    ledger::Record read_record(Rows const& head);
    Stream<ledger::Record> walk(EntryQuery const& query);
    std::optional<ledger::Record> find_where(std::string const& condition, Parameters parameters);

    Connection connection_;
    std::function<Salt()> salt_;
    std::string today_;
    bool records_are_given_;
    // Not in the tables yet.
    std::unordered_map<BalanceKey, BalanceChange, BalanceHash> changes_;
    std::unordered_map<PartyKey, BalanceChange, BalanceHash> party_changes_;
    Ids years_;
    Ids journals_;
    Ids projects_;
    Ids parties_;
    Ids accounts_;
    std::array<std::unordered_map<std::int64_t, std::string>, 4> names_; // by Named, then id
    // Nobody else writes before this session ends: what was read once is kept.
    std::optional<ledger::EntryId> last_id_;
    std::optional<ChainHead> head_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> numbers_; // by year and journal
    std::map<std::int64_t, std::int64_t> posted_on_; // last day of validation, by year

    EntryStatements rows_{connection_, Guards::row_by_row};
    Prepared post_{connection_,
                   "UPDATE entry SET number = :number, posted_on = :posted_on WHERE id = :id"};
    Prepared replace_{connection_,
                      "UPDATE entry SET year_id = :year, journal_id = :journal, date = :date, "
                      "label = :label, piece = :piece, party_id = :party, ref = :ref, "
                      "role = :role, piece_date = :piece_date WHERE id = :id"};
    Prepared add_to_balance_{connection_,
                             "UPDATE balance SET debit = debit + :debit, credit = credit + "
                             ":credit WHERE year_id = :year AND account_id = :account AND month = "
                             ":month AND posted = :posted AND role = :role"};
    Prepared new_balance_{connection_,
                          "INSERT INTO balance (year_id, account_id, month, posted, role, "
                          "debit, credit) VALUES (:year, :account, :month, :posted, :role, "
                          ":debit, :credit)"};
    Prepared add_to_party_{connection_,
                           "UPDATE party_balance SET debit = debit + :debit, credit = credit + "
                           ":credit WHERE year_id = :year AND account_id = :account AND party_id = "
                           ":party AND month = :month AND posted = :posted AND role = :role"};
    Prepared new_party_balance_{
        connection_, "INSERT INTO party_balance (year_id, account_id, party_id, month, posted, "
                     "role, debit, credit) VALUES (:year, :account, :party, :month, :posted, "
                     ":role, :debit, :credit)"};
    // Keys refuse what the triggers of these would.
    Prepared new_account_{connection_,
                          "INSERT INTO account (id, code, own, closed) VALUES ((SELECT "
                          "COALESCE(MAX(id), 0) + 1 FROM account), :code, 0, 0) RETURNING id",
                          Guards::either};
    Prepared new_party_{connection_,
                        "INSERT INTO party (id, name, kind, note, code, key, number, shown, "
                        "merged_into) VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM party), :name, "
                        ":kind, :note, :code, :key, :number, :shown, :into)",
                        Guards::either};
    RecordTable records_{connection_, {"record", ledger::kinds, ledger::fact_format}};
    RecordTable care_{connection_, {"care_record", care::registers, care::record_format}};
    struct Bulk {
        EntryStatements statements;
        Written proved;
        Written written;
        std::unordered_map<std::int64_t, core::Period> open_years; // as far as asked; by id
    };
    std::optional<Bulk> bulk_;
    std::vector<std::string> indexes_; // put off: what makes them

    // Scratch.
    std::vector<ledger::LineView> lines_;
    EntryIds ids_;
    std::string buffer_;
    bool open_ = true;
    bool restoring_ = false;
};

/// \brief A role as the tables hold it, and back.
std::int64_t role_number(ledger::Role role);
ledger::Role role_of(std::int64_t number);

/// \brief A day as the tables hold it.
std::int64_t day_number(core::Date day);
core::Date day_of(std::int64_t number); ///< of any number; see values.hpp for a stored one

/// \brief A digest as the tables hold it.
Blob blob(core::Digest const& digest);

} // namespace coop::store::sqlite
