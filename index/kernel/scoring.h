/* Scores of passages, as rank_bm25's BM25Plus computes them, to the last bit. Compiled with searching.h.
 *
 * Some are scored together: what is alike for them is done for all, one after the other, so that the
 * processor does several at once and waits for none. */
#define TOGETHER 32

/* How often a list's term occurs in each passage. `normalisers` are those under the segment's average. */
static void count_term(
    const fn_list *list, const uint32_t *passages, uint32_t count,
    const double *restrict normalisers, double *restrict frequencies)
{
    uint8_t impacts[TOGETHER];
    look_up(list, passages, count, impacts);
    for (uint32_t i = 0; i < count; i++)
        frequencies[i] = fn_frequency_of_impact(impacts[i], normalisers[i]);
    for (uint32_t i = 0; fn_has_exceptions(list) && i < count; i++)
        if (impacts[i])
            frequencies[i] =
                fn_posting_frequency(list, passages[i], impacts[i], normalisers[i]);
}

/* The operations and their order are those of the package; delta is 1. A frequency of 0 gives idf *
 * (1 + 0 / K), which is idf: K is at least 0.36. */
static void add_scores(
    double idf, const double *restrict frequencies, const double *restrict normalisers,
    uint32_t count, double *restrict scores)
{
    for (uint32_t i = 0; i < count; i++)
        scores[i] += idf * (1 + frequencies[i] * (FN_K1 + 1) / (normalisers[i] + frequencies[i]));
}

static void normalise(
    const fn_segment *segment, const uint32_t *passages, uint32_t count, double average,
    double *normalisers)
{
    for (uint32_t i = 0; i < count; i++)
        normalisers[i] = fn_normaliser(fn_length(segment, passages[i]), average);
}

/* Up to TOGETHER of a part's passages. `room` is for so many numbers for each of the question's different
 * terms. */
static void score_together(
    const fn_question *question, const fn_sought *sought, const uint32_t *passages,
    uint32_t count, double *room, double *scores)
{
    const fn_segment *segment = &sought->part->segment;
    double normalisers[TOGETHER];
    normalise(segment, passages, count, segment->average, normalisers);
    if (sought->count < question->count)
        memset(room, 0, question->count * TOGETHER * sizeof *room);
    for (uint32_t i = 0; i < sought->count; i++)
        count_term(&sought->cursors[i].list, passages, count, normalisers,
                   room + (size_t)sought->cursors[i].wanted * TOGETHER);
    if (question->average != segment->average)
        normalise(segment, passages, count, question->average, normalisers);
    memset(scores, 0, count * sizeof *scores);
    for (uint32_t place = 0; place < question->places; place++)
        add_scores(question->idf[place], room + (size_t)question->which[place] * TOGETHER,
                   normalisers, count, scores);
}
