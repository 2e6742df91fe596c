#include "search.h"

#include <stdlib.h>
#include <string.h>

fn_search *fn_search_fastest(void)
{
#ifdef FN_HAS_AVX2
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"))
        return fn_search_avx2;
#endif
    return fn_search_plain;
}

/* Every passage that holds a term of too many. */
static void take_all(const fn_allowed *allowed, uint32_t number, fn_candidates *candidates)
{
    const fn_sought *sought = &candidates->seeking->parts[number];
    for (uint32_t passage = 0; passage < allowed->part->segment.passages; passage++) {
        bool held = false;
        for (uint32_t i = 0; i < sought->count && !held; i++)
            held = fn_impact_in(&sought->cursors[i].list, passage) != 0;
        if (held && fn_is_allowed(allowed, passage))
            fn_candidates_put(candidates, number, passage, INT32_MAX);
    }
}

static int find(
    const fn_seeking *seeking, fn_candidates *candidates, fn_bits within, fn_search *search)
{
    for (uint32_t i = 0; i < seeking->count; i++) {
        fn_allowed allowed = {seeking->parts[i].part, within, within.bytes != NULL};
        if (seeking->parts[i].count > FN_MOST_TERMS)
            take_all(&allowed, i, candidates);
        else if (seeking->parts[i].count && !search(&allowed, i, candidates))
            return FN_NO_MEMORY;
    }
    return FN_OK;
}

static void put_best(
    fn_candidates *candidates, const fn_corpus *corpus, uint32_t *ordinals, double *scores,
    uint32_t *found)
{
    *found = (uint32_t)fn_candidates_finish(candidates);
    for (uint32_t i = 0; i < *found; i++) {
        const fn_candidate *candidate = &candidates->all[i];
        ordinals[i] = (uint32_t)(corpus->parts[candidate->part].first + candidate->passage);
        scores[i] = candidate->score;
    }
}

int fn_rank(
    const fn_corpus *corpus, const char *text, uint64_t size, const uint32_t *lengths,
    uint32_t terms, const double *idfs, double average, uint32_t k, const unsigned char *within,
    uint64_t within_size, uint32_t *ordinals, double *scores, uint32_t *found)
{
    return fn_rank_by(fn_search_fastest(), corpus, text, size, lengths, terms, idfs, average, k,
                      within, within_size, ordinals, scores, found);
}

int fn_rank_by(
    fn_search *search, const fn_corpus *corpus, const char *text, uint64_t size,
    const uint32_t *lengths, uint32_t terms, const double *idfs, double average, uint32_t k,
    const unsigned char *within, uint64_t within_size, uint32_t *ordinals, double *scores,
    uint32_t *found)
{
    *found = 0;
    if (!corpus->passages || !terms || !k)
        return FN_OK;
    if (!idfs)
        average = (double)corpus->tokens / (double)corpus->passages;
    fn_question question;
    if (!fn_question_start(&question, corpus, text, size, lengths, terms, idfs, average))
        return FN_NO_MEMORY;
    fn_seeking seeking;
    fn_candidates candidates = {0};
    int status = FN_NO_MEMORY;
    if (fn_seeking_start(&seeking, corpus, &question)
        && fn_candidates_start(&candidates, &question, &seeking, k))
        status = find(&seeking, &candidates, (fn_bits){within, within_size}, search);
    if (status == FN_OK)
        put_best(&candidates, corpus, ordinals, scores, found);
    if (status == FN_OK)
        status = fn_corpus_status(corpus);
    fn_candidates_free(&candidates);
    if (seeking.parts)
        fn_seeking_free(&seeking);
    fn_question_free(&question);
    return status;
}
