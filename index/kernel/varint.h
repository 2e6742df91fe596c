/* Numbers in as few bytes as they need: seven bits a byte, lowest first, the top bit on all but the
 * last. */
#ifndef FN_VARINT_H
#define FN_VARINT_H

#include <stdbool.h>
#include <stdint.h>

#define FN_MOST_VARINT 5

static inline unsigned char *fn_varint_put(unsigned char *at, uint32_t value)
{
    while (value >= 0x80) {
        *at++ = (unsigned char)(value | 0x80);
        value >>= 7;
    }
    *at++ = (unsigned char)value;
    return at;
}

/* Reads no byte from `end` on, whatever the bytes are: there the number is what was read so far. */
static inline const unsigned char *fn_varint_get(
    const unsigned char *at, const unsigned char *end, uint32_t *value)
{
    uint32_t read = 0;
    /* Most are of one or two bytes. */
    if (end - at >= 2 && !(at[0] & at[1] & 0x80)) {
        uint32_t two = at[0] >> 7;
        *value = (at[0] & 0x7fu) | ((uint32_t)at[1] << 7 & (0u - two));
        return at + 1 + two;
    }
    for (unsigned shift = 0; at < end && shift < 32; shift += 7) {
        unsigned char byte = *at++;
        read |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            break;
    }
    *value = read;
    return at;
}

#endif
