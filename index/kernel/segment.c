#include "segment.h"

#include <stdlib.h>

#include "checking.h"
#include "checksum.h"
#include "lists.h"

/* Checks trust nothing but `size`: each reads only what those before it have shown to be there. What
 * a list says of passages and impacts is kept in bounds where it is read. */

static bool header_fits(const fn_header *header, size_t size)
{
    return header->checksum == fn_checksum_of(header, offsetof(fn_header, checksum))
        && header->size == size && header->passages <= FN_MOST_PASSAGES
        && header->terms < UINT32_MAX && header->most_tokens <= FN_MOST_LENGTH
        && header->tokens <= header->passages * header->most_tokens
        && header->tokens >= header->terms && header->slots > header->terms
        && header->slots <= UINT32_MAX;
}

/* One after the other, from the header to the end, at multiples of 64. */
static bool sections_fit(const fn_header *header)
{
    uint64_t at = sizeof *header;
    for (int which = 0; which < FN_SECTIONS; which++) {
        const fn_section_place *place = &header->sections[which];
        if (place->offset != fn_rounded_up(at, 64) || place->offset > header->size
            || place->size > header->size - place->offset)
            return false;
        at = place->offset + place->size;
    }
    return header->size == at;
}

static bool sizes_fit(const fn_header *header)
{
    const fn_section_place *places = header->sections;
    uint64_t checked = places[FN_SUMS].offset - sizeof(fn_header);
    return places[FN_LENGTHS].size == header->passages * sizeof(uint32_t)
        && places[FN_TERMS].size == (header->terms + 1) * sizeof(fn_term)
        && places[FN_SLOTS].size == header->slots * sizeof(fn_slot)
        && places[FN_TEXTS].size <= UINT32_MAX
        && places[FN_SUMS].size == fn_pieces_of(checked) * sizeof(uint64_t);
}

static fn_segment view_of(const void *bytes)
{
    const fn_header *header = bytes;
    const unsigned char *base = bytes;
    const fn_section_place *places = header->sections;
    return (fn_segment){
        .header = header,
        .lengths = (const uint32_t *)(base + places[FN_LENGTHS].offset),
        .lists = base + places[FN_LISTS].offset,
        .lists_size = places[FN_LISTS].size,
        .terms = (const fn_term *)(base + places[FN_TERMS].offset),
        .texts = (const char *)(base + places[FN_TEXTS].offset),
        .slots = (const fn_slot *)(base + places[FN_SLOTS].offset),
        .first = base + sizeof(fn_header),
        .sums = (const uint64_t *)(base + places[FN_SUMS].offset),
        .passages = (uint32_t)header->passages,
        .groups = fn_groups_of(header->passages),
        .count = (uint32_t)header->terms,
        .most_tokens = (uint32_t)header->most_tokens,
        .average = header->passages ? (double)header->tokens / (double)header->passages : 0,
    };
}

int fn_segment_open(const void *bytes, size_t size, fn_segment **segment)
{
    const fn_header *header = bytes;
    if (size < sizeof *header || header->magic != FN_MAGIC)
        return FN_DAMAGED;
    if (header->version != FN_VERSION)
        return FN_OTHER_VERSION;
    if (!header_fits(header, size) || !sections_fit(header) || !sizes_fit(header))
        return FN_DAMAGED;
    fn_segment view = view_of(bytes);
    uint64_t sums = header->sections[FN_SUMS].size;
    if (fn_checksum_of(view.sums, sums) != header->sums)
        return FN_DAMAGED;
    /* One piece of memory, of which only what is touched counts. */
    uint64_t pieces = sums / sizeof(uint64_t) / 8 + 1, lists = view.count / 8 + 1;
    fn_segment *opened = calloc(1, sizeof *opened + sizeof(fn_checked) + pieces + lists);
    if (!opened)
        return FN_NO_MEMORY;
    *opened = view;
    opened->checked = (fn_checked *)(opened + 1);
    opened->checked->pieces = (_Atomic uint8_t *)(opened->checked + 1);
    opened->checked->lists = opened->checked->pieces + pieces;
    *segment = opened;
    return FN_OK;
}

void fn_segment_close(fn_segment *segment)
{
    free(segment);
}

static bool lengths_fit(const fn_segment *segment)
{
    uint64_t tokens = 0;
    uint32_t most = 0;
    for (uint32_t i = 0; i < segment->passages; i++) {
        uint32_t length = segment->lengths[i];
        tokens += length;
        most = length > most ? length : most;
    }
    return tokens == segment->header->tokens && most == segment->header->most_tokens;
}

static bool terms_fit(const fn_segment *segment)
{
    fn_list list;
    for (uint32_t i = 0; i < segment->count; i++)
        if (!fn_term_is_sound(segment, i) || !fn_list_of(segment, i, &list))
            return false;
    return segment->terms[segment->count].text == segment->header->sections[FN_TEXTS].size;
}

/* Every term has one slot and at least one is empty. */
static bool slots_fit(const fn_segment *segment)
{
    uint64_t taken = 0;
    for (uint64_t i = 0; i < segment->header->slots; i++) {
        uint32_t term = segment->slots[i].term;
        if (term > segment->count)
            return false;
        taken += term != 0;
    }
    return taken == segment->count && taken < segment->header->slots;
}

int fn_segment_check(const fn_segment *segment)
{
    uint64_t size = segment->header->sections[FN_SUMS].offset - sizeof(fn_header);
    if (!fn_pieces_are_sound(segment, 0, size))
        return FN_DAMAGED;
    if (!lengths_fit(segment) || !terms_fit(segment) || !slots_fit(segment))
        fn_found_damaged(segment);
    return fn_segment_is_damaged(segment) ? FN_DAMAGED : FN_OK;
}

bool fn_segment_is_damaged(const fn_segment *segment)
{
    return atomic_load_explicit(&segment->checked->damaged, memory_order_relaxed);
}
