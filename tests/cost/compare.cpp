// SPDX-License-Identifier: GPL-3.0-or-later
//
// compare RECORDED.csv COOP [--record], in the folder of the books.
#include "../bench/process.hpp"
#include "../bench/tasks.hpp"

#include <fmt/core.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace coop::bench {

namespace {

/// Another compiler, C library or processor moves a count by a few hundredths.
constexpr double margin = 0.10;

Run measured(std::string const& measure, std::string const& command)
{
    if (measure == "instructions") {
        return instructions(command, "trace");
    }
    if (measure == "fdatasync") {
        return syncs(command, "trace");
    }
    auto run = wall(command);
    run.value = static_cast<double>(run.peak_kib);
    return run;
}

struct Outcome {
    std::string line; ///< as it should be recorded
    bool kept = true;
};

Outcome compared(std::string const& line, std::string const& coop)
{
    auto parts = parts_of(line, ';');
    if (parts.size() != 5) {
        fmt::print(stderr, "not understood: {}\n", line);
        return {line, false};
    }
    auto const run = measured(parts[1], coop + " " + parts[4]);
    auto const value = std::strtod(parts[3].c_str(), nullptr);
    bool const near = parts[2] == "near";
    auto const kept = run.ok && run.value <= (near ? value * (1 + margin) : value);
    auto const change = value > 0 ? (run.value / value - 1) * 100 : 0;
    fmt::print("{:<30} {:<12} {:>12.0f} {} {:>12.0f}  {:+.1f} %{}\n", parts[0], parts[1], run.value,
               near ? "~" : "≤", value, change,
               !run.ok                           ? "  FAILED"
               : !kept                           ? "  MORE THAN RECORDED"
               : near && run.value < value * 0.9 ? "  less: record it"
                                                 : "");
    if (near && run.ok) {
        parts[3] = fmt::format("{:.0f}", run.value);
    }
    return {fmt::format("{};{};{};{};{}", parts[0], parts[1], parts[2], parts[3], parts[4]), kept};
}

} // namespace

} // namespace coop::bench

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::fputs("usage: cost_compare RECORDED.csv COOP [--record]\n", stderr);
        return 2;
    }
    bool const record = argc > 3 && std::string_view{argv[3]} == "--record";
    std::ifstream file{argv[1]};
    std::string text;
    bool kept = true;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line[0] != '#') {
            auto const outcome = coop::bench::compared(line, argv[2]);
            line = outcome.line;
            kept = kept && outcome.kept;
        }
        text += line + "\n";
    }
    file.close();
    if (record) {
        std::ofstream{argv[1]} << text;
        return 0;
    }
    return kept ? 0 : 1;
}
