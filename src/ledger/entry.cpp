// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/entry.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/regulation.hpp>
#include <coop/ledger/role.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace coop::ledger {

namespace {

using core::Error;
using core::ErrorKind;
using core::Money;

constexpr std::int64_t text_length_max = 1000;

[[noreturn]] void refuse(char const* id, core::Arguments args)
{
    throw Error{ErrorKind::refused, id, std::move(args)};
}

/// Lines are named to people, who count from 1.
std::int64_t number_of_line(std::size_t index)
{
    return static_cast<std::int64_t>(index) + 1;
}

std::int64_t count_characters(std::string_view text)
{
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

/// A line end or a TAB would break the flat files that entries are exported to (FEC), and any other
/// control character could drive a terminal.
void check_text(std::string_view text, char const* field)
{
    auto const bad = core::invalid_utf8_at(text);
    if (bad != std::string_view::npos) {
        throw Error{ErrorKind::usage,
                    "text.utf8",
                    {{"byte", core::printable(text.substr(bad, 1))}},
                    {field, 0, static_cast<int>(bad) + 1, {}}};
    }
    auto const control = std::find_if(text.begin(), text.end(), core::is_control);
    if (control != text.end()) {
        refuse("ledger.label-control",
               {{"field", std::string{field}},
                {"character", core::printable(std::string_view{&*control, 1})},
                {"position",
                 count_characters({text.data(), static_cast<std::size_t>(control - text.begin())}) +
                     1}});
    }
    auto const characters = count_characters(text);
    if (characters > text_length_max) {
        refuse(
            "ledger.label-too-long",
            {{"field", std::string{field}}, {"characters", characters}, {"max", text_length_max}});
    }
}

void check_texts(Draft const& draft)
{
    check_text(draft.label, "label");
    check_text(draft.piece, "piece");
    check_text(draft.party, "party");
    check_text(draft.ref, "ref");
    for (auto const& line : draft.lines) {
        check_text(line.label, "label");
        check_text(line.party, "party");
    }
}

void check_line(Line const& line, std::int64_t number)
{
    for (auto amount : {line.debit, line.credit}) {
        if (amount.is_negative()) {
            refuse("ledger.negative",
                   {{"line", number}, {"account", line.account}, {"amount", amount}});
        }
    }
    if (line.debit.is_zero() && line.credit.is_zero()) {
        refuse("ledger.zero-line", {{"line", number}, {"account", line.account}});
    }
    if (!line.debit.is_zero() && !line.credit.is_zero()) {
        refuse("ledger.two-sides", {{"line", number},
                                    {"account", line.account},
                                    {"debit", line.debit},
                                    {"credit", line.credit}});
    }
}

void check_each_line(std::span<Line const> lines)
{
    for (std::size_t i = 0; i < lines.size(); ++i) {
        check_line(lines[i], number_of_line(i));
    }
    if (lines.size() < 2) {
        refuse("ledger.too-few-lines", {{"lines", static_cast<std::int64_t>(lines.size())}});
    }
}

void check_balanced(std::span<Line const> lines)
{
    Money debit;
    Money credit;
    for (auto const& line : lines) {
        debit += line.debit;
        credit += line.credit;
    }
    if (debit != credit) {
        refuse("ledger.unbalanced",
               {{"debit", debit},
                {"credit", credit},
                {"difference", debit > credit ? debit - credit : credit - debit}});
    }
}

std::string codes_of(std::span<Journal const> journals)
{
    return core::join(journals, ", ", &Journal::code);
}

void check_journal(std::string const& code, std::span<Journal const> journals)
{
    auto const known = std::any_of(journals.begin(), journals.end(),
                                   [&](Journal const& journal) { return journal.code == code; });
    if (!known) {
        refuse("journal.unknown", {{"journal", code}, {"known", codes_of(journals)}});
    }
}

/// An account that the chart of the year lacks: one that a later chart details is taken, one that
/// has ended is refused with the account that took its place.
bool is_of_other_chart(Rules const& rules, Line const& line, std::int64_t number)
{
    if (rules.chart.find(line.account) != nullptr || rules.year.regulation.empty()) {
        return false;
    }
    auto const& regulation = find_regulation(rules.year.regulation);
    if (auto successors = successors_of(regulation, line.account); !successors.empty()) {
        refuse("account.ended", {{"account", line.account},
                                 {"successor", std::move(successors)},
                                 {"regulation", regulation.label},
                                 {"line", number}});
    }
    return came_later(regulation, rules.chart, line.account);
}

/// account_of() with the number of the line among the arguments.
void check_account(Rules const& rules, Line const& line, std::int64_t number)
{
    auto const& chart = rules.chart;
    if (auto const* known = chart.find(line.account); known != nullptr && !known->closed) {
        return;
    }
    if (is_of_other_chart(rules, line, number)) {
        return;
    }
    if (is_account_code(line.account) && chart.nearest(line.account) == nullptr) {
        refuse("account.untyped", {{"account", line.account}, {"line", number}});
    }
    try {
        account_of(chart, line.account);
    } catch (Error const& error) {
        auto args = error.diagnostic().args;
        args.push_back({"line", number});
        throw Error{error.kind(), error.id(), std::move(args), error.diagnostic().where,
                    error.findings()};
    }
}

enum class Space { legal, inkind, memorandum };

/// Class 8 holds two worlds of its own: contributions in kind (86, 87) and commitments (80, 88,
/// 89). 890 stands among accounts of the balance sheet until it is cleared.
Space space_of(std::string_view account)
{
    if (!account.starts_with('8') || is_opening_balance(account)) {
        return Space::legal;
    }
    return is_inkind(account) ? Space::inkind : Space::memorandum;
}

void check_class_8(std::span<Line const> lines)
{
    auto const& first = lines.front();
    auto const other = std::find_if(lines.begin(), lines.end(), [&](Line const& line) {
        return space_of(line.account) != space_of(first.account);
    });
    if (other == lines.end()) {
        return;
    }
    bool const first_is_legal = space_of(first.account) == Space::legal;
    refuse("ledger.class-8-mixed",
           {{"account", first_is_legal ? other->account : first.account},
            {"other", first_is_legal ? first.account : other->account},
            {"line", number_of_line(static_cast<std::size_t>(other - lines.begin()))}});
}

void check_project_accounts(std::span<Line const> lines)
{
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const& account = lines[i].account;
        if (!lines[i].project.empty() && !takes_project(account)) {
            refuse(
                "ledger.project-account",
                {{"line", number_of_line(i)}, {"account", account}, {"project", lines[i].project}});
        }
    }
}

/// What a project is given in kind is used in kind (ANC 2018-06 art. 211-3: equal totals).
void check_inkind_projects(std::span<Line const> lines)
{
    if (space_of(lines.front().account) != Space::inkind) {
        return; // So are the others: check_class_8() has seen them.
    }
    struct Totals {
        Money use, source;
    };
    std::map<std::string, Totals> by_project;
    for (auto const& line : lines) {
        auto& totals = by_project[line.project];
        if (is_inkind_use(line.account)) {
            totals.use += line.debit - line.credit;
        } else if (is_inkind_source(line.account)) {
            totals.source += line.credit - line.debit;
        }
    }
    for (auto const& [project, totals] : by_project) {
        if (totals.use != totals.source) {
            refuse("ledger.inkind-project", {{"project", project.empty() ? "–" : project},
                                             {"use", totals.use},
                                             {"source", totals.source}});
        }
    }
}

void check_day(core::Date day, Rules const& rules)
{
    auto const& year = rules.year;
    if (!day.ok() || !year.period.contains(day)) {
        refuse("ledger.outside-year", {{"date", day},
                                       {"year", year.label},
                                       {"first", year.period.first},
                                       {"last", year.period.last}});
    }
    if (year.state == YearState::closed) {
        refuse("year.closed", {{"year", year.label}, {"date", day}});
    }
    if (rules.locked_through && day <= *rules.locked_through) {
        refuse("year.locked",
               {{"year", year.label}, {"date", day}, {"through", *rules.locked_through}});
    }
}

} // namespace

std::span<Journal const> standard_journals()
{
    static std::array<Journal, 6> const journals{
        {{"AC", "Achats"},
         {"VE", "Ventes et prestations"},
         {"BQ", "Banque"},
         {"CA", "Caisse"},
         {std::string{other_journal}, "Opérations diverses"},
         {std::string{opening_journal}, "À-nouveaux"}}};
    return journals;
}

Entry check(Draft draft, Rules const& rules)
{
    check_texts(draft);
    check_each_line(draft.lines);
    draft.journal = journal_of(draft);
    check_journal(draft.journal, rules.journals);
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        check_account(rules, draft.lines[i], number_of_line(i));
    }
    check_class_8(draft.lines);
    check_project_accounts(draft.lines);
    check_balanced(draft.lines);
    check_inkind_projects(draft.lines);
    check_day(draft.date, rules);
    draft.piece_date = own_piece_date(draft);
    return Entry{std::move(draft), rules.year.label};
}

void check_lines(std::span<Line const> lines)
{
    check_each_line(lines);
    check_balanced(lines);
}

std::optional<core::Date> own_piece_date(Draft const& draft)
{
    return draft.piece_date == draft.date ? std::nullopt : draft.piece_date;
}

std::string journal_of(Draft const& draft)
{
    if (!draft.journal.empty()) {
        return draft.journal;
    }
    auto const has = [&](bool (*role)(std::string_view)) {
        return std::ranges::any_of(draft.lines, role, &Line::account);
    };
    return has(is_bank) ? "BQ" : has(is_cash) ? "CA" : std::string{other_journal};
}

std::vector<Line> split_over_projects(Line const& line,
                                      std::span<std::pair<std::string, std::int64_t> const> shares)
{
    std::vector<std::int64_t> weights;
    for (auto const& share : shares) {
        weights.push_back(share.second);
    }
    auto const debits = core::allocate(line.debit, weights);
    auto const credits = core::allocate(line.credit, weights);
    std::vector<Line> parts;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (debits[i].is_zero() && credits[i].is_zero()) {
            continue;
        }
        auto part = line;
        part.debit = debits[i];
        part.credit = credits[i];
        part.project = shares[i].first;
        parts.push_back(std::move(part));
    }
    return parts;
}

Draft reversal_of(Record const& record, core::Date date, std::string const& reason)
{
    auto draft = record.entry;
    draft.date = date;
    draft.ref.clear();
    // The label never grows with what it reverses: an entry with the longest label has a reversal.
    draft.label = fmt::format("Contre-passation de {} : {}", number_of(record),
                              reason.empty() ? "annulation" : reason);
    for (auto& line : draft.lines) {
        std::swap(line.debit, line.credit);
    }
    return draft;
}

std::string number_of(Record const& record)
{
    if (!record.posted()) {
        return {};
    }
    return fmt::format("{}/{}/{}", record.entry.journal, record.year, *record.number);
}

} // namespace coop::ledger
