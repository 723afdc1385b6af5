// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>

#include <string>

namespace coop::app {

/// \param year empty: the last. \param search code prefix or words of the label; \param used only
/// those with a movement.
core::Document list_accounts(Context const& context, std::string const& year,
                             std::string const& search, bool used);
core::Document show_account(Context const& context, std::string const& code);
core::Document add_account(ContextOf<store::Books> const& context, std::string const& code,
                           std::string const& label);
core::Document rename_account(ContextOf<store::Books> const& context, std::string const& code,
                              std::string const& label);
/// \brief Closes an account that nothing needs any more; closed already, it stays so.
/// \throws Error{refused} "account.unknown", "account.in-use" (drafts), "account.not-settled" (a
///         balance in the last year; charges and produits begin each year at zero).
core::Document close_account(Context const& context, std::string const& code);
core::Document reopen_account(ContextOf<store::Books> const& context, std::string const& code);

core::Document list_journals(ContextOf<store::Books> const& context);
/// \throws Error{refused} "journal.exists"; Error{usage} "journal.malformed".
core::Document add_journal(ContextOf<store::Books> const& context, ledger::Journal const& journal);

} // namespace coop::app
