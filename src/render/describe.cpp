// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/render/render.hpp>

#include "characters.hpp"
#include "hint.hpp"
#include "json_value.hpp"

#include <coop/core/hidden.hpp>
#include <coop/core/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace coop::render {

namespace {

/// Columns of an excerpt: with its indentation it fits the narrowest usual terminal, 80.
constexpr int excerpt_width = 76;
/// Columns shown before the caret when the beginning of the line has to go.
constexpr int context_width = 38;

std::string_view severity_id(core::Severity severity)
{
    switch (severity) {
    case core::Severity::error:
        return "render.error";
    case core::Severity::warning:
        return "render.warning";
    case core::Severity::info:
        break;
    }
    return "render.info";
}

/// A value of the user's may hold what moves the cursor or its neighbours; the sentences around it
/// do not.
core::Arguments harmless_args(core::Arguments args, std::string (*harmless)(std::string_view))
{
    for (auto& arg : args) {
        if (auto* text = std::get_if<std::string>(&arg.value)) {
            *text = harmless(*text);
        }
    }
    return args;
}

/// Continuation lines of a sentence, under its beginning.
std::string indented(std::string_view text, std::string_view indent)
{
    std::string result;
    for (char const c : text) {
        result += c;
        if (c == '\n') {
            result += indent;
        }
    }
    return result;
}

std::string place(core::Where const& where)
{
    std::string result = shown_apart(where.source);
    for (int const number : {where.line, where.column}) {
        if (number > 0) {
            result += (result.empty() ? "" : ":") + std::to_string(number);
        }
    }
    return result;
}

/// A line of a file as the caret can count it: a TAB is four columns, wherever it stands.
std::string on_screen(std::string_view text)
{
    std::string result;
    for (std::size_t tab = text.find('\t'); tab != text.npos; tab = text.find('\t')) {
        result += core::printable(text.substr(0, tab)) + "    ";
        text.remove_prefix(tab + 1);
    }
    return result + core::printable(text);
}

/// The end of `text` that fits `width` columns, after `…` where the beginning was cut off.
std::string cut_before(std::string_view text, int width)
{
    if (core::display_width(text) <= width) {
        return std::string{text};
    }
    auto const characters = clusters(text);
    std::size_t size = 0;
    int used = 1;
    for (auto i = characters.rbegin(); i != characters.rend(); ++i) {
        used += core::display_width(*i);
        if (used > width) {
            break;
        }
        size += i->size();
    }
    return "…" + std::string{text.substr(text.size() - size)};
}

std::string excerpt_lines(core::Where const& where)
{
    if (where.excerpt.empty()) {
        return {};
    }
    std::string_view const line = where.excerpt;
    auto const apart = [whole = core::stands_apart(line)](std::string const& shown) {
        return whole ? core::isolated(shown) : shown;
    };
    if (where.column <= 0) {
        return "    " + apart(core::cut_to_width(on_screen(line), excerpt_width)) + "\n";
    }
    auto split = std::min(static_cast<std::size_t>(where.column) - 1, line.size());
    while (split > 0 && split < line.size() &&
           (static_cast<unsigned char>(line[split]) & 0xc0) == 0x80) {
        --split;
    }
    auto const whole = on_screen(line.substr(0, split));
    auto const after = on_screen(line.substr(split));
    bool const fits = core::display_width(whole) + 8 <= excerpt_width;
    auto const before = fits ? whole : cut_before(whole, context_width);
    auto const column = core::display_width(before);
    return fmt::format("    {}\n    {:{}}^\n",
                       apart(before + core::cut_to_width(after, excerpt_width - column)), "",
                       column);
}

} // namespace

std::string sentence(i18n::Language language, std::string_view id, core::Arguments const& args)
{
    return i18n::text(language, id, harmless_args(args, shown_apart));
}

std::string describe(core::Diagnostic const& diagnostic, i18n::Language language)
{
    auto result = fmt::format("{}{} {}\n", i18n::text(language, severity_id(diagnostic.severity)),
                              i18n::text(language, "render.colon"),
                              indented(sentence(language, diagnostic.id, diagnostic.args), "  "));
    if (auto const where = place(diagnostic.where); !where.empty()) {
        result += "  " + where + "\n";
    }
    result += excerpt_lines(diagnostic.where);
    // A command that a hint offers is copied as it stands: nothing is put around its words.
    auto const copied = harmless_args(diagnostic.args, core::printable);
    if (auto const hint = hint_of(diagnostic.id, copied, language)) {
        result += "  → " + indented(*hint, "    ") + "\n";
    }
    return result;
}

std::string describe_json(core::Diagnostic const& diagnostic,
                          std::span<core::Diagnostic const> findings, i18n::Language language)
{
    auto const list = core::join(
        findings, ", ", [&](auto const& finding) { return json_finding(finding, language); });
    return fmt::format(R"({{"error": {{{}, "findings": [{}]}}}})",
                       json_sentence(diagnostic, language), list) +
           "\n";
}

} // namespace coop::render
