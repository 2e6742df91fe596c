#include "hash.h"

#include <string.h>

/* Files hold this hash: changing it is changing the format's version. Eight bytes at a time, as
 * numbers whose lowest byte comes first on every machine. The multipliers are those of
 * MurmurHash3's 64-bit finaliser (Appleby, 2011); no more is asked of it than an even spread. */

static const uint64_t SEED = UINT64_C(0x9E3779B97F4A7C15);
static const uint64_t FIRST = UINT64_C(0xff51afd7ed558ccd);
static const uint64_t SECOND = UINT64_C(0xc4ceb9fe1a85ec53);

static uint64_t bytes_of(const char *at, size_t count)
{
    uint64_t value = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (count == sizeof value) {
        memcpy(&value, at, sizeof value);
        return value;
    }
#endif
    for (size_t i = 0; i < count; i++)
        value |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return value;
}

uint64_t fn_hash(const char *utf8, size_t length)
{
    uint64_t hash = SEED ^ length * SECOND;
    for (; length >= 8; utf8 += 8, length -= 8) {
        hash = (hash ^ bytes_of(utf8, 8)) * FIRST;
        hash ^= hash >> 32;
    }
    hash = (hash ^ bytes_of(utf8, length)) * FIRST;
    hash ^= hash >> 29;
    hash *= SECOND;
    return hash ^ hash >> 32;
}
