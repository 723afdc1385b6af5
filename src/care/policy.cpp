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

using Word = std::string_view;

// Order of words = order of the enumerators.
constexpr std::array<Word, 3> baselines{"good_state", "initial", "trajectory"};
constexpr std::array<Word, 3> presentations{"dette", "capital", "cloture"};
constexpr std::array<Word, 4> nettings{"action", "capital", "family", "all"};
constexpr std::array<Word, 2> surpluses{"memo", "prepaid"};
constexpr std::array<Word, 3> consumptions{"planned", "measured", "max"};
constexpr std::array<Word, 2> cost_bases{"historical", "current"};
constexpr std::array<Word, 2> inheriteds{"memo", "include"};
constexpr std::array<Word, 2> answers{"yes", "no"};
constexpr std::array<Word, 3> scopes{"tous", "propres+emprunts", "propres"};
constexpr std::array<Word, 2> distributions{"strict", "after-result"};
constexpr std::array<Word, 3> roundings{"half_up", "half_even", "down"};

template <auto member>
int get(Policy const& policy)
{
    return static_cast<int>(policy.*member);
}

template <auto member>
void set(Policy& policy, int index)
{
    using Value = std::remove_reference_t<decltype(policy.*member)>;
    policy.*member = static_cast<Value>(index);
}

template <auto member, std::size_t size>
constexpr PolicyOption option(Word key, std::array<Word, size> const& words)
{
    return {key, words, get<member>, set<member>};
}

constexpr std::array<PolicyOption, 11> options{{
    option<&Policy::baseline>("baseline", baselines),
    option<&Policy::presentation>("presentation", presentations),
    option<&Policy::netting>("netting", nettings),
    option<&Policy::surplus>("surplus", surpluses),
    option<&Policy::consumption>("consumption", consumptions),
    option<&Policy::cost_basis>("cost_basis", cost_bases),
    option<&Policy::inherited>("inherited", inheriteds),
    {"third_party_repays", answers,
     [](Policy const& policy) { return policy.third_party_repays ? 0 : 1; },
     [](Policy& policy, int index) { policy.third_party_repays = index == 0; }},
    option<&Policy::financial_scope>("financial_scope", scopes),
    option<&Policy::distribution>("distribution", distributions),
    option<&Policy::rounding>("rounding", roundings),
}};

std::string joined(std::vector<std::string> const& words)
{
    std::string result;
    for (auto const& word : words) {
        result += (result.empty() ? "" : ", ") + word;
    }
    return result;
}

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
                     {"known", joined(known)}}};
    }
    auto const at = std::ranges::find(found->words, word);
    if (at == found->words.end()) {
        throw Error{ErrorKind::usage,
                    "care.policy-word",
                    {{"key", std::string{key}},
                     {"word", std::string{word}},
                     {"known", joined({found->words.begin(), found->words.end()})}}};
    }
    found->set(policy, static_cast<int>(at - found->words.begin()));
}

std::string_view word_of(Policy const& policy, PolicyOption const& option)
{
    return option.words[static_cast<std::size_t>(option.get(policy))];
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
