/* Several segments to one, without what was removed. */
#ifndef FN_MERGING_H
#define FN_MERGING_H

#include "corpus.h"

/* python: begin */
/* Writes the passages that are not removed, in their order, to a new file. */
int fn_merge(const fn_corpus *corpus, const char *path);
/* python: end */

#endif
