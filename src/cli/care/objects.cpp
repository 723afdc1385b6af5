// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is done with the objects of the registers beside adding, listing and showing them.
#include "cli/terminal/confirm.hpp"
#include "registers.hpp"

#include <coop/app/care/registers.hpp>
#include <coop/core/error.hpp>

#include <memory>
#include <optional>

namespace coop::cli {

Action declare_care_capital_cease(Arguments& arguments)
{
    struct Options {
        care::Record record;
        std::optional<core::Date> last;
    };
    auto const options = std::make_shared<Options>();
    options->record.kind = "capital";
    arguments.positional("care-id", "word.care-id", options->record.id);
    arguments.date("--date", "option.care-last-day", options->last);
    declare_author(arguments, options->record.author);
    return [options](Context& context) {
        write(context, [&](app::Context const& lent) {
            auto record = options->record;
            record.fields = {{"status", std::string{care::ceased_words.of(true)}},
                             {"ceased_on", core::format_iso(options->last.value_or(lent.today))}};
            return app::add_care(lent, record, app::Known::revise);
        });
    };
}

Action declare_care_measurement_import(Arguments& arguments)
{
    struct Options {
        std::string file;
        std::string author;
    };
    auto const options = std::make_shared<Options>();
    arguments.positional("file", "word.care-measurements", options->file);
    declare_author(arguments, options->author);
    return [options](Context& context) {
        auto const text = context.world.read_file(options->file, bounds::text);
        write(context, [&](app::Context const& lent) {
            auto document = app::import_measurements(lent, text, options->file, options->author);
            note_charset(document, text);
            return document;
        });
    };
}

Action declare_care_card(Arguments& arguments)
{
    struct Options {
        std::string capital;
        bool all = false;
    };
    auto const options = std::make_shared<Options>();
    arguments.optional_positional("care-id", "word.care-capital", options->capital);
    arguments.flag("--all", "option.care-all", options->all);
    return [options](Context& context) {
        if (options->capital.empty() != options->all) {
            throw core::Error{core::ErrorKind::usage, "care.card-which"};
        }
        read(context, [&](app::Context const& lent) {
            return app::care_cards(lent, options->capital, leaves(context));
        });
    };
}

Action declare_care_erase(Arguments& arguments)
{
    struct Options {
        std::string kind;
        std::string id;
    };
    auto const options = std::make_shared<Options>();
    arguments.positional("care-kind", "word.care-kind", options->kind);
    arguments.positional("care-id", "word.care-id", options->id);
    return [options](Context& context) {
        confirm(context, "prompt.care-erase", {{"id", options->id}});
        write(context, [&](app::Context const& lent) {
            return app::erase_care(lent, options->kind, options->id);
        });
    };
}

} // namespace coop::cli
