// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer.hpp"

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

namespace {

std::string field_label(Lent const& context, std::string_view key)
{
    return say(context, "app.field." + std::string{key});
}

} // namespace

std::string say(Lent const& context, std::string_view id, core::Arguments const& args)
{
    return i18n::text(context.language, id, args);
}

core::Document answer(Lent const& context, std::string const& id, core::Arguments const& args)
{
    core::Document document;
    document.id = id;
    document.title = say(context, "app.title." + id, args);
    if (context.rehearsal) {
        document.title = i18n::find_text(context.language, "app.rehearsal." + id, args)
                             .value_or(say(context, "app.rehearsal", {{"title", document.title}}));
    }
    return document;
}

core::Table table(Lent const& context, std::string const& id,
                  std::initializer_list<std::string_view> keys, core::RowSource rows)
{
    core::Table result;
    result.id = id;
    result.title = i18n::find_text(context.language, "app.table." + id).value_or("");
    for (auto key : keys) {
        result.columns.push_back({std::string{key}, field_label(context, key), false, {}});
    }
    result.rows = std::move(rows);
    return result;
}

void put_in_words(core::Table& table, std::string_view key, std::string words)
{
    auto const column = std::ranges::find(table.columns, key, &core::Column::key);
    COOP_ASSERT(column != table.columns.end());
    column->words = std::move(words);
}

FactList& FactList::add(std::string const& key, core::Cell value, std::string words)
{
    if (!std::holds_alternative<std::monostate>(value)) {
        facts_.items.push_back(
            {key, field_label(context_, key), std::move(value), std::move(words)});
    }
    return *this;
}

core::Row item(std::string key, std::vector<core::Cell> cells)
{
    return {std::move(key), core::RowRole::item, 0, std::move(cells), {}};
}

core::Row total(std::string key, std::vector<core::Cell> cells)
{
    return {std::move(key), core::RowRole::total, 0, std::move(cells), {}};
}

core::Cell cell(std::string const& text)
{
    return text.empty() ? core::Cell{} : core::Cell{text};
}

core::Diagnostic info(std::string id, core::Arguments args)
{
    return {core::Severity::info, std::move(id), std::move(args), {}};
}

core::Diagnostic warning(std::string id, core::Arguments args)
{
    return {core::Severity::warning, std::move(id), std::move(args), {}};
}

std::string near(std::string_view word, std::vector<std::string> const& known)
{
    constexpr std::size_t offered_max = 12;
    auto const nearest = core::nearest(word, known);
    if (!nearest.empty()) {
        return nearest;
    }
    auto offered = known;
    if (offered.size() > offered_max) {
        offered.resize(offered_max);
        offered.push_back("…");
    }
    return core::join(offered, ", ");
}

void check_name(Lent const& context, std::string const& text, std::string_view field)
{
    core::Arguments const args{{"field", field_label(context, field)}};
    auto const refuse = [&](char const* id) {
        throw core::Error{core::ErrorKind::usage, id, args};
    };
    if (core::trim(text).empty()) {
        refuse("name.empty");
    }
    auto const bad = core::invalid_utf8_at(text);
    if (bad != std::string_view::npos) {
        throw core::Error{core::ErrorKind::usage,
                          "text.utf8",
                          {{"byte", core::printable(std::string_view{text}.substr(bad, 1))}},
                          {std::string{field}, 0, static_cast<int>(bad) + 1, {}}};
    }
    if (std::ranges::any_of(text, core::is_control)) {
        refuse("name.control");
    }
}

} // namespace coop::app
