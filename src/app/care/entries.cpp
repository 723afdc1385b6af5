// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/care/close.hpp>

#include "app/answer.hpp"
#include "app/care/closed/sealed.hpp"

#include <coop/core/error.hpp>
#include "facts.hpp"
#include "groups.hpp"

#include <set>
#include <utility>

namespace coop::app {

using core::Document;
using core::Money;

core::Table entries_table(Lent const& context, std::vector<care::PostedEntry> const& entries)
{
    std::vector<core::Row> rows;
    for (auto const& entry : entries) {
        for (std::size_t i = 0; i < entry.lines.size(); ++i) {
            auto const& line = entry.lines[i];
            auto const side = [](Money amount) {
                return amount.is_zero() ? core::Cell{} : core::Cell{amount};
            };
            rows.push_back(
                item(std::to_string(entry.id) + "/" + std::to_string(i + 1),
                     {entry.id, entry.date, std::string{care::name_of(entry.journal)}, entry.rule,
                      cell(entry.action), line.account, side(line.debit), side(line.credit),
                      entry.label, entry.reverses ? core::Cell{*entry.reverses} : core::Cell{}}));
        }
    }
    return table(context, "care.entries",
                 {"care_entry", "date", "journal", "care_rule", "care_action", "account", "debit",
                  "credit", "label", "care_reverses"},
                 core::rows(std::move(rows)));
}

namespace {

/// Entries that would tell of few people, by what their year publishes.
std::int64_t mask(Context const& context, std::vector<care::PostedEntry>& entries)
{
    if (kept_back(context).small.empty()) {
        return 0;
    }
    std::set<std::string> years;
    for (auto const& entry : entries) {
        years.insert(entry.year);
    }
    std::int64_t count = 0;
    for (auto const& year : years) {
        auto const facts = care_published_of(context, year);
        count += std::erase_if(entries, [&](care::PostedEntry const& entry) {
            return entry.year == year && facts->mask.capitals.contains(entry.capital);
        });
    }
    return count;
}

std::vector<care::PostedEntry> all_entries(ContextOf<store::CareBooks> const& context,
                                           std::string const& year)
{
    std::vector<care::PostedEntry> entries;
    auto const next = context.session.care_entries(year);
    while (auto entry = next()) {
        entries.push_back(std::move(*entry));
    }
    return entries;
}

} // namespace

Document list_care_entries(Context const& context, std::string const& year,
                           std::optional<std::int64_t> close_version)
{
    if (!year.empty()) {
        ledger::find_year(context.session.years(), year);
    } else if (close_version) {
        throw core::Error{core::ErrorKind::usage, "care.close-year", {}, {.source = "--close"}};
    }
    auto entries =
        close_version
            ? standing_entries(context, year, sealed_by(context.session, year, close_version))
            : all_entries(context, year);
    auto const masked = mask(context, entries);
    auto document = answer(context, "care.entries");
    document.blocks.emplace_back(entries_table(context, entries));
    if (masked > 0) {
        document.notes.push_back(warning("care.entries-masked", {{"count", masked}}));
    }
    return document;
}

} // namespace coop::app
