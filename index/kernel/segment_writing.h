/* A segment's file, written once: its lengths, then term by term, then the dictionary. */
#ifndef FN_SEGMENT_WRITING_H
#define FN_SEGMENT_WRITING_H

#include "list_writing.h"

typedef struct {
    fn_output output;
    fn_header header;
    fn_list_writer lists;
    fn_term *terms;
    uint64_t terms_room;
    char *texts;
    uint64_t texts_size, texts_room;
} fn_segment_writer;

/* Statuses as everywhere. After FN_OK, the writer has to be finished or abandoned. */
int fn_segment_writer_start(
    fn_segment_writer *writer, const char *path, const uint32_t *lengths, uint32_t passages);

/* The next term. As `fn_list_write`. */
int fn_segment_writer_term(
    fn_segment_writer *writer, const char *text, uint32_t length, const uint32_t *passages,
    const uint32_t *frequencies, uint32_t count);

int fn_segment_writer_finish(fn_segment_writer *writer);
void fn_segment_writer_abandon(fn_segment_writer *writer);

#endif
