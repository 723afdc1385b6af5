// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/voice.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace coop::care {

namespace {

struct Closed {
    std::string digest; ///< of all entries of the year, as its last close says
    std::set<std::int64_t> closes;
    std::vector<PostedEntry> entries;
};

core::Diagnostic finding(char const* id, core::Arguments args)
{
    return {core::Severity::error, id, std::move(args), {}};
}

} // namespace

std::vector<core::Diagnostic> check_sealed_entries(FiledSource const& closes,
                                                   std::function<std::optional<PostedEntry>()> next)
{
    std::map<std::string, Closed> years;
    while (auto const filed = closes()) {
        auto& year = years[filed->record.id];
        year.digest = value_of(filed->record.fields, "entries_sha256");
        year.closes.insert(filed->sequence);
    }
    std::optional<std::int64_t> stray;
    while (auto entry = next()) {
        auto& year = years[entry->year];
        if (!stray && (!entry->close || !year.closes.contains(*entry->close))) {
            stray = entry->id;
        }
        year.entries.push_back(std::move(*entry));
    }
    std::vector<core::Diagnostic> findings;
    if (stray) {
        findings.push_back(finding("verify.care-close", {{"entry", *stray}}));
    }
    auto const altered = std::ranges::find_if(years, [](auto const& one) {
        auto const& year = one.second;
        return !year.closes.empty() && core::to_hex(entries_digest(year.entries)) != year.digest;
    });
    if (altered != years.end()) {
        findings.push_back(finding("verify.care-entries", {{"year", altered->first}}));
    }
    return findings;
}

} // namespace coop::care
