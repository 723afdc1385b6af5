// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/json_line.hpp"
#include "words.hpp"

#include <coop/core/date.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/error.hpp>
#include <coop/core/money.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/entry.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace coop::exchange {

// What a value looks like, for whoever wrote another.
inline constexpr char const* text_form = "\"…\"";
inline constexpr char const* number_form = "12";
inline constexpr char const* truth_form = "true, false";
inline constexpr char const* day_form = "\"2025-03-14\"";
inline constexpr char const* amount_form = "\"84.50\"";
inline constexpr char const* decimal_form = "\"9.76\"";
inline constexpr char const* list_form = "[{…}]";
inline constexpr char const* object_form = "{…}";

/// \brief The keys of one object of a dump: each is asked for, and none is left.
class Fields {
public:
    Fields(nlohmann::ordered_json const& object, LineInput const& lines)
        : object_(object), lines_(lines)
    {
    }

    /// Empty where the key is not there.
    std::string text(char const* key)
    {
        auto const* const value = find(key);
        if (value == nullptr) {
            return {};
        }
        if (!value->is_string()) {
            fail(key, text_form);
        }
        auto const& text = value->get_ref<std::string const&>();
        if (text.find('\0') != text.npos) {
            fail(key, text_form);
        }
        return text;
    }

    std::string needed(char const* key)
    {
        auto value = text(key);
        if (value.empty()) {
            miss(key);
        }
        return value;
    }

    bool has(char const* key) { return find(key) != nullptr; }

    std::int64_t number(char const* key)
    {
        auto const& value = at(key);
        bool const fits =
            value.is_number_integer() &&
            (!value.is_number_unsigned() || value.get<std::uint64_t>() <= std::uint64_t{INT64_MAX});
        if (!fits || value.get<std::int64_t>() < 0) {
            fail(key, number_form);
        }
        return value.get<std::int64_t>();
    }

    /// The id of an entry, or the last that was given.
    ledger::EntryId entry_id(char const* key)
    {
        auto const id = number(key);
        if (id > ledger::entry_id_max) {
            fail(key, "1 … " + std::to_string(ledger::entry_id_max));
        }
        return id;
    }

    bool truth(char const* key)
    {
        auto const& value = at(key);
        if (!value.is_boolean()) {
            fail(key, truth_form);
        }
        return value.get<bool>();
    }

    core::Date day(char const* key)
    {
        auto const typed = needed(key);
        return formed(key, day_form, [&]() -> std::optional<core::Date> {
            auto const day = core::parse_date(typed);
            return core::format_iso(day) == typed ? std::optional{day} : std::nullopt;
        });
    }

    core::Money amount(char const* key)
    {
        auto const typed = needed(key);
        return formed(key, amount_form, [&] { return exact_amount(typed); });
    }

    core::Decimal decimal(char const* key)
    {
        constexpr int places_max = 4;
        auto const typed = needed(key);
        return formed(key, decimal_form,
                      [&] { return std::optional{core::parse_decimal(typed, places_max)}; });
    }

    template <class Enum, std::size_t size>
    Enum word(char const* key, core::Words<Enum, size> const& words)
    {
        auto const typed = needed(key);
        auto const known = words.known();
        return formed(key, known.c_str(), [&] { return words.value(typed); });
    }

    template <std::size_t size>
    std::array<std::uint8_t, size> bytes(char const* key)
    {
        auto const typed = needed(key);
        auto const form = std::to_string(2 * size) + " × 0-9a-f";
        return formed(key, form.c_str(), [&] { return from_hex<size>(typed); });
    }

    template <class Read>
    typename std::invoke_result_t<Read const&>::value_type formed(char const* key, char const* form,
                                                                  Read const& read)
    {
        try {
            if (auto value = read()) {
                return *value;
            }
        } catch (core::Error const&) { // Whatever it says: here there is one form only.
        }
        fail(key, form);
    }

    /// What `read` makes of each object of a list.
    template <class Read>
    void list(char const* key, Read const& read)
    {
        auto const& all = at(key);
        if (!all.is_array()) {
            fail(key, list_form);
        }
        for (auto const& one : all) {
            if (!one.is_object()) {
                fail(key, list_form);
            }
            Fields fields{one, lines_};
            read(fields);
            fields.done();
        }
    }

    template <class Read>
    void object(char const* key, Read const& read)
    {
        auto const& one = at(key);
        if (!one.is_object()) {
            fail(key, object_form);
        }
        Fields fields{one, lines_};
        read(fields);
        fields.done();
    }

    /// Whatever stands in the object and was not asked for is no part of this version.
    void done() const
    {
        for (auto const& [key, value] : object_.items()) {
            if (std::ranges::find(asked_, key) == asked_.end()) {
                throw core::Error{core::ErrorKind::unreadable,
                                  "json.key-unknown",
                                  {{"key", core::printable(key)}, {"known", known()}},
                                  lines_.where(column_of_key(lines_.line(), key))};
            }
        }
    }

    /// Texts by key, whatever the keys; empty where the object is not there.
    std::vector<std::pair<std::string, std::string>> texts(char const* key)
    {
        std::vector<std::pair<std::string, std::string>> all;
        auto const* const object = find(key);
        if (object == nullptr) {
            return all;
        }
        if (!object->is_object()) {
            fail(key, object_form);
        }
        for (auto const& [name, value] : object->items()) {
            if (!value.is_string()) {
                fail(key, text_form);
            }
            all.emplace_back(name, value.get<std::string>());
        }
        return all;
    }

    [[noreturn]] void fail(char const* key, std::string const& form) const
    {
        throw core::Error{core::ErrorKind::unreadable,
                          "dump.field",
                          {{"key", std::string{key}}, {"form", form}},
                          lines_.where(column_of_key(lines_.line(), key))};
    }

private:
    nlohmann::ordered_json const* find(char const* key)
    {
        if (std::ranges::find(asked_, key) == asked_.end()) {
            asked_.emplace_back(key);
        }
        auto const found = object_.find(key);
        return found == object_.end() ? nullptr : &*found;
    }

    nlohmann::ordered_json const& at(char const* key)
    {
        auto const* const value = find(key);
        if (value == nullptr) {
            miss(key);
        }
        return *value;
    }

    [[noreturn]] void miss(char const* key) const
    {
        throw core::Error{core::ErrorKind::unreadable,
                          "import.missing",
                          {{"name", std::string{key}}},
                          lines_.where(1)};
    }

    std::string known() const { return core::join(asked_, ", "); }

    static std::optional<core::Money> exact_amount(std::string_view typed)
    {
        auto const digits_end = typed.size() - std::min<std::size_t>(3, typed.size());
        if (typed.size() < 4 || typed[digits_end] != '.') {
            return std::nullopt;
        }
        auto digits = std::string{typed.substr(0, digits_end)};
        digits += typed.substr(digits_end + 1);
        std::int64_t cents = 0;
        auto const* const last = digits.data() + digits.size();
        auto const result = std::from_chars(digits.data(), last, cents);
        auto const signs = digits.starts_with('-') ? 1U : 0U;
        // `084.50` and `-.50` are other ways to say it.
        bool const other =
            digits.size() - signs < 3 || (digits[signs] == '0' && digits.size() - signs > 3);
        return result.ec == std::errc{} && result.ptr == last && !other
                   ? std::optional{core::cents(cents)}
                   : std::nullopt;
    }

    template <std::size_t size>
    static std::optional<std::array<std::uint8_t, size>> from_hex(std::string_view typed)
    {
        constexpr std::string_view digits = "0123456789abcdef";
        std::array<std::uint8_t, size> bytes{};
        if (typed.size() != 2 * size) {
            return std::nullopt;
        }
        for (std::size_t i = 0; i < typed.size(); ++i) {
            auto const digit = digits.find(typed[i]);
            if (digit == digits.npos) {
                return std::nullopt;
            }
            bytes[i / 2] = static_cast<std::uint8_t>(std::size_t{bytes[i / 2]} << 4U | digit);
        }
        return bytes;
    }

    nlohmann::ordered_json const& object_;
    LineInput const& lines_;
    std::vector<std::string_view> asked_;
};

} // namespace coop::exchange
