#if defined(__linux__)
#define _GNU_SOURCE /* madvise */
#endif

#include "memory.h"

#include <stdint.h>
#include <stdlib.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

enum { BLOCK = 65536 };

/* What is aligned for anything; not every compiler's headers have C's own word for it. */
typedef union {
    long long whole;
    double real;
    void *pointer;
} aligned;

struct fn_block {
    fn_block *next;
    size_t used, size;
    aligned bytes[];
};

void *fn_memory_take(fn_memory *memory, size_t size)
{
    const size_t unit = sizeof(aligned);
    size = (size + unit - 1) / unit * unit;
    fn_block *first = memory->blocks;
    if (!first || first->size - first->used < size) {
        size_t room = size > BLOCK ? size : BLOCK;
        fn_block *more = malloc(sizeof *more + room);
        if (!more)
            return NULL;
        *more = (fn_block){.next = first, .size = room};
        memory->blocks = first = more;
    }
    void *found = (char *)first->bytes + first->used;
    first->used += size;
    return found;
}

void fn_memory_free(fn_memory *memory)
{
    while (memory->blocks) {
        fn_block *next = memory->blocks->next;
        free(memory->blocks);
        memory->blocks = next;
    }
}

int fn_has_room(void **array, int count, int *room, size_t size)
{
    if (count < *room)
        return 1;
    int more = *room ? 2 * *room : 64;
    void *moved = realloc(*array, (size_t)more * size);
    if (!moved)
        return 0;
    *array = moved;
    *room = more;
    return 1;
}

void fn_memory_will_fill(void *memory, size_t size)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    const uintptr_t page = 4096, large = 1 << 21;
    uintptr_t start = ((uintptr_t)memory + page - 1) / page * page;
    uintptr_t end = ((uintptr_t)memory + size) / page * page;
    if (size >= 2 * large)
        (void)madvise((void *)start, end - start, MADV_HUGEPAGE); /* an advice: all is well without */
#else
    (void)memory;
    (void)size;
#endif
}
