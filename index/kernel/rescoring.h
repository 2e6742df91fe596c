/* How a question's words stand together in a passage: the features of index/ranking.py, which says
 * what each is for, in C. Both give the same numbers to the last bit;
 * tests/index/test_kept_ranking.py holds them to it. */
#ifndef FN_RESCORING_H
#define FN_RESCORING_H

#include "table.h"

/* python: begin */
/* A question, in arrays that outlive the call. Terms are in its order, each once, 64 at most. */
typedef struct {
    size_t terms;
    const uint64_t *term; /* [terms] hashes */
    const double *weight; /* [terms] their idfs */
    double total;         /* of all weights; 1 if that is 0 */
    size_t written;
    const uint64_t *word;    /* [written] hashes of its words in lower case ... */
    const uint32_t *term_of; /* [written] ... and which term each is */
    size_t pairs;
    const uint32_t *pair;      /* [2 * pairs] neighbouring terms, repetitions kept */
    const double *pair_weight; /* [pairs] */
    double pairs_total;
    size_t phrases;
    const uint64_t *phrase; /* [2 * phrases] neighbouring words, each two once */
    uint32_t kind;          /* what it asks for; 0 if it does not say */
    uint32_t near;          /* how many words neighbouring terms may be apart */
} fn_asked;

/* The features of a passage but for the engine's part, in the order of `index.ranking.Features`:
 * coverage, sentence, neighbours, pairs, phrase, exact, kind, length. Gives the terms that the
 * passage holds, one bit each, the first one lowest. */
uint64_t fn_rescore(const fn_table *table, int passage, const fn_asked *question,
                    double features[8]);
/* Of each sentence of a passage where it begins and ends in the text, and the bits of the `count`
 * (64 at most) terms that it holds. There is room for `room` sentences; how many there are. */
size_t fn_sentences(const fn_table *table, int passage, const uint64_t *terms, size_t count,
                    uint16_t *spans, uint64_t *held, size_t room);
/* python: end */

#endif
