// SPDX-License-Identifier: GPL-3.0-or-later
#include "parties.hpp"

#include "app/answer.hpp"
#include "app/party/names.hpp"

#include <coop/core/name.hpp>
#include <coop/ledger/fec_words.hpp>

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
        auto const all = session.parties();
        auto const codes = ledger::party_codes(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            ours_.emplace(all[i].name, codes[i]);
            if (!all[i].code.empty()) {
                coded_.emplace(std::pair{all[i].code, core::name_key(all[i].name)}, all[i].name);
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
        if (auto const known = session_.find_party(party.name)) {
            return takes(*known, code) ? root_of(*known) : other(party);
        }
        // One that is spelled alike and has no code of its own is meant, and has this one from now
        // on.
        auto const alike = session_.parties_of_key(core::name_key(party.name));
        if (alike.size() == 1 && takes(alike.front(), code)) {
            notes_.push_back(
                info("party.same-key", {{"typed", party.name}, {"party", root_of(alike.front())}}));
            return root_of(alike.front());
        }
        return party.name;
    }

    std::vector<core::Diagnostic> notes() const
    {
        auto all = finder_.notes();
        all.insert(all.end(), notes_.begin(), notes_.end());
        return all;
    }

private:
    std::string root_of(ledger::Party const& party) const
    {
        return std::string{names_.root(party.name)};
    }

    /// Whether the code is that of the party, which may have got it just now.
    bool takes(ledger::Party const& party, std::string const& code)
    {
        if (!party.code.empty()) {
            return party.code == code;
        }
        auto const [place, is_new] = taken_.try_emplace(party.name, code);
        // What our own export calls it is no code of another program.
        if (is_new && ours_.at(party.name) != code) {
            session_.give_code(party.name, code);
        }
        return place->second == code;
    }

    static std::string other(FecParty const& party)
    {
        return core::tidy_name(party.name + " (" + party.is.code + ")");
    }

    store::Parties& session_;
    PartyFinder finder_;
    ledger::PartyNames names_;
    std::vector<core::Diagnostic> notes_;
    std::map<std::pair<std::string, std::string>, std::string> coded_; ///< by code and key
    std::map<std::string, std::string> ours_;                          ///< codes of our export
    std::map<std::string, std::string> taken_;                         ///< by the file, by name
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
