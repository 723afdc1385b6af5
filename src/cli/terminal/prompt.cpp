// SPDX-License-Identifier: GPL-3.0-or-later
#include "prompt.hpp"

#include <coop/core/error.hpp>
#include <coop/core/hidden.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/render/render.hpp>

#include <algorithm>

namespace coop::cli {

using core::Error;
using core::ErrorKind;
using i18n::Language;
using Kind = ledger::SaidLine::Kind;

namespace {

constexpr std::size_t candidates_max = 9;

std::string worded(Error const& error, Language language)
{
    return render::sentence(language, error.id(), error.diagnostic().args);
}

std::optional<std::string> try_accept(Question const& question, std::string const& answer,
                                      Language language)
{
    try {
        core::check_typed(answer);
        return question.accept(answer);
    } catch (Error const& error) {
        return worded(error, language);
    }
}

/// The place of the question before `at` that is asked, or `at` itself.
std::size_t before(std::span<Question const> questions, std::size_t at)
{
    for (auto i = at; i-- > 0;) {
        if (!questions[i].wanted || questions[i].wanted()) {
            return i;
        }
    }
    return at;
}

} // namespace

void ask(World& world, Language language, std::span<Question const> questions)
{
    for (std::size_t i = 0; i < questions.size();) {
        auto const& question = questions[i];
        if (question.wanted && !question.wanted()) {
            ++i;
            continue;
        }
        auto const usual = question.usual ? question.usual() : std::string{};
        world.err(question.text() + (usual.empty() ? "" : " [" + usual + "]") + " : ");
        auto const line = world.in_line();
        if (!line) {
            throw Error{ErrorKind::usage, "prompt.ended"};
        }
        auto answer = std::string{core::trim(*line)};
        if (answer == "<") {
            i = before(questions, i);
            continue;
        }
        if (answer.empty()) {
            answer = usual;
        }
        auto const again = core::invalid_utf8_at(answer) == std::string::npos
                               ? try_accept(question, answer, language)
                               : std::optional{i18n::text(language, "prompt.utf8")};
        if (again) {
            world.err(*again + "\n");
        } else {
            ++i;
        }
    }
}

std::optional<std::string> AccountChoice::choose(std::string const& answer, Language language,
                                                 std::string& to_say)
{
    if (answer.size() == 1 && answer[0] >= '1' && answer[0] <= '9') {
        auto const pick = static_cast<std::size_t>(answer[0] - '1');
        if (pick < shown_.size()) {
            return shown_[pick];
        }
    }
    auto const* const exact = chart_.find(answer);
    if (exact != nullptr && fits_(*exact) && !exact->closed) {
        return exact->code;
    }

    std::vector<ledger::Account const*> fitting;
    if (!answer.empty()) {
        for (auto const* const account : chart_.search(answer, 500)) {
            if (fits_(*account) && !account->closed) {
                fitting.push_back(account);
            }
        }
    }
    if (fitting.size() == 1) {
        return fitting.front()->code;
    }
    shown_.clear();
    if (fitting.empty()) {
        to_say = render::sentence(language, "prompt.no-account", {{"answer", answer}});
        return {};
    }
    auto const more = fitting.size() > candidates_max;
    fitting.resize(std::min(fitting.size(), candidates_max));
    to_say.clear();
    for (auto const* const account : fitting) {
        shown_.push_back(account->code);
        to_say += "  " + std::to_string(shown_.size()) + "  " + account->code + "  " +
                  render::shown_apart(account->label) + "\n";
    }
    to_say += i18n::text(language, more ? "prompt.choose-more" : "prompt.choose");
    return {};
}

namespace {

/// The questions of an entry, and the answers that are not flags yet.
class EntryInterview {
public:
    EntryInterview(World& world, Language language, EntrySurroundings const& books,
                   EntryFlags& flags)
        : world_(world),
          language_(language),
          books_(books),
          flags_(flags),
          given_(flags),
          expense_accounts_(books.chart, kind_is(ledger::AccountKind::expense)),
          income_accounts_(books.chart, kind_is(ledger::AccountKind::income)),
          cash_accounts_(books.chart, [](ledger::Account const& account) {
              return ledger::may_settle(account.code);
          })
    {
    }

    std::vector<Question> questions()
    {
        std::vector<Question> all;
        if (!given_.date) {
            all.push_back(date());
        }
        if (!given_.label) {
            all.push_back(optional_text("prompt.label", flags_.label));
        }
        if (given_.lines.empty()) {
            all.push_back(direction());
            all.push_back(account());
            all.push_back(amount());
        }
        if (given_.paid_from.empty() && given_.received_on.empty()) {
            all.push_back(cash());
        }
        if (!given_.project && given_.shares.empty()) {
            all.push_back(project());
        }
        if (!given_.party) {
            all.push_back(optional_text("prompt.party", flags_.party));
        }
        if (!given_.piece) {
            all.push_back(optional_text("prompt.piece", flags_.piece));
        }
        return all;
    }

private:
    static std::function<bool(ledger::Account const&)> kind_is(ledger::AccountKind kind)
    {
        return [kind](ledger::Account const& account) { return account.kind == kind; };
    }

    std::function<std::string()> say(std::string_view id) const
    {
        return [this, id] { return i18n::text(language_, id); };
    }

    bool pays() const
    {
        return given_.lines.empty() ? kind_ == Kind::charge
                                    : !ledger::balance_of(flags_.lines).is_negative();
    }

    Question date()
    {
        auto const today_is_open = std::ranges::any_of(books_.years, [this](auto const& year) {
            return ledger::is_open_on(year, books_.today, books_.locked_through);
        });
        return {.text = say("prompt.date"),
                .usual =
                    [this, today_is_open] {
                        return today_is_open ? core::format_french(books_.today) : std::string{};
                    },
                .accept = [this](std::string const& answer) -> std::optional<std::string> {
                    auto const day = core::parse_date(answer);
                    auto const& year = ledger::year_of(books_.years, day);
                    if (!ledger::is_open_on(year, day, books_.locked_through)) {
                        return i18n::text(language_, "prompt.day-locked",
                                          {{"date", day}, {"year", year.label}});
                    }
                    flags_.date = day;
                    return {};
                }};
    }

    Question optional_text(std::string_view id, std::optional<std::string>& into)
    {
        return {.text = say(id),
                .accept = [&into](std::string const& answer) -> std::optional<std::string> {
                    into.reset();
                    if (!answer.empty()) {
                        into = answer;
                    }
                    return {};
                }};
    }

    Question direction()
    {
        return {.text = say("prompt.direction"),
                .accept = [this](std::string const& answer) -> std::optional<std::string> {
                    auto const folded = core::fold(answer);
                    if (folded != "d" && folded != "r" && folded != "depense" &&
                        folded != "recette") {
                        return i18n::text(language_, "prompt.direction-again");
                    }
                    kind_ = folded[0] == 'd' ? Kind::charge : Kind::produit;
                    return {};
                }};
    }

    Question account()
    {
        return {.text =
                    [this] {
                        return i18n::text(language_, kind_ == Kind::charge ? "prompt.charge"
                                                                           : "prompt.produit");
                    },
                .accept = [this](std::string const& answer) -> std::optional<std::string> {
                    auto& choice = kind_ == Kind::charge ? expense_accounts_ : income_accounts_;
                    return keep(choice, answer, account_);
                }};
    }

    Question amount()
    {
        return {.text = say("prompt.amount"),
                .accept = [this](std::string const& answer) -> std::optional<std::string> {
                    auto const amount = core::parse_money(answer);
                    if (amount.is_negative() || amount.is_zero()) {
                        return i18n::text(language_, "prompt.amount-positive");
                    }
                    flags_.lines = {{.kind = kind_, .account = account_, .amount = amount}};
                    return {};
                }};
    }

    Question cash()
    {
        return {
            .text =
                [this] {
                    return i18n::text(language_,
                                      pays() ? "prompt.paid-from" : "prompt.received-on");
                },
            .usual =
                [this] {
                    return books_.chart.find(ledger::usual_bank) ? std::string{ledger::usual_bank}
                                                                 : std::string{};
                },
            .accept = [this](std::string const& answer) -> std::optional<std::string> {
                flags_.paid_from.clear();
                flags_.received_on.clear();
                return keep(cash_accounts_, answer, pays() ? flags_.paid_from : flags_.received_on);
            }};
    }

    Question project()
    {
        return {.text = say("prompt.project"),
                .wanted = [this] { return !books_.projects.empty(); },
                .accept = [this](std::string const& answer) -> std::optional<std::string> {
                    flags_.project.reset();
                    if (answer.empty()) {
                        return {};
                    }
                    for (auto const& each : books_.projects) {
                        if (each.code == answer) {
                            flags_.project = answer;
                            return {};
                        }
                    }
                    auto const known = core::join(books_.projects, ", ", &ledger::Project::code);
                    return render::sentence(language_, "prompt.no-project",
                                            {{"answer", answer}, {"known", known}});
                }};
    }

    std::optional<std::string> keep(AccountChoice& choice, std::string const& answer,
                                    std::string& into) const
    {
        std::string to_say;
        auto const code = choice.choose(answer, language_, to_say);
        if (!code) {
            return to_say;
        }
        if (*code != answer) {
            world_.err("  → " + *code + "  " +
                       render::shown_apart(books_.chart.find(*code)->label) + "\n");
        }
        into = *code;
        return {};
    }

    World& world_;
    Language language_;
    EntrySurroundings const& books_;
    EntryFlags& flags_;
    EntryFlags given_; ///< what the command line said: never asked again
    AccountChoice expense_accounts_;
    AccountChoice income_accounts_;
    AccountChoice cash_accounts_;
    Kind kind_ = Kind::charge;
    std::string account_;
};

} // namespace

void ask_entry(World& world, Language language, EntrySurroundings const& books, EntryFlags& flags)
{
    EntryInterview interview{world, language, books, flags};
    auto const questions = interview.questions();
    ask(world, language, questions);
}

} // namespace coop::cli
