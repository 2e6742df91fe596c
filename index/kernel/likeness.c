#include "likeness.h"

#include <math.h>

/* Terms of a sentence are at most 80, as in table.c. */
enum { MOST_SHARED = 80 };

static int is_among(const uint32_t *numbers, uint32_t count, uint32_t number)
{
    for (uint32_t i = 0; i < count && numbers[i] <= number; i++)
        if (numbers[i] == number)
            return 1;
    return 0;
}

/* The idf of words that differ and begin alike, but for words that the other sentence has too. */
static double relatives_of(const fn_table *table, const fn_sentence *left, const fn_sentence *right,
                           const uint32_t *shared, uint32_t shared_count)
{
    double sum = 0.0;
    for (uint32_t i = 0, j = 0; i < left->beginning_count && j < right->beginning_count;) {
        if (left->beginnings[i] != right->beginnings[j]) {
            left->beginnings[i] < right->beginnings[j] ? i++ : j++;
            continue;
        }
        uint32_t one = left->beginners[i++], other = right->beginners[j++];
        if (one != other && !is_among(shared, shared_count, one) &&
            !is_among(shared, shared_count, other))
            sum += fmin(fn_table_idf(table, one), fn_table_idf(table, other));
    }
    return sum;
}

/* What the model makes of two sentences; 0 if they share nothing. */
static double weighed(const fn_table *table, const fn_likeness_model *model,
                      const fn_sentence *left, const fn_sentence *right)
{
    uint32_t shared[MOST_SHARED], count = 0;
    double mass = 0.0;
    for (uint32_t i = 0, j = 0; i < left->count && j < right->count;) {
        uint32_t one = left->terms[i], other = right->terms[j];
        if (one == other)
            shared[count++] = one;
        i += one <= other;
        j += other <= one;
    }
    if (!count)
        return 0.0;
    double whole = sqrt(left->mass * right->mass);
    if (whole == 0.0)
        return 0.0;
    for (uint32_t i = 0; i < count; i++)
        mass += fn_table_idf(table, shared[i]);
    double relatives = relatives_of(table, left, right, shared, count);
    return model->share * fmin(1.0, mass / whole) + model->mass * log1p(mass) +
           model->relatives * fmin(1.0, relatives / whole);
}

static double chance(const fn_table *table, const fn_likeness_model *model, const fn_passage *one,
                     const fn_passage *other)
{
    double best = 0.0;
    for (uint32_t i = 0; i < one->sentence_count; i++)
        for (uint32_t j = 0; j < other->sentence_count; j++)
            best = fmax(best, weighed(table, model, one->sentences + i, other->sentences + j));
    return best == 0.0 ? 0.0 : 1.0 / (1.0 + exp(-(model->constant + best)));
}

double fn_likeness(fn_table *table, const fn_likeness_model *model, int one, int other)
{
    fn_pairs *pairs = &fn_table_alike(table)->alone;
    const double *known = fn_pairs_of(pairs, (uint32_t)one, (uint32_t)other);
    if (known)
        return *known;
    double found =
        chance(table, model, fn_table_learnt(table, one), fn_table_learnt(table, other));
    fn_pairs_put(pairs, (uint32_t)one, (uint32_t)other, found);
    return found;
}

/* In any order: weights are such that their products' sum is exact. */
static double kinship(fn_table *table, const fn_article *one, const fn_article *other)
{
    uint32_t *at = fn_table_counts(table);
    double product = 0.0;
    for (uint32_t i = 0; i < one->count; i++)
        at[one->terms[i]] = i + 1;
    for (uint32_t i = 0; i < other->count; i++)
        product += one->weights[at[other->terms[i]]] * other->weights[i + 1];
    for (uint32_t i = 0; i < one->count; i++)
        at[one->terms[i]] = 0;
    double length = one->length * other->length;
    return length == 0.0 ? 0.0 : fmin(1.0, product / length);
}

double fn_likeness_kinship(fn_table *table, int one, int other)
{
    int left = fn_table_passage(table, one)->article,
        right = fn_table_passage(table, other)->article;
    if (left < 0 || right < 0)
        return 0.0;
    return kinship(table, fn_table_article_at(table, left), fn_table_article_at(table, right));
}

double fn_likeness_in_articles(fn_table *table, const fn_likeness_model *model, int one, int other)
{
    double alone = fn_likeness(table, model, one, other);
    int left = fn_table_passage(table, one)->article,
        right = fn_table_passage(table, other)->article;
    if (alone == 0.0 || left < 0 || right < 0)
        return alone;
    fn_pairs *pairs = &fn_table_alike(table)->in_articles;
    const double *known = fn_pairs_of(pairs, (uint32_t)one, (uint32_t)other);
    if (known)
        return *known;
    double kin = fn_likeness_kinship(table, one, other);
    double found = alone * pow(fmin(1.0, kin / model->one_story), model->falling);
    fn_pairs_put(pairs, (uint32_t)one, (uint32_t)other, found);
    return found;
}

/* Puts a number among the greatest, the first of equal ones before the others. */
static void put_in(double *greatest, int *which, int *count, int most, double value, int number)
{
    int at = *count < most ? (*count)++ : most;
    for (; at > 0 && greatest[at - 1] < value; at--)
        if (at < most) {
            greatest[at] = greatest[at - 1];
            which[at] = which[at - 1];
        }
    if (at < most) {
        greatest[at] = value;
        which[at] = number;
    }
}

int fn_likeness_nearest(fn_table *table, const fn_likeness_model *model, int one,
                        const int *others, size_t count, double least, int most, int *nearest)
{
    double greatest[FN_MOST_NEAREST];
    int found = 0;
    for (size_t i = 0; i < count; i++) {
        double alike = fn_likeness(table, model, one, others[i]);
        if (alike >= least)
            put_in(greatest, nearest, &found, most, alike, (int)i);
    }
    return found;
}

/* What the best `AGREEING` of those that are like both agree on counts. */
enum { AGREEING = 3 };

double fn_likeness_supported(fn_table *table, const fn_likeness_model *model, int shown,
                             const int *others, const uint8_t *speaks, size_t count)
{
    double alike[FN_MOST_NEAREST], agreed[AGREEING];
    int nearest[FN_MOST_NEAREST], which[AGREEING], near = 0, agreeing = 0;
    double own = fn_likeness_in_articles(table, model, shown, others[0]);
    if (own == 0.0)
        return 0.0;
    for (size_t i = 0; i < count; i++)
        put_in(alike, nearest, &near, FN_MOST_NEAREST,
               fn_likeness_in_articles(table, model, shown, others[i]), (int)i);
    for (int i = 0; i < near; i++) {
        if (!nearest[i] || alike[i] == 0.0)
            continue;
        double said = 0.0;
        if (speaks[nearest[i]])
            said = fn_likeness_in_articles(table, model, others[nearest[i]], others[0]);
        put_in(agreed, which, &agreeing, AGREEING, fmin(alike[i], said), i);
    }
    double sum = 0.0;
    for (int i = 0; i < agreeing; i++)
        sum += agreed[i];
    return 1.0 - (1.0 - own) * (1.0 - model->support * (sum / AGREEING));
}

void fn_likeness_names(const fn_table *table, int one, int other, uint32_t found[3])
{
    const fn_profile *left = &fn_table_passage(table, one)->profile;
    const fn_profile *right = &fn_table_passage(table, other)->profile;
    uint32_t shared = 0;
    for (uint32_t i = 0, j = 0; i < left->names && j < right->names;) {
        uint64_t a = left->name[i], b = right->name[j];
        shared += a == b;
        i += a <= b;
        j += b <= a;
    }
    found[0] = left->names;
    found[1] = right->names;
    found[2] = shared;
}

static int is_promising(fn_table *table, const fn_likeness_model *model,
                        const fn_likeness_bounds *bounds, int one, int other)
{
    return fn_table_passage(table, one)->profile.text ==
               fn_table_passage(table, other)->profile.text ||
           fn_likeness(table, model, one, other) >= bounds->promising;
}

void fn_likeness_promising(fn_table *table, const fn_likeness_model *model,
                           const fn_likeness_bounds *bounds, int one, const int *others,
                           size_t count, uint8_t *promising)
{
    for (size_t i = 0; i < count; i++)
        promising[i] = (uint8_t)is_promising(table, model, bounds, one, others[i]);
}

static uint32_t shared_terms(const fn_passage *one, const fn_passage *other)
{
    uint32_t shared = 0;
    for (uint32_t i = 0, j = 0; i < one->count && j < other->count;) {
        uint32_t left = one->terms[i], right = other->terms[j];
        shared += left == right;
        i += left <= right;
        j += right <= left;
    }
    return shared;
}

double fn_likeness_shared(const fn_table *table, int one, int other)
{
    const fn_passage *left = fn_table_passage(table, one), *right = fn_table_passage(table, other);
    uint32_t fewer = left->count < right->count ? left->count : right->count;
    return fewer ? (double)shared_terms(left, right) / fewer : 1.0;
}

/* The terms of a passage are marked meanwhile, and unmarked before anything else needs the counts. */
static void find_enough_shared(fn_table *table, const fn_likeness_bounds *bounds,
                               const int *places, const int *articles, size_t last,
                               uint8_t *worth)
{
    uint32_t *held = fn_table_counts(table);
    const fn_passage *one = fn_table_passage(table, places[last]);
    for (uint32_t k = 0; k < one->count; k++)
        held[one->terms[k]] = 1;
    for (size_t j = 0; j < last; j++) {
        const fn_passage *other = fn_table_passage(table, places[j]);
        uint32_t both = 0;
        for (uint32_t k = 0; k < other->count; k++)
            both += held[other->terms[k]];
        double shared = both, fewer = one->count < other->count ? one->count : other->count;
        double all = (double)one->count + other->count - shared;
        worth[j] = shared >= bounds->least_terms * fewer
            && (articles[last] != articles[j] || shared >= bounds->own_terms * all);
    }
    for (uint32_t k = 0; k < one->count; k++)
        held[one->terms[k]] = 0;
}

void fn_likeness_worth_of_last(fn_table *table, const fn_likeness_model *model,
                               const fn_likeness_bounds *bounds, const int *places,
                               const int *articles, size_t count, uint8_t *worth)
{
    size_t last = count - 1;
    find_enough_shared(table, bounds, places, articles, last, worth);
    /* Most pairs have ended before this, which costs the most. */
    for (size_t j = 0; j < last; j++)
        worth[j] = worth[j] && is_promising(table, model, bounds, places[last], places[j]);
}

void fn_likeness_worth(fn_table *table, const fn_likeness_model *model,
                       const fn_likeness_bounds *bounds, const int *places, const int *articles,
                       size_t count, uint8_t *worth)
{
    for (size_t i = 0; i < count; i++)
        fn_likeness_worth_of_last(table, model, bounds, places, articles, i + 1,
                                  worth + i * count);
}
