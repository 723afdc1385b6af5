// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/exporters.hpp"
#include "exchange/text_out.hpp"
#include "plain_text.hpp"

#include <coop/core/text.hpp>

#include <memory>
#include <utility>

// The language of beancount 2: five roots and no more, so that class 8 stands under the funds;
// names of accounts in ASCII letters, digits and hyphens, the label beside them.

namespace coop::exchange {

namespace {

using ledger::AccountKind;

constexpr std::size_t account_label_max = 60;
constexpr std::string_view closing_account = "Fonds-Propres:Cloture-des-exercices";

std::string_view root_of(AccountKind kind)
{
    switch (kind) {
    case AccountKind::equity:
        return "Fonds-Propres";
    case AccountKind::asset:
        return "Actif";
    case AccountKind::liability:
        return "Passif";
    case AccountKind::expense:
        return "Charges";
    case AccountKind::income:
        return "Produits";
    case AccountKind::special:
        return "Fonds-Propres:Comptes-speciaux";
    case AccountKind::inkind_use:
        return "Fonds-Propres:Contributions-volontaires:Emplois";
    case AccountKind::inkind_source:
        break;
    }
    return "Fonds-Propres:Contributions-volontaires:Ressources";
}

bool is_letter(char c)
{
    return 'a' <= c && c <= 'z';
}

bool is_letter_or_digit(char c)
{
    return is_letter(c) || ('0' <= c && c <= '9');
}

/// `Actif:512-Banques`: the code makes it unique, and begins it with a digit.
std::string name_of(ledger::Account const& account)
{
    auto name = std::string{root_of(account.kind)} + ':' + account.code;
    auto const start = name.size();
    for (char const c : core::fold(account.label)) {
        if (name.size() - start == account_label_max) {
            break;
        }
        if (is_letter_or_digit(c)) {
            bool const first = name.size() == start;
            name += first ? "-" : "";
            name += first && is_letter(c) ? static_cast<char>(c - 'a' + 'A') : c;
        } else if (name.size() > start && name.back() != '-') {
            name += '-';
        }
    }
    if (name.ends_with('-')) {
        name.pop_back();
    }
    return name;
}

class Beancount {
public:
    Beancount(ExportHead const& head, core::Sink sink)
        : out_(std::move(sink)), names_(head.accounts, name_of)
    {
        write_options(head.book.name);
        if (head.years.empty()) {
            return;
        }
        auto const first = head.years.front().period.first;
        for (auto const& account : head.accounts) {
            open(first, names_.of(account.code), account.label);
        }
        if (!head.turns.empty()) {
            open(first, closing_account, "Clôture des exercices : résultats reportés");
        }
    }

    void entry(ledger::EntryView const& entry)
    {
        begin(entry.date, entry.posted(), entry.party, entry.label);
        out_.text("  ecriture: \"");
        out_.number(entry.id);
        out_.text("\"\n");
        if (entry.posted()) {
            write_number(entry);
        }
        write_value("  ", "journal", entry.journal);
        write_value("  ", "piece", entry.piece);
        write_value("  ", "reference", entry.ref);
        if (entry.reverses) {
            out_.text("  extourne: \"");
            out_.number(*entry.reverses);
            out_.text("\"\n");
        }
        for (auto const& line : entry.lines) {
            write_posting(names_.of(line.account), line.debit - line.credit);
            write_value("    ", "projet", line.project);
            if (line.party != entry.party) {
                write_value("    ", "tiers", line.party);
            }
            write_value("    ", "libelle", line.label);
        }
        out_.breathe();
    }

    void opening(ledger::Draft const& draft)
    {
        begin(draft.date, true, {}, draft.label);
        for (auto const& line : draft.lines) {
            write_posting(names_.of(line.account), line.debit - line.credit);
            write_value("    ", "tiers", line.party);
        }
    }

    void turn(YearTurn const& turn)
    {
        begin(turn.day, true, {}, "À-nouveaux " + turn.year);
        for (auto const& line : turn.lines) {
            write_posting(names_.of(line.account), line.debit - line.credit);
        }
        if (!turn.rest.is_zero()) {
            write_posting(closing_account, turn.rest);
        }
    }

    void end() { out_.flush(); }

private:
    void write_options(std::string_view title)
    {
        out_.text("option \"title\" ");
        write_string(title);
        out_.text("\noption \"operating_currency\" \"EUR\"\n"
                  "option \"name_assets\" \"Actif\"\n"
                  "option \"name_liabilities\" \"Passif\"\n"
                  "option \"name_equity\" \"Fonds-Propres\"\n"
                  "option \"name_income\" \"Produits\"\n"
                  "option \"name_expenses\" \"Charges\"\n\n");
    }

    void open(core::Date day, std::string_view account, std::string_view label)
    {
        out_.iso(day);
        out_.text(" open ");
        out_.text(account);
        out_.text(" EUR\n");
        write_value("  ", "libelle", label);
    }

    void begin(core::Date day, bool posted, std::string_view party, std::string_view label)
    {
        out_.put('\n');
        out_.iso(day);
        out_.text(posted ? " * " : " ! ");
        if (!party.empty()) {
            write_string(party);
            out_.put(' ');
        }
        write_string(label);
        out_.put('\n');
    }

    void write_number(ledger::EntryView const& entry)
    {
        out_.text("  numero: \"");
        out_.text(entry.journal);
        out_.put('/');
        out_.text(entry.year);
        out_.put('/');
        out_.number(entry.number);
        out_.text("\"\n");
    }

    void write_value(std::string_view indent, std::string_view key, std::string_view value)
    {
        if (value.empty()) {
            return;
        }
        out_.text(indent);
        out_.text(key);
        out_.text(": ");
        write_string(value);
        out_.put('\n');
    }

    void write_string(std::string_view text)
    {
        static constexpr ByteSet special{"\"\\"};
        out_.put('"');
        out_.escaped(text, special, '\\');
        out_.put('"');
    }

    void write_posting(std::string_view account, core::Money net)
    {
        out_.text("  ");
        out_.text(account);
        out_.text("  ");
        out_.amount(net);
        out_.text(" EUR\n");
    }

    TextOut out_;
    AccountNames names_;
};

} // namespace

EntryWriter begin_beancount(ExportHead const& head, core::Sink sink)
{
    auto const book = std::make_shared<Beancount>(head, std::move(sink));
    return running_writer(
        head,
        {[book](ledger::Draft const& draft) { book->opening(draft); },
         [book](YearTurn const& turn) { book->turn(turn); }},
        {[book](ledger::EntryView const& entry) { book->entry(entry); }, [book] { book->end(); }});
}

} // namespace coop::exchange
