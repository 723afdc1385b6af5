// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/ledger/entry.hpp>
#include <coop/ledger/party.hpp>
#include <coop/ledger/year.hpp>
#include <coop/store/entries.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace coop::app {

/// \brief The entries that the books hold of some years, as far as a FEC can tell them: 48 bytes
/// each. Nothing is read of a year without entries.
class KnownEntries {
public:
    using Content = std::array<std::uint8_t, 16>;

    struct Known {
        std::uint64_t key = 0;
        Content content{};
        ledger::EntryId id = 0;
        bool posted = false;
        bool imported = false; ///< has a reference of ours: its number is not that of the file
        bool marked = false;   ///< came in as a draft of ours
    };

    /// \param marked the file has drafts of ours, which content alone tells.
    KnownEntries(bool marked, ledger::PartyNames names) : names_(std::move(names)), marked_(marked)
    {
    }

    /// Reads a year. Call ready() after the last one.
    void read(store::Entries& session, ledger::Year const& year);
    void ready();

    bool any() const { return !numbers_.empty() || !refs_.empty() || !contents_.empty(); }
    Known const* by_number(std::string const& year, std::string_view journal,
                           std::int64_t number) const;
    Known const* by_ref(std::string_view ref) const;

    enum class Like { any, marked_draft };

    /// An entry of that content which no other of the file was found to be, drafts first; null
    /// where nothing can be marked.
    Known const* like(Content const& content, Like like) const;

    /// An entry of the file is this one: like() gives it no more.
    void met(Known const& known);
    bool is_met(Known const& known) const { return met_.contains(known.id); }

    /// Of what a FEC says of an entry. Its journal apart: it may be filed in another one.
    Content content_of(ledger::Draft const& draft) const;
    static std::string text_of(Content const& content);

    std::int64_t last_number(std::string const& year, std::string const& journal) const;
    /// À-nouveaux apart.
    std::optional<core::Date> last_posted(std::string const& year) const;

private:
    ledger::PartyNames names_;
    std::vector<Known> numbers_;
    std::vector<Known> refs_;
    std::vector<Known> contents_; ///< by content: all where the file has drafts of ours, else those
                                  ///< that came in so
    bool marked_;
    std::unordered_set<ledger::EntryId> met_;
    std::map<std::pair<std::string, std::string>, std::int64_t> last_; ///< by year, journal
    std::map<std::string, core::Date> posted_;                         ///< by year
};

} // namespace coop::app
