// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/store/sqlite.hpp>

#include <memory>
#include <string>

namespace coop::test {

/// \brief A new book without a year, opened.
inline std::unique_ptr<store::Store> made(std::string const& path, ledger::Book const& book,
                                          store::EngineOptions const& options)
{
    auto const engine = store::sqlite::engine();
    engine.create(path, {.book = book}, options);
    return engine.open(path, options);
}

} // namespace coop::test
