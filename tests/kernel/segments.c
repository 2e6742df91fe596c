/* What the kernel builds is searched, by every variant and by a loop over all passages, and merged (make
 * sanitize). Any error of memory or arithmetic ends the program. */

#include <time.h>

#include "answers.h"
#include "merging.h"

static void compare_answers(const documents *lots, const fn_corpus *corpus, uint32_t vocabulary)
{
    question question = asked(vocabulary);
    uint64_t ordinals = fn_corpus_ordinals(corpus);
    unsigned char *bits = chance(2) ? bitmap(ordinals, 1 + chance(20)) : NULL;
    fn_bits within = {bits, bits ? chance(ordinals / 8 + 2) : 0};
    answer all = looked_up(lots, corpus, &question, within);
    fn_variant *variants[FN_MOST_VARIANTS + 1];
    fn_variants(variants);
    for (fn_variant **variant = variants; *variant; variant++) {
        answer own = answered(*variant, corpus, &question, within);
        demand(are_same(&own, &all), "every variant finding the best of all");
    }
    free(bits);
}

static void compare_frequencies(const fn_corpus *corpus)
{
    uint32_t segment = 0, term = 0, length;
    uint64_t terms = 0;
    unsigned char *bits = calloc(fn_corpus_ordinals(corpus) / 8 + 1, 1);
    for (const char *text; fn_next_term(corpus, &segment, &term, &text, &length); terms++) {
        if (chance(30))
            continue;
        memset(bits, 0, fn_corpus_ordinals(corpus) / 8 + 1);
        demand(fn_holding(corpus, text, length, bits) == FN_OK, "holding");
        uint64_t held = 0;
        for (uint64_t i = 0; i < fn_corpus_ordinals(corpus); i++)
            held += bits[i / 8] >> i % 8 & 1;
        demand((int64_t)held == fn_frequency(corpus, text, length), "frequencies being those held");
    }
    demand(terms == fn_corpus_terms(corpus), "terms being counted");
    free(bits);
}

/* A corpus of some lots, searched, merged, and the merged one searched. */
static void use_whole(void)
{
    documents lots[3];
    file files[3];
    fn_segment *segments[3];
    unsigned char *removed[3];
    char path[4096];
    uint32_t count = 1 + (uint32_t)chance(3), vocabulary = (uint32_t[]){4, 60, 4000}[chance(3)];
    fn_corpus *corpus = fn_corpus_new(count);
    snprintf(path, sizeof path, "%s/part", folder);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t most = chance(30) ? (uint64_t[]){3, 300, 2000, 5000}[chance(4)] : 40000;
        lots[i] = made((uint32_t)chance(most), vocabulary);
        build(&lots[i], path);
        files[i] = loaded(path);
        segments[i] = opened(&files[i]);
        removed[i] = bitmap(lots[i].passages, chance(3) ? chance(9) : 0);
        if (chance(2))
            demand(fn_segment_check(segments[i]) == FN_OK, "a whole segment");
        demand(fn_corpus_add(corpus, segments[i], removed[i], lots[i].passages / 8 + 1) == FN_OK,
               "adding a segment");
    }
    for (int i = 0; i < 12; i++)
        compare_answers(lots, corpus, vocabulary);
    compare_frequencies(corpus);
    demand(fn_merge(corpus, path) == FN_OK, "merging");
    file merged = loaded(path);
    fn_segment *segment = opened(&merged);
    demand(fn_segment_check(segment) == FN_OK, "a whole merged segment");
    fn_corpus *one = fn_corpus_new(1);
    demand(fn_corpus_add(one, segment, NULL, 0) == FN_OK, "adding the merged segment");
    demand(fn_corpus_tokens(one) == fn_corpus_tokens(corpus), "merging all terms");
    question question = asked(vocabulary);
    answer before = answered(fn_variant_plain, corpus, &question, (fn_bits){0});
    answer after = answered(fn_variant_plain, one, &question, (fn_bits){0});
    demand(before.found == after.found
               && !memcmp(before.scores, after.scores, before.found * sizeof(double)),
           "merging without changing scores");
    fn_corpus_free(one);
    fn_segment_close(segment);
    free(merged.bytes);
    fn_corpus_free(corpus);
    for (uint32_t i = 0; i < count; i++) {
        fn_segment_close(segments[i]);
        documents_free(&lots[i]);
        free(files[i].bytes);
        free(removed[i]);
    }
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: segments FOLDER SECONDS [SEED]\n");
        return 2;
    }
    folder = arguments[1];
    seed(count, arguments);
    clock_t end = clock() + (clock_t)(atof(arguments[2]) * CLOCKS_PER_SEC);
    uint32_t rounds = 0;
    for (; !rounds || clock() < end; rounds++)
        use_whole();
    printf("%u rounds of whole files\n", rounds);
    return 0;
}
