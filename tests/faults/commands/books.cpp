// SPDX-License-Identifier: GPL-3.0-or-later
//
// The books that the lines are typed in.
#include "lines.hpp"

#include <coop/care/record.hpp>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace coop::faults {

namespace {

std::string file_of_sources(std::string const& name)
{
    std::ifstream file{std::string{COOP_SOURCE_DIR} + "/" + name, std::ios::binary};
    if (!file) {
        throw std::runtime_error{"no " + name};
    }
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// A book that an earlier program wrote.
std::string unpacked(std::string const& name)
{
    auto const command = "gzip -dc '" + std::string{COOP_SOURCE_DIR} + "/" + name + "'";
    auto* const pipe = ::popen(command.c_str(), "r");
    std::string bytes;
    std::array<char, 65536> buffer{};
    while (auto const got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        bytes.append(buffer.data(), got);
    }
    if (::pclose(pipe) != 0 || bytes.empty()) {
        throw std::runtime_error{"cannot unpack " + name};
    }
    return bytes;
}

Contents files_of_lines()
{
    return {
        {"facture.txt", "facture F-1\n"},
        {"operations.csv", file_of_sources("tests/books/imports/files/operations.csv")},
        {"ecritures.ndjson", file_of_sources("tests/books/imports/files/ecritures.ndjson")},
        {"paheko.csv", file_of_sources("tests/books/imports/files/paheko.csv")},
        {"budget.csv", file_of_sources("tests/books/budgets/files/budget-2025.csv")},
        {"experience.toml", file_of_sources("examples/care/c-1-jardin-partage.toml")},
        {"ag.toml", file_of_sources("tests/books/budgets/files/ag.toml")},
        {"publie.csv", "side,row,kind,2024\ncharges,Jardin,line,100.00\n"},
        {"mesures.csv", "indicateur;date;valeur;qualite\nindicator-1;15/03/2024;2,5;mesure\n"},
        {"commandes.txt",
         "project add cuisine\naccount add 51204 --label 'Livret C'\nledger add --date "
         "2025-05-02 --label Papier --charge 6064=10 --paid-from 512 --post\n"},
    };
}

constexpr char const* of_books[] = {
    "init book.coop --name 'Les Amis' --siren 732829320 --year 2024",
    "year add 2025",
    "year add 2026",
    "account add 51201 --label Livret",
    "account add 51203 --label 'Un autre livret'",
    "account close 51203",
    "project add jardin --label 'Jardin partagé'",
    "party add Durand",
    "party add Durant",
    "inkind rate set formateur --from 2024-01-01 --hourly 25",
    "ledger add --date 2025-03-05 --label Salle --charge 6132=40 --credit 401=40 --party Durant "
    "--post",
    "ledger add --date 2024-03-06 --label Cotisation --produit 756=20 --received-on 512 --post "
    "--piece R-1 --attach facture.txt",
    "ledger add --date 2025-03-07 --label Timbres --charge 626=12,30 --paid-from 512",
    "ledger add --date 2025-03-08 --label Papier --charge 6064=45 --paid-from 512 --project jardin",
    "ledger add --date 2025-03-09 --label Honoraires --charge 6226=300 --credit 401=300 --party "
    "Durand --post",
    "budget set 2025 625=400 756=600",
};

constexpr char const* of_closed_care[] = {
    "care tag 1 --action action-1 --share 80%",
    "care deliberate oui --object spokesperson/spokesperson-1 --decision Oui --present-count 7",
    "care sign state/state-1 --spokesperson spokesperson-1 --verdict approuve --by x",
    "care close --year 2024",
};

void type(Machine& machine, auto const& commands)
{
    for (auto const* command : commands) {
        machine.must(command);
    }
}

/// What `work` makes of the folder.
Shelf made(Machine& machine, Shelf const& from, auto&& work)
{
    machine.place().put(from);
    work();
    return shelf_of(machine.place().contents());
}

void fill_registers(Machine& machine)
{
    machine.must("init book.coop --name 'Le Jardin' --year 2024");
    machine.must("year add 2025");
    machine.must("ledger add --date 2024-03-06 --label Compost --charge 606=500 --paid-from 512 "
                 "--piece F-1 --post");
    machine.must("ledger add --date 2024-12-31 --label 'Mare' --journal OD --debit 6894=100 "
                 "--credit 194=100 --post");
    // A kind comes after those that it names.
    for (auto const* kind : {"capital", "use", "indicator", "spokesperson", "state", "action"}) {
        machine.must(adding(kind, 1));
        machine.must(adding(kind, 2));
    }
    for (auto const& kind : care::kinds()) {
        auto const line = adding(std::string{kind.name}, 1);
        for (auto const& one : lines()) {
            if (one.text().starts_with("care " + std::string{kind.name} + " add")) {
                machine.must(line); // The same again adds nothing.
                break;
            }
        }
    }
    machine.must("year lock 2024");
}

} // namespace

std::map<std::string, Shelf> make_books(Machine& machine)
{
    auto const files = shelf_of(files_of_lines());
    std::map<std::string, Shelf> books;
    books["nothing"] = {};
    auto const& usual = books["books"] = made(machine, files, [&] { type(machine, of_books); });
    auto const after = [&](std::string const& name, char const* line) {
        books[name] = made(machine, usual, [&] { machine.must(line); });
    };
    after("locked", "year lock 2024");
    after("merged", "party merge Durant Durand --yes");
    after("imported", "import csv operations.csv");
    auto const& care = books["care"] = made(machine, files, [&] { fill_registers(machine); });
    books["closed"] = made(machine, care, [&] { type(machine, of_closed_care); });

    auto exported = made(machine, usual, [&] {
        machine.must("export fec --year 2024 -o 732829320FEC20241231.txt");
        machine.must("dump -o dump.ndjson");
    });
    exported.erase("book.coop");
    books["files"] = exported;
    books["empty"] = made(machine, exported, [&] {
        machine.must("init book.coop --name 'Un autre' --siren 732829320 --year 2024");
    });
    books["backed"] = made(machine, usual, [&] {
        machine.must("backup hier.sauvegarde");
        machine.must("project add apres");
    });
    books["gone"] = books["backed"];
    books["gone"].erase("book.coop");
    auto const earlier = [&](char const* name, std::string const& kept) {
        books[name] = shelf_of({{"book.coop", unpacked("tests/books/" + kept + "/book.coop.gz")}});
    };
    earlier("older", "schema-4");
    earlier("oldest", "schema-2");
    return books;
}

} // namespace coop::faults
