// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/attachments.hpp"
#include "cli/commands.hpp"
#include "cli/terminal/confirm.hpp"

#include <coop/app/upgrade.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/exchange/dump.hpp>

#include <filesystem>
#include <memory>
#include <optional>

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
    auto const end = "-" + core::format_iso(today) + ".sauvegarde";
    // As long as a name may be, with what SQLite adds for its journal.
    constexpr std::size_t name_max = 247;
    auto const name_at = stem.rfind('/') + 1;
    return stem.substr(0, name_at) +
           std::string{core::cut(std::string_view{stem}.substr(name_at), name_max - end.size())} +
           end;
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
    if (auto const foreign = schema_findings(context); !foreign.empty()) {
        document.notes.push_back(
            {core::Severity::warning, "backup.foreign-schema", foreign.front().args, {}});
        context.exit_code = 1;
    }
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
    if (planned.empty()) {
        auto document = receipt(context, "upgrade", {{"file", "", path}});
        document.notes.push_back(note("upgrade.current"));
        answer(context, std::move(document));
        return;
    }
    check_made(context, planned);
    auto document = receipt(context, "upgrade", {{"file", "", path}, {"copy", "", planned}});
    std::optional<store::Upgraded> done;
    auto const keep = [&] {
        if (!context.globals.dry_run) {
            done = context.engine.upgrade(path, engine_options(context));
        }
    };
    auto const say_it = [&] {
        if (done) {
            look(context, [&](app::Context const& lent) {
                document.notes = app::notes_on_upgrade(lent, done->unlocked);
            });
        } else if (context.globals.dry_run) {
            document.notes.push_back(note("dry-run.nothing-written"));
        }
        answer(context, std::move(document));
    };
    conclude(context, keep, say_it, path);
}

void refuse_dump(std::string const& backup, Context const& context)
{
    if (context.engine.recognises(backup) == store::Recognised::other &&
        !std::filesystem::is_fifo(backup) && // Its first byte may never come.
        exchange::is_dump(context.world.open_file(backup))) {
        throw Error{
            ErrorKind::unreadable, "file.is-ndjson", {{"file", backup}}, {.source = backup}};
    }
}

/// What the book holds that the backup may not; nothing where it cannot be read.
std::optional<store::Counts> counts_now(std::string const& path, Context const& context)
{
    try {
        return context.engine.open(path, engine_options(context))->read()->counts("");
    } catch (Error const&) {
        return std::nullopt;
    }
}

std::vector<core::Fact> facts_of(std::string const& path, std::string const& backup,
                                 store::Restored const& done)
{
    std::vector<core::Fact> facts{{"file", "", path}, {"backup", "", backup}};
    if (!done.aside.empty()) {
        facts.push_back({"aside", "", done.aside});
    }
    facts.push_back({"posted", "", done.counts.posted});
    facts.push_back({"drafts", "", done.counts.drafts});
    facts.push_back({"head", "", core::to_hex(done.head)});
    return facts;
}

/// Asked only of a person: what is in the way is kept, whatever it is.
void ask_to_restore(std::string const& path, std::string const& backup, Context const& context)
{
    if (!would_ask(context) || !context.world.exists(path)) {
        return;
    }
    store::Restored found;
    context.engine.restore(path, backup, true, found, engine_options(context));
    auto const now = counts_now(path, context);
    confirm(context, now ? "prompt.restore" : "prompt.restore-damaged",
            {{"file", path},
             {"backup", backup},
             {"backed_up", found.counts.posted + found.counts.drafts},
             {"now", now ? now->posted + now->drafts : 0}});
}

void run_restore(std::string const& backup, Context& context)
{
    refuse_inside(context, "restore");
    auto const path = books_path(context);
    check_made(context, path);
    if (!context.world.exists(backup)) {
        throw Error{ErrorKind::unreadable, "file.missing", {{"file", backup}}};
    }
    refuse_dump(backup, context);
    ask_to_restore(path, backup, context);
    core::Document document;
    conclude(
        context, document,
        [&] {
            store::Restored done;
            auto const tell = [&] {
                document = receipt(context, "restore", facts_of(path, backup, done));
                if (done.is_older) {
                    document.notes.push_back(note("restore.older", {{"file", path}}));
                }
            };
            try {
                context.engine.restore(path, backup, context.globals.dry_run, done,
                                       engine_options(context));
            } catch (Error const&) {
                tell();
                throw;
            }
            tell();
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

Action declare_restore(Arguments& arguments)
{
    auto const backup = std::make_shared<std::string>();
    arguments.positional("file", "word.restored", *backup);
    return [backup](Context& context) { run_restore(*backup, context); };
}

Action declare_version(Arguments&)
{
    return [](Context& context) {
        answer(context, receipt(context, "version", {{"version", "", COOP_VERSION}}));
    };
}

} // namespace coop::cli
