// SPDX-License-Identifier: GPL-3.0-or-later
#include "entry_flags.hpp"

#include "values.hpp"

namespace coop::cli {

using Kind = ledger::SaidLine::Kind;

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
        return "--credit";
    case Kind::paid_from:
        return "--paid-from";
    case Kind::received_on:
        break;
    }
    return "--received-on";
}

void declare_line(Arguments& arguments, Kind kind, std::vector<ledger::SaidLine>& into)
{
    auto const name = option_of(kind);
    arguments.option(name, "account-amount", "option." + std::string{name.substr(2)},
                     [&into, kind](std::string const& given) {
                         auto [account, amount] = parse_named_amount(given);
                         into.push_back(
                             {.kind = kind, .account = std::move(account), .amount = amount});
                     });
    arguments.repeat_last();
}

} // namespace

bool EntryFlags::any() const
{
    return date || piece_date || journal || label || piece || party || ref || project ||
           !shares.empty() || !lines.empty() || !paid_from.empty() || !received_on.empty();
}

bool EntryFlags::complete() const
{
    return !lines.empty() &&
           (!paid_from.empty() || !received_on.empty() || ledger::balance_of(lines).is_zero());
}

void declare_entry(Arguments& arguments, EntryFlags& into, EntryUse use)
{
    auto const prefix = std::string{use == EntryUse::edit ? "option.edit-" : "option.entry-"};
    arguments.date("--date", prefix + "date", into.date);
    arguments.text("--label", "text", "option.label", into.label);
    for (auto const kind : {Kind::charge, Kind::produit, Kind::debit, Kind::credit}) {
        declare_line(arguments, kind, into.lines);
    }
    arguments.text("--paid-from", "account", "option.paid-from", into.paid_from);
    arguments.text("--received-on", "account", "option.received-on", into.received_on);
    arguments.text("--project", "project", "option.entry-project", into.project);
    arguments.option("--split", "shares", "option.split",
                     [&into](std::string const& given) { into.shares = parse_shares(given); });
    arguments.text("--party", "party", "option.entry-party", into.party);
    arguments.text("--piece", "text", "option.piece", into.piece);
    arguments.date("--piece-date", "option.piece-date", into.piece_date);
    arguments.text("--journal", "journal", prefix + "journal", into.journal);
    arguments.text("--ref", "key", prefix + "ref", into.ref);
}

ledger::BuiltLines lines_of(EntryFlags const& flags)
{
    ledger::SimpleEntry entry{
        .said = flags.lines,
        .project = flags.project,
        .shares = flags.shares,
        .project_place = {.source = flags.shares.empty() ? "--project" : "--split"}};
    if (!flags.paid_from.empty()) {
        entry.said.push_back({.kind = Kind::paid_from, .account = flags.paid_from});
    }
    if (!flags.received_on.empty()) {
        entry.said.push_back({.kind = Kind::received_on, .account = flags.received_on});
    }
    for (auto& line : entry.said) {
        line.place.source = option_of(line.kind);
    }
    return ledger::lines_of(entry);
}

exchange::ReadDraft draft_of(EntryFlags const& flags, core::Date today)
{
    auto built = lines_of(flags);
    exchange::ReadDraft result;
    result.draft = {.date = flags.date.value_or(today),
                    .journal = flags.journal.value_or(""),
                    .label = flags.label.value_or(""),
                    .piece = flags.piece.value_or(""),
                    .party = flags.party.value_or(""),
                    .ref = flags.ref.value_or(""),
                    .lines = std::move(built.lines),
                    .piece_date = flags.piece_date};
    result.lines = std::move(built.places);
    result.remarks = std::move(built.remarks);
    return result;
}

} // namespace coop::cli
