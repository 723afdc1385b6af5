// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/export.hpp>

#include "app/answer.hpp"
#include "app/books_cache.hpp"
#include "app/openings.hpp"
#include "app/party/names.hpp"
#include "app/years.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/facts.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace coop::app {

namespace {

using core::Diagnostic;
using core::Error;
using core::ErrorKind;
using store::Which;

constexpr std::int64_t drafts_named_max = 10;
constexpr std::size_t gaps_named_max = 20;
constexpr std::int64_t entries_between_reports = 1024;

/// The drafts that keep the file from being final, each where it can be found.
[[noreturn]] void refuse_drafts(store::Entries& session, std::string const& year,
                                std::int64_t count)
{
    store::EntryQuery query;
    query.year = year;
    query.which = Which::drafts;
    query.limit = drafts_named_max;
    std::vector<Diagnostic> findings;
    auto const stream = session.entries(query);
    while (auto const record = stream()) {
        findings.push_back(
            {core::Severity::error,
             "export.draft",
             {{"entry", record->id}, {"date", record->entry.date}, {"label", record->entry.label}},
             {}});
    }
    throw Error{ErrorKind::refused,
                "export.drafts",
                {{"year", year}, {"count", count}},
                {},
                std::move(findings)};
}

/// A file that another one will replace.
void note_unfinished(ContextOf<store::Books> const& context, FecPlan& plan)
{
    if (plan.style.provisional) {
        return;
    }
    auto const& year = plan.head.years.front();
    if (context.today <= year.period.last) {
        plan.notes.push_back(
            warning("export.unfinished", {{"year", year.label}, {"last", year.period.last}}));
    }
    if (plan.head.openings.empty()) {
        return;
    }
    ledger::Year const* before = nullptr;
    auto const years = context.session.years();
    for (auto const& earlier : years) {
        before = earlier.period.last < year.period.first ? &earlier : before;
    }
    if (before != nullptr && before->state != ledger::YearState::closed) {
        plan.notes.push_back(
            warning("export.previous-open", {{"year", year.label}, {"previous", before->label}}));
    }
}

/// Computed à-nouveaux leave out the drafts of the years before.
void note_earlier_drafts(Context const& context, FecPlan& plan)
{
    auto const& year = plan.head.years.front();
    if (plan.head.openings.empty() || plan.style.provisional) {
        return;
    }
    for (auto const& earlier : context.session.years()) {
        if (!(earlier.period.first < year.period.first)) {
            return;
        }
        if (auto const count = drafts_of(context.session, earlier.label); count > 0) {
            plan.notes.push_back(
                warning("export.earlier-drafts", {{"year", earlier.label}, {"count", count}}));
        }
    }
}

/// An entry that the file leaves out.
struct LeftOut {
    ledger::EntryId id = 0;
    std::string journal;
    std::optional<std::int64_t> number; ///< none: a draft

    friend auto operator<=>(LeftOut const&, LeftOut const&) = default;
};

/// Among the lines of 12: there are few.
std::set<LeftOut> closing_entries(store::Balances& session, ledger::Year const& year, Which which)
{
    std::set<LeftOut> closing;
    if (session.closing_entries(year.label, which).empty()) {
        return closing;
    }
    auto const lines = session.account_lines(std::string{ledger::year_result}, year.period, which);
    while (auto const line = lines()) {
        if (line->role == ledger::Role::closing) {
            closing.insert({line->entry, line->journal, line->number});
        }
    }
    return closing;
}

/// Whether a posted entry that stays in the file follows in the same journal.
bool is_followed(std::map<std::string, std::int64_t, std::less<>> const& last,
                 LeftOut const& left_out)
{
    auto const found = last.find(left_out.journal);
    return found != last.end() && left_out.number && *left_out.number < found->second;
}

/// A47 A-1 VII wants entries that settle charges and produits left out; what follows them in their
/// journal keeps its number.
void leave_out_closing(store::Session& session, FecPlan& plan)
{
    auto const closing = closing_entries(session, plan.head.years.front(),
                                         plan.style.provisional ? Which::all : Which::posted);
    if (closing.empty()) {
        return;
    }
    std::map<std::string, std::int64_t, std::less<>> last; // number that the file has, by journal
    auto const& year = plan.head.years.front().label;
    session.scan({year, Which::posted, store::Order::posting}, [&](ledger::EntryView const& entry) {
        if (entry.role != ledger::Role::closing) {
            auto const found = last.try_emplace(std::string{entry.journal}).first;
            found->second = std::max(found->second, entry.number);
        }
    });
    std::string first;
    for (auto const& one : closing) {
        if (!one.number) {
            continue;
        }
        auto number = one.journal + '/' + year + '/' + std::to_string(*one.number);
        first = first.empty() ? number : first;
        if (is_followed(last, one)) {
            plan.gaps.push_back(number);
        }
        plan.closing.push_back(std::move(number));
    }
    plan.notes.push_back(
        warning("export.closing-entries",
                {{"count", static_cast<std::int64_t>(closing.size())}, {"first", first}}));
    if (!plan.gaps.empty()) {
        plan.notes.push_back(
            info("export.closing-gap", {{"numbers", core::join(plan.gaps, ", ")}}));
    }
}

/// The booked à-nouveaux are what is recorded; what the year before hands on stands beside.
void note_opening_gaps(Context const& context, FecPlan& plan)
{
    auto const& year = plan.head.years.front();
    BooksCache const books{context.session};
    Openings openings{context.session, books.years(),
                      plan.style.provisional ? Which::all : Which::posted};
    auto const gaps = openings.gaps(books.index_of(year), names_today(context.session));
    for (std::size_t i = 0; i < std::min(gaps.size(), gaps_named_max); ++i) {
        auto const& gap = gaps[i];
        core::Arguments args{{"year", year.label},
                             {"account", gap.account},
                             {"booked", gap.booked},
                             {"computed", gap.computed}};
        if (!gap.party.empty()) {
            args.push_back({"party", gap.party});
        }
        plan.notes.push_back(
            warning(gap.party.empty() ? "export.opening-differs" : "export.opening-party",
                    std::move(args)));
    }
}

std::string charset_name(exchange::Charset charset)
{
    return charset == exchange::Charset::utf8 ? "UTF-8" : "ISO 8859-15";
}

struct Sums {
    core::Money debit{};
    core::Money credit{};
    bool operator==(Sums const&) const = default;
};
using AccountSums = std::map<std::string, Sums, std::less<>>;

void add(AccountSums& sums, ledger::EntryView const& entry)
{
    for (auto const& line : entry.lines) {
        auto found = sums.find(line.account);
        if (found == sums.end()) {
            found = sums.emplace(line.account, Sums{}).first;
        }
        found->second.debit += line.debit;
        found->second.credit += line.credit;
    }
}

/// Lines that are not what the balances were made of were changed by another program.
void demand_unaltered(store::Balances& session, store::Scan const& scan, AccountSums walked)
{
    AccountSums stored;
    for (auto const& balance : session.balances(scan.year, scan.which)) {
        stored[balance.account] = {balance.opening_debit + balance.debit,
                                   balance.opening_credit + balance.credit};
        walked.try_emplace(balance.account);
    }
    for (auto const& [account, sums] : walked) {
        auto const& of_books = stored[account];
        if (sums != of_books) {
            throw Error{ErrorKind::refused,
                        "export.altered",
                        {{"year", scan.year},
                         {"account", account},
                         {"lines_debit", sums.debit},
                         {"lines_credit", sums.credit},
                         {"debit", of_books.debit},
                         {"credit", of_books.credit}}};
        }
    }
}

/// `booked`, `computed` or `none`.
std::string opening_of(FecPlan const& plan, exchange::FecTotals const& totals)
{
    if (!plan.head.openings.empty()) {
        return "computed";
    }
    return totals.openings > 0 ? "booked" : "none";
}

/// A closed year speaks with the words of its close, whatever was renamed since: the file is the
/// same for ever. Only codes of third parties can have been erased.
void take_closed_words(ContextOf<store::Records> const& context, FecPlan& plan)
{
    auto& head = plan.head;
    auto const& year = head.years.front();
    auto const history = context.session.record_history("fec", year.label);
    if (year.state != ledger::YearState::closed || history.empty()) {
        return;
    }
    auto const words = ledger::read_fec_words(history.back().record, !history.back().salt);
    plan.erased = words.erased;
    head.book.name = words.name;
    head.book.siren = words.siren;
    auto const relabel = [](auto& all, ledger::FecWords::Pairs const& labels) {
        for (auto& one : all) {
            auto const found =
                std::ranges::find(labels, one.code, [](auto const& pair) -> std::string const& {
                    return pair.first;
                });
            one.label = found == labels.end() ? one.label : found->second;
        }
    };
    relabel(head.journals, words.journals);
    relabel(head.accounts, words.accounts);
    if (!words.erased) {
        head.parties.clear();
        for (auto const& [code, name] : words.parties) {
            auto& party = head.parties.emplace_back();
            party.name = name;
            party.code = code;
        }
    }
}

} // namespace

FecPlan plan_fec(Context const& context, std::string const& year, exchange::FecStyle const& style)
{
    FecPlan plan;
    plan.style = style;
    plan.head = export_head(context, BooksCache{context.session}.year(year).label,
                            style.provisional ? Which::all : Which::posted);
    take_closed_words(context, plan);
    auto const& label = plan.head.years.front().label;
    auto const drafts = drafts_of(context.session, label);
    if (drafts > 0 && !style.provisional) {
        refuse_drafts(context.session, label, drafts);
    }
    if (!has_entries(context.session, label) && plan.head.openings.empty()) {
        throw Error{ErrorKind::refused, "export.no-entries", {{"year", label}}};
    }
    if (style.provisional) {
        plan.notes.push_back(warning("export.provisional", {{"year", label}, {"count", drafts}}));
    }
    if (context.progress) {
        plan.entries = counts_of(context.session, label).posted + drafts;
    }
    note_unfinished(context, plan);
    note_earlier_drafts(context, plan);
    note_opening_gaps(context, plan);
    leave_out_closing(context.session, plan);
    return plan;
}

std::vector<exchange::FecNumber> left_out_of_fec(Context const& context, core::Date day)
{
    std::vector<exchange::FecNumber> numbers;
    for (auto const& year : context.session.years()) {
        if (year.period.contains(day)) {
            for (auto const& one : closing_entries(context.session, year, Which::posted)) {
                numbers.push_back({one.journal, *one.number});
            }
        }
    }
    return numbers;
}

std::string fec_file_name(FecPlan const& plan)
{
    auto const& book = plan.head.book;
    if (book.siren.empty()) {
        throw Error{ErrorKind::refused, "export.no-siren", {{"name", book.name}}};
    }
    auto name = exchange::fec_name(book.siren, plan.head.years.front().period.last);
    if (plan.style.provisional) {
        name.insert(name.rfind('.'), "-provisoire");
    }
    return name;
}

exchange::FecTotals write_fec(Context const& context, FecPlan const& plan, core::Sink const& sink)
{
    exchange::FecWriter writer{plan.head, plan.style, sink};
    store::Scan scan;
    scan.year = plan.head.years.front().label;
    scan.which = plan.style.provisional ? Which::all : Which::posted;
    scan.order = store::Order::posting;
    std::int64_t done = 0;
    AccountSums sums;
    auto const write = [&](ledger::EntryView const& entry) {
        if (entry.role != ledger::Role::closing) {
            add(sums, entry);
            writer.entry(entry);
        }
        if (++done % entries_between_reports == 0 && context.progress) {
            context.progress(static_cast<std::uint64_t>(done),
                             static_cast<std::uint64_t>(plan.entries));
        }
    };
    if (plan.style.provisional) {
        // Drafts come last, but à-nouveaux come first even where they are drafts: two walks.
        context.session.scan(scan, [&](ledger::EntryView const& entry) {
            if (entry.role == ledger::Role::opening) {
                write(entry);
            }
        });
        context.session.scan(scan, [&](ledger::EntryView const& entry) {
            if (entry.role != ledger::Role::opening) {
                write(entry);
            }
        });
    } else {
        context.session.scan(scan, write);
    }
    demand_unaltered(context.session, scan, std::move(sums));
    writer.end();
    return writer.totals();
}

core::Document fec_receipt(Lent const& context, FecPlan const& plan,
                           exchange::FecTotals const& totals, FecFiles const& files)
{
    auto const& year = plan.head.years.front();
    auto document = answer(context, "export.fec", {{"year", year.label}});
    document.blocks.emplace_back(
        FactList{context}
            .add("file", files.file)
            .add("description", cell(files.description))
            .add("entries", totals.entries)
            .add("lines", totals.lines)
            .add("debit", totals.debit)
            .add("credit", totals.credit)
            .add("opening_entry", opening_of(plan, totals), "app.opening.")
            .add("fec_status", std::string{plan.style.provisional ? "provisional" : "final"},
                 "app.fec.")
            .add("charset", charset_name(plan.style.charset))
            .add("sha256", files.sha256)
            .take());
    document.notes = fec_notes(plan, totals);
    return document;
}

std::vector<Diagnostic> fec_notes(FecPlan const& plan, exchange::FecTotals const& totals)
{
    auto notes = plan.notes;
    if (totals.characters_lost > 0) {
        notes.push_back(warning("export.characters-lost", {{"count", totals.characters_lost}}));
    }
    return notes;
}

} // namespace coop::app
