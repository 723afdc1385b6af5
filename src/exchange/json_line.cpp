// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_line.hpp"

#include <coop/core/text.hpp>

#include <algorithm>
#include <functional>
#include <set>
#include <vector>

namespace coop::exchange {

namespace {

using Json = nlohmann::ordered_json;
using core::Error;
using core::ErrorKind;

constexpr std::size_t block = 1024 * 1024;
constexpr std::size_t excerpt_max = 4096; ///< a longer line is not shown
constexpr int depth_max = 8;              ///< of what is inside what

[[noreturn]] void fail_syntax(LineInput const& lines, std::size_t column)
{
    auto const at =
        std::clamp<std::size_t>(column, 1, std::max<std::size_t>(1, lines.line().size()));
    throw Error{ErrorKind::unreadable, "json.syntax", {}, lines.where(static_cast<int>(at))};
}

/// Counts keys while the parser reads: it keeps the last of two equal ones, without a word.
struct Keys {
    LineInput const& lines;
    std::size_t count = 0;

    bool operator()(int depth, Json::parse_event_t event, Json&)
    {
        if (depth > depth_max) {
            fail_syntax(lines, 1);
        }
        count += event == Json::parse_event_t::key ? 1 : 0;
        return true;
    }
};

std::size_t keys_in(Json const& value)
{
    if (!value.is_structured()) {
        return 0;
    }
    std::size_t count = value.is_object() ? value.size() : 0;
    for (auto const& inner : value) {
        count += keys_in(inner);
    }
    return count;
}

/// The key that an object of the text has twice.
std::string key_twice(std::string_view text)
{
    std::vector<std::set<std::string>> open;
    std::string twice;
    auto const see = [&](int, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start) {
            open.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            open.pop_back();
        } else if (event == Json::parse_event_t::key) {
            auto const& key = parsed.get_ref<std::string const&>();
            if (!open.back().insert(key).second && twice.empty()) {
                twice = key;
            }
        }
        return true;
    };
    [[maybe_unused]] auto const parsed = Json::parse(text.begin(), text.end(), see);
    return twice;
}

Json parse(LineInput const& lines, Keys& keys)
{
    auto const text = lines.line();
    try {
        return Json::parse(text.begin(), text.end(), std::ref(keys));
    } catch (Json::parse_error const& error) {
        fail_syntax(lines, error.byte);
    } catch (Json::exception const&) {
        // A number that no type holds (1e999): the library does not say where.
        fail_syntax(lines, 1);
    }
}

} // namespace

LineInput::LineInput(core::Input const& input, std::size_t bytes_max)
    : input_(input), bytes_max_(bytes_max)
{
}

bool LineInput::fill()
{
    buffer_.erase(0, start_);
    start_ = 0;
    auto const before = buffer_.size();
    buffer_.resize(before + block);
    auto const got = input_.read_at(offset_, std::span{buffer_}.subspan(before));
    buffer_.resize(before + got);
    offset_ += got;
    return got > 0;
}

bool LineInput::take()
{
    std::size_t searched = 0;
    while (true) {
        auto const end = buffer_.find('\n', start_ + searched);
        if (end != buffer_.npos) {
            line_ = std::string_view{buffer_}.substr(start_, end - start_);
            start_ = end + 1;
            ended_ = true;
            return true;
        }
        searched = buffer_.size() - start_;
        if (searched > bytes_max_) {
            line_ = {};
            throw Error{ErrorKind::unreadable,
                        "dump.line-too-long",
                        {{"mebibytes", static_cast<std::int64_t>(bytes_max_ / (1024 * 1024))}},
                        where()};
        }
        if (!fill()) {
            line_ = std::string_view{buffer_}.substr(start_);
            start_ = buffer_.size();
            ended_ = false;
            return !line_.empty();
        }
    }
}

bool LineInput::next()
{
    while (true) {
        ++number_;
        if (!take()) {
            --number_; // There is none after the last.
            return false;
        }
        if (line_.ends_with('\r')) {
            line_.remove_suffix(1);
        }
        constexpr std::string_view bom = "\xef\xbb\xbf";
        if (number_ == 1 && line_.starts_with(bom)) {
            line_.remove_prefix(bom.size());
        }
        if (!core::trim(line_).empty()) {
            return true;
        }
    }
}

core::Where LineInput::where(int column) const
{
    return {input_.name, number_, column,
            line_.size() <= excerpt_max ? core::printable(line_) : std::string{}};
}

Json object_on(LineInput const& lines)
{
    auto const text = lines.line();
    if (auto const bad = core::invalid_utf8_at(text); bad != text.npos) {
        throw Error{ErrorKind::unreadable,
                    "text.utf8",
                    {{"byte", core::printable(text.substr(bad, 1))}},
                    lines.where(static_cast<int>(bad) + 1)};
    }
    Keys keys{lines};
    auto object = parse(lines, keys);
    if (!object.is_object()) {
        throw Error{ErrorKind::unreadable, "json.entry", {}, lines.where(1)};
    }
    if (keys.count != keys_in(object)) {
        auto const key = key_twice(text);
        throw Error{ErrorKind::unreadable,
                    "json.key-twice",
                    {{"key", core::printable(key)}},
                    lines.where(column_of_key(text, key))};
    }
    return object;
}

int column_of_key(std::string_view line, std::string_view key)
{
    auto const quoted = '"' + std::string{key} + '"';
    for (auto at = line.find(quoted); at != line.npos; at = line.find(quoted, at + 1)) {
        auto const next = line.find_first_not_of(" \t", at + quoted.size());
        if (next != line.npos && line[next] == ':') {
            return static_cast<int>(at) + 1;
        }
    }
    return 1;
}

} // namespace coop::exchange
