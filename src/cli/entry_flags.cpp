// SPDX-License-Identifier: GPL-3.0-or-later
#include "entry_flags.hpp"

#include "values.hpp"

#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>

#include <algorithm>

namespace coop::cli {

using core::Error;
using core::ErrorKind;
using core::Money;
using Kind = TypedLine::Kind;

namespace {

std::string_view option_of(Kind kind)
{
    switch (kind) {
    case Kind::charge:
        return "--charge";
    case Kind::produit:
        return "--produit";
    case Kind::debit:
        return "--debit";
    case Kind::credit:
        break;
    }
    return "--credit";
}

bool is_debit(Kind kind)
{
    return kind == Kind::charge || kind == Kind::debit;
}

void declare_line(Arguments& arguments, Kind kind, std::vector<TypedLine>& into)
{
    auto const name = option_of(kind);
    arguments.option(name, "account-amount", "option." + std::string{name.substr(2)},
                     [&into, kind](std::string const& given) {
                         auto [account, amount] = parse_named_amount(given);
                         into.push_back({kind, std::move(account), amount});
                     });
    arguments.repeat_last();
}

void add_line(BuiltLines& built, ledger::Line line, std::string_view source,
              EntryFlags const& flags)
{
    if (flags.party && ledger::is_third_party(line.account))
        line.party = *flags.party;
    core::Where const place{.source = std::string{source}};
    if (!ledger::takes_project(line.account)) {
        built.lines.push_back(std::move(line));
        built.places.push_back(place);
        return;
    }
    line.project = flags.project.value_or("");
    if (flags.shares.empty()) {
        built.lines.push_back(std::move(line));
        built.places.push_back(place);
        return;
    }
    for (auto& part : ledger::split_over_projects(line, flags.shares)) {
        built.lines.push_back(std::move(part));
        built.places.push_back(place);
    }
}

/// A project that no line can carry would be lost without a word.
void refuse_idle_project(EntryFlags const& flags, BuiltLines const& built)
{
    auto const asked = (flags.project && !flags.project->empty()) || !flags.shares.empty();
    auto const carried = std::ranges::any_of(
        built.lines, [](ledger::Line const& line) { return !line.project.empty(); });
    if (asked && !carried && !built.lines.empty())
        throw Error{ErrorKind::refused,
                    "entry.project-nowhere",
                    {},
                    {.source = flags.shares.empty() ? "--project" : "--split"}};
}

/// Debit less credit of what was typed, one side of it when both cash accounts share it.
Money typed_sum(EntryFlags const& flags, bool debits, bool credits)
{
    Money sum;
    for (auto const& line : flags.lines) {
        if (is_debit(line.kind) && debits)
            sum += line.amount;
        if (!is_debit(line.kind) && credits)
            sum -= line.amount;
    }
    return sum;
}

bool has(EntryFlags const& flags, bool debit)
{
    for (auto const& line : flags.lines)
        if (is_debit(line.kind) == debit)
            return true;
    return false;
}

void add_cash(BuiltLines& built, EntryFlags const& flags)
{
    auto const both = !flags.paid_from.empty() && !flags.received_on.empty();
    auto const mixed = has(flags, true) && has(flags, false);
    if (!flags.paid_from.empty()) {
        auto const paid = typed_sum(flags, true, !both);
        if (paid.is_negative() && mixed && !both)
            throw Error{ErrorKind::usage,
                        "entry.paid-from-exceeded",
                        {{"amount", -paid}},
                        {.source = "--paid-from"}};
        add_line(built, {.account = flags.paid_from, .credit = paid}, "--paid-from", flags);
    }
    if (!flags.received_on.empty()) {
        auto const received = -typed_sum(flags, !both, true);
        if (received.is_negative() && mixed && !both)
            throw Error{ErrorKind::usage,
                        "entry.received-on-exceeded",
                        {{"amount", -received}},
                        {.source = "--received-on"}};
        add_line(built, {.account = flags.received_on, .debit = received}, "--received-on", flags);
    }
}

/// Who typed one side only has forgotten the cash account, not double entry.
void demand_both_sides(EntryFlags const& flags)
{
    auto const cash = !flags.paid_from.empty() || !flags.received_on.empty();
    if (cash || flags.lines.empty() || has(flags, true) == has(flags, false))
        return;
    throw Error{ErrorKind::refused,
                has(flags, true) ? "entry.nothing-credited" : "entry.nothing-debited",
                {},
                {.source = std::string{option_of(flags.lines.front().kind)}}};
}

} // namespace

bool EntryFlags::any() const
{
    return date || journal || label || piece || party || ref || project || !shares.empty() ||
           !lines.empty() || !paid_from.empty() || !received_on.empty();
}

bool EntryFlags::complete() const
{
    return !lines.empty() &&
           (!paid_from.empty() || !received_on.empty() || typed_sum(*this, true, true).is_zero());
}

void declare_entry(Arguments& arguments, EntryFlags& into, EntryUse use)
{
    auto const prefix = std::string{use == EntryUse::edit ? "option.edit-" : "option.entry-"};
    arguments.date("--date", prefix + "date", into.date);
    arguments.text("--label", "text", "option.label", into.label);
    for (auto const kind : {Kind::charge, Kind::produit, Kind::debit, Kind::credit})
        declare_line(arguments, kind, into.lines);
    arguments.text("--paid-from", "account", "option.paid-from", into.paid_from);
    arguments.text("--received-on", "account", "option.received-on", into.received_on);
    arguments.text("--project", "project", "option.entry-project", into.project);
    arguments.option("--split", "shares", "option.split",
                     [&into](std::string const& given) { into.shares = parse_shares(given); });
    arguments.text("--party", "party", "option.entry-party", into.party);
    arguments.text("--piece", "text", "option.piece", into.piece);
    arguments.text("--journal", "journal", prefix + "journal", into.journal);
    arguments.text("--ref", "key", prefix + "ref", into.ref);
}

BuiltLines lines_of(EntryFlags const& flags)
{
    if (flags.project && !flags.shares.empty())
        throw Error{ErrorKind::usage, "entry.project-and-split", {}, {.source = "--split"}};
    demand_both_sides(flags);
    BuiltLines built;
    for (auto const& typed : flags.lines) {
        ledger::Line line{.account = typed.account};
        (is_debit(typed.kind) ? line.debit : line.credit) = typed.amount;
        add_line(built, std::move(line), option_of(typed.kind), flags);
    }
    add_cash(built, flags);
    refuse_idle_project(flags, built);
    return built;
}

exchange::ReadDraft draft_of(EntryFlags const& flags, core::Date today)
{
    std::vector<std::string> cash;
    for (auto const& account : {flags.paid_from, flags.received_on})
        if (!account.empty())
            cash.push_back(account);
    auto built = lines_of(flags);
    exchange::ReadDraft result;
    result.draft = {.date = flags.date.value_or(today),
                    .journal = flags.journal.value_or(ledger::journal_for(cash)),
                    .label = flags.label.value_or(""),
                    .piece = flags.piece.value_or(""),
                    .party = flags.party.value_or(""),
                    .ref = flags.ref.value_or(""),
                    .lines = std::move(built.lines)};
    result.lines = std::move(built.places);
    return result;
}

} // namespace coop::cli
