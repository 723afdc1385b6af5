// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/cli/run.hpp>
#include <coop/store/sqlite.hpp>

#include <string>
#include <vector>

int main(int argc, char** argv)
{
    auto world = coop::cli::process_world();
    std::vector<std::string> const args(argv + (argc > 0 ? 1 : 0), argv + argc);
    return coop::cli::run(args, world, coop::store::sqlite::engine());
}
