#include "lists.h"

#include <string.h>

#include "checking.h"
#include "varint.h"
#include "vectors_plain.h"
#include "looking_up.h"

enum fn_kind fn_kind_for(uint32_t frequency, uint64_t passages)
{
    uint64_t groups = fn_groups_of(passages);
    if (frequency < 8 || frequency < 3 * groups)
        return FN_FEW;
    if (frequency >= (passages + 2) / 3)
        return FN_DENSE;
    return frequency >= 4 * FN_GROUP_BLOCKS * groups ? FN_MEDIUM : FN_SPARSE;
}

/* Parts with wider members first; those read 16 bytes at a time are of whole multiples of it. */
fn_layout fn_layout_of(enum fn_kind kind, uint32_t frequency, uint32_t exceptions, uint32_t groups)
{
    fn_layout layout = {0};
    uint64_t at = sizeof(fn_list_head) + (uint64_t)exceptions * sizeof(fn_exception);
    uint64_t blocks = (uint64_t)groups * FN_GROUP_BLOCKS;
    if (kind == FN_SPARSE || kind == FN_MEDIUM) {
        layout.bases = at;
        at += ((uint64_t)groups / FN_CHUNK + 1) * sizeof(uint32_t);
        layout.starts = at;
        at += ((uint64_t)groups + 1) * sizeof(uint16_t);
    }
    if (kind == FN_SPARSE) {
        layout.places = at;
        at += (uint64_t)frequency * sizeof(uint16_t);
    }
    layout.group_most = at;
    at += fn_rounded_up(groups, 16);
    if (kind != FN_SPARSE || frequency >= 2 * blocks) {
        layout.block_most = at;
        at += blocks;
    }
    if (kind == FN_MEDIUM) {
        layout.block_counts = at;
        at += blocks;
    }
    layout.impacts = at;
    at += kind == FN_DENSE ? (uint64_t)groups * FN_GROUP : frequency;
    if (kind == FN_MEDIUM) {
        at = fn_rounded_up(at, sizeof(uint64_t));
        layout.block_bits = at;
        at += blocks * sizeof(uint64_t);
    }
    layout.size = at;
    return layout;
}

static bool bits_fit(const uint64_t *bits, const uint8_t *counts, uint32_t postings)
{
    uint32_t total = 0;
    for (int block = 0; block < FN_GROUP_BLOCKS; block++) {
        if (counts[block] != fn_count_bits(bits[block]))
            return false;
        total += counts[block];
    }
    return total == postings;
}

/* Starts ascend from 0 to the frequency; a medium list's blocks add up to its groups. */
static bool starts_fit(const fn_list *list, uint32_t groups)
{
    if (fn_start(list, 0) != 0 || fn_start(list, groups) != list->frequency)
        return false;
    for (uint32_t group = 0; group < groups; group++) {
        uint32_t start = fn_start(list, group), end = fn_start(list, group + 1);
        if (start > end || end - start > FN_GROUP)
            return false;
        uint64_t block = (uint64_t)group * FN_GROUP_BLOCKS;
        if (list->block_bits
            && !bits_fit(list->block_bits + block, list->block_counts + block, end - start))
            return false;
    }
    return true;
}

static const uint8_t *part(const unsigned char *list, uint64_t offset)
{
    return offset ? list + offset : NULL;
}

/* A view of a list that is not of the few. */
static fn_list list_at(
    const unsigned char *bytes, enum fn_kind kind, uint32_t frequency, uint32_t groups)
{
    const fn_list_head *head = (const fn_list_head *)bytes;
    fn_layout at = fn_layout_of(kind, frequency, head->exceptions, groups);
    return (fn_list){
        .kind = kind,
        .frequency = frequency,
        .exceptions = head->exceptions,
        .most = head->most,
        .exception = (const fn_exception *)(bytes + sizeof *head),
        .bases = (const uint32_t *)part(bytes, at.bases),
        .starts = (const uint16_t *)part(bytes, at.starts),
        .places = (const uint16_t *)part(bytes, at.places),
        .group_most = part(bytes, at.group_most),
        .block_most = part(bytes, at.block_most),
        .block_counts = part(bytes, at.block_counts),
        .impacts = part(bytes, at.impacts),
        .block_bits = (const uint64_t *)part(bytes, at.block_bits),
    };
}

/* How many bytes a few can take at most. The first says whether there are exceptions behind the
 * passages. */
static uint64_t few_size(uint32_t frequency, bool exceptions, uint64_t room)
{
    uint64_t size = 1 + (uint64_t)frequency * (1 + FN_MOST_VARINT);
    if (exceptions)
        size += FN_MOST_VARINT + (uint64_t)frequency * 2 * FN_MOST_VARINT;
    return size < room ? size : room;
}

static bool few_fits(const fn_segment *segment, const fn_term *term)
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
static bool parts_fit(const fn_segment *segment, const fn_term *term)
{
    enum fn_kind kind = fn_place_kind(term->place);
    uint64_t offset = fn_place_offset(term->place);
    if (offset > segment->lists_size || offset % 64)
        return false;
    uint64_t room = segment->lists_size - offset;
    const unsigned char *list = segment->lists + offset;
    if (room < sizeof(fn_list_head) || !fn_is_sound(segment, list, sizeof(fn_list_head)))
        return false;
    uint32_t exceptions = ((const fn_list_head *)list)->exceptions;
    fn_layout layout = fn_layout_of(kind, term->frequency, exceptions, segment->groups);
    if (exceptions > term->frequency || layout.size > room
        || !fn_is_sound(segment, list, layout.size))
        return false;
    fn_list view = list_at(list, kind, term->frequency, segment->groups);
    return !view.starts || starts_fit(&view, segment->groups);
}

static fn_list view_of(const fn_segment *segment, const fn_term *term)
{
    enum fn_kind kind = fn_place_kind(term->place);
    uint64_t offset = fn_place_offset(term->place);
    const unsigned char *bytes = segment->lists + offset;
    if (kind != FN_FEW)
        return list_at(bytes, kind, term->frequency, segment->groups);
    fn_list list = {.kind = FN_FEW, .frequency = term->frequency};
    if (list.frequency == 1) {
        list.only_passage = (uint32_t)offset;
        list.only_frequency = (uint32_t)(offset >> 32);
        return list;
    }
    list.exceptions = bytes[0];
    list.impacts = bytes + 1;
    list.deltas = list.impacts + list.frequency;
    list.end = bytes + few_size(list.frequency, bytes[0] != 0, segment->lists_size - offset);
    return list;
}

bool fn_list_of(const fn_segment *segment, uint32_t number, fn_list *list)
{
    const fn_term *term = &segment->terms[number];
    if (!fn_is_known(segment->checked->lists, number)) {
        bool few = fn_place_kind(term->place) == FN_FEW;
        if (few ? !few_fits(segment, term) : !parts_fit(segment, term))
            return fn_found_damaged(segment);
        fn_make_known(segment->checked->lists, number);
    }
    *list = view_of(segment, term);
    return true;
}

enum { LINE = 64, MOST_FETCHED = 32 * LINE };

void fn_list_fetch(const fn_segment *segment, uint32_t number)
{
    const fn_term *term = &segment->terms[number];
    uint64_t offset = fn_place_offset(term->place), size = 4 * (uint64_t)term->frequency;
    if (offset >= segment->lists_size)
        return; /* a single posting has none; damage is seen elsewhere */
    uint64_t end = size < MOST_FETCHED ? size : MOST_FETCHED;
    if (end > segment->lists_size - offset)
        end = segment->lists_size - offset;
    for (uint64_t at = 0; at < end; at += LINE)
        fn_fetch(segment->lists + offset + at);
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

static uint32_t dense_decoded(
    const fn_segment *segment, const fn_list *list, uint32_t group, uint32_t *passages,
    uint8_t *impacts)
{
    uint32_t first = group * FN_GROUP, count = 0;
    for (uint32_t i = 0; i < FN_GROUP && first + i < segment->passages; i++) {
        passages[count] = first + i;
        impacts[count] = list->impacts[first + i];
        count += impacts[count] != 0;
    }
    return count;
}

static uint32_t medium_decoded(
    const fn_segment *segment, const fn_list *list, uint32_t group, uint32_t *passages,
    uint8_t *impacts)
{
    uint32_t at = fn_start(list, group), count = 0;
    for (uint32_t block = group * FN_GROUP_BLOCKS; block < (group + 1) * FN_GROUP_BLOCKS; block++)
        for (uint64_t bits = list->block_bits[block]; bits; bits &= bits - 1, at++) {
            passages[count] = block * FN_BLOCK + fn_lowest(bits);
            impacts[count] = list->impacts[at];
            count += passages[count] < segment->passages;
        }
    return count;
}

uint32_t fn_group_decoded(
    const fn_segment *segment, const fn_list *list, uint32_t group, uint32_t *passages,
    uint8_t *impacts)
{
    if (list->kind == FN_DENSE)
        return dense_decoded(segment, list, group, passages, impacts);
    if (list->kind == FN_MEDIUM)
        return medium_decoded(segment, list, group, passages, impacts);
    uint32_t end = fn_start(list, group + 1), count = 0;
    for (uint32_t i = fn_start(list, group); i < end; i++) {
        passages[count] = group * FN_GROUP + list->places[i] % FN_GROUP;
        impacts[count] = list->impacts[i];
        count += passages[count] < segment->passages;
    }
    return count;
}

uint8_t fn_impact_in(const fn_list *list, uint32_t passage)
{
    return impact_of(list, passage);
}

static uint32_t few_exception(const fn_list *list, uint32_t passage)
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

static uint32_t exception(const fn_list *list, uint32_t passage)
{
    uint32_t low = 0, high = list->exceptions;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->exception[middle].passage < passage)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < list->exceptions && list->exception[low].passage == passage;
    return found ? list->exception[low].frequency : 0;
}

uint32_t fn_posting_frequency(
    const fn_list *list, uint32_t passage, uint8_t impact, double normaliser)
{
    if (list->only_frequency)
        return list->only_frequency;
    if (list->exceptions) {
        uint32_t frequency =
            list->deltas ? few_exception(list, passage) : exception(list, passage);
        if (frequency)
            return frequency;
    }
    return fn_frequency_of_impact(impact, normaliser);
}
