/* The postings of passages that are being added, passage by passage, in blocks: what is there stays
 * where it is when there are more. */
#ifndef FN_POSTINGS_H
#define FN_POSTINGS_H

#include <stdbool.h>
#include <stdint.h>

/* Those of some passages one after the other; none of these is in two blocks. */
typedef struct fn_postings {
    struct fn_postings *next;
    uint64_t count, room;
    uint32_t passages;
    uint32_t *terms;      /* each once a passage */
    uint8_t *frequencies; /* beside them */
} fn_postings;

/* The block that has room for a passage of so many terms: `last`, or a new one behind it. NULL
 * without memory. */
fn_postings *fn_postings_fit(fn_postings *last, uint32_t terms);

/* Frees a block; returns the next. */
fn_postings *fn_postings_free(fn_postings *block);

#endif
