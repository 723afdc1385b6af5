// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/dump.hpp>

#include "exchange/proved.hpp"
#include "src/exchange/dump/base64.hpp"

#include <core/refusal.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace coop;
using namespace coop::exchange;
using core::cents;
using core::date;
using core::ErrorKind;

namespace {

/// SHA-256 of `abc`: FIPS 180-4, appendix B.1.
constexpr char const* abc_sha256 =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
std::string const zeros(64, '0');

std::string const head = R"({"coop":"dump","version":1})"
                         "\n"
                         R"({"record":"book","name":"Ferme","family":"general"})"
                         "\n";
std::string const end =
    R"({"record":"end","posted":0,"drafts":0,"contents":0,"last_id":0,"head":")" + zeros + "\"}\n";

std::vector<DumpRecord> read_as_it_is(std::string const& text)
{
    DumpReader reader{core::input_of("livre.ndjson", text)};
    std::vector<DumpRecord> all;
    while (auto record = reader.next()) {
        all.push_back(std::move(*record));
    }
    return all;
}

std::vector<DumpRecord> read(std::string const& text)
{
    return read_as_it_is(test::proved(text));
}

/// `id@line`, or "" where `text` is read.
std::string fault(std::string const& text)
{
    try {
        read(text);
    } catch (core::Error const& error) {
        CHECK(error.kind() == ErrorKind::unreadable);
        CHECK(error.diagnostic().where.source == "livre.ndjson");
        return error.id() + "@" + std::to_string(error.diagnostic().where.line);
    }
    return {};
}

std::string written(std::function<void(DumpWriter&)> const& write)
{
    std::string text;
    DumpWriter writer{[&](std::string_view bytes) { text += bytes; },
                      {"Ferme", "", "", ledger::ChartFamily::general}};
    write(writer);
    writer.write(DumpEnd{});
    auto const begin = text.find('\n', text.find('\n') + 1) + 1;
    return text.substr(begin, text.rfind("{\"record\":\"end\"") - begin);
}

ledger::WholeEntry whole_entry()
{
    ledger::WholeEntry entry;
    auto& record = entry.record;
    record.id = 12;
    record.year = "2017";
    record.number = 3;
    record.posted_on = date(2017, 6, 30);
    record.reverses = 7;
    record.reason = "doublon";
    record.entry = {date(2017, 6, 12),
                    "BQ",
                    "Train \"Lille\" \\ \u00e9t\u00e9\x7f",
                    "F-12",
                    "A. Martin",
                    "r-1",
                    {}};
    record.entry.lines = {{"6251", cents(8450), {}, "lille", "", "aller"},
                          {"512", {}, cents(8450), "", "B", ""}};
    entry.seal = ledger::Seal{3, core::sha256("a"), core::sha256("b"), {}};
    entry.seal->salt.emplace().fill(0xab);
    ledger::Contribution work;
    work.entry = 12;
    work.period = {date(2017, 5, 4), date(2017, 5, 5)};
    work.minutes = 390;
    work.rate = "smic";
    work.hourly = {97600, 4};
    work.coefficient = {10000, 4};
    work.value = cents(6344);
    entry.contributions = {work};
    entry.attachments = {{"a.txt", abc_sha256, 3, date(2017, 5, 5)}};
    return entry;
}

void write_entry(DumpWriter& writer, ledger::WholeEntry const& entry)
{
    auto const& record = entry.record;
    std::vector<ledger::LineView> lines;
    for (auto const& line : record.entry.lines) {
        lines.push_back(
            {line.account, line.debit, line.credit, line.project, line.party, line.label});
    }
    ledger::SealedView view;
    view.entry = {record.id,
                  record.year,
                  record.entry.journal,
                  record.number.value_or(0),
                  entry.seal ? entry.seal->sequence : 0,
                  record.role,
                  record.entry.date,
                  record.posted_on.value_or(core::Date{}),
                  record.entry.label,
                  record.entry.piece,
                  record.entry.party,
                  record.entry.ref,
                  record.reverses,
                  record.reason,
                  lines};
    view.seal = entry.seal;
    writer.write(view, entry.contributions, entry.attachments);
}

} // namespace

TEST_CASE("base64 is that of RFC 4648, and nothing else is taken for it")
{
    // RFC 4648, section 10.
    for (auto const& [bytes, text] :
         std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                          {"f", "Zg=="},
                                                          {"fo", "Zm8="},
                                                          {"foo", "Zm9v"},
                                                          {"foob", "Zm9vYg=="},
                                                          {"fooba", "Zm9vYmE="},
                                                          {"foobar", "Zm9vYmFy"},
                                                          {std::string{"\0\xff\xfe", 3}, "AP/+"}}) {
        std::string encoded;
        append_base64(encoded, bytes);
        CHECK(encoded == text);
        CHECK(from_base64(text) == bytes);
    }
    for (auto const* text :
         {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg==Zg==", "Zm 9", "Zm9\n", "===="}) {
        INFO(text);
        CHECK_FALSE(from_base64(text));
    }
}

TEST_CASE("a line of a dump says each thing in one way, and leaves out what is not there")
{
    CHECK(
        written([](DumpWriter& writer) {
            writer.write(ledger::Year{"2017",
                                      {date(2017, 1, 1), date(2017, 12, 31)},
                                      "crc-99-01",
                                      ledger::YearState::locked});
            writer.write(ledger::Party{"A. Martin", "", "dit « A »\u0085"});
            writer.write(ledger::InkindRate{"smic", date(2017, 1, 1), {97600, 4}, {13500, 4}, ""});
            writer.write(
                ledger::Budget{"2017", "initial", {}, "", {{"625", "", "", "", cents(-5), {}}}});
        }) ==
        "{\"record\":\"year\",\"label\":\"2017\",\"first\":\"2017-01-01\",\"last\":\"2017-12-31\","
        "\"regulation\":\"crc-99-01\",\"state\":\"locked\"}\n"
        "{\"record\":\"party\",\"name\":\"A. Martin\",\"note\":\"dit « A »\\u0085\"}\n"
        "{\"record\":\"rate\",\"name\":\"smic\",\"from\":\"2017-01-01\",\"hourly\":\"9.76\","
        "\"coefficient\":\"1.35\"}\n"
        "{\"record\":\"budget\",\"year\":\"2017\",\"version\":\"initial\",\"lines\":"
        "[{\"account\":\"625\",\"amount\":\"-0.05\"}]}\n");
}

TEST_CASE("an entry comes back from its line with all that hangs on it")
{
    auto const entry = whole_entry();
    auto const line = written([&](DumpWriter& writer) { write_entry(writer, entry); });
    CHECK(std::ranges::count(line, '\n') == 1);
    CHECK_THAT(line, Catch::Contains("\"debit\":\"84.50\"") &&
                         Catch::Contains("Train \\\"Lille\\\" \\\\ \u00e9t\u00e9\\u007f"));
    auto const all = read(head + line + end);
    REQUIRE(all.size() == 2);
    auto const& back = std::get<ledger::WholeEntry>(all[0]);
    CHECK(back.record.id == 12);
    CHECK(back.record.entry == entry.record.entry);
    CHECK(back.record.number == 3);
    CHECK(back.record.posted_on == entry.record.posted_on);
    CHECK(back.record.reverses == 7);
    CHECK(back.record.reason == "doublon");
    REQUIRE(back.seal);
    CHECK(back.seal->hash == entry.seal->hash);
    CHECK(back.seal->texts == entry.seal->texts);
    CHECK(back.seal->salt == entry.seal->salt);
    REQUIRE(back.contributions.size() == 1);
    CHECK(back.contributions[0].minutes == 390);
    CHECK(back.contributions[0].hourly == core::Decimal{976, 2});
    CHECK(back.contributions[0].value == cents(6344));
    REQUIRE(back.attachments.size() == 1);
    CHECK(back.attachments[0].sha256 == abc_sha256);
    // Once more the same bytes.
    CHECK(written([&](DumpWriter& writer) { write_entry(writer, back); }) == line);
}

TEST_CASE("attachments of any size come back, the empty one too")
{
    for (std::size_t const size : {0U, 1U, 3U, 49'152U, 49'153U, 200'000U}) {
        std::string bytes(size, '\0');
        for (std::size_t i = 0; i < size; ++i) {
            bytes[i] = static_cast<char>(i * 7 + i / 256);
        }
        auto const sha256 = core::to_hex(core::sha256(bytes));
        auto const all =
            read(head + written([&](DumpWriter& writer) { writer.write(sha256, bytes); }) + end);
        CHECK(std::get<DumpContent>(all.at(0)).bytes == bytes);
    }
}

TEST_CASE("what is no dump is told from one")
{
    auto const is = [](std::string const& text) { return is_dump(core::input_of("x", text)); };
    CHECK(is(head));
    CHECK(is("\n\n" + head));
    CHECK(is("\xef\xbb\xbf" + head));
    CHECK(is(R"({"coop":"autre"})"));
    CHECK_FALSE(is(""));
    CHECK_FALSE(is("\n"));
    CHECK_FALSE(is(R"({"date":"2025-03-14"})"));
    CHECK_FALSE(is("date;libelle\n"));
    CHECK_FALSE(is(std::string(200'000, '[')));
    CHECK_FALSE(is(std::string("\0\0\0\xff", 4)));
}

TEST_CASE("Windows line ends, a BOM and blank lines do not matter")
{
    auto text = "\xef\xbb\xbf" + test::proved(head + end);
    text.insert(text.find("{\"record\":\"end\""), "\n  \n");
    for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 2)) {
        text.insert(at, 1, '\r');
    }
    CHECK(read_as_it_is(text).size() == 1);
}

TEST_CASE("the last line proves what is before it")
{
    // printf '%s' | sha256sum, of GNU coreutils, on what stands before the key.
    auto const bare = test::proved(head + end);
    CHECK_THAT(
        bare,
        Catch::Contains(
            "\"sha256\":\"9d48fb0a88fae29217142623c2e4236ec3684c0b43481f640e5741a4dde32a58\"}"));
    std::string text;
    DumpWriter writer{[&](std::string_view bytes) { text += bytes; },
                      {"Ferme", "", "", ledger::ChartFamily::general}};
    writer.write(DumpEnd{});
    CHECK(test::proved(text) == text);

    // Any letter of any value, the last line too.
    auto const whole = test::proved(head + written([](DumpWriter& more) {
                                        more.write(ledger::Party{"A. Martin", "membre", "note"});
                                    }) +
                                    end);
    auto const changed = [&](std::string const& from, std::string const& to) {
        auto other = whole;
        other.replace(other.find(from), from.size(), to);
        try {
            read_as_it_is(other);
        } catch (core::Error const& error) {
            return error.id();
        }
        return std::string{};
    };
    CHECK(changed("Martin", "Martin").empty());
    CHECK(changed("Martin", "Martine") == "dump.altered-file");
    CHECK(changed("Ferme", "Forme") == "dump.altered-file");
    CHECK(changed("\"last_id\":0", "\"last_id\":7") == "dump.altered-file");
    CHECK(changed("\"version\":1", "\"version\": 1") == "dump.altered-file");
    CHECK(changed("\"sha256\":\"", "\"sha\\u003256\":\"") == "dump.altered-file");
}

TEST_CASE("each fault of a dump is named with its line")
{
    auto const content = [&](std::string const& sha256, int size, std::string const& bytes) {
        return R"({"record":"content","sha256":")" + sha256 + R"(","size":)" +
               std::to_string(size) + R"(,"bytes":")" + bytes + "\"}\n";
    };
    auto const entry = [](std::string const& change_from, std::string const& change_to) {
        std::string line =
            R"({"record":"entry","id":1,"year":"2017","journal":"BQ","date":"2017-06-12","lines":[{"account":"606","debit":"1.00"},{"account":"512","credit":"1.00"}]})";
        auto const at = line.find(change_from);
        REQUIRE(at != line.npos);
        return line.replace(at, change_from.size(), change_to) + "\n";
    };
    struct Case {
        std::string text;
        std::string fault;
    };
    for (
        auto const& one : std::vector<Case>{
            {head + end, ""},
            {head + entry("\"id\":1", "\"id\":1") + end, ""},
            {head + content(abc_sha256, 3, "YWJj") + end, ""},
            // Not this kind of file, or not this version.
            {R"({"coop":"autre"})", "dump.other@1"},
            {R"({"coop":12})", "dump.field@1"},
            {R"({"coop":"dump","version":4})", "dump.version@1"},
            {R"({"coop":"dump","version":0})", "dump.version@1"},
            {R"({"coop":"dump","version":"1"})", "dump.field@1"},
            {R"({"coop":"dump"})", "import.missing@1"},
            {R"({"coop":"dump","version":1,"plus":1})", "json.key-unknown@1"},
            // Cut, at each of its places.
            {"", "dump.cut@0"},
            {head.substr(0, 10), "dump.cut@1"},
            {head.substr(0, head.find('\n') + 1), "dump.cut@1"},
            {head, "dump.cut@2"},
            {head + end.substr(0, 30), "dump.cut@3"},
            {head + end + end, "dump.after-end@4"},
            // Records out of place.
            {R"({"coop":"dump","version":1})"
             "\n" +
                 end,
             "dump.record@2"},
            {head + "{\"record\":\"book\"}\n", "dump.record@3"},
            {head + "{\"record\":\"autre\"}\n", "dump.record@3"},
            {head + "{}\n", "import.missing@3"},
            // Lines that are no object.
            {head + "[1]\n", "json.entry@3"},
            {head + "{\"a\":\n", "json.syntax@3"},
            {head + "{\"record\":\"\x01\"}\n", "json.syntax@3"},
            {head + "{\"record\":\"\xe9\"}\n", "text.utf8@3"},
            {head + std::string("{\"record\":\"\0\"}\n", 15), "json.syntax@3"},
            {head + "{\"record\":1e999}\n", "json.syntax@3"},
            {head + "{\"a\":" + std::string(100'000, '[') + "\n", "json.syntax@3"},
            {head + entry("\"id\":1", "\"id\":1,\"id\":1"), "json.key-twice@3"},
            {head + entry("\"debit\"", "\"debit\":\"1.00\",\"debit\""), "json.key-twice@3"},
            // Values of another form.
            {head + entry("\"id\":1", "\"id\":\"1\""), "dump.field@3"},
            {head + entry("\"id\":1", "\"id\":1.5"), "dump.field@3"},
            {head + entry("\"id\":1", "\"id\":-1"), "dump.field@3"},
            {head + entry("\"id\":1", "\"id\":18446744073709551615"), "dump.field@3"},
            {head + entry("\"id\":1,", ""), "import.missing@3"},
            {head + entry("\"BQ\"", "12"), "dump.field@3"},
            {head + entry("\"BQ\"", "\"B\\u0000\""), "dump.field@3"},
            {head + entry("2017-06-12", "12/06/2017"), "dump.field@3"},
            {head + entry("2017-06-12", "2017-06-31"), "dump.field@3"},
            {head + entry("\"1.00\"", "1.00"), "dump.field@3"},
            {head + entry("\"1.00\"", "\"1,00\""), "dump.field@3"},
            {head + entry("\"1.00\"", "\"1\""), "dump.field@3"},
            {head + entry("\"1.00\"", "\"01.00\""), "dump.field@3"},
            {head + entry("\"1.00\"", "\".00\""), "dump.field@3"},
            {head + entry("\"1.00\"", "\"+1.00\""), "dump.field@3"},
            {head + entry("\"1.00\"", "\"99999999999999999.00\""), "dump.field@3"},
            {head + entry("\"debit\":\"1.00\"", "\"debit\":\"1.00\",\"credit\":\"1.00\""),
             "dump.field@3"},
            {head + entry("\"debit\":\"1.00\"", "\"label\":\"x\""), "import.missing@3"},
            {head + entry("\"debit\"", "\"debits\""), "import.missing@3"},
            {head + entry("\"lines\":[", "\"autre\":[],\"lines\":["), "json.key-unknown@3"},
            {head + entry("[{\"account\"", "[12,{\"account\""), "dump.field@3"},
            {head + entry("\"id\":1", "\"id\":1,\"number\":1"), "json.key-unknown@3"},
            {head + entry("\"id\":1", "\"id\":1,\"seal\":{}"), "import.missing@3"},
            {head +
                 R"({"record":"year","label":"2017","first":"2017-01-01","last":"2017-12-31","regulation":"x","state":"ouvert"})"
                 "\n",
             "dump.field@3"},
            // Attachments.
            {head + content(abc_sha256, 3, "YWJ"), "dump.base64@3"},
            {head + content(abc_sha256, 3, "YWJ*"), "dump.base64@3"},
            {head + content(abc_sha256, 3, "YWJk"), "dump.content@3"},
            {head + content(abc_sha256, 4, "YWJj"), "dump.content@3"},
            {head + content("abc", 3, "YWJj"), "dump.field@3"},
        }) {
        INFO(one.text.substr(0, 400));
        CHECK(fault(one.text) == one.fault);
    }
}

TEST_CASE("a contribution is of a kind by its name, and the refusal tells them all")
{
    auto const line = written([](DumpWriter& writer) { write_entry(writer, whole_entry()); });
    auto const with = [&](std::string const& kind) {
        auto text = head + line + end;
        text.replace(text.find("benevolat"), 9, kind);
        return text;
    };
    for (auto const kind : ledger::inkind_kinds()) {
        CHECK(fault(with(std::string{ledger::name_of(kind)})).empty());
    }
    auto const refused = core::refused([&] { read(with("dons")); }); // what a person may type
    CHECK(refused.id() == "dump.field");
    CHECK(refused.diagnostic().args[1].value ==
          core::Cell{"benevolat, mise-a-disposition, prestation, don, non-ventile"});
}

TEST_CASE("a line without end is refused before it fills the memory")
{
    // What is asked for beyond the head is always the same letter.
    core::Input input;
    input.name = "livre.ndjson";
    input.size = std::uint64_t{1} << 40U;
    std::uint64_t asked = 0;
    input.read_at = [&](std::uint64_t offset, std::span<char> into) {
        for (std::size_t i = 0; i < into.size(); ++i) {
            into[i] = offset + i < head.size() ? head[offset + i] : 'x';
        }
        asked = std::max(asked, offset + into.size());
        return into.size();
    };
    DumpReader reader{input};
    CHECK(core::refusal([&] { reader.next(); }) == "dump.line-too-long");
    CHECK(asked < 150'000'000);
}
