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

/* The bits of a word that tell which of its bytes is 0: the lowest one is right, those above it may be
 * wrong (Lamport, 1975). */
static inline uint64_t zero_bytes(uint64_t word)
{
    return (word - UINT64_C(0x0101010101010101)) & ~word & UINT64_C(0x8080808080808080);
}

/* A word without the byte at the lowest of these bits, and without what is behind it. */
static inline uint64_t before(uint64_t word, uint64_t zeros)
{
    return word & ((zeros & (~zeros + 1)) - 1) >> 7;
}

/* The token at `text`, which ends with a zero or with the text. Most are shorter than sixteen bytes: those
 * are read and hashed at once. */
static token ended_token(const char *text, const char *end)
{
    if (end - text >= 16) {
        uint64_t first = fn_eight_bytes(text), zeros = zero_bytes(first);
        if (zeros) {
            uint32_t length = fn_lowest(zeros) / 8;
            return (token){text, fn_hash_end(fn_hash_start(length), before(first, zeros)), length, 0};
        }
        uint64_t second = fn_eight_bytes(text + 8);
        zeros = zero_bytes(second);
        if (zeros) {
            uint32_t length = 8 + fn_lowest(zeros) / 8;
            uint64_t hash = fn_hash_eight(fn_hash_start(length), first);
            return (token){text, fn_hash_end(hash, before(second, zeros)), length, 0};
        }
    }
    const char *zero = memchr(text, 0, (size_t)(end - text));
    uint32_t length = (uint32_t)((zero ? zero : end) - text);
    return (token){text, fn_hash(text, length), length, 0};
}

/* Finds the terms of one passage, of which `text` is the first. Returns where the next passage's are. */
static const char *find_tokens(
    fn_builder *builder, const char *text, const char *end, const uint32_t *lengths,
    uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        token found = lengths ? (token){text, fn_hash(text, lengths[i]), lengths[i], 0}
                              : ended_token(text, end);
        fn_fetch(&builder->slots[found.hash & (builder->slots_count - 1)]);
        builder->tokens[i] = found;
        text += found.length;
        text += !lengths && text < end; /* the zero */
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
    uint64_t first = builder->last->count;
    *text = find_tokens(builder, *text, end, lengths, count);
    for (uint32_t i = 0; status == FN_OK && i < count; i++) {
        status = number(builder, &builder->tokens[i]);
        if (status == FN_OK)
            fn_fetch(&builder->seen[builder->tokens[i].number]);
    }
    if (status == FN_OK)
        status = count_terms(builder, count);
    builder->lengths[builder->passages] = count;
    uint32_t distinct = (uint32_t)(builder->last->count - first);
    builder->distinct[builder->passages++] = distinct;
    builder->postings += distinct;
    builder->last->passages++;
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
    while (size) {
        /* So few that a byte can count them, which compilers make vectors of. */
        uint8_t few = 0, block = size < 255 ? (uint8_t)size : 255;
        for (unsigned i = 0; i < block; i++)
            few += text[i] == 0;
        count += few;
        text += block;
        size -= block;
    }
    return count;
}
