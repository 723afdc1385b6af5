// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the statements of CARE share: the exercises they print, how capitals are named with their
// reserves, what stands above and below every one of them.
#pragma once

#include "sums.hpp"

#include <coop/report/report.hpp>

#include <functional>
#include <initializer_list>

namespace coop::report {

/// Which way a figure that lacks something errs.
enum class Bound { none, at_least, at_most };

class CareView {
public:
    /// \throws Error{refused} "care.exercise-none" (args: exercise, known).
    CareView(Facts const& facts, Request const& request);

    CareFacts const& facts() const { return facts_; }
    i18n::Language language() const { return language_; }
    std::size_t n() const { return n_; }
    std::optional<std::size_t> before() const { return before_; } ///< n-1
    std::string const& label_of(std::size_t exercise) const;

    /// `report.care.<id>`.
    std::string word(std::string_view id, core::Arguments const& args = {}) const;

    /// What stands for an amount of few people.
    core::Cell not_published() const { return word("not-published"); }

    /// A total, or what it is called where it cannot count every capital.
    std::string total_label(std::string label) const;

    /// Since when arrears stand that fell due before what is told apart.
    std::string before_first() const;

    /// Exercises that series print: the first of them.
    std::size_t since() const { return facts_.mask.since; }

    /// `2025/N.sol/due` of the year of the report; without subject `2025/result`.
    std::string figure(std::string_view subject, std::string_view measure) const;

    /// `Capitaux naturels`, or what they are called where families pay for one another.
    std::string family_name(std::string_view family) const;

    /// The name with the reserves on its good state: `Sol [seuil échu]`.
    std::string name_of(CareCapital const& capital) const;

    /// The names of a capital and of its action, of `N.sol/compost`.
    std::string name_of_item(std::string const& item) const;
    std::string marks(std::set<CareFlag> const& flags) const;

    /// `label (≥)` where the subject lacks an amount in a year that is printed.
    Bound bound(std::string_view subject, Bound way) const;
    std::string bounded(std::string label, Bound bound) const;

    /// Labels are `report.care.column.<key>`.
    std::vector<core::Column> columns(std::initializer_list<std::string_view> keys) const;

    /// Columns `n-1` (where there is one) and `n`, named by their exercises.
    void add_years(std::vector<core::Column>& columns) const;

    /// A document with its title and what the reader must know first.
    core::Document document(std::string_view name) const;

    /// The policy, who signed what, and what this document is not.
    void close(core::Document& document) const;

private:
    void add_warnings(core::Document& document) const;
    void add_voices(core::Document& document) const;

    CareFacts const& facts_;
    i18n::Language language_;
    std::size_t n_ = 0;
    std::optional<std::size_t> before_;
};

/// A table of one amount per exercise, n-1 and n, with columns of n beside.
class YearTable {
public:
    using Amount = std::function<core::Cell(std::size_t exercise)>;

    YearTable(CareView const& view, std::string id, std::string title,
              std::initializer_list<std::string_view> beside = {});

    /// Keyed `<exercise>/<key>`.
    core::Row& row(std::string_view key, core::RowRole role, int depth, std::string label,
                   Amount const& amount, std::vector<core::Cell> beside = {},
                   Bound bound = Bound::none);

    /// The same where some amount is not nil.
    void row_if(std::string_view key, int depth, std::string label, Amount const& amount);

    bool empty() const { return rows_.empty(); }
    core::Table take();

private:
    CareView const& view_;
    core::Table table_;
    std::size_t beside_;
    std::vector<core::Row> rows_;
};

/// The capitals of a family that have an amount, and those that are non chiffrés.
bool has_positions(CareFacts const& facts, std::string_view capital);

/// Calls `add` for each capital that has positions, then its family, then all; a capital non
/// chiffré gets its row in `rows`.
void add_by_family(CareView const& view, std::vector<core::Row>& rows,
                   std::function<void(std::string const& subject, std::string label,
                                      core::RowRole role, int depth)> const& add);

} // namespace coop::report
