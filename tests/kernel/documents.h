/* Passages of made-up terms, and the files that the kernel makes of them. */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "building.h"
#include "checksum.h"
#include "random.h"
#include "segment.h"

static const char *folder;

static void demand(bool held, const char *what)
{
    if (held)
        return;
    fprintf(stderr, "failed: %s (seed state %llu)\n", what, (unsigned long long)state);
    abort();
}

/* Passages as numbers of terms, beside the kernel's own view of them. */
typedef struct {
    uint32_t passages, *counts, *terms; /* one passage's after the other's */
} documents;

static uint32_t term_number(uint32_t vocabulary)
{
    uint32_t number = vocabulary;
    for (uint64_t halvings = chance(12); halvings && number > 1; halvings--)
        number = number / 2 + 1;
    return (uint32_t)chance(number);
}

static inline documents made(uint32_t passages, uint32_t vocabulary)
{
    documents all = {passages, malloc(sizeof(uint32_t) * (passages + 1)), NULL};
    uint64_t total = 0;
    for (uint32_t i = 0; i < passages; i++) {
        all.counts[i] = (uint32_t)chance(chance(50) ? 14 : 700);
        total += all.counts[i];
    }
    all.terms = malloc(sizeof(uint32_t) * (total + 1));
    uint64_t at = 0;
    for (uint32_t i = 0; i < passages; i++) {
        bool same = !chance(40); /* one term over and over */
        for (uint32_t j = 0; j < all.counts[i]; j++, at++)
            all.terms[at] = same && j ? all.terms[at - 1] : term_number(vocabulary);
    }
    return all;
}

static void documents_free(documents *all)
{
    free(all->counts);
    free(all->terms);
}

/* Its length depends on the term: some are shorter than a word, and some longer than two. */
static uint32_t spelled(uint32_t term, char *text)
{
    return (uint32_t)sprintf(text, "t%0*u", (int)(term % 20 + 1), term);
}

#define MOST_SPELLED 22 /* bytes, with the zero behind them */

/* Builds passage by passage; each term is memory of its own length, so that reading on is found. */
static void build(const documents *all, const char *path)
{
    fn_builder *builder = fn_builder_new();
    const uint32_t *next = all->terms;
    for (uint32_t i = 0; i < all->passages; i++) {
        uint32_t count = all->counts[i];
        fn_term_text *terms = malloc(sizeof *terms * (count + 1));
        for (uint32_t j = 0; j < count; j++) {
            char text[MOST_SPELLED];
            terms[j].length = spelled(*next++, text);
            terms[j].text = memcpy(malloc(terms[j].length), text, terms[j].length);
        }
        demand(fn_builder_add(builder, terms, count) == FN_OK, "adding");
        while (count)
            free((char *)terms[--count].text);
        free(terms);
    }
    demand(fn_builder_write(builder, path) == FN_OK, "writing");
    fn_builder_free(builder);
}

typedef struct {
    unsigned char *bytes; /* at an address divisible by 64, and of exactly the file's size */
    size_t size;
} file;

static file loaded(const char *path)
{
    FILE *in = fopen(path, "rb");
    demand(in != NULL, "opening a file");
    fseek(in, 0, SEEK_END);
    file file = {.size = (size_t)ftell(in)};
    rewind(in);
    demand(posix_memalign((void **)&file.bytes, 64, file.size ? file.size : 1) == 0, "memory");
    demand(fread(file.bytes, 1, file.size, in) == file.size, "reading");
    fclose(in);
    return file;
}

static fn_segment *opened(const file *file)
{
    fn_segment *segment;
    demand(fn_segment_open(file->bytes, file->size, &segment) == FN_OK, "opening");
    return segment;
}

static inline unsigned char *bitmap(uint64_t size, uint64_t one_in)
{
    unsigned char *bits = calloc(size / 8 + 1, 1);
    for (uint64_t i = 0; one_in && i < size; i++)
        if (!chance(one_in))
            bits[i / 8] |= (unsigned char)(1 << i % 8);
    return bits;
}

/* Makes checksums fit that a file's damage has broken, as far as its header leads anywhere. */
static inline void mend_checksums(file *file)
{
    fn_header header;
    memcpy(&header, file->bytes, sizeof header);
    fn_section_place *sums = &header.sections[FN_SUMS];
    if (sums->offset <= file->size && sums->size <= file->size - sums->offset
        && sums->offset >= sizeof header) {
        uint64_t end = sums->offset - sizeof header, each;
        for (uint64_t i = 0; i < fn_pieces_of(end) && i < sums->size / sizeof each; i++) {
            uint64_t from = i * FN_PIECE, size = end - from < FN_PIECE ? end - from : FN_PIECE;
            each = fn_checksum_of(file->bytes + sizeof header + from, size);
            memcpy(file->bytes + sums->offset + i * sizeof each, &each, sizeof each);
        }
        header.sums = fn_checksum_of(file->bytes + sums->offset, sums->size);
    }
    header.checksum = fn_checksum_of(&header, offsetof(fn_header, checksum));
    memcpy(file->bytes, &header, sizeof header);
}

#endif
