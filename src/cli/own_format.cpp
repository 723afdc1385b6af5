// SPDX-License-Identifier: GPL-3.0-or-later
#include "own_format.hpp"

#include <coop/core/error.hpp>

#include <algorithm>
#include <array>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

/// Endings that tell people and programs what is in a file, beside those of our formats. Any other
/// may be given to any.
constexpr std::array<std::string_view, 12> others{"coop", "html", "xlsx", "xls", "ods", "odt",
                                                  "doc",  "docx", "pdf",  "zip", "gz",  "xz"};

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

/// What the name of a file says is in it, as an extension; empty: anything. A text may be of any
/// format.
std::string told_by(std::string_view path)
{
    if (auto const* format = render::format_of_file(path)) {
        return format == &render::usual_format ? "" : std::string{format->extension.substr(1)};
    }
    auto const given = lower_extension(path);
    return std::ranges::find(others, given) == others.end() ? "" : given;
}

} // namespace

void refuse_other_format(Context const& context, std::string_view name, std::string_view extension)
{
    auto const& globals = context.globals;
    if (!globals.format.empty() && globals.format != name) {
        throw Error{ErrorKind::usage,
                    "export.format",
                    {{"format", globals.format}, {"name", std::string{name}}},
                    {.source = "--format"}};
    }
    auto const told = told_by(globals.output);
    if (!told.empty() && told != extension) {
        throw Error{ErrorKind::usage,
                    "export.extension",
                    {{"file", globals.output},
                     {"name", std::string{name}},
                     {"extension", std::string{extension}}},
                    {.source = "--output"}};
    }
}

} // namespace coop::cli
