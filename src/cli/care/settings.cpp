// SPDX-License-Identifier: GPL-3.0-or-later
//
// What holds for the whole livre CARE: its phase and its policy.
#include "registers.hpp"

#include <coop/app/care/registers.hpp>

#include <memory>

namespace coop::cli {

Action declare_care_phase(Arguments& arguments)
{
    struct Options {
        std::string number;
        std::string note;
        std::string author;
    };
    auto const options = std::make_shared<Options>();
    arguments.optional_positional("number", "word.care-phase", options->number);
    arguments.text("--note", "text", "care-field.note", options->note);
    declare_author(arguments, options->author);
    return [options](Context& context) {
        if (options->number.empty()) {
            read(context, app::show_phase);
            return;
        }
        auto const number = parse_entry_id(options->number);
        write(context, [&](app::Context const& lent) {
            return app::set_phase(lent, number, options->note, options->author);
        });
    };
}

Action declare_care_policy_show(Arguments&)
{
    return [](Context& context) { read(context, app::show_policy); };
}

Action declare_care_policy_set(Arguments& arguments)
{
    struct Options {
        std::vector<std::string> words;
        std::string author;
        bool weak = false;
    };
    auto const options = std::make_shared<Options>();
    arguments
        .positional("care-policy", "word.care-policy",
                    [options](std::string const& word) { options->words.push_back(word); })
        .repeated = true;
    arguments.flag("--allow-weak-sustainability", "option.care-weak", options->weak);
    declare_author(arguments, options->author);
    return [options](Context& context) {
        write(context, [&](app::Context const& lent) {
            return app::set_policy(lent, options->words, options->weak, options->author);
        });
    };
}

} // namespace coop::cli
