#include "search.h"

#include <stdlib.h>
#include <string.h>

void fn_variants(fn_variant *variants[FN_MOST_VARIANTS + 1])
{
    unsigned count = 0;
#ifdef FN_HAS_AVX
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi")
        && __builtin_cpu_supports("avx512vbmi2")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("bmi2"))
        variants[count++] = fn_variant_avx512;
    /* These two have BMI2's spreading of bits, 16 of which a block takes, in microcode. */
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")
        && !__builtin_cpu_is("znver1") && !__builtin_cpu_is("znver2"))
        variants[count++] = fn_variant_avx2;
#endif
    variants[count++] = fn_variant_plain;
    variants[count] = NULL;
}

int fn_rank(
    const fn_corpus *corpus, const char *text, uint64_t size, const uint32_t *lengths,
    uint32_t terms, const double *idfs, double average, uint32_t k, const unsigned char *within,
    uint64_t within_size, uint32_t *ordinals, double *scores, uint32_t *found)
{
    fn_variant *variants[FN_MOST_VARIANTS + 1];
    fn_variants(variants);
    return fn_rank_by(variants[0], corpus, text, size, lengths, terms, idfs, average, k, within,
                      within_size, ordinals, scores, found);
}

static void put(
    const fn_corpus *corpus, const fn_hit *hits, uint32_t count, uint32_t *ordinals, double *scores)
{
    for (uint32_t i = 0; i < count; i++) {
        uint64_t first = corpus->parts[hits[i].place >> 32].first;
        ordinals[i] = (uint32_t)first + (uint32_t)hits[i].place;
        scores[i] = hits[i].score;
    }
}

/* As `fn_rank`, for a question that is looked up. False if there is no memory. */
static bool rank(
    fn_variant *variant, const fn_corpus *corpus, const fn_question *question, fn_bits within,
    uint32_t k, uint32_t *ordinals, double *scores, uint32_t *found)
{
    fn_seeking seeking;
    fn_hit *hits = NULL;
    bool done = fn_seeking_start(&seeking, corpus, question);
    if (done) {
        uint64_t most = fn_seeking_most(&seeking);
        k = most < k ? (uint32_t)most : k; /* memory is for what there may be, not for what is asked */
        hits = malloc(k * sizeof *hits + 1);
        done = hits && (!k || variant(question, &seeking, within, k, hits, found));
    }
    if (done)
        put(corpus, hits, *found, ordinals, scores);
    free(hits);
    fn_seeking_free(&seeking);
    return done;
}

int fn_rank_by(
    fn_variant *variant, const fn_corpus *corpus, const char *text, uint64_t size,
    const uint32_t *lengths, uint32_t terms, const double *idfs, double average, uint32_t k,
    const unsigned char *within, uint64_t within_size, uint32_t *ordinals, double *scores,
    uint32_t *found)
{
    *found = 0;
    if (!corpus->passages || !terms || !k)
        return FN_OK;
    if (!idfs)
        average = (double)corpus->tokens / (double)corpus->passages;
    fn_question question;
    if (!fn_question_start(&question, corpus, text, size, lengths, terms, idfs, average))
        return FN_NO_MEMORY;
    fn_bits bits = {within, within_size};
    bool done = rank(variant, corpus, &question, bits, k, ordinals, scores, found);
    fn_question_free(&question);
    int status = done ? fn_corpus_status(corpus) : FN_NO_MEMORY;
    if (status != FN_OK)
        *found = 0;
    return status;
}
