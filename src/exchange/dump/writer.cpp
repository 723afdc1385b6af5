// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/dump.hpp>

#include "base64.hpp"
#include "exchange/text_out.hpp"
#include "words.hpp"

#include <coop/core/text.hpp>

#include <utility>

namespace coop::exchange {

namespace {

constexpr std::string_view about =
    "Livre comptable d’une association, écrit par coop dump : un objet JSON par ligne. Les "
    "écritures sont en partie double, en euros. « seal » prouve une écriture validée : hash = "
    "SHA-256 de l’empreinte précédente et de l’écriture (docs/reference/chain.md). « content » "
    "tient une pièce jointe, en base64. La dernière ligne est « end » : sans elle, il manque "
    "quelque chose ; son sha256 est celui de tout ce qui le précède.";

/// One JSON object. A key without a value is left out.
class Object {
public:
    explicit Object(TextOut& out) : out_(out) { out_.put('{'); }

    Object& text(std::string_view key, std::string_view value)
    {
        if (!value.empty()) {
            start(key);
            quoted(value);
        }
        return *this;
    }

    Object& number(std::string_view key, std::int64_t value)
    {
        start(key);
        out_.number(value);
        return *this;
    }

    Object& truth(std::string_view key, bool value)
    {
        start(key);
        out_.text(value ? "true" : "false");
        return *this;
    }

    Object& day(std::string_view key, core::Date value)
    {
        start(key);
        out_.put('"');
        out_.iso(value);
        out_.put('"');
        return *this;
    }

    Object& day_if(std::string_view key, std::optional<core::Date> value)
    {
        return value ? day(key, *value) : *this;
    }

    Object& amount(std::string_view key, core::Money value)
    {
        start(key);
        out_.put('"');
        out_.amount(value);
        out_.put('"');
        return *this;
    }

    /// `"9.76"`: no place that says nothing.
    Object& decimal(std::string_view key, core::Decimal value)
    {
        while (value.places > 0 && value.units % 10 == 0) {
            value.units /= 10;
            --value.places;
        }
        auto digits = std::to_string(value.units);
        auto const places = static_cast<std::size_t>(value.places);
        if (places > 0) {
            digits.insert(0, digits.size() > places ? 0 : places + 1 - digits.size(), '0');
            digits.insert(digits.size() - places, 1, '.');
        }
        return text(key, digits);
    }

    template <class Range, class Write>
    Object& list(std::string_view key, Range const& all, Write const& write)
    {
        start(key);
        char before = '[';
        for (auto const& one : all) {
            out_.put(before);
            before = ',';
            Object object{out_};
            write(object, one);
            object.close();
        }
        out_.text(before == '[' ? "[]" : "]");
        return *this;
    }

    void start(std::string_view key)
    {
        separate();
        first_ = false;
        quoted(key);
        out_.put(':');
    }

    /// What stands before the next key.
    void separate()
    {
        if (!first_) {
            out_.put(',');
        }
        first_ = true;
    }

    void close() { out_.put('}'); }

    TextOut& out() { return out_; }

private:
    void quoted(std::string_view text)
    {
        out_.put('"');
        for (std::size_t i = 0; i < text.size(); ++i) {
            auto const byte = static_cast<unsigned char>(text[i]);
            auto const next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
            if (core::is_control(text[i])) {
                escaped(byte);
            } else if (byte == 0xc2 && next >= 0x80 && next < 0xa0) {
                escaped(next); // U+0080 … U+009F: some terminals take them for commands.
                ++i;
            } else {
                if (byte == '"' || byte == '\\') {
                    out_.put('\\');
                }
                out_.put(text[i]);
            }
        }
        out_.put('"');
    }

    void escaped(unsigned char c)
    {
        constexpr std::string_view digits = "0123456789abcdef";
        out_.text("\\u00");
        out_.put(digits[c >> 4U]);
        out_.put(digits[c & 0xfU]);
    }

    TextOut& out_;
    bool first_ = true;
};

std::string hex_of(std::array<std::uint8_t, 16> const& salt)
{
    core::Digest padded{};
    std::ranges::copy(salt, padded.begin());
    return core::to_hex(padded).substr(0, 2 * salt.size());
}

void put_line(Object& object, ledger::LineView const& line)
{
    bool const debited = !line.debit.is_zero();
    object.text("account", line.account)
        .amount(debited ? "debit" : "credit", debited ? line.debit : line.credit)
        .text("project", line.project)
        .text("party", line.party)
        .text("label", line.label);
}

void put_contribution(Object& object, ledger::Contribution const& one)
{
    object.text("kind", name_of(one.kind))
        .day("first", one.period.first)
        .day("last", one.period.last);
    if (one.minutes) {
        object.number("minutes", *one.minutes);
    }
    object.text("rate", one.rate)
        .decimal("hourly", one.hourly)
        .decimal("coefficient", one.coefficient)
        .amount("value", one.value)
        .text("method", one.method)
        .text("party", one.party)
        .text("project", one.project)
        .text("label", one.label);
}

void put_attachment(Object& object, ledger::Attachment const& one)
{
    object.text("name", one.name)
        .text("sha256", one.sha256)
        .number("size", one.size)
        .day("added_on", one.added_on);
}

void put_seal(Object& object, ledger::Seal const& seal)
{
    object.start("seal");
    Object inner{object.out()};
    inner.number("sequence", seal.sequence)
        .number("format", seal.format)
        .text("hash", core::to_hex(seal.hash))
        .text("texts_digest", core::to_hex(seal.texts));
    if (seal.salt) {
        inner.text("salt", hex_of(*seal.salt));
    }
    inner.close();
}

// Keys and values as they are hashed, in their order.
void put_fields(Object& object, std::string_view key, record::Fields const& fields)
{
    if (!fields.empty()) {
        object.start(key);
        Object inner{object.out()};
        for (auto const& [name, value] : fields) {
            inner.text(name, value);
        }
        inner.close();
    }
}

void put_filed(Object& object, record::Filed const& filed)
{
    auto const& record = filed.record;
    object.text("kind", record.kind)
        .text("id", record.id)
        .number("version", record.version)
        .day("day", record.day);
    put_fields(object, "fields", record.fields);
    object.text("author", record.author);
    put_fields(object, "personal", record.personal);
    object.text("digest", core::to_hex(filed.personal)).text("hash", core::to_hex(filed.hash));
    if (filed.salt) {
        object.text("salt", hex_of(*filed.salt));
    }
}

} // namespace

class DumpWriter::Lines {
public:
    explicit Lines(core::Sink sink)
        : out_([this, sink = std::move(sink)](std::string_view bytes) {
              hash_.update(bytes);
              sink(bytes);
          })
    {
    }

    /// One line of that kind.
    template <class Fill>
    void line(std::string_view kind, Fill const& fill)
    {
        Object object{out_};
        object.text("record", kind);
        fill(object);
        end_line(object);
    }

    void head()
    {
        Object object{out_};
        object.text("coop", "dump").number("version", dump_version).text("about", about);
        end_line(object);
    }

    /// The key that proves every byte before it.
    void prove(Object& object)
    {
        object.separate();
        out_.flush();
        object.text("sha256", core::to_hex(hash_.finish()));
    }

    void flush() { out_.flush(); }

private:
    void end_line(Object& object)
    {
        object.close();
        out_.put('\n');
        out_.breathe();
    }

    core::Sha256 hash_; ///< of what was written so far
    TextOut out_;
};

DumpWriter::DumpWriter(core::Sink sink, ledger::Book const& book)
    : lines_(std::make_unique<Lines>(std::move(sink)))
{
    lines_->head();
    lines_->line("book", [&](Object& object) {
        object.text("name", book.name)
            .text("siren", book.siren)
            .text("rna", book.rna)
            .text("family", ledger::chart_family_words.of(book.family));
    });
}

DumpWriter::~DumpWriter() = default;

void DumpWriter::write(ledger::Year const& year)
{
    lines_->line("year", [&](Object& object) {
        object.text("label", year.label)
            .day("first", year.period.first)
            .day("last", year.period.last)
            .text("regulation", year.regulation)
            .text("state", ledger::year_state_words.of(year.state));
    });
}

void DumpWriter::write(ledger::Journal const& journal)
{
    lines_->line("journal", [&](Object& object) {
        object.text("code", journal.code).text("label", journal.label);
    });
}

void DumpWriter::write(DumpAccount const& one)
{
    auto const& account = one.account;
    lines_->line("account", [&](Object& object) {
        object.text("code", account.code)
            .text("label", account.label)
            .text("kind", ledger::account_kind_words.of(account.kind))
            .text("normal", ledger::side_words.of(account.normal))
            .text("of", of_chart_words.of(one.of_chart));
        if (!one.of_chart) {
            object.truth("own", account.own).truth("closed", account.closed);
        }
    });
}

void DumpWriter::write(ledger::Project const& project)
{
    lines_->line("project", [&](Object& object) {
        object.text("code", project.code).text("label", project.label);
    });
}

void DumpWriter::write(ledger::Party const& party)
{
    lines_->line("party", [&](Object& object) {
        object.text("name", party.name)
            .text("kind", party.kind)
            .text("note", party.note)
            .text("code", party.code);
        if (party.number > 0) {
            object.number("number", party.number).text("shown", party.shown);
        }
        if (party.into) {
            object.number("into", *party.into);
        }
    });
}

void DumpWriter::write(ledger::InkindRate const& rate)
{
    lines_->line("rate", [&](Object& object) {
        object.text("name", rate.name)
            .day("from", rate.from)
            .decimal("hourly", rate.hourly)
            .decimal("coefficient", rate.coefficient)
            .text("source", rate.source);
    });
}

void DumpWriter::write(ledger::Budget const& budget)
{
    lines_->line("budget", [&](Object& object) {
        object.text("year", budget.year).text("version", budget.version);
        if (budget.adopted_on) {
            object.day("adopted_on", *budget.adopted_on);
        }
        object.text("adopted_by", budget.adopted_by)
            .list("lines", budget.lines, [](Object& line, ledger::BudgetLine const& one) {
                line.text("account", one.account)
                    .text("project", one.project)
                    .text("line", one.line)
                    .text("label", one.label)
                    .amount("amount", one.amount);
            });
    });
}

void DumpWriter::write(ledger::SealedView const& sealed,
                       std::span<ledger::Contribution const> contributions,
                       std::span<ledger::Attachment const> attachments)
{
    auto const& entry = sealed.entry;
    lines_->line("entry", [&](Object& object) {
        object.number("id", entry.id).text("year", entry.year).text("journal", entry.journal);
        if (entry.posted()) {
            object.number("number", entry.number).day("posted_on", entry.posted_on);
        }
        object.day("date", entry.date)
            .text("label", entry.label)
            .text("piece", entry.piece)
            .day_if("piece_date", entry.piece_date)
            .text("party", entry.party)
            .text("ref", entry.ref)
            .list("lines", entry.lines, put_line);
        if (entry.reverses) {
            object.number("reverses", *entry.reverses).text("reason", entry.reason);
        }
        if (!contributions.empty()) {
            object.list("contributions", contributions, put_contribution);
        }
        if (!attachments.empty()) {
            object.list("attachments", attachments, put_attachment);
        }
        if (sealed.seal) {
            put_seal(object, *sealed.seal);
        }
    });
}

void DumpWriter::write(DumpFact const& fact)
{
    lines_->line("fact", [&](Object& object) {
        object.number("sequence", fact.filed.sequence).number("entries", fact.filed.entries);
        put_filed(object, fact.filed);
    });
}

void DumpWriter::write(care::Filed const& filed)
{
    lines_->line("care", [&](Object& object) {
        object.number("sequence", filed.sequence);
        put_filed(object, filed);
    });
}

void DumpWriter::write(care::PostedEntry const& entry)
{
    lines_->line("care-entry", [&](Object& object) {
        object.number("id", entry.id)
            .text("year", entry.year)
            .day("date", entry.date)
            .text("journal", care::name_of(entry.journal))
            .text("rule", entry.rule)
            .text("label", entry.label)
            .text("capital", entry.capital)
            .text("action", entry.action)
            .list("lines", entry.lines, [](Object& line, care::Line const& one) {
                bool const debited = !one.debit.is_zero();
                line.text("account", one.account)
                    .amount(debited ? "debit" : "credit", debited ? one.debit : one.credit);
            });
        if (entry.close) {
            object.number("close", *entry.close);
        }
        if (entry.reverses) {
            object.number("reverses", *entry.reverses);
        }
    });
}

void DumpWriter::write(std::string_view sha256, std::string_view content)
{
    lines_->line("content", [&](Object& object) {
        object.text("sha256", sha256).number("size", static_cast<std::int64_t>(content.size()));
        object.start("bytes");
        auto& out = object.out();
        out.put('"');
        constexpr std::size_t piece = 48 * 1024; // a multiple of three
        std::string encoded;
        for (std::size_t at = 0; at < content.size(); at += piece) {
            encoded.clear();
            append_base64(encoded, content.substr(at, piece));
            out.text(encoded);
            out.breathe();
        }
        out.put('"');
    });
}

void DumpWriter::write(DumpEnd const& end)
{
    lines_->line("end", [&](Object& object) {
        object.number("posted", end.posted)
            .number("drafts", end.drafts)
            .number("contents", end.contents)
            .number("last_id", end.last_id)
            .text("head", core::to_hex(end.head));
        lines_->prove(object);
    });
    lines_->flush();
}

} // namespace coop::exchange
