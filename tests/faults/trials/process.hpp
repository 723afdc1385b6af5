// SPDX-License-Identifier: GPL-3.0-or-later
//
// Work in processes of its own: what ends one, an assertion that fails or a crash, ends nothing
// else.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <new>
#include <string>

namespace coop::faults {

/// \brief Memory that this process and those that it starts share.
void* shared_memory(std::size_t size);
void give_back(void* memory, std::size_t size);

/// \brief Plain values in such memory.
template <class Value>
class Shared {
public:
    explicit Shared(std::size_t count = 1)
        : count_(count), values_(static_cast<Value*>(shared_memory(count * sizeof(Value))))
    {
        for (std::size_t i = 0; i < count; ++i) {
            new (values_ + i) Value{};
        }
    }
    Shared(Shared const&) = delete;
    Shared& operator=(Shared const&) = delete;
    ~Shared() { give_back(values_, count_ * sizeof(Value)); }

    Value& operator[](std::size_t i) { return values_[i]; }
    Value& operator*() { return *values_; }
    Value* operator->() { return values_; }

private:
    std::size_t count_;
    Value* values_;
};

/// \brief Starts a process that does that and ends.
pid_t start_process(std::function<void()> const& work);

/// \brief How a process ended that waitpid() told of: nothing where it ended well.
std::string end_of(int status);

/// \brief Both: waits for its end.
std::string in_a_process(std::function<void()> const& work);

} // namespace coop::faults
