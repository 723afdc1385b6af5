// SPDX-License-Identifier: GPL-3.0-or-later
#include "workers.hpp"

#include "process.hpp"

#include <sys/wait.h>

#include <cstdio>
#include <span>
#include <stdexcept>

namespace coop::faults {

namespace {

/// What a worker tells, while it works: it may not come to its end.
struct Told {
    Counts counts;
    std::size_t next = 0; ///< the trial after the one that it is at
    bool done = false;
};

void report(std::string const& finding)
{
    constexpr int most = 50; // Of each worker: one mistake is found at every operation after it.
    static int reported = 0;
    if (++reported > most) {
        return;
    }
    auto const text = "FINDING " + finding;
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void work(std::span<Trial const> trials, std::vector<Clean> const& clean, Told& told)
{
    Machine machine;
    Tester tester{machine, clean, told.counts, report};
    while (told.next < trials.size()) {
        tester.run(trials[told.next++]);
    }
    told.done = true;
}

void add(Counts& sum, Counts const& part)
{
    for (int i = 0; i < fault_count; ++i) {
        sum.faults[i] += part.faults[i];
    }
    for (int i = 0; i < 3; ++i) {
        sum.answers[i] += part.answers[i];
    }
    sum.states += part.states;
    sum.retries += part.retries;
    sum.verified += part.verified;
    sum.findings += part.findings;
}

} // namespace

Counts run_in_workers(std::vector<Trial> const& trials, std::vector<Clean> const& clean,
                      std::size_t jobs)
{
    Shared<Told> told{jobs};
    std::vector<std::vector<Trial>> parts(jobs);
    for (std::size_t i = 0; i < trials.size(); ++i) {
        parts[i % jobs].push_back(trials[i]);
    }
    std::map<pid_t, std::size_t> running;
    auto const start = [&](std::size_t i) {
        running.emplace(start_process([&, i] { work(parts[i], clean, told[i]); }), i);
    };
    for (std::size_t i = 0; i < jobs; ++i) {
        start(i);
    }
    while (!running.empty()) {
        int status = 0;
        auto const ended = running.find(::waitpid(-1, &status, 0));
        if (ended == running.end()) {
            continue;
        }
        auto const i = ended->second;
        running.erase(ended);
        if (told[i].done) {
            continue;
        }
        if (told[i].next == 0) {
            throw std::runtime_error{"the tests themselves do not start"};
        }
        auto const& trial = parts[i].at(told[i].next - 1);
        ++told[i].counts.findings;
        report("coop " + lines()[trial.line].text() + "\n    " + end_of(status) +
               "\n    --repeat '" + trial.name() + "'\n");
        start(i); // It goes on where this one ended.
    }
    Counts sum;
    for (std::size_t i = 0; i < jobs; ++i) {
        add(sum, told[i].counts);
    }
    return sum;
}

} // namespace coop::faults
