// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/exporters.hpp"
#include "exchange/text_out.hpp"
#include "paheko.hpp"

#include <coop/core/text.hpp>

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
        write_kind(label_of(entry), entry.date);
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
        field(cut(entry.piece, paheko::entry_text_max));
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

    std::vector<core::Diagnostic> notes() const
    {
        std::vector<core::Diagnostic> notes;
        for (auto const& [id, count] :
             {std::pair{"export.paheko-cut", cut_}, {"export.paheko-label", unlabelled_}}) {
            if (count > 0) {
                notes.push_back({core::Severity::warning, id, {{"count", count}}, {}});
            }
        }
        return notes;
    }

private:
    /// Its own, that of a line, or a word for none; Paheko takes `0` for none too.
    std::string_view label_of(ledger::EntryView const& entry)
    {
        auto const says = [](std::string_view text) {
            auto const shown = core::trim(text);
            return !shown.empty() && shown != "0";
        };
        if (says(entry.label)) {
            return cut(entry.label, paheko::entry_text_max);
        }
        ++unlabelled_;
        for (auto const& line : entry.lines) {
            if (says(line.label)) {
                return cut(line.label, paheko::entry_text_max);
            }
        }
        return paheko::no_label;
    }

    /// At the end of a character.
    std::string_view cut(std::string_view text, std::size_t bytes)
    {
        if (text.size() <= bytes) {
            return text;
        }
        ++cut_;
        while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80U) {
            --bytes;
        }
        return text.substr(0, bytes);
    }

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
        field(cut(line.label, paheko::line_label_max));
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
    std::int64_t cut_ = 0;        ///< texts
    std::int64_t unlabelled_ = 0; ///< entries
};

} // namespace

EntryWriter begin_paheko(ExportHead const& head, core::Sink sink)
{
    auto const writer = std::make_shared<PahekoWriter>(head, std::move(sink));
    return {[writer](ledger::EntryView const& entry) { writer->entry(entry); },
            [writer] { writer->end(); }, [writer] { return writer->notes(); }};
}

} // namespace coop::exchange
