// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.hpp"

#include <coop/core/files.hpp>
#include <coop/store/store.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coop::store::sqlite {

/// \brief `coop` in ASCII, at offset 68 of the file; also in 0001_books.sql.
inline constexpr std::int64_t application_id = 0x636f6f70;

/// \brief The number of the last migration that this program knows.
std::int64_t newest_version();

/// \brief The statements of migrations 1 to `version`.
std::vector<std::string_view> migrations_to(std::int64_t version);

/// \brief The number of the last migration of an open file of ours.
///
/// \throws Error{database} "store.not-ours", "store.damaged", "store.newer".
std::int64_t version_of(Connection& connection);

/// \throws Error{database} "store.older" as well, and "store.foreign-schema".
void check_current(Connection& connection);

/// \brief Applies what is missing after `version`, all of it in one transaction.
///
/// \return years that were locked and are not any more.
std::vector<std::string> migrate(Connection& connection, std::int64_t version,
                                 EngineOptions const& options);

/// \brief Whether the file says of itself that it was made by these migrations and no others.
bool has_all_migrations(Connection& connection);

/// \brief A consistent copy under another name, of the mode of the book; never over a file.
void copy_to(core::Files& files, Connection& connection, std::string const& copy);

/// \brief The same of a file whose schema is not ours: page by page, which runs nothing of it.
void copy_pages_to(core::Files& files, Connection& connection, std::string const& copy);

} // namespace coop::store::sqlite
