#include "candidates.h"

#include <math.h>
#include <stdlib.h>

bool fn_candidates_start(
    fn_candidates *candidates, const fn_question *question, const fn_seeking *seeking, uint64_t k)
{
    *candidates = (fn_candidates){
        .question = question, .seeking = seeking, .k = k, .room = 2 * k + 4 * FN_BLOCK};
    candidates->all = malloc(candidates->room * sizeof(fn_candidate));
    candidates->leasts = malloc(candidates->room * sizeof(int32_t));
    candidates->frequencies = malloc((question->count + (size_t)1) * sizeof(uint32_t));
    return candidates->all && candidates->leasts && candidates->frequencies;
}

void fn_candidates_free(fn_candidates *candidates)
{
    free(candidates->all);
    free(candidates->leasts);
    free(candidates->frequencies);
}

/* The k-th greatest: Hoare's selection. */
static int32_t kth_greatest(int32_t *values, uint64_t count, uint64_t k)
{
    uint64_t low = 0, high = count - 1, wanted = k - 1;
    while (low < high) {
        int32_t pivot = values[low + (high - low) / 2];
        uint64_t i = low, j = high;
        for (;;) {
            while (values[i] > pivot)
                i++;
            while (values[j] < pivot)
                j--;
            if (i >= j)
                break;
            int32_t swapped = values[i];
            values[i++] = values[j];
            values[j--] = swapped;
        }
        /* low..j are not below the pivot, j + 1..high not above it. */
        if (values[j] < pivot)
            j--;
        if (wanted <= j)
            high = j;
        else
            low = j + 1;
    }
    return values[wanted];
}

static void raise_bound(fn_candidates *candidates)
{
    for (uint64_t i = 0; i < candidates->count; i++)
        candidates->leasts[i] = candidates->all[i].least;
    int32_t bound = kth_greatest(candidates->leasts, candidates->count, candidates->k);
    if (bound > candidates->bound)
        candidates->bound = bound;
}

static void drop(fn_candidates *candidates)
{
    uint64_t kept = 0;
    for (uint64_t i = 0; i < candidates->count; i++) {
        candidates->all[kept] = candidates->all[i];
        kept += candidates->all[i].most >= candidates->bound;
    }
    candidates->count = kept;
}

/* From a score to units, both ways; see cursors.c for the slack. */
static void score(fn_candidates *candidates, fn_candidate *candidate)
{
    const fn_question *question = candidates->question;
    const fn_sought *sought = &candidates->seeking->parts[candidate->part];
    if (candidate->scored)
        return;
    candidate->score =
        fn_score(question, sought, candidate->passage, candidates->frequencies);
    candidate->scored = true;
}

static void score_all(fn_candidates *candidates)
{
    for (uint64_t i = 0; i < candidates->count; i++)
        score(candidates, &candidates->all[i]);
}

static int by_score(const void *one, const void *other)
{
    const fn_candidate *a = one, *b = other;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    return a->passage < b->passage ? -1 : a->passage > b->passage;
}

void fn_candidates_settle(fn_candidates *candidates)
{
    if (candidates->count <= candidates->k)
        return;
    raise_bound(candidates);
    drop(candidates);
    if (candidates->count <= candidates->room - 2 * FN_BLOCK)
        return;
    /* Too many that the bounds do not tell apart: their scores do. */
    score_all(candidates);
    qsort(candidates->all, candidates->count, sizeof(fn_candidate), by_score);
    candidates->count = candidates->k;
}

uint64_t fn_candidates_finish(fn_candidates *candidates)
{
    fn_candidates_settle(candidates);
    score_all(candidates);
    qsort(candidates->all, candidates->count, sizeof(fn_candidate), by_score);
    return candidates->count < candidates->k ? candidates->count : candidates->k;
}
