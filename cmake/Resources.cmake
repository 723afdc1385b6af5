# Puts every file below `folder` into the program, as it is: the assembler's .incbin costs no
# compile time and no start-up time. Each file becomes one entry of coop::core::detail::resources.
function(coop_embed_resources folder output)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE "${folder}" "${folder}/*")
    list(SORT files)
    set(blobs "")
    set(externs "")
    set(table "")
    set(dependencies "")
    set(i 0)
    foreach(file IN LISTS files)
        string(APPEND blobs
            "asm(\".pushsection .rodata,\\\"a\\\",@progbits\\n.balign 16\\ncoop_resource_${i}:\\n"
            ".incbin \\\"${folder}/${file}\\\"\\ncoop_resource_${i}_end:\\n.byte 0\\n"
            ".global coop_resource_${i}\\n.global coop_resource_${i}_end\\n.popsection\\n\");\n")
        string(APPEND externs "extern char const coop_resource_${i}[];\nextern char const coop_resource_${i}_end[];\n")
        string(APPEND table "    {\"${file}\", coop_resource_${i}, coop_resource_${i}_end},\n")
        list(APPEND dependencies "${folder}/${file}")
        math(EXPR i "${i} + 1")
    endforeach()
    file(CONFIGURE OUTPUT "${output}" @ONLY CONTENT [[
// Generated from schemas/ by cmake/Resources.cmake.
#include <cstddef>
@blobs@
extern "C" {
@externs@
}
namespace coop::core::detail {
struct EmbeddedFile { char const* path; char const* first; char const* last; };
extern EmbeddedFile const resources[];
extern std::size_t const resources_size;
EmbeddedFile const resources[] = {
@table@};
std::size_t const resources_size = @i@;
}
]])
    set_source_files_properties("${output}" PROPERTIES OBJECT_DEPENDS "${dependencies}")
endfunction()
