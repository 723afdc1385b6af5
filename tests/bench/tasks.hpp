// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is measured is data: tasks.tsv and goals.tsv, read here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace coop::bench {

/// \brief A work of one program: a line of tasks.tsv.
struct Task {
    std::string work;
    std::string program;
    std::string measure;   ///< `wall`, `first`, `syncs`
    std::int64_t most = 0; ///< entries; 0: any size
    int runs = 0;          ///< 0: one each round
    std::string before;    ///< a command before each run, not measured; may be empty
    std::string command;
};

/// \brief How a goal is proved.
struct Goal {
    std::string work;
    std::string program;
    std::string kind;  ///< `ratio`, `growth`, `times`, `peak`, `rate`, `value`
    std::string other; ///< `work|program`, of a ratio or times
    double limit = 0;
};

struct Plan {
    std::vector<std::string> make; ///< commands that make the books of a size
    std::vector<Task> tasks;
    std::vector<std::string> charts; ///< works that get a panel
};

/// \brief Ends the program where a line is not understood.
Plan read_plan(std::string const& path);
std::vector<Goal> read_goals(std::string const& path);

/// \brief The parts of a line between TABs.
std::vector<std::string> parts_of(std::string const& line, char mark);

/// \brief A figure of a task at one size: a line of results.csv.
struct Result {
    std::string work, program, measure;
    std::int64_t size = 0;
    int runs = 0;
    double median = 0, least = 0, most = 0;
    double cpu = 0; ///< median of milliseconds of processor
    long peak_kib = 0;
};

void write_results(std::string const& path, std::vector<Result> const& results);
std::vector<Result> read_results(std::string const& path);
std::string tables(std::vector<Result> const& results, std::vector<Goal> const& goals);
std::string chart(std::vector<Result> const& results, std::vector<std::string> const& works);

/// \brief The figure of a task at a size, or null.
Result const* find(std::vector<Result> const& results, std::string const& work,
                   std::string const& program, std::int64_t size);

/// \brief Each work, program or size once, in the order of the results.
std::vector<std::string> works_of(std::vector<Result> const& results);
std::vector<std::string> programs_of(std::vector<Result> const& results, std::string const& work);
std::vector<std::int64_t> sizes_of(std::vector<Result> const& results);

} // namespace coop::bench
