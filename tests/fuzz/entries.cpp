// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"
#include "written.hpp"

#include <coop/exchange/entries.hpp>

#include <vector>

namespace coop::fuzz {

namespace {

using exchange::ReadDraft;
using ledger::Draft;

void hold_drafts(std::vector<ReadDraft> const& drafts)
{
    for (auto const& [draft, where, lines, standing, known, remarks, labels] : drafts) {
        hold(draft.date.ok(), "the day exists");
        hold(lines.size() == draft.lines.size(), "each line has a place");
        for (auto const* text :
             {&draft.journal, &draft.label, &draft.piece, &draft.party, &draft.ref}) {
            hold_text(*text);
        }
        for (auto const& line : draft.lines) {
            for (auto const* text : {&line.account, &line.project, &line.party, &line.label}) {
                hold_text(*text);
            }
        }
    }
}

std::vector<Draft> drafts_of(std::vector<ReadDraft> const& read)
{
    std::vector<Draft> drafts;
    for (auto const& one : read) {
        drafts.push_back(one.draft);
    }
    return drafts;
}

/// Third parties are left out: on a line of an account of third parties they belong to the line,
/// which a row of the simple form does not know.
Draft without_parties(Draft draft)
{
    draft.party.clear();
    for (auto& line : draft.lines) {
        line.party.clear();
    }
    return draft;
}

std::string csv_of(std::vector<Draft> const& drafts)
{
    std::string text = "ecriture;date;journal;libelle;piece;reference;projet;compte;debit;credit\n";
    int number = 0;
    for (auto const& draft : drafts) {
        ++number;
        for (auto const& line : draft.lines) {
            auto const& label = line.label.empty() ? draft.label : line.label;
            text += csv_line({std::to_string(number), core::format_iso(draft.date), draft.journal,
                              label, draft.piece, draft.ref, line.project, line.account,
                              plain(line.debit), plain(line.credit)});
        }
    }
    return text;
}

std::string json_of(ledger::Line const& line)
{
    return fmt::format(R"({{"account":{},"debit":{},"credit_cents":{},"project":{},"party":{},)"
                       R"("label":{}}})",
                       json_text(line.account), json_text(plain(line.debit)),
                       line.credit.in_cents(), json_text(line.project), json_text(line.party),
                       json_text(line.label));
}

std::string json_of(Draft const& draft)
{
    std::string lines;
    for (auto const& line : draft.lines) {
        lines += (lines.empty() ? "" : ",") + json_of(line);
    }
    return fmt::format(R"({{"date":{},"journal":{},"label":{},"piece":{},"party":{},"ref":{},)"
                       R"("lines":[{}]}})",
                       json_text(core::format_iso(draft.date)), json_text(draft.journal),
                       json_text(draft.label), json_text(draft.piece), json_text(draft.party),
                       json_text(draft.ref), lines) +
           "\n";
}

} // namespace

void entries_csv(std::string_view bytes)
{
    auto const read = accepted(bytes, core::ErrorKind::unreadable,
                               [&] { return exchange::read_entries_csv(bytes, "e.csv"); });
    if (!read) {
        return;
    }
    hold_drafts(*read);
    auto const drafts = drafts_of(*read);
    auto const again = drafts_of(exchange::read_entries_csv(csv_of(drafts), "again.csv"));
    hold(again.size() == drafts.size(), "as many entries are read back");
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        hold(without_parties(again[i]) == without_parties(drafts[i]), "an entry is read back");
    }
}

void entries_paheko(std::string_view bytes)
{
    auto const read = accepted(bytes, core::ErrorKind::unreadable,
                               [&] { return exchange::read_entries_paheko(bytes, "p.csv"); });
    if (read) {
        hold_drafts(*read);
    }
}

void entries_ndjson(std::string_view bytes)
{
    auto const read = accepted(bytes, core::ErrorKind::unreadable,
                               [&] { return exchange::read_entries_ndjson(bytes, "e.ndjson"); });
    if (!read) {
        return;
    }
    hold_drafts(*read);
    auto const drafts = drafts_of(*read);
    std::string text;
    for (auto const& draft : drafts) {
        text += json_of(draft);
    }
    hold(drafts_of(exchange::read_entries_ndjson(text, "again.ndjson")) == drafts,
         "entries are read back");
}

} // namespace coop::fuzz
