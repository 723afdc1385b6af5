// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/i18n/message.hpp>
#include <coop/store/store.hpp>

#include <cstdint>
#include <functional>

namespace coop::app {

/// \brief What every function of app is lent. The caller opened the session and commits it.
struct Context {
    store::Session& session;
    i18n::Language language = i18n::Language::fr;
    core::Date today{};
    bool rehearsal = false; ///< nothing will be kept: an answer must not say that it was

    /// Told now and then how far a long work is; may be empty. Any unit, the same for both.
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

} // namespace coop::app
