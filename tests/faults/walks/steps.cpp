// SPDX-License-Identifier: GPL-3.0-or-later
//
// What may be done next, and what comes of it.
#include "steps.hpp"

#include "entry_steps.hpp"

#include "commands/lines.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace coop::faults {

namespace {

constexpr int first_year = 2024;
constexpr int years_max = 4;

class Chooser : EntrySteps {
public:
    Chooser(Model const& model, Random& random) : EntrySteps(model, random) {}

    WalkStep choose()
    {
        using Way = std::optional<WalkStep> (Chooser::*)();
        // Most of what is typed is entries.
        static constexpr Way ways[] = {
            &Chooser::add,     &Chooser::add,     &Chooser::add,        &Chooser::add,
            &Chooser::add,     &Chooser::edit,    &Chooser::edit,       &Chooser::remove,
            &Chooser::post,    &Chooser::post,    &Chooser::post,       &Chooser::post_until,
            &Chooser::reverse, &Chooser::reverse, &Chooser::attach,     &Chooser::add_year,
            &Chooser::lock,    &Chooser::unlock,  &Chooser::close,      &Chooser::import,
            &Chooser::undo,    &Chooser::party,   &Chooser::merge,      &Chooser::unmerge,
            &Chooser::project, &Chooser::budget,  &Chooser::inkind,     &Chooser::object,
            &Chooser::object,  &Chooser::revise,  &Chooser::care_close, &Chooser::backup,
            &Chooser::restore};
        while (true) {
            if (auto step = (this->*one_of(ways, random_))()) {
                return std::move(*step);
            }
        }
    }

private:
    std::optional<WalkStep> add_year()
    {
        if (model_.years.size() >= years_max) {
            return {};
        }
        auto const year = model_.years.rbegin()->first + 1;
        return WalkStep{"year add " + std::to_string(year),
                        [year](Model& model) { model.years[year] = ModelState::open; }};
    }

    /// The first year of that state.
    std::optional<int> first_of(ModelState state)
    {
        for (auto const& [year, has] : model_.years) {
            if (has == state) {
                return year;
            }
        }
        return {};
    }

    std::optional<WalkStep> lock()
    {
        auto const year = first_of(ModelState::open);
        if (!year || model_.has_draft_until(*year)) {
            return {};
        }
        return WalkStep{"year lock " + std::to_string(*year),
                        [year](Model& model) { model.years[*year] = ModelState::locked; }};
    }

    std::optional<WalkStep> unlock()
    {
        std::optional<int> last;
        for (auto const& [year, state] : model_.years) {
            if (state == ModelState::locked) {
                last = year;
            }
        }
        if (!last) {
            return {};
        }
        return WalkStep{"year unlock " + std::to_string(*last) + " --reason oubli",
                        [last](Model& model) { model.years[*last] = ModelState::open; }};
    }

    std::optional<WalkStep> close()
    {
        auto year = first_of(ModelState::locked);
        auto const open = first_of(ModelState::open);
        if (!year || (open && *open < *year)) {
            year = open;
        }
        if (!year || !model_.years.contains(*year + 1) || model_.has_draft_until(*year) ||
            random_.chance(50)) {
            return {};
        }
        return WalkStep{"year close " + std::to_string(*year) + " --yes",
                        [year](Model& model) {
                            model.years[*year] = ModelState::closed;
                            auto opening = model.opening_after(*year);
                            if (!opening.lines.empty()) {
                                model.add(std::move(opening));
                            }
                        },
                        true};
    }

    std::optional<WalkStep> party()
    {
        auto const name = new_word("Personne");
        return WalkStep{"party add " + name, [name](Model& model) { model.name_party(name); }};
    }

    std::optional<WalkStep> merge()
    {
        Texts alone;
        for (auto const& [name, joined] : model_.parties) {
            if (joined.empty()) {
                alone.push_back(name);
            }
        }
        if (alone.size() < 2) {
            return {};
        }
        auto const from = one_of(alone, random_);
        auto const into = one_of(alone, random_);
        if (from == into) {
            return {};
        }
        return WalkStep{"party merge " + from + " " + into + " --yes",
                        [from, into](Model& model) { model.parties[from] = into; }};
    }

    std::optional<WalkStep> unmerge()
    {
        Texts joined;
        for (auto const& [name, into] : model_.parties) {
            if (!into.empty()) {
                joined.push_back(name);
            }
        }
        if (joined.empty()) {
            return {};
        }
        auto const name = one_of(joined, random_);
        return WalkStep{"party unmerge " + name,
                        [name](Model& model) { model.parties[name].clear(); }};
    }

    std::optional<WalkStep> project()
    {
        auto const code = new_word("projet");
        return WalkStep{"project add " + code,
                        [code](Model& model) { model.projects.insert(code); }};
    }

    std::optional<WalkStep> budget()
    {
        auto const year = one_of(model_.years, random_).first;
        auto const allowed = amount();
        return WalkStep{"budget set " + std::to_string(year) + " 606=" + amount_text(allowed),
                        [year, allowed](Model& model) { model.budgets[year] = allowed; }};
    }

    std::optional<WalkStep> inkind()
    {
        auto const year = open_year();
        if (!year) {
            return {};
        }
        constexpr Cents hourly = 2500;
        auto const hours = static_cast<Cents>(1 + random_.below(30));
        ModelEntry entry{.date = day_in(*year), .label = new_word("Don")};
        entry.in_kind = true;
        entry.lines = {{"864", hours * hourly, 0}, {"875", 0, hours * hourly}};
        entry.posted = random_.chance(50);
        return WalkStep{"inkind add --date " + entry.date + " --kind benevolat --hours " +
                            std::to_string(hours) + " --rate formateur --label " + entry.label +
                            (entry.posted ? " --post" : ""),
                        [entry](Model& model) { model.add(entry); }};
    }

    std::optional<WalkStep> object()
    {
        static Texts const kinds{"capital",     "use",     "indicator",   "state", "measurement",
                                 "degradation", "action",  "cost",        "wage",  "budget",
                                 "realisation", "opening", "spokesperson"};
        auto const& kind = one_of(kinds, random_);
        auto const count = model_.objects.contains(kind) ? model_.objects.at(kind).size() : 0;
        auto const number = static_cast<int>(count) + 1;
        if (number > 8) {
            return {};
        }
        return WalkStep{adding(kind, number), [kind, id = object_id(kind, number)](Model& model) {
                            model.objects[kind].insert(id);
                        }};
    }

    std::optional<WalkStep> revise()
    {
        return WalkStep{"care capital revise " + object_id("capital", 1) + " --why " +
                            new_word("raison"),
                        [](Model&) {}};
    }

    std::optional<WalkStep> backup()
    {
        auto const name = new_word("copie") + ".sauvegarde";
        return WalkStep{"backup " + name,
                        [name](Model& model) {
                            model.saved = std::make_shared<Model const>(model);
                            model.backup = name;
                        },
                        false,
                        {},
                        name};
    }

    std::optional<WalkStep> restore()
    {
        if (!model_.saved || random_.chance(50)) {
            return {};
        }
        return WalkStep{"restore " + model_.backup, [](Model& model) {
                            auto const saved = model.saved;
                            auto const name = model.backup;
                            model = *saved;
                            model.saved = saved;
                            model.backup = name;
                        }};
    }

    std::optional<WalkStep> care_close()
    {
        std::vector<int> fitting;
        for (auto const& [year, state] : model_.years) {
            if (state != ModelState::open && !model_.care_closes.contains(year)) {
                fitting.push_back(year);
            }
        }
        if (fitting.empty()) {
            return {};
        }
        auto const year = one_of(fitting, random_);
        return WalkStep{"care close --allow-undeclared --year " + std::to_string(year),
                        [year](Model& model) { model.care_closes.insert(year); }, true};
    }
};

} // namespace

WalkStep choose_step(Model const& model, Random& random)
{
    auto step = Chooser{model, random}.choose();
    step.line += " -f book.coop";
    return step;
}

std::vector<WalkStep> first_steps()
{
    std::vector<WalkStep> steps{
        {"init book.coop --name Marche --siren 732829320 --year " + std::to_string(first_year),
         [](Model& model) { model.years[first_year] = ModelState::open; }},
        {"inkind rate set formateur --from 2024-01-01 --hourly 25", [](Model&) {}}};
    // What the objects of the registers name.
    for (std::string const kind : {"capital", "use", "indicator", "spokesperson", "action"}) {
        steps.push_back({adding(kind, 1),
                         [kind](Model& model) { model.objects[kind].insert(object_id(kind, 1)); }});
    }
    return steps;
}

} // namespace coop::faults
