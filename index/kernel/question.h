/* A question's terms: each place in it, in order, and each different term once. */
#ifndef FN_QUESTION_H
#define FN_QUESTION_H

#include "corpus.h"

typedef struct {
    const char *text;
    uint32_t length;
    uint64_t hash;
    double idf; /* the sum over its places */
} fn_wanted;

typedef struct {
    uint32_t places, count;
    uint32_t *which; /* by place, the number among `wanted` */
    double *idf;     /* by place */
    fn_wanted *wanted;
    uint32_t *terms; /* `count` for each segment: the number of each of `wanted` there, or FN_NO_TERM */
    double average; /* length */
    double base;    /* the sum of the idfs over all places: what BM25+ gives every passage */
    double given;   /* the sum of |idf| */
} fn_question;

/* `idfs` by place, or NULL for those of the corpus's own statistics. False if there is no memory. */
bool fn_question_start(
    fn_question *question, const fn_corpus *corpus, const char *text, uint64_t size,
    const uint32_t *lengths, uint32_t terms, const double *idfs, double average);
void fn_question_free(fn_question *question);

/* python: begin */
/* log((passages + 1) / frequency), as BM25Plus has it (Lv and Zhai, CIKM 2011); 0 for no frequency. */
double fn_idf(uint64_t passages, uint64_t frequency);
/* python: end */

#endif
