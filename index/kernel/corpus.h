/* Several segments in order, ranked as one, with the passages that are removed from each. */
#ifndef FN_CORPUS_H
#define FN_CORPUS_H

#include <stdatomic.h>

#include "bits.h"
#include "lists.h"

/* python: begin */
typedef struct fn_corpus fn_corpus;

/* NULL if there is no memory. */
fn_corpus *fn_corpus_new(uint32_t segments);
void fn_corpus_free(fn_corpus *corpus);

/* Adds the next of the `segments`, and the passages removed from it, as a bitmap. Both stay where they are
 * while there is a corpus. */
int fn_corpus_add(
    fn_corpus *corpus, const fn_segment *segment, const unsigned char *removed,
    uint64_t removed_size);

/* FN_DAMAGED once damage was found in any of the segments: nothing that the corpus has told is to be relied
 * on, but what a function gave with FN_OK. */
int fn_corpus_status(const fn_corpus *corpus);

/* All passages, also the removed ones: ordinals are below. */
uint64_t fn_corpus_ordinals(const fn_corpus *corpus);
/* Passages that are not removed, the sum of their lengths, and the terms that any of them holds. */
uint64_t fn_corpus_passages(const fn_corpus *corpus);
uint64_t fn_corpus_tokens(const fn_corpus *corpus);
uint64_t fn_corpus_terms(const fn_corpus *corpus);

/* In how many passages that are not removed a term occurs: by its text, -1 if there is damage; by the hash of
 * its text. */
int64_t fn_frequency(const fn_corpus *corpus, const char *text, uint64_t length);
uint32_t fn_frequency_of_hash(const fn_corpus *corpus, uint64_t hash);

/* Goes through the terms that a passage holds which is not removed, each once. `*segment` and `*term`
 * are 0 before the first; afterwards they lead to the next. False at the end. */
bool fn_next_term(
    const fn_corpus *corpus, uint32_t *segment, uint32_t *term, const char **text,
    uint32_t *length);

/* Sets the bits of the ordinals of passages that hold a term and are not removed. `bitmap` has zeros,
 * and room for all ordinals. */
int fn_holding(
    const fn_corpus *corpus, const char *text, uint64_t length, unsigned char *bitmap);
/* python: end */

typedef struct {
    fn_segment segment;
    uint64_t first; /* ordinal */
    fn_bits removed;
    uint32_t removed_count;
    /* Frequencies without the removed, one more than each, as they become known; NULL if nothing is
     * removed. Threads that come to know the same one at once store the same. */
    _Atomic uint32_t *known;
} fn_part;

struct fn_corpus {
    uint32_t segments, room;
    uint64_t ordinals, passages, tokens;
    fn_part parts[];
};

/* How many passages of a part, without the removed, hold a term. */
uint32_t fn_part_frequency(const fn_part *part, uint32_t term);

/* Puts the passages of a part, without the removed, that hold a term, and how often they do, unless
 * `frequencies` is NULL. There is room for the term's frequency. `*count` is how many; 0 if the list is damaged. False only for want of
 * memory. */
bool fn_part_postings(
    const fn_part *part, uint32_t term, uint32_t *passages, uint32_t *frequencies,
    uint32_t *count);

#endif
