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
    uint32_t *terms_room = malloc(room * each);
    if (!block || !terms_room) {
        free(block);
        free(terms_room);
        return NULL;
    }
    fn_memory_will_fill(terms_room, room * each);
    *block = (fn_postings){
        .room = room,
        .terms = terms_room,
        .frequencies = (uint8_t *)(terms_room + room),
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
