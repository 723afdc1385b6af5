// SPDX-License-Identifier: GPL-3.0-or-later
#include "builders.hpp"
#include "wording.hpp"

#include <coop/core/assert.hpp>
#include <coop/ledger/account_role.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

// Contributions in kind say how they were valued, accounts say how much. The table follows the
// accounts: what recorded contributions do not explain (a sum posted by hand, a contribution that
// was reversed) is a row of its own, so that both columns end with what the books hold.

namespace coop::report {

namespace {

using core::Cell;
using core::Money;
using core::Row;
using core::RowRole;
using ledger::Contribution;
using ledger::InkindKind;

/// Hours and the two equal amounts of a row.
struct Sums {
    std::optional<std::int64_t> minutes;
    Money use;
    Money source;

    void add(Contribution const& contribution)
    {
        if (contribution.minutes) {
            minutes = minutes.value_or(0) + *contribution.minutes;
        }
        use += contribution.value;
        source += contribution.value;
    }
};

/// Contributions of a kind valued alike.
struct Valuation {
    std::string rate;             ///< empty: stated value
    std::int64_t hourly = 0;      ///< ten-thousandths of a euro
    std::int64_t coefficient = 0; ///< ten-thousandths
    std::string method;

    friend auto operator<=>(Valuation const&, Valuation const&) = default;
};

Valuation valuation_of(Contribution const& contribution)
{
    if (contribution.rate.empty()) {
        return {{}, 0, 0, contribution.method};
    }
    return {contribution.rate,
            core::widen(contribution.hourly, 4).units,
            core::widen(contribution.coefficient, 4).units,
            {}};
}

/// `9,76` rather than `9,7600`, but two decimals at least.
core::Decimal shortened(std::int64_t ten_thousandths)
{
    core::Decimal value{ten_thousandths, 4};
    while (value.places > 2 && value.units % 10 == 0) {
        value.units /= 10;
        --value.places;
    }
    return value;
}

/// Hours over the hours of a full-time year, to the hundredth, half up.
core::Quantity full_time(std::int64_t minutes, std::int64_t etp_hours)
{
    auto const hundredths =
        core::scale(core::cents(minutes), 100, 60 * etp_hours, core::Rounding::half_up);
    return {{hundredths.in_cents(), 2}, "ETP"};
}

class ContributionRows {
public:
    ContributionRows(Facts const& facts, Request const& request)
        : facts_(facts),
          year_(year_of(facts)),
          language_(request.language),
          etp_hours_(request.etp_hours)
    {
        COOP_ASSERT(etp_hours_ > 0);
        for (auto const& balance : year_.balances) {
            add_to_side(total_, balance.account, balance.debit - balance.credit);
        }
        for (auto const& contribution : year_.contributions) {
            if (contribution.minutes) {
                total_.minutes = total_.minutes.value_or(0) + *contribution.minutes;
            }
        }
    }

    std::vector<Row> by_kind() const
    {
        std::vector<Row> rows;
        for (auto kind : ledger::inkind_kinds()) {
            add_kind(rows, kind);
        }
        add_unexplained(rows);
        rows.push_back(sums_row("total", RowRole::total, 0, word("report.total"), total_));
        return rows;
    }

    std::vector<Row> by_project() const
    {
        std::map<std::string, Sums> projects;
        for (auto const& balance : year_.by_project) {
            if (ledger::is_inkind(balance.account)) {
                add_to_side(projects[balance.project], balance.account,
                            balance.debit - balance.credit);
            }
        }
        for (auto const& contribution : year_.contributions) {
            if (contribution.minutes && !contribution.project.empty()) {
                auto& minutes = projects[contribution.project].minutes;
                minutes = minutes.value_or(0) + *contribution.minutes;
            }
        }
        projects.erase(std::string{});
        auto rest = total_;
        std::vector<Row> rows;
        for (auto const& [code, sums] : projects) {
            rows.push_back(project_row(code, project_label(code), sums));
            rest.use -= sums.use;
            rest.source -= sums.source;
            if (sums.minutes) {
                rest.minutes = rest.minutes.value_or(0) - *sums.minutes;
            }
        }
        if (rest.minutes.value_or(0) != 0 || !rest.use.is_zero() || !rest.source.is_zero()) {
            rows.push_back(
                project_row({}, word("report.contributions-volontaires.no-project"), rest));
        }
        auto total = project_row({}, word("report.total"), total_);
        total.key = "total";
        total.role = RowRole::total;
        rows.push_back(std::move(total));
        return rows;
    }

private:
    std::string word(std::string const& id) const { return i18n::text(language_, id); }

    std::string name(InkindKind kind) const
    {
        return word("report.inkind." + std::string{ledger::name_of(kind)});
    }

    static void add_to_side(Sums& sums, std::string_view account, Money debit_less_credit)
    {
        if (ledger::is_inkind_use(account)) {
            sums.use += debit_less_credit;
        } else if (ledger::is_inkind(account)) {
            sums.source -= debit_less_credit;
        }
    }

    void add_kind(std::vector<Row>& rows, InkindKind kind) const
    {
        std::map<Valuation, Sums> valuations;
        Sums total;
        for (auto const& contribution : year_.contributions) {
            if (contribution.kind == kind) {
                valuations[valuation_of(contribution)].add(contribution);
                total.add(contribution);
            }
        }
        if (valuations.empty()) {
            return;
        }
        std::string const key{ledger::name_of(kind)};
        auto const before = rows.size();
        for (auto const& [valuation, sums] : valuations) {
            auto row = valuation_row(valuation, sums);
            row.key = fmt::format("{}/{}", key, rows.size() - before + 1);
            rows.push_back(std::move(row));
        }
        auto subtotal = sums_row(key, RowRole::subtotal, 0, name(kind), total);
        auto const accounts = ledger::inkind_accounts(year_.regulation, kind);
        subtotal.trace.accounts = {accounts.use, accounts.source};
        rows.push_back(std::move(subtotal));
    }

    Row valuation_row(Valuation const& valuation, Sums const& sums) const
    {
        if (valuation.rate.empty()) {
            bool const known = !valuation.method.empty();
            auto label = i18n::text(language_,
                                    known ? "report.contributions-volontaires.stated"
                                          : "report.contributions-volontaires.stated-unknown",
                                    {{"method", valuation.method}});
            return sums_row({}, RowRole::item, 1, std::move(label), sums);
        }
        auto row = sums_row({}, RowRole::item, 1,
                            i18n::text(language_, "report.contributions-volontaires.rate",
                                       {{"rate", valuation.rate}}),
                            sums);
        row.cells[3] = core::Quantity{shortened(valuation.hourly), "€/h"};
        row.cells[4] = core::Quantity{shortened(valuation.coefficient), {}};
        return row;
    }

    /// What stands on an account of 86 or 87 beyond recorded contributions, or short of them.
    void add_unexplained(std::vector<Row>& rows) const
    {
        std::map<std::string, Money> rests;
        for (auto const& balance : year_.balances) {
            if (ledger::is_inkind(balance.account)) {
                rests[balance.account] += balance.debit - balance.credit;
            }
        }
        for (auto const& contribution : year_.contributions) {
            auto const accounts = ledger::inkind_accounts(year_.regulation, contribution.kind);
            rests[accounts.use] -= contribution.value;
            rests[accounts.source] += contribution.value;
        }
        for (auto const& [account, rest] : rests) {
            if (rest.is_zero()) {
                continue;
            }
            auto label =
                i18n::text(language_, "report.contributions-volontaires.by-hand",
                           {{"account", account}, {"label", account_label(year_.chart, account)}});
            bool const use = ledger::is_inkind_use(account);
            auto row = make_row(account, RowRole::item, 1,
                                {std::move(label),
                                 {},
                                 {},
                                 {},
                                 {},
                                 use ? Cell{rest} : Cell{},
                                 use ? Cell{} : Cell{-rest}});
            row.trace.accounts = {account};
            rows.push_back(std::move(row));
        }
    }

    Row sums_row(std::string key, RowRole role, int depth, std::string label,
                 Sums const& sums) const
    {
        return make_row(std::move(key), role, depth,
                        {std::move(label), hours(sums), etp(sums), {}, {}, sums.use, sums.source});
    }

    Row project_row(std::string const& code, std::string label, Sums const& sums) const
    {
        return make_row(
            code.empty() ? "-" : code, RowRole::item, 0,
            {words(code), words(std::move(label)), hours(sums), etp(sums), sums.use, sums.source});
    }

    static Cell hours(Sums const& sums)
    {
        return sums.minutes ? Cell{core::hours(*sums.minutes)} : Cell{};
    }

    Cell etp(Sums const& sums) const
    {
        return sums.minutes ? Cell{full_time(*sums.minutes, etp_hours_)} : Cell{};
    }

    std::string project_label(std::string const& code) const
    {
        auto const found =
            std::find_if(facts_.projects.begin(), facts_.projects.end(),
                         [&](ledger::Project const& project) { return project.code == code; });
        return found == facts_.projects.end() ? std::string{} : found->label;
    }

    Facts const& facts_;
    YearFacts const& year_;
    i18n::Language language_;
    std::int64_t etp_hours_;
    Sums total_;
};

} // namespace

core::Document build_contributions(Facts const& facts, Request const& request)
{
    ContributionRows const rows{facts, request};
    auto document = document_for("contributions-volontaires", facts, request);
    document.blocks.emplace_back(core::Facts{
        {{"etp_hours", i18n::text(request.language, "report.contributions-volontaires.etp-hours"),
          core::Quantity{{request.etp_hours, 0}, "h"}}}});
    document.blocks.emplace_back(core::Table{
        "by-kind", i18n::text(request.language, "report.contributions-volontaires.by-kind"),
        columns_for(request, {"label", "hours", "etp", "hourly", "coefficient", "use", "source"}),
        core::rows(rows.by_kind())});
    document.blocks.emplace_back(core::Table{
        "by-project", i18n::text(request.language, "report.contributions-volontaires.by-project"),
        columns_for(request, {"project", "project_label", "hours", "etp", "use", "source"}),
        core::rows(rows.by_project())});
    return document;
}

} // namespace coop::report
