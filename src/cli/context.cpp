// SPDX-License-Identifier: GPL-3.0-or-later
#include "context.hpp"

#include "cli/terminal/progress.hpp"
#include "commands.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <initializer_list>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

std::string environment(World const& world, std::string const& name)
{
    return world.environment(name).value_or("");
}

std::string format_names()
{
    return core::join(render::formats(), ", ", [](auto const* format) { return format->name; });
}

/// The format that the options ask for; null where the name of the file says none.
render::Format const* find_format(Globals const& globals)
{
    if (!globals.format.empty()) {
        if (auto const* const format = render::find_format(globals.format)) {
            return format;
        }
        throw Error{ErrorKind::usage,
                    "format.unknown",
                    {{"format", globals.format}, {"known", format_names()}},
                    {.source = "--format"}};
    }
    if (globals.json) {
        return &render::json_format;
    }
    if (globals.output.empty()) {
        return &render::usual_format;
    }
    return render::format_of_file(globals.output);
}

void check_language(World const& world)
{
    auto const value = environment(world, "COOP_LANG");
    if (!value.empty() && value != "fr" && value != "en") {
        throw Error{ErrorKind::usage,
                    "usage.choice",
                    {{"value", value}, {"choices", "fr, en"}},
                    {.source = "COOP_LANG"}};
    }
}

render::CsvDialect csv_of(World const& world, std::string const& option)
{
    auto const from_environment = option.empty();
    auto const value = from_environment ? environment(world, "COOP_CSV") : option;
    if (value.empty() || value == "fr") {
        return render::CsvDialect::fr;
    }
    if (value == "intl") {
        return render::CsvDialect::intl;
    }
    throw Error{ErrorKind::usage,
                "usage.choice",
                {{"value", value}, {"choices", "fr, intl"}},
                {.source = from_environment ? "COOP_CSV" : "--csv"}};
}

core::Sharing sharing_of(World const& world, std::string const& option)
{
    auto const value = option.empty() ? environment(world, "COOP_SHARING") : option;
    if (value.empty()) {
        return core::Sharing::owner;
    }
    if (auto const sharing = core::sharing_words.value(value)) {
        return *sharing;
    }
    throw Error{ErrorKind::usage,
                "usage.choice",
                {{"value", value}, {"choices", core::join(core::sharing_words.all(), ", ")}},
                {.source = "COOP_SHARING"}};
}

core::Date today_of(World const& world, std::optional<core::Date> option)
{
    if (option) {
        return *option;
    }
    auto const value = environment(world, "COOP_TODAY");
    if (value.empty()) {
        return world.today;
    }
    try {
        return core::parse_date(value);
    } catch (Error const& error) {
        throw error.as(ErrorKind::usage).at({.source = "COOP_TODAY"});
    }
}

bool wants_color(Context const& context)
{
    if (context.globals.color != "auto") {
        return context.globals.color == "always" && context.globals.output.empty();
    }
    return context.world.out_is_terminal && context.globals.output.empty() &&
           environment(context.world, "NO_COLOR").empty();
}

render::Style style_of(Context const& context)
{
    auto const on_terminal = context.world.out_is_terminal && context.globals.output.empty();
    return {.language = context.language,
            .csv = context.csv,
            .width = on_terminal ? context.world.width : 0,
            .color = wants_color(context)};
}

std::string place_of(core::Where const& where)
{
    auto result = where.source;
    if (where.line > 0) {
        result += ":" + std::to_string(where.line);
    }
    if (where.line > 0 && where.column > 0) {
        result += ":" + std::to_string(where.column);
    }
    return result;
}

core::Table findings_table(std::vector<core::Diagnostic> const& notes, i18n::Language language)
{
    core::Table table{.id = "findings", .title = i18n::text(language, "findings.title")};
    for (auto const key : {"severity", "message", "where", "id"}) {
        table.columns.push_back({key, i18n::text(language, std::string{"findings."} + key)});
    }
    std::vector<core::Row> rows;
    for (auto const& found : notes) {
        rows.push_back({.key = found.id,
                        .cells = {std::string{render::severity_name(found.severity)},
                                  i18n::text(language, found.id, found.args), place_of(found.where),
                                  found.id}});
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

void notes_to_findings(Context& context, core::Document& document)
{
    if (!context.format->for_reading) {
        document.blocks.emplace_back(findings_table(document.notes, context.language));
    } else if (document.notes.empty()) {
        document.blocks.emplace_back(
            core::Paragraph{i18n::text(context.language, "findings.none")});
    }
    auto const counts = [](auto const& found) { return found.severity != core::Severity::info; };
    if (std::ranges::any_of(document.notes, counts)) {
        context.exit_code = 1;
    }
}

void print(Context& context, core::Document& document)
{
    auto const style = style_of(context);
    auto const& format = *context.format;
    if (context.globals.output.empty()) {
        format.write(document, context.world.out, style);
    } else {
        write_file(context, context.globals.output,
                   [&](render::Sink const& sink) { format.write(document, sink, style); });
    }
}

/// Whether the work is done, and only its proof is missing.
bool is_done(Error const& error)
{
    return error.id() == "store.unconfirmed" || error.id() == "output.unconfirmed";
}

/// What shows whether the work of this command is done: the list beside it, else the whole book.
std::string command_to_look(Context const& context)
{
    auto noun = context.command;
    while (!noun.empty()) {
        auto const names = names_under(noun);
        for (auto const* const verb : {"list", "show", "entries"}) {
            if (std::ranges::find(names, verb) != names.end()) {
                return "coop " + noun + " " + verb;
            }
        }
        auto const space = noun.rfind(' ');
        noun.resize(space == std::string::npos ? 0 : space);
    }
    return "coop status";
}

} // namespace

i18n::Language language_of(World const& world, std::string const& option)
{
    for (auto const& value : {option, environment(world, "COOP_LANG")}) {
        if (value == "en") {
            return i18n::Language::en;
        }
        if (value == "fr") {
            return i18n::Language::fr;
        }
    }
    for (auto const* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        auto const value = environment(world, name);
        if (!value.empty()) {
            return value.starts_with("en") ? i18n::Language::en : i18n::Language::fr;
        }
    }
    return i18n::Language::fr;
}

Context make_context(World& world, store::Engine const& engine, Globals globals)
{
    Context context{.world = world, .engine = engine, .globals = std::move(globals)};
    check_language(world);
    context.language = language_of(world, context.globals.language);
    context.today = today_of(world, context.globals.today);
    context.format = find_format(context.globals);
    context.csv = csv_of(world, context.globals.csv);
    context.sharing = sharing_of(world, context.globals.sharing);
    return context;
}

void demand_format(Context const& context)
{
    if (context.format == nullptr) {
        throw Error{ErrorKind::usage,
                    "format.extension",
                    {{"file", context.globals.output}, {"known", format_names()}},
                    {.source = "--output"}};
    }
}

std::string books_path(Context const& context)
{
    return context.book->path();
}

store::EngineOptions engine_options(Context const& context)
{
    return {.salt = context.world.salt,
            .today = core::format_iso(context.today),
            .sharing = context.sharing};
}

std::vector<core::Diagnostic> schema_findings(Context const& context)
{
    if (context.shared != nullptr) {
        return {};
    }
    return context.engine.schema_findings(books_path(context), engine_options(context));
}

bool is_rehearsal(Context const& context)
{
    return context.globals.dry_run || (context.shared != nullptr && context.shared->rehearsal);
}

app::Lent lent_of(Context const& context)
{
    return {context.language, context.today, is_rehearsal(context), progress_bar(context)};
}

app::Context lend(Context const& context, store::Session& session)
{
    return {session, lent_of(context)};
}

void look(Context& context, std::function<void(app::Context const&)> const& use)
{
    if (context.shared != nullptr) {
        use(lend(context, context.shared->session));
        return;
    }
    auto const store = context.engine.open(books_path(context), engine_options(context));
    auto const session = store->read();
    use(lend(context, *session));
}

void read(Context& context, Use const& use, Notes notes)
{
    // Answered inside: the rows of a report are pulled from the session.
    look(context, [&](app::Context const& lent) { answer(context, use(lent), notes); });
}

void write(Context& context, Use const& use)
{
    if (context.shared != nullptr) {
        answer(context, use(lend(context, context.shared->session)));
        return;
    }
    auto const store = context.engine.open(books_path(context), engine_options(context));
    auto const session = store->write();
    auto document = use(lend(context, *session));
    conclude(context, document, [&] {
        if (!context.globals.dry_run) {
            session->commit();
        }
    });
}

namespace {

/// Why an answer did not come, without the advice, which would be to try again; of a book that
/// could not be read again, without « nothing was recorded ».
std::string reason_of(Error const& error, i18n::Language language)
{
    auto const& args = error.diagnostic().args;
    auto const message = std::ranges::find(args, "message", &core::Argument::name);
    if (error.kind() == ErrorKind::database && message != args.end()) {
        return std::get<std::string>(message->value);
    }
    auto reason = i18n::text(language, error.id(), args);
    reason.erase(reason.find_last_not_of(" .") + 1);
    return reason;
}

} // namespace

void conclude(Context& context, core::Document& document, std::function<void()> const& keep,
              std::string const& made)
{
    auto const say_it = [&] {
        if (context.globals.dry_run) {
            document.notes.push_back(note("dry-run.nothing-written"));
        }
        answer(context, std::move(document));
    };
    conclude(context, keep, say_it, made);
}

void conclude(Context& context, std::function<void()> const& keep,
              std::function<void()> const& say_it, std::string const& made)
{
    std::optional<Error> unconfirmed;
    try {
        keep();
    } catch (Error const& error) {
        if (!is_done(error)) {
            throw;
        }
        unconfirmed = error;
    }
    try {
        say_it();
        context.world.flush();
    } catch (Error const& error) {
        bool const of_answer =
            error.kind() == ErrorKind::output || error.kind() == ErrorKind::database;
        if (context.globals.dry_run || !of_answer || error.id() == "output.closed") {
            throw;
        }
        // Whoever tries again must know that it would be twice.
        std::vector<core::Diagnostic> findings;
        if (unconfirmed) {
            findings.push_back(unconfirmed->diagnostic());
        }
        auto const reason = reason_of(error, context.language);
        auto const in_book = made.empty();
        throw Error{ErrorKind::output,
                    in_book ? "output.recorded" : "output.done",
                    {in_book ? core::Argument{"look", command_to_look(context)}
                             : core::Argument{"file", made},
                     {"reason", reason}},
                    {},
                    std::move(findings)};
    }
    if (unconfirmed) {
        throw *unconfirmed;
    }
}

void answer(Context& context, core::Document document, Notes notes)
{
    if (notes == Notes::findings) {
        notes_to_findings(context, document);
    }
    std::vector<core::Diagnostic> beside;
    if (!context.format->holds_notes) {
        // A reader finds the notes on stderr; findings are what was asked for.
        if (notes == Notes::beside) {
            beside = std::move(document.notes);
        }
        if (notes == Notes::beside || !context.format->for_reading) {
            document.notes.clear();
        }
    }
    print(context, document);
    for (auto const& each : beside) {
        context.world.err(render::describe(each, context.language));
    }
}

void write_file(Context const& context, std::string const& path, Produce const& produce)
{
    context.world.write_file(path, context.sharing, produce);
}

void answer_bytes(Context& context, std::string_view bytes)
{
    if (context.globals.output.empty()) {
        context.world.out(bytes);
    } else {
        write_file(context, context.globals.output, [&](render::Sink const& sink) { sink(bytes); });
    }
}

void answer_stream(Context& context, std::function<void(core::Sink const&)> const& produce)
{
    if (context.globals.output.empty()) {
        produce(context.world.out);
    } else {
        write_file(context, context.globals.output, produce);
    }
}

void say(Context const& context, std::string_view id, core::Arguments const& args)
{
    context.world.err(render::sentence(context.language, id, args) + "\n");
}

core::Document receipt(Context const& context, std::string id, std::vector<core::Fact> facts)
{
    for (auto& fact : facts) {
        fact.label = i18n::text(context.language, "fact." + fact.key);
    }
    core::Document document{.id = id, .title = i18n::text(context.language, "receipt." + id)};
    document.blocks.emplace_back(core::Facts{std::move(facts)});
    return document;
}

core::Diagnostic note(std::string id, core::Arguments args)
{
    return {core::Severity::info, std::move(id), std::move(args), {}};
}

void note_charset(core::Document& document, std::string_view csv)
{
    if (core::invalid_utf8_at(csv) != csv.npos) {
        document.notes.push_back(note("import.windows-1252"));
    }
}

} // namespace coop::cli
