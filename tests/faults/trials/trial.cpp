// SPDX-License-Identifier: GPL-3.0-or-later
#include "trial.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace coop::faults {

namespace {

constexpr std::string_view book_name = "book.coop";

template <std::size_t size>
bool is_one_of(std::string_view word, std::array<std::string_view, size> const& words)
{
    return std::ranges::find(words, word) != words.end();
}

/// Recorded, says the sentence, and not to be done again.
constexpr std::array<std::string_view, 4> unconfirmed{"store.unconfirmed", "output.unconfirmed",
                                                      "output.recorded", "output.done"};

/// What would be said of a sound book, or of a file that is there, on a disk that fails.
constexpr std::array<std::string_view, 7> never_true{
    "store.damaged", "store.not-ours", "store.older",   "store.newer",
    "store.missing", "file.missing",   "store.replaced"};

bool is_temporary(std::string const& name)
{
    return name.starts_with(".coop-") && name.find(".part") != std::string::npos;
}

/// A command writes what it says.
bool writes_what_it_says(Line const& line, Clean const& clean)
{
    auto before = Contents{};
    for (auto const& [name, bytes] : clean.before) {
        before.emplace(name, *bytes);
    }
    auto after = clean.after;
    auto const book = std::string{book_name};
    bool const book_changed = before[book] != after[book];
    before.erase(book);
    after.erase(book);
    bool const files_changed = before != after;
    bool const answers_a_file = line.rest.find("-o ") != std::string::npos;
    auto const writes = writes_of(line);
    return writes == cli::Writes::book    ? book_changed
           : writes == cli::Writes::files ? !book_changed && files_changed
                                          : !book_changed && files_changed == answers_a_file;
}

/// Between the two names that `restore` changes there is no book, and the former one beside it.
bool lies_aside(Clean const& clean, Contents const& now, std::string const& name)
{
    return name == book_name && !now.contains(name) &&
           std::ranges::any_of(now, [&](auto const& file) {
               return file.first.ends_with(".ecarte") &&
                      file.second == *clean.before.at(std::string{book_name});
           });
}

} // namespace

Words words_of(Line const& line)
{
    auto words = words_of(line.text());
    words.emplace_back("--json");
    return words;
}

std::vector<Clean> run_clean(Machine& machine, std::string const& command)
{
    auto const books = make_books(machine);
    Judge judge{machine};
    std::vector<Clean> result;
    std::string wrong;
    for (auto const& line : lines()) {
        if (!line.text().starts_with(command)) {
            result.emplace_back();
            continue;
        }
        Clean clean{.before = books.at(line.book)};
        machine.start(clean.before, {});
        clean.said = machine.run(words_of(line));
        machine.disk().stop();
        clean.steps = machine.disk().steps();
        clean.after = machine.place().contents();
        auto const verified = clean.after.contains(std::string{book_name})
                                  ? machine.run({"verify", "-f", std::string{book_name}})
                                  : Said{};
        bool const read_only = writes_of(line) == cli::Writes::nothing;
        bool const done = clean.said.code == 0 || (read_only && clean.said.code == 1);
        if (!done || verified.code != 0) {
            wrong += "coop " + line.text() + "\n" + clean.said.err +
                     (verified.code == 0 ? "" : verified.out + verified.err);
        } else if (!writes_what_it_says(line, clean)) {
            wrong += "coop " + line.text() + "\ndoes not write what its command says\n";
        }
        result.push_back(std::move(clean));
    }
    if (!wrong.empty()) {
        throw std::runtime_error{wrong};
    }
    return result;
}

std::string Trial::name() const
{
    return std::to_string(line) + ":" + name_of(plan.fault) + ":" + std::to_string(plan.at) + ":" +
           (plan.stays ? "stays" : "once") + ":" + std::to_string(plan.seed);
}

void Tester::find(std::string const& what)
{
    ++counts_.findings;
    auto const& steps = clean_[trial_.line].steps;
    auto const where = trial_.plan.at < steps.size()
                           ? std::string{name_of(steps[trial_.plan.at].act)} +
                                 (steps[trial_.plan.at].ours ? " of a file" : " of SQLite")
                           : "the end";
    report_("coop " + lines()[trial_.line].text() + "\n    " + name_of(trial_.plan.fault) +
            (trial_.plan.stays ? " from " : " at ") + where + ", said " +
            std::to_string(said_.code) + " " + said_.id + ": " + what + "\n    --repeat '" +
            trial_.name() + "'\n");
}

Truth truth_of(Said const& said)
{
    if (said.code == 0) {
        return Truth::done;
    }
    return is_one_of(said.id, unconfirmed) ? Truth::unsure : Truth::nothing;
}

void Tester::judge_answer(Trial const& trial, Said const& said)
{
    constexpr int unreadable = 4;
    constexpr int output = 6;
    auto const clean = clean_[trial.line].said.code;
    bool const of_the_disk = said.code >= unreadable && said.code <= output;
    if (said.code != clean && (!of_the_disk || said.id.empty())) {
        find("that is no answer of a disk that fails: " + said.err);
    }
    if (is_one_of(said.id, never_true)) {
        find("the disk failed, and the file is accused");
    }
    if (said.code == clean && said.out != clean_[trial.line].said.out) {
        find("a success with another answer");
    }
    if (trial.plan.fault == Fault::interrupted && said.code != clean) {
        find("a call that was broken off is called again");
    }
}

void Tester::judge_files(Trial const& trial, Truth truth, Contents const& now,
                         std::string const& when)
{
    auto const& clean = clean_[trial.line];
    std::set<std::string> names;
    for (auto const& [name, bytes] : clean.before) {
        names.insert(name);
    }
    for (auto const& [name, bytes] : clean.after) {
        names.insert(name);
    }
    bool const cut = when != "";
    for (auto const& name : names) {
        std::string why;
        auto const state = judge_.state(clean, now, name, why);
        bool const may_be_either =
            name != book_name || (cut && truth == Truth::unsure) || trial.plan.fault == Fault::cut;
        bool right = state != State::neither;
        if (!right && trial.plan.fault == Fault::cut && lines()[trial.line].command == "upgrade" &&
            name == book_name && now.contains(name)) {
            right = judge_.is_between(now.at(name));
        }
        if (lies_aside(clean, now, name)) {
            continue;
        }
        if (truth == Truth::done || (truth == Truth::unsure && !cut && name == book_name)) {
            right = is_after(state);
        } else if (!may_be_either) {
            right = is_before(state);
        }
        if (!right) {
            find(when + (why.empty() ? name + " is " + (is_after(state) ? "new" : "old") : why));
        }
    }
}

void Tester::judge_leftovers(Clean const& clean, Contents const& now, std::string const& when)
{
    bool temporary = false;
    bool journal = false;
    for (auto const& [name, bytes] : now) {
        if (clean.before.contains(name) || clean.after.contains(name)) {
            continue;
        }
        temporary = temporary || is_temporary(name);
        journal = journal || (!is_temporary(name) && name.ends_with("-journal"));
        if (!is_temporary(name) && !name.ends_with("-journal")) {
            find(when + name + " is left behind");
        }
    }
    if (temporary) {
        machine_.run({"care", "key", "new", "balai.txt"});
    }
    if (journal) {
        machine_.run({"project", "add", "balai", "-f", std::string{book_name}});
        machine_.run({"upgrade", "-f", std::string{book_name}}); // It refuses an older book.
    }
    if (!temporary && !journal) {
        return;
    }
    for (auto const& [name, bytes] : machine_.place().contents()) {
        if (is_temporary(name) || name.ends_with("-journal")) {
            find(when + name + " stays after one more command");
        }
    }
}

void Tester::judge_cut(Trial const& trial, Truth truth, std::uint64_t seed)
{
    ++counts_.states;
    machine_.power_back(seed);
    auto const when = "after a power cut (" + std::to_string(seed) + "), ";
    if (auto const why = judge_.settle(); !why.empty()) {
        find(when + why);
        return;
    }
    auto const now = machine_.place().contents();
    judge_files(trial, truth, now, when);
    judge_leftovers(clean_[trial.line], now, when);
}

void Tester::judge_retry(Trial const& trial)
{
    ++counts_.retries;
    auto const& clean = clean_[trial.line];
    auto words = words_of(lines()[trial.line]);
    if (said_.id == "restore.stopped") {
        words.insert(words.end(), {"-f", std::string{book_name}}); // As it says.
    }
    auto const again = machine_.run(words);
    std::string why;
    auto const state =
        judge_.state(clean, machine_.place().contents(), std::string{book_name}, why);
    if (again.code != clean.said.code || !is_after(state)) {
        find("the same again: " + std::to_string(again.code) + " " + again.err + why);
    }
}

void Tester::run(Trial const& trial)
{
    trial_ = trial;
    auto const& clean = clean_[trial.line];
    auto const words = words_of(lines()[trial.line]);
    ++counts_.faults[static_cast<int>(trial.plan.fault)];
    machine_.start(clean.before, trial.plan);
    try {
        said_ = machine_.run(words);
    } catch (std::exception const& escaped) {
        machine_.disk().stop();
        find(std::string{"an exception: "} + escaped.what());
        return;
    }
    machine_.disk().stop();
    auto const truth = said_.code == clean.said.code ? Truth::done : truth_of(said_);
    ++counts_.answers[static_cast<int>(truth)];

    Random random{trial.plan.seed};
    if (trial.plan.fault == Fault::cut) {
        // Nobody hears what it says afterwards, but for its success.
        judge_cut(trial, truth, random.next());
        judge_cut(trial, truth, random.next());
        return;
    }
    judge_answer(trial, said_);
    if (auto const why = judge_.settle(); !why.empty()) {
        find(why);
        return;
    }
    auto const now = machine_.place().contents();
    judge_files(trial, truth, now, "");
    // Before what tidies up: one who is told that nothing was done does it again.
    bool const is_of_files = !clean.before.contains(std::string{book_name});
    if (truth == Truth::nothing && (is_of_files || random.chance(15))) {
        judge_retry(trial);
    } else {
        judge_leftovers(clean, now, "");
    }
    judge_cut(trial, truth, random.next());
}

} // namespace coop::faults
