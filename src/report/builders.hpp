// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/report/report.hpp>

namespace coop::report {

// What reports.cpp lists; each is in the source file of its name.
core::Document build_resultat(Facts const& facts, Request const& request);
core::Document build_bilan(Facts const& facts, Request const& request);
core::Document build_balance(Facts const& facts, Request const& request);
core::Document build_balance_auxiliaire(Facts const& facts, Request const& request);
core::Document build_journal(Facts const& facts, Request const& request);
core::Document build_grand_livre(Facts const& facts, Request const& request);
core::Document build_budget(Facts const& facts, Request const& request);
core::Document build_contributions(Facts const& facts, Request const& request);
core::Document build_ag(Facts const& facts, Request const& request);
core::Document build_care_resultat(Facts const& facts, Request const& request);
core::Document build_care_bilan(Facts const& facts, Request const& request);
core::Document build_care_dettes(Facts const& facts, Request const& request);
core::Document build_care_biophysique(Facts const& facts, Request const& request);
core::Document build_care_indicateurs(Facts const& facts, Request const& request);
core::Document build_care_ratios(Facts const& facts, Request const& request);
core::Document build_care_journal(Facts const& facts, Request const& request);

} // namespace coop::report
