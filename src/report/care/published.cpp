// SPDX-License-Identifier: GPL-3.0-or-later
//
// Facts that hold no figure of few people: whatever is built from them can print none. Either such
// capitals are one capital with others, whose positions were computed one by one before; or the
// exercise is computed again as if they were not.
#include "groups.hpp"
#include "sums.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace coop::report {

using core::Money;

namespace {

/// What may be asked of the whole where capitals are hidden: nothing that would count them.
constexpr std::array<std::string_view, 16> whole_of_all{
    "result", "due",  "done",     "repaid",      "unmet",      "closing", "debt", "opening",
    "rate",   "owed", "solvency", "price-unmet", "price-even", "advance", "use",  "effect"};

std::string capital_of_item(std::string const& item)
{
    return item.substr(0, item.find('/'));
}

class Publisher {
public:
    Publisher(CareFacts& facts, Groups groups, i18n::Language language)
        : facts_(facts), groups_(std::move(groups)), language_(language)
    {
    }

    void run()
    {
        auto const exercises = facts_.exercises.size();
        if (groups_.ever) {
            facts_.mask.since = exercises > 1 ? exercises - 2 : 0;
            forget_ages();
        }
        mask_indicators();
        if (!groups_.apart.empty()) {
            groups_.together ? fold() : hide();
            drop_names();
        }
        std::erase_if(facts_.voices, [&](CareVoice const& voice) {
            return groups_.hidden.contains(voice.capital);
        });
        drop_sources();
        mask_steps(facts_);
    }

private:
    bool is_apart(std::string const& capital) const
    {
        return facts_.mask.capitals.contains(capital);
    }

    std::string word(std::string const& id, core::Arguments const& args = {}) const
    {
        return i18n::text(language_, "report.care." + id, args);
    }

    /// What is left of arrears of an exercise that no longer shows tells what it was.
    void forget_ages()
    {
        for (auto& exercise : facts_.outcome.exercises) {
            for (std::size_t g = 0; g < facts_.outcome.groups.size(); ++g) {
                auto const& capital = facts_.outcome.groups[g].capital;
                if (capital.starts_with("H") || capital == "*") {
                    auto& layers = exercise.positions[g].layers;
                    layers = layers_since(layers, facts_.mask.since);
                }
            }
        }
    }

    bool was_small(std::string const& capital, std::size_t t) const
    {
        auto const& people = facts_.exercises[t].people;
        auto const found = people.find(capital);
        return found != people.end() && care::is_small(found->second);
    }

    void mask_indicators()
    {
        for (auto& indicator : facts_.indicators) {
            bool const masked = groups_.hidden.contains(indicator.capital);
            if (masked) {
                facts_.mask.indicators.insert(indicator.id);
            }
            for (std::size_t t = 0; t < indicator.years.size(); ++t) {
                if (masked || was_small(indicator.capital, t)) {
                    mask(indicator, indicator.years[t]);
                } else if (t > 0 && was_small(indicator.capital, t - 1)) {
                    indicator.years[t].opening.reset();
                }
            }
        }
    }

    void mask(CareIndicator const& indicator, IndicatorYear& year) const
    {
        IndicatorYear shown;
        shown.lower = year.lower;
        shown.upper = year.upper;
        shown.source = std::move(year.source);
        shown.flags = std::move(year.flags);
        if (indicator.direction != care::Direction::qualitative) {
            shown.good_level = std::move(year.good_level);
        }
        shown.level = word("masked");
        year = std::move(shown);
    }

    /// Statements as if no capital of people were there: whatever is left is of the others.
    void hide()
    {
        for (auto const& exercise : facts_.exercises) {
            for (auto const& [capital, people] : exercise.people) {
                facts_.mask.capitals.insert(capital);
            }
        }
        auto const& all = facts_.inputs;
        care::Inputs inputs;
        std::vector<std::size_t> kept;
        for (std::size_t i = 0; i < all.items.size(); ++i) {
            if (!is_apart(all.items[i].capital)) {
                kept.push_back(i);
                inputs.items.push_back(all.items[i]);
                inputs.opening.push_back(all.opening.empty() ? Money{} : all.opening[i]);
            }
        }
        for (auto const& exercise : all.exercises) {
            auto rest = exercise;
            rest.items.clear();
            for (auto const i : kept) {
                rest.items.push_back(exercise.items[i]);
            }
            inputs.exercises.push_back(std::move(rest));
        }
        facts_.inputs = std::move(inputs);
        facts_.outcome = care::compute(facts_.inputs, facts_.policy, true);
        facts_.book = care::post(facts_.inputs, facts_.outcome, facts_.policy);
        for (auto& exercise : facts_.exercises) {
            untag(exercise);
        }
        std::erase_if(facts_.capitals, [&](CareCapital const& capital) {
            return capital.valued && is_apart(capital.id);
        });
    }

    /// What their tags point at is a charge like any other.
    void untag(CareExercise& exercise) const
    {
        std::erase_if(exercise.incomplete,
                      [&](std::string const& capital) { return is_apart(capital); });
        for (auto tagged = exercise.tagged.begin(); tagged != exercise.tagged.end();) {
            if (!is_apart(capital_of_item(tagged->first))) {
                ++tagged;
                continue;
            }
            if (exercise.legal) {
                auto const& amounts = tagged->second;
                exercise.legal->preservation -= amounts.amount;
                exercise.legal->dotations += amounts.dotations;
                exercise.legal->charges += amounts.amount - amounts.dotations;
            }
            tagged = exercise.tagged.erase(tagged);
        }
    }

    /// One capital in the place of several. Their positions were netted one by one: only sums are
    /// left.
    void fold()
    {
        auto& mask = facts_.mask;
        mask.capitals = groups_.apart;
        std::vector<CareSums> sums;
        for (std::size_t t = 0; t < facts_.exercises.size(); ++t) {
            sums.push_back(sums_of_all(facts_, t, mask.capitals));
        }
        mask.sums = std::make_shared<std::vector<CareSums> const>(std::move(sums));
        mask.folded = free_id();
        fold_groups();
        fold_items();
        for (auto& entries : facts_.book.entries) {
            fold_entries(entries);
        }
        for (auto& exercise : facts_.exercises) {
            fold_exercise(exercise);
        }
        fold_capitals();
    }

    std::string free_id() const
    {
        std::string id = "H.reunis";
        while (std::ranges::count(facts_.capitals, id, &CareCapital::id) != 0) {
            id += "-";
        }
        return id;
    }

    void fold_capitals()
    {
        auto& capitals = facts_.capitals;
        auto const first = std::ranges::find_if(
            capitals, [&](CareCapital const& capital) { return is_apart(capital.id); });
        CareCapital together{
            facts_.mask.folded, word("folded", {{"people", groups_.people}}), true, {}};
        capitals.insert(first, std::move(together));
        std::erase_if(capitals, [&](CareCapital const& capital) { return is_apart(capital.id); });
    }

    /// Groups, with the accounts, positions and layers of each exercise.
    void fold_groups()
    {
        auto const groups = std::exchange(facts_.outcome.groups, {});
        std::vector<std::vector<care::Position>> positions;
        std::vector<std::vector<care::Accounts>> accounts;
        for (auto& exercise : facts_.outcome.exercises) {
            positions.push_back(std::exchange(exercise.positions, {}));
        }
        for (auto& exercise : facts_.book.accounts) {
            accounts.push_back(std::exchange(exercise, {}));
        }
        std::optional<std::size_t> together;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            bool const apart = is_apart(groups[g].capital);
            if (!apart || !together) {
                if (apart) {
                    together = facts_.outcome.groups.size();
                }
                facts_.outcome.groups.push_back(apart ? care::Group{facts_.mask.folded, {}, {}}
                                                      : groups[g]);
                for (std::size_t t = 0; t < positions.size(); ++t) {
                    facts_.outcome.exercises[t].positions.push_back(apart ? care::Position{}
                                                                          : positions[t][g]);
                    facts_.book.accounts[t].push_back(apart ? care::Accounts{} : accounts[t][g]);
                }
            }
            for (std::size_t t = 0; apart && t < positions.size(); ++t) {
                add_layers(facts_.outcome.exercises[t].positions[*together].layers,
                           positions[t][g].layers);
            }
        }
    }

    static void add_layers(std::vector<care::Layer>& layers, std::vector<care::Layer> const& more)
    {
        layers.insert(layers.end(), more.begin(), more.end());
        std::ranges::stable_sort(layers, {}, [](care::Layer const& layer) {
            return layer.exercise + 1; // `before` is before all
        });
        layers = layers_since(layers, 0);
    }

    /// One item without amounts but memos: those of its position are in the sums.
    void fold_items()
    {
        auto& inputs = facts_.inputs;
        std::map<std::size_t, std::size_t> moved;
        std::optional<std::size_t> together;
        auto const all = std::exchange(inputs.items, {});
        auto const openings = std::exchange(inputs.opening, {});
        for (std::size_t i = 0; i < all.size(); ++i) {
            bool const apart = is_apart(all[i].capital);
            if (apart && together) {
                moved[i] = *together;
                continue;
            }
            moved[i] = inputs.items.size();
            if (apart) {
                together = inputs.items.size();
            }
            inputs.items.push_back(apart ? care::Item{facts_.mask.folded, {}} : all[i]);
            inputs.opening.push_back(apart || openings.empty() ? Money{} : openings[i]);
        }
        for (std::size_t t = 0; t < inputs.exercises.size(); ++t) {
            auto const years = std::exchange(inputs.exercises[t].items, {});
            auto const memos = std::exchange(facts_.outcome.exercises[t].memos, {});
            inputs.exercises[t].items.resize(inputs.items.size());
            facts_.outcome.exercises[t].memos.resize(inputs.items.size());
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (!is_apart(all[i].capital)) {
                    inputs.exercises[t].items[moved[i]] = years[i];
                }
                auto& memo = facts_.outcome.exercises[t].memos[moved[i]];
                for (auto const& [kind, amount] : memo_kinds) {
                    memo.*amount += memos[i].*amount;
                }
            }
        }
        for (auto& group : facts_.outcome.groups) {
            for (auto& item : group.items) {
                item = moved[item];
            }
            if (group.capital == facts_.mask.folded && together) {
                group.items = {*together};
            }
        }
    }

    /// Their entries of a journal by a rule are one entry.
    void fold_entries(std::vector<care::Draft>& entries) const
    {
        std::vector<care::Draft> result;
        for (auto& entry : entries) {
            if (!is_apart(entry.capital)) {
                result.push_back(std::move(entry));
                continue;
            }
            for (auto& line : entry.lines) {
                if (auto const dot = line.account.find('.'); dot != std::string::npos) {
                    line.account = line.account.substr(0, dot + 1) + facts_.mask.folded;
                }
            }
            auto const known = std::ranges::find_if(result, [&](care::Draft const& other) {
                return other.capital == facts_.mask.folded && other.journal == entry.journal &&
                       other.rule == entry.rule;
            });
            if (known == result.end()) {
                auto lines = std::exchange(entry.lines, {});
                entry.capital = facts_.mask.folded;
                entry.action.clear();
                add_lines(entry, lines);
                result.push_back(std::move(entry));
            } else {
                add_lines(*known, entry.lines);
            }
        }
        entries = std::move(result);
    }

    static void add_lines(care::Draft& entry, std::vector<care::Line> const& lines)
    {
        for (auto const& line : lines) {
            auto const same = [&](care::Line const& other) {
                return other.account == line.account &&
                       other.debit.is_zero() == line.debit.is_zero();
            };
            if (auto const known = std::ranges::find_if(entry.lines, same);
                known == entry.lines.end()) {
                entry.lines.push_back(line);
            } else {
                known->debit += line.debit;
                known->credit += line.credit;
            }
        }
    }

    void fold_exercise(CareExercise& exercise) const
    {
        auto const gone = std::erase_if(
            exercise.incomplete, [&](std::string const& capital) { return is_apart(capital); });
        if (gone > 0) {
            exercise.incomplete.insert(facts_.mask.folded);
        }
        CareTagged together;
        for (auto tagged = exercise.tagged.begin(); tagged != exercise.tagged.end();) {
            if (is_apart(capital_of_item(tagged->first))) {
                together.amount += tagged->second.amount;
                together.dotations += tagged->second.dotations;
                tagged = exercise.tagged.erase(tagged);
            } else {
                ++tagged;
            }
        }
        exercise.tagged[facts_.mask.folded] = together;
    }

    void drop_names()
    {
        auto const is_theirs = [&](auto const& each) {
            return is_apart(capital_of_item(each.item));
        };
        std::erase_if(facts_.work, is_theirs);
        std::erase_if(facts_.asked, is_theirs);
        std::erase_if(facts_.actions,
                      [&](auto const& action) { return is_apart(capital_of_item(action.first)); });
        auto const gone = std::erase_if(facts_.shadow_priced, [&](std::string const& item) {
            return is_apart(capital_of_item(item));
        });
        if (gone > 0 && !facts_.mask.folded.empty()) {
            facts_.shadow_priced.insert(facts_.mask.folded);
        }
    }

    /// Sources of their figures; and of sums of all, those that tell of them.
    void drop_sources()
    {
        std::erase_if(facts_.sources,
                      [&](auto const& each) { return is_masked_figure(facts_, each.first); });
        for (auto& [figure, sources] : facts_.sources) {
            Money total;
            auto const gone = std::erase_if(sources, [&](CareSource const& source) {
                bool const theirs = is_apart(capital_of_item(source.item));
                if (theirs) {
                    total += source.amount.value_or(Money{});
                }
                return theirs;
            });
            if (gone > 0 && !facts_.mask.folded.empty()) {
                CareSource together;
                together.ref = word("folded", {{"people", groups_.people}});
                if (figure.ends_with("/preservation")) {
                    together.amount = total;
                }
                sources.push_back(std::move(together));
            }
        }
    }

    CareFacts& facts_;
    Groups groups_;
    i18n::Language language_;
};

} // namespace

CareFacts published(CareFacts facts, i18n::Language language)
{
    Publisher{facts, groups_of(facts), language}.run();
    return facts;
}

void demand_published(CareFacts const& facts, std::string_view figure)
{
    auto const& mask = facts.mask;
    auto const start = figure.find('/');
    auto const rest = start == std::string_view::npos ? figure : figure.substr(start + 1);
    auto const subject = std::string{rest.substr(0, rest.find('/'))};
    bool const whole = rest.find('/') == std::string_view::npos;
    bool const masked =
        mask.capitals.contains(subject) || mask.indicators.contains(subject) ||
        (mask.hides() && (subject == "H" || (whole && (std::ranges::count(whole_of_all, rest) > 0 ||
                                                       rest.starts_with("distributable-")))));
    if (masked) {
        throw core::Error{
            core::ErrorKind::refused, "care.masked", {{"figure", std::string{figure}}}};
    }
}

} // namespace coop::report
