// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/delimited.hpp>

#include "unicode.hpp"

#include <coop/core/charset.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace coop::core {

namespace {

std::string_view without_bom(std::string_view text)
{
    constexpr std::string_view bom = "\xef\xbb\xbf";
    return text.starts_with(bom) ? text.substr(bom.size()) : text;
}

/// The byte column of `position`, from 1, in the line where it stands.
int column_of(std::string_view text, std::size_t position)
{
    auto const before = position == 0 ? text.npos : text.rfind('\n', position - 1);
    auto const start = before == text.npos ? 0 : before + 1;
    return static_cast<int>(position - start) + 1;
}

/// The length of the line end at `position`; 0 where there is none.
std::size_t line_end_at(std::string_view text, std::size_t position)
{
    if (text.substr(position, 1) == "\n") {
        return 1;
    }
    return text.substr(position, 2) == "\r\n" ? 2 : 0;
}

/// The bytes of the line where `position` stands, without its end.
std::string_view line_around(std::string_view text, std::size_t position)
{
    auto const start = position - static_cast<std::size_t>(column_of(text, position) - 1);
    auto const line = text.substr(start, text.find('\n', start) - start);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

Where place_of(std::string_view text, std::size_t position, std::string excerpt)
{
    auto const before = text.substr(0, position);
    auto const line = std::count(before.begin(), before.end(), '\n') + 1;
    return {"", static_cast<int>(line), column_of(text, position), std::move(excerpt)};
}

[[noreturn]] void refuse_quote(std::string_view text, std::size_t position)
{
    throw Error{ErrorKind::unreadable,
                "csv.quote",
                {},
                place_of(text, position, excerpt_of(line_around(text, position)))};
}

/// The excerpt stops at the bad byte: what follows is most likely in another encoding too.
void check_utf8(std::string_view text, std::size_t first, std::size_t last)
{
    auto const bad = invalid_utf8_at(text.substr(first, last - first));
    if (bad == text.npos) {
        return;
    }
    auto const position = first + bad;
    auto const before = static_cast<std::size_t>(column_of(text, position) - 1);
    auto excerpt = excerpt_of(text.substr(position - before, before)) + "\ufffd";
    throw Error{ErrorKind::unreadable,
                "text.utf8",
                {{"byte", printable(text.substr(position, 1))}},
                place_of(text, position, std::move(excerpt))};
}

/// The field whose quote opens at `position`, which is moved behind the closing one.
std::string take_quoted(std::string_view text, std::size_t& position)
{
    auto const opening = position++;
    std::string field;
    while (true) {
        auto const quote = text.find('"', position);
        if (quote == text.npos) {
            refuse_quote(text, opening);
        }
        field += text.substr(position, quote - position);
        position = quote + 1;
        if (text.substr(position, 1) != "\"") {
            return field;
        }
        field += '"';
        ++position;
    }
}

std::string take_plain(std::string_view text, std::size_t& position, char separator)
{
    auto const start = position;
    auto const goes_on = [&](char c) {
        return c != separator && c != '\n' && (c != '\r' || line_end_at(text, position) == 0);
    };
    while (position < text.size() && goes_on(text[position])) {
        ++position;
    }
    return std::string{text.substr(start, position - start)};
}

bool is_digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// `84,50` between commas that separate: two fields, the second of one digit or two.
bool may_be_cut_amount(std::vector<std::string> const& fields)
{
    auto const cut = [](std::string const& units, std::string const& cents) {
        auto const digits = trim(cents);
        return is_digits(trim(units)) && is_digits(digits) && digits.size() <= 2;
    };
    return std::ranges::adjacent_find(fields, cut) != fields.end();
}

/// UTF-16 with its mark or, as headers begin with letters of ASCII, without.
bool is_utf16(std::string_view bytes)
{
    using namespace std::string_view_literals;
    return bytes.starts_with("\xff\xfe"sv) || bytes.starts_with("\xfe\xff"sv) ||
           bytes.substr(0, 2).find('\0') != bytes.npos;
}

/// The first that is not empty, whatever ends it.
std::string_view first_line_of(std::string_view text)
{
    text = without_bom(text);
    text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
    return text.substr(0, text.find_first_of("\r\n"));
}

constexpr char32_t byte_order_mark = 0xfeff;

bool starts_formula(char32_t value)
{
    // A TAB or a line end that a spreadsheet drops, or takes for the next cell.
    constexpr std::u32string_view starts = U"=+-@\t\r＝＋－＠";
    return starts.find(value) != starts.npos;
}

bool is_blank(char32_t value)
{
    return is_space(value) || value == '\n' || value == '\v' || value == '\f' ||
           value == byte_order_mark;
}

bool begins_as_word(std::string_view text)
{
    auto const first = text.empty() ? 'a' : text.front();
    return is_digit(first) || ('a' <= first && first <= 'z') || ('A' <= first && first <= 'Z');
}

/// Apostrophes, blanks, then what starts a formula.
bool is_formula(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    while (!text.empty()) {
        auto const point = decode(text, 0);
        if (!point.valid || starts_formula(point.value)) {
            return point.valid;
        }
        if (!is_blank(point.value)) {
            return false;
        }
        text.remove_prefix(point.length);
    }
    return false;
}

} // namespace

bool needs_apostrophe(std::string_view text)
{
    // Almost every text, and a million entries have many.
    return !begins_as_word(text) && is_formula(text);
}

std::string_view without_apostrophe(std::string_view text)
{
    return text.starts_with('\'') && is_formula(text) ? text.substr(1) : text;
}

DelimitedReader::DelimitedReader(std::string_view text, char separator)
    : text_(without_bom(text)), separator_(separator)
{
}

/// Keeps count of the lines passed over.
void DelimitedReader::move_to(std::size_t position)
{
    auto const passed = text_.substr(position_, position - position_);
    auto const last = passed.rfind('\n');
    if (last != passed.npos) {
        line_ += static_cast<int>(std::count(passed.begin(), passed.end(), '\n'));
        line_start_ = position_ + last + 1;
    }
    position_ = position;
}

bool DelimitedReader::next(Record& record)
{
    for (auto end = line_end_at(text_, position_); end > 0; end = line_end_at(text_, position_)) {
        move_to(position_ + end);
    }
    if (position_ == text_.size()) {
        return false;
    }
    // More than any table has, and than a line of separators may make of the memory.
    constexpr std::size_t fields_max = 500'000;
    auto const start = position_;
    record = {{}, {}, {}, line_};
    for (bool more = true; more;) {
        auto position = position_;
        if (record.fields.size() == fields_max) {
            throw Error{ErrorKind::unreadable,
                        "csv.fields",
                        {{"max", static_cast<std::int64_t>(fields_max)}},
                        {"", line_, 1, {}}};
        }
        bool const quoted = text_.substr(position, 1) == "\"";
        record.lines.push_back(line_);
        record.columns.push_back(static_cast<int>(position - line_start_) + 1);
        record.fields.push_back(quoted ? take_quoted(text_, position)
                                       : take_plain(text_, position, separator_));
        more = position < text_.size() && text_[position] == separator_;
        auto const end = more ? 1 : line_end_at(text_, position);
        if (end == 0 && position < text_.size()) {
            refuse_quote(text_, position);
        }
        move_to(position + end);
    }
    check_utf8(text_, start, position_);
    return true;
}

char guess_separator(std::string_view text)
{
    constexpr std::string_view candidates = ";,\t|";
    std::array<int, candidates.size()> found{};
    bool quoted = false;
    text = without_bom(text);
    text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
    for (char c : text) {
        quoted = quoted != (c == '"');
        if (c == '\n' && !quoted) {
            break;
        }
        auto const candidate = candidates.find(c);
        if (candidate != candidates.npos && !quoted) {
            ++found[candidate];
        }
    }
    auto const most = std::max_element(found.begin(), found.end()) - found.begin();
    return candidates[static_cast<std::size_t>(most)];
}

char named_separator(std::string_view first_line)
{
    constexpr std::string_view mark = "sep=";
    std::string line{first_line};
    std::erase(line, '"');
    if (line.size() <= mark.size() || fold(line.substr(0, mark.size())) != mark) {
        return 0;
    }
    auto const named = line[mark.size()];
    bool const alone = line.find_first_not_of(named, mark.size()) == line.npos;
    return alone && std::string_view{";,\t|:"}.find(named) != std::string_view::npos ? named : 0;
}

DelimitedText::DelimitedText(std::string_view bytes) : bytes_(bytes)
{
    if (is_utf16(bytes)) {
        throw Error{ErrorKind::unreadable, "csv.utf16", {}, {"", 1, 1, {}}};
    }
    bool const is_utf8 = invalid_utf8_at(bytes) == bytes.npos;
    bool const cr_alone = bytes.find('\n') == bytes.npos && bytes.find('\r') != bytes.npos;
    if (cr_alone && !is_utf8) {
        throw Error{ErrorKind::unreadable, "csv.macintosh", {}, {"", 1, 1, {}}};
    }
    if (cr_alone) {
        decoded_ = bytes;
        std::ranges::replace(decoded_, '\r', '\n');
    } else if (!is_utf8 && is_windows_1252(bytes)) {
        decoded_ = utf8_from_latin9(bytes);
    }
    auto const named = named_separator(first_line_of(text()));
    names_separator_ = named != 0;
    separator_ = names_separator_ ? named : guess_separator(text());
}

DelimitedReader DelimitedText::reader() const
{
    DelimitedReader reader{text(), separator_};
    if (names_separator_) {
        Record line;
        reader.next(line);
    }
    return reader;
}

bool fit(Record& record, std::size_t count, char separator)
{
    auto& fields = record.fields;
    if (fields.size() == count) {
        return true;
    }
    auto const beyond =
        fields.begin() + static_cast<std::ptrdiff_t>(std::min(count, fields.size()));
    bool const blank =
        std::all_of(beyond, fields.end(), [](auto const& field) { return trim(field).empty(); });
    if (!blank || record.lines.empty() || (separator == ',' && may_be_cut_amount(fields))) {
        return false;
    }
    auto const line = record.lines.back();
    auto const column = record.columns.back();
    fields.resize(count);
    record.lines.resize(count, line);
    record.columns.resize(count, column);
    return true;
}

} // namespace coop::core
