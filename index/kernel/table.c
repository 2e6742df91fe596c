#include "table.h"

#include "frequencies.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* As in index/statements.py, where each is explained. */
enum { MOST_SENTENCES = 12, MOST_TERMS = 80 };
static const double LEAST_OF_STORY = 0.3;
static const double IDF_STEPS = 1099511627776.0; /* 2^40 */
static const double WEIGHT_STEPS = 65536.0;      /* 2^16 */

enum { DAMAGED = -1, NO_MEMORY = -2 };
enum { LEARNT_AT_ONCE = 64 };

/* Memory that is freed with the table, in blocks. */
typedef struct block {
    struct block *next;
    size_t used, size;
    max_align_t bytes[];
} block;

struct fn_table {
    block *blocks;
    const fn_corpus *const *corpora;
    size_t corpus_count;
    double most;
    /* Terms and beginnings by their hashes: open addressing, a power of two of slots. */
    uint64_t *slots;
    uint32_t *slot_number;
    size_t slot_count;
    uint64_t *hashes;  /* of each number */
    double *idfs;      /* of each number, below 0 until it is asked for */
    uint32_t *scratch; /* a count for each number, nought between calls */
    uint32_t number_count, number_room;
    fn_passage *passages;
    int passage_count, passage_room;
    fn_article *articles;
    int article_count, article_room;
};

static void *taken(fn_table *table, size_t size)
{
    const size_t unit = sizeof(max_align_t);
    size = (size + unit - 1) / unit * unit;
    block *first = table->blocks;
    if (!first || first->size - first->used < size) {
        size_t room = size > 65536 ? size : 65536;
        block *more = malloc(sizeof *more + room);
        if (!more)
            return NULL;
        more->next = first;
        more->used = 0;
        more->size = room;
        table->blocks = first = more;
    }
    void *found = (char *)first->bytes + first->used;
    first->used += size;
    return found;
}

fn_table *fn_table_new(const fn_corpus *const *corpora, size_t count, double most)
{
    fn_table *table = calloc(1, sizeof *table);
    if (!table)
        return NULL;
    table->slot_count = 4096;
    table->slots = calloc(table->slot_count, sizeof *table->slots);
    table->slot_number = calloc(table->slot_count, sizeof *table->slot_number);
    const fn_corpus **kept = taken(table, (count + 1) * sizeof *kept);
    if (!table->slots || !table->slot_number || !kept) {
        fn_table_free(table);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        kept[i] = corpora[i];
    table->corpora = kept;
    table->corpus_count = count;
    table->most = most;
    return table;
}

void fn_table_free(fn_table *table)
{
    if (!table)
        return;
    while (table->blocks) {
        block *next = table->blocks->next;
        free(table->blocks);
        table->blocks = next;
    }
    free(table->slots);
    free(table->slot_number);
    free(table->hashes);
    free(table->idfs);
    free(table->scratch);
    free(table->passages);
    free(table->articles);
    free(table);
}

/* Room for one more of an array's elements, whose address may change. */
static int has_room(void **array, int count, int *room, size_t size)
{
    if (count < *room)
        return 1;
    int more = *room ? 2 * *room : 64;
    void *moved = realloc(*array, (size_t)more * size);
    if (!moved)
        return 0;
    *array = moved;
    *room = more;
    return 1;
}

/* --- numbers ------------------------------------------------------------------------------- */

static size_t slot_of(const fn_table *table, uint64_t hash)
{
    size_t slot = hash & (table->slot_count - 1);
    while (table->slot_number[slot] && table->slots[slot] != hash)
        slot = (slot + 1) & (table->slot_count - 1);
    return slot;
}

static int grow_slots(fn_table *table)
{
    size_t before = table->slot_count;
    uint64_t *slots = table->slots;
    uint32_t *numbers = table->slot_number;
    uint64_t *more = calloc(2 * before, sizeof *more);
    uint32_t *more_numbers = calloc(2 * before, sizeof *more_numbers);
    if (!more || !more_numbers) {
        free(more);
        free(more_numbers);
        return 0;
    }
    table->slots = more;
    table->slot_number = more_numbers;
    table->slot_count = 2 * before;
    for (size_t i = 0; i < before; i++)
        if (numbers[i]) {
            size_t slot = slot_of(table, slots[i]);
            table->slots[slot] = slots[i];
            table->slot_number[slot] = numbers[i];
        }
    free(slots);
    free(numbers);
    return 1;
}

static int grow_numbers(fn_table *table)
{
    uint32_t room = table->number_room ? 2 * table->number_room : 2048;
    double *idfs = realloc(table->idfs, room * sizeof *idfs);
    if (!idfs)
        return 0;
    table->idfs = idfs;
    uint64_t *hashes = realloc(table->hashes, room * sizeof *hashes);
    if (!hashes)
        return 0;
    table->hashes = hashes;
    uint32_t *scratch = realloc(table->scratch, room * sizeof *scratch);
    if (!scratch)
        return 0;
    memset(scratch + table->number_room, 0, (room - table->number_room) * sizeof *scratch);
    table->scratch = scratch;
    table->number_room = room;
    return 1;
}

/* The idf as index/statements.py has it: a multiple of 2^-40, so that sums have no rounding. */
static double idf_of(const fn_table *table, uint64_t frequency)
{
    if (table->most == 0.0)
        return 1.0;
    double share = 1.0 - log((double)(frequency ? frequency : 1)) / table->most;
    return share > 0.0 ? floor(share * IDF_STEPS) / IDF_STEPS : 0.0;
}

static void learn_some(fn_table *table, const uint32_t *numbers, const uint64_t *hashes,
                       uint32_t count)
{
    uint64_t sums[LEARNT_AT_ONCE] = {0};
    uint32_t frequencies[LEARNT_AT_ONCE];
    for (size_t i = 0; i < table->corpus_count; i++) {
        fn_frequencies_of_hashes(table->corpora[i], hashes, count, frequencies);
        for (uint32_t j = 0; j < count; j++)
            sums[j] += frequencies[j];
    }
    for (uint32_t j = 0; j < count; j++)
        table->idfs[numbers[j]] = idf_of(table, sums[j]);
}

void fn_table_learn(fn_table *table, const uint32_t *numbers, uint32_t count)
{
    uint32_t unknown[LEARNT_AT_ONCE], some = 0;
    uint64_t hashes[LEARNT_AT_ONCE];
    for (uint32_t i = 0; i < count; i++) {
        if (table->idfs[numbers[i]] >= 0.0)
            continue;
        unknown[some] = numbers[i];
        hashes[some++] = table->hashes[numbers[i]];
        if (some == LEARNT_AT_ONCE) {
            learn_some(table, unknown, hashes, some);
            some = 0;
        }
    }
    learn_some(table, unknown, hashes, some);
}

double fn_table_idf(const fn_table *table, uint32_t number)
{
    return table->idfs[number];
}

fn_passage *fn_table_learnt(fn_table *table, int place)
{
    fn_passage *passage = table->passages + place;
    if (passage->is_learnt)
        return passage;
    fn_table_learn(table, passage->terms, passage->count);
    for (uint32_t i = 0; i < passage->sentence_count; i++) {
        fn_sentence *sentence = passage->sentences + i;
        sentence->mass = 0.0;
        for (uint32_t j = 0; j < sentence->count; j++)
            sentence->mass += table->idfs[sentence->terms[j]];
    }
    passage->is_learnt = 1;
    return passage;
}

/* The number of a term or a beginning, made if need be; UINT32_MAX without memory. */
static uint32_t number_of(fn_table *table, uint64_t hash)
{
    size_t slot = slot_of(table, hash);
    if (table->slot_number[slot])
        return table->slot_number[slot] - 1;
    if (2 * (size_t)(table->number_count + 1) > table->slot_count) {
        if (!grow_slots(table))
            return UINT32_MAX;
        slot = slot_of(table, hash);
    }
    if (table->number_count == table->number_room && !grow_numbers(table))
        return UINT32_MAX;
    uint32_t number = table->number_count++;
    table->slots[slot] = hash;
    table->slot_number[slot] = number + 1;
    table->hashes[number] = hash;
    table->idfs[number] = -1.0;
    return number;
}

/* --- passages ------------------------------------------------------------------------------ */

static int ascending(const void *one, const void *other)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

/* Sorts, and drops what is there twice; how many are left. */
static uint32_t each_once(uint32_t *numbers, uint32_t count)
{
    /* Sentences are short, and insertion is quicker than a call for each comparison. */
    if (count <= 64)
        for (uint32_t i = 1; i < count; i++) {
            uint32_t moved = numbers[i], j = i;
            for (; j > 0 && numbers[j - 1] > moved; j--)
                numbers[j] = numbers[j - 1];
            numbers[j] = moved;
        }
    else
        qsort(numbers, count, sizeof *numbers, ascending);
    uint32_t kept = 0;
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
    uint32_t *beginnings = taken(table, (count + 1) * sizeof *beginnings);
    uint32_t *beginners = taken(table, (count + 1) * sizeof *beginners);
    if (!beginnings || !beginners)
        return 0;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t hash = passage->profile.beginning[places[i]];
        if (!hash)
            continue;
        /* Not the number of a term that has these very letters: its hash must be another. */
        uint32_t beginning = number_of(table, ~hash);
        if (beginning == UINT32_MAX)
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
    uint32_t *terms = taken(table, (count + 1) * sizeof *terms);
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
    fn_sentence *sentences = taken(table, MOST_SENTENCES * sizeof *sentences);
    uint32_t *all = taken(table, (profile->terms + 1) * sizeof *all);
    if (!sentences || !all)
        return 0;
    uint32_t begin = 0, count = 0, kept = 0;
    for (uint32_t i = 0; i < profile->sentences && i < MOST_SENTENCES; i++) {
        fn_sentence *sentence = sentences + kept;
        if (!set_sentence(table, passage, begin, profile->sentence_end[i], sentence))
            return 0;
        begin = profile->sentence_end[i];
        for (uint32_t j = 0; j < sentence->count; j++)
            if (!table->scratch[sentence->terms[j]]++)
                all[count++] = sentence->terms[j];
        kept += sentence->count > 0;
    }
    for (uint32_t i = 0; i < count; i++)
        table->scratch[all[i]] = 0;
    qsort(all, count, sizeof *all, ascending);
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
    if (!has_room((void **)&table->passages, table->passage_count, &table->passage_room,
                  sizeof *table->passages))
        return NO_MEMORY;
    uint32_t *numbers = taken(table, (passage.profile.terms + 1) * sizeof *numbers);
    if (!numbers)
        return NO_MEMORY;
    for (uint32_t i = 0; i < passage.profile.terms; i++)
        if ((numbers[i] = number_of(table, passage.profile.term[i])) == UINT32_MAX)
            return NO_MEMORY;
    passage.numbers = numbers;
    if (!set_sentences(table, &passage))
        return NO_MEMORY;
    table->passages[table->passage_count] = passage;
    return table->passage_count++;
}

/* --- articles ------------------------------------------------------------------------------ */

/* Counts each term of a passage in `scratch`, and notes those that are new in `seen`. */
static int count_terms(fn_table *table, const fn_profile *profile, uint32_t **seen, int *count,
                       int *room)
{
    uint32_t numbers[FN_STOP_WORD];
    for (uint32_t i = 0; i < profile->terms; i++) {
        numbers[i] = number_of(table, profile->term[i]);
        if (numbers[i] == UINT32_MAX)
            return 0;
    }
    for (uint32_t i = 0; i < profile->words; i++) {
        if (profile->term_of[i] == FN_STOP_WORD)
            continue;
        uint32_t number = numbers[profile->term_of[i]];
        if (!table->scratch[number]) {
            if (!has_room((void **)seen, *count, room, sizeof **seen))
                return 0;
            (*seen)[(*count)++] = number;
        }
        table->scratch[number]++;
    }
    return 1;
}

/* The logarithm of the count is taken, and no term weighs nothing: see index/statements.py. */
static double weight_of(double idf, uint32_t count)
{
    double weight = (1.0 + log((double)count)) * (idf > LEAST_OF_STORY ? idf : LEAST_OF_STORY);
    return floor(weight * WEIGHT_STEPS) / WEIGHT_STEPS;
}

static int put_article(fn_table *table, uint32_t *seen, uint32_t count)
{
    uint32_t *terms = taken(table, (count + 1) * sizeof *terms);
    double *weights = taken(table, (count + 1) * sizeof *weights);
    if (!terms || !weights ||
        !has_room((void **)&table->articles, table->article_count, &table->article_room,
                  sizeof *table->articles))
        return NO_MEMORY;
    if (count) /* else there is no array */
        qsort(seen, count, sizeof *seen, ascending);
    fn_table_learn(table, seen, count);
    double squares = 0.0;
    for (uint32_t i = 0; i < count; i++) {
        terms[i] = seen[i];
        weights[i] = weight_of(table->idfs[seen[i]], table->scratch[seen[i]]);
        squares += weights[i] * weights[i];
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
        table->scratch[seen[i]] = 0;
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
