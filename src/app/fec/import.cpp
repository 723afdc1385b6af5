// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/fec/import.hpp>

#include "app/answer.hpp"
#include "app/books_cache.hpp"
#include "app/years.hpp"
#include "parties.hpp"
#include "record.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/exchange/fec/reader.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace coop::app {

namespace {

using core::Document;
using core::Error;
using core::ErrorKind;
using exchange::FecSurvey;
using ledger::Year;

std::vector<core::Period> periods_of(std::vector<Year> const& years)
{
    std::vector<core::Period> periods;
    for (auto const& year : years) {
        periods.push_back(year.period);
    }
    return periods;
}

FecSurvey const& surveyed(Lent const& context, core::Input const& input,
                          exchange::FecEntries& entries)
{
    return entries.survey([&](std::uint64_t bytes) {
        if (context.progress) {
            context.progress(bytes, 2 * input.size);
        }
    });
}

// Years of new books

/// That day so many years later; 29 February becomes the day before where there is none.
core::Date years_later(core::Date day, int count)
{
    auto const same = day + std::chrono::years{count};
    return same.ok() ? same : same.year() / same.month() / std::chrono::last;
}

core::Date eve_of(core::Date day)
{
    return core::Date{std::chrono::sys_days{day} - std::chrono::days{1}};
}

/// `known`, and years of twelve months before and after it, as far as dates go.
std::vector<core::Period> years_around(core::Period known)
{
    constexpr int count_max = 300;
    std::vector<core::Period> periods;
    for (int i = count_max; i > 0; --i) {
        periods.push_back({years_later(known.first, -i), eve_of(years_later(known.first, 1 - i))});
    }
    periods.push_back(known);
    auto const next = core::next_day(known.last);
    for (int i = 0; i < count_max; ++i) {
        periods.push_back({years_later(next, i), eve_of(years_later(next, i + 1))});
    }
    return periods;
}

core::Period year_from(core::Date first)
{
    return {first, eve_of(years_later(first, 1))};
}

core::Period first_guess(core::Input const& input, std::optional<Year> const& first)
{
    if (first) {
        return first->period;
    }
    if (auto const name = exchange::parse_fec_name(input.name)) {
        return year_from(years_later(core::next_day(name->last), -1));
    }
    auto const opening = exchange::fec_opening_day(input);
    return year_from(opening ? *opening : core::date(2000, 1, 1));
}

std::string text_of(core::Period period)
{
    auto const civil = core::parse_period(std::to_string(static_cast<int>(period.first.year())));
    return civil == period ? std::to_string(static_cast<int>(period.first.year()))
                           : core::format_iso(period.first) + ".." + core::format_iso(period.last);
}

std::vector<std::size_t> touched_by(FecSurvey const& survey)
{
    std::vector<std::size_t> touched;
    for (std::size_t i = 0; i < survey.lines_of_year.size(); ++i) {
        if (survey.lines_of_year[i] > 0) {
            touched.push_back(i);
        }
    }
    return touched;
}

/// A digit of one date makes a year, or a century of them: no year of the file lies between years
/// that it touches without being touched.
void refuse_gaps(FecSurvey const& survey, std::vector<core::Period> const& periods,
                 std::vector<std::size_t> const& touched, std::string const& source)
{
    for (std::size_t i = 1; i < touched.size(); ++i) {
        auto const before = touched[i - 1];
        auto const after = touched[i];
        if (after == before + 1) {
            continue;
        }
        auto const& lines = survey.lines_of_year;
        auto const far = lines[after] <= lines[before] ? after : before;
        auto const first = text_of(periods[before + 1]);
        auto const last = text_of(periods[after - 1]);
        throw Error{ErrorKind::refused,
                    "import.fec-gap",
                    {{"missing", first == last ? first : first + " … " + last},
                     {"count", lines[far]},
                     {"year", text_of(periods[far])}},
                    {source, exchange::line_number(survey.first_line_of_year[far]), 0, {}}};
    }
}

/// Those that the file touches.
std::vector<Year> add_years(ContextOf<store::Books> const& context,
                            std::vector<core::Period> const& periods,
                            std::vector<std::size_t> const& touched, std::string const& regulation)
{
    std::vector<Year> years(periods.size());
    for (auto const i : touched) {
        auto year = with_regulation(ledger::parse_year(text_of(periods[i])), regulation,
                                    context.session.book().family);
        ledger::check_new_year(context.session.years(), year);
        context.session.add_year(year);
        years[i] = std::move(year);
    }
    return years;
}

/// The year that somebody named is one of the file.
void demand_touched(std::vector<core::Period> const& periods,
                    std::vector<std::size_t> const& touched, Year const& year,
                    std::string const& source)
{
    std::vector<std::string> labels;
    for (auto const i : touched) {
        if (periods[i] == year.period) {
            return;
        }
        labels.push_back(text_of(periods[i]));
    }
    throw Error{ErrorKind::refused,
                "import.fec-other-years",
                {{"year", year.label}, {"years", core::join(labels, ", ")}},
                {source, 0, 0, {}}};
}

core::Facts book_facts(ContextOf<store::Books> const& context)
{
    auto const book = context.session.book();
    return FactList{context}
        .add("association", book.name)
        .add("siren", cell(book.siren))
        .add("rna", cell(book.rna))
        .take();
}

} // namespace

Document import_fec(Context const& context, core::Input const& input, FecRequest const& request)
{
    BooksCache const books{context.session};
    auto const periods = periods_of(books.years());
    exchange::FecEntries entries{input, periods, request.one_date};
    auto const& survey = surveyed(context, input, entries);
    auto const read_as = call_parties(context.session, entries, survey);
    auto document = answer(context, "import.fec");
    record_fec(context, input, request, entries, survey, books.years(), document);
    document.notes.insert(document.notes.end(), read_as.begin(), read_as.end());
    return document;
}

Document found_from_fec(Context const& context, core::Input const& input,
                        std::optional<Year> const& first, std::string const& regulation,
                        FecRequest request)
{
    request.years = true;
    auto const periods = years_around(first_guess(input, first));
    exchange::FecEntries entries{input, periods, request.one_date};
    auto const& survey = surveyed(context, input, entries);
    auto const touched = touched_by(survey);
    refuse_gaps(survey, periods, touched, input.name);
    if (first && !touched.empty()) {
        demand_touched(periods, touched, *first, input.name);
    }
    auto const years = add_years(context, periods, touched, regulation);
    auto document = answer(context, "init", {{"name", context.session.book().name}});
    document.blocks.emplace_back(book_facts(context));
    record_fec(context, input, request, entries, survey, years, document);
    return document;
}

} // namespace coop::app
