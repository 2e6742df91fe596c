#include "lists.h"

#include <string.h>

#include "varint.h"

enum fn_kind fn_kind_for(uint32_t frequency, uint64_t passages)
{
    uint64_t groups = fn_groups_of(passages);
    if (frequency < 8 || frequency < 2 * groups)
        return FN_FEW;
    if (frequency >= (passages + 2) / 3)
        return FN_DENSE;
    return frequency >= FN_GROUP_BLOCKS * groups ? FN_MEDIUM : FN_SPARSE;
}

/* Parts with wider members first; those read 16 bytes at a time are of whole multiples of it. */
fn_layout fn_layout_of(enum fn_kind kind, uint32_t frequency, uint32_t exceptions, uint32_t groups)
{
    fn_layout layout = {0};
    uint64_t at = sizeof(fn_list_head) + (uint64_t)exceptions * sizeof(fn_exception);
    uint64_t blocks = (uint64_t)groups * FN_GROUP_BLOCKS;
    if (kind == FN_SPARSE || kind == FN_MEDIUM) {
        layout.starts = at;
        at += ((uint64_t)groups + 1) * sizeof(uint32_t);
    }
    if (kind == FN_SPARSE) {
        layout.group_places = at;
        at += (uint64_t)frequency * sizeof(uint16_t);
    }
    layout.group_most = at;
    at += fn_rounded_up(groups, 16);
    if (kind == FN_MEDIUM || kind == FN_DENSE) {
        layout.block_most = at;
        at += blocks;
    }
    if (kind == FN_MEDIUM) {
        layout.block_counts = at;
        at += blocks;
        layout.block_places = at;
        at += frequency;
    }
    layout.impacts = at;
    at += kind == FN_DENSE ? (uint64_t)groups * FN_GROUP : frequency;
    layout.size = at;
    return layout;
}

/* Starts ascend from 0 to the frequency; a medium list's blocks add up to its groups. */
static bool starts_fit(const fn_segment *segment, const unsigned char *list, const fn_layout *layout,
                       uint32_t frequency)
{
    const uint32_t *starts = (const uint32_t *)(list + layout->starts);
    if (starts[0] != 0 || starts[segment->groups] != frequency)
        return false;
    for (uint32_t group = 0; group < segment->groups; group++) {
        if (starts[group] > starts[group + 1] || starts[group + 1] - starts[group] > FN_GROUP)
            return false;
        if (!layout->block_counts)
            continue;
        const uint8_t *counts = list + layout->block_counts + (uint64_t)group * FN_GROUP_BLOCKS;
        uint32_t total = 0;
        for (int block = 0; block < FN_GROUP_BLOCKS; block++) {
            if (counts[block] > FN_BLOCK)
                return false;
            total += counts[block];
        }
        if (total != starts[group + 1] - starts[group])
            return false;
    }
    return true;
}

bool fn_list_fits(const fn_segment *segment, const fn_term *term)
{
    enum fn_kind kind = fn_place_kind(term->place);
    uint64_t offset = fn_place_offset(term->place);
    if (!term->frequency || term->frequency > segment->passages)
        return false;
    if (kind == FN_FEW && term->frequency == 1)
        return (uint32_t)offset < segment->passages && offset >> 32;
    if (offset > segment->lists_size)
        return false;
    uint64_t room = segment->lists_size - offset;
    if (kind == FN_FEW)
        return term->frequency < room;
    if (offset % 64 || room < sizeof(fn_list_head))
        return false;
    const unsigned char *list = segment->lists + offset;
    uint32_t exceptions = ((const fn_list_head *)list)->exceptions;
    fn_layout layout = fn_layout_of(kind, term->frequency, exceptions, segment->groups);
    return exceptions <= term->frequency && layout.size <= room
        && (!layout.starts || starts_fit(segment, list, &layout, term->frequency));
}

static const uint8_t *part(const unsigned char *list, uint64_t offset)
{
    return offset ? list + offset : NULL;
}

fn_list fn_list_of(const fn_segment *segment, uint32_t number)
{
    const fn_term *term = &segment->terms[number];
    fn_list list = {.kind = fn_place_kind(term->place), .frequency = term->frequency};
    uint64_t offset = fn_place_offset(term->place);
    if (list.kind == FN_FEW && list.frequency == 1) {
        list.only_passage = (uint32_t)offset;
        list.only_frequency = (uint32_t)(offset >> 32);
        return list;
    }
    const unsigned char *bytes = segment->lists + offset;
    if (list.kind == FN_FEW) {
        list.exceptions = bytes[0];
        list.impacts = bytes + 1;
        list.deltas = list.impacts + list.frequency;
        list.end = segment->lists + segment->lists_size;
        return list;
    }
    const fn_list_head *head = (const fn_list_head *)bytes;
    fn_layout at = fn_layout_of(list.kind, list.frequency, head->exceptions, segment->groups);
    list.exceptions = head->exceptions;
    list.most = head->most;
    list.exception = (const fn_exception *)(bytes + sizeof *head);
    list.starts = (const uint32_t *)part(bytes, at.starts);
    list.group_places = (const uint16_t *)part(bytes, at.group_places);
    list.group_most = part(bytes, at.group_most);
    list.block_most = part(bytes, at.block_most);
    list.block_counts = part(bytes, at.block_counts);
    list.block_places = part(bytes, at.block_places);
    list.impacts = part(bytes, at.impacts);
    return list;
}

uint32_t fn_few_decoded(
    const fn_segment *segment, fn_list *list, uint32_t *passages, uint8_t *impacts)
{
    if (list->frequency == 1) {
        double normaliser =
            fn_normaliser(segment->lengths[list->only_passage], segment->average);
        passages[0] = list->only_passage;
        impacts[0] = fn_impact(list->only_frequency, normaliser);
        return 1;
    }
    const unsigned char *at = list->deltas;
    uint64_t next = 0;
    for (uint32_t i = 0; i < list->frequency; i++) {
        uint32_t delta;
        at = fn_varint_get(at, list->end, &delta);
        next += delta;
        if (next >= segment->passages)
            return i;
        passages[i] = (uint32_t)next++;
        impacts[i] = list->impacts[i];
    }
    list->few_exceptions = list->exceptions ? at : NULL;
    return list->frequency;
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

uint32_t fn_group_decoded(
    const fn_segment *segment, const fn_list *list, uint32_t group, uint32_t *passages,
    uint8_t *impacts)
{
    if (list->kind == FN_DENSE)
        return dense_decoded(segment, list, group, passages, impacts);
    uint32_t first = group * FN_GROUP, count = 0, block = 0, left = 0;
    for (uint32_t i = list->starts[group]; i < list->starts[group + 1]; i++) {
        uint32_t place;
        if (list->kind == FN_SPARSE) {
            place = list->group_places[i] % FN_GROUP;
        } else {
            for (; !left; block++)
                left = list->block_counts[group * FN_GROUP_BLOCKS + block];
            left--;
            place = (block - 1) * FN_BLOCK + list->block_places[i] % FN_BLOCK;
        }
        if (first + place >= segment->passages)
            continue;
        passages[count] = first + place;
        impacts[count++] = list->impacts[i];
    }
    return count;
}

uint32_t fn_block_start(const fn_list *list, uint32_t block)
{
    uint32_t start = list->starts[block / FN_GROUP_BLOCKS];
    const uint8_t *counts = list->block_counts + block / FN_GROUP_BLOCKS * FN_GROUP_BLOCKS;
    for (uint32_t i = 0; i < block % FN_GROUP_BLOCKS; i++)
        start += counts[i];
    return start;
}

uint8_t fn_impact_in(const fn_list *list, uint32_t passage)
{
    if (list->kind == FN_DENSE)
        return list->impacts[passage];
    if (list->kind == FN_MEDIUM) {
        uint32_t at = fn_block_start(list, passage / FN_BLOCK);
        uint32_t end = at + list->block_counts[passage / FN_BLOCK];
        for (; at < end; at++)
            if (list->block_places[at] == passage % FN_BLOCK)
                return list->impacts[at];
        return 0;
    }
    uint32_t low = list->starts[passage / FN_GROUP], high = list->starts[passage / FN_GROUP + 1];
    uint32_t end = high;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->group_places[middle] < passage % FN_GROUP)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && list->group_places[low] == passage % FN_GROUP ? list->impacts[low] : 0;
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
    const fn_segment *segment, const fn_list *list, uint32_t passage, uint8_t impact)
{
    if (list->kind == FN_FEW && list->frequency == 1)
        return list->only_frequency;
    if (list->exceptions) {
        uint32_t frequency =
            list->kind == FN_FEW ? few_exception(list, passage) : exception(list, passage);
        if (frequency)
            return frequency;
    }
    double normaliser = fn_normaliser(segment->lengths[passage], segment->average);
    return fn_frequency_of_impact(impact, normaliser);
}
