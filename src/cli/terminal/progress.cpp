// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress.hpp"

#include <fmt/core.h>

#include <chrono>
#include <memory>
#include <string>

namespace coop::cli {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience{1000}; ///< shorter work shows nothing
constexpr milliseconds pause{100};     ///< between two drawings
constexpr std::uint64_t cells = 30;

struct Bar {
    World const& world;
    i18n::Language language;
    milliseconds start;
    milliseconds drawn{0};
    bool visible = false;

    void draw(std::uint64_t done, std::uint64_t total, milliseconds now)
    {
        auto const elapsed = static_cast<std::uint64_t>((now - start).count());
        auto const left = done == 0 ? 0 : elapsed * (total - done) / done / 1000;
        auto const filled = total == 0 ? cells : done * cells / total;
        std::string bar;
        for (std::uint64_t i = 0; i < cells; ++i) {
            bar += i < filled ? "█" : "░";
        }
        auto const percent = total == 0 ? 100 : done * 100 / total;
        auto const text =
            i18n::text(language, "progress.left", {{"seconds", static_cast<std::int64_t>(left)}});
        world.err(fmt::format("\r{} {:3} %  {}\x1b[K", bar, percent, text));
        visible = true;
    }

    void wipe() const
    {
        if (visible) {
            world.err("\r\x1b[K");
        }
    }

    ~Bar() { wipe(); }
};

} // namespace

std::function<void(std::uint64_t, std::uint64_t)> progress_bar(Context const& context)
{
    if (!context.world.err_is_terminal || context.globals.json) {
        return {};
    }
    auto const bar =
        std::make_shared<Bar>(Bar{context.world, context.language, context.world.elapsed()});
    return [bar](std::uint64_t done, std::uint64_t total) {
        auto const now = bar->world.elapsed();
        if (total < done || now - bar->start < patience || now - bar->drawn < pause) {
            return;
        }
        bar->drawn = now;
        bar->draw(done, total, now);
    };
}

} // namespace coop::cli
