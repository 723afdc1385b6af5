// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.hpp"

#include <coop/core/hash.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <ranges>

namespace coop::report {

std::string Page::word(std::string_view id, core::Arguments const& args) const
{
    return i18n::text(language_, "experiment." + std::string{id}, args);
}

core::Paragraph Page::paragraph(std::string_view id, core::Arguments const& args) const
{
    return {word(id, args)};
}

core::Fact Page::fact(std::string const& key, core::Cell value) const
{
    return {key, word("fact-" + key), std::move(value), {}};
}

core::Table Page::table(std::string const& id, std::initializer_list<std::string_view> keys,
                        std::vector<core::Row> rows) const
{
    core::Table table{.id = id, .title = word("table-" + id)};
    for (auto const key : keys) {
        table.columns.push_back({std::string{key}, word("column-" + std::string{key})});
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

std::string digest_of(care::Policy const& policy)
{
    return core::to_hex(core::sha256(care::canonical(policy)));
}

core::Facts provenance(Page const& page, ExperimentFile const& file)
{
    core::Facts facts;
    facts.items = {page.fact("experiment", file.experiment.id),
                   page.fact("inputs_sha256", file.sha256),
                   page.fact("policy_sha256", digest_of(file.experiment.policy)),
                   page.fact("version", std::string{COOP_VERSION})};
    return facts;
}

void hide_if_nil(core::Table& table, std::vector<core::Row> const& rows,
                 std::initializer_list<std::string_view> keys)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        auto& column = table.columns[i];
        bool const listed = std::ranges::find(keys, column.key) != keys.end();
        auto const is_nil = [i](core::Row const& row) {
            auto const* amount = std::get_if<core::Money>(&row.cells[i]);
            return !amount || amount->is_zero();
        };
        column.machine_only = listed && std::ranges::all_of(rows, is_nil);
    }
}

std::string unvalued_items(care::Experiment const& experiment)
{
    auto const is_unvalued = [](auto const& each) { return !each.item.valued; };
    return core::join(experiment.items | std::views::filter(is_unvalued), ", ",
                      [](auto const& each) { return care::id_of(each.item); });
}

std::string shadow_items(care::Experiment const& experiment)
{
    auto const is_at_shadow_price = [](auto const& each) { return each.shadow_price; };
    return core::join(experiment.items | std::views::filter(is_at_shadow_price), ", ",
                      [](auto const& each) { return care::id_of(each.item); });
}

core::Table policy_table(Page const& page, care::Policy const& policy)
{
    std::vector<core::Row> rows;
    for (auto const& option : care::policy_options()) {
        std::string const key{option.key};
        rows.push_back(
            {key,
             core::RowRole::item,
             0,
             {key, page.word("policy-" + key), std::string{care::word_of(policy, option)}},
             {}});
    }
    return page.table("policy", {"option", "meaning", "choice"}, std::move(rows));
}

core::Table journal_table(Page const& page, care::Trial const& trial)
{
    auto const book = care::post(trial.inputs, trial.outcome, trial.policy);
    std::vector<core::Row> rows;
    std::int64_t number = 0;
    for (std::size_t t = 0; t < book.entries.size(); ++t) {
        for (auto const& entry : book.entries[t]) {
            ++number;
            for (auto const& line : entry.lines) {
                auto const side = [](core::Money amount) {
                    return amount.is_zero() ? core::Cell{} : core::Cell{amount};
                };
                rows.push_back({std::to_string(number),
                                core::RowRole::item,
                                0,
                                {trial.outcome.exercises[t].label, number,
                                 std::string{care::name_of(entry.journal)}, entry.rule,
                                 entry.action, line.account, side(line.debit), side(line.credit)},
                                {}});
            }
        }
    }
    return page.table(
        "journal", {"exercise", "entry", "journal", "rule", "action", "account", "debit", "credit"},
        std::move(rows));
}

void add_unvalued(Page const& page, care::Experiment const& experiment, core::Document& document)
{
    if (auto const items = unvalued_items(experiment); !items.empty()) {
        document.blocks.emplace_back(page.paragraph("unvalued", {{"items", items}}));
    }
    if (auto const items = shadow_items(experiment); !items.empty()) {
        document.blocks.emplace_back(page.paragraph("shadow", {{"items", items}}));
    }
}

void mark_bounds(core::Table& table, care::Experiment const& experiment,
                 std::initializer_list<std::pair<std::string_view, char const*>> marks)
{
    if (unvalued_items(experiment).empty()) {
        return;
    }
    for (auto const& [key, mark] : marks) {
        auto const column = std::ranges::find(table.columns, key, &core::Column::key);
        if (column != table.columns.end()) {
            column->label.insert(0, mark);
        }
    }
}

} // namespace coop::report
