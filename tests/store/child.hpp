// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <initializer_list>
#include <stdexcept>

namespace coop::test {

/// \brief Another process, which does `work` and ends with what that returns.
class Child {
public:
    template <class Work>
    explicit Child(Work&& work)
    {
        if (::pipe(to_parent_) != 0 || ::pipe(to_child_) != 0) {
            std::abort();
        }
        pid_ = ::fork();
        // Each reads an end where only the other writes: whoever ends is not waited for in vain.
        ::close(pid_ == 0 ? to_child_[1] : to_parent_[1]);
        if (pid_ == 0) {
            try {
                ::_exit(work(*this));
            } catch (std::exception const&) {
                ::_exit(99);
            }
        }
    }
    ~Child()
    {
        go_on();
        status();
        for (auto const end : {to_parent_[0], to_child_[0], to_child_[1]}) {
            ::close(end);
        }
    }
    Child(Child const&) = delete;
    Child& operator=(Child const&) = delete;

    pid_t pid() const { return pid_; }

    // In the child: says that it has come so far, and waits for the parent.
    void ready() const { send(to_parent_[1]); }
    void wait() const { receive(to_child_[0]); }

    // In the parent.
    void wait_until_ready() const { receive(to_parent_[0]); }
    void go_on() const { send(to_child_[1]); }

    /// What the child ended with; minus the signal that ended it.
    int status()
    {
        if (!ended_) {
            int raw = 0;
            ::waitpid(pid_, &raw, 0);
            status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : -WTERMSIG(raw);
            ended_ = true;
        }
        return status_;
    }

private:
    static void send(int end)
    {
        char const byte = 'x';
        if (::write(end, &byte, 1) != 1) {
            std::abort();
        }
    }
    static void receive(int end)
    {
        char byte = 0;
        if (::read(end, &byte, 1) != 1) {
            throw std::runtime_error{"the other process ended before it said a word"};
        }
    }

    int to_parent_[2]{};
    int to_child_[2]{};
    pid_t pid_ = 0;
    bool ended_ = false;
    int status_ = 0;
};

/// \brief Becomes somebody without rights; only root can. \return false if it could not.
inline bool become_nobody()
{
    return ::geteuid() != 0 || (::setgid(65534) == 0 && ::setuid(65534) == 0);
}

} // namespace coop::test
