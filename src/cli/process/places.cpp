// SPDX-License-Identifier: GPL-3.0-or-later
#include "places.hpp"

#include <coop/core/files.hpp>

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <iterator>
#include <memory>
#include <sys/stat.h>

namespace coop::cli {

namespace {

bool same_file(std::string const& one, std::string const& other)
{
    struct stat first {};
    struct stat second {};
    return ::stat(one.c_str(), &first) == 0 && ::stat(other.c_str(), &second) == 0 &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
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
    if (!opened && folder == ".") { // Or the entry would go to a book further up.
        throw core::failure(core::ErrorKind::unreadable, "file", folder, errno);
    }
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

} // namespace

bool exists(std::string const& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0;
}

bool same_place(std::string const& one, std::string const& other)
{
    if (exists(one) || exists(other)) {
        return same_file(one, other);
    }
    auto const first = core::behind_links(one);
    auto const second = core::behind_links(other);
    auto const name_of = [](std::string const& path) { return path.substr(path.rfind('/') + 1); };
    return name_of(first) == name_of(second) &&
           same_file(core::folder_of(first), core::folder_of(second));
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

} // namespace coop::cli
