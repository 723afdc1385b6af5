// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/money.hpp>
#include <coop/ledger/chart.hpp>
#include <coop/ledger/year.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::ledger {

/// \brief Permanent in a book; what commands take (`12`).
using EntryId = std::int64_t;

/// \brief The last id a book may give: every program that reads our JSON keeps it exactly
/// (RFC 8259 §6), and there is always a next one.
inline constexpr EntryId entry_id_max = EntryId{1} << 53;

struct Journal {
    std::string code;
    std::string label;
};

/// \brief Journals every new book has: AC, VE, BQ, CA, OD, AN.
std::span<Journal const> standard_journals();

/// \brief What an entry is to the accounts of its year (role.hpp): it brings in what stood at the
/// end of the year before, it is the life of the year, or it moves classes 6 and 7 to the result.
enum class Role { ordinary, opening, closing };

/// \brief Why an entry has its role.
enum class RoleWhy {
    none,    ///< it is ordinary: no role, or one that was withdrawn
    typed,   ///< an opening taken over, in the journal of openings
    journal, ///< an imported file says so, by the journal or the label
    equal,   ///< an imported file opens with the closing of the year before
    closes,  ///< it brings accounts of classes 6 and 7 to nil
    closed,  ///< written by the close of the year before
    reversal ///< it has the role of what it reverses
};

/// \brief The role of an entry, why, and where an imported file had it.
struct Standing {
    Role role = Role::ordinary;
    RoleWhy why = RoleWhy::none;
    std::string journal; ///< of origin, where it is another one
    std::string number;  ///< of origin

    friend bool operator==(Standing const&, Standing const&) = default;
};

/// \brief One side of an entry. Exactly one of debit and credit is not zero. Empty text: none.
struct Line {
    std::string account;
    core::Money debit;
    core::Money credit;
    std::string project; ///< classes 6, 7, 86 and 87 only
    std::string party;   ///< accounts of third parties only
    std::string label;   ///< where it differs from that of the entry

    friend bool operator==(Line const&, Line const&) = default;
};

/// \brief What someone asked to record; nothing is checked yet.
struct Draft {
    core::Date date{};
    std::string journal; ///< empty: chosen by journal_of()
    std::string label;
    std::string piece; ///< reference of the supporting document
    std::string party;
    std::string ref; ///< the caller's key; unique in a book
    std::vector<Line> lines;
    std::optional<core::Date> piece_date{}; ///< none: that of the entry

    friend bool operator==(Draft const&, Draft const&) = default;
};

/// \brief What check() reads beside the draft.
struct Rules {
    Year const& year;
    Chart const& chart;
    std::span<Journal const> journals;
    std::optional<core::Date> locked_through; ///< nothing moves up to this day
};

/// \brief A draft that obeys every rule; only check() makes one.
class Entry {
public:
    core::Date date() const { return draft_.date; }
    std::string const& journal() const { return draft_.journal; }
    std::string const& label() const { return draft_.label; }
    std::string const& piece() const { return draft_.piece; }
    std::optional<core::Date> piece_date() const { return draft_.piece_date; }
    std::string const& party() const { return draft_.party; }
    std::string const& ref() const { return draft_.ref; }
    std::string const& year() const { return year_; }
    std::vector<Line> const& lines() const { return draft_.lines; }

private:
    Entry(Draft draft, std::string year) : draft_(std::move(draft)), year_(std::move(year)) {}
    friend Entry check(Draft draft, Rules const& rules);

    Draft draft_;
    std::string year_;
};

/// \brief Makes an Entry or says which rule refuses it. A draft must obey them all too.
///
/// \throws Error{refused} "ledger.too-few-lines", "ledger.zero-line", "ledger.negative",
///         "ledger.two-sides" (debit and credit on one line), "ledger.unbalanced" (debit, credit,
///         difference), "ledger.class-8-mixed" (86/87 with anything else), "ledger.inkind-project"
///         (86 ≠ 87 for a project), "ledger.project-account" (a project on classes 1 to 5),
///         "account.unknown", "account.closed", "account.ended" (successor), "ledger.outside-year",
///         "year.locked", "year.closed", "journal.unknown", "ledger.label-control" (line end or TAB
///         in a text), "ledger.label-too-long" (over 1000 characters), "money.overflow",
///         Error{usage} "text.utf8".
Entry check(Draft draft, Rules const& rules);

/// \brief The part of the rules that every double-entry book shares: two lines or more, one
/// positive side each, debit = credit.
void check_lines(std::span<Line const> lines);

/// \brief The date of its piece, where it is not its own.
std::optional<core::Date> own_piece_date(Draft const& draft);

/// \brief Its journal, or where nobody named one: BQ with a line on a bank (512…), else CA with one
/// on cash (53…), else OD. Cash taken to the bank is an entry of the bank.
std::string journal_of(Draft const& draft);

/// \brief The lines of `line`, one per share, without losing a cent; the order of `shares`.
///
/// \param shares project and weight (60 % = 60); zero parts are left out.
std::vector<Line> split_over_projects(Line const& line,
                                      std::span<std::pair<std::string, std::int64_t> const> shares);

/// \brief What a store gives back: an entry with what recording added.
struct Record {
    EntryId id = 0;
    std::string year;
    std::optional<std::int64_t> number; ///< none: a draft (brouillard)
    std::optional<core::Date> posted_on;
    std::optional<EntryId> reverses;
    std::optional<EntryId> reversed_by;
    std::string reason; ///< of a reversal
    Role role = Role::ordinary;
    Draft entry;
    int attachments = 0;

    bool posted() const { return number.has_value(); }
};

/// \brief The opposite of a recorded entry: same accounts, debit and credit exchanged.
Draft reversal_of(Record const& record, core::Date date, std::string const& reason);

/// \brief `BQ/2016/12`, or empty for a draft.
std::string number_of(Record const& record);

/// \brief A line with what its entry says: a line of a journal or a grand-livre.
struct EntryLine {
    EntryId entry = 0;
    std::string journal;
    std::optional<std::int64_t> number;
    Role role = Role::ordinary;
    core::Date date{};
    std::string piece;
    std::string label; ///< of the line, else of the entry
    Line line;
    std::string party{}; ///< of the line, else of the entry
};

/// \brief A line of an EntryView. Empty text: none.
struct LineView {
    std::string_view account;
    core::Money debit;
    core::Money credit;
    std::string_view project;
    std::string_view party;
    std::string_view label;
};

/// \brief A recorded entry as it passes by: borrowed until the next one, for whoever walks a whole
/// book and keeps nothing.
struct EntryView {
    EntryId id = 0;
    std::string_view year;
    std::string_view journal;
    std::int64_t number = 0;   ///< 0: a draft (brouillard)
    std::int64_t sequence = 0; ///< place in the hash chain, from 1; 0: a draft
    Role role = Role::ordinary;
    core::Date date{};
    core::Date posted_on{}; ///< of a posted entry
    std::string_view label;
    std::string_view piece;
    std::string_view party;
    std::string_view ref;
    std::optional<EntryId> reverses;
    std::string_view reason; ///< of the reversal that this entry is
    std::span<LineView const> lines;
    std::optional<core::Date> piece_date; ///< none: that of the entry

    bool posted() const { return number != 0; }
};

/// \brief A supporting document kept in the book.
struct Attachment {
    std::string name;
    std::string sha256; ///< hexadecimal
    std::int64_t size = 0;
    core::Date added_on{};
};

} // namespace coop::ledger
