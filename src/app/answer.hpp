// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// What every answer of this layer is made of. Labels are sentences `app.field.<key>`, titles are
// `app.title.<document>` and, for the tables that have one, `app.table.<table>`.

namespace coop::app {

std::string say(Lent const& context, std::string_view id, core::Arguments const& args = {});

/// \brief An empty document, titled; in a rehearsal the title says that nothing was done.
core::Document answer(Lent const& context, std::string const& id, core::Arguments const& args = {});

/// \brief A table of that document; its title where there is one.
core::Table table(Lent const& context, std::string const& id,
                  std::initializer_list<std::string_view> keys, core::RowSource rows);

/// \brief Column `key` of `table` holds keys; their sentences begin with `words` (core::Column).
void put_in_words(core::Table& table, std::string_view key, std::string words);

/// \brief Facts in the order they are added; blank ones are left out.
class FactList {
public:
    explicit FactList(Lent const& context) : context_(context) {}

    /// \param words where the value is a key: what its sentences begin with (core::Fact).
    FactList& add(std::string const& key, core::Cell value, std::string words = {});
    core::Facts take() { return std::move(facts_); }

private:
    Lent const& context_;
    core::Facts facts_;
};

core::Row item(std::string key, std::vector<core::Cell> cells);
core::Row total(std::string key, std::vector<core::Cell> cells);

/// \brief Blank rather than an empty text.
core::Cell cell(std::string const& text);

core::Diagnostic info(std::string id, core::Arguments args = {});
core::Diagnostic warning(std::string id, core::Arguments args = {});

/// \brief The word nearest to `word`, else all of them: what a hint offers. Empty for none.
std::string near(std::string_view word, std::vector<std::string> const& known);

/// \brief Refuses a name that is empty, not UTF-8, or holds a control character.
///
/// \throws Error{usage} "name.empty", "name.control", "text.utf8". \param field id of its label.
void check_name(Lent const& context, std::string const& text, std::string_view field);

} // namespace coop::app
