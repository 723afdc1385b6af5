// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/regulation.hpp>
#include <coop/report/statement.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace coop;
using namespace coop::report;
using core::cents;

namespace {

constexpr auto names = {"resultat", "resultat-abrege", "bilan", "bilan-abrege"};

bool is_bilan(std::string_view name)
{
    return name.starts_with("bilan");
}

bool belongs(std::string const& account, std::string_view name)
{
    bool const result = account[0] == '6' || account[0] == '7';
    bool const inkind = account.starts_with("86") || account.starts_with("87");
    // A bilan takes 6 and 7 as one line, the result of the year.
    return is_bilan(name) ? account[0] < '8' : result || inkind;
}

Statement statement(std::string_view regulation, std::string_view name)
{
    return statement_of(ledger::find_regulation(regulation), name);
}

std::int64_t amount(Filled const& filled, std::string const& key)
{
    auto const& line = filled.lines.at(key);
    return (line.gross - line.deduction).in_cents();
}

/// How often each line counts in `total`, sums resolved.
std::map<std::string, int> weights(Statement const& statement, std::string const& total)
{
    std::map<std::string, int> weights{{total, 1}};
    for (auto line = statement.lines.rbegin(); line != statement.lines.rend(); ++line) {
        auto const weight = weights.find(line->key);
        if (weight != weights.end()) {
            for (auto const& [key, sign] : line->sum) {
                weights[key] += sign * weight->second;
            }
        }
    }
    return weights;
}

std::string total_of(std::string const& side)
{
    if (side == "inkind-source") {
        return "inkind.total";
    }
    return side == "inkind-use" ? "inkind-use.total" : side + ".total";
}

/// Balanced: what the accounts lack goes to the bank.
std::vector<Placed> random_balances(std::mt19937_64& random,
                                    std::vector<std::string> const& accounts)
{
    std::vector<Placed> balances;
    core::Money sum;
    std::uniform_int_distribution<std::size_t> which{0, accounts.size() - 1};
    std::uniform_int_distribution<std::int64_t> value{-100'000'000, 100'000'000};
    for (int i = 0; i < 40; ++i) {
        auto const net = cents(value(random));
        balances.push_back({accounts[which(random)], net});
        sum += net;
    }
    balances.push_back({"512", -sum});
    return balances;
}

} // namespace

TEST_CASE("every account of every chart lands on exactly one line, on both sides of balance")
{
    for (auto const& regulation : ledger::regulations()) {
        auto const accounts = ledger::shipped_accounts(regulation);
        for (auto name : names) {
            auto const lines = statement_of(regulation, name);
            for (auto const& account : accounts) {
                for (bool debit : {true, false}) {
                    INFO(regulation.id << ' ' << name << ' ' << account.code << ' ' << debit);
                    // Nowhere, and rightly: commitments (80), 88 and 89, and 8 itself; in a compte
                    // de résultat classes 1 to 5, in a bilan contributions in kind.
                    CHECK(line_of(lines, account.code, debit).empty() !=
                          belongs(account.code, name));
                }
            }
        }
    }
}

TEST_CASE("no two lines of a statement claim the same prefix under the same condition")
{
    for (auto const& regulation : ledger::regulations()) {
        for (auto name : names) {
            std::map<std::string, std::set<Selector::When>> claims;
            auto const lines = statement_of(regulation, name);
            for (auto const& line : lines.lines) {
                for (auto const* list : {&line.gross, &line.deduction}) {
                    for (auto const& selector : *list) {
                        INFO(regulation.id << ' ' << name << ' ' << selector.prefix);
                        auto& whens = claims[(selector.informative ? "=" : "") + selector.prefix];
                        CHECK(whens.insert(selector.when).second);
                        CHECK((whens.size() == 1 || !whens.contains(Selector::When::always)));
                    }
                }
            }
        }
    }
}

TEST_CASE("every item counts once in the total of its side, an informative one nowhere")
{
    for (auto const& regulation : ledger::regulations()) {
        for (auto name : names) {
            auto const lines = statement_of(regulation, name);
            for (auto const& line : lines.lines) {
                if (line.role == core::RowRole::item) {
                    INFO(regulation.id << ' ' << name << ' ' << line.key);
                    bool const informative = line.gross.at(0).informative;
                    CHECK(weights(lines, total_of(line.side))[line.key] == (informative ? 0 : 1));
                }
            }
        }
    }
}

TEST_CASE("the staircase of a compte de résultat ends at total produits less total charges")
{
    for (auto const& regulation : ledger::regulations()) {
        for (auto name : {"resultat", "resultat-abrege"}) {
            auto const lines = statement_of(regulation, name);
            auto const steps = weights(lines, "resultat");
            auto stairs = weights(lines, regulation.id == "crc-99-01" ? "resultat.intermediaire"
                                                                      : "resultat.courant");
            for (auto const& line : lines.lines) {
                INFO(regulation.id << ' ' << name << ' ' << line.key);
                if (line.role == core::RowRole::item && stairs.contains(line.key)) {
                    CHECK(stairs.at(line.key) == steps.at(line.key));
                }
            }
        }
    }
}

TEST_CASE("keys are unique in a statement and every line says where it comes from")
{
    for (auto const& regulation : ledger::regulations()) {
        for (auto name : names) {
            std::set<std::string> keys;
            for (auto const& line : statement_of(regulation, name).lines) {
                INFO(regulation.id << ' ' << name << ' ' << line.key);
                CHECK(keys.insert(line.key).second);
                CHECK_FALSE(line.label.empty());
                CHECK((line.basis.starts_with("officiel") ||
                       line.basis.starts_with("reconstitué") || line.basis.starts_with("choix")));
            }
        }
    }
}

TEST_CASE("2 000 random trial balances give ACTIF = PASSIF and the same result in every statement")
{
    for (auto const& regulation : ledger::regulations()) {
        std::vector<std::string> accounts;
        for (auto const& account : ledger::shipped_accounts(regulation)) {
            if (account.code[0] < '8') {
                accounts.push_back(account.code);
            }
        }
        auto const resultat = statement_of(regulation, "resultat");
        auto const resultat_abrege = statement_of(regulation, "resultat-abrege");
        auto const bilan = statement_of(regulation, "bilan");
        auto const bilan_abrege = statement_of(regulation, "bilan-abrege");
        std::mt19937_64 random{20180326};
        int failures = 0;
        for (int i = 0; i < 2000; ++i) {
            auto const balances = random_balances(random, accounts);
            std::vector<Placed> of_result;
            std::ranges::copy_if(balances, std::back_inserter(of_result), [](Placed const& b) {
                return b.account[0] == '6' || b.account[0] == '7';
            });
            auto const sheet = fill(bilan, balances);
            auto const short_sheet = fill(bilan_abrege, balances);
            auto const income = fill(resultat, of_result);
            auto const short_income = fill(resultat_abrege, of_result);
            auto const result = amount(income, "produits.total") - amount(income, "charges.total");
            bool const holds = amount(sheet, "actif.total") == amount(sheet, "passif.total") &&
                               amount(short_sheet, "actif.total") ==
                                   amount(short_sheet, "passif.total") &&
                               amount(sheet, "passif.resultat") == result &&
                               amount(short_sheet, "passif.resultat") == result &&
                               amount(income, "resultat") == result &&
                               amount(short_income, "produits.total") ==
                                   amount(income, "produits.total") &&
                               amount(short_income, "charges.total") ==
                                   amount(income, "charges.total") &&
                               sheet.unplaced.empty() && income.unplaced.empty();
            failures += holds ? 0 : 1;
        }
        INFO(regulation.id);
        CHECK(failures == 0);
    }
}

TEST_CASE("the longest prefix wins")
{
    struct Case { char const* account; char const* line; };
    auto const income = statement("anc-2023-03", "resultat");
    for (auto c : {Case{"75411", "produits.dons"}, Case{"7542", "produits.mecenat"},
                   Case{"75433", "produits.autres"}, Case{"75432", "produits.legs"},
                   Case{"7571", "produits.legs"}, Case{"757", "produits.cessions"},
                   Case{"6815", "charges.dotations-provisions"}, Case{"6816", "charges.dotations"},
                   Case{"6521", "produits.legs"}, Case{"652", "charges.valeur-cessions"},
                   Case{"7073", "produits.ventes-biens"},
                   Case{"7094", "produits.ventes-prestations"},
                   Case{"7097", "produits.ventes-biens"}}) {
        CHECK(line_of(income, c.account, false) == c.line);
    }
}

TEST_CASE("a long code follows its beginning, not its number of digits")
{
    // romainsimon/paperasse#65: 455100 and 281000 matched no rule written for 4551 and 281.
    auto const bilan = statement("anc-2023-03", "bilan");
    CHECK(line_of(bilan, "455100", false) == "passif.emprunts-divers");
    CHECK(line_of(bilan, "455100", true) == "actif.autres-creances");
    CHECK(line_of(bilan, "281000", false) == "actif.autres-corporelles");
    CHECK(line_of(bilan, "281500", false) == "actif.installations");
    CHECK(line_of(bilan, "5121000001", true) == "actif.disponibilites");
}

TEST_CASE("a condition on the side that does not hold leaves the account to a shorter prefix")
{
    auto const company = statement("pcg-2025", "bilan");
    CHECK(line_of(company, "4191", false) == "passif.avances-recues");
    CHECK(line_of(company, "4191", true) == "actif.autres-creances");
    CHECK(line_of(company, "4091", true) == "actif.avances-versees");
    CHECK(line_of(company, "4091", false) == "passif.fournisseurs");
}

TEST_CASE("legs, donations et assurances-vie are one net line")
{
    // ANC 2018-06 art. 213-15: 75432 + 7571 - 6521 - 6891 = 10 000 + 5 000 - 3 000 - 1 500.
    auto const lines = statement("anc-2023-03", "resultat");
    std::vector<Placed> const balances{{"75432", cents(-1'000'000)},
                                       {"7571", cents(-500'000)},
                                       {"6521", cents(300'000)},
                                       {"6891", cents(150'000)}};
    auto const filled = fill(lines, balances);
    CHECK(amount(filled, "produits.legs") == 1'050'000);
    CHECK(amount(filled, "produits.total") == 1'050'000);
    CHECK(amount(filled, "charges.total") == 0);
    CHECK(filled.lines.at("produits.legs").accounts ==
          std::vector<std::string>{"75432", "7571", "6521", "6891"});
}

TEST_CASE("rebates granted lower the sales, reimbursements of staff costs lower the salaries")
{
    auto const lines = statement("anc-2023-03", "resultat");
    std::vector<Placed> const balances{{"706", cents(-80'000)},
                                       {"709", cents(5'000)},
                                       {"641", cents(30'000)},
                                       {"649", cents(-2'000)}};
    auto const filled = fill(lines, balances);
    CHECK(amount(filled, "produits.ventes-prestations") == 75'000);
    CHECK(amount(filled, "charges.salaires") == 28'000);
    CHECK(amount(filled, "resultat") == 47'000);
}

TEST_CASE("an informative line tells a part of another and counts in no total")
{
    auto const lines = statement("anc-2018-06", "resultat");
    std::vector<Placed> const balances{{"7073", cents(-1'200)}, {"707", cents(-800)}};
    auto const filled = fill(lines, balances);
    CHECK(amount(filled, "produits.ventes-biens") == 2'000);
    CHECK(amount(filled, "produits.ventes-dons-en-nature") == 1'200);
    CHECK(amount(filled, "produits.total") == 2'000);
}

TEST_CASE("what is left to depreciate is gross less deduction")
{
    // 2183 computers 3 000,00, 28183 written off 1 250,00.
    std::vector<Placed> const balances{{"2183", cents(300'000)}, {"28183", cents(-125'000)}};
    auto const filled = fill(statement("crc-99-01", "bilan"), balances);
    auto const& line = filled.lines.at("actif.autres-corporelles");
    CHECK(line.gross == cents(300'000));
    CHECK(line.deduction == cents(125'000));
    CHECK(amount(filled, "actif.immobilise") == 175'000);
}

TEST_CASE("an account that no line takes is named, unless it is nil")
{
    auto const lines = statement("pcg-2025", "resultat");
    std::vector<Placed> const balances{{"864", cents(1)}, {"875", cents(0)}};
    auto const filled = fill(lines, balances);
    REQUIRE(filled.unplaced.size() == 1);
    CHECK(filled.unplaced.front().account == "864");
}

TEST_CASE("the same contribution in kind has the same key before and after 2020")
{
    // CRC 99-01 ch. III: 870 bénévolat, 875 dons; ANC 2018-06 art. 320-2: the reverse.
    CHECK(line_of(statement("crc-99-01", "resultat"), "870", false) == "inkind.benevolat");
    CHECK(line_of(statement("crc-99-01", "resultat"), "875", false) == "inkind.don");
    for (auto id : {"anc-2018-06", "anc-2023-03"}) {
        CHECK(line_of(statement(id, "resultat"), "875", false) == "inkind.benevolat");
        CHECK(line_of(statement(id, "resultat"), "870", false) == "inkind.don");
        CHECK(line_of(statement(id, "resultat"), "87", false) == "inkind.non-ventile");
    }
}

TEST_CASE("a result of an earlier year that waits for its allocation is not the result of the year")
{
    for (auto const& regulation : ledger::regulations()) {
        INFO(regulation.id);
        auto const bilan = statement_of(regulation, "bilan");
        CHECK(line_of(bilan, "120", false) == "passif.resultats-anterieurs");
        CHECK(line_of(bilan, "129", true) == "passif.resultats-anterieurs");
        CHECK(line_of(bilan, "110", false) == "passif.report-a-nouveau");
        CHECK(line_of(bilan, "7541", false) == "passif.resultat");
    }
}
