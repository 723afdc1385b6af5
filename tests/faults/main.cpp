// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every command that writes, on a disk that fails: `test_faults --faults 1000000 --seed 7
// --command 'ledger add'`.
#include "trials/workers.hpp"
#include "walks/walk.hpp"

#include <cstdio>
#include <stdexcept>
#include <string>

namespace coop::faults {

namespace {

Asked parse(std::vector<std::string> const& words, WalkAsked& walks)
{
    Asked asked;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        auto const& value = words[i + 1];
        if (words[i] == "--faults") {
            asked.faults = std::stoul(value);
        } else if (words[i] == "--seed") {
            asked.seed = walks.seed = std::stoull(value);
        } else if (words[i] == "--walk") {
            walks.walks = std::stoul(value);
        } else if (words[i] == "--say") {
            walks.says = value == "yes";
        } else if (words[i] == "--steps") {
            walks.steps = std::stoul(value);
        } else if (words[i] == "--command") {
            asked.command = value;
        } else if (words[i] == "--fault") {
            asked.fault = value;
        } else if (words[i] == "--jobs") {
            asked.jobs = std::stoul(value);
        } else if (words[i] == "--repeat") {
            asked.repeat = value;
        } else {
            throw std::runtime_error{"unknown: " + words[i]};
        }
    }
    return asked;
}

void print(Counts const& counts, std::vector<Trial> const& trials, std::vector<Clean> const& clean)
{
    std::set<std::string> commands;
    std::set<std::size_t> typed;
    std::size_t steps = 0;
    for (auto const& trial : trials) {
        commands.insert(lines()[trial.line].command);
        if (typed.insert(trial.line).second) {
            steps += clean[trial.line].steps.size();
        }
    }
    std::printf("%zu commands in %zu lines, %zu operations\n", commands.size(), typed.size(),
                steps);
    std::printf("%zu faults:", trials.size());
    for (int i = 1; i < fault_count; ++i) {
        std::printf(" %s %zu", name_of(static_cast<Fault>(i)), counts.faults[i]);
    }
    std::printf("\nanswers: done %zu, nothing recorded %zu, not confirmed %zu; %zu tried again\n",
                counts.answers[0], counts.answers[1], counts.answers[2], counts.retries);
    std::printf("disks after a power cut: %zu\nfindings: %zu\n", counts.states, counts.findings);
}

int walk_only(WalkAsked const& asked)
{
    auto const counts = walk(asked, [](std::string const& found) {
        std::printf("FINDING %s", found.c_str());
        std::fflush(stdout);
    });
    std::printf("%zu walks of %zu commands, %zu in all, %zu refused by a rule\n", asked.walks,
                asked.steps, counts.commands, counts.refused);
    std::printf("faults %zu, power cuts %zu; books compared with the model: %zu\n", counts.faults,
                counts.cuts, counts.compared);
    std::printf("findings: %zu\n", counts.findings);
    return counts.findings == 0 ? 0 : 1;
}

int run(Asked const& asked)
{
    for (auto const& command : commands_without_line()) {
        std::printf("no line of `coop %s` in tests/faults/commands/typed.cpp\n", command.c_str());
        return 1;
    }
    auto const clean = [&asked] {
        Machine machine;
        return run_clean(machine, asked.command);
    }();
    auto const trials =
        asked.repeat.empty() ? plan(asked, clean) : std::vector{parse_trial(asked.repeat)};
    auto const counts = run_in_workers(trials, clean, asked.repeat.empty() ? asked.jobs : 1);
    print(counts, trials, clean);
    return counts.findings == 0 ? 0 : 1;
}

} // namespace

} // namespace coop::faults

int main(int count, char const** words)
{
    try {
        coop::faults::WalkAsked walks;
        auto const asked = coop::faults::parse({words + 1, words + count}, walks);
        return walks.walks > 0 ? coop::faults::walk_only(walks) : coop::faults::run(asked);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
