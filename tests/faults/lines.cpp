// SPDX-License-Identifier: GPL-3.0-or-later
#include "lines.hpp"

#include "src/cli/commands.hpp"
#include <coop/care/record.hpp>

#include <algorithm>
#include <set>

namespace coop::faults {

namespace {

constexpr struct {
    char const* command;
    char const* book;
    char const* rest;
} typed[] = {
    {"init", "nothing", "book.coop --name 'Les Amis' --year 2024"},
    {"init", "files", "book.coop --name 'Les Amis' --from-fec 732829320FEC20241231.txt"},
    {"book set", "books", "--name 'Les Amis du Jardin' --rna W751234567"},
    {"ledger add", "books",
     "--date 2025-05-01 --label Terreau --charge 6063=84,50 --paid-from 512 --party Nouveau"},
    {"ledger add", "books",
     "--date 2025-05-01 --label Terreau --charge 6063=84,50 --paid-from 512 --post "
     "--attach facture.txt --ref neuf -o recu.csv"},
    {"ledger edit", "books", "3 --charge 6132=320 --paid-from 512 --piece F-31"},
    {"ledger delete", "books", "3 --yes"},
    {"ledger post", "books", "--to 2025-04-30"},
    {"ledger reverse", "books", "1 --reason 'Saisie deux fois' --date 2025-05-02"},
    {"ledger attach", "books", "1 facture.txt"},
    {"account add", "books", "51202 --label 'Livret B'"},
    {"account rename", "books", "51201 --label 'Compte sur livret'"},
    {"account close", "books", "51201"},
    {"account reopen", "books", "51203"},
    {"journal add", "books", "HA --label HelloAsso"},
    {"year add", "books", "2027"},
    {"year set", "books", "2026 --period 2026-01-01..2027-06-30 --name 2026-2027"},
    {"year remove", "books", "2026 --yes"},
    {"year lock", "books", "2024"},
    {"year unlock", "locked", "2024 --reason oubli"},
    {"year close", "books", "2024 --yes"},
    {"record erase", "books", "attachment 2/1 --yes"},
    {"party add", "books", "'Un Autre' --kind fournisseur --note 'voir le contrat'"},
    {"party edit", "books", "Durand --kind fournisseur"},
    {"party rename", "books", "Durand 'Cabinet Durand'"},
    {"party merge", "books", "Durant Durand --yes"},
    {"party unmerge", "merged", "Durant"},
    {"project add", "books", "atelier --label 'Atelier vélo'"},
    {"inkind add", "books",
     "--date 2025-05-04 --kind benevolat --hours 6h30 --rate formateur --party Durand --post"},
    {"inkind rate set", "books", "conteur --from 2025-01-01 --hourly 30"},
    {"budget set", "books", "2025 625=500 756=700 --version revise"},
    {"budget import", "books", "2025 budget.csv --version prudent"},
    {"budget adopt", "books", "2025 --date 2025-03-22 --by 'Assemblée générale'"},
    {"import csv", "books", "operations.csv"},
    {"import csv", "books", "operations.csv --post"},
    {"import ndjson", "books", "ecritures.ndjson"},
    {"import ndjson", "files", "dump.ndjson -f book.coop"},
    {"import ndjson", "empty", "dump.ndjson"},
    {"import fec", "empty", "732829320FEC20241231.txt"},
    {"import paheko", "books", "paheko.csv"},
    {"import undo", "imported", "1 --yes"},
    {"run", "books", "commandes.txt"},
    {"upgrade", "older", ""},
    {"backup", "books", "copie.sauvegarde"},
    {"backup", "books", ""},
    {"export fec", "books", "--year 2024"},
    {"export fec", "books", "--year 2024 -o un-autre.txt"},
    {"care capital cease", "care", "N.capital-2"},
    {"care measurement import", "care", "mesures.csv"},
    {"care deliberate", "care",
     "--object spokesperson/spokesperson-1 --decision Oui --present-count 7 --minutes facture.txt"},
    {"care sign", "care",
     "state/state-1 --spokesperson spokesperson-1 --verdict approuve --evidence facture.txt --by "
     "x"},
    {"care key new", "care", "cle.txt"},
    {"care erase", "care", "spokesperson spokesperson-2 --yes"},
    {"care phase", "care", "2 --note comptage"},
    {"care policy set", "care", "presentation=capital"},
    {"care tag", "care", "1 --action action-1 --share 80%"},
    {"care close", "care", "--year 2024"},
    {"care export", "care", "--tidy observations.csv experience.toml"},
    {"care export", "care", "--bundle article.zip experience.toml"},
};

/// What a kind asks besides its required fields, or more exactly than their types say.
std::string also(std::string const& kind)
{
    static std::map<std::string, std::string> const more{
        {"state", "--lower 3 --source labo"},
        {"budget", "--amount 100"},
        {"realisation", "--amount 10"},
        {"spokesperson", "--by secrétariat --name Marie"},
    };
    auto const found = more.find(kind);
    return found == more.end() ? "" : " " + found->second;
}

std::string id_of(std::string_view kind, int number)
{
    auto const id = std::string{kind} + "-" + std::to_string(number);
    return kind == "capital" ? "N." + id : id;
}

std::string value_for(care::Kind const& kind, care::Field const& field, int number)
{
    using care::FieldType;
    switch (field.type) {
    case FieldType::ref:
    case FieldType::refs:
        return id_of(field.values.front(), 1);
    case FieldType::choice:
        return std::string{field.values.front()};
    case FieldType::date:
        return field.key == "to" || field.key == "end" ? "2024-12-31"
                                                       : "2024-02-0" + std::to_string(number);
    case FieldType::integer:
        return "1";
    case FieldType::money:
    case FieldType::moneys:
    case FieldType::decimal:
        return "12";
    default:
        break;
    }
    if (field.key == "account") {
        return "194";
    }
    return field.key == "unit" ? "t"
                               : "'" + std::string{kind.name} + " " + std::to_string(number) + "'";
}

std::string option_of(care::Field const& field)
{
    auto name = "--" + std::string{field.key};
    std::ranges::replace(name, '_', '-');
    return name;
}

bool is_register(std::string_view kind)
{
    return std::ranges::any_of(cli::commands(), [&](cli::Command const& command) {
        return command.path == "care " + std::string{kind} + " add";
    });
}

std::string revision_of(care::Kind const& kind)
{
    for (auto const* key :
         {"source", "why", "method", "name", "driver", "place", "amount", "quantity", "grade"}) {
        if (kind.find(key) != nullptr) {
            return std::string{"--"} + key +
                   (std::string_view{key} == "amount" || std::string_view{key} == "quantity" ? " 13"
                    : std::string_view{key} == "grade" ? " estime"
                                                       : " autrement");
        }
    }
    return "--unit kg";
}

std::vector<Line> all_lines()
{
    std::vector<Line> result;
    for (auto const& line : typed) {
        result.push_back({line.command, line.book, line.rest});
    }
    for (auto const& kind : care::kinds()) {
        if (is_register(kind.name)) {
            auto const noun = "care " + std::string{kind.name};
            auto const words = adding(std::string{kind.name}, 3);
            result.push_back({noun + " add", "care", words.substr(noun.size() + 5)});
            result.push_back(
                {noun + " revise", "care", id_of(kind.name, 1) + " " + revision_of(kind)});
        }
    }
    return result;
}

} // namespace

std::string adding(std::string const& kind, int number)
{
    auto const& described = care::kind_of(kind);
    auto line = "care " + kind + " add " + id_of(kind, number);
    for (auto const& field : described.fields) {
        if (field.required) {
            line += " " + option_of(field) + " " + value_for(described, field, number);
        }
    }
    return line + also(kind);
}

std::vector<Line> const& lines()
{
    static auto const all = all_lines();
    return all;
}

std::vector<std::string> commands_without_line()
{
    std::set<std::string> have;
    for (auto const& line : lines()) {
        have.insert(line.command);
    }
    std::vector<std::string> wrong;
    for (auto const& command : cli::commands()) {
        bool const writes = command.writes != cli::Writes::nothing;
        if (writes != have.contains(command.path)) {
            wrong.push_back(command.path);
        }
    }
    return wrong;
}

} // namespace coop::faults
