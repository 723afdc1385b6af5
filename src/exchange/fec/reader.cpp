// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/fec/reader.hpp>

#include "exchange/csv_table.hpp"

#include <coop/core/charset.hpp>
#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/core/words.hpp>
#include <coop/exchange/importer.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <ranges>
#include <span>

// Bytes of a file → records. What they say is read in line.cpp, judged in check/.

namespace coop::exchange {

namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 20U;
/// No accounting program writes lines of a tenth of this; a file without line ends has one.
constexpr std::size_t record_max = std::size_t{1} << 16U;
constexpr int records_looked_at = 16;
constexpr std::string_view utf8_bom = "\xef\xbb\xbf";

constexpr auto names = core::words<FecField>({
    {FecField::journal_code, "JournalCode"},
    {FecField::journal_label, "JournalLib"},
    {FecField::number, "EcritureNum"},
    {FecField::date, "EcritureDate"},
    {FecField::account, "CompteNum"},
    {FecField::account_label, "CompteLib"},
    {FecField::party_code, "CompAuxNum"},
    {FecField::party_label, "CompAuxLib"},
    {FecField::piece, "PieceRef"},
    {FecField::piece_date, "PieceDate"},
    {FecField::label, "EcritureLib"},
    {FecField::debit, "Debit"},
    {FecField::credit, "Credit"},
    {FecField::letters, "EcritureLet"},
    {FecField::letters_date, "DateLet"},
    {FecField::valid_date, "ValidDate"},
    {FecField::currency_amount, "Montantdevise"},
    {FecField::currency, "Idevise"},
});

[[noreturn]] void refuse(std::string id, core::Where where, core::Arguments args = {})
{
    throw core::Error{core::ErrorKind::unreadable, std::move(id), std::move(args),
                      std::move(where)};
}

/// Bytes that no text file has: those of UTF-16, of a spreadsheet, of an archive.
bool is_binary(std::string_view text)
{
    return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
           text.find('\0') != text.npos;
}

/// What a record ends with at `end`; `text` goes on for three bytes or to the end of the file.
std::string_view line_end_at(std::string_view text, std::size_t end)
{
    auto const rest = text.substr(end);
    for (std::string_view mark : {"\r\r\n", "\r\n"}) {
        if (rest.starts_with(mark)) {
            return rest.substr(0, mark.size());
        }
    }
    return rest.substr(0, 1);
}

std::size_t find(std::string_view text, char c)
{
    auto const* found = static_cast<char const*>(std::memchr(text.data(), c, text.size()));
    return found == nullptr ? text.size() : static_cast<std::size_t>(found - text.data());
}

std::string_view trimmed(std::string_view text)
{
    auto const visible = [](char c) { return ' ' < c && c < '\x7f'; };
    bool const clean = text.empty() || (visible(text.front()) && visible(text.back()));
    return clean ? text : core::trim(text);
}

void split(std::string_view record, char separator, std::vector<std::string_view>& fields)
{
    fields.clear();
    for (auto end = find(record, separator); end < record.size(); end = find(record, separator)) {
        fields.push_back(trimmed(record.substr(0, end)));
        record.remove_prefix(end + 1);
    }
    fields.push_back(trimmed(record));
}

bool is_blank(std::span<std::string_view const> fields)
{
    return std::ranges::all_of(fields, [](std::string_view field) { return field.empty(); });
}

/// How many empty fields follow the first `columns`; none where one of them is not empty.
std::size_t surplus(std::span<std::string_view const> fields, std::size_t columns)
{
    auto const rest = fields.subspan(std::min(columns, fields.size()));
    return is_blank(rest) ? rest.size() : 0;
}

/// TAB, unless only `|` separates.
char separator_of(std::string_view header, core::Where const& where)
{
    auto const tabs = std::ranges::count(header, '\t');
    auto const bars = std::ranges::count(header, '|');
    if (tabs > 0 || bars > 0) {
        return bars > tabs ? '|' : '\t';
    }
    for (char const other : {';', ','}) {
        if (header.find(other) != header.npos) {
            refuse("fec.separator", where, {{"separator", std::string{other}}});
        }
    }
    return '\t';
}

/// The place of each field by its folded name, and of `montant` and `sens`.
class Header {
public:
    Header(std::span<std::string_view const> columns, FecForm& form) : columns_(columns)
    {
        for (auto const& [field, name] : names) {
            form.column[static_cast<std::size_t>(field)] = take(name);
        }
        auto& debit = form.column[static_cast<std::size_t>(FecField::debit)];
        auto& credit = form.column[static_cast<std::size_t>(FecField::credit)];
        if (debit < 0 && credit < 0) {
            debit = take("Montant");
            credit = take("Sens");
            form.direction = debit >= 0 && credit >= 0;
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (!taken_[i]) {
                form.extra.emplace_back(columns_[i]);
            }
        }
    }

private:
    int take(std::string_view name)
    {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (!taken_[i] && core::fold(columns_[i]) == core::fold(name)) {
                taken_[i] = true;
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    std::span<std::string_view const> columns_;
    std::vector<bool> taken_ = std::vector<bool>(columns_.size());
};

/// What no reader can do without, where the header lacks it.
std::string missing_fields(FecForm const& form)
{
    auto const is_missing = [&](FecField field) {
        return form.column[static_cast<std::size_t>(field)] < 0;
    };
    std::array const fields{FecField::date, FecField::account, FecField::debit, FecField::credit};
    return core::join(fields | std::views::filter(is_missing), ", ", name_of);
}

Recognition recognise(std::string_view beginning)
{
    bool const is_fec = header_has(beginning, "ecrituredate") && header_has(beginning, "comptenum");
    return is_fec ? Recognition::sure : Recognition::no;
}

} // namespace

struct FecReader::State {
    explicit State(core::Input const& lent) : input(lent), buffer(chunk_size) {}

    core::Input const& input;
    FecForm form{};
    std::vector<char> buffer;
    std::uint64_t base = 0; ///< of buffer[0] in the file
    std::size_t begin = 0;  ///< in the buffer, of what was not taken yet
    std::size_t end = 0;
    bool complete = false; ///< nothing follows buffer[end - 1]
    std::int64_t line = 1; ///< of what comes next
    std::int64_t empty = 0;
    std::uint64_t records = 0;   ///< where they begin
    std::int64_t first_line = 0; ///< theirs
    std::string decoded{};
    char usual_end = '\n'; ///< sought first: it is near
    char other_end = '\r';

    std::string_view unread() const { return {buffer.data() + begin, end - begin}; }

    core::Where here(std::string_view excerpt = {}) const
    {
        return {input.name, line_number(line), 0, core::printable(excerpt)};
    }

    void fill()
    {
        std::memmove(buffer.data(), buffer.data() + begin, end - begin);
        base += begin;
        end -= begin;
        begin = 0;
        auto const room = std::span{buffer}.subspan(end);
        auto const got = input.read_at(base + end, room);
        end += got;
        complete = got < room.size();
    }

    /// The bytes of the next record, empty or not.
    bool take(FecRow& row)
    {
        for (;;) {
            auto const text = unread();
            auto const part = text.substr(0, record_max + 1);
            auto const until = find(part.substr(0, find(part, usual_end)), other_end);
            if (until > record_max) {
                refuse("fec.line-too-long", here(), {{"limit", std::int64_t{record_max}}});
            }
            if (until + 3 > text.size() && !complete) {
                fill();
                continue;
            }
            if (text.empty()) {
                return false;
            }
            row.offset = base + begin;
            row.line = line;
            row.record = text.substr(0, until);
            row.line_end = line_end_at(text, until);
            begin += until + row.line_end.size();
            if (row.record.find('\0') != row.record.npos) {
                refuse("fec.binary", here());
            }
            ++line;
            return true;
        }
    }

    /// The record in UTF-8, and its fields.
    void understand(FecRow& row)
    {
        row.accents = false;
        row.latin9 = false;
        if (!core::is_ascii(row.record)) {
            row.latin9 = core::invalid_utf8_at(row.record) != std::string_view::npos;
            row.accents = !row.latin9;
        }
        if (row.latin9) {
            decoded = core::utf8_from_latin9(row.record);
            row.record = decoded;
        }
        split(row.record, form.separator, row.fields);
        for (std::size_t i = 0; i < fec_field_count; ++i) {
            auto const place = static_cast<std::size_t>(form.column[i]);
            row.known[i] = place < row.fields.size() ? row.fields[place] : std::string_view{};
        }
    }

    void skip_bom()
    {
        fill();
        if (unread().starts_with(utf8_bom)) {
            form.bom = true;
            begin += utf8_bom.size();
        }
    }

    void read_beginning()
    {
        skip_bom();
        auto const text = unread();
        if (is_binary(text.substr(0, 4))) {
            refuse("fec.binary", {input.name, 0, 0, {}});
        }
        auto const bad = core::invalid_utf8_at(text);
        bool const cut = !complete && bad + 4 > text.size();
        form.charset = bad == text.npos || cut ? Charset::utf8 : Charset::latin9;
    }

    void take_header(FecRow& row)
    {
        do {
            if (!take(row)) {
                refuse("fec.empty", {input.name, 0, 0, {}});
            }
        } while (core::trim(row.record).empty());
    }

    void expect_line_end()
    {
        if (form.line_end == "\r") {
            std::swap(usual_end, other_end);
        }
    }

    void skip_header()
    {
        FecRow row;
        skip_bom();
        take_header(row);
        expect_line_end();
    }

    void read_header()
    {
        form.column.fill(-1);
        FecRow row;
        take_header(row);
        core::Where const where{input.name, line_number(row.line), 0, core::printable(row.record)};
        if (core::trim(row.record).starts_with('<')) {
            refuse("fec.xml", where);
        }
        form.header_line = row.line;
        form.line_end = row.line_end;
        records = base + begin;
        first_line = line;
        expect_line_end();
        form.separator = separator_of(row.record, where);
        understand(row);
        while (!row.fields.empty() && row.fields.back().empty()) {
            row.fields.pop_back();
            ++form.trailing_separators;
        }
        form.columns = row.fields.size();
        form.names.assign(row.fields.begin(), row.fields.end());
        for (auto const field : row.fields) {
            form.raw_names.emplace_back(row.raw(field, form.separator));
        }
        Header{row.fields, form};
        if (auto const missing = missing_fields(form); !missing.empty()) {
            refuse("fec.header", where, {{"fields", missing}});
        }
    }
};

FecReader::FecReader(core::Input const& input) : state_(std::make_unique<State>(input))
{
    state_->read_beginning();
    state_->read_header();
    count_separators();
}

FecReader::FecReader(core::Input const& input, FecForm form)
    : state_(std::make_unique<State>(input))
{
    state_->form = std::move(form);
    state_->skip_header();
}

/// Of several records: in one alone they may come of a separator within a label.
void FecReader::count_separators()
{
    FecRow row;
    std::optional<std::size_t> least;
    for (int i = 0; i < records_looked_at && next(row); ++i) {
        auto const count = surplus(row.fields, state_->form.columns);
        least = std::min(least.value_or(count), count);
    }
    state_->form.record_separators = least.value_or(0);
    seek(state_->records, state_->first_line);
    state_->empty = 0;
}

FecReader::~FecReader() = default;

FecForm const& FecReader::form() const
{
    return state_->form;
}

bool FecReader::next(FecRow& row)
{
    while (state_->take(row)) {
        state_->understand(row);
        if (!is_blank(row.fields)) {
            return true;
        }
        ++state_->empty;
    }
    return false;
}

void FecReader::seek(std::uint64_t offset, std::int64_t line)
{
    auto& state = *state_;
    state.line = line;
    if (state.base <= offset && offset <= state.base + state.end) {
        state.begin = static_cast<std::size_t>(offset - state.base);
        return;
    }
    state.base = offset;
    state.begin = 0;
    state.end = 0;
    state.complete = false;
}

std::int64_t FecReader::empty_records() const
{
    return state_->empty;
}

std::string_view name_of(FecField field)
{
    return names.of(field);
}

int line_number(std::int64_t line)
{
    return static_cast<int>(std::min<std::int64_t>(line, std::numeric_limits<int>::max()));
}

std::string_view FecRow::raw(std::string_view field, char separator) const
{
    if (field.data() == nullptr) {
        return field;
    }
    auto begin = static_cast<std::size_t>(field.data() - record.data());
    auto end = begin + field.size();
    while (begin > 0 && record[begin - 1] != separator) {
        --begin;
    }
    while (end < record.size() && record[end] != separator) {
        ++end;
    }
    return record.substr(begin, end - begin);
}

/// ISO 8859-15 has one byte for each character that `record` has in UTF-8.
int FecRow::column_of(std::string_view field) const
{
    if (field.data() == nullptr) {
        return 0;
    }
    auto const before = record.substr(0, static_cast<std::size_t>(field.data() - record.data()));
    auto const bytes =
        latin9 ? std::ranges::count_if(before, [](char c) { return (c & 0xc0) != 0x80; })
               : static_cast<std::ptrdiff_t>(before.size());
    return static_cast<int>(bytes) + 1;
}

/// An excerpt is in UTF-8, where columns of ISO 8859-15 would point elsewhere.
core::Where where_of(FecRow const& row, std::string_view field, std::string const& source)
{
    return {source, line_number(row.line), row.column_of(field),
            row.latin9 ? std::string{} : core::excerpt_of(row.record)};
}

std::string fec_name(std::string_view siren, core::Date last)
{
    return fmt::format("{}FEC{}.txt", siren, core::to_number(last));
}

constinit Importer const fec_importer{
    .name = "fec", .file_id = "word.fec", .recognises = recognise};

} // namespace coop::exchange
