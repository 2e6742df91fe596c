/* A passage's score, as rank_bm25's BM25Plus computes it, to the last bit. */
#ifndef FN_SCORING_H
#define FN_SCORING_H

#include "cursors.h"

/* `frequencies` has room for one of each of the question's different terms. */
double fn_score(
    const fn_question *question, const fn_sought *sought, uint32_t passage,
    uint32_t *frequencies);

#endif
