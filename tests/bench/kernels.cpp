// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is done once an entry, a line or an account, alone.
#include <coop/care/experiment.hpp>
#include <coop/core/date.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/input.hpp>
#include <coop/core/money.hpp>
#include <coop/exchange/fec/reader.hpp>
#include <coop/exchange/fec/writer.hpp>
#include <coop/i18n/message.hpp>
#include <coop/ledger/chart.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/regulation.hpp>
#include <coop/ledger/year.hpp>
#include <coop/report/statement.hpp>
#include <coop/store/chain.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace coop;

ledger::Regulation const& regulation()
{
    return ledger::find_regulation("anc-2023-03");
}

/// An invoice of three lines.
ledger::Draft invoice()
{
    ledger::Draft draft;
    draft.date = core::date(2025, 3, 14);
    draft.journal = "AC";
    draft.label = "Affiches Imprimerie du Pont 010";
    draft.piece = "AC-1234";
    draft.lines = {{"6236", core::cents(10000), {}, "p07", "", ""},
                   {"44566", core::cents(2000), {}, "", "", ""},
                   {"401", {}, core::cents(12000), "", "Imprimerie du Pont 010", ""}};
    return draft;
}

void money_parse(benchmark::State& state, std::string_view text)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(core::parse_money(text));
    }
}
BENCHMARK_CAPTURE(money_parse, plain, "1234,56");
BENCHMARK_CAPTURE(money_parse, grouped, "1 234 567,89");

void money_format(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(i18n::format_amount(i18n::Language::fr, core::cents(123456789)));
    }
}
BENCHMARK(money_format);

constexpr std::string_view fec_header =
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\t"
    "CompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\t"
    "ValidDate\tMontantdevise\tIdevise\r\n";
constexpr std::string_view fec_record =
    "AC\tAchats\t1234\t20250314\t401000\tFournisseurs\tF010\tImprimerie du Pont 010\tAC-1234\t"
    "20250314\tAffiches Imprimerie du Pont 010\t0,00\t120,00\tABCD\t20250331\t20250331\t\t\r\n";

/// A file of a thousand records, walked and understood.
void fec_read(benchmark::State& state)
{
    constexpr int records = 1000;
    std::string file{fec_header};
    for (int i = 0; i < records; ++i) {
        file += fec_record;
    }
    auto const input = core::input_of("books.fec", file);
    std::vector<core::Diagnostic> findings;
    for (auto _ : state) {
        exchange::FecReader reader{input};
        exchange::FecRow row;
        exchange::FecLine line;
        while (reader.next(row)) {
            benchmark::DoNotOptimize(
                exchange::read_line(reader.form(), row, "books.fec", line, findings));
        }
    }
    state.SetItemsProcessed(state.iterations() * records);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.size()));
}
BENCHMARK(fec_read)->Unit(benchmark::kMicrosecond);

/// An entry of three lines, written.
void fec_write(benchmark::State& state)
{
    auto const draft = invoice();
    std::vector<ledger::LineView> lines;
    exchange::ExportHead head;
    for (auto const& line : draft.lines) {
        lines.push_back({line.account, line.debit, line.credit, line.project, line.party, ""});
        head.accounts.push_back({.code = line.account, .label = "Libellé du compte"});
    }
    head.journals = {{"AC", "Achats"}};
    head.parties = {{"Imprimerie du Pont 010", "", ""}};
    ledger::EntryView view;
    view.year = "2025";
    view.journal = draft.journal;
    view.date = draft.date;
    view.posted_on = draft.date;
    view.label = draft.label;
    view.piece = draft.piece;
    view.lines = lines;
    std::int64_t bytes = 0;
    exchange::FecWriter writer{
        head, {}, [&](std::string_view part) { bytes += static_cast<std::int64_t>(part.size()); }};
    for (auto _ : state) {
        ++view.number;
        writer.entry(view);
    }
    writer.end();
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
    state.SetBytesProcessed(bytes);
}
BENCHMARK(fec_write);

void sha256(benchmark::State& state)
{
    std::string const bytes(static_cast<std::size_t>(state.range(0)), 'x');
    for (auto _ : state) {
        benchmark::DoNotOptimize(core::sha256(bytes));
    }
    state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(sha256)->Arg(64)->Arg(256)->Arg(65536);

void chain_step(benchmark::State& state)
{
    ledger::Record record;
    record.id = record.number.emplace(1234);
    record.year = "2025";
    record.posted_on = core::date(2025, 3, 31);
    record.entry = invoice();
    core::Digest previous{};
    std::array<std::uint8_t, 16> const salt{};
    for (auto _ : state) {
        previous = store::chain(previous, store::canonical(record, 1234,
                                                           store::texts_digest(record.entry, salt),
                                                           ledger::seal_format));
    }
    benchmark::DoNotOptimize(previous);
}
BENCHMARK(chain_step);

void entry_check(benchmark::State& state)
{
    ledger::Year const year{
        "2025", {core::date(2025, 1, 1), core::date(2025, 12, 31)}, "anc-2023-03"};
    ledger::Chart const chart{ledger::shipped_accounts(regulation()), {}};
    auto const draft = invoice();
    for (auto _ : state) {
        benchmark::DoNotOptimize(ledger::check(draft, {year, chart, ledger::standard_journals()}));
    }
}
BENCHMARK(entry_check);

void chart_parse(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(ledger::shipped_accounts(regulation()));
    }
}
BENCHMARK(chart_parse)->Unit(benchmark::kMicrosecond);

void statement_parse(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(report::statement_of(regulation(), "resultat"));
    }
}
BENCHMARK(statement_parse)->Unit(benchmark::kMicrosecond);

/// Every account of the chart has a balance.
void statement_fill(benchmark::State& state, char const* name)
{
    auto const statement = report::statement_of(regulation(), name);
    std::vector<report::Placed> balances;
    std::int64_t cents = 0;
    for (auto const& account : ledger::shipped_accounts(regulation())) {
        balances.push_back({account.code, core::cents((cents += 7919) % 1000000 - 500000)});
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(report::fill(statement, balances));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(balances.size()));
}
BENCHMARK_CAPTURE(statement_fill, resultat, "resultat")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(statement_fill, bilan, "bilan")->Unit(benchmark::kMicrosecond);

/// A scenario of an experiment of so many capitals and exercises: changed, then computed.
void care_scenario(benchmark::State& state)
{
    auto const capitals = static_cast<std::size_t>(state.range(0));
    care::Experiment experiment;
    care::ExperimentExercise exercise;
    exercise.legal_result = core::cents(500'000);
    for (std::size_t i = 0; i < capitals; ++i) {
        experiment.items.push_back({.item = {.capital = "N.c" + std::to_string(i), .action = {}}});
        care::Terms terms;
        auto const cents = static_cast<std::int64_t>(i);
        terms.due = core::cents(100'037 + 100 * cents);
        terms.done.in_books[0] = core::cents(90'011 + 200 * cents);
        exercise.terms.push_back(terms);
    }
    for (int t = 0; t < state.range(1); ++t) {
        exercise.label = std::to_string(2020 + t);
        experiment.exercises.push_back(exercise);
    }
    care::Scenario scenario;
    care::ScenarioChange change{.kind = care::ChangeKind::scale};
    change.items = care::parse_target(experiment, "due:*").items;
    change.factor = care::parse_factor("1.10");
    scenario.changes = {change};
    for (auto _ : state) {
        benchmark::DoNotOptimize(care::try_out(experiment, &scenario));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(care_scenario)
    ->Args({5, 1})
    ->Args({50, 1})
    ->Args({50, 10})
    ->Args({500, 10})
    ->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
