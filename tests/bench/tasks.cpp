// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace coop::bench {

namespace {

[[noreturn]] void refuse(std::string const& path, std::string const& line)
{
    fmt::print(stderr, "{}: not understood: {}\n", path, line);
    std::exit(2);
}

std::vector<std::string> lines_of(std::string const& path)
{
    std::ifstream file{path};
    if (!file) {
        refuse(path, "cannot be read");
    }
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line[0] != '#') {
            lines.push_back(line);
        }
    }
    return lines;
}

template <class Value>
void add_once(std::vector<Value>& values, Value const& value)
{
    if (std::find(values.begin(), values.end(), value) == values.end()) {
        values.push_back(value);
    }
}

std::string without_dash(std::string const& text)
{
    return text == "-" ? "" : text;
}

} // namespace

std::vector<std::string> parts_of(std::string const& line, char mark)
{
    std::vector<std::string> parts{""};
    for (char const c : line) {
        if (c == mark) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

Plan read_plan(std::string const& path)
{
    Plan plan;
    for (auto const& line : lines_of(path)) {
        auto const parts = parts_of(line, '\t');
        if (parts[0] == "make" && parts.size() == 2) {
            plan.make.push_back(parts[1]);
        } else if (parts[0] == "chart" && parts.size() == 2) {
            plan.charts.push_back(parts[1]);
        } else if (parts[0] == "task" && parts.size() == 8) {
            plan.tasks.push_back({parts[1], parts[2], parts[3], std::atoll(parts[4].c_str()),
                                  std::atoi(parts[5].c_str()), without_dash(parts[6]), parts[7]});
        } else {
            refuse(path, line);
        }
    }
    return plan;
}

std::vector<Goal> read_goals(std::string const& path)
{
    std::vector<Goal> goals;
    for (auto const& line : lines_of(path)) {
        auto const parts = parts_of(line, '\t');
        if (parts.size() != 5) {
            refuse(path, line);
        }
        goals.push_back({parts[0], parts[1], parts[2], without_dash(parts[3]),
                         std::strtod(parts[4].c_str(), nullptr)});
    }
    return goals;
}

void write_results(std::string const& path, std::vector<Result> const& results)
{
    FILE* const file = std::fopen(path.c_str(), "w");
    if (file == nullptr) {
        refuse(path, "cannot be written");
    }
    fmt::print(file, "work;program;measure;entries;runs;median;least;most;cpu_ms;peak_kib\n");
    for (auto const& one : results) {
        fmt::print(file, "{};{};{};{};{};{:.3f};{:.3f};{:.3f};{:.3f};{}\n", one.work, one.program,
                   one.measure, one.size, one.runs, one.median, one.least, one.most, one.cpu,
                   one.peak_kib);
    }
    std::fclose(file);
}

std::vector<Result> read_results(std::string const& path)
{
    std::vector<Result> results;
    auto lines = lines_of(path);
    lines.erase(lines.begin());
    for (auto const& line : lines) {
        auto const parts = parts_of(line, ';');
        if (parts.size() != 10) {
            refuse(path, line);
        }
        results.push_back({parts[0], parts[1], parts[2], std::atoll(parts[3].c_str()),
                           std::atoi(parts[4].c_str()), std::strtod(parts[5].c_str(), nullptr),
                           std::strtod(parts[6].c_str(), nullptr),
                           std::strtod(parts[7].c_str(), nullptr),
                           std::strtod(parts[8].c_str(), nullptr), std::atol(parts[9].c_str())});
    }
    return results;
}

Result const* find(std::vector<Result> const& results, std::string const& work,
                   std::string const& program, std::int64_t size)
{
    for (auto const& one : results) {
        if (one.work == work && one.program == program && one.size == size) {
            return &one;
        }
    }
    return nullptr;
}

std::vector<std::string> works_of(std::vector<Result> const& results)
{
    std::vector<std::string> works;
    for (auto const& one : results) {
        add_once(works, one.work);
    }
    return works;
}

std::vector<std::string> programs_of(std::vector<Result> const& results, std::string const& work)
{
    std::vector<std::string> programs;
    for (auto const& one : results) {
        if (one.work == work) {
            add_once(programs, one.program);
        }
    }
    return programs;
}

std::vector<std::int64_t> sizes_of(std::vector<Result> const& results)
{
    std::vector<std::int64_t> sizes;
    for (auto const& one : results) {
        add_once(sizes, one.size);
    }
    std::sort(sizes.begin(), sizes.end());
    return sizes;
}

} // namespace coop::bench
