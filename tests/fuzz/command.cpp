// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"

#include <coop/core/text.hpp>

#include "src/cli/values.hpp"

#include <cli/lent.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

// A command line, in a world in memory without any book. What stands before the first NUL is the
// line, as `coop run` takes one apart; what follows is typed on a terminal.

namespace coop::fuzz {

namespace {

/// What no sentence of ours holds: it marks one that is missing.
constexpr std::string_view missing = "⟦";

Lent world_with(std::string_view typed)
{
    Lent lent;
    lent.terminal = !typed.empty();
    for (auto const line : core::split(typed, '\n')) {
        lent.input.emplace_back(line);
    }
    lent.files["e.csv"] = std::string{typed};
    return lent;
}

void hold_answer(Lent const& lent, int code, bool json)
{
    hold(0 <= code && code <= 6, "a documented exit code");
    hold_text(lent.out);
    hold_text(lent.err);
    hold(code < 2 || !lent.err.empty(), "a refusal is told");
    hold(!json || code < 2 || nlohmann::json::accept(lent.err), "a refusal is told in JSON");
}

} // namespace

void command(std::string_view bytes)
{
    auto const line = bytes.substr(0, bytes.find('\0'));
    auto const typed = bytes.substr(std::min(line.size() + 1, bytes.size()));
    auto const words =
        accepted(line, core::ErrorKind::unreadable, [&] { return cli::parse_words(line); });
    if (!words) {
        return;
    }
    auto lent = world_with(typed);
    auto const first = !words->empty() && words->front() == "coop" ? 1 : 0;
    std::vector<std::string> const given{words->begin() + first, words->end()};
    auto const code = lent.run(given, no_engine());
    auto const json = typed.empty() && std::ranges::find(given, "--json") != given.end();
    hold_answer(lent, code, json);
    hold(bytes.find(missing) != bytes.npos || (lent.out + lent.err).find(missing) == missing.npos,
         "every sentence is there");
}

} // namespace coop::fuzz
