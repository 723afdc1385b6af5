// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/exchange.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account.hpp>

#include <toml++/toml.h>

#include <algorithm>
#include <set>
#include <utility>

namespace coop::exchange {

namespace {

/// Bytes of the first `characters` code points of `text`: TOML++ counts columns in code points.
std::size_t bytes_of(std::string_view text, std::size_t characters)
{
    std::size_t i = 0;
    while (i < text.size() && characters > 0) {
        ++i;
        while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) {
            ++i;
        }
        --characters;
    }
    return i;
}

class LayoutReader {
public:
    LayoutReader(std::string_view text, std::string_view source) : text_(text), source_(source) {}

    ledger::Layout read()
    {
        auto const root = parse();
        refuse_unknown(root,
                       {"title", "result", "deficit", "total", "inkind", "charges", "produits"});
        ledger::Layout layout;
        layout.source = source_;
        layout.title = text_of(root, "title");
        layout.result_label = text_of(root, "result");
        layout.deficit_label = text_of(root, "deficit");
        layout.total_label = text_of(root, "total");
        layout.inkind_label = text_of(root, "inkind");
        layout.charges = rows_of(root, "charges");
        layout.produits = rows_of(root, "produits");
        return layout;
    }

private:
    toml::table parse() const
    {
        try {
            return toml::parse(text_, source_);
        } catch (toml::parse_error const& error) {
            refuse("toml.syntax", {{"detail", std::string{error.description()}}},
                   error.source().begin);
        }
    }

    std::vector<ledger::LayoutRow> rows_of(toml::table const& root, std::string_view side)
    {
        auto const* node = root.get(side);
        if (!node) {
            refuse("layout.missing", {{"key", "[[" + std::string{side} + "]]"}}, {1, 1});
        }
        auto const* array = node->as_array();
        if (!array || array->empty() || !array->is_homogeneous<toml::table>()) {
            refuse_type(side, "[[" + std::string{side} + "]]", *node);
        }
        std::vector<ledger::LayoutRow> rows;
        for (auto const& element : *array) {
            rows.push_back(row_of(*element.as_table()));
        }
        return rows;
    }

    ledger::LayoutRow row_of(toml::table const& table)
    {
        refuse_unknown(table, {"key", "label", "accounts", "projects", "except-accounts",
                               "except-projects", "rest"});
        ledger::LayoutRow row;
        row.line = static_cast<int>(table.source().begin.line);
        row.key = required_text(table, "key");
        row.label = required_text(table, "label");
        row.selector.accounts = accounts_of(table, "accounts");
        row.selector.projects = texts_of(table, "projects");
        row.selector.except_accounts = accounts_of(table, "except-accounts");
        row.selector.except_projects = texts_of(table, "except-projects");
        row.rest = flag_of(table, "rest");
        if (!row.rest && row.selector.accounts.empty() && row.selector.projects.empty()) {
            refuse("layout.empty-row", {{"row", row.key}}, table.source().begin);
        }
        if (!keys_.insert(row.key).second) {
            refuse("layout.duplicate-key", {{"key", row.key}}, table.get("key")->source().begin);
        }
        return row;
    }

    void refuse_unknown(toml::table const& table, std::vector<std::string> const& known) const
    {
        for (auto const& [key, value] : table) {
            if (std::ranges::find(known, key.str()) == known.end()) {
                refuse("layout.unknown-key",
                       {{"key", core::printable(key.str())}, {"known", joined(known)}},
                       key.source().begin);
            }
        }
    }

    std::string required_text(toml::table const& table, std::string_view key) const
    {
        auto result = text_of(table, key);
        if (result.empty()) {
            refuse("layout.missing", {{"key", std::string{key}}}, table.source().begin);
        }
        return result;
    }

    std::string text_of(toml::table const& table, std::string_view key) const
    {
        auto const* node = table.get(key);
        return node ? string_of(key, *node) : std::string{};
    }

    std::string string_of(std::string_view key, toml::node const& node) const
    {
        auto const* value = node.as_string();
        if (!value) {
            refuse_type(key, "\"…\"", node);
        }
        return value->get();
    }

    bool flag_of(toml::table const& table, std::string_view key) const
    {
        auto const* node = table.get(key);
        if (node && !node->is_boolean()) {
            refuse_type(key, "true", *node);
        }
        return node && node->as_boolean()->get();
    }

    std::vector<std::string> texts_of(toml::table const& table, std::string_view key) const
    {
        std::vector<std::string> result;
        each_text(table, key,
                  [&](std::string text, toml::node const&) { result.push_back(std::move(text)); });
        return result;
    }

    std::vector<std::string> accounts_of(toml::table const& table, std::string_view key) const
    {
        std::vector<std::string> result;
        each_text(table, key, [&](std::string code, toml::node const& node) {
            bool const in_result = code.starts_with('6') || code.starts_with('7');
            if (!in_result || !ledger::is_account_code(code)) {
                refuse("layout.account", {{"account", core::printable(code)}}, node.source().begin);
            }
            result.push_back(std::move(code));
        });
        return result;
    }

    template <typename Take>
    void each_text(toml::table const& table, std::string_view key, Take const& take) const
    {
        auto const* node = table.get(key);
        if (!node) {
            return;
        }
        auto const* array = node->as_array();
        if (!array) {
            refuse_type(key, "[\"…\"]", *node);
        }
        for (auto const& element : *array) {
            take(string_of(key, element), element);
        }
    }

    static std::string joined(std::vector<std::string> const& words)
    {
        std::string result;
        for (auto const& word : words) {
            result += (result.empty() ? "" : ", ") + word;
        }
        return result;
    }

    [[noreturn]] void refuse_type(std::string_view key, std::string expected,
                                  toml::node const& node) const
    {
        refuse("layout.type", {{"key", std::string{key}}, {"expected", std::move(expected)}},
               node.source().begin);
    }

    [[noreturn]] void refuse(std::string id, core::Arguments args,
                             toml::source_position position) const
    {
        auto const line = line_text(position.line);
        auto const column = bytes_of(line, position.column > 0 ? position.column - 1 : 0) + 1;
        throw core::Error{core::ErrorKind::unreadable,
                          std::move(id),
                          std::move(args),
                          {source_, static_cast<int>(position.line), static_cast<int>(column),
                           std::string{line}}};
    }

    std::string_view line_text(std::size_t number) const
    {
        auto const lines = core::split(text_, '\n');
        if (number == 0 || number > lines.size()) {
            return {};
        }
        auto const line = lines[number - 1];
        return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    }

    std::string_view text_;
    std::string source_;
    std::set<std::string> keys_;
};

} // namespace

ledger::Layout read_layout(std::string_view text, std::string_view source)
{
    return LayoutReader{text, source}.read();
}

} // namespace coop::exchange
