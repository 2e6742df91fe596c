/* Whether parts of a segment are as they were written, found out when they are first used. */
#ifndef FN_CHECKING_H
#define FN_CHECKING_H

#include "segment.h"

/* Checks the pieces that some bytes behind the header are in; `fn_is_sound` is quicker where they are
 * known. */
bool fn_pieces_are_sound(const fn_segment *segment, uint64_t from, uint64_t size);

static inline bool fn_is_known(const _Atomic uint8_t *bits, uint64_t number)
{
    return atomic_load_explicit(&bits[number >> 3], memory_order_relaxed) >> (number & 7) & 1;
}

static inline void fn_make_known(_Atomic uint8_t *bits, uint64_t number)
{
    atomic_fetch_or_explicit(&bits[number >> 3], (uint8_t)(1u << (number & 7)),
                             memory_order_relaxed);
}

/* What was read of a segment is worthless from now on. Returns false. */
static inline bool fn_found_damaged(const fn_segment *segment)
{
    atomic_store_explicit(&segment->checked->damaged, true, memory_order_relaxed);
    return false;
}

/* Whether `size` bytes of a section are sound; that they lie within it is the caller's to know. */
static inline bool fn_is_sound(const fn_segment *segment, const void *at, uint64_t size)
{
    uint64_t from = (uint64_t)((const unsigned char *)at - segment->first);
    if (from % FN_PIECE + size <= FN_PIECE
        && fn_is_known(segment->checked->pieces, from / FN_PIECE))
        return true;
    return fn_pieces_are_sound(segment, from, size);
}

/* A passage's length; any number if it is damaged. */
static inline uint32_t fn_length(const fn_segment *segment, uint32_t passage)
{
    const uint32_t *length = &segment->lengths[passage];
    (void)fn_is_sound(segment, length, sizeof *length);
    return *length;
}

/* Whether a term's entry and text are sound: the text lies where it may, and no more passages hold the term
 * than there are. */
bool fn_term_is_sound(const fn_segment *segment, uint32_t term);

#endif
