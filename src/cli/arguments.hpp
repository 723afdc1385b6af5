// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/date.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/money.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coop::cli {

/// \brief An option of a command, as data: for parsing, help, and later man pages and completion.
struct OptionSpec {
    std::vector<std::string> names; ///< `-p`, `--period`; the last one is its name in messages
    std::string value;              ///< message `value.<value>`; empty: a flag
    std::string summary_id;
    std::vector<std::string> choices; ///< empty: free
    /// The choice that a person means by what is typed, or empty; none: choices as they stand.
    std::function<std::string(std::string const& typed)> choice_of;
    std::string words; ///< where not empty, help says a choice by the sentence `words` + choice
    bool required = false;
    bool repeated = false;
    bool global = false;
    std::function<void(std::string const& value)> take; ///< a flag is given an empty value

    std::string const& name() const { return names.back(); }
};

/// \brief A word of a command that is not an option.
struct PositionalSpec {
    std::string value; ///< message `value.<value>`
    std::string summary_id;
    bool required = true;
    bool repeated = false; ///< the last one only
    std::function<void(std::string const& value)> take;
};

/// \brief The options and words of one command: declared once, then parsed or shown as help.
///
/// What is declared refers to variables that must outlive parse(). Every typed option rewords an
/// error of its value as one of the command line, at the option.
class Arguments {
public:
    /// \param names `"-p,--period"`.
    void flag(std::string_view names, std::string summary_id, bool& into);
    void text(std::string_view names, std::string value, std::string summary_id, std::string& into);
    void text(std::string_view names, std::string value, std::string summary_id,
              std::optional<std::string>& into);
    void choice(std::string_view names, std::string value, std::string summary_id,
                std::vector<std::string> choices, std::string& into);
    void date(std::string_view names, std::string summary_id, std::optional<core::Date>& into);
    void period(std::string_view names, std::string summary_id, std::optional<core::Period>& into);
    void money(std::string_view names, std::string summary_id, std::optional<core::Money>& into);
    void decimal(std::string_view names, std::string value, std::string summary_id, int places,
                 std::optional<core::Decimal>& into);
    void minutes(std::string_view names, std::string summary_id, std::optional<std::int64_t>& into);
    void integer(std::string_view names, std::string value, std::string summary_id,
                 std::int64_t& into);
    void integer(std::string_view names, std::string value, std::string summary_id,
                 std::optional<std::int64_t>& into);

    /// Whatever else: `take` throws core::Error where it does not understand the value.
    OptionSpec& option(std::string_view names, std::string value, std::string summary_id,
                       std::function<void(std::string const&)> take);

    /// The option declared last must be given, or may be given many times, or belongs to every
    /// command.
    void require_last();
    void repeat_last();
    void mark_global(); ///< everything declared so far

    /// The command may answer bytes as they are, whose file needs no format: it demands one itself
    /// where it answers a document.
    void may_answer_bytes() { answers_bytes_ = true; }
    bool answers_bytes() const { return answers_bytes_; }

    PositionalSpec& positional(std::string value, std::string summary_id,
                               std::function<void(std::string const&)> take);
    void positional(std::string value, std::string summary_id, std::string& into);
    void optional_positional(std::string value, std::string summary_id, std::string& into);

    /// Takes the words of a command line, the path of the command left out, in their order.
    ///
    /// \throws Error{usage} "usage.unknown-option" (hint: the nearest), "usage.missing-value",
    ///         "usage.flag-value", "usage.twice", "usage.missing-option", "usage.missing-word",
    ///         "usage.extra-word", "usage.choice", and whatever a typed value refuses.
    void parse(std::span<std::string const> words) const;

    std::vector<OptionSpec> const& options() const { return options_; }
    std::vector<PositionalSpec> const& positionals() const { return positionals_; }

private:
    OptionSpec const* find(std::string_view name) const;
    std::vector<std::string> normalized(std::span<std::string const> words) const;
    void take_positionals(std::vector<std::string> const& given) const;
    void refuse_unknown(std::string const& word) const;

    std::vector<OptionSpec> options_;
    std::vector<PositionalSpec> positionals_;
    bool answers_bytes_ = false;
};

/// \brief An identifier of an entry: `12`. \throws Error{usage} "usage.entry-id".
std::int64_t parse_entry_id(std::string const& text);

} // namespace coop::cli
