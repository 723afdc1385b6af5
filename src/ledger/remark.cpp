// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/remark.hpp>

#include <coop/ledger/account_role.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

namespace coop::ledger {

namespace {

using core::Diagnostic;
using Kind = SaidLine::Kind;

/// The remark on what was said, or null.
char const* remark_on(SaidLine const& said)
{
    auto const& account = said.account;
    switch (said.kind) {
    case Kind::charge:
        return (is_produit(account) && !may_be_debited_produit(account)) ||
                       is_inkind_source(account)
                   ? "entry.produit-as-charge"
                   : nullptr;
    case Kind::produit:
        return (is_charge(account) && !may_be_credited_charge(account)) || is_inkind_use(account)
                   ? "entry.charge-as-produit"
                   : nullptr;
    case Kind::paid_from:
    case Kind::received_on:
        return takes_project(account) ? "entry.settled-by-result" : nullptr;
    case Kind::debit:
    case Kind::credit:
        break;
    }
    return nullptr;
}

} // namespace

std::vector<Diagnostic> remarks_on(std::span<SaidLine const> said)
{
    std::vector<Diagnostic> remarks;
    for (auto const& line : said) {
        if (auto const* id = remark_on(line)) {
            remarks.push_back(
                {core::Severity::warning, id, {{"account", line.account}}, line.place});
        }
    }
    return remarks;
}

std::vector<Diagnostic> remarks_on(Draft const& draft, Chart const& chart)
{
    std::vector<Diagnostic> remarks;
    std::set<std::string> told;
    for (auto const& line : draft.lines) {
        if (is_title(chart, line.account) && told.insert(line.account).second) {
            auto const* account = chart.find(line.account);
            remarks.push_back({core::Severity::warning,
                               "entry.title-account",
                               {{"account", line.account},
                                {"label", account == nullptr ? std::string{} : account->label}},
                               {}});
        }
    }
    bool const is_labelled =
        !draft.label.empty() ||
        (!draft.lines.empty() &&
         std::ranges::none_of(draft.lines, [](Line const& line) { return line.label.empty(); }));
    if (!is_labelled) {
        remarks.push_back({core::Severity::warning, "entry.no-label", {}, {}});
    }
    return remarks;
}

bool is_title(Chart const& chart, std::string_view code)
{
    constexpr std::array<std::string_view, 3> kept_whole{"18", cash, "58"};
    if (code.size() > 2 || std::ranges::find(kept_whole, code) != kept_whole.end() ||
        (code.size() == 2 && is_stock(code))) {
        return false;
    }
    return code.size() == 1 || std::ranges::any_of(chart.all(), [&](Account const& account) {
               return account.code.size() > code.size() && account.code.starts_with(code);
           });
}

} // namespace coop::ledger
