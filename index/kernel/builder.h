/* What a builder holds, for building.c and turning.c, and how a passage is added step by step, for
 * python_passages.c. */
#ifndef FN_BUILDER_H
#define FN_BUILDER_H

#include "bits.h"
#include "building.h"
#include "hash.h"
#include "postings.h"

/* Passages are kept as the numbers of their terms until all are there; then they are turned round,
 * and the lists written term by term. */

/* A term while building: how many passages hold it, and where the last one of them that holds it has
 * it in its block of postings. */
typedef struct {
    uint32_t frequency, passage;
    uint64_t posting;
} seen;

typedef struct {
    uint64_t hash;
    uint32_t term, length; /* term 0: empty, else one more than its number */
} slot;

/* A frequency that does not fit its byte. */
typedef struct {
    uint32_t term, passage, frequency;
} large;

/* A term of the passage that is being added. */
typedef struct {
    const char *text;
    uint64_t hash;
    uint32_t length, number;
} token;

struct fn_builder {
    token *tokens; /* of the passage that is being added */
    uint64_t tokens_room;
    slot *slots;
    uint64_t slots_count;
    seen *seen;
    uint64_t *text_starts;
    uint64_t terms, terms_room;
    char *texts;
    uint64_t texts_room;

    fn_postings *first, *last; /* a frequency is LARGE if it stands among the large ones */
    uint64_t postings;         /* of all of them */
    large *larges;
    uint64_t larges_count, larges_room;
    uint32_t *lengths;     /* of the passages */
    uint32_t *distinct;    /* terms in each passage */
    uint32_t passages;
    uint64_t passages_room;
};

#define LARGE 255

/* Makes room for a passage's terms in `tokens`, which then are to be filled. */
int fn_passage_begin(fn_builder *builder, uint64_t count);

/* A token that has no number yet. Its slot is fetched: others can be read meanwhile. */
static inline token fn_token_of(const fn_builder *builder, const char *text, uint32_t length)
{
    token read = {text, fn_hash_of(text, length), length, 0};
    fn_fetch(&builder->slots[read.hash & (builder->slots_count - 1)]);
    return read;
}

/* Gives a token the number of its term, which may be new. */
int fn_token_number(fn_builder *builder, token *token);

/* Adds the passage whose tokens all have their numbers. */
int fn_passage_end(fn_builder *builder, uint32_t count);

#endif
