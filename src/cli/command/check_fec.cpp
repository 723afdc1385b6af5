// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.hpp"
#include "cli/terminal/progress.hpp"

#include <coop/app/export.hpp>
#include <coop/exchange/fec/check.hpp>
#include <coop/exchange/importer.hpp>

#include <memory>

namespace coop::cli {

namespace {

using exchange::FecCheck;
using exchange::FecEncoding;
using exchange::FecOrigin;

struct CheckFecOptions {
    std::string file;
    std::string previous;
    std::optional<core::Period> year;
};

std::string word(Context const& context, std::string_view id)
{
    return i18n::text(context.language, "check-fec." + std::string{id});
}

std::string_view name_of(FecEncoding encoding)
{
    switch (encoding) {
    case FecEncoding::ascii:
        return "ASCII";
    case FecEncoding::utf8:
        return "UTF-8";
    case FecEncoding::latin9:
        return "ISO 8859-15";
    case FecEncoding::mixed:
        break;
    }
    return "mixed";
}

std::string_view name_of(FecOrigin origin)
{
    switch (origin) {
    case FecOrigin::law:
        return "law";
    case FecOrigin::administration:
        return "administration";
    case FecOrigin::practice:
        break;
    }
    return "good-books";
}

std::string separator_of(FecCheck const& check)
{
    return check.form.separator == '\t' ? "TAB" : std::string(1, check.form.separator);
}

/// `CRLF` of "\r\n".
std::string line_end_of(FecCheck const& check)
{
    std::string text;
    for (char const c : check.form.line_end) {
        text += c == '\r' ? "CR" : "LF";
    }
    return text;
}

core::Cell day(std::optional<core::Date> const& date)
{
    return date ? core::Cell{*date} : core::Cell{};
}

std::string yes_or_no(bool value)
{
    return value ? "yes" : "no";
}

core::Facts facts_of(Context const& context, std::string const& file, FecCheck const& check)
{
    core::Facts facts;
    auto const add = [&](std::string const& key, core::Cell value, std::string words = {}) {
        facts.items.push_back(
            {key, word(context, "fact-" + key), std::move(value), std::move(words)});
    };
    add("file", file);
    add("administration", yes_or_no(check.suits_administration()), "check-fec.");
    add("good-books", yes_or_no(check.suits_good_books()), "check-fec.");
    add("encoding", std::string{name_of(check.encoding)}, "check-fec.");
    add("separator", separator_of(check));
    add("line-end", line_end_of(check));
    add("lines", check.lines);
    add("entries", check.entries);
    add("journals", check.journals);
    add("accounts", check.accounts);
    add("debit", check.debit);
    add("credit", check.credit);
    add("first", day(check.first));
    add("last", day(check.last));
    return facts;
}

core::Table rules_of(Context const& context, FecCheck const& check)
{
    core::Table table;
    table.id = "rules";
    for (auto const& [key, words] : {std::pair{"rule", ""},
                                     {"summary", ""},
                                     {"origin", "check-fec."},
                                     {"severity", "render."},
                                     {"findings", ""}}) {
        table.columns.push_back({key, word(context, std::string{"column-"} + key), false, words});
    }
    table.columns.push_back({"id", "", true, {}});
    std::vector<core::Row> rows;
    auto const rules = exchange::fec_rules();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        auto const& rule = rules[i];
        auto const name = std::string{rule.id.substr(rule.id.find('.') + 1)};
        bool const error = rule.severity == core::Severity::error;
        rows.push_back({std::string{rule.key},
                        core::RowRole::item,
                        0,
                        {std::string{rule.key}, i18n::text(context.language, "fec-rule." + name),
                         std::string{name_of(rule.origin)}, error ? "error" : "warning",
                         check.counts[i], std::string{rule.id}},
                        {}});
    }
    table.rows = core::rows(std::move(rows));
    return table;
}

core::Document document_of(Context const& context, std::string const& file, FecCheck check)
{
    core::Document document{.id = "check-fec", .title = word(context, "title")};
    for (auto const* const id :
         {check.suits_administration() ? "administration-yes" : "administration-no",
          check.suits_good_books() ? "good-books-yes" : "good-books-no"}) {
        document.blocks.emplace_back(core::Paragraph{word(context, id)});
    }
    document.blocks.emplace_back(facts_of(context, file, check));
    document.blocks.emplace_back(rules_of(context, check));
    document.notes = std::move(check.findings);
    return document;
}

void run_check(CheckFecOptions const& options, Context& context)
{
    auto const input = context.world.open_file(options.file);
    exchange::expect_file_of(exchange::fec_importer, input);
    exchange::FecCheckOptions asked{.year = options.year, .progress = progress_bar(context)};
    core::Input previous;
    if (!options.previous.empty()) {
        previous = context.world.open_file(options.previous);
        asked.previous = &previous;
    }
    if (!context.globals.file.empty()) {
        asked.left_out = [&context](core::Date day) {
            std::vector<exchange::FecNumber> numbers;
            look(context,
                 [&](app::Context const& lent) { numbers = app::left_out_of_fec(lent, day); });
            return numbers;
        };
    }
    auto check = exchange::check_fec(input, asked);
    asked.progress = {};
    bool const suits = check.suits_good_books();
    answer(context, document_of(context, options.file, std::move(check)), Notes::findings);
    context.exit_code = suits ? 0 : 1; // warnings alone leave a file as it may be
}

} // namespace

Action declare_check_fec(Arguments& arguments)
{
    auto const options = std::make_shared<CheckFecOptions>();
    arguments.positional("file", "word.check-fec", options->file);
    arguments.text("--previous", "file", "option.fec-previous", options->previous);
    arguments.period("-p,--period", "option.fec-period", options->year);
    return [options](Context& context) { run_check(*options, context); };
}

} // namespace coop::cli
