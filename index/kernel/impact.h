/* A posting's share in a score, as a byte: rounded up, so that it bounds, and yet telling the term's
 * frequency.
 *
 * BM25's share of a term that a passage holds f times is idf * f (k1 + 1) / (K + f), with
 * K = k1 (1 - b + b length / average). Without the idf, which is known only when a question is
 * asked, and as a part of its limit k1 + 1, that is f / (K + f): the impact is 255 times as much,
 * rounded up. For a given K it grows with f, and by 1 or more a step up to f = 9 even in the shortest
 * passage (255 K / ((K + f)(K + f + 1)) with K >= 0.36), so that f comes back out of it: from
 * impact - 1 < 255 f / (K + f) <= impact follows that f is the greatest whole number of at most
 * K impact / (255 - impact). Where that gives another number, the list names the posting as an
 * exception. Writing and reading use the same arithmetic, so they agree on which those are. */
#ifndef FN_IMPACT_H
#define FN_IMPACT_H

#include <math.h>
#include <stdint.h>

#include "format.h"

/* More than all rounding in the double arithmetic of one impact, and far less than one impact. */
#define FN_NUDGE (1 + 1e-12)

/* K for a length, in the operations' order of rank_bm25's BM25Plus. */
static inline double fn_normaliser(uint32_t length, double average)
{
    return FN_K1 * (1 - FN_B + FN_B * (double)length / average);
}

static inline uint8_t fn_impact(uint32_t frequency, double normaliser)
{
    double share = 255.0 * (double)frequency / (normaliser + (double)frequency) * FN_NUDGE;
    return share >= 255 ? 255 : share > 0 ? (uint8_t)ceil(share) : 0;
}

/* 0 where the impact cannot tell. There is no branch in it, so that compilers do several at once. */
static inline uint32_t fn_frequency_of_impact(uint8_t impact, double normaliser)
{
    double most = normaliser * (double)impact / (255.0 - (double)impact) * FN_NUDGE;
    return (uint32_t)(int32_t)(most < (double)FN_MOST_LENGTH ? most : 0);
}

#endif
