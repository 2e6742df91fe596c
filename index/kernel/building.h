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

/* Writes what was added to a new file; once. */
int fn_builder_write(fn_builder *builder, const char *path);
/* python: end */

/* A term in UTF-8. */
typedef struct {
    const char *text;
    uint32_t length;
} fn_term_text;

/* Adds a passage of `count` terms, for callers in C (Python's strings: python_passages.c). After a
 * failure the builder can only be freed. */
int fn_builder_add(fn_builder *builder, const fn_term_text *terms, uint64_t count);

#endif
