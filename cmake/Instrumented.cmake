# One build for both that need clang: the tests under the address and undefined-behaviour sanitizers, and
# the fuzz targets. Its headers are compiled once for all that share flags; the release build compiles
# each file on its own, so that a forgotten include is found there.
if(NOT COOP_SANITIZE)
    function(coop_instrument)
    endfunction()
    return()
endif()
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "COOP_SANITIZE needs clang: cmake --preset sanitize")
endif()
target_compile_options(coop_flags INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
    -Wno-deprecated-declarations) # std::stable_sort of GCC 12 uses what it deprecates
target_link_options(coop_flags INTERFACE -fsanitize=address,undefined)
if(CCACHE)
    # A compiled header is the same whenever it was made.
    target_compile_options(coop_flags INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;${CCACHE}")
endif()

set(headers_of_product <algorithm> <array> <functional> <map> <memory> <optional> <ranges> <set> <span> <string>
    <string_view> <utility> <variant> <vector> <fmt/format.h> <coop/core/error.hpp> <coop/core/table.hpp> <coop/core/text.hpp>)
set(headers_of_parsers ${headers_of_product})
set(headers_of_tests ${headers_of_product} <catch2/catch.hpp>)

# `kind`: product, parsers or tests; targets of one kind share their headers.
function(coop_instrument target kind)
    if(NOT TARGET coop_headers_of_${kind})
        set(empty "${PROJECT_BINARY_DIR}/headers_of_${kind}.cpp")
        file(CONFIGURE OUTPUT "${empty}" CONTENT "")
        add_library(coop_headers_of_${kind} OBJECT "${empty}")
        target_link_libraries(coop_headers_of_${kind} PRIVATE coop_flags ${ARGN})
        target_precompile_headers(coop_headers_of_${kind} PRIVATE ${headers_of_${kind}})
        if(kind STREQUAL parsers)
            target_compile_options(coop_headers_of_${kind} PRIVATE -fsanitize=fuzzer-no-link)
        endif()
    endif()
    if(kind STREQUAL parsers)
        target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
    target_precompile_headers(${target} REUSE_FROM coop_headers_of_${kind})
endfunction()
