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

#endif
