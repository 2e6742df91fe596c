/* The terms of a question in one segment, with the weights by which their impacts bound scores. */
#ifndef FN_CURSORS_H
#define FN_CURSORS_H

#include "question.h"

/* Bounds are sums of 16 bits: all the terms of a question at their best together are not more than
 * this, with FN_LEAST_WEIGHT for each of them on top. */
#define FN_FULL 65000
/* The least weight: an impact of 1 still counts 1, so that a sum of 0 means that no term is there. */
#define FN_LEAST_WEIGHT 256
/* More terms than this are not bounded: every passage that holds one is scored. */
#define FN_MOST_TERMS 200

/* Units a term that are taken off bounds from below, for what doubles round; see cursors.c. */
#define FN_SLACK 1e-6

typedef struct {
    fn_list list;    /* the few as if they were sparse */
    uint32_t wanted; /* which of the question's */
    uint32_t weight; /* an impact adds weight * impact / 256 to a bound */
} fn_cursor;

typedef struct {
    const fn_part *part;
    fn_cursor *cursors; /* of those terms that the segment has, the weightiest first */
    uint32_t count;
    /* From a sum of impacts to units of a score; see cursors.c. */
    double most_drift, least_drift, excess, least_weights, costs;
    double least_slope, least_base;
    unsigned char *room; /* where the few are decoded */
} fn_sought;

typedef struct {
    fn_sought *parts;
    uint32_t count;
    double unit; /* of bounds, in score */
} fn_seeking;

/* False if there is no memory; then, too, it is to be freed. */
bool fn_seeking_start(fn_seeking *seeking, const fn_corpus *corpus, const fn_question *question);
void fn_seeking_free(fn_seeking *seeking);

/* So many passages hold a term at most. */
uint64_t fn_seeking_most(const fn_seeking *seeking);

/* What a passage whose impacts add up to `sum` scores at least, in units, beyond what BM25+ gives to
 * all; and at most. */
static inline int32_t fn_at_least(const fn_sought *sought, uint32_t sum)
{
    double least = sought->least_slope * (double)sum + sought->least_base;
    return least > 0 ? (int32_t)least : 0;
}

static inline int32_t fn_at_most(const fn_sought *sought, uint32_t sum)
{
    return (int32_t)(sum + sought->count);
}

#endif
