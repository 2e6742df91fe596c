/* Terms as small numbers, in the order in which they are met, each with its idf under some corpora.
 */
#ifndef FN_NUMBERS_H
#define FN_NUMBERS_H

#include "corpus.h"

/* What there is instead of a number without memory. */
#define FN_NO_NUMBER UINT32_MAX

/* python: begin */
/* The idfs of terms under one state of some corpora, for one answer after the other: most terms come again and
 * again, and looking one up waits for memory three times. Of terms that would stand in one place the last one
 * is known. For one thread at a time. NULL without memory. */
typedef struct fn_known fn_known;
fn_known *fn_known_new(void);
void fn_known_free(fn_known *known);
/* python: end */

typedef struct {
    uint64_t hash;
    uint32_t taken; /* 0 if it is empty, else one more than the number */
} fn_number_slot;

typedef struct {
    fn_known *known; /* or NULL */
    const fn_corpus *const *corpora;
    size_t corpora_count;
    double most; /* log(passages + 1) over all corpora */
    fn_number_slot *slots; /* by the hashes: open addressing, a power of two of them */
    size_t slots_count;
    /* Of each number: its hash; its idf, below 0 until it is learnt; a count for whoever needs one,
     * which leaves it at 0. */
    uint64_t *hashes;
    double *idfs;
    uint32_t *counts;
    uint32_t count, room;
} fn_numbers;

/* `corpora` and `known`, which may be NULL, must outlive the numbers. 0 without memory; then there is nothing
 * to free. */
int fn_numbers_start(fn_numbers *numbers, const fn_corpus *const *corpora, size_t count,
                     double most, fn_known *known);
void fn_numbers_free(fn_numbers *numbers);

/* The number of a hash, made if need be. */
uint32_t fn_number_of(fn_numbers *numbers, uint64_t hash);

/* Works out the idfs of those terms that are not known yet: looking them up in the corpora costs
 * more than all else, and most passages are told apart by counting. An idf is a share of that of a
 * term which one passage holds. */
void fn_numbers_learn(fn_numbers *numbers, const uint32_t *terms, uint32_t count);

#endif
