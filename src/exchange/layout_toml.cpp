// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/layout.hpp>

#include "toml_file.hpp"

#include <coop/core/text.hpp>
#include <coop/ledger/account.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace coop::exchange {

namespace {

using Kind = TomlNode::Kind;

class LayoutReader {
public:
    LayoutReader(std::string_view text, std::string_view source) : file_(text, source) {}

    ledger::Layout read()
    {
        auto const& root = file_.root();
        refuse_unknown(root,
                       {"title", "result", "deficit", "total", "inkind", "charges", "produits"});
        ledger::Layout layout;
        layout.source = file_.source();
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
    std::vector<ledger::LayoutRow> rows_of(TomlNode const& root, std::string_view side)
    {
        auto const* node = root.get(side);
        if (!node) {
            refuse("layout.missing", {{"key", "[[" + std::string{side} + "]]"}}, TomlNode{});
        }
        auto const is_table = [](TomlNode const& each) { return each.is(Kind::table); };
        if (node->elements.empty() || !std::ranges::all_of(node->elements, is_table)) {
            refuse_type(side, "[[" + std::string{side} + "]]", *node);
        }
        std::vector<ledger::LayoutRow> rows;
        for (auto const& element : node->elements) {
            rows.push_back(row_of(element));
        }
        return rows;
    }

    ledger::LayoutRow row_of(TomlNode const& table)
    {
        refuse_unknown(table, {"key", "label", "accounts", "projects", "except-accounts",
                               "except-projects", "rest"});
        ledger::LayoutRow row;
        row.line = table.line;
        row.key = required_text(table, "key");
        row.label = required_text(table, "label");
        row.selector.accounts = accounts_of(table, "accounts");
        row.selector.projects = texts_of(table, "projects");
        row.selector.except_accounts = accounts_of(table, "except-accounts");
        row.selector.except_projects = texts_of(table, "except-projects");
        row.rest = flag_of(table, "rest");
        if (!row.rest && row.selector.accounts.empty() && row.selector.projects.empty()) {
            refuse("layout.empty-row", {{"row", row.key}}, table);
        }
        if (!keys_.insert(row.key).second) {
            refuse("layout.duplicate-key", {{"key", row.key}}, *table.get("key"));
        }
        return row;
    }

    void refuse_unknown(TomlNode const& table, std::vector<std::string> const& known) const
    {
        for (auto const& member : table.members) {
            if (std::ranges::find(known, member.key) == known.end()) {
                refuse("layout.unknown-key",
                       {{"key", core::printable(member.key)}, {"known", core::join(known, ", ")}},
                       member);
            }
        }
    }

    std::string required_text(TomlNode const& table, std::string_view key) const
    {
        auto result = text_of(table, key);
        if (result.empty()) {
            refuse("layout.missing", {{"key", std::string{key}}}, table);
        }
        return result;
    }

    std::string text_of(TomlNode const& table, std::string_view key) const
    {
        auto const* node = table.get(key);
        return node ? string_of(key, *node) : std::string{};
    }

    std::string string_of(std::string_view key, TomlNode const& node) const
    {
        if (!node.is(Kind::text)) {
            refuse_type(key, "\"…\"", node);
        }
        return node.text;
    }

    bool flag_of(TomlNode const& table, std::string_view key) const
    {
        auto const* node = table.get(key);
        if (node && !node->is(Kind::flag)) {
            refuse_type(key, "true", *node);
        }
        return node && node->flag;
    }

    std::vector<std::string> texts_of(TomlNode const& table, std::string_view key) const
    {
        std::vector<std::string> result;
        each_text(table, key,
                  [&](std::string text, TomlNode const&) { result.push_back(std::move(text)); });
        return result;
    }

    std::vector<std::string> accounts_of(TomlNode const& table, std::string_view key) const
    {
        std::vector<std::string> result;
        each_text(table, key, [&](std::string code, TomlNode const& node) {
            if (!ledger::is_charge_or_produit(code) || !ledger::is_account_code(code)) {
                refuse("layout.account", {{"account", core::printable(code)}}, node);
            }
            result.push_back(std::move(code));
        });
        return result;
    }

    template <typename Take>
    void each_text(TomlNode const& table, std::string_view key, Take const& take) const
    {
        auto const* node = table.get(key);
        if (!node) {
            return;
        }
        if (!node->is(Kind::array)) {
            refuse_type(key, "[\"…\"]", *node);
        }
        for (auto const& element : node->elements) {
            take(string_of(key, element), element);
        }
    }

    [[noreturn]] void refuse_type(std::string_view key, std::string expected,
                                  TomlNode const& node) const
    {
        refuse("layout.type", {{"key", std::string{key}}, {"expected", std::move(expected)}}, node);
    }

    template <typename At>
    [[noreturn]] void refuse(std::string id, core::Arguments args, At const& at) const
    {
        file_.refuse(std::move(id), std::move(args), at);
    }

    TomlFile file_;
    std::set<std::string> keys_;
};

} // namespace

ledger::Layout read_layout(std::string_view text, std::string_view source)
{
    return LayoutReader{text, source}.read();
}

} // namespace coop::exchange
