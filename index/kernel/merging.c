#include "merging.h"

#include <stdlib.h>
#include <string.h>

#include "checking.h"
#include "dictionary.h"
#include "hash.h"
#include "segment_writing.h"

/* Term by term: only one term's postings and the passages' new numbers are in memory. */

typedef struct {
    const fn_corpus *corpus;
    uint32_t **numbers;    /* by part and passage, the passage's number in the new segment */
    uint32_t *lengths;     /* of the new segment's passages */
    uint32_t *passages, *frequencies; /* one term's postings */
    fn_segment_writer writer;
} merging;

static void merge_free(merging *merge)
{
    for (uint32_t i = 0; merge->numbers && i < merge->corpus->segments; i++)
        free(merge->numbers[i]);
    free(merge->numbers);
    free(merge->lengths);
    free(merge->passages);
    free(merge->frequencies);
}

static bool number_passages(merging *merge)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < merge->corpus->segments; i++) {
        const fn_part *part = &merge->corpus->parts[i];
        uint32_t *numbers = malloc(sizeof(uint32_t) * (part->segment.passages + (size_t)1));
        if (!numbers)
            return false;
        merge->numbers[i] = numbers;
        for (uint32_t passage = 0; passage < part->segment.passages; passage++) {
            if (fn_bit(part->removed, passage))
                continue;
            numbers[passage] = next;
            merge->lengths[next++] = fn_length(&part->segment, passage);
        }
    }
    return true;
}

static bool merge_start(merging *merge)
{
    uint64_t passages = merge->corpus->passages + 1, ordinals = merge->corpus->ordinals + 1;
    merge->numbers = calloc(merge->corpus->segments + (size_t)1, sizeof *merge->numbers);
    merge->lengths = malloc(sizeof(uint32_t) * passages);
    /* Room for the removed ones, too, which are decoded before they are left out. */
    merge->passages = malloc(sizeof(uint32_t) * ordinals);
    merge->frequencies = malloc(sizeof(uint32_t) * ordinals);
    return merge->numbers && merge->lengths && merge->passages && merge->frequencies
        && number_passages(merge);
}

/* Adds the postings of a term in one part behind the `*count` that are there. */
static bool gather(merging *merge, uint32_t which, uint32_t term, uint32_t *count)
{
    uint32_t more, *passages = merge->passages + *count;
    if (!fn_part_postings(&merge->corpus->parts[which], term, passages,
                          merge->frequencies + *count, &more))
        return false;
    for (uint32_t i = 0; i < more; i++)
        passages[i] = merge->numbers[which][passages[i]];
    *count += more;
    return true;
}

/* A term that is alive first in the part `first`. */
static int merge_term(merging *merge, uint32_t first, const char *text, uint32_t length)
{
    uint64_t hash = fn_hash(text, length);
    uint32_t count = 0;
    for (uint32_t i = first; i < merge->corpus->segments; i++) {
        uint32_t term = fn_term_of(&merge->corpus->parts[i].segment, hash, text, length);
        if (term != FN_NO_TERM && !gather(merge, i, term, &count))
            return FN_NO_MEMORY;
    }
    if (!count)
        return FN_OK;
    return fn_segment_writer_term(
        &merge->writer, text, length, merge->passages, merge->frequencies, count);
}

static int merge_terms(merging *merge)
{
    uint32_t segment = 0, term = 0, length;
    int status = FN_OK;
    for (const char *text;
         status == FN_OK && fn_next_term(merge->corpus, &segment, &term, &text, &length);)
        status = merge_term(merge, segment, text, length);
    return status;
}

static int merge_write(merging *merge, const char *path)
{
    int status = fn_segment_writer_start(
        &merge->writer, path, merge->lengths, (uint32_t)merge->corpus->passages);
    if (status != FN_OK)
        return status;
    status = merge_terms(merge);
    if (status == FN_OK)
        return fn_segment_writer_finish(&merge->writer);
    fn_segment_writer_abandon(&merge->writer);
    return status;
}

int fn_merge(const fn_corpus *corpus, const char *path)
{
    merging merge = {.corpus = corpus};
    if (corpus->passages > FN_MOST_PASSAGES)
        return FN_TOO_LARGE;
    int status = merge_start(&merge) ? merge_write(&merge, path) : FN_NO_MEMORY;
    if (status == FN_OK)
        status = fn_corpus_status(corpus);
    merge_free(&merge);
    return status;
}
