// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/closing.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <utility>

// What a close keeps of an exercise is text: whoever reads the register reads it without coop.

namespace coop::care {

using core::Money;

namespace {

constexpr std::array<Funding, funding_count> fundings{Funding::own, Funding::grant, Funding::third,
                                                      Funding::volunteer};

using Lines = std::vector<std::pair<std::string, std::string>>;

void put(Lines& lines, std::string key, Money amount)
{
    if (!amount.is_zero()) {
        lines.emplace_back(std::move(key), to_text(amount));
    }
}

void put(Lines& lines, std::string key, std::optional<Money> amount)
{
    if (amount) {
        lines.emplace_back(std::move(key), to_text(*amount));
    }
}

Lines lines_of(RecordedYear const& year)
{
    Lines lines{{"legal_result", to_text(year.legal_result)}};
    put(lines, "tagged", year.tagged);
    put(lines, "tagged_dotations", year.tagged_dotations);
    auto const incomplete = core::join(year.incomplete, ",");
    if (!incomplete.empty()) {
        lines.emplace_back("incomplete", incomplete);
    }
    return lines;
}

Lines lines_of(RecordedItem const& recorded)
{
    auto const& [item, opening, year] = recorded;
    Lines lines{{"kind", std::string{name_of(item.kind)}},
                {"origin", std::string{name_of(item.origin)}}};
    if (!item.valued) {
        lines.emplace_back("valuation", "none");
    }
    put(lines, "opening", opening);
    put(lines, "budget", year.budget);
    put(lines, "planned", year.planned);
    put(lines, "measured", year.measured);
    for (auto const funding : fundings) {
        auto const i = static_cast<std::size_t>(funding);
        put(lines, "in_books." + std::string{name_of(funding)}, year.done.in_books[i]);
        put(lines, "outside." + std::string{name_of(funding)}, year.done.outside[i]);
    }
    put(lines, "revision", year.revision);
    put(lines, "estimate", year.estimate);
    put(lines, "remission", year.remission);
    put(lines, "overlap", year.overlap);
    if (year.ceased) {
        lines.emplace_back("ceased", "yes");
    }
    return lines;
}

void append(std::string& text, Lines const& lines)
{
    for (auto const& [key, value] : lines) {
        text += key + "=" + value + "\n";
    }
}

void take(RecordedYear& year, std::string_view key, std::string_view value)
{
    if (key == "legal_result") {
        year.legal_result = core::parse_money(value);
    } else if (key == "tagged") {
        year.tagged = core::parse_money(value);
    } else if (key == "tagged_dotations") {
        year.tagged_dotations = core::parse_money(value);
    } else if (key == "incomplete") {
        for (auto const capital : core::split(value, ',')) {
            year.incomplete.emplace(capital);
        }
    }
}

Item item_of(std::string_view id)
{
    auto const slash = std::min(id.find('/'), id.size());
    Item item;
    item.capital = id.substr(0, slash);
    item.action = id.substr(std::min(slash + 1, id.size()));
    return item;
}

void take_done(Done& done, std::string_view key, Money amount)
{
    auto const dot = key.find('.');
    auto const i = static_cast<std::size_t>(parse_funding(key.substr(dot + 1)));
    (key.starts_with("in_books.") ? done.in_books : done.outside).at(i) = amount;
}

void take(RecordedItem& recorded, std::string_view key, std::string_view value)
{
    auto& [item, opening, year] = recorded;
    if (key == "kind") {
        item.kind = parse_action_kind(value);
    } else if (key == "origin") {
        item.origin = parse_origin(value);
    } else if (key == "valuation") {
        item.valued = false;
    } else if (key == "opening") {
        opening = core::parse_money(value);
    } else if (key == "budget") {
        year.budget = core::parse_money(value);
    } else if (key == "planned") {
        year.planned = core::parse_money(value);
    } else if (key == "measured") {
        year.measured = core::parse_money(value);
    } else if (key == "revision") {
        year.revision = core::parse_money(value);
    } else if (key == "estimate") {
        year.estimate = core::parse_money(value);
    } else if (key == "ceased") {
        year.ceased = true;
    } else if (key == "remission") {
        year.remission = core::parse_money(value);
    } else if (key == "overlap") {
        year.overlap = core::parse_money(value);
    } else if (key.find('.') != std::string_view::npos) {
        take_done(year.done, key, core::parse_money(value));
    }
}

std::string_view value_in(Lines const& lines, std::string_view key)
{
    auto const found = std::ranges::find(
        lines, key, [](auto const& line) { return std::string_view{line.first}; });
    return found == lines.end() ? std::string_view{} : std::string_view{found->second};
}

void compare(std::vector<Change>& changes, std::string const& subject, Lines const& before,
             Lines const& after)
{
    for (auto const& [key, value] : before) {
        if (auto const now = value_in(after, key); now != value) {
            changes.push_back({subject, key, value, std::string{now}});
        }
    }
    for (auto const& [key, value] : after) {
        if (value_in(before, key).empty()) {
            changes.push_back({subject, key, "", value});
        }
    }
}

Lines lines_of(RecordedYear const& year, std::string const& id)
{
    auto const found = std::ranges::find(year.items, id,
                                         [](auto const& recorded) { return id_of(recorded.item); });
    return found == year.items.end() ? Lines{} : lines_of(*found);
}

} // namespace

std::string to_text(RecordedYear const& year)
{
    std::string text;
    append(text, lines_of(year));
    for (auto const& recorded : year.items) {
        text += "item=" + id_of(recorded.item) + "\n";
        append(text, lines_of(recorded));
    }
    return text;
}

RecordedYear recorded_year_of(std::string_view text)
{
    RecordedYear year;
    for (auto const line : core::split(text, '\n')) {
        auto const equals = std::min(line.find('='), line.size());
        auto const key = line.substr(0, equals);
        auto const value = line.substr(std::min(equals + 1, line.size()));
        if (key == "item") {
            year.items.push_back({item_of(value), {}, {}});
        } else if (year.items.empty()) {
            take(year, key, value);
        } else {
            take(year.items.back(), key, value);
        }
    }
    return year;
}

std::vector<Change> changes_between(RecordedYear const& before, RecordedYear const& after)
{
    std::vector<Change> changes;
    compare(changes, "", lines_of(before), lines_of(after));
    std::set<std::string> ids;
    for (auto const* const year : {&before, &after}) {
        for (auto const& recorded : year->items) {
            ids.insert(id_of(recorded.item));
        }
    }
    for (auto const& id : ids) {
        compare(changes, id, lines_of(before, id), lines_of(after, id));
    }
    return changes;
}

} // namespace coop::care
