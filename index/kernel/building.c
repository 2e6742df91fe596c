#include "building.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "builder.h"
#include "format.h"
#include "hash.h"
#include "memory.h"

/* Room for `needed` members of an array, growing by at least half. */
static bool grown(void *array, uint64_t *room, uint64_t needed, size_t size)
{
    if (needed <= *room)
        return true;
    uint64_t more = *room + *room / 2 > needed ? *room + *room / 2 : needed;
    void *old, *bigger;
    memcpy(&old, array, sizeof old);
    bigger = more <= SIZE_MAX / size ? realloc(old, more * size) : NULL;
    if (!bigger)
        return false;
    memcpy(array, &bigger, sizeof bigger);
    *room = more;
    return true;
}

fn_builder *fn_builder_new(void)
{
    fn_builder *builder = calloc(1, sizeof *builder);
    if (!builder)
        return NULL;
    builder->slots_count = 1 << 12;
    builder->slots = calloc(builder->slots_count, sizeof(slot));
    uint64_t room = 0;
    if (!builder->slots || !grown(&builder->text_starts, &room, 1024, sizeof(uint64_t))
        || !grown(&builder->seen, &builder->terms_room, 1023, sizeof(seen))) {
        fn_builder_free(builder);
        return NULL;
    }
    builder->text_starts[0] = 0;
    return builder;
}

void fn_builder_free(fn_builder *builder)
{
    if (!builder)
        return;
    free(builder->tokens);
    free(builder->slots);
    free(builder->seen);
    free(builder->text_starts);
    free(builder->texts);
    while (builder->first)
        builder->first = fn_postings_free(builder->first);
    free(builder->larges);
    free(builder->lengths);
    free(builder->distinct);
    free(builder);
}

static bool more_slots(fn_builder *builder)
{
    uint64_t count = builder->slots_count * 2;
    slot *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    fn_memory_will_fill(slots, count * sizeof *slots);
    for (uint64_t i = 0; i < builder->slots_count; i++) {
        if (!builder->slots[i].term)
            continue;
        uint64_t at = builder->slots[i].hash & (count - 1);
        while (slots[at].term)
            at = (at + 1) & (count - 1);
        slots[at] = builder->slots[i];
    }
    free(builder->slots);
    builder->slots = slots;
    builder->slots_count = count;
    return true;
}

static int new_term(fn_builder *builder, const char *text, uint32_t length)
{
    uint64_t end = builder->text_starts[builder->terms] + length;
    if (builder->terms >= UINT32_MAX - 2 || end > UINT32_MAX)
        return FN_TOO_LARGE;
    if (builder->terms + 1 > builder->terms_room) {
        uint64_t starts_room = builder->terms_room + 1;
        if (!grown(&builder->text_starts, &starts_room, builder->terms_room * 2 + 1,
                   sizeof(uint64_t))
            || !grown(&builder->seen, &builder->terms_room, builder->terms_room * 2,
                      sizeof(seen)))
            return FN_NO_MEMORY;
    }
    if (!grown(&builder->texts, &builder->texts_room, end + 1, 1))
        return FN_NO_MEMORY;
    memcpy(builder->texts + builder->text_starts[builder->terms], text, length);
    builder->seen[builder->terms] = (seen){.frequency = 0, .passage = UINT32_MAX};
    builder->terms++;
    builder->text_starts[builder->terms] = end;
    return FN_OK;
}

/* Whether a slot is a token's. Up to eight bytes, texts of one length have hashes of their own: each step
 * of the hash is a bijection. */
static bool is_of(const fn_builder *builder, const slot *slot, const token *token)
{
    if (slot->hash != token->hash || slot->length != token->length)
        return false;
    const char *known = builder->texts + builder->text_starts[slot->term - 1];
    return token->length <= 8 || !memcmp(known, token->text, token->length);
}

int fn_token_number(fn_builder *builder, token *token)
{
    uint64_t mask = builder->slots_count - 1, at = token->hash & mask;
    for (; builder->slots[at].term; at = (at + 1) & mask)
        if (is_of(builder, &builder->slots[at], token)) {
            token->number = builder->slots[at].term - 1;
            return FN_OK;
        }
    int status = new_term(builder, token->text, token->length);
    if (status != FN_OK)
        return status;
    token->number = (uint32_t)(builder->terms - 1);
    builder->slots[at] = (slot){token->hash, token->number + 1, token->length};
    return builder->terms * 3 > builder->slots_count * 2 && !more_slots(builder) ? FN_NO_MEMORY : FN_OK;
}

/* A term occurs once more in the passage that is being added. */
static int count_again(fn_builder *builder, uint32_t number, uint64_t posting)
{
    uint8_t *frequency = builder->last->frequencies + posting;
    if (*frequency < LARGE - 1) {
        ++*frequency;
        return FN_OK;
    }
    if (*frequency == LARGE) {
        large *last = builder->larges + builder->larges_count - 1;
        while (last->term != number)
            last--;
        last->frequency++;
        return FN_OK;
    }
    if (!grown(&builder->larges, &builder->larges_room, builder->larges_count + 1,
               sizeof(large)))
        return FN_NO_MEMORY;
    *frequency = LARGE;
    builder->larges[builder->larges_count++] = (large){number, builder->passages, LARGE};
    return FN_OK;
}

/* Counts the terms of the passage that is being added. Bytes may be anything's, to a compiler: what
 * stands in locals need not be read again after each frequency. */
static int count_terms(fn_builder *builder, uint32_t tokens)
{
    fn_postings *block = builder->last;
    uint32_t *numbers = block->terms;
    uint8_t *frequencies = block->frequencies;
    uint64_t posting = block->count;
    uint32_t passage = builder->passages;
    for (uint32_t i = 0; i < tokens; i++) {
        uint32_t number = builder->tokens[i].number;
        seen *term = &builder->seen[number];
        if (term->passage == passage) {
            int status = count_again(builder, number, term->posting);
            if (status != FN_OK)
                return status;
            continue;
        }
        *term = (seen){term->frequency + 1, passage, posting};
        numbers[posting] = number;
        frequencies[posting++] = 1;
    }
    block->count = posting;
    return FN_OK;
}

static bool room_for_passage(fn_builder *builder, uint32_t terms)
{
    uint64_t passages = (uint64_t)builder->passages + 1, same = builder->passages_room;
    fn_postings *block = fn_postings_fit(builder->last, terms);
    if (!block)
        return false;
    builder->last = block;
    if (!builder->first)
        builder->first = block;
    return grown(&builder->lengths, &same, passages, sizeof(uint32_t))
        && grown(&builder->distinct, &builder->passages_room, passages, sizeof(uint32_t))
        && grown(&builder->tokens, &builder->tokens_room, terms, sizeof(token));
}

int fn_passage_begin(fn_builder *builder, uint64_t count)
{
    if (builder->passages >= FN_MOST_PASSAGES || count > FN_MOST_LENGTH)
        return FN_TOO_LARGE;
    return room_for_passage(builder, (uint32_t)count) ? FN_OK : FN_NO_MEMORY;
}

int fn_passage_end(fn_builder *builder, uint32_t count)
{
    uint64_t first = builder->last->count;
    int status = count_terms(builder, count);
    uint32_t distinct = (uint32_t)(builder->last->count - first);
    builder->lengths[builder->passages] = count;
    builder->distinct[builder->passages++] = distinct;
    builder->postings += distinct;
    builder->last->passages++;
    return status;
}

int fn_builder_add(fn_builder *builder, const fn_term_text *terms, uint64_t count)
{
    int status = fn_passage_begin(builder, count);
    for (uint64_t i = 0; status == FN_OK && i < count; i++) {
        builder->tokens[i] = fn_token_of(builder, terms[i].text, terms[i].length);
        status = fn_token_number(builder, &builder->tokens[i]);
    }
    return status == FN_OK ? fn_passage_end(builder, (uint32_t)count) : status;
}
