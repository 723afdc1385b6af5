// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/fec_words.hpp>

#include <coop/core/text.hpp>
#include <coop/ledger/regulation.hpp>

#include <algorithm>
#include <unordered_set>

namespace coop::ledger {

namespace {

constexpr std::size_t party_code_max = 17;

std::string letters_and_digits(std::string const& name)
{
    std::string code;
    for (auto const c : core::fold(name)) {
        if (code.size() < party_code_max && (core::is_digit(c) || ('a' <= c && c <= 'z'))) {
            code += static_cast<char>(core::is_digit(c) ? c : c - 'a' + 'A');
        }
    }
    return code.empty() ? "TIERS" : code;
}

// The chart of the year first, then those of the others, the last one first.
std::vector<Chart> charts_of(FecSources const& sources)
{
    auto const chart = [&](Year const& year) {
        return Chart{shipped_accounts(find_regulation(year.regulation)), sources.own};
    };
    std::vector<Chart> charts{chart(sources.year)};
    std::set<std::string> known{sources.year.regulation};
    for (auto year = sources.years.rbegin(); year != sources.years.rend(); ++year) {
        if (known.insert(year->regulation).second) {
            charts.push_back(chart(*year));
        }
    }
    return charts;
}

} // namespace

Account labelled(std::span<Chart const> charts, std::string_view code)
{
    Account account;
    for (auto const& chart : charts) {
        auto const* found = chart.nearest(code);
        if (found != nullptr && found->code.size() > account.code.size()) {
            account = *found;
        }
    }
    account.code = code;
    if (account.label.empty()) {
        account.label = code;
    }
    return account;
}

std::vector<std::string> party_codes(std::span<Party const> parties)
{
    std::unordered_set<std::string> taken;
    std::vector<std::string> codes(parties.size());
    for (std::size_t i = 0; i < parties.size(); ++i) { // What was given goes before what is made.
        auto const& given = parties[i].code;
        if (!given.empty() && taken.insert(given).second) {
            codes[i] = given;
        }
    }
    for (std::size_t i = 0; i < parties.size(); ++i) {
        if (!codes[i].empty()) {
            continue;
        }
        auto const name = letters_and_digits(parties[i].name);
        auto code = name;
        for (int number = 2; !taken.insert(code).second; ++number) {
            auto const suffix = std::to_string(number);
            code = name.substr(0, party_code_max - suffix.size()) + suffix;
        }
        codes[i] = std::move(code);
    }
    return codes;
}

FecWords fec_words(FecSources const& sources)
{
    FecWords words;
    words.year = sources.year.label;
    words.name = sources.book.name;
    words.siren = sources.book.siren;
    for (auto const& journal : sources.journals) {
        words.journals.emplace_back(journal.code, journal.label);
    }
    auto const charts = charts_of(sources);
    for (auto const& code : sources.accounts) {
        words.accounts.emplace_back(code, labelled(charts, code).label);
    }
    auto const codes = party_codes(sources.parties);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (sources.named.contains(sources.parties[i].name)) {
            words.parties.emplace_back(codes[i], sources.parties[i].name);
        }
    }
    return words;
}

} // namespace coop::ledger
