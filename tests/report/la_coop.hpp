// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/exchange/layout.hpp>
#include <coop/exchange/published.hpp>
#include <coop/report/report.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

/// \brief The example of La Coop des Communs, read without the importer, the ledger and the store:
/// what the tests expect of it must not come from the code under test.
namespace la_coop {

inline std::string file(std::string const& name)
{
    std::ifstream in{COOP_SOURCE_DIR "/examples/la-coop-des-communs/" + name};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// The cells of a plain file: `;`, no quotes. The header is left out.
inline std::vector<std::vector<std::string>> cells(std::string const& name)
{
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines{file(name)};
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> row;
        std::istringstream fields{line + ";"};
        for (std::string field; std::getline(fields, field, ';');) {
            row.push_back(field);
        }
        rows.push_back(row);
    }
    rows.erase(rows.begin());
    return rows;
}

/// `1250,00` in cents; exactly two decimals.
inline std::int64_t cents(std::string text)
{
    if (text.empty()) {
        return 0;
    }
    text.erase(text.find(','), 1);
    return std::stoll(text);
}

struct Line {
    std::string entry, date, project, account;
    std::int64_t debit = 0, credit = 0;
};

inline std::vector<Line> lines(std::string const& year)
{
    std::vector<Line> result;
    for (auto const& c : cells("entries-" + year + ".csv")) {
        result.push_back({c.at(0), c.at(2), c.at(7), c.at(8), cents(c.at(9)), cents(c.at(10))});
    }
    return result;
}

inline coop::report::YearFacts year(std::string const& label, std::int64_t inkind)
{
    using coop::core::Money;
    coop::report::YearFacts facts;
    facts.year.label = label;
    std::map<std::string, coop::ledger::Balance> balances;
    std::map<std::pair<std::string, std::string>, coop::ledger::ProjectBalance> projects;
    for (auto const& line : lines(label)) {
        balances[line.account].debit += Money{line.debit};
        balances[line.account].credit += Money{line.credit};
        if (!line.project.empty()) {
            auto& part = projects[{line.project, line.account}];
            part.debit += Money{line.debit};
            part.credit += Money{line.credit};
        }
    }
    balances["86"].debit = Money{inkind};
    balances["87"].credit = Money{inkind};
    for (auto& [account, balance] : balances) {
        balance.account = account;
        facts.balances.push_back(balance);
    }
    for (auto& [key, part] : projects) {
        part.project = key.first;
        part.account = key.second;
        facts.by_project.push_back(part);
    }
    return facts;
}

inline coop::report::Facts facts()
{
    coop::report::Facts facts;
    facts.book.name = "La Coop des Communs";
    facts.years["2016"] = year("2016", 3568200);
    facts.years["2017"] = year("2017", 3400976);
    coop::ledger::Budget budget{"2018", "initial", coop::core::date(2018, 3, 26), "AG", {}};
    for (auto const& c : cells("budget-2018.csv")) {
        budget.lines.push_back(
            {c.at(0), c.at(1), c.at(2), c.at(3), coop::core::Money{cents(c.at(4))}});
    }
    facts.years["2018"].year.label = "2018";
    facts.years["2018"].budget = budget;
    return facts;
}

inline coop::ledger::Layout layout()
{
    return coop::exchange::read_layout(file("ag.toml"), "ag.toml");
}

inline coop::ledger::PublishedTable published()
{
    return coop::exchange::read_published(file("published.csv"), "published.csv");
}

} // namespace la_coop
