// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/choices.hpp>
#include <coop/care/policy.hpp>
#include <coop/care/position.hpp>
#include <coop/care/record.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/price.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the registers say now: the latest version of each object, typed. Empty texts and empty
// optionals were not said.

namespace coop::care {

/// \brief Which version of an object this is.
struct Head {
    std::string id;
    std::int64_t version = 0;
    std::int64_t sequence = 0; ///< of this version in the chain
    core::Date day{};
    std::string author;  ///< empty: unknown or erased
    core::Digest hash{}; ///< content_hash(): what an opinion is bound to
    bool erased = false; ///< personal fields are gone
};

struct Capital {
    Head head;
    std::string name;
    std::string name_en;
    std::string parent;
    std::string ontology;
    std::string why;
    std::string existence;
    std::string scale;                  ///< organisation, territoire, planete
    std::optional<std::int64_t> people; ///< how many it stands for (family H)
    std::int64_t group_size = 5;        ///< how many at least before what it says leaves the books
    Valuation valuation = Valuation::money;
    bool ceased = false;
    std::optional<core::Date> ceased_on; ///< the last day of use; of old books the day of recording

    Family family() const { return family_of(head.id); }
};

struct Use {
    Head head;
    std::string capital;
    std::string activity;
    std::string driver;
    std::string unit;
    std::optional<core::Date> start;
    std::optional<core::Date> end;
    std::optional<core::Decimal> share; ///< percent, declared
    std::string share_source;
    std::string scope; ///< site, chaine
};

struct Indicator {
    Head head;
    std::string capital;
    std::string name;
    std::string unit;
    Direction direction = Direction::min;
    std::string method;
    std::string frequency;
    Aggregate aggregate = Aggregate::last; ///< how the measurements of a year are read
    std::vector<std::string> levels;       ///< of a qualitative one, from the worst to the best
};

/// \brief The good state of an indicator and where it comes from, over one period: from
/// `valid_from` until the day before the next one of the same id begins. What is recorded later for
/// a day is the last word on that day and on those that follow.
struct State {
    Head head;
    std::string indicator;
    std::string unit;
    std::optional<core::Decimal> lower;
    std::optional<core::Decimal> upper;
    std::string level; ///< of a qualitative indicator
    std::string baseline;
    std::string source;
    Mode mode = Mode::non_declaree;
    std::optional<core::Date> valid_from;
    std::optional<core::Date> valid_to;
    std::optional<core::Date> review_by;
    std::string interpreter;
    std::optional<core::Date> until; ///< the eve of the next period; none: it is the last one
};

struct Measurement {
    Head head;
    std::string indicator;
    core::Date date{};
    core::Decimal value;
    std::string unit;
    std::optional<core::Decimal> uncertainty; ///< ±, in the unit
    Grade grade = Grade::mesure;
    std::string evidence;
    std::string sha256;
    std::string level; ///< of a qualitative indicator, instead of a value
};

struct Degradation {
    Head head;
    std::string use;
    std::string indicator;
    std::string action; ///< whose unit undoes it
    core::Period period{};
    core::Decimal quantity;
    std::string unit;
    std::optional<core::Decimal> effect; ///< on the indicator, in its unit
};

struct Action {
    Head head;
    std::string capital;
    std::string name;
    ActionKind kind = ActionKind::preservation;
    Origin origin = Origin::contractee;
    std::string unit;
    std::optional<core::Decimal> effect_per_unit;
    std::string cost_basis; ///< action, shadow_price, reference

    bool is_shadow_price() const { return cost_basis == "shadow_price"; }
};

struct Cost {
    Head head;
    std::string action;
    core::Price amount; ///< of one unit
    std::string unit;
    core::Date valid_from{};
    std::string source;
    std::optional<core::Decimal> uncertainty; ///< ± percent
};

struct Wage {
    Head head;
    std::string place;
    core::Date valid_from{};
    core::Money amount;      ///< a year
    bool per_person = false; ///< else per FTE
    std::string source;
    std::optional<Wages> basis;
};

/// \brief What is to be done for an action between two days: an amount; a quantity, at the unit
/// cost of the day it starts; or what closes the gap to the good state of an indicator.
struct Budget {
    Head head;
    std::string action;
    core::Period period{};
    std::optional<core::Money> amount;
    std::optional<core::Decimal> quantity;
    std::string unit;
    std::string indicator;
    std::optional<core::Decimal> step;   ///< what one unit of the action adds to the indicator
    std::optional<core::Decimal> extent; ///< over how many (hectares); 1 where it is not said
    Schedule schedule = Schedule::linear;
    std::vector<core::Money> instalments; ///< `listed`: one per exercise, their sum is the amount
    std::string source;
    std::optional<Wages> wages; ///< of a due that is wages: what of them it counts
};

/// \brief A line of a legal entry.
struct LineRef {
    std::int64_t entry = 0;
    std::int64_t line = 0; ///< from 1

    friend bool operator==(LineRef const&, LineRef const&) = default;
};

struct Realisation {
    Head head;
    std::string action;
    core::Date date{};
    std::optional<core::Money> amount;
    std::optional<core::Decimal> quantity;
    std::string unit;
    Basis basis = Basis::charge;
    Funding funding = Funding::own;
    std::string evidence;
    std::string sha256;
    std::optional<core::Decimal> hours; ///< given by volunteers
    std::vector<LineRef> entry;         ///< legal lines that paid for it: evidence, no amount
    std::string done_by;                ///< the capital of family H whose people gave their time
};

struct Tag {
    Head head;
    std::string action;
    std::int64_t entry = 0;
    std::int64_t line = 0;
    std::optional<core::Decimal> share; ///< percent; neither: the whole line
    std::optional<core::Money> amount;
    Funding funding = Funding::own;
    bool withdrawn = false;
    std::optional<Wages> wages;
};

struct Overlap {
    Head head;
    std::string action;
    std::string account; ///< of the legal books
    core::Date date{};
    core::Money amount;
    std::string source;
};

/// \brief Arrears at first adoption (E0).
struct Opening {
    Head head;
    std::string action;
    core::Date date{};
    core::Money amount;
    std::string source;
};

struct Remission {
    Head head;
    std::string action;
    core::Date date{};
    core::Money amount;
    std::string source;
};

/// \brief A new estimate of what an action is owed: more, or less where those concerned signed it.
struct Revision {
    Head head;
    std::string action;
    core::Date date{};
    core::Money amount; ///< signed
    std::string source;
};

struct Spokesperson {
    Head head;
    std::string name; ///< empty: a pseudonym only (the id), or erased
    std::vector<std::string> capitals;
    SpokespersonType type = SpokespersonType::concerned;
    std::string mandate_by;
    std::string mandate_mode;
    std::optional<core::Date> from;
    std::optional<core::Date> to;
    std::string key; ///< Ed25519, hexadecimal
};

/// \brief An object at one version: `state/sol-mo`, and its content hash.
struct ObjectVersion {
    std::string kind;
    std::string id;
    std::string hash; ///< hexadecimal
};

struct Deliberation {
    Head head;
    core::Date date{};
    std::vector<ObjectVersion> objects;
    std::string present;
    std::optional<std::int64_t> present_count;
    std::string decision;
    std::string dissent;
    std::string minutes; ///< SHA-256
};

struct Opinion {
    Head head;
    std::string spokesperson;
    ObjectVersion object;
    Verdict verdict = Verdict::approuve;
    std::string comment;
    std::string recorded_by;
    std::string evidence;
    std::string sha256;
    std::string signature;
};

/// \brief Everything that is recorded, by id; `opinions` holds every opinion ever given.
struct Registry {
    std::vector<Capital> capitals;
    std::vector<Capital> capital_versions; ///< all of them, in the order of the chain
    std::vector<Use> uses;
    std::vector<Indicator> indicators;
    std::vector<State> states;
    std::vector<State> state_periods; ///< each period of each state, by id, then first day
    std::vector<Measurement> measurements;
    std::vector<Degradation> degradations;
    std::vector<Action> actions;
    std::vector<Cost> costs;
    std::vector<Wage> wages;
    std::vector<Budget> budgets;
    std::vector<Realisation> realisations;
    std::vector<Tag> tags;
    std::vector<Overlap> overlaps;
    std::vector<Opening> openings;
    std::vector<Remission> remissions;
    std::vector<Revision> revisions;
    std::vector<Spokesperson> spokespersons;
    std::vector<Spokesperson> spokesperson_versions; ///< all of them, in the order of the chain
    std::vector<Deliberation> deliberations;
    std::vector<Opinion> opinions;
    Policy policy;
    std::optional<Head> policy_head; ///< none: the defaults
    std::optional<std::int64_t> phase;
};

/// \brief The latest version of each object. Order of `next` is that of the chain.
///
/// \throws Error{database} "care.damaged" (kind, id) for a record no version of coop wrote.
Registry registry_of(FiledSource const& next);
Registry registry_of(std::span<Filed const> records);

/// \brief The object of that id, or null. `all` is by id, as the lists of a Registry are.
template <class Object>
Object const* find(std::vector<Object> const& all, std::string_view id)
{
    auto const found = std::ranges::lower_bound(
        all, id, {}, [](Object const& each) { return std::string_view{each.head.id}; });
    return found != all.end() && found->head.id == id ? &*found : nullptr;
}

/// \brief The head of an object by its kind and id, or null; `phase` has none.
Head const* find_head(Registry const& registry, std::string_view kind, std::string_view id);

/// \brief The heads of all objects of a kind, by id.
std::vector<Head const*> heads_of(Registry const& registry, std::string_view kind);

/// \brief The unit cost of an action on a day: the last one that is valid from then or before.
Cost const* cost_on(Registry const& registry, std::string_view action, core::Date day);

/// \brief The good state of an indicator on a day, expired or not: the last period to begin.
State const* state_on(Registry const& registry, std::string_view indicator, core::Date day);

/// \brief The last measurement of an indicator on or before a day.
Measurement const* measurement_on(Registry const& registry, std::string_view indicator,
                                  core::Date day);

/// \brief The capital that an object is about, or empty: what its spokespersons speak for.
std::string capital_of(Registry const& registry, std::string_view kind, std::string_view id);

} // namespace coop::care
