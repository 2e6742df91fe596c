#include "search.h"

#include <stdlib.h>
#include <string.h>

/* What is known of a cursor in the group that is looked at. */
typedef struct {
    uint8_t block_most[FN_GROUP_BLOCKS];
    uint32_t from[FN_GROUP_BLOCKS]; /* few, sparse: the first posting of each block that has any */
} in_group;

typedef struct {
    const fn_sought *sought;
    fn_candidates *candidates;
    uint32_t number; /* of the part */
    fn_bits within;
    bool restricted;
    uint16_t *bounds; /* by group */
    uint32_t *order;  /* of the groups */
    in_group *groups; /* by cursor */
} search;

static uint16_t add(uint16_t sum, uint32_t weight, uint8_t impact)
{
    uint32_t more = sum + (weight * impact >> 8);
    return more > UINT16_MAX ? UINT16_MAX : (uint16_t)more;
}

/* A sum that falls short of this is of no passage that is wanted: sum + count < bound. Also, something
 * has to be there at all. */
static uint32_t cut_of(const search *search)
{
    int32_t cut = search->candidates->bound - (int32_t)search->sought->count;
    return cut < 1 ? 1 : cut > UINT16_MAX ? UINT16_MAX : (uint32_t)cut;
}

static void bound_groups_by_few(const search *search, const fn_cursor *cursor)
{
    for (uint32_t i = 0; i < cursor->few;) {
        uint32_t group = cursor->passages[i] / FN_GROUP;
        uint8_t most = 0;
        for (; i < cursor->few && cursor->passages[i] / FN_GROUP == group; i++)
            most = cursor->impacts[i] > most ? cursor->impacts[i] : most;
        search->bounds[group] = add(search->bounds[group], cursor->weight, most);
    }
}

static void bound_groups(const search *search)
{
    uint32_t groups = search->sought->part->segment.groups;
    memset(search->bounds, 0, groups * sizeof(uint16_t));
    for (uint32_t i = 0; i < search->sought->count; i++) {
        const fn_cursor *cursor = &search->sought->cursors[i];
        if (cursor->list.kind == FN_FEW) {
            bound_groups_by_few(search, cursor);
            continue;
        }
        for (uint32_t group = 0; group < groups; group++)
            search->bounds[group] =
                add(search->bounds[group], cursor->weight, cursor->list.group_most[group]);
    }
}

/* Groups by descending bound, to 256 levels; those with nothing are left out. Returns how many. */
static uint32_t order_groups(const search *search)
{
    uint32_t groups = search->sought->part->segment.groups, starts[257] = {0};
    uint16_t most = 0;
    for (uint32_t i = 0; i < groups; i++)
        most = search->bounds[i] > most ? search->bounds[i] : most;
    uint32_t scale = most ? (255u << 16) / most : 0;
    for (uint32_t i = 0; i < groups; i++)
        if (search->bounds[i])
            starts[256 - (search->bounds[i] * (uint64_t)scale >> 16)]++;
    for (uint32_t level = 1; level <= 256; level++)
        starts[level] += starts[level - 1];
    uint32_t count = starts[256];
    for (uint32_t i = 0; i < groups; i++)
        if (search->bounds[i])
            search->order[starts[255 - (search->bounds[i] * (uint64_t)scale >> 16)]++] = i;
    return count;
}

/* The postings of a few or sparse list in a group, block by block. */
static void look_at_postings(const fn_cursor *cursor, uint32_t group, in_group *here)
{
    const fn_list *list = &cursor->list;
    bool few = list->kind == FN_FEW;
    memset(here->block_most, 0, sizeof here->block_most);
    uint32_t i = few ? cursor->starts[group] : list->starts[group];
    uint32_t end = few ? cursor->few : list->starts[group + 1];
    const uint8_t *impacts = few ? cursor->impacts : list->impacts;
    for (; i < end; i++) {
        if (few && cursor->passages[i] / FN_GROUP != group)
            break;
        uint32_t place = few ? cursor->passages[i] : list->group_places[i];
        uint32_t block = place % FN_GROUP / FN_BLOCK;
        if (!here->block_most[block])
            here->from[block] = i;
        if (impacts[i] > here->block_most[block])
            here->block_most[block] = impacts[i];
    }
}

static void look_at_group(const search *search, uint32_t group, uint16_t bounds[FN_GROUP_BLOCKS])
{
    memset(bounds, 0, FN_GROUP_BLOCKS * sizeof *bounds);
    for (uint32_t i = 0; i < search->sought->count; i++) {
        const fn_cursor *cursor = &search->sought->cursors[i];
        in_group *here = &search->groups[i];
        if (cursor->list.kind == FN_FEW || cursor->list.kind == FN_SPARSE)
            look_at_postings(cursor, group, here);
        else
            memcpy(here->block_most, cursor->list.block_most + group * FN_GROUP_BLOCKS,
                   FN_GROUP_BLOCKS);
        for (int block = 0; block < FN_GROUP_BLOCKS; block++)
            bounds[block] = add(bounds[block], cursor->weight, here->block_most[block]);
    }
}

/* Adds what a cursor has in a block. */
static void add_block(
    const fn_cursor *cursor, const in_group *here, uint32_t block, uint16_t sums[FN_BLOCK])
{
    const fn_list *list = &cursor->list;
    uint32_t in = block % FN_GROUP_BLOCKS, weight = cursor->weight;
    if (!here->block_most[in])
        return;
    if (list->kind == FN_DENSE) {
        const uint8_t *impacts = list->impacts + (uint64_t)block * FN_BLOCK;
        for (int i = 0; i < FN_BLOCK; i++)
            sums[i] = add(sums[i], weight, impacts[i]);
    } else if (list->kind == FN_MEDIUM) {
        uint32_t start = fn_block_start(list, block), count = list->block_counts[block];
        for (uint32_t i = start; i < start + count; i++) {
            uint32_t place = list->block_places[i] % FN_BLOCK;
            sums[place] = add(sums[place], weight, list->impacts[i]);
        }
    } else if (list->kind == FN_SPARSE) {
        uint32_t end = list->starts[block / FN_GROUP_BLOCKS + 1];
        for (uint32_t i = here->from[in];
             i < end && list->group_places[i] % FN_GROUP / FN_BLOCK == in; i++) {
            uint32_t place = list->group_places[i] % FN_BLOCK;
            sums[place] = add(sums[place], weight, list->impacts[i]);
        }
    } else {
        for (uint32_t i = here->from[in];
             i < cursor->few && cursor->passages[i] / FN_BLOCK == block; i++) {
            uint32_t place = cursor->passages[i] % FN_BLOCK;
            sums[place] = add(sums[place], weight, cursor->impacts[i]);
        }
    }
}

/* The passages of a block that are there, are not removed, and are wanted. */
static uint64_t allowed(const search *search, uint32_t block)
{
    const fn_part *part = search->sought->part;
    uint64_t first = (uint64_t)block * FN_BLOCK, all = ~UINT64_C(0);
    if (part->segment.passages - first < FN_BLOCK)
        all >>= FN_BLOCK - (part->segment.passages - first);
    if (part->removed_count)
        all &= ~fn_bits_from(part->removed, first);
    if (search->restricted)
        all &= fn_bits_from(search->within, part->first + first);
    return all;
}

static void search_block(search *search, uint32_t block)
{
    uint16_t sums[FN_BLOCK] = {0};
    uint64_t wanted = allowed(search, block);
    if (!wanted)
        return;
    for (uint32_t i = 0; i < search->sought->count; i++)
        add_block(&search->sought->cursors[i], &search->groups[i], block, sums);
    uint32_t cut = cut_of(search);
    for (; wanted; wanted &= wanted - 1) {
        uint32_t place = fn_lowest(wanted);
        if (sums[place] >= cut)
            fn_candidates_add(search->candidates, search->number, block * FN_BLOCK + place,
                              sums[place]);
    }
    if (fn_candidates_full(search->candidates))
        fn_candidates_settle(search->candidates);
}

static void search_group(search *search, uint32_t group)
{
    uint16_t bounds[FN_GROUP_BLOCKS];
    if (search->bounds[group] < cut_of(search))
        return;
    look_at_group(search, group, bounds);
    for (uint32_t block = 0; block < FN_GROUP_BLOCKS; block++)
        if (bounds[block] >= cut_of(search))
            search_block(search, group * FN_GROUP_BLOCKS + block);
}

static int search_part(search *search)
{
    size_t groups = search->sought->part->segment.groups, cursors = search->sought->count;
    if (!cursors)
        return FN_OK;
    search->groups = malloc(
        cursors * sizeof(in_group) + groups * (sizeof(uint32_t) + sizeof(uint16_t)));
    if (!search->groups)
        return FN_NO_MEMORY;
    search->order = (uint32_t *)(search->groups + cursors);
    search->bounds = (uint16_t *)(search->order + groups);
    bound_groups(search);
    uint32_t count = order_groups(search);
    for (uint32_t i = 0; i < count; i++)
        search_group(search, search->order[i]);
    free(search->groups);
    return FN_OK;
}

static int find(
    const fn_corpus *corpus, const fn_question *question, const fn_seeking *seeking,
    fn_candidates *candidates, fn_bits within)
{
    (void)corpus;
    (void)question;
    int status = FN_OK;
    for (uint32_t i = 0; status == FN_OK && i < seeking->count; i++) {
        search search = {
            .sought = &seeking->parts[i],
            .candidates = candidates,
            .number = i,
            .within = within,
            .restricted = within.bytes != NULL,
        };
        status = search_part(&search);
    }
    return status;
}

static void put_best(
    fn_candidates *candidates, const fn_corpus *corpus, uint32_t *ordinals, double *scores,
    uint32_t *found)
{
    *found = (uint32_t)fn_candidates_finish(candidates);
    for (uint32_t i = 0; i < *found; i++) {
        const fn_candidate *candidate = &candidates->all[i];
        ordinals[i] = (uint32_t)(corpus->parts[candidate->part].first + candidate->passage);
        scores[i] = candidate->score;
    }
}

int fn_rank(
    const fn_corpus *corpus, const char *text, uint64_t size, const uint32_t *lengths,
    uint32_t terms, const double *idfs, double average, uint32_t k, const unsigned char *within,
    uint64_t within_size, uint32_t *ordinals, double *scores, uint32_t *found)
{
    *found = 0;
    if (!corpus->passages || !terms || !k)
        return FN_OK;
    if (!idfs)
        average = (double)corpus->tokens / (double)corpus->passages;
    fn_question question;
    if (!fn_question_start(&question, corpus, text, size, lengths, terms, idfs, average))
        return FN_NO_MEMORY;
    fn_seeking seeking;
    fn_candidates candidates = {0};
    int status = FN_NO_MEMORY;
    if (fn_seeking_start(&seeking, corpus, &question)
        && fn_candidates_start(&candidates, &question, &seeking, k))
        status = find(corpus, &question, &seeking, &candidates, (fn_bits){within, within_size});
    if (status == FN_OK)
        put_best(&candidates, corpus, ordinals, scores, found);
    fn_candidates_free(&candidates);
    if (seeking.parts)
        fn_seeking_free(&seeking);
    fn_question_free(&question);
    return status;
}
