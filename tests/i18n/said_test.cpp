// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/resources.hpp>
#include <coop/core/text.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Every sentence is said by the program, and every id that the program says has its sentence. Most
// ids stand in a source as they are; the others are put together, from the beginnings below.

using namespace coop;

namespace {

struct Beginning {
    std::string_view text;
    std::string_view completed_by;
};

/// Each id that no source spells out begins with one of these; what follows is a word of the
/// sources or of a CARE register, or two, with a dot or a hyphen between them.
constexpr auto beginnings = std::to_array<Beginning>({
    {"app.", "debit or credit"},
    {"cause.", "why the system refuses a file"},
    {"app.account.", "own, closed"},
    {"app.card.", "a table of a CARE card"},
    {"app.care.not-valued-", "what lacks for a value"},
    {"app.entry.", "draft, posted"},
    {"app.fec.", "final, provisional"},
    {"app.field.", "the key of a fact or column"},
    {"app.field.care_", "a mark of a list of a register"},
    {"app.import.", "undone, kept"},
    {"app.inkind.", "a kind of contribution"},
    {"app.kind.", "a kind of account"},
    {"app.opening.", "where an opening comes from"},
    {"app.published.", "what is compared"},
    {"app.rehearsal.", "the id of an answer"},
    {"app.rehearsed.", "a status"},
    {"app.status.", "a status"},
    {"app.table.", "the id of a table"},
    {"app.threshold.", "grants, donations"},
    {"app.title.", "the id of an answer"},
    {"app.role.", "opening, closing"},
    {"app.year.", "the state of a year"},
    {"care-check.", "a rule of care check"},
    {"care-close.", "what a close did"},
    {"care-due.", "what waits for a voice"},
    {"care-field.", "a field of a register, or register and field"},
    {"care-held.", "what holds an invariant"},
    {"care-help.", "a field of a register, or register and field"},
    {"care-invariant.", "I1 to I30"},
    {"care-kind.", "a register"},
    {"care-kinds.", "a register"},
    {"care-phase.", "0 to 8"},
    {"care-rule.", "a rule of the close"},
    {"care-tag.", "what a tag became"},
    {"care-word.", "a choice of a field or of the policy"},
    {"check-fec.", "an encoding, a separator, an origin"},
    {"check-fec.fact-", "the key of a fact"},
    {"command.", "the words of a command"},
    {"command.care-", "a verb of the registers"},
    {"command.export-", "an exporter"},
    {"command.import-", "an importer"},
    {"example.", "the words of a command"},
    {"experiment.", "a heading of an answer about an experiment"},
    {"experiment.column-", "the key of a column"},
    {"experiment.due-", "how a due is known"},
    {"experiment.fact-", "the key of a fact"},
    {"experiment.kept-", "what is kept"},
    {"experiment.least-", "which figure is a minimum"},
    {"experiment.memo-", "a kind of action"},
    {"experiment.paid-by-", "who pays"},
    {"experiment.policy-", "an option of the policy"},
    {"experiment.ratio-", "a ratio"},
    {"experiment.since-", "since when"},
    {"experiment.sum-", "what is summed"},
    {"experiment.table-", "the id of a table"},
    {"experiment.title-", "the id of an answer"},
    {"fact.", "the key of a fact"},
    {"fec-rule.", "an id of fec. that check fec has a rule for"},
    {"file.", "why a file is not read"},
    {"file.is-", "an importer, or a spreadsheet"},
    {"findings.", "the key of a column"},
    {"group.", "the words before a command"},
    {"option.", "an option, or report and option"},
    {"option.edit-", "an option of ledger edit"},
    {"option.entry-", "an option of ledger add"},
    {"output.", "why a file is not written"},
    {"receipt.", "the id of a receipt"},
    {"record-field.", "a field of a record"},
    {"record-help.", "a kind of record"},
    {"record-kind.", "a kind of record"},
    {"record-type.", "a type of field"},
    {"record-word.", "a field of a record and its choice"},
    {"render.", "a severity"},
    {"report.", "a report, then title or title-abridged"},
    {"report.budget.", "a section of the budget"},
    {"report.budget.total-", "a section of the budget"},
    {"report.care.", "a word of the statements of CARE"},
    {"report.care.asked.", "what is asked of those concerned"},
    {"report.care.chosen.", "yes, no"},
    {"report.care.column.", "the key of a column"},
    {"report.care.difference.", "a measure of a figure, or none"},
    {"report.care.distribution.", "a rule of distribution"},
    {"report.care.family.", "N, H, F, all"},
    {"report.care.flag.", "a flag of an indicator"},
    {"report.care.formula.", "a formula"},
    {"report.care.good.", "yes, no, unknown"},
    {"report.care.line.", "a line of a statement"},
    {"report.care.measure.", "a measure of a figure"},
    {"report.care.policy.", "an option of the policy, or option and choice"},
    {"report.care.proof.", "the proof of an opinion"},
    {"report.care.ratio.", "a ratio"},
    {"report.care.rule.", "a rule of the close"},
    {"report.care.side.", "uses, capitals"},
    {"report.care.source.", "the source of a figure"},
    {"report.care.step.", "a step of an explanation"},
    {"report.care.table.", "the id of a table"},
    {"report.care.verdict.", "a verdict"},
    {"report.care.voice-type.", "who speaks"},
    {"report.care.voided.", "yes, no"},
    {"report.column.", "the key of a column"},
    {"report.inkind.", "a kind of contribution"},
    {"report.role.", "opening, closing"},
    {"report.side.", "charges, produits"},
    {"spool.", "why a pipe is not kept"},
    {"topic.", "a topic of help"},
    {"value.", "what an option takes"},
});

/// Ids of rows, tables and documents, of which nothing is said.
constexpr auto silent =
    std::to_array<std::string_view>({"care.", "care.explain", "inkind.source", "inkind.use"});

using Words = std::set<std::string, std::less<>>;

std::string read(std::filesystem::path const& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// What stands between quotes in a line of a source.
void collect_literals(std::string line, Words& literals)
{
    constexpr std::string_view quote = "'\"'";
    for (auto at = line.find(quote); at != line.npos; at = line.find(quote)) {
        line.erase(at, quote.size());
    }
    auto const code = line.starts_with("#include")
                          ? std::string_view{}
                          : std::string_view{line}.substr(0, line.find("//"));
    for (auto open = code.find('"'); open != code.npos; open = code.find('"', open)) {
        auto close = code.find('"', open + 1);
        while (close != code.npos && code[close - 1] == '\\') {
            close = code.find('"', close + 1);
        }
        if (close == code.npos) {
            return;
        }
        literals.emplace(code.substr(open + 1, close - open - 1));
        open = close + 1;
    }
}

Words literals_of_sources()
{
    Words literals;
    for (auto const* folder : {"src", "include"}) {
        for (auto const& entry : std::filesystem::recursive_directory_iterator{
                 COOP_SOURCE_DIR "/" + std::string{folder}}) {
            if (entry.is_regular_file()) {
                auto const text = read(entry.path());
                for (auto const line : core::split(text, '\n')) {
                    collect_literals(std::string{line}, literals);
                }
            }
        }
    }
    return literals;
}

Words ids_of_sentences()
{
    constexpr std::string_view start = "msgid \"";
    Words ids;
    for (auto const line : core::split(core::resource("messages/fr.po"), '\n')) {
        if (line.starts_with(start) && line.size() > start.size() + 1) {
            ids.emplace(line.substr(start.size(), line.size() - start.size() - 1));
        }
    }
    return ids;
}

/// The words that ids are put together from: `ledger add` gives `ledger-add`, `.denied` gives
/// `denied`, `fec.bom` gives `bom` to its rule, a register or a kind of record its fields and
/// choices.
Words words_of(Words const& literals)
{
    Words words;
    for (std::string_view literal : literals) {
        literal = literal.substr(std::min(literal.find_first_not_of(".-"), literal.size()));
        literal = literal.substr(0, literal.find_last_not_of(' ') + 1);
        std::string word{literal};
        std::ranges::replace(word, ' ', '-');
        words.emplace(word.starts_with("fec.") ? word.substr(4) : "");
        words.insert(std::move(word));
    }
    std::string field;
    for (char const c : std::string{core::resource("care/kinds.csv")} +
                            std::string{core::resource("ledger/kinds.csv")}) {
        if (c == ';' || c == ',' || c == '\n') {
            words.insert(std::move(field));
            field.clear();
        } else {
            field += c;
        }
    }
    for (int digit = 0; digit < 9; ++digit) {
        words.insert(std::to_string(digit));
    }
    words.erase("");
    return words;
}

bool is_of_words(std::string_view text, Words const& words)
{
    if (words.contains(text)) {
        return true;
    }
    for (auto at = text.find_first_of(".-"); at != text.npos;
         at = text.find_first_of(".-", at + 1)) {
        if (words.contains(text.substr(0, at)) && words.contains(text.substr(at + 1))) {
            return true;
        }
    }
    return false;
}

struct Sources {
    Words literals = literals_of_sources();
    Words words = words_of(literals);
};

bool is_said(std::string_view id, Sources const& sources)
{
    return sources.literals.contains(id) ||
           std::ranges::any_of(beginnings, [&](Beginning const& each) {
               return id.starts_with(each.text) &&
                      is_of_words(id.substr(each.text.size()), sources.words);
           });
}

/// The id that a hint goes with: `year.gap` of `year.gap.hint`, `account.unknown` of
/// `account.unknown.none.hint`.
std::string_view said_with(std::string_view id)
{
    for (std::string_view const end : {".none.hint", ".hint"}) {
        if (id.ends_with(end)) {
            return id.substr(0, id.size() - end.size());
        }
    }
    return id;
}

bool looks_like_id(std::string_view text, Words const& areas)
{
    return text.find('.') != text.npos && areas.contains(text.substr(0, text.find('.'))) &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
           });
}

/// Whether `text` is an id, completes one, or is a beginning.
bool leads_to_sentence(std::string const& text, Words const& ids)
{
    return ids.contains(text) || std::ranges::any_of(beginnings, [&](Beginning const& each) {
               return each.text == text || ids.contains(std::string{each.text} + text);
           });
}

} // namespace

TEST_CASE("every sentence is said by the program")
{
    Sources const sources;
    std::vector<std::string> dead;
    std::ranges::copy_if(ids_of_sentences(), std::back_inserter(dead), [&](std::string const& id) {
        return !is_said(id, sources) && !is_said(said_with(id), sources);
    });
    CHECK(dead == std::vector<std::string>{});
}

TEST_CASE("every id that the program says has its sentence")
{
    auto const ids = ids_of_sentences();
    Words areas;
    for (auto const& id : ids) {
        areas.insert(id.substr(0, id.find('.')));
    }
    std::vector<std::string> undefined;
    for (auto const& text : literals_of_sources()) {
        if (looks_like_id(text, areas) && !leads_to_sentence(text, ids) &&
            std::ranges::find(silent, text) == silent.end()) {
            undefined.push_back(text);
        }
    }
    CHECK(undefined == std::vector<std::string>{});
}

TEST_CASE("every beginning of ids is one that the program completes")
{
    auto const ids = ids_of_sentences();
    for (auto const& beginning : beginnings) {
        INFO(beginning.text << ": " << beginning.completed_by);
        CHECK(std::ranges::any_of(ids, [&](std::string const& id) {
            return id.starts_with(beginning.text) && id.size() > beginning.text.size();
        }));
    }
}

TEST_CASE("a sentence that only a comment or an include names is not said")
{
    Words literals;
    collect_literals("#include \"year.gap\"", literals);
    collect_literals("say(\"year.over\\\"lap\", '\"', \"year.\"); // \"year.dead\"", literals);
    CHECK(literals == Words{"year.", "year.over\\\"lap"});
    CHECK(said_with("account.unknown.none.hint") == "account.unknown");
    CHECK(is_of_words("ledger-add.title", {"ledger-add", "title"}));
    CHECK_FALSE(is_of_words("ledger-gone", {"ledger-add", "ledger"}));
}
