// SPDX-License-Identifier: GPL-3.0-or-later
#include "experiment.hpp"

#include "cli/commands.hpp"
#include "cli/terminal/progress.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

struct RunOptions {
    std::string file;
    bool weak = false;
    bool journal = false;
};

struct CompareOptions {
    std::vector<std::string> files;
    bool weak = false;
};

struct SensitivityOptions {
    std::string file;
    std::string target;
    report::ChangeRange range;
    bool weak = false;
};

struct ExportOptions {
    std::vector<std::string> files;
    std::string tidy;
    std::string bundle;
    bool weak = false;
};

/// What differs from the file's own expectations is an answer, and a reason to stop a script.
void answer_checked(Context& context, core::Document document)
{
    bool const differs = std::ranges::any_of(document.notes, [](core::Diagnostic const& note) {
        return note.severity == core::Severity::error;
    });
    answer(context, std::move(document));
    context.exit_code = differs ? 1 : 0;
}

void run_case(RunOptions const& asked, Context& context)
{
    auto const file = load_experiment(context, asked.file);
    auto options = experiment_options(context, asked.weak);
    options.journal = asked.journal;
    options.progress = progress_bar(context);
    auto document = report::run_experiment(file, options);
    options.progress = {};
    answer_checked(context, std::move(document));
}

std::vector<report::ExperimentFile> load_all(Context const& context,
                                             std::span<std::string const> paths)
{
    std::vector<report::ExperimentFile> files;
    for (auto const& path : paths) {
        files.push_back(load_experiment(context, path));
    }
    return files;
}

void run_compare(CompareOptions const& asked, Context& context)
{
    auto const files = load_all(context, asked.files);
    answer(context, report::compare_experiments(files, experiment_options(context, asked.weak)));
}

void run_sensitivity(SensitivityOptions const& asked, Context& context)
{
    auto const file = load_experiment(context, asked.file);
    auto const options = experiment_options(context, asked.weak);
    try {
        answer(context, report::sensitivity(file, asked.target, asked.range, options));
    } catch (Error const& error) {
        bool const of_target = error.kind() == ErrorKind::usage;
        throw of_target ? error.at({.source = "--param"}) : error;
    }
}

void put(Context& context, std::string const& path, std::string const& bytes)
{
    if (path == "-") {
        context.world.out(bytes);
    } else if (!context.globals.dry_run) {
        write_file(context, path, [&](core::Sink const& sink) { sink(bytes); });
    }
}

void check_file_of(std::string const& option, std::string const& path, Context const& context)
{
    if (!path.empty() && path != "-") {
        check_output(context, path, option);
        check_made(context, path);
    }
}

void run_export(ExportOptions const& asked, Context& context)
{
    if (asked.tidy.empty() && asked.bundle.empty()) {
        throw Error{ErrorKind::usage, "care.export-what"};
    }
    check_file_of("--tidy", asked.tidy, context);
    check_file_of("--bundle", asked.bundle, context);
    bool const both = !asked.tidy.empty() && !asked.bundle.empty();
    if (both && asked.tidy != "-" && context.world.same_place(asked.tidy, asked.bundle)) {
        throw Error{
            ErrorKind::refused, "output.made", {{"file", asked.tidy}}, {.source = "--bundle"}};
    }
    std::vector<core::Fact> facts;
    std::vector<std::pair<std::string, std::string>> made;
    if (!asked.tidy.empty()) {
        auto const files = load_all(context, asked.files);
        made.emplace_back(asked.tidy, bytes_of(report::tidy_experiments(
                                                   files, experiment_options(context, asked.weak)),
                                               render::csv_format, context.language));
        facts.push_back({"tidy", "", asked.tidy});
    }
    if (!asked.bundle.empty()) {
        made.emplace_back(asked.bundle, bundle_of(context, asked.files, asked.weak));
        facts.push_back({"bundle", "", asked.bundle});
    }
    auto const put_all = [&] {
        for (auto const& [path, bytes] : made) {
            put(context, path, bytes);
        }
    };
    if (asked.tidy == "-" || asked.bundle == "-") {
        put_all();
        return;
    }
    auto document = receipt(context, "care-export", std::move(facts));
    conclude(context, document, put_all, made.back().first);
}

void declare_weak(Arguments& arguments, bool& into)
{
    arguments.flag("--allow-weak-sustainability", "option.care-weak", into);
}

} // namespace

report::ExperimentFile load_experiment(Context const& context, std::string const& path,
                                       std::string const& shown)
{
    auto const text = context.world.read_file(path, bounds::text);
    auto file = app::open_experiment(text, shown.empty() ? path : shown);
    if (!file.experiment.ledger.empty()) {
        auto const folder = std::filesystem::path{path}.parent_path();
        auto const books = (folder / file.experiment.ledger).string();
        auto const store = context.engine.open(books, engine_options(context));
        auto const session = store->read();
        app::take_legal_results(lend(context, *session), file.experiment);
    }
    return file;
}

report::ExperimentOptions experiment_options(Context const& context, bool weak_allowed)
{
    return {.language = context.language, .weak_allowed = weak_allowed};
}

std::string bytes_of(core::Document document, render::Format const& format, i18n::Language language)
{
    if (!format.holds_notes) {
        document.notes.clear(); // beside the data, as for an answer
    }
    std::string bytes;
    format.write(document, [&](std::string_view part) { bytes += part; },
                 {.language = language, .csv = render::CsvDialect::intl});
    return bytes;
}

Action declare_care_run(Arguments& arguments)
{
    auto const options = std::make_shared<RunOptions>();
    arguments.positional("file", "word.experiment", options->file);
    arguments.flag("--journal", "option.care-journal", options->journal);
    declare_weak(arguments, options->weak);
    return [options](Context& context) { run_case(*options, context); };
}

Action declare_care_compare(Arguments& arguments)
{
    auto const options = std::make_shared<CompareOptions>();
    arguments
        .positional("file", "word.experiments",
                    [options](std::string const& path) { options->files.push_back(path); })
        .repeated = true;
    declare_weak(arguments, options->weak);
    return [options](Context& context) { run_compare(*options, context); };
}

Action declare_care_sensitivity(Arguments& arguments)
{
    auto const options = std::make_shared<SensitivityOptions>();
    arguments.positional("file", "word.experiment", options->file);
    arguments.text("--param", "target", "option.care-param", options->target);
    arguments.require_last();
    arguments.option(
        "--range", "change-range", "option.care-range",
        [options](std::string const& text) { options->range = report::parse_change_range(text); });
    arguments.require_last();
    declare_weak(arguments, options->weak);
    return [options](Context& context) { run_sensitivity(*options, context); };
}

Action declare_care_export(Arguments& arguments)
{
    auto const options = std::make_shared<ExportOptions>();
    arguments
        .positional("file", "word.experiments",
                    [options](std::string const& path) { options->files.push_back(path); })
        .repeated = true;
    arguments.text("--tidy", "file", "option.care-tidy", options->tidy);
    arguments.text("--bundle", "file", "option.care-bundle", options->bundle);
    declare_weak(arguments, options->weak);
    return [options](Context& context) { run_export(*options, context); };
}

} // namespace coop::cli
