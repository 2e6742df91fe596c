#include "candidates.h"

#include <stdlib.h>
#include <string.h>

bool fn_candidates_start(
    fn_candidates *candidates, const fn_question *question, const fn_seeking *seeking, uint64_t k)
{
    memset(candidates, 0, sizeof *candidates);
    candidates->question = question;
    candidates->seeking = seeking;
    candidates->k = k;
    candidates->room = 2 * k + 256;
    candidates->all = malloc(candidates->room * sizeof(fn_candidate));
    candidates->spare = malloc(candidates->room * sizeof(fn_candidate));
    candidates->frequencies = malloc((question->count + (size_t)1) * sizeof(uint32_t));
    return candidates->all && candidates->spare && candidates->frequencies;
}

void fn_candidates_free(fn_candidates *candidates)
{
    free(candidates->all);
    free(candidates->spare);
    free(candidates->frequencies);
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

#define AHEAD 8

/* The first `count`. Their lengths are far apart in memory. */
static void score_first(fn_candidates *candidates, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        if (i + AHEAD < count) {
            const fn_candidate *later = &candidates->all[i + AHEAD];
            const fn_sought *sought = &candidates->seeking->parts[later->part];
            fn_fetch(&sought->part->segment.lengths[later->passage]);
        }
        score(candidates, &candidates->all[i]);
    }
}

static bool is_better(const fn_candidate *one, const fn_candidate *other)
{
    if (one->score != other->score)
        return one->score > other->score;
    return one->part != other->part ? one->part < other->part : one->passage < other->passage;
}

/* Insertion for runs, which are then merged: the best first. The library's qsort calls a function for
 * every comparison. */
#define RUN 8

static void sort_run(fn_candidate *all, uint64_t count)
{
    for (uint64_t i = 1; i < count; i++) {
        fn_candidate one = all[i];
        uint64_t j = i;
        for (; j > 0 && is_better(&one, &all[j - 1]); j--)
            all[j] = all[j - 1];
        all[j] = one;
    }
}

static void merge_runs(
    const fn_candidate *one, const fn_candidate *end, const fn_candidate *other,
    const fn_candidate *other_end, fn_candidate *to)
{
    while (one < end && other < other_end)
        *to++ = is_better(other, one) ? *other++ : *one++;
    while (one < end)
        *to++ = *one++;
    while (other < other_end)
        *to++ = *other++;
}

/* The first `count`. */
static void sort_first(fn_candidates *candidates, uint64_t count)
{
    fn_candidate *from = candidates->all, *to = candidates->spare;
    for (uint64_t i = 0; i < count; i += RUN)
        sort_run(from + i, count - i < RUN ? count - i : RUN);
    for (uint64_t run = RUN; run < count; run *= 2) {
        for (uint64_t i = 0; i < count; i += 2 * run) {
            uint64_t middle = count - i < run ? count : i + run;
            uint64_t end = count - i < 2 * run ? count : i + 2 * run;
            merge_runs(from + i, from + middle, from + middle, from + end, to + i);
        }
        fn_candidate *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != candidates->all)
        memcpy(candidates->all, from, count * sizeof *from);
}

static uint32_t step_of(const fn_candidate *candidate)
{
    uint32_t step = (uint32_t)candidate->most / FN_STEP;
    return step < FN_STEPS ? step : FN_STEPS;
}

/* Puts first those that promise most, at least k of them. Returns how many. There are more than k. */
static uint64_t put_promising_first(fn_candidates *candidates)
{
    uint32_t counts[FN_STEPS + 1] = {0}, step = FN_STEPS + 1;
    uint64_t found = 0, first = 0;
    for (uint64_t i = 0; i < candidates->count; i++)
        counts[step_of(&candidates->all[i])]++;
    while (found < candidates->k)
        found += counts[--step];
    for (uint64_t i = 0; i < candidates->count; i++) {
        fn_candidate one = candidates->all[i];
        if (step_of(&one) < step)
            continue;
        candidates->all[i] = candidates->all[first];
        candidates->all[first++] = one;
    }
    return first;
}

/* Raises the bound to what k passages really score; cursors.c tells of units and slack. */
static void raise_to_score(fn_candidates *candidates, double score)
{
    const fn_question *question = candidates->question;
    double least = score - question->base;
    least = least / candidates->seeking->unit - 1e-3 - FN_SLACK * question->places;
    if (least < FN_STEP)
        return;
    uint32_t step = least < FN_STEP * FN_STEPS ? (uint32_t)least / FN_STEP : FN_STEPS;
    fn_candidates_raise(candidates, step);
}

/* Scores those that promise most, and drops what cannot reach the k-th of them, and of themselves all
 * but the best k. */
static void refine(fn_candidates *candidates)
{
    uint64_t k = candidates->k;
    drop(candidates);
    if (candidates->count <= k)
        return;
    uint64_t first = put_promising_first(candidates);
    score_first(candidates, first);
    sort_first(candidates, first);
    raise_to_score(candidates, candidates->all[k - 1].score);
    uint64_t kept = k;
    for (uint64_t i = first; i < candidates->count; i++)
        if (candidates->all[i].most >= candidates->bound)
            candidates->all[kept++] = candidates->all[i];
    candidates->count = kept;
}

void fn_candidates_settle(fn_candidates *candidates)
{
    refine(candidates);
    if (candidates->count <= candidates->room / 4 * 3)
        return;
    /* Too many that the bounds do not tell apart: their scores do. */
    score_first(candidates, candidates->count);
    sort_first(candidates, candidates->count);
    candidates->count = candidates->k;
}

uint64_t fn_candidates_finish(fn_candidates *candidates)
{
    refine(candidates);
    score_first(candidates, candidates->count);
    sort_first(candidates, candidates->count);
    return candidates->count < candidates->k ? candidates->count : candidates->k;
}
