// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/cli/run.hpp>
#include <coop/core/error.hpp>

#include <deque>
#include <map>
#include <string>
#include <vector>

/// \brief A world in memory, and what came out of it.
struct Lent {
    std::string out;
    std::string err;
    std::deque<std::string> input;
    std::map<std::string, std::string> files;
    std::map<std::string, std::string> environment;
    std::vector<std::string> books;
    bool terminal = false;

    coop::cli::World world()
    {
        using coop::core::Error;
        using coop::core::ErrorKind;
        coop::cli::World lent;
        lent.out = [this](std::string_view bytes) { out += bytes; };
        lent.flush = [] {};
        lent.err = [this](std::string_view bytes) { err += bytes; };
        lent.in_line = [this]() -> std::optional<std::string> {
            if (input.empty()) {
                return {};
            }
            auto line = input.front();
            input.pop_front();
            return line;
        };
        lent.in_all = [this] {
            std::string all;
            for (auto const& line : input) {
                all += line + "\n";
            }
            return all;
        };
        lent.in_is_terminal = terminal;
        lent.today = coop::core::date(2016, 4, 1);
        lent.environment = [this](std::string const& name) -> std::optional<std::string> {
            auto const found = environment.find(name);
            return found == environment.end() ? std::nullopt : std::optional{found->second};
        };
        lent.salt = [] { return coop::store::Salt{}; };
        lent.read_file = [this](std::string const& path, coop::cli::Bound) {
            auto const found = files.find(path);
            if (found == files.end()) {
                throw Error{ErrorKind::unreadable, "file.missing", {{"file", path}}};
            }
            return found->second;
        };
        lent.open_file = [this](std::string const& path) {
            if (path == "-") {
                std::string all;
                for (auto const& line : input) {
                    all += line + "\n";
                }
                files[path] = all;
            }
            auto const found = files.find(path);
            if (found == files.end()) {
                throw Error{ErrorKind::unreadable, "file.missing", {{"file", path}}};
            }
            return coop::core::input_of(path == "-" ? "stdin" : path, found->second);
        };
        lent.elapsed = [] { return std::chrono::milliseconds{0}; };
        lent.write_file = [this](std::string const& path, coop::core::Sharing,
                                 auto const& produce) {
            std::string bytes;
            produce([&bytes](std::string_view part) { bytes += part; });
            files[path] = bytes;
        };
        lent.write_private_file = [this](std::string const& path, std::string_view bytes) {
            files[path] = bytes;
        };
        lent.books_here = [this](auto const&) { return books; };
        lent.exists = [this](std::string const& path) { return files.contains(path); };
        lent.same_place = [](std::string const& one, std::string const& other) {
            return one == other;
        };
        return lent;
    }

    int run(std::vector<std::string> const& words, coop::store::Engine const& engine)
    {
        out.clear();
        err.clear();
        auto lent = world();
        return coop::cli::run(words, lent, engine);
    }
};

/// \brief An engine without a single book.
inline coop::store::Engine no_engine()
{
    auto const missing = [](std::string const& path) -> coop::core::Error {
        return {coop::core::ErrorKind::database, "store.missing", {}, {.source = path}};
    };
    return {.recognises = [](std::string const&) { return coop::store::Recognised::other; },
            .book_beside = [](std::string const&) { return std::string{}; },
            .open = [missing](std::string const& path, coop::store::EngineOptions const&)
                -> std::unique_ptr<coop::store::Store> { throw missing(path); },
            .create = [missing](std::string const& path, coop::store::Making const&,
                                coop::store::EngineOptions const&) { throw missing(path); },
            .upgrade = [missing](std::string const& path, coop::store::EngineOptions const&)
                -> coop::store::Upgraded { throw missing(path); },
            .copy_of_upgrade = [missing](std::string const& path, coop::store::EngineOptions const&)
                -> std::string { throw missing(path); },
            .backup = [missing](std::string const& path, std::string const&,
                                coop::store::EngineOptions const&) { throw missing(path); },
            .restore = [missing](std::string const& path, std::string const&, bool,
                                 coop::store::Restored&,
                                 coop::store::EngineOptions const&) { throw missing(path); },
            .schema_findings = [missing](std::string const& path, coop::store::EngineOptions const&)
                -> std::vector<coop::core::Diagnostic> { throw missing(path); }};
}
