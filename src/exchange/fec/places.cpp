// SPDX-License-Identifier: GPL-3.0-or-later
#include "places.hpp"

#include <coop/core/error.hpp>
#include <coop/core/name.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/opening.hpp>

#include <algorithm>
#include <map>

namespace coop::exchange {

namespace {

/// Where the character after `count` characters begins.
std::size_t end_of_characters(std::string_view text, std::size_t count)
{
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        bool const begins = (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U;
        if (begins && count-- == 0) {
            break;
        }
    }
    return i;
}

std::string text_of(std::string_view text)
{
    bool cut = false;
    return clean_text(text, cut);
}

} // namespace

bool is_longer(std::string_view text, std::size_t count)
{
    return text.size() > count && end_of_characters(text, count) < text.size();
}

std::string clean_text(std::string_view text, bool& cut)
{
    std::string result{core::trim(text)};
    std::ranges::replace_if(result, core::is_control, ' ');
    if (result.size() > fec_text_max) {
        auto const end = end_of_characters(result, fec_text_max);
        cut = cut || end < result.size();
        result.resize(end);
    }
    return result;
}

std::optional<FecFileName> parse_fec_name(std::string_view path)
{
    // 123456789FEC20251231.txt; parts and comments may follow the date.
    auto const slash = path.find_last_of("/\\");
    auto const name = slash == path.npos ? path : path.substr(slash + 1);
    if (name.size() < 20 || !std::ranges::all_of(name.substr(0, 9), core::is_digit) ||
        core::fold(name.substr(9, 3)) != "fec" ||
        !std::ranges::all_of(name.substr(12, 8), core::is_digit)) {
        return std::nullopt;
    }
    auto const date = std::string{name.substr(12, 4)} + "-" + std::string{name.substr(16, 2)} +
                      "-" + std::string{name.substr(18, 2)};
    try {
        return FecFileName{std::string{name.substr(0, 9)}, core::parse_date(date)};
    } catch (core::Error const&) {
        return std::nullopt;
    }
}

FecPlace FecPlaces::place(FecRow const& row, FecLine const& line)
{
    FecPlace place;
    place.year = year_of(line.date);
    auto const code = row[FecField::journal_code];
    place.journal = journals_.find_or_add(code, survey_.journals.size());
    if (place.journal == survey_.journals.size()) {
        auto const label = row[FecField::journal_label];
        survey_.journals.push_back(
            {{text_of(code), text_of(label), row.line}, is_opening_journal(code, label)});
    }
    place.account = accounts_.find_or_add(row[FecField::account], survey_.accounts.size());
    if (place.account == survey_.accounts.size()) {
        survey_.accounts.push_back({{text_of(row[FecField::account]), {}, row.line}, {}, {}});
    }
    if (auto& account = survey_.accounts[place.account]; account.is.label.empty()) {
        account.is.label = text_of(row[FecField::account_label]);
    }
    place.party = party_of(row);
    place.opening = survey_.journals[place.journal].opening && place.year != no_index &&
                    line.date == years_[place.year].first;
    return place;
}

std::size_t FecPlaces::year_of(core::Date day)
{
    if (last_year_ < years_.size() && years_[last_year_].contains(day)) {
        return last_year_;
    }
    auto const found = std::ranges::lower_bound(years_, day, {}, &core::Period::last);
    if (found == years_.end() || !found->contains(day)) {
        return no_index;
    }
    last_year_ = static_cast<std::size_t>(found - years_.begin());
    return last_year_;
}

std::size_t FecPlaces::party_of(FecRow const& row)
{
    auto const code = row[FecField::party_code];
    auto const label = row[FecField::party_label];
    if (code.empty() && label.empty()) {
        return no_index;
    }
    key_.assign(code);
    key_ += '\x1f';
    key_ += label;
    auto const place = parties_.find_or_add(key_, survey_.parties.size());
    if (place == survey_.parties.size()) {
        FecParty party{{text_of(code), text_of(label), row.line}, {}};
        party.name = party.is.label.empty() ? party.is.code : party.is.label;
        survey_.parties.push_back(std::move(party));
    }
    return place;
}

// The code decides: one code with names that are spelled alike is one party, two codes never are.
void FecPlaces::name_parties()
{
    using Spelled = std::pair<std::string, std::string>; // code, key of the label
    std::map<std::string, std::string> label_of;         // the first of a code
    std::map<Spelled, std::string> first_of;
    std::map<std::string, std::string> code_of; // the first of a label, which keeps it bare
    auto const spelled = [](FecParty const& party) {
        return Spelled{party.is.code, core::name_key(party.is.label)};
    };
    for (auto const& party : survey_.parties) {
        if (!party.is.label.empty()) {
            auto const label = core::tidy_name(party.is.label);
            label_of.emplace(party.is.code, label);
            first_of.emplace(spelled(party), label);
            if (!party.is.code.empty()) {
                code_of.emplace(first_of.at(spelled(party)), party.is.code);
            }
        }
    }
    for (auto& party : survey_.parties) {
        auto const& code = party.is.code;
        auto const known = label_of.find(code);
        auto const label = !party.is.label.empty()                   ? first_of.at(spelled(party))
                           : code.empty() || known == label_of.end() ? std::string{}
                                                                     : known->second;
        if (label.empty()) {
            party.name = code;
        } else if (!code.empty() && code_of.at(label) != code) {
            bool cut = false;
            party.name = clean_text(label + " (" + code + ")", cut);
        } else {
            party.name = label;
        }
    }
}

void FecPlaces::call_party(std::size_t party, std::string name)
{
    survey_.parties[party].name = std::move(name);
}

} // namespace coop::exchange
