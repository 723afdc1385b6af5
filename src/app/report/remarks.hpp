// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gathering.hpp"

#include <coop/core/diagnostic.hpp>

#include <vector>

namespace coop::app {

/// \brief What a reader of any report must know of the figures.
struct Remarks {
    std::vector<core::Diagnostic> notes;
    bool provisional = false;
};

/// Once everything was gathered.
Remarks remarks_on(Gathering& gathering, report::Needs const& needs,
                   report::Request const& request);

} // namespace coop::app
