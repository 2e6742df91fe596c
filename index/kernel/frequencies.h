/* Document frequencies of many terms at once. */
#ifndef FN_FREQUENCIES_H
#define FN_FREQUENCIES_H

#include "corpus.h"

/* Puts `fn_frequency_of_hash` of each hash. Looked up one by one, each term would wait for memory
 * three times: for its slot, its entry and its text. Here many wait at once. */
void fn_frequencies_of_hashes(const fn_corpus *corpus, const uint64_t *hashes, size_t count,
                              uint32_t *frequencies);

#endif
