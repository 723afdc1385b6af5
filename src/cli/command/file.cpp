// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/attachments.hpp"
#include "cli/commands.hpp"

#include <coop/app/upgrade.hpp>
#include <coop/core/error.hpp>

#include <filesystem>
#include <memory>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

void refuse_inside(Context const& context, std::string const& command)
{
    if (context.shared != nullptr) {
        throw Error{ErrorKind::usage, "run.not-inside", {{"command", command}}};
    }
}

/// `la-coop.coop` and a day make `la-coop-2018-04-01.sauvegarde`: not `.coop`, or there would be
/// two books to choose from in the folder.
std::string backup_name(std::string const& path, core::Date today)
{
    auto const stem = path.ends_with(".coop") ? path.substr(0, path.size() - 5) : path;
    return stem + "-" + core::format_iso(today) + ".sauvegarde";
}

std::filesystem::path folder_of(std::string const& path)
{
    return std::filesystem::path{path}.lexically_normal().parent_path();
}

/// Whether the copy will be taken for a book beside that of `path`.
bool is_second_book(std::string const& path, std::string const& copy)
{
    return copy.ends_with(".coop") && folder_of(path) == folder_of(copy);
}

void run_backup(std::string copy, Context& context)
{
    refuse_inside(context, "backup");
    if (context.format == nullptr) { // `-o copie.coop`: that is the file of the answer.
        throw Error{ErrorKind::usage,
                    "backup.output",
                    {{"file", context.globals.output}},
                    {.source = "--output"}};
    }
    auto const path = books_path(context);
    if (copy.empty()) {
        copy = backup_name(path, context.today);
    }
    check_made(context, copy);
    auto document = receipt(context, "backup", {{"file", "", path}, {"copy", "", copy}});
    if (!context.globals.dry_run && is_second_book(path, copy)) {
        document.notes.push_back(note("backup.second-book", {{"file", path}}));
    }
    conclude(
        context, document,
        [&] {
            if (!context.globals.dry_run) {
                context.engine.backup(path, copy, engine_options(context));
            }
        },
        copy);
}

void run_upgrade(Context& context)
{
    refuse_inside(context, "upgrade");
    auto const path = books_path(context);
    auto const planned = context.engine.copy_of_upgrade(path, engine_options(context));
    auto document = receipt(context, "upgrade", {{"file", "", path}});
    if (planned.empty()) {
        document.notes.push_back(note("upgrade.current"));
    } else {
        check_made(context, planned);
        document = receipt(context, "upgrade", {{"file", "", path}, {"copy", "", planned}});
    }
    conclude(
        context, document,
        [&] {
            if (context.globals.dry_run || planned.empty()) {
                return;
            }
            auto const done = context.engine.upgrade(path, engine_options(context));
            look(context, [&](app::Context const& lent) {
                document.notes = app::notes_on_upgrade(lent, done.unlocked);
            });
        },
        path);
}

} // namespace

Action declare_backup(Arguments& arguments)
{
    auto const copy = std::make_shared<std::string>();
    arguments.may_answer_bytes(); // run_backup() says what is meant.
    arguments.optional_positional("file", "word.backup", *copy);
    return [copy](Context& context) { run_backup(*copy, context); };
}

Action declare_upgrade(Arguments&)
{
    return [](Context& context) { run_upgrade(context); };
}

Action declare_version(Arguments&)
{
    return [](Context& context) {
        answer(context, receipt(context, "version", {{"version", "", COOP_VERSION}}));
    };
}

} // namespace coop::cli
