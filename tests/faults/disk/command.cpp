// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"

#include "vfs.hpp"

#include <coop/cli/run.hpp>
#include <coop/store/sqlite.hpp>

#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <stdexcept>

namespace coop::faults {

namespace {

// With `--json` an error is an object on one line.
std::string id_of(std::string const& err)
{
    std::size_t from = 0;
    while (from < err.size()) {
        auto const end = std::min(err.find('\n', from), err.size());
        auto const line = nlohmann::json::parse(err.substr(from, end - from), nullptr, false);
        if (line.is_object()) {
            auto const& error = line.contains("error") ? line["error"] : line;
            if (error.is_object() && error.contains("id")) {
                return error["id"];
            }
        }
        from = end + 1;
    }
    return {};
}

store::Engine engine_over(FaultyFiles& files, Disk& disk)
{
    auto engine = store::sqlite::engine(files);
    register_vfs(disk);
    return engine;
}

} // namespace

Words words_of(std::string const& line)
{
    Words words;
    std::string word;
    bool quoted = false;
    bool is_one = false;
    for (char const c : line + " ") {
        if (c == '\'') {
            quoted = !quoted;
            is_one = true;
        } else if (c == ' ' && !quoted) {
            if (is_one) {
                words.push_back(std::move(word));
            }
            word.clear();
            is_one = false;
        } else {
            word += c;
            is_one = true;
        }
    }
    return words;
}

Machine::Machine() : files_(disk_), engine_(engine_over(files_, disk_)) {}

Said Machine::run(Words const& words)
{
    // The random numbers of SQLite begin anew: a run repeats whatever ran before.
    sqlite3_randomness(0, nullptr);
    files_.take_said();
    Said said;
    auto world = cli::process_world(files_);
    world.err = [&said](std::string_view bytes) { said.err += bytes; };
    world.in_line = []() -> std::optional<std::string> { return {}; };
    world.in_all = [] { return std::string{}; };
    world.in_is_terminal = false;
    world.out_is_terminal = false;
    world.err_is_terminal = false;
    world.today = core::date(2025, 6, 1);
    world.environment = [this](std::string const& name) -> std::optional<std::string> {
        return name == "COOP_TODAY" && !today_.empty() ? std::optional{today_} : std::nullopt;
    };
    world.salt = [count = std::uint8_t{0}]() mutable {
        store::Salt salt{};
        salt.fill(++count);
        return salt;
    };
    said.code = cli::run(words, world, engine_);
    said.out = files_.take_said();
    said.id = said.code == 0 ? std::string{} : id_of(said.err);
    return said;
}

Said Machine::must(std::string const& line)
{
    auto said = run(words_of(line));
    if (said.code != 0) {
        throw std::runtime_error{"coop " + line + "\n" + said.err};
    }
    return said;
}

void Machine::power_back(std::uint64_t seed)
{
    Contents files;
    for (auto const& [path, bytes] : disk_.after_cut(seed)) {
        files.emplace(path.substr(path.rfind('/') + 1), bytes);
    }
    place_.put(files);
}

void Machine::remove_file(std::string const& name) const
{
    core::system_files().remove(place_.path() + "/" + name);
}

void Machine::start(Shelf const& shelf, Plan plan)
{
    place_.put(shelf);
    Shelf durable;
    for (auto const& [name, bytes] : shelf) {
        durable.emplace(place_.path() + "/" + name, bytes);
    }
    disk_.start(durable, plan);
}

} // namespace coop::faults
