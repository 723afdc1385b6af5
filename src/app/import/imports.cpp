// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/imports.hpp>

#include "app/answer.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coop::app {

namespace {

using core::Error;
using core::ErrorKind;
using ledger::EntryId;
using ledger::Import;

constexpr std::string_view kind = "import";

std::string name_of(std::string const& path)
{
    return path == "-" ? std::string{} : path.substr(path.rfind('/') + 1);
}

struct Known {
    Import import;
    core::Date day{};
};

/// The last version of each, by number.
std::vector<Known> all_imports(store::Records& session)
{
    std::vector<Known> all;
    auto const next = session.records({std::string{kind}});
    while (auto const filed = next()) {
        auto import = ledger::read_import(filed->record);
        auto const known = std::ranges::find(all, import.number,
                                             [](Known const& one) { return one.import.number; });
        if (known == all.end()) {
            all.push_back({std::move(import), filed->record.day});
        } else {
            known->import = std::move(import);
        }
    }
    return all;
}

std::vector<EntryId> all_drafts(store::Entries& session)
{
    store::EntryQuery query;
    query.which = store::Which::drafts;
    std::vector<EntryId> ids;
    auto const stream = session.entries(query);
    while (auto const record = stream()) {
        ids.push_back(record->id);
    }
    std::ranges::sort(ids);
    return ids;
}

std::span<EntryId const> drafts_of(Import const& import, std::vector<EntryId> const& drafts)
{
    return {std::ranges::lower_bound(drafts, import.first),
            std::ranges::upper_bound(drafts, import.last)};
}

std::int64_t count_posted(store::Entries& session, Import const& import)
{
    std::int64_t count = 0;
    for (auto id = import.first; id <= import.last; ++id) {
        auto const record = session.find(id);
        count += record && record->posted() ? 1 : 0;
    }
    return count;
}

core::Row row_of(Known const& known, std::vector<EntryId> const& drafts)
{
    auto const& import = known.import;
    return item(std::to_string(import.number),
                {import.number, known.day, import.format, cell(import.name),
                 import.last - import.first + 1,
                 static_cast<std::int64_t>(drafts_of(import, drafts).size()),
                 std::string{import.undone ? "undone" : "kept"}});
}

} // namespace

ImportedFile imported_file(std::string_view format, std::string const& path, std::string_view bytes)
{
    return {std::string{format}, name_of(path), core::to_hex(core::sha256(bytes))};
}

ImportedFile imported_file(std::string_view format, std::string const& path,
                           core::Input const& input)
{
    return {std::string{format}, name_of(path), core::to_hex(core::sha256(input))};
}

ImportWatch::ImportWatch(store::Session& session)
    : session_(session), last_id_(session.last_id()), drafts_(session.counts("").drafts)
{
}

void ImportWatch::record(Lent const& context, ImportedFile const& file,
                         core::Document& document) const
{
    auto const last = session_.last_id();
    if (last == last_id_) {
        return;
    }
    auto const all = all_imports(session_);
    Import import{.number = all.empty() ? 1 : all.back().import.number + 1,
                  .format = file.format,
                  .name = file.name,
                  .sha256 = file.sha256,
                  .first = last_id_ + 1,
                  .last = last};
    session_.append_record(ledger::import_fact(import));
    if (!context.rehearsal && session_.counts("").drafts > drafts_) {
        document.notes.push_back(info("import.recorded", {{"import", import.number}}));
    }
}

core::Document list_imports(Context const& context)
{
    auto document = answer(context, "import.list");
    auto const drafts = all_drafts(context.session);
    std::vector<core::Row> rows;
    for (auto const& known : all_imports(context.session)) {
        rows.push_back(row_of(known, drafts));
    }
    auto list =
        table(context, "import.list",
              {"import", "record_day", "format", "file", "entries", "drafts", "import_state"},
              core::rows(std::move(rows)));
    put_in_words(list, "import_state", "app.import.");
    document.blocks.emplace_back(std::move(list));
    return document;
}

ImportToUndo import_to_undo(Context const& context, std::optional<std::int64_t> number)
{
    auto const all = all_imports(context.session);
    auto const is_wanted = [&](Known const& known) {
        return number ? known.import.number == *number : !known.import.undone;
    };
    auto const found = std::find_if(all.rbegin(), all.rend(), is_wanted);
    if (found == all.rend()) {
        throw number ? Error{ErrorKind::refused, "import.unknown", {{"import", *number}}}
                     : Error{ErrorKind::refused, "import.none-to-undo"};
    }
    auto const& import = found->import;
    if (import.undone) {
        throw Error{ErrorKind::refused, "import.undone", {{"import", import.number}}};
    }
    auto const drafts = all_drafts(context.session);
    auto const left = drafts_of(import, drafts);
    auto const posted = count_posted(context.session, import);
    if (left.empty()) {
        throw Error{
            ErrorKind::refused, "import.no-draft", {{"import", import.number}, {"count", posted}}};
    }
    return {import, found->day, {left.begin(), left.end()}, posted};
}

core::Document undo_import(Context const& context, std::int64_t number)
{
    auto const undo = import_to_undo(context, number);
    for (auto const id : undo.drafts) {
        delete_entry(context, id);
    }
    auto import = undo.import;
    import.undone = true;
    context.session.append_record(ledger::import_fact(import));
    auto const taken = static_cast<std::int64_t>(undo.drafts.size());
    auto document = answer(context, "import.undo", {{"import", number}});
    document.blocks.emplace_back(FactList{context}
                                     .add("import", number)
                                     .add("file", cell(import.name))
                                     .add("import_taken", taken)
                                     .add("import_posted", undo.posted)
                                     .take());
    if (undo.posted > 0) {
        document.notes.push_back(info("import.posted-stay", {{"count", undo.posted}}));
    }
    return document;
}

} // namespace coop::app
