#include "table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* As in index/statements.py, where each is explained. */
enum { MOST_SENTENCES = 12, MOST_TERMS = 80 };
static const double LEAST_OF_STORY = 0.3;
static const double WEIGHT_STEPS = 65536.0; /* 2^16 */

enum { DAMAGED = -1, NO_MEMORY = -2 };

struct fn_table {
    fn_memory memory;
    fn_numbers numbers; /* of terms and of beginnings */
    fn_passage *passages;
    int passage_count, passage_room;
    fn_article *articles;
    int article_count, article_room;
    fn_alike alike;
};

fn_table *fn_table_new(
    const fn_corpus *const *corpora, size_t count, double most, fn_known *known)
{
    fn_table *table = calloc(1, sizeof *table);
    if (!table)
        return NULL;
    const fn_corpus **kept = fn_memory_take(&table->memory, (count + 1) * sizeof *kept);
    for (size_t i = 0; kept && i < count; i++)
        kept[i] = corpora[i];
    if (!kept || !fn_numbers_start(&table->numbers, kept, count, most, known)) {
        fn_table_free(table);
        return NULL;
    }
    return table;
}

void fn_table_free(fn_table *table)
{
    if (!table)
        return;
    fn_memory_free(&table->memory);
    fn_numbers_free(&table->numbers);
    free(table->passages);
    free(table->articles);
    fn_pairs_free(&table->alike.alone);
    fn_pairs_free(&table->alike.in_articles);
    free(table);
}

fn_alike *fn_table_alike(fn_table *table)
{
    return &table->alike;
}

uint32_t *fn_table_counts(fn_table *table)
{
    return table->numbers.counts;
}

double fn_table_idf(const fn_table *table, uint32_t number)
{
    return table->numbers.idfs[number];
}

fn_passage *fn_table_learnt(fn_table *table, int place)
{
    fn_passage *passage = table->passages + place;
    if (passage->is_learnt)
        return passage;
    fn_numbers_learn(&table->numbers, passage->terms, passage->count);
    for (uint32_t i = 0; i < passage->sentence_count; i++) {
        fn_sentence *sentence = passage->sentences + i;
        sentence->mass = 0.0;
        for (uint32_t j = 0; j < sentence->count; j++)
            sentence->mass += table->numbers.idfs[sentence->terms[j]];
    }
    passage->is_learnt = 1;
    return passage;
}

static int ascending(const void *one, const void *other)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

static void sort_numbers(uint32_t *numbers, uint32_t count)
{
    /* Sentences are short, and new terms have ascending numbers: insertion is quicker than a call
     * for each comparison. */
    if (count > 128) {
        qsort(numbers, count, sizeof *numbers, ascending);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        uint32_t moved = numbers[i], j = i;
        for (; j > 0 && numbers[j - 1] > moved; j--)
            numbers[j] = numbers[j - 1];
        numbers[j] = moved;
    }
}

/* Sorts, and drops what is there twice; how many are left. */
static uint32_t each_once(uint32_t *numbers, uint32_t count)
{
    uint32_t kept = 0;
    sort_numbers(numbers, count);
    for (uint32_t i = 0; i < count; i++)
        if (!kept || numbers[kept - 1] != numbers[i])
            numbers[kept++] = numbers[i];
    return kept;
}

/* Of the terms at `places` (in the order of their letters, each once) the first of each beginning,
 * sorted by the beginnings' numbers. */
static int set_beginnings(fn_table *table, const fn_passage *passage, const uint16_t *places,
                          uint32_t count, fn_sentence *sentence)
{
    uint32_t *beginnings = fn_memory_take(&table->memory, (count + 1) * sizeof *beginnings);
    uint32_t *beginners = fn_memory_take(&table->memory, (count + 1) * sizeof *beginners);
    if (!beginnings || !beginners)
        return 0;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t hash = passage->profile.beginning[places[i]];
        if (!hash)
            continue;
        /* Not the number of a term that has these very letters: its hash must be another. */
        uint32_t beginning = fn_number_of(&table->numbers, ~hash);
        if (beginning == FN_NO_NUMBER)
            return 0;
        uint32_t at = kept;
        while (at > 0 && beginnings[at - 1] > beginning)
            at--;
        if (at > 0 && beginnings[at - 1] == beginning)
            continue;
        memmove(beginnings + at + 1, beginnings + at, (kept - at) * sizeof *beginnings);
        memmove(beginners + at + 1, beginners + at, (kept - at) * sizeof *beginners);
        beginnings[at] = beginning;
        beginners[at] = passage->numbers[places[i]];
        kept++;
    }
    sentence->beginnings = beginnings;
    sentence->beginners = beginners;
    sentence->beginning_count = kept;
    return 1;
}

/* The sentence of the words from `begin` to `end`: its first 80 terms. */
static int set_sentence(fn_table *table, const fn_passage *passage, uint32_t begin, uint32_t end,
                        fn_sentence *sentence)
{
    const fn_profile *profile = &passage->profile;
    uint32_t found[MOST_TERMS], count = 0;
    for (uint32_t i = begin; i < end && count < MOST_TERMS; i++)
        if (profile->term_of[i] != FN_STOP_WORD)
            found[count++] = profile->term_of[i];
    count = each_once(found, count);
    uint16_t places[MOST_TERMS]; /* in the order of their letters, as the profile has them */
    uint32_t *terms = fn_memory_take(&table->memory, (count + 1) * sizeof *terms);
    if (!terms)
        return 0;
    for (uint32_t i = 0; i < count; i++) {
        places[i] = (uint16_t)found[i];
        terms[i] = passage->numbers[found[i]];
    }
    sentence->terms = terms;
    sentence->count = each_once(terms, count);
    return set_beginnings(table, passage, places, count, sentence);
}

static int set_sentences(fn_table *table, fn_passage *passage)
{
    const fn_profile *profile = &passage->profile;
    fn_sentence *sentences = fn_memory_take(&table->memory, MOST_SENTENCES * sizeof *sentences);
    uint32_t *all = fn_memory_take(&table->memory, (profile->terms + 1) * sizeof *all);
    if (!sentences || !all)
        return 0;
    uint32_t begin = 0, count = 0, kept = 0;
    for (uint32_t i = 0; i < profile->sentences && i < MOST_SENTENCES; i++) {
        fn_sentence *sentence = sentences + kept;
        if (!set_sentence(table, passage, begin, profile->sentence_end[i], sentence))
            return 0;
        begin = profile->sentence_end[i];
        for (uint32_t j = 0; j < sentence->count; j++)
            if (!table->numbers.counts[sentence->terms[j]]++)
                all[count++] = sentence->terms[j];
        kept += sentence->count > 0;
    }
    for (uint32_t i = 0; i < count; i++)
        table->numbers.counts[all[i]] = 0;
    sort_numbers(all, count);
    passage->terms = all;
    passage->count = count;
    passage->sentences = sentences;
    passage->sentence_count = kept;
    return 1;
}

int fn_table_add(fn_table *table, const fn_profiles *profiles, uint64_t ordinal)
{
    fn_passage passage = {.article = -1};
    if (!fn_profile_read(profiles, ordinal, &passage.profile))
        return DAMAGED;
    if (!fn_has_room((void **)&table->passages, table->passage_count, &table->passage_room,
                     sizeof *table->passages))
        return NO_MEMORY;
    uint32_t *numbers =
        fn_memory_take(&table->memory, (passage.profile.terms + 1) * sizeof *numbers);
    if (!numbers)
        return NO_MEMORY;
    for (uint32_t i = 0; i < passage.profile.terms; i++)
        if ((numbers[i] = fn_number_of(&table->numbers, passage.profile.term[i])) == FN_NO_NUMBER)
            return NO_MEMORY;
    passage.numbers = numbers;
    if (!set_sentences(table, &passage))
        return NO_MEMORY;
    table->passages[table->passage_count] = passage;
    return table->passage_count++;
}

/* Counts each term of a passage in `counts`, and notes those that are new in `seen`. */
static int count_terms(fn_table *table, const fn_profile *profile, uint32_t **seen, int *count,
                       int *room)
{
    uint32_t *numbers = fn_memory_take(&table->memory, (profile->terms + 1) * sizeof *numbers);
    if (!numbers)
        return 0;
    for (uint32_t i = 0; i < profile->terms; i++) {
        numbers[i] = fn_number_of(&table->numbers, profile->term[i]);
        if (numbers[i] == FN_NO_NUMBER)
            return 0;
    }
    for (uint32_t i = 0; i < profile->words; i++) {
        if (profile->term_of[i] == FN_STOP_WORD)
            continue;
        uint32_t number = numbers[profile->term_of[i]];
        if (!table->numbers.counts[number]) {
            if (!fn_has_room((void **)seen, *count, room, sizeof **seen))
                return 0;
            (*seen)[(*count)++] = number;
        }
        table->numbers.counts[number]++;
    }
    return 1;
}

/* The logarithm of the count is taken, and no term weighs nothing: see index/statements.py. */
static double weight_of(double idf, uint32_t count)
{
    double often = count == 1 ? 1.0 : 1.0 + log((double)count);
    double weight = often * (idf > LEAST_OF_STORY ? idf : LEAST_OF_STORY);
    return floor(weight * WEIGHT_STEPS) / WEIGHT_STEPS;
}

static int put_article(fn_table *table, const uint32_t *seen, uint32_t count)
{
    uint32_t *terms = fn_memory_take(&table->memory, (count + 1) * sizeof *terms);
    double *weights = fn_memory_take(&table->memory, (count + 1) * sizeof *weights);
    if (!terms || !weights ||
        !fn_has_room((void **)&table->articles, table->article_count, &table->article_room,
                     sizeof *table->articles))
        return NO_MEMORY;
    fn_numbers_learn(&table->numbers, seen, count);
    double squares = weights[0] = 0.0;
    for (uint32_t i = 0; i < count; i++) {
        double weight = weight_of(table->numbers.idfs[seen[i]], table->numbers.counts[seen[i]]);
        terms[i] = seen[i];
        weights[i + 1] = weight;
        squares += weight * weight;
    }
    table->articles[table->article_count] = (fn_article){terms, weights, count, sqrt(squares)};
    return table->article_count++;
}

int fn_table_add_article(fn_table *table, const fn_profiles *const *profiles,
                         const uint64_t *ordinals, size_t count, uint32_t longest)
{
    uint32_t *seen = NULL;
    int seen_count = 0, room = 0, found = 0;
    uint32_t characters = 0;
    for (size_t i = 0; i < count && found == 0 && characters < longest; i++) {
        fn_profile profile;
        if (!fn_profile_read(profiles[i], ordinals[i], &profile))
            found = DAMAGED;
        else if (!count_terms(table, &profile, &seen, &seen_count, &room))
            found = NO_MEMORY;
        else
            characters += profile.characters;
    }
    if (found == 0)
        found = put_article(table, seen, (uint32_t)seen_count);
    for (int i = 0; i < seen_count; i++)
        table->numbers.counts[seen[i]] = 0;
    free(seen);
    return found;
}

void fn_table_set_article(fn_table *table, int passage, int article)
{
    table->passages[passage].article = article;
}

const fn_passage *fn_table_passage(const fn_table *table, int place)
{
    return table->passages + place;
}

const fn_article *fn_table_article_at(const fn_table *table, int place)
{
    return table->articles + place;
}
