// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/core/error.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coop::exchange {

struct TomlMember;

/// \brief A value of a TOML file and where it stands. Lines count from 1; columns too, in
/// characters, as TOML++ counts them.
struct TomlNode {
    enum class Kind { text, integer, real, flag, moment, array, table };

    Kind kind = Kind::table;
    std::string text; ///< of a text
    std::int64_t integer = 0;
    bool flag = false;
    std::vector<TomlNode> elements;  ///< of an array
    std::vector<TomlMember> members; ///< of a table, in the order of the file
    int line = 1;
    int column = 1;

    /// The value of `key`, or null.
    TomlNode const* get(std::string_view key) const;
    TomlMember const* member(std::string_view key) const;
    bool is(Kind other) const { return kind == other; }
};

/// \brief `key = value`; line and column are those of the key.
struct TomlMember {
    std::string key;
    TomlNode value;
    int line = 1;
    int column = 1;
};

/// \brief A TOML file as a tree, and its text, to show where something is wrong.
class TomlFile {
public:
    /// \throws Error{unreadable} "text.utf8", "toml.syntax". `text` must outlive the file.
    TomlFile(std::string_view text, std::string_view source);

    TomlNode const& root() const { return root_; }
    std::string const& source() const { return source_; }

    /// A place of the file as a finding shows it: the column in bytes, and the line.
    core::Where where(int line, int column) const;
    core::Where where(TomlNode const& node) const { return where(node.line, node.column); }
    core::Where where(TomlMember const& member) const { return where(member.line, member.column); }

    template <typename At>
    [[noreturn]] void refuse(std::string id, core::Arguments args, At const& at,
                             core::ErrorKind kind = core::ErrorKind::unreadable) const
    {
        throw core::Error{kind, std::move(id), std::move(args), where(at)};
    }

private:
    std::string_view line_text(int number) const;

    std::string_view text_;
    std::string source_;
    std::vector<std::size_t> line_starts_;
    TomlNode root_;
};

} // namespace coop::exchange
