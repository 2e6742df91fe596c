/* One term's postings, written in the layout that suits them. */
#ifndef FN_LIST_WRITING_H
#define FN_LIST_WRITING_H

#include "lists.h"
#include "output.h"

typedef struct {
    const uint32_t *lengths;
    uint32_t passages, groups;
    double average;
    uint16_t *known; /* impacts of common lengths and frequencies; see list_writing.c */
    uint32_t known_lengths;
    unsigned char *bytes; /* the list being made */
    uint64_t room;
    uint8_t *impacts;
    fn_exception *exceptions;
    uint32_t postings_room;
} fn_list_writer;

/* False if there is no memory; then, too, it is to be freed. */
bool fn_list_writer_start(
    fn_list_writer *writer, const uint32_t *lengths, uint32_t passages, double average,
    uint32_t most_tokens);
void fn_list_writer_free(fn_list_writer *writer);

/* Writes the postings of a term, ascending by passage, at least one, with the times that each holds
 * it, and tells where. Returns a status other than FN_NOT_WRITTEN, which the output keeps. */
int fn_list_write(
    fn_list_writer *writer, fn_output *output, const uint32_t *passages,
    const uint32_t *frequencies, uint32_t count, fn_term *term);

#endif
