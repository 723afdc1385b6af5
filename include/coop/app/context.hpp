// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/i18n/message.hpp>
#include <coop/store/store.hpp>

#include <concepts>
#include <cstdint>
#include <functional>
#include <utility>

namespace coop::app {

/// \brief What every function of app is lent beside the book.
struct Lent {
    i18n::Language language = i18n::Language::fr;
    core::Date today{};
    bool rehearsal = false; ///< nothing will be kept: an answer must not say that it was

    /// Told now and then how far a long work is; may be empty. Any unit, the same for both.
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

/// \brief The same with a door to the book: one of the interfaces of store, or the whole session.
///
/// A function takes the narrowest that serves it: who is lent ContextOf<store::CareBooks> cannot
/// touch the legal books. A wider one turns into it where the function is called, so that it lives
/// as long as the call: to be kept, it is copied. The caller opened the session and commits it.
template <class Door>
struct ContextOf : Lent {
    ContextOf(Door& door, Lent lent) : Lent(std::move(lent)), session(door) {}

    template <std::derived_from<Door> Wider>
    ContextOf(ContextOf<Wider> const& wider) : Lent(wider), session(wider.session)
    {
    }

    Door& session;
};

using Context = ContextOf<store::Session>;

} // namespace coop::app
