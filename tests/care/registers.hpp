// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/registry.hpp>
#include <coop/core/error.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace coop::test {

/// \brief The id of the error that `work` throws, or empty.
template <class Work>
std::string error_of(Work&& work)
{
    try {
        work();
    } catch (core::Error const& error) {
        return error.id();
    }
    return "";
}

/// \brief Registers in memory, chained as a store chains them. Every day is 1 March 2025.
class Registers {
public:
    care::Filed const& add(care::Record record)
    {
        record.day = core::date(2025, 3, 1);
        record = care::check_record(std::move(record));
        record.version = ++versions_[{record.kind, record.id}];
        care::Filed filed{record, static_cast<std::int64_t>(all_.size()) + 1, {}, {}, care::Salt{}};
        filed.salt->at(0) = static_cast<std::uint8_t>(filed.sequence);
        filed.personal = care::personal_digest(record, *filed.salt);
        auto const before = all_.empty() ? core::Digest{} : all_.back().hash;
        filed.hash = care::chain_link(before, record, filed.sequence, filed.personal);
        all_.push_back(std::move(filed));
        return all_.back();
    }

    care::Filed const& add(std::string kind, std::string id, care::Fields fields)
    {
        return add({std::move(kind), std::move(id), 0, {}, "", std::move(fields), {}});
    }

    /// Hexadecimal, of the latest version.
    std::string hash(std::string_view kind, std::string_view id) const
    {
        return core::to_hex(care::find_head(registry(), kind, id)->hash);
    }

    care::Registry registry() const { return care::registry_of(all_); }

    std::vector<care::Filed>& all() { return all_; }

private:
    std::vector<care::Filed> all_;
    std::map<std::pair<std::string, std::string>, std::int64_t> versions_;
};

} // namespace coop::test
