// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/rehearsal.hpp"

#include <coop/app/ledger.hpp>
#include <coop/exchange/entries.hpp>
#include <coop/exchange/file_kind.hpp>

#include <memory>

namespace coop::cli {

namespace {

struct Options {
    std::string file;
    bool post = false;
};

/// A format of entries, and what records what it holds.
struct Format {
    exchange::FileKind kind;
    std::vector<exchange::ReadDraft> (*read)(std::string_view text, std::string_view source);
    core::Document (*record)(app::Context const&, std::span<exchange::ReadDraft const>, bool post);
};
constexpr Format csv{exchange::FileKind::csv, exchange::read_entries_csv, app::add_entries};
constexpr Format paheko{exchange::FileKind::paheko, exchange::read_entries_paheko,
                        app::add_paheko_entries};

void run(Format const& format, Options const& options, Context& context)
{
    auto const source = options.file == "-" ? std::string{"stdin"} : options.file;
    auto const text = context.world.read_file(options.file);
    exchange::expect_kind(format.kind, text, source);
    auto const drafts = format.read(text, source);
    write(context,
          [&](app::Context const& lent) { return format.record(lent, drafts, options.post); });
}

Action declare_format(Arguments& arguments, Format const& format, std::string const& word)
{
    auto const options = std::make_shared<Options>();
    arguments.positional("file", word, options->file);
    arguments.flag("--post", "option.post", options->post);
    return [options, &format](Context& context) {
        import_or_rehearse(context, [&] { run(format, *options, context); });
    };
}

} // namespace

Action declare_import_csv(Arguments& arguments)
{
    return declare_format(arguments, csv, "word.import-file");
}

Action declare_import_paheko(Arguments& arguments)
{
    return declare_format(arguments, paheko, "word.paheko-file");
}

} // namespace coop::cli
