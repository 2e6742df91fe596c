/* How alike what two passages report is: index/statements.py, which says why, in C. Both give the
 * same numbers to the last bit; tests/index/test_kept_likeness.py holds them to it. */
#ifndef FN_LIKENESS_H
#define FN_LIKENESS_H

#include "table.h"

/* As SUPPORTERS of index/statements.py. */
#define FN_MOST_NEAREST 6

/* python: begin */
/* The weights and bounds of index/statements.py. */
typedef struct {
    double share, mass, relatives, constant;
    double one_story, falling, support;
} fn_likeness_model;

/* The least that makes two passages worth a closer look: the share of their terms that the one
 * with fewer has in common with the other, the share of all their terms that two of one article
 * have in common, and the likeness. */
typedef struct {
    double least_terms, own_terms, promising;
} fn_likeness_bounds;

/* How alike two passages are, between 0 and 1, whatever they are from. */
double fn_likeness(fn_table *table, const fn_likeness_model *model, int one, int other);
/* The same, less where both articles are known and tell different stories. */
double fn_likeness_in_articles(fn_table *table, const fn_likeness_model *model, int one, int other);
/* How alike the articles of two passages are, between 0 and 1; 0 if one is not known. */
double fn_likeness_kinship(fn_table *table, int one, int other);
/* Puts the places among `others` of the at most `most` that are most like a passage, and at least so much,
 * the first of equal ones first; returns how many. `most` is 6 at most. */
int fn_likeness_nearest(fn_table *table, const fn_likeness_model *model, int one,
                        const int *others, size_t count, double least, int most, int *nearest);
/* How alike the first of `others` and the one that is shown are, in their articles, raised by the further ones
 * that are like both; `speaks` tells which of them may be like the first. */
double fn_likeness_supported(fn_table *table, const fn_likeness_model *model, int shown,
                             const int *others, const uint8_t *speaks, size_t count);
/* The share of its terms that the passage with fewer of them has in common with the other; 1 if it
 * has none. */
double fn_likeness_shared(const fn_table *table, int one, int other);
/* How many names and numbers each of two passages has, and both. */
void fn_likeness_names(const fn_table *table, int one, int other, uint32_t found[3]);
/* For each of `others` whether it has the likeness that is worth a closer look, or the same text.
 */
void fn_likeness_promising(fn_table *table, const fn_likeness_model *model,
                           const fn_likeness_bounds *bounds, int one, const int *others,
                           size_t count, uint8_t *promising);
/* For every two of `places` whether they are worth a closer look: worth[i * count + j] for j < i.
 * `articles` has one number for each article. */
void fn_likeness_worth(fn_table *table, const fn_likeness_model *model,
                       const fn_likeness_bounds *bounds, const int *places, const int *articles,
                       size_t count, uint8_t *worth);
/* The same for the last of `places`, of which there is one at least, and those before it: worth[j]. */
void fn_likeness_worth_of_last(fn_table *table, const fn_likeness_model *model,
                               const fn_likeness_bounds *bounds, const int *places,
                               const int *articles, size_t count, uint8_t *worth);
/* python: end */

#endif
