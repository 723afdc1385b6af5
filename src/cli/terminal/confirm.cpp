// SPDX-License-Identifier: GPL-3.0-or-later
#include "confirm.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/render/render.hpp>

#include <algorithm>
#include <initializer_list>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::ranges::find(words, word) != words.end();
}

} // namespace

bool may_ask(Context const& context)
{
    return context.world.in_is_terminal && !context.globals.no_input;
}

bool would_ask(Context const& context)
{
    return !context.globals.yes && !is_rehearsal(context) && may_ask(context);
}

void confirm(Context const& context, std::string_view id, core::Arguments const& args, Usual usual)
{
    if (!would_ask(context)) {
        return;
    }
    auto const choice = usual == Usual::yes ? "prompt.yes-no-usually-yes" : "prompt.yes-no";
    while (true) {
        context.world.err(render::sentence(context.language, id, args) + " " +
                          i18n::text(context.language, choice) + " ");
        auto const line = context.world.in_line();
        if (!line) {
            throw Error{ErrorKind::usage, "prompt.ended"};
        }
        auto const reply = core::fold(core::trim(*line));
        if (reply.empty() ? usual == Usual::yes : is_one_of(reply, {"o", "oui", "y", "yes"})) {
            return;
        }
        if (reply.empty() || is_one_of(reply, {"n", "non", "no"})) {
            throw Error{ErrorKind::usage, "prompt.declined"};
        }
        say(context, "prompt.yes-no-again");
    }
}

} // namespace coop::cli
