// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/render/render.hpp>

namespace coop::render {

void write_text(core::Document& document, Sink const& sink, Style const& style);
void write_csv(core::Document& document, Sink const& sink, Style const& style);
void write_tsv(core::Document& document, Sink const& sink, Style const& style);
void write_json(core::Document& document, Sink const& sink, Style const& style);
void write_ndjson(core::Document& document, Sink const& sink, Style const& style);
void write_markdown(core::Document& document, Sink const& sink, Style const& style);

} // namespace coop::render
