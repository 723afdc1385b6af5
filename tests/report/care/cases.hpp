// SPDX-License-Identifier: GPL-3.0-or-later
// The cases of the domain notes on CARE, §4, as facts of statements.
#pragma once

#include <coop/report/care/facts.hpp>
#include <coop/report/report.hpp>

#include <memory>
#include <string>
#include <utility>

namespace coop::test {

inline care::ItemYear care_year(std::int64_t due, std::int64_t done)
{
    care::ItemYear year;
    year.planned = core::cents(due);
    year.done.in_books[0] = core::cents(done);
    return year;
}

inline report::Facts care_report(report::CareFacts care, std::string exercise)
{
    report::Facts facts;
    facts.n = std::move(exercise);
    facts.care = std::make_shared<report::CareFacts const>(std::move(care));
    return facts;
}

inline care::Policy shown_as(care::Presentation presentation)
{
    care::Policy policy;
    policy.presentation = presentation;
    return policy;
}

/// C-11: the one case with a whole legal bilan.
inline report::CareFacts c11(care::Policy const& policy = {})
{
    using report::LegalSection;
    care::Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = {}}, {.capital = "H.salaries", .action = {}}};
    inputs.exercises = {{"2025",
                         core::cents(900'000),
                         {care_year(600'000, 350'000), care_year(1'200'000, 950'000)}}};
    auto facts = report::care_facts("Association d'essai", std::move(inputs), policy);
    facts.capitals = {{"N.sol", "Sol", true, {}}, {"H.salaries", "Salariés", true, {}}};
    report::CareLegal legal;
    legal.produits = core::cents(18'000'000);
    legal.charges = core::cents(15'000'000);
    legal.dotations = core::cents(800'000);
    legal.preservation = core::cents(1'300'000);
    legal.actif = {
        {"immobilisations", "Immobilisations", {}, core::cents(4'000'000), core::cents(800'000)},
        {"stocks", "Stocks", {}, core::cents(600'000), {}},
        {"creances", "Créances", {}, core::cents(1'400'000), {}},
        {"tresorerie", "Trésorerie", {}, core::cents(2'100'000), {}}};
    legal.passif = {
        {"fonds", "Fonds propres", LegalSection::propres, core::cents(4'000'000), {}},
        {"resultat", "Résultat légal", LegalSection::propres, core::cents(900'000), {}},
        {"emprunt", "Emprunt", LegalSection::emprunts, core::cents(1'500'000), {}},
        {"fournisseurs", "Fournisseurs", LegalSection::autres, core::cents(900'000), {}}};
    facts.exercises[0].legal = std::move(legal);
    return facts;
}

/// S-1, a reconstruction from secondary transcriptions: Exploitation B, 2022.
inline report::CareFacts s1()
{
    care::Inputs inputs;
    for (auto const* capital :
         {"N.atmosphere", "N.sol", "N.troupeau", "N.biodiversite", "N.eau", "H.humains"}) {
        inputs.items.push_back({.capital = capital, .action = {}});
    }
    inputs.exercises = {{"2022",
                         core::cents(10'185'900),
                         {care_year(437'950, 437'950), care_year(784'450, 784'450),
                          care_year(1'996'550, 1'956'550), care_year(1'873'100, 1'827'900),
                          care_year(319'920, 240'450), care_year(15'778'550, 12'678'050)}}};
    return report::care_facts("Exploitation B", std::move(inputs), {});
}

/// C-1: jardin partagé, three years.
inline report::CareFacts c1(care::Policy const& policy = {})
{
    care::Inputs inputs;
    inputs.items = {{.capital = "N.sol", .action = {}}};
    inputs.exercises = {{"2023", core::cents(120'000), {care_year(100'000, 60'000)}},
                        {"2024", core::cents(70'000), {care_year(100'000, 125'000)}},
                        {"2025", core::cents(50'000), {care_year(100'000, 130'000)}}};
    return report::care_facts("Jardin partagé", std::move(inputs), policy);
}

} // namespace coop::test
