// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/core/files.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <set>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace coop::core {

namespace {

constexpr std::size_t buffer_size = 64 * 1024;

class SystemFiles final : public Files {
public:
    int open(std::string const& path, Access access, Permissions const& permissions) override
    {
        auto const file = ::open(path.c_str(), flags_of(access) | O_CLOEXEC, 0600);
        bool const is_new = access == Access::create || access == Access::unnamed;
        if (file >= 0 && is_new && !permit(file, permissions)) {
            auto const why = errno;
            ::close(file);
            errno = why;
            return -1;
        }
        return file;
    }

    std::ptrdiff_t read(int file, std::span<char> into) override
    {
        return ::read(file, into.data(), into.size());
    }

    std::ptrdiff_t read_at(int file, std::uint64_t offset, std::span<char> into) override
    {
        return ::pread(file, into.data(), into.size(), static_cast<off_t>(offset));
    }

    std::ptrdiff_t write(int file, std::string_view bytes) override
    {
        return ::write(file, bytes.data(), bytes.size());
    }

    int sync(int file) override { return ::fsync(file); }
    int close(int file) override { return ::close(file); }

    int rename(std::string const& from, std::string const& to) override
    {
        return ::rename(from.c_str(), to.c_str());
    }

    int rename_new(std::string const& from, std::string const& to) override
    {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
            return 0;
        }
        // A file system that cannot rename without replacing (some network shares and USB keys).
        if (errno != EINVAL) {
            return -1;
        }
        if (is_there(to)) {
            errno = EEXIST;
            return -1;
        }
        return ::rename(from.c_str(), to.c_str());
    }

    int remove(std::string const& path) override { return ::unlink(path.c_str()); }

private:
    static bool permit(int file, Permissions const& permissions)
    {
        auto mode = permissions.mode;
        if (permissions.owner && !give(file, *permissions.owner)) {
            constexpr unsigned everybody = 07;
            constexpr unsigned group_bits = 070;
            mode &= ~group_bits | ((mode & everybody) << 3U);
        }
        // A file system without modes (a USB key) has no more to lose.
        return ::fchmod(file, mode) == 0 || errno == EPERM || errno == ENOTSUP;
    }

    // Only root gives files away; whoever is of the group keeps that. \return whether it is kept.
    static bool give(int file, Permissions::Owner const& owner)
    {
        constexpr auto same = static_cast<uid_t>(-1);
        return ::fchown(file, owner.user, owner.group) == 0 ||
               ::fchown(file, same, owner.group) == 0;
    }

    static int flags_of(Access access)
    {
        switch (access) {
        case Access::read:
            return O_RDONLY;
        case Access::write:
            return O_WRONLY;
        case Access::create:
            return O_RDWR | O_CREAT | O_EXCL;
        case Access::unnamed:
            return O_RDWR | O_TMPFILE;
        }
        return O_RDONLY;
    }
};

// The call again, as long as a signal breaks it off.
template <class Call>
auto unbroken(Call&& call)
{
    auto result = call();
    while (result < 0 && errno == EINTR) {
        result = call();
    }
    return result;
}

int error_of(int result)
{
    return result < 0 ? errno : 0;
}

constexpr std::string_view temporary_mark = ".coop-";
constexpr std::string_view temporary_end = ".part";

// What tells the machines of a shared folder apart: a process number says nothing on another one.
std::string machine()
{
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    std::uint32_t hash = 0x811c9dc5U; // FNV-1a
    for (auto const* at = name.data(); *at != '\0'; ++at) {
        hash = (hash ^ static_cast<unsigned char>(*at)) * 0x01000193U;
    }
    std::array<char, 9> text{};
    std::snprintf(text.data(), text.size(), "%08x", hash);
    return text.data();
}

// Those that this process is writing.
std::set<std::string>& living()
{
    static std::set<std::string> names;
    return names;
}

// The process of this machine that made a file of that name; 0: none.
pid_t maker_of(std::string_view name, std::string_view here)
{
    for (auto const mark : beside_a_database) {
        if (name.ends_with(mark)) {
            name.remove_suffix(mark.size());
        }
    }
    if (!name.starts_with(here) || !name.ends_with(temporary_end)) {
        return 0;
    }
    name.remove_prefix(here.size());
    pid_t pid = 0;
    auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
    return error == std::errc{} && *end == '-' ? std::max(pid, 0) : 0;
}

// This process wrote nothing that lives not any more: what bears its number is of an earlier one.
bool is_gone(pid_t pid)
{
    return pid == ::getpid() || (::kill(pid, 0) != 0 && errno == ESRCH);
}

bool is_living(std::string const& path)
{
    return std::ranges::any_of(living(),
                               [&](std::string const& one) { return path.starts_with(one); });
}

std::string_view cause_of(int reason)
{
    switch (reason) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ".full";
    case EACCES:
    case EPERM:
    case EROFS:
        return ".denied";
    case ENOENT:
    case ENOTDIR:
        return ".missing";
    case EISDIR:
        return ".folder";
    case ENAMETOOLONG:
        return ".name";
    default:
        return ".failed";
    }
}

[[noreturn]] void fail_output(std::string const& path, int reason)
{
    throw failure(ErrorKind::output, "output", path, reason);
}

} // namespace

Files& system_files()
{
    static SystemFiles files;
    return files;
}

int write_all(Files& files, int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const written = unbroken([&] { return files.write(file, bytes); });
        if (written < 0) {
            return errno;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

File::File(Files& files, std::string const& path, Access access, Permissions const& permissions)
    : files_(&files), number_(unbroken([&] { return files.open(path, access, permissions); }))
{
}

File::File(File&& other) noexcept : files_(other.files_), number_(std::exchange(other.number_, -1))
{
}

File::~File()
{
    if (is_open()) {
        files_->close(number_);
    }
}

int File::write_all(std::string_view bytes) const
{
    return core::write_all(*files_, number_, bytes);
}

int File::sync() const
{
    return error_of(unbroken([&] { return files_->sync(number_); }));
}

int File::close()
{
    return error_of(files_->close(std::exchange(number_, -1)));
}

std::ptrdiff_t File::read_at(std::uint64_t offset, std::span<char> into) const
{
    std::size_t got = 0;
    while (got < into.size()) {
        auto const part =
            unbroken([&] { return files_->read_at(number_, offset + got, into.subspan(got)); });
        if (part < 0) {
            return -1;
        }
        if (part == 0) {
            break;
        }
        got += static_cast<std::size_t>(part);
    }
    return static_cast<std::ptrdiff_t>(got);
}

int sync_folder_of(Files& files, std::string const& path)
{
    File const folder{files, folder_of(path), Access::read};
    if (!folder.is_open()) {
        return errno == EACCES ? 0 : errno; // One may write in a folder that one may not list.
    }
    auto const failed = folder.sync();
    return is_unknown_to_folders(failed) ? 0 : failed;
}

bool is_unknown_to_folders(int reason)
{
    return reason == EINVAL || reason == ENOTSUP || reason == ENOSYS;
}

std::string folder_of(std::string_view path)
{
    auto const slash = path.rfind('/');
    if (slash == std::string_view::npos) {
        return ".";
    }
    return std::string{path.substr(0, std::max<std::size_t>(slash, 1))};
}

bool is_there(std::string const& path)
{
    struct stat file {};
    return ::lstat(path.c_str(), &file) == 0;
}

std::string behind_links(std::string const& path)
{
    namespace fs = std::filesystem;
    std::error_code failed;
    fs::path end = path;
    constexpr int links_max = 40; // as the system has it
    for (int links = 0; links < links_max && fs::is_symlink(end, failed); ++links) {
        end = end.parent_path() / fs::read_symlink(end, failed);
    }
    return end.string();
}

TemporaryName::TemporaryName(std::string const& wanted)
{
    static unsigned count = 0;
    auto const folder = wanted.find('/') == std::string::npos ? "" : folder_of(wanted) + "/";
    path_ = folder + std::string{temporary_mark} + machine() + "-" + std::to_string(::getpid()) +
            "-" + std::to_string(++count) + std::string{temporary_end};
    living().insert(path_);
}

TemporaryName::~TemporaryName()
{
    living().erase(path_);
}

void sweep(Files& files, std::string const& path)
{
    auto const here = std::string{temporary_mark} + machine() + "-";
    auto const folder = folder_of(path);
    auto const prefix = path.find('/') == std::string::npos ? "" : folder + "/";
    std::vector<std::string> left;
    std::error_code ignored;
    for (auto const& file : std::filesystem::directory_iterator{folder, ignored}) {
        auto const name = file.path().filename().string();
        auto const pid = maker_of(name, here);
        if (pid > 0 && is_gone(pid) && !is_living(prefix + name)) {
            left.push_back(prefix + name);
        }
    }
    for (auto const& name : left) {
        files.remove(name);
    }
}

Permissions permissions_of(std::string const& path, Sharing sharing)
{
    struct stat file {};
    if (::stat(path.c_str(), &file) == 0) {
        constexpr unsigned permissions = 0777;
        return {file.st_mode & permissions, Permissions::Owner{file.st_uid, file.st_gid}};
    }
    switch (sharing) {
    case Sharing::owner:
        return {};
    case Sharing::group:
        return {0660};
    case Sharing::all:
        return {0664};
    }
    return {};
}

std::string cause(int reason)
{
    auto const known = cause_of(reason);
    return known == ".failed" ? std::strerror(reason) : "cause" + std::string{known};
}

Error failure(ErrorKind kind, std::string const& prefix, std::string const& path, int reason)
{
    Arguments args{{"file", path}};
    auto const cause = cause_of(reason);
    if (cause == ".failed") {
        args.push_back({"reason", std::string{std::strerror(reason)}});
    }
    return {kind, prefix + std::string{cause}, std::move(args)};
}

NewFile::NewFile(Files& files, std::string const& path, Sharing sharing)
    : files_(files),
      shown_(path),
      path_((sweep(files, behind_links(path)), behind_links(path))),
      temporary_(path_),
      file_(files, temporary_.path(), Access::create, permissions_of(path_, sharing)),
      leftover_{files, temporary_.path()}
{
    if (!file_.is_open()) {
        auto const why = errno;
        leftover_.is_there = false;
        fail_output(shown_, why);
    }
}

NewFile::Leftover::~Leftover()
{
    if (is_there) {
        files.remove(path);
    }
}

void NewFile::put(std::string_view bytes)
{
    pending_ += bytes;
    if (pending_.size() >= buffer_size) {
        if (auto const why = file_.write_all(std::exchange(pending_, {}))) {
            fail_output(shown_, why);
        }
    }
}

void NewFile::finish()
{
    auto why = file_.write_all(std::exchange(pending_, {}));
    why = why != 0 ? why : file_.sync();
    why = why != 0 ? why : file_.close();
    if (why != 0) {
        fail_output(shown_, why);
    }
}

void NewFile::confirm() const
{
    if (auto const why = sync_folder_of(files_, path_)) {
        throw Error{ErrorKind::output,
                    "output.unconfirmed",
                    {{"file", shown_}, {"reason", std::string{std::strerror(why)}}}};
    }
}

void NewFile::keep()
{
    finish();
    if (files_.rename(temporary_.path(), path_) != 0) {
        fail_output(shown_, errno);
    }
    leftover_.is_there = false;
    confirm();
}

bool NewFile::keep_new()
{
    finish();
    if (files_.rename_new(temporary_.path(), path_) != 0) {
        if (errno == EEXIST) {
            return false;
        }
        fail_output(shown_, errno);
    }
    leftover_.is_there = false;
    confirm();
    return true;
}

} // namespace coop::core
