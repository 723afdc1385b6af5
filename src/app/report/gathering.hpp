// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/books_cache.hpp"
#include "app/openings.hpp"
#include "app/party/names.hpp"

#include <coop/app/context.hpp>
#include <coop/report/report.hpp>

#include <cstddef>
#include <set>
#include <string>

namespace coop::app {

/// \brief What every part of gathering reads; nothing is computed twice.
struct Gathering {
    Context const& context;
    BooksCache books;
    store::Which which;
    Openings openings;
    PartyReader parties;
    report::Facts facts;
    std::set<std::size_t> opened; ///< years whose opening is shown

    /// `account`: no balances of others are asked.
    Gathering(Context const& lent, bool posted_only, std::string const& account)
        : context(lent),
          books(lent.session),
          which(posted_only ? store::Which::posted : store::Which::all),
          openings(lent.session, books.years(), which, account),
          parties(lent.session)
    {
        facts.book = lent.session.book();
        facts.projects = books.projects();
    }
};

} // namespace coop::app
