// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/assert.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace {

struct End {
    int status;
    std::string message;
};

/// How a process ends that runs `action`, and what it wrote on stderr.
template <typename Action>
End end_of(Action action)
{
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    auto const child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        action();
        _exit(0);
    }
    close(ends[1]);
    End end{};
    std::array<char, 256> buffer{};
    for (auto got = read(ends[0], buffer.data(), buffer.size()); got > 0;
         got = read(ends[0], buffer.data(), buffer.size())) {
        end.message.append(buffer.data(), static_cast<std::size_t>(got));
    }
    close(ends[0]);
    waitpid(child, &end.status, 0);
    return end;
}

} // namespace

TEST_CASE("a contradiction in the program names its place and exits with 70")
{
    auto const end = end_of([] { COOP_ASSERT(1 + 1 == 3); });
    REQUIRE(WIFEXITED(end.status));
    CHECK(WEXITSTATUS(end.status) == 70);
    CHECK(end.message.find("1 + 1 == 3") != std::string::npos);
    CHECK(end.message.find("assert_test.cpp:") != std::string::npos);
}

TEST_CASE("an assertion that holds says nothing")
{
    auto const end = end_of([] { COOP_ASSERT(1 + 1 == 2); });
    REQUIRE(WIFEXITED(end.status));
    CHECK(WEXITSTATUS(end.status) == 0);
    CHECK(end.message.empty());
}
