// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/care/close.hpp>

#include "registers.hpp"

#include <coop/core/error.hpp>

#include <memory>

namespace coop::cli {

namespace {

/// `12`, or `12:3`: an entry, and one of its lines.
void parse_tagged(std::string const& word, app::TagRequest& request)
{
    auto const colon = word.find(':');
    request.entry = parse_entry_id(word.substr(0, colon));
    if (colon != std::string::npos) {
        request.line = parse_entry_id(word.substr(colon + 1));
    }
}

/// `80%`: the sign is typed, since 0,8 could mean two things.
core::Decimal parse_share(std::string const& given)
{
    if (!given.ends_with('%')) {
        throw core::Error{
            core::ErrorKind::usage, "care.share", {{"key", "share"}, {"text", given}}};
    }
    auto const share = core::parse_decimal(given.substr(0, given.size() - 1), 6);
    if (share.units <= 0 || core::widen(share, 6).units > 100'000'000) {
        throw core::Error{
            core::ErrorKind::usage, "care.share", {{"key", "share"}, {"text", given}}};
    }
    return share;
}

} // namespace

Action declare_care_tag(Arguments& arguments)
{
    auto const request = std::make_shared<app::TagRequest>();
    auto const funding = std::make_shared<std::string>(care::name_of(care::Funding::own));
    arguments.positional("tagged-line", "word.tagged-line",
                         [request](std::string const& word) { parse_tagged(word, *request); });
    arguments.text("--action", "care-action", "option.tag-action", request->action);
    arguments.require_last();
    arguments.option("--share", "share", "option.tag-share",
                     [request](std::string const& given) { request->share = parse_share(given); });
    arguments.money("--amount", "option.tag-amount", request->amount);
    declare_choice(arguments, "--funding", "funding", "option.tag-funding",
                   *care::kind_of("tag").find("funding"), *funding);
    auto const wages = std::make_shared<std::string>();
    declare_choice(arguments, "--wages", "word", "option.tag-wages",
                   *care::kind_of("tag").find("wages"), *wages);
    arguments.flag("--withdraw", "option.tag-withdraw", request->withdraw);
    return [request, funding, wages](Context& context) {
        request->funding = care::parse_funding(*funding);
        request->wages = care::wages_words.value(*wages);
        write(context, [&](app::Context const& lent) { return app::tag_line(lent, *request); });
    };
}

Action declare_care_tag_list(Arguments& arguments)
{
    auto const action = std::make_shared<std::string>();
    arguments.text("--action", "care-action", "option.tags-of", *action);
    return [action](Context& context) {
        read(context, [&](app::Context const& lent) {
            return app::list_tags(lent, *action, leaves(context));
        });
    };
}

Action declare_care_close(Arguments& arguments)
{
    auto const request = std::make_shared<care::CloseRequest>();
    arguments.text("--year", "year", "option.close-year", request->year);
    arguments.require_last();
    arguments.flag("--provisional", "option.close-provisional", request->provisional);
    arguments.flag("--correct", "option.close-correct", request->correct);
    arguments.flag("--restate", "option.close-restate", request->restate);
    arguments.text("--reason", "text", "option.close-reason", request->reason);
    arguments.flag("--allow-undeclared", "option.close-undeclared", request->undeclared_allowed);
    arguments.flag("--allow-weak-sustainability", "option.allow-weak", request->weak_allowed);
    return [request](Context& context) {
        auto const use = [&](app::Context const& lent) { return app::close_care(lent, *request); };
        if (request->provisional) {
            read(context, use);
        } else {
            write(context, use);
        }
    };
}

Action declare_care_entries(Arguments& arguments)
{
    auto const year = std::make_shared<std::string>();
    auto const close = std::make_shared<std::optional<std::int64_t>>();
    arguments.text("--year", "year", "option.year", *year);
    declare_close_version(arguments, *close);
    return [year, close](Context& context) {
        read(context, [&](app::Context const& lent) {
            return app::list_care_entries(lent, *year, *close);
        });
    };
}

} // namespace coop::cli
