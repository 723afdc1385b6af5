// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/input.hpp>
#include <coop/core/money.hpp>
#include <coop/exchange/exporter.hpp>
#include <coop/exchange/fec/reader.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::exchange {

/// \brief How a FEC of ours is written; CRLF and the order of the fields never change.
struct FecStyle {
    char separator = '\t'; ///< or `|`
    Charset charset = Charset::utf8;
    bool provisional = false; ///< drafts are among the entries
};

/// \brief What a FEC holds, once written.
struct FecTotals {
    std::int64_t entries = 0; ///< the à-nouveaux included
    std::int64_t lines = 0;
    std::int64_t drafts = 0;   ///< of the entries
    std::int64_t openings = 0; ///< of the entries: those of journal AN
    core::Money debit;
    core::Money credit;
    std::int64_t characters_lost = 0; ///< written `?`
};

/// \brief Writes a FEC entry by entry, in the order they come; nothing is gathered.
///
/// Posted entries keep their number; drafts are `BROUILLON-1` and so on in each journal, and their
/// days of validation never go back, as nobody validated them. The computed à-nouveaux of the head,
/// if any, are entry 1 of journal AN, dated and validated on the first day.
class FecWriter {
public:
    /// Writes the header, and the computed à-nouveaux.
    FecWriter(ExportHead const& head, FecStyle const& style, core::Sink sink);
    ~FecWriter();
    FecWriter(FecWriter const&) = delete;
    FecWriter& operator=(FecWriter const&) = delete;

    /// \throws Error{refused} "money.overflow" where the sums do.
    void entry(ledger::EntryView const& entry);

    void end(); ///< gives the last bytes to the sink

    FecTotals const& totals() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// \brief CompteNum of each account, in their order: three digits first, as A47 A-1 wants, zeros
/// added after the first digits of a shorter number. Two accounts never share one.
std::vector<std::string> fec_accounts(std::vector<ledger::Account> const& accounts);

/// \brief Numbers of entries that the books have and a FEC has not: `OD/2025/12`.
struct FecLeftOut {
    std::span<std::string const> closing; ///< all of them
    std::span<std::string const> gaps;    ///< those that others of their journal follow
    bool codes_erased = false; ///< of third parties: they are not those of an earlier file
};

/// \brief The description that goes with the file (A47 A-1 XI), in French and in the charset of
/// the file.
std::string fec_description(ExportHead const& head, FecStyle const& style, FecTotals const& totals,
                            FecLeftOut const& left_out, std::string_view file,
                            std::string_view sha256);

} // namespace coop::exchange
