/* Questions, what the kernel answers, and what a loop over all passages finds. */
#ifndef ANSWERS_H
#define ANSWERS_H

#include <math.h>

#include "documents.h"
#include "search.h"

#define MOST_K 1200
#define MOST_TERMS 260

typedef struct {
    char text[MOST_TERMS * MOST_SPELLED];
    uint64_t size;
    uint32_t terms, numbers[MOST_TERMS], k;
    /* Statistics that stand in for the corpus's own, if they are given. */
    bool given;
    double idfs[MOST_TERMS], average;
} question;

/* An idf for each term, the same wherever it stands: some negative, some of no weight, some far above the rest. */
static inline void give_statistics(question *question)
{
    static const double kinds[] = {0.7, 1.9, 5.0, 0.01, 0.0, -0.4, 300.0, 1e-320};
    uint64_t turn = chance(8);
    bool plain = chance(2);
    question->given = true;
    question->average = (double[]){0.05, 3.0, 7.5, 40.0, 1000.0}[chance(5)];
    for (uint32_t i = 0; i < question->terms; i++)
        question->idfs[i] = kinds[(question->numbers[i] + turn) % (plain ? 3 : 8)];
}

/* Now and then of more different terms than are bounded, if there are as many. */
static inline question asked(uint32_t vocabulary)
{
    static const uint32_t ks[] = {1, 3, 10, 100, 127, 128, 129, 1000};
    question question = {.k = ks[chance(8)]};
    bool all = !chance(40);
    question.terms = 1 + (uint32_t)(chance(60) ? chance(9) : chance(MOST_TERMS));
    if (all)
        question.terms = MOST_TERMS - (uint32_t)chance(70);
    for (uint32_t i = 0; i < question.terms; i++) {
        question.numbers[i] = all ? i : term_number(vocabulary + 3);
        if (i)
            question.text[question.size++] = 0;
        question.size += spelled(question.numbers[i], question.text + question.size);
    }
    if (!chance(3))
        give_statistics(&question);
    return question;
}

typedef struct {
    uint32_t found, ordinals[MOST_K];
    double scores[MOST_K];
} answer;

static int rank(
    fn_variant *variant, const fn_corpus *corpus, const question *question, fn_bits within,
    answer *answer)
{
    return fn_rank_by(variant, corpus, question->text, question->size, NULL, question->terms,
                      question->given ? question->idfs : NULL, question->average, question->k,
                      within.bytes, within.size, answer->ordinals, answer->scores,
                      &answer->found);
}

static inline answer answered(
    fn_variant *variant, const fn_corpus *corpus, const question *question, fn_bits within)
{
    answer answer = {0};
    demand(rank(variant, corpus, question, within, &answer) == FN_OK, "ranking");
    return answer;
}

static inline bool are_same(const answer *one, const answer *other)
{
    return one->found == other->found
        && !memcmp(one->ordinals, other->ordinals, one->found * sizeof(uint32_t))
        && !memcmp(one->scores, other->scores, one->found * sizeof(double));
}

static inline uint32_t times_of(const uint32_t *terms, uint32_t length, uint32_t number)
{
    uint32_t times = 0;
    for (uint32_t i = 0; i < length; i++)
        times += terms[i] == number;
    return times;
}

/* What BM25+ knows of all passages that are not removed, counted in the documents. */
typedef struct {
    double idfs[MOST_TERMS], average;
} statistics;

static inline statistics counted(
    const documents *lots, const fn_corpus *corpus, const question *question)
{
    statistics found;
    uint64_t passages = 0, tokens = 0, holding[MOST_TERMS] = {0};
    for (uint32_t lot = 0; lot < corpus->segments; lot++) {
        const uint32_t *terms = lots[lot].terms;
        for (uint32_t i = 0; i < lots[lot].passages; terms += lots[lot].counts[i++]) {
            if (fn_bit(corpus->parts[lot].removed, i))
                continue;
            passages++;
            tokens += lots[lot].counts[i];
            for (uint32_t j = 0; j < question->terms; j++)
                holding[j] += times_of(terms, lots[lot].counts[i], question->numbers[j]) > 0;
        }
    }
    for (uint32_t j = 0; j < question->terms; j++)
        found.idfs[j] = holding[j] ? log((double)(passages + 1) / (double)holding[j]) : 0;
    found.average = (double)tokens / (double)passages;
    if (question->given) {
        memcpy(found.idfs, question->idfs, sizeof found.idfs);
        found.average = question->average;
    }
    return found;
}

/* What a passage scores by the formula alone, and whether it holds a term. */
static inline bool scored(
    const question *question, const statistics *statistics, const uint32_t *terms,
    uint32_t length, double *score)
{
    bool held = false;
    double normaliser = FN_K1 * (1 - FN_B + FN_B * (double)length / statistics->average);
    *score = 0;
    for (uint32_t i = 0; i < question->terms; i++) {
        double times = times_of(terms, length, question->numbers[i]);
        held = held || times > 0;
        *score += statistics->idfs[i] * (1 + times * (FN_K1 + 1) / (normaliser + times));
    }
    return held;
}

static inline void put_answer(answer *best, uint32_t k, uint32_t ordinal, double score)
{
    uint32_t at = best->found;
    while (at > 0 && best->scores[at - 1] < score)
        at--;
    if (at >= k)
        return;
    uint32_t moved = (best->found < k ? best->found : k - 1) - at;
    memmove(best->scores + at + 1, best->scores + at, moved * sizeof(double));
    memmove(best->ordinals + at + 1, best->ordinals + at, moved * sizeof(uint32_t));
    best->scores[at] = score;
    best->ordinals[at] = ordinal;
    best->found += best->found < k;
}

/* The k best of several lots of documents, by looking at all. */
static inline answer looked_up(
    const documents *lots, const fn_corpus *corpus, const question *question, fn_bits within)
{
    answer best = {0};
    statistics statistics = counted(lots, corpus, question);
    uint32_t ordinal = 0;
    for (uint32_t lot = 0; lot < corpus->segments; lot++) {
        const uint32_t *terms = lots[lot].terms;
        for (uint32_t i = 0; i < lots[lot].passages; terms += lots[lot].counts[i++], ordinal++) {
            double score;
            if (!fn_bit(corpus->parts[lot].removed, i)
                && (!within.bytes || fn_bit(within, ordinal))
                && scored(question, &statistics, terms, lots[lot].counts[i], &score))
                put_answer(&best, question->k, ordinal, score);
        }
    }
    return best;
}

#endif
