// SPDX-License-Identifier: GPL-3.0-or-later
//
// The steps of a walk that are about entries, and what all choose by.
#pragma once

#include "steps.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace coop::faults {

template <class List>
auto const& one_of(List const& list, Random& random)
{
    return *std::next(std::begin(list), static_cast<long>(random.below(std::size(list))));
}

inline std::string two_digits(std::uint64_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

class EntrySteps {
protected:
    using Texts = std::vector<std::string>;

    EntrySteps(Model const& model, Random& random) : model_(model), random_(random) {}

    /// A year that takes entries.
    std::optional<int> open_year()
    {
        std::vector<int> open;
        for (auto const& [year, state] : model_.years) {
            if (state == ModelState::open) {
                open.push_back(year);
            }
        }
        return open.empty() ? std::nullopt : std::optional{one_of(open, random_)};
    }

    std::string day_in(int year)
    {
        return std::to_string(year) + "-" + two_digits(1 + random_.below(12)) + "-" +
               two_digits(1 + random_.below(28));
    }

    Cents amount() { return static_cast<Cents>(1 + random_.below(500000)); }

    std::string new_word(std::string const& stem)
    {
        return stem + std::to_string(random_.below(1000000));
    }

    std::string some_party()
    {
        Texts known;
        for (auto const& [name, joined] : model_.parties) {
            if (joined.empty()) {
                known.push_back(name);
            }
        }
        return known.empty() || random_.chance(20) ? new_word("Tiers") : one_of(known, random_);
    }

    template <class Test>
    std::optional<std::int64_t> entry_where(Test&& test)
    {
        std::vector<std::int64_t> fitting;
        for (auto const& [id, entry] : model_.entries) {
            if (test(entry) && model_.years.at(year_of(entry)) == ModelState::open) {
                fitting.push_back(id);
            }
        }
        return fitting.empty() ? std::nullopt : std::optional{one_of(fitting, random_)};
    }

    /// Lines of an entry, and the options that type them.
    std::string lines(ModelEntry& entry)
    {
        static Texts const charges{"606", "6064", "6132", "626"};
        static Texts const produits{"756", "706", "754"};
        auto const cents = amount();
        auto const text = amount_text(cents);
        switch (random_.below(5)) {
        case 0: {
            auto const& charge = one_of(charges, random_);
            entry.lines = {{charge, cents, 0}, {"512", 0, cents}};
            return " --charge " + charge + "=" + text + " --paid-from 512";
        }
        case 1: {
            auto const& produit = one_of(produits, random_);
            entry.lines = {{"512", cents, 0}, {produit, 0, cents}};
            return " --produit " + produit + "=" + text + " --received-on 512";
        }
        case 2:
            entry.party = some_party();
            entry.lines = {{"606", cents, 0}, {"401", 0, cents}};
            return " --debit 606=" + text + " --credit 401=" + text + " --party " + entry.party;
        case 3:
            entry.party = some_party();
            entry.lines = {{"411", cents, 0}, {"706", 0, cents}};
            return " --debit 411=" + text + " --credit 706=" + text + " --party " + entry.party;
        default: {
            auto const more = amount();
            entry.lines = {{"6132", cents, 0}, {"626", more, 0}, {"512", 0, cents + more}};
            return " --charge 6132=" + text + " --charge 626=" + amount_text(more) +
                   " --paid-from 512";
        }
        }
    }

    std::optional<WalkStep> add()
    {
        auto const year = open_year();
        if (!year) {
            return {};
        }
        ModelEntry entry{.date = day_in(*year), .label = new_word("Achat")};
        entry.posted = random_.chance(40);
        auto line = "ledger add --date " + entry.date + " --label " + entry.label + lines(entry);
        Contents files;
        if (entry.posted) {
            line += " --post";
        }
        if (random_.chance(20)) {
            auto const name = new_word("piece") + ".txt";
            files[name] = name + " " + std::string(random_.below(9000), 'x');
            entry.attachments.insert(name);
            line += " --attach " + name;
        }
        return WalkStep{line, [entry](Model& model) { model.add(entry); }, false, files};
    }

    std::optional<WalkStep> edit()
    {
        auto const id = entry_where([](ModelEntry const& entry) {
            return !entry.posted && !entry.in_kind && entry.reverses == 0;
        });
        if (!id) {
            return {};
        }
        auto entry = model_.entries.at(*id);
        // Its third party stays where none is given: the one that is shown.
        entry.party = entry.party.empty() ? "" : model_.party_of(entry.party);
        entry.label = new_word("Corrigé");
        entry.edited = true;
        auto const line =
            "ledger edit " + std::to_string(*id) + " --label " + entry.label + lines(entry);
        return WalkStep{line, [id = *id, entry](Model& model) {
                            if (!entry.party.empty()) {
                                model.name_party(entry.party);
                            }
                            model.entries.at(id) = entry;
                        }};
    }

    std::optional<WalkStep> remove()
    {
        auto const id = entry_where([](ModelEntry const& entry) { return !entry.posted; });
        if (!id) {
            return {};
        }
        return WalkStep{"ledger delete " + std::to_string(*id) + " --yes",
                        [id = *id](Model& model) {
                            auto const gone = model.entries.extract(id).mapped();
                            if (gone.reverses != 0) {
                                model.entries.at(gone.reverses).reversed = false;
                            }
                        }};
    }

    std::optional<WalkStep> post()
    {
        auto const id = entry_where([](ModelEntry const& entry) { return !entry.posted; });
        if (!id) {
            return {};
        }
        return WalkStep{"ledger post " + std::to_string(*id),
                        [id = *id](Model& model) { model.entries.at(id).posted = true; }};
    }

    std::optional<WalkStep> post_until()
    {
        auto const id = entry_where([](ModelEntry const& entry) { return !entry.posted; });
        if (!id) {
            return {};
        }
        auto const last = std::to_string(year_of(model_.entries.at(*id))) + "-12-31";
        return WalkStep{"ledger post --to " + last, [last](Model& model) {
                            for (auto& [number, entry] : model.entries) {
                                entry.posted = entry.posted || entry.date <= last;
                            }
                        }};
    }

    std::optional<WalkStep> reverse()
    {
        auto const year = open_year();
        std::vector<std::int64_t> fitting;
        for (auto const& [id, entry] : model_.entries) {
            if (year && entry.posted && !entry.reversed && !entry.opening &&
                year_of(entry) <= *year) {
                fitting.push_back(id);
            }
        }
        if (fitting.empty()) {
            return {};
        }
        auto const id = one_of(fitting, random_);
        auto const& reversed = model_.entries.at(id);
        ModelEntry entry{.date = std::to_string(*year) + "-12-31", .party = reversed.party};
        entry.reverses = id;
        for (auto const& line : reversed.lines) {
            entry.lines.push_back({line.account, line.credit, line.debit});
        }
        return WalkStep{"ledger reverse " + std::to_string(id) + " --reason erreur --date " +
                            entry.date,
                        [id, entry](Model& model) {
                            model.add(entry);
                            model.entries.at(id).reversed = true;
                        }};
    }

    std::optional<WalkStep> attach()
    {
        auto const id = entry_where([](ModelEntry const&) { return true; });
        if (!id) {
            return {};
        }
        auto const name = new_word("jointe") + ".txt";
        return WalkStep{
            "ledger attach " + std::to_string(*id) + " " + name,
            [id = *id, name](Model& model) { model.entries.at(id).attachments.insert(name); },
            false,
            {{name, "pièce " + name}}};
    }

    std::optional<WalkStep> import()
    {
        auto const year = open_year();
        if (!year) {
            return {};
        }
        std::string csv = "Date;Libellé;Charge;Montant;Payé par;Référence\n";
        std::vector<ModelEntry> entries;
        auto const count = 1 + random_.below(12);
        for (std::size_t i = 0; i < count; ++i) {
            auto const cents = amount();
            ModelEntry entry{.date = day_in(*year), .label = new_word("Relevé")};
            entry.lines = {{"6064", cents, 0}, {"512", 0, cents}};
            entry.import = model_.imports + 1;
            auto text = amount_text(cents);
            std::ranges::replace(text, '.', ',');
            csv +=
                entry.date + ";" + entry.label + ";6064;" + text + ";512;" + new_word("r-") + "\n";
            entries.push_back(entry);
        }
        auto const name = new_word("releve") + ".csv";
        return WalkStep{"import csv " + name,
                        [entries](Model& model) {
                            for (auto const& entry : entries) {
                                model.add(entry);
                            }
                            ++model.imports;
                        },
                        false,
                        {{name, csv}}};
    }

    std::optional<WalkStep> undo()
    {
        std::set<std::int64_t> whole;
        for (auto const& [id, entry] : model_.entries) {
            if (entry.import != 0) {
                whole.insert(entry.import);
            }
        }
        for (auto const& [id, entry] : model_.entries) {
            bool const touched = entry.posted || entry.edited || !entry.attachments.empty() ||
                                 model_.years.at(year_of(entry)) != ModelState::open;
            if (entry.import != 0 && touched) {
                whole.erase(entry.import);
            }
        }
        if (whole.empty()) {
            return {};
        }
        auto const import = one_of(whole, random_);
        return WalkStep{"import undo " + std::to_string(import) + " --yes", [import](Model& model) {
                            std::erase_if(model.entries, [&](auto const& numbered) {
                                return numbered.second.import == import;
                            });
                        }};
    }

    Model const& model_;
    Random& random_;
};

} // namespace coop::faults
