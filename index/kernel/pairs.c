#include "pairs.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 256 };

/* The greater one is no 0, so no key is. */
static uint64_t key_of(uint32_t one, uint32_t other)
{
    return one > other ? (uint64_t)one << 32 | other : (uint64_t)other << 32 | one;
}

static size_t slot_of(const fn_pairs *pairs, uint64_t key)
{
    size_t slot = key * UINT64_C(0x9e3779b97f4a7c15) >> 32 & (pairs->slots - 1);
    while (pairs->keys[slot] && pairs->keys[slot] != key)
        slot = (slot + 1) & (pairs->slots - 1);
    return slot;
}

static int grow(fn_pairs *pairs)
{
    fn_pairs more = {.slots = pairs->slots ? 2 * pairs->slots : FIRST_SLOTS, .count = pairs->count};
    more.keys = calloc(more.slots, sizeof *more.keys);
    more.values = malloc(more.slots * sizeof *more.values);
    if (!more.keys || !more.values) {
        fn_pairs_free(&more);
        return 0;
    }
    for (size_t i = 0; i < pairs->slots; i++)
        if (pairs->keys[i]) {
            size_t slot = slot_of(&more, pairs->keys[i]);
            more.keys[slot] = pairs->keys[i];
            more.values[slot] = pairs->values[i];
        }
    fn_pairs_free(pairs);
    *pairs = more;
    return 1;
}

void fn_pairs_free(fn_pairs *pairs)
{
    free(pairs->keys);
    free(pairs->values);
    *pairs = (fn_pairs){0};
}

const double *fn_pairs_of(const fn_pairs *pairs, uint32_t one, uint32_t other)
{
    if (!pairs->slots || one == other)
        return NULL;
    size_t slot = slot_of(pairs, key_of(one, other));
    return pairs->keys[slot] ? pairs->values + slot : NULL;
}

void fn_pairs_put(fn_pairs *pairs, uint32_t one, uint32_t other, double value)
{
    if (one == other || (2 * (pairs->count + 1) > pairs->slots && !grow(pairs)))
        return;
    size_t slot = slot_of(pairs, key_of(one, other));
    pairs->count += !pairs->keys[slot];
    pairs->keys[slot] = key_of(one, other);
    pairs->values[slot] = value;
}
