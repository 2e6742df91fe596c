/* The search of one part, group by group. This file is compiled once for every instruction set that it
 * is chosen for at run time, as `FN_SEARCH`; it is plain C throughout, so all give the same.
 *
 * The order of things is MaxScore's (Turtle and Flood 1995), group by group: docs/engine.md. */

#include <stdlib.h>
#include <string.h>

#include "search.h"

typedef struct {
    const fn_sought *sought;
    const fn_allowed *allowed;
    fn_candidates *candidates;
    uint32_t number; /* of the part */
    uint16_t *bounds; /* by group */
    uint32_t *order;  /* groups that are looked at first */
    uint16_t sums[FN_GROUP];   /* of the group that is looked at; zeros between groups */
    uint16_t places[FN_GROUP]; /* those that are not zero */
    uint16_t found[FN_GROUP];  /* the sums of those that reach the cut */
} search;

/* A sum that falls short of this is of no passage that is wanted: sum + count < bound. Also, something
 * has to be there at all. */
static uint32_t cut_of(const search *search)
{
    int32_t cut = search->candidates->bound - (int32_t)search->sought->count;
    return cut < 1 ? 1 : (uint32_t)cut;
}

/* What the cursors add up to at most in each group. */
static void bound_groups(const search *search)
{
    uint32_t groups = search->sought->part->segment.groups;
    uint16_t *restrict bounds = search->bounds;
    memset(bounds, 0, groups * sizeof(uint16_t));
    for (uint32_t i = 0; i < search->sought->count; i++) {
        uint32_t weight = search->sought->cursors[i].weight;
        const uint8_t *restrict most = search->sought->cursors[i].list.group_most;
        for (uint32_t group = 0; group < groups; group++)
            bounds[group] += (uint16_t)(weight * most[group] >> 8);
    }
}

#define LEVELS 64

/* The groups of the greatest bounds, at least `wanted` if there are so many, in their order. Returns how
 * many. */
static uint32_t find_best_groups(const search *search, uint32_t wanted)
{
    uint32_t groups = search->sought->part->segment.groups, counts[LEVELS] = {0};
    const uint16_t *bounds = search->bounds;
    uint16_t most = 1;
    for (uint32_t i = 0; i < groups; i++)
        most = bounds[i] > most ? bounds[i] : most;
    uint32_t scale = ((LEVELS - 1u) << 16) / most, level = LEVELS, found = 0;
    for (uint32_t i = 0; i < groups; i++)
        counts[bounds[i] * scale >> 16]++;
    while (level > 0 && found < wanted)
        found += counts[--level];
    uint32_t count = 0;
    for (uint32_t i = 0; i < groups; i++) {
        search->order[count] = i;
        count += (bounds[i] * scale >> 16) >= level;
    }
    return count;
}

static uint32_t group_share(const fn_cursor *cursor, uint32_t group)
{
    return cursor->weight * cursor->list.group_most[group] >> 8;
}

static uint32_t block_share(const fn_cursor *cursor, uint32_t block)
{
    if (!cursor->list.block_most)
        return group_share(cursor, block / FN_GROUP_BLOCKS);
    return cursor->weight * cursor->list.block_most[block] >> 8;
}

/* Adds a passage of which the sum of all terms is known. */
static void add(search *search, uint32_t passage, uint32_t sum)
{
    if (!fn_is_allowed(search->allowed, passage))
        return;
    fn_candidates_learn(search->candidates, fn_at_least(search->sought, sum));
    fn_candidates_put(search->candidates, search->number, passage,
                      fn_at_most(search->sought, sum));
}

/* A passage has this sum of the first `done` terms. Adds it, unless the others cannot lift it to the
 * cut: first by their bounds in its block, then by what they have there, one after the other. */
static void complete(
    search *search, uint32_t passage, uint32_t sum, uint32_t done, uint32_t cut)
{
    const fn_cursor *cursors = search->sought->cursors;
    uint32_t count = search->sought->count, block = passage / FN_BLOCK, rest = 0;
    for (uint32_t i = done; i < count; i++)
        rest += block_share(&cursors[i], block);
    for (uint32_t i = done; i < count && sum + rest >= cut; i++) {
        uint32_t share = block_share(&cursors[i], block);
        rest -= share;
        if (share)
            sum += cursors[i].weight * fn_impact_in(&cursors[i].list, passage) >> 8;
    }
    if (sum + rest >= cut)
        add(search, passage, sum);
}

static void add_dense(search *search, const fn_cursor *cursor, uint32_t group)
{
    const uint8_t *restrict impacts = cursor->list.impacts + (uint64_t)group * FN_GROUP;
    uint16_t *restrict sums = search->sums;
    uint32_t weight = cursor->weight;
    for (uint32_t i = 0; i < FN_GROUP; i++)
        sums[i] += (uint16_t)(weight * impacts[i] >> 8);
}

static void add_medium(search *search, const fn_cursor *cursor, uint32_t group)
{
    const uint8_t *restrict counts = cursor->list.block_counts + group * FN_GROUP_BLOCKS;
    const uint8_t *restrict places = cursor->list.block_places;
    const uint8_t *restrict impacts = cursor->list.impacts;
    uint16_t *restrict sums = search->sums;
    uint32_t i = fn_start(&cursor->list, group), weight = cursor->weight;
    for (uint32_t block = 0; block < FN_GROUP_BLOCKS; block++, sums += FN_BLOCK)
        for (uint32_t end = i + counts[block]; i < end; i++)
            sums[places[i] % FN_BLOCK] += (uint16_t)(weight * impacts[i] >> 8);
}

static void add_sparse(search *search, const fn_cursor *cursor, uint32_t group)
{
    const uint16_t *restrict places = cursor->list.group_places;
    const uint8_t *restrict impacts = cursor->list.impacts;
    uint16_t *restrict sums = search->sums;
    uint32_t end = fn_start(&cursor->list, group + 1), weight = cursor->weight;
    for (uint32_t i = fn_start(&cursor->list, group); i < end; i++)
        sums[places[i] % FN_GROUP] += (uint16_t)(weight * impacts[i] >> 8);
}

/* As `add_sparse`; keeps the places that were zero. */
static uint32_t add_listed(search *search, const fn_cursor *cursor, uint32_t group, uint32_t listed)
{
    const uint16_t *restrict places = cursor->list.group_places;
    const uint8_t *restrict impacts = cursor->list.impacts;
    uint16_t *restrict sums = search->sums, *restrict list = search->places;
    uint32_t end = fn_start(&cursor->list, group + 1), weight = cursor->weight;
    for (uint32_t i = fn_start(&cursor->list, group); i < end; i++) {
        uint32_t place = places[i] % FN_GROUP, sum = sums[place];
        list[listed] = (uint16_t)place;
        listed += sum == 0;
        sums[place] = (uint16_t)(sum + (weight * impacts[i] >> 8));
    }
    return listed;
}

static bool any_reaches(const uint16_t *sums, uint32_t least)
{
    uint16_t most = 0;
    for (int i = 0; i < FN_BLOCK; i++)
        most = sums[i] > most ? sums[i] : most;
    return most >= least;
}

/* The passages of a group have their whole sums. They are counted by themselves, since those of them
 * that are added are counted again. */
static void learn_all(const search *search, uint32_t group)
{
    fn_candidates *candidates = search->candidates;
    uint32_t counts[FN_STEPS] = {0}, step = FN_STEPS;
    uint64_t count = 0;
    for (uint32_t place = 0; place < FN_GROUP; place++)
        if (search->sums[place] && fn_is_allowed(search->allowed, group * FN_GROUP + place))
            counts[(uint32_t)fn_at_least(search->sought, search->sums[place]) / FN_STEP]++;
    while (step > 0 && count < candidates->k)
        count += counts[--step];
    if (count >= candidates->k)
        fn_candidates_raise(candidates, step);
}

/* Adds up what the cursors from `first` to `last` have in a group. */
static void add_all(search *search, uint32_t group, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++) {
        const fn_cursor *cursor = &search->sought->cursors[i];
        if (!cursor->list.group_most[group])
            continue;
        if (cursor->list.kind == FN_DENSE)
            add_dense(search, cursor, group);
        else if (cursor->list.kind == FN_MEDIUM)
            add_medium(search, cursor, group);
        else
            add_sparse(search, cursor, group);
    }
}

/* More passages than this are not completed one by one: what all lists have is added up. */
#define MANY 16

static bool are_many(const search *search, uint32_t least)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < FN_GROUP; i++)
        count += search->sums[i] >= least;
    return count > MANY;
}

/* They have many: all sums are made, and then looked at. */
static void search_all(
    search *search, uint32_t group, uint32_t needed, uint32_t rest, uint32_t cut)
{
    uint32_t count = search->sought->count;
    add_all(search, group, 0, needed);
    if (needed < count && are_many(search, cut - rest)) {
        add_all(search, group, needed, count);
        needed = count;
        rest = 0;
    }
    /* At the beginning everything reaches the cut: what is here says better what is wanted. */
    if (needed == count && !search->candidates->bound) {
        learn_all(search, group);
        cut = cut_of(search);
    }
    uint32_t least = cut - rest;
    for (uint32_t block = 0; block < FN_GROUP_BLOCKS; block++) {
        const uint16_t *sums = search->sums + block * FN_BLOCK;
        if (!any_reaches(sums, least))
            continue;
        for (uint32_t i = 0; i < FN_BLOCK; i++)
            if (sums[i] >= least)
                complete(search, group * FN_GROUP + block * FN_BLOCK + i, sums[i], needed, cut);
    }
    memset(search->sums, 0, sizeof search->sums);
}

/* The first `needed` cursors have few postings here: only their places are looked at. */
static void search_listed(
    search *search, uint32_t group, uint32_t needed, uint32_t rest, uint32_t cut)
{
    uint32_t listed = 0, reaching = 0;
    for (uint32_t i = 0; i < needed; i++)
        listed = add_listed(search, &search->sought->cursors[i], group, listed);
    for (uint32_t i = 0; i < listed; i++) {
        uint32_t place = search->places[i];
        search->places[reaching] = (uint16_t)place;
        search->found[reaching] = search->sums[place];
        reaching += search->sums[place] + rest >= cut;
        search->sums[place] = 0;
    }
    if (reaching > MANY && needed < search->sought->count) {
        search_all(search, group, search->sought->count, 0, cut);
        return;
    }
    for (uint32_t i = 0; i < reaching; i++)
        complete(search, group * FN_GROUP + search->places[i], search->found[i], needed, cut);
}

/* Up to so many postings are listed rather than looked for among all sums. */
#define MOST_LISTED 96
/* Adding this many postings of one more cursor costs no more than looking for it at one place. */
#define WORTH 8

static uint32_t postings_in(const fn_cursor *cursor, uint32_t group)
{
    const fn_list *list = &cursor->list;
    return list->kind == FN_DENSE ? FN_GROUP : fn_start(list, group + 1) - fn_start(list, group);
}

static void search_group(search *search, uint32_t group)
{
    const fn_cursor *cursors = search->sought->cursors;
    uint32_t cut = cut_of(search), count = search->sought->count, needed = count, rest = 0;
    /* Passages that hold only the last terms cannot reach the cut. */
    for (; needed > 1; needed--) {
        uint32_t share = group_share(&cursors[needed - 1], group);
        if (rest + share >= cut)
            break;
        rest += share;
    }
    uint32_t postings = 0;
    bool sparse = true;
    for (uint32_t i = 0; i < needed; i++) {
        postings += postings_in(&cursors[i], group);
        sparse = sparse && cursors[i].list.kind == FN_SPARSE;
    }
    for (; needed < count; needed++) {
        uint32_t more = postings_in(&cursors[needed], group);
        if (more > WORTH * postings || (sparse && cursors[needed].list.kind != FN_SPARSE))
            break;
        postings += more;
        rest -= group_share(&cursors[needed], group);
    }
    if (sparse && postings <= MOST_LISTED)
        search_listed(search, group, needed, rest, cut);
    else
        search_all(search, group, needed, rest, cut);
}

/* First where most is to be expected, so that the cut is high soon; then one group after the other, as
 * memory is read fastest. */
static void search_groups(search *search)
{
    uint32_t groups = search->sought->part->segment.groups;
    bound_groups(search);
    uint32_t wanted = 4 + groups / 64 + (uint32_t)(search->candidates->k / 8);
    uint32_t best = find_best_groups(search, wanted);
    for (uint32_t i = 0; i < best; i++) {
        uint32_t group = search->order[i];
        if (search->bounds[group] >= cut_of(search))
            search_group(search, group);
        search->bounds[group] = 0;
    }
    for (uint32_t group = 0; group < groups; group++)
        if (search->bounds[group] >= cut_of(search))
            search_group(search, group);
}

bool FN_SEARCH(const fn_allowed *allowed, uint32_t number, fn_candidates *candidates)
{
    const fn_sought *sought = &candidates->seeking->parts[number];
    size_t groups = sought->part->segment.groups;
    search *room =
        calloc(1, sizeof(search) + (groups + 1) * (sizeof(uint32_t) + sizeof(uint16_t)));
    if (!room)
        return false;
    room->sought = sought;
    room->allowed = allowed;
    room->candidates = candidates;
    room->number = number;
    room->order = (uint32_t *)(room + 1);
    room->bounds = (uint16_t *)(room->order + groups + 1);
    search_groups(room);
    free(room);
    return true;
}
