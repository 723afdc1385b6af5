// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/exporters.hpp"
#include "exchange/text_out.hpp"
#include "paheko.hpp"

#include <map>
#include <memory>
#include <utility>

// The layout « Complet » of Paheko: one row per line, every field quoted, decimal comma.

namespace coop::exchange {

namespace {

constexpr std::string_view columns[] = {"Numéro d'écriture",
                                        "Type",
                                        "Statut",
                                        "Libellé",
                                        "Date",
                                        "Remarques",
                                        "Numéro pièce comptable",
                                        "Numéro compte",
                                        "Libellé compte",
                                        "Débit",
                                        "Crédit",
                                        "Référence ligne",
                                        "Libellé ligne",
                                        "Rapprochement",
                                        "Projet analytique",
                                        "Membres associés"};

class PahekoWriter {
public:
    PahekoWriter(ExportHead const& head, core::Sink sink) : out_(std::move(sink))
    {
        for (auto const& account : head.accounts) {
            labels_.emplace(account.code, account.label);
        }
        bool first = true;
        for (auto const column : columns) {
            out_.text(first ? "\"" : "\",\"");
            first = false;
            out_.text(column);
        }
        out_.text("\"\r\n");
        for (auto const& opening : head.openings) {
            write_opening(opening);
        }
    }

    void entry(ledger::EntryView const& entry)
    {
        auto const from = out_.place();
        out_.put('"');
        out_.number(entry.id);
        next();
        write_kind(entry.label, entry.date);
        if (entry.posted()) {
            out_.text(entry.journal);
            out_.put('/');
            out_.text(entry.year);
            out_.put('/');
            out_.number(entry.number);
        } else {
            out_.text(entry.journal);
        }
        next();
        field(entry.piece);
        auto const to = out_.place();
        bool first = true;
        for (auto const& line : entry.lines) {
            if (!first) {
                out_.again(from, to);
            }
            first = false;
            write_line(line, entry.party);
        }
        out_.breathe();
    }

    void end() { out_.flush(); }

private:
    void write_opening(ComputedOpening const& opening)
    {
        for (auto const& line : opening.entry.lines) {
            out_.text("\"AN-");
            field(opening.year);
            write_kind(paheko::opening_label, opening.entry.date);
            next();
            next();
            write_line({line.account, line.debit, line.credit, {}, {}, line.party}, {});
        }
    }

    /// Type, status, label and date, up to the remarks.
    void write_kind(std::string_view label, core::Date day)
    {
        out_.text(paheko::advanced);
        next();
        next();
        field(label);
        out_.french(day);
        next();
    }

    void write_line(ledger::LineView const& line, std::string_view party)
    {
        field(line.account);
        field(labels_.find(line.account)->second);
        out_.amount(line.debit, ',');
        next();
        out_.amount(line.credit, ',');
        next();
        next();
        field(line.label);
        next();
        field(line.project);
        escaped(party);
        out_.text("\"\r\n");
    }

    void field(std::string_view text)
    {
        escaped(text);
        next();
    }

    void escaped(std::string_view text)
    {
        static constexpr ByteSet quote{"\""};
        out_.escaped(text, quote, '"');
    }

    void next() { out_.text("\",\""); }

    TextOut out_;
    std::map<std::string, std::string, std::less<>> labels_;
};

} // namespace

EntryWriter begin_paheko(ExportHead const& head, core::Sink sink)
{
    auto const writer = std::make_shared<PahekoWriter>(head, std::move(sink));
    return {[writer](ledger::EntryView const& entry) { writer->entry(entry); },
            [writer] { writer->end(); }};
}

} // namespace coop::exchange
