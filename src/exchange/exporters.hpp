// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/exchange/exporter.hpp>

namespace coop::exchange {

EntryWriter begin_hledger(ExportHead const& head, core::Sink sink);
EntryWriter begin_ledger(ExportHead const& head, core::Sink sink);
EntryWriter begin_beancount(ExportHead const& head, core::Sink sink);
EntryWriter begin_csv(ExportHead const& head, core::Sink sink);
EntryWriter begin_ndjson(ExportHead const& head, core::Sink sink);
EntryWriter begin_paheko(ExportHead const& head, core::Sink sink);

} // namespace coop::exchange
