// SPDX-License-Identifier: GPL-3.0-or-later
//
// For each command a line that does what it is for, and the book that it is typed in.
#pragma once

#include "disk/command.hpp"
#include "src/cli/commands.hpp"

#include <span>

#include <string>
#include <vector>

namespace coop::faults {

struct Line {
    std::string command; ///< `ledger add`
    std::string book;    ///< one of books()
    std::string rest;    ///< the words after the command

    std::string text() const { return rest.empty() ? command : command + " " + rest; }
};

std::vector<Line> const& lines();

/// \brief The lines of typed.cpp; those of the registers of CARE and of what only reads are made.
struct TypedLine {
    char const* command;
    char const* book;
    char const* rest;
};
std::span<TypedLine const> typed_lines();

/// \brief What the command of a line says that it writes.
cli::Writes writes_of(Line const& line);

/// \brief The commands that have no line: there should be none.
std::vector<std::string> commands_without_line();

/// \brief The books of lines(), each a folder with what else the lines read.
std::map<std::string, Shelf> make_books(Machine& machine);

/// \brief `care KIND add KIND-1` with what the kind demands, of objects that were added so.
std::string adding(std::string const& kind, int number);
std::string object_id(std::string_view kind, int number);

} // namespace coop::faults
