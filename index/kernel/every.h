/* Every passage that holds a term, for questions of too many to bound. Compiled with searching.h. */

static void mark_sparse(const fn_list *list, uint32_t groups, uint64_t *held)
{
    for (uint32_t group = 0; group < groups; group++)
        for (uint32_t i = fn_start(list, group), end = fn_start(list, group + 1); i < end; i++) {
            uint32_t passage = group * FN_GROUP + list->places[i] % FN_GROUP;
            held[passage / FN_BLOCK] |= UINT64_C(1) << passage % FN_BLOCK;
        }
}

static void mark_dense(const fn_list *list, uint32_t groups, uint64_t *held)
{
    for (uint32_t passage = 0; passage < groups * FN_GROUP; passage++)
        held[passage / FN_BLOCK] |= (uint64_t)(list->impacts[passage] != 0) << passage % FN_BLOCK;
}

/* Sets the bits of the passages that a list has. */
static void mark(const fn_list *list, uint32_t groups, uint64_t *held)
{
    if (list->kind == FN_SPARSE)
        mark_sparse(list, groups, held);
    else if (list->kind == FN_DENSE)
        mark_dense(list, groups, held);
    else
        for (uint32_t block = 0; block < groups * FN_GROUP_BLOCKS; block++)
            held[block] |= list->block_bits[block];
}

/* Adds them all, with a bound that is none. False if there is no memory. */
static bool take_all(const fn_allowed *allowed, uint32_t number, candidates *candidates)
{
    const fn_sought *sought = &candidates->seeking->parts[number];
    uint32_t groups = sought->part->segment.groups;
    uint64_t *held = calloc(groups, FN_GROUP_BLOCKS * sizeof *held);
    if (!held)
        return false;
    for (uint32_t i = 0; i < sought->count; i++)
        mark(&sought->cursors[i].list, groups, held);
    for (uint32_t block = 0; block < groups * FN_GROUP_BLOCKS; block++) {
        if (!held[block])
            continue;
        for (uint64_t bits = held[block] & fn_allowed_in(allowed, block); bits; bits &= bits - 1) {
            if (are_full(candidates))
                settle(candidates);
            put(candidates, number, block * FN_BLOCK + fn_lowest(bits), INT32_MAX);
        }
    }
    candidates->learned = candidates->count; /* nothing is known of what they score */
    free(held);
    return true;
}
