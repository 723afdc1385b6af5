// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/i18n/message.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/resources.hpp>
#include <coop/i18n/number.hpp>

#include <algorithm>

namespace coop::i18n {

namespace {

struct Marks {
    std::string_view group;
    std::string_view decimal;
};

Marks marks(Language language)
{
    return language == Language::fr ? Marks{"\u202f", ","} : Marks{",", "."};
}

std::string_view catalogue(Language language)
{
    return core::resource(language == Language::fr ? "messages/fr.po" : "messages/en.po");
}

/// Takes the first line off `text`, without its line end.
std::string_view take_line(std::string_view& text)
{
    auto const end = std::min(text.find('\n'), text.size());
    auto const line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// Appends what stands between the quotes of one line of a .po file.
void append_unquoted(std::string& result, std::string_view line)
{
    auto const first = line.find('"');
    auto const last = line.rfind('"');
    COOP_ASSERT(first != std::string_view::npos && first < last);
    for (std::size_t i = first + 1; i < last; ++i) {
        if (line[i] != '\\') {
            result += line[i];
            continue;
        }
        ++i;
        result += line[i] == 'n' ? '\n' : line[i] == 't' ? '\t' : line[i];
    }
}

/// The file is searched, not parsed: a run of the program says a sentence or two, and a catalogue
/// read at start-up would cost every run.
std::string sentence(Language language, std::string_view id)
{
    std::string const head = "\nmsgid \"" + std::string{id} + "\"\n";
    auto rest = catalogue(language);
    auto const found = rest.find(head);
    std::string result;
    if (id.empty() || found == std::string_view::npos) {
        return result;
    }
    rest.remove_prefix(found + head.size());
    append_unquoted(result, take_line(rest));
    while (rest.starts_with('"')) {
        append_unquoted(result, take_line(rest));
    }
    return result;
}

std::string fill(Language language, std::string_view pattern, core::Arguments const& args)
{
    std::string result;
    while (!pattern.empty()) {
        auto const open = std::min(pattern.find('{'), pattern.size());
        result += pattern.substr(0, open);
        pattern.remove_prefix(open);
        auto const close = pattern.find('}');
        auto const name = close == std::string_view::npos ? "" : pattern.substr(0, close).substr(1);
        auto const arg = std::ranges::find(args, name, &core::Argument::name);
        if (arg != args.end() && !name.empty()) {
            result += format(language, arg->value);
            pattern.remove_prefix(close + 1);
        } else if (!pattern.empty()) {
            // A placeholder that nobody filled stays visible: that is a bug of ours, not a blank.
            result += '{';
            pattern.remove_prefix(1);
        }
    }
    return result;
}

struct Formatter {
    Language language;

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::string const& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }

    std::string operator()(core::Money amount) const
    {
        auto const digits = format_amount(language, amount);
        if (language == Language::fr) {
            return digits + "\u00a0€";
        }
        return amount.is_negative() ? "-€" + digits.substr(1) : "€" + digits;
    }

    std::string operator()(core::Quantity const& quantity) const
    {
        auto const [group, decimal] = marks(language);
        auto const digits = write_decimal(quantity.value, group, decimal);
        return quantity.unit.empty() ? digits : digits + "\u00a0" + quantity.unit;
    }

    std::string operator()(core::Date day) const
    {
        return language == Language::fr ? core::format_french(day) : core::format_iso(day);
    }

    std::string operator()(core::Ratio share) const
    {
        auto const value = percent(share);
        if (!value) {
            return "–";
        }
        auto const [group, decimal] = marks(language);
        return write_decimal(*value, group, decimal) + (language == Language::fr ? "\u00a0%" : "%");
    }
};

} // namespace

std::optional<std::string> find_text(Language language, std::string_view id,
                                     core::Arguments const& args)
{
    auto pattern = sentence(language, id);
    if (pattern.empty()) {
        pattern = sentence(Language::fr, id);
    }
    if (pattern.empty()) {
        return std::nullopt;
    }
    return fill(language, pattern, args);
}

std::string text(Language language, std::string_view id, core::Arguments const& args)
{
    auto found = find_text(language, id, args);
    return found ? *found : "⟦" + std::string{id} + "⟧";
}

std::string format(Language language, core::Cell const& cell)
{
    return std::visit(Formatter{language}, cell);
}

std::string format_amount(Language language, core::Money amount)
{
    auto const [group, decimal] = marks(language);
    return write_decimal({amount.in_cents(), 2}, group, decimal);
}

} // namespace coop::i18n
