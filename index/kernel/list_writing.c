#include "list_writing.h"

#include <stdlib.h>
#include <string.h>

#include "varint.h"

/* Most passages are short and most frequencies small: their impacts are computed once. The upper
 * byte tells that the impact does not give the frequency back. */
#define KNOWN_LENGTHS 1024
#define KNOWN_FREQUENCIES 16
#define EXCEPTION 0x100

static uint16_t computed(uint32_t length, uint32_t frequency, double average)
{
    double normaliser = fn_normaliser(length, average);
    uint8_t impact = fn_impact(frequency, normaliser);
    bool told = fn_frequency_of_impact(impact, normaliser) == frequency;
    return impact | (told ? 0 : EXCEPTION);
}

bool fn_list_writer_start(
    fn_list_writer *writer, const uint32_t *lengths, uint32_t passages, double average,
    uint32_t most_tokens)
{
    *writer = (fn_list_writer){
        .lengths = lengths,
        .passages = passages,
        .groups = fn_groups_of(passages),
        .average = average,
        .known_lengths = most_tokens < KNOWN_LENGTHS ? most_tokens + 1 : KNOWN_LENGTHS,
    };
    writer->known = malloc(sizeof(uint16_t) * writer->known_lengths * KNOWN_FREQUENCIES);
    if (!writer->known)
        return false;
    for (uint32_t length = 0; length < writer->known_lengths; length++)
        for (uint32_t frequency = 0; frequency < KNOWN_FREQUENCIES; frequency++)
            writer->known[length * KNOWN_FREQUENCIES + frequency] =
                frequency && length ? computed(length, frequency, average) : 0;
    return true;
}

void fn_list_writer_free(fn_list_writer *writer)
{
    free(writer->known);
    free(writer->bytes);
    free(writer->impacts);
    free(writer->exceptions);
}

static bool postings_fit(fn_list_writer *writer, uint32_t count)
{
    if (count <= writer->postings_room)
        return true;
    uint32_t room = count > FN_MOST_PASSAGES / 2 ? count : count * 2;
    uint8_t *impacts = realloc(writer->impacts, room);
    if (impacts)
        writer->impacts = impacts;
    fn_exception *exceptions = realloc(writer->exceptions, sizeof(fn_exception) * room);
    if (exceptions)
        writer->exceptions = exceptions;
    if (!impacts || !exceptions)
        return false;
    writer->postings_room = room;
    return true;
}

static bool bytes_fit(fn_list_writer *writer, uint64_t size)
{
    if (size <= writer->room)
        return true;
    unsigned char *bytes = realloc(writer->bytes, size * 2);
    if (!bytes)
        return false;
    writer->bytes = bytes;
    writer->room = size * 2;
    return true;
}

/* Fills in the impacts, and the exceptions, whose number is returned. */
static uint32_t weigh(
    fn_list_writer *writer, const uint32_t *passages, const uint32_t *frequencies, uint32_t count)
{
    uint32_t exceptions = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t length = writer->lengths[passages[i]], frequency = frequencies[i];
        uint16_t impact = length < writer->known_lengths && frequency < KNOWN_FREQUENCIES
            ? writer->known[length * KNOWN_FREQUENCIES + frequency]
            : computed(length, frequency, writer->average);
        writer->impacts[i] = (uint8_t)impact;
        if (impact & EXCEPTION)
            writer->exceptions[exceptions++] = (fn_exception){passages[i], frequency};
    }
    return exceptions;
}

/* A flag for exceptions, the impacts, the passages, the exceptions. */
static uint64_t write_few(
    fn_list_writer *writer, const uint32_t *passages, uint32_t count, uint32_t exceptions)
{
    unsigned char *at = writer->bytes;
    *at++ = exceptions != 0;
    memcpy(at, writer->impacts, count);
    at += count;
    uint32_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        at = fn_varint_put(at, passages[i] - next);
        next = passages[i] + 1;
    }
    if (exceptions)
        at = fn_varint_put(at, exceptions);
    next = 0;
    for (uint32_t i = 0; i < exceptions; i++) {
        at = fn_varint_put(at, writer->exceptions[i].passage - next);
        at = fn_varint_put(at, writer->exceptions[i].frequency);
        next = writer->exceptions[i].passage + 1;
    }
    return (uint64_t)(at - writer->bytes);
}

static void put_most(uint8_t *most, uint64_t at, uint8_t impact)
{
    if (impact > most[at])
        most[at] = impact;
}

/* Where each group's postings start. */
static void write_starts(
    uint32_t *bases, uint16_t *starts, uint32_t groups, const uint32_t *passages, uint32_t count)
{
    uint32_t at = 0;
    for (uint32_t group = 0; group <= groups; group++) {
        if (group % FN_CHUNK == 0)
            bases[group / FN_CHUNK] = at;
        starts[group] = (uint16_t)(at - bases[group / FN_CHUNK]);
        while (at < count && passages[at] / FN_GROUP == group)
            at++;
    }
}

static void write_parts(
    fn_list_writer *writer, const fn_layout *layout, enum fn_kind kind, const uint32_t *passages,
    uint32_t count)
{
    unsigned char *list = writer->bytes;
    uint8_t *impacts = list + layout->impacts;
    uint16_t *places = (uint16_t *)(list + layout->places);
    uint64_t *bits = (uint64_t *)(list + layout->block_bits);
    if (layout->starts)
        write_starts((uint32_t *)(list + layout->bases), (uint16_t *)(list + layout->starts),
                     writer->groups, passages, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t passage = passages[i];
        uint8_t impact = writer->impacts[i];
        put_most(list + layout->group_most, passage / FN_GROUP, impact);
        impacts[kind == FN_DENSE ? passage : i] = impact;
        if (kind == FN_SPARSE)
            places[i] = (uint16_t)passage;
        if (layout->block_most)
            put_most(list + layout->block_most, passage / FN_BLOCK, impact);
        if (kind == FN_MEDIUM) {
            list[layout->block_counts + passage / FN_BLOCK]++;
            bits[passage / FN_BLOCK] |= UINT64_C(1) << passage % FN_BLOCK;
        }
    }
}

static void write_head(fn_list_writer *writer, uint32_t count, uint32_t exceptions)
{
    fn_list_head *head = (fn_list_head *)writer->bytes;
    head->exceptions = exceptions;
    for (uint32_t i = 0; i < count; i++)
        head->most = writer->impacts[i] > head->most ? writer->impacts[i] : head->most;
    memcpy(writer->bytes + sizeof *head, writer->exceptions, sizeof(fn_exception) * exceptions);
}

static uint64_t place_of(enum fn_kind kind, uint64_t offset)
{
    return (uint64_t)kind << 62 | offset;
}

int fn_list_write(
    fn_list_writer *writer, fn_output *output, const uint32_t *passages,
    const uint32_t *frequencies, uint32_t count, fn_term *term)
{
    term->frequency = count;
    if (count == 1) {
        term->place = (uint64_t)frequencies[0] << 32 | passages[0];
        return FN_OK;
    }
    if (!postings_fit(writer, count))
        return FN_NO_MEMORY;
    uint32_t exceptions = weigh(writer, passages, frequencies, count);
    enum fn_kind kind = fn_kind_for(count, writer->passages);
    fn_layout layout = fn_layout_of(kind, count, exceptions, writer->groups);
    uint64_t size = layout.size;
    if (kind == FN_FEW)
        size = 1 + FN_MOST_VARINT + (uint64_t)count * (1 + FN_MOST_VARINT)
            + (uint64_t)exceptions * 2 * FN_MOST_VARINT;
    if (!bytes_fit(writer, size))
        return FN_NO_MEMORY;
    if (kind == FN_FEW) {
        size = write_few(writer, passages, count, exceptions);
    } else {
        memset(writer->bytes, 0, size);
        write_head(writer, count, exceptions);
        write_parts(writer, &layout, kind, passages, count);
        fn_output_align(output);
    }
    term->place = place_of(kind, output->at - output->section->offset);
    fn_output_put(output, writer->bytes, size);
    return FN_OK;
}
