// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/i18n/message.hpp>
#include <coop/store/store.hpp>

namespace coop::app {

/// \brief What every function of app is lent. The caller opened the session and commits it.
struct Context {
    store::Session& session;
    i18n::Language language = i18n::Language::fr;
    core::Date today{};
    bool rehearsal = false; ///< nothing will be kept: an answer must not say that it was
};

} // namespace coop::app
