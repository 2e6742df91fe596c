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

/* Groups of a window: their sums fill half of a processor's first cache. */
#define WINDOW 16
#define WINDOW_PASSAGES (WINDOW * FN_GROUP)
_Static_assert(FN_CHUNK % WINDOW == 0, "places in a chunk tell those in a window");

typedef struct {
    const fn_sought *sought;
    const fn_allowed *allowed;
    candidates *candidates;
    uint32_t number; /* of the part */
    uint16_t *bounds; /* by group */
    uint16_t *sums;   /* of the window that is looked at; zeros between windows */
} search;

/* The groups of a window that are looked at. */
typedef struct {
    uint32_t first, end; /* of all of them */
    uint32_t count;
    uint32_t groups[WINDOW];
} window;

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

/* A bit for each passage of a block that may be found. */
static uint64_t allowed_in(const search *search, uint32_t block)
{
    const fn_allowed *allowed = search->allowed;
    const fn_part *part = allowed->part;
    uint32_t first = block * FN_BLOCK, passages = part->segment.passages;
    if (first >= passages)
        return 0;
    uint64_t bits = UINT64_MAX;
    if (passages - first < FN_BLOCK)
        bits = (UINT64_C(1) << (passages - first)) - 1;
    if (part->removed_count)
        bits &= ~fn_bits_from(part->removed, first);
    if (allowed->restricted)
        bits &= fn_bits_from(allowed->within, part->first + first);
    return bits;
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

static void add_sparse(search *search, const fn_cursor *cursor, const window *window)
{
    const uint16_t *restrict places = cursor->list.places;
    const uint8_t *restrict impacts = cursor->list.impacts;
    uint16_t *restrict sums = search->sums;
    uint32_t end = fn_start(&cursor->list, window->end), weight = cursor->weight;
    for (uint32_t i = fn_start(&cursor->list, window->first); i < end; i++)
        sums[places[i] % WINDOW_PASSAGES] += (uint16_t)(weight * impacts[i] >> 8);
}

static void add_medium(search *search, const fn_cursor *cursor, const window *window)
{
    const fn_list *list = &cursor->list;
    for (uint32_t i = 0; i < window->count; i++) {
        uint32_t group = window->groups[i], at = fn_start(list, group);
        uint16_t *sums = search->sums + group % WINDOW * FN_GROUP;
        const uint64_t *bits = list->block_bits + group * FN_GROUP_BLOCKS;
        const uint8_t *counts = list->block_counts + group * FN_GROUP_BLOCKS;
        for (uint32_t block = 0; block < FN_GROUP_BLOCKS; block++) {
            add_packed(sums + block * FN_BLOCK, bits[block], list->impacts + at, cursor->weight);
            at += counts[block];
        }
    }
}

static void add_dense(search *search, const fn_cursor *cursor, const window *window)
{
    for (uint32_t i = 0; i < window->count; i++) {
        uint32_t group = window->groups[i];
        uint16_t *sums = search->sums + group % WINDOW * FN_GROUP;
        const uint8_t *impacts = cursor->list.impacts + (uint64_t)group * FN_GROUP;
        for (uint32_t place = 0; place < FN_GROUP; place += FN_BLOCK)
            add_impacts(sums + place, impacts + place, cursor->weight);
    }
}

/* Adds up what a cursor has in a window. */
static void add_all(search *search, uint32_t number, const window *window)
{
    const fn_cursor *cursor = &search->sought->cursors[number];
    if (cursor->list.kind == FN_DENSE)
        add_dense(search, cursor, window);
    else if (cursor->list.kind == FN_MEDIUM)
        add_medium(search, cursor, window);
    else
        add_sparse(search, cursor, window);
}

/* What `add_all` takes: as long as that for so many sparse postings. */
static uint32_t effort_of(const fn_cursor *cursor, const window *window)
{
    if (cursor->list.kind == FN_SPARSE)
        return fn_start(&cursor->list, window->end) - fn_start(&cursor->list, window->first);
    return window->count * FN_GROUP_BLOCKS * (cursor->list.kind == FN_DENSE ? ADDING : UNPACKING);
}

/* Passages whose sums reach this. */
static uint32_t count_reaching(const search *search, const window *window, uint32_t least)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < window->count; i++) {
        const uint16_t *sums = search->sums + window->groups[i] % WINDOW * FN_GROUP;
        for (uint32_t place = 0; place < FN_GROUP; place += FN_BLOCK)
            found += count(sums + place, least);
    }
    return found;
}

/* Leaves those out that may not be found. */
static void forbid(search *search, const window *window)
{
    for (uint32_t i = 0; i < window->count * FN_GROUP_BLOCKS; i++) {
        uint32_t block = window->groups[i / FN_GROUP_BLOCKS] * FN_GROUP_BLOCKS + i % FN_GROUP_BLOCKS;
        uint16_t *sums = search->sums + block * FN_BLOCK % WINDOW_PASSAGES;
        for (uint64_t bits = ~allowed_in(search, block); bits; bits &= bits - 1)
            sums[fn_lowest(bits)] = 0;
    }
}

/* The whole sums of a window are known, and nothing else: what k of its passages reach is a bound. */
static void learn(search *search, const window *window)
{
    candidates *candidates = search->candidates;
    uint32_t least = 0;
    forbid(search, window);
    for (uint32_t bit = 1 << 15; bit >= STEP; bit >>= 1)
        if (count_reaching(search, window, least + bit) >= candidates->k)
            least += bit;
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
        add_all(search, done, window);
        added += effort_of(&cursors[done], window);
    }
    for (; done < count; done++) {
        uint32_t effort = effort_of(&cursors[done], window);
        if (effort > added + 64 && effort > EACH * count_reaching(search, window, cut - *rest))
            break;
        add_all(search, done, window);
        added += effort;
        *rest -= window_share(&cursors[done], window);
    }
    return done;
}

/* Those of a block whose sums of the first `done` terms the rest may lift to the cut. */
static void search_block(
    search *search, uint32_t block, uint64_t bits, uint32_t done, uint32_t cut)
{
    const uint16_t *sums = search->sums + block * FN_BLOCK % WINDOW_PASSAGES;
    for (; bits; bits &= bits - 1) {
        uint32_t place = fn_lowest(bits), passage = block * FN_BLOCK + place;
        if (done == search->sought->count)
            add(search, passage, sums[place]);
        else
            complete(search, passage, sums[place], done, cut);
    }
}

/* Leaves zeros behind. */
static void search_group(
    search *search, uint32_t group, uint32_t done, uint32_t rest, uint32_t cut)
{
    uint16_t *sums = search->sums + group % WINDOW * FN_GROUP;
    for (uint32_t i = 0; i < FN_GROUP_BLOCKS; i++, sums += FN_BLOCK) {
        uint64_t bits = reaching(sums, cut - rest);
        uint32_t block = group * FN_GROUP_BLOCKS + i;
        if (bits)
            search_block(search, block, bits & allowed_in(search, block), done, cut);
        clear(sums);
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
    for (uint32_t i = 0, group = window->first; group < window->end; group++) {
        if (i < window->count && window->groups[i] == group) {
            search_group(search, group, done, rest, cut);
            i++;
        } else {
            memset(search->sums + group % WINDOW * FN_GROUP, 0, FN_GROUP * sizeof(uint16_t));
        }
    }
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

static bool search_part(const fn_allowed *allowed, uint32_t number, candidates *candidates)
{
    const fn_sought *sought = &candidates->seeking->parts[number];
    uint32_t groups = sought->part->segment.groups;
    /* A whole window, however few groups there are: damaged places may lead anywhere in it. */
    uint16_t *room = calloc(WINDOW_PASSAGES + groups, sizeof *room);
    if (!room)
        return false;
    search search = {sought, allowed, candidates, number, .sums = room};
    search.bounds = room + WINDOW_PASSAGES;
    bound_groups(&search);
    for (uint32_t first = 0; first < groups; first += WINDOW) {
        window window = window_at(&search, first);
        if (window.count)
            search_window(&search, &window);
    }
    free(room);
    return true;
}

/* Every passage that holds a term of too many. */
static void take_all(const fn_allowed *allowed, uint32_t number, candidates *candidates)
{
    const fn_sought *sought = &candidates->seeking->parts[number];
    for (uint32_t passage = 0; passage < allowed->part->segment.passages; passage++) {
        bool held = false;
        for (uint32_t i = 0; i < sought->count && !held; i++)
            held = impact_of(&sought->cursors[i].list, passage) != 0;
        if (are_full(candidates))
            settle(candidates);
        if (held && fn_is_allowed(allowed, passage))
            put(candidates, number, passage, INT32_MAX);
    }
    candidates->learned = candidates->count; /* nothing is known of what they score */
}

static bool search_parts(candidates *candidates, fn_bits within)
{
    const fn_seeking *seeking = candidates->seeking;
    for (uint32_t i = 0; i < seeking->count; i++) {
        fn_allowed allowed = {seeking->parts[i].part, within, within.bytes != NULL};
        if (seeking->parts[i].count > FN_MOST_TERMS)
            take_all(&allowed, i, candidates);
        else if (seeking->parts[i].count && !search_part(&allowed, i, candidates))
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
