// SPDX-License-Identifier: GPL-3.0-or-later
#include "books.hpp"

#include "accounts.hpp"

#include <chrono>
#include <cstdlib>
#include <initializer_list>
#include <string_view>

namespace coop::bench {

char const* const journal_codes[journals] = {"AC", "VE", "BQ", "OD"};
char const* const journal_labels[journals] = {"Achats", "Ventes", "Banque", "Opérations diverses"};

namespace {

constexpr auto first_day = std::chrono::sys_days{std::chrono::year{first_year} / 1 / 1};
constexpr auto days =
    (std::chrono::sys_days{std::chrono::year{first_year + years} / 1 / 1} - first_day).count();

constexpr char const* goods[] = {
    "Terreau et semences", "Affiches",   "Location de salle", "Cartouches d’encre", "Traiteur",
    "Billets de train",    "Honoraires", "Assurance",         "Abonnement",         "Outillage"};
constexpr char const* services[] = {
    "Adhésion", "Atelier d’été",        "Stage de théâtre",   "Formation",
    "Buvette",  "Prestation d’accueil", "Vente à prix libre", "Entrée de concert"};
constexpr char const* firms[] = {"Imprimerie du Pont", "Jardinerie Bellevue", "Coopérative du Nord",
                                 "Librairie Aubépine", "Mutuelle Horizon",    "Salle Léo-Ferré",
                                 "Cantine Soleil",     "Atelier Rémi",        "Énergie Citoyenne",
                                 "Garage Hébert"};
constexpr char const* given[] = {"Aïcha", "Benoît", "Chloé",  "Driss", "Élodie",
                                 "Fanny", "Gaël",   "Hélène", "Inès",  "Jérôme"};
constexpr char const* family[] = {"Abadie",  "Besnard", "Carpentier", "Delaunay", "Évrard",
                                  "Ferrand", "Guérin",  "Hamon",      "Imbert"};

template <std::size_t size>
constexpr int count(char const* const (&)[size])
{
    return static_cast<int>(size);
}

int place_of(std::string_view code)
{
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        if (code == accounts[i].code) {
            return static_cast<int>(i);
        }
    }
    std::abort();
}

/// Those whose code starts with one of the prefixes.
std::vector<int> places_under(std::initializer_list<std::string_view> prefixes)
{
    std::vector<int> places;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        for (auto const prefix : prefixes) {
            if (std::string_view{accounts[i].code}.starts_with(prefix)) {
                places.push_back(static_cast<int>(i));
            }
        }
    }
    return places;
}

Day day_of(std::chrono::sys_days day)
{
    std::chrono::year_month_day const date{day};
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day()))};
}

Day month_end(Day day)
{
    auto const last = std::chrono::year{day.year} /
                      std::chrono::month{static_cast<unsigned>(day.month)} / std::chrono::last;
    return day_of(std::chrono::sys_days{last});
}

std::string padded(int number, std::size_t digits)
{
    auto text = std::to_string(number);
    return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

int const supplier_account = place_of("401000");
int const customer_account = place_of("411000");
int const vat_paid = place_of("445660");
int const vat_received = place_of("445710");
int const bank_fees = place_of("627800");
int const wages_paid = place_of("641100");
int const contributions_paid = place_of("645100");
int const staff = place_of("421000");
int const social_security = place_of("431000");
int const volunteering = place_of("864000");
int const volunteering_source = place_of("875000");

} // namespace

std::string party_code(int party)
{
    return party < suppliers ? "F" + padded(party, 3) : "C" + padded(party - suppliers, 3);
}

std::string party_name(int party)
{
    auto const number = padded(party, 3);
    if (party < suppliers) {
        return std::string{firms[party % count(firms)]} + " " + number;
    }
    return std::string{given[party % count(given)]} + " " + family[party % count(family)] + " " +
           number;
}

std::string project_code(int project)
{
    return "p" + padded(project + 1, 2);
}

Maker::Maker(std::int64_t entries, std::uint64_t seed)
    : entries_(entries),
      state_(seed),
      charges_(places_under({"60", "61", "621", "622", "623", "624", "625", "626", "628", "651"})),
      produits_(places_under({"70", "755", "756", "758"})),
      grants_(places_under({"741", "754"})),
      // The current account does most of the work.
      banks_{place_of("512110"), place_of("512110"), place_of("512110"), place_of("512110"),
             place_of("512120"), place_of("512130"), place_of("530000"), place_of("517000")},
      inventory_charges_(places_under({"63", "641", "645", "647", "648", "66", "68", "654"})),
      balance_accounts_(places_under({"1", "2", "3", "42", "43", "44", "46", "48", "58"}))
{
}

/// SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t Maker::draw()
{
    state_ += 0x9e3779b97f4a7c15U;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

int Maker::below(int limit)
{
    return static_cast<int>((draw() >> 32) * static_cast<std::uint64_t>(limit) >> 32);
}

std::int64_t Maker::amount(std::int64_t low, std::int64_t high)
{
    return low + below(static_cast<int>(high - low));
}

int Maker::one_of(std::vector<int> const& places)
{
    return places[static_cast<std::size_t>(below(static_cast<int>(places.size())))];
}

void Maker::third_party(Entry& entry, int account, std::int64_t cents, int party)
{
    bool const settled = below(10) < 6;
    entry.lines.push_back({account, cents, party, -1, settled ? ++letters_ : 0});
}

void Maker::purchase(Entry& entry)
{
    auto const net = amount(500, 250000);
    auto const project = below(projects * 3 / 2);
    auto const on = project < projects ? project : -1;
    auto const shape = below(10);
    std::int64_t vat = 0;
    if (shape < 2) {
        auto const first = amount(1, net);
        entry.lines.push_back({one_of(charges_), first, -1, on});
        entry.lines.push_back({one_of(charges_), net - first, -1, below(projects)});
    } else {
        entry.lines.push_back({one_of(charges_), net, -1, on});
        vat = shape < 6 ? net / 5 : 0;
    }
    if (vat != 0) {
        entry.lines.push_back({vat_paid, vat});
    }
    auto const party = below(suppliers);
    third_party(entry, supplier_account, -(net + vat), party);
    entry.label = std::string{goods[below(count(goods))]} + " " + party_name(party);
}

void Maker::sale(Entry& entry)
{
    auto const net = amount(500, 120000);
    auto const vat = below(3) == 0 ? net / 5 : 0;
    auto const party = suppliers + below(customers);
    third_party(entry, customer_account, net + vat, party);
    entry.lines.push_back({one_of(produits_), -net, -1, below(3) < 2 ? below(projects) : -1});
    if (vat != 0) {
        entry.lines.push_back({vat_received, -vat});
    }
    entry.label = std::string{services[below(count(services))]} + " " + party_name(party);
}

void Maker::payment(Entry& entry)
{
    auto const paid = amount(500, 300000);
    auto const party = below(suppliers);
    third_party(entry, supplier_account, paid, party);
    entry.lines.push_back({one_of(banks_), -paid});
    entry.label = "Virement à " + party_name(party);
}

void Maker::receipt(Entry& entry)
{
    auto const received = amount(500, 300000);
    auto const fees = below(8) == 0 ? amount(10, 400) : 0;
    auto const party = suppliers + below(customers);
    entry.lines.push_back({one_of(banks_), received - fees});
    if (fees != 0) {
        entry.lines.push_back({bank_fees, fees});
    }
    third_party(entry, customer_account, -received, party);
    entry.label = (fees != 0 ? "Carte bancaire " : "Règlement de ") + party_name(party);
}

void Maker::transfer(Entry& entry)
{
    auto const moved = amount(1000, 500000);
    entry.lines.push_back({one_of(banks_), moved});
    entry.lines.push_back({one_of(banks_), -moved});
    entry.label = "Virement interne";
}

void Maker::grant(Entry& entry)
{
    auto const received = amount(2000, 2000000);
    entry.lines.push_back({one_of(banks_), received});
    entry.lines.push_back({one_of(grants_), -received, -1, below(projects)});
    entry.label = "Subvention ou don affecté";
}

void Maker::wages(Entry& entry)
{
    auto const gross = amount(100000, 350000);
    auto const employer = gross * 21 / 100;
    auto const net = gross * 78 / 100;
    auto const project = below(projects);
    entry.lines.push_back({wages_paid, gross, -1, project});
    entry.lines.push_back({contributions_paid, employer, -1, project});
    entry.lines.push_back({staff, -net});
    entry.lines.push_back({social_security, -(gross - net + employer)});
    entry.label = std::string{"Paie de "} + given[below(count(given))];
}

void Maker::volunteers(Entry& entry)
{
    auto const value = amount(1000, 100000);
    auto const project = below(projects);
    entry.lines.push_back({volunteering, value, -1, project});
    entry.lines.push_back({volunteering_source, -value, -1, project});
    entry.label = "Heures bénévoles";
}

void Maker::inventory(Entry& entry)
{
    auto const total = amount(2000, 400000);
    auto const part = amount(1, total);
    entry.lines.push_back({one_of(inventory_charges_), part});
    entry.lines.push_back({one_of(balance_accounts_), total - part});
    entry.lines.push_back({one_of(balance_accounts_), -total});
    entry.label = "Régularisation d’inventaire";
}

bool Maker::next(Entry& entry)
{
    if (made_ == entries_) {
        return false;
    }
    entry.lines.clear();
    entry.date = day_of(first_day + std::chrono::days{made_ * days / entries_});
    entry.valid = month_end(entry.date);
    struct Kind {
        int share; ///< of a hundred entries
        Journal journal;
        void (Maker::*make)(Entry&);
    };
    constexpr Kind kinds[] = {
        {34, Journal::ac, &Maker::purchase}, {24, Journal::ve, &Maker::sale},
        {14, Journal::bq, &Maker::payment},  {13, Journal::bq, &Maker::receipt},
        {2, Journal::bq, &Maker::transfer},  {3, Journal::bq, &Maker::grant},
        {4, Journal::od, &Maker::wages},     {2, Journal::od, &Maker::volunteers},
        {4, Journal::od, &Maker::inventory}};
    auto place = below(100);
    auto const* kind = kinds;
    while (place >= kind->share) {
        place -= (kind++)->share;
    }
    entry.journal = kind->journal;
    (this->*kind->make)(entry);
    auto& last = numbers_[static_cast<std::size_t>(entry.journal)]
                         [static_cast<std::size_t>(entry.date.year - first_year)];
    entry.number = ++last;
    entry.piece =
        std::string{journal_codes[static_cast<int>(entry.journal)]} + "-" + std::to_string(++made_);
    return true;
}

} // namespace coop::bench
