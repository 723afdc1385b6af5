// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/choices.hpp>
#include <coop/care/entry.hpp>
#include <coop/care/groups.hpp>
#include <coop/care/policy.hpp>
#include <coop/care/position.hpp>
#include <coop/care/voice.hpp>
#include <coop/care/work.hpp>
#include <coop/core/cell.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/table.hpp>
#include <coop/core/words.hpp>
#include <coop/i18n/message.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// What the statements of CARE are built from, whether an experiment file or closed books said it,
// and the derivation of any of their figures (care.md §3.7, §7.4 I28).

namespace coop::report {

/// \brief What a figure ends in: a line or an account of the legal book, a version of an object of
/// the registers, an entry of the livre CARE, an option of the policy, what a file declares, or a
/// figure that is explained under its own name.
enum class CareSourceKind {
    legal_entry,
    record,
    care_entry,
    policy,
    declaration,
    account,
    figure,
};
inline constexpr auto care_source_words = core::words<CareSourceKind>({
    {CareSourceKind::legal_entry, "legal-entry"},
    {CareSourceKind::record, "record"},
    {CareSourceKind::care_entry, "care-entry"},
    {CareSourceKind::policy, "policy"},
    {CareSourceKind::declaration, "declaration"},
    {CareSourceKind::account, "account"},
    {CareSourceKind::figure, "figure"},
});
constexpr std::string_view name_of(CareSourceKind kind)
{
    return care_source_words.of(kind);
}

struct CareSource {
    CareSourceKind kind = CareSourceKind::declaration;
    std::string ref;   ///< `2025-AC-12/3`, `budget/compost`, `netting`, `cas.toml:14`
    std::string label; ///< what it says, for a reader
    std::optional<core::Money> amount;
    int version = 0;      ///< of a record, from 1
    std::string hash;     ///< hexadecimal: of a record, of an entry, of the file
    std::string evidence; ///< path or SHA-256 of the piece behind it
    std::string item;     ///< `N.sol/compost`: whom it tells of; empty: nobody in particular
};

/// \brief How parts make a whole: each is added or, of sign -1, taken away (multiplied or divided
/// by in a product); those of sign 0 decide on it and are no part of the sum.
enum class CareRule {
    sum,
    floor,    ///< max(0, sum)
    least,    ///< min(first, sum of the others)
    quotient, ///< the sum of all but the last, over the last
    product,
};
inline constexpr auto care_rule_words = core::words<CareRule>({
    {CareRule::sum, "sum"},
    {CareRule::floor, "floor"},
    {CareRule::least, "least"},
    {CareRule::quotient, "quotient"},
    {CareRule::product, "product"},
});

constexpr std::string_view name_of(CareRule rule)
{
    return care_rule_words.of(rule);
}

/// \brief What a figure is made of where no other figure is: the arithmetic of a budget, the share
/// of a line, a measurement.
struct CareStep {
    std::string key;   ///< of its row, below the figure: `budget:compost-2025-01-01`
    std::string label; ///< of its sentence, `report.care.step.<label>`
    core::Arguments args;
    core::Cell value;
    std::string formula; ///< of its sentence, `report.care.formula.<formula>`; empty: as `sum`
    std::vector<CareSource> sources;
    std::vector<CareStep> parts;
    CareRule rule = CareRule::sum;
    int sign = 1; ///< in what it is a part of
};

/// \brief A reserve on the good state that figures depend on (I21, I24).
enum class CareFlag { expired, undeclared, debtor_alone };
inline constexpr auto care_flag_words = core::words<CareFlag>({
    {CareFlag::expired, "expired"},
    {CareFlag::undeclared, "undeclared"},
    {CareFlag::debtor_alone, "debtor-alone"},
});
constexpr std::string_view name_of(CareFlag flag)
{
    return care_flag_words.of(flag);
}

struct CareCapital {
    std::string id; ///< `N.sol`
    std::string name;
    bool valued = true; ///< false: non chiffré, no amount anywhere
    std::set<CareFlag> flags;
};

/// \brief Whose advance a line of the legal passif is.
enum class LegalSection { propres, emprunts, autres };

/// \brief A line of the legal bilan, in its order. Actif: `amount` is gross; passif: what it is.
struct LegalLine {
    std::string key;
    std::string label;
    LegalSection section = LegalSection::propres; ///< of the passif; no meaning in the actif
    core::Money amount;
    core::Money deduction; ///< amortissements et dépréciations, >= 0
};

/// \brief What the legal books say of an exercise.
///
/// Its result is produits - charges - dotations - preservation; the passif holds it as a line.
struct CareLegal {
    core::Money produits;
    core::Money charges;      ///< neither tagged nor 681, 686, 687
    core::Money dotations;    ///< 681, 686, 687 less what is tagged
    core::Money preservation; ///< tagged, whatever the tags are for
    std::vector<LegalLine> actif;
    std::vector<LegalLine> passif;
};

/// \brief What of the legal charges the tags of an item point at.
struct CareTagged {
    core::Money amount;
    core::Money dotations; ///< of which on 681, 686 and 687
};

/// \brief An exercise beside what `Inputs` says of it.
struct CareExercise {
    std::optional<CareLegal> legal;   ///< none: only the legal result is known
    std::set<std::string> incomplete; ///< capitals of which some due has no cost: totals are "≥"
    std::optional<core::Quantity> units_sold;   ///< of `prix`
    std::map<std::string, CareTagged> tagged;   ///< of legal->preservation, by item
    std::map<std::string, care::People> people; ///< by capital of family H, known at its close
};

/// \brief An indicator over one exercise, in its own unit, with the good state that was in force.
struct IndicatorYear {
    std::optional<core::Decimal> opening;
    std::optional<core::Decimal> degradation;  ///< effect of the uses, signed
    std::optional<core::Decimal> preservation; ///< effect of what was done, signed
    std::optional<core::Decimal> closing;
    std::optional<core::Decimal> uncertainty; ///< ± of closing
    std::string level;                        ///< measured, of a qualitative indicator
    std::string opening_level;                ///< of the year before
    std::int64_t counted = 0;  ///< measurements that came of those that are expected…
    std::int64_t expected = 0; ///< …where how often is said; the truth then lies between
    std::optional<core::Decimal> at_least, at_most; ///< of what came; of words their places
    std::string grade;                              ///< `mesure`, `declare`, `estime`, `reference`
    std::optional<core::Decimal> lower, upper;
    std::string good_level; ///< of a qualitative indicator
    std::string source;     ///< of the good state
    std::set<CareFlag> flags;
};

/// \brief Shape: years.size() == exercises.
struct CareIndicator {
    std::string id;
    std::string capital;
    std::string name;
    std::string unit;
    care::Direction direction = care::Direction::min;
    std::vector<IndicatorYear> years;
    care::Aggregate aggregate = care::Aggregate::last; ///< how a year is read
    std::vector<std::string> levels; ///< of a qualitative one, from the worst to the best
};

/// \brief Whether the closing value is in the good state; nothing where either is not known, or
/// where what is missing could change it.
std::optional<bool> is_good(CareIndicator const& indicator, IndicatorYear const& year);

/// \brief What was said of an object, and how one knows.
struct CareVoice {
    std::string object;  ///< `capital/N.sol`
    std::string speaker; ///< id: names of persons are in no report
    std::string type;    ///< `concerned`, `delegate`, `expert`, `management`
    std::string verdict; ///< `approuve`, `reserve`, `precision`, `refuse`
    std::string proof;   ///< `recorded`, `evidence`, `signature`
    bool voided = false; ///< the object has changed since
    std::string capital; ///< that the object is about
};

/// \brief An action in its own unit. Shape: years.size() == missing_cost.size() == exercises.
struct CareWork {
    std::string item; ///< `N.sol/compost`
    std::string unit;
    std::vector<care::WorkYear> years;
    std::vector<core::Money>
        missing_cost; ///< of what is due and not done, at the cost of the close
};

/// \brief A remission or a downward revision that nobody concerned has signed, or that is
/// contested: a memo of the last exercise, in no result.
struct CareAsked {
    std::string item; ///< `N.sol/compost`
    std::string kind; ///< `remission`, `revision`
    std::string id;
    core::Date date{};
    core::Money amount;
    care::Standing standing = care::Standing::debtor_alone;
};

struct CareSums;

/// \brief What published() left out of the facts, and what stands in its place.
struct CareMask {
    std::set<std::string> capitals;   ///< that have no figure of their own
    std::set<std::string> indicators; ///< that have no value
    std::string folded;               ///< the capital that stands for all of them, or empty
    std::shared_ptr<std::vector<CareSums> const> sums; ///< of `folded`, by exercise
    std::size_t since = 0;                             ///< series begin with this exercise

    /// \brief Statements are made as if these capitals were not: no total that counts them may be
    /// printed.
    bool hides() const { return !capitals.empty() && folded.empty(); }
};

/// \brief Plain values of which every statement is built.
///
/// Shape: exercises.size() == inputs.exercises.size() == outcome.exercises.size()
/// == book.entries.size().
struct CareFacts {
    std::string title; ///< the association, or the experiment
    care::Policy policy;
    care::Inputs inputs;
    care::Outcome outcome;
    care::Book book;
    std::vector<CareExercise> exercises;
    std::vector<CareCapital> capitals;          ///< in print order; others follow by their id
    std::map<std::string, std::string> actions; ///< `N.sol/compost`: its name
    std::set<std::string> shadow_priced;        ///< items, as `N.sol/compost`
    std::vector<CareIndicator> indicators;
    std::vector<CareVoice> voices;
    std::vector<CareWork> work;
    std::vector<CareAsked> asked;
    std::map<std::string, std::vector<CareSource>> sources; ///< by figure: `2025/N.sol/planned`
    std::map<std::string, std::vector<CareStep>> steps;     ///< by figure; they add up to it
    std::optional<CareSource> declared_in; ///< of the figures that neither of them names
    bool registers_whole = true; ///< no record is missing: what is not recorded never was
    std::vector<core::Diagnostic> notes; ///< what came after the close: of no figure
    CareMask mask;
};

/// \brief The facts that follow from inputs and policy alone; the rest is for who knows it.
/// \throws what care::compute throws.
CareFacts care_facts(std::string title, care::Inputs inputs, care::Policy const& policy,
                     bool weak_allowed = false);

/// \brief Everything that the statements of the last exercise print, in no language: figures of it
/// and of the one before, results of all, names, units, terms, marks, opinions.
///
/// Frozen: docs/reference/care-trail.md. Its digest is in the close.
core::Digest body_digest(CareFacts const& facts);

/// \brief The facts without what tells of fewer people than a capital asks for
/// (docs/reference/care-trail.md, « Données personnelles »): whatever is built from them may be
/// read by anybody. The one place where that is decided.
///
/// No figure that is left out is a sum or a difference of what these facts, or those of another
/// exercise, make statements print.
/// \param facts of which the last exercise is the one that is shown.
CareFacts published(CareFacts facts, i18n::Language language);

/// \brief A position over an exercise, as the answer of a close prints it.
struct CarePosition {
    std::string capital;
    std::string action; ///< empty: the capital as one
    core::Money opening, due, repaid, surplus, closing;
};
std::vector<CarePosition> positions_of(CareFacts const& facts, std::size_t exercise);

/// \brief Refuses to explain what published() left out. \throws Error{refused} "care.masked"
/// (figure).
void demand_published(CareFacts const& facts, std::string_view figure);

/// \brief A node of the derivation of a figure.
struct Explanation {
    std::string figure; ///< `2025/N.sol/due`
    std::string label;
    core::Cell value;
    std::string formula; ///< empty: it ends here
    std::vector<CareSource> sources;
    std::vector<Explanation> parts;
    CareRule rule = CareRule::sum; ///< how the parts make it
    int sign = 1;                  ///< in what it is a part of
    bool step = false;             ///< it is no figure: it has no name of its own
    bool continued = false;        ///< explained under its own name: an earlier exercise
    bool sourced = true;           ///< false: neither this nor a part of it says where it is from
};

/// \brief Where a number comes from, down to entries, records, declarations and policy.
///
/// Figures are `<exercise>/<measure>` or `<exercise>/<subject>/<measure>`; a subject is a family
/// (`N`), a capital or a position. They are the keys of the rows of the statements.
/// \throws Error{refused} "care.figure-unknown" (args: figure, nearest).
Explanation explain(CareFacts const& facts, std::string_view figure,
                    i18n::Language language = i18n::Language::fr);

/// \brief The same as a document, a node a row.
core::Document explain_document(CareFacts const& facts, std::string_view figure,
                                i18n::Language language);

} // namespace coop::report
