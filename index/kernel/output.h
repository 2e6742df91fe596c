/* A file being written: buffered, with the checksums of its pieces at the end. */
#ifndef FN_OUTPUT_H
#define FN_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "checksum.h"
#include "format.h"

typedef struct {
    FILE *file;
    uint64_t at;
    bool failed; /* errno tells why, if nothing else was called since */
    int error;
    fn_checksum sum; /* of the piece that is being written */
    uint32_t piece;  /* how much of it there is */
    uint64_t *sums;  /* of those before */
    uint64_t pieces, pieces_room;
    fn_section_place *section;
} fn_output;

/* Makes the file anew, and leaves room for a header. */
bool fn_output_open(fn_output *output, const char *path);

void fn_output_section(fn_output *output, fn_section_place *section);
void fn_output_put(fn_output *output, const void *bytes, size_t size);
/* Zeros up to a whole multiple of 64 bytes since the file's start. */
void fn_output_align(fn_output *output);
void fn_output_section_end(fn_output *output);

/* Writes the pieces' checksums and the header, and closes. False if anything went wrong since the opening; errno says what. */
bool fn_output_close(fn_output *output, fn_header *header);
/* Closes what will not be used. */
void fn_output_abandon(fn_output *output);

#endif
