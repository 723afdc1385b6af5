// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every entry once, by id, with its lines, its seal and its salt: all of them lie in the file by
// entry, so that cursors side by side read each page once. A seal holds its own hash and the one
// before it is at hand or one look away: the links of the chain can be proved in any order, and all
// of them together prove the chain.
#include "store/sqlite/cursor.hpp"
#include "store/sqlite/lines.hpp"
#include "store/sqlite/seals.hpp"
#include "verify.hpp"

#include <coop/ledger/account_role.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/whole_entry.hpp>
#include <coop/store/chain.hpp>

#include <algorithm>
#include <cstring>
#include <optional>
#include <unordered_map>

namespace coop::store::sqlite {

namespace {

// An entry as its table holds it; number 0: a draft.
struct EntryRow {
    explicit EntryRow(Cursor const& row)
        : id(row.integer(0)),
          year(row.integer(1)),
          journal(row.integer(2)),
          number(row.integer(3)),
          posted_on(row.integer(4)),
          date(row.integer(5)),
          party(row.optional_integer(6)),
          label(row.bytes(7)),
          piece(row.bytes(8)),
          ref(row.bytes(9)),
          role(row.integer(10)),
          piece_date(row.optional_integer(11))
    {
    }

    std::int64_t id, year, journal, number, posted_on, date;
    std::optional<std::int64_t> party;
    std::string_view label, piece, ref;
    std::int64_t role;
    std::optional<std::int64_t> piece_date;
};

class EntriesCheck {
public:
    EntriesCheck(Connection& connection, BookNames const& names, Findings& findings);
    Walked run();

private:
    // Numbers of a journal in a year.
    struct Numbers {
        std::int64_t count = 0;
        std::int64_t max = 0;
    };

    struct Days {
        std::int64_t first;
        std::int64_t last;
    };

    struct Broken {
        std::int64_t sequence;
        std::int64_t entry;
    };

    void check(EntryRow const& entry);
    void check_lines(ledger::EntryView& view, std::span<LineRow const> lines);
    void check_dates(EntryRow const& entry, std::span<LineRow const> lines);
    void count(EntryRow const& entry, std::span<LineRow const> lines);
    void mark(EntryRow const& entry, std::span<LineRow const> lines);
    void check_seal(ledger::EntryView& view);
    void check_texts(ledger::EntryView const& view, core::Digest const& texts);
    void check_sequences();
    void break_at(std::int64_t sequence, std::int64_t entry);
    void report_chain();
    void report_numbers();
    void report_orphan_lines();

    void refer_to_nothing(char const* table, char const* parent);

    // The name of an id, or a finding and nothing.
    std::string_view name(Names const& names, std::int64_t id, char const* table,
                          char const* parent);
    std::string_view name_or_none(Names const& names, std::optional<std::int64_t> id,
                                  char const* table, char const* parent);

    Connection& connection_;
    BookNames const& names_;
    Findings& findings_;

    LineWalk lines_;
    Seals seals_;
    Beside sealed_;
    Beside salts_;
    Beside reversals_;

    std::map<std::int64_t, Days> years_;
    std::map<std::pair<std::int64_t, std::int64_t>, Numbers> numbers_; // by year and journal
    std::unordered_map<BalanceKey, Sum, BalanceHash> sums_;
    std::unordered_map<PartyKey, Sum, BalanceHash> party_sums_;
    Marks marks_{};
    std::int64_t line_count_ = 0;
    std::int64_t gap_ = 0; // the first place of the chain that nothing holds
    std::optional<Broken> broken_;

    std::vector<ledger::LineView> views_;               // of the entry at hand, as what follows
    std::map<std::optional<std::int64_t>, Sum> inkind_; // by project
    std::string buffer_;
};

EntriesCheck::EntriesCheck(Connection& connection, BookNames const& names, Findings& findings)
    : connection_(connection),
      names_(names),
      findings_(findings),
      lines_(connection),
      seals_(connection),
      sealed_(connection,
              "SELECT entry_id, sequence FROM seal INDEXED BY sqlite_autoindex_seal_1 "
              "ORDER BY entry_id",
              [this](Cursor const& row) {
                  refer_to_nothing("seal", "entry");
                  break_at(row.integer(1), row.integer(0));
              }),
      salts_(connection, "SELECT entry_id, salt FROM salt ORDER BY entry_id",
             [this](Cursor const&) { refer_to_nothing("salt", "entry"); }),
      reversals_(connection, "SELECT reversal_id, reversed_id FROM reversal ORDER BY reversal_id",
                 [this](Cursor const&) { refer_to_nothing("reversal", "entry"); })
{
    auto rows = connection.query("SELECT id, first_day, last_day FROM year ORDER BY id");
    while (rows.next()) {
        years_.emplace(rows.integer(0), Days{rows.integer(1), rows.integer(2)});
    }
}

Walked EntriesCheck::run()
{
    Cursor rows{connection_, "SELECT id, year_id, journal_id, number, posted_on, date, party_id, "
                             "label, piece, ref, role, piece_date FROM entry ORDER BY id"};
    rows.start();
    while (rows.next()) {
        check(EntryRow{rows});
    }
    sealed_.finish();
    salts_.finish();
    reversals_.finish();
    report_orphan_lines();
    report_numbers();
    check_sequences();
    report_chain();
    return {{sums_.begin(), sums_.end()}, {party_sums_.begin(), party_sums_.end()}, marks_};
}

void EntriesCheck::check(EntryRow const& entry)
{
    auto const lines = lines_.of(entry.id);
    line_count_ += static_cast<std::int64_t>(lines.size());
    mark(entry, lines);
    auto const journal = name(names_.journals, entry.journal, "entry", "journal");
    check_dates(entry, lines);
    count(entry, lines);

    ledger::EntryView view;
    view.id = entry.id;
    view.year = name(names_.years, entry.year, "entry", "year");
    view.journal = journal;
    view.number = entry.number;
    view.date = day_of(entry.date);
    view.label = entry.label;
    view.piece = entry.piece;
    if (entry.piece_date) {
        view.piece_date = day_of(*entry.piece_date);
    }
    view.party = name_or_none(names_.parties, entry.party, "entry", "party");
    view.ref = entry.ref;
    if (entry.number != 0) {
        view.posted_on = day_of(entry.posted_on);
        auto& numbers = numbers_[{entry.year, entry.journal}];
        ++numbers.count;
        numbers.max = std::max(numbers.max, entry.number);
    }
    if (reversals_.reach(entry.id)) {
        view.reverses = reversals_.row().integer(1);
    }
    check_lines(view, lines);
    check_seal(view);
    // Read where the seal hangs on it; the next entry has its own.
    for (auto* const table : {&sealed_, &salts_, &reversals_}) {
        table->leave(entry.id);
    }
}

// Balance, 86 = 87, and what the lines refer to; fills the lines of the view.
void EntriesCheck::check_lines(ledger::EntryView& view, std::span<LineRow const> lines)
{
    views_.clear();
    inkind_.clear();
    Sum total;
    for (auto const& line : lines) {
        auto const account = name(names_.accounts, line.account, "line", "account");
        views_.push_back({account, core::cents(line.debit), core::cents(line.credit),
                          name_or_none(names_.projects, line.project, "line", "project"),
                          name_or_none(names_.parties, line.party, "line", "party"), line.label});
        total.add(line.debit, line.credit);
        if (ledger::is_inkind(account)) {
            inkind_[line.project].add(line.debit, line.credit);
        }
    }
    view.lines = views_;
    if (lines.size() < 2 || !total.balances()) {
        findings_.add("verify.unbalanced", {{"entry", view.id},
                                            {"debit", core::cents(total.debit)},
                                            {"credit", core::cents(total.credit)}});
    }
    if (!std::ranges::all_of(inkind_, [](auto const& one) { return one.second.balances(); })) {
        findings_.add("verify.inkind", {{"entry", view.id}});
    }
}

void EntriesCheck::check_dates(EntryRow const& entry, std::span<LineRow const> lines)
{
    auto const year = years_.find(entry.year);
    auto const within = year != years_.end() && year->second.first <= entry.date &&
                        entry.date <= year->second.last && day_of(entry.date).ok();
    auto const same = [&](LineRow const& line) {
        return line.date == entry.date && line.year == entry.year;
    };
    if (!within || !std::ranges::all_of(lines, same)) {
        findings_.add("verify.date", {{"entry", entry.id}});
    }
}

void EntriesCheck::count(EntryRow const& entry, std::span<LineRow const> lines)
{
    for (auto const& line : lines) {
        auto const code = names_.accounts.find(line.account);
        bool const of_class_4 = code && ledger::is_class_of_third_parties(*code);
        for (auto const month : {line.date / 100, whole_year}) {
            BalanceKey const key{entry.year, line.account, month, entry.number != 0 ? 1 : 0,
                                 entry.role};
            sums_[key].add(line.debit, line.credit);
            if (of_class_4) {
                party_sums_[{key, line.party.value_or(0)}].add(line.debit, line.credit);
            }
        }
    }
}

// What every index of the entry and of its lines must say.
void EntriesCheck::mark(EntryRow const& entry, std::span<LineRow const> lines)
{
    using std::array;
    auto const day = array{entry.date, entry.id};
    marks_[entry_ref].add(array{mark_of(entry.ref), entry.id});
    marks_[entry_number].add(array{entry.year, entry.journal, entry.number, entry.id});
    marks_[entry_by_date].add(day);
    if (entry.number == 0) {
        marks_[entry_drafts].add(day);
    }
    if (entry.role != 0) {
        marks_[entry_by_role].add(array{entry.year, entry.role, entry.id});
    }
    if (entry.piece.empty()) {
        marks_[entry_without_piece].add(day);
    } else {
        marks_[entry_by_piece].add(array{entry.date, mark_of(entry.piece), entry.id});
    }
    for (auto const& one : lines) {
        marks_[line_by_account].add(
            array{one.account, one.date, entry.id, one.line, one.debit, one.credit});
        if (one.party) {
            marks_[line_by_party].add(array{one.account, *one.party, one.date, one.debit,
                                            one.credit, entry.id, one.line});
        }
        if (one.project) {
            marks_[line_by_project].add(array{one.year, *one.project, one.account, one.debit,
                                              one.credit, entry.id, one.line});
        }
    }
}

void EntriesCheck::check_seal(ledger::EntryView& view)
{
    if (!sealed_.reach(view.id)) {
        if (view.posted()) {
            findings_.add("verify.unsealed", {{"entry", view.id}});
        }
        return;
    }
    view.sequence = sealed_.row().integer(1);
    if (!view.posted()) {
        break_at(view.sequence, view.id);
        return;
    }
    auto const seal = seals_.at(view.sequence);
    if (!seal) {
        return; // The gap before it is found by itself.
    }
    // The first format does not prove the date of a piece: no entry of that time has one.
    bool const unproved = seal->format == ledger::first_seal_format && view.piece_date;
    if (seal->entry != view.id || unproved ||
        link(seal->previous, view, seal->texts, seal->format, buffer_) != seal->hash) {
        break_at(view.sequence, view.id);
        return;
    }
    check_texts(view, seal->texts);
}

void EntriesCheck::check_texts(ledger::EntryView const& view, core::Digest const& texts)
{
    Salt salt{};
    if (!salts_.reach(view.id) || salts_.row().bytes(1).size() != salt.size()) {
        if (has_texts(view)) { // A salt is erased with them: nothing proves these.
            findings_.add("verify.salt", {{"entry", view.id}});
        }
        return;
    }
    std::memcpy(salt.data(), salts_.row().bytes(1).data(), salt.size());
    if (texts_digest(view, salt, buffer_) != texts) {
        findings_.add("verify.texts", {{"entry", view.id}});
    }
}

// Every seal was met by its entry, unless the index that leads there lies.
void EntriesCheck::check_sequences()
{
    auto const seals = connection_.number("SELECT COUNT(*) FROM seal NOT INDEXED");
    if (seals != sealed_.rows()) {
        findings_.add("verify.index", {{"index", std::string{"sqlite_autoindex_seal_1"}},
                                       {"table", std::string{"seal"}}});
    }
    if (connection_.number("SELECT MAX(sequence) FROM seal") == seals || seals == 0) {
        return;
    }
    Cursor rows{connection_, "SELECT sequence FROM seal ORDER BY sequence"};
    rows.start();
    gap_ = 1;
    while (rows.next() && rows.integer(0) == gap_) {
        ++gap_;
    }
}

void EntriesCheck::break_at(std::int64_t sequence, std::int64_t entry)
{
    if (!broken_ || sequence < broken_->sequence) {
        broken_ = Broken{sequence, entry};
    }
}

// The first place where the chain breaks: all that follow hang on it.
void EntriesCheck::report_chain()
{
    if (broken_ && (gap_ == 0 || broken_->sequence < gap_)) {
        findings_.add("verify.chain", {{"sequence", broken_->sequence}, {"entry", broken_->entry}});
    } else if (gap_ != 0) {
        findings_.add("verify.chain-gap", {{"sequence", gap_}});
    }
}

void EntriesCheck::report_numbers()
{
    auto const gap = std::ranges::any_of(
        numbers_, [](auto const& journal) { return journal.second.count != journal.second.max; });
    if (gap) {
        find_number_gap(connection_, findings_);
    }
}

void EntriesCheck::report_orphan_lines()
{
    if (connection_.number("SELECT COUNT(*) FROM line NOT INDEXED") != line_count_) {
        refer_to_nothing("line", "entry");
    }
}

void EntriesCheck::refer_to_nothing(char const* table, char const* parent)
{
    findings_.add("verify.reference",
                  {{"table", std::string{table}}, {"parent", std::string{parent}}});
}

std::string_view EntriesCheck::name(Names const& names, std::int64_t id, char const* table,
                                    char const* parent)
{
    auto const found = names.find(id);
    if (!found) {
        refer_to_nothing(table, parent);
    }
    return found.value_or("");
}

std::string_view EntriesCheck::name_or_none(Names const& names, std::optional<std::int64_t> id,
                                            char const* table, char const* parent)
{
    return id ? name(names, *id, table, parent) : std::string_view{};
}

} // namespace

Walked check_entries(Connection& connection, BookNames const& names, Findings& findings)
{
    return EntriesCheck{connection, names, findings}.run();
}

} // namespace coop::store::sqlite
