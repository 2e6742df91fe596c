#include "postings.h"

#include <stdlib.h>

#include "memory.h"

/* Postings of the first block and of those behind it: small indexes need few. */
enum { FIRST_ROOM = 1 << 16, ROOM = 1 << 20 };

fn_postings *fn_postings_fit(fn_postings *last, uint32_t terms)
{
    if (last && last->room - last->count >= terms)
        return last;
    uint64_t room = last ? ROOM : FIRST_ROOM;
    if (room < terms)
        room = terms;
    const size_t each = sizeof(uint32_t) + 1;
    fn_postings *block = malloc(sizeof *block);
    uint32_t *numbers = room <= SIZE_MAX / each ? malloc((size_t)room * each) : NULL;
    if (!block || !numbers) {
        free(block);
        free(numbers);
        return NULL;
    }
    fn_memory_will_fill(numbers, (size_t)room * each);
    *block = (fn_postings){
        .room = room,
        .terms = numbers,
        .frequencies = (uint8_t *)(numbers + room),
    };
    if (last)
        last->next = block;
    return block;
}

fn_postings *fn_postings_free(fn_postings *block)
{
    fn_postings *next = block->next;
    free(block->terms);
    free(block);
    return next;
}
