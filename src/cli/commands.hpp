// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.hpp"
#include "context.hpp"

#include <coop/exchange/exporter.hpp>
#include <coop/exchange/importer.hpp>
#include <coop/report/report.hpp>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::cli {

/// \brief What a parsed command does; it answers through the context.
using Action = std::function<void(Context&)>;

/// \brief What a command changes beside the file of its answer (`-o`).
enum class Writes {
    nothing,
    files, ///< it makes files of its own, and leaves the books as they are
    book,  ///< the books; an upgrade and a new book make files too
};

/// \brief A command, as a value. `declare` names its options and returns what it does with them.
struct Command {
    std::string path;       ///< `ledger add`
    std::string summary_id; ///< message id
    std::function<Action(Arguments&)> declare;
    std::string page{}; ///< in the reference; empty: one of its own. Those of one page are alike
    Writes writes = Writes::nothing;
};

/// \brief The list, in the order of the help.
std::vector<Command> const& commands();

/// \brief A command line with its path taken out.
struct Found {
    Command const* command = nullptr; ///< null: help for the group of `path`
    std::string path;                 ///< as far as the words led, aliases resolved
    std::vector<std::string> rest;
};

/// \brief Finds the command by the first words that are not global options; French names included.
///
/// \param global the global options, to step over the values they take.
/// \throws Error{usage} "usage.unknown-command" (hint: the nearest), "usage.option-first".
Found find_command(std::span<std::string const> words, Arguments const& global);

/// \brief The names that follow `path`: `add`, `list`, … for `ledger`; nouns for an empty path.
std::vector<std::string> names_under(std::string_view path);

/// \brief Runs one command line; what cli::run does but for the wording of errors.
///
/// \param shared of `coop run`, else null.
/// \return the exit code, 0 or 1.
int dispatch(std::span<std::string const> words, World& world, store::Engine const& engine,
             Shared const* shared = nullptr);

// What each command declares: one file per command or noun.
Action declare_init(Arguments& arguments);
Action declare_book_set(Arguments& arguments);
Action declare_status(Arguments& arguments);
Action declare_check(Arguments& arguments);
Action declare_check_published(Arguments& arguments);
Action declare_check_fec(Arguments& arguments);
Action declare_verify(Arguments& arguments);
Action declare_version(Arguments& arguments);
Action declare_help(Arguments& arguments);
Action declare_ledger_add(Arguments& arguments);
Action declare_ledger_list(Arguments& arguments);
Action declare_ledger_show(Arguments& arguments);
Action declare_ledger_edit(Arguments& arguments);
Action declare_ledger_delete(Arguments& arguments);
Action declare_ledger_post(Arguments& arguments);
Action declare_ledger_reverse(Arguments& arguments);
Action declare_ledger_attach(Arguments& arguments);
Action declare_account_list(Arguments& arguments);
Action declare_account_show(Arguments& arguments);
Action declare_account_add(Arguments& arguments);
Action declare_account_rename(Arguments& arguments);
Action declare_account_close(Arguments& arguments);
Action declare_account_reopen(Arguments& arguments);
Action declare_record_list(Arguments& arguments);
Action declare_record_show(Arguments& arguments);
Action declare_record_erase(Arguments& arguments);
Action declare_journal_list(Arguments& arguments);
Action declare_journal_add(Arguments& arguments);
Action declare_year_list(Arguments& arguments);
Action declare_year_add(Arguments& arguments);
Action declare_year_set(Arguments& arguments);
Action declare_year_remove(Arguments& arguments);
Action declare_year_lock(Arguments& arguments);
Action declare_year_unlock(Arguments& arguments);
Action declare_year_close(Arguments& arguments);
Action declare_party_list(Arguments& arguments);
Action declare_party_add(Arguments& arguments);
Action declare_party_show(Arguments& arguments);
Action declare_party_edit(Arguments& arguments);
Action declare_party_rename(Arguments& arguments);
Action declare_party_merge(Arguments& arguments);
Action declare_party_unmerge(Arguments& arguments);
Action declare_project_list(Arguments& arguments);
Action declare_project_add(Arguments& arguments);
Action declare_project_show(Arguments& arguments);
Action declare_inkind_add(Arguments& arguments);
Action declare_inkind_list(Arguments& arguments);
Action declare_inkind_rate_list(Arguments& arguments);
Action declare_inkind_rate_set(Arguments& arguments);
Action declare_budget_set(Arguments& arguments);
Action declare_budget_import(Arguments& arguments);
Action declare_budget_list(Arguments& arguments);
Action declare_budget_adopt(Arguments& arguments);
Action declare_care_explain(Arguments& arguments);
Action declare_care_tag(Arguments& arguments);
Action declare_care_tag_list(Arguments& arguments);
Action declare_care_close(Arguments& arguments);
Action declare_care_entries(Arguments& arguments);
Action declare_export_fec(Arguments& arguments);
Action declare_import_fec(Arguments& arguments);
Action declare_import_ndjson(Arguments& arguments);
Action declare_dump(Arguments& arguments);
Action declare_backup(Arguments& arguments);
Action declare_restore(Arguments& arguments);
Action declare_upgrade(Arguments& arguments);
Action declare_run(Arguments& arguments);
Action declare_care_capital_cease(Arguments& arguments);
Action declare_care_measurement_import(Arguments& arguments);
Action declare_care_phase(Arguments& arguments);
Action declare_care_policy_show(Arguments& arguments);
Action declare_care_policy_set(Arguments& arguments);
Action declare_care_card(Arguments& arguments);
Action declare_care_deliberate(Arguments& arguments);
Action declare_care_sign(Arguments& arguments);
Action declare_care_voices_due(Arguments& arguments);
Action declare_care_key_new(Arguments& arguments);
Action declare_care_trail_verify(Arguments& arguments);
Action declare_care_check(Arguments& arguments);
Action declare_care_erase(Arguments& arguments);
Action declare_care_run(Arguments& arguments);
Action declare_care_compare(Arguments& arguments);
Action declare_care_sensitivity(Arguments& arguments);
Action declare_care_export(Arguments& arguments);
Action declare_report(Arguments& arguments, report::Report const& report);
Action declare_import_list(Arguments& arguments);
Action declare_import_undo(Arguments& arguments);
Action declare_import(Arguments& arguments, exchange::Importer const& importer);
Action declare_export(Arguments& arguments, exchange::Exporter const& exporter);

} // namespace coop::cli
