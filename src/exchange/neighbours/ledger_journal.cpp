// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/exporters.hpp"
#include "exchange/text_out.hpp"
#include "plain_text.hpp"

#include <array>
#include <memory>
#include <utility>

// The journal of ledger (3.x) and of hledger (1.x): the same transactions, other directives around.
// What would mean something to the program within a text is replaced (docs/reference/formats.md).

namespace coop::exchange {

namespace {

using ledger::AccountKind;

/// What one of the two programs takes and the other does not.
struct Dialect {
    bool hledger = true;
    /// In a description, `;` begins a comment, and hledger splits payee and note at `|`.
    std::string_view text_from, text_to;
    /// In a tag, brackets hold a date, and the value of hledger ends at a comma.
    std::string_view tag_from, tag_to;
    std::size_t bytes_max; ///< of a text: ledger takes no line over 4 096 bytes
};

constexpr Dialect for_hledger{true, ";|", ",/", "[],", "();", 1U << 20U};
constexpr Dialect for_ledger{false, ";", ",", "[]", "()", 1'200};

constexpr std::array tags{"ecriture", "numero", "journal", "reference",
                          "extourne", "projet", "tiers",   "libelle"};
constexpr std::size_t account_label_max = 80;

/// Of the turn of a year: what 120 or 129 takes must come from somewhere. No type: it stands in no
/// statement.
constexpr std::string_view closing_account = "Clôture des exercices:Résultats reportés";

std::string_view root_of(AccountKind kind)
{
    switch (kind) {
    case AccountKind::equity:
        return "Fonds propres";
    case AccountKind::asset:
        return "Actif";
    case AccountKind::liability:
        return "Passif";
    case AccountKind::expense:
        return "Charges";
    case AccountKind::income:
        return "Produits";
    case AccountKind::special:
        return "Comptes spéciaux";
    case AccountKind::inkind_use:
        return "Contributions volontaires:Emplois";
    case AccountKind::inkind_source:
        break;
    }
    return "Contributions volontaires:Ressources";
}

/// `Charges:6064 Fournitures administratives`.
std::string name_of(ledger::Account const& account)
{
    auto name = std::string{root_of(account.kind)} + ':' + account.code;
    auto label = cut_to_characters(one_line(account.label, ":;", "-,"), account_label_max);
    return label.empty() ? name : name + ' ' + label;
}

class Journal {
public:
    Journal(ExportHead const& head, core::Sink sink, Dialect const& dialect)
        : dialect_(dialect), out_(std::move(sink)), names_(head.accounts, name_of)
    {
        write_head(head);
    }

    void entry(ledger::EntryView const& entry)
    {
        begin(entry.date, entry.posted(), entry.piece, entry.party, entry.label);
        out_.text("    ; ecriture: ");
        out_.number(entry.id);
        out_.put('\n');
        if (entry.posted()) {
            write_number(entry);
        }
        write_tag("    ", "journal", entry.journal);
        write_tag("    ", "reference", entry.ref);
        if (entry.reverses) {
            out_.text("    ; extourne: ");
            out_.number(*entry.reverses);
            out_.put('\n');
        }
        if (!dialect_.hledger) {
            write_tag("    ", "tiers", entry.party);
        }
        for (auto const& line : entry.lines) {
            write_posting(names_.of(line.account), line.debit - line.credit);
            write_tag("        ", "projet", line.project);
            if (line.party != entry.party) {
                write_tag("        ", "tiers", line.party);
            }
            write_tag("        ", "libelle", line.label);
        }
        out_.breathe();
    }

    void opening(ledger::Draft const& draft)
    {
        begin(draft.date, true, {}, {}, draft.label);
        for (auto const& line : draft.lines) {
            write_posting(names_.of(line.account), line.debit - line.credit);
            write_tag("        ", "tiers", line.party);
        }
    }

    void turn(YearTurn const& turn)
    {
        begin(turn.day, true, {}, {}, "À-nouveaux " + turn.year);
        for (auto const& line : turn.lines) {
            write_posting(names_.of(line.account), line.debit - line.credit);
        }
        if (!turn.rest.is_zero()) {
            write_posting(closing_account, turn.rest);
        }
    }

    void end() { out_.flush(); }

private:
    void write_head(ExportHead const& head)
    {
        out_.text("; ");
        out_.text(one_line(head.book.name, "[]:", "()-"));
        out_.put('\n');
        if (dialect_.hledger) {
            write_types();
        } else {
            out_.text("commodity EUR\n    format 1000.00 EUR\n");
            for (auto const* tag : tags) {
                out_.text("tag ");
                out_.text(tag);
                out_.put('\n');
            }
        }
        for (auto const& account : head.accounts) {
            declare(names_.of(account.code));
        }
        if (!head.turns.empty()) {
            declare(closing_account);
        }
    }

    void declare(std::string_view account)
    {
        out_.text("account ");
        out_.text(account);
        out_.put('\n');
    }

    /// What has no type stands in no statement of hledger: class 8, apart.
    void write_types()
    {
        out_.text("decimal-mark .\ncommodity 1000.00 EUR\n");
        for (auto const& [kind, type] :
             {std::pair{AccountKind::asset, 'A'}, std::pair{AccountKind::liability, 'L'},
              std::pair{AccountKind::equity, 'E'}, std::pair{AccountKind::income, 'R'},
              std::pair{AccountKind::expense, 'X'}}) {
            out_.text("account ");
            out_.text(root_of(kind));
            out_.text("  ; type: ");
            out_.put(type);
            out_.put('\n');
        }
    }

    /// `2017-03-14 * (F-12) Jardinerie | Terreau`; ledger has no payee beside the description.
    void begin(core::Date day, bool posted, std::string_view piece, std::string_view party,
               std::string_view label)
    {
        out_.put('\n');
        out_.iso(day);
        out_.text(posted ? " *" : " !");
        auto text = described(label);
        if (dialect_.hledger && !party.empty()) {
            text = described(party) + " | " + text;
        }
        if (auto const code = coded(piece); !code.empty()) {
            out_.text(" (");
            out_.text(code);
            out_.put(')');
        } else if (text.starts_with('(')) {
            out_.text(" ()"); // or the text would be taken for a code
        }
        if (!text.empty()) {
            out_.put(' ');
            out_.text(text);
        }
        out_.put('\n');
    }

    std::string described(std::string_view text) const
    {
        return cut_to_bytes(one_line(text, dialect_.text_from, dialect_.text_to),
                            dialect_.bytes_max);
    }

    std::string coded(std::string_view piece) const
    {
        return cut_to_bytes(one_line(piece, "();", "[],"), dialect_.bytes_max);
    }

    void write_number(ledger::EntryView const& entry)
    {
        out_.text("    ; numero: ");
        out_.text(entry.journal);
        out_.put('/');
        out_.text(entry.year);
        out_.put('/');
        out_.number(entry.number);
        out_.put('\n');
    }

    void write_tag(std::string_view indent, std::string_view tag, std::string_view value)
    {
        if (value.empty()) {
            return;
        }
        out_.text(indent);
        out_.text("; ");
        out_.text(tag);
        out_.text(": ");
        out_.text(
            cut_to_bytes(one_line(value, dialect_.tag_from, dialect_.tag_to), dialect_.bytes_max));
        out_.put('\n');
    }

    void write_posting(std::string_view account, core::Money net)
    {
        out_.text("    ");
        out_.text(account);
        out_.text("  ");
        out_.amount(net);
        out_.text(" EUR\n");
    }

    Dialect const& dialect_;
    TextOut out_;
    AccountNames names_;
};

EntryWriter begin_journal(ExportHead const& head, core::Sink sink, Dialect const& dialect)
{
    auto const journal = std::make_shared<Journal>(head, std::move(sink), dialect);
    return running_writer(head,
                          {[journal](ledger::Draft const& draft) { journal->opening(draft); },
                           [journal](YearTurn const& turn) { journal->turn(turn); }},
                          {[journal](ledger::EntryView const& entry) { journal->entry(entry); },
                           [journal] { journal->end(); }});
}

} // namespace

EntryWriter begin_hledger(ExportHead const& head, core::Sink sink)
{
    return begin_journal(head, std::move(sink), for_hledger);
}

EntryWriter begin_ledger(ExportHead const& head, core::Sink sink)
{
    return begin_journal(head, std::move(sink), for_ledger);
}

} // namespace coop::exchange
