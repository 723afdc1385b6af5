// SPDX-License-Identifier: GPL-3.0-or-later
#include "parties.hpp"

#include "app/party/names.hpp"

#include <coop/core/name.hpp>

#include <map>
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

    std::string name_of(FecParty const& party)
    {
        auto const& code = party.is.code;
        if (code.empty()) {
            return finder_.resolve(party.name);
        }
        auto const coded = coded_.find(std::pair{code, core::name_key(party.name)});
        if (coded != coded_.end()) {
            return std::string{names_.root(coded->second)};
        }
        auto const known = session_.find_party(party.name);
        if (!known) {
            return party.name;
        }
        bool const is_another = !known->code.empty() && known->code != code;
        return is_another ? core::tidy_name(party.name + " (" + code + ")")
                          : std::string{names_.root(known->name)};
    }

    std::vector<core::Diagnostic> const& notes() const { return finder_.notes(); }

private:
    store::Parties& session_;
    PartyFinder finder_;
    ledger::PartyNames names_;
    std::map<std::pair<std::string, std::string>, std::string> coded_; ///< by code and key
};

} // namespace

std::vector<core::Diagnostic> call_parties(store::Parties& session, exchange::FecEntries& entries,
                                           exchange::FecSurvey const& survey)
{
    Caller caller{session};
    for (std::size_t i = 0; i < survey.parties.size(); ++i) {
        entries.call_party(i, caller.name_of(survey.parties[i]));
    }
    return caller.notes();
}

} // namespace coop::app
