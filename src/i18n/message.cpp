// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/i18n/message.hpp>

#include <coop/core/assert.hpp>
#include <coop/core/resources.hpp>
#include <coop/i18n/number.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

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

/// Where the sentence of each id begins: made when the first one is said, in the time that two
/// searches of the file take. A report says thirty, an import that is refused thousands.
class Index {
public:
    explicit Index(std::string_view text) : text_(text), places_(slots)
    {
        constexpr std::string_view head = "\nmsgid \"";
        std::size_t count = 0;
        for (auto at = text.find(head); at != text.npos; at = text.find(head, at)) {
            at += head.size();
            auto const id = text.substr(at, text.find('"', at) - at);
            places_[slot_of(id)] = static_cast<std::uint32_t>(at);
            COOP_ASSERT(++count < slots / 2);
        }
    }

    /// The text after the line of `id`; empty where there is none.
    std::string_view after(std::string_view id) const
    {
        auto const at = places_[slot_of(id)];
        return at == 0 ? std::string_view{} : text_.substr(text_.find('\n', at) + 1);
    }

private:
    /// Twice what a catalogue holds, or more, so that a free one is near.
    static constexpr std::size_t slots = 8192;

    bool begins_at(std::size_t at, std::string_view id) const
    {
        return text_.substr(at, id.size()) == id && text_.substr(at + id.size(), 1) == "\"";
    }

    /// The slot of `id`, or the free one where it would be.
    std::size_t slot_of(std::string_view id) const
    {
        auto slot = std::hash<std::string_view>{}(id) % slots;
        while (places_[slot] != 0 && !begins_at(places_[slot], id)) {
            slot = (slot + 1) % slots;
        }
        return slot;
    }

    std::string_view text_;
    std::vector<std::uint32_t> places_; ///< 0: free
};

Index const& index_of(Language language)
{
    static Index const french{catalogue(Language::fr)};
    if (language == Language::fr) {
        return french;
    }
    static Index const english{catalogue(Language::en)};
    return english;
}

std::string sentence(Language language, std::string_view id)
{
    auto rest = id.empty() ? std::string_view{} : index_of(language).after(id);
    std::string result;
    if (rest.empty()) {
        return result;
    }
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
    std::string result;
    append_amount(result, language, amount);
    return result;
}

void append_amount(std::string& out, Language language, core::Money amount)
{
    auto const [group, decimal] = marks(language);
    append_decimal(out, {amount.in_cents(), 2}, group, decimal);
}

} // namespace coop::i18n
