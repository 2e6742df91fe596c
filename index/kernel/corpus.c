#include "corpus.h"

#include <stdlib.h>
#include <string.h>

#include "checking.h"
#include "dictionary.h"
#include "few.h"
#include "hash.h"

fn_corpus *fn_corpus_new(uint32_t segments)
{
    fn_corpus *corpus = calloc(1, sizeof *corpus + segments * sizeof(fn_part));
    if (corpus)
        corpus->room = segments;
    return corpus;
}

void fn_corpus_free(fn_corpus *corpus)
{
    for (uint32_t i = 0; corpus && i < corpus->segments; i++)
        free((void *)corpus->parts[i].known);
    free(corpus);
}

/* Counts what is removed; bits beyond the passages stand for nothing. */
static void count_removed(fn_part *part, uint64_t *tokens)
{
    for (uint64_t first = 0; first < part->segment.passages; first += 64) {
        uint64_t word = fn_bits_from(part->removed, first);
        for (; word; word &= word - 1) {
            uint64_t passage = first + fn_lowest(word);
            if (passage >= part->segment.passages)
                break;
            part->removed_count++;
            *tokens += fn_length(&part->segment, (uint32_t)passage);
        }
    }
}

int fn_corpus_add(
    fn_corpus *corpus, const fn_segment *segment, const unsigned char *removed,
    uint64_t removed_size)
{
    if (corpus->segments == corpus->room)
        return FN_TOO_LARGE;
    fn_part part = {
        .segment = *segment,
        .first = corpus->ordinals,
        .removed = {removed, removed_size},
    };
    if (corpus->ordinals + part.segment.passages > UINT32_MAX)
        return FN_TOO_LARGE;
    uint64_t tokens = 0;
    if (removed_size)
        count_removed(&part, &tokens);
    if (fn_segment_is_damaged(segment))
        return FN_DAMAGED;
    if (part.removed_count) {
        part.known = calloc(part.segment.count + 1, sizeof *part.known);
        if (!part.known)
            return FN_NO_MEMORY;
    }
    corpus->ordinals += part.segment.passages;
    corpus->passages += part.segment.passages - part.removed_count;
    corpus->tokens += part.segment.header->tokens - tokens;
    corpus->parts[corpus->segments++] = part;
    return FN_OK;
}

int fn_corpus_status(const fn_corpus *corpus)
{
    for (uint32_t i = 0; i < corpus->segments; i++)
        if (fn_segment_is_damaged(&corpus->parts[i].segment))
            return FN_DAMAGED;
    return FN_OK;
}

uint64_t fn_corpus_ordinals(const fn_corpus *corpus)
{
    return corpus->ordinals;
}

uint64_t fn_corpus_passages(const fn_corpus *corpus)
{
    return corpus->passages;
}

uint64_t fn_corpus_tokens(const fn_corpus *corpus)
{
    return corpus->tokens;
}

/* How many of the removed passages hold a term that is not of the few. */
static uint32_t removed_holding(const fn_part *part, const fn_list *list)
{
    uint32_t count = 0;
    for (uint64_t first = 0; first < part->segment.passages; first += 64) {
        uint64_t word = fn_bits_from(part->removed, first);
        for (; word; word &= word - 1) {
            uint64_t passage = first + fn_lowest(word);
            if (passage < part->segment.passages)
                count += fn_impact_in(list, (uint32_t)passage) != 0;
        }
    }
    return count;
}

uint32_t fn_part_frequency(const fn_part *part, uint32_t term)
{
    if (!part->removed_count)
        return part->segment.terms[term].frequency;
    uint32_t known = atomic_load_explicit(&part->known[term], memory_order_relaxed);
    if (known)
        return known - 1;
    fn_list list;
    if (!fn_list_of(&part->segment, term, &list))
        return 0;
    uint32_t removed = list.kind == FN_FEW ? fn_few_among(&part->segment, &list, part->removed)
                                           : removed_holding(part, &list);
    uint32_t live = removed < list.frequency ? list.frequency - removed : 0;
    atomic_store_explicit(&part->known[term], live + 1, memory_order_relaxed);
    return live;
}

int64_t fn_frequency(const fn_corpus *corpus, const char *text, uint64_t length)
{
    uint64_t hash = fn_hash(text, length), frequency = 0;
    if (length > UINT32_MAX)
        return 0;
    for (uint32_t i = 0; i < corpus->segments; i++) {
        const fn_part *part = &corpus->parts[i];
        uint32_t term = fn_term_of(&part->segment, hash, text, (uint32_t)length);
        if (term != FN_NO_TERM)
            frequency += fn_part_frequency(part, term);
    }
    return fn_corpus_status(corpus) == FN_OK ? (int64_t)frequency : -1;
}

uint32_t fn_frequency_of_hash(const fn_corpus *corpus, uint64_t hash)
{
    uint32_t frequency = 0;
    for (uint32_t i = 0; i < corpus->segments; i++) {
        const fn_part *part = &corpus->parts[i];
        uint32_t term = fn_term_of_hash(&part->segment, hash);
        if (term != FN_NO_TERM)
            frequency += fn_part_frequency(part, term);
    }
    return frequency;
}

/* Whether a term that is alive in a part is so in an earlier one, too. */
static bool met_before(const fn_corpus *corpus, uint32_t segment, const char *text, uint32_t length)
{
    uint64_t hash = segment ? fn_hash(text, length) : 0;
    for (uint32_t i = 0; i < segment; i++) {
        uint32_t term = fn_term_of(&corpus->parts[i].segment, hash, text, length);
        if (term != FN_NO_TERM && fn_part_frequency(&corpus->parts[i], term))
            return true;
    }
    return false;
}

bool fn_next_term(
    const fn_corpus *corpus, uint32_t *segment, uint32_t *term, const char **text,
    uint32_t *length)
{
    for (; *segment < corpus->segments; ++*segment, *term = 0) {
        const fn_part *part = &corpus->parts[*segment];
        while (*term < part->segment.count) {
            uint32_t number = (*term)++;
            if (!fn_term_is_sound(&part->segment, number))
                continue;
            *text = fn_text(&part->segment, number, length);
            if (fn_part_frequency(part, number) && !met_before(corpus, *segment, *text, *length))
                return true;
        }
    }
    return false;
}

uint64_t fn_corpus_terms(const fn_corpus *corpus)
{
    if (corpus->segments == 1 && !corpus->parts[0].removed_count)
        return corpus->parts[0].segment.count;
    uint32_t segment = 0, term = 0, length;
    uint64_t count = 0;
    for (const char *text; fn_next_term(corpus, &segment, &term, &text, &length);)
        count++;
    return count;
}

/* The passages and impacts of a list, removed ones too. There is room for its frequency. */
static uint32_t decoded(
    const fn_segment *segment, const fn_list *list, uint32_t *passages, uint8_t *impacts)
{
    uint32_t group_passages[FN_GROUP], count = 0;
    uint8_t group_impacts[FN_GROUP];
    for (uint32_t group = 0; group < segment->groups; group++) {
        uint32_t part = fn_group_decoded(segment, list, group, group_passages, group_impacts);
        if (part > list->frequency - count)
            part = list->frequency - count;
        memcpy(passages + count, group_passages, part * sizeof *passages);
        memcpy(impacts + count, group_impacts, part);
        count += part;
    }
    return count;
}

static uint32_t without_removed(
    const fn_part *part, const fn_list *list, uint32_t *passages, const uint8_t *impacts,
    uint32_t all, uint32_t *frequencies)
{
    const fn_segment *segment = &part->segment;
    uint32_t count = 0;
    for (uint32_t i = 0; i < all; i++) {
        uint32_t passage = passages[i];
        if (part->removed_count && fn_bit(part->removed, passage))
            continue;
        if (frequencies)
            frequencies[count] =
                fn_posting_frequency(list, passage, impacts[i],
                                     fn_normaliser(fn_length(segment, passage), segment->average));
        passages[count++] = passage;
    }
    return count;
}

bool fn_part_postings(
    const fn_part *part, uint32_t term, uint32_t *passages, uint32_t *frequencies,
    uint32_t *count)
{
    const fn_segment *segment = &part->segment;
    fn_list list;
    *count = 0;
    if (!fn_list_of(segment, term, &list))
        return true;
    uint64_t few = list.kind == FN_FEW ? fn_few_room(segment, &list) : 0;
    unsigned char *room = malloc(few + list.frequency);
    if (!room)
        return false;
    if (few)
        fn_few_as_sparse(segment, &list, room);
    uint32_t all = decoded(segment, &list, passages, room + few);
    *count = without_removed(part, &list, passages, room + few, all, frequencies);
    free(room);
    return true;
}

static bool mark(
    const fn_part *part, uint32_t term, uint32_t *passages, unsigned char *bitmap)
{
    uint32_t count;
    if (!fn_part_postings(part, term, passages, NULL, &count))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t ordinal = part->first + passages[i];
        bitmap[ordinal >> 3] |= (unsigned char)(1u << (ordinal & 7));
    }
    return true;
}

int fn_holding(
    const fn_corpus *corpus, const char *text, uint64_t length, unsigned char *bitmap)
{
    uint64_t hash = fn_hash(text, length);
    if (length > UINT32_MAX)
        return FN_OK;
    for (uint32_t i = 0; i < corpus->segments; i++) {
        const fn_part *part = &corpus->parts[i];
        uint32_t term = fn_term_of(&part->segment, hash, text, (uint32_t)length);
        if (term == FN_NO_TERM)
            continue;
        uint32_t *room = malloc(sizeof(uint32_t) * part->segment.terms[term].frequency);
        bool done = room && mark(part, term, room, bitmap);
        free(room);
        if (!done)
            return FN_NO_MEMORY;
    }
    return fn_corpus_status(corpus);
}
