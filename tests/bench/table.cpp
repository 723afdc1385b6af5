// SPDX-License-Identifier: GPL-3.0-or-later
//
// Figures as Markdown: the goals first, then a table for each work.
#include "tasks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace coop::bench {

namespace {

/// Three digits that mean something.
std::string number(double value)
{
    auto const places = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return fmt::format("{:.{}f}", value, places);
}

std::string grouped(std::int64_t value)
{
    auto text = std::to_string(value);
    for (auto at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) {
        text.insert(static_cast<std::size_t>(at), " ");
    }
    return text;
}

std::string cell(Result const& one, Result const* probe, Result const* smallest)
{
    auto text = number(one.median);
    if (probe != nullptr && probe != &one && probe->median > 0) {
        text += fmt::format(" · ×{}", number(one.median / probe->median));
    }
    if (smallest != nullptr && smallest != &one && smallest->median > 0) {
        text += fmt::format(" · ↑{}", number(one.median / smallest->median));
    }
    return text;
}

std::string unit_of(std::vector<Result> const& results, std::string const& work)
{
    for (auto const& one : results) {
        if (one.work == work) {
            return one.measure == "syncs" ? "calls" : "ms";
        }
    }
    return "";
}

std::string table_of(std::vector<Result> const& results, std::string const& work,
                     std::vector<std::int64_t> const& sizes)
{
    auto text = fmt::format("\n### {}\n\n| {} |", work, unit_of(results, work));
    for (auto const size : sizes) {
        text += fmt::format(" {} |", grouped(size));
    }
    text += " peak, MiB |\n| --- |";
    for (std::size_t i = 0; i <= sizes.size(); ++i) {
        text += " ---: |";
    }
    text += "\n";
    for (auto const& program : programs_of(results, work)) {
        text += "| " + program + " |";
        long peak = 0;
        for (auto const size : sizes) {
            auto const* const one = find(results, work, program, size);
            if (one != nullptr) {
                peak = one->peak_kib;
            }
            text += one == nullptr ? " |"
                                   : " " +
                                         cell(*one, find(results, work, "probe", size),
                                              find(results, work, program, sizes.front())) +
                                         " |";
        }
        text += fmt::format(" {} |\n", number(static_cast<double>(peak) / 1024));
    }
    return text;
}

struct Verdict {
    std::string wanted;
    std::optional<double> measured;
    bool met = false;
    std::int64_t size = 0; ///< where it was measured
};

Verdict judged(std::string wanted, double measured, bool met, std::int64_t size)
{
    return {std::move(wanted), measured, met, size};
}

/// The two figures of a ratio at the largest size that has both.
Verdict compared(Goal const& goal, std::vector<Result> const& results,
                 std::vector<std::int64_t> const& sizes)
{
    auto const other = parts_of(goal.other, '|');
    bool const times = goal.kind == "times";
    auto const wanted =
        times ? fmt::format("≥ {} times faster than {} ({})",
                            grouped(static_cast<std::int64_t>(goal.limit)), other[1], other[0])
              : fmt::format("≤ {} × {}{}", number(goal.limit), other[1],
                            other[0] == goal.work ? "" : " (" + other[0] + ")");
    for (auto size = sizes.rbegin(); size != sizes.rend(); ++size) {
        auto const* const ours = find(results, goal.work, goal.program, *size);
        auto const* const theirs = find(results, other[0], other[1], *size);
        if (ours == nullptr || theirs == nullptr || ours->median <= 0 || theirs->median <= 0) {
            continue;
        }
        auto const value = times ? theirs->median / ours->median : ours->median / theirs->median;
        return judged(wanted, value, times ? value >= goal.limit : value <= goal.limit, *size);
    }
    return {wanted, {}, false, 0};
}

Verdict alone(Goal const& goal, std::vector<Result> const& results,
              std::vector<std::int64_t> const& sizes)
{
    Result const* largest = nullptr;
    Result const* smallest = nullptr;
    for (auto const size : sizes) {
        if (auto const* const one = find(results, goal.work, goal.program, size)) {
            largest = one;
            smallest = smallest == nullptr ? one : smallest;
        }
    }
    if (goal.kind == "growth") {
        auto const wanted = fmt::format("largest ≤ {} × smallest books", number(goal.limit));
        if (largest == smallest || smallest->median <= 0) {
            return {wanted, {}, false, 0};
        }
        auto const value = largest->median / smallest->median;
        return judged(wanted, value, value <= goal.limit, largest->size);
    }
    auto const wanted = goal.kind == "peak" ? fmt::format("≤ {} MiB", number(goal.limit))
                        : goal.kind == "rate"
                            ? fmt::format("≥ {} entries a second of processor",
                                          grouped(static_cast<std::int64_t>(goal.limit)))
                            : fmt::format("≤ {}", number(goal.limit));
    if (largest == nullptr) {
        return {wanted, {}, false, 0};
    }
    auto const value = goal.kind == "peak" ? static_cast<double>(largest->peak_kib) / 1024
                       : goal.kind == "rate"
                           ? static_cast<double>(largest->size) * 1000 / largest->cpu
                           : largest->median;
    return judged(wanted, value, goal.kind == "rate" ? value >= goal.limit : value <= goal.limit,
                  largest->size);
}

std::string goals_table(std::vector<Result> const& results, std::vector<Goal> const& goals,
                        std::vector<std::int64_t> const& sizes)
{
    std::string text = "| work | goal | measured | at entries | |\n"
                       "| --- | --- | ---: | ---: | --- |\n";
    for (auto const& goal : goals) {
        auto const verdict =
            goal.other.empty() ? alone(goal, results, sizes) : compared(goal, results, sizes);
        auto const name =
            goal.program == "coop" ? goal.work : goal.work + " (" + goal.program + ")";
        text += fmt::format("| {} | {} | {} | {} | {} |\n", name, verdict.wanted,
                            !verdict.measured         ? "–"
                            : *verdict.measured > 999 ? grouped(std::llround(*verdict.measured))
                                                      : number(*verdict.measured),
                            verdict.measured ? grouped(verdict.size) : "–",
                            !verdict.measured ? "not measured"
                            : verdict.met     ? "met"
                                              : "**not met**");
    }
    return text;
}

} // namespace

std::string tables(std::vector<Result> const& results, std::vector<Goal> const& goals)
{
    auto const sizes = sizes_of(results);
    auto text = goals_table(results, goals, sizes);
    text += "\nMedians of whole processes; × to the bare program (`probe`), ↑ to the smallest "
            "books; peak\nmemory at the largest size measured.\n";
    for (auto const& work : works_of(results)) {
        text += table_of(results, work, sizes);
    }
    return text;
}

} // namespace coop::bench
