#include "few.h"

#include <string.h>

#include "checking.h"
#include "varint.h"

/* How many bytes a few can take at most. The first says whether there are exceptions behind the
 * passages. */
static uint64_t few_size(uint32_t frequency, bool exceptions, uint64_t room)
{
    uint64_t size = 1 + (uint64_t)frequency * (1 + FN_MOST_VARINT);
    if (exceptions)
        size += FN_MOST_VARINT + (uint64_t)frequency * 2 * FN_MOST_VARINT;
    return size < room ? size : room;
}

bool fn_few_fits(const fn_segment *segment, const fn_term *term)
{
    uint64_t offset = fn_place_offset(term->place);
    if (term->frequency == 1)
        return (uint32_t)offset < segment->passages && offset >> 32;
    if (offset > segment->lists_size || term->frequency >= segment->lists_size - offset)
        return false;
    const unsigned char *list = segment->lists + offset;
    return fn_is_sound(segment, list, 1)
        && fn_is_sound(segment, list,
                       few_size(term->frequency, list[0] != 0, segment->lists_size - offset));
}

/* The parts of any list but a few lie in its section, and its starts in the list. */
fn_list fn_few_of(const fn_segment *segment, const fn_term *term)
{
    uint64_t offset = fn_place_offset(term->place);
    fn_list list = {.kind = FN_FEW, .frequency = term->frequency};
    if (list.frequency == 1) {
        list.only_passage = (uint32_t)offset;
        list.only_frequency = (uint32_t)(offset >> 32);
        return list;
    }
    const unsigned char *bytes = segment->lists + offset;
    list.exceptions = bytes[0];
    list.impacts = bytes + 1;
    list.deltas = list.impacts + list.frequency;
    list.end = bytes + few_size(list.frequency, bytes[0] != 0, segment->lists_size - offset);
    return list;
}

uint64_t fn_few_room(const fn_segment *segment, const fn_list *list)
{
    uint64_t size = (segment->groups / FN_CHUNK + UINT64_C(1)) * sizeof(uint32_t)
        + (segment->groups + UINT64_C(1)) * sizeof(uint16_t)
        + list->frequency * (sizeof(uint16_t) + UINT64_C(1)) + segment->groups + 2 * FN_BLOCK;
    return fn_rounded_up(size, 8);
}

/* The parts of a sparse list, as they are made. */
typedef struct {
    uint32_t *bases;
    uint16_t *starts; /* at first how many postings a group has */
    uint16_t *places;
    uint8_t *impacts, *most;
} making;

static void put(making *making, fn_list *list, uint32_t posting, uint32_t passage, uint8_t impact)
{
    uint32_t group = passage / FN_GROUP;
    making->starts[group]++;
    making->places[posting] = (uint16_t)passage;
    making->most[group] = impact > making->most[group] ? impact : making->most[group];
    list->most = impact > list->most ? impact : list->most;
}

/* From how many there are in each group to where they start. */
static void start_groups(making *making, uint32_t groups)
{
    uint32_t start = 0;
    for (uint32_t group = 0; group <= groups; group++) {
        uint32_t own = making->starts[group];
        if (group % FN_CHUNK == 0)
            making->bases[group / FN_CHUNK] = start;
        making->starts[group] = (uint16_t)(start - making->bases[group / FN_CHUNK]);
        start += own;
    }
}

/* Puts the passages; returns how many there are. */
static uint32_t put_few(const fn_segment *segment, fn_list *list, making *making)
{
    const unsigned char *at = list->deltas;
    uint64_t next = 0;
    uint32_t count = 0;
    for (; count < list->frequency; count++) {
        uint32_t delta;
        at = fn_varint_get(at, list->end, &delta);
        next += delta;
        if (next >= segment->passages)
            break;
        put(making, list, count, (uint32_t)next++, list->impacts[count]);
    }
    list->few_exceptions = list->exceptions ? at : NULL;
    return count;
}

static void put_only(const fn_segment *segment, fn_list *list, making *making)
{
    double normaliser = fn_normaliser(fn_length(segment, list->only_passage), segment->average);
    making->impacts[0] = fn_impact(list->only_frequency, normaliser);
    list->impacts = making->impacts;
    put(making, list, 0, list->only_passage, making->impacts[0]);
}

void fn_few_as_sparse(const fn_segment *segment, fn_list *list, void *room)
{
    making making = {.bases = room};
    making.starts = (uint16_t *)(making.bases + segment->groups / FN_CHUNK + 1);
    making.places = making.starts + segment->groups + 1;
    making.impacts = (uint8_t *)(making.places + list->frequency);
    making.most = making.impacts + list->frequency;
    memset(making.starts, 0, (segment->groups + 1) * sizeof *making.starts);
    memset(making.most, 0, segment->groups);
    if (list->frequency == 1)
        put_only(segment, list, &making);
    else
        list->frequency = put_few(segment, list, &making);
    start_groups(&making, segment->groups);
    list->kind = FN_SPARSE;
    list->bases = making.bases;
    list->starts = making.starts;
    list->places = making.places;
    list->group_most = making.most;
}

uint32_t fn_few_among(const fn_segment *segment, const fn_list *list, fn_bits among)
{
    if (list->frequency == 1)
        return list->only_passage < segment->passages && fn_bit(among, list->only_passage);
    const unsigned char *at = list->deltas;
    uint64_t next = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->frequency; i++) {
        uint32_t delta;
        at = fn_varint_get(at, list->end, &delta);
        next += delta;
        if (next >= segment->passages)
            break;
        count += fn_bit(among, next++);
    }
    return count;
}

uint32_t fn_few_exception(const fn_list *list, uint32_t passage)
{
    const unsigned char *at = list->few_exceptions;
    uint32_t exceptions = 0, delta, frequency;
    uint64_t next = 0;
    if (at)
        at = fn_varint_get(at, list->end, &exceptions);
    for (uint32_t i = 0; i < exceptions && at < list->end; i++) {
        at = fn_varint_get(at, list->end, &delta);
        at = fn_varint_get(at, list->end, &frequency);
        next += delta;
        if (next++ == passage)
            return frequency;
    }
    return 0;
}
