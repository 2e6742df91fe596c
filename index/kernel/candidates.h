/* The passages that may be among the best k, and the bound that others must reach. */
#ifndef FN_CANDIDATES_H
#define FN_CANDIDATES_H

#include "scoring.h"

typedef struct {
    int32_t most; /* bound of the score, in units */
    uint32_t part, passage;
    bool scored;
    double score; /* once `scored` */
} fn_candidate;

/* What candidates score at least is counted in steps of so many units: the bound needs no more than the
 * step that the k-th best of them is on. */
#define FN_STEP 64
#define FN_STEPS 1024

typedef struct {
    const fn_question *question;
    const fn_seeking *seeking;
    fn_candidate *all;
    fn_candidate *spare; /* as much room, to sort */
    uint64_t count, room, k;
    int32_t bound; /* k passages score at least so much, in units; 0 while there are fewer */
    uint64_t above; /* passages that score at least a step more than that */
    uint32_t steps[FN_STEPS + 1]; /* passages on each step; right only above the bound's */
    uint32_t *frequencies;
} fn_candidates;

/* False if there is no memory; then, too, they are to be freed. */
bool fn_candidates_start(
    fn_candidates *candidates, const fn_question *question, const fn_seeking *seeking, uint64_t k);
void fn_candidates_free(fn_candidates *candidates);

/* Makes room again: drops those below the bound. */
void fn_candidates_settle(fn_candidates *candidates);

/* Raises the bound to a step above it. */
static inline void fn_candidates_raise(fn_candidates *candidates, uint32_t step)
{
    uint32_t on = (uint32_t)candidates->bound / FN_STEP;
    while (on < step)
        candidates->above -= candidates->steps[++on];
    candidates->bound = (int32_t)(on * FN_STEP);
}

/* Raises the bound, if it can be, now that one more passage is known to score at least so much. */
static inline void fn_candidates_learn(fn_candidates *candidates, int32_t least)
{
    uint32_t step = (uint32_t)least / FN_STEP, on = (uint32_t)candidates->bound / FN_STEP;
    if (step <= on)
        return;
    candidates->steps[step]++;
    candidates->above++;
    while (candidates->above >= candidates->k)
        fn_candidates_raise(candidates, ++on);
}

/* Adds a passage that scores at most so much. */
static inline void fn_candidates_put(
    fn_candidates *candidates, uint32_t part, uint32_t passage, int32_t most)
{
    candidates->all[candidates->count++] =
        (fn_candidate){.most = most, .part = part, .passage = passage};
    if (candidates->count == candidates->room)
        fn_candidates_settle(candidates);
}

/* Scores those that are left, and puts the best k first, in order. Returns how many there are. */
uint64_t fn_candidates_finish(fn_candidates *candidates);

#endif
