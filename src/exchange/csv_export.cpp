// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters.hpp"
#include "text_out.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/delimited.hpp>
#include <coop/ledger/role.hpp>

#include <map>
#include <memory>
#include <utility>

// One row per line of entry, as `import csv` reads them back: what an entry says stands on each of
// its rows. The hot path of a million entries: nothing is allocated for a field.

namespace coop::exchange {

namespace {

struct Dialect {
    std::string_view start;
    char separator;
    char mark;
    bool iso;
    ByteSet special; ///< a text that has one of these is quoted
};
constexpr Dialect international{"", ',', '.', true, ByteSet{",\"\r\n"}};
constexpr Dialect french{"\ufeff", ';', ',', false, ByteSet{";\"\r\n"}};

constexpr std::string_view columns[] = {
    "entry",      "year",          "number", "posted_on", "date",     "journal",    "piece",
    "piece_date", "label",         "party",  "ref",       "reverses", "reason",     "role",
    "account",    "account_label", "debit",  "credit",    "project",  "line_party", "line_label"};

class CsvWriter {
public:
    CsvWriter(ExportHead const& head, core::Sink sink)
        : dialect_(head.french ? french : international), out_(std::move(sink))
    {
        for (auto const& account : head.accounts) {
            labels_.emplace(account.code, account.label);
        }
        out_.text(dialect_.start);
        for (std::size_t i = 0; i < std::size(columns); ++i) {
            if (i > 0) {
                next();
            }
            out_.text(columns[i]);
        }
        end_row();
    }

    void entry(ledger::EntryView const& entry)
    {
        auto const from = out_.place();
        write_common(entry);
        auto const to = out_.place();
        bool first = true;
        for (auto const& line : entry.lines) {
            if (!first) {
                out_.again(from, to);
            }
            first = false;
            write_line(line);
        }
        out_.breathe();
    }

    void end() { out_.flush(); }

private:
    /// What its rows say alike.
    void write_common(ledger::EntryView const& entry)
    {
        out_.number(entry.id);
        next();
        field(entry.year);
        next();
        if (entry.posted()) {
            out_.text(entry.journal);
            out_.put('/');
            out_.text(entry.year);
            out_.put('/');
            out_.number(entry.number);
        }
        next();
        if (entry.posted()) {
            day(entry.posted_on);
        }
        next();
        day(entry.date);
        for (auto const text : {entry.journal, entry.piece}) {
            next();
            field(text);
        }
        next();
        if (entry.piece_date) {
            day(*entry.piece_date);
        }
        for (auto const text : {entry.label, entry.party, entry.ref}) {
            next();
            field(text);
        }
        next();
        if (entry.reverses) {
            out_.number(*entry.reverses);
        }
        next();
        field(entry.reason);
        next();
        out_.text(ledger::role_words.of(entry.role));
        next();
    }

    void write_line(ledger::LineView const& line)
    {
        field(line.account);
        next();
        field(label_of(line.account));
        for (auto const side : {line.debit, line.credit}) {
            next();
            if (!side.is_zero()) {
                out_.amount(side, dialect_.mark);
            }
        }
        for (auto const text : {line.project, line.party, line.label}) {
            next();
            field(text);
        }
        end_row();
    }

    void field(std::string_view text)
    {
        bool const formula = core::needs_apostrophe(text);
        if (!formula && dialect_.special.find(text) == text.size()) {
            out_.text(text);
            return;
        }
        static constexpr ByteSet quote{"\""};
        out_.text(formula ? "\"'" : "\"");
        out_.escaped(text, quote, '"');
        out_.put('"');
    }

    void day(core::Date day) { dialect_.iso ? out_.iso(day) : out_.french(day); }
    void next() { out_.put(dialect_.separator); }
    void end_row() { out_.text("\r\n"); }

    std::string_view label_of(std::string_view account) const
    {
        auto const found = labels_.find(account);
        COOP_ASSERT(found != labels_.end());
        return found->second;
    }

    Dialect const& dialect_;
    TextOut out_;
    std::map<std::string, std::string, std::less<>> labels_;
};

} // namespace

EntryWriter begin_csv(ExportHead const& head, core::Sink sink)
{
    auto const writer = std::make_shared<CsvWriter>(head, std::move(sink));
    return {[writer](ledger::EntryView const& entry) { writer->entry(entry); },
            [writer] { writer->end(); }};
}

} // namespace coop::exchange
