// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/exchange/exporter.hpp>
#include <coop/exchange/fec/check.hpp>
#include <coop/exchange/fec/writer.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coop::app {

/// \brief What an exporter of one year, or of all years (empty label), needs before the entries.
///
/// `which` says whether drafts count in the computed openings; `opens`, whether these are wanted:
/// they cost what earlier years have of accounts and third parties.
/// \throws Error{refused} "year.unknown", "year.none".
exchange::ExportHead export_head(Context const& context, std::string const& year,
                                 store::Which which, bool opens = true);

/// \brief What is exported and how.
struct ExportRequest {
    std::string year; ///< empty: all
    store::Which which = store::Which::all;
    bool french = false; ///< as of ExportHead
};

/// \brief Walks the entries of a year, or of all, through an exporter.
/// \return what the format could not hold.
std::vector<core::Diagnostic> export_books(Context const& context,
                                           exchange::Exporter const& exporter,
                                           ExportRequest const& request, core::Sink const& sink);

/// \brief What changes on the first day of each of `years` but the first.
///
/// \param years of the book, one after the other, by first day.
std::vector<exchange::YearTurn> year_turns(ContextOf<store::Balances> const& context,
                                           std::span<ledger::Year const> years, store::Which which);

/// \brief The à-nouveaux of a year by computation, third party by third party; nothing where the
/// year has booked its own (journal AN) or nothing stands before it.
std::optional<ledger::Draft> computed_opening(Context const& context, ledger::Year const& year,
                                              store::Which which);

/// \brief A FEC that may be written: nothing of the books stands against it.
struct FecPlan {
    exchange::ExportHead head; ///< of one year
    exchange::FecStyle style;
    std::vector<std::string> closing;    ///< entries that the file leaves out: `OD/2025/12`
    std::vector<std::string> gaps;       ///< those of them that others of their journal follow
    std::int64_t entries = 0;            ///< of the books, for progress; 0: nobody asks
    bool erased = false;                 ///< codes of third parties that the year was closed with
    std::vector<core::Diagnostic> notes; ///< what whoever receives it should know
};

/// \throws Error{refused} "year.unknown", "year.none", "export.drafts" (the first ones are its
///         findings; not where the style is provisional), "export.no-entries".
FecPlan plan_fec(Context const& context, std::string const& year, exchange::FecStyle const& style);

/// \brief Numbers of the closing entries of the year that holds a day: a FEC rightly lacks them.
std::vector<exchange::FecNumber> left_out_of_fec(Context const& context, core::Date day);

/// \brief `123456789FEC20251231.txt`; a provisional one says so.
/// \throws Error{refused} "export.no-siren".
std::string fec_file_name(FecPlan const& plan);

/// \brief Gives the bytes of the file to `sink`.
/// \throws Error{refused} "export.altered" at the end, where the lines that were walked are not
///         what the books counted when they were recorded.
exchange::FecTotals write_fec(Context const& context, FecPlan const& plan, core::Sink const& sink);

/// \brief Where a FEC and its description were written, and what identifies it.
struct FecFiles {
    std::string file;
    std::string description;
    std::string sha256; ///< of the file
};

core::Document fec_receipt(Lent const& context, FecPlan const& plan,
                           exchange::FecTotals const& totals, FecFiles const& files);

/// \brief What a FEC that was written makes one look at: the notes of the plan and of the totals.
std::vector<core::Diagnostic> fec_notes(FecPlan const& plan, exchange::FecTotals const& totals);

} // namespace coop::app
