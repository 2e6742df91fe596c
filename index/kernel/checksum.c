#include "checksum.h"

#include <string.h>

/* Eight lanes that each take every eighth word: lane = (lane ^ word) * odd. For a given lane that is
 * a bijection of the word, so no change of one word, let alone of one bit, goes unseen; the shift
 * brings high bits down, which a product alone never does. It guards against accidents, not
 * against somebody who makes a file on purpose: reading checks all that it relies on. */

static const uint64_t ODD = UINT64_C(0x9fb21c651e98df25);
static const uint64_t START = UINT64_C(0x9e3779b97f4a7c15);

void fn_checksum_start(fn_checksum *sum)
{
    memset(sum, 0, sizeof *sum);
    for (uint64_t i = 0; i < 8; i++)
        sum->lanes[i] = START * (i + 1);
}

static void take(uint64_t lanes[8], const unsigned char *bytes, size_t stripes)
{
    uint64_t own[8];
    memcpy(own, lanes, sizeof own);
    for (; stripes; stripes--, bytes += 64) {
        uint64_t words[8];
        memcpy(words, bytes, sizeof words);
        for (int i = 0; i < 8; i++) {
            own[i] = (own[i] ^ words[i]) * ODD;
            own[i] ^= own[i] >> 32;
        }
    }
    memcpy(lanes, own, sizeof own);
}

void fn_checksum_add(fn_checksum *sum, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    size_t held = sum->size % 64;
    sum->size += size;
    if (held) {
        size_t missing = 64 - held, part = size < missing ? size : missing;
        memcpy(sum->rest + held, at, part);
        at += part;
        size -= part;
        if (part < missing)
            return;
        take(sum->lanes, sum->rest, 1);
    }
    take(sum->lanes, at, size / 64);
    if (size % 64)
        memcpy(sum->rest, at + size / 64 * 64, size % 64);
}

uint64_t fn_checksum_end(fn_checksum *sum)
{
    if (sum->size % 64) {
        memset(sum->rest + sum->size % 64, 0, 64 - sum->size % 64);
        take(sum->lanes, sum->rest, 1);
    }
    uint64_t all = sum->size * ODD;
    for (int i = 0; i < 8; i++) {
        all = (all ^ sum->lanes[i]) * ODD;
        all ^= all >> 29;
    }
    return all;
}

uint64_t fn_checksum_of(const void *bytes, size_t size)
{
    fn_checksum sum;
    fn_checksum_start(&sum);
    fn_checksum_add(&sum, bytes, size);
    return fn_checksum_end(&sum);
}
