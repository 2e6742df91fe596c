#include "dictionary.h"

#include <string.h>

#include "hash.h"

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)hash;
}

/* The hash's upper half, as a fraction of 1, of all slots. */
static uint64_t first_of(uint64_t hash, uint64_t slots)
{
    return (hash >> 32) * slots >> 32;
}

static uint64_t next_of(uint64_t at, uint64_t slots)
{
    return at + 1 < slots ? at + 1 : 0;
}

uint32_t fn_term_of(const fn_segment *segment, uint64_t hash, const char *text, uint32_t length)
{
    uint64_t slots = segment->header->slots;
    for (uint64_t at = first_of(hash, slots);; at = next_of(at, slots)) {
        const fn_slot *slot = &segment->slots[at];
        if (!slot->term)
            return FN_NO_TERM;
        if (slot->tag != tag_of(hash))
            continue;
        uint32_t own;
        const char *there = fn_text(segment, slot->term - 1, &own);
        if (own == length && !memcmp(there, text, length))
            return slot->term - 1;
    }
}

uint32_t fn_term_of_hash(const fn_segment *segment, uint64_t hash)
{
    uint64_t slots = segment->header->slots;
    for (uint64_t at = first_of(hash, slots);; at = next_of(at, slots)) {
        const fn_slot *slot = &segment->slots[at];
        if (!slot->term)
            return FN_NO_TERM;
        if (slot->tag != tag_of(hash))
            continue;
        uint32_t length;
        const char *text = fn_text(segment, slot->term - 1, &length);
        if (fn_hash(text, length) == hash)
            return slot->term - 1;
    }
}

const fn_slot *fn_first_slot(const fn_segment *segment, uint64_t hash)
{
    return segment->slots + first_of(hash, segment->header->slots);
}

uint32_t fn_likely_term(const fn_segment *segment, uint64_t hash)
{
    uint64_t slots = segment->header->slots;
    for (uint64_t at = first_of(hash, slots);; at = next_of(at, slots)) {
        const fn_slot *slot = &segment->slots[at];
        if (!slot->term)
            return FN_NO_TERM;
        if (slot->tag == tag_of(hash))
            return slot->term - 1;
    }
}

uint64_t fn_slots_for(uint64_t terms)
{
    return terms + terms / 3 + 1;
}

void fn_slot_put(fn_slot *slots, uint64_t count, uint64_t hash, uint32_t term)
{
    uint64_t at = first_of(hash, count);
    while (slots[at].term)
        at = next_of(at, count);
    slots[at] = (fn_slot){.tag = tag_of(hash), .term = term + 1};
}
