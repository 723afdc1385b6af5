// SPDX-License-Identifier: GPL-3.0-or-later
#include "property.hpp"

#include <coop/core/text.hpp>
#include <coop/i18n/message.hpp>
#include <coop/render/render.hpp>

#include <algorithm>
#include <set>

namespace coop::fuzz {

namespace {

/// Every finding has its own: one is short whatever the line (a byte that is no UTF-8 takes four).
constexpr std::size_t excerpt_max = 4 * 4096;
/// The rendering of a finding is checked for so many of a file: it costs more than reading it.
constexpr std::size_t told_max = 3;

void hold_sentences(std::string const& id)
{
    static std::set<std::string> known;
    if (!known.contains(id)) {
        for (auto const language : {i18n::Language::fr, i18n::Language::en}) {
            hold(i18n::find_text(language, id).has_value(), "a sentence for the id " + id);
        }
        known.insert(id);
    }
}

void hold_place(core::Where const& where, std::string_view bytes)
{
    auto const lines = std::count(bytes.begin(), bytes.end(), '\n') +
                       std::count(bytes.begin(), bytes.end(), '\r') + 1;
    hold(0 <= where.line && where.line <= lines, "a finding is on a line of the file");
    auto const width = where.excerpt.empty() ? bytes.size() : where.excerpt.size();
    hold(0 <= where.column && static_cast<std::size_t>(where.column) <= width + 1,
         "a finding is at a column of its line");
    hold(where.line > 0 || where.column == 0, "a column is one of a line");
    hold_text(where.source);
    hold_text(where.excerpt);
    hold(where.excerpt.size() <= excerpt_max, "an excerpt is short");
}

} // namespace

void hold(bool holds, std::string const& sentence)
{
    if (!holds) {
        throw Broken{"does not hold: " + sentence};
    }
}

void hold_text(std::string_view text)
{
    hold(core::invalid_utf8_at(text) == text.npos, "a text is valid UTF-8");
}

void hold_finding(core::Diagnostic const& finding, std::string_view bytes)
{
    hold_sentences(finding.id);
    for (auto const& argument : finding.args) {
        if (auto const* text = std::get_if<std::string>(&argument.value)) {
            hold_text(*text);
        }
    }
    hold_place(finding.where, bytes);
}

void hold_refusal(core::Error const& error, core::ErrorKind kind, std::string_view bytes)
{
    hold(error.kind() == kind, "the kind of " + error.id());
    hold_finding(error.diagnostic(), bytes);
    for (auto const& finding : error.findings()) {
        hold_finding(finding, bytes);
    }
    auto const few = std::span{error.findings()}.first(std::min(error.findings().size(), told_max));
    hold_text(render::describe_json(error.diagnostic(), few, i18n::Language::fr));
    for (auto const& finding : few) {
        hold_text(render::describe(finding, i18n::Language::fr));
    }
}

} // namespace coop::fuzz
