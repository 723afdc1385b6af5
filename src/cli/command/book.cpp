// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/books.hpp>

#include "cli/commands.hpp"

#include <coop/core/error.hpp>

#include <memory>

namespace coop::cli {

Action declare_book_set(Arguments& arguments)
{
    auto const change = std::make_shared<app::BookChange>();
    arguments.text("--name", "name", "option.book-name", change->name);
    arguments.text("--siren", "number", "option.siren", change->siren);
    arguments.text("--rna", "number", "option.rna", change->rna);
    return [change](Context& context) {
        if (!change->name && !change->siren && !change->rna) {
            throw core::Error{core::ErrorKind::usage, "book.nothing-to-set"};
        }
        write(context, [&](app::Context const& lent) { return app::set_book(lent, *change); });
    };
}

} // namespace coop::cli
