// SPDX-License-Identifier: GPL-3.0-or-later
//
// measure --coop PROGRAM --programs FOLDER --source FOLDER --out FOLDER [--sizes 1000,10000]
//         [--rounds N] [--peers] [--all] [--only WORK] [--quick] [--strict]
//
// Makes books of each size and runs every task of tasks.tsv on them, program after program, round
// after round, so that a noisy minute falls on all. Writes results.csv, results.md and cost.svg.
// --peers adds the programs that are not ours; --all lets them try every size; --quick runs each
// task once a round; --strict fails where a task fails.
#include "process.hpp"
#include "tasks.hpp"

#include <fmt/core.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace coop::bench {

namespace {

namespace fs = std::filesystem;

struct Options {
    std::string coop, programs, source, out, only;
    std::vector<std::int64_t> sizes{1000, 10000};
    int rounds = 5;
    bool peers = false, all = false, quick = false, strict = false;
};

/// Whoever takes longer than this was measured well enough by what it ran: milliseconds.
constexpr double long_enough = 20000;
constexpr int long_runs = 3;
/// And this long, once.
constexpr double very_long = 60000;

Options read_options(int argc, char** argv)
{
    Options options;
    std::map<std::string, std::string*> const texts{{"--coop", &options.coop},
                                                    {"--programs", &options.programs},
                                                    {"--source", &options.source},
                                                    {"--out", &options.out},
                                                    {"--only", &options.only}};
    std::map<std::string, bool*> const switches{{"--peers", &options.peers},
                                                {"--all", &options.all},
                                                {"--quick", &options.quick},
                                                {"--strict", &options.strict}};
    for (int i = 1; i < argc; ++i) {
        std::string const word = argv[i];
        if (switches.contains(word)) {
            *switches.at(word) = true;
        } else if (i + 1 < argc && texts.contains(word)) {
            *texts.at(word) = argv[++i];
        } else if (i + 1 < argc && word == "--rounds") {
            options.rounds = std::atoi(argv[++i]);
        } else if (i + 1 < argc && word == "--sizes") {
            options.sizes.clear();
            for (auto const& size : parts_of(argv[++i], ',')) {
                options.sizes.push_back(std::atoll(size.c_str()));
            }
        } else {
            fmt::print(stderr, "measure: not understood: {}\n", word);
            std::exit(2);
        }
    }
    return options;
}

/// Words in braces are places of this machine.
std::string filled(std::string text, std::map<std::string, std::string> const& places)
{
    for (auto const& [name, place] : places) {
        for (auto at = text.find(name); at != text.npos; at = text.find(name, at + place.size())) {
            text.replace(at, name.size(), place);
        }
    }
    return text;
}

/// A copy that the first command to write it need not bring to the disk.
void copy_to_disk(std::string const& from, std::string const& to)
{
    fs::copy_file(from, to);
    auto const file = ::open(to.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 || ::fsync(file) != 0) {
        fmt::print(stderr, "measure: cannot write {}\n", to);
        std::exit(1);
    }
    ::close(file);
}

class Bench {
public:
    explicit Bench(Options options)
        : options_(std::move(options)), plan_(read_plan(options_.source + "/tests/bench/tasks.tsv"))
    {
        fs::create_directories(options_.out);
    }

    int run()
    {
        for (auto const size : options_.sizes) {
            make(size);
        }
        for (int round = 0; round < options_.rounds; ++round) {
            fmt::print(stderr, "round {} of {}\n", round + 1, options_.rounds);
            for (std::size_t task = 0; task < plan_.tasks.size(); ++task) {
                for (auto const size : options_.sizes) {
                    measure(task, size);
                }
            }
        }
        finish();
        return options_.strict && !failed_.empty() ? 1 : 0;
    }

private:
    struct Figures {
        std::vector<double> values, cpu;
        long peak_kib = 0;
        double total = 0;
    };

    std::string folder(std::int64_t size) const
    {
        return (fs::absolute(options_.out) / "books" / std::to_string(size)).string();
    }

    std::map<std::string, std::string> places(std::int64_t size, std::string const& scratch) const
    {
        auto const dir = folder(size);
        return {{"{coop}", options_.coop},
                {"{probe}", options_.programs + "/bench_probe"},
                {"{source}", options_.source},
                {"{dir}", dir},
                {"{book}", dir + "/book.coop"},
                {"{empty}", dir + "/empty.coop"},
                {"{scratch}", dir + "/scratch-" + scratch + ".coop"},
                {"{new}", dir + "/new.coop"}};
    }

    /// Books that an earlier run made are taken again.
    void make(std::int64_t size)
    {
        auto const dir = folder(size);
        if (fs::exists(dir + "/made")) {
            return;
        }
        fs::remove_all(dir);
        fs::create_directories(dir);
        fmt::print(stderr, "making {} entries\n", size);
        auto const generate = options_.programs + "/bench_generate " + std::to_string(size) + " " +
                              dir + (options_.peers ? "" : " fec csv");
        must(generate);
        for (auto const& command : plan_.make) {
            must(filled(command, places(size, "")));
        }
        std::ofstream{dir + "/made"};
    }

    static void must(std::string const& command)
    {
        if (!wall(command).ok) {
            fmt::print(stderr, "measure: failed: {}\n", command);
            std::exit(1);
        }
    }

    static bool is_peer(std::string const& program)
    {
        static std::set<std::string> const peers{"ledger", "hledger", "beancount"};
        return peers.contains(program);
    }

    bool is_wanted(Task const& task, std::int64_t size) const
    {
        return (options_.only.empty() || task.work == options_.only) &&
               (task.most == 0 || size <= task.most || options_.all) &&
               (!is_peer(task.program) || options_.peers);
    }

    void measure(std::size_t place, std::int64_t size)
    {
        auto const& task = plan_.tasks[place];
        auto& figures = figures_[{place, size}];
        bool const enough = figures.total > very_long ||
                            (figures.values.size() >= long_runs && figures.total > long_enough);
        bool const once = task.runs > 0 && !figures.values.empty();
        if (!is_wanted(task, size) || failed_.contains(place) || enough || once) {
            return;
        }
        auto const scratch = std::to_string(place);
        auto const where = places(size, scratch);
        auto const command = filled(task.command, where);
        if (!is_installed(words_of(command).at(0))) {
            return;
        }
        if (task.command.find("{scratch}") != task.command.npos &&
            !fs::exists(where.at("{scratch}"))) {
            copy_to_disk(where.at("{book}"), where.at("{scratch}"));
        }
        for (int i = 0; i < (options_.quick ? 1 : std::max(task.runs, 1)); ++i) {
            fs::remove(where.at("{new}"));
            if (!task.before.empty()) {
                must(filled(task.before, where));
            }
            auto const run = once_measured(task, command, folder(size) + "/trace");
            if (!run.ok) {
                fmt::print(stderr, "measure: failed, left out: {}\n", command);
                failed_.insert(place);
                return;
            }
            figures.values.push_back(run.value);
            figures.cpu.push_back(run.cpu);
            figures.total += run.value;
            figures.peak_kib = std::max(figures.peak_kib, run.peak_kib);
        }
    }

    static Run once_measured(Task const& task, std::string const& command, std::string const& trace)
    {
        if (task.measure == "first") {
            return first_line(command);
        }
        if (task.measure == "syncs") {
            return syncs(command, trace);
        }
        return wall(command);
    }

    void finish()
    {
        std::vector<Result> results;
        for (auto& [key, figures] : figures_) {
            auto& values = figures.values;
            if (values.empty()) {
                continue;
            }
            std::sort(values.begin(), values.end());
            std::sort(figures.cpu.begin(), figures.cpu.end());
            auto const& task = plan_.tasks[key.first];
            results.push_back({task.work, task.program, task.measure, key.second,
                               static_cast<int>(values.size()), values[values.size() / 2],
                               values.front(), values.back(), figures.cpu[values.size() / 2],
                               figures.peak_kib});
        }
        for (auto const size : options_.sizes) {
            for (auto const& file : fs::directory_iterator{folder(size)}) {
                if (file.path().filename().string().starts_with("scratch-")) {
                    fs::remove(file.path());
                }
            }
        }
        write_results(options_.out + "/results.csv", results);
        auto const goals = read_goals(options_.source + "/tests/bench/goals.tsv");
        auto const text = tables(results, goals);
        std::ofstream{options_.out + "/results.md"} << text;
        std::ofstream{options_.out + "/cost.svg"} << chart(results, plan_.charts);
        fmt::print("{}", text);
    }

    Options options_;
    Plan plan_;
    std::map<std::pair<std::size_t, std::int64_t>, Figures> figures_; // by task and size
    std::set<std::size_t> failed_;
};

} // namespace

} // namespace coop::bench

int main(int argc, char** argv)
{
    return coop::bench::Bench{coop::bench::read_options(argc, argv)}.run();
}
