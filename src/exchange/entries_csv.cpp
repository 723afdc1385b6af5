// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/entries.hpp>

#include "csv_table.hpp"

#include <coop/core/error.hpp>
#include <coop/exchange/importer.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/simple_entry.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

// Two forms, told apart by the header. With a column `compte`, a row is a line of an entry, and
// rows with the same `ecriture` (or, without that column, the same `ref`) make one entry; where the
// third party and the label of a line have columns of their own, `tiers` and `libelle` are the
// entry's. With a column `montant`, a row is a whole entry: a charge paid from an account or a
// produit received on one.

namespace coop::exchange {

namespace {

enum Column : std::size_t {
    date,
    journal,
    label,
    piece,
    piece_date,
    party,
    project,
    ref,
    entry,
    account,
    debit,
    credit,
    charge,
    produit,
    amount,
    paid_from,
    received_on,
    line_party,
    line_label,
    column_count = line_label + 8 // what our export says beside and nobody records
};

constexpr std::array<CsvColumn, column_count> columns{{
    {"date", "date"},
    {"journal", "journal"},
    {"label", "libelle"},
    {"piece", "piece"},
    {"piece_date", "date_piece"},
    {"party", "tiers"},
    {"project", "projet"},
    {"ref", "reference"},
    {"entry", "ecriture"},
    {"account", "compte"},
    {"debit", "debit"},
    {"credit", "credit"},
    {"charge", "charge"},
    {"produit", "produit"},
    {"amount", "montant"},
    {"paid_from", "paye_par"},
    {"received_on", "recu_sur"},
    {"line_party", "tiers_ligne"},
    {"line_label", "libelle_ligne"},
    {"year", "year", true},
    {"number", "number", true},
    {"posted_on", "posted_on", true},
    {"reverses", "reverses", true},
    {"reason", "reason", true},
    {"role", "role", true},
    {"account_label", "account_label", true},
}};

// One row per entry.

/// The account of the money, when the row says what it has to: a charge and who paid it, or a
/// produit and where it was received.
std::optional<Column> money_column(CsvTable& table)
{
    bool const spent = !table.cell(charge).empty();
    bool const earned = !table.cell(produit).empty();
    if (spent == earned) {
        table.find(table.has(charge) ? charge : produit, "import.charge-or-produit");
        return std::nullopt;
    }
    auto const needed = spent ? paid_from : received_on;
    auto const other = spent ? received_on : paid_from;
    if (!table.cell(other).empty()) {
        table.find(other, spent ? "import.charge-received" : "import.produit-paid");
        return std::nullopt;
    }
    return table.demand(needed) ? std::optional{needed} : std::nullopt;
}

ledger::Draft draft_of_row(CsvTable& table, core::Date day)
{
    ledger::Draft draft;
    draft.date = day;
    draft.journal = table.cell(journal);
    draft.label = table.cell(label);
    draft.piece = table.cell(piece);
    draft.piece_date = table.date(piece_date);
    draft.party = table.cell(party);
    draft.ref = table.cell(ref);
    return draft;
}

void read_simple_row(CsvTable& table, std::vector<ReadDraft>& drafts)
{
    auto const day = table.demand(date) ? table.date(date) : std::nullopt;
    auto const value = table.demand(amount) ? table.amount(amount) : std::nullopt;
    auto const cash = money_column(table);
    if (!day || !value || !cash) {
        return;
    }
    using Kind = ledger::SaidLine::Kind;
    bool const spent = *cash == paid_from;
    auto const nature = spent ? charge : produit;
    ledger::SimpleEntry simple;
    simple.said = {{spent ? Kind::charge : Kind::produit, table.cell(nature), *value,
                    table.cell(project), table.where(nature)},
                   {spent ? Kind::paid_from : Kind::received_on,
                    table.cell(*cash),
                    {},
                    {},
                    table.where(*cash)}};
    if (!spent) {
        std::swap(simple.said.front(), simple.said.back()); // What comes in is debited: first.
    }
    auto built = ledger::lines_of(simple);

    ReadDraft read{draft_of_row(table, *day), table.where(date), std::move(built.places)};
    read.draft.lines = std::move(built.lines);
    read.remarks = std::move(built.remarks);
    drafts.push_back(std::move(read));
}

std::vector<ReadDraft> read_simple_rows(CsvTable& table, std::vector<core::Diagnostic>* findings)
{
    for (auto column : {entry, debit, credit}) {
        if (table.has(column)) {
            table.find(column, "import.columns-mixed");
        }
    }
    table.demand_column(date);
    table.demand_column(amount);
    if (!table.has(produit)) {
        table.demand_column(charge);
    }
    table.refuse_findings();
    std::vector<ReadDraft> drafts;
    while (table.next()) {
        read_simple_row(table, drafts);
    }
    table.give_findings(findings);
    return drafts;
}

// One row per line of entry.

/// What all rows of an entry say alike; a row may leave it out.
struct Common {
    Column column;
    std::string ledger::Draft::*field;
};

constexpr std::array<Common, 3> commons{{
    {journal, &ledger::Draft::journal},
    {piece, &ledger::Draft::piece},
    {ref, &ledger::Draft::ref},
}};

class LineRows {
public:
    explicit LineRows(CsvTable& table) : table_(table), key_(table.has(entry) ? entry : ref) {}

    std::vector<ReadDraft> read(std::vector<core::Diagnostic>* findings)
    {
        while (table_.next()) {
            read_row();
        }
        table_.give_findings(findings);
        for (auto& read : drafts_) {
            finish(read.draft, table_.has(line_party));
        }
        return std::move(drafts_);
    }

private:
    void read_row()
    {
        auto const day = table_.date(date);
        auto const debited = table_.amount(debit);
        auto const credited = table_.amount(credit);
        bool const has_account = table_.demand(account);
        bool const has_key = table_.demand(key_);
        if (!has_account || !has_key) {
            return;
        }
        auto* read = draft_of_key(day);
        if (read == nullptr) {
            return;
        }
        check_same(*read, day);
        ledger::Line line{table_.cell(account),
                          debited.value_or(core::Money{}),
                          credited.value_or(core::Money{}),
                          table_.cell(project),
                          table_.cell(line_party),
                          table_.cell(table_.has(line_label) ? line_label : label)};
        if (!table_.has(line_label) && line.label == read->draft.label) {
            line.label.clear();
        }
        if (!table_.has(line_party)) {
            place_party(read->draft, line);
        }
        read->draft.lines.push_back(std::move(line));
        read->lines.push_back(table_.where(account));
    }

    /// A third party belongs to a line where the account is one of third parties, else to the
    /// entry.
    void place_party(ledger::Draft& draft, ledger::Line& line)
    {
        auto const text = table_.cell(party);
        if (ledger::is_third_party(line.account)) {
            line.party = text;
        } else if (draft.party.empty()) {
            draft.party = text;
        } else if (!text.empty() && text != draft.party) {
            differs(party, draft.party);
        }
    }

    /// The draft that the row belongs to; the first row of one makes it, and has to be dated.
    ReadDraft* draft_of_key(std::optional<core::Date> day)
    {
        auto const key = table_.cell(key_);
        auto const known = by_key_.find(key);
        if (known != by_key_.end()) {
            return &drafts_[known->second];
        }
        if (!day) {
            if (table_.cell(date).empty()) {
                table_.demand(date);
            }
            return nullptr;
        }
        by_key_.emplace(key, drafts_.size());
        drafts_.push_back({draft_of_row(table_, *day), table_.where(date), {}});
        if (!table_.has(line_party)) {
            drafts_.back().draft.party.clear();
        }
        return &drafts_.back();
    }

    void check_same(ReadDraft& read, std::optional<core::Date> day)
    {
        if (day && *day != read.draft.date) {
            differs(date, core::format_iso(read.draft.date));
        }
        auto& of_piece = read.draft.piece_date;
        if (auto const said = table_.date(piece_date); said && of_piece && *said != *of_piece) {
            differs(piece_date, core::format_iso(*of_piece));
        } else {
            of_piece = of_piece ? of_piece : said;
        }
        for (auto const& [column, field] : commons) {
            auto const text = table_.cell(column);
            auto& common = read.draft.*field;
            if (common.empty()) {
                common = text;
            } else if (!text.empty() && text != common) {
                differs(column, common);
            }
        }
    }

    void differs(Column column, std::string const& first)
    {
        table_.find(
            column, "import.differs",
            {{"entry", table_.cell(key_)}, {"text", table_.cell(column)}, {"first", first}});
    }

    static void finish(ledger::Draft& draft, bool parties_apart)
    {
        if (draft.party.empty() && !parties_apart) {
            draft.party = shared_party(draft.lines);
        }
    }

    /// The one third party that the lines name, or empty.
    static std::string shared_party(std::span<ledger::Line const> lines)
    {
        std::string shared;
        for (auto const& line : lines) {
            if (!shared.empty() && !line.party.empty() && line.party != shared) {
                return {};
            }
            shared = shared.empty() ? line.party : shared;
        }
        return shared;
    }

    CsvTable& table_;
    Column key_;
    std::vector<ReadDraft> drafts_;
    std::map<std::string, std::size_t> by_key_;
};

std::vector<ReadDraft> read_line_rows(CsvTable& table, std::vector<core::Diagnostic>* findings)
{
    for (auto column : {charge, produit, amount, paid_from, received_on}) {
        if (table.has(column)) {
            table.find(column, "import.columns-mixed");
        }
    }
    for (auto column : {date, debit, credit}) {
        table.demand_column(column);
    }
    if (!table.has(ref)) {
        table.demand_column(entry);
    }
    table.refuse_findings();
    return LineRows{table}.read(findings);
}

/// A date, and what either form must have.
Recognition recognise(std::string_view beginning)
{
    auto const has = [&](std::string_view field) { return header_has(beginning, field); };
    constexpr std::array<std::string_view, 4> ours = {"compte", "account", "charge", "produit"};
    return has("date") && std::ranges::any_of(ours, has) ? Recognition::likely : Recognition::no;
}

} // namespace

std::vector<ReadDraft> read_entries_csv(std::string_view text, std::string_view source,
                                        std::vector<core::Diagnostic>* findings)
{
    CsvTable table{text, source, columns};
    return table.has(account) ? read_line_rows(table, findings) : read_simple_rows(table, findings);
}

constinit Importer const csv_importer{.name = "csv",
                                      .file_id = "word.import-file",
                                      .recognises = recognise,
                                      .read = read_entries_csv};

} // namespace coop::exchange
