// SPDX-License-Identifier: GPL-3.0-or-later
//
// How does a command's cost grow with the books? Books of several sizes are made through coop itself
// (import, then post), then every command is run on each of them in turn, round after round, as a
// whole process. Medians are printed with their ratio to the smallest book: the ratio is the result,
// the milliseconds belong to the machine.
#include <fmt/core.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace {

struct Run {
    double milliseconds;
    long peak_kib;
};

struct Task {
    std::string name;
    std::vector<std::string> args; ///< after `coop -f BOOK`
};

std::vector<Task> const tasks{
    {"version", {"version"}},
    {"ledger add", {"ledger", "add", "--date", "2016-06-15", "--charge", "6064=12,34", "--paid-from",
                    "512", "--label", "Fournitures"}},
    {"ledger list, one page", {"ledger", "list", "--year", "2017", "--limit", "50"}},
    {"report resultat", {"report", "resultat", "--year", "2017"}},
    {"report bilan", {"report", "bilan", "--year", "2017"}},
    {"report balance", {"report", "balance", "--year", "2017"}},
};
int const rounds = 15;

/// Runs a program to its end with its output thrown away.
Run run(std::vector<std::string> const& command)
{
    std::vector<char*> argv;
    for (auto const& word : command)
        argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    auto const start = std::chrono::steady_clock::now();
    pid_t const child = fork();
    if (child == 0) {
        int const nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, 0);
        dup2(nowhere, 1);
        dup2(nowhere, 2);
        execv(argv[0], argv.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    std::chrono::duration<double, std::milli> const elapsed = std::chrono::steady_clock::now() - start;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fmt::print(stderr, "failed ({}):", status);
        for (auto const& word : command)
            fmt::print(stderr, " {}", word);
        fmt::print(stderr, "\n");
        std::exit(1);
    }
    return {elapsed.count(), usage.ru_maxrss};
}

/// Entries of two lines over ten years, thirty accounts and four journals; the same bytes each time.
void write_entries(std::string const& path, std::int64_t count)
{
    FILE* file = std::fopen(path.c_str(), "w");
    if (file == nullptr)
        std::exit(1);
    std::fputs("entry;date;label;account;debit;credit\n", file);
    char const* const charges[] = {"6064", "6068", "6132", "6135", "6155", "616", "6185", "6226", "6231",
                                   "6251", "6256", "6257", "626", "6278", "627"};
    char const* const produits[] = {"756", "706", "74", "758", "768"};
    std::uint64_t state = 42;
    for (std::int64_t i = 0; i < count; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        auto const random = state >> 33;
        auto const year = 2016 + i * 10 / count;
        auto const month = 1 + random % 12;
        auto const day = 1 + (random >> 5) % 28;
        auto const amount = 100 + (random >> 9) % 20000;
        bool const produit = (random & 3) == 0;
        char const* account = produit ? produits[random % 5] : charges[random % 15];
        auto const euro = fmt::format("{},{:02}", amount / 100, amount % 100);
        auto const head = fmt::format("{};{}-{:02}-{:02};Operation {}", i + 1, year, month, day, i + 1);
        fmt::print(file, "{};{};{};{}\n{};512;{};{}\n", head, account, produit ? "" : euro,
                   produit ? euro : "", head, produit ? euro : "", produit ? "" : euro);
    }
    std::fclose(file);
}

void make_book(std::string const& coop, std::string const& book, std::int64_t count)
{
    auto const csv = book + ".csv";
    write_entries(csv, count);
    run({coop, "init", book, "--name", "Mesure", "--year", "2016"});
    for (int year = 2017; year <= 2025; ++year)
        run({coop, "-f", book, "year", "add", std::to_string(year)});
    auto const imported = run({coop, "-f", book, "import", "csv", csv});
    auto const posted = run({coop, "-f", book, "ledger", "post", "--to", "2025-12-31"});
    fmt::print("Book of {} entries: import {:.0f} ms ({} KiB), post {:.0f} ms ({} KiB), {:.1f} MB.\n", count,
               imported.milliseconds, imported.peak_kib, posted.milliseconds, posted.peak_kib,
               static_cast<double>(std::filesystem::file_size(book)) / 1e6);
    std::filesystem::remove(csv);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        fmt::print(stderr, "usage: coop_bench COOP ENTRIES…\n");
        return 2;
    }
    std::string const coop = argv[1];
    std::vector<std::int64_t> sizes;
    for (int i = 2; i < argc; ++i)
        for (char* next = argv[i]; *next != '\0';)
            sizes.push_back(std::strtoll(next, &next, 10));

    auto const folder = std::filesystem::temp_directory_path() / fmt::format("coop-bench-{}", getpid());
    std::filesystem::create_directory(folder);
    auto const book = [&](std::int64_t size) { return (folder / fmt::format("{}.coop", size)).string(); };
    for (auto size : sizes)
        make_book(coop, book(size), size);

    std::map<std::string, std::map<std::int64_t, std::vector<double>>> times;
    for (int round = 0; round < rounds; ++round)
        for (auto const& task : tasks)
            for (auto size : sizes) {
                std::vector<std::string> command{coop, "-f", book(size)};
                command.insert(command.end(), task.args.begin(), task.args.end());
                times[task.name][size].push_back(run(command).milliseconds);
            }

    fmt::print("\nMedian of {} runs, ms (ratio to the smallest book)\n\n| command |", rounds);
    for (auto size : sizes)
        fmt::print(" {} entries |", size);
    fmt::print("\n| --- |");
    for (std::size_t i = 0; i < sizes.size(); ++i)
        fmt::print(" ---: |");
    fmt::print("\n");
    for (auto const& task : tasks) {
        fmt::print("| {} |", task.name);
        auto const smallest = median(times[task.name][sizes.front()]);
        for (auto size : sizes) {
            auto const value = median(times[task.name][size]);
            fmt::print(" {:.1f} ({:.2f}) |", value, value / smallest);
        }
        fmt::print("\n");
    }
    std::filesystem::remove_all(folder);
    return 0;
}
