// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cost against size as SVG: one panel for each work, both axes logarithmic and the same in every
// panel, one line for each program with its name at the end. The colours are those of Okabe and
// Ito, told apart by every kind of eye; the marks say it again without colour.
#include "tasks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace coop::bench {

namespace {

constexpr double panel_width = 330, panel_height = 250; // px, of the plot
constexpr double left = 64, top = 78, gap_x = 176, gap_y = 84;
constexpr int columns = 3;

struct Look {
    char const* colour;
    char const* mark; ///< SVG path around 0,0
};

Look look_of(std::string const& program)
{
    static std::map<std::string, Look> const looks{
        {"coop", {"#0072B2", "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"}},
        {"probe", {"#555555", "M-3.5 -3.5h7v7h-7Z"}},
        {"ledger", {"#D55E00", "M0 -5L4.5 3.5H-4.5Z"}},
        {"hledger", {"#CC79A7", "M0 5L4.5 -3.5H-4.5Z"}},
        {"beancount", {"#009E73", "M0 -5L5 0L0 5L-5 0Z"}},
        {"probe + triggers", {"#56B4E9", "M-4 0H4M0 -4V4"}},
        {"sqlite3 .import", {"#E69F00", "M-4 -4L4 4M-4 4L4 -4"}}};
    auto const found = looks.find(program);
    return found == looks.end() ? Look{"#000000", "M-3 -3h6v6h-6Z"} : found->second;
}

struct Axis {
    double low, high; ///< exponents of ten
    double length;

    double at(double value) const { return (std::log10(value) - low) / (high - low) * length; }
};

std::string duration(int exponent)
{
    if (exponent < 0) {
        return fmt::format("{} µs", static_cast<int>(std::pow(10, exponent + 3)));
    }
    return exponent < 3 ? fmt::format("{} ms", static_cast<int>(std::pow(10, exponent)))
                        : fmt::format("{} s", static_cast<int>(std::pow(10, exponent - 3)));
}

std::string size_name(int exponent)
{
    static char const* const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    return std::string{"10"} + raised[std::clamp(exponent, 0, 9)];
}

std::string text_at(double x, double y, std::string const& anchor, std::string const& colour,
                    std::string const& words)
{
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\">{}</text>\n",
                       x, y, anchor, colour, words);
}

std::string mark_at(Look const& look, double x, double y)
{
    return fmt::format("<path d=\"{0}\" fill=\"{1}\" stroke=\"{1}\" "
                       "transform=\"translate({2:.1f} {3:.1f})\"/>\n",
                       look.mark, look.colour, x, y);
}

std::string grid(Axis const& sizes, Axis const& times)
{
    std::string out;
    for (auto exponent = static_cast<int>(times.low); exponent <= times.high; ++exponent) {
        auto const y = panel_height - times.at(std::pow(10, exponent));
        out += fmt::format("<path class=\"grid\" d=\"M0 {0:.1f}H{1:.1f}\"/>\n", y, panel_width);
        out += text_at(-8, y + 4, "end", "#444", duration(exponent));
    }
    for (auto exponent = static_cast<int>(std::ceil(sizes.low)); exponent <= sizes.high;
         ++exponent) {
        auto const x = sizes.at(std::pow(10, exponent));
        out += fmt::format("<path class=\"grid\" d=\"M{0:.1f} 0V{1:.1f}\"/>\n", x, panel_height);
        out += text_at(x, panel_height + 18, "middle", "#444", size_name(exponent));
    }
    return out + text_at(panel_width / 2, panel_height + 37, "middle", "#444", "entries");
}

/// A line and where its name stands.
struct Drawn {
    std::string program;
    double x = 0, y = 0;
};

std::string panel(std::vector<Result> const& results, std::string const& work, Axis const& sizes,
                  Axis const& times)
{
    auto out = fmt::format("<text class=\"title\" x=\"0\" y=\"-14\">{}</text>\n", work);
    out += grid(sizes, times);
    std::vector<Drawn> ends;
    for (auto const& program : programs_of(results, work)) {
        auto const look = look_of(program);
        std::string path, marks;
        Drawn end{program};
        for (auto const size : sizes_of(results)) {
            if (auto const* const one = find(results, work, program, size)) {
                end.x = sizes.at(static_cast<double>(size));
                end.y = panel_height - times.at(one->median);
                path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", end.x, end.y);
                marks += mark_at(look, end.x, end.y);
            }
        }
        out += fmt::format("<path class=\"line\" d=\"{}\" stroke=\"{}\"/>\n{}", path, look.colour,
                           marks);
        ends.push_back(end);
    }
    // Names that would overlap move down, those of the highest lines first.
    std::sort(ends.begin(), ends.end(), [](auto const& a, auto const& b) { return a.y < b.y; });
    double free = -20;
    for (auto const& end : ends) {
        auto const y = std::max(end.y, free);
        out += mark_at(look_of(end.program), end.x + 14, y);
        out += text_at(end.x + 24, y + 4, "start", "#222", end.program);
        free = y + 15;
    }
    return out;
}

} // namespace

std::string chart(std::vector<Result> const& results, std::vector<std::string> const& works)
{
    std::vector<std::string> drawn;
    double least = 1e9, most = 1e-9;
    for (auto const& work : works) {
        bool any = false;
        for (auto const& one : results) {
            if (one.work == work && one.measure == "wall") {
                any = true;
                least = std::min(least, one.median);
                most = std::max(most, one.median);
            }
        }
        if (any) {
            drawn.push_back(work);
        }
    }
    auto const all = sizes_of(results);
    if (drawn.empty()) {
        return "";
    }
    Axis const sizes{std::log10(static_cast<double>(all.front())) - 0.1,
                     std::log10(static_cast<double>(all.back())) + 0.1, panel_width};
    Axis const times{std::floor(std::log10(least)), std::ceil(std::log10(most)), panel_height};
    auto const rows = (static_cast<int>(drawn.size()) + columns - 1) / columns;
    auto const wide = std::min(columns, static_cast<int>(drawn.size()));
    auto const width = left + wide * (panel_width + gap_x);
    auto const height = top + rows * (panel_height + gap_y);
    auto out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
        "width=\"{0:.0f}\" height=\"{1:.0f}\" font-family=\"sans-serif\" font-size=\"12\">\n"
        "<title>Time of a whole process against the entries of the books</title>\n"
        "<style>.grid{{stroke:#ddd;fill:none}}.line{{fill:none;stroke-width:2}}"
        ".title{{font-size:14px;font-weight:bold;fill:#111}}</style>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
        "<text x=\"16\" y=\"26\" fill=\"#222\">Time of a whole process, median; both axes are "
        "logarithmic. “probe” is the least that SQLite needs for the same work.</text>\n",
        width, height);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        auto const column = static_cast<double>(i % columns);
        auto const row = static_cast<double>(i / columns);
        out +=
            fmt::format("<g transform=\"translate({:.0f} {:.0f})\">\n{}</g>\n",
                        left + column * (panel_width + gap_x), top + row * (panel_height + gap_y),
                        panel(results, drawn[i], sizes, times));
    }
    return out + "</svg>\n";
}

} // namespace coop::bench
