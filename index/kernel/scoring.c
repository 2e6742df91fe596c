#include "scoring.h"

#include <string.h>

/* How often each of the question's terms occurs. */
static void count_terms(const fn_sought *sought, uint32_t passage, uint32_t *frequencies)
{
    const fn_segment *segment = &sought->part->segment;
    double normaliser = fn_normaliser(segment->lengths[passage], segment->average);
    for (uint32_t i = 0; i < sought->count; i++) {
        const fn_list *list = &sought->cursors[i].list;
        uint8_t impact = fn_impact_in(list, passage);
        frequencies[sought->cursors[i].wanted] =
            impact ? fn_posting_frequency(list, passage, impact, normaliser) : 0;
    }
}

double fn_score(
    const fn_question *question, const fn_sought *sought, uint32_t passage,
    uint32_t *frequencies)
{
    if (sought->count < question->count)
        memset(frequencies, 0, question->count * sizeof *frequencies);
    count_terms(sought, passage, frequencies);
    /* The operations and their order are those of the package; delta is 1. A frequency of 0 would
     * give idf * (1 + 0 / K), which is idf. */
    uint32_t length = sought->part->segment.lengths[passage];
    double normaliser = fn_normaliser(length, question->average), score = 0;
    for (uint32_t place = 0; place < question->places; place++) {
        double frequency = frequencies[question->which[place]], idf = question->idf[place];
        score += frequency == 0
            ? idf
            : idf * (1 + frequency * (FN_K1 + 1) / (normaliser + frequency));
    }
    return score;
}
