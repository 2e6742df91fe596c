/* Memory that is given back all at once. */
#ifndef FN_MEMORY_H
#define FN_MEMORY_H

#include <stddef.h>

typedef struct fn_block fn_block;

/* Begins as zeros. */
typedef struct {
    fn_block *blocks;
} fn_memory;

/* So many bytes, aligned for anything; NULL without memory. */
void *fn_memory_take(fn_memory *memory, size_t size);
void fn_memory_free(fn_memory *memory);

/* Room for one more of an array's `count` elements of a size, of which there is `room`; the array
 * may move. 0 without memory. */
int fn_has_room(void **array, int count, int *room, size_t size);

/* Tells the system that memory of this size will be filled from end to end: where it has larger pages
 * to give, it need not be asked for every small one. */
void fn_memory_will_fill(void *memory, size_t size);

#endif
