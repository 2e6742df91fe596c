/* The passages of one answer, held side by side: their terms as small numbers that all of them
 * share, each with its idf under the libraries that were asked.
 *
 * A table is for one answer and one thread, and only grows. Whatever it points to (profiles and
 * corpora) must outlive it.
 */
#ifndef FN_TABLE_H
#define FN_TABLE_H

#include "corpus.h"
#include "numbers.h"
#include "pairs.h"
#include "profiles.h"

/* python: begin */
typedef struct fn_table fn_table;

/* An empty table. `most` is log(passages + 1) over all `corpora`; `known`, which may be NULL, is what is known
 * of terms in them, and must outlive the table. NULL without memory. */
fn_table *fn_table_new(
    const fn_corpus *const *corpora, size_t count, double most, fn_known *known);
void fn_table_free(fn_table *table);
/* Adds a passage; its place in the table, -1 if it has no sound profile, -2 without memory. */
int fn_table_add(fn_table *table, const fn_profiles *profiles, uint64_t ordinal);
/* Adds an article, given by its passages, of which those count that begin within `longest`
 * characters; its place among the articles, or -1 or -2. */
int fn_table_add_article(fn_table *table, const fn_profiles *const *profiles,
                         const uint64_t *ordinals, size_t count, uint32_t longest);
/* Says what article the passage at a place is from. */
void fn_table_set_article(fn_table *table, int passage, int article);
/* python: end */

/* Numbers of terms, ascending and each once, and the sum of their idfs, below 0 until it is asked
 * for. Of the first terms of each beginning: the beginnings' numbers, ascending, and beside each
 * the term's. */
typedef struct {
    const uint32_t *terms;
    uint32_t count;
    const uint32_t *beginnings;
    const uint32_t *beginners;
    uint32_t beginning_count;
    double mass;
} fn_sentence;

typedef struct {
    fn_profile profile;
    const uint32_t *numbers; /* [profile.terms] the number of each of its terms */
    const uint32_t *terms;   /* [count] of all its sentences, ascending, each once */
    uint32_t count;
    fn_sentence *sentences;
    uint32_t sentence_count;
    int article; /* its place in the table, or -1 */
    int is_learnt;
} fn_passage;

typedef struct {
    const uint32_t *terms; /* each once, in any order */
    const double *weights; /* one a term, behind a first one of 0 */
    uint32_t count;
    double length;
} fn_article;

/* What was worked out of every two passages, which is the same either way round. */
typedef struct {
    fn_pairs alone, in_articles;
} fn_alike;

fn_alike *fn_table_alike(fn_table *table);
/* A count for each of the table's terms, which whoever needs one leaves at 0. */
uint32_t *fn_table_counts(fn_table *table);

const fn_passage *fn_table_passage(const fn_table *table, int place);
const fn_article *fn_table_article_at(const fn_table *table, int place);
/* The idf of a term that was learnt, as a share of that of a term that one passage holds. */
double fn_table_idf(const fn_table *table, uint32_t number);
/* The passage at a place, once the idfs of its terms are learnt, and all that needs them. */
fn_passage *fn_table_learnt(fn_table *table, int place);

#endif
