// SPDX-License-Identifier: GPL-3.0-or-later
#include "own_format.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <array>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

/// Endings that tell people and programs what is in a file. Any other may be given to any.
constexpr std::array<std::string_view, 18> told{"coop", "csv",  "tsv",  "json", "ndjson", "jsonl",
                                                "md",   "html", "xlsx", "xls",  "ods",    "odt",
                                                "doc",  "docx", "pdf",  "zip",  "gz",     "xz"};

std::string lower_extension(std::string_view path)
{
    auto const name = path.substr(path.rfind('/') + 1);
    auto const dot = name.rfind('.');
    std::string extension{dot == name.npos ? std::string_view{} : name.substr(dot + 1)};
    std::ranges::transform(extension, extension.begin(), [](char c) {
        return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return extension;
}

} // namespace

void refuse_other_format(Context const& context, std::string_view name, std::string_view extension)
{
    auto const& globals = context.globals;
    if (!globals.format.empty() && globals.format != name)
        throw Error{ErrorKind::usage,
                    "export.format",
                    {{"format", globals.format}, {"name", std::string{name}}},
                    {.source = "--format"}};
    auto const given = lower_extension(globals.output);
    // The other usual name of NDJSON.
    auto const& known = given == "jsonl" ? std::string{"ndjson"} : given;
    if (std::ranges::find(told, given) != told.end() && known != extension)
        throw Error{ErrorKind::usage,
                    "export.extension",
                    {{"file", globals.output},
                     {"name", std::string{name}},
                     {"extension", std::string{extension}}},
                    {.source = "--output"}};
}

} // namespace coop::cli
