// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk.hpp"

#include "compare.hpp"
#include "steps.hpp"
#include "trials/process.hpp"

#include <cstdio>
#include <stdexcept>

namespace coop::faults {

namespace {

constexpr std::string_view book_name = "book.coop";
constexpr unsigned fails = 25; ///< in a hundred commands
constexpr std::size_t compared_every = 6;
constexpr std::size_t dumped_every = 25;

class Walk {
public:
    Walk(Machine& machine, std::uint64_t seed, WalkCounts& counts, bool says)
        : machine_(machine), judge_(machine), random_(seed), counts_(counts), says_(says)
    {
    }

    /// \throws std::runtime_error with what was found.
    void run(std::size_t steps)
    {
        machine_.place().put(Contents{});
        machine_.on(day_of_walks);
        for (auto const& step : first_steps()) {
            take(step, {});
        }
        for (std::size_t i = 1; i <= steps; ++i) {
            auto const step = choose_step(model_, random_);
            take(step, random_.chance(fails) ? some_fault() : Plan{});
            if (i % compared_every == 0 || i == steps) {
                ++counts_.compared;
                demand(compare(machine_, model_));
            }
            if (i % dumped_every == 0 || i == steps) {
                demand(compare_dumps(machine_));
            }
        }
    }

private:
    Plan some_fault()
    {
        constexpr Fault kinds[] = {Fault::error, Fault::full, Fault::torn, Fault::lost,
                                   Fault::busy,  Fault::cut,  Fault::cut};
        auto const fault = kinds[random_.below(std::size(kinds))];
        return {fault, random_.below(150), random_.chance(40), random_.next()};
    }

    void demand(std::string const& wrong) const
    {
        if (!wrong.empty()) {
            throw std::runtime_error{last_ + "\n    " + wrong};
        }
    }

    void take(WalkStep const& step, Plan plan)
    {
        last_ = "coop " + step.line;
        ++counts_.commands;
        auto files = machine_.place().contents();
        std::string const before = files.contains(std::string{book_name})
                                       ? judge_.tables(files.at(std::string{book_name}))
                                       : "";
        files.insert(step.files.begin(), step.files.end());
        machine_.start(shelf_of(files), plan);
        auto words = words_of(step.line);
        words.emplace_back("--json");
        auto const said = machine_.run(words);
        machine_.disk().stop();
        bool const struck = machine_.disk().struck();
        last_ += struck ? std::string{" ("} + name_of(plan.fault) + " at " +
                              std::to_string(plan.at) + (plan.stays ? ", stays" : "") + ")"
                        : "";
        if (says_) {
            std::printf("%s: %d %s\n", last_.c_str(), said.code, said.id.c_str());
        }
        settle(plan, struck);
        if (!machine_.place().contents().contains(std::string{book_name})) {
            // It lies aside: what was to take its place is asked for again.
            demand(struck && step.line.starts_with("restore") ? "" : "the book is gone");
            machine_.must(step.line);
            step.effect(model_);
            return;
        }
        bool const changed = has_changed(step, before);
        check(step, said, struck, changed, plan.fault == Fault::cut);
        if (said.code == 0 || (struck && changed)) {
            step.effect(model_);
        }
        for (auto const& [name, bytes] : step.files) {
            machine_.remove_file(name);
        }
    }

    bool has_changed(WalkStep const& step, std::string const& before)
    {
        auto const now = judge_.tables(book());
        if (step.makes.empty()) {
            return now != before;
        }
        auto const files = machine_.place().contents();
        auto const copy = files.find(step.makes);
        demand(copy == files.end() || judge_.tables(copy->second) == now ? "" : "half a backup");
        return copy != files.end();
    }

    std::string book() const { return machine_.place().contents().at(std::string{book_name}); }

    void settle(Plan const& plan, bool struck)
    {
        if (struck && plan.fault == Fault::cut) {
            ++counts_.cuts;
            machine_.power_back(random_.next());
        } else if (struck) {
            ++counts_.faults;
        }
        demand(judge_.settle());
    }

    void check(WalkStep const& step, Said const& said, bool struck, bool changed, bool cut)
    {
        constexpr int refused = 3;
        auto const answer = std::to_string(said.code) + " " + said.err;
        if (said.code == 0) {
            bool const nothing_to_do = !changed && !struck;
            demand(changed || nothing_to_do ? "" : "done, and not there");
        } else if (said.code == refused && step.may_be_refused) {
            ++counts_.refused;
            demand(changed ? "refused, and done: " + answer : "");
        } else if (!struck) {
            demand(answer);
        } else if (!cut && changed && truth_of(said) == Truth::nothing) {
            demand("nothing was recorded, it says, and it was: " + answer);
        } else if (!cut && !changed && truth_of(said) != Truth::nothing) {
            demand("it was recorded, it says, and it was not: " + answer);
        }
    }

    Machine& machine_;
    Judge judge_;
    Random random_;
    WalkCounts& counts_;
    bool says_;
    Model model_;
    std::string last_;
};

} // namespace

WalkCounts walk(WalkAsked const& asked, Report const& report)
{
    Shared<WalkCounts> counts;
    for (std::size_t i = 0; i < asked.walks; ++i) {
        auto const seed = asked.seed + i;
        auto const again = "\n    --walk 1 --seed " + std::to_string(seed) + "\n";
        auto const ended = in_a_process([&] {
            Machine machine;
            try {
                Walk{machine, seed, *counts, asked.says}.run(asked.steps);
            } catch (std::exception const& found) {
                ++counts->findings;
                report(found.what() + again);
            }
        });
        if (!ended.empty()) {
            ++counts->findings;
            report(ended + again);
        }
    }
    return *counts;
}

} // namespace coop::faults
