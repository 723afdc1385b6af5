// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/report/experiment.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coop::report {

/// \brief What the answers about experiments are made of. Sentences are `experiment.<id>`.
class Page {
public:
    explicit Page(i18n::Language language) : language_(language) {}

    std::string word(std::string_view id, core::Arguments const& args = {}) const;
    core::Paragraph paragraph(std::string_view id, core::Arguments const& args = {}) const;
    core::Fact fact(std::string const& key, core::Cell value) const;

    /// Titled `experiment.table-<id>`, with columns `experiment.column-<key>`.
    core::Table table(std::string const& id, std::initializer_list<std::string_view> keys,
                      std::vector<core::Row> rows) const;

private:
    i18n::Language language_;
};

/// \brief Hash of the options, whole.
std::string digest_of(care::Policy const& policy);

/// \brief Facts that say which computation this is: hashes and version.
core::Facts provenance(Page const& page, ExperimentFile const& file);

/// \brief A table whose column is nil everywhere keeps it for machines only.
void hide_if_nil(core::Table& table, std::vector<core::Row> const& rows,
                 std::initializer_list<std::string_view> keys);

// The parts of an answer, one file each.
core::Table positions_table(Page const& page, care::Experiment const& experiment,
                            care::Trial const& trial);
core::Table memo_table(Page const& page, care::Experiment const& experiment,
                       care::Trial const& trial);
core::Table journal_table(Page const& page, care::Trial const& trial);
core::Table policy_table(Page const& page, care::Policy const& policy);
void add_statements(Page const& page, care::Experiment const& experiment, care::Trial const& base,
                    ExperimentOptions const& options, core::Document& document);
void add_sweep(Page const& page, ExperimentFile const& file, ExperimentOptions const& options,
               core::Document& document, std::function<void()> const& tick);

/// \brief Names of the items that hold no amount, and of those that hold a shadow price.
std::string unvalued_items(care::Experiment const& experiment);
std::string shadow_items(care::Experiment const& experiment);

/// \brief Says which items hold no amount, and which a shadow price.
void add_unvalued(Page const& page, care::Experiment const& experiment, core::Document& document);

/// \brief Where something has no cost, more is due than the sums say, and results are lower: the
/// columns named say so by their mark.
void mark_bounds(core::Table& table, care::Experiment const& experiment,
                 std::initializer_list<std::pair<std::string_view, char const*>> marks);

/// \brief Quantiles and share of the draws, by exercise; the last one is the sum of all.
struct DrawnResults {
    std::vector<std::vector<core::Money>> results; ///< by exercise; sorted
};
DrawnResults draw_results(care::Experiment const& experiment, bool weak_allowed,
                          std::function<void()> const& tick);
inline constexpr int quantile_percents[] = {5, 25, 50, 75, 95};

} // namespace coop::report
