// SPDX-License-Identifier: GPL-3.0-or-later
#include "known.hpp"

#include <coop/core/hash.hpp>
#include <coop/exchange/fec/reader.hpp>
#include <coop/exchange/opening.hpp>
#include <coop/ledger/account_role.hpp>
#include <coop/ledger/role.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <tuple>

namespace coop::app {

namespace {

using exchange::bare_account;
using exchange::bare_text;

std::uint64_t key_of(std::string_view text)
{
    return std::hash<std::string_view>{}(text);
}

std::uint64_t key_of(std::string_view year, std::string_view journal, std::int64_t number)
{
    std::string text{year};
    text += '/';
    text += journal;
    text += '/';
    text += std::to_string(number);
    return key_of(text);
}

std::uint64_t key_of(KnownEntries::Content const& content)
{
    std::uint64_t key = 0;
    std::memcpy(&key, content.data(), sizeof key);
    return key;
}

/// What a FEC says of an entry, in bytes that two sayings of the same have in common.
class Telling {
public:
    template <class Entry>
    Telling(Entry const& entry, ledger::PartyNames const& names)
    {
        text_ = std::to_string(core::to_number(entry.date));
        add(bare_text(entry.piece));
        for (auto const& line : entry.lines) {
            add(bare_account(line.account));
            add(std::to_string(line.debit.in_cents()));
            add(std::to_string(line.credit.in_cents()));
            // Our export names a third party on its own accounts only.
            add(ledger::is_third_party(line.account) ? bare_text(names.key(line.party))
                                                     : std::string{});
            add(bare_text(line.label.empty() ? entry.label : line.label));
        }
    }

    KnownEntries::Content digest() const
    {
        auto const all = core::sha256(text_);
        KnownEntries::Content content;
        std::copy_n(all.begin(), content.size(), content.begin());
        return content;
    }

private:
    void add(std::string_view text)
    {
        text_ += '\n';
        text_ += text;
    }

    std::string text_;
};

KnownEntries::Known const* find(std::vector<KnownEntries::Known> const& all, std::uint64_t key)
{
    auto const found = std::ranges::lower_bound(all, key, {}, &KnownEntries::Known::key);
    return found != all.end() && found->key == key ? &*found : nullptr;
}

} // namespace

void KnownEntries::read(store::Entries& session, ledger::Year const& year)
{
    session.scan({year.label, store::Which::all, store::Order::posting},
                 [&](ledger::EntryView const& entry) {
                     Known known;
                     known.content = Telling{entry, names_}.digest();
                     known.id = entry.id;
                     known.posted = entry.posted();
                     known.imported = entry.ref.starts_with("fec:");
                     known.marked = known.imported && entry.ref.find(exchange::fec_draft_number) !=
                                                          std::string_view::npos;
                     if (marked_ || (known.marked && !known.posted)) {
                         known.key = key_of(known.content);
                         contents_.push_back(known);
                     }
                     if (!entry.ref.empty()) {
                         known.key = key_of(entry.ref);
                         refs_.push_back(known);
                     }
                     if (!entry.posted()) {
                         return;
                     }
                     known.key = key_of(year.label, entry.journal, entry.number);
                     numbers_.push_back(known);
                     auto& last = last_[{year.label, std::string{entry.journal}}];
                     last = std::max(last, entry.number);
                     if (entry.journal != ledger::opening_journal) {
                         auto const at = posted_.try_emplace(year.label, entry.posted_on).first;
                         at->second = std::max(at->second, entry.posted_on);
                     }
                 });
}

void KnownEntries::ready()
{
    std::ranges::sort(contents_, {}, [](Known const& one) {
        return std::tuple{one.key, one.posted, one.id};
    });
    std::ranges::sort(numbers_, {}, &Known::key);
    std::ranges::sort(refs_, {}, &Known::key);
}

KnownEntries::Known const* KnownEntries::by_number(std::string const& year,
                                                   std::string_view journal,
                                                   std::int64_t number) const
{
    return find(numbers_, key_of(year, journal, number));
}

KnownEntries::Known const* KnownEntries::by_ref(std::string_view ref) const
{
    return find(refs_, key_of(ref));
}

KnownEntries::Known const* KnownEntries::like(Content const& content, Like like) const
{
    auto const key = key_of(content);
    auto const same = std::ranges::equal_range(contents_, key, {}, &Known::key);
    auto const found = std::ranges::find_if(same, [&](Known const& one) {
        bool const fits = like == Like::any || (one.marked && !one.posted);
        return fits && one.content == content && !is_met(one);
    });
    return found == same.end() ? nullptr : &*found;
}

void KnownEntries::met(Known const& known)
{
    if (!contents_.empty()) {
        met_.insert(known.id);
    }
}

KnownEntries::Content KnownEntries::content_of(ledger::Draft const& draft) const
{
    return Telling{draft, names_}.digest();
}

std::string KnownEntries::text_of(Content const& content)
{
    std::string text;
    for (auto const byte : content) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

std::int64_t KnownEntries::last_number(std::string const& year, std::string const& journal) const
{
    auto const found = last_.find({year, journal});
    return found == last_.end() ? 0 : found->second;
}

std::optional<core::Date> KnownEntries::last_posted(std::string const& year) const
{
    auto const found = posted_.find(year);
    return found == posted_.end() ? std::nullopt : std::optional{found->second};
}

} // namespace coop::app
