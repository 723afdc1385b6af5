// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/app/dump.hpp>

#include "answer.hpp"
#include "books_cache.hpp"

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>
#include <coop/ledger/facts.hpp>
#include <coop/ledger/project.hpp>
#include <coop/ledger/regulation.hpp>
#include <coop/store/chain.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace coop::app {

namespace {

using core::Error;
using core::ErrorKind;
using exchange::DumpReader;
using exchange::DumpWriter;
using store::Session;
using store::Which;

/// What the books say of accounts, and those of the chart that entries use, in one list by code.
std::map<std::string, exchange::DumpAccount> accounts_of(Context const& context)
{
    BooksCache books{context.session};
    std::map<std::string, exchange::DumpAccount> all;
    for (auto const& year : books.years()) {
        for (auto const& balance : context.session.balances(year.label, Which::all)) {
            if (auto const* account = books.chart(year).nearest(balance.account)) {
                auto& one = all[balance.account];
                one = {*account, true};
                one.account.code = balance.account;
            }
        }
    }
    for (auto& account : context.session.accounts()) {
        auto const code = account.code;
        all[code] = {std::move(account), false};
    }
    return all;
}

void write_lists(Context const& context, DumpWriter& writer)
{
    auto& session = context.session;
    auto const write = [&](auto const& all) {
        for (auto const& one : all) {
            writer.write(one);
        }
    };
    auto const years = session.years();
    write(years);
    write(session.journals());
    for (auto const& [code, account] : accounts_of(context)) {
        writer.write(account);
    }
    write(session.projects());
    write(session.parties());
    write(session.rates());
    for (auto const& year : years) {
        write(session.budgets(year.label));
    }
}

exchange::DumpEnd write_entries(Context const& context, DumpWriter& writer)
{
    auto& session = context.session;
    auto const counts = session.counts("");
    auto const total = static_cast<std::uint64_t>(counts.posted + counts.drafts);
    exchange::DumpEnd end;
    session.scan_sealed([&](ledger::SealedView const& entry) {
        auto const id = entry.entry.id;
        writer.write(entry,
                     entry.has_contributions ? session.contributions_of(id)
                                             : std::vector<ledger::Contribution>{},
                     entry.has_attachments ? session.attachments(id)
                                           : std::vector<ledger::Attachment>{});
        ++(entry.seal ? end.posted : end.drafts);
        if (context.progress) {
            context.progress(static_cast<std::uint64_t>(end.posted + end.drafts), total);
        }
    });
    if (end.posted != counts.posted || end.drafts != counts.drafts) {
        // An entry that is in no chain would be left out without a word.
        throw Error{ErrorKind::database, "dump.unsealed"};
    }
    return end;
}

void check_code(std::string const& code)
{
    if (!ledger::is_account_code(code)) {
        throw Error{ErrorKind::refused, "account.malformed", {{"account", core::printable(code)}}};
    }
}

/// What the rules say of the codes of a dump. Each is looked at once: a million entries use a
/// hundred.
class Charts {
public:
    explicit Charts(ledger::ChartFamily family) : family_(family) {}

    /// \throws Error{refused} "regulation.unknown", "regulation.other-family", and what
    /// check_new_year() does.
    void add(ledger::Year const& year)
    {
        ledger::check_new_year(years_, year);
        auto const& regulation = ledger::find_regulation(year.regulation);
        if (regulation.family != family_) {
            throw Error{
                ErrorKind::refused, "regulation.other-family", {{"regulation", regulation.id}}};
        }
        if (!shipped_.contains(regulation.id)) {
            shipped_[regulation.id] = ledger::Chart{ledger::shipped_accounts(regulation), {}};
        }
        years_.push_back(year);
        used_[year.label];
    }

    /// An account that entries of a year use. \throws Error{refused} "account.malformed",
    /// "account.untyped".
    void check_used(std::string const& year, std::string const& code)
    {
        auto const used = used_.find(year);
        if (used == used_.end() || used->second.contains(code)) {
            return; // The store refuses a year that is not there.
        }
        check(ledger::find_year(years_, year), code);
        used->second.insert(code);
    }

    /// An account of the books has its place in the chart of each year, or none could be read.
    void check_own(std::string const& code) const
    {
        for (auto const& year : years_) {
            check(year, code);
        }
    }

private:
    void check(ledger::Year const& year, std::string const& code) const
    {
        check_code(code);
        // An account of the books' own adds no new root: it hangs below one of these too.
        if (shipped_.at(year.regulation).nearest(code) == nullptr) {
            throw Error{ErrorKind::refused, "account.untyped", {{"account", code}}};
        }
    }

    ledger::ChartFamily family_;
    std::vector<ledger::Year> years_;
    std::map<std::string, ledger::Chart> shipped_;      ///< by regulation
    std::map<std::string, std::set<std::string>> used_; ///< by year
};

void write_facts(ContextOf<store::Records> const& context, DumpWriter& writer)
{
    auto const records = context.session.records({});
    while (auto filed = records()) {
        writer.write(exchange::DumpFact{std::move(*filed)});
    }
}

/// The registers of CARE in the order of their chain, then its livre.
void write_care(ContextOf<store::CareBooks> const& context, DumpWriter& writer)
{
    auto const records = context.session.care_records({});
    while (auto const filed = records()) {
        writer.write(*filed);
    }
    auto const entries = context.session.care_entries("");
    while (auto const entry = entries()) {
        writer.write(*entry);
    }
}

/// Reads the lines of a dump into a new book.
class Restorer {
public:
    Restorer(Context const& context, DumpReader& reader)
        : context_(context),
          session_(context.session),
          reader_(reader),
          charts_(reader.book().family)
    {
    }

    void run()
    {
        session_.begin_bulk();
        while (auto record = reader_.next()) {
            try {
                std::visit([this](auto& one) { take(one); }, *record);
            } catch (Error const& error) {
                fail_at_line(error);
            }
            if (context_.progress) {
                context_.progress(reader_.read(), reader_.size());
            }
        }
    }

    store::Counts const& counts() const { return counts_; }

private:
    void take(ledger::Year& year)
    {
        if (has_accounts_) { // They were looked at without it.
            throw Error{ErrorKind::unreadable, "dump.record", {{"record", std::string{"year"}}}};
        }
        charts_.add(year);
        states_.emplace(year.label, std::exchange(year.state, ledger::YearState::open));
        session_.add_year(year);
    }

    void take(ledger::Journal const& journal) { session_.put_journal(journal); }

    void take(exchange::DumpAccount const& account)
    {
        if (account.of_chart) {
            check_code(account.account.code); // It is told to the reader alone.
            return;
        }
        has_accounts_ = true;
        charts_.check_own(account.account.code);
        session_.put_account(account.account);
    }

    void take(ledger::Project const& project)
    {
        ledger::check_project_code(project.code);
        session_.add_project(project);
    }

    void take(ledger::Party const& party) { session_.add_party(party); }
    void take(ledger::InkindRate const& rate) { session_.put_rate(rate); }
    void take(ledger::Budget const& budget) { session_.put_budget(budget); }

    void take(ledger::WholeEntry& entry)
    {
        if (auto const role = roles_.find(entry.record.id); role != roles_.end()) {
            entry.record.role = role->second;
        }
        auto const& lines = entry.record.entry.lines;
        ledger::check_lines(lines);
        for (auto const& line : lines) {
            charts_.check_used(entry.record.year, line.account);
        }
        if (entry.seal) {
            check_seal(entry);
        }
        session_.restore(entry);
        for (auto const& attachment : entry.attachments) {
            wanted_.insert(attachment.sha256);
        }
        last_id_ = std::max(last_id_, entry.record.id);
        ++(entry.seal ? counts_.posted : counts_.drafts);
    }

    // Its form; what the books and its chain refuse is found by verify().
    void take(exchange::DumpFact const& fact)
    {
        auto const& record = fact.filed.record;
        if (record::check_record(ledger::kinds(), record) != record) {
            throw Error{ErrorKind::unreadable,
                        "dump.fact",
                        {{"kind", record.kind}, {"id", record.id}, {"version", record.version}}};
        }
        if (record.kind == "lock") {
            lock_ = ledger::read_lock(record);
        } else if (record.kind == "role") {
            auto const role = ledger::read_role(record);
            roles_[role.entry] = role.standing.role;
        }
        session_.restore_record(fact.filed);
    }

    // What its chain and its years refuse is found by the schema and by verify().
    void take(care::Filed const& filed) { session_.care_restore(filed); }

    void take(care::PostedEntry const& entry)
    {
        if (session_.care_post(care::check_entry(entry), entry.close) != entry.id) {
            throw Error{ErrorKind::unreadable, "dump.cut"};
        }
    }

    void take(exchange::DumpContent const& content)
    {
        session_.restore_content(content.sha256, content.bytes);
        wanted_.erase(content.sha256);
        ++contents_;
    }

    void take(exchange::DumpEnd const& end)
    {
        if (end.posted != counts_.posted || end.drafts != counts_.drafts ||
            end.contents != contents_ || end.head != head_ || end.last_id < last_id_ ||
            !wanted_.empty()) {
            throw Error{ErrorKind::unreadable, "dump.cut"};
        }
        session_.restore_last_id(end.last_id);
        for (auto const& [year, state] : states_) {
            if (state == ledger::YearState::closed) {
                session_.close_year(year);
            }
        }
        if (auto const through = lock_ ? lock_->through : lock_of_years()) {
            session_.set_lock(through, {});
        }
        if (reader_.version() < exchange::first_dump_with_records) {
            session_.judge_roles();
            session_.record_what_is_found();
        }
        if (reader_.version() < exchange::first_dump_with_names) {
            session_.record_fec_words();
        }
    }

    /// What the years of a dump say where it has no lock.
    std::optional<core::Date> lock_of_years()
    {
        auto years = session_.years();
        for (auto& year : years) {
            year.state = states_.at(year.label);
        }
        return ledger::locked_through(years);
    }

    /// The entry is the one that was sealed, and follows the one before it.
    void check_seal(ledger::WholeEntry const& entry)
    {
        auto const& seal = *entry.seal;
        auto const& record = entry.record;
        bool const same_texts = seal.salt
                                    ? store::texts_digest(record.entry, *seal.salt) == seal.texts
                                    : !store::has_texts(record.entry);
        auto const hash =
            store::chain(head_, store::canonical(record, seal.sequence, seal.texts, seal.format));
        bool const unproved =
            seal.format == ledger::first_seal_format && record.entry.piece_date.has_value();
        if (!same_texts || unproved || hash != seal.hash || seal.sequence != counts_.posted + 1) {
            throw Error{ErrorKind::unreadable,
                        "dump.altered",
                        {{"entry", record.id}, {"number", ledger::number_of(record)}}};
        }
        head_ = hash;
    }

    /// What a rule of the books or of the schema refuses is a fault of the line.
    [[noreturn]] void fail_at_line(Error const& error) const
    {
        if (error.id() == "store.constraint") {
            throw Error{ErrorKind::unreadable, "dump.refused", error.diagnostic().args,
                        reader_.where()};
        }
        if (error.kind() == ErrorKind::refused || error.kind() == ErrorKind::usage ||
            error.kind() == ErrorKind::unreadable) {
            throw error.as(ErrorKind::unreadable).at(reader_.where());
        }
        throw error;
    }

    Context const& context_;
    Session& session_;
    DumpReader& reader_;
    Charts charts_;
    bool has_accounts_ = false;
    std::map<std::string, ledger::YearState> states_; ///< set once all is there
    std::optional<ledger::Lock> lock_;                ///< the last one
    std::map<ledger::EntryId, ledger::Role> roles_;   ///< of entries that are more than ordinary
    std::set<std::string> wanted_; ///< contents that attachments name and that did not come yet
    store::Counts counts_;
    ledger::EntryId last_id_ = 0;
    std::int64_t contents_ = 0;
    core::Digest head_{};
};

} // namespace

void dump(Context const& context, core::Sink const& sink)
{
    auto& session = context.session;
    DumpWriter writer{sink, session.book()};
    write_lists(context, writer);
    write_facts(context, writer);
    auto end = write_entries(context, writer);
    write_care(context, writer);
    for (auto const& sha256 : session.contents()) {
        writer.write(sha256, session.attachment_content(sha256).value());
        ++end.contents;
    }
    end.last_id = session.last_id();
    end.head = session.head().hash;
    writer.write(end);
}

bool is_unused(Session& session)
{
    auto const years = session.years();
    auto const has_budget = [&](ledger::Year const& year) {
        return !session.budgets(year.label).empty();
    };
    auto const is_open = [](ledger::Year const& year) {
        return year.state == ledger::YearState::open;
    };
    // A new book has its name and its years on record.
    bool const was_used =
        session.records({"lock", "close", "account", "attachment", "role"})().has_value();
    return session.last_id() == 0 && session.parties().empty() && session.projects().empty() &&
           session.accounts().empty() && session.rates().empty() &&
           session.care_head().entries == 0 && !was_used &&
           session.journals().size() == ledger::standard_journals().size() &&
           std::ranges::none_of(years, has_budget) && std::ranges::all_of(years, is_open);
}

std::string name_to_replace(Session& session, ledger::Book const& by, std::string const& file)
{
    if (!is_unused(session)) {
        throw Error{ErrorKind::refused, "dump.not-empty", {{"file", file}}};
    }
    auto const book = session.book();
    if (!book.siren.empty() && book.siren != by.siren) {
        throw Error{ErrorKind::refused,
                    "dump.other-siren",
                    {{"file", file},
                     {"name", book.name},
                     {"siren", book.siren},
                     {"other", by.siren.empty() ? "—" : by.siren}}};
    }
    return book.name;
}

core::Document restore(Context const& context, DumpReader& reader)
{
    Restorer restorer{context, reader};
    restorer.run();
    auto findings = context.session.verify();
    if (!findings.empty()) {
        auto const count = static_cast<std::int64_t>(findings.size());
        throw Error{ErrorKind::unreadable,
                    "dump.inconsistent",
                    {{"count", count}},
                    {},
                    std::move(findings)};
    }
    auto document = answer(context, "restore");
    document.blocks.emplace_back(FactList{context}
                                     .add("association", reader.book().name)
                                     .add("posted", restorer.counts().posted)
                                     .add("drafts", restorer.counts().drafts)
                                     .add("head", core::to_hex(context.session.head().hash))
                                     .take());
    return document;
}

} // namespace coop::app
