/* A segment as it lies in memory, mapped by the caller, and how it is opened and checked.
 *
 * At opening only the header and the checksums' section are read. Everything else is checked when it is
 * first used (checking.h): what reads a segment asks before, and takes what is damaged for absent. That
 * there was damage stays known, and makes worthless whatever came of it. */
#ifndef FN_SEGMENT_H
#define FN_SEGMENT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format.h"
#include "status.h"

/* What was found out: bits by piece and by term's list, each set once that is known to be sound. Threads
 * may find out the same at once; what they read never changes, so no order is needed. */
typedef struct {
    _Atomic uint8_t *pieces, *lists;
    _Atomic bool damaged;
} fn_checked;

/* python: begin */
typedef struct fn_segment fn_segment;

/* Opens bytes that start at an address divisible by 64 and stay where they are. `*segment` is to be closed
 * if this gives FN_OK. */
int fn_segment_open(const void *bytes, size_t size, fn_segment **segment);
void fn_segment_close(fn_segment *segment);

/* Checks all of it, and everything that reading it relies on. */
int fn_segment_check(const fn_segment *segment);

/* Whether any damage was found since it was opened. */
bool fn_segment_is_damaged(const fn_segment *segment);
/* python: end */

struct fn_segment {
    const fn_header *header;
    const uint32_t *lengths;
    const unsigned char *lists;
    uint64_t lists_size;
    const fn_term *terms;
    const char *texts;
    const fn_slot *slots;
    const unsigned char *first; /* piece */
    const uint64_t *sums;
    fn_checked *checked;
    uint32_t passages, groups, count; /* of terms */
    uint32_t most_tokens;
    double average; /* length; 0 where there are no passages */
};

/* Of a term that is sound (checking.h). */
static inline const char *fn_text(const fn_segment *segment, uint32_t term, uint32_t *length)
{
    uint32_t start = segment->terms[term].text;
    *length = segment->terms[term + 1].text - start;
    return segment->texts + start;
}

#endif
