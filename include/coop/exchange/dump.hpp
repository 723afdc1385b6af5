// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coop/care/record.hpp>
#include <coop/core/diagnostic.hpp>
#include <coop/core/hash.hpp>
#include <coop/core/input.hpp>
#include <coop/ledger/account.hpp>
#include <coop/ledger/book.hpp>
#include <coop/ledger/budget.hpp>
#include <coop/ledger/inkind.hpp>
#include <coop/ledger/party.hpp>
#include <coop/ledger/project.hpp>
#include <coop/ledger/whole_entry.hpp>
#include <coop/ledger/year.hpp>
#include <coop/record/record.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

// A whole book as text: one JSON object a line (docs/reference/formats.md, « Dump »). The same book
// gives the same bytes; what is read back is the same book.

namespace coop::exchange {

/// \brief What the program writes, and the last that it reads.
inline constexpr std::int64_t dump_version = 3;

/// \brief The first one that has records: an older dump says nothing of them.
inline constexpr std::int64_t first_dump_with_records = 2;

/// \brief The first one that has the words of the FEC of closed years, and numbers of parties.
inline constexpr std::int64_t first_dump_with_names = 3;

/// \brief An account, of the books or, for the reader only, of the chart.
struct DumpAccount {
    ledger::Account account;
    bool of_chart = false;
};

/// \brief A fact of the books, as it was recorded.
struct DumpFact {
    record::Filed filed;
};

/// \brief The bytes of an attachment.
struct DumpContent {
    std::string sha256; ///< hexadecimal; they agree
    std::string bytes;
};

/// \brief The last line: what a dump that was cut does not have.
struct DumpEnd {
    std::int64_t posted = 0;
    std::int64_t drafts = 0;
    std::int64_t contents = 0;
    ledger::EntryId last_id = 0; ///< given last, perhaps to a draft that was erased
    core::Digest head{};         ///< of the chain
};

using DumpRecord =
    std::variant<ledger::Year, ledger::Journal, DumpAccount, ledger::Project, ledger::Party,
                 ledger::InkindRate, ledger::Budget, ledger::WholeEntry, DumpFact, care::Filed,
                 care::PostedEntry, DumpContent, DumpEnd>;

/// \brief Writes the lines of a dump in the order in which they are given; nothing is gathered.
class DumpWriter {
public:
    /// The first two lines: what this is, and the book.
    DumpWriter(core::Sink sink, ledger::Book const& book);
    ~DumpWriter();
    DumpWriter(DumpWriter const&) = delete;
    DumpWriter& operator=(DumpWriter const&) = delete;

    void write(ledger::Year const& year);
    void write(ledger::Journal const& journal);
    void write(DumpAccount const& account);
    void write(ledger::Project const& project);
    void write(ledger::Party const& party);
    void write(ledger::InkindRate const& rate);
    void write(ledger::Budget const& budget);
    void write(ledger::SealedView const& entry, std::span<ledger::Contribution const> contributions,
               std::span<ledger::Attachment const> attachments);
    void write(DumpFact const& fact);
    void write(care::Filed const& filed);
    void write(care::PostedEntry const& entry);
    void write(std::string_view sha256, std::string_view content);
    void write(DumpEnd const& end); ///< the last line

private:
    class Lines;
    std::unique_ptr<Lines> lines_;
};

/// \brief Whether the first line of a file says that it is a dump of some kind.
bool is_dump(core::Input const& input);

/// \brief Reads a dump line by line; one line is in memory.
///
/// \throws Error{unreadable} with the line: "dump.other" (another kind of file), "dump.version",
///         "dump.cut", "dump.line-too-long", "dump.record" (unknown), "dump.field" (not of the form
///         it must have), "dump.key-missing", "dump.key-unknown", "dump.base64", "dump.content"
///         (not of its SHA-256), "dump.altered-file" (nor the whole), "dump.after-end",
///         "json.syntax", "json.key-twice", "text.utf8".
class DumpReader {
public:
    /// Reads the first two lines.
    explicit DumpReader(core::Input const& input);
    ~DumpReader();
    DumpReader(DumpReader const&) = delete;
    DumpReader& operator=(DumpReader const&) = delete;

    std::int64_t version() const; ///< that the file says it is of
    ledger::Book const& book() const;

    /// The next line; the last one is a DumpEnd, after which there is nothing.
    std::optional<DumpRecord> next();

    core::Where where() const;  ///< of the line that was read last
    std::uint64_t read() const; ///< bytes so far
    std::uint64_t size() const; ///< bytes of the whole

private:
    class Lines;
    std::unique_ptr<Lines> lines_;
};

} // namespace coop::exchange
