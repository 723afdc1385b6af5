// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/cli/run.hpp>
#include <coop/i18n/message.hpp>
#include <coop/store/sqlite.hpp>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

int main(int argc, char** argv)
{
    try {
        auto world = coop::cli::process_world();
        std::vector<std::string> const args(argv + (argc > 0 ? 1 : 0), argv + argc);
        return coop::cli::run(args, world, coop::store::sqlite::engine());
    } catch (std::exception const& bug) {
        // Not an Error, so not foreseen: no memory left, or our own mistake.
        std::fprintf(
            stderr, "coop: %s\n",
            coop::i18n::text(coop::i18n::Language::fr, "bug", {{"what", std::string{bug.what()}}})
                .c_str());
        return 70;
    }
}
