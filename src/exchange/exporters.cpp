// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters.hpp"

#include <array>

namespace coop::exchange {

std::span<Exporter const> exporters()
{
    static constexpr auto all = std::to_array<Exporter>({
        {.name = "hledger",
         .extension = "journal",
         .opens = true,
         .runs_on = true,
         .begin = begin_hledger},
        {.name = "ledger",
         .extension = "ledger",
         .opens = true,
         .runs_on = true,
         .begin = begin_ledger},
        {.name = "beancount",
         .extension = "beancount",
         .opens = true,
         .runs_on = true,
         .begin = begin_beancount},
        {.name = "csv", .extension = "csv", .opens = false, .runs_on = false, .begin = begin_csv},
        {.name = "ndjson",
         .extension = "ndjson",
         .opens = false,
         .runs_on = false,
         .begin = begin_ndjson},
        {.name = "paheko",
         .extension = "csv",
         .opens = true,
         .runs_on = false,
         .begin = begin_paheko},
    });
    return all;
}

} // namespace coop::exchange
