// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the books of a walk should hold, as plain as it can be said: nothing of it is the program's.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace coop::faults {

using Cents = std::int64_t;

struct ModelLine {
    std::string account;
    Cents debit = 0;
    Cents credit = 0;
};

struct ModelEntry {
    std::string date; ///< ISO
    std::string label;
    std::string party;
    std::vector<ModelLine> lines;
    std::set<std::string> attachments;
    bool posted = false;
    bool reversed = false; ///< another entry reverses it
    bool edited = false;
    bool in_kind = false;
    bool opening = false; ///< made by a close, of what the years before it left
    std::int64_t reverses = 0;
    std::int64_t import = 0;
};

struct Sides {
    Cents debit = 0;
    Cents credit = 0;

    friend bool operator==(Sides const&, Sides const&) = default;
};

/// \brief A row of the balance of a year.
struct ModelBalance {
    Sides opening;
    Sides moved;

    friend bool operator==(ModelBalance const&, ModelBalance const&) = default;
};

enum class ModelState { open, locked, closed };
std::string name_of(ModelState state);

struct Model {
    std::map<int, ModelState> years;
    std::map<std::int64_t, ModelEntry> entries;
    std::int64_t next_entry = 1;
    std::int64_t imports = 0;
    std::map<std::string, std::string> parties; ///< with the one that it was joined to, or nothing
    std::set<std::string> projects;
    std::map<int, Cents> budgets;                         ///< what is allowed for one account
    std::map<std::string, std::set<std::string>> objects; ///< of the registers of CARE, by kind
    std::set<int> care_closes;
    std::shared_ptr<Model const> saved; ///< what the last backup holds
    std::string backup;                 ///< its file

    std::int64_t add(ModelEntry entry);
    void name_party(std::string const& party);
    /// The one that it was joined to, in the end.
    std::string party_of(std::string const& party) const;

    // What the program should say.
    std::map<std::string, ModelBalance> balance(int year) const;
    std::map<std::string, Cents> balances_of_parties() const;
    /// The entry that opens the year after one that is closed; without lines where nothing is left.
    ModelEntry opening_after(int year) const;
    bool has_draft_until(int year) const;

private:
    using Holder = std::pair<std::string, std::string>; ///< account, third party
    std::map<Holder, Cents> left_before(int year) const;
};

int year_of(ModelEntry const& entry);

/// \brief `-1234` as `-12.34`.
std::string amount_text(Cents amount);
Cents parse_amount(std::string const& text);

} // namespace coop::faults
