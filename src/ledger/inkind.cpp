// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/inkind.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/delimited.hpp>
#include <coop/core/error.hpp>
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>
#include <coop/core/words.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

// Hours are valued at the rate of the day they were given. Where only a period is known, its
// minutes are shared over the rates that were valid in it, in proportion to their days, and each
// part is rounded once to the cent: the sum of the parts is what the books hold.

namespace coop::ledger {

namespace {

using core::Error;
using core::ErrorKind;

constexpr auto kind_words = core::words<InkindKind>({
    {InkindKind::benevolat, "benevolat"},
    {InkindKind::mise_a_disposition, "mise-a-disposition"},
    {InkindKind::prestation, "prestation"},
    {InkindKind::don, "don"},
    {InkindKind::non_ventile, "non-ventile"},
});

/// Other words of treasurers, folded.
constexpr std::array<core::Word<InkindKind>, 6> kind_aliases{{
    {InkindKind::mise_a_disposition, "biens"},
    {InkindKind::don, "secours"},
    {InkindKind::don, "dons"},
    {InkindKind::don, "don-en-nature"},
    {InkindKind::prestation, "prestations"},
    {InkindKind::prestation, "prestation-en-nature"},
}};

constexpr int rate_places = 4;

std::vector<InkindRate> read_shipped_rates()
{
    core::DelimitedReader reader{core::resource("rates/smic.csv"), ';'};
    core::Record record;
    reader.next(record); // the header
    std::vector<InkindRate> rates;
    while (reader.next(record)) {
        COOP_ASSERT(record.fields.size() == 3);
        rates.push_back(
            {"smic", core::parse_date(record.fields[0]),
             core::widen(core::parse_decimal(record.fields[1], rate_places), rate_places),
             core::widen(core::Decimal{1, 0}, rate_places), record.fields[2]});
    }
    return rates;
}

/// The rates by date, only the last given of each day.
std::vector<InkindRate> by_date(std::span<InkindRate const> rates)
{
    std::vector<InkindRate> sorted{rates.begin(), rates.end()};
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](auto const& a, auto const& b) { return a.from < b.from; });
    std::vector<InkindRate> result;
    for (auto& rate : sorted) {
        if (!result.empty() && result.back().from == rate.from) {
            result.back() = std::move(rate);
        } else {
            result.push_back(std::move(rate));
        }
    }
    return result;
}

core::Date day_before(core::Date day)
{
    return core::Date{std::chrono::sys_days{day} - std::chrono::days{1}};
}

/// `period` cut where the rate changes; nothing valued yet.
std::vector<ValuedPart> cut(core::Period period, std::vector<InkindRate> const& rates)
{
    std::vector<ValuedPart> parts;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        bool const last = i + 1 == rates.size();
        auto const first_day = std::max(period.first, rates[i].from);
        auto const last_day =
            last ? period.last : std::min(period.last, day_before(rates[i + 1].from));
        if (first_day <= last_day) {
            parts.push_back({{first_day, last_day}, 0, rates[i], {}});
        }
    }
    return parts;
}

/// Minutes × hourly × coefficient: cents are 1/100 euro, a minute 1/60 hour, rates have four
/// places.
core::Money value_of(std::int64_t minutes, InkindRate const& rate)
{
    auto const hourly = core::widen(rate.hourly, rate_places).units;
    auto const coefficient = core::widen(rate.coefficient, rate_places).units;
    std::int64_t product = 0;
    if (__builtin_mul_overflow(hourly, coefficient, &product)) {
        throw Error{ErrorKind::refused,
                    "money.overflow",
                    {{"limit", core::cents(std::numeric_limits<std::int64_t>::max())}}};
    }
    constexpr std::int64_t units_per_cent = 60LL * 10'000 * 10'000 / 100;
    return core::scale(core::cents(minutes), product, units_per_cent, core::Rounding::half_up);
}

} // namespace

std::string_view name_of(InkindKind kind)
{
    return kind_words.of(kind);
}

InkindKind parse_inkind_kind(std::string_view text)
{
    auto folded = core::fold(core::trim(text));
    std::replace_if(
        folded.begin(), folded.end(), [](char c) { return c == ' ' || c == '_'; }, '-');
    if (auto const kind = kind_words.value(folded)) {
        return *kind;
    }
    for (auto const& [kind, name] : kind_aliases) {
        if (folded == name) {
            return kind;
        }
    }
    throw Error{ErrorKind::usage,
                "inkind.kind",
                {{"text", core::printable(text)}, {"known", kind_words.known()}}};
}

std::span<InkindKind const> inkind_kinds()
{
    static constexpr std::array<InkindKind, 5> kinds{
        InkindKind::benevolat, InkindKind::mise_a_disposition, InkindKind::prestation,
        InkindKind::don, InkindKind::non_ventile};
    return kinds;
}

InkindAccounts inkind_accounts(Regulation const& regulation, InkindKind kind)
{
    auto const path = "regulations/" + regulation.id + "/inkind.csv";
    if (core::has_resource(path)) {
        core::DelimitedReader reader{core::resource(path), ';'};
        core::Record record;
        while (reader.next(record)) {
            if (record.fields.size() >= 3 && record.fields[0] == name_of(kind)) {
                return {record.fields[1], record.fields[2]};
            }
        }
    }
    throw Error{ErrorKind::refused, "inkind.no-class-8", {{"regulation", regulation.label}}};
}

std::span<InkindRate const> shipped_rates()
{
    static auto const rates = read_shipped_rates();
    return rates;
}

std::vector<ValuedPart> value_hours(std::int64_t minutes, core::Period period,
                                    std::span<InkindRate const> rates)
{
    COOP_ASSERT(minutes >= 0);
    auto const sorted = by_date(rates);
    if (sorted.empty() || period.first < sorted.front().from) {
        throw Error{ErrorKind::refused, "inkind.no-rate", {{"date", period.first}}};
    }
    auto cuts = cut(period, sorted);
    std::vector<std::int64_t> days;
    for (auto const& part : cuts) {
        days.push_back(core::length_days(part.period));
    }
    // allocate() shares any whole number, here minutes.
    auto const shares = core::allocate(core::cents(minutes), days);
    std::vector<ValuedPart> parts;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        cuts[i].minutes = shares[i].in_cents();
        cuts[i].value = value_of(cuts[i].minutes, cuts[i].rate);
        if (cuts[i].minutes > 0) {
            parts.push_back(std::move(cuts[i]));
        }
    }
    return parts;
}

} // namespace coop::ledger
