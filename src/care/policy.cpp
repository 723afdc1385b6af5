// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/care/policy.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace coop::care {

using core::Error;
using core::ErrorKind;

namespace {

template <auto member, auto const& table>
constexpr PolicyOption option(std::string_view key)
{
    return {key, [] { return table.all(); },
            [](Policy const& policy) { return table.of(policy.*member); },
            [](Policy& policy, std::string_view word) {
                auto const value = table.value(word);
                policy.*member = value.value_or(policy.*member);
                return value.has_value();
            }};
}

constexpr std::array<PolicyOption, 11> options{{
    option<&Policy::baseline, baseline_words>("baseline"),
    option<&Policy::presentation, presentation_words>("presentation"),
    option<&Policy::netting, netting_words>("netting"),
    option<&Policy::surplus, surplus_words>("surplus"),
    option<&Policy::consumption, consumption_words>("consumption"),
    option<&Policy::cost_basis, cost_basis_words>("cost_basis"),
    option<&Policy::inherited, inherited_words>("inherited"),
    option<&Policy::third_party_repays, yes_words>("third_party_repays"),
    option<&Policy::financial_scope, financial_scope_words>("financial_scope"),
    option<&Policy::distribution, distribution_words>("distribution"),
    option<&Policy::rounding, rounding_words>("rounding"),
}};

} // namespace

std::span<PolicyOption const> policy_options()
{
    return options;
}

void set_option(Policy& policy, std::string_view key, std::string_view word)
{
    auto const found = std::ranges::find(options, key, &PolicyOption::key);
    if (found == options.end()) {
        std::vector<std::string> known;
        for (auto const& each : options) {
            known.emplace_back(each.key);
        }
        throw Error{ErrorKind::usage,
                    "care.policy-key",
                    {{"key", std::string{key}},
                     {"nearest", core::nearest(key, known)},
                     {"known", core::join(known, ", ")}}};
    }
    if (!found->set(policy, word)) {
        throw Error{ErrorKind::usage,
                    "care.policy-word",
                    {{"key", std::string{key}},
                     {"word", std::string{word}},
                     {"known", core::join(found->words(), ", ")}}};
    }
}

std::string_view word_of(Policy const& policy, PolicyOption const& option)
{
    return option.get(policy);
}

std::string canonical(Policy const& policy)
{
    std::string text;
    for (auto const& each : options) {
        text += std::string{each.key} + "=" + std::string{word_of(policy, each)} + "\n";
    }
    return text;
}

Policy policy_of(std::string_view canonical_text)
{
    Policy policy;
    for (auto const line : core::split(canonical_text, '\n')) {
        if (auto const equals = line.find('='); equals != std::string_view::npos) {
            set_option(policy, line.substr(0, equals), line.substr(equals + 1));
        }
    }
    return policy;
}

bool is_weak(Policy const& policy)
{
    return policy.netting == Netting::family || policy.netting == Netting::all;
}

} // namespace coop::care
