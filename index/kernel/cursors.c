#include "cursors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dictionary.h"
#include "few.h"

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
 *
 * A term whose idf is not positive (given statistics may have it so) bounds nothing: v is 0 for it, it
 * has the least weight, and what it may cost, |idf| (k1 + 1), is taken off from below: all of it, since
 * what it costs drifts less the more often a passage holds it.
 *
 * Impacts are rounded up with a nudge (impact.h), by which a share is never missed, and which is far below
 * the slack.
 *
 * Slack for double arithmetic: n additions of terms up to G = sum of |idf| (each about 2 G at most) err
 * by less than n 2^-50 G, and a unit is at least G (k1 + 1) / 65,000: less than n 4e-11 units.
 * `FN_SLACK` a term is far more than that. */

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

static bool decode_few(fn_sought *sought)
{
    const fn_segment *segment = &sought->part->segment;
    uint64_t size = 0;
    for (uint32_t i = 0; i < sought->count; i++)
        if (sought->cursors[i].list.kind == FN_FEW)
            size += fn_few_room(segment, &sought->cursors[i].list);
    if (!size)
        return true;
    unsigned char *room = sought->room = malloc(size);
    for (uint32_t i = 0; room && i < sought->count; i++) {
        fn_list *list = &sought->cursors[i].list;
        if (list->kind != FN_FEW)
            continue;
        uint64_t own = fn_few_room(segment, list);
        fn_few_as_sparse(segment, list, room);
        room += own;
    }
    return sought->room;
}

/* The beginnings of lists are far apart in memory: all are fetched before the first is read. */
static void fetch_lists(const fn_segment *segment, const uint32_t *terms, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (terms[i] != FN_NO_TERM)
            fn_list_fetch(segment, terms[i]);
}

static bool find_terms(fn_sought *sought, const fn_question *question, const uint32_t *terms)
{
    const fn_segment *segment = &sought->part->segment;
    fetch_lists(segment, terms, question->count);
    for (uint32_t i = 0; i < question->count; i++) {
        if (terms[i] == FN_NO_TERM)
            continue;
        fn_cursor *cursor = &sought->cursors[sought->count];
        cursor->wanted = i;
        sought->count += fn_list_of(segment, terms[i], &cursor->list);
    }
    return decode_few(sought);
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
        sought->least_weights += value;
        sought->costs += idf < 0 ? -idf * (FN_K1 + 1) / unit : 0;
    }
}

/* The weightiest first: by the most that they can add. */
static void sort(fn_sought *sought)
{
    for (uint32_t i = 1; i < sought->count; i++) {
        fn_cursor cursor = sought->cursors[i];
        uint32_t j = i;
        for (; j > 0
             && sought->cursors[j - 1].weight * sought->cursors[j - 1].list.most
                 < cursor.weight * cursor.list.most;
             j--)
            sought->cursors[j] = sought->cursors[j - 1];
        sought->cursors[j] = cursor;
    }
}

static double unit_of(const fn_seeking *seeking, const fn_question *question)
{
    double full = question->given * (FN_K1 + 1), most_drift = 1;
    uint32_t most_terms = 0;
    for (uint32_t i = 0; i < seeking->count; i++) {
        const fn_sought *sought = &seeking->parts[i];
        most_drift = fmax(most_drift, sought->most_drift);
        most_terms = sought->count > most_terms ? sought->count : most_terms;
    }
    if (most_terms > FN_MOST_TERMS)
        most_terms = FN_MOST_TERMS;
    /* What is hardly more than nothing would make units of nothing. */
    return full > 1e-200 ? full * most_drift / (FN_FULL - FN_LEAST_WEIGHT * (double)most_terms) : 1;
}

/* The line of `fn_at_least`. */
static void find_least(fn_sought *sought)
{
    sought->least_slope = sought->least_drift / sought->most_drift;
    sought->least_base = -sought->least_slope * sought->excess
        - sought->least_drift * sought->least_weights - sought->costs - 1e-3
        - FN_SLACK * sought->count;
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
        if (!find_terms(sought, question, question->terms + (size_t)i * question->count))
            return false;
    }
    seeking->unit = unit_of(seeking, question);
    for (uint32_t i = 0; i < seeking->count; i++) {
        weigh(&seeking->parts[i], question, seeking->unit);
        find_least(&seeking->parts[i]);
        if (seeking->parts[i].count <= FN_MOST_TERMS)
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

uint64_t fn_seeking_most(const fn_seeking *seeking)
{
    uint64_t postings = 0;
    for (uint32_t i = 0; i < seeking->count; i++)
        for (uint32_t j = 0; j < seeking->parts[i].count; j++)
            postings += seeking->parts[i].cursors[j].list.frequency;
    return postings;
}
