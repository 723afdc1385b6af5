// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/experiment.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/error.hpp>

#include <limits>
#include <random>

namespace coop::care {

namespace {

/// Steps of chance from the middle to one side.
constexpr std::int64_t steps = 1'000'000;

} // namespace

std::size_t grid_size(Sweep const& sweep)
{
    std::size_t size = sweep.grid.empty() ? 0 : 1;
    for (auto const& axis : sweep.grid) {
        if (__builtin_mul_overflow(size, axis.by.size(), &size)) {
            return std::numeric_limits<std::size_t>::max();
        }
    }
    return size;
}

std::vector<std::size_t> grid_point(Sweep const& sweep, std::size_t index)
{
    std::vector<std::size_t> point(sweep.grid.size());
    for (auto i = point.size(); i-- > 0;) {
        auto const size = sweep.grid[i].by.size();
        point[i] = index % size;
        index /= size;
    }
    return point;
}

std::vector<ScenarioChange> grid_changes(Sweep const& sweep, std::span<std::size_t const> point)
{
    std::vector<ScenarioChange> changes;
    for (std::size_t i = 0; i < point.size(); ++i) {
        auto const& axis = sweep.grid[i];
        ScenarioChange change;
        change.kind = ChangeKind::scale;
        change.field = axis.target.field;
        change.items = axis.target.items;
        change.factor = axis.by[point[i]];
        changes.push_back(std::move(change));
    }
    return changes;
}

struct Dice::State {
    struct Uncertain {
        std::size_t item;
        Factor share;
    };

    std::mt19937_64 random;
    bool triangular = false;
    std::vector<Uncertain> items;

    /// -steps … steps, each with the same chance: numbers beyond the last full round are thrown
    /// again.
    std::int64_t step()
    {
        constexpr std::uint64_t faces = 2 * steps + 1;
        constexpr auto end = std::numeric_limits<std::uint64_t>::max() / faces * faces;
        auto number = random();
        while (number >= end) {
            number = random();
        }
        return static_cast<std::int64_t>(number % faces) - steps;
    }
};

Dice::Dice(Experiment const& experiment, Draws const& draws) : state_(std::make_unique<State>())
{
    state_->random.seed(draws.seed);
    state_->triangular = draws.triangular;
    for (std::size_t i = 0; i < experiment.items.size(); ++i) {
        if (auto const& share = experiment.items[i].uncertainty) {
            state_->items.push_back({i, *share});
        }
    }
}

Dice::~Dice() = default;

std::vector<ScenarioChange> Dice::throw_all()
{
    std::vector<ScenarioChange> changes;
    for (auto const& [item, share] : state_->items) {
        auto const first = state_->step();
        auto const chance = state_->triangular ? first + state_->step() : 2 * first;
        auto const shift = times(share, {chance, 2 * steps});
        ScenarioChange change;
        change.kind = ChangeKind::scale;
        change.items = {item};
        change.factor = {shift.den + shift.num, shift.den};
        changes.push_back(std::move(change));
    }
    return changes;
}

core::Money quantile(std::span<core::Money const> sorted, int percent)
{
    COOP_ASSERT(!sorted.empty() && percent >= 1 && percent <= 100);
    auto const rank = (sorted.size() * static_cast<std::size_t>(percent) + 99) / 100;
    return sorted[rank - 1];
}

} // namespace coop::care
