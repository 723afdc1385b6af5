// SPDX-License-Identifier: GPL-3.0-or-later
#include "plain_text.hpp"

#include <coop/core/assert.hpp>

#include <array>
#include <memory>
#include <utility>

namespace coop::exchange {

namespace {

/// How many bytes of a blank or of a control character (C0, DEL, C1, U+2028, U+2029) begin at `i`;
/// 0: another character. The programs take some no-break and thin spaces for spaces.
std::size_t blank_at(std::string_view text, std::size_t i)
{
    auto const byte = [&](std::size_t j) {
        return i + j < text.size() ? static_cast<unsigned char>(text[i + j]) : 0U;
    };
    if (byte(0) <= 0x20 || byte(0) == 0x7f) {
        return 1;
    }
    if (byte(0) == 0xc2) {
        return 0x80 <= byte(1) && byte(1) <= 0xa0 ? 2 : 0;
    }
    auto const three = byte(0) << 16U | byte(1) << 8U | byte(2);
    bool const blank = (0xe28080 <= three && three <= 0xe2808a) || three == 0xe19a80 ||
                       three == 0xe280a8 || three == 0xe280a9 || three == 0xe280af ||
                       three == 0xe2819f || three == 0xe38080;
    return blank ? 3 : 0;
}

bool continues_character(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

/// Passes the entries of a book on, with what stands between them.
class RunningBook {
public:
    RunningBook(ExportHead const& head, Interludes interludes, EntryWriter writer)
        : head_(head), interludes_(std::move(interludes)), writer_(std::move(writer))
    {
        for (auto const& opening : head_.openings) {
            interludes_.opening(opening.entry);
        }
    }

    void entry(ledger::EntryView const& entry)
    {
        while (next_ < head_.turns.size() && head_.turns[next_].day <= entry.date) {
            turn();
        }
        bool const turned = next_ > 0; // entries come by date: not a first year
        if (!turned || entry.role != ledger::Role::opening) {
            writer_.entry(entry);
        }
    }

    void end()
    {
        while (next_ < head_.turns.size()) {
            turn();
        }
        writer_.end();
    }

private:
    void turn()
    {
        auto const& turn = head_.turns[next_++];
        if (!turn.lines.empty()) {
            interludes_.turn(turn);
        }
    }

    ExportHead const& head_;
    Interludes interludes_;
    EntryWriter writer_;
    std::size_t next_ = 0; ///< turn
};

} // namespace

std::string one_line(std::string_view text, std::string_view from, std::string_view to)
{
    COOP_ASSERT(from.size() == to.size());
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (auto const blank = blank_at(text, i); blank > 0) {
            if (!result.empty() && result.back() != ' ') {
                result += ' ';
            }
            i += blank;
            continue;
        }
        auto const found = from.find(text[i]);
        result += found == from.npos ? text[i] : to[found];
        ++i;
    }
    if (result.ends_with(' ')) {
        result.pop_back();
    }
    return result;
}

std::string cut_to_bytes(std::string text, std::size_t bytes)
{
    constexpr std::string_view ellipsis = "…";
    if (text.size() <= bytes) {
        return text;
    }
    auto end = bytes - ellipsis.size();
    while (end > 0 && continues_character(text[end])) {
        --end;
    }
    text.resize(end);
    return text += ellipsis;
}

std::string cut_to_characters(std::string text, std::size_t characters)
{
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!continues_character(text[i]) && seen++ == characters) {
            text.resize(i);
            return text += "…";
        }
    }
    return text;
}

AccountNames::AccountNames(std::vector<ledger::Account> const& accounts,
                           std::string (*name)(ledger::Account const&))
{
    for (auto const& account : accounts) {
        names_.emplace(account.code, name(account));
    }
}

std::string_view AccountNames::of(std::string_view code) const
{
    auto const found = names_.find(code);
    COOP_ASSERT(found != names_.end());
    return found->second;
}

EntryWriter running_writer(ExportHead const& head, Interludes interludes, EntryWriter writer)
{
    auto const book = std::make_shared<RunningBook>(head, std::move(interludes), std::move(writer));
    return {[book](ledger::EntryView const& entry) { book->entry(entry); },
            [book] { book->end(); }};
}

} // namespace coop::exchange
