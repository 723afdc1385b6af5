// SPDX-License-Identifier: GPL-3.0-or-later
#include "hidden.hpp"

#include "app/answer.hpp"

#include <coop/core/hidden.hpp>
#include <coop/core/text.hpp>

#include <algorithm>
#include <string>

namespace coop::app {

namespace {

constexpr std::size_t lines_max = 5;

} // namespace

void HiddenTexts::look(std::string_view text, std::int64_t line)
{
    if (!core::first_hidden(text)) {
        return;
    }
    ++count_;
    if (lines_.size() <= lines_max && std::ranges::find(lines_, line) == lines_.end()) {
        lines_.push_back(line);
    }
}

void HiddenTexts::look(ledger::Draft const& draft, std::int64_t line)
{
    for (std::string_view const text : {draft.label, draft.piece, draft.party, draft.ref}) {
        look(text, line);
    }
}

void HiddenTexts::look(ledger::Line const& line, std::int64_t number)
{
    for (std::string_view const text : {line.project, line.party, line.label}) {
        look(text, number);
    }
}

void HiddenTexts::tell(core::Document& document) const
{
    if (count_ == 0) {
        return;
    }
    auto lines = lines_;
    std::ranges::sort(lines);
    bool const more = lines.size() > lines_max;
    lines.resize(std::min(lines.size(), lines_max));
    auto const listed =
        core::join(lines, ", ", [](std::int64_t line) { return std::to_string(line); });
    document.notes.push_back(
        info("import.hidden", {{"count", count_}, {"lines", listed + (more ? "…" : "")}}));
}

} // namespace coop::app
