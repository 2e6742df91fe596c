#include "numbers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "frequencies.h"

enum { FIRST_SLOTS = 4096, FIRST_ROOM = 2048, LEARNT_AT_ONCE = 64, KNOWN = 1 << 15 };
static const double IDF_STEPS = 1099511627776.0; /* 2^40 */

/* A hash of 0 is that of an empty place, so what has it is never known. */
struct fn_known {
    struct {
        uint64_t hash;
        double idf;
    } terms[KNOWN];
};

fn_known *fn_known_new(void)
{
    return calloc(1, sizeof(fn_known));
}

void fn_known_free(fn_known *known)
{
    free(known);
}

int fn_numbers_start(fn_numbers *numbers, const fn_corpus *const *corpora, size_t count,
                     double most, fn_known *known)
{
    *numbers = (fn_numbers){
        .known = known, .corpora = corpora, .corpora_count = count, .most = most};
    numbers->slots_count = FIRST_SLOTS;
    numbers->slots = calloc(FIRST_SLOTS, sizeof *numbers->slots);
    return numbers->slots != NULL;
}

void fn_numbers_free(fn_numbers *numbers)
{
    free(numbers->slots);
    free(numbers->hashes);
    free(numbers->idfs);
    free(numbers->counts);
    *numbers = (fn_numbers){0};
}

static fn_number_slot *slot_of(const fn_numbers *numbers, uint64_t hash)
{
    size_t last = numbers->slots_count - 1, at = hash & last;
    while (numbers->slots[at].taken && numbers->slots[at].hash != hash)
        at = (at + 1) & last;
    return numbers->slots + at;
}

static int grow_slots(fn_numbers *numbers)
{
    size_t before = numbers->slots_count;
    fn_number_slot *slots = numbers->slots;
    fn_number_slot *more = calloc(2 * before, sizeof *more);
    if (!more)
        return 0;
    numbers->slots = more;
    numbers->slots_count = 2 * before;
    for (size_t i = 0; i < before; i++)
        if (slots[i].taken)
            *slot_of(numbers, slots[i].hash) = slots[i];
    free(slots);
    return 1;
}

static int grow(fn_numbers *numbers)
{
    uint32_t room = numbers->room ? 2 * numbers->room : FIRST_ROOM;
    double *idfs = realloc(numbers->idfs, room * sizeof *idfs);
    if (!idfs)
        return 0;
    numbers->idfs = idfs;
    uint64_t *hashes = realloc(numbers->hashes, room * sizeof *hashes);
    if (!hashes)
        return 0;
    numbers->hashes = hashes;
    uint32_t *counts = realloc(numbers->counts, room * sizeof *counts);
    if (!counts)
        return 0;
    memset(counts + numbers->room, 0, (room - numbers->room) * sizeof *counts);
    numbers->counts = counts;
    numbers->room = room;
    return 1;
}

/* The idf as index/statements.py has it: a multiple of 2^-40, so that sums have no rounding. */
static double idf_of(const fn_numbers *numbers, uint64_t frequency)
{
    if (numbers->most == 0.0)
        return 1.0;
    double share = 1.0 - log((double)(frequency ? frequency : 1)) / numbers->most;
    return share > 0.0 ? floor(share * IDF_STEPS) / IDF_STEPS : 0.0;
}

static void learn_some(fn_numbers *numbers, const uint32_t *terms, uint32_t count)
{
    uint64_t sums[LEARNT_AT_ONCE] = {0}, hashes[LEARNT_AT_ONCE];
    uint32_t frequencies[LEARNT_AT_ONCE];
    for (uint32_t j = 0; j < count; j++)
        hashes[j] = numbers->hashes[terms[j]];
    for (size_t i = 0; i < numbers->corpora_count; i++) {
        fn_frequencies_of_hashes(numbers->corpora[i], hashes, count, frequencies);
        for (uint32_t j = 0; j < count; j++)
            sums[j] += frequencies[j];
    }
    for (uint32_t j = 0; j < count; j++) {
        double idf = numbers->idfs[terms[j]] = idf_of(numbers, sums[j]);
        if (numbers->known) {
            numbers->known->terms[hashes[j] % KNOWN].hash = hashes[j];
            numbers->known->terms[hashes[j] % KNOWN].idf = idf;
        }
    }
}

/* Whether a term's idf is known from before, or was learnt. */
static int is_known(fn_numbers *numbers, uint32_t term)
{
    uint64_t hash = numbers->hashes[term];
    if (numbers->idfs[term] < 0.0 && numbers->known && hash
        && numbers->known->terms[hash % KNOWN].hash == hash)
        numbers->idfs[term] = numbers->known->terms[hash % KNOWN].idf;
    return numbers->idfs[term] >= 0.0;
}

void fn_numbers_learn(fn_numbers *numbers, const uint32_t *terms, uint32_t count)
{
    uint32_t unknown[LEARNT_AT_ONCE], some = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (is_known(numbers, terms[i]))
            continue;
        unknown[some++] = terms[i];
        if (some == LEARNT_AT_ONCE) {
            learn_some(numbers, unknown, some);
            some = 0;
        }
    }
    learn_some(numbers, unknown, some);
}

uint32_t fn_number_of(fn_numbers *numbers, uint64_t hash)
{
    fn_number_slot *slot = slot_of(numbers, hash);
    if (slot->taken)
        return slot->taken - 1;
    if (2 * (size_t)(numbers->count + 1) > numbers->slots_count) {
        if (!grow_slots(numbers))
            return FN_NO_NUMBER;
        slot = slot_of(numbers, hash);
    }
    if (numbers->count == numbers->room && !grow(numbers))
        return FN_NO_NUMBER;
    uint32_t number = numbers->count++;
    *slot = (fn_number_slot){hash, number + 1};
    numbers->hashes[number] = hash;
    numbers->idfs[number] = -1.0;
    return number;
}
