// SPDX-License-Identifier: GPL-3.0-or-later
#include "globals.hpp"

#include "arguments.hpp"

#include <coop/core/files.hpp>

namespace coop::cli {

void declare_globals(Arguments& arguments, Globals& into)
{
    arguments.text("-f,--file", "books", "option.file", into.file);
    arguments.text("-O,--format", "format", "option.format", into.format);
    arguments.option("-o,--output", "file", "option.output", [&into](std::string const& given) {
        into.to_stdout = given == "-";
        into.output = into.to_stdout ? std::string{} : given;
    });
    arguments.flag("--json", "option.json", into.json);
    arguments.choice("--lang", "language", "option.lang", {"fr", "en"}, into.language);
    arguments.choice("--csv", "dialect", "option.csv", {"fr", "intl"}, into.csv);
    arguments.flag("--yes", "option.yes", into.yes);
    arguments.flag("--no-input", "option.no-input", into.no_input);
    arguments.flag("--dry-run", "option.dry-run", into.dry_run);
    arguments.date("--today", "option.today", into.today);
    arguments.choice("--color", "when", "option.color", {"auto", "always", "never"}, into.color);
    arguments.choice("--sharing", "who", "option.sharing", core::sharing_words.all(), into.sharing);
    arguments.flag("-h,--help", "option.help", into.help);
    arguments.mark_global();
}

} // namespace coop::cli
