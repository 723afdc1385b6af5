// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/choices.hpp>
#include <coop/care/entry.hpp>
#include <coop/care/policy.hpp>
#include <coop/care/position.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/money.hpp>
#include <coop/core/price.hpp>
#include <coop/core/words.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// A case that needs no books: what an organisation owes its capitals and did for them, said in a
// file; what would be if some of it were otherwise; what must come out.

namespace coop::care {

/// \brief An exact ratio; den > 0.
struct Factor {
    std::int64_t num = 1;
    std::int64_t den = 1;
    friend bool operator==(Factor const&, Factor const&) = default;
};

/// \brief `1.10`, or a signed change in percent: `+10%`, `-2,5 %`. Never below 0.
///
/// \throws Error{usage} "care.factor".
Factor parse_factor(std::string_view text);

/// \brief `a × b`, in lowest terms. \throws Error{refused} "money.overflow".
Factor times(Factor a, Factor b);

/// \brief A due that is computed: a quantity, or a gap to a threshold, at a unit cost.
struct PricedQuantity {
    core::Price cost;
    Factor quantity; ///< in units of the cost
};

/// \brief Rounded once. \throws Error{refused} "money.overflow".
core::Money amount_of(PricedQuantity const& costed, core::Rounding rounding);

/// \brief A budget over several exercises, from the one it stands in.
struct Plan {
    Schedule schedule = Schedule::linear;
    core::Money amount;
    std::optional<PricedQuantity> costed; ///< then `amount` is computed
    std::size_t years = 1;
    std::vector<core::Money> instalments; ///< of `listed`; shape: years, their sum is `amount`
};

/// \brief Work that is owed already, at the cost of the day it was owed and at that of today.
struct Revaluation {
    Factor outstanding;
    core::Price cost;
    core::Price cost_current;
};

/// \brief What one exercise of an experiment says of one item.
struct Terms {
    std::optional<core::Money> due;
    std::optional<PricedQuantity> costed; ///< due = quantity × cost
    std::optional<std::size_t> plan;      ///< of Experiment::plans: a budget that begins here
    std::optional<core::Money> measured;
    Done done;
    core::Money revision;
    std::optional<Revaluation> revaluation; ///< adds to `revision`
    core::Money remission;
    core::Money overlap;
};

struct ExperimentItem {
    Item item;
    std::string name;
    std::string source;
    bool shadow_price = false;         ///< a value, not the cost of an action: flagged
    std::optional<Factor> uncertainty; ///< of its due, to each side: 1/10 for `10%`
    core::Money opening;               ///< X_0
};

struct BilanLine {
    std::string section;
    std::string label;
    core::Money amount;
};

/// \brief What the legal book says, where the file gives it: for the statements.
struct LegalFigures {
    std::optional<core::Money> products;
    std::optional<core::Money> charges; ///< neither preservation nor depreciation
    std::optional<core::Money> depreciation;
    std::vector<BilanLine> assets;
    std::vector<BilanLine> liabilities;
};

struct ExperimentExercise {
    std::string label;
    std::optional<core::Money> legal_result; ///< none: to be taken from the books
    LegalFigures legal;
    std::vector<Terms> terms; ///< shape: Experiment::items
};

enum class InputField {
    due,
    done,
    cost,
    measured,
    revision,
    remission,
    overlap,
    opening,
    legal_result
};
inline constexpr auto input_field_words = core::words<InputField>({
    {InputField::due, "due"},
    {InputField::done, "done"},
    {InputField::cost, "cost"},
    {InputField::measured, "measured"},
    {InputField::revision, "revision"},
    {InputField::remission, "remission"},
    {InputField::overlap, "overlap"},
    {InputField::opening, "opening"},
    {InputField::legal_result, "legal_result"},
});
constexpr std::string_view name_of(InputField field)
{
    return input_field_words.of(field);
}

enum class ChangeKind { set, scale, add };
inline constexpr auto change_kind_words = core::words<ChangeKind>({
    {ChangeKind::set, "set"},
    {ChangeKind::scale, "scale"},
    {ChangeKind::add, "add"},
});
constexpr std::string_view name_of(ChangeKind kind)
{
    return change_kind_words.of(kind);
}

/// \brief One thing a scenario does.
struct ScenarioChange {
    ChangeKind kind = ChangeKind::set;
    InputField field = InputField::due;
    std::vector<std::size_t> items;      ///< none for `legal_result`
    std::optional<std::size_t> exercise; ///< none: every one
    core::Money amount;                  ///< of `set` and `add`
    core::Price price;                   ///< the same, of a cost
    Factor factor;                       ///< of `scale`
};

struct Scenario {
    std::string id;
    std::string title;
    Policy policy;                       ///< whole
    std::vector<ScenarioChange> changes; ///< done in the order set, scale, add
    core::Where where;
};

/// \brief What is scaled: `due:*`, `done:N.*`, `cost:H.salaries/formation`.
struct Target {
    std::string text;
    InputField field = InputField::due;
    std::vector<std::size_t> items;
};

enum class Figure {
    result_care,
    legal_result,
    distributable,
    due,
    done,
    repaid,
    unmet,
    arrears_repaid,
    surplus,
    debt,
    assets_care,
    liabilities_care
};
inline constexpr auto figure_words = core::words<Figure>({
    {Figure::result_care, "result_care"},
    {Figure::legal_result, "legal_result"},
    {Figure::distributable, "distributable"},
    {Figure::due, "due"},
    {Figure::done, "done"},
    {Figure::repaid, "repaid"},
    {Figure::unmet, "unmet"},
    {Figure::arrears_repaid, "arrears_repaid"},
    {Figure::surplus, "surplus"},
    {Figure::debt, "debt"},
    {Figure::assets_care, "assets_care"},
    {Figure::liabilities_care, "liabilities_care"},
});
constexpr std::string_view name_of(Figure figure)
{
    return figure_words.of(figure);
}

/// \brief Whether a figure is asked of capitals (`N`, `N.sol`, all), or of the exercise.
bool is_of_capitals(Figure figure);
bool is_of_bilan(Figure figure);

struct Expectation {
    static constexpr std::size_t base = static_cast<std::size_t>(-1);

    std::size_t scenario = base;
    std::size_t exercise = 0;
    Figure figure = Figure::result_care;
    std::string selector; ///< `N`, `H`, a capital, an item; empty: all
    core::Money expected;
    core::Where where;
};

/// \brief A line of the livre that must be there: the sum of one side of one account in a journal.
struct ExpectedLine {
    std::size_t exercise = 0;
    Presentation presentation = Presentation::dette;
    Journal journal = Journal::CE;
    std::string account;
    bool debit = true;
    core::Money expected;
    core::Where where;
};

/// \brief One direction of a grid: the same items by each of these factors.
struct Axis {
    Target target;
    std::vector<Factor> by;
    std::vector<std::string> words; ///< as they were written
};

/// \brief How draws are spread: triangular or not.
inline constexpr auto spread_words = core::words<bool>({{false, "uniform"}, {true, "triangular"}});

struct Draws {
    std::uint64_t seed = 0;
    std::size_t count = 0;
    bool triangular = false; ///< a word of spread_words
};

struct Sweep {
    std::vector<Axis> grid;
    std::optional<Draws> draws;
};

struct Experiment {
    std::string file; ///< as it was named
    std::string id;
    std::string title;
    std::string description;
    std::string source;
    std::string note;
    std::string ledger; ///< path of books, relative to the file; empty: none
    Policy policy;
    core::Where where; ///< of the policy
    std::vector<ExperimentItem> items;
    std::vector<Plan> plans;
    std::vector<ExperimentExercise> exercises;
    std::vector<Scenario> scenarios;
    std::vector<Expectation> expectations;
    std::vector<ExpectedLine> expected_lines;
    Sweep sweep;
};

/// \brief Reads `(due|done|cost):GLOB`; `*` and `?` as a shell takes them, over `N.sol` and
/// `N.sol/action`. A glob without `/` takes every action of a capital.
///
/// \throws Error{usage} "care.target", "care.target-nothing".
Target parse_target(Experiment const& experiment, std::string_view text);

/// \brief The index of the item `N.sol`, `N.sol/action`; or nothing.
std::optional<std::size_t> find_item(Experiment const& experiment, std::string_view id);

/// \brief What compute() reads, with `changes` done: costs first, then what they are the cost of.
///
/// Each scaled amount is rounded before anything is computed from it.
/// Precondition: every exercise has its legal result. Cost: items × exercises.
/// \throws Error{refused} "money.overflow".
Inputs inputs_of(Experiment const& experiment, std::span<ScenarioChange const> changes = {},
                 core::Rounding rounding = core::Rounding::half_up);

/// \brief A scenario computed; plain values for whoever makes statements of them.
struct Trial {
    Inputs inputs;
    Policy policy;
    Outcome outcome;
};

/// \brief \param scenario null: the case as the file states it.
/// \throws what compute() throws, at the place of the scenario.
Trial try_out(Experiment const& experiment, Scenario const* scenario, bool weak_allowed = false);

/// \brief A figure of an outcome; nothing where no position is what `selector` names.
std::optional<core::Money> figure_of(Outcome const& outcome, std::size_t exercise,
                                     Policy const& policy, Figure figure,
                                     std::string_view selector);

/// \brief `assets_care` or `liabilities_care`: a total of the bilan CARE, in the policy's
/// presentation; nothing where the file gives no legal bilan.
std::optional<core::Money> bilan_total(Experiment const& experiment, Trial const& trial,
                                       std::size_t exercise, Figure figure);

/// \brief The sum of one side of an account in a journal.
core::Money line_of(Book const& book, std::size_t exercise, Journal journal,
                    std::string_view account, bool debit);

/// \brief How many combinations the grid has; 0 without one.
std::size_t grid_size(Sweep const& sweep);

/// \brief Combination `index`, the last axis turning fastest: which factor of each axis.
std::vector<std::size_t> grid_point(Sweep const& sweep, std::size_t index);
std::vector<ScenarioChange> grid_changes(Sweep const& sweep, std::span<std::size_t const> point);

/// \brief Draws the factor of each item with an uncertainty, one after the other.
///
/// mt19937_64 gives the same numbers everywhere; what is made of them is integer arithmetic: an
/// equal chance for each of 2 000 001 steps from -u to +u, or the mean of two of these (triangle).
class Dice {
public:
    Dice(Experiment const& experiment, Draws const& draws);
    ~Dice();
    Dice(Dice const&) = delete;
    Dice& operator=(Dice const&) = delete;

    std::vector<ScenarioChange> throw_all();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// \brief The least value that at least `percent` % of them do not exceed (nearest rank, type 1 of
/// Hyndman and Fan). \param sorted ascending, not empty. \param percent 1 … 100.
core::Money quantile(std::span<core::Money const> sorted, int percent);

} // namespace coop::care
