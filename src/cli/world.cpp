// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/cli/world.hpp>

#include <coop/core/error.hpp>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <memory>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace coop::cli {

using core::Error;
using core::ErrorKind;

namespace {

constexpr std::size_t buffer_size = 64 * 1024;

/// The cause in the words of the reader, where it is a common one; `strerror` speaks English.
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
    default:
        return ".failed";
    }
}

Error failure(ErrorKind kind, std::string const& prefix, std::string const& path, int reason)
{
    core::Arguments args{{"file", path}};
    auto const cause = cause_of(reason);
    if (cause == ".failed") {
        args.push_back({"reason", std::string{std::strerror(reason)}});
    }
    return {kind, prefix + std::string{cause}, std::move(args)};
}

[[noreturn]] void fail_output(std::string const& path, int reason)
{
    if (reason == EPIPE) {
        throw Error{ErrorKind::output, "output.closed"};
    }
    throw failure(ErrorKind::output, "output", path, reason);
}

[[noreturn]] void fail_input(std::string const& path, int reason)
{
    throw failure(ErrorKind::unreadable, "file", path, reason);
}

void write_all(int file, std::string_view bytes, std::string const& path)
{
    while (!bytes.empty()) {
        auto const written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            fail_output(path, errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Standard output, gathered into few writes.
class Output {
public:
    void put(std::string_view bytes)
    {
        pending_ += bytes;
        if (pending_.size() >= buffer_size) {
            flush();
        }
    }

    void flush()
    {
        if (auto const failure = std::exchange(failure_, std::nullopt)) {
            throw *failure;
        }
        // Emptied first: what cannot be written must not be tried again on the way out.
        auto const bytes = std::exchange(pending_, {});
        write_all(STDOUT_FILENO, bytes, "stdout");
    }

    /// What went wrong while a message could not wait; the next flush says it.
    void remember(Error const& failure) { failure_ = failure; }

private:
    std::string pending_;
    std::optional<Error> failure_;
};

void put_error(Output& output, std::string_view bytes)
{
    try {
        output.flush(); // so that both streams of a terminal keep their order
    } catch (Error const& failure) {
        output.remember(failure); // first the message, which can still be read
    }
    std::fwrite(bytes.data(), 1, bytes.size(), stderr);
}

std::optional<std::string> read_line()
{
    std::string line;
    int c = 0;
    while ((c = std::getc(stdin)) != EOF && c != '\n') {
        line += static_cast<char>(c);
    }
    if (c == EOF && line.empty()) {
        return {};
    }
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    return line;
}

std::string read_stream(std::FILE* stream, std::string const& path)
{
    std::string content;
    char buffer[16 * 1024];
    std::size_t got = 0;
    while ((got = std::fread(buffer, 1, sizeof buffer, stream)) > 0) {
        content.append(buffer, got);
    }
    if (std::ferror(stream) != 0) {
        fail_input(path, errno);
    }
    return content;
}

std::string read_file(std::string const& path)
{
    if (path == "-") {
        return read_stream(stdin, "stdin");
    }
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> const file{std::fopen(path.c_str(), "rbe")};
    if (!file) {
        fail_input(path, errno);
    }
    return read_stream(file.get(), path);
}

/// What is open, and closed with the last copy of the input.
class Opened {
public:
    explicit Opened(int file) : file_(file) {}
    Opened(Opened const&) = delete;
    Opened& operator=(Opened const&) = delete;
    ~Opened() { ::close(file_); }

    std::uint64_t size(std::string const& path) const
    {
        struct stat status {};
        if (::fstat(file_, &status) != 0) {
            fail_input(path, errno);
        }
        if (S_ISDIR(status.st_mode)) {
            fail_input(path, EISDIR);
        }
        return static_cast<std::uint64_t>(status.st_size);
    }

    bool is_regular() const
    {
        struct stat status {};
        return ::fstat(file_, &status) == 0 && S_ISREG(status.st_mode);
    }

    std::size_t read_at(std::uint64_t offset, std::span<char> into, std::string const& path) const
    {
        std::size_t got = 0;
        while (got < into.size()) {
            auto const part = ::pread(file_, into.data() + got, into.size() - got,
                                      static_cast<off_t>(offset + got));
            if (part < 0 && errno == EINTR) {
                continue;
            }
            if (part < 0) {
                fail_input(path, errno);
            }
            if (part == 0) {
                break;
            }
            got += static_cast<std::size_t>(part);
        }
        return got;
    }

    int number() const { return file_; }

private:
    int file_;
};

/// A copy of what can be read once only, in a file without a name.
std::shared_ptr<Opened> spooled(int from, std::string const& path)
{
    auto const* const folder = std::getenv("TMPDIR");
    std::string name = std::string{folder == nullptr ? "/tmp" : folder} + "/coop-XXXXXX";
    auto const file = ::mkstemp(name.data());
    if (file < 0) {
        fail_input(path, errno);
    }
    ::unlink(name.c_str());
    auto spool = std::make_shared<Opened>(file);
    std::string buffer(buffer_size, '\0');
    while (true) {
        auto const got = ::read(from, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            fail_input(path, errno);
        }
        if (got == 0) {
            return spool;
        }
        write_all(file, std::string_view{buffer.data(), static_cast<std::size_t>(got)}, path);
    }
}

core::Input open_file(std::string const& path)
{
    std::shared_ptr<Opened> opened;
    std::string name = path;
    if (path == "-") {
        name = "stdin";
        opened = spooled(STDIN_FILENO, name);
    } else {
        auto const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) {
            fail_input(path, errno);
        }
        opened = std::make_shared<Opened>(file);
        opened->size(path); // a folder is refused before it is read
        if (!opened->is_regular()) {
            opened = spooled(file, path);
        }
    }
    return {name, opened->size(name), [opened, name](std::uint64_t offset, std::span<char> into) {
                return opened->read_at(offset, into, name);
            }};
}

/// A file under a temporary name, which leaves nothing behind unless it is kept.
class NewFile {
public:
    explicit NewFile(std::string path) : path_(std::move(path)), temporary_(path_ + ".XXXXXX")
    {
        file_ = ::mkstemp(temporary_.data());
        if (file_ < 0) {
            fail_output(path_, errno);
        }
    }
    NewFile(NewFile const&) = delete;
    NewFile& operator=(NewFile const&) = delete;
    ~NewFile()
    {
        if (file_ >= 0) {
            ::close(file_);
        }
        if (!kept_) {
            ::unlink(temporary_.c_str());
        }
    }

    void put(std::string_view bytes)
    {
        pending_ += bytes;
        if (pending_.size() >= buffer_size) {
            write_all(file_, std::exchange(pending_, {}), path_);
        }
    }

    void keep()
    {
        write_all(file_, std::exchange(pending_, {}), path_);
        // mkstemp makes a file for its owner alone; give it what any new file would have.
        auto const mask = ::umask(0);
        ::umask(mask);
        if (::fchmod(file_, 0666 & ~mask) != 0 || ::fsync(file_) != 0) {
            fail_output(path_, errno);
        }
        if (::close(std::exchange(file_, -1)) != 0 ||
            ::rename(temporary_.c_str(), path_.c_str()) != 0) {
            fail_output(path_, errno);
        }
        kept_ = true;
    }

private:
    std::string path_;
    std::string temporary_;
    std::string pending_;
    int file_ = -1;
    bool kept_ = false;
};

bool exists(std::string const& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0;
}

bool same_file(std::string const& one, std::string const& other)
{
    struct stat first {};
    struct stat second {};
    return ::stat(one.c_str(), &first) == 0 && ::stat(other.c_str(), &second) == 0 &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/// Where a link leads, whether anything is there or not.
std::filesystem::path end_of_links(std::filesystem::path path)
{
    std::error_code failed;
    for (int links = 0; links < 40 && std::filesystem::is_symlink(path, failed); ++links) {
        path = path.parent_path() / std::filesystem::read_symlink(path, failed);
    }
    return path;
}

bool same_place(std::string const& one, std::string const& other)
{
    if (exists(one) || exists(other)) {
        return same_file(one, other);
    }
    auto const first = end_of_links(one);
    auto const second = end_of_links(other);
    auto const folder_of = [](std::filesystem::path const& path) {
        return path.has_parent_path() ? path.parent_path().string() : std::string{"."};
    };
    return first.filename() == second.filename() && same_file(folder_of(first), folder_of(second));
}

/// What cannot be replaced by a rename (`/dev/stdout`, a pipe) is written as it is.
bool is_special(std::string const& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

void write_special(std::string const& path,
                   std::function<void(std::function<void(std::string_view)> const&)> const& produce)
{
    auto const file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) {
        fail_output(path, errno);
    }
    struct Close {
        int file;
        ~Close() { ::close(file); }
    } const close{file};
    produce([&](std::string_view bytes) { write_all(file, bytes, path); });
}

void write_file(std::string const& path,
                std::function<void(std::function<void(std::string_view)> const&)> const& produce)
{
    if (is_special(path)) {
        write_special(path, produce);
        return;
    }
    NewFile file{path};
    produce([&file](std::string_view bytes) { file.put(bytes); });
    file.keep();
}

void write_private_file(std::string const& path, std::string_view bytes)
{
    auto const file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) {
        throw Error{ErrorKind::refused, "care.key-exists", {{"path", path}}};
    }
    if (file < 0) {
        fail_output(path, errno);
    }
    struct Close {
        int file;
        ~Close() { ::close(file); }
    } const close{file};
    write_all(file, bytes, path);
}

/// The files of that extension that are books, else all of them: whoever has only something else is
/// told what is wrong with it.
std::vector<std::string> books_in(std::string const& folder, IsBook const& is_book)
{
    struct Close {
        void operator()(DIR* opened) const { ::closedir(opened); }
    };
    std::vector<std::string> books;
    std::unique_ptr<DIR, Close> const opened{::opendir(folder.c_str())};
    if (!opened) {
        return books;
    }
    while (auto const* const entry = ::readdir(opened.get())) {
        std::string const name = entry->d_name;
        if (name.size() > 5 && name.ends_with(".coop") && !name.starts_with('.')) {
            books.push_back(folder == "." ? name : folder + "/" + name);
        }
    }
    std::ranges::sort(books);
    std::vector<std::string> ours;
    std::ranges::copy_if(books, std::back_inserter(ours), is_book);
    return ours.empty() ? books : ours;
}

std::vector<std::string> books_here(IsBook const& is_book)
{
    struct stat root {};
    ::stat("/", &root);
    std::string folder = ".";
    while (true) {
        auto books = books_in(folder, is_book);
        struct stat here {};
        auto const at_root = ::stat(folder.c_str(), &here) != 0 ||
                             (here.st_dev == root.st_dev && here.st_ino == root.st_ino);
        if (!books.empty() || at_root) {
            return books;
        }
        folder = folder == "." ? ".." : folder + "/..";
    }
}

core::Date today()
{
    auto const now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    return core::date(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1),
                      static_cast<unsigned>(local.tm_mday));
}

int terminal_width()
{
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

store::Salt salt()
{
    store::Salt result{};
    if (::getrandom(result.data(), result.size(), 0) != static_cast<ssize_t>(result.size())) {
        throw Error{ErrorKind::database, "store.no-randomness"};
    }
    return result;
}

/// A process may be started without its standard files; the next file it opens would take their
/// numbers, and what is meant for stdout would be written into the books.
void hold_standard_files()
{
    for (int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(file, F_GETFD) == -1) {
            ::open("/dev/null", O_RDONLY);
        }
    }
}

} // namespace

World process_world()
{
    hold_standard_files();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error, not the end
    auto const output = std::make_shared<Output>();
    World world;
    world.out = [output](std::string_view bytes) { output->put(bytes); };
    world.flush = [output] { output->flush(); };
    world.err = [output](std::string_view bytes) { put_error(*output, bytes); };
    world.in_line = read_line;
    world.in_all = [] { return read_stream(stdin, "stdin"); };
    world.in_is_terminal = ::isatty(STDIN_FILENO) == 1;
    world.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
    world.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
    world.width = world.out_is_terminal ? terminal_width() : 0;
    world.today = today();
    world.environment = [](std::string const& name) -> std::optional<std::string> {
        auto const* const value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>{value};
    };
    world.salt = salt;
    world.read_file = read_file;
    world.open_file = open_file;
    world.elapsed = [start = std::chrono::steady_clock::now()] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - start);
    };
    world.write_file = write_file;
    world.write_private_file = write_private_file;
    world.books_here = books_here;
    world.exists = exists;
    world.same_place = same_place;
    world.remove_file = [](std::string const& path) { ::unlink(path.c_str()); };
    return world;
}

} // namespace coop::cli
