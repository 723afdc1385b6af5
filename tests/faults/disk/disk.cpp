// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk.hpp"

#include <algorithm>

namespace coop::faults {

namespace {

constexpr std::size_t sector = 512;

void apply(std::string& content, Node::Change const& change)
{
    if (change.truncates) {
        content.resize(change.offset);
        return;
    }
    if (content.size() < change.offset + change.bytes.size()) {
        content.resize(change.offset + change.bytes.size());
    }
    content.replace(change.offset, change.bytes.size(), change.bytes);
}

/// How much of what was not synced is there after a cut.
enum class Kept { nothing, all, first, some_writes, some_sectors, some_and_garbage };
constexpr unsigned ways_to_keep = 6;

void put_garbage(std::string& content, Node::Change const& change, std::size_t from,
                 std::size_t length, Random& random)
{
    auto const start = change.offset + from;
    if (start + length <= content.size()) {
        return; // What stands there was on the disk.
    }
    std::string garbage(length, '\0');
    std::ranges::generate(garbage, [&] { return static_cast<char>(random.next()); });
    apply(content, {false, start, garbage});
}

void keep_sectors(std::string& content, Node::Change const& change, bool garbage, Random& random)
{
    for (std::size_t from = 0; from < change.bytes.size();) {
        auto const to_border = sector - (change.offset + from) % sector;
        auto const length = std::min(to_border, change.bytes.size() - from);
        if (random.chance(50)) {
            apply(content, {false, change.offset + from, change.bytes.substr(from, length)});
        } else if (garbage) {
            put_garbage(content, change, from, length, random);
        }
        from += length;
    }
}

std::string content_after_cut(Node const& node, Random& random)
{
    auto content = *node.durable;
    auto const kept = static_cast<Kept>(random.below(ways_to_keep));
    auto const count = node.pending.size();
    auto const first = count == 0 ? 0 : random.below(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto const& change = node.pending[i];
        bool const by_sector = kept >= Kept::some_sectors || (kept == Kept::first && i == first);
        if (kept == Kept::nothing || (kept == Kept::first && i > first)) {
            continue;
        }
        if (by_sector && !change.truncates) {
            keep_sectors(content, change, kept == Kept::some_and_garbage, random);
        } else if (kept == Kept::all || kept == Kept::first || random.chance(50)) {
            apply(content, change);
        }
    }
    return content;
}

} // namespace

char const* name_of(Fault fault)
{
    constexpr char const* names[] = {"none", "error", "full",        "torn",
                                     "lost", "busy",  "interrupted", "cut"};
    return names[static_cast<int>(fault)];
}

char const* name_of(Act act)
{
    constexpr char const* names[] = {
        "open",  "create", "read",   "write", "truncate", "sync", "sync of the folder",
        "close", "rename", "remove", "lock",  "unlock",   "ask"};
    return names[static_cast<int>(act)];
}

bool can(Fault fault, Step step)
{
    switch (fault) {
    case Fault::none:
        return false;
    case Fault::error:
    case Fault::cut:
        return true;
    case Fault::full:
        return step.act == Act::write || step.act == Act::create;
    case Fault::torn:
        return step.act == Act::write;
    case Fault::lost:
        return step.act == Act::sync;
    case Fault::busy:
        return step.act == Act::lock;
    case Fault::interrupted:
        // SQLite calls again by itself, below what stands between it and the system here.
        return step.ours && (step.act == Act::read || step.act == Act::write ||
                             step.act == Act::open || step.act == Act::sync);
    }
    return false;
}

void Disk::start(std::map<std::string, std::shared_ptr<std::string const>> const& durable,
                 Plan plan)
{
    active_ = true;
    plan_ = plan;
    struck_ = false;
    random_ = Random{plan.seed};
    steps_.clear();
    names_.clear();
    pending_.clear();
    for (auto const& [path, content] : durable) {
        names_.emplace(path, std::make_shared<Node>(Node{content, {}}));
    }
    durable_ = names_;
}

Fault Disk::before(Act act, bool ours)
{
    if (!active_) {
        return Fault::none;
    }
    Step const step{act, ours};
    auto const now = steps_.size();
    steps_.push_back(step);
    bool const strikes = now >= plan_.at && can(plan_.fault, step);
    if (!strikes || (struck_ && !plan_.stays && plan_.fault != Fault::cut)) {
        return Fault::none;
    }
    struck_ = true;
    return plan_.fault;
}

std::size_t Disk::part(Fault fault, std::size_t whole)
{
    if (fault == Fault::torn) {
        return random_.below(whole / sector + 1) * sector;
    }
    return whole / 2;
}

NodePtr Disk::find(std::string const& path) const
{
    auto const found = names_.find(path);
    return found == names_.end() ? nullptr : found->second;
}

NodePtr Disk::created(std::string const& path)
{
    auto const node = std::make_shared<Node>(Node{std::make_shared<std::string>(), {}});
    names_[path] = node;
    pending_.push_back({"", path, node});
    return node;
}

void Disk::wrote(NodePtr const& node, std::uint64_t offset, std::string_view bytes)
{
    if (node && !bytes.empty()) {
        node->pending.push_back({false, offset, std::string{bytes}});
    }
}

void Disk::truncated(NodePtr const& node, std::uint64_t size)
{
    if (node) {
        node->pending.push_back({true, size, {}});
    }
}

void Disk::synced(NodePtr const& node)
{
    if (!node || node->pending.empty()) {
        return;
    }
    auto content = *node->durable;
    for (auto const& change : node->pending) {
        apply(content, change);
    }
    node->durable = std::make_shared<std::string const>(std::move(content));
    node->pending.clear();
}

void Disk::synced_folder()
{
    durable_ = names_;
    pending_.clear();
}

void Disk::renamed(std::string const& from, std::string const& to)
{
    auto const node = find(from);
    names_.erase(from);
    names_[to] = node;
    pending_.push_back({from, to, node});
}

void Disk::removed(std::string const& path)
{
    names_.erase(path);
    pending_.push_back({path, "", nullptr});
}

std::string Disk::lose(NodePtr const& node)
{
    node->durable = std::make_shared<std::string const>(content_after_cut(*node, random_));
    node->pending.clear();
    return *node->durable;
}

Contents Disk::after_cut(std::uint64_t seed) const
{
    Random random{seed};
    auto names = durable_;
    auto const known = random.below(pending_.size() + 1);
    for (std::size_t i = 0; i < known; ++i) {
        auto const& naming = pending_[i];
        names.erase(naming.from);
        if (!naming.to.empty()) {
            names[naming.to] = naming.node;
        }
    }
    Contents contents;
    for (auto const& [path, node] : names) {
        contents.emplace(path, content_after_cut(*node, random));
    }
    return contents;
}

} // namespace coop::faults
