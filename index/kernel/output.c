#include "output.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

static const unsigned char ZEROS[sizeof(fn_header) + 64];

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
    *output = (fn_output){.file = fopen(path, "wb")};
    if (!output->file)
        return false;
    setvbuf(output->file, NULL, _IOFBF, 1 << 18);
    put(output, ZEROS, fn_rounded_up(sizeof(fn_header), 64));
    return true;
}

void fn_output_section(fn_output *output, fn_section_place *section)
{
    output->section = section;
    section->offset = output->at;
    fn_checksum_start(&output->sum);
}

void fn_output_put(fn_output *output, const void *bytes, size_t size)
{
    if (!size)
        return;
    fn_checksum_add(&output->sum, bytes, size);
    put(output, bytes, size);
}

void fn_output_align(fn_output *output)
{
    fn_output_put(output, ZEROS, (size_t)(fn_rounded_up(output->at, 64) - output->at));
}

void fn_output_section_end(fn_output *output)
{
    output->section->size = output->at - output->section->offset;
    output->section->checksum = fn_checksum_end(&output->sum);
    put(output, ZEROS, (size_t)(fn_rounded_up(output->at, 64) - output->at));
}

bool fn_output_close(fn_output *output, fn_header *header)
{
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
    errno = output->error;
    return !output->failed;
}

void fn_output_abandon(fn_output *output)
{
    fclose(output->file);
}
