// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>

#include <utility>

namespace coop::core {

Error::Error(ErrorKind kind, std::string id, Arguments args, Where where,
             std::vector<Diagnostic> findings)
    : kind_(kind),
      diagnostic_{Severity::error, std::move(id), std::move(args), std::move(where)},
      findings_(std::move(findings))
{
}

Error Error::as(ErrorKind kind) const
{
    auto copy = *this;
    copy.kind_ = kind;
    return copy;
}

Error Error::at(Where where) const
{
    auto copy = *this;
    copy.diagnostic_.where = std::move(where);
    return copy;
}

} // namespace coop::core
