// SPDX-License-Identifier: GPL-3.0-or-later
#include "registers.hpp"

#include <coop/app/care/registers.hpp>
#include <coop/care/voice.hpp>
#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/text.hpp>

#include <memory>

namespace coop::cli {

namespace {

using core::Error;
using core::ErrorKind;

constexpr std::string_view secret_line = "secret ";

/// Two lines beside the name of the format: the public key, to be given, and the secret one.
std::string key_file(core::SecretKey const& secret)
{
    return "coop-ed25519-1\npublic " + core::to_hex(core::ed25519_public_key(secret)) + "\n" +
           std::string{secret_line} + core::to_hex(secret) + "\n";
}

core::SecretKey read_key(Context const& context, std::string const& path)
{
    auto const text = context.world.read_file(path, bounds::key);
    for (auto const line : core::split(text, '\n')) {
        if (line.starts_with(secret_line)) {
            if (auto const key = care::parse_digest(core::trim(line.substr(secret_line.size())))) {
                return *key;
            }
        }
    }
    throw Error{ErrorKind::unreadable, "care.key-file", {{"path", path}}};
}

core::SecretKey new_key(Context const& context)
{
    core::SecretKey secret{};
    for (std::size_t at = 0; at < secret.size(); at += 16) {
        auto const bytes = context.world.salt();
        std::ranges::copy(bytes, secret.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return secret;
}

struct DeliberateOptions {
    app::Deliberated typed;
    std::string minutes;
    std::optional<core::Date> date;
};

void declare_text(Arguments& arguments, std::shared_ptr<DeliberateOptions> const& options,
                  std::string const& name, std::string const& key)
{
    arguments.option(name, "text", "care-field." + key, [options, key](std::string const& given) {
        options->typed.record.fields.emplace_back(key, given);
    });
}

struct SignOptions {
    app::Spoken spoken;
    std::string evidence;
    std::string key;
};

} // namespace

Action declare_care_deliberate(Arguments& arguments)
{
    auto const options = std::make_shared<DeliberateOptions>();
    arguments.optional_positional("care-id", "word.care-new-id", options->typed.record.id);
    arguments.option(
        "--object", "care-object", "option.care-object",
        [options](std::string const& given) { options->typed.objects.push_back(given); });
    arguments.require_last();
    arguments.repeat_last();
    arguments.date("--date", "option.care-deliberated-on", options->date);
    declare_text(arguments, options, "--decision", "decision");
    arguments.require_last();
    declare_text(arguments, options, "--present", "present");
    declare_text(arguments, options, "--present-count", "present_count");
    declare_text(arguments, options, "--dissent", "dissent");
    arguments.text("--minutes", "file", "option.care-minutes", options->minutes);
    declare_author(arguments, options->typed.record.author);
    return [options](Context& context) {
        auto typed = options->typed;
        typed.record.fields.emplace_back("date",
                                         core::format_iso(options->date.value_or(context.today)));
        if (!options->minutes.empty()) {
            typed.record.fields.emplace_back("minutes",
                                             read_evidence(context, options->minutes).sha256);
        }
        write(context, [&](app::Context const& lent) { return app::deliberate(lent, typed); });
    };
}

Action declare_care_sign(Arguments& arguments)
{
    auto const options = std::make_shared<SignOptions>();
    auto& spoken = options->spoken;
    arguments.positional("care-object", "word.care-object", spoken.object);
    arguments.text("--spokesperson", "care-id", "care-field.spokesperson", spoken.spokesperson);
    arguments.require_last();
    declare_choice(arguments, "--verdict", "word", "care-field.verdict",
                   *care::kind_of("opinion").find("verdict"), spoken.verdict);
    arguments.require_last();
    arguments.text("--comment", "text", "care-field.comment", spoken.comment);
    arguments.text("--evidence", "file", "option.care-evidence", options->evidence);
    arguments.text("--key", "file", "option.care-key", options->key);
    arguments.text("--by", "text", "option.care-recorded-by", spoken.recorded_by);
    return [options](Context& context) {
        auto given = options->spoken;
        if (!options->evidence.empty()) {
            auto const evidence = read_evidence(context, options->evidence);
            given.evidence = evidence.name;
            given.sha256 = evidence.sha256;
        }
        if (!options->key.empty()) {
            given.key = read_key(context, options->key);
        }
        write(context, [&](app::Context const& lent) { return app::sign(lent, given); });
    };
}

Action declare_care_key_new(Arguments& arguments)
{
    auto const path = std::make_shared<std::string>();
    arguments.positional("file", "word.care-key-file", *path);
    return [path](Context& context) {
        check_output(context, *path);
        check_made(context, *path);
        auto const secret = new_key(context);
        auto document =
            receipt(context, "care.key",
                    {{"key_file", "", *path, {}},
                     {"public_key", "", core::to_hex(core::ed25519_public_key(secret)), {}}});
        conclude(
            context, document,
            [&] {
                if (!is_rehearsal(context)) {
                    context.world.write_private_file(*path, key_file(secret));
                }
            },
            *path);
    };
}

Action declare_care_voices_due(Arguments&)
{
    return [](Context& context) { read(context, app::voices_due); };
}

Action declare_care_trail_verify(Arguments& arguments)
{
    auto const noted = std::make_shared<std::string>();
    arguments.text("--head", "hash", "option.care-head", *noted);
    return [noted](Context& context) {
        read(
            context, [&](app::Context const& lent) { return app::verify_trail(lent, *noted); },
            Notes::findings);
    };
}

} // namespace coop::cli
