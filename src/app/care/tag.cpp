// SPDX-License-Identifier: GPL-3.0-or-later
//
// A tag says that a legal line is preservation done. It is a record of the registers: the line, and
// everything else that is legal, does not know it.
#include <coop/app/care/close.hpp>

#include "app/answer.hpp"
#include "books.hpp"
#include "groups.hpp"
#include "wages.hpp"

#include <coop/care/rules.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using core::Money;

constexpr std::int64_t hundred_percent = 100'000'000; // In millionths of a percent.

/// Equipment may be named, and is told that its depreciation is what counts.
bool may_be_tagged(std::string_view account)
{
    return (ledger::is_charge(account) && !ledger::sets_aside(account)) ||
           (ledger::is_fixed_asset(account) && !ledger::is_written_off_asset(account));
}

/// `1 606 600.00 · 2 512 -600.00`: what the entry has to offer.
std::string lines_text(ledger::Record const& record)
{
    int number = 0;
    return core::join(record.entry.lines, ", ", [&](ledger::Line const& line) {
        return std::to_string(record.id) + ":" + std::to_string(++number) + " (" + line.account +
               " " + care::to_text(line.debit - line.credit) + ")";
    });
}

ledger::Record posted_entry(ContextOf<store::Entries> const& context, ledger::EntryId id)
{
    auto record = context.session.find(id);
    if (!record) {
        throw Error{ErrorKind::refused, "ledger.unknown-entry", {{"entry", id}}};
    }
    if (!record->posted()) {
        throw Error{ErrorKind::refused, "care.tag-draft", {{"entry", id}}};
    }
    return *record;
}

std::int64_t line_of(ledger::Record const& record, std::optional<std::int64_t> asked)
{
    auto const& lines = record.entry.lines;
    if (asked) {
        if (*asked < 1 || static_cast<std::size_t>(*asked) > lines.size()) {
            throw Error{ErrorKind::refused,
                        "care.tag-line",
                        {{"entry", record.id}, {"line", *asked}, {"lines", lines_text(record)}}};
        }
        return *asked;
    }
    std::vector<std::int64_t> charges;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (ledger::is_charge(lines[i].account)) {
            charges.push_back(static_cast<std::int64_t>(i + 1));
        }
    }
    if (charges.size() != 1) {
        throw Error{ErrorKind::refused,
                    "care.tag-which",
                    {{"entry", record.id}, {"lines", lines_text(record)}}};
    }
    return charges.front();
}

/// What an entry takes back is no work undone: the tag of the line that it reverses follows it.
void refuse_reversal(ledger::Record const& record)
{
    if (record.reverses) {
        throw Error{ErrorKind::refused,
                    "care.tag-reversal",
                    {{"entry", record.id}, {"reversed", *record.reverses}}};
    }
}

void demand_action(ContextOf<store::CareBooks> const& context, std::string const& action)
{
    if (context.session.care_version("action", action) > 0) {
        return;
    }
    std::vector<std::string> known;
    auto const next = context.session.care_records({"action"});
    while (auto const filed = next()) {
        known.push_back(filed->record.id);
    }
    throw Error{ErrorKind::refused,
                "care.unknown",
                {{"kind", std::string{"action"}},
                 {"id", action},
                 {"nearest", care::offered(action, known)}}};
}

/// One tag by line, action and funding: the same again replaces it.
std::string id_of(TagRequest const& request, std::int64_t line)
{
    return std::to_string(request.entry) + "-" + std::to_string(line) + "-" + request.action +
           (request.funding == care::Funding::own
                ? ""
                : "-" + std::string{care::name_of(request.funding)});
}

Money magnitude(Money amount)
{
    return amount.is_negative() ? -amount : amount;
}

/// Refuses what would count a line more than once over all its tags.
void check_total(care::Registry const& registry, std::string const& id, care::Tag const& tag,
                 ledger::Line const& line)
{
    auto const whole = magnitude(line.debit - line.credit);
    auto const share_of = [](care::Tag const& each) {
        return each.share ? core::widen(*each.share, 6).units : hundred_percent;
    };
    std::int64_t shares = tag.amount ? 0 : share_of(tag);
    Money amounts = tag.amount.value_or(Money{});
    for (auto const& other : registry.tags) {
        bool const same_line = other.entry == tag.entry && other.line == tag.line;
        if (same_line && !other.withdrawn && other.head.id != id) {
            shares += other.amount ? 0 : share_of(other);
            amounts += other.amount.value_or(Money{});
        }
    }
    bool const beyond =
        shares > hundred_percent ||
        core::scale(whole, shares, hundred_percent, registry.policy.rounding) > whole - amounts;
    if (beyond) {
        throw Error{ErrorKind::refused,
                    "care.tag-beyond",
                    {{"entry", tag.entry},
                     {"line", tag.line},
                     {"account", line.account},
                     {"amount", whole}}};
    }
}

/// Two actions may give one id (`1-1-compost-grant`): one must not replace the other's tag.
void refuse_other(care::Tag const* known, care::Tag const& tag)
{
    if (known != nullptr && (known->action != tag.action || known->funding != tag.funding)) {
        throw Error{ErrorKind::refused,
                    "care.tag-taken",
                    {{"id", tag.head.id},
                     {"action", known->action},
                     {"funding", std::string{care::name_of(known->funding)}}}};
    }
}

care::Record record_of(TagRequest const& request, std::int64_t line,
                       std::optional<care::Wages> wages)
{
    care::Record record;
    record.kind = "tag";
    record.id = id_of(request, line);
    record.fields = {
        {"action", request.action},
        {"entry", std::to_string(request.entry)},
        {"line", std::to_string(line)},
        {"share", request.share ? care::to_text(*request.share) + "%" : ""},
        {"amount", request.amount ? care::to_text(*request.amount) : ""},
        {"funding", std::string{care::name_of(request.funding)}},
        {"withdrawn", request.withdraw ? std::string{care::yes_words.of(true)} : ""},
        {"wages", wages ? std::string{care::wages_words.of(*wages)} : ""},
    };
    return care::check_record(std::move(record));
}

care::Tag typed(care::Record const& record)
{
    care::Filed filed;
    filed.record = record;
    return care::registry_of(std::span{&filed, 1}).tags.front();
}

Document receipt(Lent const& context, care::Tag const& tag, ledger::Line const& line, Money counted,
                 std::string const& state)
{
    auto document = answer(context, "care.tag", {{"entry", tag.entry}, {"line", tag.line}});
    document.blocks.emplace_back(
        FactList{context}
            .add("entry", tag.entry)
            .add("line", tag.line)
            .add("account", line.account)
            .add("amount", line.debit - line.credit)
            .add("care_action", tag.action)
            .add("care_counted", counted)
            .add("care_funding", std::string{care::name_of(tag.funding)}, "care-word.")
            .add("status", state, "care-tag.")
            .take());
    return document;
}

/// The amount that the tag counts for, beside the others of its line.
Money counted_amount(care::Registry registry, care::Tag const& tag, ledger::Record const& record,
                     ledger::Line const& line)
{
    std::erase_if(registry.tags,
                  [&](care::Tag const& other) { return other.head.id == tag.head.id; });
    registry.tags.push_back(tag);
    std::ranges::sort(registry.tags, {}, [](care::Tag const& each) { return each.head.id; });
    std::vector<care::LegalLine> const lines{
        {tag.entry, tag.line, record.entry.date, line.account, line.debit - line.credit, {}}};
    for (auto const& each : care::tagged_amounts(registry, lines, registry.policy.rounding)) {
        if (each.tag->head.id == tag.head.id) {
            return each.outlay ? Money{} : each.amount;
        }
    }
    return {};
}

bool is_current(ContextOf<store::CareBooks> const& context, care::Record const& record)
{
    auto const history = context.session.care_history("tag", record.id);
    return !history.empty() && history.back().record.fields == record.fields;
}

void note_line(ledger::Record const& record, care::Tag const& tag, ledger::Line const& line,
               Document& document)
{
    if (ledger::is_fixed_asset(line.account)) {
        document.notes.push_back(warning("care.tag-outlay", {{"entry", tag.entry},
                                                             {"line", tag.line},
                                                             {"account", line.account},
                                                             {"action", tag.action}}));
    }
    if (record.reversed_by) {
        document.notes.push_back(warning(
            "care.tag-reversed", {{"entry", tag.entry}, {"reversal", *record.reversed_by}}));
    }
}

} // namespace

Document tag_line(Context const& context, TagRequest const& request)
{
    if (request.share && request.amount) {
        throw Error{ErrorKind::usage, "care.tag-both"};
    }
    demand_action(context, request.action);
    auto const record = posted_entry(context, request.entry);
    auto const number = line_of(record, request.line);
    auto const& line = record.entry.lines[static_cast<std::size_t>(number - 1)];
    if (!request.withdraw) {
        refuse_reversal(record);
    }
    if (!request.withdraw && !may_be_tagged(line.account)) {
        throw Error{ErrorKind::refused,
                    "care.tag-account",
                    {{"entry", request.entry}, {"line", number}, {"account", line.account}}};
    }
    auto const registry =
        care::registry_of(context.session.care_records({"tag", "policy", "action", "budget"}));
    auto const wages =
        request.withdraw
            ? std::nullopt
            : wages_of_tag(registry, request,
                           {request.entry, number, record.entry.date, line.account, {}, {}});
    auto const typed_record = record_of(request, number, wages);
    auto const tag = typed(typed_record);
    auto const* const known = care::find(registry.tags, typed_record.id);
    refuse_other(known, tag);
    if (request.withdraw) {
        if (known == nullptr || known->withdrawn) {
            throw Error{ErrorKind::refused,
                        "care.tag-none",
                        {{"entry", request.entry}, {"line", number}, {"action", request.action}}};
        }
    } else {
        check_total(registry, typed_record.id, tag, line);
    }
    bool const same = is_current(context, typed_record);
    if (!same) {
        auto recorded = typed_record;
        recorded.day = context.today;
        context.session.care_append(recorded);
    }
    auto document =
        receipt(context, tag, line,
                request.withdraw ? Money{} : counted_amount(registry, tag, record, line),
                request.withdraw ? "withdrawn"
                : same           ? "unchanged"
                                 : "recorded");
    if (!request.withdraw) {
        note_line(record, tag, line, document);
    }
    return document;
}

Document list_tags(Context const& context, std::string const& action, bool leaves)
{
    if (!action.empty()) {
        demand_action(context, action);
    }
    auto const books = care_books_of(context);
    std::vector<core::Row> rows;
    auto const rounding = books.registry.policy.rounding;
    auto const kept = leaves ? kept_back(context) : care::KeptBack{};
    std::int64_t masked = 0;
    for (auto const& each : care::tagged_amounts(books.registry, books.lines, rounding)) {
        auto const& line = *each.line;
        auto const& tag = *each.tag;
        if (!action.empty() && tag.action != action) {
            continue;
        }
        if (kept.holds("tag", care::capital_of(books.registry, "action", tag.action))) {
            ++masked;
            continue;
        }
        std::string const state = line.reversals.size() % 2 == 1 ? "reversed"
                                  : each.outlay                  ? "outlay"
                                                                 : "counted";
        auto const counts = state == "counted";
        rows.push_back(item(tag.head.id, {line.entry, line.line, line.date, line.account,
                                          line.amount, tag.action, counts ? each.amount : Money{},
                                          std::string{care::name_of(tag.funding)}, state}));
    }
    auto document = answer(context, "care.tags");
    auto tags = table(context, "care.tags",
                      {"entry", "line", "date", "account", "amount", "care_action", "care_counted",
                       "care_funding", "status"},
                      core::rows(std::move(rows)));
    put_in_words(tags, "care_funding", "care-word.");
    put_in_words(tags, "status", "care-tag.");
    document.blocks.emplace_back(std::move(tags));
    if (masked > 0) {
        document.notes.push_back(warning("care.rows-masked", {{"count", masked}}));
    }
    return document;
}

} // namespace coop::app
