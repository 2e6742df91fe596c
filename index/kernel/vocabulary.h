/* Terms that begin alike: what a slip of the pen may have been meant to be. */
#ifndef FN_VOCABULARY_H
#define FN_VOCABULARY_H

#include "corpus.h"

/* python: begin */
/* Copies the terms that start with `prefix` and have `least` to `most` characters, a zero byte behind
 * each, as far as there is room; returns how many bytes they take. A term may come several times, and
 * also if no passage that is not removed holds it. */
uint64_t fn_terms_beginning(
    const fn_corpus *corpus, const char *prefix, uint32_t prefix_length, uint32_t least,
    uint32_t most, char *into, uint64_t room);
/* python: end */

#endif
