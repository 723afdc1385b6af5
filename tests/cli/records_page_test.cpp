// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>
#include <coop/i18n/message.hpp>
#include <coop/ledger/kinds.hpp>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

// docs/reference/records.md says the kinds of facts that a book records, and their fields, from
// schemas/ledger/kinds.csv and the sentences: a field that is added there is documented.

using namespace coop;

namespace {

constexpr std::string_view heading =
    R"(<!-- schemas/ledger/kinds.csv et schemas/messages/fr.po, mis ensemble par tests/cli/records_page_test.cpp.
COOP_REWRITE=1 avec ce test l'écrit à nouveau. -->
# Actes du livre

Un *acte* est ce qui n'est pas une écriture et ne doit pas changer en silence. Rien ne s'y efface ni ne s'y remplace : ce qui change est une
version de plus, et chaque version scelle celles d'avant et les écritures validées jusque-là ([chaîne](chain.md#les-actes)). `coop` les
inscrit lui-même quand il change le livre ; [record list](commands/record-list.md) et [record show](commands/record-show.md) les montrent. Un
livre d'avant les actes commence par ce qu'on y a trouvé, marqué `found`.

Ce qui peut nommer une personne est à part, avec un sel : [record erase](commands/record-erase.md) l'efface, et la chaîne se vérifie toujours.
Le nom d'une pièce jointe est alors, dans le livre, le début de l'empreinte qui en reste.
)";

std::filesystem::path const page{COOP_SOURCE_DIR "/docs/reference/records.md"};

std::string say(std::string const& id)
{
    return i18n::text(i18n::Language::fr, id);
}

std::string with_capital(std::string text)
{
    text.at(0) = static_cast<char>(std::toupper(static_cast<unsigned char>(text.at(0))));
    return text;
}

/// `book/name` → `text`: the words of the file itself.
std::map<std::string, std::string> types()
{
    std::map<std::string, std::string> all;
    for (auto const line : core::split(core::resource("ledger/kinds.csv"), '\n')) {
        if (auto const cells = core::split(line, ';'); cells.size() == 5) {
            all[std::string{cells[0]} + "/" + std::string{cells[1]}] = std::string{cells[2]};
        }
    }
    return all;
}

std::string value_of(record::Field const& field, std::string const& type)
{
    auto text = say("record-type." + type);
    if (!field.values.empty()) {
        text += " : " + core::join(field.values, ", ", [&](std::string_view value) {
                    return "`" + std::string{value} + "` " +
                           say("record-word." + std::string{field.key} + "-" + std::string{value});
                });
    }
    return text + (field.required ? " ; obligatoire" : "");
}

std::string written()
{
    std::string text{heading};
    auto const type = types();
    for (auto const& kind : ledger::kinds().all()) {
        std::string const name{kind.name};
        text += "\n## " + with_capital(say("record-kind." + name)) + " : " + name + "\n\n" +
                say("record-help." + name) + "\n\n| clé | sens | valeur |\n| --- | --- | --- |\n";
        for (auto const& field : kind.fields) {
            std::string const key{field.key};
            text += "| `" + key + "` | " + say("record-field." + key) + " | " +
                    value_of(field, type.at(name + "/" + key)) + " |\n";
        }
    }
    return text;
}

} // namespace

TEST_CASE("records.md is what the kinds and the sentences give together")
{
    if (std::getenv("COOP_REWRITE") != nullptr) {
        std::ofstream{page} << written();
    }
    std::ifstream file{page, std::ios::binary};
    CHECK(std::string{std::istreambuf_iterator<char>{file}, {}} == written());
}
