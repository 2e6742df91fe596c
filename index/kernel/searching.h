/* The search of one part, window by window. This file is compiled once for every instruction set that it
 * is chosen for at run time, as `FN_VARIANT`; all give the same.
 *
 * The order of things is MaxScore's (Turtle and Flood 1995), window by window: docs/engine.md. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "checking.h"
#include "search.h"

#include "vectors.h"
#include "looking_up.h"
#include "scoring.h"
#include "sorting.h"
#include "candidates.h"
#include "every.h"
#include "sums.h"

typedef struct {
    const fn_sought *sought;
    const fn_allowed *allowed;
    candidates *candidates;
    uint32_t number; /* of the part */
    uint16_t *bounds; /* by group */
    uint16_t *sums;   /* of the window that is looked at; zeros between windows */
} search;

/* A sum that falls short of this is of no passage that is wanted: sum + count < bound. Also, something
 * has to be there at all. */
static uint32_t cut_of(const search *search)
{
    int32_t cut = search->candidates->bound - (int32_t)search->sought->count;
    return cut < 1 ? 1 : (uint32_t)cut;
}

/* What the cursors add up to at most in each group, beginning with zeros. */
static void bound_groups(const search *search)
{
    uint32_t groups = search->sought->part->segment.groups;
    uint16_t *restrict bounds = search->bounds;
    for (uint32_t i = 0; i < search->sought->count; i++) {
        uint32_t weight = search->sought->cursors[i].weight;
        const uint8_t *restrict most = search->sought->cursors[i].list.group_most;
        for (uint32_t group = 0; group < groups; group++)
            bounds[group] += (uint16_t)(weight * most[group] >> 8);
    }
}

static uint32_t block_share(const fn_cursor *cursor, uint32_t block)
{
    const fn_list *list = &cursor->list;
    if (list->block_most)
        return cursor->weight * list->block_most[block] >> 8;
    return cursor->weight * list->group_most[block / FN_GROUP_BLOCKS] >> 8;
}

/* The most that a cursor adds anywhere in a window. */
static uint32_t window_share(const fn_cursor *cursor, const window *window)
{
    uint32_t most = 0;
    for (uint32_t group = window->first; group < window->end; group++)
        most = cursor->list.group_most[group] > most ? cursor->list.group_most[group] : most;
    return cursor->weight * most >> 8;
}

/* Adds a passage of which the sum of all terms is known. */
static void add(search *search, uint32_t passage, uint32_t sum)
{
    candidates *candidates = search->candidates;
    if (are_full(candidates)) {
        learn_new(candidates, search->sought);
        settle(candidates);
    }
    put(candidates, search->number, passage, fn_at_most(search->sought, sum));
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
            sum += cursors[i].weight * impact_of(&cursors[i].list, passage) >> 8;
    }
    /* Only damaged lists, which name a passage twice, lead to more than 16 bits. */
    if (sum + rest >= cut)
        add(search, passage, sum < UINT16_MAX ? sum : UINT16_MAX);
}

/* Leaves those out that may not be found. */
static void forbid(search *search, const window *window)
{
    uint32_t block = window->first * FN_GROUP_BLOCKS, end = window->end * FN_GROUP_BLOCKS;
    if (end <= search->allowed->open)
        return;
    for (; block < end; block++)
        for (uint64_t bits = ~fn_allowed_in(search->allowed, block); bits; bits &= bits - 1)
            block_sums(search->sums, block)[fn_lowest(bits)] = 0;
}

/* Up to so many, of a window's passages nearly all stand at different places of their groups. */
#define FEW (FN_GROUP / 8)

/* The whole sums of a window are known, and nothing else: what k of its passages reach is a bound. If k is
 * small, what k of the places in its groups reach is hardly less, and sooner found. */
static void learn(search *search, const window *window)
{
    candidates *candidates = search->candidates;
    bool few = candidates->k <= FEW;
    uint16_t most[FN_GROUP] = {0};
    uint32_t least = 0;
    forbid(search, window);
    if (few)
        fold(search->sums, window, most);
    for (uint32_t bit = 1 << 15; bit >= STEP; bit >>= 1) {
        uint32_t found = few ? count_reaching(most, &(struct window){.count = 1}, least + bit)
                             : count_reaching(search->sums, window, least + bit);
        if (found >= candidates->k)
            least += bit;
    }
    if (least)
        raise_bound(candidates, (uint32_t)fn_at_least(search->sought, least) / STEP);
}

/* Completing a passage takes as long as adding so many sparse postings. */
#define EACH 32

/* Adds up the terms of a window, the weightiest first, until the others are better looked for where they are
 * needed. Returns how many were added; `*rest` is what the others can add at most. */
static uint32_t add_up(search *search, const window *window, uint32_t cut, uint32_t *rest)
{
    const fn_cursor *cursors = search->sought->cursors;
    uint32_t count = search->sought->count, needed = count, done = 0, added = 0;
    *rest = 0;
    /* Passages that hold only the last terms cannot reach the cut. */
    for (; needed > 1; needed--) {
        uint32_t share = window_share(&cursors[needed - 1], window);
        if (*rest + share >= cut)
            break;
        *rest += share;
    }
    for (; done < needed; done++) {
        add_all(search->sums, &cursors[done], window);
        added += effort_of(&cursors[done], window);
    }
    for (; done < count; done++) {
        uint32_t effort = effort_of(&cursors[done], window);
        if (effort > added + 64 && effort > EACH * count_reaching(search->sums, window, cut - *rest))
            break;
        add_all(search->sums, &cursors[done], window);
        added += effort;
        *rest -= window_share(&cursors[done], window);
    }
    return done;
}

/* Those of a block whose sums of the first `done` terms the rest may lift to the cut. */
static void search_block(search *search, const reached *reached, uint32_t done, uint32_t cut)
{
    const uint16_t *sums = block_sums(search->sums, reached->block);
    uint64_t bits = reached->bits;
    if (reached->block >= search->allowed->open)
        bits &= fn_allowed_in(search->allowed, reached->block);
    for (; bits; bits &= bits - 1) {
        uint32_t place = fn_lowest(bits), passage = reached->block * FN_BLOCK + place;
        if (done == search->sought->count)
            add(search, passage, sums[place]);
        else
            complete(search, passage, sums[place], done, cut);
    }
}

static void search_window(search *search, const window *window)
{
    uint32_t cut = cut_of(search), rest;
    uint32_t done = add_up(search, window, cut, &rest);
    if (!search->candidates->bound && done == search->sought->count) {
        learn(search, window);
        cut = cut_of(search);
    }
    reached reached[WINDOW * FN_GROUP_BLOCKS + 1];
    uint32_t found = find_reached(search->sums, window, cut - rest, reached);
    for (uint32_t i = 0; i < found; i++)
        search_block(search, &reached[i], done, cut);
    clear_all(search->sums, window);
    learn_new(search->candidates, search->sought);
}

/* The groups from `first` on that may have what is wanted. */
static window window_at(const search *search, uint32_t first)
{
    uint32_t groups = search->sought->part->segment.groups, cut = cut_of(search);
    window window = {first, first + WINDOW < groups ? first + WINDOW : groups, 0, {0}};
    for (uint32_t group = first; group < window.end; group++)
        if (search->bounds[group] >= cut)
            window.groups[window.count++] = group;
    return window;
}

/* Sums begin where a line of the cache does: an instruction that touches two lines takes twice as long. */
#define LINE 64

static bool search_part(const fn_allowed *allowed, uint32_t number, candidates *candidates)
{
    const fn_sought *sought = &candidates->seeking->parts[number];
    uint32_t groups = sought->part->segment.groups;
    /* A whole window, however few groups there are: damaged places may lead anywhere in it. */
    char *room = calloc((size_t)WINDOW_PASSAGES + groups + LINE, sizeof(uint16_t));
    if (!room)
        return false;
    search search = {sought, allowed, candidates, number, NULL, NULL};
    search.sums = (uint16_t *)(room + LINE - (uintptr_t)room % LINE);
    search.bounds = search.sums + WINDOW_PASSAGES;
    bound_groups(&search);
    for (uint32_t first = 0; first < groups; first += WINDOW) {
        window window = window_at(&search, first);
        if (window.count)
            search_window(&search, &window);
    }
    free(room);
    return true;
}

static bool search_parts(candidates *candidates, fn_bits within)
{
    const fn_seeking *seeking = candidates->seeking;
    for (uint32_t i = 0; i < seeking->count; i++) {
        fn_allowed allowed = fn_allowed_of(seeking->parts[i].part, within);
        if (!seeking->parts[i].count)
            continue;
        bool done = seeking->parts[i].count > FN_MOST_TERMS ? take_all(&allowed, i, candidates)
                                                            : search_part(&allowed, i, candidates);
        if (!done)
            return false;
    }
    return true;
}

bool FN_VARIANT(
    const fn_question *question, const fn_seeking *seeking, fn_bits within, uint32_t k,
    fn_hit *hits, uint32_t *found)
{
    candidates candidates;
    bool done = candidates_start(&candidates, question, seeking, k)
        && search_parts(&candidates, within);
    if (done) {
        refine(&candidates);
        score_all(&candidates);
        *found = (uint32_t)candidates.scored;
        memcpy(hits, candidates.best, candidates.scored * sizeof *hits);
    }
    candidates_free(&candidates);
    return done;
}
