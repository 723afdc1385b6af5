// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters.hpp"
#include "text_out.hpp"

#include <memory>
#include <utility>

// One entry a line, as schemas/json/entry.schema.json describes it and `ledger add` reads it back.

namespace coop::exchange {

namespace {

class NdjsonWriter {
public:
    explicit NdjsonWriter(core::Sink sink) : out_(std::move(sink)) {}

    void entry(ledger::EntryView const& entry)
    {
        out_.text("{\"id\":");
        out_.number(entry.id);
        member("year", entry.year);
        if (entry.posted()) {
            out_.text(",\"number\":\"");
            out_.text(entry.journal);
            out_.put('/');
            out_.text(entry.year);
            out_.put('/');
            out_.number(entry.number);
            out_.text("\",\"posted_on\":\"");
            out_.iso(entry.posted_on);
            out_.put('"');
        }
        if (entry.reverses) {
            out_.text(",\"reverses\":");
            out_.number(*entry.reverses);
            member("reason", entry.reason);
        }
        out_.text(",\"date\":\"");
        out_.iso(entry.date);
        out_.put('"');
        member("journal", entry.journal);
        member("label", entry.label);
        member("piece", entry.piece);
        if (entry.piece_date) {
            out_.text(",\"piece_date\":\"");
            out_.iso(*entry.piece_date);
            out_.put('"');
        }
        member("party", entry.party);
        member("ref", entry.ref);
        out_.text(",\"lines\":[");
        bool first = true;
        for (auto const& line : entry.lines) {
            if (!first) {
                out_.put(',');
            }
            first = false;
            write_line(line);
        }
        out_.text("]}\n");
        out_.breathe();
    }

    void end() { out_.flush(); }

private:
    void write_line(ledger::LineView const& line)
    {
        out_.text("{\"account\":");
        string(line.account);
        bool const debited = !line.debit.is_zero();
        out_.text(debited ? ",\"debit\":\"" : ",\"credit\":\"");
        out_.amount(debited ? line.debit : line.credit);
        out_.put('"');
        member("project", line.project);
        member("party", line.party);
        member("label", line.label);
        out_.put('}');
    }

    /// Nothing where there is nothing to say.
    void member(std::string_view key, std::string_view text)
    {
        if (text.empty()) {
            return;
        }
        out_.text(",\"");
        out_.text(key);
        out_.text("\":");
        string(text);
    }

    void string(std::string_view text)
    {
        static constexpr auto special = ByteSet{"\"\\"}.with_controls();
        out_.put('"');
        std::size_t start = 0;
        for (auto at = special.find(text); at < text.size(); at = special.find(text, at + 1)) {
            out_.text(text.substr(start, at - start));
            escape(text[at]);
            start = at + 1;
        }
        out_.text(text.substr(start));
        out_.put('"');
    }

    void escape(char c)
    {
        constexpr std::string_view hexadecimal = "0123456789abcdef";
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            out_.text("\\u00");
            out_.put(hexadecimal[byte >> 4U]);
            out_.put(hexadecimal[byte & 0xfU]);
        } else {
            out_.put('\\');
            out_.put(c);
        }
    }

    TextOut out_;
};

} // namespace

EntryWriter begin_ndjson(ExportHead const&, core::Sink sink)
{
    auto const writer = std::make_shared<NdjsonWriter>(std::move(sink));
    return {[writer](ledger::EntryView const& entry) { writer->entry(entry); },
            [writer] { writer->end(); }};
}

} // namespace coop::exchange
