// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/inkind.hpp>

#include "answer.hpp"
#include "app/party/names.hpp"
#include "books_cache.hpp"
#include "recorder.hpp"
#include "years.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

// A contribution is an entry on 86 and 87, and beside it how it was valued. Years are cut first,
// because each has its regulation and its accounts; within a year, hours are cut where their rate
// changes. Each part is booked on its last day.

namespace coop::app {

namespace {

using core::Decimal;
using core::Document;
using core::Error;
using core::ErrorKind;
using core::Money;
using core::Period;
using ledger::Contribution;
using ledger::InkindRate;

constexpr int rate_places = 4;
constexpr std::string_view smic = "smic";

/// The rates of that name: the books' own after the shipped ones, so that they win on the same day.
std::vector<InkindRate> rates_named(store::Books& session, std::string const& name)
{
    std::vector<InkindRate> rates;
    if (name == smic) {
        rates.assign(ledger::shipped_rates().begin(), ledger::shipped_rates().end());
    }
    std::ranges::copy(session.rates(name), std::back_inserter(rates));
    if (rates.empty()) {
        std::set<std::string> names{std::string{smic}};
        for (auto const& rate : session.rates()) {
            names.insert(rate.name);
        }
        std::vector<std::string> const known{names.begin(), names.end()};
        throw Error{
            ErrorKind::refused,
            "inkind.rate-unknown",
            {{"rate", name}, {"known", core::join(known, ", ")}, {"nearest", near(name, known)}}};
    }
    return rates;
}

/// A period cut at the ends of years.
std::vector<Period> over_years(std::vector<ledger::Year> const& years, Period period)
{
    std::vector<Period> parts;
    for (auto day = period.first; day <= period.last; day = core::next_day(parts.back().last)) {
        auto const& year = ledger::year_of(years, day);
        parts.push_back({day, std::min(period.last, year.period.last)});
    }
    return parts;
}

std::vector<std::int64_t> days_of(std::vector<Period> const& parts)
{
    std::vector<std::int64_t> days;
    for (auto const& part : parts) {
        days.push_back(core::length_days(part));
    }
    return days;
}

/// What all parts of a request have in common.
Contribution common_to(InkindRequest const& request)
{
    Contribution common;
    common.kind = request.kind;
    common.method = request.method;
    common.party = request.party;
    common.project = request.project;
    common.label = request.label;
    return common;
}

std::vector<Contribution> valued_by_hours(InkindRequest const& request,
                                          std::vector<Period> const& periods,
                                          std::vector<InkindRate> rates)
{
    for (auto& rate : rates) {
        rate.coefficient = core::widen(request.coefficient.value_or(rate.coefficient), rate_places);
    }
    // allocate() shares any whole number, here minutes.
    auto const shares = core::allocate(core::cents(*request.minutes), days_of(periods));
    std::vector<Contribution> parts;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        for (auto const& valued : ledger::value_hours(shares[i].in_cents(), periods[i], rates)) {
            auto part = common_to(request);
            part.period = valued.period;
            part.minutes = valued.minutes;
            part.rate = valued.rate.name;
            part.hourly = valued.rate.hourly;
            part.coefficient = valued.rate.coefficient;
            part.value = valued.value;
            parts.push_back(std::move(part));
        }
    }
    std::erase_if(parts, [](Contribution const& part) { return part.minutes == 0; });
    return parts;
}

std::vector<Contribution> stated(InkindRequest const& request, std::vector<Period> const& periods)
{
    auto const shares = core::allocate(*request.value, days_of(periods));
    std::vector<Contribution> parts;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        auto part = common_to(request);
        part.period = periods[i];
        part.value = shares[i];
        parts.push_back(std::move(part));
    }
    std::erase_if(parts, [](Contribution const& part) { return part.value.is_zero(); });
    return parts;
}

bool is_well_asked(InkindRequest const& request)
{
    return request.minutes.has_value() != request.value.has_value() &&
           request.minutes.has_value() == !request.rate.empty();
}

std::vector<Contribution> parts_of(ContextOf<store::Books> const& context, BooksCache const& books,
                                   InkindRequest const& request)
{
    if (!is_well_asked(request)) {
        throw Error{ErrorKind::usage, "inkind.hours-or-value"};
    }
    if (request.minutes.value_or(1) <= 0 || request.value.value_or(core::cents(1)) <= Money{}) {
        throw Error{ErrorKind::refused, "inkind.nothing"};
    }
    auto const periods = over_years(books.years(), request.period);
    return request.minutes
               ? valued_by_hours(request, periods, rates_named(context.session, request.rate))
               : stated(request, periods);
}

/// Without the zeros that say nothing: `9,76` rather than `9,7600`.
std::string shortest(Decimal value, int places_min, std::string const& unit)
{
    while (value.places > places_min && value.units % 10 == 0) {
        value.units /= 10;
        --value.places;
    }
    return i18n::format(i18n::Language::fr, core::Quantity{value, unit});
}

/// `6h30`.
std::string clock_hours(std::int64_t minutes)
{
    auto const rest = minutes % 60;
    return rest == 0 ? fmt::format("{}h", minutes / 60)
                     : fmt::format("{}h{:02}", minutes / 60, rest);
}

/// What the entry says where nobody said anything. Kept in the books, hence always in French: the
/// same command must give the same entry to whoever types it.
std::string default_label(Contribution const& part)
{
    auto const french = i18n::Language::fr;
    auto const kind = i18n::text(french, "app.inkind." + std::string{ledger::name_of(part.kind)});
    if (!part.minutes) {
        return kind;
    }
    core::Arguments const args{{"kind", kind},
                               {"hours", clock_hours(*part.minutes)},
                               {"hourly", shortest(part.hourly, 2, "€")},
                               {"coefficient", shortest(part.coefficient, 0, "")}};
    bool const plain = part.coefficient == Decimal{1, 0};
    return i18n::text(french, plain ? "app.inkind.label" : "app.inkind.label-coefficient", args);
}

ledger::Draft draft_of(BooksCache const& books, InkindRequest const& request,
                       Contribution const& part, std::size_t index)
{
    auto const& year = ledger::year_of(books.years(), part.period.last);
    auto const accounts =
        ledger::inkind_accounts(ledger::find_regulation(year.regulation), part.kind);
    ledger::Draft draft;
    draft.date = part.period.last;
    draft.journal = "OD";
    draft.label = request.label.empty() ? default_label(part) : request.label;
    draft.piece = request.piece;
    draft.party = request.party;
    if (!request.ref.empty()) {
        draft.ref = index == 0 ? request.ref : fmt::format("{}#{}", request.ref, index + 1);
    }
    draft.lines = {{accounts.use, part.value, {}, request.project, {}, {}},
                   {accounts.source, {}, part.value, request.project, {}, {}}};
    return draft;
}

core::Cell rate_cell(Decimal value, std::string const& unit)
{
    return core::Quantity{value, unit};
}

std::vector<core::Cell> contribution_cells(Contribution const& part)
{
    bool const hours = part.minutes.has_value();
    return {part.entry,
            part.period.first,
            part.period.last,
            std::string{ledger::name_of(part.kind)},
            cell(part.party),
            cell(part.project),
            hours ? core::Cell{core::hours(*part.minutes)} : core::Cell{},
            cell(part.rate),
            hours ? rate_cell(part.hourly, "€") : core::Cell{},
            hours ? rate_cell(part.coefficient, "") : core::Cell{},
            part.value,
            cell(part.method),
            cell(part.label)};
}

core::Table contributions_table(Lent const& context, std::vector<Contribution> const& all)
{
    std::vector<core::Row> rows;
    std::int64_t minutes = 0;
    Money value;
    for (auto const& part : all) {
        rows.push_back(item(std::to_string(part.entry), contribution_cells(part)));
        minutes += part.minutes.value_or(0);
        value += part.value;
    }
    rows.push_back(total("total", {say(context, "app.total"),
                                   {},
                                   {},
                                   {},
                                   {},
                                   {},
                                   core::hours(minutes),
                                   {},
                                   {},
                                   {},
                                   value,
                                   {},
                                   {}}));
    return table(context, "contributions",
                 {"entry", "first", "last", "inkind_kind", "party", "project", "hours", "rate",
                  "hourly", "coefficient", "value", "method", "label"},
                 core::rows(std::move(rows)));
}

std::vector<core::Cell> rate_cells(InkindRate const& rate)
{
    return {rate.name, rate.from, rate_cell(rate.hourly, "€"), rate_cell(rate.coefficient, ""),
            cell(rate.source)};
}

core::Table rates_table(Lent const& context, std::vector<InkindRate> const& rates)
{
    std::vector<core::Row> rows;
    for (auto const& rate : rates) {
        rows.push_back(
            item(fmt::format("{} {}", rate.name, core::format_iso(rate.from)), rate_cells(rate)));
    }
    return table(context, "rates", {"rate", "from", "hourly", "coefficient", "source"},
                 core::rows(std::move(rows)));
}

bool is_same(InkindRate const& a, InkindRate const& b)
{
    return a.name == b.name && a.from == b.from && a.hourly == b.hourly &&
           a.coefficient == b.coefficient && a.source == b.source;
}

} // namespace

Document add_inkind(Context const& context, InkindRequest const& request)
{
    BooksCache books{context.session};
    Recorder recorder{context, books};
    auto parts = parts_of(context, books, request);
    std::vector<Recorded> all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        all.push_back(recorder.record(draft_of(books, request, parts[i], i)));
        parts[i].entry = all.back().record.id;
        parts[i].party = all.back().record.entry.party; // As its name was read.
        if (!all.back().existing) {
            context.session.add_contribution(parts[i]);
        }
    }
    if (request.post) {
        recorder.post(all);
    }
    auto document = answer(context, "inkind.add");
    document.blocks.emplace_back(recorded_table(context, all));
    document.blocks.emplace_back(contributions_table(context, parts));
    document.notes = recorder.notes();
    if (request.value && request.method.empty()) {
        document.notes.push_back(info("inkind.no-method", {{"value", *request.value}}));
    }
    return document;
}

Document list_inkind(Context const& context, std::string const& label)
{
    BooksCache const books{context.session};
    std::vector<Contribution> all;
    for (auto const& year : books.years()) {
        if (label.empty() || year.label == books.year(label).label) {
            std::ranges::move(contributions_of(context.session, year.label, store::Which::all),
                              std::back_inserter(all));
        }
    }
    PartyReader parties{context.session};
    for (auto& one : all) {
        one.party = parties.shown(ledger::year_of(books.years(), one.period.last).label, one.party);
    }
    auto document = answer(context, "inkind.list");
    document.blocks.emplace_back(contributions_table(context, all));
    return document;
}

Document set_rate(ContextOf<store::Books> const& context, InkindRate const& given)
{
    check_name(context, given.name, "rate");
    auto rate = given;
    rate.hourly = core::widen(rate.hourly, rate_places);
    rate.coefficient = core::widen(rate.coefficient, rate_places);
    if (rate.hourly.units <= 0 || rate.coefficient.units <= 0) {
        throw Error{ErrorKind::usage, "inkind.rate-positive", {{"rate", rate.name}}};
    }
    auto document = answer(context, "inkind.rate.set");
    auto const known = context.session.rates(rate.name);
    bool const already =
        std::ranges::any_of(known, [&](InkindRate const& other) { return is_same(other, rate); });
    if (already) {
        document.notes.push_back(
            info("inkind.rate-already-set", {{"rate", rate.name}, {"from", rate.from}}));
    } else {
        context.session.put_rate(rate);
    }
    document.blocks.emplace_back(rates_table(context, {rate}));
    return document;
}

Document list_rates(ContextOf<store::Books> const& context)
{
    auto rates = context.session.rates();
    auto const own = rates.size();
    for (auto const& shipped : ledger::shipped_rates()) {
        bool const replaced =
            std::any_of(rates.begin(), rates.begin() + static_cast<std::ptrdiff_t>(own),
                        [&](InkindRate const& rate) {
                            return rate.name == shipped.name && rate.from == shipped.from;
                        });
        if (!replaced) {
            rates.push_back(shipped);
        }
    }
    auto document = answer(context, "inkind.rate.list");
    document.blocks.emplace_back(rates_table(context, rates));
    return document;
}

} // namespace coop::app
