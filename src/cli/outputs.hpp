// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/cli/world.hpp>
#include <coop/store/store.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coop::cli {

struct Context;

/// \brief The book that a command line is about, looked for once.
///
/// Once, because a process that opens and closes a file may lose the locks that its engine holds
/// on it.
class UsedBook {
public:
    /// \param named by `-f`; empty: `COOP_FILE`, the only `*.coop` here or in a parent.
    UsedBook(World const& world, store::Engine const& engine, std::string named);

    /// \throws Error{database} "books.none"; Error{usage} "books.several".
    std::string const& path();

    /// The same, or nothing where path() throws.
    std::optional<std::string> known();

private:
    std::vector<std::string> const& found();

    World const& world_;
    store::Engine const& engine_;
    std::optional<std::vector<std::string>> found_;
    std::string named_;
};

/// \brief `world` with doors that let no file replace a book, whatever command writes it.
///
/// Valid while all three live. What its doors throw, check_output() throws before the work.
World guarded(World const& world, store::Engine const& engine, UsedBook& book);

/// \brief Refuses a file that the command will write where a book is, before anything is done.
///
/// \param option that names the file; empty: a word of the command.
/// \throws Error{refused} "output.book-in-use", "output.book", "output.database",
///         "output.journal"; Error{output} "output.denied" (what is there cannot be read).
void check_output(Context const& context, std::string const& path, std::string const& option = "");

/// \brief The commands that a text advises, with the book that `-f` named, so that they find it.
std::string naming_book(std::string text, std::string const& book);

/// \brief Refuses a file that the command will make, never over another one, if its own answer
/// would replace it or if it would be taken for the journal of a book.
///
/// \throws Error{refused} "output.made", "output.journal".
void check_made(Context const& context, std::string const& path);

} // namespace coop::cli
