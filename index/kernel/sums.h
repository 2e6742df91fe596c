/* The sums of a window's passages. Compiled with searching.h.
 *
 * They stand one after the other, a group's at `group % WINDOW * FN_GROUP`, and are zeros between windows. */

/* Groups of a window: their sums, 32 kB, fit in a processor's first cache, or nearly all of them. */
#define WINDOW 16
#define WINDOW_PASSAGES (WINDOW * FN_GROUP)
_Static_assert(FN_CHUNK % WINDOW == 0, "places in a chunk tell those in a window");

/* The groups of a window that are looked at. */
typedef struct window {
    uint32_t first, end; /* of all of them */
    uint32_t count;
    uint32_t groups[WINDOW];
} window;

static inline uint16_t *block_sums(uint16_t *sums, uint32_t block)
{
    return sums + block * FN_BLOCK % WINDOW_PASSAGES;
}

static void add_sparse(uint16_t *restrict sums, const fn_cursor *cursor, const window *window)
{
    const uint16_t *restrict places = cursor->list.places;
    const uint8_t *restrict impacts = cursor->list.impacts;
    uint32_t end = fn_start(&cursor->list, window->end), weight = cursor->weight;
    for (uint32_t i = fn_start(&cursor->list, window->first); i < end; i++)
        sums[places[i] % WINDOW_PASSAGES] += (uint16_t)(weight * impacts[i] >> 8);
}

static void add_medium(uint16_t *sums, const fn_cursor *cursor, const window *window)
{
    const fn_list *list = &cursor->list;
    for (uint32_t i = 0; i < window->count; i++) {
        uint32_t group = window->groups[i], at = fn_start(list, group);
        uint16_t *own = sums + group % WINDOW * FN_GROUP;
        const uint64_t *bits = list->block_bits + group * FN_GROUP_BLOCKS;
        const uint8_t *counts = list->block_counts + group * FN_GROUP_BLOCKS;
        for (uint32_t block = 0; block < FN_GROUP_BLOCKS; block++) {
            add_packed(own + block * FN_BLOCK, bits[block], list->impacts + at, cursor->weight);
            at += counts[block];
        }
    }
}

static void add_dense(uint16_t *sums, const fn_cursor *cursor, const window *window)
{
    for (uint32_t i = 0; i < window->count; i++) {
        uint32_t group = window->groups[i];
        uint16_t *own = sums + group % WINDOW * FN_GROUP;
        const uint8_t *impacts = cursor->list.impacts + (uint64_t)group * FN_GROUP;
        for (uint32_t place = 0; place < FN_GROUP; place += FN_BLOCK)
            add_impacts(own + place, impacts + place, cursor->weight);
    }
}

/* Adds what a cursor has in a window. */
static void add_all(uint16_t *sums, const fn_cursor *cursor, const window *window)
{
    if (cursor->list.kind == FN_DENSE)
        add_dense(sums, cursor, window);
    else if (cursor->list.kind == FN_MEDIUM)
        add_medium(sums, cursor, window);
    else
        add_sparse(sums, cursor, window);
}

/* What `add_all` takes: as long as that for so many sparse postings. */
static uint32_t effort_of(const fn_cursor *cursor, const window *window)
{
    if (cursor->list.kind == FN_SPARSE)
        return fn_start(&cursor->list, window->end) - fn_start(&cursor->list, window->first);
    return window->count * FN_GROUP_BLOCKS * (cursor->list.kind == FN_DENSE ? ADDING : UNPACKING);
}

/* Passages whose sums reach this. */
static uint32_t count_reaching(const uint16_t *sums, const window *window, uint32_t least)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < window->count; i++)
        for (uint32_t place = 0; place < FN_GROUP; place += FN_BLOCK)
            found += count(sums + window->groups[i] % WINDOW * FN_GROUP + place, least);
    return found;
}

/* The greatest sum at each of the places of groups. `most` begins with zeros. */
static void fold(const uint16_t *sums, const window *window, uint16_t most[FN_GROUP])
{
    for (uint32_t i = 0; i < window->count; i++)
        for (uint32_t place = 0; place < FN_GROUP; place += FN_BLOCK)
            raise(most + place, sums + window->groups[i] % WINDOW * FN_GROUP + place);
}

/* A block in which sums reach the cut, and a bit for each of them. */
typedef struct {
    uint64_t bits;
    uint32_t block;
} reached;

/* Finds the blocks of a window that have sums of at least so much, and returns how many. All are compared
 * before any is looked at, since no processor can guess which it will be. There is room for one more than the
 * window has. */
static uint32_t find_reached(
    const uint16_t *sums, const window *window, uint32_t least, reached *all)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < window->count; i++) {
        uint32_t group = window->groups[i];
        const uint16_t *own = sums + group % WINDOW * FN_GROUP;
        for (uint32_t block = 0; block < FN_GROUP_BLOCKS; block++) {
            uint64_t bits = reaching(own + block * FN_BLOCK, least);
            all[found] = (reached){bits, group * FN_GROUP_BLOCKS + block};
            found += bits != 0;
        }
    }
    return found;
}

/* Sparse lists reach into groups that are not looked at, too. */
static void clear_all(uint16_t *sums, const window *window)
{
    sums += window->first % WINDOW * FN_GROUP;
    for (uint32_t place = 0; place < (window->end - window->first) * FN_GROUP; place += FN_BLOCK)
        clear(sums + place);
}
