// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachments.hpp"

#include "app/answer.hpp"
#include "app/recorder.hpp"

#include <coop/app/ledger.hpp>
#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using ledger::EntryId;

constexpr std::int64_t attachment_bytes_max = 50LL * 1024 * 1024;

ledger::Attachment const* find_attachment(std::vector<ledger::Attachment> const& all,
                                          std::string const& name)
{
    auto const found = std::ranges::find(all, name, &ledger::Attachment::name);
    return found == all.end() ? nullptr : &*found;
}

} // namespace

core::Table attachments_table(Lent const& context, std::vector<ledger::Attachment> const& all)
{
    std::vector<core::Row> rows;
    for (auto const& attachment : all) {
        rows.push_back(item(attachment.name, {attachment.name, attachment.size, attachment.added_on,
                                              attachment.sha256}));
    }
    return table(context, "attachments", {"name", "bytes", "added_on", "sha256"},
                 core::rows(std::move(rows)));
}

Document attach(ContextOf<store::Entries> const& context, EntryId id, std::string const& name,
                std::string const& content)
{
    find_entry(context.session, id);
    check_name(context, name, "name");
    auto const size = static_cast<std::int64_t>(content.size());
    if (size > attachment_bytes_max) {
        throw Error{ErrorKind::refused,
                    "attachment.too-large",
                    {{"name", name}, {"bytes", size}, {"max", attachment_bytes_max}}};
    }
    auto const all = context.session.attachments(id);
    auto const digest = core::to_hex(core::sha256(content));
    auto const* known = find_attachment(all, name);
    auto document = answer(context, "ledger.attach", {{"entry", id}});
    context.session.attach(id, {name, digest, size, context.today}, content);
    if (known != nullptr) {
        document.notes.push_back(info("attachment.existing", {{"name", name}, {"entry", id}}));
    }
    document.blocks.emplace_back(attachments_table(context, context.session.attachments(id)));
    return document;
}

std::string attachment(ContextOf<store::Entries> const& context, EntryId id,
                       std::string const& name)
{
    find_entry(context.session, id);
    auto const all = context.session.attachments(id);
    auto const* known = find_attachment(all, name);
    if (known == nullptr) {
        std::vector<std::string> names;
        for (auto const& one : all) {
            names.push_back(one.name);
        }
        throw Error{ErrorKind::refused,
                    "attachment.unknown",
                    {{"name", name}, {"entry", id}, {"known", core::join(names, ", ")}}};
    }
    auto content = context.session.attachment_content(known->sha256);
    COOP_ASSERT(content);
    return std::move(*content);
}

} // namespace coop::app
