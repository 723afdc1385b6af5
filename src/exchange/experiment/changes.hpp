// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "values.hpp"

#include <coop/care/experiment.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coop::exchange {

/// \brief The options of a table `policy`. \throws "care.policy-key", "care.policy-word", placed.
void read_policy(Values const& values, TomlNode const* table, care::Policy& policy);

/// \brief Reads what is done with the case: scenarios, sweep, expectations. The items and exercises
/// are there already.
class ChangeReader {
public:
    ChangeReader(Values const& values, care::Experiment& experiment)
        : values_(values), experiment_(experiment)
    {
    }

    void read_scenario(TomlNode const& table);
    void read_sweep(TomlNode const& table);
    void read_expect(TomlNode const& table);

private:
    using Exercise = std::optional<std::size_t>;

    void read_changes(TomlNode const& node, care::ChangeKind kind, Exercise exercise,
                      care::Scenario& scenario) const;
    void read_map(TomlNode const& table, std::string const& path, care::ChangeKind kind,
                  Exercise exercise, care::Scenario& scenario) const;
    care::ScenarioChange read_target(TomlNode const& table, care::ChangeKind kind,
                                     Exercise exercise) const;
    care::ScenarioChange read_key(TomlMember const& member, std::string const& path,
                                  care::ChangeKind kind, Exercise exercise) const;
    care::Target target(TomlNode const& node) const;
    care::Axis read_axis(TomlNode const& table) const;

    void read_figures(TomlNode const& table, std::size_t scenario, std::size_t exercise);
    void read_figure(TomlMember const& member, std::size_t scenario, std::size_t exercise);
    void read_exercises(TomlNode const& table, std::size_t scenario);
    void read_line(TomlNode const& table);

    template <typename At>
    std::size_t exercise(std::string const& label, At const& at) const;
    template <typename At>
    std::size_t item(std::string const& id, At const& at) const;
    std::vector<std::string> item_ids() const;
    void read_amount(care::ScenarioChange& change, TomlNode const& node,
                     std::string_view key) const;
    void refuse_negative(care::ScenarioChange const& change, TomlNode const& at) const;
    template <typename At>
    void refuse_void(care::Scenario const& scenario, At const& at) const;
    bool is_spent_as_measured(std::size_t item) const;
    std::optional<std::size_t> begins_elsewhere(care::ScenarioChange const& change,
                                                std::size_t item) const;

    Values const& values_;
    care::Experiment& experiment_;
};

} // namespace coop::exchange
