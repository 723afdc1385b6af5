// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/ledger.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::app {

namespace {

/// Our code for what Paheko calls a project, or the same where nothing is called so.
std::string code_of(std::vector<ledger::Project> const& projects, std::string const& name)
{
    auto const folded = core::fold(name);
    auto const found = std::ranges::find_if(projects, [&](ledger::Project const& project) {
        return project.code == folded || core::fold(project.label) == folded;
    });
    return found == projects.end() ? name : found->code;
}

} // namespace

core::Document add_paheko_entries(Context const& context,
                                  std::span<exchange::ReadDraft const> drafts, bool post)
{
    auto const projects = context.session.projects();
    std::vector<exchange::ReadDraft> named{drafts.begin(), drafts.end()};
    for (auto& read : named) {
        for (auto& line : read.draft.lines) {
            if (!line.project.empty()) {
                line.project = code_of(projects, line.project);
            }
        }
    }
    return add_entries(context, named, post);
}

} // namespace coop::app
