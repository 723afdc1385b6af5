// SPDX-License-Identifier: GPL-3.0-or-later
#include "draft.hpp"

#include "numbers.hpp"

namespace coop::exchange {

namespace {

std::string cleaned(std::string_view text)
{
    bool cut = false; // Counted by the survey.
    return clean_text(text, cut);
}

bool is_silent(std::string_view text, std::string_view silence)
{
    return text.empty() || text == silence;
}

std::string label_of(std::string_view text)
{
    return is_silent(text, fec_no_label) ? std::string{} : cleaned(text);
}

/// `JAN-1` and `FEV-1` are not two entries of one number.
std::optional<std::int64_t> plain_number_of(std::string_view text)
{
    auto const split = split_number(text);
    return split && split->prefix.empty() ? std::optional{split->number} : std::nullopt;
}

} // namespace

void DraftBuilder::begin(FecRow const& row, FecLine const& line, FecPlace const& place)
{
    entry.year = place.year;
    entry.journal = place.journal;
    entry.opening = place.opening;
    entry.number = cleaned(row[FecField::number]);
    entry.plain_number = plain_number_of(entry.number);
    entry.marked_draft = entry.number.starts_with(fec_draft_number);
    entry.valid.reset();
    entry.valid_dates = false;
    entry.pieces_cut = false;
    entry.piece_dates = false;
    entry.accounts.clear();
    raw_label_ = row[FecField::label];
    raw_piece_.clear();
    auto& draft = entry.draft;
    draft = {};
    draft.date = line.date;
    draft.journal = survey_.journals[place.journal].is.code;
    draft.label = label_of(raw_label_);
}

void DraftBuilder::add(FecRow const& row, FecLine const& line, FecPlace const& place)
{
    auto const label = own_label(row[FecField::label]);
    for (bool const debit : {true, false}) {
        auto const amount = debit ? line.debit : line.credit;
        if (amount.is_zero()) {
            continue;
        }
        auto& made = entry.draft.lines.emplace_back();
        made.account = survey_.accounts[place.account].is.code;
        (debit ? made.debit : made.credit) = amount;
        made.label = label;
        entry.accounts.push_back(place.account);
        if (place.party != no_index) {
            made.party = survey_.parties[place.party].name;
        }
    }
    add_piece(row[FecField::piece]);
    add_piece_date(line.piece_date);
    entry.valid_dates =
        entry.valid_dates || (entry.valid && line.valid_date && *entry.valid != *line.valid_date);
    if (!entry.marked_draft && line.valid_date &&
        (!entry.valid || *entry.valid < *line.valid_date)) {
        entry.valid = line.valid_date;
    }
}

/// Where it differs from that of the entry, which is that of its first line.
std::string DraftBuilder::own_label(std::string_view raw)
{
    if (raw == raw_label_) {
        return {};
    }
    auto& of_entry = entry.draft.label;
    auto label = label_of(raw);
    if (label.empty()) { // Only an entry without a label has a line without one.
        for (auto& line : entry.draft.lines) {
            line.label = line.label.empty() ? of_entry : line.label;
        }
        of_entry.clear();
        raw_label_ = raw;
    }
    return label == of_entry ? std::string{} : label;
}

/// One for the entry: that of its first line that has one.
void DraftBuilder::add_piece_date(std::optional<core::Date> day)
{
    auto& of_entry = entry.draft.piece_date;
    if (!of_entry) {
        of_entry = day;
    } else if (day && day != of_entry) {
        entry.piece_dates = true;
    }
}

/// Several documents of an entry stand one after the other.
void DraftBuilder::add_piece(std::string_view text)
{
    if (text == raw_piece_) {
        return;
    }
    raw_piece_ = text;
    auto& piece = entry.draft.piece;
    if (is_silent(text, fec_no_piece) ||
        (", " + piece + ", ").find(", " + raw_piece_ + ", ") != std::string::npos) {
        return;
    }
    piece = piece.empty() ? cleaned(raw_piece_)
                          : clean_text(piece + ", " + raw_piece_, entry.pieces_cut);
}

} // namespace coop::exchange
