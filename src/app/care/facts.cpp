// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts.hpp"

#include "app/care/closed/legal.hpp"
#include "app/care/closed/sealed.hpp"
#include "app/care/explained/sources.hpp"
#include "app/openings.hpp"
#include "app/party/names.hpp"
#include "books.hpp"
#include "groups.hpp"
#include "measured.hpp"

#include <coop/care/closing.hpp>
#include <coop/care/rules.hpp>
#include <coop/care/voice.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/report/statement.hpp>

#include <algorithm>
#include <utility>

namespace coop::app {

namespace {

using core::Error;
using core::ErrorKind;
using core::Money;
using report::CareFacts;
using report::CareFlag;

/// The legal books as a close read them, where its year may have moved since.
std::optional<BalancesUntil> balances_then(Context const& context, CareBooks const& books,
                                           care::KeptClose const* closed)
{
    if (closed == nullptr) {
        return std::nullopt;
    }
    auto const last = ledger::find_year(books.years, closed->year).period.last;
    auto const entries = unlocked_after(context.session, *closed, last);
    return entries ? std::optional{BalancesUntil{context.session, context.session, *entries}}
                   : std::nullopt;
}

/// What the statements are read from; nothing is read twice.
struct Gathering {
    Context const& context;
    CareBooks const& books;
    care::KeptClose const* closed; ///< of the last exercise; null: it is open
    std::size_t first = 0;
    std::vector<care::Exercise> exercises;
    care::Closing closing;
    std::optional<BalancesUntil> then;   ///< where the legal year was unlocked since
    std::vector<LegalAccounts> accounts; ///< by exercise
    Openings openings;
    PartyReader parties;

    Gathering(Context const& lent, CareBooks const& read, std::string const& year)
        : context(lent),
          books(read),
          closed(read.close_of(year)),
          then(balances_then(lent, read, closed)),
          openings(legal(), books.years, store::Which::posted),
          parties(lent.session)
    {
    }

    store::Balances& legal()
    {
        return then ? static_cast<store::Balances&>(*then) : context.session;
    }
};

/// Balances one by one, third parties apart, as the bilan wants them (PCG 1011-5).
std::vector<report::Placed> placed_of(Gathering& gathering, std::size_t year)
{
    auto const& label = gathering.books.years[year].label;
    auto const* const closed = gathering.books.close_of(label);
    auto const names = closed != nullptr && closed->books ? gathering.parties.until(*closed->books)
                                                          : gathering.parties.of(label);
    auto const parties =
        ledger::joined(gathering.openings.parties(year), names, ledger::Naming::shown);
    std::vector<report::Placed> placed;
    for (auto const& balance : gathering.openings.balances(year)) {
        if (!ledger::is_before_special(balance.account)) {
            continue;
        }
        auto remainder = balance.net();
        for (auto const& party : std::ranges::equal_range(parties, balance.account, {},
                                                          &ledger::PartyBalance::account)) {
            placed.push_back({party.account, party.net()});
            remainder -= party.net();
        }
        placed.push_back({balance.account, remainder});
    }
    // An account may be at nil with third parties that owe and others that are owed.
    for (auto const& party : parties) {
        if (!std::ranges::binary_search(gathering.openings.balances(year), party.account, {},
                                        &ledger::Balance::account)) {
            placed.push_back({party.account, party.net()});
        }
    }
    return placed;
}

/// The items that a subtotal adds up, through other subtotals.
void collect_items(report::Statement const& statement, std::string const& key,
                   std::set<std::string>& keys)
{
    auto const line = std::ranges::find(statement.lines, key, &report::StatementLine::key);
    if (line == statement.lines.end()) {
        return;
    }
    if (line->sum.empty()) {
        keys.insert(key);
    }
    for (auto const& [part, sign] : line->sum) {
        collect_items(statement, part, keys);
    }
}

report::LegalSection section_of(std::string const& key, std::set<std::string> const& propres)
{
    if (propres.contains(key)) {
        return report::LegalSection::propres;
    }
    for (auto const* prefix :
         {"passif.emprunts", "passif.etablissements-credit", "passif.obligations"}) {
        if (key.starts_with(prefix)) {
            return report::LegalSection::emprunts;
        }
    }
    return report::LegalSection::autres;
}

/// What each account has of the line that takes it.
void add_accounts(report::Statement const& statement, std::span<report::Placed const> placed,
                  LegalAccounts& accounts)
{
    for (auto const& each : placed) {
        auto const& account = each.placed_as.empty() ? each.account : each.placed_as;
        auto const key = report::line_of(statement, account, !each.net.is_negative());
        auto const line = std::ranges::find(statement.lines, key, &report::StatementLine::key);
        if (line != statement.lines.end()) {
            auto const amount = line->side == "actif" ? each.net : -each.net;
            accounts.lines[line->key][each.account] += amount;
        }
    }
}

void fill_bilan(Gathering& gathering, std::size_t year, report::CareLegal& legal,
                LegalAccounts& accounts)
{
    auto const regulation = ledger::find_regulation(gathering.books.years[year].regulation);
    auto const statement = report::statement_of(regulation, "bilan");
    auto const placed = placed_of(gathering, year);
    auto const filled = report::fill(statement, placed);
    add_accounts(statement, placed, accounts);
    std::set<std::string> propres;
    collect_items(statement, "passif.fonds-propres", propres);
    for (auto const& line : statement.lines) {
        auto const amount = filled.lines.find(line.key);
        bool const is_item = line.role == core::RowRole::item && line.sum.empty() && !line.hidden;
        if (!is_item || amount == filled.lines.end()) {
            continue;
        }
        auto& side = line.side == "actif" ? legal.actif : legal.passif;
        side.push_back({line.key, line.label, section_of(line.key, propres), amount->second.gross,
                        amount->second.deduction});
    }
}

report::CareLegal legal_of(Gathering& gathering, std::size_t t)
{
    auto const year = gathering.first + t;
    auto const& recorded = gathering.closing.years[t];
    report::CareLegal legal;
    Money dotations;
    Money charges;
    LegalAccounts accounts;
    for (auto const& balance :
         gathering.legal().balances(gathering.books.years[year].label, store::Which::posted)) {
        auto const& account = balance.account;
        if (ledger::is_produit(account) || ledger::is_charge(account)) {
            accounts.results[account] = balance.net();
        }
        if (ledger::is_produit(account)) {
            legal.produits -= balance.net();
        } else if (ledger::is_charge(account)) {
            (ledger::is_dotation(account) ? dotations : charges) += balance.net();
        }
    }
    legal.dotations = dotations - recorded.tagged_dotations;
    legal.charges = charges - (recorded.tagged - recorded.tagged_dotations);
    legal.preservation = recorded.tagged;
    fill_bilan(gathering, year, legal, accounts);
    gathering.accounts.push_back(std::move(accounts));
    return legal;
}

std::set<CareFlag> flags_of(care::Registry const& registry, care::State const* state,
                            core::Date day)
{
    std::set<CareFlag> flags;
    if (state == nullptr) {
        return flags;
    }
    if (care::is_expired(*state, day)) {
        flags.insert(CareFlag::expired);
    }
    if (state->mode == care::Mode::non_declaree) {
        flags.insert(CareFlag::undeclared);
    }
    if (care::standing_of(registry, *state) == care::Standing::debtor_alone) {
        flags.insert(CareFlag::debtor_alone);
    }
    return flags;
}

void add_capitals(Gathering const& gathering, CareFacts& facts)
{
    auto const& registry = gathering.books.registry;
    auto const last = gathering.exercises.back().period.last;
    for (auto const& capital : registry.capitals) {
        report::CareCapital shown{capital.head.id, capital.name, false, {}};
        for (auto const& item : facts.inputs.items) {
            shown.valued = shown.valued || (item.capital == capital.head.id && item.valued);
        }
        for (auto const& indicator : registry.indicators) {
            if (indicator.capital == capital.head.id) {
                shown.flags.merge(
                    flags_of(registry, care::state_on(registry, indicator.head.id, last), last));
            }
        }
        facts.capitals.push_back(std::move(shown));
    }
    for (auto const& action : registry.actions) {
        auto const id = action.capital + "/" + action.head.id;
        facts.actions[id] = action.name;
        if (action.is_shadow_price()) {
            facts.shadow_priced.insert(id);
        }
    }
}

core::Decimal sum(core::Decimal a, core::Decimal b)
{
    auto const places = std::max(a.places, b.places);
    return {core::widen(a, places).units + core::widen(b, places).units, places};
}

std::optional<core::Decimal> degradation_in(care::Registry const& registry,
                                            std::string const& indicator, core::Period period)
{
    std::optional<core::Decimal> total;
    for (auto const& degradation : registry.degradations) {
        if (degradation.indicator == indicator && degradation.effect &&
            period.contains(degradation.period.last)) {
            total = sum(total.value_or(core::Decimal{}), *degradation.effect);
        }
    }
    return total;
}

report::IndicatorYear indicator_year(care::Registry const& registry,
                                     care::Indicator const& indicator, core::Period period,
                                     std::optional<core::Period> before)
{
    report::IndicatorYear year;
    put_reading(year, registry, indicator, period, before);
    year.degradation = degradation_in(registry, indicator.head.id, period);
    if (auto const* const state = care::state_on(registry, indicator.head.id, period.last)) {
        year.lower = state->lower;
        year.upper = state->upper;
        year.good_level = state->level;
        year.source = state->source;
        year.flags = flags_of(registry, state, period.last);
    }
    return year;
}

std::optional<core::Period> period_before(Gathering const& gathering)
{
    return gathering.first > 0 ? std::optional{gathering.books.years[gathering.first - 1].period}
                               : std::nullopt;
}

void add_indicators(Gathering const& gathering, CareFacts& facts)
{
    auto const& registry = gathering.books.registry;
    for (auto const& indicator : registry.indicators) {
        report::CareIndicator shown;
        shown.id = indicator.head.id;
        shown.capital = indicator.capital;
        shown.name = indicator.name;
        shown.unit = indicator.unit;
        shown.direction = indicator.direction;
        shown.aggregate = indicator.aggregate;
        shown.levels = indicator.levels;
        auto before = period_before(gathering);
        for (auto const& exercise : gathering.exercises) {
            shown.years.push_back(indicator_year(registry, indicator, exercise.period, before));
            before = exercise.period;
        }
        facts.indicators.push_back(std::move(shown));
    }
}

void add_work(Gathering const& gathering, CareFacts& facts)
{
    auto const& registry = gathering.books.registry;
    auto const rounding = facts.policy.rounding;
    std::vector<core::Period> periods;
    for (auto const& exercise : gathering.exercises) {
        periods.push_back(exercise.period);
    }
    std::set<std::pair<std::size_t, std::string>> paid;
    for (std::size_t t = 0; t < facts.inputs.exercises.size(); ++t) {
        for (std::size_t i = 0; i < facts.inputs.items.size(); ++i) {
            auto const& done = facts.inputs.exercises[t].items[i].done;
            Money sum;
            for (std::size_t f = 0; f < care::funding_count; ++f) {
                sum += done.in_books[f] + done.outside[f];
            }
            if (!sum.is_zero()) {
                paid.emplace(t, facts.inputs.items[i].action);
            }
        }
    }
    for (auto& work : care::work_of(registry, gathering.closing.budgets, periods, paid)) {
        report::CareWork shown{work.action->capital + "/" + work.action->head.id,
                               work.action->unit,
                               std::move(work.years),
                               {}};
        for (std::size_t t = 0; t < periods.size(); ++t) {
            auto const* const cost = care::cost_on(registry, work.action->head.id, periods[t].last);
            auto const missing = shown.years[t].missing.value_or(core::Decimal{});
            shown.missing_cost.push_back(
                cost == nullptr ? Money{}
                                : core::scale(cost->amount, core::widen(missing, 6).units,
                                              1'000'000, rounding));
        }
        facts.work.push_back(std::move(shown));
    }
    for (auto const& asked : gathering.closing.asked) {
        auto const capital = care::capital_of(registry, "action", asked.action);
        facts.asked.push_back({capital + "/" + asked.action, asked.kind, asked.id, asked.date,
                               asked.amount, asked.standing});
    }
}

void add_voices(care::Registry const& registry, CareFacts& facts)
{
    for (auto const& voice : care::all_voices(registry)) {
        auto const& opinion = *voice.opinion;
        report::CareVoice shown;
        shown.object = opinion.object.kind + "/" + opinion.object.id;
        shown.speaker = opinion.spokesperson;
        if (voice.speaker != nullptr) {
            shown.type = care::spokesperson_words.of(voice.speaker->type);
        }
        shown.capital = care::capital_of(registry, opinion.object.kind, opinion.object.id);
        shown.verdict = care::verdict_words.of(opinion.verdict);
        shown.proof = voice.proof == care::Proof::signed_ ? "signature"
                      : voice.proof == care::Proof::paper ? "evidence"
                                                          : "recorded";
        shown.voided = !voice.current;
        facts.voices.push_back(std::move(shown));
    }
}

/// What is printed of a closed exercise is what was posted of it.
void check_posted(Gathering const& gathering, CareFacts const& facts)
{
    auto const until =
        gathering.closed != nullptr ? std::optional{gathering.closed->sequence} : std::nullopt;
    for (std::size_t t = 0; t < gathering.exercises.size(); ++t) {
        auto const& label = gathering.exercises[t].label;
        auto const* const kept = gathering.books.close_of(label);
        if (kept != nullptr && kept->policy == facts.policy &&
            !care::says_the_same(standing_entries(gathering.context, label, until),
                                 facts.book.entries[t])) {
            throw Error{ErrorKind::database, "care.close-differs", {{"year", label}}};
        }
    }
}

void add_accounts_of(Gathering const& gathering, CareFacts& facts, std::string const& hash)
{
    auto& session = gathering.context.session;
    std::map<std::string, std::string> names;
    for (auto const& account : session.accounts()) {
        names[account.code] = account.label;
    }
    for (std::size_t t = 0; t < gathering.accounts.size(); ++t) {
        add_account_steps(facts, t, gathering.accounts[t], names, hash);
    }
}

CareFacts facts_of(Gathering& gathering)
{
    auto const* const closed = gathering.closed;
    auto const& policy = closed != nullptr ? closed->policy : gathering.books.registry.policy;
    gathering.closing = care::inputs_of(gathering.books.registry, gathering.exercises,
                                        gathering.books.lines, policy, gathering.books.rates);
    auto facts =
        report::care_facts(name_of_books(gathering.context.session, closed),
                           gathering.closing.inputs, policy, closed != nullptr && closed->weak);
    add_groups(facts, known_people(gathering.context), gathering.books, gathering.exercises);
    for (std::size_t t = 0; t < gathering.exercises.size(); ++t) {
        facts.exercises[t].incomplete = gathering.closing.years[t].incomplete;
        facts.exercises[t].legal = legal_of(gathering, t);
    }
    return facts;
}

/// What is measured needs no euro: exercises in which nothing is due, done or owed.
CareFacts physical_facts(Gathering& gathering, std::size_t last)
{
    auto const& books = gathering.books;
    gathering.first = first_measured(books, last);
    care::Inputs inputs;
    for (auto i = gathering.first; i <= last; ++i) {
        auto const& year = books.years[i];
        gathering.exercises.push_back({.label = year.label, .period = year.period});
        inputs.exercises.push_back({.label = year.label});
    }
    auto facts = report::care_facts(gathering.context.session.book().name, std::move(inputs),
                                    books.registry.policy);
    add_groups(facts, known_people(gathering.context), books, gathering.exercises);
    return facts;
}

/// Without what is behind the figures.
CareFacts gather(Gathering& gathering, std::string const& year, CareNeed need = CareNeed::money)
{
    auto const& years = gathering.books.years;
    auto const& target = ledger::find_year(years, year);
    auto const last = static_cast<std::size_t>(
        std::ranges::find(years, target.label, &ledger::Year::label) - years.begin());
    auto const first = gathering.books.first();
    bool const in_euros = first && *first <= last;
    if (!in_euros && (need == CareNeed::money || gathering.books.registry.indicators.empty())) {
        throw Error{ErrorKind::refused, "care.none", {{"year", year}}};
    }
    if (in_euros) {
        gathering.first = *first;
        gathering.exercises = exercises_of(gathering.context, gathering.books, last, {});
    }
    auto facts = in_euros ? facts_of(gathering) : physical_facts(gathering, last);
    add_capitals(gathering, facts);
    add_indicators(gathering, facts);
    add_voices(gathering.books.registry, facts);
    add_work(gathering, facts);
    return facts;
}

} // namespace

CareFacts facts_to_seal(Context const& context, CareBooks const& books, std::string const& year)
{
    Gathering gathering{context, books, year};
    return gather(gathering, year);
}

std::shared_ptr<CareFacts const> care_facts_of(Context const& context, std::string const& year,
                                               std::optional<std::int64_t> version, CareNeed need)
{
    auto const sealed = sealed_by(context.session, year, version);
    auto const books = care_books_of(context, sealed);
    Gathering gathering{context, books, year};
    auto facts = gather(gathering, year, need);
    check_posted(gathering, facts);
    facts.steps =
        care_steps_of(books, gathering.exercises, gathering.closing, facts, context.language);
    facts.registers_whole = books.whole;
    auto const head = context.session.head();
    auto const today = head.entries > 0 ? core::to_hex(head.hash) : std::string{};
    auto const* const closed = gathering.closed;
    add_accounts_of(gathering, facts, closed != nullptr ? closed->legal_head : today);
    if (closed != nullptr) {
        facts.notes = notes_on_sealed(context, books, *closed);
    }
    return std::make_shared<CareFacts const>(std::move(facts));
}

std::shared_ptr<CareFacts const> care_published_of(Context const& context, std::string const& year,
                                                   std::optional<std::int64_t> version,
                                                   CareNeed need)
{
    return std::make_shared<CareFacts const>(
        report::published(*care_facts_of(context, year, version, need), context.language));
}

} // namespace coop::app
