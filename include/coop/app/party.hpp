// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>

#include <optional>
#include <string>

namespace coop::app {

core::Document list_parties(Context const& context);
/// A party of that name, or of one spelled alike, is completed, and the answer says so.
/// \throws Error{refused} "party.exists" (nothing to complete, or something else is there),
///         "party.ambiguous".
core::Document add_party(ContextOf<store::Parties> const& context, ledger::Party const& party);
/// Part of a name finds it. \throws Error{refused} "party.unknown", "party.ambiguous".
core::Document show_party(Context const& context, std::string const& name);

/// \brief What an edit replaces; empty: unchanged. An empty text inside clears.
struct PartyEdit {
    std::optional<std::string> kind, note, code;
};
core::Document edit_party(ContextOf<store::Parties> const& context, std::string const& name,
                          PartyEdit const& edit);
/// What is shown in place of the name that entries seal.
/// \throws Error{refused} "party.taken" (another party is called so: merge them).
core::Document rename_party(ContextOf<store::Parties> const& context, std::string const& name,
                            std::string const& as);
/// Two parties are read as one from now on; entries keep the names they seal.
/// \throws Error{refused} "party.same", "party.joined-already".
core::Document merge_parties(ContextOf<store::Parties> const& context, std::string const& name,
                             std::string const& into);
/// Undoes merge_parties(). \throws Error{refused} "party.not-joined".
core::Document part_parties(ContextOf<store::Parties> const& context, std::string const& name);

core::Document list_projects(ContextOf<store::Books> const& context);
/// \throws Error{refused} "project.exists".
core::Document add_project(ContextOf<store::Books> const& context, ledger::Project const& project);
core::Document show_project(Context const& context, std::string const& code);

} // namespace coop::app
