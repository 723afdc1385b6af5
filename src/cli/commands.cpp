// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.hpp"

#include "cli/care/registers.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

struct Listed {
    char const* path;
    Action (*declare)(Arguments&);
    Writes writes = Writes::nothing;
};

// The tree of the command line; the reports and the imports stand before `export fec`, the other
// exports after `dump`.
constexpr Listed list[] = {
    {"init", declare_init, Writes::book},
    {"book set", declare_book_set, Writes::book},
    {"status", declare_status},
    {"check", declare_check},
    {"check published", declare_check_published},
    {"check fec", declare_check_fec},
    {"verify", declare_verify},
    {"version", declare_version},
    {"help", declare_help},
    {"ledger add", declare_ledger_add, Writes::book},
    {"ledger list", declare_ledger_list},
    {"ledger show", declare_ledger_show},
    {"ledger edit", declare_ledger_edit, Writes::book},
    {"ledger delete", declare_ledger_delete, Writes::book},
    {"ledger post", declare_ledger_post, Writes::book},
    {"ledger reverse", declare_ledger_reverse, Writes::book},
    {"ledger attach", declare_ledger_attach, Writes::book},
    {"account list", declare_account_list},
    {"account show", declare_account_show},
    {"account add", declare_account_add, Writes::book},
    {"account rename", declare_account_rename, Writes::book},
    {"account close", declare_account_close, Writes::book},
    {"account reopen", declare_account_reopen, Writes::book},
    {"journal list", declare_journal_list},
    {"journal add", declare_journal_add, Writes::book},
    {"year list", declare_year_list},
    {"year add", declare_year_add, Writes::book},
    {"year set", declare_year_set, Writes::book},
    {"year remove", declare_year_remove, Writes::book},
    {"year lock", declare_year_lock, Writes::book},
    {"year unlock", declare_year_unlock, Writes::book},
    {"year close", declare_year_close, Writes::book},
    {"record list", declare_record_list},
    {"record show", declare_record_show},
    {"record erase", declare_record_erase, Writes::book},
    {"party list", declare_party_list},
    {"party add", declare_party_add, Writes::book},
    {"party show", declare_party_show},
    {"party edit", declare_party_edit, Writes::book},
    {"party rename", declare_party_rename, Writes::book},
    {"party merge", declare_party_merge, Writes::book},
    {"party unmerge", declare_party_unmerge, Writes::book},
    {"project list", declare_project_list},
    {"project add", declare_project_add, Writes::book},
    {"project show", declare_project_show},
    {"inkind add", declare_inkind_add, Writes::book},
    {"inkind list", declare_inkind_list},
    {"inkind rate list", declare_inkind_rate_list},
    {"inkind rate set", declare_inkind_rate_set, Writes::book},
    {"budget set", declare_budget_set, Writes::book},
    {"budget import", declare_budget_import, Writes::book},
    {"budget list", declare_budget_list},
    {"budget adopt", declare_budget_adopt, Writes::book},
    {"care capital cease", declare_care_capital_cease, Writes::book},
    {"care measurement import", declare_care_measurement_import, Writes::book},
    {"care card", declare_care_card},
    {"care deliberate", declare_care_deliberate, Writes::book},
    {"care sign", declare_care_sign, Writes::book},
    {"care voices due", declare_care_voices_due},
    {"care key new", declare_care_key_new, Writes::files},
    {"care trail verify", declare_care_trail_verify},
    {"care check", declare_care_check},
    {"care erase", declare_care_erase, Writes::book},
    {"care phase", declare_care_phase, Writes::book},
    {"care policy show", declare_care_policy_show},
    {"care policy set", declare_care_policy_set, Writes::book},
    {"care run", declare_care_run},
    {"care compare", declare_care_compare},
    {"care sensitivity", declare_care_sensitivity},
    {"care export", declare_care_export, Writes::files},
    {"care explain", declare_care_explain},
    {"care tag", declare_care_tag, Writes::book},
    {"care tag list", declare_care_tag_list},
    {"care close", declare_care_close, Writes::book},
    {"care entries", declare_care_entries},
    {"export fec", declare_export_fec, Writes::files},
    {"dump", declare_dump},
    {"backup", declare_backup, Writes::files},
    {"restore", declare_restore, Writes::book},
    {"upgrade", declare_upgrade, Writes::book},
    {"run", declare_run, Writes::book},
};

/// Importers whose command is more than reading entries and recording them.
constexpr std::pair<exchange::Importer const*, Action (*)(Arguments&)> own_imports[] = {
    {&exchange::fec_importer, declare_import_fec},
    {&exchange::ndjson_importer, declare_import_ndjson},
};

/// The words of the treasurer for our nouns and verbs.
constexpr auto aliases = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"livre", "book"},
    {"acte", "record"},
    {"ecriture", "ledger"},
    {"exercice", "year"},
    {"compte", "account"},
    {"tiers", "party"},
    {"projet", "project"},
    {"benevolat", "inkind"},
    {"rapport", "report"},
    {"valider", "post"},
    {"sauvegarde", "backup"},
    {"restaurer", "restore"},
    {"aide", "help"},
    {"etat", "status"},
    {"verifier", "verify"},
    {"clore", "close"},
    {"cloturer", "close"},
    {"deliberer", "deliberate"},
    {"signer", "sign"},
    {"fiche", "card"},
    {"effacer", "erase"},
    {"ajouter", "add"},
    {"reviser", "revise"},
    {"lister", "list"},
    {"montrer", "show"},
    {"historique", "history"},
    {"voix", "voices"},
    {"attendues", "due"},
    {"importer", "import"},
    {"etape", "phase"},
    {"politique", "policy"},
    {"regler", "set"},
    {"cle", "key"},
    {"cesser", "cease"},
    {"sensibilite", "sensitivity"},
    {"expliquer", "explain"},
});

std::string message_id(std::string_view prefix, std::string_view path)
{
    std::string id(prefix.size() + path.size(), '-');
    std::ranges::copy(prefix, id.begin());
    std::ranges::replace_copy(path, id.begin() + static_cast<std::ptrdiff_t>(prefix.size()), ' ',
                              '-');
    return id;
}

// Whatever the case and the accents. `état` is the status of the books, and the good state of an
// indicator: the registers of CARE have their words in data.
std::string without_alias(std::string const& word, std::vector<std::string> const& below)
{
    auto const typed = core::fold(word);
    for (auto const& [alias, name] : aliases) {
        if (alias == typed && std::ranges::find(below, name) != below.end()) {
            return std::string{name};
        }
    }
    return word;
}

std::string join(std::string const& path, std::string const& word)
{
    return path.empty() || word.empty() ? path + word : path + " " + word;
}

/// The statements of CARE under their noun: `care bilan` is `report care-bilan`.
std::vector<std::string> care_statements()
{
    constexpr std::string_view prefix = "care-";
    std::vector<std::string> names;
    for (auto const& report : report::reports()) {
        if (report.name.starts_with(prefix)) {
            names.emplace_back(report.name.substr(prefix.size()));
        }
    }
    return names;
}

/// The path that `word` leads to from `path`.
std::string path_below(std::string const& path, std::string const& word)
{
    auto const below = names_under(path);
    auto const name = without_alias(word, below);
    if (path != "care") {
        return join(path, name);
    }
    auto const statement = word == "solvabilite" || word == "solvabilité" ? "ratios" : name;
    auto const known = care_statements();
    if (std::ranges::find(known, statement) != known.end()) {
        return "report care-" + statement;
    }
    auto const kind = std::string{care::registers().kind_meant(name)};
    return join(path, std::ranges::find(below, kind) != below.end() ? kind : name);
}

/// How many words a global option at `words[i]` takes, itself included; 0: not a global option.
std::size_t length_of_global(std::string const& word, Arguments const& global)
{
    for (auto const& option : global.options()) {
        for (auto const& name : option.names) {
            if (word == name) {
                return option.value.empty() ? 1 : 2;
            }
            auto const attached = name.starts_with("--") ? name + "=" : name;
            if (!option.value.empty() && word.starts_with(attached)) {
                return 1;
            }
        }
    }
    return 0;
}

[[noreturn]] void refuse_word(std::string const& path, std::string const& word)
{
    auto known = names_under(path);
    if (path == "care") {
        std::ranges::copy(care_statements(), std::back_inserter(known));
    }
    auto const near = core::nearest(word, known);
    auto const list_of_names = core::join(known, ", ");
    throw Error{ErrorKind::usage,
                near.empty() ? "usage.unknown-command" : "usage.unknown-command-near",
                {{"word", word},
                 {"command", join("coop", path)},
                 {"nearest", join(path, near)},
                 {"known", list_of_names}},
                {.source = word}};
}

void add_reports(std::vector<Command>& result)
{
    for (auto const& report : report::reports()) {
        result.push_back(
            {"report " + std::string{report.name}, std::string{report.summary_id},
             [&report](Arguments& arguments) { return declare_report(arguments, report); }});
    }
}

Action declare_import_of(Arguments& arguments, exchange::Importer const& importer)
{
    for (auto const& [own, declare] : own_imports) {
        if (own == &importer) {
            return declare(arguments);
        }
    }
    return declare_import(arguments, importer);
}

void add_imports(std::vector<Command>& result)
{
    for (auto const* importer : exchange::importers()) {
        result.push_back({.path = "import " + std::string{importer->name},
                          .summary_id = "command.import-" + std::string{importer->name},
                          .declare =
                              [importer](Arguments& arguments) {
                                  return declare_import_of(arguments, *importer);
                              },
                          .writes = Writes::book});
    }
    result.push_back({"import list", "command.import-list", declare_import_list});
    result.push_back({.path = "import undo",
                      .summary_id = "command.import-undo",
                      .declare = declare_import_undo,
                      .writes = Writes::book});
}

void add_exports(std::vector<Command>& result)
{
    for (auto const& exporter : exchange::exporters()) {
        result.push_back(
            {"export " + std::string{exporter.name}, "command.export-" + std::string{exporter.name},
             [&exporter](Arguments& arguments) { return declare_export(arguments, exporter); }});
    }
}

// The list, with the registers of CARE or without: they are ninety commands that one command line
// in a hundred is about.
std::vector<Command> make_commands(bool with_registers)
{
    constexpr std::size_t about = 256; // Moved once into their place, not each time it grows.
    std::vector<Command> result;
    result.reserve(about);
    for (auto const& listed : list) {
        if (with_registers && std::string_view{listed.path} == "care capital cease") {
            std::ranges::move(register_commands(), std::back_inserter(result));
        }
        if (std::string_view{listed.path} == "export fec") {
            add_reports(result);
            add_imports(result);
        }
        if (std::string_view{listed.path} == "backup") {
            add_exports(result);
        }
        result.push_back({.path = listed.path,
                          .summary_id = message_id("command.", listed.path),
                          .declare = listed.declare,
                          .writes = listed.writes});
    }
    return result;
}

// Those that a path may lead to.
std::vector<Command> const& commands_towards(std::string_view path)
{
    static std::vector<Command> const usual = make_commands(false);
    return path.starts_with("care") ? commands() : usual;
}

Command const* command_at(std::string_view path)
{
    for (auto const& command : commands_towards(path)) {
        if (command.path == path) {
            return &command;
        }
    }
    return nullptr;
}

} // namespace

std::vector<Command> const& commands()
{
    static std::vector<Command> const all = make_commands(true);
    return all;
}

std::vector<std::string> names_under(std::string_view path)
{
    std::vector<std::string> result;
    auto const prefix = path.empty() ? std::string{} : std::string{path} + " ";
    for (auto const& command : commands_towards(path)) {
        if (!command.path.starts_with(prefix)) {
            continue;
        }
        auto const name = command.path.substr(prefix.size(), command.path.find(' ', prefix.size()) -
                                                                 prefix.size());
        if (!name.empty() && std::ranges::find(result, name) == result.end()) {
            result.push_back(name);
        }
    }
    return result;
}

Found find_command(std::span<std::string const> words, Arguments const& global)
{
    Found found;
    bool leading = true; // still among the words of the path
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const& word = words[i];
        if (!leading || word == "--") {
            leading = false;
            found.rest.push_back(word);
            continue;
        }
        if (auto const length = length_of_global(word, global); length > 0) {
            for (std::size_t end = std::min(i + length, words.size()); i < end; ++i) {
                found.rest.push_back(words[i]);
            }
            --i;
            continue;
        }
        if (word.starts_with("-") && word.size() > 1 && found.command == nullptr) {
            throw Error{ErrorKind::usage,
                        "usage.option-first",
                        {{"option", word}, {"command", join("coop", found.path)}},
                        {.source = word}};
        }
        auto path = path_below(found.path, word);
        auto const* command = command_at(path);
        bool const more = !names_under(path).empty();
        bool const one_word = word.find(' ') == std::string::npos;
        if (one_word && (command != nullptr || more)) {
            found.path = std::move(path);
            found.command = command;
            leading = more;
            continue;
        }
        if (found.command == nullptr) {
            refuse_word(found.path, word);
        }
        leading = false;
        found.rest.push_back(word);
    }
    return found;
}

} // namespace coop::cli
