// SPDX-License-Identifier: GPL-3.0-or-later
#include "parties.hpp"

#include "app/answer.hpp"
#include "app/party/names.hpp"

#include <coop/core/name.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace coop::app {

namespace {

using exchange::FecParty;

class Caller {
public:
    explicit Caller(store::Parties& session)
        : session_(session), finder_(session), names_(names_today(session))
    {
        for (auto const& party : session.parties()) {
            if (!party.code.empty()) {
                coded_.emplace(std::pair{party.code, core::name_key(party.name)}, party.name);
            }
        }
    }

    /// Of one that has a code.
    std::string name_of(FecParty const& party)
    {
        auto const& code = party.is.code;
        auto const key = core::name_key(party.name);
        auto const coded = coded_.find(std::pair{code, key});
        if (coded != coded_.end()) {
            return std::string{names_.root(coded->second)};
        }
        auto const known = session_.find_party(party.name);
        auto const holder = known ? known : without_code(key);
        auto name = party.name;
        if (holder && (holder->code.empty() || holder->code == code) &&
            taken_.emplace(holder->name, code).first->second == code) {
            name = names_.root(holder->name);
            if (!known) {
                notes_.push_back(info("party.same-key", {{"typed", party.name}, {"party", name}}));
            }
        } else if (known) {
            name = core::tidy_name(party.name + " (" + code + ")");
        }
        called_[key].insert(name);
        return name;
    }

    /// Of one without, once those with a code have their names.
    std::string name_of_bare(FecParty const& party)
    {
        if (auto found = finder_.find(party.name)) {
            return *found;
        }
        auto const called = called_.find(core::name_key(party.name));
        bool const is_one = called != called_.end() && called->second.size() == 1;
        return is_one ? *called->second.begin() : finder_.resolve(party.name);
    }

    std::vector<core::Diagnostic> notes() const
    {
        auto all = finder_.notes();
        all.insert(all.end(), notes_.begin(), notes_.end());
        return all;
    }

private:
    /// The one party of the books that is spelled so, where no code tells it apart.
    std::optional<ledger::Party> without_code(std::string const& key)
    {
        auto holders = session_.parties_of_key(key);
        bool const is_one = holders.size() == 1 && holders.front().code.empty();
        return is_one ? std::optional{std::move(holders.front())} : std::nullopt;
    }

    store::Parties& session_;
    PartyFinder finder_;
    std::vector<core::Diagnostic> notes_;
    ledger::PartyNames names_;
    std::map<std::pair<std::string, std::string>, std::string> coded_; ///< by code and key
    std::map<std::string, std::string> taken_; ///< codes that the file gives to parties without one
    std::map<std::string, std::set<std::string>> called_; ///< those of the file, by key
};

} // namespace

std::vector<core::Diagnostic> call_parties(store::Parties& session, exchange::FecEntries& entries,
                                           exchange::FecSurvey const& survey)
{
    Caller caller{session};
    for (bool const bare : {false, true}) {
        for (std::size_t i = 0; i < survey.parties.size(); ++i) {
            auto const& party = survey.parties[i];
            if (party.is.code.empty() == bare) {
                entries.call_party(i, bare ? caller.name_of_bare(party) : caller.name_of(party));
            }
        }
    }
    return caller.notes();
}

} // namespace coop::app
