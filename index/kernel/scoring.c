#include "scoring.h"

#include <string.h>

static uint8_t few_impact(const fn_cursor *cursor, uint32_t passage)
{
    uint32_t at = cursor->starts[passage / FN_GROUP];
    if (at == FN_NOWHERE)
        return 0;
    while (at < cursor->few && cursor->passages[at] < passage)
        at++;
    return at < cursor->few && cursor->passages[at] == passage ? cursor->impacts[at] : 0;
}

static uint32_t frequency_in(const fn_segment *segment, const fn_cursor *cursor, uint32_t passage)
{
    uint8_t impact = cursor->list.kind == FN_FEW ? few_impact(cursor, passage)
                                                 : fn_impact_in(&cursor->list, passage);
    return impact ? fn_posting_frequency(segment, &cursor->list, passage, impact) : 0;
}

double fn_score(
    const fn_question *question, const fn_sought *sought, uint32_t passage,
    uint32_t *frequencies)
{
    const fn_segment *segment = &sought->part->segment;
    memset(frequencies, 0, question->count * sizeof *frequencies);
    for (uint32_t i = 0; i < sought->count; i++) {
        const fn_cursor *cursor = &sought->cursors[i];
        frequencies[cursor->wanted] = frequency_in(segment, cursor, passage);
    }
    /* The operations and their order are those of the package; delta is 1. */
    double normaliser = fn_normaliser(segment->lengths[passage], question->average);
    double score = 0;
    for (uint32_t place = 0; place < question->places; place++) {
        double frequency = frequencies[question->which[place]];
        score += question->idf[place]
            * (1 + frequency * (FN_K1 + 1) / (normaliser + frequency));
    }
    return score;
}
