// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/experiment.hpp>

#include "changes.hpp"
#include "items.hpp"
#include "values.hpp"

#include <coop/core/text.hpp>

#include <algorithm>

namespace coop::exchange {

using care::ExperimentExercise;
using care::LegalFigures;
using core::Money;
using Kind = TomlNode::Kind;

namespace {

constexpr std::string_view schema = "coop-care-experiment/1";

class ExperimentReader {
public:
    ExperimentReader(std::string_view text, std::string_view source)
        : file_(text, source),
          values_(file_),
          items_(values_, experiment_),
          changes_(values_, experiment_)
    {
        experiment_.file = source;
    }

    /// What no value of its own is to blame for (sums too large) stands at the top of the file.
    care::Experiment read()
    {
        return values_.placed(file_.root(), [this] { return read(file_.root()); });
    }

private:
    care::Experiment read(TomlNode const& root)
    {
        values_.refuse_unknown(root, {"schema", "id", "title", "description", "source", "note",
                                      "exercise", "legal_result", "ledger", "legal", "policy",
                                      "capital", "scenario", "sweep", "expect"});
        read_head(root);
        read_policy(values_, root.get("policy"), experiment_.policy);
        experiment_.where = file_.where(root.get("policy") ? *root.get("policy") : root);
        items_.declare(root);
        read_exercises(root);
        items_.finish();
        for (auto const* table : values_.tables(root, "scenario")) {
            changes_.read_scenario(*table);
        }
        if (auto const* sweep = root.get("sweep")) {
            changes_.read_sweep(*sweep);
        }
        if (auto const* expect = root.get("expect")) {
            changes_.read_expect(*expect);
        }
        return std::move(experiment_);
    }

    void read_head(TomlNode const& root)
    {
        if (auto const found = values_.required(root, "schema"); found != schema) {
            values_.refuse("care.schema",
                           {{"schema", core::printable(found)}, {"known", std::string{schema}}},
                           *root.get("schema"));
        }
        experiment_.id = values_.required(root, "id");
        experiment_.title = values_.text_or(root, "title", experiment_.id);
        experiment_.description = values_.text_or(root, "description");
        experiment_.source = values_.text_or(root, "source");
        experiment_.note = values_.text_or(root, "note");
        if (auto const* ledger = root.get("ledger")) {
            read_ledger(*ledger);
        }
    }

    /// A file that others can run names no place of one machine.
    void read_ledger(TomlNode const& node)
    {
        experiment_.ledger = values_.text(node, "ledger");
        auto const& path = experiment_.ledger;
        bool const absolute = path.empty() || path.front() == '/' || path.front() == '\\' ||
                              path.front() == '~' || path.find(':') != path.npos;
        if (absolute) {
            values_.refuse("care.path", {{"path", core::printable(path)}}, node);
        }
    }

    void read_exercises(TomlNode const& root)
    {
        auto const& node = values_.required_node(root, "exercise");
        if (!node.is(Kind::array) && !node.is(Kind::table)) {
            add_exercise(values_.required(root, "exercise"), root, nullptr, node);
            return;
        }
        for (auto const* key : {"legal_result", "legal"}) {
            if (auto const* member = root.member(key)) {
                values_.refuse("care.conflict", {{"key", "[[exercise]]"}, {"other", key}}, *member);
            }
        }
        for (auto const* table : values_.tables(root, "exercise")) {
            values_.refuse_unknown(*table, {"id", "label", "exercise", "year", "note",
                                            "legal_result", "legal", "capital", "due", "done"});
            auto const* const key = name_key(*table);
            add_exercise(values_.required(*table, key), *table, table, *table->get(key));
        }
        if (experiment_.exercises.empty()) {
            values_.refuse("care.experiment-missing", {{"key", "exercise"}}, node);
        }
    }

    /// An exercise is called by one spelling of its id; by its label where it has none.
    char const* name_key(TomlNode const& table) const
    {
        char const* found = nullptr;
        for (auto const* key : {"id", "exercise", "year"}) {
            auto const* member = table.member(key);
            if (found && member) {
                values_.refuse("care.conflict", {{"key", found}, {"other", key}}, *member);
            }
            found = member ? key : found;
        }
        return found ? found : table.get("label") ? "label" : "id";
    }

    void add_exercise(std::string label, TomlNode const& from, TomlNode const* table,
                      TomlNode const& at)
    {
        auto const& all = experiment_.exercises;
        if (std::ranges::find(all, label, &ExperimentExercise::label) != all.end()) {
            values_.refuse("care.twice", {{"key", "exercise"}, {"name", core::printable(label)}},
                           at);
        }
        auto& exercise = experiment_.exercises.emplace_back();
        exercise.label = std::move(label);
        exercise.legal_result = values_.money_of(from, "legal_result");
        items_.read_exercise(table);
        auto const* legal = from.get("legal");
        if (legal) {
            exercise.legal = read_legal(values_.table(*legal, "legal"));
        }
        settle_result(exercise, from, legal);
        check_bilan(exercise, legal);
    }

    LegalFigures read_legal(TomlNode const& table) const
    {
        values_.refuse_unknown(table,
                               {"products", "charges", "depreciation", "assets", "liabilities"});
        LegalFigures legal;
        legal.products = values_.money_of(table, "products");
        legal.charges = values_.money_of(table, "charges");
        legal.depreciation = values_.money_of(table, "depreciation");
        legal.assets = read_lines(table, "assets");
        legal.liabilities = read_lines(table, "liabilities");
        return legal;
    }

    std::vector<care::BilanLine> read_lines(TomlNode const& table, char const* side) const
    {
        std::vector<care::BilanLine> lines;
        for (auto const* each : values_.tables(table, side)) {
            values_.refuse_unknown(*each, {"label", "amount", "section"});
            lines.push_back({values_.text_or(*each, "section"), values_.required(*each, "label"),
                             values_.money(values_.required_node(*each, "amount"), "amount")});
        }
        return lines;
    }

    /// What was done and is in the legal book lowered its result, with the other charges.
    std::optional<Money> computed_result(ExperimentExercise const& exercise) const
    {
        auto const& legal = exercise.legal;
        if (!legal.products || !legal.charges) {
            return std::nullopt;
        }
        auto result = *legal.products - *legal.charges - legal.depreciation.value_or(Money{});
        for (std::size_t i = 0; i < exercise.terms.size(); ++i) {
            if (experiment_.items[i].item.kind == care::ActionKind::preservation) {
                for (auto const amount : exercise.terms[i].done.in_books) {
                    result -= amount;
                }
            }
        }
        return result;
    }

    void settle_result(ExperimentExercise& exercise, TomlNode const& from, TomlNode const* legal)
    {
        auto const* stated = from.member("legal_result");
        if (!experiment_.ledger.empty() && stated) {
            values_.refuse("care.conflict", {{"key", "ledger"}, {"other", "legal_result"}},
                           *stated);
        }
        auto const computed = computed_result(exercise);
        if (stated && computed && *computed != *exercise.legal_result) {
            values_.forbid("care.legal-result",
                           {{"exercise", exercise.label},
                            {"stated", *exercise.legal_result},
                            {"computed", *computed}},
                           *stated);
        }
        if (!exercise.legal_result && experiment_.ledger.empty()) {
            exercise.legal_result = computed;
        }
        if (!exercise.legal_result && experiment_.ledger.empty()) {
            values_.refuse("care.experiment-missing", {{"key", "legal_result"}},
                           legal ? *legal : from);
        }
    }

    /// The result of the year is no line of the liabilities: it is added to them.
    void check_bilan(ExperimentExercise const& exercise, TomlNode const* legal) const
    {
        Money assets;
        Money liabilities;
        for (auto const& line : exercise.legal.assets) {
            assets += line.amount;
        }
        for (auto const& line : exercise.legal.liabilities) {
            liabilities += line.amount;
        }
        bool const both = !exercise.legal.assets.empty() && !exercise.legal.liabilities.empty();
        if (!both || !exercise.legal_result) {
            return;
        }
        liabilities += *exercise.legal_result;
        if (assets != liabilities) {
            values_.forbid(
                "care.legal-balance",
                {{"exercise", exercise.label}, {"assets", assets}, {"liabilities", liabilities}},
                *legal);
        }
    }

    care::Experiment experiment_;
    TomlFile file_;
    Values values_;
    ItemReader items_;
    ChangeReader changes_;
};

} // namespace

care::Experiment read_experiment(std::string_view text, std::string_view source)
{
    return ExperimentReader{text, source}.read();
}

} // namespace coop::exchange
