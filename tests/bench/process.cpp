// SPDX-License-Identifier: GPL-3.0-or-later
#include "process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

extern char** environ;

namespace coop::bench {

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double cpu_of(rusage const& usage)
{
    auto const milliseconds = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

/// Starts a program that reads nothing and writes to `output`; 0 where it cannot be started.
pid_t start(std::vector<std::string> const& words, int output)
{
    std::vector<char*> argv;
    for (auto const& word : words) {
        argv.push_back(const_cast<char*>(word.c_str()));
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (output < 0) {
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    } else {
        posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    }
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    if (posix_spawnp(&child, argv[0], &files, nullptr, argv.data(), environ) != 0) {
        child = 0;
    }
    posix_spawn_file_actions_destroy(&files);
    return child;
}

std::vector<std::string> steps_of(std::string const& command)
{
    constexpr std::string_view joint = " && ";
    std::vector<std::string> steps;
    std::size_t from = 0;
    for (auto at = command.find(joint); at != command.npos; at = command.find(joint, from)) {
        steps.push_back(command.substr(from, at - from));
        from = at + joint.size();
    }
    steps.push_back(command.substr(from));
    return steps;
}

Run one(std::vector<std::string> const& words)
{
    auto const began = Clock::now();
    auto const child = start(words, -1);
    int status = 0;
    rusage usage{};
    if (child == 0 || ::wait4(child, &status, 0, &usage) != child) {
        return {};
    }
    return {WIFEXITED(status) && WEXITSTATUS(status) == 0, milliseconds_since(began), cpu_of(usage),
            usage.ru_maxrss};
}

std::string content(std::string const& path)
{
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

std::vector<std::string> words_of(std::string const& command)
{
    std::vector<std::string> words;
    bool quoted = false, inside = false;
    for (char const c : command) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ' ' && !quoted) {
            inside = false;
            continue;
        }
        if (!inside) {
            words.emplace_back();
        }
        inside = true;
        if (c != '"') {
            words.back() += c;
        }
    }
    return words;
}

Run wall(std::string const& command)
{
    Run all{true, 0, 0, 0};
    for (auto const& step : steps_of(command)) {
        auto const run = one(words_of(step));
        all = {all.ok && run.ok, all.value + run.value, all.cpu + run.cpu,
               std::max(all.peak_kib, run.peak_kib)};
    }
    return all;
}

Run first_line(std::string const& command)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        return {};
    }
    auto const began = Clock::now();
    auto const child = start(words_of(command), ends[1]);
    ::close(ends[1]);
    bool seen = false;
    char byte = 0;
    while (!seen && ::read(ends[0], &byte, 1) == 1) {
        seen = byte == '\n';
    }
    auto const elapsed = milliseconds_since(began);
    ::close(ends[0]);
    rusage usage{};
    int status = 0;
    if (child != 0) {
        ::wait4(child, &status, 0, &usage);
    }
    return {seen, elapsed, cpu_of(usage), usage.ru_maxrss};
}

Run syncs(std::string const& command, std::string const& scratch)
{
    auto run =
        one(words_of("strace -f -qq -e trace=fsync,fdatasync -o " + scratch + " " + command));
    std::istringstream lines{content(scratch)};
    run.value = 0;
    for (std::string line; std::getline(lines, line);) {
        run.value += line.find("sync(") != line.npos ? 1 : 0;
    }
    return run;
}

Run instructions(std::string const& command, std::string const& scratch)
{
    auto run =
        one(words_of("valgrind --tool=callgrind --callgrind-out-file=" + scratch + " " + command));
    std::istringstream lines{content(scratch)};
    std::string const key = "totals: ";
    run.value = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(key)) {
            run.value = std::strtod(line.c_str() + key.size(), nullptr);
        }
    }
    run.ok = run.ok && run.value > 0;
    return run;
}

bool is_installed(std::string const& program)
{
    if (program.find('/') != program.npos) {
        return ::access(program.c_str(), X_OK) == 0;
    }
    std::istringstream path{std::getenv("PATH") == nullptr ? "" : std::getenv("PATH")};
    for (std::string folder; std::getline(path, folder, ':');) {
        if (::access((folder + "/" + program).c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

} // namespace coop::bench
