// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"

#include <coop/exchange/dump.hpp>

#include <exchange/proved.hpp>

#include <vector>

namespace coop::fuzz {

namespace {

using exchange::DumpReader;
using exchange::DumpRecord;
using exchange::DumpWriter;

struct Dump {
    ledger::Book book;
    std::vector<DumpRecord> records;
};

Dump dump_of(std::string_view bytes)
{
    auto const input = core::input_of("livre.ndjson", bytes);
    DumpReader reader{input};
    Dump dump{reader.book(), {}};
    while (auto record = reader.next()) {
        hold(reader.read() <= bytes.size(), "no more is read than there is");
        dump.records.push_back(std::move(*record));
    }
    hold(!dump.records.empty() && std::holds_alternative<exchange::DumpEnd>(dump.records.back()),
         "a dump that was read has its end");
    return dump;
}

struct Write {
    DumpWriter& writer;

    template <typename Record>
    void operator()(Record const& record) const
    {
        writer.write(record);
    }

    void operator()(exchange::DumpContent const& content) const
    {
        writer.write(content.sha256, content.bytes);
    }

    void operator()(ledger::WholeEntry const& whole) const
    {
        auto const& [record, seal, contributions, attachments] = whole;
        auto const& entry = record.entry;
        std::vector<ledger::LineView> lines;
        for (auto const& line : entry.lines) {
            lines.push_back(
                {line.account, line.debit, line.credit, line.project, line.party, line.label});
        }
        ledger::SealedView view;
        view.entry = {record.id,
                      record.year,
                      entry.journal,
                      record.number.value_or(0),
                      seal ? seal->sequence : 0,
                      record.role,
                      entry.date,
                      record.posted_on.value_or(core::Date{}),
                      entry.label,
                      entry.piece,
                      entry.party,
                      entry.ref,
                      record.reverses,
                      record.reason,
                      lines};
        view.seal = seal;
        writer.write(view, contributions, attachments);
    }
};

std::string written(Dump const& dump)
{
    std::string text;
    DumpWriter writer{[&text](std::string_view bytes) { text += bytes; }, dump.book};
    for (auto const& record : dump.records) {
        std::visit(Write{writer}, record);
    }
    return text;
}

} // namespace

void dump(std::string_view bytes)
{
    // Nothing that was changed would get past the last line otherwise.
    auto const proved = test::proved(std::string{bytes});
    auto const read =
        accepted(proved, core::ErrorKind::unreadable, [&] { return dump_of(proved); });
    if (read) {
        auto const text = written(*read);
        hold_text(text);
        hold(written(dump_of(text)) == text, "a dump is read back, and written the same");
    }
}

} // namespace coop::fuzz
