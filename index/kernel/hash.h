/* The one 64-bit hash of a term, by which dictionaries are laid out. */
#ifndef FN_HASH_H
#define FN_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* python: begin */
uint64_t fn_hash(const char *utf8, size_t length);
/* python: end */

/* Files hold this hash: changing it is changing the format's version. Eight bytes at a time, as
 * numbers whose lowest byte comes first on every machine. The multipliers are those of
 * MurmurHash3's 64-bit finaliser (Appleby, 2011); no more is asked of it than an even spread. */
#define FN_HASH_SEED UINT64_C(0x9E3779B97F4A7C15)
#define FN_HASH_FIRST UINT64_C(0xff51afd7ed558ccd)
#define FN_HASH_SECOND UINT64_C(0xc4ceb9fe1a85ec53)

/* Up to eight bytes as a number. */
static inline uint64_t fn_bytes(const char *at, unsigned count)
{
    uint64_t value = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (unsigned i = 0; i < count; i++)
        value |= (uint64_t)(unsigned char)at[i] << (8 * i);
#else
    memcpy(&value, at, count);
#endif
    return value;
}

static inline uint64_t fn_hash_start(size_t length)
{
    return FN_HASH_SEED ^ length * FN_HASH_SECOND;
}

static inline uint64_t fn_hash_eight(uint64_t hash, uint64_t eight)
{
    hash = (hash ^ eight) * FN_HASH_FIRST;
    return hash ^ hash >> 32;
}

/* Fewer than eight bytes as a number: the first four and the last four, or the first, the middle and
 * the last, which may be the same ones. */
static inline uint64_t fn_few_bytes(const char *text, size_t count)
{
    const unsigned char *at = (const unsigned char *)text;
    if (count >= 4)
        return fn_bytes(text, 4) | fn_bytes(text + count - 4, 4) << (8 * (count - 4));
    if (count)
        return (uint64_t)at[0] | (uint64_t)at[count / 2] << (8 * (count / 2))
            | (uint64_t)at[count - 1] << (8 * (count - 1));
    return 0;
}

/* `rest` is the number of what is left when there are no eight bytes any more. */
static inline uint64_t fn_hash_end(uint64_t hash, uint64_t rest)
{
    hash = (hash ^ rest) * FN_HASH_FIRST;
    hash ^= hash >> 29;
    hash *= FN_HASH_SECOND;
    return hash ^ hash >> 32;
}

/* The hash, for loops over many terms. Behind the last eight bytes the rest is read with some of them. */
static inline uint64_t fn_hash_of(const char *utf8, size_t length)
{
    uint64_t hash = fn_hash_start(length);
    if (length < 8)
        return fn_hash_end(hash, fn_few_bytes(utf8, length));
    for (; length >= 8; utf8 += 8, length -= 8)
        hash = fn_hash_eight(hash, fn_bytes(utf8, 8));
    /* Two shifts: of eight bytes at once there would be none left to shift. */
    return fn_hash_end(hash, fn_bytes(utf8 + length - 8, 8) >> (8 * (7 - length)) >> 8);
}

#endif
