// SPDX-License-Identifier: GPL-3.0-or-later
//
// generate N FOLDER [--seed S] [FORMAT…]: the same N entries as
//   books.fec        18 columns, TAB, CRLF, UTF-8, decimal comma
//   books.csv        what `coop import csv` reads, with the projects that a FEC cannot say
//   books.journal    ledger and hledger, without extension of either
//   books.beancount
//   expect.tsv       account, year, debit and credit in cents: what every program must find
//   setup.coop       for `coop run`: the accounts, projects and third parties of books.csv
// FORMAT restricts: fec, csv, journal, beancount. expect.tsv and setup.coop are always written.
#include "accounts.hpp"
#include "books.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace coop::bench {

namespace {

void put(std::string& out, std::int64_t number, int digits = 1)
{
    char text[24];
    int size = 0;
    for (; number > 0 || size < digits; number /= 10) {
        text[size++] = static_cast<char>('0' + number % 10);
    }
    while (size > 0) {
        out += text[--size];
    }
}

void put_amount(std::string& out, std::int64_t cents, char mark)
{
    put(out, cents / 100);
    out += mark;
    put(out, cents % 100, 2);
}

void put_signed(std::string& out, std::int64_t cents)
{
    if (cents < 0) {
        out += '-';
    }
    put_amount(out, std::abs(cents), '.');
}

void put_day(std::string& out, Day day, std::string_view between)
{
    put(out, day.year, 4);
    out += between;
    put(out, day.month, 2);
    out += between;
    put(out, day.day, 2);
}

std::int64_t debit(Line const& line)
{
    return line.cents > 0 ? line.cents : 0;
}
std::int64_t credit(Line const& line)
{
    return line.cents < 0 ? -line.cents : 0;
}
char const* code(Line const& line)
{
    return accounts[static_cast<std::size_t>(line.account)].code;
}

/// A file written in large parts.
class File {
public:
    explicit File(std::filesystem::path const& path) : file_(std::fopen(path.c_str(), "wb"))
    {
        if (!file_) {
            std::fprintf(stderr, "generate: cannot write %s\n", path.c_str());
            std::exit(1);
        }
    }
    ~File() { flush(); }
    File(File const&) = delete;
    File& operator=(File const&) = delete;

    std::string text;

    void flush_if_large()
    {
        if (text.size() > 1 << 18) {
            flush();
        }
    }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    void flush()
    {
        if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) {
            std::exit(1);
        }
        text.clear();
    }

    std::unique_ptr<std::FILE, Close> file_;
};

/// `AAAA`, `AAAB`, …
std::string letters_of(std::int64_t number)
{
    std::string text(4, 'A');
    for (auto place = text.rbegin(); place != text.rend(); ++place, number /= 26) {
        *place = static_cast<char>('A' + number % 26);
    }
    return text;
}

void fec_head(std::string& out)
{
    out += "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\t"
           "CompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\t"
           "ValidDate\tMontantdevise\tIdevise\r\n";
}

void fec_entry(std::string& out, Entry const& entry)
{
    auto const journal = static_cast<int>(entry.journal);
    for (auto const& line : entry.lines) {
        out.append(journal_codes[journal]).append("\t").append(journal_labels[journal]) += '\t';
        put(out, entry.number);
        out += '\t';
        put_day(out, entry.date, "");
        out.append("\t").append(code(line)).append("\t");
        out.append(accounts[static_cast<std::size_t>(line.account)].label) += '\t';
        if (line.party >= 0) {
            out.append(party_code(line.party)).append("\t").append(party_name(line.party));
        } else {
            out += '\t';
        }
        out.append("\t").append(entry.piece) += '\t';
        put_day(out, entry.date, "");
        out.append("\t").append(entry.label) += '\t';
        put_amount(out, debit(line), ',');
        out += '\t';
        put_amount(out, credit(line), ',');
        out += '\t';
        if (line.letters != 0) {
            out += letters_of(line.letters);
        }
        out += '\t';
        if (line.letters != 0) {
            put_day(out, entry.valid, "");
        }
        out += '\t';
        put_day(out, entry.valid, "");
        out += "\t\t\r\n";
    }
}

void csv_head(std::string& out)
{
    out += "entry;date;journal;account;party;project;label;piece;debit;credit\n";
}

void csv_entry(std::string& out, Entry const& entry)
{
    for (auto const& line : entry.lines) {
        out += entry.piece + ";";
        put_day(out, entry.date, "-");
        out.append(";").append(journal_codes[static_cast<int>(entry.journal)]) += ';';
        out.append(code(line)) += ';';
        out += (line.party >= 0 ? party_name(line.party) : "") + ";";
        out += (line.project >= 0 ? project_code(line.project) : "") + ";";
        out.append(entry.label).append(";").append(entry.piece) += ';';
        if (line.cents > 0) {
            put_amount(out, debit(line), ',');
        }
        out += ';';
        if (line.cents < 0) {
            put_amount(out, credit(line), ',');
        }
        out += '\n';
    }
}

/// The root of an account's name, and the type that hledger's incomestatement goes by.
struct Root {
    char const* name;
    char type;
};

Root root_of(std::string_view account)
{
    switch (account[0]) {
    case '1':
        return {"Equity", 'E'};
    case '4':
        return account[1] == '0' || account[1] == '2' || account[1] == '3'
                   ? Root{"Liabilities", 'L'}
                   : Root{"Assets", 'A'};
    case '6':
        return {"Expenses", 'X'};
    case '7':
        return {"Income", 'R'};
    case '8':
        return account[1] == '6' ? Root{"Expenses", 'X'} : Root{"Income", 'R'};
    default:
        return {"Assets", 'A'};
    }
}

void journal_head(std::string& out)
{
    for (auto const& account : accounts) {
        auto const root = root_of(account.code);
        out.append("account ").append(root.name).append(":").append(account.code);
        out.append(" ").append(account.label).append("  ; type: ") += root.type;
        out += '\n';
    }
    out += "commodity EUR\n  format 1000.00 EUR\n\n";
}

void journal_entry(std::string& out, Entry const& entry)
{
    put_day(out, entry.date, "-");
    out.append(" * (").append(journal_codes[static_cast<int>(entry.journal)]) += '-';
    put(out, entry.number);
    out += ") " + entry.label + "  ; piece: " + entry.piece + "\n";
    for (auto const& line : entry.lines) {
        auto const& account = accounts[static_cast<std::size_t>(line.account)];
        out.append("    ").append(root_of(account.code).name).append(":").append(account.code);
        out.append(" ").append(account.label) += "  ";
        put_signed(out, line.cents);
        out += " EUR";
        if (line.party >= 0) {
            out += "  ; tiers: " + party_code(line.party);
        }
        if (line.project >= 0) {
            out += "  ; projet: " + project_code(line.project);
        }
        out += '\n';
    }
    out += '\n';
}

void beancount_head(std::string& out)
{
    out += "option \"operating_currency\" \"EUR\"\n";
    for (auto const& account : accounts) {
        out.append("2015-12-31 open ").append(root_of(account.code).name).append(":");
        out.append(account.code) += " EUR\n";
    }
    out += '\n';
}

void beancount_entry(std::string& out, Entry const& entry)
{
    put_day(out, entry.date, "-");
    out += " * \"" + entry.label + "\"\n  piece: \"" + entry.piece + "\"\n";
    for (auto const& line : entry.lines) {
        out.append("  ").append(root_of(code(line)).name).append(":").append(code(line)) += "  ";
        put_signed(out, line.cents);
        out += " EUR\n";
        if (line.party >= 0) {
            out += "    tiers: \"" + party_code(line.party) + "\"\n";
        }
        if (line.project >= 0) {
            out += "    projet: \"" + project_code(line.project) + "\"\n";
        }
    }
    out += '\n';
}

struct Format {
    std::string_view name, file;
    void (*head)(std::string& out);
    void (*entry)(std::string& out, Entry const& entry);
};
constexpr Format formats[] = {
    {"fec", "books.fec", fec_head, fec_entry},
    {"csv", "books.csv", csv_head, csv_entry},
    {"journal", "books.journal", journal_head, journal_entry},
    {"beancount", "books.beancount", beancount_head, beancount_entry},
};

void write_setup(std::filesystem::path const& folder)
{
    File file{folder / "setup.coop"};
    for (int year = first_year + 1; year < first_year + years; ++year) {
        file.text += "year add " + std::to_string(year) + "\n";
    }
    for (auto const& account : accounts) {
        file.text.append("account add ")
            .append(account.code)
            .append(" --label \"")
            .append(std::string{account.label} + "\"\n");
    }
    for (int project = 0; project < projects; ++project) {
        file.text += "project add " + project_code(project) + "\n";
    }
    for (int party = 0; party < suppliers + customers; ++party) {
        file.text += "party add \"" + party_name(party) + "\"\n";
    }
}

struct Sums {
    std::int64_t debit = 0, credit = 0;
};
using Expected = std::array<std::array<Sums, years>, accounts.size()>;

void write_expected(std::filesystem::path const& folder, Expected const& expected)
{
    File file{folder / "expect.tsv"};
    for (std::size_t account = 0; account < accounts.size(); ++account) {
        for (int year = 0; year < years; ++year) {
            auto const& sums = expected[account][static_cast<std::size_t>(year)];
            if (sums.debit == 0 && sums.credit == 0) {
                continue;
            }
            file.text.append(accounts[account].code).append("\t");
            file.text += std::to_string(first_year + year) + "\t" + std::to_string(sums.debit) +
                         "\t" + std::to_string(sums.credit) + "\n";
        }
    }
}

struct Wanted {
    std::int64_t entries = 0;
    std::filesystem::path folder;
    std::uint64_t seed = 42;
    std::set<std::string, std::less<>> formats; ///< empty: all
};

void write_books(Wanted const& wanted)
{
    struct Output {
        Format const* format;
        std::unique_ptr<File> file;
    };
    std::vector<Output> outputs;
    for (auto const& format : formats) {
        if (wanted.formats.empty() || wanted.formats.contains(format.name)) {
            outputs.push_back({&format, std::make_unique<File>(wanted.folder / format.file)});
            format.head(outputs.back().file->text);
        }
    }
    auto const expected = std::make_unique<Expected>();
    Maker maker{wanted.entries, wanted.seed};
    Entry entry;
    while (maker.next(entry)) {
        for (auto& output : outputs) {
            output.format->entry(output.file->text, entry);
            output.file->flush_if_large();
        }
        auto const year = static_cast<std::size_t>(entry.date.year - first_year);
        for (auto const& line : entry.lines) {
            auto& sums = (*expected)[static_cast<std::size_t>(line.account)][year];
            sums.debit += debit(line);
            sums.credit += credit(line);
        }
    }
    write_expected(wanted.folder, *expected);
    write_setup(wanted.folder);
}

} // namespace

} // namespace coop::bench

int main(int argc, char** argv)
{
    coop::bench::Wanted wanted;
    int place = 0;
    for (int i = 1; i < argc; ++i) {
        std::string const word = argv[i];
        if (word == "--seed" && i + 1 < argc) {
            wanted.seed = std::strtoull(argv[++i], nullptr, 10);
        } else if (++place == 1) {
            wanted.entries = std::strtoll(argv[i], nullptr, 10);
        } else if (place == 2) {
            wanted.folder = word;
        } else {
            wanted.formats.insert(word);
        }
    }
    if (wanted.entries <= 0 || wanted.folder.empty()) {
        std::fputs("usage: generate N FOLDER [--seed S] [fec|csv|journal|beancount]…\n", stderr);
        return 2;
    }
    std::filesystem::create_directories(wanted.folder);
    coop::bench::write_books(wanted);
    return 0;
}
