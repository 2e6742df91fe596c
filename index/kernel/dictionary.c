#include "dictionary.h"

#include <string.h>

#include "checking.h"
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

/* A way along the slots from where a hash leads. */
typedef struct {
    uint64_t at, left;
    uint32_t tag;
} walk;

static walk walk_from(const fn_segment *segment, uint64_t hash)
{
    uint64_t slots = segment->header->slots;
    return (walk){.at = first_of(hash, slots), .left = slots, .tag = tag_of(hash)};
}

/* The next term whose slot has the tag; FN_NO_TERM behind the last, and where there is damage. */
static uint32_t next_tagged(const fn_segment *segment, walk *walk)
{
    while (walk->left) {
        const fn_slot *slot = &segment->slots[walk->at];
        if (!fn_is_sound(segment, slot, sizeof *slot) || !slot->term)
            return FN_NO_TERM;
        walk->at = next_of(walk->at, segment->header->slots);
        walk->left--;
        if (slot->tag == walk->tag)
            return slot->term - 1;
    }
    return FN_NO_TERM;
}

uint32_t fn_term_of(const fn_segment *segment, uint64_t hash, const char *text, uint32_t length)
{
    walk walk = walk_from(segment, hash);
    uint32_t term, own;
    while ((term = next_tagged(segment, &walk)) != FN_NO_TERM && fn_term_is_sound(segment, term)) {
        const char *there = fn_text(segment, term, &own);
        if (own == length && !memcmp(there, text, length))
            return term;
    }
    return FN_NO_TERM;
}

uint32_t fn_term_of_hash(const fn_segment *segment, uint64_t hash)
{
    walk walk = walk_from(segment, hash);
    uint32_t term, length;
    while ((term = next_tagged(segment, &walk)) != FN_NO_TERM && fn_term_is_sound(segment, term)) {
        const char *text = fn_text(segment, term, &length);
        if (fn_hash(text, length) == hash)
            return term;
    }
    return FN_NO_TERM;
}

const fn_slot *fn_first_slot(const fn_segment *segment, uint64_t hash)
{
    return segment->slots + first_of(hash, segment->header->slots);
}

uint32_t fn_likely_term(const fn_segment *segment, uint64_t hash)
{
    walk walk = walk_from(segment, hash);
    uint32_t term = next_tagged(segment, &walk);
    return term < segment->count ? term : FN_NO_TERM;
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
