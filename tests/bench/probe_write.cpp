// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace coop::bench {

namespace {

/// As many bytes as a digest has; whose they are does not matter to the table.
std::string bytes_of(std::int64_t number, std::size_t size)
{
    std::string bytes(size, '\0');
    auto mixed = static_cast<std::uint64_t>(number) * 0x9e3779b97f4a7c15U;
    for (auto& byte : bytes) {
        byte = static_cast<char>(mixed >> 56);
        mixed = mixed * 0xd1342543de82ef95U + 1;
    }
    return bytes;
}

std::int64_t one(sqlite3* database, char const* sql, std::string_view name)
{
    Query query{database, sql};
    query.with(name);
    return query.row() ? query.integer(0) : 0;
}

/// What an entry of two lines writes, in statements that stay prepared.
struct Adder {
    explicit Adder(sqlite3* opened) : database(opened) {}

    void add(bool posted)
    {
        counter.row();
        auto const id = counter.integer(0);
        counter.done();
        entry.with(id).with(year).with(journal).done();
        for (std::int64_t side = 0; side < 2; ++side) {
            auto const account = side == 0 ? charge : bank;
            auto const debit = side == 0 ? cents : 0;
            line.with(id).with(side + 1).with(account).with(year).with(debit).with(cents - debit);
            line.done();
            cell.with(year).with(account).with(std::int64_t{posted}).with(debit);
            cell.with(cents - debit).done();
        }
        if (posted) {
            post(id);
        }
    }

    void post(std::int64_t id)
    {
        number.with(id).done();
        head.row();
        auto const sequence = head.integer(0) + 1;
        head.done();
        auto const hash = bytes_of(id, 32);
        salt.with(id).with_blob(std::string_view{hash}.substr(16)).done();
        seal.with(sequence).with(id).with_blob(hash).with_blob(hash).done();
    }

    sqlite3* database;
    std::int64_t cents = 1234;
    std::int64_t year = one(database, "SELECT id FROM year WHERE label = ?", "2025");
    std::int64_t journal = one(database, "SELECT id FROM journal WHERE code = ?", "BQ");
    std::int64_t charge = one(database, "SELECT id FROM account WHERE code = ?", "606400");
    std::int64_t bank = one(database, "SELECT id FROM account WHERE code = ?", "512110");
    Query counter{database,
                  "UPDATE counter SET last = last + 1 WHERE name = 'entry' RETURNING last"};
    Query entry{database, "INSERT INTO entry (id, year_id, journal_id, date, label, piece) "
                          "VALUES (?, ?, ?, 20251215, 'Fournitures', '')"};
    Query line{database, "INSERT INTO line (entry_id, line, account_id, date, year_id, debit, "
                         "credit) VALUES (?, ?, ?, 20251215, ?, ?, ?)"};
    Query cell{database, "INSERT INTO balance (year_id, account_id, month, posted, role, debit, "
                         "credit) VALUES (?, ?, 202512, ?, 0, ?, ?) ON CONFLICT DO UPDATE SET "
                         "debit = debit + excluded.debit, credit = credit + excluded.credit"};
    Query number{database,
                 "UPDATE entry SET posted_on = 20251231, number = 1 + COALESCE((SELECT "
                 "MAX(other.number) FROM entry AS other WHERE other.year_id = entry.year_id AND "
                 "other.journal_id = entry.journal_id), 0) WHERE id = ?"};
    Query head{database, "SELECT sequence FROM seal ORDER BY sequence DESC LIMIT 1"};
    Query salt{database, "INSERT INTO salt (entry_id, salt) VALUES (?, ?)"};
    Query seal{database,
               "INSERT INTO seal (sequence, entry_id, hash, texts_digest) VALUES (?, ?, ?, ?)"};
};

void add_entries(char const* path, int count, bool posted)
{
    auto* const database = open_book(path);
    run_sql(database, "BEGIN IMMEDIATE");
    {
        Adder adder{database};
        for (int i = 0; i < count; ++i) {
            adder.add(posted);
        }
    }
    run_sql(database, "COMMIT");
    sqlite3_close(database);
}

constexpr std::size_t fields = 18;
using Record = std::array<std::string_view, fields>;

/// Lines of a FEC as it should be: TAB, CRLF, 18 columns.
class Records {
public:
    explicit Records(char const* path) : file_(::open(path, O_RDONLY))
    {
        if (file_ < 0) {
            std::perror(path);
            std::exit(1);
        }
        Record header;
        next(header);
    }
    ~Records() { ::close(file_); }
    Records(Records const&) = delete;
    Records& operator=(Records const&) = delete;

    bool next(Record& record)
    {
        auto end = text_.find('\n', at_);
        while (end == text_.npos) {
            if (!more()) {
                return false;
            }
            end = text_.find('\n', at_);
        }
        auto rest = std::string_view{text_}.substr(at_, end - at_);
        at_ = end + 1;
        for (auto& field : record) {
            auto const tab = rest.find_first_of("\t\r");
            field = rest.substr(0, tab);
            rest.remove_prefix(tab == rest.npos ? rest.size() : tab + 1);
        }
        return true;
    }

private:
    bool more()
    {
        constexpr std::size_t part = 1 << 20;
        text_.erase(0, std::exchange(at_, 0));
        auto const held = text_.size();
        text_.resize(held + part);
        auto const got = ::read(file_, text_.data() + held, part);
        text_.resize(held + static_cast<std::size_t>(got < 0 ? 0 : got));
        return got > 0;
    }

    int file_;
    std::string text_;
    std::size_t at_ = 0;
};

std::int64_t number_in(std::string_view text)
{
    std::int64_t number = 0;
    for (auto const c : text) {
        if (c != ',') {
            number = number * 10 + (c - '0');
        }
    }
    return number;
}

struct Cell {
    std::int64_t debit = 0, credit = 0;
};

/// Everything the rows of an import need, each id looked up once.
class Importer {
public:
    Importer(sqlite3* database, bool guarded) : database_(database), guarded_(guarded) {}

    void record(Record const& record)
    {
        auto const year = year_of(record[3]);
        if (record[2] != number_ || record[0] != journal_ || year != year_) {
            begin(record, year);
        }
        auto const date = number_in(record[3]);
        auto const debit = number_in(record[11]);
        auto const credit = number_in(record[12]);
        auto const account = id_of(accounts_, account_, record[4], record[5]);
        line_.with(entries_).with(++lines_).with(account);
        if (record[7].empty()) {
            line_.with_null();
        } else {
            line_.with(id_of(parties_, party_, record[7], record[7]));
        }
        line_.with(date).with(year).with(debit).with(credit).done();
        for (auto const month : {date / 100, std::int64_t{0}}) {
            auto& cell = cells_[(year * 1000000 + account) * 1000000 + month];
            cell.debit += debit;
            cell.credit += credit;
        }
    }

    void end()
    {
        finish();
        Query cell{database_, "INSERT INTO balance (year_id, account_id, month, posted, role, "
                              "debit, credit) VALUES (?, ?, ?, 1, 0, ?, ?)"};
        for (auto const& [key, sums] : cells_) {
            cell.with(key / 1000000 / 1000000)
                .with(key / 1000000 % 1000000)
                .with(key % 1000000)
                .with(sums.debit)
                .with(sums.credit)
                .done();
        }
        Query{database_, "INSERT INTO counter (name, last) VALUES ('entry', ?)"}
            .with(entries_)
            .done();
    }

private:
    using Ids = std::unordered_map<std::string, std::int64_t>;

    std::int64_t year_of(std::string_view day) { return number_in(day.substr(0, 4)) - 2015; }

    std::int64_t id_of(Ids& ids, Query& insert, std::string_view name, std::string_view label)
    {
        auto const [found, made] = ids.try_emplace(std::string{name}, ids.size() + 1);
        if (made) {
            insert.with(found->second).with(name).with(label).done();
        }
        return found->second;
    }

    void begin(Record const& record, std::int64_t year)
    {
        finish();
        journal_ = record[0];
        number_ = record[2];
        year_ = year;
        posted_on_ = number_in(record[15]);
        lines_ = 0;
        entry_.with(++entries_)
            .with(year)
            .with(id_of(journals_, journal_row_, record[0], record[1]));
        if (guarded_) {
            entry_.with_null().with_null();
        } else {
            entry_.with(number_in(number_)).with(posted_on_);
        }
        entry_.with(number_in(record[3])).with(record[10]).with(record[8]).done();
    }

    /// The seal of the last entry; a guarded one is numbered once its lines are there.
    void finish()
    {
        if (entries_ == 0) {
            return;
        }
        if (guarded_) {
            post_.with(number_in(number_)).with(posted_on_).with(entries_).done();
        }
        auto const hash = bytes_of(entries_, 32);
        salt_.with(entries_).with_blob(std::string_view{hash}.substr(16)).done();
        seal_.with(entries_).with(entries_).with_blob(hash).with_blob(hash).done();
    }

    sqlite3* database_;
    bool guarded_;
    Query entry_{database_, "INSERT INTO entry (id, year_id, journal_id, number, posted_on, date, "
                            "label, piece) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
    Query line_{database_, "INSERT INTO line (entry_id, line, account_id, party_id, date, year_id, "
                           "debit, credit) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
    Query post_{database_, "UPDATE entry SET number = ?, posted_on = ? WHERE id = ?"};
    Query salt_{database_, "INSERT INTO salt (entry_id, salt) VALUES (?, ?)"};
    Query seal_{database_,
                "INSERT INTO seal (sequence, entry_id, hash, texts_digest) VALUES (?, ?, ?, ?)"};
    Query account_{database_, "INSERT INTO account (id, code, label, kind, normal, own, closed) "
                              "VALUES (?, ?, ?, 'asset', 'debit', 1, 0)"};
    Query party_{database_, "INSERT INTO party (id, name, kind, note) VALUES (?, ?, ?, '')"};
    Query journal_row_{database_,
                       "INSERT INTO journal (id, code, label, position) VALUES (?, ?, ?, 1)"};
    Ids accounts_, parties_, journals_;
    std::map<std::int64_t, Cell> cells_;
    std::string journal_, number_;
    std::int64_t year_ = 0, posted_on_ = 0, entries_ = 0, lines_ = 0;
};

void make_book(sqlite3* database, char const* schema, bool guarded)
{
    std::ifstream file{schema};
    std::string const sql{std::istreambuf_iterator<char>{file}, {}};
    run_sql(database, ("BEGIN;" + sql).c_str());
    if (!guarded) {
        std::string drops;
        Query triggers{database, "SELECT name FROM sqlite_schema WHERE type = 'trigger'"};
        while (triggers.row()) {
            drops += "DROP TRIGGER " + std::string{triggers.text(0)} + ";";
        }
        run_sql(database, drops.c_str());
    }
    run_sql(database,
            "INSERT INTO book (id, name, siren, rna, family) VALUES (1, 'Mesure', '', '', "
            "'associations')");
    Query year{database, "INSERT INTO year (id, label, first_day, last_day, regulation, state) "
                         "VALUES (?, ?, ?, ?, 'anc-2018-06', 'open')"};
    for (std::int64_t number = 1; number <= 10; ++number) {
        auto const label = std::to_string(2015 + number);
        auto const first = (2015 + number) * 10000;
        year.with(number).with(label).with(first + 101).with(first + 1231).done();
    }
}

} // namespace

void add(Words const& words)
{
    add_entries(words[0], 1, std::string_view{words[1]} == "posted");
}

void fifty(Words const& words)
{
    add_entries(words[0], 50, false);
}

void import_fec(Words const& words)
{
    bool const guarded = std::string_view{words[3]} == "guarded";
    std::fclose(std::fopen(words[0], "wb"));
    auto* const database = open_book(words[0]);
    run_sql(database, "PRAGMA cache_size = -65536");
    make_book(database, words[1], guarded);
    {
        Importer importer{database, guarded};
        Records records{words[2]};
        Record record;
        while (records.next(record)) {
            importer.record(record);
        }
        importer.end();
    }
    run_sql(database, "COMMIT");
    sqlite3_close(database);
}

} // namespace coop::bench
