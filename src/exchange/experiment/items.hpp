// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "values.hpp"

#include <coop/care/experiment.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace coop::exchange {

/// \brief Reads the capitals of an experiment, and what each exercise says of them.
class ItemReader {
public:
    ItemReader(Values const& values, care::Experiment& experiment)
        : values_(values), experiment_(experiment)
    {
    }

    /// The items of the file, and what is said of them beside the exercises.
    void declare(TomlNode const& root);

    /// The next exercise: its `capital` tables, its maps `due` and `done`; null where the file has
    /// one exercise only.
    void read_exercise(TomlNode const* table);

    /// Once all exercises are there: whatever has no cost is non chiffré.
    void finish();

private:
    /// Beside the item: what holds for every exercise, and whether anything is said in euro.
    struct Said {
        care::Terms terms;
        TomlNode const* place = nullptr;
        bool unvalued = false; ///< valuation = "none"
        bool priced = false;
        bool paid = false;
    };

    void declare_capital(TomlNode const& table);
    void declare_item(TomlNode const& table, care::ExperimentItem item, bool inherited_unvalued);
    void declare_by_mention(TomlNode const& exercise);
    void add(care::ExperimentItem item, TomlNode const& place, bool unvalued);
    care::ExperimentItem attributes(TomlNode const& table, care::ExperimentItem item) const;
    void check_capital(TomlNode const& table, std::string const& capital) const;
    std::string action_of(TomlNode const& node, std::string_view key) const;

    template <typename At>
    std::size_t index_of(std::string const& id, At const& at) const;

    void read_terms(TomlNode const& table, std::size_t item, care::Terms& terms);
    void read_due(TomlNode const& table, std::string const& id, care::Terms& terms);
    care::PricedQuantity read_gap(TomlNode const& table, TomlNode const& gap,
                                  std::string const& id) const;
    care::PricedQuantity read_quantity(TomlNode const& table, TomlNode const& from,
                                       std::string const& id) const;
    void read_budget(TomlNode const& table, TomlNode const& node, std::string const& id,
                     care::Terms& terms);
    void read_instalments(TomlNode const& node, std::string const& id, care::Plan& plan) const;
    void set_plan(care::Plan plan, care::Terms& terms);
    void read_done(TomlNode const& node, std::string const& id, std::string_view key,
                   care::Funding alone, std::array<core::Money, care::funding_count>& into) const;
    care::Revaluation read_revaluation(TomlNode const& table) const;
    core::Money positive(TomlNode const& node, std::string const& id, std::string_view key) const;
    void refuse_negative(core::Money amount, std::string const& id, std::string_view key,
                         TomlNode const& at) const;
    void refuse_negative(core::Price price, std::string const& id, std::string_view key,
                         TomlNode const& at) const;
    core::Rounding rounding() const { return experiment_.policy.rounding; }
    void agree(std::string_view unit, std::string_view other, std::string_view key,
               TomlNode const& at) const;

    Values const& values_;
    care::Experiment& experiment_;
    std::vector<Said> said_; ///< shape: items
    std::string exercise_;   ///< the one that is read: for findings
    bool by_mention_ = false;
};

} // namespace coop::exchange
