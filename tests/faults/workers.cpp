// SPDX-License-Identifier: GPL-3.0-or-later
#include "workers.hpp"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <new>
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

/// A process that goes on where the last one ended.
pid_t start(std::span<Trial const> trials, std::vector<Clean> const& clean, Told& told)
{
    std::fflush(stdout);
    auto const child = ::fork();
    if (child != 0) {
        return child;
    }
    int code = 0;
    try {
        work(trials, clean, told);
    } catch (std::exception const& bug) {
        report(std::string{"of the tests themselves: "} + bug.what() + "\n");
        code = 1;
    }
    ::_exit(code);
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
    auto const size = jobs * sizeof(Told);
    auto* const memory =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        throw std::runtime_error{"no memory to share"};
    }
    auto* const told = static_cast<Told*>(memory);
    std::vector<std::vector<Trial>> parts(jobs);
    for (std::size_t i = 0; i < trials.size(); ++i) {
        parts[i % jobs].push_back(trials[i]);
    }
    std::map<pid_t, std::size_t> running;
    for (std::size_t i = 0; i < jobs; ++i) {
        new (told + i) Told{};
        running.emplace(start(parts[i], clean, told[i]), i);
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
        ++told[i].counts.findings;
        auto const at = told[i].next - 1;
        report("coop " + lines()[parts[i].at(at).line].text() + "\n    the process ended: " +
               (WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                                    : "code " + std::to_string(WEXITSTATUS(status))) +
               "\n    --repeat '" + parts[i].at(at).name() + "'\n");
        running.emplace(start(parts[i], clean, told[i]), i);
    }
    Counts sum;
    for (std::size_t i = 0; i < jobs; ++i) {
        add(sum, told[i].counts);
    }
    ::munmap(memory, size);
    return sum;
}

} // namespace coop::faults
