/* Sets of ordinals, one bit each, lowest first, as index/bitmap.py packs them; and what processors
 * can do that C has no word for. */
#ifndef FN_BITS_H
#define FN_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(_MSC_VER)
#include <intrin.h>
#endif

/* Ordinals beyond the last byte are not in it. `bytes` may be NULL if `size` is 0. */
typedef struct {
    const uint8_t *bytes;
    uint64_t size;
} fn_bits;

static inline bool fn_bit(fn_bits bits, uint64_t ordinal)
{
    return ordinal >> 3 < bits.size && bits.bytes[ordinal >> 3] >> (ordinal & 7) & 1;
}

/* The 64 bits from `first` on. */
static inline uint64_t fn_bits_from(fn_bits bits, uint64_t first)
{
    uint64_t at = first >> 3, word = 0;
    unsigned shift = first & 7;
    if (at + 9 <= bits.size) {
        memcpy(&word, bits.bytes + at, 8);
        return shift ? word >> shift | (uint64_t)bits.bytes[at + 8] << (64 - shift) : word;
    }
    for (unsigned i = 0; i < 9 && at + i < bits.size; i++) {
        uint64_t byte = bits.bytes[at + i];
        if (i * 8 >= shift)
            word |= i * 8 - shift < 64 ? byte << (i * 8 - shift) : 0;
        else
            word |= byte >> shift;
    }
    return word;
}

/* Memory that will be read soon is fetched while there is something else to do. */
static inline void fn_fetch(const void *address)
{
#if defined(_MSC_VER)
    (void)address;
#else
    __builtin_prefetch(address);
#endif
}

/* The place of the lowest set bit; `word` is not 0. */
static inline unsigned fn_lowest(uint64_t word)
{
#if defined(_MSC_VER)
    unsigned long place;
    _BitScanForward64(&place, word);
    return (unsigned)place;
#else
    return (unsigned)__builtin_ctzll(word);
#endif
}

static inline unsigned fn_count_bits(uint64_t word)
{
#if defined(_MSC_VER) && defined(_M_X64)
    return (unsigned)__popcnt64(word);
#elif defined(_MSC_VER) /* which has none for arm64: pairs, fours and eights of bits, then all bytes */
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (unsigned)(word * UINT64_C(0x0101010101010101) >> 56);
#else
    return (unsigned)__builtin_popcountll(word);
#endif
}

#endif
