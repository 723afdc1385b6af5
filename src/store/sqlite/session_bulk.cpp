// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many entries at once.
#include "session.hpp"

namespace coop::store::sqlite {

Appended SqliteSession::append(ledger::Entry const& entry, core::Date posted_on)
{
    auto const id = save(entry);
    return {id, post(id, posted_on)};
}

void SqliteSession::begin_bulk() {}

} // namespace coop::store::sqlite
