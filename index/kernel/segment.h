/* A segment as it lies in memory, mapped by the caller; and the check of everything that reading
 * relies on. */
#ifndef FN_SEGMENT_H
#define FN_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format.h"
#include "status.h"

typedef struct {
    const fn_header *header;
    const uint32_t *lengths;
    const unsigned char *lists;
    uint64_t lists_size;
    const fn_term *terms;
    const char *texts;
    const fn_slot *slots;
    uint32_t passages, groups, count; /* of terms */
    uint32_t most_tokens;
    double average; /* length; 0 where there are no passages */
} fn_segment;

/* python: begin */
/* Whether these bytes, which start at an address divisible by 64, are a whole segment. Reads all. */
int fn_segment_check(const void *bytes, size_t size);
/* python: end */

/* A view of bytes that passed the check. */
fn_segment fn_segment_of(const void *bytes);

static inline const char *fn_text(const fn_segment *segment, uint32_t term, uint32_t *length)
{
    uint32_t start = segment->terms[term].text;
    *length = segment->terms[term + 1].text - start;
    return segment->texts + start;
}

#endif
