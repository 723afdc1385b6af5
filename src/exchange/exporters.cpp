// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters.hpp"

#include <array>

namespace coop::exchange {

std::span<Exporter const> exporters()
{
    static constexpr std::array all{Exporter{"hledger", "journal", begin_hledger},
                                    Exporter{"ledger", "ledger", begin_ledger},
                                    Exporter{"beancount", "beancount", begin_beancount},
                                    Exporter{"csv", "csv", begin_csv},
                                    Exporter{"ndjson", "ndjson", begin_ndjson},
                                    Exporter{"paheko", "csv", begin_paheko}};
    return all;
}

} // namespace coop::exchange
