// SPDX-License-Identifier: GPL-3.0-or-later
#include "line.hpp"

#include "exchange/fec/value.hpp"
#include "office.hpp"

#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::exchange {

namespace {

/// LPF art. A47 A-1: not « à blanc si non utilisé »; Test Compta Demat refuses them empty.
constexpr std::array mandatory = {
    FecField::journal_code, FecField::journal_label, FecField::number, FecField::date,
    FecField::account,      FecField::account_label, FecField::piece,  FecField::piece_date,
    FecField::label,        FecField::valid_date};

/// ISO 4217 list one: currencies and funds in use, and the euro's forerunners a FEC may cite.
constexpr std::string_view currencies =
    " AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS "
    "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD "
    "TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XAG XAU XCD XCG XDR XOF XPD XPF XPT YER "
    "ZAR ZMW ZWG ZWL FRF BEF DEM ITL ESP NLG LUF PTE ATS FIM IEP GRD ";

/// `-?\d+,\d{2}`, without zeros before other digits.
bool is_strict(std::string_view text)
{
    if (text.starts_with('-')) {
        text.remove_prefix(1);
    }
    if (text.size() < 4 || text[text.size() - 3] != ',' || (text[0] == '0' && text.size() > 4)) {
        return false;
    }
    auto const whole = text.substr(0, text.size() - 3);
    return std::ranges::all_of(whole, core::is_digit) && core::is_digit(text[text.size() - 2]) &&
           core::is_digit(text.back());
}

/// An amount that was understood is not zero.
bool says_something(std::string_view amount)
{
    return amount.find_first_of("123456789") != amount.npos;
}

core::Argument text_of(std::string_view text)
{
    return {"text", core::printable(text)};
}

} // namespace

bool FecLineRules::has(FecField field) const
{
    return form_.column[static_cast<std::size_t>(field)] >= 0;
}

std::string FecLineRules::label_of(FecField field) const
{
    auto const column = form_.column[static_cast<std::size_t>(field)];
    return column < 0 ? std::string{name_of(field)} : form_.names[static_cast<std::size_t>(column)];
}

JudgedLine FecLineRules::judge(FecRow const& row, bool opening)
{
    JudgedLine line;
    line.opening = opening;
    line.fits = judge_fields(row);
    if (!line.fits) {
        return line;
    }
    judge_reading(row, line);
    judge_presence(row);
    judge_account(row);
    judge_dates(row, line);
    judge_amounts(row, line);
    judge_pairs(row);
    judge_currency(row);
    return line;
}

bool FecLineRules::judge_fields(FecRow const& row)
{
    // Test Compta Demat reads one empty field at the end of the header, whatever their number.
    auto const expected = form_.columns + std::min<std::size_t>(form_.trailing_separators, 1);
    if (row.fields.size() == expected) {
        return true;
    }
    char const other = form_.separator == '\t' ? '|' : '\t';
    if (row.fields.size() == 1 && row.record.find(other) != row.record.npos) {
        findings_.find(FecFault::separator_other, row.line);
        return false;
    }
    findings_.find(FecFault::fields, row.line, 0, [&] {
        return core::Arguments{{"count", static_cast<std::int64_t>(row.fields.size())},
                               {"expected", static_cast<std::int64_t>(expected)}};
    });
    unread_.clear();
    read_line(form_, row, findings_.source(), values_, unread_);
    return std::ranges::none_of(unread_, [](core::Diagnostic const& unread) {
        return unread.id == "fec.fields" && unread.severity == core::Severity::error;
    });
}

/// The amounts; dates are read again by judge_date(), which tells more ways to write them apart.
void FecLineRules::judge_reading(FecRow const& row, JudgedLine& line)
{
    unread_.clear();
    read_line(form_, row, findings_.source(), values_, unread_);
    for (auto& unread : unread_) {
        bool const amount = unread.id == "fec.amount" || unread.id == "money.overflow";
        if (!amount && unread.id != "fec.direction") {
            continue;
        }
        line.amounts = false; // judge_form() says why, where one amount alone is unread.
        if (unread.id == "money.overflow") {
            findings_.find(FecFault::amount_unread, row.line, unread.where.column,
                           [&] { return unread.args; });
        }
    }
    if (line.amounts) {
        line.debit = values_.debit;
        line.credit = values_.credit;
    }
}

void FecLineRules::judge_presence(FecRow const& row)
{
    for (auto const field : mandatory) {
        if (row[field].empty() && has(field)) {
            findings_.find(FecFault::missing, row, row[field], [&] {
                return core::Arguments{{"field", label_of(field)}};
            });
        }
    }
}

void FecLineRules::judge_account(FecRow const& row)
{
    auto const account = row[FecField::account];
    bool const digits =
        account.size() >= 3 && std::ranges::all_of(account.substr(0, 3), core::is_digit);
    if (!digits && !account.empty()) {
        findings_.find(FecFault::account_digits, row, account,
                       [&] { return core::Arguments{text_of(account)}; });
    }
}

std::optional<core::Date> FecLineRules::judge_date(FecRow const& row, FecField field)
{
    constexpr int year_min = 1900; // Test Compta Demat alerts outside these
    constexpr int year_max = 2099;
    auto const text = row[field];
    if (text.empty()) {
        return std::nullopt;
    }
    auto const say = [&](FecFault fault) {
        findings_.find(fault, row, text, [&] {
            return core::Arguments{{"field", label_of(field)}, text_of(text)};
        });
    };
    auto const read = read_fec_date_text(text);
    auto const raw = row.raw(text, form_.separator);
    bool const shaped = read.shape != FecDateText::Shape::none && 1 <= read.month &&
                        read.month <= 12 && 1 <= read.day && read.day <= 31;
    bool const bare = raw.size() == text.size();
    if (!(shaped && bare) && !office::takes_date(raw, field == FecField::date)) {
        say(FecFault::date);
        return std::nullopt;
    }
    if (!shaped) {
        say(FecFault::date_unread);
        return std::nullopt;
    }
    if (read.shape != FecDateText::Shape::compact) {
        say(FecFault::date_form);
    }
    if (read.year < year_min || read.year > year_max) {
        say(FecFault::date_year);
    }
    auto const day =
        core::date(read.year, static_cast<unsigned>(read.month), static_cast<unsigned>(read.day));
    if (!day.ok()) {
        say(FecFault::date_impossible);
        return std::nullopt;
    }
    return day;
}

void FecLineRules::judge_dates(FecRow const& row, JudgedLine& line)
{
    line.date = judge_date(row, FecField::date);
    line.valid = judge_date(row, FecField::valid_date);
    auto const piece = judge_date(row, FecField::piece_date);
    judge_date(row, FecField::letters_date);
    if (line.date && year_ && !year_->contains(*line.date)) {
        findings_.find(FecFault::date_outside, row, row[FecField::date], [&] {
            return core::Arguments{
                {"date", *line.date}, {"first", year_->first}, {"last", year_->last}};
        });
    }
    if (line.date && line.valid && *line.valid < *line.date && !line.opening) {
        findings_.find(FecFault::valid_before, row, row[FecField::valid_date], [&] {
            return core::Arguments{{"valid", *line.valid}, {"date", *line.date}};
        });
    }
    if (piece && line.valid && *line.valid < *piece) {
        findings_.find(FecFault::piece_after, row, row[FecField::piece_date], [&] {
            return core::Arguments{{"piece", *piece}, {"valid", *line.valid}};
        });
    }
}

/// How an amount that was understood is written.
void FecLineRules::judge_form(FecRow const& row, FecField field)
{
    auto const text = row[field];
    auto const raw = row.raw(text, form_.separator);
    bool const strict = is_strict(text);
    if (strict && raw.size() == text.size()) {
        return;
    }
    auto const say = [&](FecFault fault) {
        findings_.find(fault, row, text, [&] {
            return core::Arguments{{"field", label_of(field)}, text_of(text)};
        });
    };
    auto const amount = read_fec_amount(text);
    bool const understood =
        amount.reading == FecAmount::Reading::amount || amount.reading == FecAmount::Reading::blank;
    if (office::takes_amount(raw)) {
        if (!understood && amount.reading != FecAmount::Reading::too_large) {
            say(FecFault::amount_unread);
        } else if (understood && !strict) {
            say(FecFault::amount_form);
        }
        return;
    }
    if (!understood) {
        say(FecFault::amount);
        return;
    }
    if (amount.style.point) {
        say(FecFault::amount_point);
    }
    if (amount.style.spaces || !amount.style.point) {
        say(FecFault::amount_space);
    }
}

void FecLineRules::judge_direction(FecRow const& row)
{
    auto const text = row[FecField::credit];
    if (!office::takes_direction(row.raw(text, form_.separator))) {
        findings_.find(FecFault::direction, row, text, [&] {
            return core::Arguments{{"field", label_of(FecField::credit)}, text_of(text)};
        });
    }
}

void FecLineRules::judge_amounts(FecRow const& row, JudgedLine const& line)
{
    judge_form(row, FecField::debit);
    if (form_.direction) {
        judge_direction(row);
    } else {
        judge_form(row, FecField::credit);
    }
    auto const debit = row[FecField::debit];
    auto const credit = row[FecField::credit];
    // As they are written: signs may bring both amounts to one side.
    if (line.amounts && !form_.direction && says_something(debit) && says_something(credit)) {
        findings_.find(FecFault::both_sides, row, debit, [&] {
            return core::Arguments{{"debit", read_fec_amount(debit).value},
                                   {"credit", read_fec_amount(credit).value}};
        });
    } else if (line.amounts && line.debit.is_zero() && line.credit.is_zero()) {
        findings_.find(FecFault::no_amount, row, row[FecField::debit],
                       [] { return core::Arguments{}; });
    }
}

void FecLineRules::pair(FecFault fault, FecRow const& row, FecField one, FecField other)
{
    if (!has(one) || !has(other) || row[one].empty() == row[other].empty()) {
        return;
    }
    auto const present = row[one].empty() ? other : one;
    auto const absent = row[one].empty() ? one : other;
    findings_.find(fault, row, row[present], [&] {
        return core::Arguments{{"present", label_of(present)}, {"absent", label_of(absent)}};
    });
}

void FecLineRules::judge_pairs(FecRow const& row)
{
    pair(FecFault::letters, row, FecField::letters, FecField::letters_date);
    pair(FecFault::party_pair, row, FecField::party_code, FecField::party_label);
    pair(FecFault::currency_pair, row, FecField::currency_amount, FecField::currency);
}

void FecLineRules::judge_currency(FecRow const& row)
{
    auto const code = row[FecField::currency];
    bool const shaped =
        code.size() == 3 && std::ranges::all_of(code, [](char c) { return 'A' <= c && c <= 'Z'; });
    if (!code.empty() && (!shaped || currencies.find(code) == currencies.npos)) {
        findings_.find(FecFault::currency_code, row, code,
                       [&] { return core::Arguments{text_of(code)}; });
    }
    auto const amount = row[FecField::currency_amount];
    if (!amount.empty()) {
        judge_form(row, FecField::currency_amount);
    }
}

} // namespace coop::exchange
