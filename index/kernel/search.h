/* The best passages for a question. */
#ifndef FN_SEARCH_H
#define FN_SEARCH_H

#include "cursors.h"

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

typedef struct {
    double score;
    uint64_t place; /* of the passage: part << 32 | passage */
} fn_hit;

/* Puts the best k hits, of which there is room for as many, the best first. False if there is no memory. It is
 * compiled once for every instruction set that may be chosen; all give the same. */
typedef bool fn_variant(
    const fn_question *question, const fn_seeking *seeking, fn_bits within, uint32_t k,
    fn_hit *hits, uint32_t *found);

fn_variant fn_variant_plain;
#if defined(__x86_64__) && (defined(__clang__) || __GNUC__ >= 8)
#define FN_HAS_AVX
fn_variant fn_variant_avx2, fn_variant_avx512;
#endif

/* Those that this processor can run, the fastest first; NULL ends them. */
#define FN_MOST_VARIANTS 3
void fn_variants(fn_variant *variants[FN_MOST_VARIANTS + 1]);

/* As `fn_rank`, by one of them. */
int fn_rank_by(
    fn_variant *variant, const fn_corpus *corpus, const char *text, uint64_t size,
    const uint32_t *lengths, uint32_t terms, const double *idfs, double average, uint32_t k,
    const unsigned char *within, uint64_t within_size, uint32_t *ordinals, double *scores,
    uint32_t *found);

#endif
