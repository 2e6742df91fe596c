/* What the search does to 64 passages at once, in the widest instructions of the set that a file is compiled
 * for. All of it is arithmetic in whole numbers, so every set gives the same.
 *
 * `sums` are those of a block, one a passage. */
#include "lists.h"

#include FN_VECTORS
