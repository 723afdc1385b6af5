// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/charset.hpp>

#include <coop/core/text.hpp>

#include <catch2/catch.hpp>

using namespace coop::core;

TEST_CASE("the eight characters of ISO 8859-15 that Latin-1 lacks go both ways")
{
    // ISO/IEC 8859-15:1999, table 1.
    std::string const bytes = "\xa4\xa6\xa8\xb4\xb8\xbc\xbd\xbe";
    CHECK(utf8_from_latin9(bytes) == "€ŠšŽžŒœŸ");
    CHECK(latin9_from_utf8("€ŠšŽžŒœŸ") == bytes);
}

TEST_CASE("every printable byte of ISO 8859-15 comes back")
{
    for (int byte = 0x20; byte <= 0xff; ++byte) {
        if (byte < 0x7f || byte > 0x9f) {
            std::string const text(1, static_cast<char>(byte));
            INFO(byte);
            CHECK(latin9_from_utf8(utf8_from_latin9(text)) == text);
            CHECK(invalid_utf8_at(utf8_from_latin9(text)) == std::string::npos);
        }
    }
}

TEST_CASE("what Windows writes where ISO 8859-15 has controls is read as Windows means it")
{
    CHECK(utf8_from_latin9("l\x92\x9cuvre \x80 \x96") == "l’œuvre € –");
    CHECK(utf8_from_latin9("\x81") == "\xc2\x81");
}

TEST_CASE("a line glued together from both charsets reads well")
{
    CHECK(utf8_from_latin9("Caf\xe9 cr\xc3\xa8me") == "Café crème");
    CHECK(utf8_from_latin9("d\xe9j\xe0") == "déjà");
    CHECK(utf8_from_latin9("") == "");
}

TEST_CASE("what ISO 8859-15 lacks becomes plain or is replaced")
{
    CHECK(latin9_from_utf8("l’« été » – 1\u202f000 …") == "l'\xab \xe9t\xe9 \xbb - 1 000 .");
    CHECK(latin9_from_utf8("日本 🙂") == "?? ?");
    CHECK(latin9_from_utf8("日本", '_') == "__");
    // U+00A4 and the other seven have lost their places to the eight above.
    CHECK(latin9_from_utf8("¤¦¨´¸¼½¾\u0085\xff") == "??????????");
}

TEST_CASE("a text is ASCII or not wherever the first other byte stands")
{
    for (std::size_t size = 0; size < 20; ++size) {
        std::string text(size, 'a');
        CHECK(is_ascii(text));
        for (std::size_t i = 0; i < size; ++i) {
            auto other = text;
            other[i] = '\x80';
            CHECK_FALSE(is_ascii(other));
            CHECK(invalid_utf8_at(other) == i);
        }
    }
}
