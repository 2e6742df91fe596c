/* The passages that may be among the best k, and the bound that others must reach. */
#ifndef FN_CANDIDATES_H
#define FN_CANDIDATES_H

#include "scoring.h"

typedef struct {
    int32_t most, least; /* bounds of the score, in units */
    uint32_t part, passage;
    double score; /* once `scored` */
    bool scored;
} fn_candidate;

typedef struct {
    const fn_question *question;
    const fn_seeking *seeking;
    fn_candidate *all;
    uint64_t count, room, k;
    int32_t bound; /* k passages score at least so much, in units; 0 while there are fewer */
    uint32_t *frequencies;
    int32_t *leasts; /* to select by */
} fn_candidates;

/* False if there is no memory; then, too, they are to be freed. */
bool fn_candidates_start(
    fn_candidates *candidates, const fn_question *question, const fn_seeking *seeking, uint64_t k);
void fn_candidates_free(fn_candidates *candidates);

/* There is always room for FN_BLOCK more; `fn_candidates_settle` makes it again. */
static inline void fn_candidates_add(
    fn_candidates *candidates, uint32_t part, uint32_t passage, uint32_t sum)
{
    const fn_sought *sought = &candidates->seeking->parts[part];
    candidates->all[candidates->count++] = (fn_candidate){
        .most = fn_at_most(sought, sum),
        .least = fn_at_least(sought, sum),
        .part = part,
        .passage = passage,
    };
}

static inline bool fn_candidates_full(const fn_candidates *candidates)
{
    return candidates->count + FN_BLOCK > candidates->room;
}

/* Raises the bound, and drops those below it. */
void fn_candidates_settle(fn_candidates *candidates);

/* Scores those that are left, and puts the best k first, in order. Returns how many there are. */
uint64_t fn_candidates_finish(fn_candidates *candidates);

#endif
