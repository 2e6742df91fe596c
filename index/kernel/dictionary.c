#include "dictionary.h"

#include <string.h>

#include "hash.h"

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

uint32_t fn_term_of(const fn_segment *segment, uint64_t hash, const char *text, uint32_t length)
{
    uint64_t mask = segment->header->slots - 1;
    for (uint64_t at = hash & mask;; at = (at + 1) & mask) {
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
    uint64_t mask = segment->header->slots - 1;
    for (uint64_t at = hash & mask;; at = (at + 1) & mask) {
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

uint64_t fn_slots_for(uint64_t terms)
{
    uint64_t slots = 4;
    while (slots * 7 < terms * 10 + 10)
        slots *= 2;
    return slots;
}

void fn_slot_put(fn_slot *slots, uint64_t count, uint64_t hash, uint32_t term)
{
    uint64_t at = hash & (count - 1);
    while (slots[at].term)
        at = (at + 1) & (count - 1);
    slots[at] = (fn_slot){.tag = tag_of(hash), .term = term + 1};
}
