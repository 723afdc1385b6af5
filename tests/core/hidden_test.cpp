// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/error.hpp>
#include <coop/core/hidden.hpp>
#include <coop/core/text.hpp>

#include <catch2/catch.hpp>
#include <utf8proc.h>

#include <array>
#include <string>

namespace coop::core {

namespace {

std::string utf8(char32_t value)
{
    std::array<utf8proc_uint8_t, 4> bytes{};
    auto const size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(value), bytes.data());
    return {reinterpret_cast<char const*>(bytes.data()), static_cast<std::size_t>(size)};
}

/// What the Unicode tables say of a character that nothing around it makes text of.
bool is_listed(char32_t value)
{
    auto const& property = *utf8proc_get_property(static_cast<utf8proc_int32_t>(value));
    bool const around_numbers = property.boundclass == UTF8PROC_BOUNDCLASS_PREPEND;
    switch (property.category) {
    case UTF8PROC_CATEGORY_CC:
        return value >= 0x80;
    case UTF8PROC_CATEGORY_CF:
        return !around_numbers;
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return property.ignorable != 0;
    }
}

} // namespace

TEST_CASE("each character of Unicode that formats, commands or is ignored is hidden in a word")
{
    int listed = 0;
    for (char32_t value = 1; value <= 0x10ffff; ++value) {
        if ((0xd800 <= value && value <= 0xdfff) || !is_listed(value)) {
            continue;
        }
        ++listed;
        auto const text = "été" + utf8(value) + "b";
        auto const found = first_hidden(text);
        INFO(name_of(value));
        REQUIRE(found.has_value());
        REQUIRE(found->value == value);
        REQUIRE(found->at == 5);
        REQUIRE(found->position == 4);
        REQUIRE(stands_apart(text) == (value >= 0xa0));
        // What is shown in its place holds nothing hidden any more.
        REQUIRE_FALSE(first_hidden(printable(text)).has_value());
    }
    CHECK(listed > 400);
}

TEST_CASE("what no reader sees is hidden")
{
    for (auto const value : {0x061c,  0x200e,  0x200f,   0x202a, 0x202e, 0x2066, 0x2069, 0x200b,
                             0x2060,  0x2064,  0xfeff,   0x00ad, 0x180e, 0x034f, 0xfff9, 0xfffb,
                             0xe0001, 0xe007f, 0x2028,   0x2029, 0x0085, 0x2800, 0x3164, 0x115f,
                             0xfdd0,  0xfffe,  0x10ffff, 0x200c, 0x200d, 0xfe0f, 0xe0100}) {
        INFO(name_of(static_cast<char32_t>(value)));
        CHECK(first_hidden("a" + utf8(static_cast<char32_t>(value)) + "b").has_value());
    }
}

TEST_CASE("what people write is text, joiners and variants in their place too")
{
    for (std::string const text : {
             "",
             "Achat de café à 12 €, « reçu » n° 3 — l’été…\u202f!",
             "ligne\nsuivante\tcolonne",
             "Crédit Agricole \u00a0Centre",
             "می\u200cخواهم",
             "क्\u200dष",
             "ന്\u200d",
             "ශ්\u200dරී",
             "র\u200d্য",
             "👩\u200d🌾",
             "👩🏽\u200d🌾",
             "🏳\ufe0f\u200d🌈",
             "❤\ufe0f ☎\ufe0e",
             "1\ufe0f\u20e3",
             "辻\U000e0100",
             "שלום",
             "مرحبا بكم ٢٠٢٥",
             "\u0600\u0661",
             "日本語 한글",
             "\ue000", // whatever a font of its own shows there
         }) {
        INFO(text);
        CHECK_FALSE(first_hidden(text).has_value());
        CHECK_NOTHROW(check_typed(text));
    }
}

TEST_CASE("a joiner or a selector outside its place is hidden")
{
    for (std::string const text : {
             "a\u200db",
             "a\u200cb",
             "\u200dक",
             "क\u200d",
             "می\u200c",
             "می\u200c\u200cخ",
             "👩\u200d",
             "\u200d🌾",
             "👩\u200c🌾",
             "a\ufe0f",
             "1\ufe0f",
             "❤\ufe0f\ufe0f",
             "a\U000e0100",
             "a\u180b",
         }) {
        INFO(printable(text));
        CHECK(first_hidden(text).has_value());
        CHECK_FALSE(first_hidden(printable(text)).has_value());
    }
}

TEST_CASE("a text that could move its neighbours stands apart")
{
    CHECK_FALSE(stands_apart("Café 12 €"));
    CHECK_FALSE(stands_apart("日本語"));
    CHECK_FALSE(stands_apart("\xe9"));
    CHECK(stands_apart("Café שלום"));
    CHECK(stands_apart("مرحبا"));
    CHECK(stands_apart("a\u202eb"));
    CHECK(isolated(printable("a\u202eb")) == "\u2068a\\u202eb\u2069");
    CHECK(printable("a\U000e0041") == "a\\U000e0041");
    CHECK(display_width(isolated("שלום")) == 4);
}

TEST_CASE("what is typed with a hidden character is refused, and says which")
{
    try {
        check_typed("Achat \u202egnp");
        FAIL();
    } catch (Error const& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(error.id() == "text.hidden");
        CHECK(std::get<std::string>(error.diagnostic().args.at(0).value) == "U+202E");
        CHECK(std::get<std::int64_t>(error.diagnostic().args.at(1).value) == 7);
    }
}

} // namespace coop::core
