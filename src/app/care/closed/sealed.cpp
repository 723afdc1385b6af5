// SPDX-License-Identifier: GPL-3.0-or-later
#include "sealed.hpp"

#include "app/answer.hpp"

#include <coop/care/voice.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/facts.hpp>

#include <algorithm>
#include <set>
#include <string_view>

namespace coop::app {

namespace {

/// As many as a sentence can name.
constexpr std::size_t named_max = 8;

/// Each object once, by its address.
std::string named(std::set<std::string> const& objects)
{
    std::vector<std::string> const all{objects.begin(), objects.end()};
    auto const count = std::min(all.size(), named_max);
    auto text = core::join(std::span{all}.first(count), ", ");
    return count < all.size() ? text + ", … (" + std::to_string(all.size()) + ")" : text;
}

/// Recorded beside the objects: no statement prints it.
bool is_beside(std::string_view kind)
{
    return kind == "deliberation" || kind == "phase";
}

/// An opinion on what was there, a version of what was there, something of a day that was closed.
struct Since {
    std::set<std::string> revised;
    std::set<std::string> late;
    std::int64_t opinions = 0;
    std::int64_t corrected = 0; ///< the last version of the close; 0: it is the one that is read
};

Since since_of(CareBooks const& books, care::KeptClose const& closed, core::Date last)
{
    Since since;
    std::set<std::string> fresh;
    for (auto const& record : books.later) {
        auto const address = record.kind + "/" + record.id;
        if (record.kind == "close") {
            since.corrected = record.id == closed.year ? record.version : since.corrected;
        } else if (record.kind == "opinion") {
            ++since.opinions;
        } else if (is_beside(record.kind)) {
            continue;
        } else if (record.version > 1 && !fresh.contains(address)) {
            since.revised.insert(address);
        } else {
            fresh.insert(address);
            if (record.about && *record.about <= last) {
                since.late.insert(address);
            }
        }
    }
    return since;
}

void add_versions(care::KeptClose const& closed, std::int64_t corrected,
                  std::vector<core::Diagnostic>& notes)
{
    if (corrected != 0) {
        notes.push_back(
            info("care.close-former",
                 {{"year", closed.year}, {"version", closed.version}, {"last", corrected}}));
    } else if (closed.version > 1) {
        notes.push_back(info("care.close-corrected", {{"year", closed.year},
                                                      {"version", closed.version},
                                                      {"day", closed.day},
                                                      {"reason", closed.reason},
                                                      {"former", closed.version - 1}}));
    }
}

/// What the rules of that time let pass and those of today do not.
void add_rules(care::Registry const& registry, care::KeptClose const& closed, core::Period period,
               std::vector<core::Diagnostic>& notes)
{
    if (closed.inputs.rules != care::Rules::declared) {
        return;
    }
    notes.push_back(info("care.rules-before", {{"year", closed.year}}));
    for (auto const& remission : registry.remissions) {
        if (period.contains(remission.date) &&
            care::is_debtor_alone(registry, "remission", remission.head.id)) {
            notes.push_back(info("care.remission-before", {{"year", closed.year},
                                                           {"remission", remission.head.id},
                                                           {"amount", remission.amount}}));
        }
    }
}

} // namespace

std::optional<std::int64_t> unlocked_after(store::Records& session, care::KeptClose const& closed,
                                           core::Date last)
{
    auto const next = session.records({"lock"});
    while (auto const filed = next()) {
        auto const through = ledger::read_lock(filed->record).through;
        if (closed.books && filed->sequence > *closed.books && (!through || *through < last)) {
            return filed->entries;
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> sealed_by(store::CareBooks& session, std::string const& year,
                                      std::optional<std::int64_t> version)
{
    auto const closes = session.care_history("close", year);
    if (!version) {
        return closes.empty() ? std::nullopt : std::optional{closes.back().sequence};
    }
    auto const found = std::ranges::find(
        closes, *version, [](care::Filed const& filed) { return filed.record.version; });
    if (found == closes.end()) {
        auto const known = core::join(closes, ", ", [](care::Filed const& filed) {
            return std::to_string(filed.record.version);
        });
        throw core::Error{
            core::ErrorKind::refused,
            "care.close-version",
            {{"year", year}, {"version", *version}, {"known", known.empty() ? "–" : known}},
            {.source = "--close"}};
    }
    return found->sequence;
}

std::string name_of_books(store::Session& session, care::KeptClose const* closed)
{
    auto name = session.book().name;
    if (closed == nullptr) {
        return name;
    }
    bool is_first = true;
    for (auto const& filed : session.record_history("book", "book")) {
        bool const was_there =
            closed->books ? filed.sequence <= *closed->books : filed.record.day <= closed->day;
        if (was_there || is_first) {
            name = ledger::read_book(filed.record).name;
        }
        is_first = false;
    }
    return name;
}

std::vector<core::Diagnostic> notes_on_sealed(ContextOf<store::Records> const& context,
                                              CareBooks const& books, care::KeptClose const& closed)
{
    auto const period = ledger::find_year(books.years, closed.year).period;
    auto const since = since_of(books, closed, period.last);
    std::vector<core::Diagnostic> notes;
    add_versions(closed, since.corrected, notes);
    add_rules(books.registry, closed, period, notes);
    if (!since.revised.empty()) {
        notes.push_back(
            info("care.revised-since", {{"year", closed.year}, {"objects", named(since.revised)}}));
    }
    if (!since.late.empty()) {
        notes.push_back(
            info("care.late-since", {{"year", closed.year}, {"objects", named(since.late)}}));
    }
    if (since.opinions > 0) {
        notes.push_back(
            info("care.opinions-since", {{"year", closed.year}, {"count", since.opinions}}));
    }
    if (unlocked_after(context.session, closed, period.last)) {
        notes.push_back(info("care.unlocked-since", {{"year", closed.year}}));
    }
    return notes;
}

} // namespace coop::app
