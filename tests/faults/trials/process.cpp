// SPDX-License-Identifier: GPL-3.0-or-later
#include "process.hpp"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <stdexcept>

namespace coop::faults {

void* shared_memory(std::size_t size)
{
    auto* const memory =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        throw std::runtime_error{"no memory to share"};
    }
    return memory;
}

void give_back(void* memory, std::size_t size)
{
    ::munmap(memory, size);
}

pid_t start_process(std::function<void()> const& work)
{
    std::fflush(stdout);
    auto const child = ::fork();
    if (child < 0) {
        throw std::runtime_error{"no process to work in"};
    }
    if (child == 0) {
        int code = 0;
        try {
            work();
        } catch (std::exception const& escaped) {
            std::fprintf(stderr, "%s\n", escaped.what());
            code = 1;
        }
        std::fflush(stdout);
        ::_exit(code);
    }
    return child;
}

std::string end_of(int status)
{
    if (WIFSIGNALED(status)) {
        return "the process ended: signal " + std::to_string(WTERMSIG(status));
    }
    auto const code = WEXITSTATUS(status);
    return code == 0 ? "" : "the process ended: code " + std::to_string(code);
}

std::string in_a_process(std::function<void()> const& work)
{
    auto const child = start_process(work);
    int status = 0;
    while (::waitpid(child, &status, 0) != child) {
    }
    return end_of(status);
}

} // namespace coop::faults
