/* The best passages for a question. */
#ifndef FN_SEARCH_H
#define FN_SEARCH_H

#include "cursors.h"

/* python: begin */
/* The k best passages of a corpus for the `terms` terms in `text`, best first, equal scores by ascending
 * ordinal. The terms are in UTF-8, one after the other: of the given `lengths`, or, if that is NULL,
 * parted by zero bytes. `idfs` and `average` stand in for the corpus's own if `idfs` is
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
    uint32_t open; /* blocks from the first on of which all may be */
} fn_allowed;

/* All that are not removed, or those of them that are also `within`, if that has any bytes. */
static inline fn_allowed fn_allowed_of(const fn_part *part, fn_bits within)
{
    bool restricted = within.bytes != NULL, open = !restricted && !part->removed_count;
    return (fn_allowed){part, within, restricted, open ? part->segment.passages / FN_BLOCK : 0};
}

/* A bit for each passage of a block that may be found. */
static inline uint64_t fn_allowed_in(const fn_allowed *allowed, uint32_t block)
{
    const fn_part *part = allowed->part;
    uint32_t first = block * FN_BLOCK, passages = part->segment.passages;
    if (first >= passages)
        return 0;
    uint64_t bits = UINT64_MAX;
    if (passages - first < FN_BLOCK)
        bits = (UINT64_C(1) << (passages - first)) - 1;
    if (part->removed_count)
        bits &= ~fn_bits_from(part->removed, first);
    if (allowed->restricted)
        bits &= fn_bits_from(allowed->within, part->first + first);
    return bits;
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
#if defined(__x86_64__) && !defined(_MSC_VER) && (defined(__clang__) || __GNUC__ >= 8)
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
