/* The one 64-bit hash of a term, by which dictionaries are laid out. */
#ifndef FN_HASH_H
#define FN_HASH_H

#include <stddef.h>
#include <stdint.h>

/* python: begin */
uint64_t fn_hash(const char *utf8, size_t length);
/* python: end */

#endif
