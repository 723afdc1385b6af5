// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/published.hpp>

#include "source_text.hpp"

#include <coop/core/delimited.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <array>
#include <set>
#include <span>
#include <utility>

namespace coop::exchange {

namespace {

using ledger::PublishedRow;

template <typename Value>
using Words = std::span<std::pair<std::string_view, Value> const>;

constexpr std::array<std::pair<std::string_view, PublishedRow::Side>, 5> sides{{
    {"charges", PublishedRow::Side::charges},
    {"produits", PublishedRow::Side::produits},
    {"inkind", PublishedRow::Side::inkind},
    {"inkind-use", PublishedRow::Side::inkind_use},
    {"inkind-source", PublishedRow::Side::inkind_source},
}};

constexpr std::array<std::pair<std::string_view, PublishedRow::Kind>, 3> kinds{{
    {"line", PublishedRow::Kind::line},
    {"printed-result", PublishedRow::Kind::printed_result},
    {"printed-total", PublishedRow::Kind::printed_total},
}};

/// Where the header says that each value stands.
struct Header {
    std::size_t side = 0;
    std::size_t row = 0;
    std::size_t kind = 0;
    std::vector<std::size_t> amounts;
};

/// A formula sign is written after an apostrophe so that no spreadsheet runs it.
std::string without_guard(std::string_view text)
{
    bool const guarded = text.size() > 1 && text[0] == '\'' &&
                         std::string_view{"=+-@\t\r"}.find(text[1]) != text.npos;
    return std::string{guarded ? text.substr(1) : text};
}

ledger::PublishedColumn column_of(std::string_view name)
{
    constexpr std::string_view suffix = "-budget";
    if (name.ends_with(suffix)) {
        return {std::string{name.substr(0, name.size() - suffix.size())}, true};
    }
    return {std::string{name}, false};
}

class PublishedReader {
public:
    PublishedReader(std::string_view text, std::string_view source)
        : text_(opened(text, source)), reader_(text_.reader()), source_(text_.text(), source)
    {
        table_.source = source;
    }

    ledger::PublishedTable read()
    {
        core::Record record;
        if (!next(record)) {
            refuse_columns(record);
        }
        read_header(record);
        while (next(record)) {
            read_row(record);
        }
        if (!findings_.empty()) {
            throw core::Error{core::ErrorKind::unreadable,
                              "published.rows",
                              {{"count", static_cast<std::int64_t>(findings_.size())}},
                              {table_.source},
                              std::move(findings_)};
        }
        return std::move(table_);
    }

private:
    static core::DelimitedText opened(std::string_view text, std::string_view source)
    {
        try {
            return core::DelimitedText{text};
        } catch (core::Error const& error) {
            auto where = error.diagnostic().where;
            where.source = source;
            throw error.at(where);
        }
    }

    bool next(core::Record& record)
    {
        try {
            return reader_.next(record);
        } catch (core::Error const& error) {
            auto where = error.diagnostic().where;
            where.source = table_.source;
            throw error.as(core::ErrorKind::unreadable).at(where);
        }
    }

    void read_header(core::Record const& record)
    {
        std::set<std::string> names;
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            std::string const name{core::trim(record.fields[i])};
            if (name.empty() || !names.insert(name).second) {
                refuse_columns(record);
            }
            if (name == "side") {
                header_.side = i;
            } else if (name == "row") {
                header_.row = i;
            } else if (name == "kind") {
                header_.kind = i;
            } else {
                header_.amounts.push_back(i);
                table_.columns.push_back(column_of(name));
            }
        }
        bool const named =
            names.contains("side") && names.contains("row") && names.contains("kind");
        if (!named || header_.amounts.empty()) {
            refuse_columns(record);
        }
        fields_expected_ = record.fields.size();
    }

    void read_row(core::Record& record)
    {
        bool const cells_miss = record.fields.size() < fields_expected_;
        if (cells_miss || !core::fit(record, fields_expected_, text_.separator())) {
            find(record, 0, "published.fields",
                 {{"found", static_cast<std::int64_t>(record.fields.size())},
                  {"expected", static_cast<std::int64_t>(fields_expected_)}});
            return;
        }
        if (core::trim(record.fields[header_.kind]) == "heading") {
            return;
        }
        PublishedRow row;
        row.line = record.line;
        row.label = without_guard(core::trim(record.fields[header_.row]));
        auto const side =
            word(record, header_.side, Words<PublishedRow::Side>{sides}, "published.side");
        auto const kind =
            word(record, header_.kind, Words<PublishedRow::Kind>{kinds}, "published.kind");
        for (auto const i : header_.amounts) {
            row.amounts.push_back(amount(record, i));
        }
        if (side && kind) {
            row.side = *side;
            row.kind = *kind;
            table_.rows.push_back(std::move(row));
        }
    }

    template <typename Value>
    std::optional<Value> word(core::Record const& record, std::size_t i, Words<Value> words,
                              std::string id)
    {
        auto const text = core::trim(record.fields[i]);
        for (auto const& [name, value] : words) {
            if (name == text) {
                return value;
            }
        }
        auto const known = core::join(words, ", ", [](auto const& word) { return word.first; });
        find(record, i, std::move(id), {{"text", core::printable(text)}, {"known", known}});
        return std::nullopt;
    }

    std::optional<core::Money> amount(core::Record const& record, std::size_t i)
    {
        auto const text = core::trim(record.fields[i]);
        if (text.empty()) {
            return std::nullopt;
        }
        try {
            return core::parse_money(text);
        } catch (core::Error const& error) {
            find(record, i, error.id(), error.diagnostic().args);
            return std::nullopt;
        }
    }

    void find(core::Record const& record, std::size_t i, std::string id, core::Arguments args)
    {
        findings_.push_back({core::Severity::error, std::move(id), std::move(args),
                             source_.at(record.lines[i], record.columns[i])});
    }

    [[noreturn]] void refuse_columns(core::Record const& record)
    {
        throw core::Error{
            core::ErrorKind::unreadable, "published.columns", {}, source_.at(record.line, 0)};
    }

    core::DelimitedText text_;
    core::DelimitedReader reader_;
    SourceText source_;
    Header header_;
    std::size_t fields_expected_ = 0;
    ledger::PublishedTable table_;
    std::vector<core::Diagnostic> findings_;
};

} // namespace

ledger::PublishedTable read_published(std::string_view text, std::string_view source)
{
    return PublishedReader{text, source}.read();
}

} // namespace coop::exchange
