#include "hash.h"

/* Fewer than eight bytes as a number: the first four and the last four, or the first, the middle and
 * the last, which may be the same ones. */
static uint64_t few_bytes(const char *text, size_t count)
{
    const unsigned char *at = (const unsigned char *)text;
    uint64_t value = 0;
    if (count >= 4) {
        for (size_t i = 0; i < 4; i++)
            value |= (uint64_t)at[i] << (8 * i) | (uint64_t)at[count - 4 + i] << (8 * (count - 4 + i));
        return value;
    }
    if (count)
        value = (uint64_t)at[0] | (uint64_t)at[count / 2] << (8 * (count / 2))
            | (uint64_t)at[count - 1] << (8 * (count - 1));
    return value;
}

uint64_t fn_hash(const char *utf8, size_t length)
{
    uint64_t hash = fn_hash_start(length);
    for (; length >= 8; utf8 += 8, length -= 8)
        hash = fn_hash_eight(hash, fn_eight_bytes(utf8));
    return fn_hash_end(hash, few_bytes(utf8, length));
}
