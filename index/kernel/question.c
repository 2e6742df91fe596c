#include "question.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dictionary.h"
#include "hash.h"

double fn_idf(uint64_t passages, uint64_t frequency)
{
    return frequency ? log((double)(passages + 1) / (double)frequency) : 0;
}

/* Different terms by their hashes: open addressing, 0 is an empty slot, else one more than the number. */
typedef struct {
    uint32_t *slots, mask;
} known;

static uint32_t number_of(
    fn_question *question, const known *known, const char *text, uint32_t length)
{
    uint64_t hash = fn_hash(text, length);
    uint32_t slot = (uint32_t)hash & known->mask;
    for (; known->slots[slot]; slot = (slot + 1) & known->mask) {
        const fn_wanted *wanted = &question->wanted[known->slots[slot] - 1];
        if (wanted->hash == hash && wanted->length == length
            && !memcmp(wanted->text, text, length))
            return known->slots[slot] - 1;
    }
    question->wanted[question->count] = (fn_wanted){text, length, hash, 0};
    known->slots[slot] = question->count + 1;
    return question->count++;
}

/* Slots for so many terms: a power of two, at least a half more than there are terms. */
static uint32_t slots_for(uint32_t terms)
{
    uint32_t slots = 4;
    while (slots / 3 * 2 < terms)
        slots *= 2;
    return slots;
}

/* Terms stand one after the other, of known lengths or parted by zero bytes. */
static void find_terms(
    fn_question *question, const known *known, const char *text, const char *end,
    const uint32_t *lengths)
{
    for (uint32_t i = 0; i < question->places; i++) {
        const char *zero = lengths ? NULL : memchr(text, 0, (size_t)(end - text));
        uint32_t length = lengths ? lengths[i] : (uint32_t)((zero ? zero : end) - text);
        question->which[i] = number_of(question, known, text, length);
        text += length + (zero != NULL);
    }
}

/* The numbers of all terms in a segment. What is read for them is far apart in memory, so it is fetched for
 * all before it is used for the first. */
static void find_numbers(const fn_question *question, const fn_segment *segment, uint32_t *terms)
{
    const fn_wanted *wanted = question->wanted;
    for (uint32_t i = 0; i < question->count; i++)
        fn_fetch(fn_first_slot(segment, wanted[i].hash));
    for (uint32_t i = 0; i < question->count; i++) {
        uint32_t likely = fn_likely_term(segment, wanted[i].hash);
        if (likely != FN_NO_TERM)
            fn_fetch(&segment->terms[likely]);
    }
    for (uint32_t i = 0; i < question->count; i++)
        terms[i] = fn_term_of(segment, wanted[i].hash, wanted[i].text, wanted[i].length);
}

static double own_idf(const fn_question *question, const fn_corpus *corpus, uint32_t number)
{
    uint64_t frequency = 0;
    for (uint32_t i = 0; i < corpus->segments; i++) {
        uint32_t term = question->terms[(size_t)i * question->count + number];
        if (term != FN_NO_TERM)
            frequency += fn_part_frequency(&corpus->parts[i], term);
    }
    return fn_idf(corpus->passages, frequency);
}

static void weigh(fn_question *question, const fn_corpus *corpus, const double *idfs)
{
    /* A term's own idf is kept in the sum's place until that is made. */
    for (uint32_t i = 0; !idfs && i < question->count; i++)
        question->wanted[i].idf = own_idf(question, corpus, i);
    for (uint32_t i = 0; i < question->places; i++)
        question->idf[i] = idfs ? idfs[i] : question->wanted[question->which[i]].idf;
    for (uint32_t i = 0; i < question->count; i++)
        question->wanted[i].idf = 0;
    question->given = question->base = 0;
    for (uint32_t i = 0; i < question->places; i++) {
        question->wanted[question->which[i]].idf += question->idf[i];
        question->given += fabs(question->idf[i]);
        question->base += question->idf[i];
    }
}

bool fn_question_start(
    fn_question *question, const fn_corpus *corpus, const char *text, uint64_t size,
    const uint32_t *lengths, uint32_t terms, const double *idfs, double average)
{
    uint32_t slots = slots_for(terms);
    size_t numbers = (size_t)terms * (corpus->segments + 1) + slots;
    unsigned char *room = malloc(((size_t)terms + 1) * (sizeof(fn_wanted) + sizeof(double))
                                 + numbers * sizeof(uint32_t));
    if (!room)
        return false;
    question->places = terms;
    question->count = 0;
    question->average = average;
    question->wanted = (fn_wanted *)room;
    question->idf = (double *)(question->wanted + terms);
    question->which = (uint32_t *)(question->idf + terms);
    question->terms = question->which + terms;
    known known = {question->terms + (size_t)terms * corpus->segments, slots - 1};
    memset(known.slots, 0, slots * sizeof *known.slots);
    find_terms(question, &known, text, text + size, lengths);
    for (uint32_t i = 0; i < corpus->segments; i++)
        find_numbers(question, &corpus->parts[i].segment,
                     question->terms + (size_t)i * question->count);
    weigh(question, corpus, idfs);
    return true;
}

void fn_question_free(fn_question *question)
{
    free(question->wanted);
}
