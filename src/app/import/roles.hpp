// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/openings.hpp"

#include <coop/app/context.hpp>
#include <coop/core/table.hpp>
#include <coop/exchange/opening.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/role.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coop::app {

/// \brief Where a file has an entry.
struct FileOrigin {
    std::string journal;  ///< its code; empty: none named
    bool opening = false; ///< the journal is called that of the à-nouveaux
    std::string number;
};

/// \brief What an entry of a file is.
struct FileRole {
    ledger::Standing standing;
    std::size_t year = 0;      ///< of the books
    bool moved = false;        ///< it stood in AN and is no opening
    bool unbalanced = false;   ///< an opening that stands on 890
    bool moves_result = false; ///< ordinary, between a result and classes 6 or 7
};

/// \brief Decides what the entries of a file are: openings by what they are or by what they are
/// called, closing entries by the balances of the books with those of the whole file.
///
/// A first walk looks at every entry of the file, a second one decides, in the order of recording.
/// Memory: by account and third party, not by entry.
class FileRoles {
public:
    /// Years of the books are all there; nothing of the file is recorded yet.
    explicit FileRoles(Context const& context);

    /// Whether the books have booked an opening of a year, before the file.
    bool has_opening(ledger::Year const& year) const;

    /// Whether an entry has the form of an opening, or of a closing entry, in a year of the books.
    bool may_open(ledger::Draft const& entry) const;
    bool may_close(ledger::Draft const& entry) const;

    /// The first walk. `known`: the books have it already.
    void look(ledger::Draft const& entry, FileOrigin const& origin, bool known);

    /// What an entry is. It is filed: an opening in AN, what stands in AN and is none in OD;
    /// accounts and third parties of an opening are called as the books call them.
    FileRole decide(ledger::Draft& entry, FileOrigin const& origin);

    /// Whether the books have booked already the opening that this entry and those beside it are.
    bool is_booked(ledger::Draft const& entry, FileOrigin const& origin);

    /// It was recorded.
    void recorded(FileRole const& role, ledger::EntryId id);

    /// What was filed elsewhere, what opens otherwise than the books, what moves a result.
    void tell(core::Document& document) const;

private:
    struct OfYear {
        bool opened = false;        ///< had a booked opening, before the file
        std::optional<bool> booked; ///< and it is the closing of the year before; once asked
        std::map<std::string, exchange::FirstDay> days; ///< by journal of the file
        std::map<std::string, core::Money> left;        ///< classes 6 and 7, without what may close
        bool closes = false;                            ///< the file has entries that may close it
        std::optional<std::vector<exchange::KnownOpening>> known; ///< once asked
        std::optional<exchange::OpeningNames> names;
        std::map<std::string, std::int64_t> filed; ///< openings, by journal of origin
        std::vector<ledger::EntryId> openings;     ///< recorded
        bool unbalanced = false;                   ///< one of them stands on 890
    };

    std::size_t year_of(core::Date day) const;
    std::vector<exchange::KnownOpening> const& known(std::size_t year);
    bool carries(std::size_t year, ledger::Draft const& entry, FileOrigin const& origin);
    ledger::Standing decide_opening(std::size_t year, ledger::Draft& entry,
                                    FileOrigin const& origin);
    ledger::Standing decide_closing(std::size_t year, ledger::Draft const& entry,
                                    FileOrigin const& origin);
    void tell_year(std::size_t year, Openings& openings, core::Document& document) const;
    void tell_unbalanced(std::size_t year, core::Document& document) const;

    Context const& context_;
    std::vector<ledger::Year> years_;
    std::vector<OfYear> of_years_;
    std::int64_t moved_ = 0;   ///< out of AN
    std::int64_t closing_ = 0; ///< entries
    std::int64_t results_ = 0; ///< ordinary entries between a result and classes 6 or 7
    ledger::EntryId first_moved_ = 0;
    ledger::EntryId first_result_ = 0;
};

} // namespace coop::app
