/* Passages, given as terms, to a segment. */
#ifndef FN_BUILDING_H
#define FN_BUILDING_H

#include <stdint.h>

#include "status.h"

/* python: begin */
typedef struct fn_builder fn_builder;

/* NULL if there is no memory. */
fn_builder *fn_builder_new(void);
void fn_builder_free(fn_builder *builder);

/* Adds `passages` passages of counts[i] terms each. `text` holds all their terms in UTF-8, one after
 * the other: of the given `lengths`, or, if that is NULL, parted by zero bytes. */
int fn_builder_add(
    fn_builder *builder, const char *text, uint64_t size, const uint32_t *lengths,
    const uint32_t *counts, uint32_t passages);

/* How many of these bytes are zero. */
uint64_t fn_zeros(const char *text, uint64_t size);

/* Writes what was added to a new file; once. */
int fn_builder_write(fn_builder *builder, const char *path);
/* python: end */

#endif
