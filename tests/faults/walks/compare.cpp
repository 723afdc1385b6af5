// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare.hpp"

#include <algorithm>
#include <sstream>

namespace coop::faults {

namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> cells_of(std::string const& line)
{
    std::vector<std::string> cells;
    for (std::size_t from = 0; from <= line.size();) {
        auto const end = std::min(line.find('\t', from), line.size());
        cells.push_back(line.substr(from, end - from));
        from = end + 1;
    }
    return cells;
}

/// The rows of the table that has this column, in an answer in TSV, by the names of their columns.
std::vector<Row> rows_of(std::string const& tsv, std::string const& column)
{
    std::vector<Row> rows;
    std::vector<std::string> columns;
    std::istringstream lines{tsv};
    for (std::string line; std::getline(lines, line);) {
        if (line.empty()) {
            columns.clear();
            continue;
        }
        auto const cells = cells_of(line);
        if (columns.empty()) {
            columns = cells;
            continue;
        }
        if (std::ranges::find(columns, column) == columns.end()) {
            continue;
        }
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
            row[columns[i]] = cells[i];
        }
    }
    return rows;
}

std::vector<Row> ask(Machine& machine, std::string const& line, std::string const& column)
{
    return rows_of(machine.must(line + " -f book.coop -O tsv").out, column);
}

class Comparison {
public:
    Comparison(Machine& machine, Model const& model) : machine_(machine), model_(model) {}

    std::string run()
    {
        years();
        entries();
        for (auto const& [year, state] : model_.years) {
            balance(year);
        }
        parties();
        objects();
        return said_;
    }

private:
    void differ(std::string const& what, std::string const& books, std::string const& model)
    {
        if (books != model) {
            said_ += what + ": " + books + ", expected " + model + "\n";
        }
    }

    void years()
    {
        std::map<int, std::string> states;
        for (auto& row : ask(machine_, "year list", "year")) {
            states[std::stoi(row["year"])] = row["state"];
        }
        differ("years", std::to_string(states.size()), std::to_string(model_.years.size()));
        for (auto const& [year, state] : model_.years) {
            differ(std::to_string(year), states[year], name_of(state));
        }
    }

    void entries()
    {
        auto const rows = ask(machine_, "ledger list", "entry");
        differ("entries", std::to_string(rows.size()), std::to_string(model_.entries.size()));
        for (auto row : rows) {
            auto const found = model_.entries.find(std::stoll(row["entry"]));
            if (found == model_.entries.end()) {
                differ("entry " + row["entry"], row["label"], "none");
                continue;
            }
            auto const& entry = found->second;
            Cents amount = 0;
            for (auto const& line : entry.lines) {
                amount += line.debit;
            }
            auto const what = "entry " + row["entry"];
            differ(what + " posted", row["number"].empty() ? "no" : "yes",
                   entry.posted ? "yes" : "no");
            differ(what + " date", row["date"], entry.date);
            if (!entry.opening) {
                differ(what + " amount", row["amount"], amount_text(amount));
            }
            if (entry.reverses == 0) {
                differ(what + " label", row["label"], entry.label);
            }
            // A year that is locked keeps the name that it showed.
            if (!entry.opening && model_.years.at(year_of(entry)) == ModelState::open) {
                differ(what + " party", row["party"],
                       entry.party.empty() ? "" : model_.party_of(entry.party));
            }
        }
        if (!model_.entries.empty()) {
            one_entry(*std::prev(model_.entries.end()));
        }
    }

    void one_entry(std::pair<std::int64_t const, ModelEntry> const& numbered)
    {
        auto const& [id, entry] = numbered;
        auto const what = "entry " + std::to_string(id);
        auto const line = "ledger show " + std::to_string(id);
        std::map<std::string, Sides> said;
        std::map<std::string, Sides> expected;
        for (auto& row : ask(machine_, line, "account")) {
            if (!row["account"].empty()) {
                said[row["account"]].debit += parse_amount(row["debit"]);
                said[row["account"]].credit += parse_amount(row["credit"]);
            }
        }
        for (auto const& each : entry.lines) {
            expected[each.account].debit += each.debit;
            expected[each.account].credit += each.credit;
        }
        differ(what + " lines", sides_text(said, entry.opening),
               sides_text(expected, entry.opening));
        std::multiset<std::string> attached;
        for (auto& row : ask(machine_, line, "sha256")) {
            attached.insert(row["name"]);
        }
        differ(what + " attachments", joined(attached),
               joined({entry.attachments.begin(), entry.attachments.end()}));
    }

    /// How an opening parts an account between third parties follows from when they were joined.
    static std::string sides_text(std::map<std::string, Sides> const& accounts, bool of_opening)
    {
        std::string all;
        for (auto const& [account, sides] : accounts) {
            all += account + " " +
                   (of_opening ? amount_text(sides.debit - sides.credit)
                               : amount_text(sides.debit) + "/" + amount_text(sides.credit)) +
                   ", ";
        }
        return all;
    }

    static std::string joined(std::multiset<std::string> const& words)
    {
        std::string all;
        for (auto const& word : words) {
            all += word + ", ";
        }
        return all;
    }

    void balance(int year)
    {
        auto const sides = [](Row& row, std::string const& kind) {
            return Sides{parse_amount(row[kind + "debit"]), parse_amount(row[kind + "credit"])};
        };
        auto const text = [](ModelBalance const& one) {
            return amount_text(one.opening.debit) + "/" + amount_text(one.opening.credit) + " " +
                   amount_text(one.moved.debit) + "/" + amount_text(one.moved.credit);
        };
        std::map<std::string, ModelBalance> said;
        for (auto& row :
             ask(machine_, "report balance --year " + std::to_string(year), "account")) {
            if (!row["account"].empty()) {
                said[row["account"]] = {sides(row, "opening_"), sides(row, "")};
            }
        }
        auto expected = model_.balance(year);
        auto all = said;
        all.insert(expected.begin(), expected.end());
        for (auto const& [account, one] : all) {
            differ("balance of " + std::to_string(year) + ", " + account, text(said[account]),
                   text(expected[account]));
        }
    }

    void parties()
    {
        std::map<std::string, Cents> said;
        for (auto& row : ask(machine_, "party list", "party")) {
            said[row["party"]] = parse_amount(row["balance"]);
        }
        auto expected = model_.balances_of_parties();
        auto all = said;
        all.insert(expected.begin(), expected.end());
        for (auto const& [party, balance] : all) {
            bool const known = said.contains(party) == expected.contains(party);
            differ("party " + party, known ? amount_text(said[party]) : "not listed so",
                   amount_text(expected[party]));
        }
        std::set<std::string> projects;
        for (auto& row : ask(machine_, "project list", "project")) {
            projects.insert(row["project"]);
        }
        differ("projects", std::to_string(projects.size()), std::to_string(model_.projects.size()));
        for (auto const& [year, allowed] : model_.budgets) {
            Cents sum = 0;
            for (auto& row : ask(machine_, "budget list " + std::to_string(year), "amount")) {
                sum += parse_amount(row["amount"]);
            }
            differ("budget of " + std::to_string(year), amount_text(sum), amount_text(allowed));
        }
    }

    void objects()
    {
        auto closes = std::set<std::string>{};
        for (auto const year : model_.care_closes) {
            closes.insert(std::to_string(year));
        }
        list_of("close", closes);
        for (auto const& [kind, ids] : model_.objects) {
            list_of(kind, ids);
        }
    }

    void list_of(std::string const& kind, std::set<std::string> const& ids)
    {
        std::multiset<std::string> said;
        for (auto& row : ask(machine_, "care " + kind + " list", "id")) {
            if (row["id"] != "Total") {
                said.insert(row["id"]);
            }
        }
        differ("care " + kind, joined(said), joined({ids.begin(), ids.end()}));
    }

    Machine& machine_;
    Model const& model_;
    std::string said_;
};

} // namespace

std::string compare(Machine& machine, Model const& model)
{
    return Comparison{machine, model}.run();
}

std::string compare_dumps(Machine& machine)
{
    auto const before = machine.place().contents();
    machine.must("verify -f book.coop");
    machine.must("dump -f book.coop -o un.ndjson");
    machine.must("import ndjson un.ndjson -f deux.coop");
    machine.must("verify -f deux.coop");
    machine.must("dump -f deux.coop -o deux.ndjson");
    auto const now = machine.place().contents();
    machine.place().put(before);
    return now.at("un.ndjson") == now.at("deux.ndjson") ? "" : "the dump of a dump differs\n";
}

} // namespace coop::faults
