// SPDX-License-Identifier: GPL-3.0-or-later
#include "value.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <limits>

// Records → dates and amounts, whatever way of writing them leaves no doubt.

namespace coop::exchange {

namespace {

constexpr auto cents_max = std::numeric_limits<std::int64_t>::max();
constexpr int year_min = 1900;
constexpr int year_max = 2199;

/// The number that the digits of `text` at `first` make; -1 where one is none.
int digits_at(std::string_view text, std::size_t first, std::size_t count)
{
    int number = 0;
    for (char const c : text.substr(first, count)) {
        if (!core::is_digit(c)) {
            return -1;
        }
        number = number * 10 + (c - '0');
    }
    return number;
}

FecDateText date_text(FecDateText::Shape shape, std::string_view text, std::size_t year_at,
                      std::size_t month_at, std::size_t day_at)
{
    FecDateText const read{shape, digits_at(text, year_at, 4), digits_at(text, month_at, 2),
                           digits_at(text, day_at, 2)};
    return read.year < 0 || read.month < 0 || read.day < 0 ? FecDateText{} : read;
}

/// The length of the blank at the beginning of `text`: a space, U+00A0 or U+202F.
std::size_t blank_length(std::string_view text)
{
    for (std::string_view blank : {" ", "\u00a0", "\u202f"}) {
        if (text.starts_with(blank)) {
            return blank.size();
        }
    }
    return 0;
}

/// What an amount is made of, read from its first byte to its last.
class AmountText {
public:
    explicit AmountText(std::string_view text) : rest_(text) {}

    FecAmount read()
    {
        if (rest_.empty()) {
            return {FecAmount::Reading::blank, core::Money{}, result_.style};
        }
        bool const before = sign();
        bool understood = whole() && decimals();
        bool const after = !rest_.empty() && sign();
        result_.style.sign_last = after;
        understood = understood && rest_.empty() && !(before && after);
        result_.reading = !understood  ? FecAmount::Reading::malformed
                          : too_large_ ? FecAmount::Reading::too_large
                                       : FecAmount::Reading::amount;
        if (result_.reading == FecAmount::Reading::amount) {
            result_.value = core::cents(negative_ ? -cents_ : cents_);
        }
        return result_;
    }

private:
    bool sign()
    {
        if (rest_.front() != '-' && rest_.front() != '+') {
            return false;
        }
        negative_ = rest_.front() == '-';
        result_.style.plus = !negative_;
        rest_.remove_prefix(1);
        result_.style.spaces |= skip_blank();
        return true;
    }

    bool skip_blank()
    {
        auto const length = blank_length(rest_);
        rest_.remove_prefix(length);
        return length > 0;
    }

    void digit(char c)
    {
        constexpr auto tenth = cents_max / 10;
        too_large_ = too_large_ || cents_ > tenth || (cents_ == tenth && c - '0' > cents_max % 10);
        if (!too_large_) {
            cents_ = cents_ * 10 + (c - '0');
        }
    }

    std::size_t run_of_digits()
    {
        std::size_t count = 0;
        for (; !rest_.empty() && core::is_digit(rest_.front()); rest_.remove_prefix(1), ++count) {
            digit(rest_.front());
        }
        return count;
    }

    /// `1234` or `1 234`: where there are groups, all but the first are of three.
    bool whole()
    {
        result_.style.padded = rest_.size() > 1 && rest_[0] == '0' && core::is_digit(rest_[1]);
        auto group = run_of_digits();
        bool understood = group > 0 || starts_with_decimals();
        while (understood && rest_.size() > 1 && blank_length(rest_) > 0) {
            auto const before_blank = rest_;
            skip_blank();
            if (rest_.empty() || !core::is_digit(rest_.front())) {
                rest_ = before_blank;
                break;
            }
            result_.style.spaces = true;
            understood = group <= 3;
            group = run_of_digits();
            understood = understood && group == 3;
        }
        return understood;
    }

    /// `,50`
    bool starts_with_decimals() const
    {
        return rest_.size() > 1 && (rest_[0] == ',' || rest_[0] == '.') && core::is_digit(rest_[1]);
    }

    /// Two digits, fewer, none, or more that are zero; three after a point may be a group.
    bool decimals()
    {
        std::size_t count = 0;
        bool exact = true;
        bool const mark = !rest_.empty() && (rest_.front() == ',' || rest_.front() == '.');
        if (mark) {
            result_.style.point = rest_.front() == '.';
            rest_.remove_prefix(1);
            for (; !rest_.empty() && core::is_digit(rest_.front());
                 rest_.remove_prefix(1), ++count) {
                if (count < 2) {
                    digit(rest_.front());
                } else {
                    exact = exact && rest_.front() == '0';
                }
            }
        }
        for (auto i = count; i < 2; ++i) {
            digit('0');
        }
        result_.style.decimals = static_cast<int>(count);
        skip_before_sign();
        return exact && !(result_.style.point && count == 3);
    }

    void skip_before_sign()
    {
        if (blank_length(rest_) > 0) {
            result_.style.spaces |= skip_blank();
        }
    }

    std::string_view rest_;
    FecAmount result_{};
    std::int64_t cents_ = 0;
    bool negative_ = false;
    bool too_large_ = false;
};

/// The way almost every file writes every amount: digits, a comma, two digits.
bool read_plain(std::string_view text, std::int64_t& cents)
{
    constexpr std::size_t sure = 18; // 10^18 cents fit
    auto const size = text.size();
    if (size < 4 || size > sure || text[size - 3] != ',') {
        return false;
    }
    std::int64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        if (i == size - 3) {
            continue;
        }
        if (!core::is_digit(text[i])) {
            return false;
        }
        value = value * 10 + (text[i] - '0');
    }
    cents = value;
    return true;
}

class LineReader {
public:
    LineReader(FecForm const& form, FecRow const& row, std::string const& source,
               std::vector<core::Diagnostic>& findings)
        : form_(form), row_(row), source_(source), findings_(findings)
    {
    }

    bool read(FecLine& line)
    {
        line = {};
        if (!fields_fit()) {
            return false;
        }
        bool understood = true;
        if (auto const date = date_of(FecField::date, core::Severity::error)) {
            line.date = *date;
        } else {
            understood = false;
        }
        line.piece_date = date_of(FecField::piece_date, core::Severity::warning);
        line.letters_date = date_of(FecField::letters_date, core::Severity::warning);
        line.valid_date = date_of(FecField::valid_date, core::Severity::warning);
        return (form_.direction ? directed(line) : two_sided(line)) && understood;
    }

private:
    void find(std::string id, std::string_view field, FecField name, core::Severity severity)
    {
        findings_.push_back(
            {severity,
             std::move(id),
             {{"field", std::string{lawful_name(form_, name)}}, {"text", core::printable(field)}},
             where_of(row_, field, source_)});
    }

    bool fields_fit()
    {
        auto const size = row_.fields.size();
        if (size == form_.columns || is_trailed(form_.trailing_separators) ||
            is_trailed(form_.record_separators)) {
            return true;
        }
        bool const readable = size < form_.columns && only_optional_missing();
        findings_.push_back({readable ? core::Severity::warning : core::Severity::error,
                             "fec.fields",
                             {{"count", static_cast<std::int64_t>(size)},
                              {"expected", static_cast<std::int64_t>(form_.columns)}},
                             where_of(row_, {}, source_)});
        return readable;
    }

    /// Whether the fields of the header are followed by `separators` empty ones. Others may come of
    /// a separator within a label, which moves amounts to other fields.
    bool is_trailed(std::size_t separators) const
    {
        auto const end = row_.fields.begin() + static_cast<std::ptrdiff_t>(form_.columns);
        return row_.fields.size() == form_.columns + separators &&
               std::all_of(end, row_.fields.end(), [](std::string_view f) { return f.empty(); });
    }

    /// An editor that cuts blanks at the ends of lines takes empty fields away; one that was cut
    /// within an amount must not be read.
    bool only_optional_missing() const
    {
        auto const last = static_cast<int>(row_.fields.size()) - 1;
        for (auto const field :
             {FecField::journal_code, FecField::number, FecField::date, FecField::account,
              FecField::valid_date, FecField::piece, FecField::label}) {
            if (form_.column[static_cast<std::size_t>(field)] > last) {
                return false;
            }
        }
        auto const debit = form_.column[static_cast<std::size_t>(FecField::debit)];
        auto const credit = form_.column[static_cast<std::size_t>(FecField::credit)];
        return debit < last && credit < last;
    }

    std::optional<core::Date> date_of(FecField name, core::Severity severity)
    {
        auto const text = row_[name];
        if (text.empty() && severity == core::Severity::warning) {
            return std::nullopt;
        }
        auto const date = read_fec_date(text);
        if (!date) {
            find("fec.date", text, name, severity);
        }
        return date;
    }

    std::optional<core::Money> amount_of(FecField name)
    {
        auto const text = row_[name];
        std::int64_t plain = 0;
        if (read_plain(text, plain)) {
            return core::cents(plain);
        }
        auto const amount = read_fec_amount(text);
        switch (amount.reading) {
        case FecAmount::Reading::malformed:
            find("fec.amount", text, name, core::Severity::error);
            return std::nullopt;
        case FecAmount::Reading::too_large:
            overflow(name);
            return std::nullopt;
        default:
            return amount.value;
        }
    }

    void overflow(FecField name)
    {
        find("money.overflow", row_[name], name, core::Severity::error);
        findings_.back().args.push_back({"limit", core::cents(cents_max)});
    }

    bool two_sided(FecLine& line)
    {
        auto const debit = amount_of(FecField::debit);
        auto const credit = amount_of(FecField::credit);
        if (!debit || !credit) {
            return false;
        }
        if (!debit->is_negative() && !credit->is_negative()) {
            line.debit = *debit;
            line.credit = *credit;
            return true;
        }
        return fold_signs(line, *debit, *credit);
    }

    /// A negative amount belongs to the other side, where there may be one already.
    bool fold_signs(FecLine& line, core::Money debit, core::Money credit)
    {
        core::Money const zero;
        try {
            line.debit = std::max(debit, zero) + std::max(-credit, zero);
            line.credit = std::max(credit, zero) + std::max(-debit, zero);
            return true;
        } catch (core::Error const&) {
            overflow(FecField::debit);
            return false;
        }
    }

    bool directed(FecLine& line)
    {
        auto const amount = amount_of(FecField::debit);
        auto const direction = read_fec_direction(row_[FecField::credit]);
        if (amount && amount->is_zero() && row_[FecField::credit].empty()) {
            return true;
        }
        if (direction == FecDirection::malformed) {
            find("fec.direction", row_[FecField::credit], FecField::credit, core::Severity::error);
        }
        if (!amount || direction == FecDirection::malformed) {
            return false;
        }
        bool const debit = (direction == FecDirection::debit) != amount->is_negative();
        (debit ? line.debit : line.credit) = amount->is_negative() ? -*amount : *amount;
        return true;
    }

    FecForm const& form_;
    FecRow const& row_;
    std::string const& source_;
    std::vector<core::Diagnostic>& findings_;
};

} // namespace

std::string_view lawful_name(FecForm const& form, FecField field)
{
    if (form.direction && field == FecField::debit) {
        return "Montant";
    }
    return form.direction && field == FecField::credit ? "Sens" : name_of(field);
}

FecDateText read_fec_date_text(std::string_view text)
{
    using Shape = FecDateText::Shape;
    if (text.size() == 8) {
        return date_text(Shape::compact, text, 0, 4, 6);
    }
    if (text.size() != 10) {
        return {};
    }
    constexpr std::string_view marks = "-/.";
    if (marks.find(text[4]) != marks.npos && text[7] == text[4]) {
        return date_text(Shape::year_first, text, 0, 5, 8);
    }
    return marks.find(text[2]) != marks.npos && text[5] == text[2]
               ? date_text(Shape::day_first, text, 6, 3, 0)
               : FecDateText{};
}

std::optional<core::Date> read_fec_date(std::string_view text)
{
    auto const read = read_fec_date_text(text);
    auto const date =
        core::date(read.year, static_cast<unsigned>(read.month), static_cast<unsigned>(read.day));
    bool const known = year_min <= read.year && read.year <= year_max && date.ok();
    return known ? std::optional{date} : std::nullopt;
}

FecAmount read_fec_amount(std::string_view text)
{
    return AmountText{text}.read();
}

FecDirection read_fec_direction(std::string_view text)
{
    if (text == "D" || text == "d" || text == "+1" || text == "1") {
        return FecDirection::debit;
    }
    return text == "C" || text == "c" || text == "-1" ? FecDirection::credit
                                                      : FecDirection::malformed;
}

bool read_line(FecForm const& form, FecRow const& row, std::string const& source, FecLine& line,
               std::vector<core::Diagnostic>& findings)
{
    return LineReader{form, row, source, findings}.read(line);
}

} // namespace coop::exchange
