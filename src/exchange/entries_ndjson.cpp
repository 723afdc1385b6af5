// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/entries.hpp>

#include "csv_table.hpp"
#include "source_text.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/importer.hpp>
#include <coop/ledger/simple_entry.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

// One JSON object per line, as schemas/json/entry.schema.json describes it. An amount is a string,
// or a whole number of cents under a key that says so: a JSON number passes through floating point
// in many programs, and would not always arrive as it was written.

namespace coop::exchange {

namespace {

using Json = nlohmann::ordered_json;
using core::Money;

constexpr std::array<std::string_view, 13> entry_keys{
    "date",  "journal", "label",   "piece",     "piece_date",  "party",  "ref",
    "lines", "charge",  "produit", "paid_from", "received_on", "project"};
/// What our export says beside; recording gives its own.
constexpr std::array<std::string_view, 6> skipped_keys{"id",        "year",     "number",
                                                       "posted_on", "reverses", "reason"};
constexpr std::array<std::string_view, 8> line_keys{
    "account", "debit", "credit", "debit_cents", "credit_cents", "project", "party", "label"};

/// Where the keys of a line stand.
class KeyPlaces {
public:
    explicit KeyPlaces(std::string_view line) : line_(line) {}

    /// The byte column, from 1, of the `occurrence`-th (from 0) `"key":`; 1 where it is not found
    /// as such (an escaped key). What is asked in order is found in one walk of the line.
    int column_of(std::string_view key, int occurrence)
    {
        auto& places = places_.try_emplace(std::string{key}).first->second;
        auto const wanted = static_cast<std::size_t>(occurrence);
        auto const quoted = '"' + std::string{key} + '"';
        while (places.columns.size() <= wanted && places.walked != line_.npos) {
            auto const at = line_.find(quoted, places.walked);
            places.walked = at == line_.npos ? at : at + 1;
            auto const next =
                at == line_.npos ? at : line_.find_first_not_of(" \t", at + quoted.size());
            if (next != line_.npos && line_[next] == ':') {
                places.columns.push_back(static_cast<int>(at) + 1);
            }
        }
        return wanted < places.columns.size() ? places.columns[wanted] : 1;
    }

private:
    struct Places {
        std::vector<int> columns;
        std::size_t walked = 0;
    };

    std::string_view line_;
    std::map<std::string, Places, std::less<>> places_;
};

// An entry is an object with a list of objects; what is deeper would fill the memory.
constexpr int depth_max = 8;
struct TooDeep {};

/// Sees every key while the parser reads: it would keep the last of two equal ones, and an amount
/// would be lost without a word.
class DuplicateKeys {
public:
    bool operator()(int depth, Json::parse_event_t event, Json& parsed)
    {
        if (depth > depth_max) {
            throw TooDeep{};
        }
        if (event == Json::parse_event_t::object_start) {
            open_.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            open_.pop_back();
        } else if (event == Json::parse_event_t::key) {
            auto const& key = parsed.get_ref<std::string const&>();
            if (!open_.back().insert(key).second) {
                twice_ = key;
            }
        }
        return true;
    }

    std::optional<std::string> const& twice() const { return twice_; }

private:
    std::vector<std::set<std::string>> open_;
    std::optional<std::string> twice_;
};

/// Reads the object of one line; what is wrong with it goes to the findings.
class ObjectReader {
public:
    ObjectReader(SourceText const& source, int line, std::vector<core::Diagnostic>& findings)
        : source_(source),
          line_(line),
          text_(source.line(line)),
          places_(text_),
          findings_(findings)
    {
    }

    std::optional<ReadDraft> read()
    {
        auto const before = findings_.size();
        auto const object = parse();
        if (!object) {
            return std::nullopt;
        }
        auto read = read_entry(*object);
        return findings_.size() == before ? std::optional{std::move(read)} : std::nullopt;
    }

private:
    std::optional<Json> parse()
    {
        auto const bad = core::invalid_utf8_at(text_);
        if (bad != text_.npos) {
            find_at(static_cast<int>(bad) + 1, "text.utf8",
                    {{"byte", core::printable(text_.substr(bad, 1))}});
            return std::nullopt;
        }
        DuplicateKeys duplicates;
        Json object;
        try {
            object = Json::parse(text_.begin(), text_.end(), std::ref(duplicates));
        } catch (Json::parse_error const& error) {
            find_at(std::max(1, static_cast<int>(error.byte)), "json.syntax", {});
            return std::nullopt;
        } catch (TooDeep const&) {
            find_at(1, "json.syntax", {});
            return std::nullopt;
        } catch (Json::exception const&) {
            // A number that no type holds (1e999): the library does not say where.
            find_at(1, "json.syntax", {});
            return std::nullopt;
        }
        if (!object.is_object()) {
            find_at(1, "json.entry", {});
            return std::nullopt;
        }
        if (duplicates.twice()) {
            find_at(places_.column_of(*duplicates.twice(), 1), "json.key-twice",
                    {{"key", *duplicates.twice()}});
        }
        return object;
    }

    ReadDraft read_entry(Json const& object)
    {
        check_keys(object, entry_keys, skipped_keys, 0);
        ReadDraft read{{}, source_.at(line_, places_.column_of("date", 0)), {}};
        auto& draft = read.draft;
        draft.date = day(object);
        draft.journal = text(object, "journal");
        draft.label = text(object, "label");
        draft.piece = text(object, "piece");
        if (auto const typed = text(object, "piece_date"); !typed.empty()) {
            draft.piece_date =
                parsed("piece_date", 0, [&] { return std::optional{core::parse_date(typed)}; });
        }
        draft.party = text(object, "party");
        draft.ref = text(object, "ref");
        bool const simple = object.contains("charge") || object.contains("produit");
        if (simple == object.contains("lines")) {
            find_at(1, "json.form", {});
        } else if (simple) {
            read_simple(object, read);
        } else {
            read_lines(object, read);
        }
        return read;
    }

    void read_lines(Json const& object, ReadDraft& read)
    {
        auto const& lines = object.at("lines");
        if (!lines.is_array()) {
            find("lines", "json.array");
            return;
        }
        for (auto const* key : {"paid_from", "received_on", "project"}) {
            if (object.contains(key)) {
                find(key, "json.form");
            }
        }
        int i = 0;
        for (auto const& line : lines) {
            read_line(line, i, read);
            ++i;
        }
    }

    void read_line(Json const& line, int i, ReadDraft& read)
    {
        if (!line.is_object()) {
            find("lines", "json.line");
            return;
        }
        check_keys(line, line_keys, {}, i);
        demand(line, "account", i);
        read.draft.lines.push_back({text(line, "account", i), side(line, "debit", "debit_cents", i),
                                    side(line, "credit", "credit_cents", i),
                                    text(line, "project", i), text(line, "party", i),
                                    text(line, "label", i)});
        read.lines.push_back(source_.at(line_, places_.column_of("account", i)));
    }

    void read_simple(Json const& object, ReadDraft& read)
    {
        using Kind = ledger::SaidLine::Kind;
        auto const charges = amounts(object, "charge");
        auto const produits = amounts(object, "produit");
        auto const paid_from = money_account(object, "paid_from", !charges.empty());
        auto const received_on = money_account(object, "received_on", !produits.empty());
        auto const project = text(object, "project");
        ledger::SimpleEntry simple;
        for (auto const& [account, value] : charges) {
            simple.said.push_back(said(Kind::charge, account, value, project));
        }
        if (!charges.empty()) {
            simple.said.push_back(said(Kind::paid_from, paid_from));
        }
        if (!produits.empty()) {
            simple.said.push_back(said(Kind::received_on, received_on));
        }
        for (auto const& [account, value] : produits) {
            simple.said.push_back(said(Kind::produit, account, value, project));
        }
        try {
            auto built = ledger::lines_of(simple);
            read.draft.lines = std::move(built.lines);
            read.lines = std::move(built.places);
            read.remarks = std::move(built.remarks);
        } catch (core::Error const& error) {
            find_at(1, error.id(), error.diagnostic().args);
        }
    }

    ledger::SaidLine said(ledger::SaidLine::Kind kind, std::string const& account, Money value = {},
                          std::string const& project = {})
    {
        return {kind, account, value, project, source_.at(line_, places_.column_of(account, 0))};
    }

    /// `{"6185": "1250"}`.
    std::vector<std::pair<std::string, Money>> amounts(Json const& object, char const* key)
    {
        std::vector<std::pair<std::string, Money>> result;
        auto const found = object.find(key);
        if (found == object.end()) {
            return result;
        }
        if (!found->is_object() || found->empty()) {
            find(key, "json.amounts");
            return result;
        }
        for (auto const& [account, value] : found->items()) {
            result.emplace_back(account, amount(value, account, 0));
        }
        return result;
    }

    std::string money_account(Json const& object, char const* key, bool needed)
    {
        if (needed) {
            demand(object, key, 0);
        } else if (object.contains(key)) {
            find(key, "json.money-account");
        }
        return text(object, key);
    }

    /// One side of a line, as a string or in cents; zero where it says neither.
    Money side(Json const& line, char const* key, char const* key_cents, int i)
    {
        auto const found = line.find(key);
        auto const found_cents = line.find(key_cents);
        if (found != line.end() && found_cents != line.end()) {
            find(key_cents, "json.amount-twice", i);
            return {};
        }
        if (found != line.end()) {
            return amount(*found, key, i);
        }
        if (found_cents == line.end()) {
            return {};
        }
        bool const fits =
            found_cents->is_number_unsigned()
                ? found_cents->get<std::uint64_t>() <= std::uint64_t{INT64_MAX}
                : found_cents->is_number_integer() && found_cents->get<std::int64_t>() != INT64_MIN;
        if (!fits) {
            find(key_cents, "json.cents", i);
            return {};
        }
        return core::cents(found_cents->get<std::int64_t>());
    }

    Money amount(Json const& value, std::string const& key, int i)
    {
        if (!value.is_string()) {
            find(key, "json.amount", i);
            return {};
        }
        return parsed(key, i, [&] { return core::parse_money(value.get<std::string>()); });
    }

    core::Date day(Json const& object)
    {
        demand(object, "date", 0);
        auto const typed = text(object, "date");
        if (typed.empty()) {
            return {};
        }
        return parsed("date", 0, [&] { return core::parse_date(typed); });
    }

    /// What `parse` makes of a text, or a finding at its key.
    template <typename Parse>
    auto parsed(std::string_view key, int i, Parse parse) -> decltype(parse())
    {
        try {
            return parse();
        } catch (core::Error const& error) {
            find_at(places_.column_of(key, i), error.id(), error.diagnostic().args);
            return {};
        }
    }

    std::string text(Json const& object, char const* key, int i = 0)
    {
        auto const found = object.find(key);
        if (found == object.end()) {
            return {};
        }
        if (!found->is_string()) {
            find(key, "json.text", i);
            return {};
        }
        return found->get<std::string>();
    }

    void demand(Json const& object, char const* key, int i)
    {
        auto const found = object.find(key);
        bool const missing = found == object.end() ||
                             (found->is_string() && found->get_ref<std::string const&>().empty());
        if (missing) {
            find_at(places_.column_of(key, i), "import.missing", {{"name", std::string{key}}});
        }
    }

    void check_keys(Json const& object, std::span<std::string_view const> known,
                    std::span<std::string_view const> skipped, int i)
    {
        std::vector<std::string> const names{known.begin(), known.end()};
        for (auto const& [key, value] : object.items()) {
            if (std::find(names.begin(), names.end(), key) != names.end() ||
                std::find(skipped.begin(), skipped.end(), key) != skipped.end()) {
                continue;
            }
            auto const nearest = core::nearest(key, names);
            find_at(places_.column_of(key, i),
                    nearest.empty() ? "json.key-unknown" : "json.key-misspelt",
                    {{"key", core::printable(key)},
                     {"nearest", nearest},
                     {"known", core::join(names, ", ")}});
        }
    }

    void find(std::string const& key, char const* id, int i = 0)
    {
        find_at(places_.column_of(key, i), id, {{"key", core::printable(key)}});
    }

    void find_at(int column, std::string id, core::Arguments args)
    {
        findings_.push_back(
            {core::Severity::error, std::move(id), std::move(args), source_.at(line_, column)});
    }

    SourceText const& source_;
    int line_;
    std::string_view text_;
    KeyPlaces places_;
    std::vector<core::Diagnostic>& findings_;
};

Recognition recognise(std::string_view beginning)
{
    return first_line(beginning).starts_with('{') ? Recognition::sure : Recognition::no;
}

} // namespace

std::vector<ReadDraft> read_entries_ndjson(std::string_view text, std::string_view source,
                                           std::vector<core::Diagnostic>* given)
{
    SourceText const lines{text, source};
    std::vector<core::Diagnostic> findings;
    std::vector<ReadDraft> drafts;
    for (int line = 1; line <= lines.lines() && findings.size() < faulty_rows_max; ++line) {
        if (core::trim(lines.line(line)).empty()) {
            continue;
        }
        if (auto read = ObjectReader{lines, line, findings}.read()) {
            drafts.push_back(std::move(*read));
        }
    }
    if (given != nullptr) {
        *given = std::move(findings);
    } else if (!findings.empty()) {
        throw core::Error{core::ErrorKind::unreadable,
                          "import.rows",
                          {{"count", static_cast<std::int64_t>(findings.size())}},
                          {std::string{source}, 0, 0, {}},
                          std::move(findings)};
    }
    return drafts;
}

constinit Importer const ndjson_importer{.name = "ndjson",
                                         .file_id = "word.ndjson-file",
                                         .recognises = recognise,
                                         .read = read_entries_ndjson};

} // namespace coop::exchange
