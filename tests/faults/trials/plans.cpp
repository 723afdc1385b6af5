// SPDX-License-Identifier: GPL-3.0-or-later
#include "plans.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace coop::faults {

namespace {

/// Each fault at each operation of a line, and the end of it: the power goes as soon as it is done.
std::vector<Trial> every_trial(std::size_t line, Clean const& clean, std::string const& only)
{
    std::vector<Trial> result;
    for (std::size_t at = 0; at < clean.steps.size(); ++at) {
        for (int i = 1; i < fault_count; ++i) {
            auto const fault = static_cast<Fault>(i);
            bool const asked = only.empty() || only == name_of(fault);
            if (!asked || !can(fault, clean.steps[at])) {
                continue;
            }
            result.push_back({line, {fault, at, false, 0}});
            if (fault != Fault::interrupted && fault != Fault::cut) {
                result.push_back({line, {fault, at, true, 0}});
            }
        }
    }
    if (only.empty() || only == name_of(Fault::cut)) {
        result.push_back({line, {Fault::cut, clean.steps.size(), false, 0}});
    }
    return result;
}

void shuffle(std::vector<Trial>& trials, Random& random)
{
    for (auto i = trials.size(); i > 1; --i) {
        std::swap(trials[i - 1], trials[random.below(i)]);
    }
}

/// How many of each line, so that all together are as many as asked: all of a short command, and
/// the same number of each longer one.
std::size_t share_of(std::vector<std::vector<Trial>> const& lines, std::size_t asked)
{
    std::size_t low = 0;
    std::size_t high = asked;
    while (low < high) {
        auto const share = (low + high + 1) / 2;
        std::size_t sum = 0;
        for (auto const& line : lines) {
            sum += std::min(line.size(), share);
        }
        if (sum <= asked) {
            low = share;
        } else {
            high = share - 1;
        }
    }
    return low;
}

} // namespace

std::vector<Trial> plan(Asked const& asked, std::vector<Clean> const& clean)
{
    Random random{asked.seed};
    std::vector<std::vector<Trial>> every;
    std::size_t all = 0;
    for (std::size_t i = 0; i < clean.size(); ++i) {
        if (lines()[i].text().starts_with(asked.command)) {
            every.push_back(every_trial(i, clean[i], asked.fault));
            all += every.back().size();
        }
    }
    std::vector<Trial> result;
    while (all > 0 && result.size() < asked.faults) {
        auto const left = asked.faults - result.size();
        auto const share = share_of(every, left);
        for (auto& line : every) {
            shuffle(line, random);
            auto const count = std::min(line.size(), std::max<std::size_t>(share, 1));
            result.insert(result.end(), line.begin(), line.begin() + static_cast<long>(count));
        }
    }
    for (auto& trial : result) {
        trial.plan.seed = random.next();
    }
    return result;
}

Trial parse_trial(std::string const& name)
{
    std::istringstream parts{name};
    std::string line, fault, at, how, seed;
    std::getline(parts, line, ':');
    std::getline(parts, fault, ':');
    std::getline(parts, at, ':');
    std::getline(parts, how, ':');
    std::getline(parts, seed, ':');
    for (int i = 0; i < fault_count; ++i) {
        if (fault == name_of(static_cast<Fault>(i))) {
            return {std::stoul(line),
                    {static_cast<Fault>(i), std::stoul(at), how == "stays", std::stoull(seed)}};
        }
    }
    throw std::runtime_error{"no trial: " + name};
}

} // namespace coop::faults
