#include <stdbool.h>
#include <stdlib.h>

#include "bits.h"
#include "builder.h"
#include "memory.h"
#include "segment_writing.h"

/* The postings by term: those of one from starts[term] on. */
typedef struct {
    uint64_t *starts;
    uint32_t *passages;
    uint8_t *frequencies;
} by_terms;

static void turned_free(by_terms *turned)
{
    free(turned->starts);
    free(turned->passages);
    free(turned->frequencies);
}

static bool turned_start(const fn_builder *builder, by_terms *turned)
{
    turned->starts = malloc(sizeof(uint64_t) * (builder->terms + 1));
    turned->passages = malloc(sizeof(uint32_t) * (builder->postings + 1));
    turned->frequencies = malloc(builder->postings + 1);
    if (!turned->starts || !turned->passages || !turned->frequencies)
        return false;
    fn_memory_will_fill(turned->passages, sizeof(uint32_t) * builder->postings);
    fn_memory_will_fill(turned->frequencies, builder->postings);
    return true;
}

#define AHEAD 16

/* Puts the postings of a block, of which `passage` is the first passage; returns the passage behind
 * its last. A term is fetched long before it is needed, and half way its place. */
static uint32_t turn_block(
    const fn_postings *block, const uint32_t *distinct, uint32_t passage, by_terms *turned)
{
    uint64_t posting = 0;
    for (uint32_t end = passage + block->passages; passage < end; passage++)
        for (uint32_t i = 0; i < distinct[passage]; i++, posting++) {
            if (posting + 2 * AHEAD < block->count) {
                fn_fetch(&turned->starts[block->terms[posting + 2 * AHEAD]]);
                fn_fetch(&turned->passages[turned->starts[block->terms[posting + AHEAD]]]);
            }
            uint64_t to = turned->starts[block->terms[posting]]++;
            turned->passages[to] = passage;
            turned->frequencies[to] = block->frequencies[posting];
        }
    return passage;
}

/* Each term's start moves to its end while its postings are put; afterwards all are moved back. What
 * was turned is given back at once: it is more than half of what there is. */
static void turn(fn_builder *builder, by_terms *turned)
{
    uint64_t at = 0;
    for (uint64_t term = 0; term < builder->terms; term++) {
        turned->starts[term] = at;
        at += builder->seen[term].frequency;
    }
    for (uint32_t passage = 0; builder->first; builder->first = fn_postings_free(builder->first))
        passage = turn_block(builder->first, builder->distinct, passage, turned);
    builder->last = NULL;
    for (uint64_t term = builder->terms; term > 0; term--)
        turned->starts[term] = turned->starts[term - 1];
    turned->starts[0] = 0;
}

static int by_term(const void *one, const void *other)
{
    const large *a = one, *b = other;
    if (a->term != b->term)
        return a->term < b->term ? -1 : 1;
    return a->passage < b->passage ? -1 : a->passage > b->passage;
}

/* Writes one term's postings; `*next` is the next of the large frequencies. */
static int write_term(
    const fn_builder *builder, const by_terms *turned, uint32_t term, const large **next,
    uint32_t *frequencies, fn_segment_writer *writer)
{
    uint64_t start = turned->starts[term];
    uint32_t count = builder->seen[term].frequency;
    for (uint32_t i = 0; i < count; i++) {
        frequencies[i] = turned->frequencies[start + i];
        if (frequencies[i] == LARGE)
            frequencies[i] = (*next)++->frequency;
    }
    uint64_t text = builder->text_starts[term];
    return fn_segment_writer_term(
        writer, builder->texts + text, (uint32_t)(builder->text_starts[term + 1] - text),
        turned->passages + start, frequencies, count);
}

static int write_terms(
    const fn_builder *builder, const by_terms *turned, fn_segment_writer *writer)
{
    uint32_t *frequencies = malloc(sizeof(uint32_t) * ((uint64_t)builder->passages + 1));
    int status = frequencies ? FN_OK : FN_NO_MEMORY;
    const large *next = builder->larges;
    for (uint32_t term = 0; status == FN_OK && term < builder->terms; term++)
        status = write_term(builder, turned, term, &next, frequencies, writer);
    free(frequencies);
    return status;
}

static int write_turned(fn_builder *builder, const by_terms *turned, const char *path)
{
    fn_segment_writer writer;
    int status = fn_segment_writer_start(&writer, path, builder->lengths, builder->passages);
    if (status != FN_OK)
        return status;
    status = write_terms(builder, turned, &writer);
    if (status == FN_OK)
        return fn_segment_writer_finish(&writer);
    fn_segment_writer_abandon(&writer);
    return status;
}

int fn_builder_write(fn_builder *builder, const char *path)
{
    by_terms turned = {0};
    if (!turned_start(builder, &turned)) {
        turned_free(&turned);
        return FN_NO_MEMORY;
    }
    turn(builder, &turned);
    if (builder->larges_count)
        qsort(builder->larges, builder->larges_count, sizeof(large), by_term);
    free(builder->slots); /* not needed any more */
    builder->slots = NULL;
    int status = write_turned(builder, &turned, path);
    turned_free(&turned);
    return status;
}
