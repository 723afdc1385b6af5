// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/simple_entry.hpp>

#include <coop/core/error.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/remark.hpp>

#include <algorithm>

namespace coop::ledger {

namespace {

using core::Error;
using core::ErrorKind;
using core::Money;
using Kind = SaidLine::Kind;

bool is_credit(Kind kind)
{
    return kind == Kind::produit || kind == Kind::credit;
}

bool has(std::span<SaidLine const> said, bool (*wanted)(Kind))
{
    return std::ranges::any_of(said, wanted, &SaidLine::kind);
}

bool has(std::span<SaidLine const> said, Kind kind)
{
    return std::ranges::find(said, kind, &SaidLine::kind) != said.end();
}

/// Debit less credit of what was said, one side of it when both cash accounts share it.
Money sum_of(std::span<SaidLine const> said, bool debits, bool credits)
{
    Money sum;
    for (auto const& line : said) {
        if (debits && is_debit(line.kind)) {
            sum += line.amount;
        }
        if (credits && is_credit(line.kind)) {
            sum -= line.amount;
        }
    }
    return sum;
}

/// What a cash account gives or takes. Alone beside debits and credits, it must not turn round:
/// what was paid would have been received.
Money rest_for(std::span<SaidLine const> all, SaidLine const& cash)
{
    bool const pays = cash.kind == Kind::paid_from;
    bool const both = has(all, Kind::paid_from) && has(all, Kind::received_on);
    auto const balance = sum_of(all, pays || !both, !pays || !both);
    auto const rest = pays ? balance : -balance;
    bool const mixed = has(all, is_debit) && has(all, is_credit);
    if (rest.is_negative() && mixed && !both) {
        throw Error{ErrorKind::usage,
                    pays ? "entry.paid-from-exceeded" : "entry.received-on-exceeded",
                    {{"amount", -rest}},
                    cash.place};
    }
    return rest;
}

Line line_of(std::span<SaidLine const> all, SaidLine const& said)
{
    Line line;
    line.account = said.account;
    line.project = said.project;
    bool const cash = said.kind == Kind::paid_from || said.kind == Kind::received_on;
    bool const debited = is_debit(said.kind) || said.kind == Kind::received_on;
    (debited ? line.debit : line.credit) = cash ? rest_for(all, said) : said.amount;
    return line;
}

void add_line(BuiltLines& built, Line line, core::Where const& place, SimpleEntry const& entry)
{
    bool const takes = takes_project(line.account);
    if (takes && !entry.shares.empty()) {
        for (auto& part : split_over_projects(line, entry.shares)) {
            built.lines.push_back(std::move(part));
            built.places.push_back(place);
        }
        return;
    }
    if (takes && entry.project) {
        line.project = *entry.project;
    }
    built.lines.push_back(std::move(line));
    built.places.push_back(place);
}

/// Who said one side only has forgotten the cash account, not double entry.
void demand_both_sides(std::span<SaidLine const> said)
{
    bool const debits = has(said, is_debit);
    bool const cash = has(said, Kind::paid_from) || has(said, Kind::received_on);
    if (cash || said.empty() || debits == has(said, is_credit)) {
        return;
    }
    throw Error{ErrorKind::refused,
                debits ? "entry.nothing-credited" : "entry.nothing-debited",
                {},
                said.front().place};
}

/// A project that no line can carry would be lost without a word.
void refuse_idle_project(SimpleEntry const& entry, BuiltLines const& built)
{
    bool const asked = (entry.project && !entry.project->empty()) || !entry.shares.empty();
    bool const carried =
        std::ranges::any_of(built.lines, [](Line const& line) { return !line.project.empty(); });
    if (asked && !carried && !built.lines.empty()) {
        throw Error{ErrorKind::refused, "entry.project-nowhere", {}, entry.project_place};
    }
}

} // namespace

bool is_debit(SaidLine::Kind kind)
{
    return kind == Kind::charge || kind == Kind::debit;
}

BuiltLines lines_of(SimpleEntry const& entry)
{
    if (entry.project && !entry.shares.empty()) {
        throw Error{ErrorKind::usage, "entry.project-and-split", {}, entry.project_place};
    }
    demand_both_sides(entry.said);
    BuiltLines built;
    for (auto const& said : entry.said) {
        add_line(built, line_of(entry.said, said), said.place, entry);
    }
    refuse_idle_project(entry, built);
    built.remarks = remarks_on(entry.said);
    return built;
}

Money balance_of(std::span<SaidLine const> said)
{
    return sum_of(said, true, true);
}

} // namespace coop::ledger
