// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.hpp"

#include <coop/core/error.hpp>
#include <coop/store/store.hpp>

#include <compare>
#include <map>
#include <string>
#include <unordered_map>

namespace coop::store::sqlite {

/// \brief A cell of the balances: what is summed together.
struct BalanceKey {
    std::int64_t year;
    std::int64_t account;
    std::int64_t month; ///< yyyymm
    std::int64_t posted;
    std::int64_t opening;

    friend auto operator<=>(BalanceKey const&, BalanceKey const&) = default;
};

/// \brief What is added to a cell; may be negative.
struct BalanceChange {
    core::Money debit;
    core::Money credit;
};

/// \brief One transaction on a connection of its own.
class SqliteSession final : public Session {
public:
    enum class Door { read, write };

    SqliteSession(Connection connection, Door door, std::function<Salt()> salt);
    ~SqliteSession() override;
    SqliteSession(SqliteSession const&) = delete;
    SqliteSession& operator=(SqliteSession const&) = delete;

    void commit() override;

    // The book: session_book.cpp.
    ledger::Book book() override;
    void set_book(ledger::Book const& book) override;
    std::vector<ledger::Year> years() override;
    void add_year(ledger::Year const& year) override;
    void set_state(std::string const& year, ledger::YearState state) override;
    std::vector<ledger::Journal> journals() override;
    void add_journal(ledger::Journal const& journal) override;
    std::vector<ledger::Account> accounts() override;
    void put_account(ledger::Account const& account) override;
    std::vector<ledger::Project> projects() override;
    void add_project(ledger::Project const& project) override;
    std::vector<ledger::Party> parties() override;
    std::optional<ledger::Party> find_party(std::string const& name) override;
    void add_party(ledger::Party const& party) override;
    void replace_party(ledger::Party const& party) override;

    // Writing entries: session_entries.cpp.
    ledger::EntryId save(ledger::Entry const& entry) override;
    void replace(ledger::EntryId id, ledger::Entry const& entry) override;
    void erase(ledger::EntryId id) override;
    std::int64_t post(ledger::EntryId id, core::Date today) override;
    void link_reversal(ledger::EntryId reversal, ledger::EntryId reversed,
                       std::string const& reason) override;
    void attach(ledger::EntryId id, ledger::Attachment const& attachment,
                std::string_view content) override;
    std::vector<ledger::Attachment> attachments(ledger::EntryId id) override;
    std::optional<std::string> attachment_content(std::string const& sha256) override;
    ChainHead head() override;

    // Reading entries: session_find.cpp.
    std::optional<ledger::Record> find(ledger::EntryId id) override;
    std::optional<ledger::Record> find_by_ref(std::string const& ref) override;
    Stream<ledger::Record> entries(EntryQuery const& query) override;
    Counts counts(std::string const& year) override;
    std::int64_t count_without_piece(std::string const& year) override;

    // Walking a book: session_scan.cpp.
    void scan(Scan const& scan,
              std::function<void(ledger::EntryView const&)> const& visit) override;

    // Many entries: session_bulk.cpp.
    Appended append(ledger::Entry const& entry, core::Date posted_on) override;
    void begin_bulk() override;

    // Sums and lines: session_balances.cpp.
    std::vector<ledger::Balance> balances(std::string const& year, Which which,
                                          std::optional<core::Period> within) override;
    std::vector<ledger::ProjectBalance> project_balances(std::string const& year,
                                                         Which which) override;
    std::vector<ledger::PartyBalance> party_balances(core::Period period, Which which) override;
    Stream<ledger::EntryLine> account_lines(std::string const& account, core::Period period,
                                            Which which) override;

    // Contributions and budgets: session_inkind.cpp.
    std::vector<ledger::InkindRate> rates(std::string const& name) override;
    std::vector<ledger::InkindRate> rates() override;
    void put_rate(ledger::InkindRate const& rate) override;
    void add_contribution(ledger::Contribution const& contribution) override;
    std::vector<ledger::Contribution> contributions(std::string const& year, Which which) override;
    std::vector<ledger::Budget> budgets(std::string const& year) override;
    void put_budget(ledger::Budget const& budget) override;

    // verify.cpp.
    std::vector<core::Diagnostic> verify() override;

private:
    // The ids of one table by their name, as far as this session asked. Rows are never deleted.
    using Ids = std::unordered_map<std::string, std::int64_t>;

    // Throws Error{refused} `error` where `sql` finds no `name`.
    std::int64_t id_of(Ids& ids, char const* sql, std::string const& name, char const* error);
    std::int64_t year_id(std::string const& label);
    std::int64_t journal_id(std::string const& code);
    std::int64_t project_id(std::string const& code);
    std::int64_t party_id(std::string const& name);
    std::int64_t account_id(std::string const& code); // made at the first use
    std::string const& account_code(std::int64_t id);
    Value project_or_null(std::string const& code);
    Value party_or_null(std::string const& name);

    // Throws unless `id` is there and a draft; `posted` is the error for one that is not.
    void require_draft(ledger::EntryId id, char const* posted);
    void require_entry(ledger::EntryId id);
    void insert_lines(ledger::EntryId id, ledger::Entry const& entry);

    // Adds the lines of an entry to the balances of drafts or posted entries, or takes them off.
    enum class Count { add, take };
    void count_lines(ledger::EntryId id, std::int64_t posted, Count count);
    // Brings the balance table up to the lines: before it is read, and before a commit.
    void write_balances();
    void write_balance(BalanceKey const& key, BalanceChange const& change);

    void seal(ledger::EntryId id);

    // The movements of part of a year, from the lines, beside its openings; by account.
    std::vector<ledger::Balance> add_movements(std::vector<ledger::Balance> openings,
                                               std::int64_t year, core::Period days, Which which);

    // The id of a version that is not adopted, without lines; made if it is new.
    std::int64_t open_budget(ledger::Budget const& budget);

    ledger::Record read_record(Rows const& head);
    std::optional<ledger::Record> find_where(std::string const& condition, Parameters parameters);

    Connection connection_;
    std::function<Salt()> salt_;
    std::map<BalanceKey, BalanceChange> changes_; // not in the table yet
    Ids years_;
    Ids journals_;
    Ids projects_;
    Ids parties_;
    Ids accounts_;
    std::unordered_map<std::int64_t, std::string> codes_; // of accounts, by id
    bool open_ = true;
};

/// \brief A day as the tables hold it.
std::int64_t day_number(core::Date day);
core::Date day_of(std::int64_t number);

/// \brief A digest as the tables hold it, and back.
Blob blob(core::Digest const& digest);
core::Digest digest_of(std::string_view bytes);

} // namespace coop::store::sqlite
