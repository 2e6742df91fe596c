#include "segment.h"

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
        && header->slots > header->terms && header->slots <= UINT32_MAX;
}

static bool are_zeros(const unsigned char *bytes, uint64_t from, uint64_t to)
{
    for (; from < to; from++)
        if (bytes[from])
            return false;
    return true;
}

/* One after the other, from the header to the end, with zeros up to the next multiple of 64. */
static bool sections_fit(const unsigned char *bytes, const fn_header *header)
{
    uint64_t at = sizeof *header;
    for (int which = 0; which < FN_SECTIONS; which++) {
        const fn_section_place *place = &header->sections[which];
        if (place->offset != fn_rounded_up(at, 64) || place->offset > header->size
            || place->size > header->size - place->offset
            || !are_zeros(bytes, at, place->offset))
            return false;
        at = place->offset + place->size;
    }
    return header->size == fn_rounded_up(at, 64) && are_zeros(bytes, at, header->size);
}

static bool sizes_fit(const fn_header *header)
{
    const fn_section_place *places = header->sections;
    return places[FN_LENGTHS].size == header->passages * sizeof(uint32_t)
        && places[FN_TERMS].size == (header->terms + 1) * sizeof(fn_term)
        && places[FN_SLOTS].size == header->slots * sizeof(fn_slot)
        && places[FN_TEXTS].size <= UINT32_MAX;
}

static bool checksums_fit(const unsigned char *bytes, const fn_header *header)
{
    for (int which = 0; which < FN_SECTIONS; which++) {
        const fn_section_place *place = &header->sections[which];
        if (fn_checksum_of(bytes + place->offset, place->size) != place->checksum)
            return false;
    }
    return true;
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
    uint64_t end = segment->header->sections[FN_TEXTS].size;
    if (segment->terms[segment->count].text != end)
        return false;
    for (uint32_t i = 0; i < segment->count; i++) {
        const fn_term *term = &segment->terms[i];
        if (term->text > term[1].text || term[1].text > end)
            return false;
        if (!fn_list_fits(segment, term))
            return false;
    }
    return true;
}

/* Every term has one slot and at least one is empty, so that a search for a term ends. */
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

int fn_segment_check(const void *bytes, size_t size)
{
    const fn_header *header = bytes;
    if (size < sizeof *header || header->magic != FN_MAGIC)
        return FN_DAMAGED;
    if (header->version != FN_VERSION)
        return FN_OTHER_VERSION;
    if (!header_fits(header, size) || !sections_fit(bytes, header) || !sizes_fit(header)
        || !checksums_fit(bytes, header))
        return FN_DAMAGED;
    fn_segment segment = fn_segment_of(bytes);
    bool whole = lengths_fit(&segment) && terms_fit(&segment) && slots_fit(&segment);
    return whole ? FN_OK : FN_DAMAGED;
}

fn_segment fn_segment_of(const void *bytes)
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
        .passages = (uint32_t)header->passages,
        .groups = fn_groups_of(header->passages),
        .count = (uint32_t)header->terms,
        .most_tokens = (uint32_t)header->most_tokens,
        .average = header->passages ? (double)header->tokens / (double)header->passages : 0,
    };
}
