// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/regulation.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>
#include <coop/core/fields.hpp>
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace coop::ledger {

namespace {

// The first and last days that core reads: a regulation without a bound is in force up to there.
constexpr auto first_day = core::date(1900, 1, 1);
constexpr auto last_day = core::date(2199, 12, 31);

ChartFamily family_of(std::string_view text)
{
    auto const family = chart_family_words.value(text);
    COOP_ASSERT(family);
    return *family;
}

std::vector<Regulation> read_index()
{
    std::vector<Regulation> all;
    core::ShippedRecords<6> records{core::resource("regulations/index.csv")};
    std::array<std::string_view, 6> record;
    while (records.next(record)) {
        auto [id, label, family, from, to, source] = record;
        all.push_back({std::string{id},
                       std::string{label},
                       family_of(family),
                       {from.empty() ? first_day : core::parse_date(from),
                        to.empty() ? last_day : core::parse_date(to)}});
    }
    return all;
}

AccountKind kind_of(std::string_view text)
{
    auto const kind = account_kind_words.value(text);
    COOP_ASSERT(kind);
    return *kind;
}

std::string known_ids()
{
    return core::join(regulations(), ", ", &Regulation::id);
}

/// An account that ended, and one that took its place: there may be several.
struct Succession {
    std::string code;
    std::string successor;
};

/// Who types it is offered each; `comparaison` says what stands for all of them in a column of the
/// year before.
std::vector<Succession> successions_of(Regulation const& regulation)
{
    std::vector<Succession> all;
    auto const path = "regulations/" + regulation.id + "/successors.csv";
    if (!core::has_resource(path)) {
        return all;
    }
    core::ShippedRecords<4> records{core::resource(path)};
    std::array<std::string_view, 4> record;
    while (records.next(record)) {
        auto const& [account, successor, basis, use] = record;
        if (use != "comparaison") {
            all.push_back({std::string{account}, std::string{successor}});
        }
    }
    return all;
}

/// What a later regulation changed, read once: an import may ask for each of its lines.
struct Change {
    Regulation regulation;
    Chart chart;
    std::vector<Succession> successions;
};

std::span<Change const> changes()
{
    static std::vector<Change> const all = [] {
        std::vector<Change> read;
        for (auto const& regulation : regulations()) {
            if (regulation.opened.first > first_day &&
                regulation.family == ChartFamily::associations) {
                read.push_back({regulation, Chart{shipped_accounts(regulation), {}},
                                successions_of(regulation)});
            }
        }
        return read;
    }();
    return all;
}

} // namespace

std::span<Regulation const> regulations()
{
    static std::vector<Regulation> const all = read_index();
    return all;
}

Regulation const& find_regulation(std::string_view id)
{
    auto all = regulations();
    auto found = std::find_if(all.begin(), all.end(),
                              [id](Regulation const& regulation) { return regulation.id == id; });
    if (found == all.end()) {
        throw core::Error{core::ErrorKind::refused,
                          "regulation.unknown",
                          {{"regulation", std::string{id}}, {"known", known_ids()}}};
    }
    return *found;
}

Regulation const& regulation_for(core::Date opening, ChartFamily family)
{
    for (auto const& regulation : regulations()) {
        if (regulation.family == family && regulation.opened.contains(opening)) {
            return regulation;
        }
    }
    throw core::Error{core::ErrorKind::refused, "regulation.none", {{"date", opening}}};
}

std::string successors_of(Regulation const& regulation, std::string_view code)
{
    std::vector<std::string> found;
    auto const change = std::ranges::find_if(
        changes(), [&](Change const& each) { return each.regulation.id == regulation.id; });
    if (change == changes().end()) {
        return {};
    }
    // What was detailed below an account that ended has ended with it.
    for (; found.empty() && code.size() > 1 && change->chart.find(code) == nullptr;
         code.remove_suffix(1)) {
        for (auto const& succession : change->successions) {
            if (succession.code == code) {
                found.push_back(succession.successor);
            }
        }
    }
    return core::join(found, ", ");
}

bool came_later(Regulation const& regulation, Chart const& chart, std::string_view code)
{
    if (code.size() < 2 || chart.find(code.substr(0, code.size() - 1)) == nullptr) {
        return false;
    }
    return std::ranges::any_of(changes(), [&](Change const& change) {
        return change.regulation.family == regulation.family &&
               change.regulation.opened.first > regulation.opened.first &&
               change.chart.find(code) != nullptr &&
               std::ranges::find(change.successions, code, &Succession::successor) ==
                   change.successions.end();
    });
}

std::vector<Account> shipped_accounts(Regulation const& regulation)
{
    auto text = core::resource("regulations/" + regulation.id + "/chart.csv");
    std::vector<Account> accounts;
    accounts.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
    core::ShippedRecords<5> records{text};
    std::array<std::string_view, 5> record;
    while (records.next(record)) {
        auto [code, label, kind, side, source] = record;
        accounts.push_back({std::string{code}, std::string{label}, kind_of(kind),
                            side == "D" ? Side::debit : Side::credit, std::string{source}});
    }
    return accounts;
}

} // namespace coop::ledger
