#include "output.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#include <wchar.h>
#include <windows.h>

enum { LONGEST_PATH = 32768 }; /* of the system's own */

/* Paths are UTF-8 as elsewhere; `fopen` would take them for the system's code page. */
static FILE *made(const char *path)
{
    wchar_t *wide = malloc(LONGEST_PATH * sizeof *wide);
    FILE *file = NULL;
    if (!wide)
        errno = ENOMEM;
    else if (!MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, LONGEST_PATH))
        errno = EINVAL;
    else
        file = _wfopen(wide, L"wb");
    free(wide);
    return file;
}
#else
static FILE *made(const char *path)
{
    return fopen(path, "wb");
}
#endif

static const unsigned char ZEROS[sizeof(fn_header)];

static void put(fn_output *output, const void *bytes, size_t size)
{
    if (!output->failed && size && fwrite(bytes, 1, size, output->file) != size) {
        output->failed = true;
        output->error = errno;
    }
    output->at += size;
}

bool fn_output_open(fn_output *output, const char *path)
{
    *output = (fn_output){.file = made(path)};
    if (!output->file)
        return false;
    setvbuf(output->file, NULL, _IOFBF, 1 << 18);
    put(output, ZEROS, sizeof(fn_header));
    fn_checksum_start(&output->sum);
    return true;
}

void fn_output_section(fn_output *output, fn_section_place *section)
{
    output->section = section;
    section->offset = output->at;
}

static void end_piece(fn_output *output)
{
    if (output->pieces == output->pieces_room) {
        uint64_t room = output->pieces_room * 2 + 64;
        uint64_t *sums = realloc(output->sums, room * sizeof *sums);
        if (!sums) {
            output->failed = true;
            output->error = ENOMEM;
            return;
        }
        output->sums = sums;
        output->pieces_room = room;
    }
    output->sums[output->pieces++] = fn_checksum_end(&output->sum);
    fn_checksum_start(&output->sum);
    output->piece = 0;
}

/* Adds to the checksums of the pieces that bytes are in. */
static void sum_up(fn_output *output, const unsigned char *bytes, size_t size)
{
    while (size && !output->failed) {
        size_t room = FN_PIECE - output->piece, part = size < room ? size : room;
        fn_checksum_add(&output->sum, bytes, part);
        output->piece += (uint32_t)part;
        if (output->piece == FN_PIECE)
            end_piece(output);
        bytes += part;
        size -= part;
    }
}

void fn_output_put(fn_output *output, const void *bytes, size_t size)
{
    if (!size)
        return;
    sum_up(output, bytes, size);
    put(output, bytes, size);
}

void fn_output_align(fn_output *output)
{
    fn_output_put(output, ZEROS, (size_t)(fn_rounded_up(output->at, 64) - output->at));
}

void fn_output_section_end(fn_output *output)
{
    output->section->size = output->at - output->section->offset;
    fn_output_align(output);
}

/* The last section, behind all pieces. */
static void put_sums(fn_output *output, fn_header *header)
{
    if (output->piece)
        end_piece(output);
    size_t size = output->pieces * sizeof *output->sums;
    header->sections[FN_SUMS] = (fn_section_place){.offset = output->at, .size = size};
    header->sums = fn_checksum_of(output->sums, size);
    put(output, output->sums, size);
}

bool fn_output_close(fn_output *output, fn_header *header)
{
    put_sums(output, header);
    header->magic = FN_MAGIC;
    header->version = FN_VERSION;
    header->size = output->at;
    header->checksum = fn_checksum_of(header, offsetof(fn_header, checksum));
    if (!output->failed && fseek(output->file, 0, SEEK_SET) != 0) {
        output->failed = true;
        output->error = errno;
    }
    put(output, header, sizeof *header);
    if (fclose(output->file) != 0 && !output->failed) {
        output->failed = true;
        output->error = errno;
    }
    free(output->sums);
    errno = output->error;
    return !output->failed;
}

void fn_output_abandon(fn_output *output)
{
    fclose(output->file);
    free(output->sums);
}
