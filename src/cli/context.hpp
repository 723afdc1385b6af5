// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "globals.hpp"
#include "outputs.hpp"

#include <coop/app/context.hpp>
#include <coop/cli/world.hpp>
#include <coop/core/table.hpp>
#include <coop/i18n/message.hpp>
#include <coop/render/render.hpp>
#include <coop/store/store.hpp>

#include <functional>
#include <string>
#include <vector>

namespace coop::cli {

/// \brief What the commands of a file share: one transaction, whose outcome is theirs, and what
/// `coop run` was told of all of them.
struct Shared {
    store::Session& session;
    std::string book; ///< the file
    bool rehearsal = false;
    bool yes = false;
};

/// \brief What a command is lent: the process, the engine, the global options, resolved.
struct Context {
    World& world;
    store::Engine const& engine;
    Globals globals;
    i18n::Language language = i18n::Language::fr;
    core::Date today{};
    render::Format const* format = nullptr; ///< null: the file of `-o` does not say which
    render::CsvDialect csv = render::CsvDialect::fr;
    core::Sharing sharing = core::Sharing::owner; ///< of new files

    std::string command;            ///< its path: `ledger add`
    UsedBook* book = nullptr;       ///< of dispatch()
    Shared const* shared = nullptr; ///< of `coop run`

    int exit_code = 0;
};

/// \brief Resolves languages, formats and dates from the options and the environment.
///
/// \throws Error{usage} "format.unknown", "usage.choice", what parse_date
/// throws.
Context make_context(World& world, store::Engine const& engine, Globals globals);

/// \brief Refuses to answer a document in a format that nothing names, before anything is done.
///
/// \throws Error{usage} "format.extension".
void demand_format(Context const& context);

/// \brief `--lang`, `COOP_LANG`, the locale, else French.
i18n::Language language_of(World const& world, std::string const& option);

/// \brief The books: `-f`, `COOP_FILE`, the only `*.coop` here or in a parent.
///
/// \throws Error{database} "books.none"; Error{usage} "books.several".
std::string books_path(Context const& context);

store::EngineOptions engine_options(Context const& context);

/// \brief What of the schema of the books is not ours; a book that is open has none of it.
std::vector<core::Diagnostic> schema_findings(Context const& context);

/// \brief Whether nothing of what the command does will be kept.
bool is_rehearsal(Context const& context);

/// \brief What a use case is lent that opens no book: the language, the day.
app::Lent lent_of(Context const& context);

/// \brief What a use case is lent: `session`, the language, the day.
app::Context lend(Context const& context, store::Session& session);

using Use = std::function<core::Document(app::Context const&)>;

/// \brief What is done with the notes of an answer.
enum class Notes {
    beside,  ///< on stderr: they comment on the data
    findings ///< they are the data: a table, and exit code 1 for an error or a warning
};

/// \brief Answers what `use` makes of a read transaction.
void read(Context& context, Use const& use, Notes notes = Notes::beside);

/// \brief Answers what `use` makes of a write transaction, once committed; not with `--dry-run`.
void write(Context& context, Use const& use);

/// \brief Does what cannot be undone, `keep`, then answers: whoever cannot be answered, and whoever
/// is told that the disk has not confirmed it, learns that it is done. In a rehearsal `keep` keeps
/// nothing, and the answer says so.
///
/// \throws Error{output} "output.recorded", "output.done"; once answered, Error{database}
/// "store.unconfirmed",
///         Error{output} "output.unconfirmed".
///
/// \param made the file that is the work; empty: it is in the book.
void conclude(Context& context, core::Document& document, std::function<void()> const& keep,
              std::string const& made = {});

/// \brief The same of an answer that is no document.
void conclude(Context& context, std::function<void()> const& keep,
              std::function<void()> const& say_it, std::string const& made = {});

/// \brief What `use` needs to know of the books before anything is answered.
void look(Context& context, std::function<void(app::Context const&)> const& use);

/// \brief Prints a document in the format asked for, on stdout or in the file of `-o`.
void answer(Context& context, core::Document document, Notes notes = Notes::beside);

/// \brief A file that the command makes, beside its answer or instead of it.
void write_file(Context const& context, std::string const& path, Produce const& produce);

/// \brief Bytes as they are, on stdout or in the file of `-o`.
void answer_bytes(Context& context, std::string_view bytes);

/// \brief Bytes as they come, in bounded memory, on stdout or in the file of `-o`.
void answer_stream(Context& context, std::function<void(core::Sink const&)> const& produce);

/// \brief A message for a person, on stderr.
void say(Context const& context, std::string_view id, core::Arguments const& args = {});

/// \brief A document of one block of facts.
core::Document receipt(Context const& context, std::string id, std::vector<core::Fact> facts);

/// \brief A note that is neither an error nor a warning.
core::Diagnostic note(std::string id, core::Arguments args = {});

/// \brief Says of an answer that the CSV it comes from was no UTF-8.
void note_charset(core::Document& document, std::string_view csv);

} // namespace coop::cli
