// SPDX-License-Identifier: GPL-3.0-or-later
#include "foreign.hpp"

#include "cursor.hpp"
#include "schema.hpp"

#include <coop/core/error.hpp>
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace coop::store::sqlite {

namespace {

using How = Foreign::How;

// Not sqlite_schema, a name that came later and that a file could give to something of its own.
// An index of its own on this table would be a second schema, to be read in place of the first.
// SQLite holds the other columns of a row against its text when it reads the schema; a row without
// a text says nothing but where an index lies that is made of another row.
constexpr std::string_view texts_of_schema = "SELECT sql FROM main.sqlite_master NOT INDEXED";
constexpr std::string_view parts_of_schema =
    "SELECT sql, type, name FROM main.sqlite_master NOT INDEXED";

constexpr std::string_view between = ";\n\n";

// A statement of our schema, and whether a file has it.
struct Ours {
    std::string_view sql;
    bool seen = false;
};

// By length first: few share one, so that few are looked into twice.
bool is_before(Ours const& one, std::string_view sql)
{
    return one.sql.size() != sql.size() ? one.sql.size() < sql.size() : one.sql < sql;
}

class Expected {
public:
    // `text` is that of sqlite.current.sql, after the comment that opens it.
    explicit Expected(std::string_view text)
    {
        constexpr std::size_t about = 128;
        all_.reserve(about);
        for (std::size_t from = 0; from < text.size();) {
            auto const end = std::min(text.find(between, from), text.size());
            all_.push_back({text.substr(from, end - from)});
            from = end + between.size();
        }
        std::sort(all_.begin(), all_.end(),
                  [](Ours const& one, Ours const& other) { return is_before(one, other.sql); });
    }

    // True the first time that a statement of ours is met.
    bool take(std::string_view sql)
    {
        auto const found = std::lower_bound(all_.begin(), all_.end(), sql, is_before);
        return found != all_.end() && found->sql == sql && !std::exchange(found->seen, true);
    }

    bool all_taken() const { return std::ranges::all_of(all_, &Ours::seen); }

    std::vector<std::string_view> unseen() const
    {
        std::vector<std::string_view> left;
        for (auto const& one : all_) {
            if (!one.seen) {
                left.push_back(one.sql);
            }
        }
        return left;
    }

private:
    std::vector<Ours> all_;
};

// What somebody else wrote, on one line.
std::string shown(std::string_view text)
{
    constexpr std::size_t longest = 80;
    return core::printable(text.substr(0, longest));
}

std::string_view next_word(std::string_view& text)
{
    auto const end = std::min(text.find_first_of(" \n("), text.size());
    auto const word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

// `CREATE UNIQUE INDEX entry_ref ON …`: kind and name.
Foreign named_by(std::string_view sql)
{
    next_word(sql);
    auto kind = next_word(sql);
    if (kind == "UNIQUE") {
        kind = next_word(sql);
    }
    std::string lower;
    for (auto const letter : kind) {
        lower += static_cast<char>(letter + ('a' - 'A'));
    }
    auto const name = next_word(sql);
    return {How::missing, lower, std::string{name}};
}

// What was added is told from what was changed, which is missing as it was.
void add_missing(Expected const& expected, std::vector<Foreign>& parts)
{
    for (auto const sql : expected.unseen()) {
        auto missing = named_by(sql);
        auto const same = std::ranges::find_if(parts, [&](Foreign const& part) {
            return part.kind == missing.kind && part.name == missing.name;
        });
        if (same != parts.end()) {
            same->how = How::changed;
        } else {
            parts.push_back(std::move(missing));
        }
    }
    std::ranges::sort(parts, {},
                      [](Foreign const& part) { return std::tie(part.how, part.kind, part.name); });
}

bool is_ours(Connection& connection, Expected expected)
{
    Cursor rows{connection, texts_of_schema};
    while (rows.next()) {
        if (!rows.is_null(0) && !expected.take(rows.bytes(0))) {
            return false;
        }
    }
    return expected.all_taken();
}

std::vector<Foreign> differences(Connection& connection, Expected expected)
{
    std::vector<Foreign> parts;
    Cursor rows{connection, parts_of_schema};
    while (rows.next()) {
        if (!rows.is_null(0) && !expected.take(rows.bytes(0))) {
            parts.push_back({How::added, shown(rows.bytes(1)), shown(rows.bytes(2))});
        }
    }
    add_missing(expected, parts);
    return parts;
}

std::string text_of_version(std::int64_t version)
{
    auto made = Connection::in_memory();
    for (auto const& migration : migrations_to(version)) {
        made.script(std::string{migration});
    }
    std::string text;
    Cursor rows{made, texts_of_schema};
    while (rows.next()) {
        if (!rows.is_null(0)) {
            text.append(rows.bytes(0)).append(between);
        }
    }
    return text;
}

std::string_view text_of_newest()
{
    auto const text = core::resource("sql/sqlite.current.sql");
    constexpr std::string_view after_comment = "\n\n";
    auto const from = text.find(after_comment) + after_comment.size();
    return text.substr(from, text.rfind(between.substr(0, 2)) - from);
}

} // namespace

std::vector<Foreign> foreign_parts(Connection& connection, std::int64_t version)
{
    bool const newest = version == newest_version();
    auto const older = newest ? std::string{} : text_of_version(version);
    Expected const expected{newest ? text_of_newest() : std::string_view{older}};
    if (is_ours(connection, expected)) {
        return {};
    }
    // Where texts are of UTF-16 not one of them is ours to the byte.
    auto rows = connection.query("PRAGMA encoding");
    if (rows.next() && rows.text(0) != "UTF-8") {
        return {{How::changed, "encoding", "UTF-16"}};
    }
    return differences(connection, expected);
}

void refuse_foreign(Connection& connection, std::int64_t version)
{
    if (auto const parts = foreign_parts(connection, version); !parts.empty()) {
        throw core::Error{core::ErrorKind::database,
                          "store.foreign-schema",
                          {{"path", connection.path()},
                           {"kind", parts.front().kind},
                           {"name", parts.front().name}}};
    }
}

std::vector<core::Diagnostic> in_findings(std::vector<Foreign> const& parts)
{
    std::vector<core::Diagnostic> findings;
    for (auto const& part : parts) {
        auto const* const id = part.how == How::added     ? "verify.schema-added"
                               : part.how == How::changed ? "verify.schema-changed"
                                                          : "verify.schema-missing";
        findings.push_back(
            {core::Severity::error, id, {{"kind", part.kind}, {"name", part.name}}, {}});
    }
    return findings;
}

} // namespace coop::store::sqlite
