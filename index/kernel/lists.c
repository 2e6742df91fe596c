#include "lists.h"

#include <string.h>

#include "checking.h"
#include "few.h"
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
    if (kind == FN_FEW)
        return fn_few_of(segment, term);
    const unsigned char *bytes = segment->lists + fn_place_offset(term->place);
    return list_at(bytes, kind, term->frequency, segment->groups);
}

bool fn_list_of(const fn_segment *segment, uint32_t number, fn_list *list)
{
    const fn_term *term = &segment->terms[number];
    if (!fn_is_known(segment->checked->lists, number)) {
        bool few = fn_place_kind(term->place) == FN_FEW;
        if (few ? !fn_few_fits(segment, term) : !parts_fit(segment, term))
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
            list->deltas ? fn_few_exception(list, passage) : exception(list, passage);
        if (frequency)
            return frequency;
    }
    return fn_frequency_of_impact(impact, normaliser);
}
