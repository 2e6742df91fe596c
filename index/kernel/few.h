/* The lists of terms that few passages hold: differences of passages, decoded when they are asked for. */
#ifndef FN_FEW_H
#define FN_FEW_H

#include "lists.h"

/* Whether the list of a term lies where it may. */
bool fn_few_fits(const fn_segment *segment, const fn_term *term);

/* The list of a term that is sound. */
fn_list fn_few_of(const fn_segment *segment, const fn_term *term);

/* Bytes that `fn_few_as_sparse` needs, at an address divisible by 4. */
uint64_t fn_few_room(const fn_segment *segment, const fn_list *list);

/* Decodes a few into `room`, from where it reads as if it were sparse. */
void fn_few_as_sparse(const fn_segment *segment, fn_list *list, void *room);

/* How many passages of a few are among these. */
uint32_t fn_few_among(const fn_segment *segment, const fn_list *list, fn_bits among);

/* A posting's frequency that its impact does not tell, once decoded; 0 if it does. */
uint32_t fn_few_exception(const fn_list *list, uint32_t passage);

#endif
