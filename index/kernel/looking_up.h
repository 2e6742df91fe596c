/* A passage's impact in a list, looked for. Compiled with searching.h. */

static inline uint8_t sparse_impact(const fn_list *list, uint32_t passage)
{
    uint32_t group = passage / FN_GROUP;
    uint32_t start = fn_start(list, group), end = fn_start(list, group + 1);
    uint16_t place = (uint16_t)passage;
    while (end - start > FN_BLOCK) {
        uint32_t middle = start + (end - start) / 2;
        if (list->places[middle] <= place)
            start = middle;
        else
            end = middle;
    }
    /* Whether a passage is there cannot be guessed, so nothing waits for that: if it is not, the first impact
     * is read in vain. */
    uint64_t bits = equal(list->places + start, end - start, place);
    uint8_t impact = list->impacts[start + (bits ? fn_lowest(bits) : 0)];
    return bits ? impact : 0;
}

/* Where the postings of a block start: behind those of the group's blocks before it. */
static inline uint32_t block_start(const fn_list *list, uint32_t block)
{
    const uint8_t *counts = list->block_counts + block / FN_GROUP_BLOCKS * FN_GROUP_BLOCKS;
    uint32_t start = fn_start(list, block / FN_GROUP_BLOCKS);
    for (uint32_t i = 0; i < FN_GROUP_BLOCKS; i++)
        start += i < block % FN_GROUP_BLOCKS ? counts[i] : 0;
    return start;
}

static inline uint8_t medium_impact(const fn_list *list, uint32_t passage)
{
    uint64_t bits = list->block_bits[passage / FN_BLOCK], bit = UINT64_C(1) << passage % FN_BLOCK;
    if (!(bits & bit))
        return 0;
    return list->impacts[block_start(list, passage / FN_BLOCK) + fn_count_bits(bits & (bit - 1))];
}

/* 0 if the passage is not in the list, which is not of the few. */
static inline uint8_t impact_of(const fn_list *list, uint32_t passage)
{
    if (list->kind == FN_DENSE)
        return list->impacts[passage];
    return list->kind == FN_SPARSE ? sparse_impact(list, passage) : medium_impact(list, passage);
}

static inline void look_up(
    const fn_list *list, const uint32_t *passages, uint32_t count, uint8_t *impacts)
{
    if (list->kind == FN_DENSE)
        for (uint32_t i = 0; i < count; i++)
            impacts[i] = list->impacts[passages[i]];
    else if (list->kind == FN_SPARSE)
        for (uint32_t i = 0; i < count; i++)
            impacts[i] = sparse_impact(list, passages[i]);
    else
        for (uint32_t i = 0; i < count; i++)
            impacts[i] = medium_impact(list, passages[i]);
}
