/* The best passages for a question. */
#ifndef FN_SEARCH_H
#define FN_SEARCH_H

#include "candidates.h"

/* python: begin */
/* The k best passages of a corpus for the `terms` terms in `text` (as for `fn_builder_add`), best first,
 * equal scores by ascending ordinal. `idfs` and `average` stand in for the corpus's own if `idfs` is
 * not NULL. Only what is in the bitmap `within` is found, if that is not NULL. `ordinals` and `scores`
 * have room for k; `*found` says how many there are. */
int fn_rank(
    const fn_corpus *corpus, const char *text, uint64_t size, const uint32_t *lengths,
    uint32_t terms, const double *idfs, double average, uint32_t k, const unsigned char *within,
    uint64_t within_size, uint32_t *ordinals, double *scores, uint32_t *found);
/* python: end */

/* Which passages of a part may be found. */
typedef struct {
    const fn_part *part;
    fn_bits within;
    bool restricted;
} fn_allowed;

static inline bool fn_is_allowed(const fn_allowed *allowed, uint32_t passage)
{
    return passage < allowed->part->segment.passages
        && !(allowed->part->removed_count && fn_bit(allowed->part->removed, passage))
        && (!allowed->restricted || fn_bit(allowed->within, allowed->part->first + passage));
}

/* Adds those of a part's passages that may be among the best. False if there is no memory. The two do
 * the same, one of them with AVX2. */
typedef bool fn_search(const fn_allowed *allowed, uint32_t number, fn_candidates *candidates);
fn_search fn_search_plain;
#if defined(__x86_64__) && defined(__GNUC__)
#define FN_HAS_AVX2
fn_search fn_search_avx2;
#endif

/* The one for this processor. */
fn_search *fn_search_fastest(void);

/* As `fn_rank`, by either. */
int fn_rank_by(
    fn_search *search, const fn_corpus *corpus, const char *text, uint64_t size,
    const uint32_t *lengths, uint32_t terms, const double *idfs, double average, uint32_t k,
    const unsigned char *within, uint64_t within_size, uint32_t *ordinals, double *scores,
    uint32_t *found);

#endif
