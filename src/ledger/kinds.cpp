// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/ledger/kinds.hpp>

#include <coop/core/error.hpp>
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::ledger {

namespace {

// Labels of years and codes of accounts are ids, and other programs wrote some of them: what prints
// on one line will do.
void check_id(std::string_view kind, std::string_view id)
{
    if (id.empty() || core::trim(id) != id || core::invalid_utf8_at(id) != std::string_view::npos ||
        std::ranges::any_of(id, core::is_control)) {
        throw core::Error{core::ErrorKind::usage,
                          "record.id",
                          {{"kind", std::string{kind}}, {"id", core::printable(id)}}};
    }
}

} // namespace

record::Kinds const& kinds()
{
    static record::Kinds const all{core::resource("ledger/kinds.csv"),
                                   check_id,
                                   {.kind = "record.kind",
                                    .field = "record.field",
                                    .missing = "record.missing",
                                    .choice = "record.choice",
                                    .below_zero = "record.below-zero",
                                    .control = "record.control",
                                    .integer = "record.integer",
                                    .share = "record.share",
                                    .hexadecimal = "record.hexadecimal",
                                    .object = "record.object"}};
    return all;
}

} // namespace coop::ledger
