// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>
#include <coop/core/resources.hpp>
#include <coop/ledger/chart.hpp>
#include <coop/ledger/regulation.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace coop::ledger;
using coop::core::Error;

namespace {

Chart chart_of(std::string_view id, std::vector<Account> own = {})
{
    return Chart{shipped_accounts(find_regulation(id)), std::move(own)};
}

Account own(std::string code, std::string label = "À nous")
{
    Account account;
    account.code = std::move(code);
    account.label = std::move(label);
    account.own = true;
    return account;
}

std::string id_of_error(auto&& action)
{
    try {
        action();
    } catch (Error const& error) {
        return error.id();
    }
    return {};
}

/// The class an account type may have (PCG art. 1121-1: class 1 capitals … class 7 income).
bool fits(AccountKind kind, std::string const& code)
{
    switch (kind) {
    case AccountKind::equity:
        return code[0] == '1' || code.starts_with("229");
    case AccountKind::asset:
        return std::string_view{"12345"}.find(code[0]) != std::string::npos;
    case AccountKind::liability:
        return std::string_view{"1245"}.find(code[0]) != std::string::npos;
    case AccountKind::expense:
        return code[0] == '6';
    case AccountKind::income:
        return code[0] == '7';
    case AccountKind::inkind_use:
        return code.starts_with("86");
    case AccountKind::inkind_source:
        return code.starts_with("87");
    case AccountKind::special:
        return true;
    }
    return false;
}

} // namespace

TEST_CASE("every shipped account is typed as its class says, coded once and in order")
{
    for (auto const& regulation : regulations()) {
        auto const accounts = shipped_accounts(regulation);
        CHECK(accounts.size() > 800);
        CHECK(std::is_sorted(accounts.begin(), accounts.end(),
                             [](Account const& a, Account const& b) { return a.code <= b.code; }));
        for (auto const& account : accounts) {
            INFO(regulation.id << ' ' << account.code);
            CHECK(is_account_code(account.code));
            CHECK(fits(account.kind, account.code));
            CHECK_FALSE(account.label.empty());
            CHECK_FALSE(account.source.empty());
            if (account.code.size() > 1) {
                CHECK(std::any_of(accounts.begin(), accounts.end(), [&](Account const& other) {
                    return other.code.size() < account.code.size() &&
                           account.code.starts_with(other.code);
                }));
            }
        }
    }
}

TEST_CASE("no shipped file holds a quote: its parser knows none")
{
    for (auto path : coop::core::resources_under("regulations/")) {
        INFO(path);
        CHECK(coop::core::resource(path).find('"') == std::string_view::npos);
        CHECK(coop::core::resource(path).find('\r') == std::string_view::npos);
        CHECK(coop::core::resource(path).back() == '\n');
    }
}

TEST_CASE("870 and 875 exchange their meaning in 2020")
{
    // CRC 99-01 annexe ch. III; ANC 2018-06 art. 320-2.
    CHECK(chart_of("crc-99-01").find("870")->label == "Bénévolat");
    CHECK(chart_of("crc-99-01").find("875")->label == "Dons en nature");
    for (auto id : {"anc-2018-06", "anc-2023-03"}) {
        CHECK(chart_of(id).find("870")->label == "Dons en nature");
        CHECK(chart_of(id).find("875")->label == "Bénévolat");
    }
    CHECK(chart_of("pcg-2025").find("870") == nullptr);
}

TEST_CASE("what ANC 2022-06 abolished or created exists on one side of 2025 only")
{
    auto const before = chart_of("anc-2018-06");
    auto const since = chart_of("anc-2023-03");
    for (auto code : {"775", "675", "7754", "777", "79", "791", "671", "771", "673", "54"}) {
        INFO(code);
        CHECK(before.find(code) != nullptr);
        CHECK(since.find(code) == nullptr);
    }
    for (auto code : {"757", "652", "649", "747", "6573", "7571", "439"}) {
        INFO(code);
        CHECK(before.find(code) == nullptr);
        CHECK(since.find(code) != nullptr);
    }
    // In both, under the words of their time: 467, 481 and 758 were not created in 2025.
    CHECK(before.find("467")->label == "Autres comptes débiteurs ou créditeurs");
    CHECK(before.find("758")->label == "Produits divers de gestion courante");
    CHECK(before.find("481")->label == "Charges à répartir sur plusieurs exercices");
}

TEST_CASE("an abolished account is typed by its parent")
{
    auto const chart = chart_of("anc-2018-06");
    CHECK(chart.find("6714")->kind == AccountKind::expense);
    CHECK(chart.find("79")->kind == AccountKind::income);
    CHECK(chart.find("13911")->normal == Side::debit);
    CHECK(chart.find("28081")->normal == Side::credit);
}

TEST_CASE("a number that means something else in a company has that meaning in the general chart")
{
    // Recueil PCG 2025: the table of pcg-general-notes §1.
    struct Case {
        char const* code;
        char const* association;
        char const* company;
    };
    auto const association = chart_of("anc-2023-03");
    auto const company = chart_of("pcg-2025");
    for (auto c :
         {Case{"10", "Fonds propres et réserves", "Capital et réserves"},
          Case{"756", "Cotisations", "Gains de change sur créances et dettes commerciales"},
          Case{"1068", "Réserves pour projet de l'entité", "Autres réserves"},
          Case{"657", "Aides financières",
               "Valeurs comptables des immobilisations incorporelles et corporelles "
               "cédées"},
          Case{"455", "Partenaires - comptes courants", "Associés - Comptes courants"}}) {
        CHECK(association.find(c.code)->label == c.association);
        CHECK(company.find(c.code)->label == c.company);
    }
    for (auto code : {"1021", "194", "689", "7541", "86", "461", "652"}) {
        INFO(code);
        CHECK(company.find(code) == nullptr);
    }
}

TEST_CASE("461 and 466 have their official labels")
{
    // ANC 2018-06 art. 320-2; a widespread chart exchanges the two.
    auto const chart = chart_of("anc-2023-03");
    CHECK(chart.find("461")->label == "Créances reçues par legs ou donations");
    CHECK(chart.find("466")->label == "Dettes des legs ou donations");
}

TEST_CASE("a sub-account of the books inherits kind and side from its nearest ancestor")
{
    auto const chart = chart_of(
        "crc-99-01", {own("5121", "Crédit coopératif"), own("51211"), own("4091001"), own("628A")});
    CHECK(chart.find("51211")->kind == AccountKind::asset);
    CHECK(chart.find("51211")->normal == Side::debit);
    CHECK(chart.find("4091001")->kind == AccountKind::asset); // 4091, not 401
    CHECK(chart.find("628A")->kind == AccountKind::expense);
    CHECK(chart.nearest("512119")->code == "51211");
    CHECK(chart.nearest("9") == nullptr);
}

TEST_CASE("an account of the books wins over a shipped one of the same code")
{
    auto renamed = own("512", "Banque postale");
    renamed.closed = true;
    auto const chart = chart_of("crc-99-01", {renamed});
    CHECK(chart.find("512")->label == "Banque postale");
    CHECK(chart.find("512")->kind == AccountKind::asset);
    CHECK(chart.find("512")->closed);
    CHECK(chart.all().size() == chart_of("crc-99-01").all().size());
}

TEST_CASE("an account without ancestor has no type and is refused")
{
    CHECK(id_of_error([] { chart_of("pcg-2025", {own("941")}); }) == "account.untyped");
    auto const chart = chart_of("pcg-2025");
    CHECK(id_of_error([&] { new_account(chart, "941", "x"); }) == "account.untyped");
    // Class 86 does not exist for companies: 86 would be typed by 8, engagements.
    CHECK(new_account(chart, "8650", "x").kind == AccountKind::special);
}

TEST_CASE("a new account is below one of the chart and new")
{
    auto const chart = chart_of("anc-2023-03");
    auto const account = new_account(chart, "5121001", "Banque A");
    CHECK(account.own);
    CHECK(account.kind == AccountKind::asset);
    CHECK(id_of_error([&] { new_account(chart, "512", "x"); }) == "account.exists");
    CHECK(id_of_error([&] { new_account(chart, "A512", "x"); }) == "account.malformed");
    CHECK(id_of_error([&] { new_account(chart, "512 1", "x"); }) == "account.malformed");
    CHECK(id_of_error([&] { new_account(chart, "", "x"); }) == "account.malformed");
    CHECK(new_account(chart, std::string(20, '5'), "x").code.size() == 20);
    CHECK(id_of_error([&] { new_account(chart, std::string(21, '5'), "x"); }) ==
          "account.malformed");
}

TEST_CASE("only an open account of the chart is given")
{
    auto closed = own("5121");
    closed.closed = true;
    auto const chart = chart_of("anc-2023-03", {closed});
    CHECK(account_of(chart, "512").code == "512");
    CHECK(id_of_error([&] { account_of(chart, "5121"); }) == "account.closed");
    CHECK(id_of_error([&] { account_of(chart, ""); }) == "account.unknown");
    try {
        account_of(chart, "6252");
        FAIL("6252 is in no chart");
    } catch (Error const& error) {
        CHECK(error.id() == "account.unknown");
        CHECK(std::get<std::string>(error.diagnostic().args.at(1).value) ==
              "625, 6251, 6255, 6256, 6257");
    }
}

TEST_CASE("accounts are found by the beginning of a code or by words, accents and case apart")
{
    auto const chart = chart_of("crc-99-01");
    auto const by_code = chart.search("870", 5);
    REQUIRE(by_code.size() == 1);
    CHECK(by_code.front()->code == "870");
    auto const by_word = chart.search("BENEVOLAT", 5);
    REQUIRE(by_word.size() == 1);
    CHECK(by_word.front()->code == "870");
    auto const by_words = chart.search("colloques frais", 5);
    REQUIRE(by_words.size() == 1);
    CHECK(by_words.front()->code == "6185");
    CHECK(chart.search("51", 3).size() == 3);
    CHECK(chart.search("51", 3).front()->code == "51");
    CHECK(chart.search("  ", 3).empty());
}
