// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/dump.hpp>

#include "base64.hpp"
#include "fields.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <utility>

namespace coop::exchange {

namespace {

using Json = nlohmann::ordered_json;
using core::Error;
using core::ErrorKind;

/// An attachment of 50 MB, the largest that the program takes, makes a line of 70.
constexpr std::size_t line_bytes_max = std::size_t{128} * 1024 * 1024;

ledger::Book read_book(Fields& fields)
{
    return {fields.needed("name"), fields.text("siren"), fields.text("rna"),
            fields.word("family", ledger::chart_family_words)};
}

DumpRecord read_year(Fields& fields)
{
    ledger::Year year;
    year.label = fields.needed("label");
    year.period = {fields.day("first"), fields.day("last")};
    year.regulation = fields.needed("regulation");
    year.state = fields.word("state", ledger::year_state_words);
    return year;
}

DumpRecord read_journal(Fields& fields)
{
    return ledger::Journal{fields.needed("code"), fields.text("label")};
}

DumpRecord read_account(Fields& fields)
{
    DumpAccount one;
    auto& account = one.account;
    account.code = fields.needed("code");
    account.label = fields.needed("label");
    account.kind = fields.word("kind", ledger::account_kind_words);
    account.normal = fields.word("normal", ledger::side_words);
    one.of_chart = fields.word("of", of_chart_words);
    if (!one.of_chart) {
        account.own = fields.truth("own");
        account.closed = fields.truth("closed");
    }
    return one;
}

DumpRecord read_project(Fields& fields)
{
    return ledger::Project{fields.needed("code"), fields.text("label")};
}

DumpRecord read_party(Fields& fields)
{
    ledger::Party party{fields.needed("name"), fields.text("kind"), fields.text("note"),
                        fields.text("code")};
    if (fields.has("number")) {
        party.number = fields.number("number");
        party.shown = fields.text("shown");
    }
    if (fields.has("into")) {
        party.into = fields.number("into");
    }
    return party;
}

DumpRecord read_rate(Fields& fields)
{
    return ledger::InkindRate{fields.needed("name"), fields.day("from"), fields.decimal("hourly"),
                              fields.decimal("coefficient"), fields.text("source")};
}

DumpRecord read_budget(Fields& fields)
{
    ledger::Budget budget;
    budget.year = fields.needed("year");
    budget.version = fields.needed("version");
    if (fields.has("adopted_on")) {
        budget.adopted_on = fields.day("adopted_on");
    }
    budget.adopted_by = fields.text("adopted_by");
    fields.list("lines", [&](Fields& line) {
        budget.lines.push_back({line.text("account"),
                                line.text("project"),
                                line.text("line"),
                                line.text("label"),
                                line.amount("amount"),
                                {}});
    });
    return budget;
}

ledger::Line read_line(Fields& fields)
{
    ledger::Line line;
    line.account = fields.needed("account");
    auto const* const side = fields.has("credit") ? "credit" : "debit";
    (side[0] == 'c' ? line.credit : line.debit) = fields.amount(side);
    if (fields.has("debit") && side[0] == 'c') {
        fields.fail("debit", amount_form);
    }
    line.project = fields.text("project");
    line.party = fields.text("party");
    line.label = fields.text("label");
    return line;
}

/// By its name, none of the other words that a person may type.
ledger::InkindKind read_inkind_kind(Fields& fields)
{
    auto const kinds = ledger::inkind_kinds();
    auto const typed = fields.needed("kind");
    auto const found = std::ranges::find(kinds, typed, ledger::name_of);
    if (found == kinds.end()) {
        auto const known =
            core::join(kinds, ", ", [](auto const& kind) { return ledger::name_of(kind); });
        fields.fail("kind", known);
    }
    return *found;
}

ledger::Contribution read_contribution(Fields& fields, ledger::EntryId entry)
{
    ledger::Contribution one;
    one.entry = entry;
    one.kind = read_inkind_kind(fields);
    one.period = {fields.day("first"), fields.day("last")};
    if (fields.has("minutes")) {
        one.minutes = fields.number("minutes");
    }
    one.rate = fields.text("rate");
    one.hourly = fields.decimal("hourly");
    one.coefficient = fields.decimal("coefficient");
    one.value = fields.amount("value");
    one.method = fields.text("method");
    one.party = fields.text("party");
    one.project = fields.text("project");
    one.label = fields.text("label");
    return one;
}

ledger::Seal read_seal(Fields& fields)
{
    ledger::Seal seal;
    // Dumps of before have the first format only, and do not say so.
    auto const format = fields.has("format") ? fields.number("format") : ledger::first_seal_format;
    if (format < ledger::first_seal_format || format > ledger::seal_format) {
        fields.fail("format", "1, 2");
    }
    seal.format = static_cast<int>(format);
    seal.sequence = fields.number("sequence");
    seal.hash = fields.bytes<32>("hash");
    seal.texts = fields.bytes<32>("texts_digest");
    if (fields.has("salt")) {
        seal.salt = fields.bytes<16>("salt");
    }
    return seal;
}

ledger::Draft read_draft(Fields& fields)
{
    ledger::Draft draft;
    draft.journal = fields.needed("journal");
    draft.date = fields.day("date");
    draft.label = fields.text("label");
    draft.piece = fields.text("piece");
    if (fields.has("piece_date")) {
        draft.piece_date = fields.day("piece_date");
    }
    draft.party = fields.text("party");
    draft.ref = fields.text("ref");
    fields.list("lines", [&](Fields& line) { draft.lines.push_back(read_line(line)); });
    return draft;
}

DumpRecord read_entry(Fields& fields)
{
    ledger::WholeEntry entry;
    auto& record = entry.record;
    record.id = fields.entry_id("id");
    record.year = fields.needed("year");
    record.entry = read_draft(fields);
    if (fields.has("seal")) {
        record.number = fields.number("number");
        record.posted_on = fields.day("posted_on");
        fields.object("seal", [&](Fields& seal) { entry.seal = read_seal(seal); });
    }
    if (fields.has("reverses")) {
        record.reverses = fields.entry_id("reverses");
        record.reason = fields.text("reason");
    }
    if (fields.has("contributions")) {
        fields.list("contributions", [&](Fields& one) {
            entry.contributions.push_back(read_contribution(one, record.id));
        });
    }
    if (fields.has("attachments")) {
        fields.list("attachments", [&](Fields& one) {
            entry.attachments.push_back({one.needed("name"), core::to_hex(one.bytes<32>("sha256")),
                                         one.number("size"), one.day("added_on")});
        });
    }
    return entry;
}

record::Filed read_filed(Fields& fields)
{
    record::Filed filed;
    auto& record = filed.record;
    filed.sequence = fields.number("sequence");
    record.kind = fields.needed("kind");
    record.id = fields.needed("id");
    record.version = fields.number("version");
    record.day = fields.day("day");
    record.fields = fields.texts("fields");
    record.author = fields.text("author");
    record.personal = fields.texts("personal");
    filed.personal = fields.bytes<32>("digest");
    filed.hash = fields.bytes<32>("hash");
    if (fields.has("salt")) {
        filed.salt = fields.bytes<16>("salt");
    }
    return filed;
}

DumpRecord read_fact(Fields& fields)
{
    DumpFact fact{read_filed(fields)};
    fact.filed.entries = fields.number("entries");
    return fact;
}

DumpRecord read_care(Fields& fields)
{
    return read_filed(fields);
}

DumpRecord read_care_entry(Fields& fields)
{
    care::PostedEntry entry;
    entry.id = fields.number("id");
    entry.year = fields.needed("year");
    entry.date = fields.day("date");
    entry.journal = care::parse_journal(fields.needed("journal"));
    entry.rule = fields.needed("rule");
    entry.label = fields.text("label");
    entry.capital = fields.text("capital");
    entry.action = fields.text("action");
    fields.list("lines", [&](Fields& line) {
        auto const account = line.needed("account");
        bool const debited = line.has("debit");
        auto const amount = line.amount(debited ? "debit" : "credit");
        entry.lines.push_back(
            {account, debited ? amount : core::Money{}, debited ? core::Money{} : amount});
    });
    if (fields.has("close")) {
        entry.close = fields.number("close");
    }
    if (fields.has("reverses")) {
        entry.reverses = fields.number("reverses");
    }
    return entry;
}

DumpRecord read_end(Fields& fields)
{
    DumpEnd end{fields.number("posted"), fields.number("drafts"), fields.number("contents"),
                fields.entry_id("last_id"), fields.bytes<32>("head")};
    fields.bytes<32>("sha256"); // Compared by check_bytes().
    return end;
}

struct Kind {
    std::string_view name;
    DumpRecord (*read)(Fields&);
};

constexpr std::array kinds{Kind{"year", read_year},
                           Kind{"journal", read_journal},
                           Kind{"account", read_account},
                           Kind{"project", read_project},
                           Kind{"party", read_party},
                           Kind{"rate", read_rate},
                           Kind{"budget", read_budget},
                           Kind{"entry", read_entry},
                           Kind{"fact", read_fact},
                           Kind{"care", read_care},
                           Kind{"care-entry", read_care_entry},
                           Kind{"end", read_end}};

} // namespace

class DumpReader::Lines {
public:
    explicit Lines(core::Input const& input) : lines_(input, line_bytes_max)
    {
        read_head();
        auto const object = next_object();
        Fields fields{object, lines_};
        if (fields.text("record") != "book") {
            fail("dump.record", {{"record", core::printable(fields.text("record"))}});
        }
        book_ = read_book(fields);
        fields.done();
    }

    std::optional<DumpRecord> next()
    {
        if (ended_) {
            if (lines_.next()) {
                fail("dump.after-end", {});
            }
            return std::nullopt;
        }
        auto const object = next_object();
        Fields fields{object, lines_};
        auto const name = fields.needed("record");
        if (name == "content") {
            return read_content(fields);
        }
        auto const kind = std::ranges::find(kinds, name, &Kind::name);
        if (kind == kinds.end()) {
            fail("dump.record", {{"record", core::printable(name)}});
        }
        auto record = kind->read(fields);
        fields.done();
        ended_ = std::holds_alternative<DumpEnd>(record);
        if (ended_) {
            check_bytes(object["sha256"].get_ref<std::string const&>());
        }
        return record;
    }

    std::int64_t version() const { return version_; }
    ledger::Book const& book() const { return book_; }
    LineInput const& lines() const { return lines_; }

private:
    void read_head()
    {
        auto const object = next_object();
        Fields fields{object, lines_};
        if (fields.text("coop") != "dump") {
            fail("dump.other", {{"kind", core::printable(fields.text("coop"))}});
        }
        version_ = fields.number("version");
        if (version_ < 1 || version_ > dump_version) {
            fail("dump.version", {{"version", version_}, {"known", dump_version}});
        }
        fields.text("about");
        fields.done();
    }

    /// Every byte before the key is as it was written. Line ends apart, which a copy through
    /// another system changes.
    void check_bytes(std::string const& sha256)
    {
        auto const line = lines_.line();
        hash_.update(line.substr(0, line.rfind("\"sha256\"")));
        if (core::to_hex(hash_.finish()) != sha256) {
            fail("dump.altered-file", {});
        }
    }

    /// A last line without its end that is no JSON is where the file was cut.
    Json next_object()
    {
        if (lines_.ended()) { // The one before, which was not the last.
            hash_.update(lines_.line());
            hash_.update("\n");
        }
        if (!lines_.next()) {
            fail("dump.cut", {});
        }
        try {
            return object_on(lines_);
        } catch (Error const& error) {
            if (!lines_.ended() && error.id() != "json.key-twice") {
                fail("dump.cut", {});
            }
            throw;
        }
    }

    DumpRecord read_content(Fields& fields)
    {
        DumpContent content;
        content.sha256 = core::to_hex(fields.bytes<32>("sha256"));
        auto const size = fields.number("size");
        auto const text = fields.text("bytes");
        fields.done();
        auto bytes = from_base64(text);
        if (!bytes) {
            fail("dump.base64", {{"sha256", content.sha256}});
        }
        if (static_cast<std::int64_t>(bytes->size()) != size ||
            core::to_hex(core::sha256(*bytes)) != content.sha256) {
            fail("dump.content", {{"sha256", content.sha256}});
        }
        content.bytes = std::move(*bytes);
        return content;
    }

    [[noreturn]] void fail(char const* id, core::Arguments args) const
    {
        throw Error{ErrorKind::unreadable, id, std::move(args), lines_.where()};
    }

    LineInput lines_;
    core::Sha256 hash_; ///< of the lines before the one at hand
    std::int64_t version_ = 0;
    ledger::Book book_;
    bool ended_ = false;
};

DumpReader::DumpReader(core::Input const& input) : lines_(std::make_unique<Lines>(input)) {}

DumpReader::~DumpReader() = default;

std::int64_t DumpReader::version() const
{
    return lines_->version();
}

ledger::Book const& DumpReader::book() const
{
    return lines_->book();
}

std::optional<DumpRecord> DumpReader::next()
{
    return lines_->next();
}

core::Where DumpReader::where() const
{
    return lines_->lines().where();
}

std::uint64_t DumpReader::read() const
{
    return lines_->lines().read();
}

std::uint64_t DumpReader::size() const
{
    return lines_->lines().size();
}

bool is_dump(core::Input const& input)
{
    constexpr std::size_t head_bytes_max = 64 * 1024;
    try {
        LineInput lines{input, head_bytes_max};
        return lines.next() && object_on(lines).contains("coop");
    } catch (Error const& error) {
        if (error.kind() != ErrorKind::unreadable || error.id().starts_with("file.")) {
            throw;
        }
        return false;
    }
}

} // namespace coop::exchange
