// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/ledger/account.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::ledger {

/// \brief The accounts that a year may use: those of its regulation and the books' own.
///
/// A copy shares them: a chart has a thousand accounts and never changes.
class Chart {
public:
    Chart() = default;

    /// \param shipped accounts of a regulation; \param own accounts of the books, which win over a
    /// shipped one of the same code (a renamed or closed account). Own accounts inherit kind and
    /// normal side from their nearest ancestor.
    /// \throws Error{refused} "account.untyped" for an own account without an ancestor.
    Chart(std::vector<Account> shipped, std::vector<Account> own);

    /// Order: by code.
    std::span<Account const> all() const
    {
        return accounts_ ? std::span<Account const>{*accounts_} : std::span<Account const>{};
    }

    Account const* find(std::string_view code) const;

    /// The account itself or its longest proper prefix in the chart, or null.
    Account const* nearest(std::string_view code) const;

    /// Accounts whose code starts with `text`, or whose label holds all its words, accents and case
    /// apart. Order: exact code, codes, labels; at most `limit`.
    std::vector<Account const*> search(std::string_view text, std::size_t limit) const;

private:
    std::shared_ptr<std::vector<Account> const> accounts_;
};

/// \brief The account `code`, open.
///
/// \throws Error{refused} "account.unknown" (hint: nearest codes, `account add`),
///         "account.not-a-number" (hint: how to find it), "account.closed".
Account const& account_of(Chart const& chart, std::string_view code);

/// \brief Whether an account of `chart` begins with `prefix`.
bool has_under(Chart const& chart, std::string_view prefix);

/// \brief Refuses what no account of `chart` begins with.
///
/// \throws Error{refused} "account.none-under" (hint: nearest codes), "account.not-a-number".
void demand_under(Chart const& chart, std::string_view prefix);

/// \brief A new account of these books below one of the chart, typed by its parent.
///
/// \throws Error{refused} "account.exists", "account.malformed", "account.untyped".
Account new_account(Chart const& chart, std::string code, std::string label);

} // namespace coop::ledger
