// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/attachments.hpp"
#include "experiment.hpp"

#include <coop/core/error.hpp>
#include <coop/core/hash.hpp>
#include <coop/exchange/zip.hpp>

#include <algorithm>

namespace coop::cli {

using core::Error;
using core::ErrorKind;
using exchange::NamedBytes;

namespace {

/// A word of a shell, whatever it holds.
std::string shell_word(std::string const& text)
{
    std::string result = "'";
    for (char const c : text) {
        result += c == '\'' ? std::string{"'\\''"} : std::string(1, c);
    }
    return result + "'";
}

/// What is in the archive, and the commands that make it again.
class Bundle {
public:
    Bundle(Context const& context, bool weak) : context_(context), weak_(weak) {}

    void add_input(std::string const& path)
    {
        auto const name = "inputs/" + file_name(path);
        auto const same = [&](NamedBytes const& file) { return file.name == name; };
        if (std::ranges::any_of(files_, same)) {
            throw Error{ErrorKind::usage, "care.bundle-twice", {{"file", file_name(path)}}};
        }
        auto file = load_experiment(context_, path, name);
        if (!file.experiment.ledger.empty()) {
            throw Error{ErrorKind::refused, "care.bundle-ledger", {{"file", path}}};
        }
        files_.push_back({name, context_.world.read_file(path, bounds::text)});
        names_.push_back(name);
        experiments_.push_back(std::move(file));
    }

    std::string finish()
    {
        auto options = experiment_options(context_, weak_);
        options.journal = true;
        for (std::size_t i = 0; i < experiments_.size(); ++i) {
            auto const stem = names_[i].substr(std::string_view{"inputs/"}.size());
            for (auto const* format :
                 {&render::usual_format, &render::json_format, &render::csv_format}) {
                add_output(stem, *format, report::run_experiment(experiments_[i], options),
                           "care run --journal " + shell_word(names_[i]));
            }
        }
        std::string all;
        for (auto const& name : names_) {
            all += " " + shell_word(name);
        }
        if (experiments_.size() > 1) {
            for (auto const* format : {&render::usual_format, &render::csv_format}) {
                add_output("compare", *format, report::compare_experiments(experiments_, options),
                           "care compare" + all);
            }
        }
        files_.push_back(
            {"outputs/tidy.csv", bytes_of(report::tidy_experiments(experiments_, options),
                                          render::csv_format, context_.language)});
        script_ += "coop care export --tidy outputs/tidy.csv" + all + common() + " >/dev/null\n";
        script_ += "sha256sum -c SHA256SUMS\n";
        files_.push_back({"VERSION", std::string{"coop "} + COOP_VERSION + "\n"});
        files_.push_back({"reproduce.sh", head() + script_});
        std::string sums;
        for (auto const& file : files_) {
            sums += core::to_hex(core::sha256(file.bytes)) + "  " + file.name + "\n";
        }
        files_.push_back({"SHA256SUMS", sums});
        return exchange::zip(files_);
    }

private:
    void add_output(std::string const& stem, render::Format const& format, core::Document document,
                    std::string const& command)
    {
        auto const name = "outputs/" + stem + std::string{format.extension};
        files_.push_back({name, bytes_of(std::move(document), format, context_.language)});
        // 1: what is expected differs, and the answer says so.
        script_ += "coop " + command + common() + " --csv intl -O " + std::string{format.name} +
                   " -o " + shell_word(name) + " || [ $? -eq 1 ]\n";
    }

    std::string common() const
    {
        return std::string{context_.language == i18n::Language::fr ? " --lang fr" : " --lang en"} +
               (weak_ ? " --allow-weak-sustainability" : "");
    }

    static std::string head()
    {
        return std::string{"#!/bin/sh\n# coop "} + COOP_VERSION +
               ": makes every table of outputs/ again, and compares.\n"
               "set -eu\ncd \"$(dirname \"$0\")\"\nmkdir -p outputs\n";
    }

    Context const& context_;
    bool weak_;
    std::vector<NamedBytes> files_;
    std::vector<std::string> names_;
    std::vector<report::ExperimentFile> experiments_;
    std::string script_;
};

} // namespace

std::string bundle_of(Context const& context, std::span<std::string const> paths, bool weak_allowed)
{
    Bundle bundle{context, weak_allowed};
    for (auto const& path : paths) {
        bundle.add_input(path);
    }
    return bundle.finish();
}

} // namespace coop::cli
