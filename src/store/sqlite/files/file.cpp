// SPDX-License-Identifier: GPL-3.0-or-later
#include "file.hpp"

#include "store/sqlite/schema.hpp"

#include <coop/core/error.hpp>
#include <coop/core/shell.hpp>
#include <coop/core/text.hpp>

#include <fcntl.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace coop::store::sqlite {

namespace {

using core::Error;
using core::ErrorKind;

std::string reason()
{
    return core::cause(errno);
}

[[noreturn]] void fail_to_read(std::string const& path, std::string const& why)
{
    throw Error{ErrorKind::database, "store.unreadable", {{"path", path}, {"message", why}}};
}

// https://www.sqlite.org/fileformat.html#the_database_header
constexpr std::string_view signature{"SQLite format 3\0", 16};
constexpr std::size_t header_size = 100;
constexpr std::size_t application_at = 68; // 4 bytes, the highest first

using Header = std::array<char, header_size>;

// A file, and what SQLite keeps beside it and would roll into whatever has that file's name.
constexpr auto marks = [] {
    std::array<std::string_view, core::beside_a_database.size() + 1> all{""};
    std::ranges::copy(core::beside_a_database, all.begin() + 1);
    return all;
}();

std::int64_t application_of(Header const& header)
{
    std::int64_t id = 0;
    for (auto at = application_at; at < application_at + 4; ++at) {
        id = id * 256 + static_cast<unsigned char>(header[at]);
    }
    return id;
}

// `livre-2018-04-01.ecarte` or `livre-2018-04-01-2.ecarte` for `livre-`; not that of `livre-b`.
bool is_aside_of(std::string_view start, std::string_view name)
{
    constexpr std::string_view day = "dddd-dd-dd";
    if (!name.starts_with(start) || !name.ends_with(aside_end) ||
        name.size() < start.size() + day.size() + aside_end.size()) {
        return false;
    }
    auto const rest = name.substr(start.size());
    return std::ranges::equal(day, rest.substr(0, day.size()),
                              [](char wanted, char seen) {
                                  return wanted == 'd' ? '0' <= seen && seen <= '9'
                                                       : seen == wanted;
                              }) &&
           (rest.size() == day.size() + aside_end.size() || rest[day.size()] == '-');
}

// A restore was cut off between its renames: what bore the name lies beside it, and no new book is
// wanted. \throws Error{database} "store.set-aside".
void refuse_set_aside(std::string const& path)
{
    std::filesystem::path const wanted{stem_of(path) + "-"};
    std::string last;
    std::error_code error;
    for (auto const& file : std::filesystem::directory_iterator{core::folder_of(path), error}) {
        auto const name = file.path().filename().string();
        if (is_aside_of(wanted.filename().string(), name)) {
            last = std::max(last, name);
        }
    }
    if (!last.empty()) {
        auto const aside = wanted.parent_path() / last;
        throw Error{ErrorKind::database,
                    "store.set-aside",
                    {{"path", path},
                     {"aside", aside.string()},
                     {"typed_aside", core::shell_word(aside.string())}}};
    }
}

// True if the process has the file open, through any name.
bool has_open(std::filesystem::path const& process, struct stat const& file)
{
    std::error_code error;
    for (auto const& descriptor : std::filesystem::directory_iterator{process / "fd", error}) {
        struct stat opened {};
        if (::stat(descriptor.path().c_str(), &opened) == 0 && opened.st_dev == file.st_dev &&
            opened.st_ino == file.st_ino) {
            return true;
        }
    }
    return false;
}

// Those that this user may look at; not this process.
std::vector<long> openers_of(struct stat const& file)
{
    std::vector<long> found;
    std::error_code error;
    for (auto const& process : std::filesystem::directory_iterator{"/proc", error}) {
        auto const pid = std::strtol(process.path().filename().c_str(), nullptr, 10);
        if (pid > 0 && pid != ::getpid() && has_open(process.path(), file)) {
            found.push_back(pid);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

constexpr int step_ms = 20;

void wait_a_step()
{
    std::this_thread::sleep_for(std::chrono::milliseconds{step_ms});
}

[[noreturn]] void fail_locked(std::string const& path)
{
    throw Error{ErrorKind::database, "store.locked", {{"path", path}, {"by", openers(path)}}};
}

std::string command_of(std::filesystem::path const& process)
{
    std::ifstream file{process / "comm"};
    std::string name;
    std::getline(file, name);
    return name;
}

} // namespace

std::string absolute(std::string const& path)
{
    return std::filesystem::absolute(path).string();
}

Recognised recognises(core::Files& files, std::string const& path)
{
    struct stat file {};
    if (::stat(path.c_str(), &file) != 0) {
        return Recognised::unreadable;
    }
    if (!S_ISREG(file.st_mode)) {
        return Recognised::other;
    }
    core::File const opened{files, path, core::Access::read};
    Header header{}; // What is cut off is no application of ours.
    auto const got = opened.is_open() ? opened.read_at(0, header) : -1;
    if (got < 0) {
        return Recognised::unreadable;
    }
    std::string_view const start{header.data(), static_cast<std::size_t>(got)};
    if (!start.starts_with(signature)) {
        return Recognised::other;
    }
    return application_of(header) == application_id ? Recognised::book : Recognised::database;
}

std::string book_beside(std::string const& path)
{
    for (auto const mark : core::beside_a_database) {
        auto const stem = path.size() - std::min(path.size(), mark.size());
        // Capitals make no difference on some disks.
        if (stem > 0 && ::strcasecmp(path.c_str() + stem, mark.data()) == 0) {
            return path.substr(0, stem);
        }
    }
    return "";
}

void check_file(core::Files& files, std::string const& path)
{
    struct stat file {};
    if (::stat(path.c_str(), &file) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            refuse_set_aside(path);
            throw Error{ErrorKind::database, "store.missing", {{"path", path}}};
        }
        fail_to_read(path, reason());
    }
    if (!S_ISREG(file.st_mode)) {
        fail_to_read(path, core::cause(S_ISDIR(file.st_mode) ? EISDIR : EINVAL));
    }
    core::File const opened{files, path, core::Access::read};
    if (!opened.is_open()) {
        fail_to_read(path, reason());
    }
    Header header{};
    auto const got = opened.read_at(0, header);
    if (got < 0) {
        fail_to_read(path, reason());
    }
    auto const size = static_cast<std::size_t>(got);
    auto const seen = std::min(size, signature.size());
    if (size == 0 || std::string_view{header.data(), seen} != signature.substr(0, seen)) {
        throw Error{ErrorKind::database, "store.not-ours", {{"path", path}, {"message", ""}}};
    }
    if (size < header.size()) {
        throw Error{ErrorKind::database, "store.damaged", {{"path", path}, {"message", ""}}};
    }
}

bool nobody_may_write(std::string const& path)
{
    struct stat file {};
    return ::stat(path.c_str(), &file) == 0 && (file.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0;
}

std::string openers(std::string const& path)
{
    struct stat file {};
    auto const found = ::stat(path.c_str(), &file) == 0 ? openers_of(file) : std::vector<long>{};
    auto const text = core::join(found, ", ", [](long pid) {
        auto const number = std::to_string(pid);
        return command_of("/proc/" + number) + " (" + number + ")";
    });
    return text.empty() ? "?" : text;
}

void confirm_names(core::Files& files, std::string const& path)
{
    if (auto const why = core::sync_folder_of(files, path)) {
        throw Error{ErrorKind::database,
                    "store.unconfirmed",
                    {{"path", path}, {"message", core::cause(why)}}};
    }
}

core::Permissions copy_permissions(std::string const& path, core::Sharing sharing)
{
    auto permissions = core::permissions_of(path, sharing);
    permissions.mode |= core::Permissions{}.mode;
    return permissions;
}

NewBook::NewBook(core::Files& files, std::string wanted, core::Permissions const& permissions)
    : files_(files), wanted_(std::move(wanted)), name_(wanted_)
{
    core::sweep(files_, wanted_);
    if (!core::File{files_, path(), core::Access::create, permissions}.is_open()) {
        fail_to_create(wanted_);
    }
}

NewBook::~NewBook()
{
    if (has_name_) {
        return;
    }
    for (auto const mark : marks) {
        if (auto const left = path() + std::string{mark}; core::is_there(left)) {
            files_.remove(left);
        }
    }
}

void NewBook::sync() const
{
    core::File const file{files_, path(), core::Access::read};
    auto const why = file.is_open() ? file.sync() : errno;
    if (why != 0) {
        fail_to_create(wanted_, why);
    }
}

void NewBook::put_in_place()
{
    sync();
    if (files_.rename_new(path(), wanted_) != 0) {
        if (errno == EEXIST) {
            throw Error{ErrorKind::refused, "store.exists", {{"path", wanted_}}};
        }
        fail_to_create(wanted_);
    }
    has_name_ = true;
    confirm_names(files_, wanted_);
}

void NewBook::put_in_place_of()
{
    sync();
    if (files_.rename(path(), wanted_) != 0) {
        fail_to_create(wanted_);
    }
    has_name_ = true;
    confirm_names(files_, wanted_);
}

Error NewBook::said_of(Error const& error, std::string const& shown) const
{
    auto args = error.diagnostic().args;
    for (auto& argument : args) {
        auto* const text = std::get_if<std::string>(&argument.value);
        if (text != nullptr && *text == path()) {
            *text = shown;
        }
    }
    return {error.kind(), error.id(), std::move(args), error.diagnostic().where, error.findings()};
}

void refuse_existing(std::string const& path)
{
    for (auto const mark : marks) {
        if (auto const taken = path + std::string{mark}; core::is_there(taken)) {
            throw Error{ErrorKind::refused, "store.exists", {{"path", taken}}};
        }
    }
}

bool is_free(std::string const& path)
{
    return std::ranges::none_of(
        marks, [&](std::string_view mark) { return core::is_there(path + std::string{mark}); });
}

std::string free_name(std::string const& stem, std::string const& mark, std::string const& tail,
                      std::function<bool(std::string const&)> const& is_free)
{
    // What the name of a journal adds must have room too.
    constexpr std::size_t name_max = 255 - std::string_view{"-journal"}.size();
    auto const name_at = stem.rfind('/') + 1; // 0 where there is none
    std::string_view const name{stem.data() + name_at, stem.size() - name_at};
    for (int number = 1;; ++number) {
        auto const end = mark + (number == 1 ? "" : "-" + std::to_string(number)) + tail;
        auto path = stem.substr(0, name_at);
        path.append(core::cut(name, name_max - end.size())).append(end);
        if (is_free(path)) {
            return path;
        }
    }
}

std::string stem_of(std::string const& path)
{
    constexpr std::string_view extension = ".coop";
    return path.ends_with(extension) ? path.substr(0, path.size() - extension.size()) : path;
}

HeldFile::HeldFile(std::string const& path, int wait_ms)
    : file_(::open(path.c_str(), O_RDWR | O_CLOEXEC))
{
    // The bytes that SQLite locks: https://www.sqlite.org/fileformat2.html#lockbyte
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = 0x40000000;
    lock.l_len = 512;
    for (int waited = 0; file_ >= 0 && ::fcntl(file_, F_SETLK, &lock) != 0; waited += step_ms) {
        if (errno != EACCES && errno != EAGAIN && errno != EINTR) {
            return; // A file system without locks: SQLite has none there either.
        }
        if (waited >= wait_ms) {
            ::close(std::exchange(file_, -1));
            fail_locked(path);
        }
        wait_a_step();
    }
}

HeldFile HeldFile::alone(std::string const& path, int wait_ms)
{
    for (int waited = 0;; waited += step_ms) {
        HeldFile held{path, wait_ms};
        if (!held.is_open_elsewhere()) {
            return held;
        }
        if (waited >= wait_ms) {
            fail_locked(path);
        }
        {
            auto const let_in = std::move(held); // while we wait
        }
        wait_a_step();
    }
}

HeldFile::HeldFile(HeldFile&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

bool HeldFile::is_open_elsewhere() const
{
    struct stat file {};
    return file_ >= 0 && ::fstat(file_, &file) == 0 && !openers_of(file).empty();
}

void HeldFile::outlast(int wait_ms) const
{
    constexpr int beyond_ms = 1000; // whoever waits as long as we do, and began later
    for (int waited = 0; waited < wait_ms + beyond_ms && is_open_elsewhere(); waited += step_ms) {
        wait_a_step();
    }
}

HeldFile::~HeldFile()
{
    if (file_ >= 0) {
        ::close(file_);
    }
}

void fail_to_create(std::string const& path, int why)
{
    throw Error{
        ErrorKind::database, "store.not-created", {{"path", path}, {"message", core::cause(why)}}};
}

} // namespace coop::store::sqlite
