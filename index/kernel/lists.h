/* A term's postings in a segment, in any of their layouts. */
#ifndef FN_LISTS_H
#define FN_LISTS_H

#include "bits.h"
#include "impact.h"
#include "segment.h"

/* Where the parts of a list lie. Those that its kind does not have are NULL. */
typedef struct {
    enum fn_kind kind;
    uint32_t frequency;
    uint32_t exceptions;
    uint8_t most;                     /* the greatest impact; not told by the few */
    const fn_exception *exception;    /* all but the few */
    const uint32_t *bases;            /* sparse, medium: where every 64th group's postings start */
    const uint16_t *starts;           /* and each group's, from there; and the end */
    const uint16_t *places;           /* sparse: the passage's lower 16 bits */
    const uint8_t *group_most;        /* all but the few: the greatest impact in each group */
    const uint8_t *block_most;        /* and in each block; sparse only if there are many */
    const uint8_t *block_counts;      /* medium: postings in each block */
    const uint64_t *block_bits;       /* medium: a bit a passage */
    const uint8_t *impacts;           /* one a posting; dense: one a passage */
    const unsigned char *deltas, *end; /* few, more than one posting */
    const unsigned char *few_exceptions; /* few, once decoded, if there are any */
    uint32_t only_passage, only_frequency; /* few, one posting */
} fn_list;

/* Where the parts of a list lie from its start on, in bytes; 0 for those that it does not have. */
typedef struct {
    uint64_t bases, starts, places, group_most, block_most, block_counts, impacts, block_bits;
    uint64_t size;
} fn_layout;

/* Where a group's postings start in a sparse or medium list; the last group's end where those of the
 * one behind it would start. */
static inline uint32_t fn_start(const fn_list *list, uint32_t group)
{
    return list->bases[group / FN_CHUNK] + list->starts[group];
}

/* How a term that `frequency` of the passages hold is laid out. */
enum fn_kind fn_kind_for(uint32_t frequency, uint64_t passages);

fn_layout fn_layout_of(enum fn_kind kind, uint32_t frequency, uint32_t exceptions, uint32_t groups);

/* The list of a term that is sound. False if the list is damaged, or its parts lie where they may not: that
 * is found out when it is first asked for. */
bool fn_list_of(const fn_segment *segment, uint32_t term, fn_list *list);

/* Has a list fetched, as far as it is short, while there is something else to do. */
void fn_list_fetch(const fn_segment *segment, uint32_t term);

/* The passages and impacts of one group of a list that is not of the few; those that are not there
 * are left out. There is room for FN_GROUP. Returns how many. */
uint32_t fn_group_decoded(
    const fn_segment *segment, const fn_list *list, uint32_t group, uint32_t *passages,
    uint8_t *impacts);

/* The impact of a passage in a list that is not of the few, 0 if it is not there. */
uint8_t fn_impact_in(const fn_list *list, uint32_t passage);

/* Whether there are postings whose impacts do not tell their frequencies. */
static inline bool fn_has_exceptions(const fn_list *list)
{
    return list->exceptions || list->only_frequency;
}

/* The frequency of a posting that has this impact. `normaliser` is the passage's, under the segment's
 * own average. */
uint32_t fn_posting_frequency(
    const fn_list *list, uint32_t passage, uint8_t impact, double normaliser);

#endif
