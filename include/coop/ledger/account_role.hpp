// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace coop::ledger {

// What the number of an account says of it. The numbering is that of the PCG and, for 19, 754, 86
// and 87, that of associations (CRC 99-01 annexe ch. VI, ANC 2018-06 art. 320-2): the same in every
// chart that is shipped. A code is asked as it is, of a chart or below one of its accounts.

/// \brief The result of a year until the assembly allocates it: 120 excédent, 129 déficit.
inline constexpr std::string_view year_result = "12";
inline constexpr std::string_view surplus_account = "120";
inline constexpr std::string_view deficit_account = "129";

/// \brief Where the money of most associations is: 512, banques.
inline constexpr std::string_view usual_bank = "512";

/// \brief Classes 1 to 5: what the bilan shows and a year hands on to the next.
constexpr bool is_balance_sheet(std::string_view code)
{
    return !code.empty() && '1' <= code.front() && code.front() <= '5';
}

/// \brief Class 1, comptes de capitaux: where results wait and are allocated.
constexpr bool is_capital(std::string_view code)
{
    return code.starts_with('1');
}

/// \brief 890, bilan d'ouverture: what the opening of another program leaves unbalanced, then to be
/// cleared.
constexpr bool is_opening_balance(std::string_view code)
{
    return code.starts_with("890");
}

/// \brief What an opening may stand on: classes 1 to 5, and 890 until it is cleared.
constexpr bool may_open(std::string_view code)
{
    return is_balance_sheet(code) || is_opening_balance(code);
}

/// \brief Up to class 7: all but the special accounts, which no bilan shows (PCG 2026 art. 1231).
constexpr bool is_before_special(std::string_view code)
{
    return !code.empty() && code.front() <= '7';
}

/// \brief Class 6.
constexpr bool is_charge(std::string_view code)
{
    return code.starts_with('6');
}

/// \brief Class 7.
constexpr bool is_produit(std::string_view code)
{
    return code.starts_with('7');
}

/// \brief 603, 609, 619, 629, 649 and 699: charges that may be on the other side, stocks that grew
/// and what was given back.
constexpr bool may_be_credited_charge(std::string_view code)
{
    constexpr std::array<std::string_view, 6> roots{"603", "609", "619", "629", "649", "699"};
    return std::any_of(roots.begin(), roots.end(),
                       [&](std::string_view root) { return code.starts_with(root); });
}

/// \brief 709 and 71: produits that may be on the other side, rebates and stocks that shrank.
constexpr bool may_be_debited_produit(std::string_view code)
{
    return code.starts_with("709") || code.starts_with("71");
}

/// \brief Classes 6 and 7: what the result of a year is made of.
constexpr bool is_charge_or_produit(std::string_view code)
{
    return is_charge(code) || is_produit(code);
}

/// \brief 86, emplois des contributions volontaires en nature.
constexpr bool is_inkind_use(std::string_view code)
{
    return code.starts_with("86");
}

/// \brief 87, contributions volontaires en nature by source.
constexpr bool is_inkind_source(std::string_view code)
{
    return code.starts_with("87");
}

constexpr bool is_inkind(std::string_view code)
{
    return is_inkind_use(code) || is_inkind_source(code);
}

/// \brief Classes 6 and 7, 86 and 87: what a project may stand on.
constexpr bool takes_project(std::string_view code)
{
    return is_charge_or_produit(code) || is_inkind(code);
}

/// \brief 12 and below.
constexpr bool is_year_result(std::string_view code)
{
    return code.starts_with(year_result);
}

/// \brief 15, provisions.
constexpr bool is_provision(std::string_view code)
{
    return code.starts_with("15");
}

/// \brief 19, fonds dédiés ou reportés.
constexpr bool is_dedicated_fund(std::string_view code)
{
    return code.starts_with("19");
}

/// \brief Class 2, immobilisations and what was written off them.
constexpr bool is_fixed_asset(std::string_view code)
{
    return code.starts_with('2');
}

/// \brief 28 and 29, amortissements and dépréciations of immobilisations.
constexpr bool is_written_off_asset(std::string_view code)
{
    return code.starts_with("28") || code.starts_with("29");
}

/// \brief 28, amortissements.
constexpr bool is_depreciation(std::string_view code)
{
    return code.starts_with("28");
}

/// \brief 2182 of 28182: the account that an account of 28 writes off (PCG: 8 after the 2).
inline std::string depreciated_asset(std::string_view depreciation)
{
    return "2" + std::string{depreciation.substr(std::min<std::size_t>(2, depreciation.size()))};
}

/// \brief 20 and 21 but for what time does not wear: land 211, collections 216, a fonds commercial
/// 207, the losses of a merger 2081 and 2187 (PCG art. 214-1 to 214-4).
constexpr bool wears_out(std::string_view code)
{
    constexpr std::array<std::string_view, 5> lasting{"207", "2081", "211", "216", "2187"};
    return (code.starts_with("20") || code.starts_with("21")) &&
           std::none_of(lasting.begin(), lasting.end(),
                        [&](std::string_view root) { return code.starts_with(root); });
}

/// \brief Class 3 but for 39, stocks: what was counted at the end of a year, until the next count.
constexpr bool is_stock(std::string_view code)
{
    return code.starts_with('3') && !code.starts_with("39");
}

/// \brief 441 but for 4419, subventions à recevoir.
inline constexpr std::string_view grants_to_receive = "441";

constexpr bool is_grant_to_receive(std::string_view code)
{
    return code.starts_with(grants_to_receive) && !code.starts_with("4419");
}

/// \brief 40 and 41, advances included: suppliers, and usagers and clients.
inline constexpr std::string_view suppliers = "40";
inline constexpr std::string_view customers = "41";

constexpr bool is_supplier_or_customer(std::string_view code)
{
    return code.starts_with(suppliers) || code.starts_with(customers);
}

/// \brief 40 but for 409, fournisseurs: they are owed.
constexpr bool is_owed_to_suppliers(std::string_view code)
{
    return code.starts_with("40") && !code.starts_with("409");
}

/// \brief 41 but for 419, usagers et clients: they owe.
constexpr bool is_owed_by_customers(std::string_view code)
{
    return code.starts_with("41") && !code.starts_with("419");
}

/// \brief Class 4, comptes de tiers.
inline constexpr std::string_view third_parties = "4";

constexpr bool is_class_of_third_parties(std::string_view code)
{
    return code.starts_with(third_parties);
}

/// \brief Class 4 without 47, 48 and 49: accounts of third parties.
constexpr bool is_third_party(std::string_view code)
{
    return is_class_of_third_parties(code) && !code.starts_with("47") && !code.starts_with("48") &&
           !code.starts_with("49");
}

/// \brief 512, banques.
constexpr bool is_bank(std::string_view code)
{
    return code.starts_with("512");
}

/// \brief 53, caisse: never below zero (PCG art. 1215-53).
inline constexpr std::string_view cash = "53";

constexpr bool is_cash(std::string_view code)
{
    return code.starts_with(cash);
}

/// \brief 51 and 53: the money of the association, at banks and in hand.
constexpr bool is_money(std::string_view code)
{
    return code.starts_with("51") || is_cash(code);
}

/// \brief Classes 4 and 5: what a charge is paid from or a produit received on, a debt included.
constexpr bool may_settle(std::string_view code)
{
    return is_class_of_third_parties(code) || code.starts_with('5');
}

/// \brief 74, subventions.
constexpr bool is_grant(std::string_view code)
{
    return code.starts_with("74");
}

/// \brief 754, ressources liées à la générosité du public.
constexpr bool is_public_generosity(std::string_view code)
{
    return code.starts_with("754");
}

/// \brief 681, 686 and 687, dotations aux amortissements, aux dépréciations et aux provisions.
constexpr bool is_dotation(std::string_view code)
{
    return code.starts_with("681") || code.starts_with("686") || code.starts_with("687");
}

/// \brief What an employer pays beside gross wages: 631 and 633, taxes on them; 645, 646 and 647,
/// social contributions and the like.
constexpr bool is_employer_contribution(std::string_view code)
{
    constexpr std::array<std::string_view, 5> roots{"631", "633", "645", "646", "647"};
    return std::any_of(roots.begin(), roots.end(),
                       [&](std::string_view root) { return code.starts_with(root); });
}

/// \brief Whether a charge only sets money aside, or writes a value down: provisions 6815, 6865 and
/// 6875, impairments 6816, 6817, 6866 and 6876, dedicated funds 689. Nothing is done by it.
constexpr bool sets_aside(std::string_view code)
{
    constexpr std::array<std::string_view, 8> roots{"6815", "6816", "6817", "6865",
                                                    "6866", "6875", "6876", "689"};
    return std::any_of(roots.begin(), roots.end(),
                       [&](std::string_view root) { return code.starts_with(root); });
}

} // namespace coop::ledger
