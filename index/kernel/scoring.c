#include "scoring.h"

#include <string.h>

#include "checking.h"

/* The impact that tells a frequency of 1, if it does so to all lists: 1 and 2 differ by more than one
 * step (impact.h) as long as 255 K / ((K + 1)(K + 2)) > 1, which holds up to here. Else 0. */
static uint8_t impact_of_one(double normaliser)
{
    return normaliser < 100 ? fn_impact(1, normaliser) : 0;
}

/* How often each of the question's terms occurs. `normaliser` is that under the segment's average. */
static void count_terms(
    const fn_sought *sought, uint32_t passage, double normaliser, uint32_t *frequencies)
{
    uint8_t one = impact_of_one(normaliser);
    for (uint32_t i = 0; i < sought->count; i++) {
        const fn_list *list = &sought->cursors[i].list;
        uint8_t impact = fn_impact_in(list, passage);
        uint32_t frequency = impact != 0;
        if (impact && impact != one)
            frequency = fn_posting_frequency(list, passage, impact, normaliser);
        frequencies[sought->cursors[i].wanted] = frequency;
    }
}

double fn_score(
    const fn_question *question, const fn_sought *sought, uint32_t passage,
    uint32_t *frequencies)
{
    if (sought->count < question->count)
        memset(frequencies, 0, question->count * sizeof *frequencies);
    const fn_segment *segment = &sought->part->segment;
    uint32_t length = fn_length(segment, passage);
    double normaliser = fn_normaliser(length, segment->average), score = 0;
    count_terms(sought, passage, normaliser, frequencies);
    if (question->average != segment->average)
        normaliser = fn_normaliser(length, question->average);
    /* The operations and their order are those of the package; delta is 1. A frequency of 0 would
     * give idf * (1 + 0 / K), which is idf. */
    for (uint32_t place = 0; place < question->places; place++) {
        double frequency = frequencies[question->which[place]], idf = question->idf[place];
        score += frequency == 0
            ? idf
            : idf * (1 + frequency * (FN_K1 + 1) / (normaliser + frequency));
    }
    return score;
}
