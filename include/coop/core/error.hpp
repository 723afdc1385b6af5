// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/cell.hpp>
#include <coop/core/diagnostic.hpp>

#include <exception>
#include <string>
#include <vector>

namespace coop::core {

/// \brief Why a command cannot be done; the number is the exit code.
enum class ErrorKind {
    usage = 2,      ///< the command line
    refused = 3,    ///< a rule of the books
    unreadable = 4, ///< a given file could not be understood
    database = 5,   ///< missing, locked, damaged, wrong version
    output = 6,     ///< output could not be written
};

/// \brief The one exception of the program: an identity and values, worded in cli::run only.
///
/// `findings` holds what was found beside the first cause (every bad line of an import).
class Error : public std::exception {
public:
    Error(ErrorKind kind, std::string id, Arguments args = {}, Where where = {},
          std::vector<Diagnostic> findings = {});

    ErrorKind kind() const { return kind_; }
    std::string const& id() const { return diagnostic_.id; }
    Diagnostic const& diagnostic() const { return diagnostic_; }
    std::vector<Diagnostic> const& findings() const { return findings_; }
    char const* what() const noexcept override { return diagnostic_.id.c_str(); }

    /// The same error seen from a place nearer the user: another kind or another place.
    Error as(ErrorKind kind) const;
    Error at(Where where) const;

private:
    ErrorKind kind_;
    Diagnostic diagnostic_;
    std::vector<Diagnostic> findings_;
};

} // namespace coop::core
