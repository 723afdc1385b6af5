// SPDX-License-Identifier: GPL-3.0-or-later
#include "file.hpp"

#include "exchange/fec/value.hpp"
#include "office.hpp"
#include "turn.hpp"

#include <coop/core/charset.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/fec/entries.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/book.hpp>
#include <coop/ledger/regulation.hpp>

#include <algorithm>
#include <set>

namespace coop::exchange {

namespace {

using core::Money;

constexpr std::string_view name_form = "999999999FEC99999999.txt"; // 9: a digit
constexpr std::size_t siren_size = 9;

std::string_view base_name(std::string_view path)
{
    auto const slash = path.find_last_of("/\\");
    return slash == path.npos ? path : path.substr(slash + 1);
}

bool is_named_as_law_wants(std::string_view name)
{
    return std::ranges::equal(name, name_form, [](char c, char form) {
        return form == '9' ? core::is_digit(c) : c == form;
    });
}

/// The closing day that the name tells.
std::optional<core::Date> closing_of(std::string_view name)
{
    auto const parts = is_named_as_law_wants(name) ? parse_fec_name(name) : std::nullopt;
    return parts ? std::optional{parts->last} : std::nullopt;
}

core::Date years_before(core::Date day, int years)
{
    core::Date const before{day.year() - std::chrono::years{years}, day.month(), day.day()};
    return before.ok() ? before : core::Date{before.year() / before.month() / std::chrono::last};
}

/// No-break spaces are not seen.
std::string shown_blanks(std::string_view name)
{
    std::string shown{name};
    for (auto const& [blank, text] : {std::pair{"\u00a0", "[U+00A0]"}, {"\u202f", "[U+202F]"}}) {
        for (auto at = shown.find(blank); at != shown.npos; at = shown.find(blank)) {
            shown.replace(at, std::string_view{blank}.size(), text);
        }
    }
    return shown;
}

void judge_names(FecForm const& form, FecFindings& findings)
{
    std::vector<std::string> missing;
    std::vector<std::string> accents;
    std::vector<std::string> cases;
    int last = -1;
    bool ordered = true;
    for (std::size_t i = 0; i < fec_field_count; ++i) {
        auto const wanted = lawful_name(form, static_cast<FecField>(i));
        if (form.column[i] < 0) {
            missing.emplace_back(wanted);
            continue;
        }
        ordered = ordered && form.column[i] == last + 1;
        last = form.column[i];
        auto const place = static_cast<std::size_t>(form.column[i]);
        auto const& name = form.names[place];
        if (!office::takes_name(form.raw_names[place], wanted, place == 0)) {
            accents.push_back(shown_blanks(form.raw_names[place]));
        } else if (name != wanted) {
            cases.push_back(name);
        }
    }
    auto const say = [&](FecFault fault, std::vector<std::string> const& names) {
        if (!names.empty()) {
            findings.find(fault, form.header_line, 0, [&] {
                return core::Arguments{{"fields", core::join(names, ", ", core::printable)}};
            });
        }
    };
    say(FecFault::columns_missing, missing);
    say(FecFault::columns_accents, accents);
    say(FecFault::columns_case, cases);
    say(FecFault::columns_extra, form.extra);
    if (!ordered) {
        findings.find(FecFault::columns_order, form.header_line);
    }
}

/// Codes of every shipped chart.
std::set<std::string, std::less<>> shipped_codes()
{
    std::set<std::string, std::less<>> codes;
    for (auto const& regulation : ledger::regulations()) {
        for (auto& account : ledger::shipped_accounts(regulation)) {
            codes.insert(std::move(account.code));
        }
    }
    return codes;
}

/// `512` of 512000: programs that want codes of one length fill them up.
std::string_view without_padding(std::string_view code)
{
    while (code.size() > 2 && code.back() == '0') {
        code.remove_suffix(1);
    }
    return code;
}

bool has_parts(std::set<std::string, std::less<>> const& codes, std::string_view code)
{
    auto const next = codes.upper_bound(code);
    return next != codes.end() && next->starts_with(code);
}

/// One of a chart, filled up or not, or below one: of three digits or more, or of two that the
/// charts leave undivided (541 below 54).
bool is_in(std::set<std::string, std::less<>> const& codes, std::string_view code)
{
    if (codes.contains(without_padding(code))) {
        return true;
    }
    for (std::size_t size = 2; size <= code.size(); ++size) {
        auto const above = code.substr(0, size);
        if (codes.contains(above) && (size > 2 || !has_parts(codes, above))) {
            return true;
        }
    }
    return false;
}

/// 12, 120 and 129 are one: the result of the year before, whatever its sign.
std::string compared(std::string_view code)
{
    return std::string{ledger::is_year_result(code) ? ledger::year_result : without_padding(code)};
}

/// Warnings may stand before what keeps a record from being read.
[[noreturn]] void refuse(std::vector<core::Diagnostic> const& unread)
{
    auto const found =
        std::ranges::find(unread, core::Severity::error, &core::Diagnostic::severity);
    throw core::Error{core::ErrorKind::unreadable, found->id, found->args, found->where};
}

} // namespace

void judge_file_name(std::string const& path, FecFindings& findings)
{
    auto const name = base_name(path);
    if (path == "stdin") {
        return;
    }
    if (!closing_of(name)) {
        bool const read = office::takes_file_name(name);
        findings.find(read ? FecFault::file_name : FecFault::file_name_unread, 0, 0, [&] {
            return core::Arguments{{"name", core::printable(name)}};
        });
    } else if (!ledger::is_siren(name.substr(0, siren_size))) {
        findings.find(FecFault::siren, 0, 0, [&] {
            return core::Arguments{{"siren", std::string{name.substr(0, siren_size)}}};
        });
    }
}

void judge_header(FecForm const& form, FecFindings& findings)
{
    judge_names(form, findings);
    if (form.bom) {
        findings.find(FecFault::bom, 1);
    }
    if (form.trailing_separators > 0) {
        findings.find(FecFault::trailing_separator, form.header_line);
    }
}

std::optional<core::Period> year_of(std::string const& path, FecRow const& first, bool opening)
{
    auto const closing = closing_of(base_name(path));
    if (!closing) {
        return std::nullopt;
    }
    auto const date = read_fec_date(first[FecField::date]);
    if (opening && date && *date <= *closing) {
        return core::Period{*date, *closing};
    }
    return core::Period{core::next_day(years_before(*closing, 2)), *closing};
}

void judge_length(core::Date first, core::Date last, std::int64_t line, FecFindings& findings)
{
    auto const next_year = years_before(first, -1);
    if (last >= next_year) {
        core::Date const end{std::chrono::sys_days{next_year} - std::chrono::days{1}};
        findings.find(FecFault::date_outside, line, 0, [&] {
            return core::Arguments{{"date", last}, {"first", first}, {"last", end}};
        });
    }
}

void FecAccounts::add(FecRow const& row, JudgedLine const& line)
{
    auto const code = row[FecField::account];
    auto found = accounts_.find(code);
    if (found == accounts_.end()) {
        found = accounts_.emplace(std::string{code}, Account{{}, row.line}).first;
    }
    auto& account = found->second;
    account.balance += line.debit;
    account.balance -= line.credit;
    if (line.date) {
        add_date(*line.date);
    }
}

void FecAccounts::add_date(core::Date date)
{
    days_ = days_ ? core::Period{std::min(days_->first, date), std::max(days_->last, date)}
                  : core::Period{date, date};
}

void FecAccounts::judge_chart(FecFindings& findings) const
{
    auto const codes = shipped_codes();
    std::map<std::int64_t, std::string_view> unknown;
    for (auto const& [code, account] : accounts_) {
        if (!code.empty() && !is_in(codes, code)) {
            unknown.emplace(account.line, code);
        }
    }
    for (auto const& [line, code] : unknown) {
        findings.find(FecFault::account_unknown, line, 0, [&] {
            return core::Arguments{{"account", core::printable(code)}};
        });
    }
}

void FecAccounts::judge_inkind(FecFindings& findings) const
{
    Money use;
    Money source;
    for (auto const& [code, account] : accounts_) {
        if (ledger::is_inkind_use(code)) {
            use += account.balance;
        } else if (ledger::is_inkind_source(code)) {
            source -= account.balance;
        }
    }
    if (use != source) {
        findings.find(FecFault::inkind_unequal, 0, 0, [&] {
            return core::Arguments{{"use", use}, {"source", source}};
        });
    }
}

/// Balances that the next year begins with; classes 6 and 7 become the result, in 12.
FecAccounts::Sums FecAccounts::closing() const
{
    Sums sums;
    for (auto const& [code, account] : accounts_) {
        bool const result = ledger::is_charge_or_produit(code);
        if (result || ledger::is_balance_sheet(code)) {
            sums[result ? std::string{ledger::year_result} : compared(code)] += account.balance;
        }
    }
    return sums;
}

std::vector<ledger::Balance> FecAccounts::balances() const
{
    std::vector<ledger::Balance> balances;
    for (auto const& [code, account] : accounts_) {
        if (ledger::is_charge_or_produit(code)) {
            balances.push_back({code, {}, {}, account.balance, {}});
        }
    }
    return balances;
}

FecAccounts FecAccounts::of(core::Input const& file)
{
    FecAccounts accounts;
    FecReader reader{file};
    FecRow row;
    FecLine values;
    std::vector<core::Diagnostic> unread;
    while (reader.next(row)) {
        unread.clear();
        if (!read_line(reader.form(), row, file.name, values, unread)) {
            refuse(unread);
        }
        JudgedLine line;
        line.date = values.date;
        line.debit = values.debit;
        line.credit = values.credit;
        try {
            accounts.add(row, line);
        } catch (core::Error const& error) {
            throw error.as(core::ErrorKind::unreadable).at(where_of(row, {}, file.name));
        }
    }
    return accounts;
}

void FecAccounts::demand_later_than(FecAccounts const& before, core::Input const& previous) const
{
    if (!days_ || !before.days_ || before.days_->first < days_->first ||
        before.days_->last < days_->last) {
        return;
    }
    throw core::Error{core::ErrorKind::usage,
                      "fec.previous-later",
                      {{"first", days_->first},
                       {"last", days_->last},
                       {"previous_first", before.days_->first},
                       {"previous_last", before.days_->last}},
                      {previous.name, 0, 0, {}}};
}

void FecAccounts::judge_openings(core::Input const& previous, FecTurn const& turn,
                                 FecFindings& findings) const
{
    auto const before = of(previous);
    demand_later_than(before, previous);
    auto closing = before.closing();
    KnownOpening known;
    for (auto const& [code, balance] : closing) {
        known.accounts.push_back({code, balance, {}, {}, {}});
    }
    Sums opening;
    for (auto const& [code, balance] : turn.opening(known)) {
        opening[compared(code)] += balance;
        closing[compared(code)] -= balance;
    }
    for (auto const& [code, difference] : closing) {
        if (difference.is_zero()) {
            continue;
        }
        auto const found = opening.find(code);
        auto const opened = found == opening.end() ? Money{} : found->second;
        findings.find(FecFault::opening_differs, 0, 0, [&, &key = code, &rest = difference] {
            return core::Arguments{
                {"account", core::printable(key)}, {"closing", rest + opened}, {"opening", opened}};
        });
    }
}

} // namespace coop::exchange
