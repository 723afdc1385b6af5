// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/entries.hpp>

#include "exchange/csv_table.hpp"
#include "paheko.hpp"

#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/importer.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/role.hpp>

#include <array>
#include <map>
#include <utility>

// Three layouts, told apart by the header and by what the rows repeat. « Simplifié »: a row is an
// entry of two lines. « Complet »: a row is a line, and those of an entry share its number.
// « Groupé »: a row is a line, and only the first of an entry says what is the entry's.

namespace coop::exchange {

namespace {

enum Column : std::size_t {
    number,
    type,
    status,
    label,
    date,
    notes,
    piece,
    account,
    account_label,
    debit,
    credit,
    line_reference,
    line_label,
    reconciled,
    letters,
    project,
    members,
    payment_reference,
    debit_account,
    credit_account,
    amount,
    column_count
};

constexpr std::array<CsvColumn, column_count> columns{{
    {"numero_d'ecriture", "numero_d'ecriture"},
    {"type", "type"},
    {"statut", "statut"},
    {"libelle", "libelle"},
    {"date", "date"},
    {"remarques", "remarques"},
    {"numero_piece_comptable", "numero_piece_comptable"},
    {"numero_compte", "numero_compte"},
    {"libelle_compte", "libelle_compte"},
    {"debit", "debit"},
    {"credit", "credit"},
    {"reference_ligne", "reference_ligne"},
    {"libelle_ligne", "libelle_ligne"},
    {"rapprochement", "rapprochement"},
    {"lettrage", "lettrage"},
    {"projet_analytique", "projet_analytique"},
    {"membres_associes", "membres_associes"},
    {"reference_paiement", "reference_paiement"},
    {"compte_de_debit", "compte_de_debit"},
    {"compte_de_credit", "compte_de_credit"},
    {"montant", "montant"},
}};

bool all_of_digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// The journal that our export says in the remarks, `AN/2025/1` or `AN`; empty of any other remark.
std::string journal_said(std::string_view remark)
{
    auto const last = remark.rfind('/');
    auto const middle = last == remark.npos ? last : remark.substr(0, last).rfind('/');
    if (middle != remark.npos && middle > 0 && all_of_digits(remark.substr(last + 1))) {
        return std::string{remark.substr(0, middle)};
    }
    constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    bool const code = !remark.empty() && remark.find_first_not_of(capitals) == remark.npos;
    return code && !all_of_digits(remark) ? std::string{remark} : std::string{};
}

/// What Paheko says of an entry, whatever the layout.
ReadDraft entry_of(CsvTable const& table, core::Date day)
{
    ReadDraft read{{}, table.where(date), {}};
    auto& draft = read.draft;
    draft.date = day;
    draft.label = table.cell(label);
    if (draft.label == paheko::no_label) {
        draft.label.clear();
    }
    draft.piece = table.cell(piece);
    bool const opens = core::fold(draft.label) == core::fold(paheko::opening_label);
    draft.journal = opens ? std::string{ledger::opening_journal} : journal_said(table.cell(notes));
    draft.party = table.cell(members);
    if (auto const known = table.cell(number); !known.empty()) {
        draft.ref = "paheko-" + known;
    }
    return read;
}

ledger::Line line_of(CsvTable const& table, Column code, core::Money debited, core::Money credited)
{
    ledger::Line line{table.cell(code), debited, credited, {}, {}, {}};
    if (ledger::takes_project(line.account)) { // theirs stand on any line
        line.project = table.cell(project);
    }
    return line;
}

std::vector<ReadDraft> read_simple(CsvTable& table)
{
    for (auto const column : {label, date, debit_account, credit_account, amount}) {
        table.demand_column(column);
    }
    table.refuse_findings();
    std::vector<ReadDraft> drafts;
    while (table.next()) {
        bool const debited = table.demand(debit_account);
        bool const filled = table.demand(credit_account) && debited;
        auto const day = table.demand(date) ? table.date(date) : std::nullopt;
        auto const value = table.demand(amount) ? table.amount(amount) : std::nullopt;
        if (!filled || !day || !value) {
            continue;
        }
        auto read = entry_of(table, *day);
        read.draft.lines = {line_of(table, debit_account, *value, {}),
                            line_of(table, credit_account, {}, *value)};
        read.lines = {table.where(debit_account), table.where(credit_account)};
        drafts.push_back(std::move(read));
    }
    return drafts;
}

class LineRows {
public:
    explicit LineRows(CsvTable& table) : table_(table) {}

    std::vector<ReadDraft> read()
    {
        for (auto const column : {label, date, account, debit, credit}) {
            table_.demand_column(column);
        }
        table_.refuse_findings();
        while (table_.next()) {
            read_row();
        }
        return std::move(drafts_);
    }

private:
    void read_row()
    {
        auto const debited = table_.amount(debit).value_or(core::Money{});
        auto const credited = table_.amount(credit).value_or(core::Money{});
        bool const has_account = table_.demand(account);
        auto* read = entry();
        bool const says_nothing = debited.is_zero() && credited.is_zero(); // Paheko skips it too
        if (read == nullptr || !has_account || says_nothing) {
            return;
        }
        auto line = line_of(table_, account, debited, credited);
        line.label = table_.cell(line_label);
        if (auto const own = table_.cell(label); line.label.empty() && own != read->draft.label) {
            line.label = own;
        }
        read->draft.lines.push_back(std::move(line));
        read->lines.push_back(table_.where(account));
        read->account_labels.resize(read->lines.size());
        read->account_labels.back() = table_.cell(account_label);
    }

    /// The entry of the row: that of its number, a new one, or the one before where the row says
    /// nothing of an entry.
    ReadDraft* entry()
    {
        if (continues()) {
            if (current_ == none && !broken_) {
                table_.demand(date);
            }
            return current_ == none ? nullptr : &drafts_[current_];
        }
        auto const key = table_.cell(number);
        auto const day = table_.demand(date) ? table_.date(date) : std::nullopt;
        auto const known = key.empty() ? by_number_.end() : by_number_.find(key);
        broken_ = !day;
        if (!day) {
            current_ = none;
            return nullptr;
        }
        if (known != by_number_.end()) {
            current_ = known->second;
            check_same(drafts_[current_], *day);
            return &drafts_[current_];
        }
        current_ = drafts_.size();
        if (!key.empty()) {
            by_number_.emplace(key, current_);
        }
        drafts_.push_back(entry_of(table_, *day));
        return &drafts_.back();
    }

    bool continues() const
    {
        for (auto const column : {number, type, status, label, date, notes, piece}) {
            if (!table_.cell(column).empty()) {
                return false;
            }
        }
        return true;
    }

    void check_same(ReadDraft const& read, core::Date day)
    {
        if (day != read.draft.date) {
            table_.find(date, "import.differs",
                        {{"entry", table_.cell(number)},
                         {"text", table_.cell(date)},
                         {"first", core::format_iso(read.draft.date)}});
        }
    }

    static constexpr auto none = static_cast<std::size_t>(-1);

    CsvTable& table_;
    std::vector<ReadDraft> drafts_;
    std::map<std::string, std::size_t> by_number_;
    std::size_t current_ = none;
    bool broken_ = false; ///< the entry begun could not be read: its other rows are silent
};

/// An entry without a number is known by what it says, and by how many before it say the same, so
/// that the same file twice records nothing new.
void give_refs(std::vector<ReadDraft>& drafts)
{
    std::map<std::string, int> seen;
    for (auto& read : drafts) {
        auto& draft = read.draft;
        if (!draft.ref.empty()) {
            continue;
        }
        auto content =
            core::format_iso(draft.date) + '\n' + draft.label + '\n' + draft.piece + '\n';
        for (auto const& line : draft.lines) {
            content += line.account + '\n' + std::to_string(line.debit.in_cents()) + '\n' +
                       std::to_string(line.credit.in_cents()) + '\n' + line.label + '\n';
        }
        auto const hash = core::to_hex(core::sha256(content)).substr(0, 16);
        draft.ref = "paheko-" + hash + '-' + std::to_string(++seen[hash]);
    }
}

Recognition recognise(std::string_view beginning)
{
    return header_has(beginning, "numero d'ecriture") ? Recognition::sure : Recognition::no;
}

} // namespace

std::vector<ReadDraft> read_entries_paheko(std::string_view text, std::string_view source,
                                           std::vector<core::Diagnostic>* findings)
{
    CsvTable table{text, source, columns, Apostrophes::kept};
    bool const simple = table.has(debit_account) || table.has(credit_account);
    auto drafts = simple ? read_simple(table) : LineRows{table}.read();
    table.give_findings(findings);
    give_refs(drafts);
    return drafts;
}

constinit Importer const paheko_importer{.name = "paheko",
                                         .file_id = "word.paheko-file",
                                         .recognises = recognise,
                                         .read = read_entries_paheko,
                                         .foreign = true,
                                         .several_parties_id = "import.paheko-members"};

} // namespace coop::exchange
