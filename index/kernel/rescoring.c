#include "rescoring.h"

#include <math.h>
#include <string.h>

enum { NONE = 64, MOST_PHRASES = 1024 };

/* The share of the question's idf that some of its terms have, summed in the question's order. */
static double share_of(const fn_asked *question, uint64_t held)
{
    double sum = 0.0;
    for (size_t i = 0; i < question->terms; i++)
        if (held >> i & 1)
            sum += question->weight[i];
    return sum / question->total;
}

/* Which term of the question each of the passage's terms is, or `NONE`. */
static void match_terms(const fn_profile *profile, const fn_asked *question, uint8_t *is_term)
{
    for (uint32_t i = 0; i < profile->terms; i++) {
        is_term[i] = NONE;
        for (size_t j = 0; j < question->terms; j++)
            if (profile->term[i] == question->term[j])
                is_term[i] = (uint8_t)j;
    }
}

/* Whether a word stands in the question as it stands here. */
static int is_written(const fn_asked *question, uint64_t word, uint32_t term)
{
    for (size_t i = 0; i < question->written; i++)
        if (question->term_of[i] == term && question->word[i] == word)
            return 1;
    return 0;
}

static double phrases_in(const fn_profile *profile, const fn_asked *question)
{
    uint8_t found[MOST_PHRASES] = {0};
    size_t phrases = question->phrases < MOST_PHRASES ? question->phrases : MOST_PHRASES, sum = 0;
    for (uint32_t i = 1; i < profile->words; i++)
        for (size_t j = 0; j < phrases; j++)
            if (profile->word[i - 1] == question->phrase[2 * j] &&
                profile->word[i] == question->phrase[2 * j + 1])
                found[j] = 1;
    for (size_t j = 0; j < phrases; j++)
        sum += found[j];
    return (double)sum / (double)(question->phrases ? question->phrases : 1);
}

static double pairs_in(const uint64_t beside[64], const fn_asked *question)
{
    double sum = 0.0;
    for (size_t i = 0; i < question->pairs; i++)
        if (beside[question->pair[2 * i]] >> question->pair[2 * i + 1] & 1)
            sum += question->pair_weight[i];
    return sum / question->pairs_total;
}

/* What a passage's places of the question's terms tell: which of them it holds, which as they are
 * written, which stand beside which (bit b of beside[a]: a, then b), and the best sentences. */
typedef struct {
    uint64_t held, exact;
    uint64_t beside[64];
    double sentence, neighbours;
} seen;

static void look_at(const fn_profile *profile, const fn_asked *question, const uint8_t *is_term,
                    seen *seen)
{
    uint64_t before = 0;
    int has_before = 0;
    uint32_t last_term = NONE, last_place = 0, place = 0;
    memset(seen, 0, sizeof *seen);
    for (uint32_t number = 0; number < profile->sentences; number++) {
        uint64_t here = 0;
        for (; place < profile->sentence_end[number]; place++) {
            if (profile->term_of[place] == FN_STOP_WORD)
                continue;
            uint32_t term = is_term[profile->term_of[place]];
            if (term == NONE)
                continue;
            here |= UINT64_C(1) << term;
            if (is_written(question, profile->word[place], term))
                seen->exact |= UINT64_C(1) << term;
            if (last_term != NONE && place - last_place <= question->near)
                seen->beside[last_term] |= UINT64_C(1) << term;
            last_term = term;
            last_place = place;
        }
        if (here)
            seen->sentence = fmax(seen->sentence, share_of(question, here));
        /* Two neighbours are looked at where the first of them holds a term. */
        if (has_before)
            seen->neighbours = fmax(seen->neighbours, share_of(question, before | here));
        before = here;
        has_before = here != 0;
        seen->held |= here;
    }
    if (has_before)
        seen->neighbours = fmax(seen->neighbours, share_of(question, before));
}

uint64_t fn_rescore(const fn_table *table, int passage, const fn_asked *question,
                    double features[8])
{
    const fn_profile *profile = &fn_table_passage(table, passage)->profile;
    uint8_t is_term[FN_STOP_WORD];
    seen seen;
    match_terms(profile, question, is_term);
    look_at(profile, question, is_term, &seen);
    features[0] = share_of(question, seen.held);
    features[1] = seen.sentence;
    features[2] = seen.neighbours;
    features[3] = pairs_in(seen.beside, question);
    features[4] = phrases_in(profile, question);
    features[5] = share_of(question, seen.exact);
    features[6] = !question->kind || profile->kinds & question->kind ? 1.0 : 0.0;
    features[7] = log1p((double)profile->words);
    return seen.held;
}

size_t fn_sentences(const fn_table *table, int passage, const uint64_t *terms, size_t count,
                    uint16_t *spans, uint64_t *held, size_t room)
{
    const fn_profile *profile = &fn_table_passage(table, passage)->profile;
    const fn_asked asked = {.terms = count, .term = terms};
    uint8_t is_term[FN_STOP_WORD];
    match_terms(profile, &asked, is_term);
    uint32_t place = 0;
    for (uint32_t i = 0; i < profile->sentences && i < room; i++) {
        spans[2 * i] = profile->span[2 * i];
        spans[2 * i + 1] = profile->span[2 * i + 1];
        held[i] = 0;
        for (; place < profile->sentence_end[i]; place++)
            if (profile->term_of[place] != FN_STOP_WORD && is_term[profile->term_of[place]] != NONE)
                held[i] |= UINT64_C(1) << is_term[profile->term_of[place]];
    }
    return profile->sentences;
}
