// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/export.hpp>

#include "cli/commands.hpp"

#include <coop/core/hash.hpp>
#include <coop/render/render.hpp>

#include <memory>
#include <utility>

namespace coop::cli {

namespace {

struct Options {
    std::string year;
    std::string separator = "tab";
    std::string encoding = "utf-8";
    bool provisional = false;
};

exchange::FecStyle style_of(Options const& options)
{
    return {.separator = options.separator == "pipe" ? '|' : '\t',
            .charset =
                options.encoding == "utf-8" ? exchange::Charset::utf8 : exchange::Charset::latin9,
            .provisional = options.provisional};
}

/// Takes `-o` away: it names the file, and says neither where nor in which format the command
/// answers.
std::string taken_output(Context& context)
{
    auto output = std::exchange(context.globals.output, {});
    context.format = make_context(context.world, context.engine, context.globals).format;
    return output;
}

/// Only a folder has something below it, even if that is itself.
bool is_folder(World const& world, std::string const& path)
{
    return path.ends_with('/') || world.exists(path + "/.");
}

std::string in_folder(std::string const& folder, std::string const& name)
{
    return folder.empty() || folder.ends_with('/') ? folder + name : folder + "/" + name;
}

/// The legal name in the folder that was named, or here; else the file that was named.
std::string path_of(Context const& context, std::string const& output, app::FecPlan& plan)
{
    if (output.empty() || is_folder(context.world, output)) {
        return in_folder(output, app::fec_file_name(plan));
    }
    if (plan.head.book.siren.empty()) {
        plan.notes.push_back(
            {core::Severity::warning, "export.without-siren", {{"file", output}}, {}});
    }
    return output;
}

std::string without_extension(std::string const& path)
{
    return path.ends_with(".txt") ? path.substr(0, path.size() - 4) : path;
}

/// Writes the file, or nothing in a rehearsal; tells its hash.
exchange::FecTotals write_hashed(Context const& context, app::Context const& lent,
                                 app::FecPlan const& plan, app::FecFiles& files)
{
    exchange::FecTotals totals;
    core::Sha256 hash;
    auto const produce = [&](core::Sink const& sink) {
        totals = app::write_fec(lent, plan, [&](std::string_view bytes) {
            hash.update(bytes);
            sink(bytes);
        });
    };
    if (is_rehearsal(context)) {
        produce([](std::string_view) {});
    } else {
        write_file(context, files.file, produce);
    }
    files.sha256 = core::to_hex(hash.finish());
    return totals;
}

std::string file_name(std::string const& path)
{
    return path.substr(path.rfind('/') + 1);
}

void write_files(Context& context, app::Context const& lent, app::FecPlan plan,
                 std::string const& output)
{
    app::FecFiles files;
    files.file = path_of(context, output, plan);
    files.description = without_extension(files.file) + "-description.txt";
    check_output(context, files.file);
    check_output(context, files.description);
    core::Document document;
    conclude(
        context, document,
        [&] {
            auto const totals = write_hashed(context, lent, plan, files);
            document = app::fec_receipt(lent, plan, totals, files);
            if (!is_rehearsal(context)) {
                write_file(context, files.description, [&](core::Sink const& sink) {
                    sink(exchange::fec_description(plan.head, plan.style, totals,
                                                   {plan.closing, plan.gaps, plan.erased},
                                                   file_name(files.file), files.sha256));
                });
            }
        },
        files.file);
}

void write_to_stdout(Context const& context, app::Context const& lent, app::FecPlan const& plan)
{
    auto const totals = app::write_fec(lent, plan, context.world.out);
    for (auto const& each : app::fec_notes(plan, totals)) {
        context.world.err(render::describe(each, context.language));
    }
}

void run(Options const& options, Context& context)
{
    auto const output = taken_output(context);
    look(context, [&](app::Context const& lent) {
        auto plan = app::plan_fec(lent, options.year, style_of(options));
        if (context.globals.to_stdout) {
            write_to_stdout(context, lent, plan);
        } else {
            write_files(context, lent, std::move(plan), output);
        }
    });
}

} // namespace

Action declare_export_fec(Arguments& arguments)
{
    auto const options = std::make_shared<Options>();
    arguments.text("--year", "year", "option.year", options->year);
    arguments.require_last();
    arguments.choice("--separator", "separator", "option.fec-separator", {"tab", "pipe"},
                     options->separator);
    arguments.choice("--encoding", "encoding", "option.fec-encoding", {"utf-8", "iso-8859-15"},
                     options->encoding);
    arguments.flag("--provisional", "option.fec-provisional", options->provisional);
    arguments.may_answer_bytes();
    return [options](Context& context) { run(*options, context); };
}

} // namespace coop::cli
