/* Questions, what the kernel answers, and what a loop over all passages finds. */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "documents.h"
#include "search.h"

#define MOST_K 1200
#define MOST_TERMS 260

typedef struct {
    char text[MOST_TERMS * 12];
    uint64_t size;
    uint32_t terms, numbers[MOST_TERMS], k;
} question;

static inline question asked(uint32_t vocabulary)
{
    question question = {.k = (uint32_t[]){1, 3, 10, 100, 1000}[chance(5)]};
    question.terms = 1 + (uint32_t)(chance(60) ? chance(9) : chance(MOST_TERMS));
    for (uint32_t i = 0; i < question.terms; i++) {
        question.numbers[i] = term_number(vocabulary + 3);
        if (i)
            question.text[question.size++] = 0;
        question.size += spelled(question.numbers[i], question.text + question.size);
    }
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
    return fn_rank_by(variant, corpus, question->text, question->size, NULL, question->terms, NULL,
                      0, question->k, within.bytes, within.size, answer->ordinals,
                      answer->scores, &answer->found);
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

/* What a passage scores by the formula alone; below 0 if it holds no term. */
static double plain_score(
    const question *question, const uint32_t *terms, uint32_t length, const uint64_t *frequencies,
    uint64_t passages, double average)
{
    double score = 0;
    bool held = false;
    for (uint32_t i = 0; i < question->terms; i++) {
        uint32_t count = 0;
        for (uint32_t j = 0; j < length; j++)
            count += terms[j] == question->numbers[i];
        held = held || count;
        double normaliser = FN_K1 * (1 - FN_B + FN_B * (double)length / average);
        double idf = fn_idf(passages, frequencies[i]);
        score += idf * (1 + (double)count * (FN_K1 + 1) / (normaliser + (double)count));
    }
    return held ? score : -1;
}

/* The k best of several lots of documents, by looking at all. */
static inline answer looked_up(
    const documents *lots, const fn_corpus *corpus, const question *question, fn_bits within)
{
    answer best = {0};
    uint64_t frequencies[MOST_TERMS];
    for (uint32_t i = 0; i < question->terms; i++) {
        char text[12];
        uint32_t length = spelled(question->numbers[i], text);
        frequencies[i] = (uint64_t)fn_frequency(corpus, text, length);
    }
    uint64_t passages = fn_corpus_passages(corpus);
    double average = (double)fn_corpus_tokens(corpus) / (double)passages;
    uint32_t ordinal = 0;
    for (uint32_t lot = 0; lot < corpus->segments; lot++) {
        const uint32_t *terms = lots[lot].terms;
        for (uint32_t i = 0; i < lots[lot].passages; terms += lots[lot].counts[i++], ordinal++) {
            if (fn_bit(corpus->parts[lot].removed, i)
                || (within.bytes && !fn_bit(within, ordinal)))
                continue;
            double score = plain_score(question, terms, lots[lot].counts[i], frequencies,
                                       passages, average);
            uint32_t at = best.found;
            while (at > 0 && best.scores[at - 1] < score)
                at--;
            if (score < 0 || at >= question->k)
                continue;
            uint32_t moved = (best.found < question->k ? best.found : question->k - 1) - at;
            memmove(best.scores + at + 1, best.scores + at, moved * sizeof(double));
            memmove(best.ordinals + at + 1, best.ordinals + at, moved * sizeof(uint32_t));
            best.scores[at] = score;
            best.ordinals[at] = ordinal;
            best.found += best.found < question->k;
        }
    }
    return best;
}

#endif
