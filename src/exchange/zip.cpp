// SPDX-License-Identifier: GPL-3.0-or-later
#include <coop/exchange/zip.hpp>

#include <coop/core/assert.hpp>

#include <minizip/zip.h>

#include <algorithm>
#include <cstdio>

// minizip writes to a file through functions that it is lent; here the file is a string.

namespace coop::exchange {

namespace {

struct Memory {
    std::string bytes;
    std::size_t at = 0;
};

Memory& memory(voidpf stream)
{
    return *static_cast<Memory*>(stream);
}

voidpf open_memory(voidpf opaque, void const*, int)
{
    return opaque;
}

uLong read_memory(voidpf, voidpf stream, void* into, uLong size)
{
    auto& file = memory(stream);
    auto const count = file.bytes.copy(static_cast<char*>(into), size, file.at);
    file.at += count;
    return count;
}

uLong write_memory(voidpf, voidpf stream, void const* from, uLong size)
{
    auto& file = memory(stream);
    file.bytes.resize(std::max(file.bytes.size(), file.at + size));
    file.bytes.replace(file.at, size, static_cast<char const*>(from), size);
    file.at += size;
    return size;
}

ZPOS64_T tell_memory(voidpf, voidpf stream)
{
    return memory(stream).at;
}

long seek_memory(voidpf, voidpf stream, ZPOS64_T offset, int origin)
{
    auto& file = memory(stream);
    auto const start = origin == SEEK_CUR ? file.at : origin == SEEK_END ? file.bytes.size() : 0;
    file.at = start + offset;
    return 0;
}

int nothing(voidpf, voidpf)
{
    return 0;
}

constexpr uLong names_are_utf8 = 1U << 11;

/// The first day that the format can say.
zip_fileinfo no_time()
{
    zip_fileinfo info{};
    info.tmz_date.tm_mday = 1;
    info.tmz_date.tm_year = 1980;
    return info;
}

void add(zipFile archive, NamedBytes const& file)
{
    auto const info = no_time();
    auto const opened = zipOpenNewFileInZip4_64(
        archive, file.name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, 0, 0, 0, -MAX_WBITS,
        DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, nullptr, 0, 0, names_are_utf8, 0);
    COOP_ASSERT(opened == ZIP_OK);
    auto const written =
        zipWriteInFileInZip(archive, file.bytes.data(), static_cast<unsigned>(file.bytes.size()));
    COOP_ASSERT(written == ZIP_OK && zipCloseFileInZip(archive) == ZIP_OK);
}

} // namespace

std::string zip(std::span<NamedBytes const> files)
{
    Memory memory;
    zlib_filefunc64_def functions{open_memory, read_memory, write_memory, tell_memory,
                                  seek_memory, nothing,     nothing,      &memory};
    auto* const archive = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
    COOP_ASSERT(archive != nullptr);
    for (auto const& file : files) {
        add(archive, file);
    }
    COOP_ASSERT(zipClose(archive, nullptr) == ZIP_OK);
    return std::move(memory.bytes);
}

} // namespace coop::exchange
