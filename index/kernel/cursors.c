#include "cursors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dictionary.h"

/* How impacts bound scores
 *
 * Let s be what a passage scores beyond the sum of the idfs that BM25+ gives to all:
 * s = sum over its terms of idf (k1 + 1) f / (K + f), K being taken with the average length of today.
 * Impacts q were made with the segment's own average a:  q - 1 < 255 f / (K_a + f) <= q.
 *
 * Drift. With another average a' the share changes by (K_a + f) / (K_a' + f). K grows with the length
 * x by k1 b x / a, so if a' > a that ratio is above 1, greatest for the longest passage and for f = 1:
 *     F = (c + e x / a) / (c + e x / a'),  c = k1 (1 - b) + 1,  e = k1 b.
 * If a' < a it is below 1, and this is the least that it can be. `most_drift` and `least_drift` are the
 * bounds on both sides; one of them is 1.
 *
 * From above. With v = idf (k1 + 1) / 255 / unit, s / unit <= sum F v q. Weights are w >= 256 F v, and
 * what is added up is floor(w q / 256), so that s / unit <= sum + (one for each term's floor).
 *
 * From below. s / unit >= sum over held terms of L v (q - 1). With E = sum of (w / 256 - F v) 255, the
 * most that rounding weights up adds, sum <= F (sum of v q) + E. So
 *     s / unit >= L ((sum - E) / F - (sum of v)).
 * A 16-bit sum that is cut off at its greatest value only makes this smaller.
 *
 * A term whose idf is not positive (given statistics may have it so) bounds nothing: v is 0 for it, it
 * has the least weight, and what it may cost, |idf| (k1 + 1), is taken off from below.
 *
 * Slack for double arithmetic: n additions of terms up to G = sum of |idf| (each about 2 G at most) err
 * by less than n 2^-50 G, and a unit is at least G (k1 + 1) / 60,000: less than n 4e-11 units. `SLACK`
 * a term is far more than that. */
#define SLACK 1e-6

static double drift(const fn_segment *segment, double average)
{
    double fixed = FN_K1 * (1 - FN_B) + 1, slope = FN_K1 * FN_B * segment->most_tokens;
    return (fixed + slope / segment->average) / (fixed + slope / average);
}

static void find_drift(fn_sought *sought, double average)
{
    const fn_segment *segment = &sought->part->segment;
    sought->most_drift = sought->least_drift = 1;
    if (average > segment->average)
        sought->most_drift = drift(segment, average) * (1 + 1e-9);
    else if (average < segment->average)
        sought->least_drift = drift(segment, average) * (1 - 1e-9);
}

/* Where the few are decoded: passages, starts by group, impacts. */
static bool room_for_few(fn_sought *sought)
{
    size_t words = 0, bytes = 0, groups = sought->part->segment.groups;
    for (uint32_t i = 0; i < sought->count; i++) {
        const fn_list *list = &sought->cursors[i].list;
        if (list->kind != FN_FEW)
            continue;
        words += list->frequency + groups;
        bytes += list->frequency;
    }
    sought->room = words ? malloc(words * sizeof(uint32_t) + bytes) : NULL;
    uint32_t *word = sought->room;
    uint8_t *byte = (uint8_t *)(sought->room + words);
    for (uint32_t i = 0; sought->room && i < sought->count; i++) {
        fn_cursor *cursor = &sought->cursors[i];
        if (cursor->list.kind != FN_FEW)
            continue;
        cursor->starts = word;
        cursor->passages = word + groups;
        cursor->impacts = byte;
        word += groups + cursor->list.frequency;
        byte += cursor->list.frequency;
    }
    return !words || sought->room;
}

static void decode_few(const fn_segment *segment, fn_cursor *cursor)
{
    cursor->few = fn_few_decoded(segment, &cursor->list, cursor->passages, cursor->impacts);
    memset(cursor->starts, 0xff, segment->groups * sizeof(uint32_t));
    for (uint32_t i = cursor->few; i-- > 0;) {
        cursor->starts[cursor->passages[i] / FN_GROUP] = i;
        if (cursor->impacts[i] > cursor->most)
            cursor->most = cursor->impacts[i];
    }
}

static bool find_terms(fn_sought *sought, const fn_question *question)
{
    const fn_segment *segment = &sought->part->segment;
    for (uint32_t i = 0; i < question->count; i++) {
        const fn_wanted *wanted = &question->wanted[i];
        uint32_t term = fn_term_of(segment, wanted->hash, wanted->text, wanted->length);
        if (term == FN_NO_TERM)
            continue;
        fn_list list = fn_list_of(segment, term);
        sought->cursors[sought->count++] =
            (fn_cursor){.list = list, .wanted = i, .most = list.most};
    }
    if (!room_for_few(sought))
        return false;
    for (uint32_t i = 0; i < sought->count; i++)
        if (sought->cursors[i].list.kind == FN_FEW)
            decode_few(segment, &sought->cursors[i]);
    return true;
}

static void weigh(fn_sought *sought, const fn_question *question, double unit)
{
    for (uint32_t i = 0; i < sought->count; i++) {
        fn_cursor *cursor = &sought->cursors[i];
        double idf = question->wanted[cursor->wanted].idf;
        double value = idf > 0 ? idf * (FN_K1 + 1) / 255 / unit : 0;
        double weight = ceil(256 * sought->most_drift * value * (1 + 1e-9));
        cursor->weight = weight > FN_LEAST_WEIGHT ? (uint32_t)weight : FN_LEAST_WEIGHT;
        sought->excess += (cursor->weight / 256.0 - sought->most_drift * value) * 255;
        sought->least_weights += idf > 0 ? value : -idf * (FN_K1 + 1) / unit;
    }
}

/* The weightiest first: by the most that they can add. */
static void sort(fn_sought *sought)
{
    for (uint32_t i = 1; i < sought->count; i++) {
        fn_cursor cursor = sought->cursors[i];
        uint32_t j = i;
        for (; j > 0
             && sought->cursors[j - 1].weight * sought->cursors[j - 1].most
                 < cursor.weight * cursor.most;
             j--)
            sought->cursors[j] = sought->cursors[j - 1];
        sought->cursors[j] = cursor;
    }
}

static double unit_of(const fn_seeking *seeking, const fn_question *question)
{
    double full = question->given * (FN_K1 + 1), most_drift = 1;
    for (uint32_t i = 0; i < seeking->count; i++)
        most_drift = fmax(most_drift, seeking->parts[i].most_drift);
    return full > 0 ? full * most_drift / FN_FULL : 1;
}

bool fn_seeking_start(fn_seeking *seeking, const fn_corpus *corpus, const fn_question *question)
{
    size_t parts = corpus->segments, terms = question->count;
    *seeking = (fn_seeking){
        .parts = calloc(1, (parts + 1) * sizeof(fn_sought) + parts * terms * sizeof(fn_cursor)),
    };
    if (!seeking->parts)
        return false;
    fn_cursor *cursors = (fn_cursor *)(seeking->parts + parts + 1);
    for (uint32_t i = 0; i < corpus->segments; i++, cursors += terms) {
        fn_sought *sought = &seeking->parts[seeking->count++];
        sought->part = &corpus->parts[i];
        sought->cursors = cursors;
        find_drift(sought, question->average);
        if (!find_terms(sought, question))
            return false;
    }
    seeking->unit = unit_of(seeking, question);
    for (uint32_t i = 0; i < seeking->count; i++) {
        weigh(&seeking->parts[i], question, seeking->unit);
        sort(&seeking->parts[i]);
    }
    return true;
}

void fn_seeking_free(fn_seeking *seeking)
{
    for (uint32_t i = 0; i < seeking->count; i++)
        free(seeking->parts[i].room);
    free(seeking->parts);
}

int32_t fn_at_least(const fn_sought *sought, uint32_t sum)
{
    double least = sought->least_drift
        * (((double)sum - sought->excess) / sought->most_drift - sought->least_weights);
    least -= 1e-3 + SLACK * sought->count;
    return least > 0 ? (int32_t)least : 0;
}
