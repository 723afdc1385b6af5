// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the triggers say of each row, said of many at once: entries, their lines and their seals
// pass by in the order of ids, one walk each. Constraints (keys, references, CHECK) held while the
// rows were written; what is left is what one row cannot know of the others.
#include "cursor.hpp"
#include "entry_statements.hpp"

#include <coop/core/count.hpp>
#include <coop/core/error.hpp>
#include <coop/core/money.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace coop::store::sqlite {

namespace {

void demand(bool holds, char const* words)
{
    if (!holds) {
        throw core::Error{
            core::ErrorKind::refused, "store.constraint", {{"message", std::string{words}}}};
    }
}

// Numbers that are given once each: a key of the schema sees to that.
struct Range {
    std::int64_t count = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;

    void take(std::int64_t number)
    {
        first = count == 0 ? number : std::min(first, number);
        last = count == 0 ? number : std::max(last, number);
        ++count;
    }
    bool follows(std::int64_t before) const
    {
        return count == 0 || (core::is_next(before, first) && last == first + count - 1);
    }
};

class Proof {
public:
    Proof(Connection& connection, Written const& proved)
        : connection_(connection),
          proved_(proved),
          entries_(connection, "SELECT id, year_id, journal_id, number, date FROM entry "
                               "WHERE id > :proved ORDER BY id"),
          lines_(connection, "SELECT entry_id, date, year_id, debit, credit FROM line "
                             "WHERE entry_id > :proved ORDER BY entry_id, line"),
          seals_(connection, "SELECT entry_id, sequence FROM seal "
                             "WHERE entry_id > :proved ORDER BY entry_id")
    {
        Cursor years{connection, "SELECT year.id, max(first_day, locked_through + 1), last_day "
                                 "FROM year JOIN book WHERE state = 'open' ORDER BY year.id"};
        while (years.next()) {
            years_.push_back({years.integer(0), years.integer(1), years.integer(2)});
        }
    }

    void walk()
    {
        entries_.start(proved_.last);
        lines_.start(proved_.last);
        seals_.start(proved_.last);
        more_lines_ = lines_.next();
        more_seals_ = seals_.next();
        while (entries_.next()) {
            check_entry();
        }
    }

    void check_totals(Written const& written)
    {
        // A row too many lies in an entry that was there before, where the walk does not pass.
        demand(!more_lines_ && line_count_ == written.lines - proved_.lines,
               "écriture validée, exercice fermé, ou date autre que la sienne");
        auto const seals = written.seals - proved_.seals;
        demand(!more_seals_ && sequence_.count == seals && sequence_.follows(proved_.seals) &&
                   number("SELECT MAX(sequence) FROM seal") == written.seals,
               "la chaîne n’a ni trou ni retour");
        demand(number("SELECT COUNT(*) FROM salt WHERE entry_id > :proved",
                      {{":proved", proved_.last}}) == written.salts - proved_.salts,
               "le sel d’une écriture se tire avant son sceau");
        demand(number("SELECT MAX(id) FROM entry") <= written.last,
               "un numéro d’écriture ne sert qu’une fois");
        for (auto const& [journal, numbers] : numbers_) {
            auto const before = number("SELECT MAX(number) FROM entry WHERE year_id = :year AND "
                                       "journal_id = :journal AND number < :first",
                                       {{":year", journal.first},
                                        {":journal", journal.second},
                                        {":first", numbers.first}});
            demand(numbers.follows(before), "les numéros d’un journal se suivent");
        }
    }

private:
    struct OpenYear {
        std::int64_t id;
        std::int64_t first;
        std::int64_t last;
    };

    std::int64_t number(char const* sql, Parameters parameters = {})
    {
        return connection_.number(sql, std::move(parameters)).value_or(0);
    }

    void check_entry()
    {
        auto const year = entries_.integer(1);
        auto const date = entries_.integer(4);
        demand(std::any_of(years_.begin(), years_.end(),
                           [&](OpenYear const& one) {
                               return one.id == year && one.first <= date && date <= one.last;
                           }),
               "la date est hors de l’exercice, ou l’exercice est verrouillé ou clos");
        bool const posted = !entries_.is_null(3);
        bool const whole = check_lines(year, date);
        demand(whole || !posted,
               "une écriture a deux lignes au moins et son débit égale son crédit");
        demand(take_seal() == posted, "la chaîne ne prend que des écritures validées");
        if (posted) {
            numbers_[{year, entries_.integer(2)}].take(entries_.integer(3));
        }
    }

    // Whether the entry has two lines and balances.
    bool check_lines(std::int64_t year, std::int64_t date)
    {
        auto const entry = entries_.integer(0);
        auto const before = line_count_;
        core::Money debit;
        core::Money credit;
        for (; more_lines_ && lines_.integer(0) == entry; more_lines_ = lines_.next()) {
            demand(lines_.integer(1) == date && lines_.integer(2) == year,
                   "écriture validée, exercice fermé, ou date autre que la sienne");
            debit += core::cents(lines_.integer(3));
            credit += core::cents(lines_.integer(4));
            ++line_count_;
        }
        return line_count_ - before >= 2 && debit == credit;
    }

    bool take_seal()
    {
        if (!more_seals_ || seals_.integer(0) != entries_.integer(0)) {
            return false;
        }
        sequence_.take(seals_.integer(1));
        more_seals_ = seals_.next();
        return true;
    }

    Connection& connection_;
    Written proved_;
    Cursor entries_;
    Cursor lines_;
    Cursor seals_;
    bool more_lines_ = false;
    bool more_seals_ = false;
    std::vector<OpenYear> years_;
    std::int64_t line_count_ = 0;
    Range sequence_;
    std::map<std::pair<std::int64_t, std::int64_t>, Range> numbers_; // by year and journal
};

} // namespace

void prove(Connection& connection, Written const& proved, Written const& written)
{
    Proof proof{connection, proved};
    proof.walk();
    proof.check_totals(written);
}

} // namespace coop::store::sqlite
