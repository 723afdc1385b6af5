// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/party.hpp>

#include "cli/commands.hpp"

#include <memory>

namespace coop::cli {

Action declare_project_list(Arguments&)
{
    return [](Context& context) { read(context, app::list_projects); };
}

Action declare_project_add(Arguments& arguments)
{
    auto const project = std::make_shared<ledger::Project>();
    arguments.positional("project", "word.project", project->code);
    arguments.text("--label", "text", "option.project-label", project->label);
    return [project](Context& context) {
        write(context, [&](app::Context const& lent) { return app::add_project(lent, *project); });
    };
}

Action declare_project_show(Arguments& arguments)
{
    auto const code = std::make_shared<std::string>();
    arguments.positional("project", "word.project", *code);
    return [code](Context& context) {
        read(context, [&](app::Context const& lent) { return app::show_project(lent, *code); });
    };
}

} // namespace coop::cli
