/* A number for each two different ones of some things, whichever comes first. Begins as zeros. */
#ifndef FN_PAIRS_H
#define FN_PAIRS_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t *keys; /* open addressing, a power of two of slots; 0 is an empty one */
    double *values;
    size_t slots, count;
} fn_pairs;

void fn_pairs_free(fn_pairs *pairs);

/* What was put for two things, or NULL. */
const double *fn_pairs_of(const fn_pairs *pairs, uint32_t one, uint32_t other);

/* Without memory it is not remembered; nor of a thing and itself. */
void fn_pairs_put(fn_pairs *pairs, uint32_t one, uint32_t other, double value);

#endif
