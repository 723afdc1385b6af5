// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/some_books.hpp>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;
using core::Decimal;

namespace {

InkindRequest hours(std::int64_t minutes, core::Period period)
{
    InkindRequest request;
    request.minutes = minutes;
    request.period = period;
    request.rate = "smic";
    return request;
}

InkindRequest stated(ledger::InkindKind kind, std::int64_t amount, core::Date day)
{
    InkindRequest request;
    request.kind = kind;
    request.value = cents(amount);
    request.period = {day, day};
    request.method = "devis";
    return request;
}

Answer add(SomeBooks& books, InkindRequest const& request)
{
    return books.write([&](Context const& context) { return add_inkind(context, request); });
}

std::string refuses(SomeBooks& books, InkindRequest const& request)
{
    return books.refuses([&](Context const& context) { add_inkind(context, request); });
}

auto setting(ledger::InkindRate const& rate)
{
    return [=](Context const& context) { return set_rate(context, rate); };
}

ledger::InkindRate rate(std::string name, core::Date from, std::int64_t hourly)
{
    return {std::move(name), from, Decimal{hourly, 2}, Decimal{1, 0}, ""};
}

} // namespace

TEST_CASE("hours are valued at the SMIC of the day and booked on 86 and 87")
{
    // 6 h 30 × 9,76 € (SMIC horaire brut on 1 January 2017) = 63,44 €.
    SomeBooks books;
    books.add_some_project("cerisy");
    auto request = hours(390, {date(2017, 5, 4), date(2017, 5, 4)});
    request.project = "cerisy";
    request.party = "A. Martin";
    auto const added = add(books, request);
    CHECK(added.notes_have("party.created"));
    auto const& entries = added.tables.at("entries");
    REQUIRE(entries.size() == 1);
    CHECK(money(entries.at(0, "amount")) == cents(6344));
    CHECK(text(entries.at(0, "journal")) == "OD");
    CHECK(text(entries.at(0, "label")) == "Bénévolat 6h30 × 9,76\u00a0€");
    auto const shown = books.show(1);
    auto const& lines = shown.tables.at("lines");
    // CRC 99-01: 864 Personnel bénévole, 870 Bénévolat.
    CHECK(text(lines.at(0, "account")) == "864");
    CHECK(text(lines.at(1, "account")) == "870");
    CHECK(text(lines.at(0, "project")) == "cerisy");
    CHECK(text(lines.at(1, "project")) == "cerisy");
    CHECK(text(shown.facts.at("party")) == "A. Martin");
}

TEST_CASE("who gives hours is one third party, however the name is spelled")
{
    SomeBooks books;
    auto request = hours(390, {date(2017, 5, 4), date(2017, 5, 4)});
    request.party = "A. Martin";
    add(books, request);
    request.party = "a  MARTIN";
    auto const added = add(books, request);
    CHECK(added.notes_have("party.same-key"));
    CHECK_FALSE(added.notes_have("party.created"));
    auto const parties = books.read([](Context const& context) { return list_parties(context); });
    CHECK(parties.tables.at("parties").size() == 1);
    CHECK(text(books.show(2).facts.at("party")) == "A. Martin");
}

TEST_CASE("the same meaning has another account since 2020")
{
    SomeBooks books{{"2020"}};
    add(books, hours(60, {date(2020, 5, 4), date(2020, 5, 4)}));
    // ANC 2018-06: 875 Bénévolat; SMIC of 2020: 10,15 €.
    auto const lines = books.show(1).tables.at("lines");
    CHECK(text(lines.at(1, "account")) == "875");
    CHECK(money(lines.at(1, "credit")) == cents(1015));
}

TEST_CASE("a period is cut at the end of a year, and each part is booked in its own")
{
    // 31 days of December and 31 of January: 10 h each, at 9,67 € (2016) and 9,76 € (2017).
    SomeBooks books;
    auto request = hours(1200, {date(2016, 12, 1), date(2017, 1, 31)});
    request.ref = "B-1";
    auto const added = add(books, request);
    auto const& entries = added.tables.at("entries");
    REQUIRE(entries.size() == 2);
    CHECK(value<core::Date>(entries.at(0, "date")) == date(2016, 12, 31));
    CHECK(money(entries.at(0, "amount")) == cents(9670));
    CHECK(value<core::Date>(entries.at(1, "date")) == date(2017, 1, 31));
    CHECK(money(entries.at(1, "amount")) == cents(9760));
    CHECK(text(books.show(1).facts.at("ref")) == "B-1");
    CHECK(text(books.show(2).facts.at("ref")) == "B-1#2");
    auto const again = add(books, request);
    CHECK(again.tables.at("entries").rows[0].key == "existing");
    CHECK(again.tables.at("entries").rows[1].key == "existing");
    auto const all = books.read([](Context const& context) { return list_inkind(context, ""); });
    CHECK(all.tables.at("contributions").size() == 3); // two and their total
}

TEST_CASE("a stated value is cut at the end of a year without losing a cent")
{
    SomeBooks books;
    auto request = stated(ledger::InkindKind::mise_a_disposition, 1001, {});
    request.period = {date(2016, 12, 31), date(2017, 1, 1)};
    auto const entries = add(books, request).tables.at("entries");
    REQUIRE(entries.size() == 2);
    CHECK(money(entries.at(0, "amount")) + money(entries.at(1, "amount")) == cents(1001));
}

TEST_CASE("each kind has its pair of accounts")
{
    struct Case {
        ledger::InkindKind kind;
        std::string use, source;
    };
    using enum ledger::InkindKind;
    SomeBooks books;
    ledger::EntryId id = 0;
    // CRC 99-01; an unknown kind stays on the two-digit accounts.
    for (auto const& [kind, use, source] : {Case{benevolat, "864", "870"},
                                            {mise_a_disposition, "861", "871"},
                                            {prestation, "862", "871"},
                                            {don, "860", "875"},
                                            {non_ventile, "86", "87"}}) {
        INFO(use);
        add(books, stated(kind, 8000, date(2016, 9, 6)));
        auto const lines = books.show(++id).tables.at("lines");
        CHECK(text(lines.at(0, "account")) == use);
        CHECK(text(lines.at(1, "account")) == source);
    }
}

TEST_CASE("hours with a rate, or a value: one or the other")
{
    SomeBooks books;
    core::Period const day{date(2016, 9, 6), date(2016, 9, 6)};
    auto both = hours(60, day);
    both.value = cents(100);
    auto none = hours(60, day);
    none.minutes.reset();
    none.rate.clear();
    auto no_rate = hours(60, day);
    no_rate.rate.clear();
    auto rate_of_value = stated(ledger::InkindKind::don, 100, day.first);
    rate_of_value.rate = "smic";
    for (auto const& request : {both, none, no_rate, rate_of_value}) {
        CHECK(refuses(books, request) == "inkind.hours-or-value");
    }
    CHECK(refuses(books, stated(ledger::InkindKind::don, -1, day.first)) == "inkind.nothing");
    CHECK(refuses(books, stated(ledger::InkindKind::don, 0, day.first)) == "inkind.nothing");
    CHECK(refuses(books, hours(0, day)) == "inkind.nothing");
    CHECK(refuses(books, stated(ledger::InkindKind::don, 1, day.first)).empty());
}

TEST_CASE("what cannot be valued or placed is refused")
{
    SomeBooks books;
    core::Period const day{date(2016, 9, 6), date(2016, 9, 6)};
    auto unknown = hours(60, day);
    unknown.rate = "smik";
    CHECK(refuses(books, unknown) == "inkind.rate-unknown");
    auto project = hours(60, day);
    project.project = "nulle-part";
    CHECK(refuses(books, project) == "project.unknown");
    CHECK(refuses(books, hours(60, {date(2018, 12, 31), date(2019, 1, 1)})) ==
          "year.none-for-date");
    books.write(setting(rate("formateur", date(2017, 1, 1), 2500)));
    auto early = hours(60, day);
    early.rate = "formateur";
    CHECK(refuses(books, early) == "inkind.no-rate");
}

TEST_CASE("the general chart has no accounts for contributions in kind")
{
    SomeBooks books{{"2025"}, ledger::ChartFamily::general};
    CHECK(refuses(books, hours(60, {date(2025, 9, 6), date(2025, 9, 6)})) == "inkind.no-class-8");
}

TEST_CASE("a value that states no method is recorded and noted")
{
    SomeBooks books;
    auto request = stated(ledger::InkindKind::benevolat, 3568200, date(2016, 12, 31));
    CHECK(add(books, request).notes.empty());
    request.method.clear();
    CHECK(add(books, request).notes_have("inkind.no-method"));
}

TEST_CASE("a coefficient multiplies the rate and shows in the label")
{
    // 10 h × 9,76 € × 1,31 = 127,856 → 127,86 €.
    SomeBooks books;
    auto request = hours(600, {date(2017, 5, 4), date(2017, 5, 4)});
    request.coefficient = Decimal{131, 2};
    auto const entries = add(books, request).tables.at("entries");
    CHECK(money(entries.at(0, "amount")) == cents(12786));
    CHECK(text(entries.at(0, "label")) == "Bénévolat 10h × 9,76\u00a0€ × 1,31");
}

TEST_CASE("a rate of the books wins over the shipped SMIC of the same day, for that day on")
{
    SomeBooks books;
    books.write(setting(rate("smic", date(2017, 1, 1), 1000)));
    auto const amount = [&](core::Date day) {
        return money(add(books, hours(60, {day, day})).tables.at("entries").at(0, "amount"));
    };
    CHECK(amount(date(2016, 12, 31)) == cents(967));
    CHECK(amount(date(2017, 1, 1)) == cents(1000));
    CHECK(amount(date(2018, 1, 1)) == cents(988)); // the shipped one of 2018
}

TEST_CASE("a rate set twice is set once; another value replaces it")
{
    SomeBooks books;
    auto const formateur = rate("formateur", date(2017, 1, 1), 2500);
    CHECK(books.write(setting(formateur)).notes.empty());
    CHECK(books.write(setting(formateur)).notes_have("inkind.rate-already-set"));
    auto dearer = formateur;
    dearer.hourly = Decimal{300000, 4};
    CHECK(books.write(setting(dearer)).notes.empty());
    auto const rates =
        books.read([](Context const& context) { return list_rates(context); }).tables.at("rates");
    CHECK(text(rates.at(0, "rate")) == "formateur");
    CHECK(value<core::Quantity>(rates.at(0, "hourly")).value == Decimal{30, 0});
    CHECK(text(rates.at(1, "rate")) == "smic");
    CHECK(books.refuses(setting(rate("formateur", date(2017, 1, 1), 0))) == "inkind.rate-positive");
    CHECK(books.refuses(setting(rate("", date(2017, 1, 1), 1))) == "name.empty");
}

TEST_CASE("a reversed contribution no longer counts, nor its hours")
{
    SomeBooks books;
    auto request = hours(60, {date(2017, 5, 4), date(2017, 5, 4)});
    request.post = true;
    add(books, request);
    auto const listed = [&] {
        return books.read([](Context const& context) { return list_inkind(context, "2017"); })
            .tables.at("contributions")
            .size();
    };
    CHECK(listed() == 2);
    books.write([](Context const& context) {
        return reverse_entry(context, 1, "Saisie deux fois", date(2017, 5, 5));
    });
    CHECK(listed() == 1); // the total of nothing
}

TEST_CASE("the hours of a contribution are not separated from its entry")
{
    SomeBooks books;
    add(books, hours(60, {date(2017, 5, 4), date(2017, 5, 4)}));
    auto const edited = [&](Edit const& edit) {
        return books.refuses([&](Context const& context) { edit_entry(context, 1, edit); });
    };
    Edit day;
    day.date = date(2017, 5, 5);
    CHECK(edited(day) == "ledger.edit-inkind");
    Edit label;
    label.label = "Accueil";
    CHECK(edited(label).empty());
}
