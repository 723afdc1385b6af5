// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources.hpp"

#include <coop/care/rules.hpp>
#include <coop/core/hash.hpp>
#include <coop/i18n/message.hpp>

#include <utility>

namespace coop::app {

namespace {

using report::CareSource;
using report::CareSourceKind;

class Sources {
public:
    Sources(CareBooks const& books, std::span<care::Exercise const> exercises)
        : registry_(books.registry), books_(books), exercises_(exercises)
    {
    }

    std::map<std::string, std::vector<CareSource>> take()
    {
        for (auto const& budget : registry_.budgets) {
            add_budget(budget);
        }
        for (auto const& one : registry_.degradations) {
            add(one.period.last, one.action, "measured", record("degradation", one.head));
        }
        for (auto const& one : registry_.realisations) {
            auto source = record("realisation", one.head, one.amount);
            source.evidence = one.sha256.empty() ? one.evidence : one.sha256;
            bool const ours =
                one.funding == care::Funding::own || one.funding == care::Funding::grant;
            bool const in_books = ours && one.basis == care::Basis::charge;
            add(one.date, one.action, in_books ? "done-in-books" : "done-outside",
                std::move(source));
        }
        for (auto const& one : registry_.remissions) {
            add(one.date, one.action, "signed-remission",
                record("remission", one.head, one.amount));
        }
        for (auto const& one : registry_.revisions) {
            add(one.date, one.action, "stated-revision", record("revision", one.head, one.amount));
        }
        for (auto const& one : registry_.openings) {
            add(exercises_.front().period.first, one.action, "stated-opening",
                record("opening", one.head, one.amount));
        }
        for (auto const& one : registry_.overlaps) {
            add(one.date, one.action, "overlap", record("overlap", one.head, one.amount));
        }
        for (auto const& one : registry_.measurements) {
            add_measurement(one);
        }
        add_tags();
        return std::move(sources_);
    }

private:
    static std::optional<core::Money> whole_cents(core::Price price)
    {
        return core::decimal_of(price).places > 2
                   ? std::nullopt
                   : std::optional{core::parse_money(core::to_text(price))};
    }

    static CareSource record(std::string_view kind, care::Head const& head,
                             std::optional<core::Money> amount = {})
    {
        CareSource source;
        source.kind = CareSourceKind::record;
        source.ref = std::string{kind} + ":" + head.id;
        source.amount = amount;
        source.version = static_cast<int>(head.version);
        source.hash = core::to_hex(head.hash);
        return source;
    }

    void add(core::Date day, std::string const& action, std::string_view measure, CareSource source)
    {
        auto const capital = care::capital_of(registry_, "action", action);
        for (auto const& exercise : exercises_) {
            if (exercise.period.contains(day)) {
                if (measure.starts_with("done-")) {
                    sources_[exercise.label + "/" + memo_of(action)].push_back(source);
                }
                sources_[exercise.label + "/" + capital + "/" + action + "/" + std::string{measure}]
                    .push_back(std::move(source));
                return;
            }
        }
    }

    /// The memo that counts what is done for an action where it repays no debt.
    std::string memo_of(std::string const& action) const
    {
        auto const* const found = care::find(registry_.actions, action);
        if (found == nullptr || found->kind == care::ActionKind::preservation) {
            bool const ours = found == nullptr || found->origin == care::Origin::contractee;
            return ours ? "memo-third-party" : "memo-inherited";
        }
        return "memo-" + std::string{care::name_of(found->kind)};
    }

    void add_budget(care::Budget const& budget)
    {
        auto source = record("budget", budget.head, care::cost_of(registry_, budget).amount);
        source.label = budget.source;
        auto const* const cost = care::cost_on(registry_, budget.action, budget.period.first);
        for (auto const& exercise : exercises_) {
            bool const covers = budget.period.first <= exercise.period.last &&
                                exercise.period.first <= budget.period.last;
            for (auto const* measure : {"planned", "stated-budget"}) {
                if (!covers) {
                    continue;
                }
                add(exercise.period.first, budget.action, measure, source);
                if (!budget.amount && cost != nullptr) {
                    auto priced = record("cost", cost->head, whole_cents(cost->amount));
                    priced.label = cost->source;
                    add(exercise.period.first, budget.action, measure, std::move(priced));
                }
            }
        }
    }

    /// The last one of the exercise is what the statements print.
    void add_measurement(care::Measurement const& one)
    {
        for (auto const& exercise : exercises_) {
            auto const* const last =
                care::measurement_on(registry_, one.indicator, exercise.period.last);
            if (last != nullptr && last->head.id == one.head.id) {
                auto source = record("measurement", one.head);
                source.evidence = one.sha256.empty() ? one.evidence : one.sha256;
                sources_[exercise.label + "/" + one.indicator + "/measured"] = {source};
            }
        }
    }

    void add_tags()
    {
        auto const rounding = registry_.policy.rounding;
        for (auto const& tagged : care::tagged_amounts(registry_, books_.lines, rounding)) {
            auto const& line = *tagged.line;
            CareSource source;
            source.kind = CareSourceKind::legal_entry;
            source.ref = std::to_string(line.entry) + ":" + std::to_string(line.line);
            source.label = line.account;
            source.amount = tagged.outlay ? core::Money{} : tagged.amount;
            for (auto const& exercise : exercises_) {
                if (exercise.period.contains(line.date)) {
                    sources_[exercise.label + "/preservation"].push_back(source);
                }
            }
            add(line.date, tagged.tag->action, "done-in-books", source);
            for (auto const day : line.reversals) {
                source.amount = -*source.amount;
                add(day, tagged.tag->action, "done-in-books", source);
            }
        }
    }

    care::Registry const& registry_;
    CareBooks const& books_;
    std::span<care::Exercise const> exercises_;
    std::map<std::string, std::vector<CareSource>> sources_;
};

} // namespace

std::map<std::string, std::vector<CareSource>>
care_sources_of(CareBooks const& books, std::span<care::Exercise const> exercises)
{
    return Sources{books, exercises}.take();
}

void add_legal_sources(report::CareFacts& facts, std::string const& chain_head,
                       i18n::Language language)
{
    for (std::size_t t = 0; t < facts.exercises.size(); ++t) {
        auto const& label = facts.outcome.exercises[t].label;
        auto const put = [&](std::string const& measure, std::string const& accounts,
                             char const* words = "care-source.accounts") {
            CareSource source;
            source.ref = i18n::text(language, words, {{"accounts", accounts}});
            source.hash = chain_head;
            facts.sources[label + "/" + measure].push_back(std::move(source));
        };
        put("legal-result", "6, 7");
        put("produits", "7");
        put("charges", "6");
        put("dotations", "681, 686, 687");
        if (auto const& legal = facts.exercises[t].legal) {
            for (auto const* side : {&legal->actif, &legal->passif}) {
                for (auto const& line : *side) {
                    put("legal/" + line.key, line.label, "care-source.line");
                }
            }
        }
    }
}

} // namespace coop::app
