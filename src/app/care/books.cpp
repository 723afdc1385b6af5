// SPDX-License-Identifier: GPL-3.0-or-later
#include "books.hpp"

#include <coop/core/count.hpp>
#include <coop/ledger/balances.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace coop::app {

namespace {

using core::Date;

/// The days on which an entry is taken back, and that again, and so on.
std::vector<Date> reversals_of(store::Entries& session, ledger::Record const& record)
{
    std::vector<Date> days;
    auto next = record.reversed_by;
    while (next) {
        auto const reversal = session.find(*next);
        if (!reversal || !reversal->posted() || reversal->id <= record.id) {
            break;
        }
        days.push_back(reversal->entry.date);
        next = reversal->reversed_by;
    }
    return days;
}

std::vector<care::LegalLine> tagged_lines(store::Entries& session, care::Registry const& registry)
{
    std::map<std::pair<std::int64_t, std::int64_t>, care::LegalLine> lines;
    for (auto const& tag : registry.tags) {
        if (tag.withdrawn || lines.contains({tag.entry, tag.line})) {
            continue;
        }
        auto const record = session.find(tag.entry);
        if (!record || tag.line < 1 ||
            static_cast<std::size_t>(tag.line) > record->entry.lines.size()) {
            continue;
        }
        auto const& line = record->entry.lines[static_cast<std::size_t>(tag.line - 1)];
        care::LegalLine legal{
            tag.entry, tag.line, record->entry.date, line.account, line.debit - line.credit, {}};
        legal.reversals = reversals_of(session, *record);
        lines.emplace(std::pair{tag.entry, tag.line}, std::move(legal));
    }
    std::vector<care::LegalLine> all;
    for (auto& [key, line] : lines) {
        all.push_back(std::move(line));
    }
    return all;
}

std::optional<Date> posted_date(store::Entries& session, ledger::EntryId id)
{
    auto const record = session.find(id);
    return record && record->posted() ? std::optional{record->entry.date} : std::nullopt;
}

/// What is dated is about its day, a tag about that of its entry, the rest about no day.
std::optional<Date> day_of(store::Entries& session, care::Record const& record)
{
    if (record.kind == "tag") {
        std::int64_t entry = 0;
        auto const digits = care::value_of(record.fields, "entry");
        std::from_chars(digits.data(), digits.data() + digits.size(), entry);
        return posted_date(session, entry);
    }
    for (auto const* key : {"date", "to", "start", "valid_from"}) {
        if (auto const day = care::value_of(record.fields, key); !day.empty()) {
            return core::parse_date(day);
        }
    }
    return std::nullopt;
}

LaterRecord later_record(store::Entries& session, care::Record const& record)
{
    return {record.kind, record.id, record.version, day_of(session, record)};
}

/// The exercise that first adoption opens: arrears of its eve are said on either day.
Date adoption_day(CareBooks const& books)
{
    auto day = std::ranges::min(books.registry.openings, {}, &care::Opening::date).date;
    bool const eve = std::ranges::any_of(
        books.years, [&](ledger::Year const& year) { return year.period.last == day; });
    return eve ? core::next_day(day) : day;
}

} // namespace

std::optional<std::size_t> CareBooks::first() const
{
    auto const closed =
        std::ranges::find_if(years, [&](auto const& year) { return closes.contains(year.label); });
    if (closed != years.end()) {
        return static_cast<std::size_t>(closed - years.begin());
    }
    auto const day = registry.openings.empty() ? care::first_day(registry, lines)
                                               : std::optional{adoption_day(*this)};
    if (!day || years.empty()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < years.size(); ++i) {
        if (*day <= years[i].period.last) {
            return i;
        }
    }
    return std::nullopt;
}

care::KeptClose const* CareBooks::close_of(std::string const& year) const
{
    auto const found = closes.find(year);
    return found == closes.end() ? nullptr : &found->second;
}

CareBooks care_books_of(Context const& context, std::optional<std::int64_t> until)
{
    auto& session = context.session;
    CareBooks books;
    books.years = session.years();
    auto const next = session.care_records({});
    std::int64_t sequence = 0;
    books.registry = care::registry_of([&]() -> std::optional<care::Filed> {
        auto filed = next();
        books.whole = books.whole && (!filed || core::is_next(sequence, filed->sequence));
        sequence = filed ? filed->sequence : sequence;
        if (filed && until && filed->sequence > *until) {
            books.later.push_back(later_record(session, filed->record));
            return std::nullopt;
        }
        if (filed && filed->record.kind == "close") {
            auto kept = care::kept_close_of(*filed);
            books.closes.insert_or_assign(kept.year, std::move(kept));
        }
        return filed;
    });
    if (!books.later.empty()) {
        while (auto const filed = next()) {
            books.later.push_back(later_record(session, filed->record));
        }
    }
    books.lines = tagged_lines(session, books.registry);
    books.rates = session.rates();
    return books;
}

std::vector<care::Exercise> exercises_of(ContextOf<store::Balances> const& context,
                                         CareBooks const& books, std::size_t last,
                                         std::optional<std::size_t> fresh)
{
    std::vector<care::Exercise> exercises;
    for (std::size_t i = books.first().value_or(last + 1); i <= last; ++i) {
        auto const& year = books.years[i];
        auto const result =
            ledger::result_of(context.session.balances(year.label, store::Which::posted));
        care::Exercise exercise{year.label, year.period, result, {}};
        auto const* const kept = books.close_of(year.label);
        if (kept != nullptr && i != fresh) {
            exercise.closed = kept->inputs;
            exercise.close_sequence = kept->sequence;
        }
        exercises.push_back(std::move(exercise));
    }
    return exercises;
}

std::vector<care::PostedEntry> standing_entries(ContextOf<store::CareBooks> const& context,
                                                std::string const& year,
                                                std::optional<std::int64_t> until)
{
    std::vector<care::PostedEntry> all;
    std::vector<std::int64_t> reversed;
    auto const next = context.session.care_entries(year);
    while (auto entry = next()) {
        if (until && entry->close.value_or(0) > *until) {
            continue;
        }
        if (entry->reverses) {
            reversed.push_back(*entry->reverses);
        } else {
            all.push_back(std::move(*entry));
        }
    }
    std::erase_if(all, [&](care::PostedEntry const& entry) {
        return std::ranges::find(reversed, entry.id) != reversed.end();
    });
    return all;
}

} // namespace coop::app
