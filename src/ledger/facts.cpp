// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/facts.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/role.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace coop::ledger {

namespace {

constexpr std::string_view yes = "yes";
constexpr std::string_view removed = "removed";
constexpr std::string_view undone = "undone";

// As check_record() would have it: other programs wrote labels that begin with a blank or hold a
// tab, and the same label has to give the same record for ever.
std::string canonical_text(std::string_view text)
{
    std::string result{text};
    std::ranges::replace_if(result, core::is_control, ' ');
    return std::string{core::trim(result)};
}

/// A record in the making; its keys come in the order of their kind.
class Fact {
public:
    Fact(std::string kind, std::string id)
    {
        record_.kind = std::move(kind);
        record_.id = canonical_text(id);
    }

    Fact& add(std::string key, std::string_view value)
    {
        put(record_.fields, std::move(key), value);
        return *this;
    }

    Fact& add(std::string key, std::int64_t number)
    {
        return add(std::move(key), std::to_string(number));
    }

    Fact& add(std::string key, core::Date day)
    {
        return add(std::move(key), core::format_iso(day));
    }
    Fact& truth(std::string key, bool value) { return add(std::move(key), value ? yes : "no"); }

    Fact& personal(std::string key, std::string_view value)
    {
        put(record_.personal, std::move(key), value);
        return *this;
    }

    using Pairs = std::vector<std::pair<std::string, std::string>>;

    Fact& add_lines(std::string key, Pairs const& pairs)
    {
        put_lines(record_.fields, std::move(key), pairs);
        return *this;
    }

    Fact& personal_lines(std::string key, Pairs const& pairs)
    {
        put_lines(record_.personal, std::move(key), pairs);
        return *this;
    }

    record::Record take(Origin origin)
    {
        add("origin", origin == Origin::found ? "found" : "");
        return std::move(record_);
    }

private:
    static void put(record::Fields& fields, std::string key, std::string_view value)
    {
        if (auto text = canonical_text(value); !text.empty()) {
            fields.emplace_back(std::move(key), std::move(text));
        }
    }

    // `code=name` a line: a code holds no `=`, a name may.
    static void put_lines(record::Fields& fields, std::string key, Pairs const& pairs)
    {
        auto text = core::join(pairs, "\n", [](auto const& pair) {
            return canonical_text(pair.first) + "=" + canonical_text(pair.second);
        });
        if (!text.empty()) {
            fields.emplace_back(std::move(key), std::move(text));
        }
    }

    record::Record record_;
};

// The lines of Fact::add_lines().
std::vector<std::pair<std::string, std::string>> pairs_of(std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    if (text.empty()) {
        return pairs;
    }
    for (auto const line : core::split(text, '\n')) {
        auto const mark = line.find('=');
        pairs.emplace_back(line.substr(0, mark),
                           mark == line.npos ? std::string_view{} : line.substr(mark + 1));
    }
    return pairs;
}

// The values of a record that check_record() gave.
std::string text_of(record::Record const& record, std::string_view key)
{
    return std::string{record::value_of(record.fields, key)};
}

// Whoever wrote this was no version of coop: nothing read from a file is a promise.
[[noreturn]] void fail_to_read(record::Record const& record)
{
    throw core::Error{
        core::ErrorKind::database, "record.damaged", {{"kind", record.kind}, {"id", record.id}}};
}

core::Date day_of(record::Record const& record, std::string_view key)
{
    try {
        return core::parse_date(record::value_of(record.fields, key));
    } catch (core::Error const&) {
        fail_to_read(record);
    }
}

std::int64_t integer_of(record::Record const& record, std::string_view digits)
{
    std::int64_t value = 0;
    auto const* const last = digits.data() + digits.size();
    auto const [end, error] = std::from_chars(digits.data(), last, value);
    if (error != std::errc{} || end != last) {
        fail_to_read(record);
    }
    return value;
}

template <class Enum, std::size_t size>
Enum word_of(record::Record const& record, std::string_view key,
             core::Words<Enum, size> const& words)
{
    auto const value = words.value(record::value_of(record.fields, key));
    if (!value) {
        fail_to_read(record);
    }
    return *value;
}

record::Record year_record(Year const& year, std::string_view state, Origin origin)
{
    return Fact{"year", year.label}
        .add("first", year.period.first)
        .add("last", year.period.last)
        .add("regulation", year.regulation)
        .add("state", state)
        .take(origin);
}

record::Record attachment_record(AttachmentFact const& fact, std::string_view state, Origin origin)
{
    auto const& attachment = fact.attachment;
    return Fact{"attachment", attachment_ids_of(fact.entry) + std::to_string(fact.number)}
        .add("entry", fact.entry)
        .personal("name", attachment.name)
        .add("sha256", attachment.sha256)
        .add("size", attachment.size)
        .add("added", attachment.added_on)
        .add("state", state)
        .take(origin);
}

} // namespace

record::Record party_fact(Party const& party, Origin origin)
{
    return Fact{"party", std::to_string(party.number)}
        .personal("name", party.name)
        .personal("shown", party.shown)
        .add("kind", party.kind)
        .personal("note", party.note)
        .personal("code", party.code)
        .add("into", party.into ? std::to_string(*party.into) : std::string{})
        .take(origin);
}

Party read_party(record::Record const& record)
{
    auto const personal = [&](char const* key) {
        return std::string{record::value_of(record.personal, key)};
    };
    Party party{personal("name"), text_of(record, "kind"), personal("note"), personal("code")};
    party.number = integer_of(record, record.id);
    party.shown = personal("shown");
    if (auto const into = record::value_of(record.fields, "into"); !into.empty()) {
        party.into = integer_of(record, into);
    }
    return party;
}

record::Record fec_words_fact(FecWords const& words, Origin origin)
{
    return Fact{"fec", words.year}
        .add("name", words.name)
        .add("siren", words.siren)
        .add_lines("journals", words.journals)
        .add_lines("accounts", words.accounts)
        .personal_lines("parties", words.parties)
        .take(origin);
}

FecWords read_fec_words(record::Record const& record, bool erased)
{
    return {record.id,
            text_of(record, "name"),
            text_of(record, "siren"),
            pairs_of(record::value_of(record.fields, "journals")),
            pairs_of(record::value_of(record.fields, "accounts")),
            pairs_of(record::value_of(record.personal, "parties")),
            erased};
}

record::Record book_fact(Book const& book, Origin origin)
{
    return Fact{"book", "book"}
        .add("name", book.name)
        .add("siren", book.siren)
        .add("rna", book.rna)
        .add("family", chart_family_words.of(book.family))
        .take(origin);
}

Book read_book(record::Record const& record)
{
    return {text_of(record, "name"), text_of(record, "siren"), text_of(record, "rna"),
            word_of(record, "family", chart_family_words)};
}

record::Record year_fact(Year const& year, Origin origin)
{
    auto const state = year.state == YearState::closed ? YearState::closed : YearState::open;
    return year_record(year, year_state_words.of(state), origin);
}

record::Record removed_year_fact(Year const& year)
{
    return year_record(year, removed, Origin::recorded);
}

Year read_year(record::Record const& record)
{
    Year year{record.id,
              {day_of(record, "first"), day_of(record, "last")},
              text_of(record, "regulation"),
              YearState::open};
    if (text_of(record, "state") == year_state_words.of(YearState::closed)) {
        year.state = YearState::closed;
    }
    return year;
}

record::Record lock_fact(Lock const& lock, Origin origin)
{
    return Fact{"lock", "lock"}
        .add("through", lock.through ? core::format_iso(*lock.through) : "")
        .add("reason", lock.reason)
        .take(origin);
}

Lock read_lock(record::Record const& record)
{
    Lock lock{{}, text_of(record, "reason")};
    if (!record::value_of(record.fields, "through").empty()) {
        lock.through = day_of(record, "through");
    }
    return lock;
}

record::Record close_fact(Close const& close, Origin origin)
{
    return Fact{"close", close.year}
        .add("opening", close.opening ? std::to_string(*close.opening) : "")
        .add("reason", close.reason)
        .take(origin);
}

Close read_close(record::Record const& record)
{
    Close close{record.id, {}, text_of(record, "reason")};
    if (auto const opening = record::value_of(record.fields, "opening"); !opening.empty()) {
        close.opening = integer_of(record, opening);
    }
    return close;
}

record::Record account_fact(Account const& account, Origin origin)
{
    return Fact{"account", account.code}
        .add("label", account.label)
        .add("kind", account_kind_words.of(account.kind))
        .add("side", side_words.of(account.normal))
        .truth("own", account.own)
        .truth("closed", account.closed)
        .take(origin);
}

Account read_account(record::Record const& record)
{
    return {record.id,
            text_of(record, "label"),
            word_of(record, "kind", account_kind_words),
            word_of(record, "side", side_words),
            "",
            text_of(record, "own") == yes,
            text_of(record, "closed") == yes};
}

record::Record attachment_fact(AttachmentFact const& fact, Origin origin)
{
    return attachment_record(fact, "", origin);
}

record::Record removed_attachment_fact(AttachmentFact fact)
{
    fact.attachment.name.clear();
    return attachment_record(fact, removed, Origin::recorded);
}

AttachmentFact read_attachment(record::Record const& record)
{
    auto const slash = record.id.find('/');
    return {integer_of(record, record::value_of(record.fields, "entry")),
            integer_of(record, std::string_view{record.id}.substr(slash + 1)),
            {std::string{record::value_of(record.personal, "name")}, text_of(record, "sha256"),
             integer_of(record, record::value_of(record.fields, "size")), day_of(record, "added")}};
}

std::string attachment_ids_of(EntryId entry)
{
    return std::to_string(entry) + "/";
}

std::string erased_name(core::Digest const& personal)
{
    constexpr std::size_t length = 12;
    return core::to_hex(personal).substr(0, length);
}

bool is_removed(record::Record const& record)
{
    return record::value_of(record.fields, "state") == removed;
}

record::Record role_fact(RoleFact const& fact, Origin origin)
{
    return Fact{"role", std::to_string(fact.entry)}
        .add("role", role_words.of(fact.standing.role))
        .add("why", role_why_words.of(fact.standing.why))
        .add("journal", fact.standing.journal)
        .add("number", fact.standing.number)
        .take(origin);
}

RoleFact read_role(record::Record const& record)
{
    return {integer_of(record, record.id),
            {word_of(record, "role", role_words), word_of(record, "why", role_why_words),
             text_of(record, "journal"), text_of(record, "number")}};
}

record::Record import_fact(Import const& import, Origin origin)
{
    return Fact{"import", std::to_string(import.number)}
        .add("format", import.format)
        .personal("name", import.name)
        .add("sha256", import.sha256)
        .add("first_entry", import.first)
        .add("last_entry", import.last)
        .add("state", import.undone ? undone : "")
        .take(origin);
}

Import read_import(record::Record const& record)
{
    return {integer_of(record, record.id),
            text_of(record, "format"),
            std::string{record::value_of(record.personal, "name")},
            text_of(record, "sha256"),
            integer_of(record, record::value_of(record.fields, "first_entry")),
            integer_of(record, record::value_of(record.fields, "last_entry")),
            text_of(record, "state") == undone};
}

std::vector<record::Record> found_facts(Found const& found)
{
    std::vector<record::Record> all{book_fact(found.book, Origin::found)};
    for (auto const& year : found.years) {
        all.push_back(year_fact(year, Origin::found));
    }
    if (found.locked_through) {
        all.push_back(lock_fact({found.locked_through, {}}, Origin::found));
    }
    for (auto const& account : found.accounts) {
        all.push_back(account_fact(account, Origin::found));
    }
    for (auto const& attachment : found.attachments) {
        all.push_back(attachment_fact(attachment, Origin::found));
    }
    for (auto const& role : found.roles) {
        all.push_back(role_fact(role, Origin::found));
    }
    return all;
}

} // namespace coop::ledger
