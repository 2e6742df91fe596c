#include "building.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "builder.h"
#include "format.h"
#include "hash.h"

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
    free(builder->numbers);
    free(builder->frequencies);
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

/* The number of a term, new or not. */
static int number(fn_builder *builder, token *token)
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
    return builder->terms * 2 > builder->slots_count && !more_slots(builder) ? FN_NO_MEMORY : FN_OK;
}

/* A term occurs once more in the passage that is being added. */
static int count_again(fn_builder *builder, uint32_t number, uint64_t posting)
{
    if (builder->frequencies[posting] < LARGE - 1) {
        builder->frequencies[posting]++;
        return FN_OK;
    }
    if (builder->frequencies[posting] == LARGE) {
        large *last = builder->larges + builder->larges_count - 1;
        while (last->term != number)
            last--;
        last->frequency++;
        return FN_OK;
    }
    if (!grown(&builder->larges, &builder->larges_room, builder->larges_count + 1,
               sizeof(large)))
        return FN_NO_MEMORY;
    builder->frequencies[posting] = LARGE;
    builder->larges[builder->larges_count++] = (large){number, builder->passages, LARGE};
    return FN_OK;
}

static int count_term(fn_builder *builder, uint32_t number)
{
    seen *term = &builder->seen[number];
    if (term->passage == builder->passages)
        return count_again(builder, number, term->posting);
    term->passage = builder->passages;
    term->posting = builder->postings;
    term->frequency++;
    builder->numbers[builder->postings] = number;
    builder->frequencies[builder->postings++] = 1;
    return FN_OK;
}

static bool room_for_passage(fn_builder *builder, uint32_t terms)
{
    uint64_t passages = (uint64_t)builder->passages + 1, postings = builder->postings + terms;
    uint64_t same = builder->passages_room, also = builder->postings_room;
    return grown(&builder->lengths, &same, passages, sizeof(uint32_t))
        && grown(&builder->distinct, &builder->passages_room, passages, sizeof(uint32_t))
        && grown(&builder->tokens, &builder->tokens_room, terms, sizeof(token))
        && grown(&builder->numbers, &also, postings, sizeof(uint32_t))
        && grown(&builder->frequencies, &builder->postings_room, postings, 1);
}

/* Finds the terms of one passage, of which `text` is the first. Returns where the next passage's are. */
static const char *find_tokens(
    fn_builder *builder, const char *text, const char *end, const uint32_t *lengths,
    uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const char *zero = lengths ? NULL : memchr(text, 0, (size_t)(end - text));
        uint32_t length = lengths ? lengths[i] : (uint32_t)((zero ? zero : end) - text);
        uint64_t hash = fn_hash(text, length);
        fn_fetch(&builder->slots[hash & (builder->slots_count - 1)]);
        builder->tokens[i] = (token){.text = text, .hash = hash, .length = length};
        text += length + (zero != NULL);
    }
    return text;
}

/* The terms of one passage, of which `*text` is the first; it moves on behind the last. */
static int add_passage(
    fn_builder *builder, const char **text, const char *end, const uint32_t *lengths,
    uint32_t count)
{
    int status = FN_OK;
    if (builder->passages >= FN_MOST_PASSAGES || count > FN_MOST_LENGTH)
        return FN_TOO_LARGE;
    if (!room_for_passage(builder, count))
        return FN_NO_MEMORY;
    uint64_t first = builder->postings;
    *text = find_tokens(builder, *text, end, lengths, count);
    for (uint32_t i = 0; status == FN_OK && i < count; i++) {
        status = number(builder, &builder->tokens[i]);
        if (status == FN_OK)
            fn_fetch(&builder->seen[builder->tokens[i].number]);
    }
    for (uint32_t i = 0; status == FN_OK && i < count; i++)
        status = count_term(builder, builder->tokens[i].number);
    builder->lengths[builder->passages] = count;
    builder->distinct[builder->passages] = (uint32_t)(builder->postings - first);
    builder->passages++;
    return status;
}

int fn_builder_add(
    fn_builder *builder, const char *text, uint64_t size, const uint32_t *lengths,
    const uint32_t *counts, uint32_t passages)
{
    const char *end = text + size;
    for (uint32_t i = 0; i < passages; i++) {
        int status = add_passage(builder, &text, end, lengths, counts[i]);
        if (status != FN_OK)
            return status;
        if (lengths)
            lengths += counts[i];
    }
    return FN_OK;
}

uint64_t fn_zeros(const char *text, uint64_t size)
{
    uint64_t count = 0;
    for (uint64_t i = 0; i < size; i++)
        count += text[i] == 0;
    return count;
}

uint64_t fn_builder_memory(const fn_builder *builder)
{
    uint64_t terms = builder->terms, passages = builder->passages;
    return builder->postings_room * 5 + builder->postings * 5
        + terms * (sizeof(seen) + 8 + 2 * sizeof(fn_term) + 2 * sizeof(fn_slot))
        + builder->slots_count * sizeof(slot) + builder->texts_room * 2 + passages * 16;
}
