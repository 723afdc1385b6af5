// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/experiment.hpp>

#include <coop/core/error.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

using namespace coop;
using core::cents;
using core::Money;

namespace {

std::string const farm = R"(schema = "coop-care-experiment/1"
id = "s-1"
exercise = "2022"
legal_result = "101859.00"
[policy]
netting = "capital"
[[capital]]
id = "N.atmosphere"
due = "4379.50"
done = "4379.50"
[[capital]]
id = "N.sol"
due = "7844.50"
done = "7844.50"
[[capital]]
id = "N.troupeau"
due = "19965.50"
done = "19565.50"
[[capital]]
id = "N.biodiversite"
due = "18731.00"
done = "18279.00"
[[capital]]
id = "N.eau"
due = "3199.20"
done = "2404.50"
[[capital]]
id = "H.humains"
due = "157785.50"
done = "126780.50"
)";

std::vector<core::Row> rows_of(core::Document& document, std::string const& id)
{
    std::vector<core::Row> rows;
    for (auto& block : document.blocks) {
        if (auto* table = std::get_if<core::Table>(&block); table && table->id == id) {
            while (auto row = table->rows()) {
                rows.push_back(*row);
            }
        }
    }
    return rows;
}

std::string refusal(std::string const& range)
{
    try {
        report::parse_change_range(range);
    } catch (core::Error const& error) {
        return error.id();
    }
    return {};
}

} // namespace

TEST_CASE("S-1: the result by change of every due, with and without netting")
{
    // By hand: each due × (1 + s), half up to the cent; 101 859,00 less what each lacks, or less
    // the difference of the sums.
    constexpr std::array<std::int64_t, 6> dues{437'950,   784'450, 1'996'550,
                                               1'873'100, 319'920, 15'778'550};
    constexpr std::array<std::int64_t, 6> done{437'950,   784'450, 1'956'550,
                                               1'827'900, 240'450, 12'678'050};
    auto const file = app::open_experiment(farm, "s-1.toml");
    auto document = report::sensitivity(file, "due:*", report::parse_change_range("-20%..20%/5"), {});
    auto const rows = rows_of(document, "sensitivity");
    REQUIRE(rows.size() == 9);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const factor = 80 + 5 * static_cast<std::int64_t>(i);
        std::int64_t alone = 10'185'900;
        std::int64_t netted = 10'185'900;
        for (std::size_t k = 0; k < dues.size(); ++k) {
            auto const due = (dues[k] * factor + 50) / 100;
            alone -= std::max<std::int64_t>(0, due - done[k]);
            netted -= due - done[k];
        }
        CHECK(std::get<Money>(rows[i].cells[3]) == cents(alone));
        CHECK(std::get<Money>(rows[i].cells[4]) == cents(netted));
    }
    CHECK(std::get<Money>(rows[4].cells[3]) == cents(6'920'730));
    CHECK(std::get<Money>(rows[6].cells[3]) == cents(4'801'678));
}

TEST_CASE("a range of changes is read with its step, and is never endless")
{
    auto const range = report::parse_change_range("0..10 %/2,5");
    CHECK(range.first == 0);
    CHECK(range.last == 100);
    CHECK(range.step == 25);
    CHECK(range.places == 1);
    for (auto const* text :
         {"", "-20%..20%", "1..2/0", "2..1/1", "-101..0/1", "0..100/0.001", "a..b/c", "0/1..2"}) {
        INFO(text);
        CHECK(refusal(text) == "care.steps");
    }
}

TEST_CASE("what differs from the expectation is a note with both figures, and no result is lost")
{
    auto const file = app::open_experiment(
        farm + "[expect]\nresult_care = \"69207.31\"\nunmet = { N = \"1646.70\" }\n", "s-1.toml");
    auto document = report::run_experiment(file, {});
    REQUIRE(document.notes.size() == 1);
    CHECK(document.notes[0].id == "care.expect");
    CHECK(document.notes[0].where.line == 32);
    auto const results = rows_of(document, "results");
    REQUIRE(results.size() == 1);
    CHECK(std::get<Money>(results[0].cells[7]) == cents(6'920'730));
    CHECK(rows_of(document, "expect").size() == 2);
}

TEST_CASE("scenarios are told one by one")
{
    auto const file = app::open_experiment(
        farm + "[[scenario]]\nid = \"a\"\nscale = { target = \"due:*\", by = \"+10%\" }\n"
               "[sweep]\ngrid = [{ target = \"due:*\", by = [\"1\", \"2\"] }]\n",
        "s-1.toml");
    std::uint64_t last = 0;
    std::uint64_t all = 0;
    report::ExperimentOptions options;
    options.progress = [&](std::uint64_t done, std::uint64_t total) {
        CHECK(done == last + 1);
        last = done;
        all = total;
    };
    report::run_experiment(file, options);
    CHECK(last == 4);
    CHECK(all == 4);
}

TEST_CASE("what one capital repays of old debts raises the rate of no other")
{
    // N.a does 600 where 100 is due, of which 500 are old; N.b nothing of 500: 100 of 600.
    auto const file = app::open_experiment(R"(schema = "coop-care-experiment/1"
id = "x"
exercise = "2025"
legal_result = "0.00"
[[capital]]
id = "N.a"
opening = "500.00"
due = "100.00"
done = "600.00"
[[capital]]
id = "N.b"
due = "500.00"
)",
                                           "x.toml");
    auto document = report::compare_experiments({&file, 1}, {});
    auto const rates = rows_of(document, "ratios");
    auto const rate = [&](std::string const& id) {
        for (auto const& row : rates) {
            if (row.key == id) {
                return std::get<core::Ratio>(row.cells[2]);
            }
        }
        return core::Ratio{};
    };
    CHECK(rate("preservation/N").num == 10'000);
    CHECK(rate("preservation/N").den == 60'000);
    CHECK(rate("preservation/N.a").num == 60'000);

    auto run = report::run_experiment(file, {});
    for (auto const& row : rows_of(run, "positions")) {
        if (row.key == "2025/N") {
            CHECK(std::get<Money>(row.cells[7]) == cents(50'000)); // unmet
            CHECK(std::get<Money>(row.cells[8]) == cents(50'000)); // arrears repaid
        }
    }
}

TEST_CASE("a capital without cost is told in every answer, and never as nothing")
{
    auto const file =
        app::open_experiment(farm + "[[capital]]\nid = \"N.haies\"\nvaluation = \"none\"\n"
                                    "[sweep]\ngrid = [{ target = \"due:*\", by = [\"1\"] }]\n",
                             "s-1.toml");
    auto const label_of = [](core::Document const& document, std::string const& id,
                             std::string const& key) {
        for (auto const& block : document.blocks) {
            if (auto const* table = std::get_if<core::Table>(&block); table && table->id == id) {
                for (auto const& column : table->columns) {
                    if (column.key == key) {
                        return column.label.substr(0, 4);
                    }
                }
            }
        }
        return std::string{};
    };
    auto const names_it = [](core::Document const& document) {
        return std::ranges::any_of(document.blocks, [](auto const& block) {
            auto const* text = std::get_if<core::Paragraph>(&block);
            return text && text->text.find("N.haies") != std::string::npos;
        });
    };
    auto const sensitivity = report::sensitivity(file, "due:*", report::parse_change_range("0..0/5"), {});
    CHECK(names_it(sensitivity));
    CHECK(label_of(sensitivity, "sensitivity", "result_care") == "≤ ");
    CHECK(label_of(report::run_experiment(file, {}), "grid", "debt") == "≥ ");
    auto tidy = report::tidy_experiments({&file, 1}, {});
    std::size_t told = 0;
    for (auto const& row : rows_of(tidy, "tidy")) {
        if (std::get<std::string>(row.cells[3]) == "N.haies") {
            CHECK(std::get<std::string>(row.cells[5]) == "valuation");
            CHECK(std::get<std::string>(row.cells[6]) == "none");
            ++told;
        }
    }
    CHECK(told == 2); // the case, and one point of the grid
}

TEST_CASE("C-11: legal figures make the statements of CARE, that balance")
{
    auto const text = std::string{R"(schema = "coop-care-experiment/1"
id = "c-11"
exercise = "2025"
[legal]
products = "180000.00"
charges = "150000.00"
depreciation = "8000.00"
assets = [{ label = "Immobilisations", amount = "73000.00" }]
liabilities = [{ label = "Fonds propres", amount = "64000.00" }]
[[capital]]
id = "N.milieux"
due = "6000.00"
done = "3500.00"
[[capital]]
id = "H.equipe"
due = "12000.00"
done = "9500.00"
)"};
    // 73 000 + C2 3 500 + 9 500 where uses stay on the assets' side.
    for (auto const& [policy, total] :
         {std::pair{"dette", cents(7'300'000)}, {"capital", cents(8'600'000)}}) {
        auto const file = app::open_experiment(
            text + "[policy]\npresentation = \"" + policy + "\"\n", "c-11.toml");
        auto document = report::run_experiment(file, {});
        std::vector<Money> totals;
        for (auto const* table : {"2025-care-bilan-uses", "2025-care-bilan-capitals"}) {
            auto const rows = rows_of(document, table);
            REQUIRE_FALSE(rows.empty());
            for (auto const& cell : rows.back().cells) {
                if (auto const* amount = std::get_if<Money>(&cell)) {
                    totals.push_back(*amount);
                }
            }
        }
        CHECK(std::ranges::count(totals, total) >= 2);
    }
}
