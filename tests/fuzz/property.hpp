// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/error.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace coop::fuzz {

/// \brief What a property says of a reader, and does not hold for the bytes it was given.
struct Broken : std::logic_error {
    using std::logic_error::logic_error;
};

/// \throws Broken with `sentence` where it does not hold.
void hold(bool holds, std::string const& sentence);

/// \brief The text is valid UTF-8.
void hold_text(std::string_view text);

/// \brief What must hold for every finding in `bytes`: sentences for its id in both languages, a
/// place within the file, texts that are valid UTF-8.
void hold_finding(core::Diagnostic const& finding, std::string_view bytes);

/// \brief What must hold for every refusal of `bytes`: its kind, its findings, and what a
/// terminal and a program are told.
void hold_refusal(core::Error const& error, core::ErrorKind kind, std::string_view bytes);

/// \brief What `read` returns, or nothing where it refuses as it should.
template <typename Read>
auto accepted(std::string_view bytes, core::ErrorKind kind, Read read)
    -> std::optional<decltype(read())>
{
    try {
        return read();
    } catch (core::Error const& error) {
        hold_refusal(error, kind, bytes);
    }
    return std::nullopt;
}

// One for each parser, named as its line in `targets`; throws Broken, or crashes, where it is
// wrong.
void money(std::string_view bytes);
void decimal(std::string_view bytes);
void minutes(std::string_view bytes);
void date(std::string_view bytes);
void period(std::string_view bytes);
void delimited(std::string_view bytes);
void entries_csv(std::string_view bytes);
void entries_ndjson(std::string_view bytes);
void entries_paheko(std::string_view bytes);
void budget_csv(std::string_view bytes);
void published(std::string_view bytes);
void layout(std::string_view bytes);
void experiment(std::string_view bytes);
void fec(std::string_view bytes);
void fec_check(std::string_view bytes);
void fec_entries(std::string_view bytes);
void dump(std::string_view bytes);
void command(std::string_view bytes);

} // namespace coop::fuzz
