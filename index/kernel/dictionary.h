/* From a term to its number in a segment. A number that is found is that of a sound term. */
#ifndef FN_DICTIONARY_H
#define FN_DICTIONARY_H

#include "segment.h"

#define FN_NO_TERM UINT32_MAX

/* The term with this text; `hash` is the text's. */
uint32_t fn_term_of(const fn_segment *segment, uint64_t hash, const char *text, uint32_t length);

/* The term whose text has this hash. Two terms that share one are too unlikely to tell apart:
 * 1 in 10^7 for a dictionary of a million. */
uint32_t fn_term_of_hash(const fn_segment *segment, uint64_t hash);

/* Where the search for a hash begins, for those who want to have it fetched from memory in time. */
const fn_slot *fn_first_slot(const fn_segment *segment, uint64_t hash);

/* The first term whose slot has the hash's tag, unread and unchecked: nearly always the one that has the
 * hash. */
uint32_t fn_likely_term(const fn_segment *segment, uint64_t hash);

/* How many slots a dictionary has: three of four are taken. */
uint64_t fn_slots_for(uint64_t terms);

/* Puts a term in the slots, of which at least one stays empty. */
void fn_slot_put(fn_slot *slots, uint64_t count, uint64_t hash, uint32_t term);

#endif
