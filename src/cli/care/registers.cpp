// SPDX-License-Identifier: GPL-3.0-or-later
//
// The registers on the command line. Their options are the fields of the kind: a new field is a
// line of schemas/care/kinds.csv and its sentence.
#include "registers.hpp"

#include <coop/app/care/registers.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>

#include <algorithm>
#include <array>
#include <memory>

namespace coop::cli {

namespace {

using care::FieldType;
using care::Kind;

constexpr auto page = "care-registres";

// Kinds that a command of their own writes, because more than fields is asked.
constexpr std::array<std::string_view, 6> written_elsewhere{"tag",    "deliberation", "opinion",
                                                            "policy", "phase",        "close"};

// A list of tags says what counts of their lines: declare_care_tag_list().

// Kinds of which there is one object: they have commands of their own.
constexpr std::array<std::string_view, 2> alone{"policy", "phase"};

bool is_in(std::string_view word, auto const& words)
{
    return std::ranges::find(words, word) != words.end();
}

std::string option_name(std::string_view key)
{
    std::string name = "--" + std::string{key};
    std::ranges::replace(name, '_', '-');
    return name;
}

std::string value_of(FieldType type)
{
    switch (type) {
    case FieldType::date:
        return "date";
    case FieldType::money:
    case FieldType::balance:
    case FieldType::price:
        return "amount";
    case FieldType::moneys:
        return "amounts";
    case FieldType::lines:
        return "lines";
    case FieldType::decimal:
        return "decimal";
    case FieldType::integer:
        return "count";
    case FieldType::share:
    case FieldType::percent:
        return "percent";
    case FieldType::choice:
        return "word";
    case FieldType::ref:
        return "care-id";
    case FieldType::refs:
        return "care-ids";
    default:
        return "text";
    }
}

// The longest sentence there is for a field: of this kind, or of all kinds that have it.
std::string summary_of(Kind const& kind, care::Field const& field)
{
    auto const key = std::string{field.key};
    for (auto const& id : {"care-help." + std::string{kind.name} + "." + key, "care-help." + key,
                           "care-field." + std::string{kind.name} + "." + key}) {
        if (i18n::find_text(i18n::Language::fr, id)) {
            return id;
        }
    }
    return "care-field." + key;
}

// An error about a field, seen from its option.
core::Error at_option(core::Error const& error, Kind const& kind)
{
    auto where = error.diagnostic().where;
    if (where.line == 0 && kind.find(where.source) != nullptr) {
        where.source = option_name(where.source);
    }
    return error.at(where);
}

struct Typed {
    care::Record record;
    std::string evidence;
};

void put_choices(OptionSpec& option, care::Field const& field)
{
    option.choices = {field.values.begin(), field.values.end()};
    option.choice_of = [&field](std::string const& given) {
        return std::string{care::registers().choice_of(field, given)};
    };
    auto const own = "care-word." + std::string{field.key} + ".";
    bool const has_own =
        i18n::find_text(i18n::Language::fr, own + option.choices.front()).has_value();
    option.words = has_own ? own : "care-word.";
}

void declare_field(Arguments& arguments, Kind const& kind, care::Field const& field,
                   std::shared_ptr<Typed> const& typed, app::Known known)
{
    auto const id = summary_of(kind, field);
    auto& option =
        arguments.option(option_name(field.key), value_of(field.type), id,
                         [typed, key = std::string{field.key}](std::string const& given) {
                             typed->record.fields.emplace_back(key, given);
                         });
    if (field.type == FieldType::choice) {
        put_choices(option, field);
    }
    option.required = field.required && known == app::Known::refuse;
}

Action declare_write(Arguments& arguments, Kind const& kind, app::Known known)
{
    auto const typed = std::make_shared<Typed>();
    typed->record.kind = kind.name;
    if (known == app::Known::revise) {
        arguments.positional("care-id", "word.care-id", typed->record.id);
    } else {
        arguments.optional_positional("care-id", "word.care-new-id", typed->record.id);
    }
    for (auto const& field : kind.fields) {
        declare_field(arguments, kind, field, typed, known);
    }
    if (kind.find("sha256") != nullptr) {
        arguments.text("--evidence-file", "file", "option.care-evidence-file", typed->evidence);
    }
    declare_author(arguments, typed->record.author);
    return [typed, known](Context& context) {
        auto record = typed->record;
        if (!typed->evidence.empty()) {
            auto const evidence = read_evidence(context, typed->evidence);
            record.fields.emplace_back("evidence", evidence.name);
            record.fields.emplace_back("sha256", evidence.sha256);
        }
        try {
            write(context,
                  [&](app::Context const& lent) { return app::add_care(lent, record, known); });
        } catch (core::Error const& error) {
            throw at_option(error, care::kind_of(record.kind));
        }
    };
}

Action declare_list(Arguments& arguments, Kind const& kind)
{
    auto const query = std::make_shared<app::CareQuery>();
    query->kind = kind.name;
    arguments.text("--capital", "care-id", "option.care-of-capital", query->capital);
    if (kind.name == "state") {
        arguments.flag("--expired", "option.care-expired", query->expired);
    }
    return [query](Context& context) {
        read(context, [&](app::Context const& lent) {
            return app::list_care(lent, *query, leaves(context));
        });
    };
}

using Shown = core::Document (*)(app::ContextOf<store::CareBooks> const&, std::string const&,
                                 std::string const&, bool);

Action declare_shown(Arguments& arguments, Kind const& kind, Shown shown)
{
    auto const id = std::make_shared<std::string>();
    arguments.positional("care-id", "word.care-id", *id);
    return [id, &kind, shown](Context& context) {
        read(context, [&](app::Context const& lent) {
            return shown(lent, std::string{kind.name}, *id, leaves(context));
        });
    };
}

void add_kind(std::vector<Command>& result, Kind const& kind)
{
    auto const add = [&](std::string const& verb, std::function<Action(Arguments&)> declare,
                         Writes writes = Writes::nothing) {
        result.push_back({"care " + std::string{kind.name} + " " + verb, "command.care-" + verb,
                          std::move(declare), page, writes});
    };
    if (!is_in(kind.name, written_elsewhere)) {
        add(
            "add",
            [&kind](Arguments& arguments) {
                return declare_write(arguments, kind, app::Known::refuse);
            },
            Writes::book);
        add(
            "revise",
            [&kind](Arguments& arguments) {
                return declare_write(arguments, kind, app::Known::revise);
            },
            Writes::book);
    }
    if (kind.name != "tag") {
        add("list", [&kind](Arguments& arguments) { return declare_list(arguments, kind); });
    }
    add("show",
        [&kind](Arguments& arguments) { return declare_shown(arguments, kind, app::show_care); });
    add("history", [&kind](Arguments& arguments) {
        return declare_shown(arguments, kind, app::care_history);
    });
}

} // namespace

std::vector<Command> register_commands()
{
    std::vector<Command> result;
    for (auto const& kind : care::kinds()) {
        if (!is_in(kind.name, alone)) {
            add_kind(result, kind);
        }
    }
    return result;
}

bool leaves(Context const& context)
{
    return !context.globals.output.empty() ||
           (context.format != nullptr && context.format != &render::usual_format);
}

void declare_choice(Arguments& arguments, std::string_view names, std::string value,
                    std::string summary_id, care::Field const& field, std::string& into)
{
    put_choices(arguments.option(names, std::move(value), std::move(summary_id),
                                 [&into](std::string const& given) { into = given; }),
                field);
}

void declare_author(Arguments& arguments, std::string& into)
{
    arguments.text("--by", "text", "option.care-by", into);
}

Evidence read_evidence(Context const& context, std::string const& path)
{
    return {path.substr(path.rfind('/') + 1),
            core::to_hex(core::sha256(context.world.open_file(path)))};
}

} // namespace coop::cli
