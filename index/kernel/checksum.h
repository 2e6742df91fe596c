/* A checksum of a file's sections, at the speed of memory. */
#ifndef FN_CHECKSUM_H
#define FN_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t lanes[8];
    uint64_t size;
    unsigned char rest[64];
} fn_checksum;

void fn_checksum_start(fn_checksum *sum);
void fn_checksum_add(fn_checksum *sum, const void *bytes, size_t size);
uint64_t fn_checksum_end(fn_checksum *sum);

/* python: begin */
/* All at once. */
uint64_t fn_checksum_of(const void *bytes, size_t size);
/* python: end */

#endif
