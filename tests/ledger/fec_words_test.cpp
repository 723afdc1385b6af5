// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/fec_words.hpp>

#include <coop/ledger/facts.hpp>
#include <coop/ledger/regulation.hpp>

#include <catch2/catch.hpp>

namespace coop::ledger {

TEST_CASE("codes of third parties are unique, short, and made of the name")
{
    std::vector<Party> parties;
    for (auto const* name :
         {"Alice Bernard", "Alice-Bernard", "Alicebernard2", "alicebernard", "日本", "本",
          "Association des amis du jardin partagé", "Œuvre & Cie"}) {
        parties.push_back({name, "", ""});
    }
    CHECK(party_codes(parties) == std::vector<std::string>{"ALICEBERNARD", "ALICEBERNARD2",
                                                           "ALICEBERNARD22", "ALICEBERNARD3",
                                                           "TIERS", "TIERS2", "ASSOCIATIONDESAMI",
                                                           "OEUVRECIE"});
}

TEST_CASE("a code that another program gave goes before those that are made")
{
    std::vector<Party> parties{{"Durand", "", "", ""},
                               {"Martin", "", "", "DURAND"},
                               {"Petit", "", "", "DURAND"},
                               {"Roux", "", "", "F-0012"}};
    CHECK(party_codes(parties) == std::vector<std::string>{"DURAND2", "DURAND", "PETIT", "F-0012"});
}

TEST_CASE("the words of a FEC are a fact that reads back, with names of any kind")
{
    FecWords const words{"2025",
                         "Les Amis",
                         "732829320",
                         {{"AC", "Achats = tout"}, {"BQ", "Banque\\Poste"}},
                         {{"512", "Banques"}},
                         {{"DURAND", "Durand = fils"}, {"ELEONORE", "Éléonore"}}};
    auto const fact = fec_words_fact(words);
    CHECK(record::check_record(kinds(), fact) == fact);
    CHECK(read_fec_words(fact, false) == words);
}

TEST_CASE("an account is called as the chart of its year calls it, else as another one does")
{
    Chart const first{{{"512", "Banques", AccountKind::asset, Side::debit}}, {}};
    Chart const second{{{"51", "Établissements", AccountKind::asset, Side::debit},
                        {"5121", "Compte courant", AccountKind::asset, Side::debit}},
                       {}};
    std::vector<Chart> const charts{first, second};
    CHECK(labelled(charts, "512").label == "Banques");
    CHECK(labelled(charts, "51213").label == "Compte courant");
    CHECK(labelled(charts, "519").label == "Établissements");
    CHECK(labelled(charts, "999").label == "999");
}

} // namespace coop::ledger
