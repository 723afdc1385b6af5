// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters.hpp"

#include <array>

namespace coop::exchange {

std::span<Exporter const> exporters()
{
    static constexpr std::array all{Exporter{"hledger", "journal", true, true, begin_hledger},
                                    Exporter{"ledger", "ledger", true, true, begin_ledger},
                                    Exporter{"beancount", "beancount", true, true, begin_beancount},
                                    Exporter{"csv", "csv", false, false, begin_csv},
                                    Exporter{"ndjson", "ndjson", false, false, begin_ndjson},
                                    Exporter{"paheko", "csv", true, false, begin_paheko}};
    return all;
}

} // namespace coop::exchange
