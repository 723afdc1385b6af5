// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>

#include <string>

namespace coop::app {

core::Document list_parties(Context const& context);
/// A party of that name without kind or note is completed, and the answer says so.
/// \throws Error{refused} "party.exists" (nothing to complete, or something else is there).
core::Document add_party(ContextOf<store::Books> const& context, ledger::Party const& party);
core::Document show_party(Context const& context, std::string const& name);

core::Document list_projects(ContextOf<store::Books> const& context);
/// \throws Error{refused} "project.exists".
core::Document add_project(ContextOf<store::Books> const& context, ledger::Project const& project);
core::Document show_project(Context const& context, std::string const& code);

} // namespace coop::app
