// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources.hpp"

#include <catch2/catch.hpp>

#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// A function of app is lent the book by the narrowest door that serves it: an interface of store,
// or no book at all (app::Lent). Read here as text, function by function: what it calls on the
// session, and whom it hands the session on to. Where that cannot be told (the session is kept in
// an object, captured, or handed to a function whose name says no more), nothing is found.

using coop::test::Source;
using coop::test::sources;
using coop::test::without_comments;

namespace {

using Names = std::set<std::string, std::less<>>;

constexpr std::string_view session = "Session"; ///< all interfaces at once

/// A person keeps so many functions in mind.
constexpr std::size_t functions_of_an_interface_max = 25;

bool is_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t skip_blanks(std::string_view text, std::size_t i)
{
    while (i < text.size() && std::isspace(static_cast<unsigned char>(text[i])) != 0) {
        ++i;
    }
    return i;
}

std::string word_at(std::string_view text, std::size_t first)
{
    auto last = first;
    while (last < text.size() && is_word(text[last])) {
        ++last;
    }
    return std::string{text.substr(first, last - first)};
}

/// The text before `end`, without the blanks at its end.
std::string_view before(std::string_view text, std::size_t end)
{
    while (end > 0 && std::isspace(static_cast<unsigned char>(text[end - 1])) != 0) {
        --end;
    }
    return text.substr(0, end);
}

/// The word that `text` ends with; empty where it ends with something else.
std::string last_word(std::string_view text)
{
    auto first = text.size();
    while (first > 0 && is_word(text[first - 1])) {
        --first;
    }
    return std::string{text.substr(first)};
}

/// Where `word` stands in `text`, and is no member of something else.
std::vector<std::size_t> places_of(std::string_view text, std::string_view word)
{
    std::vector<std::size_t> places;
    for (auto i = text.find(word); i != text.npos; i = text.find(word, i + 1)) {
        bool const whole = (i == 0 || !is_word(text[i - 1])) &&
                           (i + word.size() == text.size() || !is_word(text[i + word.size()]));
        if (whole && !(i > 0 && text[i - 1] == '.') && !before(text, i).ends_with("->")) {
            places.push_back(i);
        }
    }
    return places;
}

/// The bracket that closes the one at `open`, or the end.
std::size_t closing(std::string_view text, std::size_t open)
{
    int depth = 0;
    for (auto i = open; i < text.size(); ++i) {
        bool const opens = std::string_view{"({["}.find(text[i]) != std::string_view::npos;
        bool const closes = std::string_view{")}]"}.find(text[i]) != std::string_view::npos;
        depth += opens ? 1 : closes ? -1 : 0;
        if (depth == 0) {
            return i;
        }
    }
    return text.size();
}

/// The bracket that is open at `i`, if any.
std::optional<std::size_t> bracket_around(std::string_view text, std::size_t i)
{
    int depth = 0;
    while (i-- > 0) {
        bool const opens = std::string_view{"({["}.find(text[i]) != std::string_view::npos;
        bool const closes = std::string_view{")}]"}.find(text[i]) != std::string_view::npos;
        if (opens && depth == 0) {
            return i;
        }
        depth += closes ? 1 : opens ? -1 : 0;
    }
    return std::nullopt;
}

/// Functions of each interface of store.
std::map<std::string, std::vector<std::string>> interfaces(std::vector<Source> const& all)
{
    std::map<std::string, std::vector<std::string>> found;
    for (auto const& [path, text] : all) {
        auto const code = without_comments(text);
        for (auto const start : places_of(code, "class")) {
            auto const open = code.find_first_of("{;", start);
            if (!path.starts_with("include/coop/store/") || code[open] == ';' ||
                before(code, start).ends_with("enum")) {
                continue;
            }
            auto const body = code.substr(open, closing(code, open) - open);
            auto& functions = found[word_at(code, skip_blanks(code, start + 5))];
            for (auto const each : places_of(body, "virtual")) {
                auto const name = last_word(before(body, body.find('(', each)));
                if (body[body.find('(', each) - name.size() - 1] != '~') {
                    functions.push_back(name);
                }
            }
        }
    }
    return found;
}

/// A parameter by which a function is lent the book.
struct Parameter {
    std::string path;
    std::string function;
    std::string door;     ///< the interface that it asks for, `Session`, or empty: no book
    bool context = false; ///< the session is a member of it
    std::string name;
    std::string body; ///< of the function; empty for a declaration
};

/// The parameters of a file: `store::Books& x`, `ContextOf<store::Books> const& x`,
/// `Context const& x`, `Lent const& x`.
std::vector<Parameter> parameters(Source const& source, Names const& doors)
{
    std::vector<Parameter> all;
    auto const code = without_comments(source.text);
    auto const look = [&](std::size_t type, std::size_t end, std::string door, bool context) {
        auto i = skip_blanks(code, end);
        i = word_at(code, i) == "const" ? skip_blanks(code, i + 5) : i;
        auto const open = bracket_around(code, type);
        if (code[i] != '&' || !open || code[*open] != '(') {
            return;
        }
        auto const function = last_word(before(code, *open));
        if (function.empty()) { // A lambda is part of its function.
            return;
        }
        Parameter found{source.path,
                        function,
                        std::move(door),
                        context,
                        word_at(code, skip_blanks(code, i + 1)),
                        ""};
        auto after = skip_blanks(code, closing(code, *open) + 1);
        after = word_at(code, after) == "const" ? skip_blanks(code, after + 5) : after;
        if (after < code.size() && code[after] == '{') {
            found.body = code.substr(after, closing(code, after) - after);
        }
        all.push_back(std::move(found));
    };
    for (auto const& door : doors) {
        for (auto const& type : {"store::" + door, door}) {
            for (auto const place : places_of(code, type)) {
                bool const named = type != door || !before(code, place).ends_with("::");
                if (named && (type != door || door == session)) {
                    look(place, place + type.size(), door, false);
                }
            }
        }
        auto const type = "ContextOf<store::" + door + ">";
        for (auto i = code.find(type); i != code.npos; i = code.find(type, i + 1)) {
            look(i, i + type.size(), door, true);
        }
    }
    for (auto const place : places_of(code, "Context")) {
        look(place, place + 7, std::string{session}, true);
    }
    for (auto const place : places_of(code, "Lent")) {
        look(place, place + 4, "", true);
    }
    return all;
}

/// What is known of the whole layer.
class Doors {
public:
    explicit Doors(std::vector<Source> const& all)
    {
        Names doors;
        for (auto const& [door, functions] : interfaces(all)) {
            doors.insert(door);
            for (auto const& function : functions) {
                door_of_.emplace(function, door);
            }
        }
        for (auto const& source : all) {
            if (source.path.find("/app/") != std::string::npos ||
                source.path.starts_with("src/app/")) {
                for (auto& parameter : parameters(source, doors)) {
                    asked_[parameter.function].insert(parameter.door);
                    parameters_.push_back(std::move(parameter));
                }
            }
        }
    }

    /// Functions that are lent more than they use.
    std::vector<std::string> findings() const
    {
        std::vector<std::string> all;
        for (auto const& each : parameters_) {
            if (each.body.empty() || each.name.empty() || each.door.empty()) {
                continue;
            }
            auto const needed =
                each.context ? of_context(each.body, each.name) : of_session(each.body, each.name);
            bool const all_of_it = each.door == session;
            if (needed.empty() || (all_of_it && needed.size() == 1 && !needed.contains(session))) {
                all.push_back(each.path + ": " + each.function + " is lent " +
                              (all_of_it ? "a session" : "store::" + each.door) + ", and uses " +
                              (needed.empty() ? "none" : "only store::" + *needed.begin()));
            }
        }
        return all;
    }

private:
    /// The interfaces that `body` needs of the context `name`.
    Names of_context(std::string_view body, std::string_view name) const
    {
        Names needed;
        for (auto const place : places_of(body, name)) {
            auto const end = place + name.size();
            auto const rest = body.substr(end);
            if (!rest.starts_with('.')) {
                needed.merge(of_receiver(body, place));
            } else if (word_at(rest, 1) == "session") {
                needed.merge(of_use(body, place, end + std::string_view{".session"}.size()));
            }
        }
        return needed;
    }

    Names of_session(std::string_view body, std::string_view name) const
    {
        Names needed;
        for (auto const place : places_of(body, name)) {
            if (!before(body, place).ends_with('&')) { // Where it is named.
                needed.merge(of_use(body, place, place + name.size()));
            }
        }
        return needed;
    }

    /// `session` stands from `first` to `last`: something is called on it, it is given another
    /// name, or it is handed on.
    Names of_use(std::string_view body, std::size_t first, std::size_t last) const
    {
        auto const next = skip_blanks(body, last);
        if (body[next] == '.') {
            auto const door = door_of_.find(word_at(body, next + 1));
            return {door == door_of_.end() ? std::string{session} : door->second};
        }
        if (auto const left = before(body, first); left.ends_with('=') && body[next] == ';') {
            auto const end = before(left, left.size() - 1);
            auto const alias = last_word(end);
            return before(end, end.size() - alias.size()).ends_with('&')
                       ? of_session(body, alias)
                       : Names{std::string{session}};
        }
        return of_receiver(body, first);
    }

    /// What the function asks for that is handed what stands at `place`.
    Names of_receiver(std::string_view body, std::size_t place) const
    {
        auto const open = bracket_around(body, place);
        if (!open) {
            return {std::string{session}};
        }
        if (body[*open] == '[') { // A capture; what the lambda does with it stands in its body.
            return {};
        }
        auto const called = before(body, *open);
        auto const name = last_word(called);
        auto declared = before(called, called.size() - name.size()); // `Openings openings{session}`
        if (declared.ends_with("const")) {
            declared = before(declared, declared.size() - 5);
        }
        for (auto const& each : {name, last_word(declared)}) {
            if (auto const found = asked_.find(each); found != asked_.end()) {
                auto asked = found->second;
                asked.erase("");
                return asked;
            }
        }
        return {std::string{session}};
    }

    std::map<std::string, std::string> door_of_; ///< by function of an interface
    std::map<std::string, Names> asked_;         ///< by function of app: what any of that name asks
    std::vector<Parameter> parameters_;
};

std::string joined(std::vector<std::string> const& lines)
{
    std::string text;
    for (auto const& line : lines) {
        text += line + "\n";
    }
    return text;
}

/// Two interfaces, and a function of app with this head and body.
std::string found_in(std::string const& head, std::string const& body)
{
    return joined(Doors{
        {{"include/coop/store/a.hpp",
          "class Books {\n    virtual ~Books() = default;\n    virtual int years() = 0;\n};\n"
          "class Entries {\n    virtual int find(int id) = 0;\n    virtual int post() = 0;\n};\n"
          "class Session : public Books, public Entries {\n    virtual void commit() = 0;\n};\n"},
         {"src/app/b.hpp",
          "std::string say(Lent const& context, int id);\nint used(store::Books& session);\n"
          "int both(Context const& context);\nclass Cache {\n"
          "    explicit Cache(store::Books& session);\n};\n"},
         {"src/app/c.cpp", head + "\n{\n    " + body + "\n}\n"}}}
                      .findings());
}

} // namespace

TEST_CASE("an interface of store has no more functions than one keeps in mind")
{
    auto const all = interfaces(sources());
    CHECK(all.size() >= 7);
    for (auto const& [name, functions] : all) {
        INFO(name);
        CHECK(functions.size() <= functions_of_an_interface_max);
        CHECK_FALSE(functions.empty());
    }
}

TEST_CASE("a function of app is lent no more of the book than it uses")
{
    auto const findings = Doors{sources()}.findings();
    INFO(joined(findings));
    CHECK(findings.empty());
}

TEST_CASE("a door that is too wide is found")
{
    struct Case {
        std::string head, body, needed; ///< empty: nothing is found
    };
    for (auto const& c : {
             Case{"int f(store::Session& session)", "return session.years();", "only store::Books"},
             {"int f(store::Session& session)", "return session.find(session.years());", ""},
             {"int f(store::Books& session)", "return session.years();", ""},
             {"int f(store::Session& session)", "return used(session);", "only store::Books"},
             {"int f(store::Session& session)", "session.commit();", ""},
             {"int f(store::Session& session)", "return unheard_of(session);", ""},
             {"int f(Context const& context)", "return say(context, 1);", "none"},
             {"int f(Context const& context)", "return context.today;", "none"},
             {"int f(Context const& context)", "return context.session.find(1);",
              "only store::Entries"},
             {"int f(Context const& context)",
              "say(context, context.session.find(1)); context.session.post();",
              "only store::Entries"},
             {"int f(Context const& context)", "return used(context.session);",
              "only store::Books"},
             {"int f(Context const& context)",
              "auto& session = context.session; return session.find(1);", "only store::Entries"},
             {"int f(Context const& context)",
              "auto& session = context.session; return session.find(session.years());", ""},
             {"int f(Context const& context)", "return both(context);", ""},
             {"int f(Context const& context)", "Work const work{context, 1};", ""},
             {"int f(Context const& context)", "Cache const cache{context.session};",
              "only store::Books"},
             {"int f(Context const& context)", "auto g = [&] { return context.session.years(); };",
              "only store::Books"},
             {"int f(ContextOf<store::Books> const& context)", "return context.session.years();",
              ""},
             {"int f(int i, Context const& context) const", "return context.session.years() + i;",
              "only store::Books"},
         }) {
        INFO(c.head << " { " << c.body << " }");
        CHECK(found_in(c.head, c.body) ==
              (c.needed.empty()
                   ? ""
                   : "src/app/c.cpp: f is lent a session, and uses " + c.needed + "\n"));
    }
}
