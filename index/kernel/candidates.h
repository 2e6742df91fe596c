/* The passages that may be among the best k, and the bound that others must reach. Compiled with
 * searching.h. */

typedef struct {
    int32_t most; /* bound of the score, in units */
    uint32_t part, passage;
} candidate;

/* What candidates score at least is counted in steps of so many units: the bound needs no more than the
 * step that the k-th best of them is on. */
#define STEP 64
#define STEPS 1024

typedef struct {
    const fn_question *question;
    const fn_seeking *seeking;
    candidate *all; /* that have no score yet, in the order of places */
    fn_hit *best;   /* the best first */
    fn_hit *spare;  /* as much room, to sort */
    double *numbers; /* room to score */
    uint64_t count, room, k, scored;
    uint64_t learned; /* of all, those that count on `steps` */
    int32_t bound; /* k passages score at least so much, in units; 0 while there are fewer */
    uint64_t above; /* passages that score at least a step more than that */
    uint32_t steps[STEPS + 1]; /* passages on each step; right only above the bound's */
} candidates;

/* False if there is no memory; then, too, they are to be freed. */
static bool candidates_start(
    candidates *candidates, const fn_question *question, const fn_seeking *seeking, uint64_t k)
{
    memset(candidates, 0, sizeof *candidates);
    candidates->question = question;
    candidates->seeking = seeking;
    candidates->k = k;
    candidates->room = 2 * k + 256;
    candidates->all = malloc(candidates->room * sizeof(candidate));
    candidates->best = malloc((k + candidates->room) * sizeof(fn_hit));
    candidates->spare = malloc((k + candidates->room) * sizeof(fn_hit));
    candidates->numbers = malloc((question->count + (size_t)1) * TOGETHER * sizeof(double));
    return candidates->all && candidates->best && candidates->spare && candidates->numbers;
}

static void candidates_free(candidates *candidates)
{
    free(candidates->all);
    free(candidates->best);
    free(candidates->spare);
    free(candidates->numbers);
}

/* Raises the bound to a step above it. */
static void raise_bound(candidates *candidates, uint32_t step)
{
    uint32_t on = (uint32_t)candidates->bound / STEP;
    while (on < step)
        candidates->above -= candidates->steps[++on];
    candidates->bound = (int32_t)(on * STEP);
}

/* Raises the bound, if it can be, by what those score at least that are new since this was last done. There is
 * no branch for each of them that a processor would have to guess. */
static void learn_new(candidates *candidates, const fn_sought *sought)
{
    uint32_t on = (uint32_t)candidates->bound / STEP;
    for (uint64_t i = candidates->learned; i < candidates->count; i++) {
        int32_t least = fn_at_least(sought, (uint32_t)candidates->all[i].most - sought->count);
        candidates->steps[least / STEP]++;
        candidates->above += (uint32_t)least / STEP > on;
    }
    while (candidates->above >= candidates->k)
        raise_bound(candidates, ++on);
    candidates->learned = candidates->count;
}

/* Raises the bound to what k passages really score; cursors.c tells of units and slack. */
static void raise_to_score(candidates *candidates, double score)
{
    const fn_question *question = candidates->question;
    double least = score - question->base;
    least = least / candidates->seeking->unit - 1e-3 - FN_SLACK * question->places;
    if (!(least >= STEP)) /* nor if it is no number */
        return;
    raise_bound(candidates, least < STEP * STEPS ? (uint32_t)least / STEP : STEPS);
}

/* Drops those below the bound. */
static void drop(candidates *candidates)
{
    uint64_t kept = 0;
    for (uint64_t i = 0; i < candidates->count; i++) {
        candidates->all[kept] = candidates->all[i];
        kept += candidates->all[i].most >= candidates->bound;
    }
    candidates->count = candidates->learned = kept;
}

/* Scores up to TOGETHER of one part, which all begin with. Returns how many they were. */
static uint32_t score_some(
    candidates *candidates, const candidate *all, uint64_t count, fn_hit *to)
{
    const fn_sought *sought = &candidates->seeking->parts[all->part];
    uint32_t passages[TOGETHER], some = 0;
    double scores[TOGETHER];
    for (; some < TOGETHER && some < count && all[some].part == all->part; some++) {
        passages[some] = all[some].passage;
        fn_fetch(&sought->part->segment.lengths[passages[some]]);
    }
    score_together(candidates->question, sought, passages, some, candidates->numbers, scores);
    for (uint32_t i = 0; i < some; i++)
        to[i] = (fn_hit){scores[i], (uint64_t)all->part << 32 | passages[i]};
    return some;
}

/* Scores candidates that are no longer among all, and keeps the best k. */
static void score(candidates *candidates, const candidate *all, uint64_t count)
{
    uint64_t first = candidates->scored, end = first + count;
    for (uint64_t i = 0; i < count;)
        i += score_some(candidates, all + i, count - i, candidates->best + first + i);
    sort_hits(candidates->best + first, count, candidates->spare);
    candidates->scored = end < candidates->k ? end : candidates->k;
    if (first) {
        fn_hit *best = candidates->best;
        merge_hits(best, best + first, best + first, best + end, candidates->spare,
                   candidates->scored);
        candidates->best = candidates->spare;
        candidates->spare = best;
    }
    if (candidates->scored == candidates->k)
        raise_to_score(candidates, candidates->best[candidates->k - 1].score);
}

static void score_all(candidates *candidates)
{
    score(candidates, candidates->all, candidates->count);
    candidates->count = candidates->learned = 0;
}

static uint32_t step_of(const candidate *candidate)
{
    uint32_t step = (uint32_t)candidate->most / STEP;
    return step < STEPS ? step : STEPS;
}

/* Scores those that promise most, k of them or more. There are more than k. */
static void score_promising(candidates *candidates)
{
    uint32_t counts[STEPS + 1] = {0}, step = STEPS + 1;
    uint64_t found = 0, left = 0, promising = 0;
    candidate *all = candidates->all, *chosen = (candidate *)candidates->spare;
    for (uint64_t i = 0; i < candidates->count; i++)
        counts[step_of(&all[i])]++;
    while (found < candidates->k)
        found += counts[--step];
    for (uint64_t i = 0; i < candidates->count; i++) {
        candidate one = all[i];
        bool promises = step_of(&one) >= step;
        chosen[promising] = all[left] = one;
        promising += promises;
        left += !promises;
    }
    candidates->count = candidates->learned = left;
    score(candidates, chosen, promising);
}

/* Drops what cannot be among the best, after those that promise most have been scored. */
static void refine(candidates *candidates)
{
    drop(candidates);
    if (candidates->count <= candidates->k)
        return;
    score_promising(candidates);
    drop(candidates);
}

/* Makes room again. */
static void settle(candidates *candidates)
{
    refine(candidates);
    /* Too many that the bounds do not tell apart: their scores do. */
    if (candidates->count > candidates->room / 4 * 3)
        score_all(candidates);
}

static bool are_full(const candidates *candidates)
{
    return candidates->count == candidates->room;
}

/* Adds a passage that scores at most so much, behind all others. There is room. */
static void put(candidates *candidates, uint32_t part, uint32_t passage, int32_t most)
{
    candidates->all[candidates->count++] = (candidate){most, part, passage};
}
