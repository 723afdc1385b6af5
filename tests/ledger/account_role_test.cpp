// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/account_role.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

using namespace coop::ledger;

TEST_CASE("the number of an account says its role")
{
    struct Case {
        char const* role;
        bool (*asked)(std::string_view code);
        std::vector<std::string_view> holders, others;
    };
    for (auto const& c : {
             Case{"bilan", is_balance_sheet, {"1", "102", "512", "59"}, {"", "0", "6", "87", "A"}},
             {"no special account", is_before_special, {"0", "102", "756"}, {"", "801", "99"}},
             {"charge", is_charge, {"6", "6185"}, {"", "16", "756", "86"}},
             {"produit", is_produit, {"7", "7541"}, {"", "27", "606", "87"}},
             {"result", is_charge_or_produit, {"606", "756"}, {"", "120", "86", "87"}},
             {"use in kind", is_inkind_use, {"86", "8641"}, {"", "8", "87", "68"}},
             {"source in kind", is_inkind_source, {"87", "875"}, {"", "8", "86", "78"}},
             {"in kind", is_inkind, {"86", "875"}, {"", "8", "801", "890"}},
             {"project", takes_project, {"6", "756", "860", "875"}, {"", "512", "401", "890"}},
             {"result of a year", is_year_result, {"12", "120", "129"}, {"", "1", "110", "212"}},
             {"provision", is_provision, {"15", "1511"}, {"", "1", "115", "6815"}},
             {"dedicated fund", is_dedicated_fund, {"19", "194"}, {"", "1", "119", "689"}},
             {"fixed asset", is_fixed_asset, {"2", "218", "28"}, {"", "12", "62"}},
             {"written off", is_written_off_asset, {"28", "281", "29"}, {"", "2", "218", "128"}},
             {"class 4", is_class_of_third_parties, {"4", "401", "471"}, {"", "14", "512"}},
             {"third party", is_third_party, {"401", "4681", "455100"}, {"", "471", "486", "491"}},
             {"bank", is_bank, {"512", "51201"}, {"", "51", "517", "53"}},
             {"cash", is_cash, {"53", "530"}, {"", "5", "512", "153"}},
             {"money", is_money, {"51", "512", "517", "530"}, {"", "5", "50", "58"}},
             {"settles", may_settle, {"401", "467", "512", "58"}, {"", "606", "14"}},
             {"grant", is_grant, {"74", "741"}, {"", "7", "754", "174"}},
             {"generosity", is_public_generosity, {"754", "7541"}, {"", "75", "756"}},
             {"contribution",
              is_employer_contribution,
              {"645", "6451", "633", "631", "647"},
              {"", "64", "641", "648", "635"}},
             {"dotation", is_dotation, {"681", "6815", "686", "687"}, {"", "68", "689", "781"}},
             {"set aside", sets_aside, {"6815", "68161", "6876", "689"}, {"", "681", "6811"}},
         }) {
        for (auto const code : c.holders) {
            INFO(c.role << ": " << code);
            CHECK(c.asked(code));
        }
        for (auto const code : c.others) {
            INFO(c.role << ": " << code);
            CHECK_FALSE(c.asked(code));
        }
    }
}

TEST_CASE("the accounts of a result are below 12")
{
    CHECK(is_year_result(surplus_account));
    CHECK(is_year_result(deficit_account));
    CHECK(is_bank(usual_bank));
}
