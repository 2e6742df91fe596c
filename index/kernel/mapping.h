/* Files as memory, with no descriptor held open for them. */
#ifndef FN_MAPPING_H
#define FN_MAPPING_H

#include <stddef.h>

/* python: begin */
/* Maps a file, to be read. Gives 0, or what went wrong as errno has it; ENOSYS where this cannot be done at
 * all. An empty file has no bytes: NULL, and nothing to unmap. */
int fn_map(const char *path, unsigned char **bytes, size_t *size);
void fn_unmap(unsigned char *bytes, size_t size);
/* python: end */

#endif
