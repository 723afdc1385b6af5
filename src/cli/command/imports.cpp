// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/imports.hpp>

#include "cli/commands.hpp"
#include "cli/terminal/confirm.hpp"

#include <coop/core/error.hpp>

#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace coop::cli {

namespace {

std::int64_t parse_number(std::string const& text)
{
    std::int64_t number = 0;
    auto const* const end = text.data() + text.size();
    auto const [last, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc{} || last != end || number < 1) {
        throw core::Error{core::ErrorKind::usage, "usage.import-number", {{"value", text}}};
    }
    return number;
}

} // namespace

Action declare_import_list(Arguments&)
{
    return [](Context& context) { read(context, app::list_imports); };
}

Action declare_import_undo(Arguments& arguments)
{
    auto const number = std::make_shared<std::optional<std::int64_t>>();
    auto& word = arguments.positional("import", "word.import", [number](std::string const& given) {
        *number = parse_number(given);
    });
    word.required = false;
    return [number](Context& context) {
        app::ImportToUndo undo;
        look(context, [&](app::Context const& lent) { undo = app::import_to_undo(lent, *number); });
        confirm(context, "prompt.import-undo",
                {{"import", undo.import.number},
                 {"file", undo.import.name},
                 {"date", undo.day},
                 {"count", static_cast<std::int64_t>(undo.drafts.size())}});
        write(context,
              [&](app::Context const& lent) { return app::undo_import(lent, undo.import.number); });
    };
}

} // namespace coop::cli
