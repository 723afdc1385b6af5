// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/fec/writer.hpp>

#include "text.hpp"

#include <coop/core/assert.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/fec_words.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <unordered_map>
#include <utility>

namespace coop::exchange {

namespace {

constexpr std::size_t buffer_bytes = 64 * 1024;
constexpr std::string_view line_end = "\r\n";

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const
    {
        return std::hash<std::string_view>{}(text);
    }
};

/// By the words of the books, so that a view finds its way without being copied.
template <class Value>
using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// Bytes on their way to the sink, in large pieces.
class Buffer {
public:
    explicit Buffer(core::Sink sink) : sink_(std::move(sink)) { bytes_.reserve(buffer_bytes); }

    void put(std::string_view bytes)
    {
        if (bytes_.size() + bytes.size() > buffer_bytes) {
            flush();
        }
        bytes_ += bytes;
    }

    void put(char byte) { put(std::string_view{&byte, 1}); }

    void flush()
    {
        sink_(bytes_);
        bytes_.clear();
    }

private:
    core::Sink sink_;
    std::string bytes_;
};

/// A number or an amount as it is written, without asking for memory.
class Digits {
public:
    /// `1234,05`
    static Digits of(core::Money amount)
    {
        Digits digits;
        auto const cents = amount.in_cents();
        COOP_ASSERT(cents >= 0);
        digits.add(static_cast<std::uint64_t>(cents) / 100);
        auto const rest = static_cast<int>(cents % 100);
        digits.put(',');
        digits.put(static_cast<char>('0' + rest / 10));
        digits.put(static_cast<char>('0' + rest % 10));
        return digits;
    }

    static Digits of(std::uint64_t number)
    {
        Digits digits;
        digits.add(number);
        return digits;
    }

    /// `20250314`
    static Digits of(core::Date day)
    {
        return of(static_cast<std::uint64_t>(core::to_number(day)));
    }

    operator std::string_view() const { return {digits_, size_}; }

private:
    void put(char digit) { digits_[size_++] = digit; }

    void add(std::uint64_t number)
    {
        auto const* const end =
            std::to_chars(digits_ + size_, digits_ + sizeof digits_, number).ptr;
        size_ = static_cast<std::size_t>(end - digits_);
    }

    char digits_[32];
    std::size_t size_ = 0;
};

} // namespace

struct FecWriter::State {
    struct Journal {
        std::string fields; ///< code and label, each with its separator
        std::int64_t drafts = 0;
    };

    State(ExportHead const& head, FecStyle const& given, core::Sink sink)
        : style(given), text(given), out(std::move(sink)), no_party(2, given.separator)
    {
        for (auto const& journal : head.journals) {
            add_journal(journal.code, journal.label);
        }
        auto const numbers = fec_accounts(head.accounts);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            add_account(head.accounts[i].code, numbers[i], head.accounts[i].label);
        }
        auto const codes = ledger::party_codes(head.parties);
        for (std::size_t i = 0; i < codes.size(); ++i) {
            parties.emplace(head.parties[i].name, two_fields(codes[i], head.parties[i].name));
        }
    }

    std::string two_fields(std::string_view code, std::string_view label)
    {
        std::string fields;
        text.append(fields, code);
        fields += style.separator;
        text.append(fields, label, fec_no_label);
        fields += style.separator;
        return fields;
    }

    Journal& add_journal(std::string_view code, std::string_view label)
    {
        return journals.emplace(code, Journal{two_fields(code, label)}).first->second;
    }

    void add_account(std::string_view code, std::string_view number, std::string_view label)
    {
        accounts.emplace(code, two_fields(number, label));
    }

    void header();
    void entry(ledger::EntryView const& entry);
    void line(ledger::LineView const& line);
    core::Date validation_of(ledger::EntryView const& entry);
    void count(ledger::EntryView const& entry);
    std::string_view party_of(ledger::LineView const& line) const;

    FecStyle style;
    FecText text;
    Buffer out;
    FecTotals totals;
    core::Date validated{}; ///< so far, à-nouveaux apart
    ByText<Journal> journals;
    ByText<std::string> accounts; ///< CompteNum and CompteLib, each with its separator
    ByText<std::string> parties;  ///< CompAuxNum and CompAuxLib, each with its separator
    std::string const no_party;

    // Of the entry that is being written: what its lines share.
    std::string before;      ///< the fields before the account
    std::string piece;       ///< PieceRef and PieceDate, each with its separator
    std::string entry_label; ///< with its separator
    std::string line_label;  ///< the same
    std::string after;       ///< the fields after the credit
};

void FecWriter::State::header()
{
    for (std::size_t i = 0; i < fec_field_count; ++i) {
        if (i > 0) {
            out.put(style.separator);
        }
        out.put(name_of(static_cast<FecField>(i)));
    }
    out.put(line_end);
}

void FecWriter::State::entry(ledger::EntryView const& entry)
{
    auto const found = journals.find(entry.journal);
    auto& journal =
        found == journals.end() ? add_journal(entry.journal, entry.journal) : found->second;
    auto const separator = style.separator;
    auto const date = Digits::of(entry.date);

    before = journal.fields;
    if (!entry.posted()) {
        before += fec_draft_number;
    }
    before +=
        Digits::of(static_cast<std::uint64_t>(entry.posted() ? entry.number : ++journal.drafts));
    before += separator;
    before += date;
    before += separator;

    piece.clear();
    text.append(piece, entry.piece, fec_no_piece);
    piece += separator;
    piece += entry.piece_date ? Digits::of(*entry.piece_date) : date;
    piece += separator;

    entry_label.clear();
    text.append(entry_label, entry.label, fec_no_label);
    entry_label += separator;

    // Lettering stays blank: our books have none.
    after.assign(3, separator);
    after += Digits::of(validation_of(entry));
    after.append(2, separator);
    after += line_end;

    for (auto const& each : entry.lines) {
        line(each);
    }
    count(entry);
}

/// A draft is validated by nobody: its own date stands in, because the tax office's validator
/// refuses a blank, or the day that was reached, because the file goes by days of validation.
core::Date FecWriter::State::validation_of(ledger::EntryView const& entry)
{
    auto const day = entry.posted() ? entry.posted_on : std::max(entry.date, validated);
    if (entry.role != ledger::Role::opening) {
        validated = std::max(validated, day);
        return day;
    }
    return entry.posted() ? day : entry.date;
}

void FecWriter::State::line(ledger::LineView const& line)
{
    auto account = accounts.find(line.account);
    if (account == accounts.end()) {
        add_account(line.account, line.account, line.account);
        account = accounts.find(line.account);
    }
    out.put(before);
    out.put(account->second);
    out.put(party_of(line));
    out.put(piece);
    if (line.label.empty()) {
        out.put(entry_label);
    } else {
        line_label.clear();
        text.append(line_label, line.label, fec_no_label);
        line_label += style.separator;
        out.put(line_label);
    }
    out.put(Digits::of(line.debit));
    out.put(style.separator);
    out.put(Digits::of(line.credit));
    out.put(after);
    totals.debit += line.debit;
    totals.credit += line.credit;
}

/// Only accounts of third parties have a subsidiary ledger: whoever reads the file would take a
/// party beside a bank for one.
std::string_view FecWriter::State::party_of(ledger::LineView const& line) const
{
    if (line.party.empty() || !ledger::is_third_party(line.account)) {
        return no_party;
    }
    auto const found = parties.find(line.party);
    return found == parties.end() ? std::string_view{no_party} : found->second;
}

void FecWriter::State::count(ledger::EntryView const& entry)
{
    ++totals.entries;
    totals.lines += static_cast<std::int64_t>(entry.lines.size());
    totals.drafts += entry.posted() ? 0 : 1;
    totals.openings += entry.role == ledger::Role::opening ? 1 : 0;
}

FecWriter::FecWriter(ExportHead const& head, FecStyle const& style, core::Sink sink)
    : state_(std::make_unique<State>(head, style, std::move(sink)))
{
    state_->header();
    for (auto const& opening : head.openings) {
        std::vector<ledger::LineView> lines;
        for (auto const& line : opening.entry.lines) {
            lines.push_back(
                {line.account, line.debit, line.credit, line.project, line.party, line.label});
        }
        ledger::EntryView view;
        view.year = opening.year;
        view.journal = opening.entry.journal;
        view.number = 1;
        view.date = opening.entry.date;
        view.posted_on = opening.entry.date;
        view.label = opening.entry.label;
        view.lines = lines;
        state_->entry(view);
    }
}

FecWriter::~FecWriter() = default;

void FecWriter::entry(ledger::EntryView const& entry)
{
    state_->entry(entry);
}

void FecWriter::end()
{
    state_->out.flush();
    state_->totals.characters_lost = state_->text.lost();
}

FecTotals const& FecWriter::totals() const
{
    return state_->totals;
}

} // namespace coop::exchange
