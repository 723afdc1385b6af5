// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_value.hpp"

#include "characters.hpp"
#include "hint.hpp"

#include <coop/core/text.hpp>
#include <coop/render/render.hpp>

#include <fmt/format.h>

namespace coop::render {

namespace {

void append_escaped(std::string& result, unsigned char c)
{
    switch (c) {
    case '"':
        result += "\\\"";
        break;
    case '\\':
        result += "\\\\";
        break;
    case '\n':
        result += "\\n";
        break;
    case '\r':
        result += "\\r";
        break;
    case '\t':
        result += "\\t";
        break;
    default:
        if (core::is_control(static_cast<char>(c))) {
            result += fmt::format("\\u{:04x}", c);
        } else {
            result += static_cast<char>(c);
        }
    }
}

struct Value {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(std::string const& text) const { return json_string(text); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(core::Money amount) const
    {
        return fmt::format(R"({{"cents": {}, "amount": "{}"}})", amount.in_cents(),
                           plain(amount, "."));
    }
    std::string operator()(core::Quantity const& quantity) const
    {
        return fmt::format(R"({{"value": "{}", "unit": {}}})", plain(quantity, "."),
                           json_string(quantity.unit));
    }
    std::string operator()(core::Date day) const { return json_string(core::format_iso(day)); }
    std::string operator()(core::Ratio share) const
    {
        auto const percent = share.den == 0 ? "null" : json_string(plain(share, "."));
        return fmt::format(R"({{"num": {}, "den": {}, "percent": {}}})", share.num, share.den,
                           percent);
    }
};

std::string text_or_null(std::string const& text)
{
    return text.empty() ? "null" : json_string(text);
}

std::string count_or_null(int count)
{
    return count == 0 ? "null" : std::to_string(count);
}

std::string where_object(core::Where const& where)
{
    if (where.source.empty() && where.line == 0 && where.column == 0 && where.excerpt.empty()) {
        return "null";
    }
    return fmt::format(R"({{"source": {}, "line": {}, "column": {}, "excerpt": {}}})",
                       text_or_null(where.source), count_or_null(where.line),
                       count_or_null(where.column), text_or_null(where.excerpt));
}

} // namespace

std::string_view severity_name(core::Severity severity)
{
    switch (severity) {
    case core::Severity::error:
        return "error";
    case core::Severity::warning:
        return "warning";
    case core::Severity::info:
        break;
    }
    return "info";
}

std::string json_string(std::string_view text)
{
    auto const valid = valid_utf8(text);
    std::string result = "\"";
    for (std::size_t i = 0; i < valid.size(); ++i) {
        auto const c = static_cast<unsigned char>(valid[i]);
        auto const next = static_cast<unsigned char>(i + 1 < valid.size() ? valid[i + 1] : 0);
        // U+0080 … U+009F: some terminals take them for the beginning of a command.
        if (c == 0xc2 && next < 0xa0) {
            result += fmt::format("\\u{:04x}", next);
            ++i;
        } else {
            append_escaped(result, c);
        }
    }
    return result + '"';
}

std::string json_value(core::Cell const& cell)
{
    return std::visit(Value{}, cell);
}

std::string json_strings(std::vector<std::string> const& texts)
{
    auto const result = core::join(texts, ", ", [](auto const& text) { return json_string(text); });
    return "[" + result + "]";
}

std::string json_sentence(core::Diagnostic const& diagnostic, i18n::Language language)
{
    auto const hint = hint_of(diagnostic.id, diagnostic.args, language);
    return fmt::format(R"("id": {}, "message": {}, "hint": {}, "where": {})",
                       json_string(diagnostic.id),
                       json_string(i18n::text(language, diagnostic.id, diagnostic.args)),
                       hint ? json_string(*hint) : "null", where_object(diagnostic.where));
}

std::string json_finding(core::Diagnostic const& diagnostic, i18n::Language language)
{
    std::string args;
    for (auto const& [name, value] : diagnostic.args) {
        args +=
            fmt::format("{}{}: {}", args.empty() ? "" : ", ", json_string(name), json_value(value));
    }
    return fmt::format(R"({{"severity": "{}", {}, "args": {{{}}}}})",
                       severity_name(diagnostic.severity), json_sentence(diagnostic, language),
                       args);
}

} // namespace coop::render
