/* Sorting hits: the best first, equal ones by their places. Compiled with searching.h. */

static bool is_better(const fn_hit *one, const fn_hit *other)
{
    return (one->score > other->score)
        | ((one->score == other->score) & (one->place < other->place));
}

/* So many are sorted by counting, for each, those that are better: without a branch that a processor would
 * have to guess. Longer runs are merged. */
#define RUN 32

/* They stand in the order of places, so of equals the first is better. What is no number, as damaged lengths
 * may make it, counts as the least. */
static void sort_run(const fn_hit *from, uint64_t count, fn_hit *to)
{
    double scores[RUN];
    for (int64_t i = 0; i < RUN; i++)
        scores[i] =
            i < (int64_t)count && from[i].score > -INFINITY ? from[i].score : -INFINITY;
    for (int64_t i = 0; i < (int64_t)count; i++) {
        double own = scores[i];
        int64_t better = 0;
        for (int64_t j = 0; j < RUN; j++)
            better += (scores[j] > own) | ((scores[j] == own) & (j < i));
        to[better] = from[i];
    }
}

/* Puts up to `most` of the best of both. */
static void merge_hits(
    const fn_hit *one, const fn_hit *end, const fn_hit *other, const fn_hit *other_end,
    fn_hit *to, uint64_t most)
{
    const fn_hit *to_end = to + most;
    while (one < end && other < other_end && to < to_end) {
        bool second = is_better(other, one);
        *to++ = *(second ? other : one);
        other += second;
        one += !second;
    }
    while (one < end && to < to_end)
        *to++ = *one++;
    while (other < other_end && to < to_end)
        *to++ = *other++;
}

/* Sorts hits that stand in the order of places. There is as much room in `spare`. */
static void sort_hits(fn_hit *hits, uint64_t count, fn_hit *spare)
{
    fn_hit *from = spare, *to = hits;
    for (uint64_t i = 0; i < count; i += RUN)
        sort_run(hits + i, count - i < RUN ? count - i : RUN, spare + i);
    for (uint64_t run = RUN; run < count; run *= 2) {
        for (uint64_t i = 0; i < count; i += 2 * run) {
            uint64_t middle = count - i < run ? count : i + run;
            uint64_t next = count - i < 2 * run ? count : i + 2 * run;
            merge_hits(from + i, from + middle, from + middle, from + next, to + i, next - i);
        }
        fn_hit *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != hits)
        memcpy(hits, from, count * sizeof *from);
}
