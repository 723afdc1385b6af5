// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/import.hpp>

#include "answer.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::app {

namespace {

/// Our code for what a program calls a project, or the same where nothing is called so.
std::string code_of(std::vector<ledger::Project> const& projects, std::string const& name)
{
    auto const folded = core::fold(name);
    auto const found = std::ranges::find_if(projects, [&](ledger::Project const& project) {
        return project.code == folded || core::fold(project.label) == folded;
    });
    return found == projects.end() ? name : found->code;
}

core::Document import_foreign(Context const& context, exchange::Importer const& importer,
                              std::span<exchange::ReadDraft const> drafts, bool post)
{
    auto& session = context.session;
    auto const projects = session.projects();
    auto const journals = session.journals();
    bool const several = !importer.several_parties_id.empty();
    std::int64_t left_out = 0;
    std::vector<exchange::ReadDraft> named{drafts.begin(), drafts.end()};
    for (auto& read : named) {
        auto& draft = read.draft;
        if (std::ranges::find(journals, draft.journal, &ledger::Journal::code) == journals.end()) {
            draft.journal.clear();
        }
        if (several && draft.party.find(',') != draft.party.npos &&
            !session.find_party(draft.party)) {
            draft.party.clear(); // Of several, nobody knows which one is the third party.
            ++left_out;
        }
        for (auto& line : read.draft.lines) {
            if (!line.project.empty()) {
                line.project = code_of(projects, line.project);
            }
        }
    }
    auto document = add_entries(context, named, post);
    if (left_out > 0) {
        document.notes.push_back(
            info(std::string{importer.several_parties_id}, {{"count", left_out}}));
    }
    return document;
}

} // namespace

core::Document import_entries(Context const& context, exchange::Importer const& importer,
                              std::span<exchange::ReadDraft const> drafts, bool post)
{
    return importer.foreign ? import_foreign(context, importer, drafts, post)
                            : add_entries(context, drafts, post);
}

} // namespace coop::app
