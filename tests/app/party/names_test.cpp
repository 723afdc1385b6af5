// SPDX-License-Identifier: GPL-3.0-or-later
#include "import.hpp"

#include <coop/app/record.hpp>
#include <coop/core/name.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

using namespace coop;
using namespace coop::app;
using core::cents;
using core::date;

namespace {

using Words = std::vector<std::string>;
using Dice = std::mt19937;

template <class T>
T const& one_of(std::vector<T> const& all, Dice& dice)
{
    return all[dice() % all.size()];
}

/// The ways to spell a part of a name, each of which is the same name.
std::vector<Words> const alike{
    {"É", "é", "E\u0301", "e\u0301", "E", "e"},
    {"é", "É", "e\u0301", "E\u0301", "e", "E"},
    {"ï", "Ï", "i\u0308", "I", "i"},
    {"ç", "Ç", "c\u0327", "C"},
    {"Œ", "œ", "OE", "oe"},
    {" ", "  ", "\u00a0", " \u202f", "\u2009 ", "-", ", "},
    {"-", " ", "\u2011", " - "},
    {"’", "'", " ", "’ "},
    {"A. ", "A ", "a.\u00a0", "A."},
    {"S.N.C.F.", "SNCF", "s.n.c.f", "S. N. C. F.", "S N C F"},
};

std::string respelled(std::string const& name, Dice& dice)
{
    std::string said = one_of<std::string>({"", " ", "\u00a0", "\u200b"}, dice);
    for (std::size_t i = 0; i < name.size();) {
        auto const ways = std::ranges::find_if(alike, [&](Words const& all) {
            return name.compare(i, all.front().size(), all.front()) == 0;
        });
        if (ways != alike.end()) {
            said += one_of(*ways, dice);
            i += ways->front().size();
            continue;
        }
        bool const is_letter = std::isalpha(static_cast<unsigned char>(name[i])) != 0;
        said += is_letter && dice() % 3 == 0 ? static_cast<char>(name[i] ^ 0x20) : name[i];
        said += is_letter && dice() % 9 == 0 ? "\u200b" : "";
        ++i;
    }
    return said + one_of<std::string>({"", " ", ".", " \u00a0", "\u00ad"}, dice);
}

std::string day_text(core::Date day)
{
    return core::format_iso(day);
}

std::string fec_day(core::Date day)
{
    return std::to_string(core::to_number(day));
}

std::string euros(std::int64_t amount)
{
    return std::to_string(amount / 100) + "." + std::to_string(100 + amount % 100).substr(1);
}

/// A bill as somebody says it: who, when, how much.
struct Said {
    std::string party;
    core::Date day;
    std::int64_t cents;
};

std::string as_csv(std::vector<Said> const& bills)
{
    std::string text = "date,label,party,entry,account,debit,credit\n";
    for (std::size_t i = 0; i < bills.size(); ++i) {
        auto const& [party, day, amount] = bills[i];
        auto const start =
            day_text(day) + ",Honoraires,\"" + party + "\"," + std::to_string(i) + ",";
        text += start + "6226," + euros(amount) + ",\n" + start + "401,," + euros(amount) + "\n";
    }
    return text;
}

std::string as_ndjson(std::vector<Said> const& bills)
{
    std::string text;
    for (auto const& [party, day, amount] : bills) {
        text += R"({"date":")" + day_text(day) + R"(","label":"Honoraires","party":")" + party +
                R"(","lines":[{"account":"6226","debit":")" + euros(amount) +
                R"("},{"account":"401","credit":")" + euros(amount) + "\"}]}\n";
    }
    return text;
}

std::string as_fec(std::vector<Said> const& bills, std::size_t first = 1)
{
    std::vector<FecLine> lines;
    for (std::size_t i = 0; i < bills.size(); ++i) {
        auto const& [party, day, amount] = bills[i];
        std::ranges::move(fec_bill(std::to_string(first + i), fec_day(day), amount, "", party),
                          std::back_inserter(lines));
    }
    return fec_of(lines);
}

Answer list_of(SomeBooks& books)
{
    return books.read([](Context const& context) { return list_parties(context); });
}

/// `Durand -300` of each third party of a list or a report.
Words owed(SomeBooks& books)
{
    auto const list = list_of(books);
    auto const& parties = list.tables.at("parties");
    Words all;
    for (std::size_t i = 0; i < parties.size(); ++i) {
        all.push_back(text(parties.at(i, "party")) + " " +
                      std::to_string(money(parties.at(i, "balance")).in_cents()));
    }
    return all;
}

auto merging(std::string const& name, std::string const& into)
{
    return [=](Context const& context) { return merge_parties(context, name, into); };
}

auto renaming(std::string const& name, std::string const& as)
{
    return [=](Context const& context) { return rename_party(context, name, as); };
}

auto parting(std::string const& name)
{
    return [=](Context const& context) { return part_parties(context, name); };
}

auto showing(std::string const& name)
{
    return [=](Context const& context) { return show_party(context, name); };
}

std::string shown_as(SomeBooks& books, std::string const& name)
{
    return text(books.read(showing(name)).facts.at("party"));
}

/// The third parties of a report on 401 in a year: those of its rows, or of its lines, each once.
Words parties_of(SomeBooks& books, std::string const& name, std::string const& year)
{
    auto const* const report = report::find_report(name);
    REQUIRE(report != nullptr);
    report::Request request;
    request.year = year;
    request.account = "401";
    auto const answer =
        books.read([&](Context const& context) { return build_report(context, *report, request); });
    Words all;
    for (auto const& [id, rows] : answer.tables) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            auto const& cells = rows.rows[i].cells;
            if (rows.rows[i].role == core::RowRole::item && cells.size() == rows.columns.size()) {
                auto const party = rows.at(i, "party");
                if (auto const* named = std::get_if<std::string>(&party)) {
                    all.push_back(*named);
                }
            }
        }
    }
    std::ranges::sort(all);
    auto const [first, last] = std::ranges::unique(all);
    all.erase(first, last);
    return all;
}

Words in_both(SomeBooks& books, std::string const& year)
{
    auto const parties = parties_of(books, "balance-auxiliaire", year);
    CHECK(parties_of(books, "grand-livre", year) == parties);
    return parties;
}

/// Whether `check` finds an opening that is not the closing before it.
bool opens_otherwise(SomeBooks& books)
{
    return !books
                .read([](Context const& context) {
                    return check(context, {std::string{ledger::opening_check}, ""});
                })
                .notes.empty();
}

bool is_intact(SomeBooks& books)
{
    return books.read([](Context const& context) { return verify(context, ""); }).notes.empty();
}

} // namespace

TEST_CASE("however a name is spelled, and whichever way it comes, it is one third party")
{
    Words const names{"Cabinet Brindille", "Éditions de l’Été", "S.N.C.F.",
                      "Jean-Noël Œuvrard", "A. Martin",         "Mercerie Françoise",
                      "Naïma Le Goff",     "SCI du Parc"};
    auto const seed = GENERATE(range(1U, 9U));
    INFO(seed);
    Dice dice{seed};
    SomeBooks books;
    std::map<std::string, std::int64_t> owed; // by key of the name
    std::int64_t amount = 100;
    for (std::size_t round = 0; round < 10; ++round) {
        std::vector<Said> bills;
        for (auto left = 1 + dice() % 8; left > 0; --left) {
            auto const& name = one_of(names, dice);
            auto const day = date(2016, 1 + static_cast<int>(dice() % 12), 3);
            bills.push_back({respelled(name, dice), day, ++amount});
            owed[core::name_key(name)] -= amount;
            INFO(name << " / " << bills.back().party);
            CHECK(core::name_key(bills.back().party) == core::name_key(name));
        }
        switch (dice() % 4) {
        case 0:
            books.write(importing(exchange::csv_importer, as_csv(bills)));
            break;
        case 1:
            books.write(importing(exchange::ndjson_importer, as_ndjson(bills)));
            break;
        case 2:
            books.write(importing_fec(as_fec(bills, 1 + 10 * round), {.drafts = true}));
            break;
        default:
            for (auto const& [party, day, value] : bills) {
                books.add(bill(day, party, value));
            }
        }
    }
    auto const list = list_of(books);
    auto const& parties = list.tables.at("parties");
    CHECK(parties.size() == owed.size());
    CHECK(all_parties(books).size() == owed.size());
    for (std::size_t i = 0; i < parties.size(); ++i) {
        auto const name = text(parties.at(i, "party"));
        INFO(name);
        CHECK(core::tidy_name(name) == name);
        CHECK(money(parties.at(i, "balance")) == cents(owed.at(core::name_key(name))));
    }
    CHECK(is_intact(books));
}

TEST_CASE("a part of a name finds it, several are named, none is proposed")
{
    SomeBooks books;
    books.add(bill(date(2016, 6, 1), "Cabinet Durand", 100));
    books.add(bill(date(2016, 6, 2), "Durand et fils", 200));
    books.add(bill(date(2016, 6, 3), "Jardiland", 300));
    CHECK(shown_as(books, "CABINET  durand") == "Cabinet Durand");
    auto const part = books.read(showing("jardi"));
    CHECK(text(part.facts.at("party")) == "Jardiland");
    CHECK(part.notes_have("party.part"));
    auto const several = books.refused(showing("durand"));
    CHECK(several.id() == "party.ambiguous");
    CHECK(core::text_argument(several, "names") == "« Cabinet Durand », « Durand et fils »");
    auto const unknown = books.refused(showing("Jardilend"));
    CHECK(unknown.id() == "party.unknown");
    CHECK(core::text_argument(unknown, "nearest") == "Jardiland");
    // A change wants the whole name.
    CHECK(books.refuses(renaming("jardi", "Autre")) == "party.unknown");
    CHECK(books.refuses(merging("jardi", "Cabinet Durand")) == "party.unknown");

    auto const listed = [](std::string const& name) {
        return [=](Context const& context) {
            store::EntryQuery query;
            query.parties = {name};
            return list_entries(context, query);
        };
    };
    CHECK(books.read(listed("jardi")).tables.at("entries").size() == 1);
    CHECK(books.refuses(listed("durand")) == "party.ambiguous");
    CHECK(books.refuses(listed("Inconnu")) == "party.unknown");
}

TEST_CASE("a renamed party is found by both names, and neither is free for another")
{
    SomeBooks books;
    books.add(bill(date(2016, 6, 1), "Brindille", 100), true);
    books.add(bill(date(2016, 6, 2), "Jardiland", 200));
    books.write(renaming("BRINDILLE", "Atelier  Brindille"));
    CHECK(owed(books) == Words{"Atelier Brindille -100", "Jardiland -200"});
    for (auto const* const name :
         {"Brindille", "brindille", "Atelier Brindille", "ATELIER-BRINDILLE"}) {
        INFO(name);
        CHECK(shown_as(books, name) == "Atelier Brindille");
        books.add(bill(date(2016, 6, 3), name, 1));
    }
    CHECK(owed(books) == Words{"Atelier Brindille -104", "Jardiland -200"});
    CHECK(books.refuses(renaming("Jardiland", "BRINDILLE")) == "party.taken");
    CHECK(books.refuses(renaming("Jardiland", "atelier brindille")) == "party.taken");
    CHECK(books.refuses(renaming("Jardiland", " ")) == "name.empty");
    // Its own name again, and another spelling of it, are no other party's.
    books.write(renaming("Atelier Brindille", "BRINDILLE"));
    books.write(renaming("BRINDILLE", "Brindille"));
    CHECK(owed(books) == Words{"Brindille -104", "Jardiland -200"});
    CHECK(all_entries(books)[0].entry.party == "Brindille");
    CHECK(is_intact(books));
}

TEST_CASE("a code is a text of one line")
{
    SomeBooks books;
    books.add(bill(date(2016, 6, 1), "Brindille", 100));
    auto const coding = [](std::string const& code) {
        return [=](Context const& context) {
            return edit_party(context, "Brindille", {.kind = {}, .note = {}, .code = code});
        };
    };
    for (auto const* const code : {"F\t1", "F\n1", " "}) {
        CHECK_FALSE(books.refuses(coding(code)).empty());
    }
    books.write(coding("F-1"));
    CHECK(all_parties(books)[0].code == "F-1");
    books.write(coding(""));
    CHECK(all_parties(books)[0].code.empty());
}

TEST_CASE("parties that were joined are one in every reading, through a chain, until parted")
{
    SomeBooks books;
    books.add(bill(date(2016, 6, 1), "Ana", 100), true);
    books.add(bill(date(2016, 6, 2), "Bruno", 200));
    books.add(bill(date(2016, 6, 3), "Carla", 400));
    books.write(merging("Ana", "Bruno"));
    CHECK(owed(books) == Words{"Bruno -300", "Carla -400"});
    books.write(merging("Bruno", "Carla"));
    CHECK(owed(books) == Words{"Carla -700"});
    CHECK(shown_as(books, "Ana") == "Carla");
    CHECK(books.read(showing("Bruno")).tables.at("entries").size() == 3);
    CHECK(in_both(books, "2016") == Words{"Carla"});
    // What is typed from now on is of Carla.
    CHECK(books.add(bill(date(2016, 6, 4), "ana", 800)).notes_have("party.same-key"));
    CHECK(owed(books) == Words{"Carla -1500"});

    CHECK(books.refuses(merging("Ana", "Carla")) == "party.joined-already");
    CHECK(books.refuses(merging("Carla", "Ana")) == "party.same");
    CHECK(books.refuses(merging("Carla", "Carla")) == "party.same");
    CHECK(books.refuses(parting("Carla")) == "party.not-joined");

    books.write(parting("Bruno"));
    CHECK(owed(books) == Words{"Bruno -300", "Carla -1200"});
    books.write(parting("ANA"));
    CHECK(owed(books) == Words{"Ana -100", "Bruno -200", "Carla -1200"});
    CHECK(is_intact(books));
}

TEST_CASE("a year that is open reads today's names, a locked or closed one those it had then")
{
    SomeBooks books;
    books.add(bill(date(2016, 6, 1), "Brindile", 100), true);
    books.add(bill(date(2017, 6, 1), "Brindille", 200), true);
    books.add(bill(date(2018, 5, 1), "Jardiland", 400), true);
    books.write([](Context const& context) { return close_year(context, "2016"); });
    books.write(renaming("Brindile", "Brin d’Île"));
    books.write([](Context const& context) { return lock_year(context, "2017"); });
    books.write(merging("Brindile", "Brindille"));
    books.write(renaming("Brindille", "Atelier Brindille"));

    CHECK(in_both(books, "2016") == Words{"Brindile"});
    CHECK(parties_of(books, "balance-auxiliaire", "2017") == Words{"Brin d’Île", "Brindille"});
    CHECK(parties_of(books, "balance-auxiliaire", "2018") ==
          Words{"Atelier Brindille", "Jardiland"});
    CHECK(parties_of(books, "grand-livre", "2017") == Words{"Brindille"});

    books.write([](Context const& context) { return unlock_year(context, "2017", "oubli"); });
    CHECK(parties_of(books, "balance-auxiliaire", "2017") == Words{"Atelier Brindille"});
    CHECK(in_both(books, "2016") == Words{"Brindile"});

    // A year that was locked since, and is parted since, is still read joined.
    books.write([](Context const& context) { return lock_year(context, "2017"); });
    books.write(parting("Brindile"));
    CHECK(parties_of(books, "balance-auxiliaire", "2017") == Words{"Atelier Brindille"});
    CHECK(parties_of(books, "balance-auxiliaire", "2018") ==
          Words{"Atelier Brindille", "Brin d’Île", "Jardiland"});
    CHECK(is_intact(books));
}

TEST_CASE("an opening is that of the close, whoever is joined or parted before or after it")
{
    SomeBooks books;
    books.add(bill(date(2016, 6, 1), "Brindile", 100), true);
    books.add(bill(date(2016, 6, 2), "Brindille", 200), true);
    bool const joined_before = GENERATE(false, true);
    INFO(joined_before);
    if (joined_before) {
        books.write(merging("Brindile", "Brindille"));
    }
    books.write([](Context const& context) { return close_year(context, "2016"); });
    CHECK_FALSE(opens_otherwise(books));
    books.write(joined_before ? std::function{parting("Brindile")}
                              : std::function{[](Context const& context) {
                                    return merge_parties(context, "Brindile", "Brindille");
                                }});
    CHECK_FALSE(opens_otherwise(books));
    books.write(renaming("Brindille", "Atelier Brindille"));
    CHECK_FALSE(opens_otherwise(books));
    CHECK(owed(books) == (joined_before ? Words{"Atelier Brindille -200", "Brindile -100"}
                                        : Words{"Atelier Brindille -300"}));
    books.today = date(2018, 6, 1);
    books.write([](Context const& context) { return close_year(context, "2017"); });
    CHECK_FALSE(opens_otherwise(books));
}

TEST_CASE("a file imported again after its third parties were joined or renamed adds nothing")
{
    std::vector<Said> const bills{{"Brindile", date(2016, 6, 1), 100},
                                  {"Brindille", date(2016, 6, 2), 200},
                                  {"Jardiland", date(2016, 6, 3), 400}};
    auto with_ref = std::string{"date,label,party,ref,charge,amount,paid_from\n"};
    for (auto const& [party, day, amount] : bills) {
        with_ref += day_text(day) + ",Honoraires," + party + ",R-" + std::to_string(amount) +
                    ",6226," + euros(amount) + ",401\n";
    }
    std::vector<FecLine> coded;
    for (auto line : {fec_bill("1", "20160601", 100, "F1", "Brindile"),
                      fec_bill("2", "20160602", 200, "F2", "Brindille"),
                      fec_bill("3", "20160603", 400, "F3", "Jardiland")}) {
        std::ranges::move(line, std::back_inserter(coded));
    }
    using Import = std::function<core::Document(Context const&)>;
    std::map<std::string, Import> const ways{
        {"CSV", importing(exchange::csv_importer, as_csv(bills))},
        {"CSV with references", importing(exchange::csv_importer, with_ref)},
        {"NDJSON", importing(exchange::ndjson_importer, as_ndjson(bills))},
        {"FEC", importing_fec(as_fec(bills))},
        {"FEC as drafts", importing_fec(as_fec(bills), {.drafts = true})},
        {"FEC with codes", importing_fec(fec_of(coded))},
    };
    for (auto const& [way, import] : ways) {
        INFO(way);
        SomeBooks books;
        books.write(import);
        CHECK(all_entries(books).size() == 3);
        books.write(merging("Brindile", "Brindille"));
        books.write(renaming("Brindille", "Atelier"));
        books.write(renaming("Jardiland", "Jardiland Lille"));
        books.write(import);
        CHECK(all_entries(books).size() == 3);
        CHECK(all_parties(books).size() == 3);
        CHECK(owed(books) == Words{"Atelier -300", "Jardiland Lille -400"});
        books.write(parting("Brindile"));
        books.write(import);
        CHECK(all_entries(books).size() == 3);
        CHECK(all_parties(books).size() == 3);
    }
}

TEST_CASE("a party whose records were erased is called as entries seal it, and stays joined")
{
    SomeBooks books;
    books.add(bill(date(2016, 6, 1), "Brindile", 100), true);
    books.add(bill(date(2016, 6, 2), "Brindille", 200), true);
    books.write(merging("Brindile", "Brindille"));
    books.write(renaming("Brindille", "Atelier d’Anaïs"));
    std::vector<record::Filed> records;
    books.read([&](Context const& context) {
        auto const next = context.session.records({"party"});
        while (auto filed = next()) {
            records.push_back(std::move(*filed));
        }
        return core::Document{};
    });
    REQUIRE_FALSE(records.empty());
    for (auto const& filed : records) {
        books.write([&](Context const& context) {
            return erase_record(context, "party", filed.record.id);
        });
    }
    CHECK(owed(books) == Words{"Brindille -300"});
    CHECK(is_intact(books));
    CHECK(books.refuses(showing("Atelier d’Anaïs")) == "party.unknown");
}
