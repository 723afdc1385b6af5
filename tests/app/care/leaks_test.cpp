// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether few people can be known by what statements print. Amounts are drawn so large that no sum
// of three of them is another one by accident: whatever gives a masked figure gives it away.
#include <app/some_books.hpp>

#include <src/app/care/facts.hpp>

#include <coop/app/care/close.hpp>
#include <coop/app/care/registers.hpp>
#include <coop/care/record.hpp>
#include <coop/report/care/facts.hpp>
#include <coop/report/report.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>
#include <unordered_set>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;
using core::Money;

namespace {

using Amounts = std::unordered_set<std::int64_t>;

constexpr std::array<int, 3> years{2016, 2017, 2018};

/// Books drawn by a number: one to three groups, one or two living places, two years closed.
class Drawn : public SomeBooks {
public:
    explicit Drawn(unsigned seed) : random_(seed)
    {
        record("policy", "policy",
               {{"presentation", std::vector{"dette", "capital", "cloture"}[draw(3)]}});
        post(1, "512", "1022");
        // Half of the books have everybody do the same kinds of things: groups can be put together.
        regular_ = draw(2) == 0;
        groups_ = regular_ ? 2 + draw(2) : 1 + draw(3);
        places_ = 1 + draw(2);
        for (unsigned i = 0; i < groups_; ++i) {
            capital(fmt::format("H.g{}", i), draw(8) == 0 ? 0 : 1 + draw(regular_ ? 9 : 12));
        }
        for (unsigned i = 0; i < places_; ++i) {
            capital(fmt::format("N.l{}", i), 0);
        }
        for (auto const year : {2016, 2017}) {
            live(year);
        }
    }

    void capital(std::string const& id, unsigned people)
    {
        care::Fields fields{{"name", "capital " + id}};
        if (people > 0) {
            fields.emplace_back("people", std::to_string(people));
        }
        record("capital", id, fields);
        auto const action = "a" + id.substr(2);
        record("action", action,
               {{"capital", id},
                {"name", "action " + id},
                {"kind", "preservation"},
                {"origin", "contractee"}});
        actions_.push_back(action);
    }

    void record(std::string kind, std::string id, care::Fields fields)
    {
        write([&](Context const& context) {
            context.session.care_append(care::check_record(
                {std::move(kind), std::move(id), 0, core::date(2018, 6, 1), "", fields, {}}));
            return core::Document{};
        });
    }

    /// What a statement or an explanation of `year` prints.
    void read_all(int year, Amounts& amounts)
    {
        auto const label = std::to_string(year);
        std::set<std::string> figures;
        for (auto const& report : report::reports()) {
            if (report.needs.care) {
                report::Request request;
                request.year = label;
                read([&](Context const& context) {
                    return kept(build_report(context, report, request), amounts, &figures);
                });
            }
        }
        read([&](Context const& context) {
            return kept(list_care_entries(context, label), amounts, nullptr);
        });
        add_hidden_names(label, figures);
        for (auto const& figure : figures) {
            read([&](Context const& context) {
                try {
                    return kept(explain_care(context, figure), amounts, nullptr);
                } catch (core::Error const&) {
                    return core::Document{};
                }
            });
        }
        for (auto const* kind : {"budget", "tag", "overlap", "realisation", "opening", "close"}) {
            read([&](Context const& context) {
                return kept(list_care(context, {kind, {}, false}, true), amounts, nullptr);
            });
        }
        read([&](Context const& context) {
            return kept(list_tags(context, "", true), amounts, nullptr);
        });
    }

    struct Truth {
        report::CareFacts facts;
        report::CareMask mask;
    };
    Truth truth(int year)
    {
        Truth truth;
        read([&](Context const& context) {
            truth.facts = *care_facts_of(context, std::to_string(year));
            truth.mask = care_published_of(context, std::to_string(year))->mask;
            return core::Document{};
        });
        return truth;
    }

    void close(int year, Amounts& amounts)
    {
        write([&](Context const& context) { return lock_year(context, std::to_string(year)); });
        care::CloseRequest request;
        request.year = std::to_string(year);
        write([&](Context const& context) {
            return kept(close_care(context, request), amounts, nullptr);
        });
    }

private:
    unsigned draw(unsigned below) { return static_cast<unsigned>(random_() % below); }

    /// Odd, and of thirteen digits or so. Work of regular books is always less than what is due.
    std::int64_t amount() { return static_cast<std::int64_t>(random_() % 9'000'000'000'000U) | 1; }
    std::int64_t due()
    {
        return (regular_ ? 45'000'000'000'000 : 0) + static_cast<std::int64_t>(draw(2)) + amount();
    }

    std::string text_of(std::int64_t value)
    {
        return fmt::format("{}.{:02}", value / 100, value % 100);
    }

    ledger::EntryId post(int year_index, std::string const& debited, std::string const& credited)
    {
        return post_on(date(years.at(static_cast<std::size_t>(year_index - 1)), 2, 3), debited,
                       credited);
    }

    ledger::EntryId post_on(core::Date day, std::string const& debited, std::string const& credited)
    {
        auto const value = amount();
        auto const answer =
            add(entry(day, "drawn", {debit(debited, value), credit(credited, value)}), true);
        return number(answer.tables.begin()->second.at(0, "entry"));
    }

    void live(int year)
    {
        auto const day = date(year, 3, 4);
        post_on(day, "512", "756");
        post_on(day, "613", "512"); // charges that no tag points at
        post_on(day, "6811", "281");
        for (auto const& action : actions_) {
            auto const does = [&](unsigned odds) { return regular_ || draw(odds) == 0; };
            if (does(2)) {
                record("budget", fmt::format("{}-{}", action, year),
                       {{"action", action},
                        {"start", fmt::format("{}-01-01", year)},
                        {"end", fmt::format("{}-12-31", year)},
                        {"amount", text_of(due())}});
            }
            if (does(2)) {
                tag(post_on(day, "606", "512"), action, {});
            }
            if (does(3)) {
                tag(post_on(day, "641", "512"), action, core::Decimal{30 + draw(40), 0});
            }
            if (does(3)) {
                tag(post_on(day, "6811", "281"), action, {});
            }
            if (does(4)) {
                record("realisation", fmt::format("{}-{}-don", action, year),
                       {{"action", action},
                        {"date", fmt::format("{}-05-06", year)},
                        {"amount", text_of(amount())},
                        {"funding", "third"},
                        {"evidence", "don.pdf"},
                        {"sha256", std::string(64, 'a')}});
            }
            if (does(4)) {
                record("remission", fmt::format("{}-{}-remise", action, year),
                       {{"action", action},
                        {"date", fmt::format("{}-05-07", year)},
                        {"amount", text_of(amount() % 1'000'000)},
                        {"source", "accord"}});
            }
            if (year == years.front() && does(3)) {
                record("opening", action + "-ouverture",
                       {{"action", action},
                        {"date", fmt::format("{}-01-01", year)},
                        {"amount", text_of(amount())},
                        {"source", "adoption"}});
            }
            if (does(4)) {
                auto const value = amount() % 1'000'000'000;
                add(entry(day, "drawn", {debit("6815", value), credit("151", value)}), true);
                record("overlap", fmt::format("{}-{}-151", action, year),
                       {{"action", action},
                        {"account", "151"},
                        {"date", fmt::format("{}-12-31", year)},
                        {"amount", text_of(value)},
                        {"source", "provision"}});
            }
        }
    }

    void tag(ledger::EntryId entry, std::string const& action, std::optional<core::Decimal> share)
    {
        TagRequest request;
        request.entry = entry;
        request.action = action;
        request.share = share;
        write([&](Context const& context) { return tag_line(context, request); });
    }

    /// What somebody who knows how figures are called would ask for.
    void add_hidden_names(std::string const& year, std::set<std::string>& figures) const
    {
        for (unsigned i = 0; i < groups_; ++i) {
            for (auto const* subject :
                 {"H", "H.reunis", "H.g{0}", "H.g{0}/ag{0}", "H.reunis/ag{0}"}) {
                for (auto const* measure :
                     {"opening", "due", "done", "repaid", "closing", "debt", "planned", "unmet",
                      "done-in-books", "done-outside", "c1", "c4", "effect", "rate"}) {
                    figures.insert(year + "/" + fmt::format(fmt::runtime(subject), i) + "/" +
                                   measure);
                }
            }
        }
        for (auto const* measure : {"result", "debt", "closing", "due", "done", "before", "effect",
                                    "preservation", "charges", "gap", "gap-before", "uses"}) {
            figures.insert(year + "/" + measure);
        }
    }

    static void keep(core::Cell const& cell, Amounts& amounts)
    {
        if (auto const* const money = std::get_if<Money>(&cell)) {
            amounts.insert(std::abs(money->in_cents()));
        }
    }

    static core::Document kept(core::Document document, Amounts& amounts,
                               std::set<std::string>* figures)
    {
        for (auto& block : document.blocks) {
            if (auto* const table = std::get_if<core::Table>(&block)) {
                while (auto const row = table->rows()) {
                    if (figures != nullptr && !row->key.empty()) {
                        figures->insert(row->key);
                    }
                    for (auto const& cell : row->cells) {
                        keep(cell, amounts);
                    }
                }
                table->rows = core::rows({});
            } else if (auto const* const facts = std::get_if<core::Facts>(&block)) {
                for (auto const& fact : facts->items) {
                    keep(fact.value, amounts);
                }
            }
        }
        for (auto const& note : document.notes) {
            for (auto const& [name, value] : note.args) {
                if (auto const* const money = std::get_if<Money>(&value)) {
                    amounts.insert(std::abs(money->in_cents()));
                }
            }
        }
        return document;
    }

    std::mt19937_64 random_;
    unsigned groups_ = 0;
    unsigned places_ = 0;
    bool regular_ = false;
    std::vector<std::string> actions_;
};

/// The targets that are one of the amounts, or a sum or difference of two or three of them.
Amounts told(Amounts const& amounts, Amounts const& targets)
{
    std::vector<std::int64_t> all{amounts.begin(), amounts.end()};
    all.push_back(0); // of two and of one, by adding nothing
    Amounts pairs;
    pairs.reserve(all.size() * all.size() * 2);
    for (auto const a : all) {
        for (auto const b : all) {
            pairs.insert({a + b, std::abs(a - b)});
        }
    }
    Amounts result;
    for (auto const target : targets) {
        for (auto const c : all) {
            if (pairs.contains(target + c) || pairs.contains(std::abs(target - c))) {
                result.insert(target);
                break;
            }
        }
    }
    return result;
}

/// What nobody may know of the capitals that are masked.
void add_masked(Drawn::Truth const& truth, Amounts& targets)
{
    auto const add = [&](Money amount) {
        if (!amount.is_zero()) {
            targets.insert(std::abs(amount.in_cents()));
        }
    };
    auto const& facts = truth.facts;
    auto const last = facts.exercises.size();
    for (auto t = last > 2 ? last - 2 : 0; t < last; ++t) {
        for (auto const& capital : truth.mask.capitals) {
            Money due, done, closing, opening, repaid, tagged;
            for (std::size_t g = 0; g < facts.outcome.groups.size(); ++g) {
                if (facts.outcome.groups[g].capital == capital) {
                    auto const& position = facts.outcome.exercises[t].positions[g];
                    due += position.consumption;
                    done += position.done;
                    repaid += position.repaid();
                    opening += position.opening;
                    closing += position.closing;
                }
            }
            for (auto const& [item, amounts] : facts.exercises[t].tagged) {
                if (item.starts_with(capital + "/")) {
                    tagged += amounts.amount;
                }
            }
            for (auto const amount : {due, done, repaid, opening, closing, tagged}) {
                add(amount);
            }
        }
    }
}

} // namespace

TEST_CASE("no figure of few people is a sum or a difference of what two years print")
{
    int hidden = 0;
    int folded = 0;
    int hunts = 0;
    for (unsigned seed = 1; seed <= 14; ++seed) {
        INFO("seed " << seed);
        Drawn books{seed};
        Amounts amounts;
        Amounts targets;
        std::vector<Drawn::Truth> truths;
        for (auto const year : {2016, 2017}) {
            books.close(year, amounts);
        }
        for (auto const year : {2016, 2017}) {
            books.read_all(year, amounts);
            truths.push_back(books.truth(year));
            add_masked(truths.back(), targets);
        }
        CHECK(told(amounts, targets).empty());
        auto const& mask = truths.back().mask;
        hidden += mask.hides() ? 1 : 0;
        folded += mask.folded.empty() ? 0 : 1;
        if (mask.capitals.empty()) {
            continue;
        }
        // The hunter finds what it looks for: the whole result, or one group of two.
        auto const& facts = truths.back().facts;
        auto known = amounts;
        if (mask.hides()) {
            known.insert(std::abs(facts.outcome.exercises.back().result.in_cents()));
            Amounts due;
            std::set<std::string> owed;
            for (std::size_t g = 0; g < facts.outcome.groups.size(); ++g) {
                auto const effect = facts.outcome.exercises.back().positions[g].effect();
                if (mask.capitals.contains(facts.outcome.groups[g].capital) && !effect.is_zero()) {
                    owed.insert(facts.outcome.groups[g].capital);
                    due.insert(std::abs(effect.in_cents()));
                }
            }
            if (owed.size() == 1) {
                ++hunts;
                CHECK_FALSE(told(known, due).empty());
            }
        } else if (mask.capitals.size() == 2) {
            Amounts both;
            for (std::size_t g = 0; g < facts.outcome.groups.size(); ++g) {
                if (mask.capitals.contains(facts.outcome.groups[g].capital)) {
                    auto const due = facts.outcome.exercises.back().positions[g].consumption;
                    both.insert(due.in_cents());
                }
            }
            ++hunts;
            known.insert(*both.begin());
            CHECK(told(known, both).size() == both.size());
        }
    }
    CHECK(hidden >= 3);
    CHECK(folded >= 3);
    CHECK(hunts >= 3);
}
